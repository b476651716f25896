"""An instance as a file holds it, read with suspicion: whatever is wrong is named by the path of its entry."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from cohorts.rules.market import Market, read_market

MOST_FELLOWS = 100_000
MOST_OFFICES = 20_000
MOST_ENTRIES = 5_000_000
MOST_COUPLES = 5_000
LONGEST_ID = 200
LARGEST_NUMBER = 1_000_000
MODES = ("hard", "soft")


class BadInstance(ValueError):
    """An entry that can't be read; the message begins with its path, like ``fellows.f1.ranking[2]``."""

    def __init__(self, path: str, message: str) -> None:
        """Name the entry and what is wrong with it."""
        super().__init__(f"{path}: {message}" if path else message)
        self.path = path


def read_instance(data: Any) -> Market:
    """Read what a JSON file held. Raises :class:`BadInstance` at the first entry that can't be."""
    whole = _object(data, "")
    fellows = _entries(whole, "fellows", MOST_FELLOWS)
    offices = _entries(whole, "offices", MOST_OFFICES)
    budget = MOST_ENTRIES
    for name, entry in fellows.items():
        budget -= _fellow(entry, f"fellows.{name}", offices, budget)
    for name, entry in offices.items():
        budget -= _office(entry, f"offices.{name}", fellows, budget)
    _pairs_apart(whole, fellows, offices)
    _locks(whole, fellows, offices)
    _couples(whole, fellows, offices)
    _regions(whole, offices)
    seed = whole.get("seed", 0)
    if not isinstance(seed, (int, str)) or isinstance(seed, bool):
        raise BadInstance("seed", "must be a whole number or a text")
    return read_market(whole)


def _entries(whole: Mapping[str, Any], key: str, most: int) -> Mapping[str, Any]:
    if key not in whole:
        raise BadInstance(key, "is missing")
    found = _object(whole[key], key)
    if len(found) > most:
        raise BadInstance(key, f"holds {len(found)} entries; at most {most} can be read")
    for name in found:
        _id(name, key)
    return found


def _fellow(entry: Any, path: str, offices: Mapping[str, Any], budget: int) -> int:
    wish = _object(entry, path)
    count = _ranking(wish, path, offices, "office", budget)
    for place, skill in enumerate(_list(wish.get("skills", []), f"{path}.skills")):
        _text(skill, f"{path}.skills[{place}]")
    _known_list(wish, "never", path, offices, "office")
    _optional_text(wish, "not_before", path)
    return count


def _office(entry: Any, path: str, fellows: Mapping[str, Any], budget: int) -> int:
    terms = _object(entry, path)
    if "capacity" not in terms:
        raise BadInstance(f"{path}.capacity", "is missing")
    capacity = _number(terms["capacity"], f"{path}.capacity")
    if (minimum := _number(terms.get("minimum", 0), f"{path}.minimum")) > capacity:
        raise BadInstance(f"{path}.minimum", f"is {minimum}, and the office has {capacity} seats")
    kept = 0
    for place, row in enumerate(_list(terms.get("reserved", []), f"{path}.reserved")):
        at = f"{path}.reserved[{place}]"
        reserve = _object(row, at)
        _text(reserve.get("skill"), f"{at}.skill")
        kept += _number(reserve.get("seats"), f"{at}.seats")
        if reserve.get("mode", "soft") not in MODES:
            raise BadInstance(f"{at}.mode", 'must be "hard" or "soft"')
        if kept > capacity:
            raise BadInstance(f"{at}.seats", f"keeps {kept} seats in all, and the office has {capacity}")
    _known_list(terms, "refused", path, fellows, "fellow")
    _optional_text(terms, "starts_on", path)
    return _ranking(terms, path, fellows, "fellow", budget)


def _ranking(entry: Mapping[str, Any], path: str, known: Mapping[str, Any], kind: str, budget: int) -> int:
    """Check a list, ties and all; gives how many it names."""
    path = f"{path}.ranking"
    if "ranking" not in entry:
        raise BadInstance(path, "is missing")
    ranking = _list(entry["ranking"], path)
    seen = _if_plain(ranking, known)
    for at, member in _flat([] if seen else ranking, path):
        _known(member, at, known, kind)
        if member in seen:
            raise BadInstance(at, f'names "{member}" a second time')
        seen.add(member)
    if len(seen) > budget:
        raise BadInstance(path, f"the lists name more than {MOST_ENTRIES} entries in all")
    return len(seen)


def _if_plain(ranking: list[Any], known: Mapping[str, Any]) -> set[str]:
    """Those whom a list without ties names, if there is nothing to say against it; else nobody."""
    try:
        seen = set(ranking)
    except TypeError:  # a tie
        return set()
    return seen if len(seen) == len(ranking) and seen <= known.keys() else set()


def _flat(ranking: list[Any], path: str) -> Iterator[tuple[str, Any]]:
    for place, entry in enumerate(ranking):
        if isinstance(entry, list):
            for inner, member in enumerate(entry):
                yield f"{path}[{place}][{inner}]", member
        else:
            yield f"{path}[{place}]", entry


def _pairs_apart(whole: Mapping[str, Any], fellows: Mapping[str, Any], offices: Mapping[str, Any]) -> None:
    for place, row in enumerate(_list(whole.get("conflicts", []), "conflicts")):
        at = f"conflicts[{place}]"
        entry = _list(row, at)
        if len(entry) not in (2, 3):
            raise BadInstance(at, "must be a fellow, an office and a reason")
        _known(entry[0], f"{at}[0]", fellows, "fellow")
        _known(entry[1], f"{at}[1]", offices, "office")
        for reason in entry[2:]:
            _text(reason, f"{at}[2]")


def _locks(whole: Mapping[str, Any], fellows: Mapping[str, Any], offices: Mapping[str, Any]) -> None:
    seen: set[str] = set()
    for place, row in enumerate(_list(whole.get("locks", []), "locks")):
        at = f"locks[{place}]"
        fellow, office = _two(row, at, "a fellow and an office")
        _known(fellow, f"{at}[0]", fellows, "fellow")
        _known(office, f"{at}[1]", offices, "office")
        if fellow in seen:
            raise BadInstance(f"{at}[0]", f'locks "{fellow}" a second time')
        seen.add(fellow)


def _couples(whole: Mapping[str, Any], fellows: Mapping[str, Any], offices: Mapping[str, Any]) -> None:
    rows = _list(whole.get("couples", []), "couples")
    if len(rows) > MOST_COUPLES:
        raise BadInstance("couples", f"holds {len(rows)} entries; at most {MOST_COUPLES} can be read")
    taken: set[str] = set()
    for place, row in enumerate(rows):
        at = f"couples[{place}]"
        entry = _object(row, at)
        members = _two(entry.get("members"), f"{at}.members", "two fellows")
        for inner, member in enumerate(members):
            _known(member, f"{at}.members[{inner}]", fellows, "fellow")
            if member in taken:
                raise BadInstance(f"{at}.members[{inner}]", f'"{member}" is in a couple already')
            taken.add(member)
        _joint_list(entry.get("pairs"), f"{at}.pairs", offices)


def _joint_list(pairs: Any, path: str, offices: Mapping[str, Any]) -> None:
    if pairs is None:
        return
    seen: set[tuple[str, str]] = set()
    for place, row in enumerate(_list(pairs, path)):
        at = f"{path}[{place}]"
        pair = _two(row, at, "two offices")
        for inner, office in enumerate(pair):
            _known(office, f"{at}[{inner}]", offices, "office")
        if pair in seen:
            raise BadInstance(at, "stands on the list a second time")
        seen.add(pair)


def _regions(whole: Mapping[str, Any], offices: Mapping[str, Any]) -> None:
    inside: dict[str, str] = {}
    caps: dict[str, int] = {}
    for name, row in _object(whole.get("regions", {}), "regions").items():
        at = f"regions.{name}"
        entry = _object(row, at)
        caps[name] = _number(entry.get("cap"), f"{at}.cap")
        for place, office in enumerate(_list(entry.get("offices"), f"{at}.offices")):
            _known(office, f"{at}.offices[{place}]", offices, "office")
            if office in inside:
                raise BadInstance(f"{at}.offices[{place}]", f'"{office}" is in region "{inside[office]}" already')
            inside[office] = name
    for office, target in _object(whole.get("targets", {}), "targets").items():
        _known(office, f"targets.{office}", offices, "office")
        seats = _number(target, f"targets.{office}")
        if seats > offices[office]["capacity"]:
            raise BadInstance(f"targets.{office}", "is more than the office has seats")
        if office in inside:
            caps[inside[office]] -= seats
            if caps[inside[office]] < 0:
                raise BadInstance(f"targets.{office}", f'the targets of region "{inside[office]}" pass its cap')


def _checked(kind: type, words: str) -> Callable[[Any, str], Any]:
    def check(value: Any, path: str) -> Any:
        if not isinstance(value, kind):
            raise BadInstance(path, f"must be {words}")
        return value

    return check


_list = _checked(list, "a list")
_text = _checked(str, "a text")


def _object(value: Any, path: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise BadInstance(path, "must be an object" if path else "the file must hold one JSON object")
    return value


def _two(value: Any, path: str, words: str) -> tuple[Any, Any]:
    entry = _list(value, path)
    if len(entry) != 2:  # noqa: PLR2004  (a pair)
        raise BadInstance(path, f"must be {words}")
    return entry[0], entry[1]


def _number(value: Any, path: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadInstance(path, "must be a whole number")
    if not 0 <= value <= LARGEST_NUMBER:
        raise BadInstance(path, f"must be from 0 to {LARGEST_NUMBER}")
    return value


def _optional_text(entry: Mapping[str, Any], key: str, path: str) -> None:
    _text(entry.get(key, ""), f"{path}.{key}")


def _id(name: str, path: str) -> None:
    if not name or len(name) > LONGEST_ID:
        raise BadInstance(path, f"an id must have 1 to {LONGEST_ID} characters")


def _known(value: Any, path: str, known: Mapping[str, Any], kind: str) -> None:
    if not isinstance(value, str):
        raise BadInstance(path, f"must be the id of {'an' if kind == 'office' else 'a'} {kind}, a text")
    if value not in known:
        raise BadInstance(path, f'there is no {kind} "{value}"')


def _known_list(entry: Mapping[str, Any], key: str, path: str, known: Mapping[str, Any], kind: str) -> None:
    for place, member in enumerate(_list(entry.get(key, []), f"{path}.{key}")):
        _known(member, f"{path}.{key}[{place}]", known, kind)
