"""The events of one document: who did what to whom, when and where, and whether it came about.

Participants come from PropBank's arguments, times and places from what hangs on the predicate. A statement
is no event; an event that somebody tells keeps the statement that tells it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

import numpy as np

from rashomon.extract.covering import Covering
from rashomon.extract.happening.coding import Coding, codings
from rashomon.extract.happening.dated import Dating
from rashomon.extract.happening.figures import KINDS, NUMBER, PEOPLE, Count, counts, loses_lives, toll_of
from rashomon.extract.happening.living import LIVING, Living
from rashomon.extract.happening.manners import Shown, around, contexts_of, mode_of
from rashomon.extract.happening.numerals import with_commas
from rashomon.extract.happening.parts import Taking, is_passive, taking_part
from rashomon.extract.happening.sides import is_scene, sides, together
from rashomon.extract.happening.status import is_doubtful, is_ordered, status_of
from rashomon.extract.happening.tolls import TOLL_RULE, TOLL_SCORE, Told, has_toll, tolls
from rashomon.extract.happening.triggers import Beside, Trigger, triggers
from rashomon.extract.meant import UNNAMED
from rashomon.extract.phrases import PHRASE_RULE
from rashomon.extract.times import published_day
from rashomon.extract.words import Range, Words
from rashomon.language import Analysis
from rashomon.language.happening import NO_TYPE
from rashomon.model.identity import finding_id
from rashomon.model.offsets import Span, quoted
from rashomon.model.records import (
    ActorType,
    Anchored,
    Code,
    Document,
    Event,
    EventStatus,
    Figure,
    Mention,
    Participant,
    Place,
    Statement,
    TimeReference,
)

_BESIDE = frozenset({"appos", "flat"})
_RESULT = 3  # words of a result: "17", "to", "14"
_TO = frozenset({"to", "-", "–", "—"})
_PLAIN_STATUSES: frozenset[EventStatus] = frozenset({"denied", "ordered", "failed"})
"""What a word says so plainly that nothing learned goes before it."""
_HAPPENING = frozenset({"VERB", "NOUN"})
_SIDES = frozenset({"actor", "recipient"})
_UNCOUNTED = frozenset({*KINDS, NUMBER, PEOPLE})
"""What a number is said to count where no noun stands with it."""
_DAY = len("2031-03-07")
_CALLED = frozenset({"CONSULT", "MOBILIZE", "PROTEST", "RETREAT"})
"""Types of what is to come when it is announced."""
_DONE_TO = frozenset({"recipient", "object"})
SURE_STATUS = 0.6
"""How likely the status that the encoder gives must be, to go before what words tell."""
LEAST_TYPE = 0.6
"""How likely the encoder must find it that an event is told and is of a type; below it `coding` falls."""
_Finding = TypeVar("_Finding", Mention, TimeReference, Place)


@dataclass(frozen=True, slots=True)
class Known:
    """What is found in a document before its events."""

    statements: Sequence[Statement]
    mentions: Sequence[Mention]
    times: Sequence[TimeReference]
    places: Sequence[Place]


def find_events(document: Document, analysis: Analysis, words: Words, known: Known) -> tuple[Event, ...]:
    """Return the events of a document, in order of their triggers."""
    finder = _Finder(document, analysis, words, known)
    return tuple(sorted(finder.events(), key=lambda event: (event.trigger.spans, event.id)))


class _Finder:
    """Finds the events of one document."""

    def __init__(self, document: Document, analysis: Analysis, words: Words, known: Known) -> None:
        self._document, self._analysis, self._words, self._known = document, analysis, words, known
        self._numbered = with_commas(words.lower)
        self._mentions = _by_head(analysis, words, known.mentions)
        self._times = _by_word(analysis, ((each.span, each) for each in known.times))
        self._places = _by_word(analysis, ((each.span, each) for each in known.places))
        self._contents = Covering(
            (span, number) for number, each in enumerate(known.statements) for span in each.content.spans
        )
        self._arguments = _arguments(analysis)
        self._put = _put(analysis)
        self._dating = Dating(analysis, words, self._times)

    def events(self) -> Iterator[Event]:
        types: dict[int, ActorType] = {
            word: mention.type for word, mention in self._mentions.items() if mention.made_by != UNNAMED
        }
        living = Living(self._words, types, self._times)
        predicates = self._analysis.frames.predicates.tolist()
        taking: Mapping[int, Sequence[Taking]] = {
            frame: list(taking_part(self._words, verb, self._arguments[frame], living))
            for frame, verb in enumerate(predicates)
        }
        countries = {word for word, kind in types.items() if kind == "country"}
        codes = codings(self._words, predicates, self._arguments, countries)
        parts = {
            frame: [
                self._sided(each, types)
                for each in self._taking(frame, codes.get(frame), taking, living)
                if not is_scene(self._words, predicates[frame], each, types)
            ]
            for frame in taking
        }
        of_tolls = {each.word: each.count for each in self._tolls()}
        figures = {
            frame: self._counted(frame, parts[frame] if self._is_of_toll(frame, own) else own, of_tolls)
            for frame, own in taking.items()
        }
        beside = Beside(
            {frame for frame in parts if figures[frame] or self._time(frame) or self._place(frame)},
            {frame for frame, word in enumerate(predicates) if self._is_sure(word, figures[frame])},
        )
        told: set[int] = set()
        for trigger in triggers(self._analysis, self._words, self._cues(), beside, codes):
            if not self._is_furniture(trigger.words[:1]):
                told.update({trigger.word, *(count.words[0] for count in figures[trigger.frame])})
                found = tuple(self._codes(trigger, parts[trigger.frame], codes))
                yield self._event(trigger, parts[trigger.frame], figures[trigger.frame], found)
        for word, count in of_tolls.items():
            if told.isdisjoint({word, count.words[0]}) and not self._is_furniture(((word, word + 1),)):
                yield self._toll(word, count)

    def _is_sure(self, word: int, figures: Iterable[Count]) -> bool:
        """Tell a predicate that words show to tell an event: with a toll or a result, or what is ordered."""
        if self._words.tree.upos[word] not in _HAPPENING:  # the "were" of "twelve were dead"
            return False
        return has_toll(figures) or self._has_result(word) or is_ordered(self._words, word)

    def _has_result(self, word: int) -> bool:
        """Tell a predicate that stands beside its result: "after a 17–14 vote", "voted 21 to 9"."""
        near = (
            self._words.lower[max(0, word - _RESULT) : word],
            self._words.lower[word + 1 : word + 1 + _RESULT],
        )
        return any(
            len(each) == _RESULT and each[0].isdecimal() and each[1] in _TO and each[2].isdecimal()
            for each in near
        )

    def _sided(self, part: Taking, types: Mapping[int, ActorType]) -> Taking:
        """Return one who takes part; a time that a parser takes for somebody ("Friday") is on no side."""
        is_time = part.head in self._times and types.get(part.head) not in LIVING
        return replace(part, role="other") if is_time and part.role in _SIDES else part

    def _cues(self) -> set[int]:
        """Return the words by which somebody says something and does nothing else, as who counts does."""
        saying = (each for each in self._known.statements if each.made_by != PHRASE_RULE)
        spans = (span for each in saying for span in each.cue.spans)
        return {word for span in spans for word in range(*self._analysis.words_in(span))}

    def _is_furniture(self, words: tuple[Range, ...]) -> bool:
        (span,) = self._spans(words)
        return any(part.kind == "furniture" and part.span.overlaps(span) for part in self._document.parts)

    def _taking(
        self, frame: int, coding: Coding | None, parts: Mapping[int, Sequence[Taking]], living: Living
    ) -> Sequence[Taking]:
        """Return who takes part in what a predicate tells, with its noun where it is a light verb."""
        if coding is None:
            return parts[frame]
        own = parts[frame]
        predicates = self._analysis.frames.predicates.tolist()
        verb = predicates[frame]
        for noun in sorted(coding.told_by):
            others = parts[predicates.index(noun)] if noun in predicates else ()
            own = together(own, noun, others, range(*self._words.tree.phrase(noun)))
        return sides(self._words, verb, own, living, coding)

    def _event(
        self, trigger: Trigger, parts: Sequence[Taking], figures: Sequence[Count], codes: tuple[Code, ...]
    ) -> Event:
        spans = self._spans(trigger.words)
        time, place = self._time(trigger.frame), self._place(trigger.frame)
        kind = next((code.value for code in codes if code.field == "type"), None)
        return Event(
            id=finding_id(self._document.id, "event", spans),
            document=self._document.id,
            trigger=Anchored(spans=spans, text=quoted(spans, self._document.text)),
            type=kind,
            mode=next((code.value for code in codes if code.field == "mode"), None),
            contexts=tuple(code.value for code in codes if code.field == "context"),
            codes=codes,
            participants=tuple(self._participant(each) for each in parts),
            time=time.id if time else None,
            place=place.id if place else None,
            status=self._timely(self._lightly(trigger, kind) or self._status(trigger), time),
            reported_by=self._reported(spans[0]),
            figures=tuple(self._figure(each) for each in figures),
            score=trigger.score,
            made_by=self._analysis.made_by,
        )

    def _timely(self, status: EventStatus, time: TimeReference | None) -> EventStatus:
        """Return a status; what is dated behind the day of its text has not happened yet."""
        published, earliest = published_day(self._document), (time.earliest if time else None) or ""
        later = published is not None and earliest[:_DAY] > published.isoformat()
        return "planned" if later and status == "happened" else status

    def _lightly(self, trigger: Trigger, kind: str | None) -> EventStatus | None:
        """Return the status of what is only ordered or called: "ordered the release", "called a strike"."""
        verb = self._words.lemma(trigger.word)
        if is_doubtful(self._words, trigger.word):
            return None
        if verb == "order" and self._words.tree.upos[trigger.word] == "VERB" and len(trigger.words) > 1:
            return "ordered"
        calls = verb in {"announce", "call"} and len(trigger.words) > 1
        return "planned" if calls and kind in _CALLED else None

    def _status(self, trigger: Trigger) -> EventStatus:
        """Return the status that the encoder is sure of, else, and where a word denies, what words tell."""
        frames, statuses = self._analysis.frames, self._analysis.inventory.statuses
        told = status_of(self._words, trigger.word, float(frames.factuality[trigger.frame]))
        if statuses and told not in _PLAIN_STATUSES and not is_doubtful(self._words, trigger.word):
            best = int(frames.told_statuses[trigger.frame].argmax())
            sure = frames.told_statuses[trigger.frame, best] >= SURE_STATUS
            if sure and statuses[best] != "denied":  # which words say, or nothing does
                return statuses[best]
        return told

    def _toll(self, word: int, count: Count) -> Event:
        """Return the event of people of whom a text says what came of them, without a verb that does it."""
        spans = self._spans(((word, word + 1),))
        words = range(*self._words.tree.phrase(word))
        return Event(
            id=finding_id(self._document.id, "event", spans),
            document=self._document.id,
            trigger=Anchored(spans=spans, text=quoted(spans, self._document.text)),
            time=next((self._times[each].id for each in words if each in self._times), None),
            place=next((self._places[each].id for each in words if each in self._places), None),
            status=status_of(self._words, word, 0.0),
            reported_by=self._reported(spans[0]),
            figures=(self._figure(count),),
            score=TOLL_SCORE,
            made_by=TOLL_RULE,
        )

    def _codes(
        self, trigger: Trigger, parts: Sequence[Taking], codes: Mapping[int, Coding | None]
    ) -> Iterator[Code]:
        """Yield what codes an event: its words, else the encoder, but not what is sure to have no type."""
        if trigger.frame not in codes:
            yield from self._learned(trigger)
        elif coding := codes[trigger.frame]:
            yield from self._worded(trigger, coding, parts)

    def _worded(self, trigger: Trigger, coding: Coding, parts: Sequence[Taking]) -> Iterator[Code]:
        """Yield the type, the mode and the contexts of an event, each with the words that show it."""
        shown = self._spans(tuple((word, word + 1) for word in sorted(set(coding.shown))))
        yield from (Code(field="type", value=coding.type, span=span) for span in shown)
        near = around(self._words, trigger.word, (part.words for part in parts))
        mode = mode_of(self._words, coding, near)
        if mode:
            yield self._code("mode", mode)
        for context in contexts_of(self._words, self._sentence(trigger.word), mode):
            yield self._code("context", context)

    def _learned(self, trigger: Trigger) -> Iterator[Code]:
        """Yield the type that the encoder gives an event that fits no pattern, shown by its words."""
        frames, types = self._analysis.frames, self._analysis.inventory.happening
        if not types:
            return
        best = int(frames.told_types[trigger.frame].argmax())
        likely = trigger.score * float(frames.told_types[trigger.frame, best])
        if types[best] != NO_TYPE and likely >= LEAST_TYPE:
            for span in self._spans(trigger.words):
                yield Code(field="type", value=types[best], span=span)

    def _code(self, field: Literal["mode", "context"], shown: Shown) -> Code:
        (span,) = self._spans(((shown.word, shown.word + 1),))
        return Code(field=field, value=shown.value, span=span)

    def _sentence(self, word: int) -> Range:
        rows = self._analysis.sentences
        first, end = rows[int(np.searchsorted(rows[:, 0], word, side="right")) - 1].tolist()
        return first, end

    def _participant(self, part: Taking) -> Participant:
        mention = self._meant(part)
        (span,) = self._spans((part.words,))
        return Participant(role=part.role, span=span, actor=mention.actor if mention else None)

    def _meant(self, part: Taking) -> Mention | None:
        """Return who is meant by one who takes part: by its head, else by a name beside it.

        "The head of the office, Ona Veld" is a person named at the end of a phrase with other nouns in it.
        """
        own = self._mentions.get(part.head)
        if own is not None and own.made_by != UNNAMED:
            return own
        tree = self._words.tree
        for word in range(part.head + 1, part.words[1]):
            name = self._mentions.get(word)
            if name is None or name.made_by == UNNAMED or tree.relations[word] not in _BESIDE:
                continue
            ends = name.span.end == self._spans((part.words,))[0].end
            if tree.heads[word] == part.head or (name.type == "person" and ends):
                return name
        return own

    def _tolls(self) -> Iterator[Told]:
        told = tolls(self._words, self._numbered)
        return (each for each in told if each.count.words[0] not in self._times)

    def _counted(self, frame: int, parts: Iterable[Taking], of_tolls: Mapping[int, Count]) -> list[Count]:
        """Return the figures of those who take part, else the toll that the predicate tells.

        What a number counts by a toll ("left 12 dead") comes before what it counts by another predicate.
        """
        numbers = {toll.words: toll for toll in of_tolls.values()}
        found = [
            numbers.get(count.words, count) if whole or count.kind in _UNCOUNTED else count
            for count, whole in self._figures(frame, parts)
        ]
        verb = int(self._analysis.frames.predicates[frame])
        own = toll_of(self._words, verb)
        kept = [
            count for count in found if own is None or numbers.get(count.words) != count or count.kind == own
        ]
        return kept or ([of_tolls[verb]] if verb in of_tolls else [])

    def _is_of_toll(self, frame: int, parts: Iterable[Taking]) -> bool:
        """Tell a predicate that kills or arrests somebody whom only its type shows to take part."""
        verb = int(self._analysis.frames.predicates[frame])
        return toll_of(self._words, verb) is not None and not any(each.role == "recipient" for each in parts)

    def _figures(self, frame: int, parts: Iterable[Taking]) -> Iterator[tuple[Count, bool]]:
        """Yield the numbers of those who take part, each with whether it may be a toll."""
        word = int(self._analysis.frames.predicates[frame])
        seen: set[Range] = set()
        taking = [each for each in parts if not each.implied]
        for part in taking:
            whole = not self._is_one_of_several(word, part, taking)
            for count in counts(self._words, self._numbered, word, part.words, whole=whole):
                if count.words not in seen and count.words[0] not in self._times:
                    seen.add(count.words)
                    yield count, whole

    def _is_one_of_several(self, verb: int, part: Taking, taking: Sequence[Taking]) -> bool:
        """Tell whoever does it to others, and one of several to whom it is done."""
        others = [each for each in taking if each.head != part.head]
        if part.role == "actor" and loses_lives(self._words, verb):
            return False
        if part.role == "actor":
            return not is_passive(self._words, verb) and any(each.role in _DONE_TO for each in others)
        joined = self._words.tree.joined
        return any(
            each.role == part.role and (each.head in joined(part.head) or part.head in joined(each.head))
            for each in others
        )

    def _figure(self, count: Count) -> Figure:
        (span,) = self._spans((count.words,))
        return Figure(
            kind=count.kind,
            low=count.low,
            best=count.best,
            high=count.high,
            unit=count.unit,
            approximate=count.approximate,
            span=span,
        )

    def _time(self, frame: int) -> TimeReference | None:
        return self._dating(frame, self._arguments[frame].get("ARGM-TMP", ()))

    def _place(self, frame: int) -> Place | None:
        """Return the place of an event: where the encoder puts it, else in its argument of place."""
        for first, end in (*self._put.get(frame, ()), *self._arguments[frame].get("ARGM-LOC", ())):
            for word in range(first, end):
                if word in self._places:
                    return self._places[word]
        noun = int(self._analysis.frames.predicates[frame])
        beside = self._words.tree.kin(noun, "compound")  # "the Halm attack"
        return next((self._places[word] for word in beside if word in self._places), None)

    def _reported(self, span: Span) -> str | None:
        """Return the innermost statement whose content holds a trigger."""
        around = [self._known.statements[number] for number in self._contents.around(span)]
        sizes = [(sum(map(len, each.content.spans)), each.id) for each in around]
        return min(sizes)[1] if sizes else None

    def _spans(self, ranges: tuple[Range, ...]) -> tuple[Span, ...]:
        rows = np.array(ranges, dtype=np.int32).reshape(-1, 2)
        return tuple(Span(start, end) for start, end in self._analysis.offsets(rows).tolist())


def _by_word(analysis: Analysis, placed: Iterable[tuple[Span, _Finding]]) -> dict[int, _Finding]:
    """Return findings by their words; of those that share one, the shorter."""
    found: dict[int, _Finding] = {}
    for span, finding in sorted(placed, key=lambda each: -len(each[0])):
        for word in range(*analysis.words_in(span)):
            found[word] = finding
    return found


def _by_head(analysis: Analysis, words: Words, mentions: Iterable[Mention]) -> dict[int, Mention]:
    """Return mentions by their words, those of whoever has no name by their head alone."""
    called: list[tuple[Span, Mention]] = []
    described: dict[int, Mention] = {}
    for each in mentions:
        if each.made_by == UNNAMED:
            described[words.tree.top(*analysis.words_in(each.span))] = each
        else:
            called.append((each.span, each))
    return {**described, **_by_word(analysis, called)}


def _arguments(analysis: Analysis) -> Mapping[int, Mapping[str, list[Range]]]:
    """Return the arguments of each predicate, ranges of words by label."""
    frames = analysis.frames
    found: defaultdict[int, defaultdict[str, list[Range]]] = defaultdict(lambda: defaultdict(list))
    rows = zip(frames.frame.tolist(), frames.labels.tolist(), frames.arguments.tolist(), strict=True)
    for frame, label, (first, end) in rows:
        found[frame][analysis.inventory.roles[label]].append((first, end))
    return found


def _put(analysis: Analysis) -> Mapping[int, Sequence[Range]]:
    """Return where the encoder puts the event of each predicate."""
    frames = analysis.frames
    found: defaultdict[int, list[Range]] = defaultdict(list)
    for (first, end), frame in zip(frames.places.tolist(), frames.placed.tolist(), strict=True):
        found[frame].append((first, end))
    return found
