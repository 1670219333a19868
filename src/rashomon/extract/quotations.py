"""Quotations made whole: to their marks, over paragraphs, and each with one speaker.

The encoder looks some 250 words around a cue. A quotation ends where its marks do, however long it is; one
that is not closed at the end of a paragraph goes on where the next paragraph opens with a mark, or has one
that closes it; and what two cues claim belongs to the nearer one. A quotation of which no mark says where it
begins or ends makes its statement less sure.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import islice, pairwise, takewhile

from rashomon.extract.quotes import LoneMark, lone_marks
from rashomon.extract.told import Told
from rashomon.extract.words import Range, Words, overlap
from rashomon.language import Analysis
from rashomon.model.offsets import Span
from rashomon.model.records import Document

LONE_FACTOR = 0.8
"""By which the score of a statement is scaled where its quotation lacks its opening or its closing mark."""
_STOPS = frozenset(".!?")
_LONG = 250  # words; shorter quotations the encoder sees whole
_SLACK = 2  # words by which a piece may miss the edge of its quotation


@dataclass(frozen=True, slots=True)
class Quotations:
    """The stretches in quotation marks of a document, as ranges of words, and which go on.

    Attributes:
        ranges: in order and disjoint.
        next: for the number of a quotation left open at its paragraph's end, that of the one that goes on.
        lone: words that are marks without a partner, here or in the paragraphs by which a quotation goes on.
        endless: the numbers of quotations left open that are closed nowhere.
        unopened: those of quotations with a closing mark alone.
    """

    ranges: tuple[Range, ...]
    next: dict[int, int]
    lone: frozenset[int] = frozenset()
    endless: frozenset[int] = frozenset()
    unopened: frozenset[int] = frozenset()

    def holding(self, words: Range) -> int | None:
        """Return the number of the quotation that holds a range, if any does."""
        number = bisect_right(self.ranges, words[0], key=lambda each: each[0]) - 1
        return number if number >= 0 and words[1] <= self.ranges[number][1] else None

    def run(self, number: int) -> Iterator[int]:
        """Yield the number of a quotation and those of the next paragraphs by which it goes on."""
        yield number
        while number in self.next:
            number = self.next[number]
            yield number


def quotations(document: Document, analysis: Analysis, quotes: Sequence[Span]) -> Quotations:
    """Return the quotations of a document, from the spans in quotation marks."""
    ranges = tuple(analysis.words_in(quote) for quote in quotes)
    first = {quote.start: number for number, quote in enumerate(quotes)}
    last = {quote.end: number for number, quote in enumerate(quotes)}
    marks = {number: mark for mark in _lone(document) if (number := _around(quotes, mark)) is not None}
    goes_on = {}
    bodies = (part.span for part in document.parts if part.kind == "body")
    paragraphs = [body for body in bodies if (place := analysis.words_in(body))[0] < place[1]]
    for this, following in pairwise(paragraphs):
        opened, again = last.get(this.end), first.get(following.start)
        if opened is not None and again is not None and opened in marks and marks[opened].opens:
            goes_on[opened] = again
    for number in _closed(goes_on, marks):
        del marks[number]
    ends = {paragraph.end for paragraph in paragraphs}
    return Quotations(
        ranges,
        goes_on,
        lone=frozenset(analysis.words_in(Span(mark.at, mark.at + 1))[0] for mark in marks.values()),
        endless=frozenset(n for n, mark in marks.items() if mark.opens and quotes[n].end in ends),
        unopened=frozenset(n for n, mark in marks.items() if not mark.opens),
    )


def _lone(document: Document) -> Iterable[LoneMark]:
    return lone_marks(document.text, (part.span for part in document.parts))


def _around(quotes: Sequence[Span], mark: LoneMark) -> int | None:
    """Return the number of the quotation that a mark opens or closes."""
    number = bisect_right(quotes, mark.at, key=lambda quote: quote.start) - 1
    return number if number >= 0 and mark.at < quotes[number].end else None


def _closed(goes_on: Mapping[int, int], marks: Mapping[int, LoneMark]) -> set[int]:
    """Return the quotations without a partner in their paragraph that are closed in a later one."""
    closed = set()
    for number in sorted(goes_on, reverse=True):
        following = goes_on[number]
        if following not in marks or following in closed or not marks[following].opens:
            closed |= {number} | ({following} & marks.keys())
    return closed


def completed(words: Words, found: Sequence[Told], quoted: Quotations) -> list[Told]:
    """Return statements with their quotations whole, and no quotation with two of them."""
    claimed = frozenset(number for told in found for number in _claims(told, quoted))
    whole = [replace(told, content=_whole(told, quoted, claimed)) for told in found]
    return [
        replace(told, content=content)
        for told, content in zip(whole, _shared_out(words, whole, quoted), strict=True)
        if content
    ]


def _claims(told: Told, quoted: Quotations) -> Iterator[int]:
    """Yield the quotations that a cue outside them claims."""
    for piece in told.content:
        number = quoted.holding(piece)
        if number is not None and not overlap(quoted.ranges[number], told.cue):
            yield number


def _whole(told: Told, quoted: Quotations, claimed: frozenset[int]) -> tuple[Range, ...]:
    """Return the content of a statement whose cue stands outside the quotation, the quotation complete.

    It goes on in the next paragraph where no other cue claims that. What follows one that is never closed is
    not in it.
    """
    pieces: dict[Range, None] = {}
    for piece in _bounded(told, quoted):
        number = quoted.holding(piece)
        if number is None or overlap(quoted.ranges[number], told.cue):
            pieces[piece] = None
            continue
        quotation = quoted.ranges[number]
        goes_on = quoted.next.get(number, number) not in claimed and quotation[1] - piece[1] <= _SLACK
        long = quotation[1] - quotation[0] > _LONG and _at_edge(piece, quotation)
        pieces[quotation if goes_on or long else piece] = None
        if goes_on:
            rest = takewhile(lambda each: each not in claimed, islice(quoted.run(number), 1, None))
            pieces.update(dict.fromkeys(quoted.ranges[each] for each in rest))
    return tuple(_disjoint(sorted(pieces)))


def _bounded(told: Told, quoted: Quotations) -> Iterator[Range]:
    """Yield the content of a statement without what follows a quotation of it that is never closed."""
    limit: int | None = None
    for first, end in sorted(told.content):
        if limit is not None and first >= limit and quoted.holding((first, end)) is None:
            continue
        number = quoted.holding((first, first + 1))
        if number in quoted.endless and not overlap(quoted.ranges[number], told.cue):
            limit = quoted.ranges[number][1]
        yield first, end if limit is None else min(end, max(limit, first + 1))


def marked_down(found: Iterable[Told], quoted: Quotations) -> list[Told]:
    """Return statements, less sure of those with a quotation that lacks its opening or closing mark.

    A quotation over several paragraphs that each open with a mark lacks none.
    """
    broken = {quoted.holding((mark, mark + 1)) for mark in quoted.lone}
    return [
        replace(told, score=round(told.score * LONE_FACTOR, 4)) if _lacks_mark(told, quoted, broken) else told
        for told in found
    ]


def _lacks_mark(told: Told, quoted: Quotations, broken: AbstractSet[int | None]) -> bool:
    """Tell whether a lone mark stands in or at the content of a statement, or around it and not the cue.

    What is quoted by its form, as a turn is, may have such a mark inside.
    """
    for first, end in told.content:
        places = range(first - 1, end + 1) if told.kind is None else (first, end - 1)
        if not quoted.lone.isdisjoint(places):
            return True
        number = quoted.holding((first, end)) if told.kind is None else None
        if number is not None and number in broken and not overlap(quoted.ranges[number], told.cue):
            return True
    return False


def _at_edge(piece: Range, quotation: Range) -> bool:
    return piece[0] - quotation[0] <= _SLACK or quotation[1] - piece[1] <= _SLACK


def _disjoint(pieces: Iterable[Range]) -> Iterator[Range]:
    """Yield ranges in order, those left out that an earlier one holds or touches."""
    end = 0
    for first, last in pieces:
        if first >= end:
            yield first, last
            end = last


def _shared_out(words: Words, found: Sequence[Told], quoted: Quotations) -> Iterator[tuple[Range, ...]]:
    """Yield the content of each statement without the quotations that a nearer cue claims.

    Nothing is left of one that lost all to the cue of their own sentences.
    """
    claims: defaultdict[int, list[tuple[int, Range]]] = defaultdict(list)
    for number, told in enumerate(found):
        for piece in told.content:
            quotation = quoted.holding(piece)
            if quotation is not None and told.cue and not overlap(quoted.ranges[quotation], told.cue):
                claims[quotation].append((number, piece))
    lost = {
        (number, piece)
        for own in claims.values()
        for number, piece in own
        if len({found[n].source for n, _ in own}) > 1
        and number != min(own, key=lambda each: far(words, found[each[0]], each[1]))[0]
    }
    for number, told in enumerate(found):
        kept = tuple(piece for piece in told.content if (number, piece) not in lost)
        away = all(far(words, told, piece)[0] for piece in told.content if (number, piece) in lost)
        yield kept or (() if away else told.content)


def far(words: Words, told: Told, piece: Range) -> tuple[bool, int]:
    """Return whether a sentence ends between a cue and a quotation, and the words between them.

    In “The dam is safe,” Veld said. “It leaks,” Pell said. the second cue is Pell's, whichever is nearer.
    """
    (first, end) = told.cue[0]
    between = range(piece[1], first) if first >= piece[1] else range(end, piece[0])
    return any(words.forms[word] in _STOPS for word in between), len(between)
