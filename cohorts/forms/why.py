"""Whom to try where."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fellowship.design.forms import FellowshipForm


class WhatIfForm(FellowshipForm):
    """One fellow and one office; nothing is saved."""

    fellow = forms.ChoiceField(
        label=_("If this fellow"),
        error_messages={"required": _("Choose a fellow."), "invalid_choice": _("Choose a fellow of this plan.")},
    )
    office = forms.ChoiceField(
        label=_("went to"),
        error_messages={"required": _("Choose an office."), "invalid_choice": _("Choose an office of this plan.")},
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        fellows: Iterable[tuple[str, str]],
        offices: Iterable[tuple[str, str]],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["fellow"].choices = [("", _("Choose a fellow")), *fellows]
        self.fields["office"].choices = [("", _("Choose an office")), *offices]
