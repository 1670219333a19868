"""Figures compared: which count the same, what they leave open, and how they are put in words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from rashomon.model.records import Figure

PEOPLE = "people"
TOOK_PART, SENT = "took_part", "sent"
"""Kinds of figures whose unit says who are counted: protesters, soldiers."""
_TOLLS = frozenset({"killed", "injured", "arrested"})
_PERSONS = frozenset(
    """
    people person man woman child boy girl human individual adult teenager youth student pupil teacher
    resident citizen civilian inhabitant villager local protester protestor demonstrator rioter marcher
    activist supporter opponent participant striker picketer worker
    employee miner farmer driver doctor nurse medic journalist reporter
    lawyer passenger tourist patient prisoner inmate detainee hostage victim casualty survivor refugee
    migrant evacuee member delegate deputy lawmaker voter observer volunteer fan worshipper pilgrim
    """.split()
)
"""Nouns for people, by which texts count the same ones: protesters in one, residents in another. Those under
arms are counted apart from them."""
_GROUPS: Mapping[str, str] = MappingProxyType(
    {
        form: group
        for group, nouns in {
            "armed": "officer policeman policewoman soldier conscript guard troop gendarme serviceman marine"
            " trooper",
            "young": "child boy girl minor teenager pupil schoolchild youngster juvenile",
            "female": "woman",
        }.items()
        for noun in nouns.split()
        for form in (noun, f"{noun}s")
    }
    | {"police": "armed", "policemen": "armed", "servicemen": "armed", "children": "young", "women": "female"}
)
"""Those who are counted apart from the people around them, by every form of a noun."""
_NEAR = 0.05
_ABOUT = 0.1  # how far from its number "about" may lie, as a share of it


def excludes(one: Figure, other: Figure) -> bool:
    """Tell figures that cannot both hold: "12" and "15" cannot, "at least 12" and "15" can.

    Nor does a number exclude what it is rounded to: 81.4 and 81, 1,982 and 2,000.
    """
    (low, high), (least, most) = _bounds(one), _bounds(other)
    return (low > most or least > high) and not _rounded(one.best, other.best)


def counted(figure: Figure) -> str:
    """Return what figures must share to be compared: what they measure by, else what they count.

    Who are counted by a noun for people, or by none, are people; the killed, the injured and the arrested are
    those, whatever the noun. Who took part or were sent are who they are.
    """
    if figure.unit is not None and figure.kind not in {TOOK_PART, SENT}:
        return figure.unit
    noun = figure.unit or figure.kind
    return PEOPLE if noun in _PERSONS else noun


def are_persons(noun: str) -> bool:
    """Tell a noun for people, who are no armed ones: "workers"."""
    word = noun.casefold()
    return word in _PERSONS or word in {"men", "women", "children"} or word.removesuffix("s") in _PERSONS


def group_of(nouns: Iterable[str]) -> str:
    """Return which people the words behind a number count, "armed", "young" or "female"; else ""."""
    return next((group for noun in nouns if (group := _GROUPS.get(noun.casefold()))), "")


def tolls(figures: Iterable[Figure]) -> frozenset[str]:
    """Return which tolls some figures count: "killed", "injured", "arrested"."""
    return frozenset(figure.kind for figure in figures if figure.unit is None) & _TOLLS


def put(figure: Figure) -> str:
    """Return a figure in words: "12", "about 60", "at least 3", "up to 40", "30 to 40"."""
    about = "about " if figure.approximate else ""
    if figure.best is not None:
        return f"{about}{_number(figure.best)}"
    if figure.low is not None and figure.high is not None:
        return f"{about}{_number(figure.low)} to {_number(figure.high)}"
    if figure.low is not None:
        return f"at least {_number(figure.low)}"
    return f"up to {_number(figure.high or 0.0)}"


def _rounded(one: float | None, other: float | None) -> bool:
    """Tell whether one of two numbers is the other with fewer digits, and within a twentieth of it."""
    if not one or not other:
        return False
    near = abs(one - other) <= _NEAR * max(one, other)
    digits = min(_digits(one), _digits(other))
    return near and f"{one:.{digits - 1}e}" == f"{other:.{digits - 1}e}"


def _digits(value: float) -> int:
    """Return how many digits a number has without the zeros at its end."""
    return len(f"{value:.12g}".replace(".", "").strip("0"))


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == round(value) else f"{value:,}"


def _bounds(figure: Figure) -> tuple[float, float]:
    """Return the lowest and the highest number that a figure leaves open; "about" is within a tenth."""
    low = figure.low if figure.low is not None else figure.best
    high = figure.high if figure.high is not None else figure.best
    slack = _ABOUT if figure.approximate else 0.0
    return (
        (low if low is not None else 0.0) * (1 - slack),
        (high if high is not None else math.inf) * (1 + slack),
    )
