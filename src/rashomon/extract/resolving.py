"""Which entry of the gazetteer each place name of a text means, by what else the text names.

Each candidate has a number of points: for its people, for what it is, for other names of the text that may
lie in the same country or region or near by, and for a name behind it that it lies in ("Alexandria, La.").
Points become shares, and names are settled together in a few rounds, each by the shares of the round before.
A name means the same throughout a text (on such heuristics see Leidner 2007 and Grover et al. 2010).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from rashomon.extract.gazetteer import KINDS, NO_PARENT, Entry, Gazetteer
from rashomon.extract.great_cities import Meant, great_cities
from rashomon.model.offsets import Span

_ROUNDS = 4
_TOWN = frozenset({"town"})
_BETWEEN = frozenset({", ", ",", " (", ",\n", " in ", " in the "})
"""What stands between a place and the larger one that it lies in."""
_BEFORE = re.compile(r"\b(?!district)(\w+) of (?:the )?$|\b[Tt]he (\w+) $")
_BEHIND = re.compile(r"(?:[- ]|, (?:a|the) )(\w+)\b(?! (?:media|news|radio|television|tv)\b)", re.IGNORECASE)
_LONGEST_TYPE = 24  # characters
_TYPES: Mapping[str, frozenset[str]] = {
    **dict.fromkeys("borough city hamlet municipality port suburb town township village".split(), _TOWN),
    **dict.fromkeys("county district raion rayon".split(), frozenset({"district", "region"})),
    **dict.fromkeys(
        "governorate oblast prefecture province region state territory".split(),
        frozenset({"region", "district"}),
    ),
    **dict.fromkeys("country kingdom republic".split(), frozenset({"country"})),
    **dict.fromkeys(
        "bay desert gulf island islands lake mountains ocean peninsula river sea strait valley".split(),
        frozenset({"area"}),
    ),
}
"""Words beside a name, and the kinds of entries that it then has: "the town of Halm", "Halm province"."""
_DIVISIONS = frozenset({"region", "district"})
_MOST = 0.8  # of the people of a division, where its town is all but the whole of it
_NAMES = 200  # of a text, the most frequent, by which others are settled
_CANDIDATES = 8  # of each of them
_AHEAD = 1.0  # points by which a great city is likelier than the small place that was taken for it
_EARTH: Final = 6371.0  # km, its mean radius
_Points = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ResolvingWeights:
    """How many points each thing gives; chosen on LGL and GeoVirus (`python -m evaluation places`).

    Attributes:
        people: for each tenfold of inhabitants.
        kinds: for what an entry is, in the order of `rashomon.extract.gazetteer.KINDS`.
        country: where all other names of the text lie in the same country; less where fewer do.
        region: the same for the region.
        near: the same for lying near by.
        reach: how far "near by" reaches, in km: at that distance a third is left.
        within: for lying in what the name behind it may mean.
        typed: for being what a word beside the name says.
        least: what an entry needs at least: a hamlet with nothing near it in the text is not taken.
    """

    people: float = 0.5
    kinds: tuple[float, ...] = (3.0, 2.0, 3.0, 1.0, -0.5, 0.0)
    country: float = 3.0
    region: float = 3.0
    near: float = 8.0
    reach: float = 100.0
    within: float = 6.0
    typed: float = 2.0
    least: float = 2.5


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a name means: the likeliest entry with its share among all of that name, and the next ones."""

    entry: Entry
    share: float
    others: tuple[tuple[Entry, float], ...]


_DEFAULT = ResolvingWeights()


def resolve(
    text: str, spans: Sequence[Span], gazetteer: Gazetteer, weights: ResolvingWeights = _DEFAULT
) -> list[Resolved | None]:
    """Return what each name means, `None` where the gazetteer has no such name.

    Args:
        text: of the document.
        spans: of the names, in order.
        gazetteer: where names are looked up.
        weights: of what speaks for an entry.
    """
    counted = Counter(span.of(text) for span in spans)
    known = {name: found for name in counted if (found := _without_shells(gazetteer.look_up(name)))}
    names = sorted(known, key=lambda name: (-counted[name], name))
    beside = _Beside(_inside(text, spans, known, names), _types(text, spans, names))
    settled = _settle([known[name] for name in names], beside, weights)
    results = {
        name: _result(known[name], points)
        for name, points in zip(names, settled, strict=True)
        if points.max() >= weights.least
    }
    told = (bool(inside or types) for inside, types in zip(beside.inside, beside.types, strict=True))
    taken = {
        name: Meant(results[name].entry, known[name], is_told)
        for name, is_told in zip(names, told, strict=True)
        if name in results
    }
    points = dict(zip(names, settled, strict=True))
    for name, city in great_cities(taken):
        results[name] = _result(known[name], _favoured(points[name], known[name].index(city)))
    return [results.get(span.of(text)) for span in spans]


def _favoured(points: _Points, entry: int) -> _Points:
    """Return points by which an entry is the likeliest."""
    favoured = points.copy()
    favoured[entry] = points.max() + _AHEAD
    return favoured


def _without_shells(entries: Sequence[Entry]) -> list[Entry]:
    """Return entries without regions and districts that are little more than their town ("Almaty")."""
    towns = [entry for entry in entries if entry.kind == "town"]
    return [entry for entry in entries if not any(_is_shell(entry, town) for town in towns)]


def _is_shell(entry: Entry, town: Entry) -> bool:
    inside = entry.kind in _DIVISIONS and town.region in {entry.row, entry.region} - {NO_PARENT}
    return inside and town.population >= _MOST * entry.population


def _inside(
    text: str, spans: Sequence[Span], known: Mapping[str, Sequence[Entry]], names: Sequence[str]
) -> list[frozenset[int]]:
    """Return for each name the rows of all that it may lie in by what stands right behind it."""
    behind: dict[str, set[int]] = {name: set() for name in names}
    for span, after in pairwise(spans):
        if span.of(text) in behind and text[span.end : after.start] in _BETWEEN:
            behind[span.of(text)].update(entry.row for entry in known.get(after.of(text), ()))
    return [frozenset(behind[name]) for name in names]


def _types(text: str, spans: Sequence[Span], names: Sequence[str]) -> list[frozenset[str]]:
    """Return for each name the kinds of what it is called right beside it: "the town of", "province"."""
    called: dict[str, set[str]] = {name: set() for name in names}
    for span in spans:
        if (name := span.of(text)) in called:
            before = _BEFORE.search(text[max(0, span.start - _LONGEST_TYPE) : span.start])
            behind = _BEHIND.match(text, span.end)
            for word in (*(before.groups() if before else ()), behind[1] if behind else None):
                called[name].update(_TYPES.get((word or "").lower(), ()))
    return [frozenset(called[name]) for name in names]


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside each name: the rows of what it may lie in, and the kinds of what it is called."""

    inside: Sequence[frozenset[int]]
    types: Sequence[frozenset[str]]


class _Candidates:
    """The entries of one name as arrays: where they lie, in what, and their own points."""

    def __init__(
        self,
        entries: Sequence[Entry],
        inside: frozenset[int],
        types: frozenset[str],
        weights: ResolvingWeights,
    ) -> None:
        degrees = np.radians([(entry.latitude, entry.longitude) for entry in entries])
        self.points = np.array([_own(entry, inside, types, weights) for entry in entries])
        self.countries = np.array([entry.country for entry in entries])
        self.regions = np.array([entry.region for entry in entries])
        north, east = degrees[:, 0], degrees[:, 1]
        self.places = np.stack(
            [np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)], axis=1
        )


def _own(entry: Entry, inside: frozenset[int], types: frozenset[str], weights: ResolvingWeights) -> float:
    parents = {entry.country, entry.region} - {entry.row, NO_PARENT}
    return float(
        weights.people * np.log10(entry.population + 1)
        + weights.kinds[KINDS.index(entry.kind)]
        + weights.within * bool(parents & inside)
        + weights.typed * (entry.kind in types)
    )


def _settle(entries: Sequence[Sequence[Entry]], beside: _Beside, weights: ResolvingWeights) -> list[_Points]:
    """Return the points of each entry of each name."""
    rows = zip(entries, beside.inside, beside.types, strict=True)
    candidates = [_Candidates(*each, weights) for each in rows]
    points = [each.points for each in candidates]
    for _ in range(_ROUNDS):
        context = _Context(candidates[:_NAMES], [_shares(each) for each in points[:_NAMES]])
        points = [
            each.points + context.support(each, number, weights) for number, each in enumerate(candidates)
        ]
    return points


def _shares(points: _Points) -> _Points:
    raised = np.exp(points - points.max())
    shares: _Points = raised / raised.sum()
    return shares


class _Context:
    """The likeliest candidates of the names of a text, by which each name is settled."""

    def __init__(self, candidates: Sequence[_Candidates], shares: Sequence[_Points]) -> None:
        kept = [np.argsort(-own, kind="stable")[:_CANDIDATES] for own in shares]
        parts = list(zip(candidates, shares, kept, strict=True))
        self._owner = np.repeat(np.arange(len(kept)), [len(each) for each in kept])
        self._shares = _joined([own[at] for _, own, at in parts])
        self._countries = _joined([each.countries[at] for each, _, at in parts])
        self._regions = _joined([each.regions[at] for each, _, at in parts])
        self._places = _joined([each.places[at] for each, _, at in parts])
        self._names = len(kept)

    def support(self, own: _Candidates, number: int, weights: ResolvingWeights) -> _Points:
        """Return the points that other names give to each candidate of the name of a number."""
        others = self._names - (number < self._names)
        if others == 0:
            return np.zeros_like(own.points)
        shares = np.where(self._owner == number, 0.0, self._shares) / others
        cosines = np.clip(own.places @ self._places.T, -1.0, 1.0)
        distance = _EARTH * np.arccos(cosines)
        points: _Points = weights.near * (np.exp(-distance / weights.reach) @ shares)
        points += weights.country * (_same(own.countries, self._countries) @ shares)
        points += weights.region * (_same(own.regions, self._regions) @ shares)
        return points


def _joined(parts: Sequence[npt.NDArray[Any]]) -> npt.NDArray[Any]:
    return np.concatenate(parts) if parts else np.zeros(0)


def _same(one: npt.NDArray[np.int64], other: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Return bool `[n, m]`: whether two lie in the same country or region, where they lie in any."""
    same: npt.NDArray[np.bool_] = (one[:, None] == other[None, :]) & (one != NO_PARENT)[:, None]
    return same


def _result(entries: Sequence[Entry], points: _Points) -> Resolved:
    ranked = sorted(
        zip(entries, _shares(points).tolist(), strict=True), key=lambda each: (-each[1], each[0].row)
    )
    (first, share), *others = ranked
    return Resolved(first, share, tuple(others))
