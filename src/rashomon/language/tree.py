"""The dependency trees of a document in plain lists, for rules that walk them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rashomon.language.analysis import Analysis  # whose `descriptions` walks trees


@dataclass(frozen=True, slots=True)
class Tree:
    """Head, relation without subtype and UPOS of every word of a document.

    Attributes:
        heads: the word that each word depends on, -1 for the root of a sentence.
        relations: of Universal Dependencies, up to the colon.
        passive: whether a word is the subject of a passive, "nsubj:pass".
        upos: universal parts of speech.
        children: the words that depend on each word, in order.
    """

    heads: Sequence[int]
    relations: Sequence[str]
    passive: Sequence[bool]
    upos: Sequence[str]
    children: Sequence[Sequence[int]] = field(repr=False)

    def top(self, first: int, end: int) -> int:
        """Return the first word of the range `[first, end)` whose head lies outside."""
        return next(word for word in range(first, end) if not first <= self.heads[word] < end)

    def path(self, word: int, above: int) -> list[int]:
        """Return `word` and the words between it and `above`, lowest first; empty where it is not above."""
        found = []
        while word >= 0 and word != above:
            found.append(word)
            word = self.heads[word]
        return found if word == above else []

    def joined(self, word: int) -> list[int]:
        """Return what is coordinated with `word`, before it and after it, without `word`."""
        first = word
        while self.relations[first] == "conj" and self.heads[first] >= 0:
            first = self.heads[first]
        members, at = [first], 0
        while at < len(members):
            members.extend(self.kin(members[at], "conj"))
            at += 1
        return [member for member in members if member != word]

    def phrase(self, word: int) -> tuple[int, int]:
        """Return the range of words from the first to the last that hangs on `word`."""
        first = last = word
        below = [word]
        while below:
            child = below.pop()
            first, last = min(first, child), max(last, child)
            below.extend(self.children[child])
        return first, last + 1

    def has(self, word: int, relation: str) -> bool:
        """Tell whether any word depends on `word` by `relation`."""
        return any(True for _ in self.kin(word, relation))

    def kin(self, word: int, relation: str) -> Iterator[int]:
        """Yield the words that depend on `word` by `relation`."""
        return (child for child in self.children[word] if self.relations[child] == relation)


def tree_of(analysis: Analysis) -> Tree:
    """Return the trees of an analysis; without syntax every word is a root of no part of speech."""
    syntax, inventory = analysis.syntax, analysis.inventory
    count = len(analysis.words)
    if not len(syntax.heads):
        return Tree([-1] * count, [""] * count, [False] * count, [""] * count, [()] * count)
    heads = syntax.heads.tolist()
    children: list[list[int]] = [[] for _ in range(count)]
    for word, head in enumerate(heads):
        if head >= 0:
            children[head].append(word)
    labels = [inventory.relations[label] for label in syntax.relations.tolist()]
    return Tree(
        heads,
        [label.partition(":")[0] for label in labels],
        [label == "nsubj:pass" for label in labels],
        [inventory.upos[tag] for tag in syntax.upos.tolist()],
        children,
    )
