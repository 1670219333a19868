"""Roles in events by rules over dependency trees alone: the baseline of what the product finds.

Of the word of an event: its subject is the actor, that of a passive the object; an object is the object; an
indirect object the recipient. Of its obliques one with an entity that is a place in it is the place, one that
overlaps a time is nothing (times are not scored), one with "by" in a passive the actor, any other an "other".
What fills a role is the phrase without its preposition and without clauses, appositions and coordination.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from evaluation.scores.topics import PLACE, Anchor, Role
from rashomon.language import Analysis
from rashomon.language.arrays import Ints
from rashomon.language.tree import Tree, tree_of
from rashomon.model.offsets import Span

_PLAIN = {"nsubj": "actor", "obj": "object", "iobj": "recipient"}
_PLACES = frozenset({"Location", "Facility"})
_NOT_OF_PHRASE = frozenset({"acl", "appos", "case", "cc", "conj", "parataxis", "punct"})


def plain_roles(events: Iterable[Anchor], analysis: Analysis) -> Iterator[Role]:
    """Yield the roles of events of one document, whose triggers are code points of the analysed text."""
    tree = tree_of(analysis)
    labels = np.array([analysis.inventory.entities[label] in _PLACES for label in analysis.entities.labels])
    places = analysis.entities.spans[np.flatnonzero(labels)]
    for event in events:
        word = tree.top(*analysis.words_in(event.spans[0]))
        is_passive = any(tree.passive[child] for child in tree.children[word])
        for child in tree.children[word]:
            first, end = _phrase(tree, child)
            role = _PLAIN.get(tree.relations[child])
            if tree.passive[child]:
                role = "object"
            elif tree.relations[child] == "obl" and not _touches(analysis.times.spans, first, end):
                by = is_passive and _is_by(tree, child, analysis)
                role = PLACE if _touches(places, first, end) else "actor" if by else "other"
            if role:
                span = Span(int(analysis.words[first, 0]), int(analysis.words[end - 1, 1]))
                yield Role(event.id, role, (span,))


def _phrase(tree: Tree, word: int) -> tuple[int, int]:
    """Return the range of words from the first to the last of the phrase of `word`."""
    first = last = word
    below = [word]
    while below:
        child = below.pop()
        first, last = min(first, child), max(last, child)
        below.extend(each for each in tree.children[child] if tree.relations[each] not in _NOT_OF_PHRASE)
    return first, last + 1


def _touches(spans: Ints, first: int, end: int) -> bool:
    return bool(((spans[:, 0] < end) & (spans[:, 1] > first)).any())


def _is_by(tree: Tree, word: int, analysis: Analysis) -> bool:
    cases = (Span(*analysis.words[case].tolist()) for case in tree.kin(word, "case"))
    return any(case.of(analysis.text).casefold() == "by" for case in cases)
