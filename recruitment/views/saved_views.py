"""Saved views of the pipeline: keep, rename, share, delete."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fellowship import clock
from fellowship.access import allow
from fellowship.rules.refusals import Conflict
from recruitment.forms.saved_views import SavedViewForm
from recruitment.queries.saved_views import kept_view, views_for
from recruitment.rules.view_queries import view_query
from recruitment.services import saved_views as services

KEEP = "recruitment.keep_view"
PAGE = "recruitment/staff/saved_view.html"


@allow("recruitment.use_view")
def saved_views(request: HttpRequest) -> HttpResponseBase:
    """List one's own views and the shared ones."""
    return render(request, "recruitment/staff/saved_views.html", {"views": views_for(request.user)})


@allow(KEEP)
def new(request: HttpRequest) -> HttpResponseBase:
    """Keep the filters of the address under a name."""
    query = view_query(request.GET.urlencode())
    form = SavedViewForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            view = services.save_view(actor=request.user, query=query, at=clock.now(), **form.cleaned_data)
        except Conflict as refusal:
            form.add_error("name", str(refusal.sentence))
        else:
            messages.success(request, _("The view is saved."))
            return redirect(f"{reverse('recruitment_pipeline')}?{view.query}")
    back = f"{reverse('recruitment_pipeline')}?{query}"
    return render(request, PAGE, {"form": form, "back_url": back}, status=422 if form.errors else 200)


@allow(KEEP)
def change(request: HttpRequest, view_id: UUID) -> HttpResponseBase:
    """Rename a view or share it."""
    view = kept_view(request.user, view_id)
    start = {"name": view.name, "shared": view.shared}
    form = SavedViewForm(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_view(actor=request.user, view_id=view.pk, at=clock.now(), **form.cleaned_data)
        except Conflict as refusal:
            form.add_error("name", str(refusal.sentence))
        else:
            messages.success(request, _("The view is changed."))
            return redirect("recruitment_views")
    context = {"form": form, "view": view, "back_url": reverse("recruitment_views")}
    return render(request, PAGE, context, status=422 if form.errors else 200)


@allow(KEEP)
@require_POST
def delete(request: HttpRequest, view_id: UUID) -> HttpResponseBase:
    """Delete a view. It holds filters only, so there is nothing to lose and nothing to check."""
    services.delete_view(actor=request.user, view_id=kept_view(request.user, view_id).pk, at=clock.now())
    messages.success(request, _("The view is deleted."))
    return redirect("recruitment_views")
