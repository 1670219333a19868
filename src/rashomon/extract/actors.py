"""Who the speakers of one document are: names grouped within the text, pronouns to their names.

Across texts, `compare` groups the actors found here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from rashomon.extract.capitals import Capitals, read_capitals
from rashomon.extract.names import PERSON_PRONOUNS, body_in, core_words, is_pronoun, looks_like_body, names_in
from rashomon.model.identity import finding_id, group_id
from rashomon.model.offsets import Span
from rashomon.model.records import Actor, ActorType, Document, Member, Mention, Reason, Statement

NAME_RULE, PRONOUN_RULE = "name-in-source", "pronoun-to-last-speaker"
NAME_SCORE, SURNAME_SCORE, PRONOUN_SCORE = 0.9, 0.8, 0.5
_LETTERS = re.compile(r"(?<!\w)[^\W\d_]+")


@dataclass(slots=True)
class _Group:
    """The names of one actor while they are being gathered; `pronouns` are the spans resolved to it."""

    names: list[str]
    type: ActorType
    pronouns: list[Span] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of one document, with their mentions, and its statements with speakers filled in."""

    statements: tuple[Statement, ...]
    mentions: tuple[Mention, ...]
    actors: tuple[Actor, ...]


def find_cast(document: Document, statements: Sequence[Statement], ranges: Sequence[Span]) -> Cast:
    """Group the speakers of `statements`, and find the places within `ranges` that name them."""
    gathering = _Gathering(document.text)
    in_order = sorted(statements, key=lambda s: (s.content.spans, s.cue.spans))
    speakers = [gathering.speakers(document, statement) for statement in in_order]
    mentions = _mentions(document, gathering.groups, ranges)
    actors = {
        id(group): _actor(document, group, found)
        for group, found in zip(gathering.groups, mentions, strict=True)
    }
    placed = [
        replace(mention, actor=actors[id(group)].id)
        for group, found in zip(gathering.groups, mentions, strict=True)
        for mention in found
    ]
    named = [_with_members(s, found, actors) for s, found in zip(in_order, speakers, strict=True)]
    placed.sort(key=lambda mention: (mention.span, mention.id))
    return Cast(tuple(named), tuple(placed), tuple(actors.values()))


_Speakers = list[tuple[Span | None, _Group]]


class _Gathering:
    """The actors of one text, while its statements are gone through in order."""

    def __init__(self, text: str) -> None:
        self.groups: list[_Group] = []
        self._text = text
        self._capitals = read_capitals(text)
        self._by_words: dict[tuple[str, ...], _Group] = {}
        self._by_last_word: dict[str, list[_Group]] = {}
        self._last_person: _Group | None = None

    def speakers(self, document: Document, statement: Statement) -> _Speakers:
        """Return whom a statement's source means, taking in who is new."""
        if document.voice and statement.kind == "authored":
            return self._voices(document.voice.value)
        found: _Speakers = []
        for span in statement.speaker.spans:
            found.extend(self._in_source(span))
        return found

    def _in_source(self, span: Span) -> Iterator[tuple[Span, _Group]]:
        if is_pronoun(span.of(self._text)):
            yield from self._antecedent(span)
            return
        body = body_in(span, self._text, self._capitals)
        for name in names_in(span, self._text, self._capitals) or ([body] if body else []):
            yield name.span, self._group(name.text, name.type)

    def _voices(self, value: str) -> _Speakers:
        """Return the bodies that sign a text; without a span where their name stands outside the text."""
        at = self._text.find(value)
        names = names_in(Span(at, at + len(value)), self._text, self._capitals) if at >= 0 else ()
        if not names:
            return [(None, self._group(value, "organisation"))]
        return [(name.span, self._group(name.text, "organisation")) for name in names]

    def _antecedent(self, span: Span) -> Iterator[tuple[Span, _Group]]:
        """Yield the person who spoke last, for "he" and "she"; other pronouns stay open."""
        if self._last_person and span.of(self._text).lower() in PERSON_PRONOUNS:
            self._last_person.pronouns.append(span)
            yield span, self._last_person

    def _group(self, name: str, kind: ActorType) -> _Group:
        words = core_words(name)
        group = self._by_words.get(words) or self._by_ending(words, name, kind)
        if group is None:
            group = self._new(name, words, kind)
        if group.type in {"person", "other"}:
            self._last_person = group
        return group

    def _by_ending(self, words: tuple[str, ...], name: str, kind: ActorType) -> _Group | None:
        """Return the one person whose name ends as this one does, and add the name."""
        if kind in {"organisation", "group"}:
            return None
        found = [g for g in self._by_last_word.get(words[-1] if words else "", []) if _one_name(words, g)]
        if len(found) != 1:
            return None
        group = found[0]
        detail = f"the last name of “{group.names[0]}” in the same text"
        group.reasons.append(Reason(code="surname", detail=detail, score=SURNAME_SCORE))
        group.names.append(name)
        group.type = "person" if kind == "person" else group.type
        self._index(group, words)
        return group

    def _new(self, name: str, words: tuple[str, ...], kind: ActorType) -> _Group:
        fuller = fuller_name(words, name, self._text, self._capitals) if kind == "other" else None
        group = _Group([name], kind) if fuller is None else _Group([fuller, name], "person")
        self.groups.append(group)
        for each in group.names:
            self._index(group, core_words(each))
        return group

    def _index(self, group: _Group, words: tuple[str, ...]) -> None:
        self._by_words.setdefault(words, group)
        if words and group.type not in {"organisation", "group"}:
            same_ending = self._by_last_word.setdefault(words[-1], [])
            if group not in same_ending:
                same_ending.append(group)


def _one_name(words: tuple[str, ...], group: _Group) -> bool:
    """Tell whether one of the names is the other without its beginning ("Veld", "Ona Veld")."""
    for other in group.names:
        known = core_words(other)
        shorter, longer = sorted((words, known), key=len)
        if shorter and longer[-len(shorter) :] == shorter:
            return True
    return False


def fuller_name(words: tuple[str, ...], name: str, text: str, capitals: Capitals) -> str | None:
    """Return the one name of a person in the text that has more words and ends in `name`, if there is one."""
    if len(words) != 1:
        return None
    found: dict[tuple[str, ...], str] = {}
    for run in capitals.runs.get(name, ()):
        for person in names_in(run, text, capitals):
            known = core_words(person.text)
            if person.type == "person" and len(known) > 1 and not looks_like_body(known):
                found.setdefault(known, person.text)
    shortest = min(found, key=len, default=())
    alike = shortest and all(known[-len(shortest) :] == shortest for known in found)
    return found[shortest] if alike else None


def _mentions(document: Document, groups: Sequence[_Group], ranges: Sequence[Span]) -> list[list[Mention]]:
    """Return, for each group, the places that hold one of its names and the pronouns resolved to it."""
    numbers = {name: number for number, group in enumerate(groups) for name in group.names}
    found: list[list[Mention]] = [[] for _ in groups]
    for span in _named_places(document.text, ranges, numbers):
        number = numbers[span.of(document.text)]
        found[number].append(_mention(document, span, groups[number].type, NAME_SCORE, NAME_RULE))
    for number, group in enumerate(groups):
        pronouns = (_mention(document, s, group.type, PRONOUN_SCORE, PRONOUN_RULE) for s in group.pronouns)
        found[number].extend(pronouns)
    return found


def _named_places(text: str, ranges: Sequence[Span], names: Iterable[str]) -> Iterator[Span]:
    """Yield the places of `names`, the longest that fits at each; in time that grows with the text only."""
    by_beginning: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        if beginning := _LETTERS.match(name):
            by_beginning.setdefault(beginning[0], []).append(name)
    for part in ranges:
        free = part.start
        for word in _LETTERS.finditer(text, part.start, part.end):
            if word.start() < free:
                continue
            for name in by_beginning.get(word[0], ()):
                end = word.start() + len(name)
                if (
                    text.startswith(name, word.start())
                    and end <= part.end
                    and not text[end : end + 1].isalnum()
                ):
                    yield Span(word.start(), end)
                    free = end
                    break


def _mention(document: Document, span: Span, kind: ActorType, score: float, rule: str) -> Mention:
    return Mention(
        id=finding_id(document.id, f"mention:{kind}", [span]),
        document=document.id,
        span=span,
        text=span.of(document.text),
        type=kind,
        score=score,
        made_by=rule,
    )


def _actor(document: Document, group: _Group, mentions: Sequence[Mention]) -> Actor:
    counts: dict[str, int] = dict.fromkeys(group.names, 0)
    for mention in mentions:
        if mention.text in counts:
            counts[mention.text] += 1
    names = sorted(group.names, key=lambda name: (-min(2, len(core_words(name))), -counts[name], name))
    return Actor(
        # A voice that the text nowhere names has no mention: its name stands in for one.
        id=group_id("actor", [m.id for m in mentions] or [document.id, *group.names]),
        type=group.type,
        names=tuple(names),
        merged_because=tuple(group.reasons),
    )


def _with_members(statement: Statement, speakers: _Speakers, actors: dict[int, Actor]) -> Statement:
    if not speakers:
        return statement
    members = tuple(Member(span=span, actor=actors[id(group)].id) for span, group in speakers)
    return replace(statement, speaker=replace(statement.speaker, kind="named", members=members))
