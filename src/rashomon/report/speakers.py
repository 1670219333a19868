"""Who speaks: the statements of every text under the actor who makes them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rashomon.compare.names import display_name
from rashomon.compare.stands import is_unsaid
from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.records import Actor, Document, Statement
from rashomon.report import words
from rashomon.report.characters import one_line, without_loose_marks
from rashomon.report.denying import is_denial
from rashomon.report.leadin import is_pronoun
from rashomon.report.statements import NOBODY_NAMED, UNNAMED, OwnText, Repeated, Said, SpeakerView, folded
from rashomon.report.texts import Library, Text
from rashomon.report.weights import Weights

SpeakerKey = tuple[Literal["0 actor", "1 name", "2 unnamed", "3 none"], str]
"""Which speaker: the leading digit puts named speakers before unnamed ones, and no speaker last."""

_DEEPEST = 8  # statements around one that are shown with it
_UNNAMED: SpeakerKey = ("2 unnamed", "")
_NOBODY: SpeakerKey = ("3 none", "")


@dataclass(frozen=True, slots=True)
class _Held:
    """What a speaker has: statements, and own texts in which no statement was found."""

    said: list[Said]
    voiced: list[Text]


@dataclass(frozen=True, slots=True)
class _Names:
    actors: Mapping[str, Actor]
    keys: Mapping[str, SpeakerKey]  # by folded name
    same: Mapping[str, str]  # what a statement shares with those that it repeats, by id

    def key(self, name: str) -> SpeakerKey:
        folded = one_line(name).casefold()
        return self.keys.get(folded, ("1 name", folded))


def speakers(
    extraction: Extraction, comparison: Comparison, library: Library, weights: Weights
) -> tuple[SpeakerView, ...]:
    """Group statements under their speakers, those of most texts first, unnamed and absent ones last.

    A speaker is an actor where the statement names one, else whoever is written the same way. A
    joint statement stands under each of its speakers.
    """
    names = _names(extraction.actors, _same(library, comparison))
    held = _held(library, names)
    order = sorted(held, key=lambda key: (_last(key), *_weight(key, held[key], weights), key))
    owners = _owners(held, order)
    return tuple(
        _anchored(
            _view(f"who-{number}", key, held[key], owners[key], names) for number, key in enumerate(order, 1)
        )
    )


def cosigned(views: Iterable[SpeakerView]) -> Mapping[str, tuple[str, ...]]:
    """Return by the id of a statement the names of those who make it and have it listed under another."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for view in views:
        for own in view.own:
            for said in own.said if not own.listed else ():
                found[said.statement.id].append(view.name)
    return {statement: tuple(names) for statement, names in found.items()}


def _anchored(views: Iterable[SpeakerView]) -> Iterator[SpeakerView]:
    """Yield speakers with an id for each list of an own text; of several of one, others lead to the first.

    A text that several published is listed again where one of them says something in it alone.
    """
    seen: set[int] = set()
    for view in views:
        again = {own.text.number for own in view.own if own.listed} & seen
        seen |= {own.text.number for own in view.own if own.listed}
        yield replace(view, own=tuple(_with_anchor(own, view.anchor, again) for own in view.own))


def _with_anchor(own: OwnText, speaker: str, again: Container[int]) -> OwnText:
    anchor = f"own-{own.text.anchor}"
    return replace(own, anchor=f"{anchor}-{speaker}" if own.text.number in again else anchor)


def _weight(key: SpeakerKey, held: _Held, weights: Weights) -> tuple[int, int]:
    """Return what puts speakers in order: the number of texts that quote or name them, then how often."""
    said = {item.text.document.id for item in held.said} | {text.document.id for text in held.voiced}
    return -len(said | weights.documents(key[1])), -(len(held.said) + weights.often(key[1]))


def _last(key: SpeakerKey) -> str:
    return key[0] if key in {_UNNAMED, _NOBODY} else ""


def _held(library: Library, names: _Names) -> dict[SpeakerKey, _Held]:
    held: defaultdict[SpeakerKey, _Held] = defaultdict(lambda: _Held([], []))
    for text in library.texts.values():
        found = library.statements[text.document.id]
        for statement in found:
            said = _said(statement, library, names)
            for key in _keys(statement, text.document, names):
                held[key].said.append(said)
        if text.document.voice and not any(statement.kind == "authored" for statement in found):
            held[names.key(text.document.voice.value)].voiced.append(text)
    return dict(held)


def _names(actors: Iterable[Actor], same: Mapping[str, str]) -> _Names:
    by_id = {actor.id: actor for actor in actors}
    uses = Counter(
        name for actor in by_id.values() for name in {one_line(name).casefold() for name in actor.names}
    )
    keys: dict[str, SpeakerKey] = {}
    for actor in by_id.values():
        for name in actor.names:
            folded = one_line(name).casefold()
            if uses[folded] == 1:  # a name of two actors says nothing of which one is meant
                keys[folded] = ("0 actor", actor.id)
    return _Names(by_id, keys, same)


def _keys(statement: Statement, document: Document, names: _Names) -> tuple[SpeakerKey, ...]:
    actors = dict.fromkeys(
        member.actor for member in statement.speaker.members if member.actor in names.actors
    )
    if actors:
        return tuple(("0 actor", actor) for actor in actors if actor)
    if statement.kind == "authored" and document.voice:
        return (names.key(document.voice.value),)
    written = statement.speaker.text
    if statement.speaker.kind == "named" and written.strip() and not is_pronoun(written):
        return (names.key(statement.speaker.text),)
    return (_NOBODY if statement.speaker.kind == "none" else _UNNAMED,)


def _said(statement: Statement, library: Library, names: _Names, below: frozenset[str] = frozenset()) -> Said:
    """Return a statement with those that it stands in; `below`, the ids on the way to it, ends circles."""
    place = library.places[statement.id]
    own = {member.actor for member in statement.speaker.members}  # nobody relays their own words
    relays = [
        (relay, names.actors.get(relay.actor or "")) for relay in statement.via if relay.actor not in own
    ]
    known = _known(statement, library, names)
    way = below | {statement.id}
    outer = library.places.get(statement.within or "")
    nested = (
        outer
        and outer.text.number == place.text.number
        and outer.statement.id not in way
        and len(way) <= _DEEPEST
    )
    around = outer.statement if outer and nested else None
    return Said(
        place=place,
        statement=statement,
        who=known or (UNNAMED if statement.speaker.spans else NOBODY_NAMED),
        through=words.listed([actor_name(actor) for _, actor in relays if actor]),
        relayed="; ".join(
            library.cue(r.cue) for r, actor in relays if not actor and any(map(str.isalpha, r.cue))
        ),
        outer=_said(around, library, names, way) if around else None,
    )


def _known(statement: Statement, library: Library, names: _Names) -> str:
    """Return who speaks: the actors' names, else the publisher's, else the text's words unless a pronoun."""
    document = library.texts[statement.document].document
    keys = _keys(statement, document, names)
    if keys[0][0] == "0 actor":
        return words.listed([actor_name(names.actors[actor]) for _, actor in keys])
    if statement.kind == "authored" and document.voice:
        return one_line(document.voice.value)
    written = without_loose_marks(library.name(statement.speaker.text))
    return "" if is_pronoun(written) else written


def actor_name(actor: Actor) -> str:
    """Return the name by which the page calls somebody."""
    name = display_name(actor)
    return _shown(name) if name else "unnamed"


def _shown(name: str) -> str:
    return without_loose_marks(one_line(name))


def _owners(
    held: Mapping[SpeakerKey, _Held], order: Iterable[SpeakerKey]
) -> dict[SpeakerKey, frozenset[str]]:
    seen: set[str] = set()
    out: dict[SpeakerKey, frozenset[str]] = {}
    for key in order:
        out[key] = frozenset(said.statement.id for said in held[key].said) - seen
        seen |= out[key]
    return out


def _same(library: Library, comparison: Comparison) -> dict[str, str]:
    """Return for every statement that a link ties to another the key of the first of those tied."""
    first: dict[str, str] = {}
    for link in comparison.copied:
        left, right = link.left.finding, link.right.finding
        if left and right and left in library.places and right in library.places:
            first.setdefault(left, left)
            first[_root(first, right)] = _root(first, left)
    contents = {item.id: item for group in library.statements.values() for item in group if item.id in first}
    return {key: folded(contents[_root(first, key)]) for key in first}


def _root(first: Mapping[str, str], key: str) -> str:
    while first.get(key, key) != key:
        key = first[key]
    return key


def _grouped(held: Iterable[Said], same: Mapping[str, str]) -> tuple[Repeated, ...]:
    groups: dict[tuple[str, _Sign], list[Said]] = {}
    for said in held:
        words_ = same.get(said.statement.id) or folded(said.statement)
        groups.setdefault((words_, _sign(said)), []).append(said)
    return tuple(Repeated(group[0], tuple(group[1:])) for group in groups.values())


_Sign = tuple[bool, bool, bool]


def _sign(said: Said) -> _Sign:
    """Return whether a statement denies, asks or is not made: with the same words it says another thing."""
    asked = said.statement.act == "asked"
    return is_denial(said, named=False), asked, is_unsaid(said.statement)


def _view(anchor: str, key: SpeakerKey, held: _Held, owns_list: frozenset[str], names: _Names) -> SpeakerView:
    own = _own(held, owns_list)
    published = {said.statement.id for text in own for said in text.said}
    said = [item for item in held.said if item.statement.id not in published]
    return SpeakerView(
        anchor=anchor,
        name=_name(key, held, names),
        named=key not in {_UNNAMED, _NOBODY},
        actor=key[1] if key[0] == "0 actor" else None,
        own=own,
        said=_grouped(said, names.same),
        owns_list=owns_list,
    )


def _own(held: _Held, owns_list: frozenset[str]) -> tuple[OwnText, ...]:
    texts: dict[int, list[Said]] = {text.number: [] for text in held.voiced}
    known = {text.number: text for text in held.voiced}
    for said in held.said:
        if said.statement.kind == "authored":
            known[said.text.number] = said.text
            texts.setdefault(said.text.number, []).append(said)
    return tuple(_own_text(known[number], texts[number], owns_list) for number in sorted(texts))


def _own_text(text: Text, said: Sequence[Said], owns_list: frozenset[str]) -> OwnText:
    jointly = any(len(item.statement.speaker.members) > 1 for item in said)
    return OwnText(text, tuple(said), jointly, any(item.statement.id in owns_list for item in said))


def _name(key: SpeakerKey, held: _Held, names: _Names) -> str:
    if key == _UNNAMED:
        return "Speakers without a name"
    if key == _NOBODY:
        return "No speaker named"
    if key[0] == "0 actor":
        return actor_name(names.actors[key[1]])
    voices = [one_line(text.document.voice.value) for text in held.voiced if text.document.voice]
    return voices[0] if voices else held.said[0].who
