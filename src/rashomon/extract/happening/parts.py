"""Who and what takes part in an event, in which role."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from rashomon.extract.words import Range, Words
from rashomon.model.records import ActorType

Part = Literal["actor", "recipient", "instrument", "object", "other"]
_WITH = frozenset({"with", "using"})
_CORE: Mapping[str, Part] = {
    "ARG0": "actor",
    "ARG1": "object",
    "ARG2": "other",
    "ARG3": "other",
    "ARG4": "other",
}
PEOPLE = frozenset(
    """
    activist adult agent baby bystander casualty child citizen civilian colleague crew crowd demonstrator
    deputy detainee doctor driver family fighter fisherman girl guard hostage inhabitant inspector
    journalist leader man member minister mother nurse officer official opponent parent passenger patient
    people person policeman politician prisoner protester refugee relative reporter resident soldier staff
    student supporter suspect teacher troop troops villager victim voter woman worker boy injured wounded dead
    """.split()
)
"""Nouns for people, whom things are done to."""
_TO = frozenset({"to", "for"})
LIVING: frozenset[ActorType] = frozenset({"person", "organisation", "group", "country"})
"""Types of actors who do things."""


@dataclass(frozen=True, slots=True)
class Taking:
    """Somebody or something that takes part: the words, their head, and the role."""

    words: Range
    head: int
    role: Part


def taking_part(
    words: Words, verb: int, arguments: Mapping[str, list[Range]], types: Mapping[int, ActorType]
) -> Iterator[Taking]:
    """Yield who and what takes part.

    Args:
        words: of the document.
        verb: the predicate.
        arguments: ranges of words by PropBank's labels.
        types: the types of actors by the words that refer to them.
    """
    for label, role in _CORE.items():
        for argument in arguments.get(label, ()):
            for phrase, head in _members(words, argument):
                if not _only_says_so(words, verb, head):
                    yield Taking(phrase, head, _role(role, words, head, types.get(head)))
    for argument in arguments.get("ARGM-MNR", ()):
        if words.lower[argument[0]] in _WITH and argument[0] + 1 < argument[1]:
            phrase = (argument[0] + 1, argument[1])
            yield Taking(phrase, words.tree.top(*phrase), "instrument")


def _only_says_so(words: Words, verb: int, head: int) -> bool:
    """Tell who only says what a predicate tells: "a fire killed five, the minister said"."""
    tree = words.tree
    if not tree.relations[head].startswith("nsubj"):
        return False
    between = tree.path(verb, tree.heads[head])
    return any(tree.relations[word] in {"ccomp", "parataxis"} for word in between)


def _role(role: Part, words: Words, head: int, kind: ActorType | None) -> Part:
    """Return the role in PLOVER's terms: a recipient is somebody, an object something."""
    living = kind in LIVING or words.lemma(head) in PEOPLE
    given = any(words.lower[case] in _TO for case in words.tree.kin(head, "case"))
    return "recipient" if living and (role == "object" or (role == "other" and given)) else role


def _members(words: Words, argument: Range) -> Iterator[tuple[Range, int]]:
    """Yield the noun phrases of an argument with their heads, each of those that are joined; no clauses."""
    tree = words.tree
    first, end = argument
    head = tree.top(first, end)
    heads = [head, *(each for each in tree.joined(head) if first <= each < end and each > head)]
    for own in heads:
        if tree.upos[own] not in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"}:
            continue
        start, stop = words.told(own)
        start, stop = max(start, first), min(stop, end)
        later = [tree.phrase(other)[0] for other in heads if other > own]
        stop = min([stop, *later])
        while stop - 1 > own and (
            tree.upos[stop - 1] in {"CCONJ", "PUNCT"} or tree.relations[stop - 1] == "case"
        ):
            stop -= 1  # "Tarn's": the country
        while start < own and (tree.relations[start] in {"case", "cc"} or tree.upos[start] == "PUNCT"):
            start += 1
        if start <= own < stop:
            yield (start, stop), own
