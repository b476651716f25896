"""Where everything stands in the pictures of a plan: pure geometry, numbers in and coordinates out.

Widths are percentages, so that a picture fits any screen while its words keep their size; heights are pixels.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

LEAST = 22.0
GAP = 8.0
TALLEST = 1100.0
THICK = 16.0
NOWHERE = ""


@dataclass(frozen=True, slots=True)
class Node:
    """One row of the picture: how many named it first (left) and how many are there (right), both drawn as bars."""

    key: str
    top: float
    middle: float
    wanted: int
    wanted_top: float
    wanted_height: float
    placed: int
    placed_top: float
    placed_height: float


@dataclass(frozen=True, slots=True)
class Band:
    """Fellows who named one office first and are at another, or at the same: a closed path in a box 100 wide."""

    source: str
    target: str
    count: int
    path: str
    straight: bool


@dataclass(frozen=True, slots=True)
class Flow:
    """The whole picture of choices."""

    height: float
    nodes: tuple[Node, ...]
    bands: tuple[Band, ...]


def flow(pairs: Iterable[tuple[str, str]], order: Sequence[str]) -> Flow:
    """Lay out (first choice, office placed) of each fellow; ``""`` is no office and stands last.

    Both sides stand in the same order, so that whoever got their first choice goes straight across.
    """
    counts = Counter(pairs)
    wanted: Counter[str] = Counter()
    placed: Counter[str] = Counter()
    for (source, target), count in counts.items():
        wanted[source] += count
        placed[target] += count
    keys = [*(key for key in order if wanted[key] or placed[key])]
    keys += [NOWHERE] if wanted[NOWHERE] or placed[NOWHERE] else []
    unit = _unit([max(wanted[key], placed[key]) for key in keys])
    nodes: dict[str, Node] = {}
    top = 0.0
    for key in keys:
        tall = max(LEAST, unit * max(wanted[key], placed[key]))
        left, right = unit * wanted[key], unit * placed[key]
        nodes[key] = Node(
            key=key, top=_round(top), middle=_round(top + tall / 2),
            wanted=wanted[key], wanted_top=_round(top + (tall - left) / 2), wanted_height=_round(left),
            placed=placed[key], placed_top=_round(top + (tall - right) / 2), placed_height=_round(right),
        )  # fmt: skip
        top += tall + GAP
    return Flow(_round(max(top - GAP, 0)), tuple(nodes.values()), tuple(_bands(counts, nodes, keys, unit)))


def _bands(
    counts: Mapping[tuple[str, str], int], nodes: Mapping[str, Node], keys: list[str], unit: float
) -> list[Band]:
    place = {key: index for index, key in enumerate(keys)}
    into = {key: nodes[key].placed_top for key in keys}
    found: dict[tuple[str, str], tuple[float, float]] = {}
    for pair in sorted(counts, key=lambda one: (place[one[1]], place[one[0]])):
        found[pair] = (0.0, into[pair[1]])
        into[pair[1]] += unit * counts[pair]
    out = {key: nodes[key].wanted_top for key in keys}
    bands = []
    for pair in sorted(counts, key=lambda one: (place[one[0]], place[one[1]])):
        start, end, tall = out[pair[0]], found[pair][1], unit * counts[pair]
        out[pair[0]] += tall
        bands.append(Band(*pair, counts[pair], _ribbon(start, end, tall), pair[0] == pair[1]))
    return bands


def _ribbon(start: float, end: float, tall: float) -> str:
    """A band from the left edge to the right one, curved like an S."""
    a, b, c, d = (_round(value) for value in (start, end, end + tall, start + tall))
    return f"M0 {a}C50 {a} 50 {b} 100 {b}V{c}C50 {c} 50 {d} 0 {d}Z"


def _unit(sizes: list[int]) -> float:
    """Pixels for one fellow: as thick as fits the tallest picture."""
    return min(THICK, TALLEST / max(sum(sizes), 1))


def _round(value: float) -> float:
    return round(value, 1)


# Each state, the federal district and the territories where a reader looks for them: column and row from 0.
TILES = {
    "AK": (0, 0), "ME": (11, 0),
    "VT": (10, 1), "NH": (11, 1),
    "WA": (1, 2), "ID": (2, 2), "MT": (3, 2), "ND": (4, 2), "MN": (5, 2), "IL": (6, 2), "WI": (7, 2), "MI": (8, 2),
    "NY": (9, 2), "RI": (10, 2), "MA": (11, 2),
    "OR": (1, 3), "NV": (2, 3), "WY": (3, 3), "SD": (4, 3), "IA": (5, 3), "IN": (6, 3), "OH": (7, 3), "PA": (8, 3),
    "NJ": (9, 3), "CT": (10, 3),
    "CA": (1, 4), "UT": (2, 4), "CO": (3, 4), "NE": (4, 4), "MO": (5, 4), "KY": (6, 4), "WV": (7, 4), "VA": (8, 4),
    "MD": (9, 4), "DE": (10, 4),
    "AZ": (2, 5), "NM": (3, 5), "KS": (4, 5), "AR": (5, 5), "TN": (6, 5), "NC": (7, 5), "SC": (8, 5), "DC": (9, 5),
    "OK": (4, 6), "LA": (5, 6), "MS": (6, 6), "AL": (7, 6), "GA": (8, 6),
    "HI": (0, 7), "TX": (4, 7), "FL": (9, 7), "PR": (10, 7), "VI": (11, 7),
    "GU": (0, 8), "MP": (1, 8), "AS": (2, 8),
}  # fmt: skip
COLUMNS = 12
ROW = 46.0
EDGE = 3.0


@dataclass(frozen=True, slots=True)
class Tile:
    """One state: where its square is, how many seats it has and how many are filled; ``full`` is the filled height."""

    state: str
    x: float
    middle: float
    top: float
    seats: int
    placed: int
    full: float
    full_top: float

    @property
    def open_seats(self) -> int:
        """Seats nobody sits in."""
        return max(self.seats - self.placed, 0)


@dataclass(frozen=True, slots=True)
class TileMap:
    """The whole map; ``wide`` is the width of a square in percent, ``off_map`` are states without a square."""

    height: float
    wide: float
    tall: float
    tiles: tuple[Tile, ...]
    off_map: tuple[str, ...]


def tile_map(states: Mapping[str, tuple[int, int]]) -> TileMap:
    """Place each state as a square; ``states`` gives seats and fellows placed."""
    column, tall = 100 / COLUMNS, ROW - EDGE
    tiles = []
    for state, (across, down) in sorted(TILES.items(), key=lambda one: (one[1][1], one[1][0])):
        seats, placed = states.get(state, (0, 0))
        full = _round(tall * min(placed, seats) / seats) if seats else 0.0
        top = down * ROW
        x = round(across * column, 2)
        middle = round((across + 0.5) * column - 0.25, 2)
        tiles.append(Tile(state, x, middle, top, seats, placed, full, _round(top + tall - full)))
    off_map = tuple(sorted(set(states) - set(TILES)))
    rows = 1 + max(down for _across, down in TILES.values())
    return TileMap(rows * ROW, round(column - 0.5, 2), tall, tuple(tiles), off_map)
