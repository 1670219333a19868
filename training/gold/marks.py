"""Marks: how the annotation points at characters, by quoting them.

A mark quotes a stretch of a text. ` ~ ` stands for words left out, any white space for any white
space. Braces set off what is meant: in a labelled mark `{c said}` is a cue, and `{s@pell Joren
Pell}` a speaker who is the actor `pell`; in a plain mark `on {Monday}` the braces hold words only.
Labelled braces nest. A mark has to fit its text in exactly one place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rashomon.model.errors import InputError
from rashomon.model.offsets import Span

_PIECE = re.compile(r"(?P<open>\{)|(?P<close>\})|(?P<gap>~)|(?P<space>\s+)|(?P<words>[^{}~\s]+)")
_LABEL = re.compile(r"(?P<label>[a-z]+)(?:@(?P<actor>\w+))? ")


class MarkError(InputError):
    """A mark is not well formed, or fits its text nowhere or in several places."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One pair of braces of a mark, found in a text; `label` is empty in a plain mark."""

    label: str
    actor: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class _Brace:
    label: str
    actor: str | None


def find_labelled(mark: str, text: str) -> tuple[Marked, ...]:
    """Return the labelled braces of `mark` as they stand in `text`, in the order in which they open.

    Raises:
        MarkError: the mark is not well formed, or does not fit in exactly one place.
    """
    return _find(mark, text, labelled=True)


def find_plain(mark: str, text: str) -> Span:
    """Return the span of the one pair of braces of `mark`.

    Raises:
        MarkError: as for `find_labelled`, or there is not exactly one pair.
    """
    found = _find(mark, text, labelled=False)
    if len(found) != 1:
        raise MarkError(f"a plain mark has one pair of braces, not {len(found)}: {mark}")
    return found[0].span


def _find(mark: str, text: str, *, labelled: bool) -> tuple[Marked, ...]:
    pattern, braces = _compiled(mark, labelled=labelled)
    match = _only_match(pattern, text, mark)
    return tuple(
        Marked(brace.label, brace.actor, Span(*match.span(number)))
        for number, brace in enumerate(braces, start=1)
    )


def _compiled(mark: str, *, labelled: bool) -> tuple[re.Pattern[str], list[_Brace]]:
    source, braces, at = "", list[_Brace](), 0
    while at < len(mark):
        piece = _PIECE.match(mark, at)
        if piece is None:
            raise MarkError(f"can't read this mark from character {at} on: {mark}")
        at = piece.end()
        if piece["open"]:
            brace, at = _opened(mark, at) if labelled else (_Brace("", None), at)
            braces.append(brace)
        source += _expression(piece)
    if not braces:
        raise MarkError(f"a mark needs braces around what it means: {mark}")
    try:
        return re.compile(_bounded(source), re.DOTALL), braces
    except re.error as error:
        raise MarkError(f"the braces of this mark do not pair up ({error}): {mark}") from error


def _opened(mark: str, at: int) -> tuple[_Brace, int]:
    label = _LABEL.match(mark, at)
    if label is None:
        raise MarkError(f"a label must follow the brace before character {at}: {mark}")
    return _Brace(label["label"], label["actor"]), label.end()


def _expression(piece: re.Match[str]) -> str:
    fixed = {"open": "(", "close": ")", "gap": ".*?", "space": r"\s+"}
    kind = piece.lastgroup or "words"
    return fixed.get(kind) or re.escape(piece[0])


def _bounded(source: str) -> str:
    # White space beside a gap belongs to what was left out, yet words still end where they end.
    source = source.replace(r"\s+.*?\s+", r"\s(?:.*?\s)?")
    return rf"(?<!\w){source}(?!\w)"


def _only_match(pattern: re.Pattern[str], text: str, mark: str) -> re.Match[str]:
    match = pattern.search(text)
    if match is None:
        raise MarkError(f"these words do not stand in the text: {mark}")
    if pattern.search(text, match.start() + 1):
        raise MarkError(f"these words stand in the text more than once; quote more around them: {mark}")
    return match
