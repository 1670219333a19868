"""Whose those are that texts call by what they are alone: "the finance minister" of which state.

An owner stands in a mention ("the finance minister of Lurmia"), right before one ("Lurmia's ministry"), or in
the title of somebody ("Kestrian President"), or is the state that an actor acts for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain, product

from rashomon.compare.names import body_name, is_proper
from rashomon.compare.owned import is_one_owner
from rashomon.compare.wordlists import COMMON_WORDS, FUNCTION_WORDS
from rashomon.model.corpus import Extraction
from rashomon.model.records import Actor, Mention

_OFFICIAL = frozenset(
    """
    ambassador army cabinet chancellor embassy government king military minister ministers ministry navy
    parliament premier president queen senate
    """.split()
)
"""What each state has one of, so that a text need not say which one it means."""
_CAPITALISED = r"([^\W\d_a-z][\w-]*(?: (?=[^\W\d_a-z])[\w-]+)?)"
_OF = re.compile(rf"\bof (?:the )?{_CAPITALISED}")
_OPENING = re.compile(rf"^(?:[Tt]he )?{_CAPITALISED}(?:['’]s?)? ")
_BEFORE = re.compile(rf"\b{_CAPITALISED}(?:['’]s?)? $")
_CAPITAL = re.compile(r"\b[^\W\d_a-z][^\W\d_]+")
_ARTICLE = re.compile(r"(?:the|an?)\b", re.IGNORECASE)
_LANDS = frozenset({"country", "place"})
_NEAR = 40  # characters
_TWO = 2
_BEGINNING = 4  # letters


class Whose:
    """The owners of the actors of a run, and the states of its stories."""

    def __init__(self, extraction: Extraction) -> None:
        self._actors = {actor.id: actor for actor in extraction.actors}
        self._texts = {document.id: document.text for document in extraction.documents}
        self._story = {document.id: document.story or document.id for document in extraction.documents}
        self._known: dict[str, tuple[str, ...]] = {}
        self._mentions: defaultdict[str, list[Mention]] = defaultdict(list)
        for mention in extraction.mentions:
            self._mentions[mention.actor or ""].append(mention)

    def may_be_one(self, one: str, other: str) -> bool:
        """Tell whether nothing says that two actors, by their ids, are of two owners.

        An official without an owner is of the one state that its text names.
        """
        ours, theirs = self._owner(one), self._owner(other)
        return not ours or not theirs or any(is_one_owner(*pair) for pair in product(ours, theirs))

    def is_open(self, actor: str) -> bool:
        """Tell an official without an owner in a text that names several states, who may be that of any."""
        return not self._owners.get(actor) and len(self._around(actor)) >= _TWO

    def _owner(self, actor: str) -> frozenset[str]:
        around = self._around(actor)
        return self._owners.get(actor) or frozenset(around if len(around) == 1 else ())

    def _around(self, actor: str) -> list[str]:
        """Return the states that the texts of an official name."""
        if not self._is_official(self._actors[actor]):
            return []
        documents = {each.document for each in self._mentions[actor]}
        return sorted({state for each in documents for state in self._named(each)})

    def _named(self, document: str) -> tuple[str, ...]:
        """Return the states of its story that a text names, by their names or their adjectives."""
        if document not in self._known:
            self._known[document] = tuple(self._naming(document))
        return self._known[document]

    def _naming(self, document: str) -> Iterator[str]:
        capitals: defaultdict[str, set[str]] = defaultdict(set)
        for word in _CAPITAL.findall(self._texts[document]):
            capitals[_key(word)].add(word.casefold())
        states = ((state, state.partition(" ")[0]) for state in self._states[self._story[document]])
        for state, opening in states:
            if any(is_one_owner(opening, word) for word in capitals[_key(opening)]):
                yield state

    @cached_property
    def _owners(self) -> Mapping[str, frozenset[str]]:
        return {
            actor.id: frozenset(word.casefold() for word in self._words(actor) if self._is_known(word))
            for actor in self._actors.values()
        }

    def _words(self, actor: Actor) -> Iterator[str]:
        """Yield the words that may say whose an actor is."""
        yield from (each.state for each in actor.acts_for)
        for role in actor.roles:
            yield from (match[1] for match in (_OPENING.match(role.title), _OF.search(role.title)) if match)
        for mention in self._mentions[actor.id] if actor.type in {"person", "organisation"} else ():
            yield from (
                match[1] for match in (_OPENING.match(mention.text), _OF.search(mention.text)) if match
            )
            before = self._texts[mention.document][max(0, mention.span.start - _NEAR) : mention.span.start]
            match = None if _ARTICLE.match(mention.text) else _BEFORE.search(before)
            yield from (match[1],) if match else ()

    def _is_known(self, word: str) -> bool:
        """Tell the name of a state or place, or its adjective, from other words in capitals: "Transport"."""
        folded = word.casefold()
        if folded in FUNCTION_WORDS | COMMON_WORDS:
            return False
        return any(is_one_owner(folded, name) for name in self._lands.get(_key(folded), ()))

    @cached_property
    def _lands(self) -> Mapping[str, frozenset[str]]:
        """Return what may be a state, by how its name begins; of what is no body, any single word."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        states = (each.state for actor in self._actors.values() for each in actor.acts_for)
        lands = (actor for actor in self._actors.values() if actor.type != "organisation")
        names = (name for each in lands for name in each.names if each.type in _LANDS or " " not in name)
        for name in chain(states, filter(is_proper, names)):
            found[_key(name)].add(name.casefold())
        return {key: frozenset(names) for key, names in found.items()}

    @cached_property
    def _states(self) -> Mapping[str, list[str]]:
        """Return the states of each story: its countries, and those of its officials."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for actor in self._actors.values():
            own = {name.casefold() for name in actor.names} if actor.type == "country" else set[str]()
            own |= {each.state.casefold() for each in actor.acts_for}
            if self._is_official(actor):
                own |= self._owners[actor.id]
            for story in {self._story[each.document] for each in self._mentions[actor.id]}:
                for state in sorted(own):
                    if not any(is_one_owner(state, known) for known in found[story]):
                        found[story].append(state)
        return found

    @staticmethod
    def _is_official(actor: Actor) -> bool:
        words = (*actor.names, *(role.title for role in actor.roles))
        return any(not _OFFICIAL.isdisjoint(body_name(name).tokens) for name in words)


def _key(name: str) -> str:
    """Return what names of one owner begin their last word with."""
    return name.casefold().rpartition(" ")[2][:_BEGINNING]
