"""Dependency trees: biaffine scores of heads and of relations (Dozat and Manning, 2017)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from rashomon.language.labels import opened
from rashomon.language.layers import Inventory
from rashomon.language.parsing import relations, trees
from rashomon.language.paths import Grown, grow
from training.examples import IGNORE, Batch
from training.heads.base import Head, Loss, projection, with_one

FORBIDDEN = -1e4  # as good as minus infinity, and finite in float32 sums


class Parser(Head):
    """Vectors whose products score arcs; the form between them is folded into the dependent's side."""

    name = "parser"
    gold = "arcs"
    loss_names = ("arcs", "relations")
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
        self.root_label = inventory.relations.index("root") if count else 0
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

    @torch.no_grad()
    def grown(self, outputs: Mapping[str, Tensor], rows: Tensor, sentences: Tensor) -> Grown:
        """Return the trees that are found now, as they will be at run time.

        Words are numbered through: those of row i of the outputs stand from i times their width.

        Args:
            outputs: of the parser.
            rows: bool `[b]`, the rows that consist of whole sentences; in the others no word has a head.
            sentences: int `[b, w]`, the number of the sentence of each word of these rows, else `IGNORE`.
        """
        told = (sentences != IGNORE) & rows[:, None]
        names = ("dependents", "heads", "children", "parents")
        dependents, above, children, parents = (
            outputs[f"parser.{name}"][told].float().numpy() for name in names
        )
        numbers = (sentences + torch.arange(len(sentences))[:, None] * (int(sentences.max()) + 1))[told]
        ranges = opened(np.diff(numbers.numpy(), prepend=-1) != 0)
        found, _ = trees(dependents, above, self.root.numpy(), ranges)
        labels, _ = relations(children, parents, self.forms.numpy(), found, self.root_label)
        places = told.flatten().nonzero().squeeze(1).numpy().astype(np.int32)
        heads, kinds = np.full(told.numel(), -1, np.int32), np.zeros(told.numel(), np.int32)
        heads[places], kinds[places] = np.where(found < 0, -1, places[found]), labels
        return grow(heads, kinds, len(self.forms))

    def losses(self, outputs: Mapping[str, Tensor], batch: Batch) -> dict[str, Loss]:
        arcs = batch.links.get("arcs")
        if arcs is None or not len(arcs):
            return {}
        rows, words, heads, kinds = (column.contiguous() for column in arcs.T)
        return {
            "arcs": self._arc_loss(outputs, batch.words["sentence"], rows, words, heads),
            "relations": self._relation_loss(outputs, rows, words, heads, kinds),
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
        self, outputs: Mapping[str, Tensor], rows: Tensor, words: Tensor, heads: Tensor, kinds: Tensor
    ) -> Loss:
        children = with_one(outputs["parser.children"][rows, words].float())
        parents = outputs["parser.parents"][rows, heads].float()
        parents = with_one(torch.where((words == heads)[:, None], self.top, parents))
        scores = torch.einsum("na,lab,nb->nl", children, self.forms, parents)
        return Loss(functional.cross_entropy(scores, kinds, reduction="sum"), len(rows))
