"""Which stretches of a text stand in quotation marks, and what that makes of a statement.

Marks are paired within one paragraph only, so that a mark without its partner never swallows the
rest of the text: an opening mark without a closing one quotes to the paragraph's end (the convention
for quotations that run over paragraphs), or to its first comma or stop where another one opens first; a
closing one alone quotes from its beginning, or from the colon before it that leads to a sentence or a line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rashomon.model.offsets import Span
from rashomon.model.records import StatementKind

_PAIRS = (("“„‟", "”"), ("«", "»"), ("‹", "›"))
_STRAIGHT = '"'
_LOW = "„"  # closed by the mark that opens elsewhere
_WORD_BEHIND = re.compile(r"(?<![^\s(\[])”(?=\w)")  # "”" before a word opens, as in Swedish or by a slip
_STOP = re.compile(r"[,.!?…;:]")
_COLON = re.compile(r":(?:[^\S\n]*\n\s*|\s+(?=[^\W\d_a-z]))")  # and a line or a sentence behind it
_ENDING = re.compile(r'(?<=[,.!?…])"(?!\w)')  # a straight mark that can only close
# A single mark opens at the start of a word and closes after one; all others are apostrophes.
_ELIDED = r"(?!(?:\d\ds?|t(?:is|was|were|will)|em|til|cause)\b)"  # "the '30s", "'twas"
_SINGLE = re.compile(rf"(?<!\w)[‘']{_ELIDED}(?=\w)([^‘’']|(?<=\w)['’](?=\w))+[’'](?!\w)", re.IGNORECASE)
_SINGLE_OPENING = re.compile(r"(?<!\w)‘(?=\w)")
_DIRECT_SHARE = 0.95
_MARKS = frozenset("“”„‟«»‹›\"‘’'")


class LoneMark(NamedTuple):
    """A quotation mark without its partner: its offset in code points, and whether it opens."""

    at: int
    opens: bool


def quoted_spans(text: str, paragraphs: Iterable[Span]) -> tuple[Span, ...]:
    """Return the stretches of `paragraphs` in quotation marks, marks included, ordered and disjoint."""
    found: list[Span] = []
    led = False  # whether the paragraph before leads into a quotation or is left within one
    for paragraph, following in _with_following(text, paragraphs):
        words = paragraph.of(text)
        if any(mark in words for mark in "“”„‟«»‹›\"‘'"):
            found.extend(span.shifted(paragraph.start) for span in _in_paragraph(words, led=led))
        single = _left_open(words, following)
        if single is not None:
            found.append(Span(paragraph.start + single, paragraph.end))
        led = words.rstrip().endswith(":") or any(mark.opens for mark in _lone_in(words))
    return _merged(found)


def lone_marks(text: str, paragraphs: Iterable[Span]) -> tuple[LoneMark, ...]:
    """Return the marks that have no partner in their paragraph, in order.

    Of single ones, which may be apostrophes, only what opens a quotation that the next paragraph continues.
    """
    return tuple(
        LoneMark(paragraph.start + mark.at, mark.opens)
        for paragraph, following in _with_following(text, paragraphs)
        for mark in sorted((*_lone_in(paragraph.of(text)), *_single_in(paragraph.of(text), following)))
    )


def _with_following(text: str, paragraphs: Iterable[Span]) -> Iterator[tuple[Span, str]]:
    """Yield each paragraph with the words of the next one."""
    own = list(paragraphs)
    yield from ((each, after.of(text)) for each, after in pairwise(own))
    yield from ((each, "") for each in own[-1:])


def _single_in(words: str, following: str) -> Iterator[LoneMark]:
    at = _left_open(words, following)
    if at is not None:
        yield LoneMark(at, opens=True)


def _left_open(words: str, following: str) -> int | None:
    """Return where a single mark opens what is left open, if the next paragraph opens with one too."""
    if not following.lstrip().startswith("‘"):
        return None
    paired = [match.span() for match in _SINGLE.finditer(words)]
    opening = (match.start() for match in _SINGLE_OPENING.finditer(words))
    free = [at for at in opening if not any(start <= at < end for start, end in paired)]
    return free[-1] if free else None


def statement_kind(content: Iterable[Span], quotes: Sequence[Span], text: str) -> StatementKind:
    """Return `direct` when all words of `content` are quoted, `indirect` when none are, else `mixed`."""
    spans = tuple(content)
    letters = sum(_letters(span.of(text)) for span in spans)
    quoted = sum(
        _letters(text[max(span.start, quote.start) : min(span.end, quote.end)])
        for span in spans
        for quote in quotes[bisect_right(quotes, span.start, key=_end) :]
        if quote.start < span.end
    )
    if quoted == 0:
        return "indirect"
    return "direct" if quoted >= _DIRECT_SHARE * letters else "mixed"


def kind_within(content: Sequence[Span], quote: Span, text: str) -> StatementKind:
    """Return the kind of what somebody tells within a quotation: direct where it has marks of its own.

    “I thought he had stopped” quotes who thinks, and not the thought.
    """
    opens = (range(max(quote.start + 1, span.start - 1), span.start + 1) for span in content)
    return "direct" if any(text[at] in _MARKS for places in opens for at in places) else "indirect"


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _end(quote: Span) -> int:
    return quote.end


def _in_paragraph(words: str, *, led: bool) -> list[Span]:
    found = [Span(m.start(), m.end()) for m in _SINGLE.finditer(words)]
    for opening, closing in _PAIRS:
        found.extend(_paired(words, opening, closing, led=led))
    found.extend(_straight(words, led=led))
    return found


def _paired(words: str, opening: str, closing: str, *, led: bool) -> list[Span]:
    found: list[Span] = []
    start: int | None = None  # of the quotation that is open
    seen_opening = False
    for mark in re.finditer(f"[{opening}{closing}]", words):
        low = start is not None and words[start] == _LOW
        if _closes(words, mark, closing) or (low and mark[0] != _LOW):
            if start is not None:
                found.append(Span(start, mark.end()))
            elif not seen_opening:
                found.append(Span(0 if led else _beginning(words, mark.start()), mark.end()))
            start, seen_opening = None, True
        else:
            if start is not None:
                found.append(_bounded(words, start, mark.start()))
            start, seen_opening = mark.start(), True
    if start is not None:
        found.append(Span(start, len(words)))
    return found


def _closes(words: str, mark: re.Match[str], closing: str) -> bool:
    return mark[0] == closing and _WORD_BEHIND.match(words, mark.start()) is None


def _beginning(words: str, end: int) -> int:
    """Return where a quotation begins that has a closing mark alone."""
    *_, behind = (0, *(colon.end() for colon in _COLON.finditer(words, 0, end)))
    return behind


def _bounded(words: str, start: int, limit: int) -> Span:
    """Return a quotation that another one opens after, unclosed: it ends with its first stop or comma."""
    stop = _STOP.search(words, start + 1, limit)
    return Span(start, stop.end() if stop else limit)


def _straight(words: str, *, led: bool) -> list[Span]:
    marks = _straight_marks(words)
    lone = _lone_straight(words, marks)
    paired = [mark for mark in marks if lone is None or mark != lone.at]
    pairs = [Span(start, end + 1) for start, end in zip(paired[::2], paired[1::2], strict=True)]
    if lone is None:
        return pairs
    if lone.opens:
        return [*pairs, Span(lone.at, len(words))]
    return [Span(0 if led else _beginning(words, lone.at), lone.at + 1), *pairs]


def _straight_marks(words: str) -> list[int]:
    return [index for index, character in enumerate(words) if character == _STRAIGHT]


def _lone_straight(words: str, marks: Sequence[int]) -> LoneMark | None:
    """Return which of an odd number of straight marks has no partner: the last, if the first may open."""
    if len(marks) % 2 == 0:
        return None
    closes = _ENDING.match(words, marks[0]) is not None
    return LoneMark(marks[0], opens=False) if closes else LoneMark(marks[-1], opens=True)


def _lone_in(words: str) -> Iterator[LoneMark]:
    """Yield the marks of a paragraph without a partner; of quotations in one another the inner ones pair."""
    for opening, closing in _PAIRS:
        waiting: list[int] = []
        for mark in re.finditer(f"[{opening}{closing}]", words):
            low = bool(waiting) and words[waiting[-1]] == _LOW and mark[0] != _LOW
            if not (_closes(words, mark, closing) or low):
                waiting.append(mark.start())
            elif waiting:
                waiting.pop()
            else:
                yield LoneMark(mark.start(), opens=False)
        yield from (LoneMark(at, opens=True) for at in waiting)
    straight = _lone_straight(words, _straight_marks(words))
    if straight is not None:
        yield straight


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
