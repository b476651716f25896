"""Changes of placements in plain words, in the language that is active."""

from datetime import date

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cohorts.models import Placement, PlacementChange
from cohorts.rules.changes import ChangeKind, ChangeStage, EndKind, days_of_leave
from fellowship.design.wording import day_in_words


def kind_label(kind: str) -> str:
    """What a change is called."""
    return {
        ChangeKind.EXTEND: _("More time"),
        ChangeKind.LEAVE: _("Leave"),
        ChangeKind.TRANSFER: _("Move to another office"),
        ChangeKind.END: _("Early end"),
        ChangeKind.SUPERVISOR: _("Another supervisor"),
    }[ChangeKind(kind)]


def stage_label(stage: str) -> str:
    """Where a change stands."""
    return {
        ChangeStage.PLANNED: _("Planned"),
        ChangeStage.RUNNING: _("Under way"),
        ChangeStage.DONE: _("Done"),
        ChangeStage.CALLED_OFF: _("Called off"),
    }[ChangeStage(stage)]


def end_choices() -> list[tuple[str, str]]:
    """The kinds of reason for an early end."""
    return [
        (EndKind.OWN_WISH.value, _("The advocate wishes to stop")),
        (EndKind.NEW_WORK.value, _("The advocate goes on to work or study")),
        (EndKind.LIFE.value, _("Health or family")),
        (EndKind.OFFICE.value, _("The office can’t go on")),
        (EndKind.PROGRAM.value, _("The program decides")),
    ]


def facts_in_words(change: PlacementChange) -> str:
    """A change in one sentence, for managers."""
    words = {
        "day": _day(change.effective_on), "last": _day(change.last_day_after), "until": _day(change.until),
        "before": _day(change.last_day_before),
        "who": change.supervisor_after.get_full_name() if change.supervisor_after else _("nobody yet"),
        "office": change.to_seat.office.name if change.to_seat else "",
    }  # fmt: skip
    return {
        ChangeKind.EXTEND: _("The last day moves from %(before)s to %(last)s."),
        ChangeKind.LEAVE: _("From %(day)s through %(until)s. The last day moves from %(before)s to %(last)s."),
        ChangeKind.TRANSFER: _("To %(office)s from %(day)s on. Supervisor there: %(who)s."),
        ChangeKind.END: _("The last day moves from %(before)s to %(last)s."),
        ChangeKind.SUPERVISOR: _("From %(day)s on the supervisor is %(who)s."),
    }[ChangeKind(change.kind)] % words


def to_the_fellow(change: PlacementChange, placement: Placement, *, again: str = "") -> str:
    """What an advocate is told."""
    words = _words(change) | {"office": placement.seat.office.name}
    if again:
        back = _("You return from your leave earlier: you work again from %(back)s on. Your last day is %(last)s.")
        return back % words
    if change.kind == ChangeKind.END:
        return _end(change) % words
    return {
        ChangeKind.EXTEND: _("Your placement at %(office)s goes on longer. Your last day is now %(last)s."),
        ChangeKind.LEAVE: _leave(change),
        ChangeKind.TRANSFER: _("From %(day)s on you work at %(to)s in %(place)s. %(who)s"),
        ChangeKind.SUPERVISOR: _("From %(day)s on your supervisor at %(office)s changes. %(who)s"),
    }[ChangeKind(change.kind)] % words


def _end(change: PlacementChange) -> str:
    plain = _("Your placement at %(office)s ends earlier than planned. Your last day is %(last)s.")
    kind = {
        EndKind.OWN_WISH: _("As you wished, your placement at %(office)s ends. Your last day is %(last)s."),
        EndKind.NEW_WORK: _(
            "You go on to something new, and we are glad for you. Your last day at %(office)s is %(last)s."
        ),
        EndKind.OFFICE: _(
            "%(office)s can’t go on with the placement. That is not your doing. Your last day is %(last)s."
        ),
    }
    return kind.get(EndKind(change.end_kind), plain)


def to_the_others(change: PlacementChange, placement: Placement, *, again: str = "") -> str:
    """What supervisors and program managers are told: days and places, never a reason."""
    words = _words(change) | {
        "office": placement.seat.office.name, "advocate": placement.fellow.person.get_full_name(),
        "lead": change.supervisor_after.get_full_name() if change.supervisor_after else _("nobody yet"),
    }  # fmt: skip
    if again:
        return _("%(advocate)s is back at %(office)s from %(back)s on. The last day is %(last)s.") % words
    return {
        ChangeKind.EXTEND: _("The placement of %(advocate)s at %(office)s goes on through %(last)s."),
        ChangeKind.LEAVE: _(
            "%(advocate)s is away from %(office)s from %(day)s through %(until)s. The last day is now %(last)s."
        ),
        ChangeKind.TRANSFER: _(
            "%(advocate)s moves from %(office)s to %(to)s; the first day there is %(day)s. Supervisor there: %(lead)s."
        ),
        ChangeKind.END: _("The placement of %(advocate)s at %(office)s ends. The last day is %(last)s."),
        ChangeKind.SUPERVISOR: _("From %(day)s on %(lead)s supervises %(advocate)s at %(office)s."),
    }[ChangeKind(change.kind)] % words


def _leave(change: PlacementChange) -> str:
    days = days_of_leave(change.effective_on, change.until or change.effective_on)
    return ngettext(
        "You are on leave on %(day)s. Your last day moves by a day.",
        "You are on leave from %(day)s through %(until)s. Your last day and the dates of your courses move as long.",
        days,
    )


def _words(change: PlacementChange) -> dict[str, str]:
    lead = change.supervisor_after
    if lead is None:
        who = _("We tell you soon who your supervisor is.")
    else:
        who = _("Your supervisor is %(name)s, %(email)s.") % {"name": lead.get_full_name(), "email": lead.email}
    seat, until = change.to_seat, change.until
    return {
        "day": _day(change.effective_on), "last": _day(change.last_day_after), "until": _day(until),
        "back": _day(until and date.fromordinal(until.toordinal() + 1)), "who": who,
        "to": seat.office.name if seat else "", "place": seat.office.place if seat else "",
    }  # fmt: skip


def _day(day: date | None) -> str:
    return day_in_words(day, get_language() or "en") if day else ""
