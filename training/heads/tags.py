"""Parts of speech, the treebank's own tags, and features, each by one softmax."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from torch import Tensor, nn

from rashomon.language.layers import Inventory
from training.examples import Batch
from training.heads.base import Head, Loss, label_loss, projection


class Tags(Head):
    """Tags of each word; features are one label for each combination seen in gold."""

    name = "tags"
    gold = "upos"
    group = "syntax"
    KINDS: ClassVar = ("upos", "xpos", "features")
    loss_names = KINDS

    def __init__(self, width: int, inventory: Inventory, inner: int = 192) -> None:
        super().__init__()
        self.inner = projection(width, inner, 0.2)
        counts = {kind: len(getattr(inventory, kind)) for kind in self.KINDS}
        self.kinds = nn.ModuleDict({kind: nn.Linear(inner, count) for kind, count in counts.items()})

    def outputs(self, words: Tensor) -> dict[str, Tensor]:
        inner = self.inner(words)
        return {f"tags.{kind}": layer(inner) for kind, layer in self.kinds.items()}

    def exported(self, words: Tensor) -> dict[str, Tensor]:
        return {name: scores.argmax(dim=-1) for name, scores in self.outputs(words).items()}

    def losses(self, outputs: Mapping[str, Tensor], batch: Batch) -> dict[str, Loss]:
        return {
            kind: label_loss(outputs[f"tags.{kind}"], batch.words[kind])
            for kind in self.KINDS
            if kind in batch.words
        }
