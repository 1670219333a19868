"""Actors that their names alone do not make one, and that the texts they stand in do.

Each of these merges is a guess with its reason, less sure than those by names: a surname that several people
bear, of whom one is in far more texts, and names that are nearly one, where no text has both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from rapidfuzz import fuzz

from rashomon.compare.bearers import Bearer, Merge, by_surname
from rashomon.compare.joining import Groups
from rashomon.compare.names import Name
from rashomon.compare.namesakes import offices_of
from rashomon.compare.spelling import sounded
from rashomon.model.records import Actor, Reason

Texts = Mapping[int, frozenset[str]]
"""The texts that each actor, by number, is mentioned in."""
_MANY_TEXTS, _FAR_MORE = 3, 2  # texts that somebody is in, and times as many as another of that surname
_MOST = 64  # names whose longest words begin alike, at most, held against one another
_LETTERS = 6  # of a word of a body's name that may have another ending
_STEM = 5  # letters that it keeps: "election", "electoral"
_WORD, _WHOLE = 75.0, 86.0  # rapidfuzz ratio of each word of a person's name, and of all of it


def one_of_several(
    actors: Sequence[Actor], bearers: Sequence[Bearer], groups: Groups, texts: Texts
) -> Iterator[Merge]:
    """Yield bare surnames with the one of several people of that surname who is in far more texts.

    Who has an office there that this one has nowhere is not meant.
    """
    for full, bare in by_surname(bearers):
        named: defaultdict[int, set[str]] = defaultdict(set)
        for bearer in full:
            named[groups.head(bearer.actor)] |= texts[bearer.actor]
        ordered = sorted(named, key=lambda head: (-len(named[head]), head))
        counts = [len(named[head]) for head in ordered]
        if len(counts) <= 1 or counts[0] < max(_MANY_TEXTS, _FAR_MORE * counts[1]):
            continue
        own = [bearer for bearer in full if groups.head(bearer.actor) == ordered[0]]
        offices = frozenset[str]().union(*(offices_of(actors[bearer.actor]) for bearer in own))
        for other in bare:
            theirs = offices_of(actors[other.actor])
            if groups.head(other.actor) not in named and (not theirs or theirs & offices):
                detail = f"“{other.name.text}” is the surname of “{own[0].name.text}”, who is in far more"
                detail += " texts than anybody else of that surname"
                reason = Reason(code="surname-of-most", detail=detail, score=0.6)
                yield Merge(own[0].actor, other.actor, reason)


def nearly_called(
    actors: Sequence[Actor], bearers: Sequence[Bearer], groups: Groups, texts: Texts
) -> Iterator[Merge]:
    """Yield actors of one type whose names of several words are nearly one, where no text has both.

    Two people of nearly one name mostly stand in one text, which keeps them apart; one that a text spells in
    its own way stands in it alone. Without mentions nothing is yielded.

    Args:
        actors: by number.
        bearers: of names of several words, all of one type.
        groups: as they are by now.
        texts: where they are.
    """
    alike: defaultdict[str, dict[tuple[str, ...], Bearer]] = defaultdict(dict)
    for bearer in bearers:
        if texts[bearer.actor]:
            alike[sounded(max(bearer.name.tokens, key=len))[:1]].setdefault(bearer.name.key, bearer)
    where: defaultdict[int, frozenset[str]] = defaultdict(frozenset)
    for bearer in bearers:
        head = groups.head(bearer.actor)
        where[head] |= texts[bearer.actor]
    for first in sorted(alike):
        own = list(alike[first].values())[:_MOST]
        for one, other in combinations(own, 2):
            person = actors[one.actor].type == "person"
            near = _nearly_person(one.name, other.name) if person else _nearly_body(one.name, other.name)
            heads = groups.head(one.actor), groups.head(other.actor)
            if near and where[heads[0]].isdisjoint(where[heads[1]]):
                names = f"“{one.name.text}” and “{other.name.text}”"
                detail = f"{names} are nearly one name, and no text has both"
                yield Merge(one.actor, other.actor, Reason(code="nearly", detail=detail, score=0.6))


def _nearly_person(one: Name, other: Name) -> bool:
    if len(one.tokens) != len(other.tokens):
        return False
    words = all(fuzz.ratio(a, b) >= _WORD for a, b in zip(one.tokens, other.tokens, strict=True))
    return words and fuzz.ratio(" ".join(one.tokens), " ".join(other.tokens)) >= _WHOLE


def _nearly_body(one: Name, other: Name) -> bool:
    """Tell whether two names of bodies are one but for the ending of one long word."""
    if len(one.key) != len(other.key):
        return False
    apart = [(a, b) for a, b in zip(one.key, other.key, strict=True) if a != b]
    return len(apart) == 1 and all(
        min(len(a), len(b)) >= _LETTERS and a[:_STEM] == b[:_STEM] for a, b in apart
    )
