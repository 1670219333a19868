"""The lines of plain text: paragraphs, the lines of hard-wrapped ones joined."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from rashomon.read.names import has_lead

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
# What may stand behind the last word: a note or its number, and in posts pictures, tags, names and addresses.
_NOTE = r"\s*(?:\[[^\[\]]{1,30}\]|[*†‡§¹²³⁰-⁹])|(?:(?<=[a-z]{3}[.!?])|(?<=[.!?][”\"’)]))\d{1,3}"
_TAG = r"\s*(?:#\w+|[\u2600-\u2793\ufe0f\u200d\U0001f000-\U0001faff])"
_BEHIND = re.compile(rf"(?:{_NOTE}|{_TAG}|\s+(?:@\w+|https?://\S+))+\s*$")
_POSTED = re.compile(rf"{_TAG}\s*$")
_POST_WORDS = 6  # of a line that a tag or a picture ends; posts do without full stops
_TAIL = 200  # characters
_ENDS = re.compile(r"[.!?…:;,][\"'”’»)\]\s]*$")
_CLOSE = 8  # characters in which a full stop is looked for
_FEWEST_LINES = 4  # of hard-wrapped text; fewer do not tell
_WIDTHS = (40, 110)  # characters of a hard-wrapped line, at least and at most
_STOPS = re.compile(r"[.!?…:;\"”’»)\]]\s*$")
_ITEM = re.compile(r"[-–—*•·▪◦]|\(?\w{1,3}[.)]\s|[A-Z][\w.'’ -]{0,40}:\s")  # of a list, or a speaker's turn
_NARROW = 20  # characters
_FEWEST_BROKEN = 2  # lines that break off within a sentence and so show that a text is wrapped
_BROKEN = 0.5  # share of such lines among those with a line right below
_FULL = 0.6  # of the widest line; after a line as long the paragraph goes on
_JOINED = 0.3  # share of lines of hard-wrapped text that go on on the next one


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph without the white space around it: `text` and its offsets."""

    start: int
    end: int
    text: str

    @property
    def words(self) -> int:
        """Return the number of words, counted by the spaces between them."""
        return self.text.count(" ") + 1

    @property
    def ended(self) -> bool:
        """Tell whether it ends like a sentence."""
        tail = self.text[-_TAIL:]
        posted = self.words > _POST_WORDS and _POSTED.search(tail) is not None
        return posted or any(_ENDS.search(each[-_CLOSE:]) for each in (tail, _BEHIND.sub("", tail)))


def paragraphs(text: str) -> list[Line]:
    """Return the paragraphs of `text`: its non-blank lines, hard-wrapped ones joined."""
    lines = [line for match in _LINE.finditer(text) if (line := _stripped(text, match.start(), match.end()))]
    even, uneven = _is_wrapped(text, lines), _is_unevenly_wrapped(text, lines)
    if not even and not uneven:
        return lines
    widest = max(len(line.text) for line in lines)
    full = max((len(line.text) for pair in _adjacent(text, lines) for line in pair), default=0)

    def goes_on(first: Line, second: Line) -> bool:
        fits = even and _continues(text, first, second, widest)
        return fits or (uneven and _goes_on(text, first, second, full))

    return _joined(text, lines, goes_on)


def _stripped(text: str, start: int, end: int) -> Line | None:
    words = text[start:end]
    core = words.strip()
    if not core:
        return None
    start += len(words) - len(words.lstrip())
    return Line(start, start + len(core), core)


def _is_wrapped(text: str, lines: Sequence[Line]) -> bool:
    if len(lines) < _FEWEST_LINES:
        return False
    widths = sorted(len(line.text) for line in lines)
    widest = widths[-1 - len(widths) // 20]
    even = _WIDTHS[0] <= widest <= _WIDTHS[1] and widths[-1] <= 1.3 * widest + 10
    joined = sum(1 for first, second in pairwise(lines) if _continues(text, first, second, widest))
    return even and joined > len(lines) * _JOINED


def _continues(text: str, first: Line, second: Line, widest: int) -> bool:
    # A wrapped line breaks where the next word would not have fitted.
    room = widest - len(first.text)
    return _is_next(text, first, second) and len(second.text.split(" ", 1)[0]) + 1 > room - 8


def _is_unevenly_wrapped(text: str, lines: Sequence[Line]) -> bool:
    """Tell whether paragraphs set apart by blank lines hold lines that break off within a sentence."""
    pairs = _adjacent(text, lines)
    if len(pairs) >= len(lines) - 1 or any(len(line.text) > _WIDTHS[1] for pair in pairs for line in pair):
        return False
    within = [pair for pair in pairs if _ITEM.match(pair[1].text) is None]
    broken = sum(1 for first, second in within if _breaks_off(first, second))
    return broken >= _FEWEST_BROKEN and broken >= len(within) * _BROKEN


def _adjacent(text: str, lines: Sequence[Line]) -> list[tuple[Line, Line]]:
    return [(first, second) for first, second in pairwise(lines) if _is_next(text, first, second)]


def _is_next(text: str, first: Line, second: Line) -> bool:
    return text[first.end : second.start].replace("\r\n", "\n").count("\n") <= 1


def _breaks_off(first: Line, second: Line) -> bool:
    # Lines as short as buttons of a page are no prose.
    return second.text[0].islower() and len(first.text) >= _NARROW and _STOPS.search(first.text) is None


def _goes_on(text: str, first: Line, second: Line, widest: int) -> bool:
    if not _is_next(text, first, second):
        return False
    if _breaks_off(first, second):
        return True
    apart = has_lead(second.text) or _ITEM.match(second.text) is not None
    return not apart and len(first.text) >= _FULL * widest


def _joined(text: str, lines: Sequence[Line], goes_on: Callable[[Line, Line], bool]) -> list[Line]:
    joined: list[Line] = []
    previous: Line | None = None
    for line in lines:
        if previous is not None and goes_on(previous, line):
            start = joined.pop().start
            joined.append(Line(start, line.end, text[start : line.end]))
        else:
            joined.append(line)
        previous = line
    return joined
