"""The losses of the statement head: a conditional random field for spans, head selection for links."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from training.network import StatementHead


def span_loss(head: StatementHead, emissions: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
    """Return the mean negative log-likelihood of a word's label under the field, in nats.

    Args:
        head: holds the transition and start scores.
        emissions: float `[b, w, 7]`.
        labels: int `[b, w]`.
        mask: bool `[b, w]`, true for words, which come first in every row.
    """
    transitions, start = head.legal_scores()
    emissions = emissions.float()
    total = _log_partition(emissions, mask, transitions, start) - _path_score(
        emissions, labels, mask, transitions, start
    )
    return total.sum() / mask.sum()


def _path_score(
    emissions: Tensor, labels: Tensor, mask: Tensor, transitions: Tensor, start: Tensor
) -> Tensor:
    chosen = emissions.gather(2, labels[:, :, None]).squeeze(2) * mask
    steps = transitions[labels[:, :-1], labels[:, 1:]] * mask[:, 1:]
    return chosen.sum(1) + steps.sum(1) + start[labels[:, 0]]


def _log_partition(emissions: Tensor, mask: Tensor, transitions: Tensor, start: Tensor) -> Tensor:
    scores = start[None] + emissions[:, 0]
    for t in range(1, emissions.shape[1]):
        after = torch.logsumexp(scores[:, :, None] + transitions[None], dim=1) + emissions[:, t]
        scores = torch.where(mask[:, t, None], after, scores)
    return torch.logsumexp(scores, dim=1)


def link_loss(scores: Tensor, target: Tensor) -> Tensor:
    """Return the summed cross-entropy of picking `target` int `[c]` from `scores` `[c, h]`."""
    return functional.cross_entropy(scores, target, reduction="sum")
