"""Which of two texts that share passages the other goes back to: one function for each reason.

Each returns a `Hint`, in favour of the left or of the right text as the source, or `None`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from rashomon.compare.collection import Collection
from rashomon.compare.passages import Shared, Side
from rashomon.compare.quotes import mostly_quoted
from rashomon.compare.wordlists import FIRST_PERSON, REPORTING_WORDS
from rashomon.compare.words import fold
from rashomon.model.records import Document, Reason

_DAY = len("2031-03-04")
_SHORTEST_NAME = 4  # letters; a shorter outlet name turns up as a common word
_SHORTEST_INITIALS = 2
_LONGER = 1.15  # a full passage against a cut one
_ENOUGH = 0.25
_HEAD = 5  # sentences, title included, among which an outlet's name stands by itself
_SHORTEST_LINE, _LONGEST_NAME = 2, 6  # words
_BRACKETED = re.compile(r"\(([^()]+)\)")  # a dateline names its agency: "PORT SALLOW (Estuary Wire)"
_HOURS = timedelta(hours=2)  # between two texts of one day, by which one is the earlier
_OF_LENGTH = frozenset({"attributed", "fuller"})
_CREDIT = 2  # words beside a name in a line that gives the source: "Source: Quay Wire"
_STOP = re.compile(r"[.!?][\"'”’)]*\s+(?=[^\Wa-z])|\n")
_STAFF = re.compile(
    r"\b(?<!told a )(?<!told the )"
    r"(?:buildings?|cameram[ae]n|correspondents?|crew|drivers?|editors?|editors-in-chief|employees?|headquarters"
    r"|journalists?|newsroom|offices?|owners?|photographers?|publishers?|reporters?|staff|vans?|workers?)"
    r"\s+(?:at|for|from|of|with)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""Before an outlet of which something is told, and which tells nothing."""
_REPORTING = re.compile(
    rf"\b(?:{'|'.join(sorted(REPORTING_WORDS))}|broadcasts?|carried|carries|cited|cites|citing|courtesy"
    r"|has (?:it|this)|interview\w*|learn(?:ed|t)|obtained|publish\w*|quotes?|quoting|report(?:ing)?"
    r"|reveal(?:ed|s)|seen by|spoke|statement|via)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_GOES_ON = re.compile(r" [^\W\d_a-z]")  # another word in capitals
_BETWEEN_WORDS = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents, by number, and the passages that they share; `left` sides are the first's."""

    collection: Collection
    left: int
    right: int
    passages: tuple[Shared, ...]

    @property
    def documents(self) -> tuple[Document, Document]:
        """Return both documents."""
        return self.collection.documents[self.left], self.collection.documents[self.right]


@dataclass(frozen=True, slots=True)
class Hint:
    """A reason to hold the left text (or else the right one) for the source; `by_day` by an earlier day."""

    left: bool
    reason: Reason
    by_day: bool = False


@dataclass(frozen=True, slots=True)
class Direction:
    """The outcome: `True` when the left text is the source, `None` when nothing tells."""

    left: bool | None
    reasons: tuple[Reason, ...]

    @property
    def cited(self) -> bool:
        """Tell whether one text names the other as its source."""
        return any(reason.code == "cites" for reason in self.reasons)


def direction(pair: Pair) -> Direction:
    """Weigh all reasons for one direction against those for the other."""
    if _only_a_quotation(pair) and not [*_cites(pair), *_credits(pair)]:
        detail = "both quote the same words, and share nothing else"
        return Direction(None, (Reason(code="same-quotation", detail=detail, score=0.8),))
    hints = _weighed([hint for reason in _REASONS for hint in reason(pair)])
    balance = sum(hint.reason.score if hint.left else -hint.reason.score for hint in hints)
    if abs(balance) < _ENOUGH:
        return Direction(None, ())
    later = [hint for hint in _published(pair) if hint.by_day and hint.left != (balance > 0)]
    if later:  # no text takes from one of a later day, whatever else speaks for it
        return Direction(later[0].left, (later[0].reason,))
    return Direction(balance > 0, tuple(hint.reason for hint in hints if hint.left == (balance > 0)))


def _weighed(hints: Sequence[Hint]) -> list[Hint]:
    """Return hints without those that a few hours outweigh: a flash is shorter than what is made of it."""
    hours = [hint for hint in hints if hint.reason.code == "earlier" and not hint.by_day]
    against = [hint for hint in hints if hours and hint.left != hours[0].left]
    weak = all(hint.reason.code in _OF_LENGTH for hint in against)
    return [hint for hint in hints if not (weak and hint in against)]


def _published(pair: Pair) -> Iterator[Hint]:
    """Yield a hint if one text was published on an earlier day, or some hours before the other."""
    moments, days = _moments(pair), _days(pair)
    if days[0] and days[1] and days[0] != days[1]:
        first, second = sorted(days)
        detail = f"published {first}, the other {second}"
        yield Hint(days[0] < days[1], Reason(code="earlier", detail=detail, score=0.5), by_day=True)
    elif moments and abs(moments[0] - moments[1]) >= _HOURS:
        first, second = (f"{moment:%H:%M}" for moment in sorted(moments))
        detail = f"published at {first}, the other at {second} of the same day (UTC)"
        yield Hint(moments[0] < moments[1], Reason(code="earlier", detail=detail, score=0.4))


def _days(pair: Pair) -> list[str]:
    """Return the days of two texts, "" where one is not known; of hours with zones those at Greenwich."""
    moments = _moments(pair)
    if moments:
        return [str(moment.date()) for moment in moments]
    return [value[:_DAY] if len(value) >= _DAY else "" for value in _values(pair)]


def _moments(pair: Pair) -> list[datetime]:
    """Return the moments of two texts at Greenwich, where both have an hour with its zone."""
    try:
        moments = [datetime.fromisoformat(value) for value in _values(pair) if len(value) > _DAY]
    except ValueError:
        return []
    known = len(moments) == len(pair.documents) and all(moment.tzinfo is not None for moment in moments)
    return [moment.astimezone(UTC) for moment in moments] if known else []


def _values(pair: Pair) -> list[str]:
    return [document.published.value if document.published else "" for document in pair.documents]


def _cites(pair: Pair) -> Iterator[Hint]:
    """Yield a hint if one text names the outlet of the other, or the body that speaks in it."""
    one, two = pair.documents
    for left, source, other in ((True, one, two), (False, two, one)):
        own = {fold(name) for name in (*_names_of(other), *_titles(source))}
        below = _below_titles(other)
        for name in _names_of(source):
            if fold(name) not in own and _cited_in(below, name) and _is_source(source, below, name):
                detail = f"the other text names “{name}”"
                yield Hint(left, Reason(code="cites", detail=detail, score=0.9))
                break


def _names_of(document: Document) -> Iterator[str]:
    if document.source.outlet:
        yield document.source.outlet.value
    if document.voice:
        yield document.voice.value
    for part in document.parts:
        if part.kind == "dateline":
            yield from _BRACKETED.findall(part.span.of(document.text))


def _titles(document: Document) -> Iterator[str]:
    if document.title:
        yield document.title.value
    yield from (part.span.of(document.text) for part in document.parts if part.kind == "title")


def _below_titles(document: Document) -> str:
    """Return a text without its title: a headline that two texts share names no source."""
    pieces: list[str] = []
    end = 0
    for part in document.parts:
        if part.kind == "title":
            pieces.append(document.text[end : part.start])
            end = part.end
    return "\n".join((*pieces, document.text[end:]))


def _cited_in(text: str, name: str) -> bool:
    """Tell whether a text names an outlet; one of a few letters only as it is written, in capitals."""
    if len(name) >= _SHORTEST_NAME:
        return _names(text, name) and _stands_alone(text, name)
    return len(name) >= _SHORTEST_INITIALS and name.isupper() and name in _WORD.findall(text)


def _is_source(source: Document, text: str, name: str) -> bool:
    """Tell whether a text has something from an outlet that it names, or only speaks of it.

    A body is named for what it says, so that any place is enough.
    """
    outlet = source.source.outlet
    if outlet is None or outlet.value != name:
        return True
    found = [*re.finditer(r"\W+".join(map(re.escape, _WORD.findall(name))), text, re.IGNORECASE)]
    return not found or any(_is_reported(text, match.start(), match.end()) for match in found)


def _is_reported(text: str, start: int, end: int) -> bool:
    """Tell a name with a word of reporting around it, in brackets, or in a line of its own."""
    begin = max((each.end() for each in _STOP.finditer(text, 0, start)), default=0)
    stop = _STOP.search(text, end)
    around = text[begin : stop.start() if stop else len(text)]
    if _STAFF.search(text[begin:start]):
        return False
    alone = len(_WORD.findall(around)) <= len(_WORD.findall(text[start:end])) + _CREDIT
    return alone or text[:start].rstrip().endswith("(") or _REPORTING.search(around) is not None


def _stands_alone(text: str, name: str) -> bool:
    """Tell a name from the same words in small letters or within a longer name: "the National Guard"."""
    words = _WORD.findall(name)
    found = [*re.finditer(r"\W+".join(map(re.escape, words)), text, re.IGNORECASE)]
    return not found or any(
        match[0].rpartition(" ")[2][:1].isupper() and _GOES_ON.match(text, match.end()) is None
        for match in found
    )


def _names(text: str, name: str) -> bool:
    return _spaced(name) in _spaced(text)


def _spaced(words: str) -> str:
    return f" {_BETWEEN_WORDS.sub(' ', fold(words)).strip()} "


def _credits(pair: Pair) -> Iterator[Hint]:
    """Yield a hint if one text reports, by name, what stands as a name by itself at the head of the other."""
    heads = [_head_names(pair.collection, number) for number in (pair.left, pair.right)]
    for source, other in ((0, pair.right), (1, pair.left)):
        for name in heads[source]:
            if name not in heads[1 - source] and _reports(pair.collection, other, name):
                detail = f"the other text reports it from “{name}”"
                yield Hint(source == 0, Reason(code="cites", detail=detail, score=0.8))
                break


def _head_names(collection: Collection, number: int) -> list[str]:
    """Return the lines at the head of a text that are a name in capitals: where unmarked, its outlet's."""
    words, text = collection.texts[number], collection.text(number)
    return [
        sentence.span.of(text)
        for sentence in words.sentences[:_HEAD]
        if _SHORTEST_LINE <= len(sentence) <= _LONGEST_NAME
        and not words.plain(sentence)
        and sentence.span.end == words.ends[sentence.last - 1]
    ]


def _reports(collection: Collection, number: int, name: str) -> bool:
    """Tell whether a sentence of a text names `name` with a verb of reporting."""
    verbs = collection.vocabulary.forms_of(REPORTING_WORDS)
    text = collection.text(number)
    return any(
        not verbs.isdisjoint(collection.texts[number].forms[sentence.first : sentence.last])
        and _names(sentence.span.of(text), name)
        for sentence in collection.texts[number].sentences
    )


def _first_hand(pair: Pair) -> Iterator[Hint]:
    """Yield a hint if one text is published by the very body that speaks in it."""
    left, right = pair.documents
    if bool(left.voice) != bool(right.voice):
        voice = left.voice or right.voice
        detail = f"published by {voice.value if voice else ''} itself"
        yield Hint(bool(left.voice), Reason(code="first-hand", detail=detail, score=0.7))


def _speaks(pair: Pair) -> Iterator[Hint]:
    """Yield a hint if one text says "we" where the other doesn't."""
    first = pair.collection.vocabulary.forms_of(FIRST_PERSON)
    yield from _count(pair, first, "first-person", "it says “we” or “I” where the other does not", left=True)


def _attributes(pair: Pair) -> Iterator[Hint]:
    """Yield a hint if one text tells as its own what the other attributes."""
    verbs = pair.collection.vocabulary.forms_of(REPORTING_WORDS)
    yield from _count(pair, verbs, "attributed", "the other text says whose words these are", left=False)


def _count(pair: Pair, forms: frozenset[int], code: str, detail: str, *, left: bool) -> Iterator[Hint]:
    """Yield a hint if one side holds some of `forms` in more passages; `left`: the holder is the source."""
    surplus = 0
    for passage in pair.passages:
        holds = [
            not forms.isdisjoint(_forms(pair.collection, side)) for side in (passage.left, passage.right)
        ]
        surplus += holds[0] - holds[1]
    if surplus:
        score = min(0.8, 0.3 + 0.1 * abs(surplus))
        yield Hint((surplus > 0) == left, Reason(code=code, detail=detail, score=round(score, 4)))


def _forms(collection: Collection, side: Side) -> Sequence[int]:
    return collection.texts[side.document].forms[side.first : side.last]


def _complete(pair: Pair) -> Iterator[Hint]:
    """Yield a hint if one text has the passages in full and the other cut."""
    left = sum(len(passage.left) for passage in pair.passages)
    right = sum(len(passage.right) for passage in pair.passages)
    if max(left, right) >= _LONGER * min(left, right):
        detail = f"has {max(left, right)} words in these passages, the other {min(left, right)}"
        yield Hint(left > right, Reason(code="fuller", detail=detail, score=0.25))


def _only_a_quotation(pair: Pair) -> bool:
    """Tell whether all that both texts share is words that both put in quotation marks."""
    sides = [side for passage in pair.passages for side in (passage.left, passage.right)]
    return all(mostly_quoted(side.span.of(pair.collection.text(side.document))) for side in sides)


_REASONS: tuple[Callable[[Pair], Iterator[Hint]], ...] = (
    _published,
    _cites,
    _credits,
    _first_hand,
    _speaks,
    _attributes,
    _complete,
)
