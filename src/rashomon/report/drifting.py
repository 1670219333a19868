"""Changed on the way: what a text that took from another has otherwise, both wordings one above the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from rashomon.model.drifts import Drift
from rashomon.model.offsets import Span
from rashomon.model.records import Passage
from rashomon.report import words
from rashomon.report.characters import one_line
from rashomon.report.lines import Quote, quote
from rashomon.report.pointing import Spot, spot
from rashomon.report.texts import Library, Text

_AT_ONCE = 4  # changes of one pair of texts shown before the rest is folded away


@dataclass(frozen=True, slots=True)
class Wording:
    """One side of a change: its words, the sentence that they stand in, and its place."""

    spans: tuple[Span, ...]
    quote: Quote
    spot: Spot


@dataclass(frozen=True, slots=True)
class Change:
    """Changes of one kind in one sentence, in our words, and both wordings, the source's first."""

    kind: str
    details: tuple[str, ...]
    source: Wording
    taken: Wording

    @property
    def says(self) -> str:
        """Return what kind of change it is, and what became of which words."""
        return f"{self.kind}: {'; '.join(self.details)}"


@dataclass(frozen=True, slots=True)
class Way:
    """What one text has otherwise than the one that it seems to have taken from."""

    source: Text
    taken: Text
    changes: tuple[Change, ...]

    @property
    def first(self) -> tuple[Change, ...]:
        """Return the changes shown at once."""
        return self.changes[:_AT_ONCE]

    @property
    def more(self) -> tuple[Change, ...]:
        """Return the changes folded away."""
        return self.changes[_AT_ONCE:]

    @property
    def count(self) -> int:
        """Return the number of changes, each of several in one sentence counted."""
        return sum(len(each.details) for each in self.changes)

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Return the places that the changes lead to."""
        return tuple(side.spot for each in self.changes for side in (each.source, each.taken))


def drifting(drifts: Iterable[Drift], books: Library) -> tuple[Way, ...]:
    """Return the changes that a page may show by pair of texts, in order of the texts."""
    found: defaultdict[tuple[int, int], list[Change]] = defaultdict(list)
    for drift in drifts:
        source, taken = _wording(drift.left, books), _wording(drift.right, books)
        if source and taken:
            ends = source.spot.text.number, taken.spot.text.number
            told = one_line(drift.detail)
            found[ends].append(Change(words.DRIFTS[drift.kind], (told,), source, taken))
    return tuple(
        Way(changes[0].source.spot.text, changes[0].taken.spot.text, _joined(changes))
        for _, changes in sorted(found.items(), key=lambda each: each[0])
    )


def _joined(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return changes, those of one kind in the same two sentences as one."""
    held: dict[tuple[str, Span, Span], Change] = {}
    for each in changes:
        key = each.kind, each.source.quote.sentence, each.taken.quote.sentence
        first = held.get(key)
        held[key] = _with(first, each) if first else each
    return tuple(held.values())


def _with(one: Change, other: Change) -> Change:
    """Return a change with another one in the same sentences, whose words are set off too."""
    return replace(
        one,
        details=(*one.details, *other.details),
        source=_marked(one.source, other.source),
        taken=_marked(one.taken, other.taken),
    )


def _marked(one: Wording, other: Wording) -> Wording:
    spans = (*one.spans, *other.spans)
    shown = quote(one.spot.text, spans)
    return replace(one, spans=spans, quote=shown or one.quote)


def _wording(passage: Passage, books: Library) -> Wording | None:
    place = spot(books, passage.document, passage.spans)
    shown = quote(place.text, passage.spans) if place else None
    if place is None or shown is None:
        return None
    whole = passage.spans[0].covers(shown.sentence)
    return Wording(passage.spans, _plain(shown) if whole else shown, place)


def _plain(shown: Quote) -> Quote:
    """Return a sentence with none of its words set off, since all of them would be."""
    return replace(shown, pieces=tuple(replace(piece, strong=False) for piece in shown.pieces))
