"""Who speaks: the statements of every text under the actor who makes them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.records import Actor, Document, Statement, StatementKind
from rashomon.report import words
from rashomon.report.characters import one_line
from rashomon.report.citation import citation
from rashomon.report.excerpt import split
from rashomon.report.texts import Library, Place, Text

_LEAD = 600  # characters of a statement shown before the rest is folded away

SpeakerKey = tuple[Literal["0 actor", "1 name", "2 unnamed", "3 none"], str]
"""Which speaker: the leading digit puts named speakers before unnamed ones, and no speaker last."""

_UNNAMED: SpeakerKey = ("2 unnamed", "")
_NOBODY: SpeakerKey = ("3 none", "")


@dataclass(frozen=True, slots=True)
class Said:
    """One statement as the page lists it."""

    place: Place
    statement: Statement
    who: str
    through: str = ""
    relayed: str = ""
    inside: Place | None = None

    @property
    def text(self) -> Text:
        """Return the text that the statement stands in."""
        return self.place.text

    @property
    def listing(self) -> str:
        """Return the id of the statement in the list of speakers."""
        return f"list-{self.place.anchor}"

    @property
    def kind(self) -> str:
        """Return how the words are given: quoted, partly quoted, reported, published itself."""
        return words.KINDS[self.statement.kind]

    @property
    def act(self) -> str:
        """Return what the speaker does other than say: denies, asks, demands; nothing for plain saying."""
        return words.ACTS[self.statement.act] if self.statement.act else ""

    @property
    def certainty(self) -> str:
        """Return how sure the finding is, in a word."""
        return words.certainty(self.statement.score)

    @property
    def lead(self) -> str:
        """Return the words said, a long statement cut."""
        return self._words()[0]

    @property
    def rest(self) -> str:
        """Return what `lead` leaves out; nothing for a whole text, which the reading view shows."""
        return self._words()[1]

    def _words(self) -> tuple[str, str]:
        head, rest = split(self.statement.content.spans, self.text.body, _LEAD)
        if self.statement.kind == "authored":
            return self.text.excerpt.words(head) + (" …" if rest else ""), ""
        return self.text.excerpt.words(head), self.text.excerpt.words(rest)

    @property
    def as_written(self) -> str:
        """Return the words with which the text names the speaker and says that they speak."""
        spans = sorted({*self.statement.speaker.spans, *self.statement.cue.spans})
        return one_line(self.text.excerpt.words(spans))

    @property
    def circumstances(self) -> tuple[tuple[str, str], ...]:
        """Return to whom, by what means and when it was said: our word for it, and the text's own words."""
        given = (
            ("to", self.statement.addressee),
            ("by", self.statement.medium),
            ("when:", self.statement.time),
        )
        return tuple(
            (label, one_line(self.text.excerpt.words(found.spans))) for label, found in given if found
        )

    @property
    def citation(self) -> str:
        """Return the citation in plain text; of a whole text, its beginning."""
        spans = self.statement.content.spans
        if self.statement.kind == "authored":
            spans = split(spans, self.text.body, _LEAD)[0]
        return citation(self.text, spans, f"{self.who}, {self.kind}")


@dataclass(frozen=True, slots=True)
class Repeated:
    """One statement, and the other places that give it."""

    first: Said
    others: tuple[Said, ...] = ()

    def repeats(self, said: Said) -> bool:
        """Tell whether one of the other places has the very words of the first."""
        return _folded(said.statement) == _folded(self.first.statement)

    @property
    def everywhere(self) -> tuple[Said, ...]:
        """Return the statement at all its places."""
        return (self.first, *self.others)


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """One speaker, or the group of those without a name, with all statements."""

    anchor: str
    name: str
    named: bool
    also: tuple[str, ...]
    what: str
    own: tuple[Text, ...]
    said: tuple[Repeated, ...]
    owns_list: frozenset[str]  # ids of the statements whose entry here is the one that links lead to

    @property
    def statements(self) -> int:
        """Return the number of statements, each place counted."""
        return sum(len(group.everywhere) for group in self.said)

    @property
    def texts(self) -> int:
        """Return the number of texts that the statements stand in."""
        return len({said.text.number for group in self.said for said in group.everywhere})

    def of_kind(self, kind: StatementKind) -> int:
        """Return the number of statements given in one way."""
        return sum(said.statement.kind == kind for group in self.said for said in group.everywhere)


@dataclass(frozen=True, slots=True)
class _Names:
    actors: Mapping[str, Actor]
    keys: Mapping[str, SpeakerKey]  # by folded name

    def key(self, name: str) -> SpeakerKey:
        folded = one_line(name).casefold()
        return self.keys.get(folded, ("1 name", folded))


def speakers(extraction: Extraction, comparison: Comparison, library: Library) -> tuple[SpeakerView, ...]:
    """Group statements under their speakers, those with most statements first, unnamed and absent ones last.

    A speaker is an actor where the statement names one, else whoever is written the same way. A
    joint statement stands under each of its speakers.
    """
    names = _names(extraction.actors)
    held: defaultdict[SpeakerKey, list[Said]] = defaultdict(list)
    own: defaultdict[SpeakerKey, list[Text]] = defaultdict(list)
    for text in library.texts.values():
        if text.document.voice:
            own[names.key(text.document.voice.value)].append(text)
        for statement in library.statements[text.document.id]:
            said = _said(statement, library, names)
            for key in _keys(statement, text.document, names):
                held[key].append(said)
    same = _same(library, comparison)
    owners = _owners(held)
    order = sorted({*held, *own}, key=lambda key: (key[0] > "1 name", _rank(key), -len(held[key]), key))
    return tuple(
        _view(number, key, _grouped(held[key], same), tuple(own[key]), owners[key], names)
        for number, key in enumerate(order, 1)
    )


def _rank(key: SpeakerKey) -> str:
    return key[0] if key[0] > "1 name" else ""


def _names(actors: Iterable[Actor]) -> _Names:
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
    return _Names(by_id, keys)


def _keys(statement: Statement, document: Document, names: _Names) -> tuple[SpeakerKey, ...]:
    actors = dict.fromkeys(
        member.actor for member in statement.speaker.members if member.actor in names.actors
    )
    if actors:
        return tuple(("0 actor", actor) for actor in actors if actor)
    if statement.kind == "authored" and document.voice:
        return (names.key(document.voice.value),)
    if statement.speaker.kind == "named" and statement.speaker.text.strip():
        return (names.key(statement.speaker.text),)
    return (_NOBODY if statement.speaker.kind == "none" else _UNNAMED,)


def _said(statement: Statement, library: Library, names: _Names) -> Said:
    place = library.places[statement.id]
    relays = [(relay, names.actors.get(relay.actor or "")) for relay in statement.via]
    return Said(
        place=place,
        statement=statement,
        who=_who(statement, place.text.document, names),
        through=words.listed([_actor_name(actor) for _, actor in relays if actor]),
        relayed="; ".join(one_line(relay.cue) for relay, actor in relays if not actor and relay.cue),
        inside=library.places.get(statement.within) if statement.within else None,
    )


def _who(statement: Statement, document: Document, names: _Names) -> str:
    keys = _keys(statement, document, names)
    if keys[0][0] == "0 actor":
        return words.listed([_actor_name(names.actors[actor]) for _, actor in keys])
    if statement.kind == "authored" and document.voice:
        return one_line(document.voice.value)
    return one_line(statement.speaker.text) or "no speaker named"


def _actor_name(actor: Actor) -> str:
    return one_line(actor.names[0]) if actor.names else "unnamed"


def _owners(held: Mapping[SpeakerKey, Sequence[Said]]) -> dict[SpeakerKey, frozenset[str]]:
    seen: set[str] = set()
    out: dict[SpeakerKey, frozenset[str]] = defaultdict(frozenset)
    for key, group in held.items():
        out[key] = frozenset(said.statement.id for said in group) - seen
        seen |= out[key]
    return out


def _same(library: Library, comparison: Comparison) -> dict[str, str]:
    """Return for every statement that a link ties to another the key of the first of those tied."""
    first: dict[str, str] = {}
    for link in comparison.links:
        left, right = link.left.finding, link.right.finding
        if (
            link.kind != "contradict"
            and left
            and right
            and left in library.places
            and right in library.places
        ):
            first.setdefault(left, left)
            first[_root(first, right)] = _root(first, left)
    contents = {item.id: item for group in library.statements.values() for item in group if item.id in first}
    return {key: _folded(contents[_root(first, key)]) for key in first}


def _root(first: Mapping[str, str], key: str) -> str:
    while first.get(key, key) != key:
        key = first[key]
    return key


def _grouped(held: Sequence[Said], same: Mapping[str, str]) -> tuple[Repeated, ...]:
    groups: dict[str, list[Said]] = {}
    for said in held:
        groups.setdefault(_sameness(said, same), []).append(said)
    return tuple(Repeated(group[0], tuple(group[1:])) for group in groups.values())


def _sameness(said: Said, same: Mapping[str, str]) -> str:
    return same.get(said.statement.id) or _folded(said.statement)


def _folded(statement: Statement) -> str:
    letters = "".join(character for character in statement.content.text.casefold() if character.isalnum())
    return letters or f"statement {statement.id}"


def _view(  # noqa: PLR0913, PLR0917 - the six things that a view is made of
    number: int,
    key: SpeakerKey,
    said: tuple[Repeated, ...],
    own: tuple[Text, ...],
    owns_list: frozenset[str],
    names: _Names,
) -> SpeakerView:
    name, also, what = _described(key, said, own, names)
    return SpeakerView(
        f"who-{number}", name, key not in {_UNNAMED, _NOBODY}, also, what, own, said, owns_list
    )


def _described(
    key: SpeakerKey, said: Sequence[Repeated], own: Sequence[Text], names: _Names
) -> tuple[str, tuple[str, ...], str]:
    if key == _UNNAMED:
        return "Speakers without a name", (), ""
    if key == _NOBODY:
        return "No speaker named", (), ""
    actor = names.actors.get(key[1]) if key[0] == "0 actor" else None
    if actor:
        roles = (one_line(role.title) for role in actor.roles)
        what = "; ".join(dict.fromkeys(item for item in (words.ACTORS[actor.type], *roles) if item))
        return _actor_name(actor), tuple(map(one_line, actor.names[1:])), what
    voices = [one_line(text.document.voice.value) for text in own if text.document.voice]
    return voices[0] if voices else said[0].first.who, (), ""
