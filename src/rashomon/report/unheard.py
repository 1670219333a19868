"""Accused and not heard: who is blamed in some text, by whom, in which words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.records import Accused
from rashomon.report import words
from rashomon.report.characters import one_line
from rashomon.report.lines import Line, quote
from rashomon.report.roots import Roots
from rashomon.report.speakers import actor_name
from rashomon.report.statements import Said


@dataclass(frozen=True, slots=True)
class Unheard:
    """One who is blamed and has no statement.

    Attributes:
        name: who.
        lines: the statements that blame them, one a line.
        numbers: the numbers of the texts that have these.
    """

    name: str
    lines: tuple[Line, ...]
    numbers: frozenset[int]


def unheard(
    extraction: Extraction, comparison: Comparison, said: Iterable[Said], roots: Roots
) -> tuple[Unheard, ...]:
    """Return who is accused and not heard, those blamed by most origins and texts first.

    In a share version who is blamed in no sentence that the page may show is left out.
    """
    names = {actor.id: actor_name(actor) for actor in extraction.actors}
    held = {each.statement.id: each for each in said}
    views = (_view(each, names, held) for each in comparison.accused if each.actor in names)
    found = [view for view in views if view.lines]
    return tuple(
        sorted(found, key=lambda view: (-len(roots.of(view.numbers)), -len(view.numbers), view.name))
    )


def _view(accused: Accused, names: Mapping[str, str], held: Mapping[str, Said]) -> Unheard:
    said = [held[finding] for finding in accused.findings if finding in held]
    lines = tuple(line for each in said if (line := _line(each)))
    return Unheard(one_line(names[accused.actor]), lines, frozenset(each.text.number for each in said))


def _line(said: Said) -> Line | None:
    statement = said.statement
    shown = quote(said.text, statement.cue.spans or statement.content.spans)
    if shown is None:
        return None
    who = words.NO_SOURCE if statement.speaker.kind == "none" else said.who
    return Line(f"By {who}", shown, frozenset({said.text.number}), said.place.anchor, "Place in the text")
