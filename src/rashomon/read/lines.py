"""The lines of plain text: paragraphs, the lines of hard-wrapped ones joined."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_ENDS = re.compile(r"[.!?…:;,][\"'”’»)\]\s]*$")
_FEWEST_LINES = 4  # of hard-wrapped text; fewer do not tell
_WIDTHS = (40, 110)  # characters of a hard-wrapped line, at least and at most
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
        return _ENDS.search(self.text[-8:]) is not None


def paragraphs(text: str) -> list[Line]:
    """Return the paragraphs of `text`: its non-blank lines, hard-wrapped ones joined."""
    lines = [line for match in _LINE.finditer(text) if (line := _stripped(text, match.start(), match.end()))]
    return _unwrapped(text, lines) if _is_wrapped(text, lines) else lines


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
    gap = text[first.end : second.start].replace("\r\n", "\n")
    # A wrapped line breaks where the next word would not have fitted.
    room = widest - len(first.text)
    return gap.count("\n") <= 1 and len(second.text.split(" ", 1)[0]) + 1 > room - 8


def _unwrapped(text: str, lines: Sequence[Line]) -> list[Line]:
    widest = max(len(line.text) for line in lines)
    joined: list[Line] = []
    previous: Line | None = None
    for line in lines:
        if previous is not None and _continues(text, previous, line, widest):
            start = joined.pop().start
            joined.append(Line(start, line.end, text[start : line.end]))
        else:
            joined.append(line)
        previous = line
    return joined
