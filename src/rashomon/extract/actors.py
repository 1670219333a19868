"""The actors of one document with their mentions, and its statements with speakers filled in.

Across texts, `compare` groups the actors found here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import get_args

import numpy as np
from msgspec.structs import replace

from rashomon.extract.accused import accused
from rashomon.extract.acting import Acting
from rashomon.extract.ages import of_one_age
from rashomon.extract.casting import Casting, cast
from rashomon.extract.covering import Covering
from rashomon.extract.described import Speaking
from rashomon.extract.excluding import of_one_office
from rashomon.extract.interviews import Listeners, answers, asks, interviewed, names_turn
from rashomon.extract.meant import NAMED, Meant
from rashomon.extract.naming import Group
from rashomon.extract.papers import is_the_paper, issued_together
from rashomon.extract.quotes import quoted_spans
from rashomon.extract.references import Reference, references
from rashomon.extract.roles import roles_of
from rashomon.extract.speakers import Speakers
from rashomon.extract.turns import TURN_RULE
from rashomon.extract.unnamed import Telling, unnamed
from rashomon.extract.voices import Voice, voice_of, with_voice
from rashomon.extract.words import Range, Words
from rashomon.language import Analysis
from rashomon.model.identity import finding_id, group_id
from rashomon.model.offsets import Span
from rashomon.model.records import (
    Act,
    Actor,
    Document,
    Member,
    Mention,
    Role,
    Statement,
    StatementKind,
    TimeReference,
)

VOICE, OWN_WORDS = "voice", "first-person"
OWN_SCORE = 0.9
_TOGETHER = frozenset({"they", "both"})
_COUNTS = {2: ("two", "both"), 3: ("three",), 4: ("four",), 5: ("five",)}
_SIGNING = frozenset(
    "activists allies authors bodies groups organisations organizations parties signatories".split()
)
"""Plurals that, with "the" and right after a joint statement, mean those who made it."""
_PHRASE, _SHORT_CALL = 2, 3  # words of "the signatories", of "the two unions"
_SHORTLY = 3  # statements after a joint one
_CLAIMS = frozenset(
    ["it", "this", "that", *(f"the {noun}" for noun in ("accusation", "allegation", "charge", "claim"))]
)
"""What is denied, where it is what somebody has said right before."""
_ANSWERED: frozenset[Act | None] = frozenset({"asked", "blamed", "demanded", "ordered", "warned"})
_REPLYING = frozenset("answered answers replied replies responded responds retorted retorts".split())
_QUOTED: frozenset[StatementKind] = frozenset({"direct", "mixed"})


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of one document, with their mentions, and its statements with speakers filled in."""

    statements: tuple[Statement, ...]
    mentions: tuple[Mention, ...]
    actors: tuple[Actor, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A place that means somebody."""

    span: Span
    meant: Meant


@dataclass(frozen=True, slots=True)
class _Read:
    """A document as read: its statements and times, and who is referred to where."""

    document: Document
    statements: Sequence[Statement]
    times: Sequence[TimeReference]
    analysis: Analysis
    words: Words
    found: Sequence[Reference]
    spans: Sequence[Span]


@dataclass(frozen=True, slots=True)
class _Told:
    """Who is who in a document.

    Attributes:
        casting: whom references mean by themselves.
        voice: who the text is by.
        groups: all actors.
        sources: for each statement the references that mean those who speak.
        placed: the references that mean somebody, by number.
        everywhere: these, and the places of those who have no name or sign the text.
        ours: where "we" stands for those who sign the text: outside the words of others.
    """

    casting: Casting
    voice: Voice
    groups: Sequence[Group]
    sources: Sequence[Sequence[int]]
    placed: Mapping[int, _Placed]
    everywhere: Sequence[_Placed]
    ours: frozenset[int]


def find_cast(
    document: Document,
    statements: Sequence[Statement],
    times: Sequence[TimeReference],
    analysis: Analysis,
    words: Words,
) -> Cast:
    """Find who is referred to in a document, who speaks in its `statements`, and what offices it states."""
    linked = references(analysis, words, _speaking_words(statements, analysis))
    found = of_one_office(words, of_one_age(words, linked))
    read = _Read(document, statements, times, analysis, words, found, _spans(analysis, found))
    return _written(read, _told(read))


def _told(read: _Read) -> _Told:
    speakers = Speakers(read.words, read.found)
    own = [_sources(statement, read.analysis, speakers) for statement in read.statements]
    speaking = _speaking(read, own, speakers)
    casting = cast(read.analysis, read.words, read.found, speaking)
    voice = voice_of(read.document, read.words, read.found, read.spans, casting)
    own = _with_answers(read, own, casting)
    by_deeds = _by_deeds(read, own, casting, speaking)
    known = {n: each for n, each in {**casting.meant, **by_deeds}.items() if each is not None}
    own = _with_issuers(read, own, known, speakers)
    sources = list(_with_joint(read.statements, own, known))
    meant = _meant(read, sources, known, voice)
    placed = {n: _Placed(read.spans[n], each) for n, each in sorted(meant.items())}
    groups = with_voice(casting.groups, voice)
    others, nameless = unnamed(
        _telling(read.analysis, read.words, read.times), read.words, read.found, meant, len(groups)
    )
    everywhere = (
        *placed.values(),
        *_signature(voice, placed.values()),
        *(_Placed(read.spans[n], each) for n, each in sorted(nameless.items())),
    )
    ours = frozenset(_signing(read, sources, known))
    return _Told(casting, voice, (*groups, *others), sources, placed, everywhere, ours)


def _with_answers(read: _Read, own: Sequence[list[int]], casting: Casting) -> list[list[int]]:
    """Return the sources of statements, those of the answers of an interview with who is asked."""
    answering = interviewed(read.statements, read.found, read.spans, casting.meant, casting.groups)
    if answering is None:
        return list(own)
    pairs = zip(read.statements, own, strict=True)
    return [[answering] if answers(each) else numbers for each, numbers in pairs]


def _with_issuers(
    read: _Read, own: Sequence[list[int]], known: Mapping[int, Meant], speakers: Speakers
) -> list[list[int]]:
    """Return the sources of statements, all who issued "the statement" for that, where several did."""
    together = issued_together(read.words, speakers.members, known)
    if not together:
        return list(own)
    pairs = zip(read.statements, own, strict=True)
    return [together if is_the_paper(each.speaker.text) else numbers for each, numbers in pairs]


def _by_deeds(
    read: _Read, own: Iterable[Iterable[int]], casting: Casting, speaking: Speaking
) -> Mapping[int, Meant | None]:
    """Return whom references mean by what they are said to do; `None` for nobody whom the text names."""
    around = Covering((span, n) for n, each in enumerate(read.statements) for span in each.content.spans)
    acting = Acting(read.words, read.found, read.spans, casting.groups, around)
    return acting.resolved(casting.meant, frozenset(chain.from_iterable(own)), speaking)


def _meant(
    read: _Read, sources: Sequence[Sequence[int]], known: Mapping[int, Meant], voice: Voice
) -> dict[int, Meant]:
    """Return whom references mean, nobody in the third person in their own words, and whom "I" means."""
    quoted = _Contents(read.statements, sources, known, _QUOTED)
    told = _Contents(read.statements, sources, known, frozenset(get_args(StatementKind)))
    listeners = Listeners(read.statements, sources, known)
    others = {
        n: each
        for n, each in known.items()
        if not _speaks_there(read.found[n], read.spans[n], each, quoted, told)
        and (read.found[n].form == "name" or each.group not in listeners.at(read.spans[n]))
    }
    return {**others, **_own_words(quoted, read.found, read.spans, voice)}


def _signing(read: _Read, sources: Sequence[Sequence[int]], known: Mapping[int, Meant]) -> Iterator[int]:
    """Yield where "we" begins that is no part of what somebody is quoted as saying."""
    quoted = _Contents(read.statements, sources, known, _QUOTED)
    for reference, span in zip(read.found, read.spans, strict=True):
        ours = reference.form == "self" and span.of(read.document.text).lower() == "we"
        if ours and quoted.said_at(span) is None:
            yield span.start


def _written(read: _Read, told: _Told) -> Cast:
    """Return the records of who is who in a document."""
    mentions = [_mention(read.document, read.analysis, each, told.groups) for each in told.everywhere]
    ids = _actor_ids(read.document, told.groups, told.everywhere, mentions)
    present = {each.meant.group for each in told.everywhere}.union(told.voice.groups)
    roles = roles_of(read.document, read.analysis, read.words, _names(read, told.casting), read.times)
    named = [
        replace(mention, actor=ids[each.meant.group])
        for mention, each in zip(mentions, told.everywhere, strict=True)
    ]
    return Cast(
        tuple(_with_speakers(read, told, ids)),
        tuple(sorted(named, key=lambda mention: (mention.span, mention.id))),
        tuple(_actor(ids[number], told.groups[number], roles.get(number, ())) for number in sorted(present)),
    )


def _names(read: _Read, casting: Casting) -> list[tuple[Reference, int]]:
    """Return the names in a document, each with the number of its actor."""
    meant = casting.meant
    return [(each, meant[n].group) for n, each in enumerate(read.found) if each.form == "name" and n in meant]


def _with_speakers(read: _Read, told: _Told, ids: Sequence[str]) -> Iterator[Statement]:
    """Yield the statements with those who speak; what is written in a text's own voice is of who signs it."""
    voice = told.voice
    signed = tuple(Member(span=voice.spans.get(group), actor=ids[group]) for group in voice.groups)
    for each, numbers in zip(read.statements, told.sources, strict=True):
        ours = any(span.start in told.ours for span in each.speaker.spans)
        own = each.kind == "authored" or ours
        members = signed if own and signed else _members(numbers, told.placed, ids)
        yield _spoken(each, members, signed)


def _telling(analysis: Analysis, words: Words, times: Sequence[TimeReference]) -> Telling:
    return Telling(
        analysis,
        times=frozenset(word for each in times for word in range(*analysis.words_in(each.span))),
        deeds=frozenset(analysis.frames.predicates.tolist()),
        taking=frozenset(words.tree.top(*argument) for argument in analysis.frames.arguments.tolist()),
    )


def _spans(analysis: Analysis, found: Sequence[Reference]) -> list[Span]:
    ranges = np.array([each.words for each in found], dtype=np.int32).reshape(-1, 2)
    return [Span(start, end) for start, end in analysis.offsets(ranges).tolist()]


# Who speaks ----------------------------------------------------------------------------------------


def _speaking_words(statements: Sequence[Statement], analysis: Analysis) -> list[Range]:
    return [analysis.words_in(span) for each in statements for span in each.speaker.spans]


def _sources(statement: Statement, analysis: Analysis, speakers: Speakers) -> list[int]:
    """Return the references that mean those who speak."""
    return [
        number for span in statement.speaker.spans for number in speakers.members(*analysis.words_in(span))
    ]


def _speaking(read: _Read, own: Sequence[Sequence[int]], speakers: Speakers) -> Speaking:
    statements, analysis = read.statements, read.analysis
    titles = [part.span for part in read.document.parts if part.kind == "title"]
    labels = (n for each, numbers in zip(statements, own, strict=True) if names_turn(each) for n in numbers)
    direct = (each for each in statements if each.kind == "direct" and each.made_by != TURN_RULE)
    marked = quoted_spans(read.document.text, (part.span for part in read.document.parts))
    spoken = (*marked, *(span for each in direct for span in each.content.spans))
    quoted = (range(*analysis.words_in(span)) for span in spoken)
    return Speaking(
        frozenset(chain.from_iterable(own)),
        frozenset(labels),
        frozenset(chain.from_iterable(quoted)),
        {**dict(_denying(statements, own)), **dict(_told_in_questions(statements, own))},
        dict(accused(statements, own, analysis, read.words, speakers)),
        frozenset(
            n for numbers in own for n in numbers if any(each.covers(read.spans[n]) for each in titles)
        ),
    )


def _denying(
    statements: Sequence[Statement], own: Sequence[Sequence[int]]
) -> Iterator[tuple[int, Sequence[int]]]:
    """Yield the sources of denials of "it" and of answers, with the sources of the statement before."""
    for number, statement in enumerate(statements):
        if number and _answers(statement, statements[number - 1]):
            yield from ((source, own[number - 1]) for source in own[number])


def _told_in_questions(
    statements: Sequence[Statement], own: Sequence[Sequence[int]]
) -> Iterator[tuple[int, Sequence[int]]]:
    """Yield the sources of what a question tells that others said, with who answers it.

    Whoever asks turns to them by "you": "the president" of a question to the minister is somebody else.
    """
    turns = [number for number, each in enumerate(statements) if each.made_by == TURN_RULE]
    for question, answer in pairwise(turns):
        if not asks(statements[question]) and not _are_two(statements[question], statements[answer]):
            continue
        asked = statements[question].content.spans
        for number in range(question + 1, answer):
            if any(each.covers(span) for span in statements[number].speaker.spans for each in asked):
                yield from ((source, own[answer]) for source in own[number])


def _are_two(turn: Statement, following: Statement) -> bool:
    return names_turn(turn) and names_turn(following) and turn.speaker.text != following.speaker.text


def _answers(statement: Statement, before: Statement) -> bool:
    """Tell who denies what was said right before, or replies to whoever asks, demands or blames.

    “Why?” Orm asked Pell. “I was afraid,” he said: it is not Orm who was.
    """
    if statement.act == "denied" and (
        statement.content.text.lower() in _CLAIMS
        or any(span.overlaps(own) for span in statement.content.spans for own in before.content.spans)
    ):
        return True
    replies = not _REPLYING.isdisjoint(statement.cue.text.lower().split())
    asked = before.act == "asked" and statement.kind in _QUOTED and not before.content.text.endswith("?")
    return (before.act in _ANSWERED and (replies or asked)) or (replies and before.addressee is not None)


def _with_joint(
    statements: Sequence[Statement], sources: Sequence[Sequence[int]], meant: Mapping[int, Meant]
) -> Iterator[Sequence[int]]:
    """Yield the sources, "they" taken for those who spoke together shortly before."""
    together, since = list[int](), 0
    for statement, numbers in zip(statements, sources, strict=True):
        since += 1
        if _means_several(statement.speaker.text, together):
            again = bool(together) and since <= _SHORTLY
            since = 0 if again else since
            yield together if again else numbers
            continue
        named = {meant[number].group for number in numbers if number in meant}
        if named and len(named) + sum(number not in meant for number in numbers) > 1:
            together, since = list(numbers), 0
        yield numbers


def _means_several(source: str, together: Sequence[int]) -> bool:
    """Tell whether a source means those who spoke together: "they", "the two unions", "the signatories"."""
    words = source.lower().split()
    if len(words) < _PHRASE:
        return words[:1] in ([name] for name in _TOGETHER)
    if words[0] != "the" or len(words) > _SHORT_CALL:
        return False
    return words[1] in _COUNTS.get(len(together), ()) or words[-1] in _SIGNING


class _Contents:
    """Whose words stand where, of statements of some kinds."""

    def __init__(
        self,
        statements: Sequence[Statement],
        sources: Iterable[Iterable[int]],
        meant: Mapping[int, Meant],
        kinds: frozenset[StatementKind],
    ) -> None:
        self._sizes = [sum(map(len, each.content.spans)) for each in statements]
        self._groups = [tuple(dict.fromkeys(meant[n].group for n in own if n in meant)) for own in sources]
        self._contents = Covering(
            (span, number)
            for number, each in enumerate(statements)
            if each.kind in kinds
            for span in each.content.spans
        )

    def said_at(self, span: Span) -> tuple[int, ...] | None:
        """Return those whose words a span is part of, the nearest around it; `None` outside all words."""
        around = self._contents.around(span)
        return self._groups[min(around, key=self._sizes.__getitem__)] if around else None


def _speaks_there(reference: Reference, span: Span, meant: Meant, quoted: _Contents, told: _Contents) -> bool:
    """Tell whether a reference would mean who speaks in the third person.

    Nobody quoted is "he" in their own words, and nobody is "the mayor" in what they say.
    """
    if reference.form in {"name", "self"}:
        return False
    speaking = (told if reference.form == "noun" else quoted).said_at(span)
    return speaking is not None and meant.group in speaking


def _own_words(
    quotations: _Contents, found: Sequence[Reference], spans: Sequence[Span], voice: Voice
) -> dict[int, Meant]:
    """Return whom "I" and "we" mean: who is quoted, else who signs the text, where that is one."""
    resolved: dict[int, Meant] = {}
    for number, reference in enumerate(found):
        if reference.form == "self":
            quoted = quotations.said_at(spans[number])
            groups = voice.groups if quoted is None else quoted
            if len(groups) == 1:
                resolved[number] = Meant(groups[0], OWN_SCORE, OWN_WORDS)
    return resolved


def _members(numbers: Iterable[int], placed: Mapping[int, _Placed], ids: Sequence[str]) -> tuple[Member, ...]:
    members: dict[str, Member] = {}
    for each in (placed[number] for number in numbers if number in placed):
        actor = ids[each.meant.group]
        members.setdefault(actor, Member(span=each.span, actor=actor))
    return tuple(members.values())


def _spoken(statement: Statement, members: tuple[Member, ...], signed: tuple[Member, ...]) -> Statement:
    """Return a statement with its speakers; what those who sign a text say in it is theirs, "we" or not."""
    if not members:
        return statement
    own = {member.actor for member in members} == {member.actor for member in signed}
    kind = "authored" if own and statement.kind == "indirect" else statement.kind
    return replace(statement, kind=kind, speaker=replace(statement.speaker, kind="named", members=members))


# Records -------------------------------------------------------------------------------------------


def _signature(voice: Voice, placed: Iterable[_Placed]) -> list[_Placed]:
    """Return the place of a voice that is no name for the encoder."""
    if not voice.names:
        return []
    return [
        _Placed(span, Meant(group, OWN_SCORE, VOICE))
        for group, span in voice.spans.items()
        if not any(each.span.overlaps(span) for each in placed)
    ]


def _mention(document: Document, analysis: Analysis, placed: _Placed, groups: Sequence[Group]) -> Mention:
    kind = groups[placed.meant.group].type
    return Mention(
        id=finding_id(document.id, f"mention:{kind}", [placed.span]),
        document=document.id,
        span=placed.span,
        text=placed.span.of(document.text),
        type=kind,
        score=round(placed.meant.score, 4),
        made_by=analysis.made_by if placed.meant.how == NAMED else placed.meant.how,
    )


def _actor_ids(
    document: Document, groups: Sequence[Group], placed: Iterable[_Placed], mentions: Iterable[Mention]
) -> list[str]:
    """Return the id of each group: made of its mentions, or of its names where it has none."""
    own: defaultdict[int, list[str]] = defaultdict(list)
    for each, mention in zip(placed, mentions, strict=True):
        own[each.meant.group].append(mention.id)
    return [
        group_id("actor", sorted(own[number]) or [document.id, *group.names])
        for number, group in enumerate(groups)
    ]


def _actor(id_: str, group: Group, roles: tuple[Role, ...]) -> Actor:
    return Actor(id=id_, type=group.type, names=group.names, roles=roles, merged_because=group.reasons)
