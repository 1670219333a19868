"""Sentence boundaries by rule, until the encoder finds them itself."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rashomon.language.encoding import Ints
from rashomon.model.offsets import Span, trimmed


def sentence_spans(text: str, ranges: Sequence[Span]) -> Ints:
    """Return int32 `[s, 2]`, the sentences within `ranges`; a line end always ends one.

    The method is Punkt (Kiss and Strunk, 2006), in the implementation of nupunkt.
    """
    from nupunkt import sent_spans  # noqa: PLC0415 - loads its table of abbreviations

    found = [
        trimmed(Span(start, end).shifted(line.start), text)
        for part in ranges
        for line in _lines(text, part)
        for start, end in sent_spans(line.of(text))
    ]
    return np.array([(s.start, s.end) for s in found if len(s)], dtype=np.int32).reshape(-1, 2)


def _lines(text: str, part: Span) -> list[Span]:
    lines, start = [], part.start
    for line in part.of(text).splitlines(keepends=True):
        if line.strip():
            lines.append(Span(start, start + len(line)))
        start += len(line)
    return lines
