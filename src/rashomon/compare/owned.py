"""Bodies of one name that belong to two states: "Kestria's Ministry of Defence" and "the Sellander one".

A name such as "Ministry of Defence" is borne by a body of every state. Where texts say whose it is, beside
the name or in a longer one, bodies of two owners are two, and one that no text gives an owner joins neither.
Any other name is of several bodies where texts have two owners with an "'s" before it; a firm's is of one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product, takewhile

from rashomon.compare.actors import Grouping, grouping_by
from rashomon.compare.bearers import Merge
from rashomon.compare.names import Name, body_name, is_proper
from rashomon.compare.namesakes import Pairs
from rashomon.compare.wordlists import BODIES, COMMON_WORDS, FUNCTION_WORDS, LEGAL_FORMS
from rashomon.model.corpus import Extraction
from rashomon.model.records import Actor, Document, Mention, Reason

_OWNER = r"((?:(?:East|New|North|Saudi|South|Sri|United|West) )?[^\W\d_][\w-]*)"
_BEFORE = re.compile(rf"\b{_OWNER}(?:['’]s?(?: the)?)? $")
_POSSESSED = re.compile(rf"\b{_OWNER}['’]s?(?: the)? $")
_BEHIND = re.compile(rf" (?:of|in) (?:the )?{_OWNER}")
_Key = tuple[str, ...]
_NEAR = 40  # characters
_SHARED = 5  # letters that the name of a state and its adjective begin with alike,
_STEM = 4  # or so many before the ending of an adjective
_ADJECTIVES = frozenset("an ese i ian ic ine ish n".split())
_WORDS = 2  # of a name that bodies of several states may bear
_OF_STATES = frozenset(
    "airline airlines assembly bank broadcasting chamber congress corps customs fleet force forces guard"
    " guards navy radio railway railways television treasury".split()
)
"""What else each state may have one of, besides bodies that speak and act."""
_NONE = frozenset[str]()
_OWNED_SCORE = 0.85
_MOST = 32  # bodies of one name that are held against one another


def owned_apart(actors: Iterable[Actor], mentions: Iterable[Mention], documents: Iterable[Document]) -> Pairs:
    """Return the bodies of one name, by id in order, that are not one since texts give them two owners.

    Args:
        actors: of any number of texts.
        mentions: of them.
        documents: the texts.
    """
    several, owners = _several(actors, mentions, documents)
    return frozenset(pair for own in several for pair in _apart(own, owners))


def group_owned(extraction: Extraction) -> Grouping:
    """Return the actors with bodies of one owner joined, whether their names have it in them or beside them.

    "The Defence Ministry of Kestria" is "Kestria's Defence Ministry".

    Args:
        extraction: with actors grouped by name.
    """
    names = {actor.id: actor.names[0] for actor in extraction.actors}
    numbers = {actor.id: number for number, actor in enumerate(extraction.actors)}
    several, owners = _several(extraction.actors, extraction.mentions, extraction.documents)
    merges = [
        Merge(numbers[one], numbers[other], _same_owner(names[one], names[other]))
        for own in several
        for one, other in combinations(own, 2)
        if _meet(owners[one], owners[other])
    ]
    return grouping_by(extraction.actors, extraction.mentions, merges)


def _same_owner(one: str, other: str) -> Reason:
    detail = f"“{one}” and “{other}” are one name, of one owner where they stand"
    return Reason(code="owner", detail=detail, score=_OWNED_SCORE)


def _several(
    actors: Iterable[Actor], mentions: Iterable[Mention], documents: Iterable[Document]
) -> tuple[Sequence[Sequence[str]], Mapping[str, frozenset[str]]]:
    """Return the bodies of each name that several bear, and whose each is."""
    bodies = {actor.id: _keys(actor) for actor in actors if actor.type == "organisation"}
    by_name: defaultdict[_Key, set[str]] = defaultdict(set)
    for actor, keys in bodies.items():
        for key in keys:
            by_name[key].add(actor)
    several = [sorted(own)[:_MOST] for _, own in sorted(by_name.items()) if len(own) > 1]
    asked = {actor for own in several for actor in own}
    texts = {document.id: document.text for document in documents}
    surely = {actor for actor in asked if any(_is_of_several(key) for key in bodies[actor])}
    beside = _owners((each for each in mentions if each.actor in asked), texts, surely)
    within = {actor: _within(bodies[actor]) for actor in surely}
    owners = {actor: beside.get(actor, _NONE) | within.get(actor, _NONE) for actor in sorted(asked)}
    return several, owners


def _keys(actor: Actor) -> list[_Key]:
    """Return the names of a body, with and without whose it is ("of Velmar", "Lurmian"); a firm has none."""
    names = [name for name in actor.names if is_proper(name)]
    if any(not LEGAL_FORMS.isdisjoint(body_name(name).key) for name in names):
        return []
    shorter = [part for name in names for part in (name.rpartition(" of ")[0], name.partition(" ")[2])]
    known = [body_name(name).key for name in names]
    known += [
        key for key in (body_name(part).key for part in shorter) if len(key) >= _WORDS and _is_of_several(key)
    ]
    return [key for key in known if len(key) >= _WORDS or BODIES.isdisjoint(key)]


def may_be_of_several(name: Name) -> bool:
    """Tell whether a body's name says what it is in several words, so that each state may have one."""
    return _is_of_several(name.key)


def _is_of_several(key: _Key) -> bool:
    return (len(key) >= _WORDS and not BODIES.isdisjoint(key)) or not _OF_STATES.isdisjoint(key)


def _within(keys: Sequence[_Key]) -> frozenset[str]:
    """Return what the longer names of a body have more than its shorter ones."""
    more = (set(long) - set(short) for long in keys for short in keys if set(short) < set(long))
    return frozenset(token for tokens in more for token in tokens)


def _apart(own: Iterable[str], owners: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, str]]:
    known = {actor: owners.get(actor, _NONE) for actor in own}
    if not any(a and b and not _meet(a, b) for a, b in combinations(known.values(), 2)):
        return
    for one, other in combinations(known, 2):
        if not _meet(known[one], known[other]) and (known[one] or known[other]):
            yield one, other


def _meet(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell whether two bodies may have one owner: "China" and "Chinese", "Italy" and "Italian"."""
    return any(is_one_owner(one, other) for one, other in product(ours, theirs))


def is_one_owner(one: str, other: str) -> bool:
    """Tell whether two names, in lower case, are one state's, or a state's and its adjective.

    Of names of several words all must agree: "north korea" is "north korean" and no "south korea".
    """
    words = zip(reversed(one.split()), reversed(other.split()), strict=False)
    return all(_is_one_word(ours, theirs) for ours, theirs in words)


def _is_one_word(one: str, other: str) -> bool:
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    endings = {one[shared:], other[shared:]}
    return one == other or shared >= _SHARED or (shared >= _STEM and not endings.isdisjoint(_ADJECTIVES))


def _owners(
    mentions: Iterable[Mention], texts: Mapping[str, str], surely: Container[str]
) -> Mapping[str, frozenset[str]]:
    """Return whose each body is, in the words that texts have right beside its name.

    Of those that are not `surely` of a kind that each state has, only in words with an "'s".
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        ways = (_BEFORE, _BEHIND) if mention.actor in surely else (_POSSESSED,)
        found[mention.actor or ""].update(map(str.casefold, _beside(mention, texts, *ways)))
    return {actor: frozenset(own) for actor, own in found.items()}


def owners_as_named(mentions: Iterable[Mention], documents: Iterable[Document]) -> Mapping[str, str]:
    """Return by the id of an actor whose it is, in the word that texts have right beside its name most."""
    texts = {document.id: document.text for document in documents}
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        found[mention.actor or ""].update(_beside(mention, texts, _BEFORE, _BEHIND))
    return {actor: max(sorted(words), key=words.__getitem__) for actor, words in found.items() if words}


def _beside(
    mention: Mention, texts: Mapping[str, str], ahead: re.Pattern[str], behind: re.Pattern[str] | None = None
) -> Iterator[str]:
    """Yield the owners right ahead of a name and right behind it."""
    if not is_proper(mention.text):
        return
    text, span = texts.get(mention.document, ""), mention.span
    before = ahead.search(text[max(0, span.start - _NEAR) : span.start])
    after = behind.match(text[span.end : span.end + _NEAR]) if behind else None
    for match in filter(None, (before, after)):
        word = match[1]
        if word[0].isupper() and word.casefold() not in FUNCTION_WORDS | COMMON_WORDS:
            yield word
