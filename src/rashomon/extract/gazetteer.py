"""The gazetteer: countries, regions, districts, towns, seas and the like by name, with their coordinates.

Compiled by `python -m training.gazetteer` from openly licensed data (GeoNames, CC BY 4.0). An entry has a
number, its row; parents have rows of their own. A name is looked up without case, accents and punctuation.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from rashomon.model.errors import ModelError

GAZETTEER_FILE: Final = Path(__file__).parent / "gazetteer.npz"
KINDS: Final = ("continent", "area", "country", "region", "district", "town")
"""What an entry is; a region is a first-order division, a district a second-order one."""
NO_PARENT: Final = -1
_APOSTROPHES = "'’\u02bb\u02bc"
_AGAIN = "install the package anew"
_ARRAYS = frozenset(
    "keys rows latitude longitude population kind country region identifier name_ends names".split()
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One place.

    Attributes:
        row: its number.
        name: as GeoNames has it.
        kind: one of `KINDS`.
        latitude: degrees, WGS 84.
        longitude: degrees, WGS 84.
        population: inhabitants, of a region or district those of its towns; 0 where not known.
        country: the row of its country, `NO_PARENT` where it has none.
        region: the row of its region, `NO_PARENT` where it has none.
        identifier: "geonames:" and the number there, else a path of names.
    """

    row: int
    name: str
    kind: str
    latitude: float
    longitude: float
    population: int
    country: int
    region: int
    identifier: str


def folded(name: str) -> str:
    """Return what is the same for spellings of a name: no case, accents, punctuation, nor "the" before it."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    letters = "".join(sign for sign in plain if not (unicodedata.combining(sign) or sign in _APOSTROPHES))
    return re.sub(r"^the (?=.)", "", re.sub(r"[\W_]+", " ", letters).strip())


def key_of(name: str) -> int:
    """Return 64 bits that stand for a folded name."""
    return int.from_bytes(
        blake2b(folded(name).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big"
    )


class Gazetteer:
    """The loaded gazetteer; it never changes.

    Raises:
        ModelError: the file is missing, damaged or of another layout.
    """

    def __init__(self, path: Path = GAZETTEER_FILE) -> None:
        try:
            with np.load(path) as held:
                self._arrays: dict[str, npt.NDArray[np.generic]] = {name: held[name] for name in held.files}
        except (OSError, ValueError, EOFError, BadZipFile) as error:
            raise ModelError(f"{path}: the gazetteer can't be read ({error}): {_AGAIN}") from error
        if missing := _ARRAYS - self._arrays.keys():
            raise ModelError(f"{path}: the gazetteer lacks {', '.join(sorted(missing))}: {_AGAIN}")

    def look_up(self, name: str) -> list[Entry]:
        """Return all entries of a name, in order of their rows."""
        keys, key = self._arrays["keys"], np.uint64(key_of(name))
        first, last = np.searchsorted(keys, key, "left"), np.searchsorted(keys, key, "right")
        return [self.entry(int(row)) for row in self._arrays["rows"][first:last]]

    def entry(self, row: int) -> Entry:
        """Return the entry of a row."""
        numbers = {name: int(self._arrays[name][row]) for name in ("kind", "population", "country", "region")}
        return Entry(
            row=row,
            name=self._name(row),
            kind=KINDS[numbers["kind"]],
            latitude=round(float(self._arrays["latitude"][row]), 4),
            longitude=round(float(self._arrays["longitude"][row]), 4),
            population=numbers["population"],
            country=numbers["country"],
            region=numbers["region"],
            identifier=self._identifier(row, numbers["country"], numbers["region"]),
        )

    def containment(self, entry: Entry) -> tuple[str, ...]:
        """Return the names of the region and the country that an entry lies in, the smaller first."""
        parents = dict.fromkeys(
            row for row in (entry.region, entry.country) if row not in {NO_PARENT, entry.row}
        )
        return tuple(self._name(row) for row in parents)

    def _name(self, row: int) -> str:
        ends = self._arrays["name_ends"]
        start = int(ends[row - 1]) if row else 0
        return self._arrays["names"][start : int(ends[row])].tobytes().decode()

    def _identifier(self, row: int, country: int, region: int) -> str:
        number = int(self._arrays["identifier"][row])
        if number:
            return f"geonames:{number}"
        path = [self._name(parent) for parent in (country, region) if parent not in {NO_PARENT, row}]
        return f"name:{'/'.join([*path, self._name(row)])}"


@cache
def shipped_gazetteer() -> Gazetteer:
    """Return the gazetteer of the package, loaded once."""
    return Gazetteer()
