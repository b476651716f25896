"""Tiny markets judged by trying every outcome, from the definitions alone: couples, held seats, envy, exceptions."""

from collections.abc import Iterator
from itertools import product
from typing import Any

from tests.cohorts.markets import Matching, place

Claims = list[tuple[str, ...]]


def outcomes(market: dict[str, Any]) -> Iterator[Matching]:
    """Every matching that both sides' lists and the seats allow; couples by their own list of pairs."""
    offices, couples = market["offices"], market.get("couples", [])
    paired = {member for couple in couples for member in couple["members"]}
    singles = [fellow for fellow in market["fellows"] if fellow not in paired]
    choices: list[list[dict[str, str | None]]] = []
    for fellow in singles:
        wanted = market["fellows"][fellow]["ranking"]
        choices.append([{fellow: None}, *({fellow: office} for office in wanted if lists(market, office, fellow))])
    for couple in couples:
        first, second = couple["members"]
        both = [(a, b) for a, b in couple["pairs"] if lists(market, a, first) and lists(market, b, second)]
        choices.append([{first: None, second: None}, *({first: a, second: b} for a, b in both)])
    for picked in product(*choices):
        matching = {fellow: office for part in picked for fellow, office in part.items()}
        teams = list(matching.values())
        if all(teams.count(office) <= entry["capacity"] for office, entry in offices.items()):
            yield matching


def lists(market: dict[str, Any], office: str, fellow: str) -> bool:
    ranking = market["offices"][office]["ranking"]
    return place(ranking, fellow) < len(ranking)


def lower(market: dict[str, Any], matching: Matching, office: str, fellow: str) -> list[str]:
    """Whom the office holds and puts below a fellow."""
    ranking = market["offices"][office]["ranking"]
    mine = place(ranking, fellow)
    return [one for one, here in matching.items() if here == office and place(ranking, one) > mine]


def empty(market: dict[str, Any], matching: Matching, office: str) -> int:
    return int(market["offices"][office]["capacity"]) - list(matching.values()).count(office)


def claims(market: dict[str, Any], matching: Matching, *, held: bool = False) -> Claims:
    """Every blocking pair; with ``held`` empty seats give no claim (what is left is justified envy)."""
    found: Claims = []
    couples = market.get("couples", [])
    paired = {member for couple in couples for member in couple["members"]}
    for fellow in (one for one in market["fellows"] if one not in paired):
        wanted = market["fellows"][fellow]["ranking"]
        for office in wanted:
            if place(wanted, office) < place(wanted, matching[fellow]) and lists(market, office, fellow):
                free = 0 if held else empty(market, matching, office)
                if free or lower(market, matching, office, fellow):
                    found.append((fellow, office))
    for couple in couples:
        now = [matching[member] for member in couple["members"]]
        for pair in couple["pairs"]:
            if list(pair) == now:
                break
            if couple_blocks(market, matching, couple["members"], pair):
                found.append((*couple["members"], *pair))
    return found


def couple_blocks(market: dict[str, Any], matching: Matching, members: list[str], pair: list[str]) -> bool:
    """Biró, Manlove and McBride 2014, definition 1, case by case; the couple prefers ``pair`` already."""
    one, two = members
    k, other = pair
    if not (lists(market, k, one) and lists(market, other, two)):
        return False
    below_one, below_two = lower(market, matching, k, one), lower(market, matching, other, two)
    free_one, free_two = empty(market, matching, k), empty(market, matching, other)
    if matching[two] == other:
        return free_one > 0 or any(person != two for person in below_one)
    if matching[one] == k:
        return free_two > 0 or any(person != one for person in below_two)
    if k != other:
        return bool((free_one or below_one) and (free_two or below_two))
    if free_one:
        return free_one > 1 or bool(below_one or below_two)
    return any(s != t for s in below_one for t in below_two)


def held_seats(market: dict[str, Any], matching: Matching) -> int:
    """How many empty seats somebody would rather have: all that stay empty at such an office."""
    envied = {claim[1] for claim in claims(market, matching)}
    return sum(empty(market, matching, office) for office in envied)


def meets_minima(market: dict[str, Any], matching: Matching) -> bool:
    team = list(matching.values())
    return all(team.count(office) >= entry.get("minimum", 0) for office, entry in market["offices"].items())


def placed(matching: Matching) -> int:
    return sum(office is not None for office in matching.values())


def rank_sum(market: dict[str, Any], matching: Matching) -> int:
    """The places from 0 of what everybody has on their own list; both members count a couple's pair."""
    paired = {member for couple in market.get("couples", []) for member in couple["members"]}
    total = sum(
        place(wish["ranking"], matching[fellow])
        for fellow, wish in market["fellows"].items()
        if fellow not in paired and matching[fellow] is not None
    )
    for couple in market.get("couples", []):
        now = [matching[member] for member in couple["members"]]
        if now[0] is not None:
            total += 2 * [list(pair) for pair in couple["pairs"]].index(now)
    return total
