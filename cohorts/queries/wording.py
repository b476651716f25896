"""The words for what matching found: for staff with names, for a fellow without anybody else's."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cohorts.rules.checker import Breach, Finding, Note
from cohorts.rules.eligibility import Bar
from cohorts.rules.explain import Rung, Why

BREACH_SENTENCES = {
    Breach.UNKNOWN: gettext_lazy("%(fellow)s or %(office)s is not part of this cohort."),
    Breach.MISSING: gettext_lazy("%(fellow)s is missing from the plan."),
    Breach.OVER_CAPACITY: gettext_lazy("%(office)s has %(have)d fellows for %(need)d seats."),
    Breach.RESERVED_SEAT: gettext_lazy(
        "%(fellow)s has no seat at %(office)s: the seats left there are kept for people who speak Spanish."
    ),
    Breach.NEVER: gettext_lazy("%(fellow)s said never to %(office)s."),
    Breach.REFUSED: gettext_lazy("%(office)s said it can't take %(fellow)s."),
    Breach.CONFLICT: gettext_lazy("%(fellow)s and %(office)s have a conflict of interest."),
    Breach.LIMIT: gettext_lazy("%(office)s is outside the hard limits of %(fellow)s."),
    Breach.START_DATE: gettext_lazy("%(fellow)s can't start by the first day at %(office)s."),
    Breach.LOCK: gettext_lazy("%(fellow)s has an agreed place at %(office)s, and the plan says otherwise."),
    Breach.REGION_CAP: gettext_lazy("%(region)s has %(have)d fellows, and at most %(need)d may be there this year."),
    Breach.COUPLE_PAIR: gettext_lazy("%(fellow)s and %(other)s don't have two places that they asked for together."),
}
FINDING_SENTENCES = {
    Finding.ENVY: gettext_lazy(
        "%(fellow)s would rather be at %(office)s, which put %(fellow)s before %(other)s, who is there."
    ),
    Finding.EMPTY_SEAT: gettext_lazy("%(fellow)s would rather be at %(office)s, which has an open seat."),
    Finding.HELD_SEAT: gettext_lazy(
        "%(fellow)s would rather be at %(office)s, which keeps a seat empty so that another office has the team it "
        "needs."
    ),
    Finding.RULE: gettext_lazy("%(fellow)s would rather be at %(office)s; a rule about its seats stands between."),
    Finding.NOT_ON_FELLOW_LIST: gettext_lazy("%(office)s is not on the list of %(fellow)s."),
    Finding.NOT_ON_OFFICE_LIST: gettext_lazy("The list of %(office)s does not have %(fellow)s."),
    Finding.AGREED_OFF_FELLOW_LIST: gettext_lazy(
        "%(fellow)s has an agreed place at %(office)s, which is not on their own list."
    ),
    Finding.AGREED_OFF_OFFICE_LIST: gettext_lazy(
        "%(fellow)s has an agreed place at %(office)s, whose list does not have them."
    ),
    Finding.MINIMUM: gettext_lazy("%(office)s asks for at least %(need)d and has %(have)d."),
    Finding.COUPLE: gettext_lazy("%(fellow)s and %(other)s asked for the same city and are apart."),
}
BAR_FOR_STAFF = {
    Bar.NEVER: gettext_lazy("They said never to this office."),
    Bar.REFUSED: gettext_lazy("The office said it can't take them."),
    Bar.CONFLICT: gettext_lazy("There is a conflict of interest."),
    Bar.PLACE: gettext_lazy("They said that they can't live there."),
    Bar.CAR: gettext_lazy("It takes a car, and they need an office they can reach without one."),
    Bar.COMMUTE: gettext_lazy("The usual way to work is longer than they can take."),
    Bar.START_DATE: gettext_lazy("The first day there is before they can start."),
    Bar.SKILL: gettext_lazy("Every seat there is kept for a language or skill that they don't have."),
    Bar.NO_SEATS: gettext_lazy("No seat is open there."),
    Bar.NOT_ON_OFFICE_LIST: gettext_lazy("The office's list does not have them."),
    Bar.REGION_FULL: gettext_lazy("As many as may be in this region are there."),
}
BAR_FOR_FELLOW = {
    Bar.NEVER: gettext_lazy("You said never to this office."),
    Bar.REFUSED: gettext_lazy("This office could not offer you a seat."),
    Bar.CONFLICT: gettext_lazy("A rule about conflicts of interest keeps this office closed to you."),
    Bar.PLACE: gettext_lazy("You said that you can't live there."),
    Bar.CAR: gettext_lazy("It takes a car, and you asked for offices you can reach without one."),
    Bar.COMMUTE: gettext_lazy("The usual way to work is longer than the limit you set."),
    Bar.START_DATE: gettext_lazy("Its first day is before you can start."),
    Bar.SKILL: gettext_lazy("Every seat there is kept for a language or skill that you don't have."),
    Bar.NO_SEATS: gettext_lazy("No seat was open there."),
    Bar.NOT_ON_OFFICE_LIST: gettext_lazy("This office could not offer you a seat."),
    Bar.REGION_FULL: gettext_lazy("No more people may be in this region this year."),
}

Names = Mapping[str, str]


def note_sentence(note: Note, fellows: Names, offices: Names) -> str:
    """One breach or finding as a sentence for staff."""
    sentence = BREACH_SENTENCES[note.kind] if isinstance(note.kind, Breach) else FINDING_SENTENCES[note.kind]
    nobody = _("Someone")
    return str(sentence) % {
        "fellow": fellows.get(note.fellow, nobody),
        "other": fellows.get(note.other, nobody),
        "office": offices.get(note.office, _("no office")),
        "region": note.office,
        "have": note.have,
        "need": note.need,
    }


def cap_words(region: str, most: int) -> str:
    """The cap of a region."""
    words = ngettext(
        "At most %(most)d fellow in %(region)s this year.", "At most %(most)d fellows in %(region)s this year.", most
    )
    return words % {"most": most, "region": region}


def rung_for_staff(rung: Rung, fellows: Names) -> str:
    """One choice on the ladder as staff read it: with places and the name of the last person taken."""
    if rung.why is Why.BARRED and rung.bar is not None:
        return str(BAR_FOR_STAFF[rung.bar])
    sentences: tuple[object, ...] = (_PLAIN.get(rung.why, ""),)
    if rung.why is Why.PLACED:
        sentences = (_PLACE if rung.place else _NO_PLACE,)
    elif rung.why is Why.FULL:
        sentences = (_held(rung.seats), _LAST if rung.place else _LAST_WITHOUT)
    elif rung.why is Why.REGION_FULL:
        return f"{cap_words(rung.region, rung.cap)} {_CAP_REACHED}"
    elif rung.why is Why.FULL_BY_DRAW:
        sentences = (_DRAW if rung.place else _DRAW_WITHOUT,)
    return " ".join(map(str, sentences)) % {
        "seats": rung.seats,
        "place": rung.place,
        "listed": rung.listed,
        "last": rung.last,
        "name": fellows.get(rung.last_fellow, ""),
    }


def _held(seats: int) -> str:
    return ngettext(
        "Full: its %(seats)d seat is held by someone it put before them.",
        "Full: all %(seats)d seats are held by people it put before them.",
        seats,
    )


def rung_for_fellow(rung: Rung) -> str:
    """One choice on the ladder as the fellow reads it: nobody else's name, and no place on anybody's list."""
    if rung.why is Why.BARRED and rung.bar is not None:
        return str(BAR_FOR_FELLOW[rung.bar])
    if rung.why is Why.PLACED:
        return _("This is your office.")
    if rung.why is Why.FULL:
        return ngettext(
            "Its %(seats)d seat went to someone it had put before you.",
            "All of its %(seats)d seats went to people it had put before you.",
            rung.seats,
        ) % {"seats": rung.seats}
    if rung.why is Why.REGION_FULL:
        return f"{cap_words(rung.region, rung.cap)} {_CAP_REACHED}"
    if rung.why is Why.FULL_BY_DRAW:
        return _("All of its seats are taken. It was equally glad of you and someone else, and the draw decided.")
    return str(_FOR_FELLOW[rung.why])


_PLAIN = {
    Why.KEPT_FOR_SKILL: gettext_lazy("The seat left there is kept for someone with a certain language or skill."),
    Why.LEFT_OPEN: gettext_lazy("It has an open seat; a move by hand left it open."),
    Why.PASSED_OVER: gettext_lazy("A program manager placed someone there by hand."),
    Why.NOT_NEEDED: gettext_lazy("Not needed."),
}
_CAP_REACHED = gettext_lazy("The places there went to others.")
_FOR_FELLOW = _PLAIN | {
    Why.LEFT_OPEN: gettext_lazy("A program manager kept a seat open there. Ask your program manager why."),
}
_PLACE = gettext_lazy("Their place on the office's list: %(place)d of %(listed)d.")
_NO_PLACE = gettext_lazy("The office gave them no number.")
_LAST = gettext_lazy("The last seat went to %(name)s, number %(last)d on its list; they are number %(place)d.")
_LAST_WITHOUT = gettext_lazy("The last seat went to %(name)s, number %(last)d on its list; they have no number.")
_DRAW = gettext_lazy("Full. %(name)s has the same number on its list and came first in the draw.")
_DRAW_WITHOUT = gettext_lazy(
    "Full. Neither %(name)s nor they have a number on its list, and %(name)s came first in the draw."
)
