"""Labelled spans that do not overlap: entities and time expressions, by B/I labels."""

from __future__ import annotations

from collections.abc import Mapping

from torch import Tensor, nn

from training.examples import Batch
from training.heads.base import Head, Loss, label_loss
from training.speed import Dropout


class Spans(Head):
    """Scores of 1 + 2k labels a word: outside, then begin and inside of each kind."""

    group = "spans"

    def __init__(self, name: str, width: int, kinds: int) -> None:
        super().__init__()
        self.name = self.gold = name
        self.loss_names = (name,)
        self.labels = nn.Sequential(Dropout(0.1), nn.Linear(width, 1 + 2 * kinds))

    def outputs(self, words: Tensor) -> dict[str, Tensor]:
        return {f"{self.name}.labels": self.labels(words)}

    def losses(self, outputs: Mapping[str, Tensor], batch: Batch) -> dict[str, Loss]:
        if self.name not in batch.words:
            return {}
        return {self.name: label_loss(outputs[f"{self.name}.labels"], batch.words[self.name])}
