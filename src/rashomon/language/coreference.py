"""Which mentions refer to the same thing: features of pairs of mentions, and the choice of antecedents.

Mentions stand for their head words (Dobrovolskii, 2021, "Word-level coreference resolution"), and
every mention picks one earlier mention or none (Lee et al., 2017, "End-to-end neural coreference
resolution"). Beside the product of two learned vectors, a pair is scored by what its words show:
same words, kinds of pronoun, distance.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np

from rashomon.language.encoding import Ints

_PRONOUNS = (
    "i me my mine myself",
    "you your yours yourself yourselves",
    "he him his himself",
    "she her hers herself",
    "it its itself",
    "we us our ours ourselves",
    "they them their theirs themselves",
    "this that these those",
    "who whom whose which what",
)
_PROPER, _DEFINITE, _INDEFINITE, _POSSESSED, _OTHER = range(len(_PRONOUNS), len(_PRONOUNS) + 5)
KINDS = len(_PRONOUNS) + 5
DISTANCES = 12
MATCHES = 16
# The sizes of the tables that score a pair, one for each column of `pair_features`.
FEATURE_SIZES = (KINDS * KINDS, DISTANCES * KINDS, MATCHES * KINDS, 3 * KINDS)
KEYS = 5


def mention_keys(forms: Sequence[str], spans: Ints, heads: Ints) -> Ints:
    """Return int32 `[m, 5]`: what pairs are compared by.

    The columns are checksums of the mention without its article, of its head, first and last word,
    all in lower case, and the kind of mention.

    Args:
        forms: the words of the text.
        spans: int32 `[m, 2]`, half-open ranges of words.
        heads: int32 `[m]`, the head word of each.
    """
    kinds = {form: kind for kind, group in enumerate(_PRONOUNS) for form in group.split()}
    rows = []
    for (first, end), head in zip(spans.tolist(), heads.tolist(), strict=True):
        lower = [form.lower() for form in forms[first:end]]
        kind = kinds.get(lower[0]) if end - first == 1 else None
        if kind is None:
            kind = _nominal_kind(lower[0], forms[head], is_first=head == first and end - first > 1)
        bare = lower[1:] if len(lower) > 1 and lower[0] in {"the", "a", "an"} else lower
        parts = (" ".join(bare), forms[head].lower(), bare[0], bare[-1])
        rows.append((*(zlib.crc32(part.encode()) & 0x7FFFFFFF for part in parts), kind))
    return np.array(rows, dtype=np.int32).reshape(-1, KEYS)


def _nominal_kind(first: str, head: str, *, is_first: bool) -> int:
    if head[:1].isupper() and not is_first:
        return _PROPER
    if first in {"the", "this", "that", "these", "those"}:
        return _DEFINITE
    if first in {"a", "an", "some", "any", "no", "every", "each", "another"}:
        return _INDEFINITE
    if first in {"my", "your", "his", "her", "its", "our", "their"}:
        return _POSSESSED
    return _OTHER


def pair_features(keys: Ints, spans: Ints, anaphors: Ints, antecedents: Ints) -> Ints:
    """Return int32 `[n, 4]`, for each pair the row of each table of `FEATURE_SIZES`.

    Args:
        keys: int32 `[m, 5]`, of `mention_keys`.
        spans: int32 `[m, 2]`.
        anaphors: int32 `[n]`, numbers of mentions.
        antecedents: int32 `[n]`, numbers of earlier mentions.
    """
    later, earlier = keys[anaphors], keys[antecedents]
    kind = later[:, 4]
    distance = np.minimum(np.ceil(np.log2(anaphors - antecedents + 1)), DISTANCES - 1).astype(np.int32)
    same = (later[:, 0] == earlier[:, 0]).astype(np.int32)
    same_head = (later[:, 1] == earlier[:, 1]).astype(np.int32)
    shared = _any_equal(later[:, 1], earlier[:, 2:4]) | _any_equal(earlier[:, 1], later[:, 2:4])
    same_end = (later[:, 3] == earlier[:, 3]).astype(np.int32)
    match = same + 2 * same_head + 4 * shared.astype(np.int32) + 8 * same_end
    nested = _nested(spans[anaphors], spans[antecedents])
    columns = (
        kind * KINDS + earlier[:, 4],
        kind * DISTANCES + distance,
        kind * MATCHES + match,
        kind * 3 + nested,
    )
    return np.stack(columns, axis=1).astype(np.int32)


def _any_equal(one: Ints, others: Ints) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    result: np.ndarray[tuple[int, ...], np.dtype[np.bool_]] = (one[:, None] == others).any(axis=1)
    return result


def _nested(later: Ints, earlier: Ints) -> Ints:
    """Return 1 where the later span lies in the earlier, 2 where it holds it, else 0."""
    inside = (later[:, 0] >= earlier[:, 0]) & (later[:, 1] <= earlier[:, 1])
    holds = (later[:, 0] <= earlier[:, 0]) & (later[:, 1] >= earlier[:, 1])
    return np.where(inside, 1, np.where(holds, 2, 0)).astype(np.int32)
