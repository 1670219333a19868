"""Whom a reference means, and by which rule."""

from __future__ import annotations

from dataclasses import dataclass

NAMED, LINKED, AGREEING = "name", "coreference", "he-or-she"
CALLED, ACTING = "called-so-last", "acted-last"
HOLDING, DESCRIBED, ISSUED = "office-held", "description", "issued"
UNNAMED = "no-name"
RULE_SCORE = 0.5
"""How sure the rules are that the encoder has no say in."""


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a reference means, by number, how sure that is, and by which rule."""

    group: int
    score: float
    how: str
