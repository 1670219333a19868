"""Dependency trees: biaffine scores of heads and of relations (Dozat and Manning, 2017)."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional

from rashomon.language.layers import Inventory
from training.examples import Batch
from training.heads.base import Head, Loss, projection, with_one

FORBIDDEN = -1e4  # as good as minus infinity, and finite in float32 sums


class Parser(Head):
    """Vectors whose products score arcs; the form between them is folded into the dependent's side."""

    name = "parser"
    group = "syntax"

    def __init__(self, width: int, inventory: Inventory, arc: int = 160, relation: int = 64) -> None:
        super().__init__()
        self.dependent = nn.Sequential(projection(width, arc, 0.3), nn.Linear(arc, arc))
        self.head = projection(width, arc, 0.3)
        self.root = nn.Parameter(torch.zeros(arc))
        self.child = projection(width, relation, 0.3)
        self.parent = projection(width, relation, 0.3)
        self.top = nn.Parameter(torch.zeros(relation))
        count = len(inventory.relations)
        self.forms = nn.Parameter(torch.zeros(count, relation + 1, relation + 1))

    def outputs(self, words: Tensor) -> dict[str, Tensor]:
        return {
            "parser.dependents": self.dependent(words),
            "parser.heads": self.head(words),
            "parser.children": self.child(words),
            "parser.parents": self.parent(words),
        }

    def arrays(self) -> dict[str, Tensor]:
        return {"parser.root": self.root, "parser.top": self.top, "parser.forms": self.forms}

    def losses(self, outputs: Mapping[str, Tensor], batch: Batch) -> dict[str, Loss]:
        arcs = batch.links.get("arcs")
        if arcs is None or not len(arcs):
            return {}
        rows, words, heads, relations = (column.contiguous() for column in arcs.T)
        return {
            "arcs": self._arc_loss(outputs, batch.words["sentence"], rows, words, heads),
            "relations": self._relation_loss(outputs, rows, words, heads, relations),
        }

    def _arc_loss(
        self, outputs: Mapping[str, Tensor], sentences: Tensor, rows: Tensor, words: Tensor, heads: Tensor
    ) -> Loss:
        used = rows.unique()
        dependents = outputs["parser.dependents"][used].float()
        scores = dependents @ outputs["parser.heads"][used].float().transpose(1, 2)
        numbers = sentences[used]
        apart = numbers[:, :, None] != numbers[:, None, :]
        scores = scores.masked_fill(apart, FORBIDDEN)
        scores.diagonal(dim1=1, dim2=2).fill_(0)
        # A word stands for the root in its own column.
        scores = scores + torch.diag_embed(dependents @ self.root)
        place = torch.searchsorted(used, rows)
        loss = functional.cross_entropy(scores[place, words], heads, reduction="sum")
        return Loss(loss, len(rows))

    def _relation_loss(
        self, outputs: Mapping[str, Tensor], rows: Tensor, words: Tensor, heads: Tensor, relations: Tensor
    ) -> Loss:
        children = with_one(outputs["parser.children"][rows, words].float())
        parents = outputs["parser.parents"][rows, heads].float()
        parents = with_one(torch.where((words == heads)[:, None], self.top, parents))
        scores = torch.einsum("na,lab,nb->nl", children, self.forms, parents)
        return Loss(functional.cross_entropy(scores, relations, reduction="sum"), len(rows))
