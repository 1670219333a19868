"""Statements: cues, and for each cue the pieces of its source and its content.

Every word has one of seven labels (B/I of source, cue and content, or none). For each cue a
linear-chain conditional random field (Lafferty, McCallum and Pereira, 2001) labels the words
around it as its source, its content or neither, from those scores and a biaffine score of word and
cue. Cues compete for content: each has the share of a word that a softmax over all cues in sight
gives it. So spans are decoded whole, may be shared by cues, and may stand inside one another.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional

from rashomon.language.assembly import FIRST_LINKS, FULL_TRUST
from rashomon.language.attribution import DISTANCES, LABELS, OWNER, PIECES, UNARY, distance_rows
from rashomon.language.labels import legal_chain
from training.crf import FORBIDDEN, field_loss
from training.examples import IGNORE, Batch, repaired
from training.heads.base import Head, Loss, projection, with_one
from training.speed import Dropout


class Attributions(Head):
    """Label scores, and vectors that score whose piece a word is."""

    group = "spans"
    name = gold = "attributions"
    loss_names = ("labels", "pieces")

    def __init__(self, width: int, inner: int = 64) -> None:
        super().__init__()
        self.labels = nn.Sequential(Dropout(0.1), nn.Linear(width, len(LABELS)))
        self.cue = projection(width, inner, 0.1)
        self.word = projection(width, inner, 0.1)
        self.forms = nn.Parameter(torch.zeros(len(PIECES), inner + 1, inner + 1))
        self.distance = nn.Parameter(_nearness())
        self.label_chain = LegalChain(len(LABELS))
        self.piece_chain = LegalChain(len(PIECES))

    def outputs(self, words: Tensor) -> dict[str, Tensor]:
        return {
            f"{self.name}.labels": self.labels(words),
            f"{self.name}.cues": self.cue(words),
            f"{self.name}.words": self.word(words),
        }

    def arrays(self) -> dict[str, Tensor]:
        found = {
            f"{self.name}.forms": self.forms,
            f"{self.name}.distance": self.distance,
            f"{self.name}.links": torch.from_numpy(FIRST_LINKS),
            f"{self.name}.trust": torch.from_numpy(FULL_TRUST),
        }
        for name, chain in (("label", self.label_chain), ("piece", self.piece_chain)):
            transitions, start = chain()
            found |= {f"{self.name}.{name}_transitions": transitions, f"{self.name}.{name}_start": start}
        return found

    def scalars(self) -> list[nn.Parameter]:
        return [self.distance, *self.label_chain.parameters(), *self.piece_chain.parameters()]

    def losses(self, outputs: Mapping[str, Tensor], batch: Batch) -> dict[str, Loss]:
        if self.gold not in batch.words:
            return {}
        found = {"labels": self._label_loss(outputs[f"{self.name}.labels"], batch)}
        if len(batch.links["cues"]):
            found["pieces"] = self._piece_loss(outputs, batch)
        return found

    def _label_loss(self, scores: Tensor, batch: Batch) -> Loss:
        labels = batch.words[self.gold]
        rows = (labels != IGNORE).any(1)
        opens, mask = batch.words["paragraph"][rows] == 1, batch.word_mask[rows]
        emissions = broken_at(scores[rows].float(), opens)
        # A row may begin inside a span; its padding is no label, and left out by the mask.
        gold = torch.from_numpy(repaired(labels[rows].clamp(min=0).numpy())).long()
        losses = field_loss(emissions, gold, mask, *self.label_chain())
        return Loss(losses.sum(), int(mask.sum()))

    def _piece_loss(self, outputs: Mapping[str, Tensor], batch: Batch) -> Loss:
        cues, labels = batch.links["cues"], batch.words[self.gold]
        gold = self._gold(cues, batch.links["pieces"], labels.shape[1])
        wrong = _wrong_cues(outputs[f"{self.name}.labels"].detach(), labels, 1 + len(cues) // 3)
        none = torch.zeros(len(wrong), labels.shape[1], dtype=torch.long)
        cues, gold = torch.cat([cues, wrong]), torch.cat([gold, none])
        emissions = self._emissions(outputs, cues, batch)
        losses = field_loss(emissions, gold, batch.word_mask[cues[:, 0]], *self.piece_chain())
        return Loss(losses.sum(), len(cues))

    def _gold(self, cues: Tensor, pieces: Tensor, width: int) -> Tensor:
        """Return labels int `[n, width]`, indices in `PIECES`, for each cue."""
        labels = torch.zeros(len(cues), width, dtype=torch.long)
        numbers = {cue: i for i, cue in enumerate(map(tuple, cues.tolist()))}
        for row, cue_first, cue_last, first, last, kind in pieces.tolist():
            number = numbers[row, cue_first, cue_last]
            labels[number, first : last + 1] = 2 + 2 * kind
            labels[number, first] = 1 + 2 * kind
        # Pieces overlap where attributions share a cue: what goes on after another must begin anew.
        return torch.from_numpy(repaired(labels.numpy())).long()

    def _emissions(self, outputs: Mapping[str, Tensor], cues: Tensor, batch: Batch) -> Tensor:
        """Return float `[n, w, 5]`, the score of each piece label for each word, seen from each cue."""
        rows, first, last = cues.T
        unary = unary_scores(outputs[f"{self.name}.labels"].float())[rows]
        vectors = outputs[f"{self.name}.cues"].float()
        cue = with_one((vectors[rows, first] + vectors[rows, last]) / 2)
        mixed = torch.einsum("na,lab->nlb", cue, self.forms)
        paired = torch.einsum("nlb,nwb->nwl", mixed, with_one(outputs[f"{self.name}.words"][rows].float()))
        places = torch.arange(unary.shape[1])
        steps = torch.from_numpy(distance_rows(places.numpy(), first.numpy(), last.numpy())).long()
        paired = paired + self.distance[steps]
        owned = _shares(paired[..., OWNER], rows)[..., None] * torch.tensor([0.0, 0.0, 1.0, 1.0])
        emissions = unary + functional.pad(paired[..., 1:] + owned, (1, 0))
        return broken_at(emissions, batch.words["paragraph"][rows] == 1)


class LegalChain(nn.Module):
    """Transition and start scores in which an inside only goes on from its own kind."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(labels, labels))
        self.start = nn.Parameter(torch.zeros(labels))
        self.register_buffer("legal", torch.from_numpy(legal_chain(labels).transitions == 0))

    def forward(self) -> tuple[Tensor, Tensor]:
        """Return the scores `[l, l]` and `[l]`, the illegal ones made impossible."""
        transitions = self.transitions.masked_fill(~self.legal, FORBIDDEN)
        return transitions, self.start.masked_fill(~self.legal[0], FORBIDDEN)


def broken_at(emissions: Tensor, opens: Tensor) -> Tensor:
    """Forbid every inside `[n, w, l]` at words that open a paragraph, bool `[n, w]`."""
    goes_on = torch.arange(emissions.shape[2]) % 2 == 0
    goes_on[0] = False
    return emissions.masked_fill(opens[:, :, None] & goes_on, FORBIDDEN)


def _shares(scores: Tensor, rows: Tensor) -> Tensor:
    """Return the log of each cue's share in each word: scores `[n, w]` set against other cues of the row."""
    shares = torch.zeros_like(scores)
    for row in rows.unique():
        own = rows == row
        shares[own] = scores[own].log_softmax(dim=0)
    return shares


def unary_scores(labels: Tensor) -> Tensor:
    """Map scores of the seven labels `[..., 7]` to those of `PIECES` `[..., 5]`; cues count as outside."""
    outside = torch.logsumexp(labels[..., list(UNARY[0])], dim=-1, keepdim=True)
    return torch.cat([outside, labels[..., list(UNARY[1])]], dim=-1)


def _wrong_cues(scores: Tensor, labels: Tensor, count: int) -> Tensor:
    """Return int `[k, 3]`: the words that look most like cues and are none; they have no pieces."""
    cue = LABELS.index("B-cue")
    is_cue = (labels == cue) | (labels == cue + 1)
    odds = scores.float().log_softmax(-1)[..., cue].masked_fill(is_cue | (labels == IGNORE), FORBIDDEN)
    best = odds.flatten().topk(min(count, odds.numel()))
    kept = best.indices[best.values > FORBIDDEN / 2]
    rows, words = kept // labels.shape[1], kept % labels.shape[1]
    return torch.stack([rows, words, words], dim=1)


def _nearness() -> Tensor:
    """Return first biases `[d, 5]`: none up to 31 words, then ever less likely to begin a piece."""
    steps = (torch.arange(DISTANCES) - DISTANCES // 2).abs()
    bias = torch.zeros(DISTANCES, len(PIECES))
    bias[:, 1::2] = -0.7 * (steps - 5).clamp(min=0).float()[:, None]
    return bias
