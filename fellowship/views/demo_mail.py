"""Everybody's mail in the demonstration; 404 anywhere else."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from fellowship.access import PUBLIC, allow
from fellowship.queries import demo_mail as queries


@allow(PUBLIC)
def demo_mail(request: HttpRequest) -> HttpResponse:
    """List the newest messages of everyone, or of one person."""
    if not settings.DEMO_MODE:
        raise Http404
    to = request.GET.get("to", "").strip()
    context = {"mails": queries.inbox(to), "recipients": queries.recipients(), "to": to}
    return render(request, "fellowship/demo/mail.html", context)


@allow(PUBLIC)
def demo_mail_message(request: HttpRequest, name: str) -> HttpResponse:
    """Show one message."""
    mail = queries.one(name) if settings.DEMO_MODE else None
    if mail is None:
        raise Http404
    return render(request, "fellowship/demo/mail_message.html", {"mail": mail})
