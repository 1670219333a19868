"""What in a text refers to somebody: names, and the pronouns and noun phrases that may stand for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from rashomon.extract.words import Range, Words
from rashomon.language import Analysis
from rashomon.model.records import ActorType

Form = Literal["name", "noun", "pronoun", "self"]

ACTOR_TYPES: Mapping[str, ActorType] = MappingProxyType(
    {
        "Person": "person",
        "Organization": "organisation",
        "NORP": "group",
        "Location": "place",
        "Facility": "place",
    }
)
"""What each type of entity that may act is called among actors; the other types are no actors."""
FIRST_PERSON = frozenset("i me my mine myself we us our ours ourselves".split())
SAME_WORDS = 0.8
"""The score of a name at a place where only its words say so."""
SUBJECT = 0.5
"""The score of a noun that is a subject, where nothing else says that it refers to somebody."""
_ADDED = frozenset({"acl", "appos", "parataxis"})
_DESCRIBING = frozenset({"amod", "compound"})
_ADJECTIVES = frozenset({"ADJ", "DET"})


@dataclass(frozen=True, slots=True)
class Reference:
    """A range of words that refers to somebody.

    Attributes:
        words: the range of words, without an article before a name.
        head: the word that carries it.
        form: a name, a noun phrase, a pronoun, or one by which those who speak mean themselves.
        type: of a name; "other" for what is none.
        score: how sure it is that there is a reference.
        antecedent: the number of the reference that it was linked to, -1 for none.
        link_score: how sure the link is.
    """

    words: Range
    head: int
    form: Form
    type: ActorType
    score: float
    antecedent: int = -1
    link_score: float = 1.0


def references(analysis: Analysis, words: Words) -> tuple[Reference, ...]:
    """Return the names of a text, then its other mentions, then "I", "we" and the like, each in order.

    A mention whose head is a word of a name is that name. Links lead to names and mentions alike.
    """
    entities = list(_entities(analysis, words))
    names = sorted((*entities, *_elsewhere(words, entities)), key=lambda each: each.words)
    by_word = {word: number for number, name in enumerate(names) for word in range(*name.words)}
    mentions = list(_mentions(analysis, words, by_word, len(names)))
    taken = by_word.keys() | {each.head for each in mentions}
    return (*names, *mentions, *_subjects(words, taken), *_selves(words))


# Names ---------------------------------------------------------------------------------------------


def _entities(analysis: Analysis, words: Words) -> Iterator[Reference]:
    """Yield the outermost entities that may act."""
    entities, labels = analysis.entities, analysis.inventory.entities
    outer = -1
    spans = entities.spans.tolist()
    for number in sorted(range(len(spans)), key=lambda n: (spans[n][0], -spans[n][1])):
        first, end = spans[number]
        if first < outer:
            continue
        outer = end
        kind = ACTOR_TYPES.get(labels[entities.labels[number]])
        while first < end and words.tree.upos[first] == "DET":
            first += 1
        if kind is None or first == end:
            continue
        head = words.tree.top(first, end)
        describes = words.tree.upos[head] in _ADJECTIVES or words.tree.relations[head] in _DESCRIBING
        if kind != "group" or not describes:
            yield Reference((first, end), head, "name", kind, float(entities.scores[number]))


def _elsewhere(words: Words, names: Sequence[Reference]) -> Iterator[Reference]:
    """Yield the other places where the words of a name stand with a capital, or in capitals."""
    plain = {form for form in words.forms if form.islower()}
    taken = {word for name in names for word in range(*name.words)}
    by_first: dict[str, dict[tuple[str, ...], Reference]] = {}
    for name in names:
        own = tuple(words.lower[slice(*name.words)])
        if len(own) > 1 or own[0] not in plain:  # a single word that is no name elsewhere is none here
            by_first.setdefault(own[0], {}).setdefault(own, name)
    for first, form in enumerate(words.forms):
        if first in taken or form.islower():
            continue
        known = by_first.get(words.lower[first], {})
        fits = [own for own in known if tuple(words.lower[first : first + len(own)]) == own]
        place = range(first, first + max(map(len, fits), default=0))
        if fits and taken.isdisjoint(place):
            taken.update(place)
            head = words.tree.top(place.start, place.stop)
            name = known[max(fits, key=len)]
            yield replace(name, words=(place.start, place.stop), head=head, score=SAME_WORDS)


# Other references ----------------------------------------------------------------------------------


def _mentions(
    analysis: Analysis, words: Words, by_word: Mapping[int, int], names: int
) -> Iterator[Reference]:
    """Yield the mentions that are no names, linked to what they were linked to."""
    found = analysis.coreference
    heads = found.heads.tolist()
    numbers = _numbers(heads, by_word, names)
    rows = zip(
        heads,
        found.spans.tolist(),
        found.scores.tolist(),
        found.antecedents.tolist(),
        found.link_scores.tolist(),
        strict=True,
    )
    for mention, (head, (first, end), score, antecedent, link) in enumerate(rows):
        if numbers[mention] >= names:
            form: Form = "pronoun" if words.tree.upos[head] == "PRON" else "noun"
            last = end if form == "pronoun" else _end(words, head, end)
            to = -1 if antecedent < 0 else numbers[antecedent]
            yield Reference((first, last), head, form, "other", score, to, link)


def _numbers(heads: Sequence[int], by_word: Mapping[int, int], free: int) -> list[int]:
    """Return the number of the reference that each mention is."""
    numbers = []
    for head in heads:
        numbers.append(by_word.get(head, free))
        free += head not in by_word
    return numbers


def _end(words: Words, head: int, end: int) -> int:
    """Return where a noun phrase ends, what only adds to it left out: a clause or another name for it."""
    tree = words.tree
    added = [child for child in tree.children[head] if child > head and tree.relations[child] in _ADDED]
    begin = min((tree.phrase(child)[0] for child in added), default=end)
    while begin - 1 > head and tree.upos[begin - 1] == "PUNCT":
        begin -= 1
    return min(end, max(begin, head + 1))


def _subjects(words: Words, taken: AbstractSet[int]) -> Iterator[Reference]:
    """Yield the nouns that are subjects and no mentions for the encoder: they may speak."""
    tree = words.tree
    for word, relation in enumerate(tree.relations):
        if relation == "nsubj" and tree.upos[word] == "NOUN" and word not in taken:
            first, end = words.told(word)
            yield Reference((first, _end(words, word, end)), word, "noun", "other", SUBJECT)


def _selves(words: Words) -> Iterator[Reference]:
    for word, form in enumerate(words.lower):
        if form in FIRST_PERSON and words.tree.upos[word] == "PRON":
            yield Reference((word, word + 1), word, "self", "other", 1.0)
