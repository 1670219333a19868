"""On which day quoted words were spoken, as their cue says it: "'We met yesterday,' he said on Monday"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rashomon.extract.covering import Covering
from rashomon.extract.quotes import quoted_spans
from rashomon.extract.timing.spans import TimePlace
from rashomon.extract.words import Words
from rashomon.language import Analysis
from rashomon.model.offsets import Span
from rashomon.model.records import Document

_SAYING = frozenset(
    """
    add announce ask claim complain declare explain insist note proclaim recall remark reply say shout state
    tell write
    """.split()
)


def days_of_saying(
    document: Document, analysis: Analysis, words: Words, places: Sequence[TimePlace]
) -> Mapping[Span, TimePlace]:
    """Return, for each quoted "yesterday" and the like, the day beside the cue of its sentence, if one is."""
    marked = quoted_spans(document.text, [part.span for part in document.parts if part.kind == "body"])
    quotes = Covering((span, number) for number, span in enumerate(marked))
    inside = [place for place in places if _is_counted(place) and quotes.around(place.span)]
    if not inside:
        return {}
    spoken = _spoken(words, analysis, (place for place in places if not quotes.around(place.span)))
    found: dict[Span, TimePlace] = {}
    for place in inside:
        beside = [spoken[word] for word in _above(words, analysis, place) if word in spoken]
        if beside:
            found[place.span] = min(beside, key=lambda each: each.span)
    return found


def _spoken(words: Words, analysis: Analysis, outside: Iterable[TimePlace]) -> Mapping[int, TimePlace]:
    """Return the first day on each verb of saying; of one that is put in, under what it is put into too."""
    tree, found = words.tree, dict[int, TimePlace]()
    for place in outside:
        cue = next((tree.heads[word] for word in _tops(words, analysis, place)), -1)
        if cue < 0 or not _names_day(place) or words.lemma(cue) not in _SAYING:
            continue
        found.setdefault(cue, place)
        if tree.relations[cue] == "parataxis":
            found.setdefault(tree.heads[cue], place)
    return found


def _above(words: Words, analysis: Analysis, place: TimePlace) -> Iterator[int]:
    """Yield the word that heads a time and those above it."""
    for word in _tops(words, analysis, place):
        at = word
        while at >= 0:
            yield at
            at = words.tree.heads[at]


def _tops(words: Words, analysis: Analysis, place: TimePlace) -> Iterator[int]:
    """Yield the word that heads a time; what stands within a word has none."""
    first, end = analysis.words_in(place.span)
    if first < end:
        yield words.tree.top(first, end)


def _is_counted(place: TimePlace) -> bool:
    meaning = place.meaning
    return meaning is not None and meaning.unit == "D" and not meaning.told


def _names_day(place: TimePlace) -> bool:
    meaning = place.meaning
    return meaning is not None and (meaning.weekday is not None or meaning.day is not None)
