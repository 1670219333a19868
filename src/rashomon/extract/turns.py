"""Turns of transcripts and interviews: paragraphs that open with who speaks and a colon, or "Q." or "A.".

A label counts only in a text that has several of them, most before sentences, so that "Note:", a headline
with a colon or an item of a list is none. Lists of quotations ("Pell, mayor: “...”", or a name, a tab and a
quotation) are read in the same way, each label once. The words of a turn are the speaker's own, without
quotation marks, and their cue is the colon, if any; a paragraph that has no label goes on with the turn
before it where most paragraphs of the text have one. An interview may do without labels where each other
paragraph is a question, or answers open with a dash.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from rashomon.extract.told import Told, covered
from rashomon.extract.words import Range
from rashomon.language import Analysis
from rashomon.model.offsets import Span
from rashomon.model.records import Document

TURN_RULE, TURN_SCORE = "turn-of-transcript", 0.95
ANSWER_RULE, ANSWER_SCORE = "answer-below-question", 0.8
_NAME = r"[^\W\d_][\w.'’-]*(?:,? [\w.'’()\[\]&-]+){0,7}"
_LABEL = re.compile(rf"\W{{0,3}}(?P<who>{_NAME})\s*(?P<mark>:)\s+(?=\S)")
_LETTER = re.compile(r"\W{0,3}(?P<who>[QA])(?P<mark>\.)\s+(?=\S)")
_QUOTING = re.compile(rf"\W{{0,3}}(?P<who>{_NAME})(?P<mark>:\s|\t)\s*(?=[“\"„«])")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_DASH = re.compile(r"\s*[–—-]\s+(?=\S)")
_SENTENCE = re.compile(r"[.!?…—–-]\W*$")  # one that is broken off too
_VERBS = frozenset({"VERB", "AUX"})
_ASIDE = re.compile(r"\s*[\[(].*")  # "[to Holm]", "(by phone)"
_UNSPOKEN = frozenset(
    """
    background caption claim conclusion context correction date fact facts location note photo picture place
    rating related source sources summary time update updated verdict video
    """.split()
)
"""Labels that nobody speaks under."""
QUESTION, ANSWER = frozenset({"q", "question"}), frozenset({"a", "answer"})
"""Labels, without the full stop and in small letters, that say what stands behind them and not who speaks."""
_LEAST_TURNS = 3
_LONGEST_LEAD = 2  # paragraphs before the first question
_MOSTLY = 0.6
_SMALL = frozenset("of the for and de van von al".split())
_BRACKETS = "([*"
IN_PERSON = re.compile(r"\b(?:I|[Ww]e|me|my|[Oo]ur|us|[Yy]ou|[Yy]our)\b")
"""Words of somebody who speaks, not of somebody who writes of them."""


class _Label(NamedTuple):
    """Who speaks, the place of the mark behind it, and whether the words behind that are a quotation."""

    who: Span
    mark: int
    quoting: bool


def turns(document: Document, analysis: Analysis) -> Iterator[Told]:
    """Yield the turns of a document in order, none where it is no transcript."""
    text = document.text
    parts = (part.span for part in document.parts if part.kind == "body")
    paragraphs = [paragraph for part in parts for paragraph in _items(text, part)]
    labels = [_spoken(text, _label(text, paragraph)) for paragraph in paragraphs]
    known = Counter(label.who.of(text) for label in labels if label)
    once = max(known.values(), default=0) == 1
    quoting = all(label.quoting for label in labels if label)
    if not _is_exchange(text, paragraphs, labels) and (
        known.total() < _LEAST_TURNS or (not quoting and (once or _is_list(analysis, paragraphs, labels)))
    ):
        return
    goes_on = not once and known.total() >= _MOSTLY * len(paragraphs)
    for label, said in _gathered(text, paragraphs, labels, goes_on=goes_on):
        content = tuple(words for span in said if (words := analysis.words_in(span))[0] < words[1])
        if content:
            source, cue = analysis.words_in(label.who), analysis.words_in(Span(label.mark, label.mark + 1))
            cues = (cue,) if cue[0] < cue[1] and cue != source else ()  # "Q." is one word, a tab is none
            yield Told((source,), cues, content, TURN_SCORE, TURN_RULE, "direct")


def _is_exchange(text: str, paragraphs: Sequence[Span], labels: Sequence[_Label | None]) -> bool:
    """Tell a question and its answer, which say so: "Q. Who told you?", "A. My aunt.", and no third label."""
    told = [
        (label.who.of(text).casefold().rstrip("."), paragraph)
        for label, paragraph in zip(labels, paragraphs, strict=True)
        if label
    ]
    if len(told) != len("QA"):
        return False
    (first, question), (second, _) = told
    return first in QUESTION and second in ANSWER and _asks(text, question)


def _is_list(analysis: Analysis, paragraphs: Sequence[Span], labels: Sequence[_Label | None]) -> bool:
    """Tell whether most of what stands behind labels is no sentence, without a verb: "Cost: 3 million"."""
    upos = [analysis.inventory.upos[tag] for tag in analysis.syntax.upos.tolist()]
    behind = [Span(label.mark + 1, line.end) for line, label in zip(paragraphs, labels, strict=True) if label]
    listed = sum(
        _SENTENCE.search(each.of(analysis.text)) is None
        and _VERBS.isdisjoint(upos[slice(*analysis.words_in(each))])
        for each in behind
    )
    return 2 * listed > len(behind)


def _spoken(text: str, label: _Label | None) -> _Label | None:
    """Return a label unless nobody speaks under it: "Update:", "Claim:"."""
    return None if label is None or label.who.of(text).lower() in _UNSPOKEN else label


def answers_below(document: Document, analysis: Analysis) -> Iterator[Told]:
    """Yield the answers of an interview without labels, the words of whoever is interviewed."""
    paragraphs = [part.span for part in document.parts if part.kind == "body"]
    for each in _behind_dashes(document.text, paragraphs) or _between_questions(document.text, paragraphs):
        yield Told((), (), (analysis.words_in(each),), ANSWER_SCORE, ANSWER_RULE, "direct")


def _behind_dashes(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    """Return the lines that open with a dash below one that does not, where half of those or more ask."""
    lines = [
        Span(*match.span()) for part in paragraphs for match in _LINE.finditer(text, part.start, part.end)
    ]
    answers = [
        (before, Span(dash.end(), line.end))
        for before, line in pairwise(lines)
        if (dash := _DASH.match(text, line.start, line.end)) and not _DASH.match(text, before.start)
    ]
    asking = sum(_asks(text, before) for before, _ in answers)
    return [answer for _, answer in answers] if asking >= max(_LEAST_TURNS, len(answers) / 2) else []


def _between_questions(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    """Return every other paragraph where most of those between ask and none of them does, but for a lead."""
    for lead in range(min(_LONGEST_LEAD + 1, len(paragraphs))):
        questions, answers = paragraphs[lead::2], paragraphs[lead + 1 :: 2]
        asking = sum(_asks(text, each) for each in questions)
        answering = not any(_asks(text, each) for each in answers)
        if (
            answering
            and len(answers) == len(questions)
            and asking >= max(_LEAST_TURNS, _MOSTLY * len(answers))
        ):
            return list(answers)
    return []


def _asks(text: str, line: Span) -> bool:
    return line.of(text).rstrip().endswith("?")


def _items(text: str, part: Span) -> list[Span]:
    """Return the lines of a list or table of quotations, or of an exchange; of any other part the whole."""
    lines = [Span(*match.span()) for match in _LINE.finditer(text, part.start, part.end)]
    listed = all(_QUOTING.match(text, line.start, line.end) for line in lines)
    return lines if listed or _is_exchange_in_lines(text, lines) else [part]


def _is_exchange_in_lines(text: str, lines: Sequence[Span]) -> bool:
    """Tell lines that open with one of a few labels each, but for a lead before them."""
    labels = [_spoken(text, _label(text, line)) for line in lines]
    told = [label.who.of(text) for label in labels if label]
    lead = len(labels) - len(told)
    opens = lead <= _LONGEST_LEAD and all(labels[lead:])
    return opens and len(told) >= _LEAST_TURNS and 1 < len(set(told)) <= len(told) // 2 + 1 < len(told)


def is_turn(told: Told, spoken: Sequence[Told], *, colon: bool) -> bool:
    """Tell whether a statement is a turn that was found already, or one of nobody that takes in its label.

    Args:
        told: the statement.
        spoken: the turns.
        colon: whether its cue is a colon.
    """
    labels: set[Range] = {source for turn in spoken for source in turn.source}
    marks: set[Range] = {mark for turn in spoken for mark in turn.cue}
    again = colon and not (labels.isdisjoint(told.source) and marks.isdisjoint(told.cue))
    return again or (not told.source and any(covered((label,), told.content) for label in labels))


def _gathered(
    text: str, paragraphs: Sequence[Span], labels: Sequence[_Label | None], *, goes_on: bool
) -> Iterator[tuple[_Label, list[Span]]]:
    """Yield each label with what is spoken under it.

    Below the last one, whoever wrote the piece may go on in their own words.
    """
    turn: tuple[_Label, list[Span]] | None = None
    for paragraph, label in zip(paragraphs, labels, strict=True):
        if label is not None:
            if turn is not None:
                yield turn
            turn = (label, [Span(label.mark + 1, paragraph.end)])
        elif turn is not None and goes_on and text[paragraph.start] not in _BRACKETS:
            turn[1].append(paragraph)
    if turn is not None:
        (first, *more) = turn[1]
        own = takewhile(lambda each: IN_PERSON.search(text, each.start, each.end), more)
        yield turn[0], [first, *own]


def _label(text: str, paragraph: Span) -> _Label | None:
    """Return the label of a paragraph; before a quotation it may say what somebody is ("Pell, mayor")."""
    for pattern in (_LETTER, _QUOTING, _LABEL):
        match = pattern.match(text, paragraph.start, paragraph.end)
        if match:
            who = _ASIDE.sub("", match["who"])
            named = who.partition(",")[0] if pattern is _QUOTING else who
            if all(not word[0].islower() or word.lower() in _SMALL for word in named.split()):
                start = match.start("who")
                return _Label(
                    Span(start, start + len(who.rstrip())), match.start("mark"), pattern is _QUOTING
                )
    return None
