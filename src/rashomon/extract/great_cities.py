"""Names that mean the great city which bears them, though a small place of that name is near another one.

"Berlin and Paris agreed" says nothing of Wisconsin or Texas: two great cities are no sign of the villages
that are called after both. "A road near Berlin" in a text on Wisconsin is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.extract.gazetteer import NO_PARENT, Entry, folded
from rashomon.extract.seats import seats

_GREAT = 500_000  # inhabitants
_TIMES = 10  # as many as the place that other names speak for
_CAPITAL = "capital"


@dataclass(frozen=True, slots=True)
class Meant:
    """What a name is taken for, what it may mean, and whether words beside it say what it is or lies in."""

    entry: Entry
    entries: Sequence[Entry]
    told: bool


def great_cities(names: Mapping[str, Meant]) -> Iterator[tuple[str, Entry]]:
    """Yield the names that mean a great city instead of what they are taken for, with its entry."""
    great = {name: city for name, each in names.items() if (city := _great(name, each)) is not None}
    for name, city in great.items():
        if not names[name].told and not any(
            _speaks_for(other.entry, names[name].entry) for own, other in names.items() if own not in great
        ):
            yield name, city


def _great(name: str, meant: Meant) -> Entry | None:
    """Return the great city of a name, where it is taken for a small town or, a capital, for a region."""
    towns = [each for each in meant.entries if each.kind == "town" and each.population >= _GREAT]
    city = max(towns, key=lambda each: each.population, default=None)
    taken = meant.entry
    if city is None or city.row == taken.row or taken.kind in {"country", "continent", "area"}:
        return None
    small = taken.kind == "town" and taken.population * _TIMES <= city.population
    capital = seats().get(folded(name), ("", ""))[1] == _CAPITAL
    return city if small or (capital and city.region not in {taken.region, taken.row}) else None


def _speaks_for(other: Entry, taken: Entry) -> bool:
    """Tell a place in the same region, or this region itself: "Texas" and "Dallas" speak for its Paris."""
    regions = {taken.region, taken.row if taken.kind == "region" else NO_PARENT} - {NO_PARENT}
    return not regions.isdisjoint({other.region, other.row})
