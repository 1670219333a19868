"""Quotations with nothing but a name beside them: on their line, or in lists and tables on lines in turn.

Who says a quotation of a list, the name over it or the one below, is told by the list alone: one that opens
with a name has names over quotations, one that opens with a quotation has them below.
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
_SENTENCE = 5  # words of a quotation that stands by itself, marks and stop included


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a text, bullet aside: the number of the quotation that it is, or whether it is a name."""

    place: Range
    quotation: int | None
    is_name: bool


def listed(document: Document, analysis: Analysis, words: Words, quoted: Quotations) -> Iterator[Told]:
    """Yield quotations with a name on their line, and those of lists in which they and names take turns."""
    parts = (part for part in document.parts if part.kind in {"title", "heading", "body"})
    places = [place for part in parts for place in lines(part, document.text, analysis, words)]
    yield from (told for place in places if (told := _on_line(words, quoted, place)) is not None)
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


def _on_line(words: Words, quoted: Quotations, place: Range) -> Told | None:
    """Return a line that is a quotation of sentences with a name before its colon, or right behind it."""
    first, end = place
    forms = words.forms
    opening = next((word for word in range(first, end) if forms[word] in MARKS), end)
    number = quoted.holding((opening, opening + 1)) if opening < end else None
    if number is None or not _is_sentence(words, quoted.ranges[number]):
        return None
    begin, stop = quoted.ranges[number]
    if begin - 1 > first and stop == end and forms[begin - 1] == ":" and _is_name(words, (first, begin - 1)):
        return _of(quoted, number, (first, begin - 1), ((begin - 1, begin),))
    behind = begin == first and stop < end and _is_name(words, (stop, end))
    return _of(quoted, number, (stop, end)) if behind else None


def _is_sentence(words: Words, quotation: Range) -> bool:
    first, end = quotation
    return end - first >= _SENTENCE and words.forms[end - 2] in _STOPS and words.forms[end - 1] in MARKS


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
    return _of(quoted, number or 0, name.place)


def _of(quoted: Quotations, number: int, name: Range, cue: tuple[Range, ...] = ()) -> Told:
    content = tuple(quoted.ranges[each] for each in quoted.run(number))
    return Told((name,), cue, content, LISTED_SCORE, LISTED_RULE, "direct")
