"""The set-up checklist, and reading the words of all letters."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fellowship import clock
from fellowship.access import allow
from fellowship.queries import letter_words as words_queries
from fellowship.queries import setup as queries
from fellowship.services import setup as services


@allow("fellowship.set_up")
def setup(request: HttpRequest) -> HttpResponse:
    """Show what is done and what is left."""
    lines = queries.checklist(clock.now())
    context = {"lines": lines, "done": sum(line.done for line in lines)}
    return render(request, "fellowship/staff/setup.html", context)


@allow("fellowship.set_up")
def letter_words(request: HttpRequest) -> HttpResponse:
    """Show every letter in every language; a press of the button says they were read."""
    if request.method == "POST":
        services.say_letters_are_read(actor=request.user, at=clock.now())
        messages.success(request, _("Noted: you have read the letters."))
        return redirect("setup")
    return render(request, "fellowship/staff/letter_words.html", {"kinds": words_queries.all_kinds()})
