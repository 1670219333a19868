"""Which blocks of a page are the article, by trafilatura; its answer is laid over the blocks."""

from __future__ import annotations

import re
from typing import Any

from rashomon.model.records import Sourced
from rashomon.read.draft import Found
from rashomon.read.pagetext import PageText

_NOT_WORD = re.compile(r"[\W_]+")
_SHORT = 24  # letters; shorter blocks must be whole lines of the article
_AHEAD = 20_000  # letters looked through for the next block


def article_keys(page: str, shown: PageText) -> tuple[frozenset[int], Found]:
    from trafilatura import bare_extraction  # noqa: PLC0415

    got: Any = bare_extraction(page, include_comments=False, with_metadata=True, fast=True)
    if got is None:
        return frozenset(), Found()
    lines = (got.text or "").split("\n")
    return frozenset(_aligned(lines, shown)), Found(
        title=Sourced(value=got.title, source="trafilatura", score=0.5) if got.title else None,
        published=Sourced(value=got.date, source="htmldate", score=0.5) if got.date else None,
        outlet=Sourced(value=got.sitename, source="trafilatura", score=0.5) if got.sitename else None,
        url=got.url,
    )


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
