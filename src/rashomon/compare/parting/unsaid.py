"""Points on whether somebody said something: one text has their words, another that they never said so."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rashomon.compare.labels import shortened
from rashomon.compare.parting.ground import Ground
from rashomon.compare.parting.points import Given, Parted, Parting, Point, Value
from rashomon.compare.propositions import NOT_SO
from rashomon.compare.stands import is_ascribed
from rashomon.compare.words import NO_CONTENT
from rashomon.model.offsets import Span
from rashomon.model.records import Passage, Reason, Statement

_NEGATED = re.compile(
    r"\b(?:not|never)\b(?!\s+(?:only|just|merely|yet|hesitate))|n['’]t\b(?!\s+(?:only|just|merely|yet|hesitate))",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\W*(?:whether|if|when|where|why|how|who|what)\b", re.IGNORECASE)
_NOBODY = re.compile(r"\W*(?:neither|nobody|no one|none)\b", re.IGNORECASE)
_SAYING = frozenset({"said", "promised", "announced", "warned", "ordered", "other", None})
_NOR = re.compile(
    r"\bnor\s+(?:did|had|has|have|do|does|was|is)\s+(?:the\s+)?(?:[^\W\d_]+\.?\s+){0,4}$", re.IGNORECASE
)
"""What stands before who did not say something: "Nor did Mr Marr (ever say)"."""
_BEFORE = 60  # characters in which it does
_OF_ONE = 2  # content words by which something said by one person is known again
_TELLING = 3  # content words by which something said is known again
_AT_MOST = 20  # tellings of one thing said that a denial is held against
_SCORE = 0.75


@dataclass(frozen=True, slots=True)
class _Saying:
    """What somebody is told to have said, or not to have said, in one sentence."""

    statement: Statement
    place: Span
    stems: frozenset[int]


_ByStem = Mapping[tuple[str, int], Sequence[_Saying]]
"""Sayings by story and content stem."""


def unsaid(ground: Ground) -> Iterator[Parted]:
    """Yield what one text says that somebody said, and another that they did not."""
    told = [
        saying
        for statement in ground.extraction.statements
        if statement.act in _SAYING
        and statement.kind != "authored"
        and not is_ascribed(statement)
        and not _OPEN.match(statement.content.text)
        for saying in _sayings(ground, statement)
    ]
    denied = [each for each in told if is_negated(each.statement) or _is_after_nor(ground, each.statement)]
    said = _by_stem(ground, told, denied)
    together: defaultdict[tuple[str, ...], list[_Saying]] = defaultdict(list)
    found: dict[tuple[str, ...], list[_Saying]] = {}
    for each in denied:
        own = _said(ground, each, said)
        key = tuple(sorted({one.statement.id for one in own}))
        found[key] = own
        together[key].append(each)
    yield from (_parted(ground, found[key], each) for key, each in together.items() if key)


def _by_stem(ground: Ground, told: Sequence[_Saying], denied: Sequence[_Saying]) -> _ByStem:
    """Return what is told as said, by story and word, without what holds words that were not said."""
    within = {(each.statement.document, each.place.start) for each in denied}
    said: defaultdict[tuple[str, int], list[_Saying]] = defaultdict(list)
    for each in told:
        document, place = each.statement.document, each.place
        if not any((document, at) in within for at in range(place.start, place.end)):
            for stem in each.stems:
                said[ground.story_of(document), stem].append(each)
    return said


def _said(ground: Ground, denied: _Saying, said: _ByStem) -> list[_Saying]:
    """Return what is told as said in the words of a denial, by its rarest word."""
    story = ground.story_of(denied.statement.document)
    rarest = min((said.get((story, stem), ()) for stem in sorted(denied.stems)), key=len)
    return [each for each in rarest[:_AT_MOST] if _is_denied(ground, each, denied)]


def is_negated(statement: Statement) -> bool:
    """Tell a statement of what somebody did not say, or nobody did."""
    return bool(_NEGATED.search(statement.cue.text) or _NOBODY.match(statement.speaker.text))


def _is_after_nor(ground: Ground, statement: Statement) -> bool:
    """Tell what somebody is said not to have said by a "nor" before their name."""
    start = min((span.start for span in (*statement.speaker.spans, *statement.cue.spans)), default=0)
    text = ground.documents[statement.document].text
    return bool(_NOR.search(text[max(0, start - _BEFORE) : start]))


def _sayings(ground: Ground, statement: Statement) -> Iterator[_Saying]:
    """Yield the sentences of what a statement tells that have words enough to be known again."""
    words = ground.collection.texts[ground.numbers[statement.document]]
    for span in statement.content.spans:
        inside = words.within(span)
        for first, end in ground.stretches(statement.document, span):
            stems = words.content_between(first, end) - {NO_CONTENT}
            start = span.start if first == inside.start else words.starts[first]
            stop = span.end if end == inside.stop else words.ends[end - 1]
            if len(stems) >= (_OF_ONE if statement.speaker.members else _TELLING):
                yield _Saying(statement, Span(start, stop), stems)


def _parted(ground: Ground, said: Sequence[_Saying], denied: Sequence[_Saying]) -> Parted:
    """Return how denials that something was said stand to the texts that have it said."""
    label = _end(ground, said[0], said[0].place).value
    left = [replace(_end(ground, each, each.place), value=label) for each in said]
    right = [replace(_end(ground, each, _whole(ground, each)), value=NOT_SO) for each in denied]
    reason = Reason(code="unsaid", detail="one has it said, the other never said", score=_SCORE)
    by_text = {each.passage.document: each for each in reversed(right)}
    partings = tuple(
        Parting(*ground.ends(left[0], each), "contradict", compatible=False, reasons=(reason,), score=_SCORE)
        for _, each in sorted(by_text.items())
    )
    return Parted(
        Point("other", "words", label, (Value(label, tuple(left)), Value(NOT_SO, tuple(right)))), partings
    )


def _is_denied(ground: Ground, said: _Saying, denied: _Saying) -> bool:
    """Tell whether it is this saying that is denied: of one person as far as is known, in the same words."""
    one, other = (frozenset(ground.holders.of(each.statement.id)) for each in (said, denied))
    if said.statement.document == denied.statement.document or (one and other and one.isdisjoint(other)):
        return False
    known = bool(one and other) or len(denied.stems) >= _TELLING
    return known and denied.stems <= said.stems and len(said.stems) <= 2 * len(denied.stems)


def _whole(ground: Ground, saying: _Saying) -> Span:
    """Return the sentence that a saying stands in: it has the "not" or the "nobody"."""
    sentence = ground.sentence(saying.statement.document, saying.place)
    return sentence.span if sentence else saying.place


def _end(ground: Ground, saying: _Saying, place: Span) -> Given:
    """Return where a saying is told: the statement around it tells whose that is."""
    statement = saying.statement
    passage = Passage(document=statement.document, spans=(place,), finding=statement.within)
    return Given(passage, shortened(place.of(ground.documents[statement.document].text)))
