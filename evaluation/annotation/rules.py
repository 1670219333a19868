"""The rules of `evaluation/stories/guidelines.md` that can be checked without reading the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from evaluation.annotation.build import StoryFolders, copy_path, load_actors, locate_texts
from evaluation.annotation.notes import PropositionNote, StoryNotes, load
from evaluation.annotation.text_gold import ROLES, TextGold, statement_notes
from evaluation.annotation.timex import HOUR_ALONE, bounds
from rashomon.model.offsets import Span
from training.gold.marks import MarkError

_BESIDE = re.compile(r"\s*(?:of\s+(?:the\s+)?)?")
_PARTING = ("contradict", "update")


def breaches(folders: StoryFolders) -> Iterator[str]:
    """Yield a sentence for each place where an annotation does not keep to the rules, in order of text.

    Raises:
        InputError: an annotation file has a wrong shape, or a mark does not fit its text.
    """
    for name, text in locate_texts(folders, load_actors(folders)).items():
        if not copy_path(folders, name).exists():
            yield f"{name}: has no copy with its mentions, {copy_path(folders, name).name}"
        for found in (_hours(text), _triggers(text), _reporters(text), _figures(text), _one_of_each(text)):
            yield from (f"{name}: {line}" for line in found)
    notes = load(folders.annotation / "story.toml", StoryNotes)
    yield from (f"story.toml: {line}" for line in (*_undecided(notes), *_outside(notes)))
    for key, proposition in notes.proposition.items():
        yield from (f"story.toml: proposition {key}: {line}" for line in _unpaired(proposition, notes))


def _hours(text: TextGold) -> Iterator[str]:
    for key, note in text.notes.times.items():
        if HOUR_ALONE.fullmatch(note.value):
            yield f"time {key}: an hour has minutes, {note.value}:00"


def _triggers(text: TextGold) -> Iterator[str]:
    cues = [span for found in text.statements.values() for span in found.spans("c")]
    for key, found in text.events.items():
        for span in found.spans("e"):
            if any(span.overlaps(cue) for cue in cues):
                yield f"event {key}: its trigger is the cue of a statement: {span.of(text.document.text)}"


def _reporters(text: TextGold) -> Iterator[str]:
    """Yield where an event does not name the innermost statement whose content holds its trigger."""
    contents = {key: found.spans("t") for key, found in text.statements.items()}
    outer = {key: note.within for key, note in statement_notes(text.notes).items()}
    for key, found in text.events.items():
        around = {
            name
            for name, spans in contents.items()
            if all(any(span.covers(each) for span in spans) for each in found.spans("e"))
        }
        wanted = around - {outer[name] for name in around}
        named = text.notes.event[key].reported_by
        if (named not in wanted) if wanted else named:
            right = " or ".join(sorted(wanted)) or "to be left out"
            yield f"event {key}: reported_by is {right}, not {named}"


def _figures(text: TextGold) -> Iterator[str]:
    for key, found in text.events.items():
        roles = [span for role in ROLES for span in found.spans(role)]
        for figure in found.spans("f"):
            inside = any(role.covers(figure) for role in roles)
            if not inside and any(_stands_before(figure, role, text.document.text) for role in roles):
                yield f"event {key}: the figure should stand inside the span of the role that it counts"


def _stands_before(figure: Span, role: Span, text: str) -> bool:
    return role.start >= figure.end and _BESIDE.fullmatch(text, figure.end, role.start) is not None


def _one_of_each(text: TextGold) -> Iterator[str]:
    for key, found in text.events.items():
        for label, what in (("w", "time"), ("p", "place")):
            if len(found.spans(label)) > 1:
                yield f"event {key}: has more than one {what}"


def _undecided(notes: StoryNotes) -> Iterator[str]:
    """Yield pairs that part and do not say whether both can hold, and positions at no time."""
    for pair in notes.pair:
        if pair.kind in _PARTING and pair.compatible is None:
            yield f"the pair of {pair.left} and {pair.right} does not say whether it is compatible"
    for key, proposition in notes.proposition.items():
        for position in proposition.positions:
            try:
                bounds(position.time or "PRESENT_REF")
            except MarkError as error:
                yield f"proposition {key}: the position of {position.actor} has no time: {error}"


def _outside(notes: StoryNotes) -> Iterator[str]:
    """Yield pairs of findings that part and do not stand under two values of one proposition."""
    parted = {
        frozenset((one, other))
        for proposition in notes.proposition.values()
        for left, right in combinations(proposition.values, 2)
        for one in left.findings
        for other in right.findings
    }
    for pair in notes.pair:
        of_findings = isinstance(pair.left, str) and isinstance(pair.right, str)
        if pair.kind in _PARTING and of_findings and frozenset((pair.left, pair.right)) not in parted:
            yield f"the pair of {pair.left} and {pair.right} stands under no two values of a proposition"


def _unpaired(proposition: PropositionNote, notes: StoryNotes) -> Iterator[str]:
    """Yield each two values of a proposition that no pair of findings sets against one another."""
    under = {
        reference: number
        for number, value in reversed(list(enumerate(proposition.values)))
        for reference in value.findings
    }
    paired = {
        frozenset((under[pair.left], under[pair.right]))
        for pair in notes.pair
        if pair.kind in _PARTING and pair.left in under and pair.right in under
    }
    for one, other in combinations(range(len(proposition.values)), 2):
        if frozenset((one, other)) not in paired:
            yield (
                f"no pair sets {proposition.values[one].value!r} against {proposition.values[other].value!r}"
            )
