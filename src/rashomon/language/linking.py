"""Whose content and whose source a span is: links between the cues of a text and its other spans.

What the labels of words call a source or a content is one whole span. How likely it belongs to a cue is
a logistic regression on where both stand and on how the cue's own labelling of the words around it
sees the span (`MARKS`). It is fitted on articles that the encoder never saw.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rashomon.language.arrays import Bools, Floats, Ints
from rashomon.language.calibration import chances

MARKS = ("path", "odds", "gap", "after", "between", "over_cues", "over_spans", "length", "paragraph")
"""Share of the span that the cue's best path takes; mean log-odds of its words; log of the number of
words between both; 1 where it stands after the cue; log of the number of cues between; by how much its
odds are those of the likeliest cue, and of the likeliest span of the cue, or fall short; log of the
number of its words; 1 where another paragraph begins between."""
_FAR = np.float32(10.0)  # no log-odds count for more


@dataclass(frozen=True, slots=True)
class Seen:
    """How the cues of a text see its words, for one of source and content.

    Attributes:
        cues: int32 `[c, 2]`.
        firsts: int32 `[c]`, the first word that each cue sees.
        odds: for each cue float32 `[v]`, the log-odds that a word it sees is of the kind.
        paths: for each cue bool `[v]`, whether its best path says so.
        paragraphs: int32 `[w]`, the number of the paragraph of each word of the text.
    """

    cues: Ints
    firsts: Ints
    odds: tuple[Floats, ...]
    paths: tuple[Bools, ...]
    paragraphs: Ints


def link_chances(seen: Seen, spans: Ints, weights: Floats) -> Floats:
    """Return float32 `[c, k]`, how likely each span belongs to each cue; 0 where the cue doesn't see it.

    Args:
        seen: how the cues see the words.
        spans: int32 `[k, 2]`, in order.
        weights: float32 `[m + 1]`, from `MARKS` and 1 to log-odds.
    """
    marks, in_sight = link_marks(seen, spans)
    found: Floats = np.where(in_sight, chances(marks @ weights[:-1] + weights[-1]), np.float32(0))
    return found


def link_marks(seen: Seen, spans: Ints) -> tuple[Floats, Bools]:
    """Return float32 `[c, k, m]`, `MARKS` of each pair, and bool `[c, k]`, whether the cue sees the span."""
    path, odds, in_sight = _views(seen, spans)
    gap, after = _places(seen.cues, spans)
    columns = (
        path,
        odds,
        np.log1p(gap),
        after,
        np.log1p(_between(seen.cues, spans)),
        _lead(odds, axis=0),
        _lead(odds, axis=1),
        np.broadcast_to(np.log1p(spans[:, 1] - spans[:, 0]), odds.shape),
        seen.paragraphs[spans[:, 0]][None, :] != seen.paragraphs[seen.cues[:, 0]][:, None],
    )
    return np.stack(columns, axis=2).astype(np.float32), in_sight


def _views(seen: Seen, spans: Ints) -> tuple[Floats, Floats, Bools]:
    """Return `[c, k]` each: the share of a span on the path, its mean log-odds, whether it is in sight."""
    shape = (len(seen.cues), len(spans))
    path, odds = np.zeros(shape, dtype=np.float32), np.full(shape, -_FAR, dtype=np.float32)
    in_sight = np.zeros(shape, dtype=bool)
    for cue, (first, own, taken) in enumerate(zip(seen.firsts.tolist(), seen.odds, seen.paths, strict=True)):
        inside = (spans[:, 0] >= first) & (spans[:, 1] <= first + len(own))
        starts, ends = (spans[inside] - first).T
        for row, values in ((path, taken), (odds, own)):
            sums = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
            row[cue, inside] = (sums[ends] - sums[starts]) / (ends - starts)
        in_sight[cue] = inside
    return path, odds.clip(-_FAR, _FAR), in_sight


def _places(cues: Ints, spans: Ints) -> tuple[Ints, Bools]:
    """Return `[c, k]` each: the words between cue and span, and whether the span comes after."""
    after = spans[None, :, 0] >= cues[:, None, 1]
    behind, before = spans[None, :, 0] - cues[:, None, 1], cues[:, None, 0] - spans[None, :, 1]
    gap: Ints = np.maximum(np.where(after, behind, before), 0)
    return gap, after


def _between(cues: Ints, spans: Ints) -> Ints:
    """Return `[c, k]`, the number of other cues that stand between cue and span."""
    begun = np.searchsorted(cues[:, 0], spans, side="left")  # cues that begin before a span does, or its end
    order = np.arange(len(cues))[:, None]
    between: Ints = np.where(
        begun[None, :, 0] > order, begun[None, :, 0] - order - 1, order - begun[None, :, 1]
    )
    return between.clip(0)


def _lead(odds: Floats, axis: int) -> Floats:
    """Return `[c, k]`, by how much each is above the best of the others along `axis`."""
    if odds.shape[axis] < 2:  # noqa: PLR2004 - alone there are no others
        return odds + _FAR
    ranked = np.sort(odds, axis=axis)
    best, second = np.take(ranked, [-1], axis=axis), np.take(ranked, [-2], axis=axis)
    lead: Floats = (odds - np.where(odds == best, second, best)).clip(-_FAR, _FAR)
    return lead


def linked(likely: Floats, least: float, least_alone: float, axis: int) -> Bools:
    """Return bool `[c, k]`: pairs of at least one chance, and the best along `axis` of at least another."""
    best = (likely == likely.max(axis=axis, keepdims=True, initial=0)) & (likely >= least_alone)
    links: Bools = (likely >= least) | best
    return links
