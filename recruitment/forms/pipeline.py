"""Filters of the pipeline and what a decision about several applications needs."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from fellowship.design.fields import ChoiceRows
from fellowship.design.forms import FellowshipForm
from recruitment.models.wording import DECLINE_LABELS, LANGUAGE_LABELS
from recruitment.queries.pipeline import DEFAULT_SORT, GROUPS, SORTS, Wanted

Choices = Sequence[tuple[str, Any]]


class PipelineFilters(FellowshipForm):
    """What narrows the list, all of it in the address. A value that makes no sense narrows nothing."""

    mark_optional = False

    q = forms.CharField(
        label=_("Name or reference"), required=False, max_length=80, widget=forms.TextInput(attrs={"type": "search"})
    )
    office = forms.ChoiceField(label=_("Office"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    owner = forms.ChoiceField(label=_("Owner"), required=False)
    stage = forms.CharField(required=False, widget=forms.HiddenInput)
    cycle = forms.CharField(required=False, widget=forms.HiddenInput)
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, offices: Choices, owners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spoken = [(code, label) for code, label in LANGUAGE_LABELS.items() if code != "en"]
        self.fields["office"].choices = [("", _("Any office")), *offices]
        self.fields["language"].choices = [("", _("Any language")), *spoken]
        self.fields["owner"].choices = [("", _("Any owner")), ("none", _("Nobody")), *owners]

    def wanted(self) -> Wanted:
        """What the address asks for."""
        self.errors  # noqa: B018  (cleans)
        given = self.cleaned_data
        office, stage, sort = given.get("office"), given.get("stage"), given.get("sort")
        return Wanted(
            group=stage if stage in GROUPS else "open",
            search=given.get("q", "").strip(),
            office_id=UUID(office) if office else None,
            language=given.get("language", ""),
            owner=given.get("owner", ""),
            sort=sort if sort in SORTS else DEFAULT_SORT,
        )


class DeclineForm(FellowshipForm):
    """Why we are not offering a place: the letter says it, the note stays with staff."""

    category = forms.ChoiceField(
        label=_("Why?"), help_text=_("The letter gives this reason. Choose the one that is true."),
        choices=[(str(category), label) for category, label in DECLINE_LABELS.items()], widget=ChoiceRows,
        error_messages={"required": _("Choose the reason that the letter gives.")},
    )  # fmt: skip
    note = forms.CharField(
        label=_("Note for staff"), help_text=_("The person can ask to read it. Write as if they will."),
        required=False, max_length=300, widget=forms.TextInput(attrs={"class": "input--l"}),
    )  # fmt: skip


class NoteForm(FellowshipForm):
    """A step with a note for staff."""

    note = forms.CharField(
        label=_("Note for staff"), help_text=_("The person can ask to read it. Write as if they will."),
        required=False, max_length=300, widget=forms.TextInput(attrs={"class": "input--l"}),
    )  # fmt: skip


class OwnerForm(FellowshipForm):
    """Who looks after the applications."""

    owner = forms.ChoiceField(label=_("Owner"), required=False)

    def __init__(self, *args: Any, owners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", _("Nobody")), *owners]
