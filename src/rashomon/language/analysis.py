"""What the language core says of one document: arrays of offsets, no copied strings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rashomon.language.decode import Floats
from rashomon.language.encoding import Ints


@dataclass(frozen=True, slots=True)
class Analysis:
    """The language of one document. All offsets are code points of `Document.text`, half-open.

    Attributes:
        document: the id of the document.
        words: int32 `[w, 2]`, the encoder's words in order.
        sentences: int32 `[s, 2]`, in order.
        roles: int32 `[k]`, for each statement span its index in `decode.ROLES`.
        spans: int32 `[k, 2]`, the statement spans, in order.
        span_scores: float32 `[k]`.
        cue_of: int32 `[k]`, for a content the index of its cue's span, else -1.
        source_of: int32 `[k]`, for a cue the index of its source's span, else -1.
        link_scores: float32 `[k]`, how sure the link from this span is.
        made_by: model name and version.
    """

    document: str
    words: Ints
    sentences: Ints
    roles: Ints
    spans: Ints
    span_scores: Floats
    cue_of: Ints
    source_of: Ints
    link_scores: Floats
    made_by: str


def empty_analysis(document: str, made_by: str) -> Analysis:
    """Return the analysis of a text without words."""
    none: Ints = np.zeros(0, dtype=np.int32)
    pairs = none.reshape(0, 2)
    scores: NDArray[np.float32] = np.zeros(0, dtype=np.float32)
    return Analysis(document, pairs, pairs, none, pairs, scores, none, none, scores, made_by)
