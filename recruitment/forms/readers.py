"""What is asked about a reader, and what ties them to applicants."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from fellowship.design.fields import ChoiceRows, TickRows
from fellowship.design.forms import FellowshipForm
from recruitment.models.assigning_wording import CONFLICT_LABELS
from recruitment.models.wording import LANGUAGE_LABELS
from recruitment.rules.assigning import EVERYBODY_READS
from recruitment.rules.conflicts import ConflictKind

Choices = Sequence[tuple[str, Any]]


class ReaderForm(FellowshipForm):
    """Languages, region and how many packets."""

    languages = forms.MultipleChoiceField(label=_("Languages read well besides English"), required=False,
        widget=TickRows)  # fmt: skip
    region = forms.ChoiceField(
        label=_("Region"), required=False, help_text=_("Packets from another region come first among equals.")
    )
    max_packets = forms.IntegerField(
        label=_("Most packets in one cycle"), required=False, min_value=1, max_value=2000,
        help_text=_("Leave it empty for an even share."),
        widget=forms.TextInput(attrs={"class": "input--s", "inputmode": "numeric"}),
        error_messages={
            "invalid": _("Enter a whole number, such as 40."), "min_value": _("Enter 1 or more, or leave it empty."),
            "max_value": _("Enter 2,000 or fewer."),
        },
    )  # fmt: skip

    def __init__(self, *args: Any, regions: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spoken = [(code, label) for code, label in LANGUAGE_LABELS.items() if code not in EVERYBODY_READS]
        self.fields["languages"].choices = spoken
        self.fields["region"].choices = [("", _("Not said")), *regions]

    @property
    def given(self) -> dict[str, Any]:
        """What the service takes."""
        found = self.cleaned_data
        return {
            "languages": found["languages"],
            "region_id": UUID(found["region"]) if found["region"] else None,
            "max_packets": found["max_packets"],
        }


class ConflictForm(FellowshipForm):
    """One tie. Which of the fields is needed depends on the kind."""

    kind = forms.ChoiceField(
        label=_("What ties you to an applicant?"), widget=ChoiceRows,
        choices=[(str(kind), label) for kind, label in CONFLICT_LABELS.items()],
        error_messages={"required": _("Choose what it is.")},
    )  # fmt: skip
    office = forms.ChoiceField(label=_("Which office?"), required=False)
    value = forms.CharField(
        label=_("Name of the school, employer or person"), required=False, max_length=120,
        help_text=_("As the applicant would write it. For a person, first and last name."),
        widget=forms.TextInput(attrs={"class": "input--l"}),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Anything to add?"), required=False, max_length=300,
        help_text=_("Only those who give out packets see it."), widget=forms.TextInput(attrs={"class": "input--l"}),
    )  # fmt: skip

    def __init__(self, *args: Any, offices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = [("", _("Choose an office")), *offices]

    def clean(self) -> dict[str, Any]:
        """Ask for what the kind needs."""
        cleaned: dict[str, Any] = super().clean()
        kind, value = cleaned.get("kind"), cleaned.get("value", "")
        if kind == ConflictKind.OFFICE and not cleaned.get("office"):
            self.add_error("office", _("Choose the office."))
        elif kind in {ConflictKind.SCHOOL, ConflictKind.EMPLOYER} and not value:
            self.add_error("value", _("Enter the name."))
        elif kind == ConflictKind.PERSON:
            self.check_person(value)
        return cleaned

    def check_person(self, value: str) -> None:
        """A first name alone would concern too many people."""
        if len(value.split()) < 2:  # noqa: PLR2004  (first and last)
            self.add_error("value", _("Enter the first and the last name."))

    @property
    def given(self) -> dict[str, Any]:
        """What the service takes."""
        found = self.cleaned_data
        office = UUID(found["office"]) if found["office"] else None
        return {"kind": found["kind"], "value": found["value"], "office_id": office, "reason": found["reason"]}


class ManagersConflictForm(ConflictForm):
    """The same, with the reference of an application in place of a name."""

    reference = forms.CharField(
        label=_("Or the reference of one application"), required=False, max_length=24,
        help_text=_("For a person. The reader never sees it."), widget=forms.TextInput(attrs={"class": "input--m"}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].label = _("What ties this reader to an applicant?")

    def check_person(self, value: str) -> None:
        """A reference stands for the name."""
        if not self.cleaned_data.get("reference"):
            super().check_person(value)
