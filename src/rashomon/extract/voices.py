"""Who signs a text that is itself a statement, among the actors of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from rashomon.compare.names import body_name
from rashomon.compare.wordlists import BODIES
from rashomon.extract.casting import Casting
from rashomon.extract.naming import Group
from rashomon.extract.references import Reference
from rashomon.extract.words import Words
from rashomon.model.offsets import Span
from rashomon.model.records import Document
from rashomon.read.names import is_body, is_capitalised, names_paper

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_PIECE = re.compile(r"[^\s,|:>–—][^\n,|:>–—]*(?<=\S)")
_INITIALS = 5  # letters of a name in capitals that may be a word as well
_HEAD = 5  # lines
_WORD = re.compile(r"\w+")
_SEVERAL = 2
_DESK = re.compile(r"\b(?:press|media|information|news|public relations)\b", re.IGNORECASE)
"""What in the name of a part of a body says that it only gives out what the body says."""
_JOINT = re.compile(r"\band\b|[&;\n]")
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
    value = _signing(document.voice.value, document.text)
    signing = _place(value, document.text) or _heading(value, document.text)
    several = _JOINT.search(value) is not None  # states are places by name, and nobody signs for two towns
    names = [n for n, each in enumerate(found) if each.form == "name" and (each.type != "place" or several)]
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
    return Voice((group,), {group: signing} if signing else {}, _both(called, signing, document.text))


def with_voice(groups: Sequence[Group], voice: Voice) -> tuple[Group, ...]:
    """Return the groups of a text with the name of its voice among them."""
    if not voice.names:
        return tuple(groups)
    (number,) = voice.groups
    if number == len(groups):
        return (*groups, Group("organisation", voice.names))
    names = tuple(dict.fromkeys((*voice.names, *groups[number].names)))
    return (*groups[:number], replace(groups[number], names=names), *groups[number + 1 :])


def _signing(value: str, text: str) -> str:
    """Return the part of a voice that signs, of several between commas ("Ministry of Works, Flood Staff").

    A part of a body speaks for itself, unless it is a press office; what stands in the text comes first.
    """
    parts = [part.strip() for part in value.split(",") if part.strip()]
    if len(parts) < _SEVERAL or _JOINT.search(value):
        return value
    named = [part for part in parts if not _DESK.search(part)] or parts
    standing = [part for part in named if _place(part, text)]
    bodies = [part for part in standing if not BODIES.isdisjoint(body_name(part).tokens)]
    return bodies[-1] if bodies else (standing or named)[0]


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
    words = r"\W+".join(map(re.escape, _WORD.findall(value)))
    case = 0 if value.isupper() and len(value) <= _INITIALS else re.IGNORECASE  # "WHO" is not "who"
    match = re.search(rf"(?<!\w){words}(?!\w)", text, case)
    return Span(*match.span()) if match and match[0] else None


def _heading(value: str, text: str) -> Span | None:
    """Return what in the first lines is a voice in other words: "MINISTRY OF WORKS" of the "Works Ministry".

    It has all words of the voice, small ones aside, or no other words and a noun for bodies or papers.
    """
    wanted = set(body_name(value).key)
    for line in islice(_LINE.finditer(text), _HEAD):
        for piece in _PIECE.finditer(text, *line.span()):
            own = set(body_name(piece[0]).key)
            named = names_paper(piece[0]) or is_body(piece[0])
            if named and own and (own <= wanted or wanted <= own) and is_capitalised(piece[0]):
                return Span(*piece.span())
    return None


def _both(called: Sequence[str], place: Span | None, text: str) -> tuple[str, ...]:
    """Return what a voice is called, first in the words of the text where they are others."""
    own = " ".join(place.of(text).split()) if place else ""
    same = not own or called[0].casefold() in own.casefold()
    return tuple(called) if same else (own, *called)


def _likest(called: Sequence[str], casting: Casting) -> int:
    """Return the body with a name of a voice, else the one that is called most like it.

    That is the one that has most words of it and no other, else the one whose name goes on ("the Court of
    Halm" for "the Court"), else the only one of its kind ("the Interior Ministry" in a text that names one
    ministry). Where there is none it is the one after all groups.
    """
    bodies = [
        (number, [body_name(name) for name in group.names])
        for number, group in enumerate(casting.groups)
        if group.type == "organisation"
    ]
    wanted = [body_name(name) for name in called]
    keys = {name.key for name in wanted}
    for number, names in bodies:
        if any(name.key in keys for name in names):
            return number
    own = set(wanted[0].tokens)
    shorter = [n for n, names in bodies if any(_is_called(set(name.tokens), own) for name in names)]
    longer = [n for n, names in bodies if any(_is_called(own, set(name.tokens)) for name in names)]
    kinds = [n for n, names in bodies if any(_kinds(own) & _kinds(set(name.tokens)) for name in names)]
    used = Counter(meant.group for meant in casting.meant.values())
    sizes = {n: max(len(set(name.tokens) & own) for name in names) for n, names in bodies}
    for found in (shorter, longer if len(longer) == 1 else (), kinds if len(kinds) == 1 else ()):
        if found:
            return max(found, key=lambda n: (sizes[n], used[n], -n))
    return len(casting.groups)


def _is_called(short: set[str], name: set[str]) -> bool:
    """Tell whether a body may be called by some words of its name."""
    known = len(short) >= _SEVERAL or not short.isdisjoint(BODIES) or names_paper(" ".join(sorted(short)))
    return short <= name and known


def _kinds(tokens: set[str]) -> frozenset[str]:
    return BODIES & tokens
