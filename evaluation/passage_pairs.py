"""Pairs of passages: the lines of the `gold.jsonl` of a story, as `evaluation/reuse/README.md` has them."""

from __future__ import annotations

from typing import Literal

import msgspec


class GoldPair(msgspec.Struct, frozen=True, kw_only=True):
    """Two passages by their words; `unrelated` ones are on one event, but not one from the other."""

    left: str
    left_words: str
    right: str
    right_words: str
    kind: Literal["exact", "near", "reworded", "unrelated"]
    direction: Literal["left", "none"] = "none"
