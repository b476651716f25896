"""The longer sentences of the why pages: stories of choices, what would have been needed, kinds of claims, prices."""

from collections.abc import Mapping

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from cohorts.rules.checker import Finding
from cohorts.rules.eligibility import Bar
from cohorts.rules.explain import OfficeRung, OfficeWhy, Rung, Why
from cohorts.rules.what_if import WhatIf
from fellowship.design.wording import ordinal_in_words

BOTH = 2
Names = Mapping[str, str]

KINDS = {
    Finding.ENVY: (
        gettext_lazy("The office put them before someone who is there"),
        gettext_lazy("A real claim: both would rather be together. It needs a move or a signature."),
    ),
    Finding.EMPTY_SEAT: (
        gettext_lazy("A seat they would rather have is empty"),
        gettext_lazy(
            "A real claim: the office has room and they would rather be there. It needs a move or a signature.",
        ),
    ),
    Finding.HELD_SEAT: (
        gettext_lazy("A seat they would rather have is held empty"),
        gettext_lazy("The seat stays empty so that another office has the team it needs. It needs a signature."),
    ),
    Finding.RULE: (
        gettext_lazy("A rule about seats stands between"),
        gettext_lazy("No claim: a kept seat, an agreed place or a region at its cap decides before any list."),
    ),
    Finding.COUPLE: (
        gettext_lazy("Two who asked for the same city are apart"),
        gettext_lazy("A wish that the lists could not meet. It needs a signature."),
    ),
    Finding.NOT_ON_FELLOW_LIST: (
        gettext_lazy("An office they never listed"),
        gettext_lazy("Somebody put them there by hand. It needs a signature."),
    ),
    Finding.NOT_ON_OFFICE_LIST: (
        gettext_lazy("An office whose list does not have them"),
        gettext_lazy("Somebody put them there by hand. It needs a signature."),
    ),
    Finding.AGREED_OFF_FELLOW_LIST: (
        gettext_lazy("An agreed place that they never listed"),
        gettext_lazy("Agreed beforehand, with a reason. It needs no signature; you should know it."),
    ),
    Finding.AGREED_OFF_OFFICE_LIST: (
        gettext_lazy("An agreed place at an office whose list does not have them"),
        gettext_lazy("Agreed beforehand, with a reason. It needs no signature; you should know it."),
    ),
    Finding.MINIMUM: (
        gettext_lazy("A team smaller than its office asked for"),
        gettext_lazy("Too few who listed it are left. It needs a signature, a move or a closed office."),
    ),
}
OUTSIDE = {
    Why.PLACED: gettext_lazy("Placed there."),
    Why.BARRED: gettext_lazy("A rule or that office's list stands between."),
    Why.NOT_NEEDED: gettext_lazy("Not needed."),
}
LIFTED = {
    "conflict": gettext_lazy("Conflict: %(fellow)s and %(office)s are kept apart"),
    "limit": gettext_lazy("Hard limit of %(fellow)s: not at %(office)s"),
    "start": gettext_lazy("Hard limit of %(fellow)s: the first day"),
    "lock": gettext_lazy("Agreed place: %(fellow)s at %(office)s"),
    "move": gettext_lazy("Move by hand: %(fellow)s to %(office)s"),
    "reserve": gettext_lazy("Seats kept for a skill at %(office)s"),
    "minimum": gettext_lazy("Smallest team of %(office)s"),
    "cap": gettext_lazy("Most fellows in region %(office)s"),
    "couple": gettext_lazy("The joint list of %(fellow)s and their partner"),
}


def ordinal(number: int) -> str:
    """``2nd``; in Spanish ``2.ª``."""
    return ordinal_in_words(number, get_language() or "en")


def choice_in_words(choice: int) -> str:
    """``3rd choice``; empty for an office that is on no list."""
    return _("%(ordinal)s choice") % {"ordinal": ordinal(choice)} if choice else ""


def story(rung: Rung, office: str, sentence: str, *, own: bool) -> str:
    """What became of one choice, as one tells it; ``sentence`` is the plain reason; ``own`` talks to the fellow."""
    words = {"office": office, "choice": ordinal(rung.choice), "what": _preferred(rung)}
    if rung.why is Why.FULL:
        mine, theirs = (
            _("%(office)s was your %(choice)s choice; %(what)s."),
            _("They put %(office)s %(choice)s; %(what)s."),
        )
        return (mine if own else theirs) % words
    told = _("%(office)s was your %(choice)s choice.") if own else _("They put %(office)s %(choice)s.")
    return f"{told % words} {sentence}"


def _preferred(rung: Rung) -> str:
    if rung.seats == BOTH:
        return _("it has 2 seats and preferred both fellows placed there")
    return ngettext(
        "it has %(seats)d seat and preferred the fellow placed there",
        "it has %(seats)d seats and preferred all %(seats)d fellows placed there",
        rung.seats,
    ) % {"seats": rung.seats}


def outside(rung: Rung) -> str:
    """A choice outside the reader's reach: nobody's name and no place on that office's list."""
    return str(OUTSIDE.get(rung.why, _("Its seats went to others.")))


def needed(rung: Rung, fellows: Names, one_more: str, fellow: str) -> str:
    """What would have had to be different for this choice; empty where nothing can be said."""
    said: list[str] = []
    words = {"last": rung.last, "name": fellows.get(rung.last_fellow, "")}
    if rung.why is Why.FULL and rung.last:
        said.append(_("They would have needed a place before number %(last)d on its list.") % words)
    elif rung.why is Why.FULL_BY_DRAW:
        said.append(_("They would have needed a place before %(name)s, or an earlier ticket in the draw.") % words)
    elif rung.why is Why.BARRED:
        return _("This rule comes before every list, and nobody can set it aside by hand.")
    if rung.why in (Why.FULL, Why.FULL_BY_DRAW, Why.KEPT_FOR_SKILL):
        if one_more == fellow:
            said.append(_("One more seat there would have been theirs."))
        elif one_more in fellows:
            said.append(_("One more seat there would have gone to %(name)s.") % {"name": fellows[one_more]})
    return " ".join(said)


def forced_in_words(tried: WhatIf, name: str, office: str, offices: Names) -> str:
    """What it would take to place someone at one office: who moves, who loses their place, what an office loses."""
    count = len([one for one in tried.moved[1:] if one.fellow not in tried.anyway])
    said = [
        ngettext(
            "Moving %(name)s to %(office)s would move %(count)d other person.",
            "Moving %(name)s to %(office)s would move %(count)d others.",
            count,
        )
        if count
        else _("Moving %(name)s to %(office)s would move nobody else.")
    ]
    lost = len(tried.unplaced)
    if lost:
        said.append(ngettext("%(lost)d would lose their place.", "%(lost)d would lose their place.", lost))
    words = {"name": name, "office": office, "count": count, "lost": lost}
    told = [sentence % words for sentence in said]
    lost_skills = tried.without_skill
    return " ".join([*told, *(loss_in_words(name, office, offices.get(at, ""), skill) for at, skill in lost_skills)])


def loss_in_words(name: str, office: str, other: str, skill: str) -> str:
    """The sentence for an office that would lose its last person with a skill."""
    words = {"name": name, "office": office, "other": other, "skill": skill}
    if skill == "spanish":
        return _("Moving %(name)s to %(office)s would leave %(other)s without a Spanish speaker.") % words
    return _("Moving %(name)s to %(office)s would leave %(other)s without a skill that seats are kept for.") % words


def on_office_list(rung: OfficeRung, *, here: str, theirs: int, ours: int, bar: str, reason: str) -> str:
    """What came of one person on an office's list.

    ``theirs`` is the choice they got, ``ours`` this office's, ``reason`` why there was no seat for them here.
    """
    if rung.why is OfficeWhy.HERE:
        return _("Placed here, their %(choice)s choice.") % {"choice": ordinal(ours)} if ours else _("Placed here.")
    if rung.why is OfficeWhy.NOT_ASKED:
        return _("Did not list this office.")
    if rung.why is OfficeWhy.BARRED:
        return bar
    if rung.why is OfficeWhy.ELSEWHERE:
        words = {"office": here, "theirs": ordinal(theirs), "ours": ordinal(ours)}
        if not here:
            return _("Got an office that they put higher.")
        return _("Is at %(office)s, their %(theirs)s choice; this office was their %(ours)s.") % words
    return reason


def bar_words(bars: Mapping[Bar, object], bar: Bar | None) -> str:
    """The named rule that removed a pair."""
    return str(bars[bar]) if bar is not None else _("A rule removed this pair.")
