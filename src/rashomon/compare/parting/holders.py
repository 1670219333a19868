"""Two who are said to hold one acting office: "Ana Bel is acting mayor", "he himself is acting mayor"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rashomon.compare.labels import shortened
from rashomon.compare.parting.alike import Pair, of_one_key, together
from rashomon.compare.parting.ground import Ground
from rashomon.compare.parting.pointing import Entry, Verdict, parted
from rashomon.compare.parting.points import Given, Parted, Point
from rashomon.compare.parting.roles import stating
from rashomon.compare.parting.tellings import renumbered
from rashomon.model.offsets import Span
from rashomon.model.records import Reason

_SURE = 0.7
_NEAR = 80  # characters before a name in which a description of it may stand
_CROWD = 24  # holders of one office, in order of date, against which another one is held
_OFFICE = (
    r"(?:the\s+)?(?P<office>(?:acting|interim|caretaker)\s+(?:[a-z]+\s+){0,2}?[a-z]+)"
    r"(?=\s*(?:[.,;:!”\"]|\s(?:of|and|since|until|for|with)\b|$))"
)
_OF = re.compile(r"\s+of\s+(?:the\s+)?(?P<of>[^\W\d_]+(?:\s[^\W\d_]+){0,2})")
_HOLDS = (
    r"(?:is|remains|(?:has\s+)?(?:become|became)|(?:has\s+taken|took|takes)\s+over\s+as"
    r"|(?:was|has\s+been)\s+(?:named|appointed|sworn\s+in\s+as)|(?:will\s+)?serves?\s+as)\s+(?:now\s+|still\s+)?"
)
_NAMED = re.compile(rf"(?:,[^.;\"”]{{1,80}},)?\s+{_HOLDS}{_OFFICE}")
_BESIDE = re.compile(rf",\s+{_HOLDS}{_OFFICE}")
"""What stands behind a name between commas that says who "the deputy" is."""
_CALLED = re.compile(
    r"(?:^|[.!?:;,“\"\n]\s*)(?:the|its|their|his|her|a|an)(?:\s+(?!who|which|whose|whom|that)[\w’'-]+){1,6},\s*$",
    re.IGNORECASE,
)
_ONESELF = re.compile(
    rf"\b(?:he|she|I)\s+(?:(?:himself|herself|myself)\s+)?(?:{_HOLDS}|am\s+(?:now\s+)?){_OFFICE}"
)


@dataclass(frozen=True, slots=True)
class _Holder:
    """Who holds an office, as one text has it."""

    document: str
    sentence: int
    span: Span
    actor: str
    office: str


def holders(ground: Ground) -> Iterator[Parted]:
    """Yield the acting offices that two are said to hold."""
    seen = list(_holders(ground))
    pairs: dict[Pair, float] = {
        pair: _SURE for pair in _near(ground, seen) if _may_be_one(ground, *(seen[at] for at in pair))
    }
    for group in together(len(seen), pairs):
        place = renumbered(group)
        own = [seen[at] for at in place]
        held = {
            (place[one], place[other]): _contradiction(ground, seen[one], seen[other])
            for one, other in group
            if _are_two(ground, seen[one], seen[other])
        }
        label = shortened(ground.collection.words(own[0].sentence))
        point = Point("role", own[0].office, label, ())
        found = parted(ground, point, [_entry(ground, each) for each in own], held)
        if found is not None:
            yield found


def _holders(ground: Ground) -> Iterator[_Holder]:
    yield from _named(ground)
    yield from _themselves(ground)


def _named(ground: Ground) -> Iterator[_Holder]:
    for mention in ground.extraction.mentions:
        if mention.type == "person" and mention.actor and mention.document in ground.numbers:
            text = ground.documents[mention.document].text
            found = _NAMED.match(text, mention.span.end) or _beside(text, mention.span)
            if found:
                span = Span(mention.span.start, found.end("office"))
                yield from _held(ground, mention.document, span, mention.actor, found["office"])


def _beside(text: str, name: Span) -> re.Match[str] | None:
    """Return what "the deputy, Ana Bel, is acting mayor" has behind the name.

    "Ona Veld, who replaced Ivo Tarn, is acting mayor" says nothing of Tarn.
    """
    is_called = _CALLED.search(text, max(0, name.start - _NEAR), name.start)
    return _BESIDE.match(text, name.end) if is_called else None


def _themselves(ground: Ground) -> Iterator[_Holder]:
    """Yield the offices that persons say they hold."""
    for statement in ground.extraction.statements:
        speakers = ground.holders.of(statement.id)
        if len(speakers) != 1 or statement.document not in ground.numbers:
            continue
        text = ground.documents[statement.document].text
        for own in statement.content.spans:
            found = _ONESELF.search(text, own.start, own.end)
            if found:
                span = Span(found.start(), found.end("office"))
                yield from _held(ground, statement.document, span, next(iter(speakers)), found["office"])


def _held(ground: Ground, document: str, span: Span, actor: str, office: str) -> Iterator[_Holder]:
    number = ground.sentence_number(document, span)
    if number is not None:
        yield _Holder(document, number, span, actor, " ".join(office.split()))


def _near(ground: Ground, seen: Sequence[_Holder]) -> list[Pair]:
    return of_one_key(([(ground.story_of(each.document), each.office)] for each in seen), _CROWD)


def _may_be_one(ground: Ground, one: _Holder, other: _Holder) -> bool:
    """Tell offices that may be one: not two that one text gives, unless two say so, nor of two bodies."""
    if one.document == other.document and not ground.of_two_speakers(one.document, one.span, other.span):
        return False
    bodies = [_OF.match(ground.documents[each.document].text, each.span.end) for each in (one, other)]
    here, there = (set(body["of"].casefold().split()) if body else set() for body in bodies)
    return not (here and there) or not here.isdisjoint(there)


def _entry(ground: Ground, holder: _Holder) -> Entry:
    passage = stating(ground, holder.document, holder.span)
    name = _name(ground, holder)
    return Entry(name.casefold().split()[-1], Given(passage, name))


def _name(ground: Ground, holder: _Holder) -> str:
    actor = next(each for each in ground.extraction.actors if each.id == holder.actor)
    return max(actor.names, key=len)


def _are_two(ground: Ground, one: _Holder, other: _Holder) -> bool:
    """Tell persons whose names have no word in common; "Dr Bel" may be "Ana Bel"."""
    here, there = (frozenset(_name(ground, each).casefold().split()) for each in (one, other))
    return one.actor != other.actor and here.isdisjoint(there)


def _contradiction(ground: Ground, one: _Holder, other: _Holder) -> Verdict:
    detail = f"“{one.office}” is held by {_name(ground, one)} in one, by {_name(ground, other)} in the other"
    reason = Reason(code="office", detail=detail, score=_SURE)
    return Verdict("contradict", compatible=False, reason=reason, score=_SURE)
