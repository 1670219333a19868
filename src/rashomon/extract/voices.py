"""Who signs a text that is itself a statement, among the actors of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from rashomon.compare.names import body_name
from rashomon.compare.wordlists import BODIES
from rashomon.extract.casting import Casting
from rashomon.extract.naming import Group
from rashomon.extract.references import Reference
from rashomon.extract.words import Words
from rashomon.model.offsets import Span
from rashomon.model.records import Document

_WORD = re.compile(r"\w+")
_ACRONYM = re.compile(r"(?P<name>.*\S)\s*\((?P<acronym>[^()\s]+)\)")


@dataclass(frozen=True, slots=True)
class Voice:
    """The actors that a text is by.

    Attributes:
        groups: their numbers among the groups of the text, or the one after them.
        spans: where their names stand; missing where the text nowhere names them.
        names: what the voice is called, where the text calls it by no name that was found.
    """

    groups: tuple[int, ...] = ()
    spans: Mapping[int, Span] = field(default_factory=dict)
    names: tuple[str, ...] = ()


def voice_of(
    document: Document, words: Words, found: Sequence[Reference], places: Sequence[Span], casting: Casting
) -> Voice:
    """Return who signs a text: the names where its voice stands in it, and those that are joined to them.

    Without such a name it is the body of the text whose words are all words of the voice ("the Ministry").
    """
    if document.voice is None:
        return Voice()
    value = document.voice.value
    signing = _place(value, document.text)
    names = [n for n, each in enumerate(found) if each.form == "name" and each.type != "place"]
    touched = [n for n in names if signing and signing.overlaps(places[n])]
    inside = [n for n in touched if signing and signing.covers(places[n])] or touched
    signed = [n for n in inside if signing == places[n] or _is_body(places[n].of(document.text), value)]
    by_word = {word: n for n in names for word in range(*found[n].words)}
    joined = (word for n in signed for word in words.tree.joined(found[n].head))
    spans: dict[int, Span] = {}
    for number in (*signed, *(by_word[word] for word in joined if word in by_word)):
        spans.setdefault(casting.meant[number].group, places[number])
    if spans:
        return Voice(tuple(spans), spans)
    called = _names(value)
    group = _likest(called, casting)
    place = _place(called[0], document.text)
    return Voice((group,), {group: place} if place else {}, called)


def with_voice(groups: Sequence[Group], voice: Voice) -> tuple[Group, ...]:
    """Return the groups of a text with the name of its voice among them."""
    if not voice.names:
        return tuple(groups)
    (number,) = voice.groups
    if number == len(groups):
        return (*groups, Group("organisation", voice.names))
    names = tuple(dict.fromkeys((*voice.names, *groups[number].names)))
    return (*groups[:number], replace(groups[number], names=names), *groups[number + 1 :])


def _is_body(name: str, value: str) -> bool:
    """Tell whether a name may be what a voice is called: "Halm" of the "Halm Regional Court" is a place."""
    tokens = body_name(name).tokens
    return len(tokens) > 1 or not BODIES.isdisjoint(tokens) or BODIES.isdisjoint(body_name(value).tokens)


def _names(value: str) -> tuple[str, ...]:
    """Return what a voice is called: its name, and the acronym that stands in brackets behind it."""
    behind = _ACRONYM.fullmatch(value)
    return (behind["name"], behind["acronym"]) if behind else (value,)


def _place(value: str, text: str) -> Span | None:
    """Return the first place of the words of `value`, whatever their case and what stands between them."""
    match = re.search(r"\W+".join(map(re.escape, _WORD.findall(value))), text, re.IGNORECASE)
    return Span(*match.span()) if match and match[0] else None


def _likest(called: Sequence[str], casting: Casting) -> int:
    """Return the body with a name of a voice, else the one that has most words of it and no other.

    Where there is none it is the one after all groups.
    """
    folded = {name.casefold() for name in called}
    for number, group in enumerate(casting.groups):
        if not folded.isdisjoint(name.casefold() for name in group.names):
            return number
    wanted = set(body_name(called[0]).tokens)
    used = Counter(meant.group for meant in casting.meant.values())
    best = (0, 0, -len(casting.groups))
    for number, group in enumerate(casting.groups):
        for name in group.names if group.type == "organisation" else ():
            tokens = set(body_name(name).tokens)
            if tokens <= wanted and not tokens.isdisjoint(BODIES):
                best = max(best, (len(tokens), used[number], -number))
    return -best[2]
