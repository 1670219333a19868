"""Which blocks of a page are the article, by trafilatura; its answer is laid over the blocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from rashomon.model.records import Sourced

if TYPE_CHECKING:
    from rashomon.read.pagetext import PageText

_NOT_WORD = re.compile(r"[\W_]+")
_LONGEST_PAGE = 4_000_000  # characters of a raw page; beyond, the looks of its blocks must do
_SHORT = 24  # letters; shorter blocks must be whole lines of the article
_AHEAD = 20_000  # letters looked through for the next block


def article_blocks(page: str, shown: PageText) -> frozenset[int]:
    """Return the numbers of the blocks that trafilatura takes for the article."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - a third of a second to import

    if len(page) > _LONGEST_PAGE:
        return frozenset()
    got: Any = bare_extraction(page, include_comments=False, with_metadata=False, fast=True)
    lines = (got.text or "").split("\n") if got is not None else []
    return frozenset(_aligned(lines, shown))


def searched_date(page: str) -> Sourced | None:
    """Return the date that htmldate finds in the markup of a page, for pages that say it in no usual way."""
    from htmldate import find_date  # noqa: PLC0415 - needed for few pages

    if len(page) > _LONGEST_PAGE:
        return None
    date = find_date(page, extensive_search=False, original_date=True)
    return Sourced(value=str(date), source="htmldate", score=0.5) if date else None


def _aligned(lines: list[str], shown: PageText) -> set[int]:
    keys = [_NOT_WORD.sub("", line).casefold() for line in lines]
    whole = "\n".join(keys)
    short = {key for key in keys if key}
    chosen: set[int] = set()
    position = 0
    for number, block in enumerate(shown.blocks):
        key = _NOT_WORD.sub("", shown.text[block.start : block.end]).casefold()
        if len(key) < _SHORT:
            if key in short:
                chosen.add(number)
            continue
        at = whole.find(key, position, position + len(key) + _AHEAD)
        if at >= 0:
            chosen.add(number)
            position = at
    return chosen
