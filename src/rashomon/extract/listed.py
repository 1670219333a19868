"""Quotations in lists and tables, where lines that are a quotation or a name stand in turn.

Who says a quotation, the name over it or the one below, is told by the list alone: one that opens with a
name has names over quotations, one that opens with a quotation has them below.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rashomon.extract.quotations import Quotations
from rashomon.extract.told import Told
from rashomon.extract.words import MARKS, Range, Words
from rashomon.language import Analysis
from rashomon.model.offsets import Span
from rashomon.model.records import Document, Part

LISTED_RULE, LISTED_SCORE = "listed-with-a-name", 0.6
_BULLETS = frozenset({"-", "–", "—", "•", "·", "*", "‣", "◦"})
_STOPS = frozenset(".!?:;…")
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_LONGEST = 20  # words of a name with all that somebody is
_SHORTEST_NAME = 2  # words that begin with a capital
_FEWEST = 2  # quotations of a list


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a text, bullet aside: the number of the quotation that it is, or whether it is a name."""

    place: Range
    quotation: int | None
    is_name: bool


def listed(document: Document, analysis: Analysis, words: Words, quoted: Quotations) -> Iterator[Told]:
    """Yield the quotations of lists in which they and names stand in turn."""
    parts = (part for part in document.parts if part.kind in {"title", "heading", "body"})
    places = (place for part in parts for place in lines(part, document.text, analysis, words))
    for run in _runs(_line(words, quoted, place) for place in places):
        # One name or quotation that was not seen as such leaves an odd number of lines.
        if len(run) >= 2 * _FEWEST and not len(run) % 2:
            yield from (_told(quoted, *pair) for pair in zip(run[::2], run[1::2], strict=True))


def lines(part: Part, text: str, analysis: Analysis, words: Words) -> Iterator[Range]:
    """Yield the words of each line of a part, those of a bullet before them aside."""
    start = part.start
    for line in part.span.of(text).splitlines(keepends=True):
        first, end = analysis.words_in(Span(start, start + len(line)))
        start += len(line)
        while first < end - 1 and words.forms[first] in _BULLETS:
            first += 1
        if first < end:
            yield first, end


def _line(words: Words, quoted: Quotations, place: Range) -> _Line:
    number = quoted.holding(place)
    whole = number is not None and quoted.ranges[number] == place
    return _Line(place, number if whole else None, number is None and _is_name(words, place))


def _is_name(words: Words, place: Range) -> bool:
    """Tell a line that opens with a name and may go on with what somebody is."""
    first, end = place
    forms = words.forms[first:end]
    capitals = all(form[0].isupper() for form in forms[:_SHORTEST_NAME])
    ends = forms[-1] in _STOPS or not MARKS.isdisjoint(forms)
    told = any(words.xpos[word] in _FINITE for word in range(first, end))
    return _SHORTEST_NAME <= len(forms) <= _LONGEST and capitals and not ends and not told


def _runs(lines: Iterable[_Line]) -> Iterator[list[_Line]]:
    """Yield the longest stretches of names and quotations in turn."""
    run = list[_Line]()
    for line in lines:
        if run and not (line.is_name if run[-1].quotation is not None else line.quotation is not None):
            yield run
            run = []
        if line.is_name or line.quotation is not None:
            run.append(line)
    yield run


def _told(quoted: Quotations, one: _Line, other: _Line) -> Told:
    """Return what a name and a quotation side by side say."""
    name, number = (one, other.quotation) if one.is_name else (other, one.quotation)
    content = tuple(quoted.ranges[each] for each in quoted.run(number or 0))
    return Told((name.place,), (), content, LISTED_SCORE, LISTED_RULE, "direct")
