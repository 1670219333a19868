"""Points on which texts give values, and how two of these values stand to one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rashomon.model.records import Passage, Reason

PointKind = Literal["fact", "cause", "purpose", "legitimacy", "number", "time", "place", "role", "other"]
"""Kinds of propositions."""
PartingKind = Literal["agree", "contradict", "update"]
"""How two values may stand to one another."""


@dataclass(frozen=True, slots=True)
class Given:
    """What one finding gives as the value of a point.

    Attributes:
        passage: where it stands; its `finding` is the statement or event that gives the value, if one does.
        value: the value as the page shows it: the words of the text, or as near to them as is clear.
    """

    passage: Passage
    value: str

    @property
    def finding(self) -> str | None:
        """Return the id of the statement or event."""
        return self.passage.finding


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a point, with all that give it, the first-hand ones and the earlier ones first."""

    value: str
    given: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """Something on which texts give values.

    Attributes:
        kind: the kind of proposition.
        attribute: what the values are of, in words: "killed", "time", "office of Ana Bel".
        label: what it is about, in words of the clearest text.
        values: the values, each once.
        event: the id of the event told several times that it is about, if it is about one.
    """

    kind: PointKind
    attribute: str
    label: str
    values: tuple[Value, ...]
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Parting:
    """How two values of one point stand to one another.

    Attributes:
        left: who gives the earlier value, or the source's,
        right: and who gives the other one.
        kind: "update" where things went on, or a source corrected itself; else "contradict" or "agree".
        compatible: whether both can hold, where that is known.
        reasons: why, with how much each weighs; the first says most.
        score: how sure, 0 to 1.
    """

    left: Given
    right: Given
    kind: PartingKind
    compatible: bool | None
    reasons: tuple[Reason, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Parted:
    """A point with how its values stand to one another; each two values are held together once at most."""

    point: Point
    partings: tuple[Parting, ...]
