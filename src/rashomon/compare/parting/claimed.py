"""What stands at a place of a text, as somebody's: whose it is, and the words of one sentence that say it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rashomon.compare.labels import shortened
from rashomon.compare.parting.ground import Ground
from rashomon.compare.parting.points import Given, Parted, Parting, Point, PointKind, Value
from rashomon.compare.untrue import is_called_untrue
from rashomon.model.offsets import Span
from rashomon.model.records import Passage, Reason, Statement

DENIED = r"den(?:y|ied|ies|ying)|reject(?:s|ed)?"
"""An expression for the verbs that turn what stands behind them about."""
_DENYING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|refut|rebut|reject|dismiss|disput|contradict|disown|disavow|repudiat)",
    re.IGNORECASE,
)
_UNCLAIMED = frozenset({"asked", "demanded", "ordered", "promised", "declined"})


@dataclass(frozen=True, slots=True)
class Claim:
    """A passage of one sentence, as somebody's.

    Attributes:
        given: where it stands, and its words.
        sentence: the number of its sentence, over all texts.
        place: the sentence.
        holders: the actors whose it is, or words for somebody unnamed; nobody where that is not known.
        stems: the content stems of its words, those that any news has left out.
    """

    given: Given
    sentence: int
    place: Span
    holders: frozenset[str]
    stems: frozenset[int]

    @property
    def document(self) -> str:
        """Return the id of the text in which it stands."""
        return self.given.passage.document

    @property
    def words(self) -> str:
        """Return its words on one line."""
        return self.given.value


def claim_at(ground: Ground, document: str, span: Span) -> Claim | None:
    """Return what is claimed at a place; `None` where it is asked, demanded or hedged, or page furniture."""
    number = ground.sentence_number(document, span)
    statement = ground.statement_at(document, span)
    if number is None or (statement is not None and not _is_claimed(statement)):
        return None
    place = ground.collection.sentences[number].span
    spans = _within(statement, place, span)
    text = ground.documents[document].text
    words = " ".join(" ".join(each.of(text) for each in spans).split())
    return Claim(
        Given(
            Passage(document=document, spans=spans, finding=statement.id if statement else None),
            shortened(words),
        ),
        number,
        place,
        _holders(ground, document, statement),
        stems_in(ground, document, spans),
    )


def asserted_at(ground: Ground, document: str, span: Span) -> Claim | None:
    """Return what is claimed at a place, as `claim_at` does; `None` where somebody denies it.

    So do those who call it untrue around it: "reports that he was dismissed are false".
    """
    statement = ground.statement_at(document, span)
    denied = statement is not None and is_denied_by_cue(statement)
    return None if denied or _is_untrue(ground, document, span) else claim_at(ground, document, span)


def _is_untrue(ground: Ground, document: str, span: Span) -> bool:
    sentence = ground.sentence(document, span)
    if sentence is None:
        return False
    words = sentence.span.of(ground.documents[document].text)
    return is_called_untrue(words, span.start - sentence.span.start)


def is_denied_by_cue(statement: Statement) -> bool:
    """Tell what somebody denies by a verb or noun of denying, and not by what they say."""
    return _DENYING.search(statement.cue.text) is not None


def _is_claimed(statement: Statement) -> bool:
    return not statement.hedged and statement.act not in _UNCLAIMED


def _within(statement: Statement | None, place: Span, span: Span) -> tuple[Span, ...]:
    """Return as much of what a statement tells as is in a sentence; without one, the sentence."""
    if statement is None:
        return (place,)
    return tuple(
        Span(max(own.start, place.start), min(own.end, place.end))
        for own in statement.content.spans
        if own.overlaps(place)
    ) or (span,)


def _holders(ground: Ground, document: str, statement: Statement | None) -> frozenset[str]:
    """Return whose something is: of the innermost statement whose speaker is known, else the text's own."""
    at = statement
    while at is not None and not ground.whose(at):
        at = ground.holders.statements.get(at.within or "")
    if at is not None:
        return ground.whose(at)
    return frozenset() if statement else frozenset(ground.holders.voices.get(document, ()))


def stems_in(ground: Ground, document: str, spans: tuple[Span, ...]) -> frozenset[int]:
    """Return the content stems of some spans, without those of words that any news has."""
    words = ground.collection.texts[ground.numbers[document]]
    found = frozenset(stem for span in spans for stem in words.content_in(span))
    return found - ground.common_stems


def are_apart(one: Claim, other: Claim) -> bool:
    """Tell claims of different people, or of nobody known in two texts."""
    if one.holders and other.holders:
        return one.holders.isdisjoint(other.holders)
    return one.document != other.document


def likeness(ground: Ground, one: Claim, other: Claim) -> float:
    """Return how close in meaning two claims are, by the cosine of their vectors."""
    vectors = ground.embed([one.words, other.words])
    return round(float(vectors[0] @ vectors[1]), 4)


def excluding(  # noqa: PLR0913, PLR0917 - one for each part of a point
    ground: Ground, kind: PointKind, attribute: str, one: Claim, other: Claim, reason: Reason
) -> Parted:
    """Return two claims that can't both hold as a point on which texts part."""
    left, right = ground.ends(one.given, other.given)
    point = Point(kind, attribute, left.value, (Value(left.value, (left,)), Value(right.value, (right,))))
    parting = Parting(left, right, "contradict", compatible=False, reasons=(reason,), score=reason.score)
    return Parted(point, (parting,))
