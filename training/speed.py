"""What makes training on a processor fast: kept memory, and cheap dropout."""

from __future__ import annotations

import ctypes
import functools
import sys

import torch
from torch import Tensor, nn

POOL = 1 << 24


def keep_memory() -> None:
    """Tell the C library to keep freed memory for the next step.

    Every step needs the same large blocks. Handing them back and getting them anew, page by page,
    takes several times as long as the arithmetic. Does nothing where the C library isn't glibc.
    """
    if not sys.platform.startswith("linux"):
        return
    library = ctypes.CDLL(None)
    if not hasattr(library, "mallopt"):
        return
    trim, top_pad, mmap_max, arena_max = -1, -2, -4, -8
    for option, value in ((trim, 2**31 - 1), (top_pad, 1 << 28), (mmap_max, 0), (arena_max, 2)):
        library.mallopt(option, value)


class Dropout(nn.Module):
    """Dropout with masks cut at random places from one pool of random numbers.

    Drawing fresh numbers takes a processor as long as the layers between them.
    """

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        """Set a share of the elements of `x` to zero in training, and scale the others up."""
        if not self.training or not self.share:
            return x
        if x.numel() >= POOL:
            return nn.functional.dropout(x, self.share)
        start = int(torch.randint(POOL - x.numel(), ()))
        return x * _pool(self.share, x.device)[start : start + x.numel()].view(x.shape)


@functools.cache
def _pool(share: float, device: torch.device) -> Tensor:
    generator = torch.Generator().manual_seed(round(share * 1000))
    kept = torch.rand(POOL, generator=generator) >= share
    return (kept / (1 - share)).to(torch.bfloat16).to(device)
