"""Who reads what: reads are given out as a flow of least cost through applications and readers.

Applications that the same readers may read at the same cost are one node of the graph, so that twenty thousand
applications make a graph of a few hundred nodes; afterwards each group is dealt out by Ryser's construction
(Ryser 1957): every application in turn takes the readers who have most left to take. What matters comes in this order,
and nothing further down ever outweighs what stands above it:

1. as many of the wanted reads as can be made;
2. first reads before second reads, second before third;
3. an application written in another language goes to somebody who reads that language;
4. everybody has about the same before them (the marginal cost of a packet is how many one has already);
5. the wish about regions (:class:`RegionWish`).

The same input and seed give the same answer. Solver: OR-tools, cost-scaling push-relabel (Goldberg 1997).
"""

import hashlib
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

# Every reader reads English; an application in it asks nothing of a reader.
EVERYBODY_READS = frozenset({"", "en"})


class Barred(StrEnum):
    """Why somebody can't read an application."""

    OWN = "own"
    HAD_IT = "had_it"
    STEPPED_BACK = "stepped_back"
    CLEARED_IT = "cleared_it"
    PRACTICED = "practiced"
    OFFICE = "office"
    SCHOOL = "school"
    EMPLOYER = "employer"
    PERSON = "person"
    FULL = "full"


class RegionWish(StrEnum):
    """Which readers are preferred by region: that of the first office chosen against the reader's own."""

    NONE = "none"
    AWAY = "away"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Wanting:
    """An application that has ``has`` readers and wants ``wants``; ``barred`` says who can't be one and why.

    ``region`` is that of the first office chosen; what it means for readers is the ``wish``.
    """

    application: UUID
    has: int
    wants: int
    barred: Mapping[UUID, Barred] = field(default_factory=dict)
    language: str = ""
    region: UUID | None = None
    wish: RegionWish = RegionWish.NONE


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader with the packets now before them; ``room`` is how many more they take, ``None`` for any number."""

    id: UUID
    load: int = 0
    room: int | None = None
    languages: frozenset[str] = frozenset()
    region: UUID | None = None


@dataclass(frozen=True, slots=True)
class Short:
    """An application left with ``lacks`` readers too few; ``reasons`` counts why the others can't read it."""

    application: UUID
    lacks: int
    reasons: tuple[tuple[Barred, int], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The reads to make as (application, reader), those left short, and the reads in a language the reader lacks."""

    reads: tuple[tuple[UUID, UUID], ...] = ()
    short: tuple[Short, ...] = ()
    misread: tuple[tuple[UUID, UUID], ...] = ()


@dataclass(frozen=True, slots=True)
class _Group:
    """Applications that differ in nothing that matters for who reads them."""

    has: int
    wants: int
    barred: frozenset[UUID]
    language: str
    region: UUID | None
    wish: RegionWish


Groups = Mapping[_Group, Sequence[Wanting]]


def plan_reads(wanting: Sequence[Wanting], readers: Iterable[Reader], *, seed: int = 0) -> Plan:
    """Give each application the readers it lacks, at most once each and nobody who is barred.

    Reads that were made are kept: ``wanting`` holds only what is lacking. Where not everything can be read, as
    much as possible is, and :attr:`Plan.short` says what lacks readers and why.
    """
    ordered = sorted(readers, key=lambda reader: _lot(seed, reader.id))
    lacking = [row for row in wanting if row.wants > row.has]
    groups: dict[_Group, list[Wanting]] = defaultdict(list)
    for row in sorted(lacking, key=lambda row: _lot(seed, row.application)):
        region = None if row.wish is RegionWish.NONE else row.region
        groups[_Group(row.has, row.wants, frozenset(row.barred), row.language, region, row.wish)].append(row)
    dealt: dict[UUID, list[UUID]] = {}
    for flow, rows in zip(_flows(groups, ordered), groups.values(), strict=True):
        dealt.update(_deal(rows, flow, seed))
    spoken = {reader.id: reader.languages | EVERYBODY_READS for reader in ordered}
    reads = tuple((row.application, reader) for row in lacking for reader in dealt[row.application])
    language = {row.application: row.language for row in lacking}
    return Plan(
        reads=reads,
        short=tuple(_shortfalls(lacking, dealt, spoken)),
        misread=tuple(pair for pair in reads if language[pair[0]] not in spoken[pair[1]]),
    )


def _lot(seed: int, key: UUID) -> bytes:
    """A fixed lot for a record, so that ties fall evenly and the same way each time."""
    return hashlib.sha256(seed.to_bytes(8, "big", signed=True) + key.bytes).digest()


def _shortfalls(
    rows: Iterable[Wanting], dealt: Mapping[UUID, Sequence[UUID]], readers: Iterable[UUID]
) -> Iterator[Short]:
    everybody = set(readers)
    for row in rows:
        chosen = dealt[row.application]
        lacks = row.wants - row.has - len(chosen)
        if lacks > 0:
            reasons = Counter(why for reader, why in row.barred.items() if reader in everybody)
            # Whoever could read it and does not has no room left: otherwise the flow could be made larger.
            full = len(everybody - set(row.barred) - set(chosen))
            if full:
                reasons[Barred.FULL] += full
            yield Short(row.application, lacks, tuple(sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))))


def _deal(rows: Sequence[Wanting], flow: Mapping[UUID, int], seed: int) -> Iterator[tuple[UUID, list[UUID]]]:
    """Deal a group's reads to its applications: each gets as many as the next, and never one reader twice.

    Each application takes the readers with most left to take. That never fails (Ryser) as long as nobody has more
    to take than there are applications, and drawing lots among equals mixes who reads together with whom.
    """
    left = {reader: count for reader, count in flow.items() if count}
    each, more = divmod(sum(left.values()), len(rows))
    for place, row in enumerate(rows):
        lots = random.Random(_lot(seed, row.application))  # noqa: S311  (a fair deal, not a secret)
        drawn = sorted((-count, lots.random(), reader) for reader, count in left.items())
        chosen = [reader for _, _, reader in drawn[: each + (place < more)]]
        for reader in chosen:
            left[reader] -= 1
            if not left[reader]:
                del left[reader]
        yield row.application, chosen


@dataclass(slots=True)
class _Arcs:
    """The arcs of the graph as columns: from, to, how much may flow, and what one unit costs."""

    tails: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    capacities: list[int] = field(default_factory=list)
    costs: list[int] = field(default_factory=list)

    def add(self, tail: int, head: int, capacity: int, cost: int) -> None:
        """One arc."""
        self.tails.append(tail)
        self.heads.append(head)
        self.capacities.append(capacity)
        self.costs.append(cost)


@dataclass(frozen=True, slots=True)
class _Weights:
    """Costs of which each outweighs all below it.

    A better flow differs from a worse one by simple cycles. Such a cycle passes each reader at most once, so it
    changes wishes about regions or languages by at most two a reader, and it passes the sink once, so it changes
    one step of load up and one down. Each weight is larger than all that a cycle can change further down.
    """

    balance: int
    language: int
    level: int
    unread: int


def _weights(readers: int, span: int, most: int) -> _Weights:
    changes = 2 * readers + 1
    language = changes * (span + 2)
    level = language * (changes + 1)
    return _Weights(balance=changes, language=language, level=level, unread=level * (most + 2))


def _steps(reader: Reader, most: int, lowest: int, fine: int) -> Iterator[tuple[int, int]]:
    """What more packets cost a reader as (how many, cost of each): one by one up to ``fine``, then in growing steps.

    Beyond ``fine`` somebody has twice the mean, which only happens where nobody else may read; there the load is
    even only roughly.
    """
    room = most if reader.room is None else max(0, min(most, reader.room))
    level, size = reader.load - lowest, 1
    while room > 0:
        taken = min(size, room)
        yield taken, level
        level, room = level + taken, room - taken
        if level >= fine:
            size *= 2


def _flows(groups: Groups, readers: Sequence[Reader]) -> list[dict[UUID, int]]:
    """How many of each group each reader reads, at the least cost."""
    if not groups or not readers:
        return [{} for _ in groups]
    applications = sum(len(rows) for rows in groups.values())
    demand = sum((group.wants - group.has) * len(rows) for group, rows in groups.items())
    lowest = min(reader.load for reader in readers)
    mean = (demand + sum(reader.load - lowest for reader in readers)) // len(readers) + 1
    steps = [list(_steps(reader, applications, lowest, 2 * mean)) for reader in readers]
    span = max((cost for each in steps for _, cost in each), default=0)
    weights = _weights(len(readers), span, max(group.wants for group in groups))
    arcs, sink = _Arcs(), len(groups) + len(readers)
    ends: list[tuple[int, UUID]] = []
    for node, (group, rows) in enumerate(groups.items()):
        for place, reader in enumerate(readers):
            if reader.id not in group.barred:
                arcs.add(node, len(groups) + place, len(rows), _cost(group, reader, weights))
                ends.append((node, reader.id))
        for level in range(group.has, group.wants):
            arcs.add(node, sink, len(rows), weights.unread + weights.level * (group.wants - level))
            ends.append((node, _NOBODY))
    for place, each in enumerate(steps):
        for count, cost in each:
            arcs.add(len(groups) + place, sink, count, weights.balance * cost)
    supplies = [(group.wants - group.has) * len(rows) for group, rows in groups.items()]
    found: list[dict[UUID, int]] = [{} for _ in groups]
    for (node, reader_id), amount in zip(ends, _solve(arcs, supplies, sink, demand), strict=False):
        if amount and reader_id != _NOBODY:
            found[node][reader_id] = amount
    return found


_NOBODY = UUID(int=0)


def _cost(group: _Group, reader: Reader, weights: _Weights) -> int:
    """What it costs that this reader reads an application of this group."""
    cost = 0
    if group.language not in EVERYBODY_READS and group.language not in reader.languages:
        cost += weights.language
    if group.region is not None and reader.region is not None:
        cost += (group.region == reader.region) is (group.wish is RegionWish.AWAY)
    return cost


def _solve(arcs: _Arcs, supplies: Sequence[int], sink: int, demand: int) -> list[int]:
    """How much flows through each arc. Raises ``RuntimeError`` where the solver gives up, which it never should:
    whatever can't be read flows straight to the sink.
    """
    from ortools.graph.python import min_cost_flow  # noqa: PLC0415  (numpy is loaded only where it is needed)

    solver = min_cost_flow.SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(arcs.tails, arcs.heads, arcs.capacities, arcs.costs)
    for node, supply in enumerate(supplies):
        solver.set_node_supply(node, supply)
    solver.set_node_supply(sink, -demand)
    status = solver.solve()
    if status != solver.OPTIMAL:
        message = f"the solver answered {status}"
        raise RuntimeError(message)
    return [int(amount) for amount in solver.flows(range(len(arcs.tails)))]
