"""Actors that their names alone do not make one, and that the texts they stand in do.

Each of these merges is a guess with its reason, less sure than those by names: a surname that several
people bear, of whom one is in far more texts of the story; names that are nearly one, where no text has
both; and two spellings of a surname, of which one stands without a first name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from rashomon.compare.bearers import Bearer, Merge, by_surname
from rashomon.compare.joining import Groups
from rashomon.compare.names import Name
from rashomon.compare.namesakes import offices_of
from rashomon.compare.spelling import sounded
from rashomon.compare.wordlists import BODIES, BODY_KINDS
from rashomon.compare.words import one_spelling
from rashomon.model.records import Actor, Reason

_MANY_TEXTS, _FAR_MORE = 3, 2  # texts that somebody is in, and times as many as another of that surname
_MOST = 64  # names whose longest words begin alike, at most, held against one another
_LETTERS = 6  # of a word of a body's name that may have another ending
_STEM = 5  # letters that it keeps: "election", "electoral"
_KINDS = BODIES.union(*BODY_KINDS)
_SURNAME = 7  # letters of the one word in which two people's names may differ
_VOWELS = frozenset("aeiou")
_EITHER_END = "nk"
"""What stands before an end that is written "o" or "a" and tells no man from a woman: "Tarvenko"."""
_WORD, _WHOLE = 75.0, 86.0  # rapidfuzz ratio of each word of a person's name, and of all of it


@dataclass(frozen=True, slots=True)
class Places:
    """Where actors, by number, are mentioned.

    Attributes:
        texts: the documents of each.
        story: the story of each document.
    """

    texts: Mapping[int, frozenset[str]]
    story: Mapping[str, str]

    def stories(self, texts: frozenset[str]) -> frozenset[str]:
        """Return the stories of some documents."""
        return frozenset(self.story.get(text, text) for text in texts)


def one_of_several(
    actors: Sequence[Actor], bearers: Sequence[Bearer], groups: Groups, places: Places
) -> Iterator[Merge]:
    """Yield bare surnames with the one of several people of that surname who is in far more texts.

    The texts are those of the story. Who has an office there that this one has nowhere is not meant.
    """
    for full, bare in by_surname(bearers):
        named: defaultdict[int, list[Bearer]] = defaultdict(list)
        for bearer in full:
            named[groups.head(bearer.actor)].append(bearer)
        for other in bare:
            if len(named) <= 1 or groups.head(other.actor) in named:
                continue
            own = _foremost(named, places, places.stories(places.texts[other.actor]))
            offices = frozenset[str]().union(*(offices_of(actors[bearer.actor]) for bearer in own))
            theirs = offices_of(actors[other.actor])
            if own and (not theirs or theirs & offices):
                detail = f"“{other.name.text}” is the surname of “{own[0].name.text}”, who is in far more"
                detail += " texts than anybody else of that surname"
                reason = Reason(code="surname-of-most", detail=detail, score=0.6)
                yield Merge(own[0].actor, other.actor, reason)


def _foremost(
    named: Mapping[int, Sequence[Bearer]], places: Places, stories: frozenset[str]
) -> Sequence[Bearer]:
    """Return the one who is in far more texts of some stories than any other; nobody where none is."""
    counts = {
        head: sum(bool(places.stories(frozenset({text})) & stories) for text in _texts(own, places))
        for head, own in named.items()
    }
    first, second, *_ = sorted(counts, key=lambda head: (-counts[head], head))
    far = counts[first] >= max(_MANY_TEXTS, _FAR_MORE * counts[second])
    return named[first] if far else ()


def _texts(bearers: Sequence[Bearer], places: Places) -> frozenset[str]:
    return frozenset[str]().union(*(places.texts[bearer.actor] for bearer in bearers))


def nearly_called(
    actors: Sequence[Actor], bearers: Sequence[Bearer], groups: Groups, places: Places
) -> Iterator[Merge]:
    """Yield actors of one type whose names of several words are nearly one, where no text has both.

    Two people of nearly one name mostly stand in one text, which keeps them apart; one that a text spells in
    its own way stands in it alone. Both are of one story. Without mentions nothing is yielded.

    Args:
        actors: by number.
        bearers: of names of several words, all of one type.
        groups: as they are by now.
        places: where they are.
    """
    alike: defaultdict[str, dict[tuple[str, ...], Bearer]] = defaultdict(dict)
    members: defaultdict[int, list[Bearer]] = defaultdict(list)
    for bearer in bearers:
        members[groups.head(bearer.actor)].append(bearer)
        if places.texts[bearer.actor]:
            alike[sounded(max(bearer.name.tokens, key=len))[:1]].setdefault(bearer.name.key, bearer)
    where = {head: _texts(own, places) for head, own in members.items()}
    for first in sorted(alike):
        own = list(alike[first].values())[:_MOST]
        for one, other in combinations(own, 2):
            person = actors[one.actor].type == "person"
            near = _nearly_person(one.name, other.name) if person else _nearly_body(one.name, other.name)
            if near and _of_one_story(where[groups.head(one.actor)], where[groups.head(other.actor)], places):
                yield _merge(one, other)


def _merge(one: Bearer, other: Bearer) -> Merge:
    detail = f"“{one.name.text}” and “{other.name.text}” are nearly one name, and no text has both"
    return Merge(one.actor, other.actor, Reason(code="nearly", detail=detail, score=0.6))


def surnames_nearly_one(
    actors: Sequence[Actor], bearers: Sequence[Bearer], groups: Groups, places: Places
) -> Iterator[Merge]:
    """Yield people whom texts of one story call by long surnames that sound the same or differ in one vowel.

    "Tarvenko" of one text is "Tarvenka" of another, where each is one person's only and near no third one, no
    text has both, and they have no offices that differ. One of them alone may have a first name, unless both
    first names sound the same; one has a first name or an office, or "Katarina" would be "Katerina", unless
    both end as no first name does.
    """
    members: defaultdict[int, list[Bearer]] = defaultdict(list)
    for bearer in bearers:
        members[groups.head(bearer.actor)].append(bearer)
    alike: defaultdict[str, list[Bearer]] = defaultdict(list)
    for surname, bearer in _sole(bearers, groups):
        alike[_sound(surname)[:1]].append(bearer)
    near: defaultdict[int, dict[int, tuple[Bearer, Bearer]]] = defaultdict(dict)
    for first in sorted(alike):
        for one, other in combinations(alike[first][:_MOST], 2):
            ours, theirs = groups.head(one.actor), groups.head(other.actor)
            if ours != theirs and _is_one_surname(one.name.tokens[-1], other.name.tokens[-1]):
                near[ours][theirs] = near[theirs][ours] = (one, other)
    for ours in sorted(near):
        for theirs, (one, other) in near[ours].items():
            sole = len(near[ours]) == len(near[theirs]) == 1
            if ours < theirs and sole and _may_be_one(actors, members[ours], members[theirs], places):
                yield _merge(one, other)


def _may_be_one(
    actors: Sequence[Actor], ours: Sequence[Bearer], theirs: Sequence[Bearer], places: Places
) -> bool:
    """Tell whether nothing but a letter of their surname keeps two people apart."""
    first, second = (
        {_sound(each.name.tokens[0]) for each in own if len(each.name.tokens) > 1} for own in (ours, theirs)
    )
    offices = any(offices_of(actors[each.actor]) for each in (*ours, *theirs))
    surnames = all(each.name.tokens[-1][:-1].endswith(_EITHER_END) for each in (*ours, *theirs))
    known = bool(first or second or offices or surnames)
    one = known and (not (first and second) or not first.isdisjoint(second))
    together = _of_one_story(_texts(ours, places), _texts(theirs, places), places)
    return one and together and not _of_two_offices(actors, ours, theirs)


def _sole(bearers: Iterable[Bearer], groups: Groups) -> Iterator[tuple[str, Bearer]]:
    """Yield the long surnames of one person each, in order, with who bears it, without a first name if so."""
    whose: defaultdict[str, list[Bearer]] = defaultdict(list)
    for bearer in bearers:
        if not bearer.is_of_one_word and len(bearer.name.tokens[-1]) >= _SURNAME:
            whose[bearer.name.tokens[-1]].append(bearer)
    for surname in sorted(whose):
        if len({groups.head(bearer.actor) for bearer in whose[surname]}) == 1:
            yield surname, min(whose[surname], key=lambda bearer: len(bearer.name.tokens))


def _is_one_surname(one: str, other: str) -> bool:
    """Tell two spellings of one surname; "Novatni" and "Novatna" are a man's and a woman's."""
    if _sound(one) == _sound(other):
        return True
    if len(one) != len(other):
        return False
    apart = [at for at, (ours, theirs) in enumerate(zip(one, other, strict=True)) if ours != theirs]
    last = apart == [len(one) - 1]
    vowels = all(one[at] in _VOWELS and other[at] in _VOWELS for at in apart)
    return len(apart) == 1 and vowels and (not last or one[:-1].endswith(_EITHER_END))


def _of_two_offices(actors: Sequence[Actor], ours: Iterable[Bearer], theirs: Iterable[Bearer]) -> bool:
    """Tell two people of whom each has an office, and none that the other has."""
    one, other = (
        frozenset[str]().union(*(offices_of(actors[each.actor]) for each in own)) for own in (ours, theirs)
    )
    return bool(one and other) and one.isdisjoint(other)


def _of_one_story(ours: frozenset[str], theirs: frozenset[str], places: Places) -> bool:
    """Tell whether actors stand in texts of one story, and in no text together."""
    return ours.isdisjoint(theirs) and not places.stories(ours).isdisjoint(places.stories(theirs))


def _nearly_person(one: Name, other: Name) -> bool:
    """Tell whether two people's names are one in two spellings.

    "Mark Hill" is not "Mary Hill", nor "Jan Novak" "Jana Novak": only a long surname may differ, or both.
    """
    if len(one.tokens) != len(other.tokens):
        return False
    apart = [(a, b) for a, b in zip(one.tokens, other.tokens, strict=True) if _sound(a) != _sound(b)]
    if len(apart) == 1 and (apart[0][1] != other.tokens[-1] or min(map(len, apart[0])) < _SURNAME):
        return False
    words = all(fuzz.ratio(a, b) >= _WORD for a, b in apart)
    return words and fuzz.ratio(" ".join(one.tokens), " ".join(other.tokens)) >= _WHOLE


def _sound(word: str) -> str:
    """Return what a word sounds like, with one letter for the many of "Yara" and "Jara"."""
    return sounded(f"j{word[1:]}" if word.startswith("y") else word)


def _nearly_body(one: Name, other: Name) -> bool:
    """Tell whether two names of bodies are one but for the ending of one long word.

    Where that word is all that tells what body it is, it tells two: "Liberal Alliance", "Liberty Alliance".
    """
    if len(one.key) != len(other.key):
        return False
    apart = [(a, b) for a, b in zip(one.key, other.key, strict=True) if a != b]
    if len(apart) != 1:
        return False
    (ours, theirs), rest = apart[0], set(one.key) & set(other.key)
    alike = min(len(ours), len(theirs)) >= _LETTERS and ours[:_STEM] == theirs[:_STEM]
    return alike and (not rest <= _KINDS or _of_one_spelling(ours) == _of_one_spelling(theirs))


def _of_one_spelling(word: str) -> str:
    return one_spelling(word.replace("fense", "fence"))
