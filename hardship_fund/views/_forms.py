"""How the pages meet a refusal: its words go to the field it is about, and the page comes back with what was typed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fellowship.rules.refusals import Conflict
from hardship_fund.queries.caps import Unfit

UNPROCESSABLE = 422


def sent(request: HttpRequest, *, files: bool = False) -> tuple[Any, ...]:
    """What was posted, for a form; nothing when the page is only opened. An empty post is a post."""
    if request.method != "POST":
        return ()
    return (request.POST, request.FILES) if files else (request.POST,)


def keep(form: forms.Form, act: Callable[[], Any], *, field: str | None = None) -> bool:
    """Do ``act`` if the form is fine; a refusal becomes an error of its field. Whether it was done."""
    if not form.is_valid():
        return False
    try:
        act()
    except Unfit as no:
        form.add_error(no.field if no.field in form.fields else None, str(no.sentence))
        return False
    except Conflict as no:
        if field is None:
            raise
        form.add_error(field, str(no.sentence))
        return False
    return True


def show(request: HttpRequest, template: str, form: forms.Form, **context: Any) -> HttpResponse:
    """A page with a form: 200 when it is fresh, 422 when something is wrong with it."""
    status = UNPROCESSABLE if form.is_bound and not form.is_valid() else 200
    return render(request, template, {"form": form, **context}, status=status)
