"""What differs between two texts of a law, field by field."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs. Of a list, ``before`` went and ``after`` came; ``notice`` is the kind of its notice."""

    field: str
    before: Any
    after: Any
    notice: str = ""
    is_list: bool = False


def changes_between(old: Data, new: Data) -> tuple[Change, ...]:
    """Every field that differs, in the order of the text; the revision is no field of the law."""
    return tuple(_in_group({**old, "revision": 0}, {**new, "revision": 0}, ""))


def _in_group(old: Data, new: Data, at: str, notice: str = "") -> Iterator[Change]:
    for name in dict.fromkeys([*old, *new]):
        field = f"{at}.{name}" if at else name
        before, after = old.get(name), new.get(name)
        if before == after:
            continue
        if field == "notices":
            yield from _in_notices(before or [], after or [])
        elif isinstance(before, list) or isinstance(after, list):
            yield _in_list(field, before or [], after or [], notice)
        elif isinstance(before, dict) or isinstance(after, dict):
            yield from _in_group(before or {}, after or {}, field, notice)
        else:
            yield Change(field, before, after, notice)


def _in_list(field: str, before: Sequence[Any], after: Sequence[Any], notice: str) -> Change:
    gone, come = [one for one in before if one not in after], [one for one in after if one not in before]
    if not gone and not come:  # only the order is another
        gone, come = list(before), list(after)
    return Change(field, gone, come, notice, is_list=True)


def _by_kind(notices: Sequence[Data]) -> dict[tuple[str, int], Data]:
    found: dict[tuple[str, int], Data] = {}
    for notice in notices:
        number = sum(1 for kind, _ in found if kind == notice["kind"])
        found[notice["kind"], number] = notice
    return found


def _in_notices(before: Sequence[Data], after: Sequence[Data]) -> Iterator[Change]:
    old, new = _by_kind(before), _by_kind(after)
    for key in dict.fromkeys([*old, *new]):
        yield from _in_group(old.get(key, {}), new.get(key, {}), "notices", key[0])
