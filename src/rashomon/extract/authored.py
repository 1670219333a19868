"""What an organisation says in a text of its own: each sentence but those in which it says so itself."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rashomon.extract.cues import ACTS
from rashomon.extract.references import FIRST_PERSON
from rashomon.extract.told import Told, covered, words_in
from rashomon.extract.words import MARKS, Range, Words
from rashomon.language import Analysis
from rashomon.model.offsets import Span
from rashomon.model.records import Act, Document

AUTHORED_RULE, AUTHORED_SCORE = "authored-by-voice", 0.93
"""The score is the share of such statements that is right on the dev stories (`evaluation stories`)."""
_Opening = tuple[tuple[Range, ...], tuple[Range, ...]]
"""Who demands, and the word for it."""
_PHRASE, _LONG = 4, 10  # words among others; of a paragraph by itself
_THINGS = frozenset({"NOUN", "PRON", "PROPN"})
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_UNKNOWN = frozenset({"", "X"})
_MINDS = frozenset(
    "aim believe desire expect fear feel hope imagine intend know like plan prefer think want wish".split()
)
"""Verbs of what goes on in a mind: who asserts it of others has not heard them say it."""
_UTTERED = frozenset("agree apologise apologize apology mourn regret".split())
"""Of the other acts, those that are done in words that somebody says, whatever they are done for."""
_LISTED: frozenset[Act] = frozenset({"demanded", "promised", "warned", "ordered"})
"""Acts of which a list of things may follow."""
_ITEM = re.compile(r"\s*(?:[-–—•*]|\(?(?:\d{1,2}|[a-z])[.)])(?:\s+|$)")
"""What marks an item of a list: a dash, a dot, a number."""
_NUMBER = re.compile(r"\(?\d{1,2}[.)]")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")


def authored(document: Document, analysis: Analysis, words: Words, others: Sequence[Told]) -> Iterator[Told]:
    """Yield the sentences of a document with a voice.

    A sentence with what others say in it asserts that they say so, and is around their statements; one that
    only tells what somebody says, or in which "we" say something, is left to that statement, unless a main
    clause of it stands besides. So is one that no sentence ends. A line without a sentence's end or a finite
    verb is a heading, number or signature and asserts nothing; what opens a list asserts its items ("We
    demand: ...").
    """
    if document.voice is None:
        return
    touching: defaultdict[int, list[Told]] = defaultdict(list)  # by word
    for told in others:
        for word in words_in(told.ranges):
            touching[word].append(told)
    score = round(document.voice.score * AUTHORED_SCORE, 4)
    for each in _sentences(document, analysis, words):
        if each.opening is None and not _asserts(words, each):
            continue
        whole = (each.first, each.end)
        told_there = list(dict.fromkeys(told for word in range(*whole) for told in touching[word]))
        relayed = all(_is_relayed(told, whole, words) for told in told_there)
        if relayed or _asserts_besides(words, whole, told_there):
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
    lengths = [len(body.of(document.text).strip()) for body in bodies]
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
        body = bisect_right(bodies, sentence.start, key=lambda each: each.start) - 1
        if ends and begin < end and body >= 0 and bodies[body].covers(sentence):
            yield _Sentence(first, begin, end, len(sentence) >= lengths[body], opening)


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
    length = sum(words.forms[word].isalpha() for word in own)
    among = length >= (_LONG if sentence.alone else _PHRASE)
    return finite or commands or among


def is_own(words: Words, told: Told) -> bool:
    """Tell what a text with a voice says itself, whoever seems to say it.

    That is what nobody says by an impersonal phrase ("it can be stated that"), and what others do by words
    alone ("the request was granted by its friends"), but not that they apologise or agree: they say so.
    """
    if not told.cue or not told.content:
        return False
    tree, verb = words.tree, words.tree.top(*told.cue[0])
    helped = any(words.xpos[helper] == "MD" for helper in tree.kin(verb, "aux"))
    impersonal = not told.source and helped and tree.has(verb, "expl")
    things = all(
        tree.upos[tree.top(*piece)] in _THINGS and words.forms[piece[0]] not in MARKS
        for piece in told.content
    )
    lemma = words.lemma(verb)
    return impersonal or (things and lemma not in _UTTERED and ACTS.get(lemma) == "other")


def _asserts_besides(words: Words, sentence: Range, said: Sequence[Told]) -> bool:
    """Tell whether a main clause of a sentence is no part of what somebody says in it.

    Where "we" say something, that is the first one alone: what is joined to it goes with it.
    """
    tree = words.tree
    ranges = [(max(first, sentence[0]), min(end, sentence[1])) for told in said for first, end in told.ranges]
    taken = {word for each in ranges for word in range(*each)}
    roots = [word for word in range(*sentence) if tree.heads[word] < 0]
    ours = any(_is_ours(told, words) for told in said)
    joined = [] if ours else [word for root in roots for word in tree.joined(root)]
    heads = [word for word in (*roots, *joined) if word not in taken]
    return any(tree.has(word, "nsubj") or tree.upos[word] == "VERB" for word in heads)


def _is_ours(told: Told, words: Words) -> bool:
    return not FIRST_PERSON.isdisjoint(words.lower[word] for word in words_in(told.source))


def _is_relayed(told: Told, sentence: Range, words: Words) -> bool:
    """Tell whether a statement is one that a sentence mentions, saying more than that others say it.

    That is so of what nobody is named to say: "the lock is widely seen as unsafe".
    """
    if not told.source and told.cue and told.kind is None and covered(told.ranges, (sentence,)):
        return True
    verb = words.tree.top(*told.cue[0]) if told.cue else -1
    said_so = verb < 0 or (words.tree.heads[verb] < 0 and words.lemma(verb) not in _MINDS)
    return not _is_ours(told, words) and not said_so and covered(told.ranges, (sentence,))


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
