"""The inputs of a matching run, frozen: everything that decides, nothing that names."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from cohorts.models import (
    Cohort,
    Conflict,
    Couple,
    Fellow,
    FellowRanking,
    Funding,
    Lock,
    OfficeRanking,
    OfficeTerms,
    Placement,
    RegionCap,
    RegionRanking,
    Seat,
    SeatOffer,
)
from cohorts.queries.met import met_pairs
from cohorts.rules.limits import Spot, limit_between, read_limits
from cohorts.rules.seat_offers import SeatOfferStage
from cohorts.rules.skills import skills_from
from cohorts.rules.stages import LIVE_PLACEMENTS, FellowStage
from cohorts.rules.together import joint_list, neutral_order, spread

FORMAT = 2
CONFLICT = "conflict"
Snapshot = dict[str, Any]


@dataclass
class _Ground:
    """The offices in play: their entries, where they are, and which of them a region stands for."""

    offices: dict[str, Any] = field(default_factory=dict)
    spots: dict[str, Spot] = field(default_factory=dict)
    regions: dict[str, list[str]] = field(default_factory=dict)


def take_snapshot(cohort: Cohort, *, tentative: bool = False) -> Snapshot:
    """Everyone who is to be placed, every open seat, both sides' lists and what limits them; eleven queries.

    Seats whose money is not sure yet count only if ``tentative`` says so.
    A fellow who ranked an office that gave them no number comes after those with one, all in one tie: leaving a
    number out is no refusal. Where offices rank only finalists they met, a number for anybody else does not count, and
    one query more tells who met; a refusal always counts. A region on a list is written out as its offices
    (``from_regions`` says which); ``regions`` are those with a cap. Pairs kept apart carry the rule: a conflict of
    interest, or which hard limit. Reasons and names stay outside.
    """
    ground = _ground(cohort, tentative=tentative)
    fellows, apart = _fellows(cohort, ground)
    for key in _asked_for(fellows) - set(ground.offices):
        ground.offices[key] = {"capacity": 0, "minimum": 0, "ranking": [], "refused": [], "reserved": []}
    _add_lists(cohort, fellows, ground.offices)
    in_play = {"fellow_id__in": list(fellows), "office_id__in": list(ground.offices)}
    conflicts = Conflict.objects.filter(**in_play).values_list("fellow_id", "office_id")
    apart = {(str(fellow), str(office)): CONFLICT for fellow, office in conflicts} | apart
    locks = Lock.objects.filter(**in_play).values_list("fellow_id", "office_id")
    caps = _caps(cohort, ground)
    return {
        "format": FORMAT,
        "seed": cohort.lottery_seed,
        "tentative": tentative,
        "fellows": fellows,
        "offices": ground.offices,
        "conflicts": sorted([fellow, office, why] for (fellow, office), why in apart.items()),
        "locks": sorted([str(fellow), str(office)] for fellow, office in locks),
        "couples": _couples(cohort, fellows, ground.offices),
        **({"regions": caps} if caps else {}),
    }


def seats_in_play(cohort: Cohort, *, tentative: bool) -> QuerySet[Seat]:
    """The seats that a run counts with; one that is offered to somebody, or held, is not in play."""
    held = Placement.objects.filter(seat=OuterRef("pk"), stage__in=LIVE_PLACEMENTS)
    offered = SeatOffer.objects.filter(seat=OuterRef("pk"), stage=SeatOfferStage.OPEN)
    seats = Seat.objects.filter(~Exists(offered), ~Exists(held), cohort=cohort, is_open=True)
    return seats if tentative else seats.filter(funding=Funding.CONFIRMED)


def _ground(cohort: Cohort, *, tentative: bool) -> _Ground:
    ground, kept = _Ground(), defaultdict[str, dict[tuple[str, bool], int]](lambda: defaultdict(int))
    terms = {str(row.office_id): row for row in OfficeTerms.objects.filter(cohort=cohort)}
    seats = (
        seats_in_play(cohort, tentative=tentative).select_related("office").order_by("office_id", "starts_on", "pk")
    )
    for seat in seats:
        key, office = str(seat.office_id), seat.office
        mine = terms.get(key)
        entry = ground.offices.setdefault(
            key,
            {"capacity": 0, "minimum": mine.minimum if mine else 0, "ranking": [], "refused": [], "reserved": [],
             "metro": (mine and mine.metro) or office.place},
        )  # fmt: skip
        entry["capacity"] += 1
        entry["starts_on"] = str(seat.starts_on)
        if seat.skill:
            kept[key][seat.skill, not seat.skill_is_firm] += 1
        if key not in ground.spots:
            ground.regions.setdefault(str(office.region_id), []).append(key)
            car, commute = (mine.car_needed, mine.commute_minutes) if mine else (None, None)
            ground.spots[key] = Spot(office.state, str(office.region_id), car, commute)
    for key, skills in kept.items():
        ground.offices[key]["reserved"] = [
            {"skill": skill, "seats": count, "mode": "soft" if is_soft else "hard"}
            for (skill, is_soft), count in sorted(skills.items(), key=lambda row: (row[0][1], row[0][0]))
        ]
    ground.regions = {region: neutral_order(str(cohort.pk), mine) for region, mine in ground.regions.items()}
    return ground


def _fellows(cohort: Cohort, ground: _Ground) -> tuple[dict[str, Any], dict[tuple[str, str], str]]:
    """The fellows with their lists, and the pairs that a hard limit keeps apart."""
    marks: dict[str, list[tuple[int, str, bool]]] = defaultdict(list)
    never: dict[str, list[str]] = defaultdict(list)
    ready = {"fellow__cohort": cohort, "fellow__stage": FellowStage.READY}
    offices = FellowRanking.objects.filter(**ready).order_by("position", "office_id")
    for fellow, office, position in offices.values_list("fellow_id", "office_id", "position"):
        if position is None:
            never[str(fellow)].append(str(office))
        else:
            marks[str(fellow)].append((position, str(office), False))
    regions = RegionRanking.objects.filter(**ready)
    for fellow, region, position in regions.values_list("fellow_id", "region_id", "position"):
        marks[str(fellow)].append((position, str(region), True))
    fellows: dict[str, Any] = {}
    apart: dict[tuple[str, str], str] = {}
    for row in Fellow.objects.filter(cohort=cohort, stage=FellowStage.READY).order_by("pk"):
        key, limits = str(row.pk), read_limits(row.limits)
        fellows[key] = {
            **_wish(sorted(marks[key]), never[key], ground),
            "skills": skills_from(row.languages, row.skills, spanish=row.spanish),
            "not_before": limits.not_before,
        }
        barred = ((place, limit_between(limits, spot)) for place, spot in ground.spots.items())
        apart |= {(key, place): str(limit) for place, limit in barred if limit is not None}
    return fellows, apart


def _asked_for(fellows: Mapping[str, Any]) -> set[str]:
    """Every office that a fellow named; one without a seat in play is there with none, so that this can be told."""
    return {office for entry in fellows.values() for office in (*entry["ranking"], *entry["never"])}


def _wish(marks: list[tuple[int, str, bool]], never: list[str], ground: _Ground) -> dict[str, Any]:
    """A list with its regions written out; an office not in play keeps its place, so that choices count right."""
    regions = {entry: ground.regions.get(entry, []) for _place, entry, is_region in marks if is_region}
    named = {entry for _place, entry, is_region in marks if not is_region} | set(never)
    ranking = spread([entry for _place, entry, _region in marks], regions, named)
    return {"ranking": ranking, "never": never, "from_regions": sorted(set(ranking) - named)}


def _caps(cohort: Cohort, ground: _Ground) -> dict[str, Any]:
    """The regions that take only so many, by name, with their offices in play; without a cap there is nothing."""
    rows = (
        RegionCap.objects.filter(cohort=cohort)
        .order_by("region__name")
        .values_list("region_id", "region__name", "most")
    )
    return {
        name: {"offices": sorted(ground.regions[str(region)]), "cap": most}
        for region, name, most in rows
        if str(region) in ground.regions
    }


def _couples(cohort: Cohort, fellows: Mapping[str, Any], offices: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Couples who both said yes, with their two lists made one."""
    metro = {key: entry["metro"] for key, entry in offices.items() if entry["capacity"]}
    rows = Couple.objects.filter(cohort=cohort).values_list("first_id", "second_id")
    couples = (tuple(sorted((str(first), str(second)))) for first, second in rows)
    return [
        {"members": [one, two], "pairs": joint_list(fellows[one]["ranking"], fellows[two]["ranking"], metro)}
        for one, two in sorted(couples)
        if one in fellows and two in fellows
    ]


def _add_lists(cohort: Cohort, fellows: Mapping[str, Any], offices: Mapping[str, Any]) -> None:
    ranked_by: dict[str, set[str]] = defaultdict(set)
    for one, wish in fellows.items():
        for office in wish["ranking"]:
            ranked_by[office].add(one)
    tiers: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    placed: dict[str, set[str]] = defaultdict(set)
    met = met_pairs(cohort)
    rows = OfficeRanking.objects.filter(cohort=cohort).order_by("office_id", "position", "fellow_id")
    for office_id, fellow_id, position in rows.values_list("office_id", "fellow_id", "position"):
        at, one = str(office_id), str(fellow_id)
        if one not in fellows or at not in offices:
            continue
        if position is not None and met is not None and (office_id, fellow_id) not in met:
            continue
        placed[at].add(one)
        if position is None:
            offices[at]["refused"].append(one)
        else:
            tiers[at][position].append(one)
    for office, entry in offices.items():
        entry["ranking"] = [sorted(tiers[office][place]) for place in sorted(tiers[office])]
        entry["numbered"] = len(entry["ranking"])
        without_number = sorted(ranked_by[office] - placed[office])
        if without_number:
            entry["ranking"].append(without_number)
