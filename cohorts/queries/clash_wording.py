"""The words for rules that can't hold together and for the cheapest way out, with the page where each is changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cohorts.queries.run_heads import Names
from cohorts.queries.skills import skill_words
from cohorts.queries.wording import cap_words
from cohorts.rules.clashes import NamedRule, rules_of
from cohorts.rules.limits import Limit
from cohorts.rules.market import read_market

# Which hard limit stands between, and nothing of what the fellow wrote.
LIMIT_SENTENCES = {
    Limit.PLACE: gettext_lazy("Hard limit, place: %(fellow)s can’t live where %(office)s is."),
    Limit.CAR: gettext_lazy("Hard limit, car: %(office)s takes one, and %(fellow)s needs an office without."),
    Limit.COMMUTE: gettext_lazy("Hard limit, way to work: at %(office)s it is longer than %(fellow)s can take."),
}


@dataclass(frozen=True, slots=True)
class ClashRule:
    """One rule in plain words; ``url`` leads to where it is changed, with the words of the link."""

    sentence: str
    url: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """Rules that can't hold together, and the one whose giving way costs least; ``cost`` in seats or people."""

    rules: tuple[ClashRule, ...]
    way_out: ClashRule | None
    proven: bool


class _Words:
    """Everything needed to word the rules of one snapshot."""

    def __init__(self, snapshot: Mapping[str, Any], names: Names, cohort_id: UUID) -> None:
        self.fellows, self.offices = names.fellow_names(), names.office_names()
        self.rules = {rule.name: rule for rule in rules_of(read_market(snapshot))}
        self.snapshot = snapshot
        self.cohort_id = cohort_id

    def rule(self, name: str) -> ClashRule:
        rule = self.rules.get(name)
        if rule is not None:
            return ClashRule(self.sentence(rule), *self.link(rule))
        if name.startswith("minimum of "):
            words = _("%(office)s asks for more fellows than it can get.")
            office = name.removeprefix("minimum of ")
            return ClashRule(words % {"office": self.office(office)}, *self.team(office))
        if name == "nobody has a claim":
            return ClashRule(_("No fellow and office would both rather be together, as you asked of this run."))
        return ClashRule(_("Nobody sees someone with a lower place in a seat that they would rather have."))

    def sentence(self, rule: NamedRule) -> str:
        office, fellow = self.office(rule.office), self.fellows.get(rule.fellow, _("Someone"))
        if rule.kind == "minimum":
            words = ngettext(
                "%(office)s needs at least %(seats)d fellow.", "%(office)s needs at least %(seats)d fellows.",
                rule.seats,
            )  # fmt: skip
        elif rule.kind == "reserve":
            words = ngettext(
                "%(seats)d seat at %(office)s is only for people with %(skill)s.",
                "%(seats)d seats at %(office)s are only for people with %(skill)s.",
                rule.seats,
            )
        elif rule.kind == "cap":
            return cap_words(rule.office, rule.seats)
        elif rule.kind == "lock":
            words = _("%(fellow)s has an agreed place at %(office)s.")
        elif rule.kind == "limit":
            words = str(LIMIT_SENTENCES[Limit(rule.limit)])
        elif rule.kind == "start":
            words = _("Hard limit, start date: %(fellow)s can’t begin by the first day of some offices on their list.")
        elif rule.kind == "conflict":
            words = _("%(fellow)s and %(office)s have a conflict of interest.")
        else:
            words = _("%(fellow)s and %(partner)s want two places together, or none.")
        return words % {
            "office": office, "fellow": fellow, "seats": rule.seats, "region": rule.office,
            "skill": self.skill(rule), "partner": self.partner(rule.fellow),
        }  # fmt: skip

    def way_out(self, relaxation: Mapping[str, Any]) -> ClashRule | None:
        rule = self.rules.get(relaxation["rule"])
        if rule is None:
            return None
        cost = relaxation["cost"]
        words = {
            "minimum": _("Lower the smallest team of %(office)s from %(seats)d to %(fewer)d."),
            "reserve": _("Let the seats at %(office)s that are kept for %(skill)s go to anyone where nobody has it."),
            "cap": _("Let %(more)d fellows be in %(region)s in place of %(seats)d."),
            "lock": _("Let matching decide about %(fellow)s again, in place of the agreed place at %(office)s."),
            "conflict": _("Look again whether %(fellow)s and %(office)s really have a conflict of interest."),
            "couple": _("Place %(fellow)s and %(partner)s each by their own list, if they agree."),
            "limit": _("Ask %(fellow)s whether the limit that rules out %(office)s still holds."),
            "start": _("Ask %(fellow)s whether they could begin earlier."),
        }[rule.kind]
        sentence = words % {
            "office": self.office(rule.office), "fellow": self.fellows.get(rule.fellow, _("Someone")),
            "seats": rule.seats, "fewer": rule.seats - cost, "more": rule.seats + cost, "region": rule.office,
            "skill": self.skill(rule), "partner": self.partner(rule.fellow),
        }  # fmt: skip
        return ClashRule(sentence, *self.link(rule))

    def link(self, rule: NamedRule) -> tuple[str, str]:
        if rule.kind == "minimum":
            return self.team(rule.office)
        if rule.kind == "reserve":
            return reverse("cohorts_seats", args=[self.cohort_id]), _("Change its seats")
        if rule.kind == "lock":
            return reverse("cohorts_locks", args=[self.cohort_id]), _("Look at agreed places")
        if rule.kind == "cap":
            return reverse("cohorts_caps", args=[self.cohort_id]), _("Look at the caps of regions")
        if rule.kind == "conflict":
            return reverse("cohorts_conflicts", args=[self.cohort_id]), _("Look at conflicts of interest")
        return "", ""

    def team(self, office: str) -> tuple[str, str]:
        return reverse("cohorts_team", args=[self.cohort_id, office]), _("Change its smallest team")

    def office(self, key: str) -> str:
        return self.offices.get(key, _("no office"))

    def skill(self, rule: NamedRule) -> str:
        if rule.kind != "reserve":
            return ""
        skill = str(self.snapshot["offices"][rule.office]["reserved"][rule.index]["skill"])
        return skill_words(skill)

    def partner(self, fellow: str) -> str:
        for couple in self.snapshot.get("couples", ()):
            if fellow in couple["members"]:
                return self.fellows.get(next(one for one in couple["members"] if one != fellow), _("Someone"))
        return _("Someone")


def clash_of(outcome: Mapping[str, Any], snapshot: Mapping[str, Any], names: Names, cohort_id: UUID) -> Clash:
    """The clash that an outcome names, in words."""
    words = _Words(snapshot, names, cohort_id)
    relaxation = outcome.get("relaxation")
    return Clash(
        rules=tuple(words.rule(name) for name in outcome.get("conflict", ())),
        way_out=words.way_out(relaxation) if relaxation else None,
        proven=bool(outcome["guarantees"]["proven"]),
    )
