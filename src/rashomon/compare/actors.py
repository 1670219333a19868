"""Actors of many texts that are one, by their names: one function for each reason.

Names are compared within one type only. What is doubtful stays apart: a surname that two people
of the collection bear, an acronym that two bodies could have.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType

from rashomon.compare.actor_types import settled_types, short_of_firm
from rashomon.compare.bearers import Bearer, Merge, each_with_one
from rashomon.compare.fences import NOBODY, Fences
from rashomon.compare.joining import Groups
from rashomon.compare.names import (
    Name,
    acronyms,
    body_name,
    is_acronym,
    is_proper,
    parts_of,
    person_name,
    same_spelled,
    slip_of,
)
from rashomon.compare.namesakes import Pairs
from rashomon.compare.nearly import Places, nearly_called, one_of_several, surnames_nearly_one
from rashomon.compare.settings import CompareSettings
from rashomon.compare.spelling import swapped
from rashomon.compare.states import one_each
from rashomon.compare.surnames import surnames
from rashomon.compare.wordlists import BODIES
from rashomon.model.identity import group_id
from rashomon.model.records import Actor, Mention, Reason

_NUMERAL = re.compile(r"[ivxlc]+|\d+(?:st|nd|rd|th)?")
_LONG_ACRONYM = 4  # letters from which on two that changed places are believed to be a slip
_MORE_WORDS = 2  # that a person's longer name may have
_SPELLINGS = 32  # of one name, at most, held against one another


@dataclass(frozen=True, slots=True)
class Grouping:
    """The actors after grouping, and the id that each former actor's id gives way to."""

    actors: tuple[Actor, ...]
    renamed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Likeness:
    """A way in which names are alike: what they then have in common, and the reason that it makes."""

    key: Callable[[Bearer], tuple[str, ...]]
    code: str
    words: str
    score: float


_ROMANISED = _Likeness(
    lambda bearer: bearer.name.sounds, "romanisation", "are romanisations of one name", 0.85
)
_SMALL_WORDS = _Likeness(
    lambda bearer: bearer.name.core, "name-parts", "differ in small words or a patronymic only", 0.85
)
_LEGAL_FORM = _Likeness(
    lambda bearer: (bearer.name.solid,), "legal-form", "differ in marks or a legal form only", 0.9
)


def group_actors(
    actors: Sequence[Actor],
    mentions: Sequence[Mention],
    settings: CompareSettings,
    apart: Pairs = NOBODY,
    story: Mapping[str, str] = MappingProxyType({}),
) -> Grouping:
    """Group actors that bear one name; a group's names stand in order of how often they are used.

    Args:
        actors: of any number of texts.
        mentions: of them.
        settings: how alike names must be.
        apart: the ids of those that are not one whatever their names; others of their name join neither,
            but for one who has an office of the same noun.
        story: of each document; one without is a story of its own.
    """
    unique = settled_types(tuple({actor.id: actor for actor in actors}.values()), mentions)
    places = Places(_texts(unique, mentions), story)
    groups = Groups(len(unique))
    fences = Fences(unique, apart, groups)
    because: list[Merge] = []
    for kind in sorted({actor.type for actor in unique}):
        members = [
            number
            for number, actor in enumerate(unique)
            if actor.type == kind and not _is_any_document(actor)
        ]
        for merge in _merges(unique, members, groups, places, settings):
            if groups.head(merge.one) != groups.head(merge.other) and fences.may_join(merge.one, merge.other):
                groups.join(merge.one, merge.other)
                because.append(merge)
    return _grouped(unique, mentions, groups, because)


def _is_any_document(actor: Actor) -> bool:
    """Tell whether something that speaks has no name: "the report" of one text is not that of another."""
    return actor.type == "work" and not any(map(is_proper, actor.names))


def _merges(
    actors: Sequence[Actor],
    members: Iterable[int],
    groups: Groups,
    places: Places,
    settings: CompareSettings,
) -> Iterator[Merge]:
    """Yield the merges of actors of one type, the surest reasons first."""
    bearers = [Bearer(number, name) for number in members for name in _names(actors[number]) if name.tokens]
    person = bool(bearers) and actors[bearers[0].actor].type == "person"
    yield from _same_name(bearers, _expansions(bearers), groups, person=person)
    yield from _spellings(bearers, settings)
    several = [bearer for bearer in bearers if len(bearer.name.tokens) > 1]
    yield from _alike(several, _ROMANISED, groups)
    yield from _slips(bearers)
    if person:
        yield from _alike((bearer for bearer in bearers if len(bearer.name.core) > 1), _SMALL_WORDS, groups)
        yield from _longer(bearers)
        yield from surnames(actors, bearers, groups, places)
        yield from one_of_several(actors, bearers, groups, places)
        yield from surnames_nearly_one(actors, bearers, groups, places)
    else:
        yield from _alike((bearer for bearer in several if bearer.name.solid), _LEGAL_FORM, groups)
        yield from _beside(bearers, groups)
        yield from _firms(bearers, groups)
        yield from _acronyms(bearers, groups, _initials_of_people(actors))
    yield from nearly_called(actors, several, groups, places)


def _texts(actors: Sequence[Actor], mentions: Iterable[Mention]) -> Mapping[int, frozenset[str]]:
    """Return the texts that each actor, by number, is mentioned in."""
    found: defaultdict[str | None, set[str]] = defaultdict(set)
    for mention in mentions:
        found[mention.actor].add(mention.document)
    return {number: frozenset(found[actor.id]) for number, actor in enumerate(actors)}


def _names(actor: Actor) -> list[Name]:
    read: Callable[[str], Name] = person_name if actor.type == "person" else body_name
    names = [read(name) for name in actor.names if is_proper(name)]
    # "The Ministry" is one body in each text, and may be two in two.
    return [name for name in names if actor.type == "person" or not BODIES.issuperset(name.key)]


def _expansions(bearers: Sequence[Bearer]) -> Mapping[tuple[int, str], frozenset[tuple[str, ...]]]:
    """Return the names of each actor, by number, that an acronym may stand for."""
    found: defaultdict[tuple[int, str], set[tuple[str, ...]]] = defaultdict(set)
    for bearer in bearers:
        for initials in acronyms(bearer.name):
            found[bearer.actor, initials].add(bearer.name.key)
    return {place: frozenset(keys) for place, keys in found.items()}


def _same_name(
    bearers: Sequence[Bearer],
    expansions: Mapping[tuple[int, str], frozenset[tuple[str, ...]]],
    groups: Groups,
    *,
    person: bool,
) -> Iterator[Merge]:
    """Yield actors with one name, titles, case and order aside; a person's bare surname does not count.

    Nor does an acronym that stands for one name in one text and for another in another.
    """
    for same in _by_key(bearers, lambda bearer: bearer.name.key):
        if person and len(same[0].name.tokens) == 1:
            continue
        letters = same[0].name.tokens[0] if is_acronym(same[0].name.text) else ""
        for one, other in each_with_one(same, groups):
            ours, theirs = (expansions.get((each.actor, letters), frozenset()) for each in (one, other))
            if ours and theirs and ours.isdisjoint(theirs):
                continue
            as_written = one.name.text == other.name.text
            how = "the same name" if as_written else f"“{one.name.text}” and “{other.name.text}” are one name"
            yield Merge(one.actor, other.actor, Reason(code="same-name", detail=how, score=1.0))


def _spellings(bearers: Sequence[Bearer], settings: CompareSettings) -> Iterator[Merge]:
    """Yield actors whose names of several words differ in spelling only."""
    several = [bearer for bearer in bearers if len(bearer.name.tokens) > 1]
    for alike in _by_key(several, lambda bearer: bearer.name.skeleton):
        distinct = list({bearer.name.tokens: bearer for bearer in alike}.values())[:_SPELLINGS]
        for one, other in combinations(distinct, 2):
            if same_spelled(one.name, other.name, settings.name_likeness):
                detail = f"“{one.name.text}” and “{other.name.text}” are spellings of one name"
                yield Merge(one.actor, other.actor, Reason(code="spelling", detail=detail, score=0.85))


def _alike(bearers: Iterable[Bearer], likeness: _Likeness, groups: Groups) -> Iterator[Merge]:
    """Yield actors whose names are alike in one way, each with the next."""
    for alike in _by_key(bearers, likeness.key):
        for one, other in each_with_one(alike, groups):
            detail = f"“{one.name.text}” and “{other.name.text}” {likeness.words}"
            reason = Reason(code=likeness.code, detail=detail, score=likeness.score)
            yield Merge(one.actor, other.actor, reason)


def _slips(bearers: Sequence[Bearer]) -> Iterator[Merge]:
    """Yield actors whose names of several words are one but for slips of the pen."""
    several = [bearer for bearer in bearers if len(bearer.name.tokens) > 1]
    for alike in _by_key(several, lambda bearer: tuple(token[0] for token in bearer.name.key)):
        distinct = list({bearer.name.key: bearer for bearer in alike}.values())[:_SPELLINGS]
        for one, other in combinations(distinct, 2):
            if slip_of(one.name, other.name):
                detail = f"“{other.name.text}” is “{one.name.text}” but for a slip of the pen"
                yield Merge(one.actor, other.actor, Reason(code="slip", detail=detail, score=0.75))


def _longer(bearers: Sequence[Bearer]) -> Iterator[Merge]:
    """Yield people whose name is another's with one or two words more, where it is one person's only."""
    by_first: defaultdict[str, list[Bearer]] = defaultdict(list)
    for bearer in bearers:
        if len(bearer.name.tokens) > 1:
            by_first[bearer.name.tokens[0]].append(bearer)
    for own in (by_first[first] for first in sorted(by_first)):
        for short in own:
            longer = [other for other in own[:_SPELLINGS] if _is_longer(other.name, short.name)]
            if len({other.name.key for other in longer}) == 1:
                detail = f"“{longer[0].name.text}” is “{short.name.text}” with another word"
                yield Merge(
                    short.actor, longer[0].actor, Reason(code="longer-name", detail=detail, score=0.7)
                )


def _is_longer(name: Name, short: Name) -> bool:
    more = set(name.tokens) - set(short.tokens)
    counted = any(_NUMERAL.fullmatch(token) for token in more)  # "Ivan VI" is not "Ivan"
    return 0 < len(more) <= _MORE_WORDS and set(short.tokens) < set(name.tokens) and not counted


def _beside(bearers: Sequence[Bearer], groups: Groups) -> Iterator[Merge]:
    """Yield bodies named by one of the two names that another has beside each other."""
    parts: defaultdict[tuple[str, ...], list[Bearer]] = defaultdict(list)
    for bearer in bearers:
        both = parts_of(bearer.name.text)
        for part in both if len(both) > 1 else ():
            parts[body_name(part).key].append(bearer)
    for bearer in bearers:
        found = parts[bearer.name.key] if len(parts_of(bearer.name.text)) == 1 else []
        if len({groups.head(other.actor) for other in found}) == 1:
            detail = f"“{found[0].name.text}” has “{bearer.name.text}” beside another name"
            yield Merge(found[0].actor, bearer.actor, Reason(code="beside", detail=detail, score=0.9))


def _firms(bearers: Sequence[Bearer], groups: Groups) -> Iterator[Merge]:
    """Yield firms with the first word of their name, where it is that of one firm only."""
    firms: defaultdict[tuple[str, ...], list[Bearer]] = defaultdict(list)
    for bearer in bearers:
        firms[short_of_firm(bearer.name)].append(bearer)
    for bearer in bearers:
        found = firms[bearer.name.tokens] if len(bearer.name.tokens) == 1 else []
        if len({groups.head(firm.actor) for firm in found}) == 1:
            detail = f"“{bearer.name.text}” is the firm “{found[0].name.text}” for short"
            yield Merge(found[0].actor, bearer.actor, Reason(code="firm", detail=detail, score=0.75))


def _initials_of_people(actors: Iterable[Actor]) -> frozenset[str]:
    """Return what people may sign with: "– PL" under an entry of a live report."""
    names = (person_name(name) for actor in actors if actor.type == "person" for name in actor.names)
    return frozenset("".join(token[0] for token in name.tokens) for name in names if len(name.tokens) > 1)


def _acronyms(bearers: Sequence[Bearer], groups: Groups, people: frozenset[str]) -> Iterator[Merge]:
    """Yield acronyms with the one body whose initials they are; not those that somebody signs with."""
    bodies: defaultdict[str, list[Bearer]] = defaultdict(list)
    for bearer in bearers:
        for initials in acronyms(bearer.name):
            bodies[initials].append(bearer)
    for bearer in bearers:
        if is_acronym(bearer.name.text) and bearer.name.tokens[0] not in people:
            letters = bearer.name.tokens[0]
            exact = bodies.get(letters, [])
            near = [body for each in sorted(bodies) if _is_misspelt(letters, each) for body in bodies[each]]
            for found, how, score in ((exact, "are", 0.85), (near, "are, with two letters swapped,", 0.6)):
                if len({groups.head(body.actor) for body in found}) == 1:
                    detail = f"“{bearer.name.text}” {how} the initials of “{found[0].name.text}”"
                    yield Merge(
                        found[0].actor, bearer.actor, Reason(code="acronym", detail=detail, score=score)
                    )
                    break


def _is_misspelt(acronym: str, initials: str) -> bool:
    return len(acronym) >= _LONG_ACRONYM and swapped(acronym, initials)


def _by_key(bearers: Iterable[Bearer], key: Callable[[Bearer], tuple[str, ...]]) -> Iterator[list[Bearer]]:
    found: defaultdict[tuple[str, ...], list[Bearer]] = defaultdict(list)
    for bearer in bearers:
        found[key(bearer)].append(bearer)
    return (found[value] for value in sorted(found))


def grouping_by(actors: Sequence[Actor], mentions: Iterable[Mention], merges: Iterable[Merge]) -> Grouping:
    """Return actors joined for given reasons, the numbers of which are places in `actors`."""
    groups = Groups(len(actors))
    because: list[Merge] = []
    for merge in merges:
        if groups.head(merge.one) != groups.head(merge.other):
            groups.join(merge.one, merge.other)
            because.append(merge)
    return _grouped(actors, mentions, groups, because)


def _grouped(
    actors: Sequence[Actor], mentions: Iterable[Mention], groups: Groups, because: Iterable[Merge]
) -> Grouping:
    used = Counter((mention.actor, mention.text) for mention in mentions)
    reasons: defaultdict[int, list[Reason]] = defaultdict(list)
    for merge in because:
        reasons[groups.head(merge.one)].append(merge.reason)
    merged: list[Actor] = []
    renamed: dict[str, str] = {}
    for group in groups.all():
        members = [actors[number] for number in group]
        actor = members[0] if len(members) == 1 else _one_of(members, used, reasons[group[0]])
        merged.append(actor)
        renamed |= {member.id: actor.id for member in members}
    return Grouping(tuple(sorted(merged, key=lambda actor: actor.id)), renamed)


def _one_of(
    members: Sequence[Actor], used: Mapping[tuple[str | None, str], int], reasons: Iterable[Reason]
) -> Actor:
    """Return one actor with everything that the members have."""
    counts: Counter[str] = Counter()
    for member in members:
        for name in member.names:
            counts[name] += used.get((member.id, name), 0)
    former = {reason for member in members for reason in member.merged_because}
    return Actor(
        id=group_id("actor", [member.id for member in members]),
        type=members[0].type,
        names=tuple(sorted(counts, key=lambda name: (-counts[name], name))),
        roles=tuple(dict.fromkeys(role for member in members for role in member.roles)),
        acts_for=one_each(members),
        merged_because=tuple(sorted({*former, *reasons}, key=lambda reason: (reason.code, reason.detail))),
    )
