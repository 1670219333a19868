"""From text to syntactic words, as the English treebanks of Universal Dependencies cut them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rashomon.language.arrays import Ints
from rashomon.language.token_rules import token_pattern
from rashomon.model.offsets import Span

LONGEST = 100  # the encoder's tokenizer makes one unknown piece of a longer word


def tokenise(text: str, ranges: Sequence[Span]) -> Ints:
    """Return the tokens of the stretches `ranges` of `text`, in order.

    Args:
        text: any text.
        ranges: half-open code points of `text`, in order and disjoint. No token crosses an edge, and
            nothing outside a range has a say in how it is cut.

    Returns:
        int32 `[w, 2]`, half-open code points of `text`. A token holds no white space and at most 100
        characters. Characters without ink (control, format) are no tokens of their own; all other
        characters but white space are covered.
    """
    tokens_of = token_pattern().finditer
    found = [
        (start + span.start, end + span.start)
        for span in ranges
        for start, end in (match.span() for match in tokens_of(span.of(text)))
    ]
    return _cut(np.array(found, dtype=np.int32).reshape(-1, 2))


def _cut(tokens: Ints) -> Ints:
    """Cut tokens that are too long for the encoder."""
    if not len(tokens) or (tokens[:, 1] - tokens[:, 0]).max() <= LONGEST:
        return tokens
    pieces = [
        (at, min(at + LONGEST, end)) for start, end in tokens.tolist() for at in range(start, end, LONGEST)
    ]
    return np.array(pieces, dtype=np.int32)
