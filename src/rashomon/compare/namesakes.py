"""People of one name who are two: those whom one text tells apart, and those of two ages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from rashomon.compare.names import is_proper, person_name
from rashomon.compare.titles import noun_of
from rashomon.model.records import Actor, Document, Mention

AGES = range(5, 115)
_YEARS = 2  # by which two ages in one text are two people's
_GENERATION = 15  # the same in two texts, which may be wrong
_AGE = re.compile(r"(?:, | \()(\d{1,3})(?=[,.;)])|, aged (\d{1,3})\b")
_MARK = re.compile(r",? (?:[Jj]r|[Ss]r|[Jj]unior|[Ss]enior)\.?$")
_MOST = 64  # actors of one name, at most, held against one another

Pairs = frozenset[tuple[str, str]]
"""Ids of actors that are not one, in order."""


def age_told(word: str) -> int | None:
    """Return the age that a number may be."""
    fits = word.isascii() and word.isdecimal() and len(word) <= len(str(AGES.stop))
    return int(word) if fits and int(word) in AGES else None


def without_generation(name: str) -> str:
    """Return a name without "Jr." or "senior" at its end, which father and son have or have not."""
    return _MARK.sub("", name)


def ages_differ(one: int | None, other: int | None) -> bool:
    """Tell whether two ages cannot be one person's; an age that is not told may be any."""
    return one is not None and other is not None and abs(one - other) >= _YEARS


def told_apart(actors: Iterable[Actor], mentions: Iterable[Mention], documents: Iterable[Document]) -> Pairs:
    """Return the people of one name who stand apart in one text, or are a generation apart in two.

    Texts often differ on somebody's age; who has one office in both is one person whatever the ages.
    """
    people = {actor.id: actor for actor in actors if actor.type == "person"}
    by_name: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for actor in people.values():
        # What a text calls somebody without a name, "spokeswoman yara stribling", is no name of theirs.
        for key in sorted({person_name(name).key for name in actor.names if is_proper(name)}):
            by_name[key].append(actor.id)
    several = [sorted(own)[:_MOST] for key, own in sorted(by_name.items()) if len(own) > 1 and len(key) > 1]
    known = {actor for own in several for actor in own}
    held = [mention for mention in mentions if mention.actor in known]
    where, ages = _documents(held), _ages(held, {document.id: document.text for document in documents})
    return frozenset(
        (one, other)
        for own in several
        for one, other in combinations(own, 2)
        if _apart(one, other, where)
        or (_far(ages.get(one), ages.get(other)) and not offices_of(people[one]) & offices_of(people[other]))
    )


def offices_of(actor: Actor) -> frozenset[str]:
    """Return the nouns of the offices that texts give somebody."""
    return frozenset(noun_of(role.title) for role in actor.roles)


def _far(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and abs(one - other) >= _GENERATION


def _apart(one: str, other: str, where: Mapping[str, frozenset[str]]) -> bool:
    return not where.get(one, frozenset()).isdisjoint(where.get(other, frozenset()))


def _documents(mentions: Sequence[Mention]) -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        found[mention.actor or ""].add(mention.document)
    return {actor: frozenset(own) for actor, own in found.items()}


def _ages(mentions: Sequence[Mention], texts: Mapping[str, str]) -> Mapping[str, int]:
    """Return the first age that stands right behind a name of each actor."""
    found: dict[str, int] = {}
    for mention in mentions:
        match = _AGE.match(texts.get(mention.document, ""), mention.span.end)
        age = int(match[1] or match[2]) if match else 0
        if age in AGES:
            found.setdefault(mention.actor or "", age)
    return found
