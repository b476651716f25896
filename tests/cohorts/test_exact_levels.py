"""Levels L1 to L3 against brute force over every outcome, and the check against the definitions."""

import pytest
from hypothesis import given, settings

from cohorts.rules.checker import Finding, check
from cohorts.rules.exact import Deadline, solve_exactly
from cohorts.rules.levels import Level, place
from cohorts.rules.market import read_market
from cohorts.rules.matching import offices_propose, propose
from cohorts.rules.minima import exists_without_envy, hold_back, short_teams
from cohorts.rules.seat_groups import SeatGroups
from tests.cohorts.brute_force import claims, held_seats, meets_minima, outcomes, placed, rank_sum
from tests.cohorts.markets import markets, stable, tangled_markets

FEW = settings(max_examples=12)
CLAIMS = {Finding.ENVY, Finding.EMPTY_SEAT}


def field_of(market):
    return SeatGroups(read_market(market))


def compare_couples(market):
    every = list(outcomes(market))
    without = [matching for matching in every if not claims(market, matching)]
    solved = solve_exactly(field_of(market), Deadline(None))
    assert solved.proven
    if without:
        most = max(map(placed, without))
        assert solved.matching in without
        assert placed(solved.matching) == most
        assert rank_sum(market, solved.matching) == min(rank_sum(market, m) for m in without if placed(m) == most)
        return
    assert solved.matching is None
    excused = place(read_market(market))
    assert excused.level is Level.L3
    assert len(claims(market, excused.matching)) == excused.aims["exceptions"]
    assert excused.aims["exceptions"] == min(len(claims(market, matching)) for matching in every)


def compare_minima(market):
    every = [matching for matching in outcomes(market) if meets_minima(market, matching)]
    without = [matching for matching in every if not claims(market, matching)]
    fair = [matching for matching in every if not claims(market, matching, held=True)]
    outcome = place(read_market(market))
    if not every:
        assert outcome.level is Level.INFEASIBLE
        assert len(outcome.conflict) > 0
    elif without:
        assert outcome.level in (Level.L0, Level.L1)
        assert outcome.matching in without
    elif fair:
        assert outcome.level is Level.L2
        assert outcome.matching in fair
        assert sum(outcome.held.values()) == outcome.aims["held"] == min(held_seats(market, m) for m in fair)
        assert {note.kind for note in check(market, outcome.matching, outcome.held).findings} <= {Finding.HELD_SEAT}
    else:
        assert outcome.level is Level.L3
        assert outcome.aims["exceptions"] == min(len(claims(market, matching, held=True)) for matching in every)


def compare_tests_of_minima(market):
    """Yokoi's test is exact for strict lists; held seats step by step find an outcome whenever one exists."""
    field = field_of(market)
    fair = [m for m in outcomes(market) if meets_minima(market, m) and not claims(market, m, held=True)]
    assert exists_without_envy(field) is (len(fair) > 0)
    kept = hold_back(field)
    assert (kept[0] in fair) if kept else not fair
    team_sizes = {tuple(sorted(short_teams(field.market, matching))) for matching in stable(market)}
    assert team_sizes == {tuple(sorted(short_teams(field.market, propose(field))))}


def strict(market):
    for entry in market["offices"].values():
        entry["ranking"] = [member for tier in entry["ranking"] for member in sorted(tier)]
    return market


@FEW
@given(tangled_markets(couples=True))
def test_couples_agree_with_brute_force(market):
    compare_couples(market)


@FEW
@given(tangled_markets(minima=True))
def test_minima_agree_with_brute_force(market):
    compare_minima(market)


@FEW
@given(tangled_markets(minima=True))
def test_quick_tests_of_minima_agree_with_brute_force(market):
    compare_tests_of_minima(strict(market))


@given(tangled_markets(couples=True))
def test_the_check_finds_every_claim_of_a_couple_and_no_other(market):
    for matching in outcomes(market):
        verdict = check(market, matching)
        found = {
            (n.fellow, n.other, n.office, n.other_office) if n.other_office else (n.fellow, n.office)
            for n in verdict.findings
            if n.kind in CLAIMS
        }
        assert verdict.breaches == ()
        assert found == set(claims(market, matching))


@given(markets())
def test_offices_propose_gives_the_worst_stable_outcome_for_fellows(market):
    every = stable(market)
    worst = offices_propose(field_of(market))

    assert worst in every
    assert rank_sum(market, worst) == max(rank_sum(market, matching) for matching in every)
    assert (worst == propose(field_of(market))) is (len(every) == 1)


@pytest.mark.deep
@given(tangled_markets(couples=True))
def test_many_couples_agree_with_brute_force(market):
    compare_couples(market)


@pytest.mark.deep
@given(tangled_markets(minima=True))
def test_many_minima_agree_with_brute_force(market):
    compare_minima(market)


@pytest.mark.deep
@given(tangled_markets(minima=True))
def test_many_quick_tests_of_minima_agree_with_brute_force(market):
    compare_tests_of_minima(strict(market))


@pytest.mark.deep
@given(markets(ties=True, reserves=True))
def test_exact_stability_with_ties_and_reserves_passes_the_check(market):
    field = field_of(market)
    solved = solve_exactly(field, Deadline(None))
    verdict = check(market, solved.matching)

    assert verdict.passes
    assert verdict.to_sign == ()
    assert placed(solved.matching) >= placed(propose(field))


@pytest.mark.deep
@given(tangled_markets(couples=True, minima=True, reserves=True, locks=True))
def test_everything_at_once_passes_the_check_and_the_exceptions_are_those_that_it_finds(market):
    outcome = place(read_market(market))
    if outcome.level is Level.INFEASIBLE:
        assert outcome.conflict
        return
    verdict = check(market, outcome.matching, outcome.held)
    claims_found = [note for note in verdict.findings if note.kind in CLAIMS]

    assert verdict.passes
    assert not short_teams(read_market(market), outcome.matching)
    assert len(claims_found) == outcome.aims.get("exceptions", 0)
    assert any(n.kind is Finding.HELD_SEAT for n in verdict.findings) is bool(outcome.held)
