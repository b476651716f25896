"""Requests, promises and impressions in plain words, in the language that is active."""

from django.utils.translation import gettext as _

from cohorts.rules.requests import AskKind, AskStage, Impression, Promise


def ask_label(kind: str) -> str:
    """What is asked."""
    return {
        AskKind.MAY_END: _("The placement may end"),
        AskKind.EXTEND: _("More time"),
        AskKind.LEAVE: _("A leave"),
        AskKind.SUPERVISOR: _("Another supervisor"),
        AskKind.END: _("An earlier end"),
        AskKind.OTHER: _("Something else"),
    }[AskKind(kind)]


def ask_stage_label(stage: str) -> str:
    """Where a request stands."""
    return {
        AskStage.OPEN: _("Waits for an answer"),
        AskStage.AGREED: _("Agreed"),
        AskStage.DECLINED: _("Not agreed"),
        AskStage.WITHDRAWN: _("Taken back"),
    }[AskStage(stage)]


def promise_words(promise: str) -> str:
    """What an office promises."""
    return {
        Promise.SEATS: _("The seats listed here are right, and the money for them is there."),
        Promise.SUPERVISOR: _("Each advocate has a named supervisor with time for them every week."),
        Promise.DESK: _("Each advocate has a desk, a phone, a computer and a way into the building on the first day."),
        Promise.START: _("The first day is the day that stands at each seat."),
        Promise.PAY: _("Pay and benefits begin on the first day, and the first pay comes within 30 days."),
        Promise.TRAINING: _("Advocates get paid time for training and one-on-ones."),
    }[Promise(promise)]


def promise_label(promise: str) -> str:
    """A promise in a word or two, for lists of staff."""
    return {
        Promise.SEATS: _("Seats and money"),
        Promise.SUPERVISOR: _("Named supervisors"),
        Promise.DESK: _("Desk, phone, computer"),
        Promise.START: _("First day"),
        Promise.PAY: _("Pay and benefits"),
        Promise.TRAINING: _("Paid time for training"),
    }[Promise(promise)]


def impression_label(impression: str) -> str:
    """How a meeting went."""
    return {
        Impression.STRONG: _("We very much hope for this person"),
        Impression.GOOD: _("We would be glad to have this person"),
        Impression.UNSURE: _("We are unsure"),
    }[Impression(impression)]
