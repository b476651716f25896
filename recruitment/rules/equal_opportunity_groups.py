"""Putting small groups together, so that no published number tells of one to four people.

A table about a stage counts, for each group, who passed and who did not. It may be published when each of these
numbers is zero or at least :data:`LEAST`. Groups that stand in the way are put together: first with others of the same
wider group, then as a whole with other wider groups. Three things make sure that no sum and no difference gives away
what was put together:

- all tables of a part are sums of one and the same bundles: the wider groups are bundles put together;
- the bundles of a later stage are those of the stage before, put together further, never cut anew;
- every person is in one bundle, those who said nothing too, so the bundles add up to the totals that are known anyway.

Tests put it to the proof with an integer program that knows every published number.
"""

from collections.abc import Iterable, Mapping, Sequence

from recruitment.rules.equal_opportunity import NOT_SAID, wider

LEAST = 5

Bundle = frozenset[str]
# How many passed and how many did not, by atom.
Split = Mapping[str, tuple[int, int]]


def summed(split: Split, bundle: Iterable[str]) -> tuple[int, int]:
    """How many of a bundle passed, and how many did not."""
    pairs = [split[atom] for atom in bundle]
    return sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)


def wider_of(bundle: Iterable[str]) -> frozenset[str]:
    """The wider groups that a bundle lies in; more than one: groups were put together for being small."""
    return frozenset(wider(atom) for atom in bundle)


def _is_safe(split: Split, bundle: Bundle) -> bool:
    return all(number == 0 or number >= LEAST for number in summed(split, bundle))


def _size(split: Split, bundle: Bundle) -> tuple[int, list[str]]:
    """By what bundles are put in order: people, then names, so that the same numbers give the same bundles."""
    return sum(summed(split, bundle)), sorted(bundle)


def _partner(split: Split, bundle: Bundle, bundles: Sequence[Bundle]) -> Bundle:
    """What a bundle is put together with: a sibling, else the small ones, else a whole wider group.

    Of those it is the smallest if that is too small itself, else those who said nothing: so that groups large enough
    stay by themselves.
    """
    others = [other for other in bundles if other != bundle]
    groups = wider_of(bundle)
    if len(groups) == 1:
        siblings = [other for other in others if wider_of(other) == groups]
        if siblings:
            return min(siblings, key=lambda other: _size(split, other))
    small = [other for other in others if len(wider_of(other)) > 1]
    if small:
        return min(small, key=lambda other: _size(split, other))
    by_group: dict[str, Bundle] = {}
    for other in others:
        (group,) = wider_of(other)
        by_group[group] = by_group.get(group, frozenset()) | other
    smallest = min(by_group.values(), key=lambda other: _size(split, other))
    return by_group.get(NOT_SAID, smallest) if _is_safe(split, smallest) else smallest


def bundled(split: Split, start: Iterable[Bundle]) -> tuple[Bundle, ...]:
    """The bundles of ``start``, put together until each number is zero or large enough; nothing if that leaves one.

    ``start`` are the bundles of the stage before; a bundle in it lies in one wider group or holds whole ones.
    """
    bundles = sorted(start, key=sorted)
    while len(bundles) > 1:
        unsafe = [bundle for bundle in bundles if not _is_safe(split, bundle)]
        if not unsafe:
            return tuple(bundles)
        worst = min(unsafe, key=lambda bundle: _size(split, bundle))
        joined = worst | _partner(split, worst, bundles)
        bundles = sorted([*(bundle for bundle in bundles if not bundle <= joined), joined], key=sorted)
    return ()


def rolled_up(bundles: Iterable[Bundle]) -> tuple[Bundle, ...]:
    """The bundles of the wider groups; what was put together across them stays together."""
    found: dict[frozenset[str], Bundle] = {}
    for bundle in bundles:
        groups = wider_of(bundle)
        found[groups] = found.get(groups, frozenset()) | bundle
    return tuple(sorted(found.values(), key=sorted))


def coarsest(several: Iterable[Iterable[Bundle]]) -> tuple[Bundle, ...]:
    """The finest bundles of which all the given ones are parts: for adding up what was published apart."""
    found: list[Bundle] = []
    for bundles in several:
        for bundle in bundles:
            touching = [other for other in found if other & bundle]
            found = [other for other in found if not other & bundle]
            found.append(frozenset().union(bundle, *touching))
    return tuple(sorted(found, key=sorted))
