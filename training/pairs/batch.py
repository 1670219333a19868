"""Encoded pairs as tensors, and what the network loses on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from rashomon.language.arrays import Ints
from rashomon.language.pair_encoding import PairEncoder, Pieces
from training.pairs.network import PairNetwork
from training.pairs.sampling import Example
from training.pairs.tasks import TASKS, Labelled

IMPOSSIBLE = -1e4  # as good as minus infinity, and finite in float32 sums


@dataclass(frozen=True, slots=True)
class Texts:
    """Int `[b, t]` pieces and features, and bool `[b, t]`, true where there is text."""

    pieces: Tensor
    features: Tensor
    mask: Tensor


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one task in a batch.

    Attributes:
        task: the task's name.
        rows: int `[r]`, which rows of the batch.
        target: int `[r]`, classes.
        forbidden: bool `[r, classes]`, classes that the row's set does not tell apart.
    """

    task: str
    rows: Tensor
    target: Tensor
    forbidden: Tensor


def build(items: Iterable[Labelled], tokenizer: Tokenizer, limit: int) -> list[Example]:
    """Encode labelled pairs with at most `limit` wordpieces each."""
    encoder = PairEncoder(tokenizer, limit)
    return [_example(item, encoder) for item in items]


def _example(item: Labelled, encoder: PairEncoder) -> Example:
    classes = item.task.classes
    allowed = tuple(map(classes.index, item.allowed))
    pieces = encoder.pair(item.first, item.second, item.marked)
    return Example(item.set, item.task, pieces, classes.index(item.label), allowed)


def collate(texts: Sequence[Pieces], device: torch.device) -> Texts:
    """Build the tensors of texts or pairs, padded to the longest."""
    mask = _pad([np.ones(len(text), dtype=np.int32) for text in texts]).bool()
    pieces, features = _pad([text.pieces for text in texts]), _pad([text.features for text in texts])
    return Texts(pieces.to(device), features.to(device), mask.to(device))


def by_task(examples: Sequence[Example], device: torch.device) -> list[Rows]:
    """Return the gold of a batch, task by task; tasks without a row are left out."""
    found = []
    for task in TASKS:
        rows = [row for row, example in enumerate(examples) if example.task == task]
        forbidden = torch.ones(len(rows), len(task.classes), dtype=torch.bool)
        for number, row in enumerate(rows):
            forbidden[number, list(examples[row].allowed)] = False
        target = torch.tensor([examples[row].target for row in rows], device=device)
        if rows:
            found.append(Rows(task.name, torch.tensor(rows, device=device), target, forbidden.to(device)))
    return found


def scores_of(outputs: dict[str, Tensor], rows: Rows) -> Tensor:
    """Return float scores `[r, classes]` of the rows of one task, those of unknown classes impossible."""
    return outputs[rows.task][rows.rows].float().masked_fill(rows.forbidden, IMPOSSIBLE)


def task_losses(network: PairNetwork, texts: Texts, gold: Sequence[Rows]) -> dict[str, Tensor]:
    """Return the cross-entropy of each task in nats, summed over its rows."""
    with torch.autocast(texts.pieces.device.type, dtype=torch.bfloat16):
        outputs = network(texts.pieces, texts.features, texts.mask)
    return {
        rows.task: functional.cross_entropy(scores_of(outputs, rows), rows.target, reduction="sum")
        for rows in gold
    }


def distance(network: PairNetwork, base: PairNetwork, texts: Texts) -> Tensor:
    """Return how far embeddings lie from the base's: one minus the cosine, mean over texts."""
    with torch.autocast(texts.pieces.device.type, dtype=torch.bfloat16):
        ours = network.embed(texts.pieces, texts.features, texts.mask)
        with torch.no_grad():
            theirs = base.embed(texts.pieces, texts.features, texts.mask)
    return (1 - (ours * theirs).sum(1)).mean()


def _pad(rows: Sequence[Ints]) -> Tensor:
    padded = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
    for number, row in enumerate(rows):
        padded[number, : len(row)] = row
    return torch.from_numpy(padded)
