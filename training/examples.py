"""Gold articles as training examples: wordpieces, word labels and links, cut anew for each epoch."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from rashomon.language.decode import CONTENT, CUE, SOURCE
from rashomon.language.encoding import Encoded, Ints, encode
from rashomon.model.offsets import Span
from training.gold.polnear import Article, Attribution

NO_SOURCE = -1


@dataclass(frozen=True, slots=True)
class Example:
    """One article: its words, their labels, and its links.

    Attributes:
        encoded: the whole article.
        labels: int32 `[w]`.
        content_links: `(first, last, cue first, cue last)` in words, both ends included.
        source_links: `(cue first, cue last, source first, source last)`; `NO_SOURCE` twice for none.
    """

    encoded: Encoded
    labels: Ints
    content_links: NDArray[np.int32]
    source_links: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of one training step; rows are stretches of articles, padded to the longest.

    `content_links` and `source_links` are int `[n, 5]`: the row, then the four of `Example`.
    """

    pieces: Tensor
    features: Tensor
    mask: Tensor
    first: Tensor
    word_mask: Tensor
    labels: Tensor
    content_links: Tensor
    source_links: Tensor


def build(articles: Iterable[Article], tokenizer: Tokenizer) -> list[Example]:
    """Return one example an article."""
    return [_example(article, tokenizer) for article in articles]


def _example(article: Article, tokenizer: Tokenizer) -> Example:
    encoded = encode(article.text, [Span(0, len(article.text))], tokenizer)
    labels = np.zeros(len(encoded.words), dtype=np.int32)
    content_links: list[tuple[int, ...]] = []
    source_links: list[tuple[int, ...]] = []
    for attribution in article.attributions:
        _mark(labels, encoded, attribution)
        cue = word_range(encoded, attribution.cue[0])
        source = word_range(encoded, attribution.source[0]) if attribution.source else (NO_SOURCE, NO_SOURCE)
        source_links.append((*cue, *source))
        content_links.extend((*word_range(encoded, span), *cue) for span in attribution.content)
    shape = (-1, 4)
    return Example(
        encoded,
        labels,
        np.array(content_links, dtype=np.int32).reshape(shape),
        np.array(source_links, dtype=np.int32).reshape(shape),
    )


def word_range(encoded: Encoded, span: Span) -> tuple[int, int]:
    """Return the first and last word that `span` touches, both included."""
    first = int(np.searchsorted(encoded.words[:, 1], span.start, side="right"))
    last = int(np.searchsorted(encoded.words[:, 0], span.end)) - 1
    return first, max(first, last)


def _mark(labels: Ints, encoded: Encoded, attribution: Attribution) -> None:
    by_role = ((SOURCE, attribution.source), (CUE, attribution.cue), (CONTENT, attribution.content))
    for role, spans in by_role:
        for span in spans:
            first, last = word_range(encoded, span)
            labels[first : last + 1] = 2 + 2 * role
            labels[first] = 1 + 2 * role


def stretches(example: Example, size: int, chance: random.Random) -> Iterator[tuple[int, int]]:
    """Cut an article into word ranges of at most `size` pieces, the first cut at a random place."""
    first = np.append(example.encoded.first, len(example.encoded.pieces))
    count = len(example.labels)
    start, limit = 0, chance.randint(size // 3, size)
    while start < count:
        end = int(np.searchsorted(first, first[start] + limit, side="right")) - 1
        end = min(count, max(end, start + 1))
        yield start, end
        start, limit = end, size


def batches(
    examples: Sequence[Example], size: int, pieces: int, seed: int
) -> list[list[tuple[int, int, int]]]:
    """Plan an epoch: batches of about `pieces` wordpieces, rows of like length together.

    Returns:
        Batches of `(example, first word, end word)`.
    """
    chance = random.Random(seed)  # noqa: S311 - reproducible order, no secret
    rows = [(i, s, e) for i, example in enumerate(examples) for s, e in stretches(example, size, chance)]
    chance.shuffle(rows)
    rows.sort(key=lambda row: _pieces(examples[row[0]], row[1], row[2]) // 32, reverse=True)
    plan: list[list[tuple[int, int, int]]] = [[]]
    widest = 0
    for row in rows:
        widest = max(widest, _pieces(examples[row[0]], row[1], row[2]))
        if widest * (len(plan[-1]) + 1) > pieces and plan[-1]:
            plan.append([])
            widest = _pieces(examples[row[0]], row[1], row[2])
        plan[-1].append(row)
    chance.shuffle(plan)
    return plan


def _pieces(example: Example, start: int, end: int) -> int:
    first = example.encoded.first
    stop = first[end] if end < len(first) else len(example.encoded.pieces)
    return int(stop - first[start])


def collate(
    examples: Sequence[Example], rows: Sequence[tuple[int, int, int]], special: tuple[int, int]
) -> Batch:
    """Build the tensors of one batch; `special` are the ids put before and after each row."""
    cut = [_cut(examples[i], start, end, special) for i, start, end in rows]
    links = [
        [np.column_stack([np.full(len(c[key]), row, dtype=np.int32), c[key]]) for row, c in enumerate(cut)]
        for key in ("content_links", "source_links")
    ]
    return Batch(
        pieces=_pad([c["pieces"] for c in cut]),
        features=_pad([c["features"] for c in cut]),
        mask=_pad([np.ones(len(c["pieces"]), dtype=bool) for c in cut]),
        first=_pad([c["first"] for c in cut]),
        word_mask=_pad([np.ones(len(c["first"]), dtype=bool) for c in cut]),
        labels=_pad([c["labels"] for c in cut]),
        content_links=torch.from_numpy(np.concatenate(links[0])).long(),
        source_links=torch.from_numpy(np.concatenate(links[1])).long(),
    )


def _cut(example: Example, start: int, end: int, special: tuple[int, int]) -> dict[str, NDArray[np.int32]]:
    encoded = example.encoded
    begin = int(encoded.first[start])
    stop = begin + _pieces(example, start, end)
    before, after = special
    return {
        "pieces": np.concatenate([[before], encoded.pieces[begin:stop], [after]]).astype(np.int32),
        "features": np.concatenate([[0], encoded.features[begin:stop], [0]]).astype(np.int32),
        "first": encoded.first[start:end] - begin + 1,
        "labels": _repaired(example.labels[start:end]),
        "content_links": _inside(example.content_links, start, end),
        "source_links": _inside(example.source_links, start, end),
    }


def _repaired(labels: Ints) -> Ints:
    """Return labels in which every span begins with B, as legal paths do.

    A span may have been cut by the left edge, or by another that overlaps it.
    """
    before = np.concatenate([[0], labels[:-1]])
    is_inside = (labels > 0) & (labels % 2 == 0)
    goes_on = (before == labels) | (before == labels - 1)
    return np.where(is_inside & ~goes_on, labels - 1, labels).astype(np.int32)


def _inside(found: Ints, start: int, end: int) -> Ints:
    """Return the links that lie wholly in `[start, end)`, counted from `start`."""
    absent = found == NO_SOURCE
    inside = ((found >= start) & (found < end)) | absent
    kept = found[inside.all(axis=1)]
    return np.where(kept == NO_SOURCE, NO_SOURCE, kept - start).astype(np.int32)


def _pad(rows: Sequence[NDArray[np.generic]]) -> Tensor:
    width = max(len(row) for row in rows)
    padded = np.zeros((len(rows), width), dtype=rows[0].dtype)
    for number, row in enumerate(rows):
        padded[number, : len(row)] = row
    tensor = torch.from_numpy(padded)
    return tensor if tensor.dtype == torch.bool else tensor.long()
