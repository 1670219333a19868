"""Predicates and their arguments, in the terms of PropBank, and how factual each predicate is."""

from __future__ import annotations

from collections.abc import Mapping

from torch import Tensor, nn
from torch.nn import functional

from rashomon.language.layers import Inventory
from training.examples import Batch
from training.heads.base import Head, Loss, binary_loss, projection
from training.heads.pairs import WordPairs
from training.speed import Dropout


class Roles(Head):
    """The log-odds that a word is a predicate, and vectors that score its arguments."""

    name = "roles"
    group = "reference"

    def __init__(self, width: int, inventory: Inventory, inner: int = 64) -> None:
        super().__init__()
        self.predicate = nn.Sequential(Dropout(0.1), nn.Linear(width, 1))
        self.pairs = WordPairs(width, inner, len(inventory.roles))

    def outputs(self, words: Tensor) -> dict[str, Tensor]:
        return {
            "roles.predicate": self.predicate(words).squeeze(-1),
            "roles.marked": self.pairs.marked(words),
            "roles.words": self.pairs.word(words),
        }

    def arrays(self) -> dict[str, Tensor]:
        return {"roles.forms": self.pairs.forms}

    def losses(self, outputs: Mapping[str, Tensor], batch: Batch) -> dict[str, Loss]:
        if "predicate" not in batch.words:
            return {}
        found = {"predicate": binary_loss(outputs["roles.predicate"], batch.words["predicate"])}
        anchors = batch.links["frames"]
        if len(anchors):
            found["arguments"] = self.pairs.loss(
                outputs["roles.marked"],
                outputs["roles.words"],
                batch.words["sentence"],
                anchors,
                batch.links["arguments"],
            )
        return found


class Factuality(Head):
    """One number a word, -3 to 3: whether what a predicate tells of happened, and how sure that is."""

    name = "factuality"
    group = "reference"

    def __init__(self, width: int, inner: int = 64) -> None:
        super().__init__()
        self.value = nn.Sequential(projection(width, inner, 0.1), nn.Linear(inner, 1))

    def outputs(self, words: Tensor) -> dict[str, Tensor]:
        return {"factuality.value": self.value(words).squeeze(-1)}

    def losses(self, outputs: Mapping[str, Tensor], batch: Batch) -> dict[str, Loss]:
        if "factuality" not in batch.words:
            return {}
        gold = batch.words["factuality"]
        kept = ~gold.isnan()
        values = outputs["factuality.value"][kept].float()
        return {"factuality": Loss(functional.mse_loss(values, gold[kept], reduction="sum"), int(kept.sum()))}
