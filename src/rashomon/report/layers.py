"""A drawing of texts in columns by how many steps they are from their sources, with lines between them.

Columns go from left to right; in each, texts stand so that lines cross little (Sugiyama, Tagawa and Toda,
1981: layers by the longest way, a place for each line in every column that it passes, order by the mean of
the neighbours). All is counted from the input alone, so that the same texts give the same drawing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from unicodedata import east_asian_width

from rashomon.report.characters import cut_point
from rashomon.report.derivation import Taking, by_date
from rashomon.report.texts import Text

_WIDE, _HIGH = 180, 42  # of the box of a text, in the drawing's units
_INSIDE = 8  # between the side of a box and its words
_ACROSS = 60  # between two columns
_DOWN = 14  # between two boxes, and
_PASSING = 10  # what a line takes that passes a column
_HEAD = 30  # above the boxes, for the heads of columns
_APART = 26  # between texts that do not hang together
_BULGE = 16  # of a line between two texts of one column, and
_BULGE_MORE = 46  # of the widest such line
_THICKEST = 3  # line
_SWEEPS = 6
_LETTER, _CAPITAL, _NARROW, _WIDEST = 8.2, 9.8, 4.8, 13.0
"""What letters take at most in the fonts that a page may be shown in."""
_THIN = frozenset("iIjlt.,:;'’‘ |!()-")
_BROAD = frozenset("mwMW@%")
_HEADS = ("took surely from none of these", "took surely from these", "a relay of a relay")

Key = tuple[int, int]
"""A place in a column: the number of a text and -1, or the number of a line and the column that it passes."""


@dataclass(frozen=True, slots=True)
class Box:
    """A text: its place from the left and the top, and the two lines of words in it."""

    text: Text
    x: float
    y: float
    name: str
    date: str
    wide: int = _WIDE
    high: int = _HIGH
    inside: int = _INSIDE


@dataclass(frozen=True, slots=True)
class Line:
    """Passages between two texts: the data of a path of SVG, and where their number stands.

    `backward` tells that the path begins at the text that took them.
    """

    taking: Taking
    path: str
    x: float
    y: float
    backward: bool

    @property
    def strokes(self) -> float:
        """Return how thick the line is, by the number of passages."""
        return min(_THICKEST, 1 + self.taking.passages / 2) if self.taking.is_sure else 1

    @property
    def kind(self) -> str:
        """Return how it is drawn: "sure", "likely" or, where there is no order, "unordered"."""
        if self.taking.doubt:
            return "unordered"
        return "sure" if self.taking.is_sure else "likely"


@dataclass(frozen=True, slots=True)
class Head:
    """What a column has, and where that stands."""

    told: str
    x: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes and lines with the size that they need; `left` is where the drawing begins, 0 or less."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    heads: tuple[Head, ...]
    left: int
    width: int
    height: int


def drawing(parts: Iterable[Sequence[Taking]]) -> Drawing:
    """Draw texts that hang together below one another.

    Args:
        parts: lines by texts that hang together; those that are sure go round in no circle.
    """
    boxes: list[Box] = []
    lines: list[Line] = []
    top: float = _HEAD
    for part in parts:
        columns = _Columns(part)
        boxes += columns.boxes(top)
        lines += columns.lines(top)
        top += columns.height + _APART
    columns_used = len({box.x for box in boxes})
    heads = tuple(Head(_head(number), _left(number)) for number in range(columns_used))
    left = round(min((line.x for line in lines), default=0))
    left = left - _BULGE if left < 0 else 0
    width = round(_left(columns_used) - _ACROSS) + 1 - left
    return Drawing(tuple(boxes), tuple(lines), heads, left, width, round(top - _APART) + 2)


def _left(column: int) -> float:
    return 1 + column * (_WIDE + _ACROSS)


def _head(column: int) -> str:
    return _HEADS[column] if column < len(_HEADS) else f"{column} steps on"


def _depths(takings: Sequence[Taking]) -> Mapping[int, int]:
    """Return the column of each text: one behind the last of those from which it surely took."""
    sources: defaultdict[int, list[int]] = defaultdict(list)
    for taking in takings:
        if taking.is_sure:
            sources[taking.taker.number].append(taking.source.number)
    depths: dict[int, int] = {}

    def depth(number: int) -> int:
        if number not in depths:
            depths[number] = max((depth(each) + 1 for each in sources[number]), default=0)
        return depths[number]

    for number in sorted({number for taking in takings for number in taking.numbers}):
        depth(number)
    return depths


class _Columns:
    """The texts of one part in columns, with the places of lines that pass a column."""

    def __init__(self, takings: Sequence[Taking]) -> None:
        self._takings = takings
        self._depths = _depths(takings)
        self._texts = {text.number: text for each in takings for text in (each.source, each.taker)}
        self._ways = [self._way(number, taking) for number, taking in enumerate(takings)]
        self._beside: dict[int, defaultdict[Key, list[Key]]] = {step: defaultdict(list) for step in (-1, 1)}
        for way in self._ways:
            for one, other in pairwise(way):
                if self._column(one) != self._column(other):
                    self._beside[1][one].append(other)
                    self._beside[-1][other].append(one)
        self._columns = self._ordered()
        self._y = self._placed()
        self.height = max(self._y[key] + _size(key) / 2 for column in self._columns for key in column)

    def _column(self, key: Key) -> int:
        return self._depths[key[0]] if key[1] < 0 else key[1]

    def _way(self, number: int, taking: Taking) -> list[Key]:
        """Return the places that a line runs through, from left to right."""
        ends = sorted(taking.numbers, key=lambda each: self._depths[each])
        first, last = (self._depths[each] for each in ends)
        return [(ends[0], -1), *((number, column) for column in range(first + 1, last)), (ends[1], -1)]

    def _ordered(self) -> list[list[Key]]:
        """Return the places of each column from top to bottom."""
        columns: list[list[Key]] = [[] for _ in range(max(self._depths.values()) + 1)]
        for text in sorted(self._texts.values(), key=by_date):
            columns[self._depths[text.number]].append((text.number, -1))
        for key in (key for way in self._ways for key in way[1:-1]):
            columns[key[1]].append(key)
        for sweep in range(_SWEEPS):
            step = -1 if sweep % 2 == 0 else 1
            for column in columns if step < 0 else columns[::-1]:
                at = {key: place for each in columns for place, key in enumerate(each)}
                means = {key: _mean(self._beside[step][key], at, at[key]) for key in column}
                column.sort(key=means.__getitem__)
        return columns

    def _placed(self) -> Mapping[Key, float]:
        """Return the middle of each place from the top, near the middle of those beside it."""
        y: dict[Key, float] = {}
        for column in self._columns:
            y |= _spread(column, {key: _mean(self._beside[-1][key], y, 0) for key in column})
        for step in (1, -1, 1):
            for column in self._columns[::-step]:
                y |= _spread(column, {key: _mean(self._beside[step][key], y, y[key]) for key in column})
        top = min(value - _size(key) / 2 for key, value in y.items())
        return {key: value - top for key, value in y.items()}

    def boxes(self, top: float) -> Iterator[Box]:
        """Yield the texts, column by column."""
        for number, column in enumerate(self._columns):
            for key in column:
                if key[1] < 0:
                    text = self._texts[key[0]]
                    y = top + self._y[key] - _HIGH / 2
                    yield Box(text, _left(number), round(y, 1), _named(text), text.published)

    def lines(self, top: float) -> Iterator[Line]:
        """Yield the lines."""
        for taking, way in zip(self._takings, self._ways, strict=True):
            if self._column(way[0]) == self._column(way[-1]):
                yield self._arc(taking, way, top)
            else:
                yield self._run(taking, way, top)

    def _arc(self, taking: Taking, way: Sequence[Key], top: float) -> Line:
        """Return a line between two texts of one column: a bow on its left."""
        x = _left(self._column(way[0]))
        start, end = sorted(top + self._y[key] for key in way)
        out = min(_BULGE_MORE, _BULGE + (end - start) / 12)
        path = f"M{x:.1f},{start:.1f}C{x - out:.1f},{start:.1f} {x - out:.1f},{end:.1f} {x:.1f},{end:.1f}"
        backward = self._y[taking.taker.number, -1] < self._y[taking.source.number, -1]
        return Line(taking, path, round(x - out * 3 / 4, 1), round((start + end) / 2, 1), backward)

    def _run(self, taking: Taking, way: Sequence[Key], top: float) -> Line:
        """Return a line from one column to another: a wave between each two, level in what it passes."""
        x = _left(self._column(way[0])) + _WIDE
        y = top + self._port(way[0], way[1], 1)
        path = f"M{x:.1f},{y:.1f}"
        for before, key in pairwise(way):
            column = self._column(key)
            to = top + (self._port(key, before, -1) if key[1] < 0 else self._y[key])
            end, half = _left(column), _ACROSS / 2
            path += f"C{x + half:.1f},{y:.1f} {end - half:.1f},{to:.1f} {end:.1f},{to:.1f}"
            label = (x + end) / 2, (y + to) / 2
            x, y = end, to
            if key[1] >= 0:
                x = end + _WIDE
                path += f"H{x:.1f}"
        backward = way[0][0] == taking.taker.number
        return Line(taking, path, round(label[0], 1), round(label[1], 1), backward)

    def _port(self, key: Key, other: Key, step: int) -> float:
        """Return where on a side of a box a line ends, so that those of one side stand apart."""
        ends = sorted(self._beside[step][key], key=lambda each: self._y[each])
        share = (ends.index(other) + 1) / (len(ends) + 1)
        return self._y[key] + (share - 0.5) * _HIGH


def _named(text: Text) -> str:
    """Return the number and name of a text, as much of it as a box has room for."""
    line = f"{text.number} {text.name}"
    room = _WIDE - 2 * _INSIDE
    ends = list(accumulate(map(_width, line)))
    if ends[-1] <= room:
        return line
    kept = sum(end <= room - _width(" ") - _width("W") for end in ends)
    return f"{line[: cut_point(line, 0, kept)].rstrip()}…"


def _width(character: str) -> float:
    if character in _BROAD or east_asian_width(character) in "WF":
        return _WIDEST
    if character in _THIN:
        return _NARROW
    return _CAPITAL if character.isupper() else _LETTER


def _size(key: Key) -> float:
    return _HIGH if key[1] < 0 else _PASSING


def _mean(keys: Sequence[Key], at: Mapping[Key, float], otherwise: float) -> float:
    return sum(at[key] for key in keys) / len(keys) if keys else otherwise


def _spread(column: Sequence[Key], wanted: Mapping[Key, float]) -> dict[Key, float]:
    """Return places in the given order, apart by their sizes, as near as can be to where they are wanted.

    Squared distances are least (isotonic regression by pooling neighbours, Ayer et al., 1955).
    """
    offsets = [0.0]
    for one, other in pairwise(column):
        offsets.append(offsets[-1] + (_size(one) + _size(other)) / 2 + _DOWN)
    pools: list[tuple[float, int]] = []
    for key, offset in zip(column, offsets, strict=True):
        mean, count = wanted[key] - offset, 1
        while pools and pools[-1][0] > mean:
            before, own = pools.pop()
            mean, count = (before * own + mean * count) / (own + count), own + count
        pools.append((mean, count))
    levels = [mean for mean, count in pools for _ in range(count)]
    return {key: level + offset for key, level, offset in zip(column, levels, offsets, strict=True)}
