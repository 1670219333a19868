"""What one text alone has: persons whose words no other text gives, numbers, denials and events."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from rapidfuzz import fuzz, process

from rashomon.compare.names import person_name
from rashomon.compare.stands import is_unsaid
from rashomon.compare.words import fold
from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.offsets import Span
from rashomon.model.records import Actor, Event, Figure
from rashomon.report import words
from rashomon.report.likewise import Likewise, bold
from rashomon.report.lines import Line, quote
from rashomon.report.roots import Roots
from rashomon.report.sentences import sentence_around
from rashomon.report.statements import Said, SpeakerView
from rashomon.report.texts import Library, Text

_ALIKE = 78.0  # rapidfuzz ratio from which a word may be another spelling of a name
_LEAST = 10.0  # a smaller number may be told by any word ("both", "a pair")
_ROUND = 1000.0  # a rounder number may stand elsewhere as "40 thousand"
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_CLOCK = re.compile(r"\d\d?[.:]\d\d")
_TOLD = frozenset({"happened", "ongoing"})
_PLACE = "Place in the text"
_NUMBER_ONCE, _EVENT_ONCE = "A number", "An event"
_EVENTS = 3  # of one text
_SURE = 0.7  # how likely an event must be one
_TELLING = 4  # content words of an event or a denial that says enough to look for
_ASKS = 3  # one question in so many statements makes an interviewer
_FULL = 2  # words of a full name
_SAYING_NOTHING = frozenset({"asked", "declined"})  # who asks, and who has no comment, is not heard by that


def heard_once(extraction: Extraction, who: Sequence[SpeakerView], books: Library) -> Iterator[Line]:
    """Yield a line for each person who is quoted in one text and whose surname no other text has.

    Another spelling of the name counts as the name. Those who only ask (an interviewer), and those who
    published a text themselves, are left out. Time grows with the speakers times the different words.
    """
    actors = {actor.id: actor for actor in extraction.actors if actor.type == "person"}
    names = _Words(books.texts.values(), _capitals)
    for view in who:
        said = [each for each in view.everything if _is_named(each, actors)]
        numbers = {each.text.number for each in view.everything}
        if view.own or len(numbers) != 1 or not said or _interviews(view):
            continue
        if not view.by_name or len(person_name(view.name).tokens) < _FULL:
            continue
        spelled = {
            tokens[-1]
            for name in (view.name, *_other_names(view, actors))
            if (tokens := person_name(name).tokens)  # "Colonel" is a title and no name
        }
        if not any(names.is_elsewhere(word, said[0].text) for word in spelled):
            line = _heard(view, said)
            if line:
                yield line


def _other_names(view: SpeakerView, actors: Mapping[str, Actor]) -> tuple[str, ...]:
    actor = actors.get(view.actor or "")
    return actor.names if actor else ()


def _is_named(said: Said, actors: Mapping[str, Actor]) -> bool:
    """Tell whether the very words that say who speaks have the surname of the one speaker, a person."""
    members = said.statement.speaker.members
    actor = actors.get(members[0].actor or "") if len(members) == 1 else None
    if actor is None or said.statement.act in _SAYING_NOTHING or is_unsaid(said.statement):
        return False
    source = set(person_name(said.statement.speaker.text).tokens)
    return any(tokens[-1] in source for name in actor.names if (tokens := person_name(name).tokens))


def _interviews(view: SpeakerView) -> bool:
    questions = sum(said.statement.act == "asked" for said in view.everything)
    return bool(questions) and questions * _ASKS >= view.statements


def _heard(view: SpeakerView, said: Sequence[Said]) -> Line | None:
    """Return the line of a speaker, in the first words that stand in quotation marks, else the first."""
    for each in sorted(said, key=lambda one: one.statement.kind not in {"direct", "mixed"}):
        shown = quote(each.text, each.statement.content.spans)
        if shown:
            count = words.counted(view.statements, "statement")
            return Line(view.name, shown, frozenset({each.text.number}), view.anchor, count)
    return None


def numbers_once(extraction: Extraction, books: Library) -> Iterator[Line]:
    """Yield a line for each number of an event that no other text has, in digits or in words."""
    known = _Words(books.texts.values(), _numbers)
    told = _numbers_told(extraction, books)
    seen: set[tuple[int, Span]] = set()
    for event in extraction.events:
        text = books.texts.get(event.document)
        if text is None or event.status not in _TOLD:
            continue
        for figure in event.figures:
            place = text.number, figure.span
            if place in seen or not _tells(figure, text) or known.has_elsewhere(figure, text):
                continue
            if told[_amount(figure)] - {text.number}:  # "sixty" here is "60" there
                continue
            seen.add(place)
            shown = quote(text, (figure.span,))
            if shown:
                yield Line(_NUMBER_ONCE, shown, frozenset({text.number}), shown.anchor, _PLACE)


def _numbers_told(extraction: Extraction, books: Library) -> Mapping[float, set[int]]:
    """Return the numbers of the texts that have an amount in an event, whatever it is of."""
    told: defaultdict[float, set[int]] = defaultdict(set)
    for event in extraction.events:
        for figure in event.figures if event.document in books.texts else ():
            told[_amount(figure)].add(books.texts[event.document].number)
    return told


def _amount(figure: Figure) -> float:
    return figure.best or figure.low or figure.high or 0.0


def _tells(figure: Figure, text: Text) -> bool:
    """Tell whether a number is one that another text would have in the same digits."""
    value = _amount(figure)
    return value >= _LEAST and bool(value % _ROUND) and not _CLOCK.fullmatch(figure.span.of(text.body))


def denied_once(lines: Iterable[Line], likewise: Likewise, roots: Roots) -> Iterator[Line]:
    """Yield those of some denials that texts of one origin alone tell, and none of another in like words."""
    for line in lines:
        words_ = bold(line)
        numbers = line.numbers | likewise.near(words_, denying=True)
        if likewise.says(words_, _TELLING) and _is_of_one(numbers, roots):
            yield line


def told_once(
    extraction: Extraction, comparison: Comparison, books: Library, likewise: Likewise, roots: Roots
) -> Iterator[Line]:
    """Yield a line for each event that texts of one origin alone tell, and none of another in like words.

    It is one that a text tells itself as come about, with who did it and what else is of it: what somebody
    says is theirs. Of one sentence it is the first, and of one text a few, those with the most told of them.
    """
    told = {each: merged.events for merged in comparison.merged_events for each in merged.events}
    number = {
        event.id: books.texts[event.document].number
        for event in extraction.events
        if event.document in books.texts
    }
    found: defaultdict[int, dict[str, tuple[int, Line]]] = defaultdict(dict)
    for event in extraction.events:
        if event.id not in number or not _weighs(event):
            continue
        texts = frozenset(number[each] for each in told.get(event.id, (event.id,)) if each in number)
        text = books.texts[event.document]
        if text.number != min(texts) or not _is_of_one(texts, roots):
            continue
        shown = quote(text, sorted((*event.trigger.spans, *_parts(event, text))))
        if shown is None or shown.anchor in found[text.number]:
            continue
        line = Line(_EVENT_ONCE, shown, texts, shown.anchor, _PLACE)
        words_ = bold(line)
        if likewise.says(words_, _TELLING) and _is_of_one(texts | likewise.near(words_), roots):
            found[text.number][shown.anchor] = len(event.participants) + len(event.figures), line
    for own in found.values():
        ordered = sorted(own.values(), key=lambda each: -each[0])
        yield from (line for _, line in ordered[:_EVENTS])


def _weighs(event: Event) -> bool:
    roles = [each.role for each in event.participants]
    told = "actor" in roles and len(roles) + len(event.figures) > 1
    return told and event.status in _TOLD and event.reported_by is None and event.score >= _SURE


def _parts(event: Event, text: Text) -> Iterator[Span]:
    """Yield who and what takes part in an event, as far as they stand in its sentence."""
    sentence = sentence_around(text.body, event.trigger.spans[0])
    spans = (*(each.span for each in event.participants), *(each.span for each in event.figures))
    return (span for span in spans if sentence.covers(span))


def _is_of_one(numbers: frozenset[int], roots: Roots) -> bool:
    return len(roots.of(numbers)) == 1


class _Words:
    """Which texts have which words, folded."""

    def __init__(self, texts: Iterable[Text], of: Callable[[str], Iterable[str]]) -> None:
        self._of = of
        self._texts: defaultdict[str, set[int]] = defaultdict(set)
        for text in texts:
            for word in of(text.body):
                self._texts[word].add(text.number)

    def is_elsewhere(self, word: str, own: Text) -> bool:
        """Tell whether another text has a word, or one that may be another spelling of it."""
        found = process.extract(
            fold(word), self._texts.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None
        )
        return any(self._texts[each] - {own.number} for each, _, _ in found)

    def has_elsewhere(self, figure: Figure, own: Text) -> bool:
        """Tell whether another text has the digits of a figure."""
        return any(self._texts[word] - {own.number} for word in self._of(figure.span.of(own.body)))


def _capitals(body: str) -> Iterator[str]:
    return (fold(word) for word in set(_WORD.findall(body)) if word[0].isupper())


def _numbers(body: str) -> Iterator[str]:
    return (fold(word).replace(",", "").replace(".", "") for word in set(_NUMBER.findall(body)))
