"""Mentions marked inside a copy of their text: `[[she|tasch]] left`, and `[[Reading|-]]` for no mention.

White space may differ between the copy and the text, nothing else. Marks nest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rashomon.model.offsets import Span
from training.gold.marks import MarkError

NOBODY = "-"
_MARKUP = re.compile(r"(?P<open>\[\[)|\|(?P<key>[\w-]+)\]\]")
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark over the characters of the copy that are no white space, from `start` to before `end`."""

    start: int
    end: int
    key: str


def read_inline(copy: str, text: str) -> Mapping[Span, str]:
    """Return the actor's key of each marked span of `text`; `NOBODY` says that a name is no mention.

    Raises:
        MarkError: brackets do not pair up, a mark is empty, or the copy has other words than the text.
    """
    plain, marks = _parsed(copy)
    places = [at for at, letter in enumerate(text) if not letter.isspace()]
    _check_same(plain, "".join(text[at] for at in places))
    found: dict[Span, str] = {}
    for mark in marks:
        span = Span(places[mark.start], places[mark.end - 1] + 1)
        if found.setdefault(span, mark.key) != mark.key:
            raise MarkError(f"marked as {found[span]} and as {mark.key}: {span.of(text)}")
    return found


def _parsed(copy: str) -> tuple[str, list[_Mark]]:
    plain, marks, opened, at = "", list[_Mark](), list[int](), 0
    for piece in _MARKUP.finditer(copy):
        plain += _squeezed(copy[at : piece.start()])
        at = piece.end()
        if piece["open"]:
            opened.append(len(plain))
            continue
        start = opened.pop() if opened else len(plain)
        if start == len(plain):
            raise MarkError(f"a mark of nothing, or brackets that do not pair up: ...{copy[:at][-_SHOWN:]}")
        marks.append(_Mark(start, len(plain), piece["key"]))
    if opened:
        raise MarkError(f"brackets that are not closed: {plain[opened[-1] :][:_SHOWN]}")
    return plain + _squeezed(copy[at:]), marks


def _squeezed(words: str) -> str:
    return "".join(words.split())


def _check_same(copy: str, text: str) -> None:
    if copy == text:
        return
    same = next(
        (at for at, (left, right) in enumerate(zip(copy, text, strict=False)) if left != right),
        min(len(copy), len(text)),
    )
    around = slice(max(0, same - _SHOWN), same + _SHOWN)
    raise MarkError(f"the copy has other words than the text: {copy[around]!r} for {text[around]!r}")
