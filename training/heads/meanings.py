"""The meaning of sentences, kept from the base model: near where the base model says near."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.examples import Batch
from training.heads.base import Head, Loss

SCALE = 10.0  # squared differences of cosines are small beside other losses


class Meanings(Head):
    """A vector a word; the mean over a sentence is its meaning.

    Learned by relational knowledge distillation (Park et al., 2019).

    Attributes:
        teacher: float16 `[n, width]`, the base model's vectors of length one; not part of the weights.
    """

    name = "meanings"
    gold = "meanings"
    loss_names = ("meanings",)
    group = "reference"

    def __init__(self, width: int, inner: int = 128) -> None:
        super().__init__()
        self.vector = nn.Linear(width, inner)
        self.teacher = torch.zeros(0, width, dtype=torch.float16)

    def outputs(self, words: Tensor) -> dict[str, Tensor]:
        return {"meanings.vectors": self.vector(words)}

    def losses(self, outputs: Mapping[str, Tensor], batch: Batch) -> dict[str, Loss]:
        sentences = batch.links.get("meanings")
        if sentences is None or len(sentences) < 2:  # noqa: PLR2004 - a distance needs two
            return {}
        rows, first, last, numbers = sentences.T
        sums = functional.pad(outputs["meanings.vectors"].float().cumsum(1), (0, 0, 1, 0))
        ours = functional.normalize(sums[rows, last + 1] - sums[rows, first], dim=-1)
        theirs = self.teacher[numbers].float()
        difference = (ours @ ours.T - theirs @ theirs.T).square().fill_diagonal_(0)
        return {"meanings": Loss(SCALE * difference.mean(1).sum(), len(sentences))}
