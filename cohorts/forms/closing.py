"""The form for an office that closes: a last day, what happens to each placement, and why."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.forms.changes import ReasonedForm
from cohorts.queries.closing import Closing, Stay
from fellowship.design.fields import DatePartsField
from fellowship.design.wording import day_in_words

END = "end"


class ClosingForm(ReasonedForm):
    """One choice for each placement: a seat elsewhere or an end. Whoever leaves by the last day needs none."""

    mark_optional = False
    last_day = DatePartsField(label=_("Last day of the office"))

    def __init__(self, *args: Any, page: Closing, language: str, **kwargs: Any) -> None:
        super().__init__(*args, choices=[], **kwargs)
        self.stays = {name_of(stay.placement_id): stay for stay in page.stays}
        for name, stay in self.stays.items():
            self.fields[name] = _field(stay, language)
        self.order_fields(["last_day", *self.stays, "reason"])

    def clean(self) -> dict[str, Any]:
        """Ask for each choice that is needed; a seat is for one person."""
        kept: dict[str, Any] = super().clean() or self.cleaned_data
        self.moves: dict[UUID, UUID | None] = {}
        if kept.get("last_day") is None:
            return kept
        for name, stay in self.stays.items():
            if stay.leaves_by(kept["last_day"]) or name in self.errors:
                continue
            seat = UUID(kept[name]) if kept[name] not in {"", END} else None
            if not kept[name]:
                self.add_error(name, _("Choose what happens to this placement."))
            elif seat is not None and seat in self.moves.values():
                self.add_error(name, _("Somebody else moves to this seat. Choose another one."))
            else:
                self.moves[stay.placement_id] = seat
        return kept


def name_of(placement_id: UUID) -> str:
    """The name of the field of a placement."""
    return f"placement_{placement_id}"


def _field(stay: Stay, language: str) -> forms.ChoiceField:
    hint = _("Here through %(day)s.") if stay.begun else _("Begins on %(first)s, through %(day)s.")
    days = {"day": day_in_words(stay.leaves_on, language), "first": day_in_words(stay.starts_on, language)}
    end = _("Ends on the last day of the office") if stay.begun else _("Is taken back today")
    return forms.ChoiceField(
        label=stay.name,
        help_text=hint % days,
        required=False,
        choices=[("", _("Choose")), (END, end), *stay.seats],
        error_messages={"invalid_choice": _("This seat is not open any more. Choose another one.")},
    )
