"""What an organisation says in a text of its own: each sentence but those in which it says so itself."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rashomon.extract.cues import ACTS
from rashomon.extract.references import FIRST_PERSON
from rashomon.extract.told import Told, covered, words_in
from rashomon.extract.words import Range, Words
from rashomon.language import Analysis
from rashomon.model.offsets import Span
from rashomon.model.records import Act, Document

AUTHORED_RULE, AUTHORED_SCORE = "authored-by-voice", 0.93
"""The score is the share of such statements that is right on the dev stories (`evaluation stories`)."""
_Opening = tuple[tuple[Range, ...], tuple[Range, ...]]
"""Who demands, and the word for it."""
_PHRASE = 4  # words
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_UNKNOWN = frozenset({"", "X"})
_MINDS = frozenset(
    "aim believe desire expect fear feel hope imagine intend know like plan prefer think want wish".split()
)
"""Verbs of what goes on in a mind: who asserts it of others has not heard them say it."""
_LISTED: frozenset[Act] = frozenset({"demanded", "promised", "warned", "ordered"})
"""Acts of which a list of things may follow."""
_ITEM = re.compile(r"\s*(?:[-–—•*]|\(?(?:\d{1,2}|[a-z])[.)])(?:\s+|$)")
"""What marks an item of a list: a dash, a dot, a number."""
_NUMBER = re.compile(r"\(?\d{1,2}[.)]")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")


def authored(document: Document, analysis: Analysis, words: Words, others: Sequence[Told]) -> Iterator[Told]:
    """Yield the sentences of a document with a voice.

    A sentence with what others say in it asserts that they say so, and is around their statements; one that
    "we" say something in is left to that statement, and so is one that no sentence ends. A line without a
    sentence's end or a finite verb is a heading, number or signature and asserts nothing; what opens a list
    asserts its items ("We demand: ...").
    """
    if document.voice is None:
        return
    touching: defaultdict[int, list[Told]] = defaultdict(list)
    for told in others:
        for word in words_in(told.ranges):
            touching[word].append(told)
    score = round(document.voice.score * AUTHORED_SCORE, 4)
    for each in _sentences(document, analysis, words):
        whole = (each.first, each.end)
        if (each.opening is not None or _asserts(words, each)) and all(
            _is_relayed(told, whole, words) for word in range(*whole) for told in touching[word]
        ):
            source, cue = each.opening or ((), ())
            yield Told(source, cue, ((each.begin, each.end),), score, AUTHORED_RULE, "authored")


class _Sentence(NamedTuple):
    """A sentence of a body.

    Attributes:
        first: its first word.
        begin: the first behind a number or a dash.
        end: behind its last word.
        alone: whether it is a paragraph by itself.
        opening: what opens the list that it is an item of.
    """

    first: int
    begin: int
    end: int
    alone: bool
    opening: _Opening | None


def _sentences(document: Document, analysis: Analysis, words: Words) -> Iterator[_Sentence]:
    """Yield the sentences of a body that may assert something: those that end as one and open no list."""
    bodies = [part.span for part in document.parts if part.kind == "body"]
    starts = analysis.words[:, 0].tolist()
    opening: _Opening | None = None
    for first, end in _joined(analysis):
        sentence = Span(starts[first], int(analysis.words[end - 1, 1]))
        item = _ITEM.match(sentence.of(document.text))
        begin = bisect_left(starts, sentence.start + item.end()) if item else first
        if words.forms[end - 1] == ":":
            opening = _opening(words, first, end)
            continue
        opening = opening if item else None
        ends = _SENTENCE_END.search(sentence.of(document.text))
        body = next((body for body in bodies if body.covers(sentence)), None)
        if ends and begin < end and body is not None:
            alone = len(sentence) >= len(body.of(document.text).strip())
            yield _Sentence(first, begin, end, alone, opening)


def _opening(words: Words, first: int, end: int) -> _Opening | None:
    """Return who demands, and the word for it, of what opens a list of demands: "Together we demand:"."""
    for verb in range(first, end):
        own = [child for child in words.tree.kin(verb, "nsubj") if words.lower[child] in FIRST_PERSON]
        if own and ACTS.get(words.lemma(verb)) in _LISTED:
            return ((own[0], own[0] + 1),), ((verb, verb + 1),)
    return None


def _asserts(words: Words, sentence: _Sentence) -> bool:
    """Tell whether a sentence has a finite verb or commands; a phrase of some words may be one."""
    own = range(sentence.begin, sentence.end)
    finite = any(words.xpos[word] in _FINITE or words.tree.upos[word] in _UNKNOWN for word in own)
    commands = any(words.xpos[word] == "VB" and words.tree.heads[word] < 0 for word in own)
    among = not sentence.alone and sum(words.forms[word].isalpha() for word in own) >= _PHRASE
    return finite or commands or among


def _is_relayed(told: Told, sentence: Range, words: Words) -> bool:
    """Tell whether a statement is one that a sentence mentions, saying more than that others say it."""
    own = not FIRST_PERSON.isdisjoint(words.lower[word] for word in words_in(told.source))
    verb = words.tree.top(*told.cue[0]) if told.cue else -1
    said_so = verb < 0 or (words.tree.heads[verb] < 0 and words.lemma(verb) not in _MINDS)
    return not own and not said_so and covered(told.ranges, (sentence,))


def _joined(analysis: Analysis) -> Iterator[Range]:
    """Yield the sentences, a number with what it counts.

    One that a line end has cut is whole again if its rest begins in small letters.
    """
    rows = analysis.sentences.tolist()
    first = 0
    for number, (_, end) in enumerate(rows):
        own = analysis.text[analysis.words[rows[number][0], 0] : analysis.words[end - 1, 1]]
        counts = bool(_NUMBER.fullmatch(own))
        follows = number + 1 < len(rows) and (counts or analysis.text[analysis.words[end, 0]].islower())
        if not follows:
            yield rows[first][0], end
            first = number + 1
