"""One document word by word: forms, tags, lemmas and trees, for the rules that find and judge statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rashomon.compare.namesakes import age_told
from rashomon.language import Analysis
from rashomon.language.lemmas import lemma
from rashomon.language.tree import Tree, tree_of

MARKS = frozenset('"“”‘’„«»‹›')
"""Quotation marks that are words of their own."""
DEFINITE = frozenset({"the", "this", "that"})
"""What opens a phrase for somebody or something known."""
_LONGEST_AGE = len(("52", "-", "year", "-", "old"))
_HYPHENS = frozenset("-\u2010\u2011\u2013")
_YEARS_OLD = (["year", "old"], ["years", "old"])
Range = tuple[int, int]
"""A half-open range of words."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a document.

    Attributes:
        forms: as they stand in the text.
        lower: the same in lower case.
        xpos: Penn Treebank tags, "" without syntax.
        tree: the dependency trees.
    """

    forms: Sequence[str]
    lower: Sequence[str]
    xpos: Sequence[str]
    tree: Tree

    def lemma(self, word: int) -> str:
        """Return the lemma of a word in lower case."""
        return lemma(self.forms[word], self.tree.upos[word], self.xpos[word]).lower()

    def told(self, head: int) -> Range:
        """Return the words that hang on `head`, without punctuation at either end.

        Quotation marks stay where both are there.
        """
        first, end = self.tree.phrase(head)
        while end - 1 > head and self._is_loose(end - 1, first, end):
            end -= 1
        while first < head and self._is_loose(first, first, end):
            first += 1
        return first, end

    def years_old(self, word: int) -> int | None:
        """Return the age that a number tells: "52-year-old", "52 years old"."""
        behind = [form for form in self.lower[word + 1 : word + _LONGEST_AGE] if form not in _HYPHENS]
        return age_told(self.forms[word]) if behind[:2] in _YEARS_OLD else None

    def _is_loose(self, word: int, first: int, end: int) -> bool:
        if self.tree.upos[word] != "PUNCT":
            return False
        marks = sum(form in MARKS for form in self.forms[first:end])
        return self.forms[word] not in MARKS or marks % 2 == 1


def words_of(analysis: Analysis) -> Words:
    """Return the words of an analysis."""
    forms = [analysis.text[start:end] for start, end in analysis.words.tolist()]
    tags = [analysis.inventory.xpos[tag] for tag in analysis.syntax.xpos.tolist()] or [""] * len(forms)
    return Words(forms, [form.lower() for form in forms], tags, tree_of(analysis))


def overlap(one: Range, others: Iterable[Range]) -> bool:
    """Tell whether a range shares a word with any of `others`."""
    return any(one[0] < end and first < one[1] for first, end in others)
