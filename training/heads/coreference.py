"""Mentions by their head words, and the antecedent of each (Dobrovolskii, 2021; Lee et al., 2017)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from rashomon.language.coreference import FEATURE_SIZES, KEYS, MENTION_REACH, pair_features
from training.examples import Batch
from training.heads.base import Head, Loss, binary_loss, projection
from training.speed import Dropout

FORBIDDEN = -1e4  # as good as minus infinity, and finite in float32 sums


class Coreference(Head):
    """The log-odds that a word heads a mention, vectors that find its ends, and vectors that link it."""

    name = "coreference"
    gold = "mention"
    loss_names = ("mention", "ends", "links")
    group = "reference"

    def __init__(self, width: int, ends: int = 32, link: int = 128) -> None:
        super().__init__()
        self.mention = nn.Sequential(Dropout(0.1), nn.Linear(width, 1))
        self.ends = nn.Sequential(projection(width, 4 * ends, 0.1), nn.Linear(4 * ends, 4 * ends))
        self.anaphor = nn.Sequential(projection(width, link, 0.2), nn.Linear(link, link))
        self.antecedent = projection(width, link, 0.2)
        self.tables = nn.ParameterList(nn.Parameter(torch.zeros(size)) for size in FEATURE_SIZES)

    def outputs(self, words: Tensor) -> dict[str, Tensor]:
        return {
            "coreference.mention": self.mention(words).squeeze(-1),
            "coreference.ends": self.ends(words),
            "coreference.anaphor": self.anaphor(words),
            "coreference.antecedent": self.antecedent(words),
        }

    def arrays(self) -> dict[str, Tensor]:
        return {f"coreference.table{number}": table for number, table in enumerate(self.tables)}

    def scalars(self) -> list[nn.Parameter]:
        return list(self.tables)

    def losses(self, outputs: Mapping[str, Tensor], batch: Batch) -> dict[str, Loss]:
        if "mention" not in batch.words:
            return {}
        found = {"mention": binary_loss(outputs["coreference.mention"], batch.words["mention"])}
        mentions = batch.links["mentions"]
        if len(mentions):
            found["ends"] = self._end_loss(outputs["coreference.ends"], mentions)
            found["links"] = self._link_loss(outputs, mentions, batch)
        return found

    def _end_loss(self, ends: Tensor, mentions: Tensor) -> Loss:
        """Pick the first and the last word of each mention, seen from its head."""
        rows, heads, first, last = mentions[:, :4].T
        shaped = ends.float().unflatten(-1, (4, -1))
        total = ends.new_zeros((), dtype=torch.float32)
        width = ends.shape[1]
        for part, gold, direction in ((0, first, -1), (2, last, 1)):
            places = heads[:, None] + direction * torch.arange(MENTION_REACH)
            outside = (places < 0) | (places >= width)
            keys = shaped[rows[:, None], places.clamp(0, width - 1), part + 1]
            scores = torch.einsum("nd,nkd->nk", shaped[rows, heads, part], keys)
            steps = ((gold - heads) * direction).clamp(0, MENTION_REACH - 1)
            total = total + functional.cross_entropy(
                scores.masked_fill(outside, FORBIDDEN), steps, reduction="sum"
            )
        return Loss(total, len(mentions))

    def _link_loss(self, outputs: Mapping[str, Tensor], mentions: Tensor, batch: Batch) -> Loss:
        total, count = outputs["coreference.anaphor"].new_zeros((), dtype=torch.float32), 0
        for chosen in _by_text(mentions, batch):
            rows, heads = chosen[:, 0], chosen[:, 1]
            later = outputs["coreference.anaphor"][rows, heads].float()
            earlier = outputs["coreference.antecedent"][rows, heads].float()
            total = total + self._antecedents(later, earlier, chosen, batch.starts[rows])
            count += len(chosen)
        return Loss(total, count)

    def _antecedents(self, later: Tensor, earlier: Tensor, mentions: Tensor, starts: Tensor) -> Tensor:
        """Return the marginal likelihood of all right antecedents, none where there is none."""
        count = len(mentions)
        scores = later @ earlier.T / later.shape[1] ** 0.5
        spans = (mentions[:, 2:4] + starts[:, None]).numpy().astype(np.int32)
        spans[:, 1] += 1
        keys = mentions[:, 5 : 5 + KEYS].numpy().astype(np.int32)
        rows = pair_features(keys, spans, slice(0, count), slice(0, count))
        shown = sum(t[torch.from_numpy(r).long()] for t, r in zip(self.tables, rows, strict=True))
        earlier_only = torch.ones(count, count, dtype=torch.bool).tril(-1)
        scores = torch.where(earlier_only, scores + shown, FORBIDDEN)
        scores = torch.cat([scores, scores.new_zeros(count, 1)], dim=1)
        right = (mentions[:, None, 4] == mentions[None, :, 4]).tril(-1)
        right = torch.cat([right, ~right.any(dim=1, keepdim=True)], dim=1)
        gold = scores.masked_fill(~right, FORBIDDEN * 2).logsumexp(1)
        return (scores.logsumexp(1) - gold).sum()


def _by_text(mentions: Tensor, batch: Batch) -> Iterator[Tensor]:
    """Yield the mentions of each text, in order of their heads."""
    texts = batch.texts[mentions[:, 0]]
    for text in texts.unique():
        chosen = mentions[texts == text]
        places = batch.starts[chosen[:, 0]] + chosen[:, 1]
        yield chosen[places.argsort(stable=True)]
