"""One line of the opening: what we say of it, a sentence of one text, how many texts have it, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rashomon.model.offsets import Span
from rashomon.report.characters import cut_point, one_line
from rashomon.report.excerpt import neighbours_joined
from rashomon.report.segments import intersected, merged
from rashomon.report.sentences import sentence_around
from rashomon.report.texts import Text

_LONGEST = 240  # characters of a sentence that a line shows
_BEFORE = 80  # of them before the words that it is shown for, where it is longer


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a quotation; strong ones are those that the line is about."""

    words: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of one text, or as much of it as a line has room for."""

    text: Text
    sentence: Span
    pieces: tuple[Piece, ...]

    @property
    def anchor(self) -> str:
        """Return the id of its place in the reading view."""
        return f"{self.text.anchor}-g{self.sentence.start}"


@dataclass(frozen=True, slots=True)
class Given:
    """One of several values that differ.

    Attributes:
        told: the value; empty where it is a denial of another of them.
        givers: who gives it.
        denied: whether they deny it.
        quoted: whether it is in words of a source.
    """

    told: str
    givers: tuple[str, ...]
    denied: bool = False
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes:
        says: our words before those of a source; empty where the heading says it all.
        quote: the words of a source.
        numbers: the numbers of the texts that have it.
        href: the id on the page of what it leads to,
        link: and what that is.
        values: what differs, with who gives each.
        about: words of a source that say what the values are of; empty where the values do.
        note: what else a reader has to know, in our words.
    """

    says: str
    quote: Quote | None
    numbers: frozenset[int]
    href: str
    link: str
    values: tuple[Given, ...] = ()
    about: str = ""
    note: str = ""


def quote(text: Text, strong: Sequence[Span], around: Span | None = None) -> Quote | None:
    """Return the sentence around some words, these marked; `None` where a share version can't show all of it.

    A part could lack the "not" or the "denied". `around` stands for more than one sentence.
    """
    sentence = sentence_around(text.body, around or strong[0])
    if text.excerpt.of(sentence) != (sentence,):
        return None
    room = room_around(text.body, sentence, strong[0], _LONGEST, _BEFORE)
    return Quote(text, sentence, tuple(_pieces(text.body, sentence, room, strong)))


def room_around(body: str, sentence: Span, focus: Span, longest: int, before: int) -> Span:
    """Return the part of a sentence that there is room for: all, or a stretch around the focus.

    Args:
        body: the words of the text.
        sentence: offsets in code points, as all here.
        focus: what has to be in it.
        longest: how many characters there is room for,
        before: and how many of them may stand before a focus that stands further in.
    """
    if len(sentence) <= longest:
        return sentence
    start = sentence.start
    if focus.end - start > longest:
        blank = body.find(" ", max(start, focus.start - before), focus.start)
        start = blank + 1 if blank >= 0 else focus.start
    return Span(start, min(sentence.end, cut_point(body, start, longest)))


def _pieces(body: str, sentence: Span, room: Span, strong: Sequence[Span]) -> Iterator[Piece]:
    if room.start > sentence.start:
        yield Piece("… ", strong=False)
    at = room.start
    marked = merged(part for span in strong for part in intersected(room, (span,)))
    for span in neighbours_joined(marked, body):
        yield Piece(_words(body, Span(at, span.start)), strong=False)
        yield Piece(_words(body, span), strong=True)
        at = span.end
    yield Piece(_words(body, Span(at, room.end)), strong=False)
    if room.end < sentence.end:
        yield Piece(" …", strong=False)


def _words(body: str, span: Span) -> str:
    """Return words on one line, with the blanks at their ends as one each."""
    found = span.of(body)
    line = one_line(found)
    before, after = found[:1].isspace(), found[-1:].isspace()
    return f"{' ' * before}{line}{' ' * (after and bool(line))}"
