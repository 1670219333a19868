"""Points on somebody's words: a sentence that one text quotes whole, and another without what limits it.

A quotation may be cut short and still say what was said. It does not where what is left out limits it
("Nobody can tell" of "Nobody can tell until the boxes are opened"). Words that deny something are limited by
whatever follows them ("I won't sing" of "I won't sing in the rain").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.compare.labels import shortened
from rashomon.compare.parting.ground import Ground
from rashomon.compare.parting.points import Given, Parted, Parting, Point, Value
from rashomon.model.records import Passage, Reason, Statement

_LIMITING = frozenset("until till unless if except but only without though although provided".split())
"""What begins words that limit those before them."""
_ADJUNCT = _LIMITING | frozenset(
    "with in under while when as before after during because at by to for from against since".split()
)
"""What limits words that deny something: "can not go" of "can not go without a guard"."""
_DENYING = re.compile(r"\b(?:no|not|never|nobody|nothing|none|cannot|hardly)\b|n['’]t\b", re.IGNORECASE)
_BEGINNING = 5  # words that two quotations of one sentence begin with
_QUOTERS = 12  # earlier quotations of one beginning that one more is held against
_SCORE = 0.75


_INTERRUPTED = 20  # words within which a quotation goes on behind one who says it
_OPENING = 3  # words by which it is known again


@dataclass(frozen=True, slots=True)
class _Quotation:
    """A sentence that somebody is quoted with: its words `[first, end)` of the text of document `number`."""

    statement: Statement
    number: int
    first: int
    end: int
    holders: frozenset[str]


def wording(ground: Ground) -> Iterator[Parted]:
    """Yield the sentences that one text quotes whole, and another without what limits them."""
    known: defaultdict[tuple[str, tuple[int, ...]], list[_Quotation]] = defaultdict(list)
    for document in ground.collection.documents:
        for quotation in _quotations(ground, document.id):
            beginning = tuple(_forms(ground, quotation)[:_BEGINNING])
            others = known[ground.story_of(document.id), beginning]
            for other in others[:_QUOTERS]:
                if (parted := _parted(ground, other, quotation)) is not None:
                    yield parted
                    break
            others.append(quotation)


def _quotations(ground: Ground, document: str) -> Iterator[_Quotation]:
    """Yield the sentences of a document that stand in quotation marks and are as long as a beginning."""
    number = ground.numbers[document]
    for statement in ground.statements_of.get(document, ()):
        if statement.kind != "direct":
            continue
        for span in statement.content.spans:
            for first, end in ground.stretches(document, span):
                if end - first >= _BEGINNING:
                    holders = frozenset(ground.holders.of(statement.id))
                    yield _Quotation(statement, number, first, end, holders)


def _forms(ground: Ground, quotation: _Quotation) -> list[int]:
    return list(ground.collection.texts[quotation.number].forms[quotation.first : quotation.end])


def _parted(ground: Ground, one: _Quotation, other: _Quotation) -> Parted | None:
    """Return how two quotations of one beginning part, if they may be one person's and one is cut so."""
    strangers = one.holders and other.holders and one.holders.isdisjoint(other.holders)
    if strangers or one.statement.document == other.statement.document:
        return None
    detail = _cut(ground, one, other) or _cut(ground, other, one)
    if detail is None:
        return None
    left, right = ground.ends(_given(ground, one), _given(ground, other))
    reason = Reason(code="words-changed", detail=detail, score=_SCORE)
    values = Value(left.value, (left,)), Value(right.value, (right,))
    parting = Parting(left, right, "contradict", compatible=False, reasons=(reason,), score=_SCORE)
    return Parted(Point("other", "words", left.value, values), (parting,))


def _cut(ground: Ground, short: _Quotation, whole: _Quotation) -> str | None:
    """Return what limits a sentence that one of two leaves out."""
    forms, more = _forms(ground, short), _forms(ground, whole)
    if len(forms) >= len(more) or more[: len(forms)] != forms:
        return None
    words = ground.collection.texts[short.number].forms
    behind = list(words[short.end : short.end + _INTERRUPTED + _BEGINNING])
    opening = more[len(forms) : len(forms) + _OPENING]
    if any(behind[at : at + len(opening)] == opening for at in range(len(behind))):
        return None  # it goes on behind "she said"
    left = _words(ground, whole, whole.first + len(forms), whole.end)
    begins = left.split(maxsplit=1)[0].strip(",;:").casefold()
    denies = _DENYING.search(_words(ground, short, short.first, short.end))
    limiting = _ADJUNCT if denies else _LIMITING
    return f"one leaves out “{shortened(left)}”" if begins in limiting else None


def _given(ground: Ground, quotation: _Quotation) -> Given:
    spans = quotation.statement.content.spans
    passage = Passage(document=quotation.statement.document, spans=spans, finding=quotation.statement.id)
    return Given(passage, shortened(_words(ground, quotation, quotation.first, quotation.end)))


def _words(ground: Ground, quotation: _Quotation, first: int, end: int) -> str:
    words = ground.collection.texts[quotation.number]
    return ground.collection.text(quotation.number)[words.starts[first] : words.ends[end - 1]]
