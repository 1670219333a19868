"""Gold texts as training examples: wordpieces and targets by word, cut anew for each epoch."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from rashomon.language.arrays import Ints
from rashomon.language.encoding import Encoded
from rashomon.model.offsets import Span

IGNORE = -100
Array = NDArray[np.generic]


class Special(NamedTuple):
    """The ids put before and after each row, and in the place of a hidden wordpiece."""

    before: int
    after: int
    hidden: int


@dataclass(frozen=True, slots=True)
class Links:
    """Targets that join words: int32 `[n, k]`, of which the first `places` columns are words.

    A row is trained on where all its words stand in one stretch. Ranges of words are given by
    their first and their last word. -1 stands for no word.
    """

    rows: Ints
    places: int


@dataclass(frozen=True, slots=True)
class Example:
    """One text with all that gold says of it.

    Attributes:
        name: of the text, unique in its set.
        encoded: the whole text.
        words: for each target by word an int32 or float32 `[w]`; `IGNORE` or NaN where gold is silent.
        links: the targets that join words.
        cuts: int32 `[c]`, the words before which the text may be cut; none for anywhere.
        whole: whether the stretches of the text must be trained on together.
    """

    name: str
    encoded: Encoded
    words: Mapping[str, Array] = field(default_factory=dict)
    links: Mapping[str, Links] = field(default_factory=dict)
    cuts: Ints | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """A range of words of one example, numbered in its set; one row of a batch."""

    example: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of one training step; rows are stretches of texts, padded to the longest.

    Attributes:
        pieces, features: int `[b, t]`.
        mask: bool `[b, t]`, true for pieces.
        first: int `[b, w]`, each word's first piece.
        word_mask: bool `[b, w]`.
        words: targets by word `[b, w]`.
        links: int `[n, 1 + k]`, the row of the batch, then the row of `Links`, words counted in the
            stretch.
        texts: int `[b]`, equal for successive rows that are stretches of one copy of a text.
        starts: int `[b]`, the number of the row's first word in its text.
    """

    pieces: Tensor
    features: Tensor
    mask: Tensor
    first: Tensor
    word_mask: Tensor
    words: Mapping[str, Tensor]
    links: Mapping[str, Tensor]
    texts: Tensor
    starts: Tensor


def word_range(encoded: Encoded, span: Span) -> tuple[int, int]:
    """Return the range of words that `span` touches, at least one.

    Raises:
        ValueError: the text has no words.
    """
    if not len(encoded.words):
        raise ValueError(f"no word stands at {span.start}:{span.end}: the text has no words")
    first = int(np.searchsorted(encoded.words[:, 1], span.start, side="right"))
    end = int(np.searchsorted(encoded.words[:, 0], span.end))
    first = min(first, len(encoded.words) - 1)
    return first, max(first + 1, end)


def bio(count: int, spans: Sequence[tuple[int, int, int]]) -> Ints:
    """Return labels int32 `[count]` of spans `(first, end, kind)`: 1 + 2k begins kind k, 2 + 2k goes on."""
    labels = np.zeros(count, dtype=np.int32)
    for first, end, kind in spans:
        labels[first:end] = 2 + 2 * kind
        labels[first] = 1 + 2 * kind
    return repaired(labels)


def repaired(labels: Ints) -> Ints:
    """Return labels in which every span begins with B, as legal paths do.

    A span may have been cut by the left edge, or by another that overlaps it. `labels` is
    int32 `[..., w]`, one path along its last axis.
    """
    before = np.concatenate([np.zeros_like(labels[..., :1]), labels[..., :-1]], axis=-1)
    is_inside = (labels > 0) & (labels % 2 == 0)
    goes_on = (before == labels) | (before == labels - 1)
    return np.where(is_inside & ~goes_on, labels - 1, labels).astype(np.int32)


def stretches(example: Example, number: int, size: int, chance: random.Random) -> list[Stretch]:
    """Cut a text into stretches of at most `size` pieces, the first cut at a random place.

    A text that must be kept whole is cut into stretches of like length instead.
    """
    first = np.append(example.encoded.first, len(example.encoded.pieces))
    total, count = len(example.encoded.pieces), len(example.encoded.first)
    if example.whole and total:
        limit = size = -(-total // -(-total // size)) + 8
    else:
        limit = size if total <= size else chance.randint(size // 3, size)
    found, start = [], 0
    while start < count:
        end = int(np.searchsorted(first, first[start] + limit, side="right")) - 1
        end = _allowed(example, start, min(count, max(end, start + 1)))
        found.append(Stretch(number, start, end))
        start, limit = end, size
    return found


def _allowed(example: Example, start: int, end: int) -> int:
    """Return the last place up to `end` where the text may be cut, `end` itself if there is none."""
    if example.cuts is None or end == len(example.encoded.first):
        return end
    allowed = example.cuts[(example.cuts > start) & (example.cuts <= end)]
    return int(allowed[-1]) if len(allowed) else end


def plan(
    examples: Sequence[Example], counts: Sequence[int], size: int, pieces: int, seed: int
) -> list[list[Stretch]]:
    """Plan an epoch: batches of about `pieces` wordpieces, rows of like length together.

    Args:
        examples: all texts.
        counts: how often each text is seen.
        size: the longest stretch, in wordpieces.
        pieces: of a batch, padding included.
        seed: for order and cuts.
    """
    chance = random.Random(seed)  # noqa: S311 - reproducible order, no secret
    units: list[list[Stretch]] = []
    for number, (example, count) in enumerate(zip(examples, counts, strict=True)):
        for _ in range(count):
            cut = stretches(example, number, size, chance)
            units.extend([cut] if cut and example.whole else [[s] for s in cut])
    chance.shuffle(units)
    batches = []
    # Sorted within large groups only, so that each batch still mixes the sets.
    for group in _groups(units, 32 * pieces, examples):
        group.sort(key=lambda unit: max(_length(examples, s) for s in unit) // 24)
        batches.extend(_packed(group, pieces, examples))
    chance.shuffle(batches)
    return batches


def _groups(
    units: Sequence[list[Stretch]], pieces: int, examples: Sequence[Example]
) -> Iterator[list[list[Stretch]]]:
    group: list[list[Stretch]] = []
    held = 0
    for unit in units:
        group.append(unit)
        held += sum(_length(examples, s) for s in unit)
        if held >= pieces:
            yield group
            group, held = [], 0
    if group:
        yield group


def _packed(
    units: Sequence[list[Stretch]], pieces: int, examples: Sequence[Example]
) -> Iterator[list[Stretch]]:
    batch: list[Stretch] = []
    widest = 0
    for unit in units:
        wider = max(widest, *(_length(examples, s) for s in unit))
        if batch and wider * (len(batch) + len(unit)) > pieces:
            yield batch
            batch, wider = [], max(_length(examples, s) for s in unit)
        batch = [*batch, *unit]
        widest = wider
    if batch:
        yield batch


def _length(examples: Sequence[Example], stretch: Stretch) -> int:
    begin, stop = _piece_range(examples[stretch.example].encoded, stretch)
    return stop - begin


def _piece_range(encoded: Encoded, stretch: Stretch) -> tuple[int, int]:
    first = encoded.first
    stop = first[stretch.end] if stretch.end < len(first) else len(encoded.pieces)
    return int(first[stretch.start]), int(stop)


def collate(examples: Sequence[Example], rows: Sequence[Stretch], special: Special) -> Batch:
    """Build the tensors of one batch."""
    chosen = [examples[row.example] for row in rows]
    ranges = [_piece_range(e.encoded, row) for e, row in zip(chosen, rows, strict=True)]
    pairs = list(zip(chosen, rows, ranges, strict=True))
    return Batch(
        pieces=_pad(
            [
                np.concatenate([[special.before], e.encoded.pieces[b:s], [special.after]])
                for e, _, (b, s) in pairs
            ]
        ),
        features=_pad([np.concatenate([[0], e.encoded.features[b:s], [0]]) for e, _, (b, s) in pairs]),
        mask=_pad([np.ones(s - b + 2, dtype=bool) for b, s in ranges]),
        first=_pad([e.encoded.first[r.start : r.end] - b + 1 for e, r, (b, _) in pairs]),
        word_mask=_pad([np.ones(r.end - r.start, dtype=bool) for r in rows]),
        words=_word_targets(chosen, rows),
        links=_link_targets(chosen, rows),
        texts=_copies(rows),
        starts=torch.tensor([row.start for row in rows]),
    )


def _copies(rows: Sequence[Stretch]) -> Tensor:
    """Number the texts of a batch; one that is seen twice in an epoch may be there twice, copy after copy."""
    opens = [a.example != b.example or b.start <= a.start for a, b in pairwise(rows)]
    return torch.tensor([0, *opens]).cumsum(0)


def _word_targets(examples: Sequence[Example], rows: Sequence[Stretch]) -> dict[str, Tensor]:
    kinds = {name: array.dtype for e in examples for name, array in e.words.items()}
    return {
        name: _pad(
            [
                e.words[name][r.start : r.end] if name in e.words else _silent(r.end - r.start, kind)
                for e, r in zip(examples, rows, strict=True)
            ],
            _silence(kind),
        )
        for name, kind in sorted(kinds.items())
    }


def _silence(kind: np.dtype[np.generic]) -> float:
    return float("nan") if kind.kind == "f" else IGNORE


def _silent(count: int, kind: np.dtype[np.generic]) -> Array:
    return np.full(count, _silence(kind), dtype=kind)


def _link_targets(examples: Sequence[Example], rows: Sequence[Stretch]) -> dict[str, Tensor]:
    names = sorted({name for e in examples for name in e.links})
    return {
        name: torch.from_numpy(
            np.concatenate(
                [
                    _inside(e.links[name], stretch, row)
                    for row, (e, stretch) in enumerate(zip(examples, rows, strict=True))
                    if name in e.links
                ]
            )
        ).long()
        for name in names
    }


def _inside(links: Links, stretch: Stretch, row: int) -> Ints:
    """Return the links that lie wholly in a stretch, its row first, words counted from its start."""
    words = links.rows[:, : links.places]
    absent = words == -1
    kept = (((words >= stretch.start) & (words < stretch.end)) | absent).all(axis=1)
    moved = np.where(absent, -1, words - stretch.start)[kept]
    numbers = np.full(len(moved), row, dtype=np.int32)
    return np.column_stack([numbers, moved, links.rows[kept, links.places :]]).astype(np.int32)


def _pad(rows: Sequence[Array], value: float = 0) -> Tensor:
    width = max(len(row) for row in rows)
    padded = np.full((len(rows), width), value, dtype=rows[0].dtype)
    for number, row in enumerate(rows):
        padded[number, : len(row)] = row
    tensor = torch.from_numpy(padded)
    return tensor if tensor.dtype in {torch.bool, torch.float32} else tensor.long()
