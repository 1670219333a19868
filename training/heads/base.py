"""What every head gives: outputs for each word, a loss against gold, and arrays for decoding."""

from __future__ import annotations

import abc
from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.examples import IGNORE, Batch
from training.speed import Dropout

GROUPS = ("syntax", "spans", "reference")


@dataclass(frozen=True, slots=True)
class Loss:
    """A summed loss in nats and the number of units (words, links ...) that it was summed over."""

    total: Tensor
    units: int


class Head(nn.Module, abc.ABC):
    """One task on the shared encoder.

    Attributes:
        name: unique among heads; its outputs and arrays begin with it and a full stop.
        gold: the targets, of words or links, without which it learns nothing.
        loss_names: what `losses` returns where there is gold for all; unique among heads.
        group: which mix of layers it reads, one of `GROUPS`.
    """

    name: str
    gold: str
    loss_names: tuple[str, ...]
    group: str

    @abc.abstractmethod
    def outputs(self, words: Tensor) -> dict[str, Tensor]:
        """Map word vectors `[b, w, width]` to named outputs `[b, w, ...]`."""

    def exported(self, words: Tensor) -> dict[str, Tensor]:
        """Map word vectors to what the model file gives, where that is less than training needs."""
        return self.outputs(words)

    def forward(self, words: Tensor) -> dict[str, Tensor]:
        """Do as `exported`; a module that is called gives its name to the nodes of the model file."""
        return self.exported(words)

    @abc.abstractmethod
    def losses(self, outputs: Mapping[str, Tensor], batch: Batch) -> dict[str, Loss]:
        """Return the named losses on what gold `batch` holds for this head; without gold there is none."""

    def arrays(self) -> dict[str, Tensor]:
        """Return what decoding needs beside the outputs, by name."""
        return {}

    def scalars(self) -> list[nn.Parameter]:
        """Return the parameters that are single scores; they need larger steps than matrices do."""
        return []


def projection(width: int, inner: int, dropout: float) -> nn.Sequential:
    """Return a layer that maps `width` to `inner` with a nonlinearity, dropout on both sides."""
    return nn.Sequential(Dropout(0.1), nn.Linear(width, inner), nn.GELU(approximate="tanh"), Dropout(dropout))


def label_loss(scores: Tensor, labels: Tensor) -> Loss:
    """Return the cross-entropy of `scores` `[..., l]` with `labels` `[...]`, `IGNORE` left out."""
    flat = labels.flatten()
    kept = flat != IGNORE
    if not kept.any():
        return Loss(scores.new_zeros(()), 0)
    chosen = scores.flatten(0, -2)[kept].float()
    return Loss(functional.cross_entropy(chosen, flat[kept], reduction="sum"), int(kept.sum()))


def binary_loss(scores: Tensor, labels: Tensor) -> Loss:
    """Return the binary cross-entropy of log-odds `[...]` with 0 or 1 `[...]`, `IGNORE` left out."""
    kept = labels != IGNORE
    loss = functional.binary_cross_entropy_with_logits(
        scores[kept].float(), labels[kept].float(), reduction="sum"
    )
    return Loss(loss, int(kept.sum()))


def with_one(vectors: Tensor) -> Tensor:
    """Append a column of ones, so that a bilinear form holds the linear terms too."""
    return torch.cat([vectors, torch.ones_like(vectors[..., :1])], dim=-1)
