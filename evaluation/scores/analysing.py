"""Analyses of gold texts by the shipped language core: from raw text, or on gold words and sentences.

All of a gold text is taken for body, a paragraph for each stretch between blank lines: what of a text
is page furniture is the matter of `pages`, and gold sets mark all of their texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rashomon.language import Analyser, Analysis, CutText, plain_document
from rashomon.model.offsets import Span


def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the stretches between blank lines."""
    return tuple(part.span for part in plain_document(text).parts)


def from_raw(texts: Iterable[tuple[str, str]]) -> Iterator[Analysis]:
    """Yield an analysis for each name and text, in order."""
    return Analyser().analyse(plain_document(text, name) for name, text in texts)


def on_gold_words(texts: Iterable[CutText]) -> Iterator[Analysis]:
    """Yield an analysis for each text, in order, its words and sentences those of gold."""
    return Analyser().analyse_words(replace(cut, paragraphs=paragraphs(cut.text)) for cut in texts)


def sentence_ranges(firsts: Sequence[int], count: int) -> list[tuple[int, int]]:
    """Return the half-open ranges of words of sentences that begin at `firsts`."""
    return list(zip(firsts, (*firsts[1:], count), strict=True)) if firsts else []
