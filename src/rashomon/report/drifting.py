"""Changed on the way: what a text that took from another has otherwise, both wordings one above the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
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
    """The changes of one sentence, in our words, and both wordings, the source's first."""

    says: tuple[str, ...]
    source: Wording
    taken: Wording


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
        return sum(len(each.says) for each in self.changes)

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
            says = f"{words.DRIFTS[drift.kind]}: {one_line(drift.detail)}"
            found[ends].append(Change((says,), source, taken))
    return tuple(
        Way(changes[0].source.spot.text, changes[0].taken.spot.text, _joined(changes))
        for _, changes in sorted(found.items(), key=lambda each: each[0])
    )


def _joined(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return changes, those in the same two sentences as one."""
    held: dict[tuple[Span, Span], Change] = {}
    for each in changes:
        key = each.source.quote.sentence, each.taken.quote.sentence
        first = held.get(key)
        held[key] = _with(first, each) if first else each
    return tuple(held.values())


def _with(one: Change, other: Change) -> Change:
    """Return a change with another one in the same sentences, whose words are set off too."""
    return replace(
        one,
        says=(*one.says, *other.says),
        source=_marked(one.source, other.source),
        taken=_marked(one.taken, other.taken),
    )


def _marked(one: Wording, other: Wording) -> Wording:
    spans = tuple(sorted({*one.spans, *other.spans}))
    return replace(one, spans=spans, quote=_quoted(one.spot.text, spans) or one.quote)


def _wording(passage: Passage, books: Library) -> Wording | None:
    place = spot(books, passage.document, passage.spans)
    shown = _quoted(place.text, passage.spans) if place else None
    return Wording(passage.spans, shown, place) if place and shown else None


def _quoted(text: Text, spans: Sequence[Span]) -> Quote | None:
    """Return a sentence with the words set off that are only a part of it."""
    shown = quote(text, spans)
    parts = [span for span in spans if shown and not span.covers(shown.sentence)]
    return quote(text, parts) if parts else _plain(shown) if shown else None


def _plain(shown: Quote) -> Quote:
    """Return a sentence with none of its words set off, since all of them would be."""
    return replace(shown, pieces=tuple(replace(piece, strong=False) for piece in shown.pieces))
