"""Filters of the pipeline and what a decision about several applications needs."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from fellowship.design.fields import ChoiceRows, TickRows
from fellowship.design.forms import FellowshipForm
from recruitment.forms.staff_notes import StaffNote
from recruitment.models.export_wording import COLUMN_LABELS
from recruitment.models.wording import DECLINE_LABELS, LANGUAGE_LABELS
from recruitment.queries.narrowing import DEFAULT_SORT, GROUPS, SORTS, Wanted
from recruitment.queries.pipeline import Places

Choices = Sequence[tuple[str, Any]]
READS_LABELS = (
    ("complete", _("Every reader is done")), ("open", _("Somebody still reads")), ("none", _("Nobody was asked")),
)  # fmt: skip


class DayInput(forms.DateInput):
    """The browser's own calendar; typed as year-month-day where it has none."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class PipelineFilters(FellowshipForm):
    """What narrows the list, all of it in the address. A value that makes no sense narrows nothing."""

    mark_optional = False
    first = ("q", "words", "office", "language", "owner")

    q = forms.CharField(
        label=_("Name or reference"), required=False, max_length=80, widget=forms.TextInput(attrs={"type": "search"})
    )
    words = forms.CharField(
        label=_("Words in the answers"), required=False, max_length=120,
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip
    office = forms.ChoiceField(label=_("Office"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    owner = forms.ChoiceField(label=_("Owner"), required=False)
    label = forms.ChoiceField(label=_("Label"), required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)
    waiting = forms.IntegerField(label=_("Waiting at least, days"), required=False, min_value=1, max_value=3650)
    reads = forms.ChoiceField(label=_("Reading"), required=False, choices=[("", _("Any")), *READS_LABELS])
    pending = forms.ChoiceField(
        label=_("Decision"), required=False,
        choices=[("", _("Any")), ("yes", _("Waits to be carried out")), ("no", _("None waits"))],
    )  # fmt: skip
    score_from = forms.FloatField(label=_("Score from"), required=False, min_value=1, max_value=4)
    score_to = forms.FloatField(label=_("Score to"), required=False, min_value=1, max_value=4)
    sent_from = forms.DateField(label=_("Sent from"), required=False, widget=DayInput)
    sent_to = forms.DateField(label=_("Sent to"), required=False, widget=DayInput)
    stage = forms.CharField(required=False, widget=forms.HiddenInput)
    cycle = forms.CharField(required=False, widget=forms.HiddenInput)
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, places: Places, owners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spoken = [(code, label) for code, label in LANGUAGE_LABELS.items() if code != "en"]
        self.fields["office"].choices = [("", _("Any office")), *places.offices]
        self.fields["region"].choices = [("", _("Any region")), *places.regions]
        self.fields["language"].choices = [("", _("Any language")), *spoken]
        self.fields["label"].choices = [("", _("Any label")), *places.labels]
        if not places.labels:
            del self.fields["label"]
        self.fields["owner"].choices = [("", _("Any owner")), ("none", _("Nobody")), *owners]

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """What is always open."""
        return [self[name] for name in self.first]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """What stands in the fold."""
        return [field for field in self.visible_fields() if field.name not in self.first]

    @property
    def more_in_use(self) -> bool:
        """Whether anything in the fold narrows the list or is wrong."""
        return any(field.errors or field.value() for field in self.more_fields)

    def wanted(self) -> Wanted:
        """What the address asks for."""
        self.errors  # noqa: B018  (cleans)
        given = self.cleaned_data
        stage, sort = given.get("stage"), given.get("sort")
        plain = ("language", "owner", "waiting", "reads", "pending", "score_from", "score_to", "sent_from", "sent_to")
        return Wanted(
            group=stage if stage in GROUPS else "open",
            search=given.get("q", "").strip(),
            words=given.get("words", "").strip(),
            office_id=UUID(given["office"]) if given.get("office") else None,
            region_id=UUID(given["region"]) if given.get("region") else None,
            label_id=UUID(given["label"]) if given.get("label") else None,
            sort=sort if sort in SORTS else DEFAULT_SORT,
            **{name: given[name] for name in plain if name in given},
        )


class DeclineForm(FellowshipForm):
    """Why we are not offering a place: the letter says it, the note stays with staff."""

    category = forms.ChoiceField(
        label=_("Why?"), help_text=_("The letter gives this reason. Choose the one that is true."),
        choices=[(str(category), label) for category, label in DECLINE_LABELS.items()], widget=ChoiceRows,
        error_messages={"required": _("Choose the reason that the letter gives.")},
    )  # fmt: skip
    note = StaffNote(
        label=_("Note for staff"), help_text=_("The person can ask to read it. Write as if they will."),
        required=False, max_length=300,
    )  # fmt: skip


class NoteForm(FellowshipForm):
    """A step with a note for staff."""

    note = StaffNote(
        label=_("Note for staff"), help_text=_("The person can ask to read it. Write as if they will."),
        required=False, max_length=300,
    )  # fmt: skip


class OwnerForm(FellowshipForm):
    """Who looks after the applications."""

    owner = forms.ChoiceField(label=_("Owner"), required=False)

    def __init__(self, *args: Any, owners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", _("Nobody")), *owners]


class ExportForm(FellowshipForm):
    """Which columns the spreadsheet has."""

    columns = forms.MultipleChoiceField(
        label=_("Columns"), choices=[(str(column), label) for column, label in COLUMN_LABELS.items()],
        widget=TickRows, error_messages={"required": _("Choose at least one column.")},
    )  # fmt: skip
