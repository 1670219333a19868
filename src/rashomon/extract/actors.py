"""Who the speakers of one document are: names grouped within the text, pronouns to their names.

Across texts, `compare` groups the actors found here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from rashomon.extract.names import (
    PERSON_PRONOUNS,
    body_in,
    core_words,
    is_pronoun,
    looks_like_body,
    names_in,
)
from rashomon.model.identity import finding_id, group_id
from rashomon.model.offsets import Span
from rashomon.model.records import Actor, ActorType, Document, Member, Mention, Reason, Statement

NAME_RULE, PRONOUN_RULE = "name-in-source", "pronoun-to-last-speaker"
NAME_SCORE, SURNAME_SCORE, PRONOUN_SCORE = 0.9, 0.8, 0.5


@dataclass(slots=True)
class _Group:
    """The names of one actor while they are being gathered; `pronouns` are the spans resolved to it."""

    names: list[str]
    type: ActorType
    pronouns: list[Span]
    reasons: list[Reason]


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of one document, with their mentions, and its statements with speakers filled in."""

    statements: tuple[Statement, ...]
    mentions: tuple[Mention, ...]
    actors: tuple[Actor, ...]


def find_cast(document: Document, statements: Sequence[Statement], ranges: Sequence[Span]) -> Cast:
    """Group the speakers of `statements`, and find the places within `ranges` that name them."""
    groups: list[_Group] = []
    speakers = [_speakers(document, statement, groups) for statement in _in_order(statements)]
    ids: dict[int, str] = {}
    mentions: list[Mention] = []
    actors: list[Actor] = []
    for group in groups:
        found = _mentions(document, group, ranges)
        # A voice that the text nowhere names has no mention: its name stands in for one.
        ids[id(group)] = actor = group_id("actor", [m.id for m in found] or [document.id, *group.names])
        mentions.extend(replace(mention, actor=actor) for mention in found)
        actors.append(_actor(actor, group, found))
    named = [_with_members(s, g, ids) for s, g in zip(_in_order(statements), speakers, strict=True)]
    return Cast(tuple(named), tuple(sorted(mentions, key=lambda m: (m.span, m.id))), tuple(actors))


def _in_order(statements: Sequence[Statement]) -> list[Statement]:
    return sorted(statements, key=lambda s: (s.content.spans, s.cue.spans))


_Speakers = list[tuple[Span | None, _Group]]


def _speakers(document: Document, statement: Statement, groups: list[_Group]) -> _Speakers:
    """Return whom a statement's source means, adding to `groups` who is new."""
    if document.voice and statement.kind == "authored":
        return _voices(document.voice.value, document.text, groups)
    found: _Speakers = []
    for span in statement.speaker.spans:
        if is_pronoun(span.of(document.text)):
            found.extend(_antecedent(span, document.text, groups))
            continue
        names = names_in(span, document.text) or tuple(filter(None, [body_in(span, document.text)]))
        found.extend((n.span, _group_for(n.text, n.type, document.text, groups)) for n in names)
    for _, group in found:
        # Kept in order of last use, so that a pronoun means who spoke last.
        groups.remove(group)
        groups.append(group)
    return found


def _voices(value: str, text: str, groups: list[_Group]) -> _Speakers:
    """Return the bodies that sign a text; without a span where their name stands outside the text."""
    at = text.find(value)
    names = names_in(Span(at, at + len(value)), text) if at >= 0 else ()
    if not names:
        return [(None, _group_for(value, "organisation", text, groups))]
    return [(name.span, _group_for(name.text, "organisation", text, groups)) for name in names]


def _antecedent(span: Span, text: str, groups: list[_Group]) -> Iterator[tuple[Span, _Group]]:
    """Yield the person who spoke last, for "he" and "she"; other pronouns stay open."""
    if span.of(text).lower() not in PERSON_PRONOUNS:
        return
    people = [group for group in groups if group.type in {"person", "other"}]
    if people:
        people[-1].pronouns.append(span)
        yield span, people[-1]


def _group_for(name: str, kind: ActorType, text: str, groups: list[_Group]) -> _Group:
    words = core_words(name)
    for group in groups:
        reason = _same(words, group)
        if reason:
            _take(group, name, kind, reason)
            return group
    fuller = _fuller_name(name, text) if len(words) == 1 and kind != "organisation" else None
    names = [name] if fuller is None else [fuller, name]
    is_body = looks_like_body(core_words(names[0]))
    found: ActorType = kind if fuller is None else "organisation" if is_body else "person"
    groups.append(_Group(names, found, [], []))
    return groups[-1]


def _same(words: tuple[str, ...], group: _Group) -> Reason | None:
    """Say why a name belongs to a group, or return `None`."""
    for other in group.names:
        known = core_words(other)
        if words == known:
            return Reason(code="same-name", detail=f"the same words as “{other}”", score=NAME_SCORE)
        if group.type != "organisation" and 1 in (len(words), len(known)) and words[-1:] == known[-1:]:
            return Reason(
                code="surname", detail=f"the last name of “{other}” in the same text", score=SURNAME_SCORE
            )
    return None


def _take(group: _Group, name: str, kind: ActorType, reason: Reason) -> None:
    if name in group.names:
        return
    group.names.append(name)
    group.names.sort(key=lambda n: -len(core_words(n)))
    if group.type == "other":
        group.type = kind
    if reason.code != "same-name" and reason not in group.reasons:
        group.reasons.append(reason)


def _fuller_name(surname: str, text: str) -> str | None:
    """Return the name of two or more words that ends in `surname`, if the text has just one."""
    run = rf"\b((?:[^\W\d_a-z][\w'’.-]*[ ]){{1,3}}){re.escape(surname)}\b"
    found: dict[tuple[str, ...], str] = {}
    for match in re.finditer(run, text):
        names = names_in(Span(match.start(), match.end()), text)
        for name in names:
            if len(core_words(name.text)) > 1:
                found.setdefault(core_words(name.text), name.text)
    return next(iter(found.values())) if len(found) == 1 else None


def _mentions(document: Document, group: _Group, ranges: Sequence[Span]) -> list[Mention]:
    names = sorted({*group.names}, key=lambda name: (-len(name), name))
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")
    spans = [
        Span(m.start(), m.end()) for r in ranges for m in pattern.finditer(document.text, r.start, r.end)
    ]
    found = [_mention(document, span, group.type, NAME_SCORE, NAME_RULE) for span in spans]
    found.extend(_mention(document, s, group.type, PRONOUN_SCORE, PRONOUN_RULE) for s in group.pronouns)
    return found


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


def _actor(actor: str, group: _Group, mentions: Iterable[Mention]) -> Actor:
    counts: dict[str, int] = dict.fromkeys(group.names, 0)
    for mention in mentions:
        if mention.text in counts:
            counts[mention.text] += 1
    names = sorted(group.names, key=lambda name: (-len(core_words(name)), -counts[name], name))
    return Actor(id=actor, type=group.type, names=tuple(names), merged_because=tuple(group.reasons))


def _with_members(statement: Statement, speakers: _Speakers, ids: dict[int, str]) -> Statement:
    if not speakers:
        return statement
    members = tuple(Member(span=span, actor=ids[id(group)]) for span, group in speakers)
    return replace(statement, speaker=replace(statement.speaker, kind="named", members=members))
