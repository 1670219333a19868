"""Which stretches of a text stand in quotation marks, and what that makes of a statement.

Marks are paired within one paragraph only, so that a mark without its partner never swallows the
rest of the text: an opening mark without a closing one quotes to the paragraph's end (the convention
for quotations that run over paragraphs), or to its first comma or stop where another one opens first; a
closing one alone quotes from its beginning.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from rashomon.model.offsets import Span
from rashomon.model.records import StatementKind

_PAIRS = (("“„‟", "”"), ("«", "»"), ("‹", "›"))
_STRAIGHT = '"'
_LOW = "„"  # closed by the mark that opens elsewhere
_STOP = re.compile(r"[,.!?…;:]")
# A single mark opens at the start of a word and closes after one; all others are apostrophes.
_SINGLE = re.compile(r"(?<!\w)[‘'](?=\w)([^‘’']|(?<=\w)['’](?=\w))+[’'](?!\w)")
_DIRECT_SHARE = 0.95
_MARKS = frozenset("“”„‟«»‹›\"‘’'")


def quoted_spans(text: str, paragraphs: Iterable[Span]) -> tuple[Span, ...]:
    """Return the stretches of `paragraphs` in quotation marks, marks included, ordered and disjoint."""
    found: list[Span] = []
    for paragraph in paragraphs:
        words = paragraph.of(text)
        if any(mark in words for mark in "“”„‟«»‹›\"‘'"):
            found.extend(span.shifted(paragraph.start) for span in _in_paragraph(words))
    return _merged(found)


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


def _in_paragraph(words: str) -> list[Span]:
    found = [Span(m.start(), m.end()) for m in _SINGLE.finditer(words)]
    for opening, closing in _PAIRS:
        found.extend(_paired(words, opening, closing))
    found.extend(_straight(words))
    return found


def _paired(words: str, opening: str, closing: str) -> list[Span]:
    found: list[Span] = []
    start: int | None = None  # of the quotation that is open
    seen_opening = False
    for mark in re.finditer(f"[{opening}{closing}]", words):
        low = start is not None and words[start] == _LOW
        if mark[0] == closing or (low and mark[0] != _LOW):
            if start is not None or not seen_opening:
                found.append(Span(start or 0, mark.end()))
            start, seen_opening = None, True
        else:
            if start is not None:
                found.append(_bounded(words, start, mark.start()))
            start, seen_opening = mark.start(), True
    if start is not None:
        found.append(Span(start, len(words)))
    return found


def _bounded(words: str, start: int, limit: int) -> Span:
    """Return a quotation that another one opens after, unclosed: it ends with its first stop or comma."""
    stop = _STOP.search(words, start + 1, limit)
    return Span(start, stop.end() if stop else limit)


def _straight(words: str) -> list[Span]:
    marks = [index for index, character in enumerate(words) if character == _STRAIGHT]
    pairs = [Span(start, end + 1) for start, end in zip(marks[::2], marks[1::2], strict=False)]
    return [*pairs, Span(marks[-1], len(words))] if len(marks) % 2 else pairs


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
