"""Which mentions refer to the same thing: features of pairs of mentions, and the choice of antecedents.

Mentions stand for their head words (Dobrovolskii, 2021, "Word-level coreference resolution"), and
every mention picks one earlier mention or none (Lee et al., 2017, "End-to-end neural coreference
resolution"). Beside the product of two learned vectors, a pair is scored by what its words show:
same words, kinds of pronoun, distance.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rashomon.language.arrays import Floats, Ints
from rashomon.language.labels import FORBIDDEN
from rashomon.language.layers import Coreference

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
MENTION_REACH = 40  # words of a mention on either side of its head, the head among them
_LOOK_BACK = 320  # earlier mentions that a mention may be linked to
_ROWS = 128  # mentions linked at once, so that memory stays bounded


@dataclass(frozen=True, slots=True)
class CoreferenceOutputs:
    """What the encoder says of `w` words.

    Attributes:
        mention: float32 `[w]`, the log-odds that a word heads a mention.
        ends: float32 `[w, 4, e]`: as a head that looks for its first word, as a first word, as a
            head that looks for its last word, as a last word.
        anaphor: float32 `[w, d]`, each head as the later of a pair.
        antecedent: float32 `[w, d]`, each head as the earlier.
        tables: scores of the features of a pair, one float32 array for each of `FEATURE_SIZES`.
    """

    mention: Floats
    ends: Floats
    anaphor: Floats
    antecedent: Floats
    tables: tuple[Floats, ...]


def find_chains(forms: Sequence[str], outputs: CoreferenceOutputs, sentences: Ints) -> Coreference:
    """Return the mentions of one text, each within one sentence, and how they are linked.

    Args:
        forms: the words of the text.
        outputs: what the encoder says of them.
        sentences: int32 `[s, 2]`, ranges of words that hold every word once.
    """
    heads = np.flatnonzero(outputs.mention > 0).astype(np.int32)
    if not len(heads):
        return Coreference()
    around = sentences[np.searchsorted(sentences[:, 0], heads, side="right") - 1]
    first, last = _ends(outputs.ends, heads, around)
    spans = np.stack([first, last + 1], axis=1).astype(np.int32)
    kept = _likeliest_heads(spans, outputs.mention[heads])
    heads, spans = heads[kept], spans[kept]
    antecedents, link_scores = _antecedents(mention_keys(forms, spans, heads), spans, heads, outputs)
    return Coreference(
        spans=spans,
        heads=heads,
        chains=_chains(antecedents),
        scores=(1 / (1 + np.exp(-outputs.mention[heads]))).astype(np.float32),
        antecedents=antecedents,
        link_scores=link_scores,
    )


def _ends(ends: Floats, heads: Ints, around: Ints) -> tuple[Ints, Ints]:
    """Return the first and the last word of the mention of each head, inside the range `around` it."""
    found = []
    for part, direction in ((0, -1), (2, 1)):
        places = heads[:, None] + direction * np.arange(MENTION_REACH, dtype=np.int32)
        keys = ends[places.clip(0, len(ends) - 1), part + 1]
        scores = np.einsum("nd,nkd->nk", ends[heads, part], keys)
        scores[(places < around[:, :1]) | (places >= around[:, 1:])] = FORBIDDEN
        found.append((heads + direction * scores.argmax(axis=1)).astype(np.int32))
    return found[0], found[1]


def _likeliest_heads(spans: Ints, odds: Floats) -> Ints:
    """Return the numbers of the mentions that stay where heads have chosen the same span, in order."""
    order = np.argsort(-odds, kind="stable")
    _, first = np.unique(spans[order], axis=0, return_index=True)
    kept: Ints = np.sort(order[first]).astype(np.int32)
    return kept


def _antecedents(keys: Ints, spans: Ints, heads: Ints, outputs: CoreferenceOutputs) -> tuple[Ints, Floats]:
    """Return for each mention the earlier one it is linked to, or -1, and how sure that is."""
    chosen = np.full(len(heads), -1, dtype=np.int32)
    sure = np.ones(len(heads), dtype=np.float32)
    for begin in range(0, len(heads), _ROWS):
        rows = slice(begin, min(begin + _ROWS, len(heads)))
        columns = slice(max(0, begin - _LOOK_BACK), rows.stop)
        numbers = np.arange(columns.start, columns.stop, dtype=np.int32)
        table = np.zeros((rows.stop - rows.start, len(numbers) + 1), dtype=np.float32)
        np.matmul(outputs.anaphor[heads[rows]], outputs.antecedent[heads[columns]].T, out=table[:, :-1])
        table /= np.float32(outputs.anaphor.shape[1] ** 0.5)
        for scores, places in zip(outputs.tables, pair_features(keys, spans, rows, columns), strict=True):
            table[:, :-1] += scores[places]
        table[:, :-1][numbers >= np.arange(rows.start, rows.stop)[:, None]] = FORBIDDEN
        best = table.argmax(axis=1)
        exponents = np.exp(table - table.max(axis=1, keepdims=True))
        sure[rows] = 1 / exponents.sum(axis=1)
        chosen[rows] = np.append(numbers, -1)[best]
    return chosen, sure


def _chains(antecedents: Ints) -> Ints:
    """Number the chains by their first mention."""
    chains = np.zeros(len(antecedents), dtype=np.int32)
    count = 0
    for number, antecedent in enumerate(antecedents.tolist()):
        if antecedent < 0:
            chains[number] = count
            count += 1
        else:
            chains[number] = chains[antecedent]
    return chains


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


def pair_features(keys: Ints, spans: Ints, later: slice, earlier: slice) -> tuple[Ints, ...]:
    """Return for each table of `FEATURE_SIZES` int32 `[r, c]`, the row of it for each pair of mentions.

    Args:
        keys: int32 `[m, 5]`, of `mention_keys`.
        spans: int32 `[m, 2]`.
        later: the numbers of the `r` mentions that are to be linked.
        earlier: the numbers of the `c` mentions that they may be linked to; pairs in which the
            "later" one is not later mean nothing.
    """
    whole, head, first, last, kind = (column[later, None] for column in keys.T)
    whole_, head_, first_, last_, kind_ = (column[None, earlier] for column in keys.T)
    shared = (head == first_) | (head == last_) | (head_ == first) | (head_ == last)
    match = (whole == whole_) + 2 * (head == head_) + 4 * shared + 8 * (last == last_)
    return (
        kind * KINDS + kind_,
        kind * DISTANCES + _distances(later, earlier),
        kind * MATCHES + match,
        kind * 3 + _nested(spans[later, None], spans[None, earlier]),
    )


def _distances(later: slice, earlier: slice) -> Ints:
    """Return int32 `[r, c]`: how many mentions apart, in steps that double."""
    apart = np.arange(later.start, later.stop)[:, None] - np.arange(earlier.start, earlier.stop)
    steps: Ints = np.minimum(np.ceil(np.log2(np.maximum(apart, 0) + 1)), DISTANCES - 1).astype(np.int32)
    return steps


def _nested(later: Ints, earlier: Ints) -> Ints:
    """Return 1 where the later span lies in the earlier, 2 where it holds it, else 0."""
    starts = later[..., 0] - earlier[..., 0]
    ends = later[..., 1] - earlier[..., 1]
    inside = (starts >= 0) & (ends <= 0)
    holds = (starts <= 0) & (ends >= 0)
    return np.where(inside, 1, np.where(holds, 2, 0)).astype(np.int32)
