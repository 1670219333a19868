"""Where an event was, by all that tell it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rashomon.model.records import Place
from rashomon.report.characters import one_line

_TOWN, _REGION, _COUNTRY = 1, 4, 6  # of UCDP GED's where_prec
_PRECISIONS = {0: _COUNTRY, 1: _REGION}  # by how much a place lies in


@dataclass(frozen=True, slots=True)
class Spots:
    """The places that tellings of one event name.

    Attributes:
        names: each once; a country or region is left out where a place in it is named.
        country: the one that all of them lie in; the name of a place that lies in none.
        point: degrees of latitude and longitude, where there is one place and it is in the gazetteer.
        precision: UCDP GED's `where_prec` of that point: 1 a town, 4 a region, 6 a country.
    """

    names: tuple[str, ...] = ()
    country: str = ""
    point: tuple[float, float] | None = None
    precision: int | None = None


def spots(places: Iterable[Place]) -> Spots:
    """Return where an event was by `places`, those of its tellings."""
    found = {place.gazetteer_id or _name(place).casefold(): place for place in reversed(tuple(places))}
    held = tuple(reversed(found.values()))
    around = {name for place in held for name in place.containment}
    exact = [place for place in held if place.name not in around]
    if not exact:
        return Spots()
    countries = {_country(place) for place in exact}
    shared = countries.pop() if len(countries) == 1 else ""
    names = tuple(dict.fromkeys(map(_name, exact)))
    place = exact[0]
    if len(exact) > 1 or place.latitude is None or place.longitude is None:
        return Spots(names, shared)
    precision = _PRECISIONS.get(len(place.containment), _TOWN)
    return Spots(names, shared, (place.latitude, place.longitude), precision)


def _name(place: Place) -> str:
    return one_line(place.name or place.text)


def _country(place: Place) -> str:
    if place.gazetteer_id is None:
        return ""
    return one_line(place.containment[-1]) if place.containment else _name(place)
