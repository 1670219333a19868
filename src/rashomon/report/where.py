"""Where: the places that the texts name, as a list, and those with coordinates on a map without a network."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from rashomon.model.records import Place
from rashomon.report import words
from rashomon.report.characters import one_line
from rashomon.report.texts import Library, Text

OUTLINES: Final = Path(__file__).parent / "outlines.npz"
_WIDTH, _HEIGHT = 1000.0, 560.0  # of the map, in its own units
_LEAST_SPAN = 6.0  # degrees of latitude that the map shows at least
_ROOM = 1.35  # times what the outermost places span
_LETTER, _LINE = 12.0, 24.0  # of a label, in the map's units
_DOT = 11.0  # half of what a dot takes, in the same units
_PARTS = 100.0  # of a degree, in which outlines are kept
_TURN = 360.0  # degrees
_POLE = 85.0  # degrees; nearer to a pole nothing is drawn in proportion


@dataclass(frozen=True, slots=True)
class Site:
    """A place in one text: where it is named first, and how often."""

    text: Text
    start: int
    times: int

    @property
    def anchor(self) -> str:
        """Return the id of its place in the reading view."""
        return f"{self.text.anchor}-l{self.start}"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that texts name: its name, what it lies in, and where in the texts it stands first.

    Attributes:
        name: as the gazetteer has it, else as the texts do.
        also: as the texts spell it, where that differs.
        lies_in: from the smaller to the larger.
        point: degrees of latitude and longitude; `None` where it is not in the gazetteer.
        sites: one for each text.
        certainty: how sure the entry is, in a word; nothing where it is sure, or where there is none.
    """

    name: str
    also: tuple[str, ...]
    lies_in: tuple[str, ...]
    point: tuple[float, float] | None
    sites: tuple[Site, ...]
    certainty: str

    @property
    def times(self) -> int:
        """Return how often it is named."""
        return sum(site.times for site in self.sites)

    @property
    def described(self) -> str:
        """Return what it lies in, in words; nothing for a country or a sea."""
        return ", ".join(part for part in self.lies_in if not part.startswith(self.name))


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on the map, in its units.

    Attributes:
        x: from the left.
        y: from the top.
        label: its name.
        side: on which side of the dot the label stands, "right" or "left", or "" where there is no room;
            "over" for an area, which has a label and no dot.
        at: the number of its entry in the list.
    """

    x: float
    y: float
    label: str
    side: str
    at: int


@dataclass(frozen=True, slots=True)
class Map:
    """A map as paths of SVG, the places on it, and its size in its own units."""

    outlines: str
    dots: tuple[Dot, ...]
    width: float = _WIDTH
    height: float = _HEIGHT


@dataclass(frozen=True, slots=True)
class Where:
    """All places, those of most texts first, and the map; no map for fewer than two places."""

    spots: tuple[Spot, ...]
    map: Map | None

    def of(self, text: Text) -> list[Site]:
        """Return the places of one text, in order of place."""
        found = (site for spot in self.spots for site in spot.sites if site.text.number == text.number)
        return sorted(found, key=lambda site: site.start)


def where(places: Iterable[Place], books: Library) -> Where:
    """Gather the places of all texts; those of documents that are not held are left out."""
    groups: defaultdict[str, list[Place]] = defaultdict(list)
    for place in places:
        if place.document in books.texts:
            groups[place.gazetteer_id or f"name {one_line(place.text).casefold()}"].append(place)
    spots = [_spot(own, books) for own in groups.values()]
    spots.sort(key=lambda spot: (spot.point is None, -len(spot.sites), -spot.times, spot.name))
    return Where(tuple(spots), _map(spots))


def _spot(places: Sequence[Place], books: Library) -> Spot:
    first = places[0]
    name = books.name(first.name or first.text)
    spelled = dict.fromkeys(books.name(place.text) for place in places)
    by_text: defaultdict[str, list[Place]] = defaultdict(list)
    for place in places:
        by_text[place.document].append(place)
    sites = (
        Site(books.texts[document], min(place.span.start for place in own), len(own))
        for document, own in by_text.items()
    )
    known = first.latitude is not None and first.longitude is not None
    return Spot(
        name=name,
        also=tuple(each for each in spelled if each.casefold() != name.casefold()),
        lies_in=first.containment,
        point=(first.latitude or 0.0, first.longitude or 0.0) if known else None,
        sites=tuple(sorted(sites, key=lambda site: site.text.number)),
        certainty=words.certainty(max(place.score for place in places)) if known else "",
    )


# The map ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Frame:
    """What of the earth is shown: its west and north edge, and units a degree, east-west and north-south."""

    west: float
    north: float
    across: float
    down: float

    @property
    def middle(self) -> float:
        """Return the longitude in the middle of the map, which may lie beyond 180 degrees."""
        return self.west + _WIDTH / self.across / 2

    @property
    def globe(self) -> tuple[float, float]:
        """Return from where to where the globe goes once around, in units of the map."""
        half = _TURN / 2 * self.across
        return _WIDTH / 2 - half, _WIDTH / 2 + half

    def put(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Return where a point lies on the map, in its units."""
        longitude += _TURN * round((self.middle - longitude) / _TURN)
        return (longitude - self.west) * self.across, (self.north - latitude) * self.down


def _map(spots: Sequence[Spot]) -> Map | None:
    placed = [
        (number, spot)
        for number, spot in enumerate(spots, 1)
        if spot.point is not None and spot.certainty != words.UNCERTAIN
    ]
    exact = [spot.point for _, spot in placed if spot.point and spot.lies_in]
    points = exact or [spot.point for _, spot in placed if spot.point]
    if len(placed) <= 1 or not points:
        return None
    frame = _frame(points)
    return Map(_paths(frame), tuple(_dots(placed, frame)))


def _frame(points: Sequence[tuple[float, float]]) -> _Frame:
    """Return a frame around points in the proportions of the map, true in the middle (equirectangular)."""
    north, south = max(point[0] for point in points), min(point[0] for point in points)
    west, east = _window([point[1] for point in points])
    narrow = math.cos(math.radians(max(-_POLE, min(_POLE, (north + south) / 2))))
    degrees = max(_LEAST_SPAN, (north - south) * _ROOM, (east - west) * _ROOM * narrow * _HEIGHT / _WIDTH)
    down = _HEIGHT / degrees
    across = down * narrow
    return _Frame((east + west) / 2 - _WIDTH / across / 2, (north + south) / 2 + degrees / 2, across, down)


def _window(longitudes: Sequence[float]) -> tuple[float, float]:
    """Return the west and east end of the smallest window on the globe that holds all longitudes.

    It begins behind the widest gap between them, and ends beyond 180 degrees where it crosses the date line.
    """
    around = sorted(set(longitudes))
    gaps = [after - before for before, after in pairwise([*around, around[0] + _TURN])]
    begins = (gaps.index(max(gaps)) + 1) % len(around)
    west = around[begins]
    return west, west + _TURN - max(gaps)


def _dots(placed: Sequence[tuple[int, Spot]], frame: _Frame) -> Iterator[Dot]:
    """Yield what lies on the map, towns before areas; labels that would lie on others are left out."""
    seen = [
        (number, spot, *frame.put(*spot.point))
        for number, spot in sorted(placed, key=lambda each: not each[1].lies_in)
        if spot.point
    ]
    seen = [each for each in seen if 0 <= each[2] <= _WIDTH and 0 <= each[3] <= _HEIGHT]
    taken = [(x - _DOT, x + _DOT, y) for _, spot, x, y in seen if spot.lies_in]
    for number, spot, x, y in seen:
        side = ""
        for tried, start, end in _labels(spot, x):
            if _is_free(start, end, y, taken):
                side = tried
                taken.append((start, end, y))
                break
        if side or spot.lies_in:
            yield Dot(round(x, 1), round(y, 1), spot.name, side, number)


def _labels(spot: Spot, x: float) -> Iterator[tuple[str, float, float]]:
    """Yield where the label of a place may stand, and from where to where it reaches."""
    wide = _LETTER * len(spot.name)
    if not spot.lies_in:
        yield "over", x - wide / 2, x + wide / 2
        return
    yield "right", x + _DOT, x + _DOT + wide
    yield "left", x - _DOT - wide, x - _DOT


def _is_free(start: float, end: float, y: float, taken: Sequence[tuple[float, float, float]]) -> bool:
    inside = start >= 0 and end <= _WIDTH
    return inside and all(
        abs(y - line) > _LINE or end <= first or start >= last for first, last, line in taken
    )


@cache
def _rings() -> tuple[npt.NDArray[np.float64], ...]:
    """Return the outlines of all countries: float64 `[n, 2]` each, degrees of longitude and latitude."""
    with np.load(OUTLINES) as held:
        return tuple(np.split(held["points"] / _PARTS, held["ends"][:-1]))


def _paths(frame: _Frame) -> str:
    """Return the outlines that reach into the frame, on any turn of the globe, as the data of one path."""
    turns = (-_TURN, 0.0, _TURN)
    drawn = (_drawn(ring, frame, own) for ring in _rings() for own in turns)
    return "".join(_path(shape, frame) for shape in drawn if _is_in_sight(shape, frame))


def _drawn(ring: npt.NDArray[np.float64], frame: _Frame, turns: float) -> npt.NDArray[np.float64]:
    drawn: npt.NDArray[np.float64] = (ring - (frame.west - turns, frame.north)) * (frame.across, -frame.down)
    return drawn


def _is_in_sight(drawn: npt.NDArray[np.float64], frame: _Frame) -> bool:
    low, high = drawn.min(axis=0), drawn.max(axis=0)
    start, end = frame.globe
    across = high[0] >= max(0.0, start) and low[0] <= min(_WIDTH, end)
    return bool(across and high[1] >= 0 and low[1] <= _HEIGHT)


def _path(drawn: npt.NDArray[np.float64], frame: _Frame) -> str:
    start, end = frame.globe
    low, high = (max(-_WIDTH, start), -_WIDTH), (min(2 * _WIDTH, end), 2 * _WIDTH)
    points = " ".join(f"{x:.0f},{y:.0f}" for x, y in np.clip(drawn, low, high).tolist())
    return f"M{points}Z"
