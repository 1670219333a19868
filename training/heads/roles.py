"""Predicates and their arguments, in the terms of PropBank, and how factual each predicate is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from rashomon.language.layers import Inventory
from rashomon.language.paths import DISTANCES, Grown, branch_rows, climb_rows, distance_rows, path_rows
from training.examples import IGNORE, Batch
from training.heads.base import Head, Loss, binary_loss, projection
from training.heads.pairs import PairGold, Standing, WordPairs
from training.speed import Dropout

Trees = Callable[[Mapping[str, Tensor], Tensor, Tensor], Grown]


class Roles(Head):
    """The log-odds that a word is a predicate, and what scores its arguments: vectors, and places in trees.

    The trees are those that the parser finds at that moment, not gold's: at run time there are no others.
    """

    name = "roles"
    gold = "predicate"
    loss_names = ("predicate", "arguments")
    group = "reference"

    def __init__(self, width: int, inventory: Inventory, trees: Trees, inner: int = 64) -> None:
        super().__init__()
        self.trees = trees
        self.predicate = nn.Sequential(Dropout(0.1), nn.Linear(width, 1))
        self.pairs = WordPairs(width, inner, len(inventory.roles))
        relations, labels = len(inventory.relations), 1 + 2 * len(inventory.roles)
        self.branches = nn.Parameter(torch.zeros(branch_rows(relations), labels))
        self.climbs = nn.Parameter(torch.zeros(climb_rows(relations), labels))
        self.distances = nn.Parameter(torch.zeros(DISTANCES, labels))

    def outputs(self, words: Tensor) -> dict[str, Tensor]:
        return {
            "roles.predicate": self.predicate(words).squeeze(-1),
            "roles.marked": self.pairs.marked(words),
            "roles.words": self.pairs.word(words),
        }

    def arrays(self) -> dict[str, Tensor]:
        return {
            "roles.forms": self.pairs.forms,
            "roles.branches": self.branches,
            "roles.climbs": self.climbs,
            "roles.distances": self.distances,
        }

    def scalars(self) -> list[nn.Parameter]:
        return [self.branches, self.climbs, self.distances]

    def losses(self, outputs: Mapping[str, Tensor], batch: Batch) -> dict[str, Loss]:
        if "predicate" not in batch.words:
            return {}
        found = {"predicate": binary_loss(outputs["roles.predicate"], batch.words["predicate"])}
        anchors = batch.links["frames"]
        if len(anchors):
            gold = PairGold(batch.words["sentence"], anchors, batch.links["arguments"])
            standing = self._standing(outputs, batch)
            found["arguments"] = self.pairs.loss(
                outputs["roles.marked"], outputs["roles.words"], gold, standing
            )
        return found

    def _standing(self, outputs: Mapping[str, Tensor], batch: Batch) -> Standing:
        sentences = batch.words["sentence"]
        told = (batch.words["predicate"] != IGNORE).any(1)
        trees = self.trees(outputs, told, sentences)

        def scores(rows: Tensor, marked: Tensor, words: Tensor) -> Tensor:
            above, below = ((rows * sentences.shape[1] + x).numpy().astype(np.int32) for x in (marked, words))
            branch, climb = path_rows(trees, above, below)
            found = zip(
                (self.branches, self.climbs, self.distances),
                (branch, climb, distance_rows(above, below)),
                strict=True,
            )
            return torch.stack([table[torch.from_numpy(row).long()] for table, row in found]).sum(0)

        return scores


class Factuality(Head):
    """One number a word, -3 to 3: whether what a predicate tells of happened, and how sure that is."""

    name = "factuality"
    gold = "factuality"
    loss_names = ("factuality",)
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
