"""Who and what an event is told of: its core, without which one verb makes one event of two.

"The crane dropped its load" and "the council dropped the plan" are told by one verb, and so are "the thieves
took a van" and "the rehearsal took place". Words that say nothing of who or what it is, such as pronouns and
"people", are not of the core; whom a pronoun means is known by the actor.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from rashomon.compare.figures import are_persons, tolls
from rashomon.compare.wordlists import COMMON_WORDS
from rashomon.compare.words import NO_CONTENT, Vocabulary, fold
from rashomon.model.corpus import Extraction
from rashomon.model.offsets import Span
from rashomon.model.records import Event

Key = int | str
"""A content stem, or the id of an actor."""
_UNDERGOING = frozenset({"recipient", "object"})
_DOING = frozenset({"actor"})
_BESIDE = frozenset({"other", "instrument"})
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+")
_ANYBODY = frozenset("anybody anyone everybody everyone nobody none somebody someone".split())
_NO_ONE = re.compile(r"\b(?:no|any|some|every) one\b", re.IGNORECASE)
_LIGHT = frozenset(
    """
    ask asks asked asking become becomes became becoming bring brings brought bringing come comes came
    coming gave get gets getting give gives given giving go goes going gone got gotten had has have
    having held hold holding holds keep keeping keeps kept laid lay laying lays let lets letting look
    looked looking looks made make makes making put puts putting ran run running runs said say saying
    says saw see seeing seen sees set sets setting stand standing stands stood take taken takes taking
    tell telling tells told took turn turned turning turns use used uses using want wanted wanting wants
    went
    """.split()
)
"""Forms of verbs that do not say what was done: who or what it was done to tells that."""


@dataclass(frozen=True, slots=True)
class Core:
    """Who and what an event is told of.

    Attributes:
        doing: who does it.
        undergoing: whom or what it is done to.
        beside: with what, where and how else.
        some: whether it is done by or to people, whoever they are: "nobody was arrested".
    """

    doing: frozenset[Key]
    undergoing: frozenset[Key]
    beside: frozenset[Key]
    some: bool

    @property
    def main(self) -> frozenset[Key]:
        """Return what tells an event from others of its verb: what undergoes it, else who does it."""
        return self.undergoing or self.doing

    @property
    def whole(self) -> frozenset[Key]:
        """Return everybody and everything that takes part."""
        return self.doing | self.undergoing | self.beside

    def shares(self, other: Core) -> bool:
        """Tell whether what either is told of has a part in the other."""
        return not (self.main.isdisjoint(other.whole) and other.main.isdisjoint(self.whole))

    def is_of_others(self, other: Core) -> bool:
        """Tell whether both say what they are told of, and nothing of that has a part in the other."""
        return bool(self.main) and bool(other.main) and not self.shares(other)


class Cores:
    """The cores of the events of a run."""

    def __init__(self, extraction: Extraction) -> None:
        self._texts = {document.id: document.text for document in extraction.documents}
        self._people = {actor.id for actor in extraction.actors if actor.type in {"person", "group"}}
        self._vocabulary = Vocabulary()
        self._known: dict[str, Core] = {}

    def of(self, event: Event) -> Core:
        """Return the core of an event."""
        if event.id not in self._known:
            some = any(
                each.actor in self._people or self._is_anybody(event, each.span)
                for each in event.participants
            )
            doing, undergoing, beside = (self._keys(event, roles) for roles in (_DOING, _UNDERGOING, _BESIDE))
            self._known[event.id] = Core(doing, undergoing, beside, some)
        return self._known[event.id]

    def one_toll(self, one: Event, other: Event) -> bool:
        """Tell events that count the killed, the injured or the arrested alike."""
        return not tolls(one.figures).isdisjoint(tolls(other.figures))

    def are_light(self, one: Event, other: Event) -> bool:
        """Tell events of a verb that does not say what was done, and in which nobody takes part in both."""
        if not (_is_light(one) or _is_light(other)) or self.one_toll(one, other):
            return False
        return self.of(one).whole.isdisjoint(self.of(other).whole)

    def are_of_others(self, one: Event, other: Event) -> bool:
        """Tell events that are told of others: of a load and of a plan."""
        return not self.one_toll(one, other) and self.of(one).is_of_others(self.of(other))

    def are_of_one(self, one: Event, other: Event) -> bool:
        """Tell events of which it can be seen that they are told of the same, as far as they say of whom."""
        if self.one_toll(one, other):
            return True
        ours, theirs = self.of(one), self.of(other)
        if _is_light(one) or _is_light(other):
            return _words_alone(ours).shares(_words_alone(theirs))
        return ours.shares(theirs) or (ours.some and theirs.some)

    def _keys(self, event: Event, roles: Container[str]) -> frozenset[Key]:
        own = [each for each in event.participants if each.role in roles]
        keys: set[Key] = {each.actor for each in own if each.actor is not None}
        for each in own:
            keys |= self._stems(each.span.of(self._texts[event.document]))
        return frozenset(keys) - self._stems(event.trigger.text)

    def _stems(self, words: str) -> frozenset[int]:
        told = (word for word in _WORD.findall(words) if not _says_little(word))
        return frozenset(self._vocabulary.look_up(word)[1] for word in told) - {NO_CONTENT}

    def _is_anybody(self, event: Event, span: Span) -> bool:
        words = span.of(self._texts[event.document])
        return bool(_NO_ONE.search(words)) or any(
            fold(word) in _ANYBODY or are_persons(word) for word in _WORD.findall(words)
        )


def _words_alone(core: Core) -> Core:
    """Return a core without the actors that pronouns may mean: "he asked me", "they asked him"."""
    parts = (core.doing, core.undergoing, core.beside)
    doing, undergoing, beside = (frozenset(key for key in own if isinstance(key, int)) for own in parts)
    return Core(doing, undergoing, beside, core.some)


def _says_little(word: str) -> bool:
    folded = fold(word)
    return folded in COMMON_WORDS or folded in _ANYBODY or folded.isdigit() or are_persons(word)


def _is_light(event: Event) -> bool:
    return fold(" ".join(event.trigger.text.split())) in _LIGHT
