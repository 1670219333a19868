"""Statements: cues, and for each cue the pieces of its source and its content.

Every word has one of seven labels (B/I of source, cue and content, or none). For each cue a
linear-chain conditional random field (Lafferty, McCallum and Pereira, 2001) labels the words
around it as its source, its content or neither, from those scores and a biaffine score of word and
cue. So spans are decoded whole, may be shared by cues, and may stand inside one another.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn

from rashomon.language.attribution import (
    DISTANCES,
    LABELS,
    PIECES,
    UNARY,
    distance_rows,
    legal_piece_transitions,
)
from training.examples import IGNORE, Batch, repaired
from training.heads.base import Head, Loss, label_loss, projection, with_one
from training.speed import Dropout

FORBIDDEN = -1e4  # as good as minus infinity, and finite in float32 sums


class Attributions(Head):
    """Label scores, and vectors that score whose piece a word is."""

    name = "attributions"
    group = "spans"

    def __init__(self, width: int, inner: int = 64) -> None:
        super().__init__()
        self.labels = nn.Sequential(Dropout(0.1), nn.Linear(width, len(LABELS)))
        self.cue = projection(width, inner, 0.1)
        self.word = projection(width, inner, 0.1)
        self.forms = nn.Parameter(torch.zeros(len(PIECES) - 1, inner + 1, inner + 1))
        self.distance = nn.Parameter(_nearness())
        self.transitions = nn.Parameter(torch.zeros(len(PIECES), len(PIECES)))
        self.start = nn.Parameter(torch.zeros(len(PIECES)))
        self.register_buffer("legal", torch.from_numpy(legal_piece_transitions()))

    def outputs(self, words: Tensor) -> dict[str, Tensor]:
        return {
            "attributions.labels": self.labels(words),
            "attributions.cues": self.cue(words),
            "attributions.words": self.word(words),
        }

    def arrays(self) -> dict[str, Tensor]:
        transitions, start = self.legal_scores()
        return {
            "attributions.forms": self.forms,
            "attributions.distance": self.distance,
            "attributions.transitions": transitions,
            "attributions.start": start,
        }

    def scalars(self) -> list[nn.Parameter]:
        return [self.distance, self.transitions, self.start]

    def legal_scores(self) -> tuple[Tensor, Tensor]:
        """Return transition and start scores with the illegal ones made impossible."""
        transitions = self.transitions.masked_fill(~self.legal, FORBIDDEN)
        return transitions, self.start.masked_fill(~self.legal[0], FORBIDDEN)

    def losses(self, outputs: Mapping[str, Tensor], batch: Batch) -> dict[str, Loss]:
        if "attributions" not in batch.words:
            return {}
        labels = batch.words["attributions"]
        found = {"labels": label_loss(outputs["attributions.labels"], labels)}
        cues = batch.links["cues"]
        if len(cues):
            gold = self._gold(cues, batch.links["pieces"], labels.shape[1])
            wrong = _wrong_cues(outputs["attributions.labels"].detach(), labels, 1 + len(cues) // 3)
            none = torch.zeros(len(wrong), labels.shape[1], dtype=torch.long)
            cues, gold = torch.cat([cues, wrong]), torch.cat([gold, none])
            emissions = self._emissions(outputs, cues, batch)
            found["pieces"] = Loss(self._field_loss(emissions, gold, batch.word_mask[cues[:, 0]]), len(cues))
        return found

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
        unary = unary_scores(outputs["attributions.labels"].float())[rows]
        vectors = outputs["attributions.cues"].float()
        cue = with_one((vectors[rows, first] + vectors[rows, last]) / 2)
        mixed = torch.einsum("na,lab->nlb", cue, self.forms)
        paired = torch.einsum("nlb,nwb->nwl", mixed, with_one(outputs["attributions.words"][rows].float()))
        places = torch.arange(unary.shape[1])
        steps = torch.from_numpy(distance_rows(places.numpy(), first.numpy(), last.numpy())).long()
        emissions = unary + torch.nn.functional.pad(paired + self.distance[steps], (1, 0))
        opens = (batch.words["paragraph"][rows] == 1)[:, :, None]
        goes_on = torch.tensor([kind.startswith("I-") for kind in PIECES])
        return emissions.masked_fill(opens & goes_on, FORBIDDEN)

    def _field_loss(self, emissions: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        transitions, start = self.legal_scores()
        chosen = emissions.gather(2, labels[:, :, None]).squeeze(2) * mask
        steps = transitions[labels[:, :-1], labels[:, 1:]] * mask[:, 1:]
        path = chosen.sum(1) + steps.sum(1) + start[labels[:, 0]]
        return (log_partition(emissions, mask, transitions, start) - path).sum()


def unary_scores(labels: Tensor) -> Tensor:
    """Map scores of the seven labels `[..., 7]` to those of `PIECES` `[..., 5]`; cues count as outside."""
    outside = torch.logsumexp(labels[..., list(UNARY[0])], dim=-1, keepdim=True)
    return torch.cat([outside, labels[..., list(UNARY[1])]], dim=-1)


def log_partition(emissions: Tensor, mask: Tensor, transitions: Tensor, start: Tensor) -> Tensor:
    """Return float `[n]`, the log of the summed exponents of all label paths.

    Steps are joined pairwise in a tree (as in Rush, 2020, "Torch-Struct"): a logarithm of
    the number of rounds that going word by word would take.

    Args:
        emissions: float `[n, w, l]`.
        mask: bool `[n, w]`, true for words, which come first in every row.
        transitions: float `[l, l]`.
        start: float `[l]`.
    """
    count = emissions.shape[2]
    same = torch.full((count, count), FORBIDDEN).fill_diagonal_(0.0)
    steps = transitions[None, None] + emissions[:, 1:, None, :]
    steps = torch.where(mask[:, 1:, None, None], steps, same)
    if not steps.shape[1]:
        return torch.logsumexp(start + emissions[:, 0], dim=1)
    while steps.shape[1] > 1:
        if steps.shape[1] % 2:
            steps = torch.cat([steps, same.expand(len(steps), 1, count, count)], dim=1)
        left, right = steps[:, 0::2], steps[:, 1::2]
        steps = torch.logsumexp(left[..., :, :, None] + right[..., None, :, :], dim=-2)
    first = (start + emissions[:, 0])[:, :, None]
    return torch.logsumexp(first + steps[:, 0], dim=(1, 2))


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
    """Return first biases `[d, 4]`: none up to 31 words, then ever less likely to begin a piece."""
    steps = (torch.arange(DISTANCES) - DISTANCES // 2).abs()
    bias = torch.zeros(DISTANCES, len(PIECES) - 1)
    bias[:, ::2] = -0.7 * (steps - 5).clamp(min=0).float()[:, None]
    return bias
