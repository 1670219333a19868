"""Texts put together from tokens, and tokens' places in them.

Several gold sets hand out tokens and no text. Their tokens are joined with one space and their
lines with a line end, so that every token keeps a place of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.model.offsets import Span


@dataclass(frozen=True, slots=True)
class Labelled:
    """A span in code points and its label."""

    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class Joined:
    """A text, the spans of its tokens in code points, and the index of each line's first token."""

    text: str
    tokens: tuple[Span, ...]
    lines: tuple[int, ...]

    def span(self, first: int, end: int) -> Span:
        """Return what the tokens `[first, end)` cover; there is at least one."""
        return Span(self.tokens[first].start, self.tokens[end - 1].end)


def join_tokens(lines: Sequence[Sequence[str]]) -> Joined:
    """Join the tokens of each line with a space and the lines with a line end; empty lines are dropped."""
    tokens: list[Span] = []
    firsts: list[int] = []
    at = 0
    kept = [line for line in lines if line]
    for line in kept:
        firsts.append(len(tokens))
        for token in line:
            tokens.append(Span(at, at + len(token)))
            at += len(token) + 1
    return Joined("\n".join(map(" ".join, kept)), tuple(tokens), tuple(firsts))
