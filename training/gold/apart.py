"""Which texts of a train split training keeps apart, so that errors can be read on them.

Told by the SHA-256 of a text's name, so that the choice is fixed and stands in no list.
"""

from __future__ import annotations

import hashlib


def one_in(count: int, name: str) -> bool:
    """Tell whether a text is the one in `count` whose name is kept apart, by SHA-256."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % count == 0


def apart(name: str) -> bool:
    """Tell whether a train text is kept out of training, so that errors can be read on it: one in 25.

    PolNeAR has a rule of its own, `polnear.held_apart`.
    """
    return one_in(25, name)
