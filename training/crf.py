"""Linear-chain conditional random fields (Lafferty, McCallum and Pereira, 2001)."""

from __future__ import annotations

import torch
from torch import Tensor

FORBIDDEN = -1e4  # as good as minus infinity, and finite in float32 sums


def field_loss(emissions: Tensor, labels: Tensor, mask: Tensor, transitions: Tensor, start: Tensor) -> Tensor:
    """Return float `[n]`, the negative log-likelihood of each label path, in nats.

    Args:
        emissions: float `[n, w, l]`.
        labels: int `[n, w]`.
        mask: bool `[n, w]`, true for words, which come first in every row.
        transitions: float `[l, l]`, from one label to the next.
        start: float `[l]`.
    """
    chosen = emissions.gather(2, labels[:, :, None]).squeeze(2) * mask
    steps = transitions[labels[:, :-1], labels[:, 1:]] * mask[:, 1:]
    path = chosen.sum(1) + steps.sum(1) + start[labels[:, 0]]
    return log_partition(emissions, mask, transitions, start) - path


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
