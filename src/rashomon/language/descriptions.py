"""How a text describes the persons that it names: name, title and nationality told apart.

In "Kestrian foreign minister Ansa Verrel" the name is an entity and the words before it are its
description, in which "Kestrian" is an entity of its own. Entities hold bare names, as in the
guidelines of worldwide-ner; what goes with a name is read from the tree, in the relations that
Universal Dependencies has for it (`nmod:desc`, `compound`, `amod`, `appos`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rashomon.language.tree import Tree, tree_of

if TYPE_CHECKING:
    from rashomon.language.analysis import Analysis  # which imports this file

PERSON = "Person"
_DESCRIBES = frozenset({"amod", "compound", "flat", "nmod", "nummod"})  # without subtypes
_ENDS = frozenset({"acl", "parataxis", "punct"})


@dataclass(frozen=True, slots=True)
class Description:
    """What a text calls a person beside the name.

    Attributes:
        person: index in `Analysis.entities`.
        words: the range of words, the name and articles left out.
        entities: those that lie in it, such as a nationality: indices in `Analysis.entities`.
    """

    person: int
    words: tuple[int, int]
    entities: tuple[int, ...]


def descriptions(analysis: Analysis) -> list[Description]:
    """Return the descriptions of all persons, in order; empty where entities or trees are missing."""
    if PERSON not in analysis.inventory.entities or not len(analysis.syntax.heads):
        return []
    spans = [(first, end) for first, end in analysis.entities.spans.tolist()]
    person = analysis.inventory.entities.index(PERSON)
    tree = tree_of(analysis)
    labels = analysis.entities.labels.tolist()
    names = {
        word for span, label in zip(spans, labels, strict=True) if label == person for word in range(*span)
    }
    return [
        Description(number, (first, end), tuple(_within(spans, first, end)))
        for number, (span, label) in enumerate(zip(spans, labels, strict=True))
        if label == person
        for first, end in (_before(tree, span, names), *_after(tree, span, _sentence_end(analysis, span)))
        if first < end
    ]


def _before(tree: Tree, name: tuple[int, int], names: set[int]) -> tuple[int, int]:
    """Return the words before a name that describe it, with or without a comma between."""
    top = tree.top(*name)
    above = _noun(tree, name, top)
    end = name[0] - (above < name[0] - 1 and tree.relations[name[0] - 1] == "punct")
    first = end
    while first > 0 and first - 1 not in names and _describes(tree, first - 1, above):
        first -= 1
    while first < end and tree.relations[first] == "case":  # "Torr's wife, Ana Veld": the mark goes with Torr
        first += 1
    return first, end


def _noun(tree: Tree, name: tuple[int, int], top: int) -> int:
    """Return the head of a description and its name, whichever of the two hangs on the other.

    "Foreign minister Ansa Verrel": the name may be an apposition; or both, wrongly, the same object.
    """
    noun, before = tree.heads[top], name[0] - 1
    if tree.relations[top] == "appos" and 0 <= noun < name[0]:
        return noun
    if before >= 0 and tree.heads[before] == noun >= 0 and tree.relations[before] == tree.relations[top]:
        return before
    return top


def _describes(tree: Tree, word: int, above: int) -> bool:
    path = tree.path(word, above)
    return word == above or (bool(path) and tree.relations[path[-1]] in _DESCRIBES)


def _sentence_end(analysis: Analysis, span: tuple[int, int]) -> int:
    ends = analysis.sentences[:, 1]
    return int(ends[np.searchsorted(ends, span[0], side="right")])


def _after(tree: Tree, name: tuple[int, int], stop: int) -> Iterator[tuple[int, int]]:
    """Yield what stands beside a name as another noun for it: "Ansa Verrel, minister of trade"."""
    top = tree.top(*name)
    for noun in range(name[1], stop):
        if tree.heads[noun] == top and tree.relations[noun] == "appos" and tree.upos[noun] == "NOUN":
            yield _around(tree, noun, name[1])


def _around(tree: Tree, noun: int, least: int) -> tuple[int, int]:
    """Return the range of words that hang on a noun, without articles before and clauses behind it."""
    first = end = noun
    while first > least and _describes(tree, first - 1, noun):
        first -= 1
    while end < len(tree.heads) and (end == noun or tree.path(end, noun)) and not _is_end(tree, end, noun):
        end += 1
    return first, end


def _is_end(tree: Tree, word: int, noun: int) -> bool:
    return word != noun and any(tree.relations[each] in _ENDS for each in tree.path(word, noun))


def _within(spans: Sequence[tuple[int, int]], first: int, end: int) -> Iterator[int]:
    return (number for number, span in enumerate(spans) if first <= span[0] and span[1] <= end)
