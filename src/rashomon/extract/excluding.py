"""Offices and trades that are not one person's: a governor is not "the mayor", nor a lawyer "the judge".

The encoder links "the mayor" to whoever was named last. Whom a text knows by another office or trade is not
meant by it; whom it knows by none may be, and so may anybody by "the leader" or "the official".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rashomon.extract.described import noun_of, nouns_beside
from rashomon.extract.meant import Meant
from rashomon.extract.offices import offices
from rashomon.extract.references import Reference
from rashomon.extract.words import Words

_KINDS = tuple(
    frozenset(words.split())
    for words in (
        "ambassador",
        "archbishop bishop cardinal pastor pontiff pope priest rev reverend vicar",
        "attorney barrister lawyer solicitor",
        "admiral capt captain col colonel commander corporal gen general lieutenant lt major marshal",
        "baker",
        "carpenter",
        "chancellor minister premier secretary",
        "columnist correspondent editor journalist reporter",
        "doctor physician surgeon",
        "driver",
        "emir emperor king monarch prince sultan",
        "farmer",
        "firefighter fireman",
        "fisherman",
        "gov governor",
        "imam mullah",
        "judge justice magistrate",
        "mayor",
        "monarch princess queen",
        "nurse",
        "pilot",
        "president",
        "prosecutor",
        "rabbi",
        "sen senator",
        "shopkeeper",
        "spokesman spokesperson spokeswoman",
        "teacher",
    )
)
"""Nouns for offices and trades, those together that may be one person's."""
_KNOWN = frozenset[str]().union(*_KINDS)
_LESSER = frozenset("assistant deputy ex former late vice".split())
"""What makes an office another one: the deputy mayor is not "the mayor"."""
_BEHIND = 4  # words of "president of the court"
_LESS = "lesser "
_OPEN = frozenset("court tribunal attorney secretary director consul".split())
"""Words of offices whose noun says little: a court's president is a judge, an attorney general no officer."""


class Held:
    """The offices and trades by which a text knows its people."""

    def __init__(self, words: Words, found: Sequence[Reference], named: Mapping[int, Meant]) -> None:
        self._words = words
        people = [(found[n], each.group) for n, each in named.items() if found[n].type == "person"]
        inside = frozenset(word for name, _ in people for word in range(*name.words))
        known: defaultdict[int, set[str]] = defaultdict(set)
        for name, group in people:
            known[group].update(self._nouns(name, inside))
        self._offices = {group: frozenset(own) for group, own in known.items()}

    def _nouns(self, name: Reference, inside: frozenset[int]) -> Iterator[str]:
        """Yield the offices and trades by which a text knows somebody at a place, "Bishop" of a name too."""
        tree, first = self._words.tree, name.words[0]
        beside = [(tree.phrase(noun)[0], noun) for noun in nouns_beside(self._words, name)]
        told = [(office[0], noun_of(self._words, office)) for office in offices(self._words, name, inside)]
        own = [(first, noun) for _, noun in beside if noun in inside]
        places = ((first, first), *own, *(place for place in beside if place[1] not in inside), *told)
        yield from filter(None, (_office(self._words, begin, noun) for begin, noun in places))

    def excludes(self, phrase: Reference, group: int) -> bool:
        """Tell whether a phrase is for an office or trade that somebody known by another one has not."""
        asked = _office(self._words, phrase.words[0], phrase.head) if phrase.form == "noun" else None
        own = self._offices.get(group, frozenset())
        return bool(asked and own) and not any(_may_be_one(asked or "", each) for each in own)


def _office(words: Words, first: int, noun: int) -> str | None:
    """Return the office of a noun, "deputy mayor" apart from "mayor"; `None` for no such noun."""
    office, before = words.lower[noun].rstrip("."), words.lower[first:noun]
    if office not in _KNOWN or not _OPEN.isdisjoint((*before, *words.lower[noun + 1 : noun + _BEHIND])):
        return None
    return office if _LESSER.isdisjoint(before) else f"{_LESS}{office}"


def _may_be_one(one: str, other: str) -> bool:
    """Tell whether two offices may be one person's: "minister" and "premier", but not "deputy minister"."""
    ours, theirs = one.removeprefix(_LESS), other.removeprefix(_LESS)
    alike = any(ours in kind and theirs in kind for kind in _KINDS)
    return alike and one.startswith(_LESS) == other.startswith(_LESS)


def of_one_office(words: Words, found: Sequence[Reference]) -> tuple[Reference, ...]:
    """Return the references of a text without links of one office to another: "the mayor", "the minister"."""
    offices_of = [_office(words, each.words[0], each.head) if each.form == "noun" else None for each in found]
    return tuple(
        replace(each, antecedent=-1)
        if own
        and each.antecedent >= 0
        and (other := offices_of[each.antecedent])
        and not _may_be_one(own, other)
        else each
        for each, own in zip(found, offices_of, strict=True)
    )
