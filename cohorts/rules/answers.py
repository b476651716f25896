"""The answer of the engine as plain values, with what the independent check found."""

from collections.abc import Iterator, Mapping
from typing import Any

from cohorts.rules.checker import Finding, Note, check
from cohorts.rules.eligibility import Bar
from cohorts.rules.levels import Level, Outcome
from cohorts.rules.market import Market, digest
from cohorts.rules.matching import is_simple
from cohorts.rules.seat_groups import NOT_ON_FELLOW_LIST, SeatGroups

PAIRS = (Finding.ENVY, Finding.EMPTY_SEAT, Finding.HELD_SEAT, Finding.RULE)


class Unfit(RuntimeError):
    """The independent check refused an outcome: a defect of the engine, and nothing may be published."""


def answer(data: Mapping[str, Any], market: Market, outcome: Outcome, sentence: str) -> dict[str, Any]:
    """The outcome for an instance, checked. Raises :class:`Unfit` where it breaks a rule."""
    snapshot = {key: value for key, value in data.items() if key not in NOT_INPUT}
    verdict = check(snapshot, outcome.matching, outcome.held)
    if outcome.level is not Level.INFEASIBLE and not verdict.passes:
        raise Unfit(str(verdict.breaches[0]))
    said = outcome.guarantees
    blocking = [] if outcome.level is Level.INFEASIBLE else [_claim(n) for n in verdict.findings if n.kind in PAIRS]
    relaxation = outcome.relaxation
    return {
        "level": str(outcome.level),
        "guarantees": {
            "stable": said.stable,
            "fellow_optimal": said.fellow_optimal,
            "strategy_proof": said.strategy_proof,
            "proven": said.proven,
            "sentence": sentence,
        },
        "matching": outcome.matching,
        "unmatched": [fellow for fellow, office in outcome.matching.items() if office is None],
        "blocking": blocking,
        "held_seats": outcome.held,
        "objective": outcome.aims,
        "bound": outcome.bounds,
        "dropped": list(_one_sided(market) if is_simple(market) else SeatGroups(market).report_dropped()),
        "conflict": list(outcome.conflict),
        "relaxation": None
        if relaxation is None
        else {"rule": relaxation.rule, "change": relaxation.change, "cost": relaxation.cost},
        "seed": data.get("seed", 0),
        "input_sha256": digest(snapshot),
    }


# What a file may say about itself and does not decide.
NOT_INPUT = frozenset({"id", "source", "note", "expected"})


def _one_sided(market: Market) -> Iterator[dict[str, str]]:
    """What :meth:`SeatGroups.report_dropped` says of a market with nothing but strict lists and seats."""
    asked: dict[str, set[str]] = {office: set() for office in market.offices}
    for fellow, wish in market.fellows.items():
        for (office,) in wish.ranking:
            asked[office].add(fellow)
    listed = dict(_uneven(market, asked))
    uneven = listed.keys()
    for fellow, wish in market.fellows.items() if uneven else ():
        for office in (office for (office,) in wish.ranking if office in uneven):
            if not market.offices[office].capacity:
                yield {"fellow": fellow, "office": office, "why": str(Bar.NO_SEATS), "on_list_of": "fellow"}
            elif fellow not in listed[office]:
                yield {"fellow": fellow, "office": office, "why": str(Bar.NOT_ON_OFFICE_LIST), "on_list_of": "fellow"}
    for office in (office for office in market.offices if office in uneven):
        for fellow in (fellow for (fellow,) in market.offices[office].ranking if fellow not in asked[office]):
            yield {"fellow": fellow, "office": office, "why": NOT_ON_FELLOW_LIST, "on_list_of": "office"}


def _uneven(market: Market, asked: Mapping[str, set[str]]) -> Iterator[tuple[str, set[str]]]:
    """Whom an office lists, unless that is whoever asks it and nobody else, as most do."""
    for office, terms in market.offices.items():
        listed = {fellow for (fellow,) in terms.ranking}
        if not terms.capacity or asked[office] != listed:
            yield office, listed


def _claim(note: Note) -> dict[str, str]:
    claim = {"fellow": note.fellow, "office": note.office, "kind": str(note.kind)}
    if note.other_office:
        claim |= {"partner": note.other, "partner_office": note.other_office}
    elif note.other:
        claim["instead_of"] = note.other
    return claim
