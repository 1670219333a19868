"""Where sentences begin."""

from __future__ import annotations

from collections.abc import Mapping

from torch import Tensor, nn

from training.examples import Batch
from training.heads.base import Head, Loss, binary_loss
from training.speed import Dropout


class Sentences(Head):
    """One score a word: the log-odds that a sentence begins with it."""

    name = "sentences"
    gold = "opens"
    loss_names = ("opens",)
    group = "syntax"

    def __init__(self, width: int) -> None:
        super().__init__()
        self.opens = nn.Sequential(Dropout(0.1), nn.Linear(width, 1))

    def outputs(self, words: Tensor) -> dict[str, Tensor]:
        return {"sentences.opens": self.opens(words).squeeze(-1)}

    def losses(self, outputs: Mapping[str, Tensor], batch: Batch) -> dict[str, Loss]:
        if "opens" not in batch.words:
            return {}
        return {"opens": binary_loss(outputs["sentences.opens"], batch.words["opens"])}
