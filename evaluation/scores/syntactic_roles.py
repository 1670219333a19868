"""Roles in events by rules over dependency trees alone: the baseline of what the product finds.

Of the word of an event the subject is the actor, that of a passive the object; a word coordinated with
another has that one's subject where it has none of its own. An object is the object, an indirect object the
recipient. The agent of a passive is the actor, whatever stands in it. Of a noun what "of" leads in is the
object, what "by" leads in and a possessive the actor, what "to" leads in the recipient. Of other obliques and
modifiers one that overlaps a time is nothing (times are not scored), one with an entity that is a place in it
the place, any other an "other". What fills a role is the phrase without its preposition and without clauses,
appositions and coordination.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from evaluation.scores.topics import PLACE, Anchor, Role
from rashomon.extract.words import Words, words_of
from rashomon.language import Analysis
from rashomon.language.arrays import Ints
from rashomon.model.offsets import Span

_PLAIN = {"obj": "object", "iobj": "recipient"}
_LED = {"of": "object", "by": "actor", "to": "recipient"}
_PLACES = frozenset({"Location", "Facility"})
_NOT_OF_PHRASE = frozenset({"acl", "appos", "case", "cc", "conj", "parataxis", "punct"})


def plain_roles(events: Iterable[Anchor], analysis: Analysis) -> Iterator[Role]:
    """Yield the roles of events of one document, whose triggers are code points of the analysed text."""
    rules = _rules_for(analysis)
    for event in events:
        word = rules.words.tree.top(*analysis.words_in(event.spans[0]))
        for child, role in rules.roles(word):
            first, end = rules.phrase(child)
            span = Span(int(analysis.words[first, 0]), int(analysis.words[end - 1, 1]))
            yield Role(event.id, role, (span,))


@dataclass(frozen=True, slots=True)
class _Rules:
    """The words of a document, their relations with subtypes, and its places and times in ranges of words."""

    words: Words
    relations: Sequence[str]
    places: Ints
    times: Ints

    def roles(self, word: int) -> Iterator[tuple[int, str]]:
        """Yield the heads of the phrases that fill roles of the event `word`, with the role."""
        for child in self.subjects(word):
            yield child, "object" if self.is_passive(word) else "actor"
        for child in self.words.tree.children[word]:
            if role := self.role(child):
                yield child, role

    def subjects(self, word: int) -> list[int]:
        """Return the subject of a word, or that of the one it is coordinated with."""
        tree = self.words.tree
        own = list(tree.kin(word, "nsubj"))
        return own if own or tree.relations[word] != "conj" else self.subjects(tree.heads[word])

    def is_passive(self, word: int) -> bool:
        """Tell whether a word is a passive, by itself or with the auxiliary of one ("was seen and heard")."""
        tree = self.words.tree
        own = {self.relations[child] for child in tree.children[word]}
        if own & {"nsubj:pass", "aux:pass"}:
            return True
        if tree.relations[word] != "conj" or self.words.xpos[word] != "VBN" or own & {"nsubj", "aux"}:
            return False
        return self.is_passive(tree.heads[word])

    def role(self, child: int) -> str:
        """Return the role of an object, oblique or modifier in what it depends on; "" for none."""
        relation = self.words.tree.relations[child]
        if relation not in {"obl", "nmod"}:
            return _PLAIN.get(relation, "")
        return self.led(child) or self.loose(child)

    def led(self, child: int) -> str:
        """Return the role of an oblique or modifier by how it is led in; "" where that does not tell."""
        relation = self.relations[child]
        if relation == "obl:agent":
            return "actor"
        if not relation.startswith("nmod") or _touches(self.times, child, child + 1):
            return ""
        if relation == "nmod:poss":
            return "actor"
        cases = (self.words.lower[case] for case in self.words.tree.kin(child, "case"))
        return next((_LED[case] for case in cases if case in _LED), "")

    def loose(self, child: int) -> str:
        """Return the role of an oblique or modifier by what it is."""
        first, end = self.phrase(child)
        if _touches(self.times, first, end):
            return ""
        return PLACE if _touches(self.places, first, end) else "other"

    def phrase(self, word: int) -> tuple[int, int]:
        """Return the range of words from the first to the last of the phrase of `word`."""
        tree = self.words.tree
        first = last = word
        below = [word]
        while below:
            child = below.pop()
            first, last = min(first, child), max(last, child)
            below.extend(each for each in tree.children[child] if tree.relations[each] not in _NOT_OF_PHRASE)
        return first, last + 1


def _rules_for(analysis: Analysis) -> _Rules:
    inventory, entities = analysis.inventory, analysis.entities
    is_place = np.array([inventory.entities[label] in _PLACES for label in entities.labels], bool)
    relations = [inventory.relations[label] for label in analysis.syntax.relations.tolist()]
    return _Rules(words_of(analysis), relations, entities.spans[is_place], analysis.times.spans)


def _touches(spans: Ints, first: int, end: int) -> bool:
    return bool(((spans[:, 0] < end) & (spans[:, 1] > first)).any())
