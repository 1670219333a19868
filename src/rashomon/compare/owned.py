"""Bodies of one name that belong to two states: "Kestria's Ministry of Defence" and "the Sellander one".

A name such as "Ministry of Defence" is borne by a body of every state. Where texts say whose it is, beside
the name or in a longer one, bodies of two owners are two, and one that no text gives an owner joins neither.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product, takewhile

from rashomon.compare.names import body_name, is_proper
from rashomon.compare.namesakes import Pairs
from rashomon.compare.wordlists import BODIES, COMMON_WORDS, FUNCTION_WORDS
from rashomon.model.records import Actor, Document, Mention

_BEFORE = re.compile(r"\b([^\W\d_][\w-]*)(?:['’]s(?: the)?)? $")
_BEHIND = re.compile(r" (?:of|in) (?:the )?([^\W\d_][\w-]*)")
_Key = tuple[str, ...]
_NEAR = 40  # characters
_SHARED = 5  # letters that the name of a state and its adjective begin with alike,
_STEM = 4  # or so many before the ending of an adjective
_ADJECTIVES = frozenset("an ese i ian ic ine ish n".split())
_WORDS = 2  # of a name that bodies of several states may bear
_MOST = 32  # bodies of one name that are held against one another


def owned_apart(actors: Iterable[Actor], mentions: Iterable[Mention], documents: Iterable[Document]) -> Pairs:
    """Return the bodies of one name, by id in order, that are not one since texts give them two owners.

    Args:
        actors: of any number of texts.
        mentions: of them.
        documents: the texts.
    """
    bodies = {actor.id: _keys(actor) for actor in actors if actor.type == "organisation"}
    by_name: defaultdict[_Key, set[str]] = defaultdict(set)
    for actor, keys in bodies.items():
        for key in keys:
            by_name[key].add(actor)
    several = [sorted(own)[:_MOST] for _, own in sorted(by_name.items()) if len(own) > 1]
    asked = {actor for own in several for actor in own}
    texts = {document.id: document.text for document in documents}
    beside = _owners((each for each in mentions if each.actor in asked), texts)
    owners = {actor: beside.get(actor, frozenset()) | _within(bodies[actor]) for actor in sorted(asked)}
    return frozenset(pair for own in several for pair in _apart(own, owners))


def _keys(actor: Actor) -> list[_Key]:
    """Return the names of a body, with and without whose it is ("of Velmar", "Lurmian")."""
    names = [name for name in actor.names if is_proper(name)]
    shorter = [part for name in names for part in (name.rpartition(" of ")[0], name.partition(" ")[2])]
    known = map(body_name, (*names, *shorter))
    return [each.key for each in known if len(each.key) >= _WORDS and not BODIES.isdisjoint(each.key)]


def _within(keys: Sequence[_Key]) -> frozenset[str]:
    """Return what the longer names of a body have more than its shorter ones."""
    more = (set(long) - set(short) for long in keys for short in keys if set(short) < set(long))
    return frozenset(token for tokens in more for token in tokens)


def _apart(own: Iterable[str], owners: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, str]]:
    known = {actor: owners.get(actor, frozenset()) for actor in own}
    if not any(a and b and not _meet(a, b) for a, b in combinations(known.values(), 2)):
        return
    for one, other in combinations(known, 2):
        if not _meet(known[one], known[other]) and (known[one] or known[other]):
            yield one, other


def _meet(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell whether two bodies may have one owner: "China" and "Chinese", "Italy" and "Italian"."""
    return any(_is_one_owner(one, other) for one, other in product(ours, theirs))


def _is_one_owner(one: str, other: str) -> bool:
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    endings = {one[shared:], other[shared:]}
    return one == other or shared >= _SHARED or (shared >= _STEM and not endings.isdisjoint(_ADJECTIVES))


def _owners(mentions: Iterable[Mention], texts: Mapping[str, str]) -> Mapping[str, frozenset[str]]:
    """Return whose each body is, in the words that texts have right beside its name."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for actor, word in _beside(mentions, texts):
        found[actor].add(word.casefold())
    return {actor: frozenset(own) for actor, own in found.items()}


def owners_as_named(mentions: Iterable[Mention], documents: Iterable[Document]) -> Mapping[str, str]:
    """Return by the id of an actor whose it is, in the word that texts have right beside its name most."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for actor, word in _beside(mentions, {document.id: document.text for document in documents}):
        found[actor][word] += 1
    return {actor: max(sorted(words), key=words.__getitem__) for actor, words in found.items()}


def _beside(mentions: Iterable[Mention], texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for mention in mentions:
        if not is_proper(mention.text):
            continue
        text, span = texts.get(mention.document, ""), mention.span
        before = _BEFORE.search(text[max(0, span.start - _NEAR) : span.start])
        behind = _BEHIND.match(text[span.end : span.end + _NEAR])
        for match in filter(None, (before, behind)):
            word = match[1]
            if word[0].isupper() and word.casefold() not in FUNCTION_WORDS | COMMON_WORDS:
                yield mention.actor or "", word
