"""The inputs of a matching run, frozen: everything that decides, nothing that names."""

from collections import defaultdict
from typing import Any

from cohorts.models import (
    Cohort,
    Conflict,
    Couple,
    Fellow,
    FellowRanking,
    Lock,
    OfficeRanking,
    OfficeTerms,
    Seat,
)
from cohorts.rules.stages import FellowStage

SPANISH = "spanish"
FORMAT = 1
Snapshot = dict[str, Any]


def take_snapshot(cohort: Cohort) -> Snapshot:
    """Everyone who is to be placed, every open seat, both sides' lists and what limits them; eight queries.

    A fellow who ranked an office that gave them no number comes after those with one, all in one tie: leaving a
    number out is no refusal. Reasons and names stay outside.
    """
    fellows, ranked_by = _fellows(cohort)
    offices = _offices(cohort, fellows, ranked_by)
    in_play = {"fellow_id__in": list(fellows)}
    conflicts = Conflict.objects.filter(**in_play).values_list("fellow_id", "office_id")
    locks = Lock.objects.filter(**in_play).values_list("fellow_id", "office_id")
    couples = Couple.objects.filter(cohort=cohort).values_list("first_id", "second_id")
    return {
        "format": FORMAT,
        "seed": cohort.lottery_seed,
        "fellows": fellows,
        "offices": offices,
        "conflicts": sorted([str(fellow), str(office), "conflict"] for fellow, office in conflicts),
        "locks": sorted([str(fellow), str(office)] for fellow, office in locks if str(office) in offices),
        "couples": [
            {"members": sorted((str(first), str(second)))}
            for first, second in sorted(couples)
            if str(first) in fellows and str(second) in fellows
        ],
    }


def _fellows(cohort: Cohort) -> tuple[dict[str, Any], dict[str, set[str]]]:
    ready = Fellow.objects.filter(cohort=cohort, stage=FellowStage.READY).order_by("pk")
    fellows: dict[str, Any] = {
        str(pk): {
            "ranking": [],
            "never": [],
            "skills": [SPANISH] if spanish else [],
            "not_before": str(limits.get("not_before", "")),
        }
        for pk, spanish, limits in ready.values_list("pk", "spanish", "limits")
    }
    ranked_by: dict[str, set[str]] = defaultdict(set)
    rows = FellowRanking.objects.filter(fellow__cohort=cohort, fellow__stage=FellowStage.READY)
    for pk, office, never in rows.order_by("position", "office_id").values_list("fellow_id", "office_id", "never"):
        fellows[str(pk)]["never" if never else "ranking"].append(str(office))
        if not never:
            ranked_by[str(office)].add(str(pk))
    return fellows, ranked_by


def _offices(cohort: Cohort, fellows: dict[str, Any], ranked_by: dict[str, set[str]]) -> dict[str, Any]:
    offices: dict[str, Any] = {}
    seats = Seat.objects.filter(cohort=cohort, is_open=True).order_by("office_id", "starts_on")
    for office, spanish, starts_on, city, state in seats.values_list(
        "office_id", "spanish_needed", "starts_on", "office__city", "office__state"
    ):
        entry = offices.setdefault(
            str(office),
            {"capacity": 0, "minimum": 0, "ranking": [], "refused": [], "reserved": [], "metro": f"{city}, {state}"},
        )
        entry["capacity"] += 1
        entry["starts_on"] = str(starts_on)
        if spanish:
            kept = entry["reserved"][0]["seats"] if entry["reserved"] else 0
            entry["reserved"] = [{"skill": SPANISH, "seats": kept + 1, "mode": "hard"}]
    for office, minimum in OfficeTerms.objects.filter(cohort=cohort).values_list("office_id", "minimum"):
        if str(office) in offices:
            offices[str(office)]["minimum"] = minimum
    _add_lists(cohort, fellows, offices, ranked_by)
    return offices


def _add_lists(
    cohort: Cohort, fellows: dict[str, Any], offices: dict[str, Any], ranked_by: dict[str, set[str]]
) -> None:
    tiers: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    placed: dict[str, set[str]] = defaultdict(set)
    rows = OfficeRanking.objects.filter(cohort=cohort).order_by("office_id", "position", "fellow_id")
    for office_id, fellow_id, position in rows.values_list("office_id", "fellow_id", "position"):
        at, one = str(office_id), str(fellow_id)
        if one not in fellows or at not in offices:
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
