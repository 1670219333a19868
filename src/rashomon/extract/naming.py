"""Which names of one text are one actor's.

Names are grouped as they are across texts (`compare.actors`). Within one text two more reasons count: an
acronym in brackets right behind a name, a shorter name that only one body of the text can have ("the
Commission"), and a surname of several people that stands where only one of them has been named.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from types import MappingProxyType

from rashomon.compare import CompareSettings
from rashomon.compare.actors import group_actors
from rashomon.compare.joining import Groups
from rashomon.compare.names import body_name, person_name
from rashomon.compare.namesakes import Pairs, without_generation
from rashomon.compare.owned import is_one_owner
from rashomon.compare.wordlists import BODIES
from rashomon.extract.states import state_called
from rashomon.model.identity import group_id
from rashomon.model.records import Actor, ActorType, Reason

_LEGAL_FORMS = frozenset("ag bros co corp gmbh holding holdings inc limited llc ltd plc sa sons".split())
_SIDING = re.compile(r"^(?:[Pp]ro|[Aa]nti)-(?=[^\W\d_a-z])")
"""What stands before a name and is no part of it."""
_SIDED: frozenset[ActorType] = frozenset({"person", "place"})
BESIDE_SCORE, SHORT_SCORE, FIRST_SCORE = 0.95, 0.8, 0.7


@dataclass(frozen=True, slots=True, order=True)
class NameKey:
    """A name as it is written, white space aside, its type, and which of its bearers in the text it means."""

    text: str
    type: ActorType
    bearer: int = 0

    @property
    def name(self) -> str:
        """Return the name itself: "Velk" of "the pro-Velk party"; a body's "Anti-Fraud Office" is whole."""
        return _SIDING.sub("", self.text) if self.type in _SIDED else self.text


@dataclass(frozen=True, slots=True)
class Group:
    """One actor of a text.

    Attributes:
        type: the type of most of its names.
        names: as written, the most frequent first.
        reasons: why several names are one actor's.
    """

    type: ActorType
    names: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class _Join:
    """Two names, by number, and why they are one actor's."""

    one: int
    other: int
    reasons: tuple[Reason, ...]


def grouped(
    places: Sequence[NameKey],
    beside: Iterable[tuple[NameKey, NameKey]],
    owners: Mapping[NameKey, str] = MappingProxyType({}),
) -> tuple[tuple[Group, ...], Mapping[NameKey, int]]:
    """Return the actors of a text, and the number of the one that each name is of.

    Args:
        places: the name at each place where one stands.
        beside: names with the acronym that stands in brackets behind them.
        owners: whose body a name is, where the text says so beside it.
    """
    counts = Counter(places)
    keys = sorted(counts)
    joined = Groups(len(keys))
    reasons: defaultdict[int, set[Reason]] = defaultdict(set)
    for join in chain(
        _alike(keys), _bracketed(keys, beside), _short(keys, joined, owners), _first_of(places, keys)
    ):
        if joined.head(join.one) != joined.head(join.other):
            joined.join(join.one, join.other)
            reasons[join.one].update(join.reasons)
    groups: list[Group] = []
    numbers: dict[NameKey, int] = {}
    for members in joined.all():
        own = sorted((keys[member] for member in members), key=lambda key: (-counts[key], key))
        why = {reason for member in members for reason in reasons[member]}
        numbers.update(dict.fromkeys(own, len(groups)))
        groups.append(_group(own, counts, why))
    return tuple(groups), numbers


def _group(own: Sequence[NameKey], counts: Counter[NameKey], why: Iterable[Reason]) -> Group:
    types: Counter[ActorType] = Counter()
    for key in own:
        types[key.type] += counts[key]
    kind = min(types, key=lambda each: (-types[each], each))
    names = tuple(dict.fromkeys(key.name for key in own))
    return Group(kind, names, tuple(sorted(why, key=lambda reason: (reason.code, reason.detail))))


def _alike(keys: Sequence[NameKey]) -> Iterator[_Join]:
    """Yield what is one actor's by the names alone."""
    ids = [group_id("name", [key.text, key.type, str(key.bearer)]) for key in keys]
    actors = [Actor(id=id_, type=key.type, names=(key.name,)) for id_, key in zip(ids, keys, strict=True)]
    numbers = {actor.id: number for number, actor in enumerate(actors)}
    grouping = group_actors(actors, (), CompareSettings(), _apart(keys, actors))
    because = {actor.id: actor.merged_because for actor in grouping.actors}
    members: defaultdict[str, list[int]] = defaultdict(list)
    for former, actor in grouping.renamed.items():
        members[actor].append(numbers[former])
    for actor, own in members.items():
        yield from (_Join(own[0], other, because[actor]) for other in own[1:])


def _apart(keys: Sequence[NameKey], actors: Sequence[Actor]) -> Pairs:
    """Return the names that the text gives to two people, or to the bodies of two states."""
    several: defaultdict[tuple[str, ActorType], list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        name = without_generation(key.name) if key.type == "person" else key.name.casefold()
        several[name, key.type].append(number)
    return frozenset(
        (min(actors[one].id, actors[other].id), max(actors[one].id, actors[other].id))
        for own in several.values()
        for one, other in combinations(own, 2)
        if keys[one].bearer != keys[other].bearer
    )


def _bracketed(keys: Sequence[NameKey], beside: Iterable[tuple[NameKey, NameKey]]) -> Iterator[_Join]:
    numbers = {key: number for number, key in enumerate(keys)}
    for name, acronym in beside:
        detail = f"“{acronym.text}” stands in brackets behind “{name.text}”"
        reason = Reason(code="beside", detail=detail, score=BESIDE_SCORE)
        yield _Join(numbers[name], numbers[acronym], (reason,))


def _short(keys: Sequence[NameKey], joined: Groups, owners: Mapping[NameKey, str]) -> Iterator[_Join]:
    """Yield bodies with the shorter names that only they can have, and with the same in other letters.

    "Kestria's Foreign Ministry" is not short for "Sellander Foreign Ministry".
    """
    tokens = {n: body_name(key.text).tokens for n, key in enumerate(keys) if key.type == "organisation"}
    for short, words in tokens.items():
        whose = owners.get(keys[short])
        longer = [
            n
            for n, other in tokens.items()
            if n != short and _is_short(words, other) and _may_be_of(whose, owners.get(keys[n]), words, other)
        ]
        if longer and len({joined.head(number) for number in longer}) == 1:
            detail = f"“{keys[short].text}” is short for “{keys[longer[0]].text}” in the same text"
            yield _Join(longer[0], short, (Reason(code="short-form", detail=detail, score=SHORT_SCORE),))


def _may_be_of(whose: str | None, theirs: str | None, words: Sequence[str], longer: Sequence[str]) -> bool:
    """Tell whether a body of some owner may have a longer name, which may have the owner in it."""
    if whose is None:
        return True
    own = [
        *(state_called(word.title()) or word for word in longer if word not in words),
        *filter(None, [theirs]),
    ]
    return not own or any(is_one_owner(whose.casefold(), each.casefold()) for each in own)


def _first_of(places: Sequence[NameKey], keys: Sequence[NameKey]) -> Iterator[_Join]:
    """Yield bare surnames, where of several people of one surname one is named before and the rest later."""
    first = {key: place for place, key in reversed(list(enumerate(places)))}
    people = {n: person_name(key.name).tokens for n, key in enumerate(keys) if key.type == "person"}
    for short, words in people.items():
        full = [n for n, other in people.items() if len(other) > 1 and words == other[-1:]]
        before = [n for n in full if first[keys[n]] < first[keys[short]]]
        if len(full) > len(before) == 1:
            detail = f"“{keys[short].text}” stands where of that surname only “{keys[before[0]].text}”"
            detail += " has been named"
            reason = Reason(code="first-of-surname", detail=detail, score=FIRST_SCORE)
            yield _Join(before[0], short, (reason,))


def _is_short(words: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether a name is another without some of its words: its noun for a body stays, or a firm's first.

    "Halm" alone is no short form of "Halm Regional Court": it may as well be the town.
    """
    if tuple(words) == tuple(other) or not set(words) < set(other):
        return tuple(words) == tuple(other)
    firm = not _LEGAL_FORMS.isdisjoint(other) and tuple(words) == tuple(other[: len(words)])
    return firm or not BODIES.isdisjoint(words)
