"""Labels: the words of a proposition's clearest passage, a clause that a reader understands by itself.

Only words of the texts are used, as they stand. A clause is told by plain signs, since no analysis of the
sentence is at hand here: an auxiliary that nothing subordinate precedes, or an event whose subject opens the
words. What a statement gives by a noun or an infinitive ("to send troops") is worded with who says it and the
cue: "The council decided to send troops".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.compare.claims import Claim, subjects
from rashomon.compare.collection import Collection
from rashomon.compare.holders import Holders
from rashomon.model.offsets import Span
from rashomon.model.records import Event, Statement

_LONGEST = 120  # characters
_FEWEST = 4  # words of a label that says enough
_STEMS = 2  # content stems of a claim that its sentence may be the words of: not those of "the protests"
_OPENING = 3  # words in which a pronoun leaves open who is meant
_LEAD = 24  # characters from the start of a clause in which its subject begins
_BETWEEN = 24  # characters between a cue and what is said
_DIM, _FIT = 0.3, 0.3  # what a word that points elsewhere takes off, and what a good length adds

_THAT = re.compile(r"\s*that\s+")
_DOUBLE = '"“”„«»'
_MARKS = f"{_DOUBLE} \t\r\n"
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|has|have|had|will|would|can|could|may|might|must|should|shall|do|does|did|cannot)\b"
    r"|(?<=[^\W\d_])(?:['’](?:re|ve|ll)|n['’]t)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?P<name>[^\W\d_][^:\n]{0,40}?):\s+")
"""The label of a turn: "Gazette: The police say that nobody was hurt"."""
_SUBORDINATE = re.compile(r"\b(?:who|whom|whose|which|that|where|when|if|because|to)\b", re.IGNORECASE)
_NO_SUBJECT = re.compile(
    r"(?:to|of|in|on|at|by|for|from|with|as|about|against|into|not|whether|who|whom|whose|which|that|what|how"
    r"|why|where|when|and|or|but|having|being)\b",
    re.IGNORECASE,
)
_HANGING = re.compile(
    r"\b(?:when|whenever|if|unless|until|till|whether|once|provided|lest|day|hour|moment|time"
    r"|of|for|with|by|from|to|in|on|at|about|against|among|between|than)"
    r"\s+(?:(?:the|a|an|any|all|some|its|his|her|their|our|\d+)\s+)?$",
    re.IGNORECASE,
)
"""Before words that say nothing by themselves: "when the mast is mended", "the number of pilots fined"."""
_BACK = 40  # characters before a clause in which what it hangs on stands
_POINTING = frozenset(
    """
    i me my we us our you your he him his she her they them their it its this these those here there such
    who whom whose which both
    """.split()
)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*(?=\s+[\"'“‘«(]*[^\Wa-z\d_])")
_SHORTENED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Col|Capt|Lt|Maj|Sgt|Cmdr|Gov|Sen|Rep|Rev|Hon|Jr|Sr|No|vs|[^\W\d_]|(?:[^\W\d_]\.)+[^\W\d_])\.$"
)
"""What ends in a full stop and ends no sentence."""
_CLAUSE_END = re.compile(r"[,;:)][\"”’»]*\s|\s[(–—]|[!?…]|\.[\"'”’»)]*(?=\s+[^\Wa-z\d_]|\s*$)|\n")


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that may be a label.

    Attributes:
        words: as they stand in the text, on one line, without outer quotation marks.
        is_clause: whether they seem to have a subject and a predicate.
        is_told: whether they have who says it, and the cue, with what a statement says.
    """

    words: str
    is_clause: bool
    is_told: bool = False

    @property
    def pointing(self) -> int:
        """Return how many words point at something outside them, those that open them twice."""
        said = (word.casefold() for word in _WORD.findall(self.words))
        return sum(2 if place < _OPENING else 1 for place, word in enumerate(said) if word in _POINTING)

    @property
    def clearness(self) -> float:
        """Return how well they are understood by themselves; more is better."""
        fits = len(_WORD.findall(self.words)) >= _FEWEST and len(self.words) <= _LONGEST
        return _FIT * fits - _DIM * self.pointing

    @property
    def label(self) -> str:
        """Return the words, cut where they are too long."""
        return shortened(self.words)


def shortened(words: str) -> str:
    """Return words on one line, cut between two of them where they are longer than a label."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rsplit(' ', 1)[0]} …"


def opens_pointing(words: str) -> bool:
    """Tell words that begin with what points at something outside them: "they left the terminal"."""
    return any(word.casefold() in _POINTING for word in _WORD.findall(words)[:_OPENING])


class Wordings:
    """Finds words of claims that may be labels."""

    def __init__(self, collection: Collection, holders: Holders) -> None:
        """Take the texts, and the findings by id."""
        self._collection = collection
        self._holders = holders
        self._told = _by_document(holders)
        self._turns = _labels(holders)
        self._known: dict[str, Wording] = {}

    def of(self, claim: Claim) -> Wording:
        """Return the best words of a claim: a clause if any, the clearest of several; else its sentence."""
        if claim.finding not in self._known:
            self._known[claim.finding] = self._best(claim)
        return self._known[claim.finding]

    def _best(self, claim: Claim) -> Wording:
        best = max(self._all(claim), key=lambda each: (each.is_clause, each.clearness))
        if best.is_clause or len(claim.stems) < _STEMS:
            return best
        sentence = self._sentence(claim)
        told = not claim.is_event
        return Wording(_plain(sentence), is_clause=True, is_told=told) if _FINITE.search(sentence) else best

    def _sentence(self, claim: Claim) -> str:
        """Return the sentence in which a claim begins, without the label of a turn before it."""
        words = self._collection.words(claim.sentences[0])
        label, own = _LABEL.match(words), self._turns[self._collection.documents[claim.document].id]
        return words[label.end() :] if label and label["name"] in own else words

    def _all(self, claim: Claim) -> Iterator[Wording]:
        text = self._collection.text(claim.document)
        if claim.is_event:
            yield Wording(_plain(claim.text(self._collection)), is_clause=False)
            yield from self._clause(self._holders.events[claim.finding], claim)
            return
        statement = self._holders.statements[claim.finding]
        is_clause = self._is_clause(statement, text)
        own = Wording(_plain(claim.spans[0].of(text)), is_clause)
        yield own
        # "The council denied that they left" would have those who deny assert the label.
        bare = is_clause and (not own.pointing or statement.act == "denied")
        whole = None if bare else _with_speaker(statement, text)
        if whole is not None:
            yield Wording(_plain(whole.of(text)), is_clause=True, is_told=True)

    def _clause(self, event: Event, claim: Claim) -> Iterator[Wording]:
        """Yield the words from the subject of an event to the end of its clause."""
        text = self._collection.text(claim.document)
        start, last = claim.spans[0].start, self._collection.sentences[claim.sentences[1] - 1].span.end
        ends = (
            each
            for each in _CLAUSE_END.finditer(text, claim.spans[0].end, last)
            if not _SHORTENED.search(text, start, each.start() + 1)
        )
        end = next(ends, None)
        whole = Span(start, end.start() if end else last)
        if _opens(event, whole, text) and not _hangs(whole, text) and not _is_torn(whole.of(text)):
            yield Wording(_plain(whole.of(text)), is_clause=True)

    def _is_clause(self, statement: Statement, text: str) -> bool:
        first = statement.content.spans[0]
        if _THAT.match(first.of(text)):
            return True
        plain = first.of(text).lstrip(_MARKS)
        if _NO_SUBJECT.match(plain) or _hangs(first, text):
            return False
        finite = _FINITE.search(plain)
        if finite and finite.start() and not _SUBORDINATE.search(plain, 0, finite.start()):
            return True
        told = self._told.get(statement.document, ())
        at = bisect_left(told, first.start, key=_start)
        return any(
            _opens(event, first, text) for event in told[at : bisect_left(told, first.end, key=_start)]
        )


def _by_document(holders: Holders) -> Mapping[str, Sequence[Event]]:
    """Return the events of each document in order of place."""
    found: defaultdict[str, list[Event]] = defaultdict(list)
    for event in sorted(holders.events.values(), key=_start):
        found[event.document].append(event)
    return found


def _labels(holders: Holders) -> defaultdict[str, set[str]]:
    """Return the labels of the turns of each document."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for statement in holders.statements.values():
        if statement.kind == "direct" and statement.cue.text == ":":
            found[statement.document].add(statement.speaker.text)
    return found


def _start(event: Event) -> int:
    return event.trigger.spans[0].start


def _opens(event: Event, words: Span, text: str) -> bool:
    """Tell whether some words begin with the subject of an event, and hold its verb too."""
    verb = event.trigger.spans[0]
    lead = Span(words.start, min(words.start + _LEAD, words.end))
    return words.covers(verb) and any(
        lead.overlaps(span) and not _SUBORDINATE.search(text, span.start, verb.start)
        for span in subjects(event, text)
    )


def _hangs(words: Span, text: str) -> bool:
    """Tell whether some words hang on what stands before them, without which they say something else."""
    return _HANGING.search(text, max(0, words.start - _BACK), words.start) is not None


def _is_torn(words: str) -> bool:
    """Tell whether a quotation begins or ends within some words, and not at their ends alone."""
    inner = words.strip(_MARKS + ".,;:")
    curved = inner.count("“") != inner.count("”") or inner.count("«") != inner.count("»")
    return curved or inner.count('"') % 2 == 1


def _with_speaker(statement: Statement, text: str) -> Span | None:
    """Return who says something, the cue and what is said, where they stand so within one sentence."""
    parts = (statement.speaker.spans, statement.cue.spans, statement.content.spans)
    if not all(len(spans) == 1 for spans in parts):
        return None
    if not _WORD.search(statement.cue.text):  # the colon of a transcript
        return None
    (source,), (cue,), (content,) = parts
    whole = Span(source.start, content.end)
    in_order = source.end <= cue.start and cue.end <= content.start <= cue.end + _BETWEEN
    return whole if in_order and not _SENTENCE_END.search(text, source.start, content.start) else None


def _plain(words: str) -> str:
    """Return the first sentence of some words, without "that" before it and quotation marks around it."""
    opened = _THAT.sub("", words, count=1) if _THAT.match(words) else words
    bare = opened.lstrip(_MARKS + "'‘")
    ends = (each for each in _SENTENCE_END.finditer(bare) if not _SHORTENED.search(bare, 0, each.start() + 1))
    end = next(ends, None)
    first = bare[: end.start()] if end else opened
    return " ".join(_unquoted(first.strip().rstrip(".,;:")).split())


def _unquoted(words: str) -> str:
    """Return words without quotation marks at their ends, but for one whose other half is among them."""
    forms = (words.strip(_MARKS), words.lstrip(_MARKS), words.rstrip(_MARKS))
    whole = (form for form in forms if not sum(map(form.count, _DOUBLE)) % 2)
    return next(whole, words.strip()).rstrip(".,;:")
