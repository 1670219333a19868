"""Numbers as they stand in the texts of a run, each with what is said right around it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from types import MappingProxyType

from msgspec.structs import replace

from rashomon.compare.figures import PEOPLE, are_persons, counted, group_of
from rashomon.compare.parting.ground import Ground
from rashomon.compare.parting.measured import MEASURES, measures_of, reckoned, toll_of
from rashomon.compare.parting.quantities import Quantity, quantities
from rashomon.compare.parting.withdrawn import is_withdrawn
from rashomon.compare.wordlists import FUNCTION_WORDS
from rashomon.compare.words import Sentence, fold
from rashomon.model.offsets import Span
from rashomon.model.records import Event, Figure, Mention, TimeReference

_COMMA = re.compile(r",\s")
_STOP = re.compile(
    r";\s|\s[–—]\s|(?<=[ap]\.m\.)\s(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?=[A-Z][a-z])"
)
"""Where what is said of a number ends; behind an hour a sentence may."""
_NORM = re.compile(
    r"\b(?:limits?|limited|allow(?:s|ed)?|permit(?:s|ted)?|require[sd]?|requirement|law|legal|maximum|minimum"
    r"|threshold|quorum|target(?:s|ed)?|(?:above|below)(?! (?:ground|deck|sea))"
    r"|(?<!\bnever )exceed(?:s|ed|ing)?|posted for|capacity|holds)\b",
    re.IGNORECASE,
)
_UNREAL = re.compile(
    r"\b(?:would have|could|might|(?-i:may)|if|without it|(?:was|were|is|are) (?:to|due)|due to"
    r"|(?<!\bto\s)(?:fear(?:s|ed)?|expect(?:s|ed)?|forecasts?|predict(?:s|ed)?|hop(?:e|es|ed|ing)|promis(?:e|es|ed)|plan(?:s|ned)?|offer(?:s|ed)?"
    r"|demand(?:s|ed|ing)?|wants?|wanted|ask(?:s|ed|ing)? for|propos(?:es?|ed|al)))\b",
    re.IGNORECASE,
)
_AWAITED = re.compile(r"\b(?:expected|planned|feared|needed|proposed|promised|due)\b", re.IGNORECASE)
"""What says before a number, and behind it, that it is wanted or expected."""
_WHERE = re.compile(r"\b(?i:in|at|near|from|inside|outside)[^\S\n]+(?:the[^\S\n]+)?([^\W\da-z_][^\W\d_]+)")
_MOVES = re.compile(
    r"\b(?:f[ae]ll(?:s|en|ing)?|r[io]s(?:e|es|en|ing)|rose|drop(?:s|ped|ping)?|gain(?:s|ed|ing)?|los(?:t|e|es|ing|s|ses)"
    r"|climb(?:s|ed|ing)?|clos(?:ed|es|ing)|up|down|slip(?:s|ped)?|plung(?:es|ed|ing)|(?:in|de)creas(?:e|es|ed|ing)"
    r"|jump(?:s|ed)?|shed|traded?|higher|lower)\b",
    re.IGNORECASE,
)
_RELAYS = re.compile(r"[^\S\n]+(?:reports?|reported|informs?|informed|said|says|writes?|communicates)\b")
_AGENCY = re.compile(r"\b(?:agency|newspaper|portal|broadcaster)[^\S\n]+$")
_NO_COUNT = re.compile(
    r"\b(?:articles?|paragraphs?|page|chapter|section|sections|point|points|item|number|no\.?|nos\.?|update|pier|road|route"
    r"|line|gate|channel|room|step|phase|round|day|age|aged|version|part|class|grade|level|district|station|unit|not"
    r"|(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?:out\s+)?of(?:\s+(?:the|its|his|her|their|our|these|those))?)\s*$",
    re.IGNORECASE,
)
_KINDS = MEASURES | {PEOPLE}
_MAIN = frozenset({"person", "organisation", "group"})
_ANY = "number"  # what an event counts by a number of which it does not tell what it is of
_SO_FAR = re.compile(r"[^.,;:]{0,30}?\bso far\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?:[^\S\n]+(?:of[^\S\n]+(?:the|its|their|his|her|our)[^\S\n]+)?[^\W\d_][\w’'-]*){0,3}"
)
_PHRASE = 2  # words: "fire doors"
_BEHIND = 60  # characters after a number that belong to it


@dataclass(frozen=True, slots=True)
class Sighting:
    """A number in a text.

    Attributes:
        document: the id of its text.
        story: the id of the story that the text is of.
        sentence: the number of its sentence in the collection.
        span: the words that give it.
        figure: the number; in the base unit where it has a unit.
        what: the unit that it is measured by, else what is counted, or may be: by what is one for all forms
            of a word, the word; nothing where that is not clear.
        unit: the unit alone; empty where things are counted.
        thing: what somebody puts at the number, by what is one for all forms of a word; mostly empty.
        size: how much of the base unit the text's own unit is.
        frame: the content stems said right around it.
        names: the actors named there, speakers left out,
        main: those of them that are persons and bodies,
        places: the folded words of names behind "in", "at" and the like,
        times: the times named there; those of its sentence where none is named there.
        mood: "norm" where it says how much is allowed, required or possible, "unreal" where it says how much
            somebody wants, expects or fears, or would have been; empty where it says how much there was.
        noun: the word for those that it counts, without its ending; empty where no such word follows it.
        group: which people it counts, where those are told from others: "armed", "young".
        whose: the folded names by which those that it counts are told from others: "two Velish guards".
        moves: whether it says how much something rose or fell, or stood at, which is of a day.
        event: the event that has it as a figure, if one does.
    """

    document: str
    story: str
    sentence: int
    span: Span
    figure: Figure
    what: Mapping[str, str]
    unit: str
    thing: str
    size: float
    frame: frozenset[int]
    names: frozenset[str]
    main: frozenset[str]
    places: frozenset[str]
    times: tuple[TimeReference, ...]
    mood: str
    noun: str
    group: str
    whose: frozenset[str]
    moves: bool
    event: Event | None


class Sightings:
    """Finds the numbers of a run."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._kinds = {word: word for word in _KINDS}
        self._mentions: defaultdict[str, list[Mention]] = defaultdict(list)
        speakers = {
            (each.document, at)
            for each in ground.extraction.statements
            for span in each.speaker.spans
            for at in range(span.start, span.end)
        }
        for mention in ground.extraction.mentions:
            text = ground.documents[mention.document].text
            if mention.actor not in ground.with_name:
                continue
            if (mention.document, mention.span.start) not in speakers and _is_told_of(mention, text):
                self._mentions[mention.document].append(mention)
        self._times: defaultdict[str, list[TimeReference]] = defaultdict(list)
        for time in ground.extraction.times:
            self._times[time.document].append(time)
        self._figures: defaultdict[str, list[tuple[Figure, Event]]] = defaultdict(list)
        for event in ground.extraction.events:
            self._figures[event.document] += [(figure, event) for figure in event.figures]

    def all(self) -> list[Sighting]:
        """Return the numbers in order of text and place."""
        return [
            sighting
            for number, sentence in enumerate(self._ground.collection.sentences)
            for sighting in self._in(number, sentence)
        ]

    def _in(self, number: int, sentence: Sentence) -> Iterator[Sighting]:
        document = self._ground.collection.documents[sentence.document]
        text, times = document.text, self._times[document.id]
        within = [
            each
            for each in quantities(text, sentence.span)
            if not _is_time(each, times) and not _NO_COUNT.search(text, sentence.span.start, each.span.start)
        ]
        for at, each in enumerate(within):
            if is_withdrawn(self._ground, document.id, sentence.span, each.span):
                continue
            before = [other.span.end for other in within[:at] if other.unit == each.unit]
            after = [other.span.start for other in within[at + 1 : at + 2]]
            frame = _frame(text, sentence.span, each.span, (before, after))
            yield self._sighting(number, sentence, each, frame)

    def _sighting(self, number: int, sentence: Sentence, quantity: Quantity, frame: Span) -> Sighting:
        ground = self._ground
        document = ground.collection.documents[sentence.document]
        words = ground.collection.texts[sentence.document]
        figure, event = self._figure(document.id, quantity) or (None, None)
        what = (quantity.unit,) if quantity.unit else _counted(document.text, sentence.span, quantity, figure)
        own = words.content_in(quantity.span)
        named = [each for each in self._mentions[document.id] if frame.covers(each.span)]
        return Sighting(
            document=document.id,
            story=ground.story_of(document.id),
            sentence=number,
            span=quantity.span,
            figure=_so_far(document.text, sentence.span, quantity),
            what=MappingProxyType({self._kind(word): word for word in what}),
            unit=quantity.unit,
            thing=self._kind(thing)
            if (thing := reckoned(document.text, sentence.span, quantity.span))
            else "",
            size=quantity.size,
            frame=words.content_in(frame) - own,
            names=frozenset(each.actor for each in named if each.actor),
            main=frozenset(each.actor for each in named if each.actor and each.type in _MAIN),
            places=_places(document.text, frame, self._times[document.id]),
            times=self._when(document.id, frame) or self._when(document.id, sentence.span),
            mood=_mood(document.text, frame, quantity.span),
            noun=fold(quantity.nouns[0]).removesuffix("s") if quantity.nouns else "",
            group=group_of(quantity.nouns),
            whose=_whose(document.text, quantity.span.end),
            moves=bool(_MOVES.search(document.text, frame.start, frame.end)),
            event=event,
        )

    def _when(self, document: str, within: Span) -> tuple[TimeReference, ...]:
        """Return the times in a stretch; "now" tells none that another count could not be of."""
        times = (each for each in self._times[document] if within.covers(each.span))
        return tuple(each for each in times if each.text.casefold() != "now")

    def _figure(self, document: str, quantity: Quantity) -> tuple[Figure, Event] | None:
        """Return what an event counts by a number, if one does."""
        found = (each for each in self._figures[document] if each[0].span.overlaps(quantity.span))
        return next(found, None)

    def _kind(self, word: str) -> str:
        """Return what is one for all forms of a word; what people and tolls are called stays as it is."""
        if word not in self._kinds:
            stems = self._ground.collection.vocabulary.stems_of([word.casefold()])
            self._kinds[word] = str(min(stems, default=word))
        return self._kinds[word]


def _places(text: str, frame: Span, times: Sequence[TimeReference]) -> frozenset[str]:
    found = (Span(*each.span(1)) for each in _WHERE.finditer(text, frame.start, frame.end))
    named = (each for each in found if not any(time.span.overlaps(each) for time in times))
    return frozenset(fold(each.of(text)) for each in named)


def _mood(text: str, frame: Span, own: Span) -> str:
    start = max((frame.start, *(each.end() for each in _COMMA.finditer(text, frame.start, own.start))))
    stop = _COMMA.search(text, own.end, frame.end)
    end = stop.start() if stop else frame.end
    if _NORM.search(text, frame.start, frame.end):
        return "norm"
    unreal = _UNREAL.search(text, start, own.start) or _AWAITED.search(text, own.end, end)
    return "unreal" if unreal else ""


def _is_told_of(mention: Mention, text: str) -> bool:
    """Tell a name of somebody or something that a text tells of from one that it has its news from."""
    named = mention.text[:1].isupper()
    source = _RELAYS.match(text, mention.span.end) or _AGENCY.search(
        text, max(0, mention.span.start - _BEHIND), mention.span.start
    )
    return named and not source


def _counted(text: str, sentence: Span, quantity: Quantity, figure: Figure | None) -> tuple[str, ...]:
    """Return what a number counts: those of whom a text says what came of them, else what an event counts.

    Without either it is one of the one or two words behind the number, if one that says nothing follows.
    """
    measures = tuple(measures_of(text, sentence, quantity.span))
    kind = toll_of(text, quantity.span) or (counted(figure) if figure else "")
    if kind and kind != _ANY:
        return tuple(dict.fromkeys((kind, *measures)))
    phrase = list(takewhile(lambda word: word.casefold() not in FUNCTION_WORDS, quantity.nouns))
    words = tuple(word.casefold() for word in reversed(phrase)) if len(phrase) <= _PHRASE else ()
    return (*measures, *((PEOPLE,) if phrase and are_persons(phrase[0]) else words))


def _so_far(text: str, sentence: Span, quantity: Quantity) -> Figure:
    """Return a number; what was counted "so far" is the least that there may be."""
    figure = quantity.figure
    open_end = _SO_FAR.match(text, quantity.span.end, sentence.end)
    return replace(figure, low=figure.best, best=None) if open_end and figure.best is not None else figure


def _whose(text: str, end: int) -> frozenset[str]:
    """Return the folded names before the noun behind a number: "Velish" in "two Velish border guards"."""
    phrase = _COUNTED.match(text, end)
    words = phrase[0].split() if phrase else []
    last = next((at for at in reversed(range(len(words))) if words[at].islower()), 0)
    return frozenset(fold(word) for word in words[:last] if word[:1].isupper())


def _is_time(quantity: Quantity, times: Sequence[TimeReference]) -> bool:
    """Tell a number that is part of a date or an hour from one that measures how long."""
    return any(
        time.span.overlaps(quantity.span) and not (quantity.unit and (time.value or "").startswith("P"))
        for time in times
    )


def _frame(text: str, sentence: Span, own: Span, others: tuple[Sequence[int], Sequence[int]]) -> Span:
    """Return the stretch around a number that is about it: not beyond the next one of its kind."""
    before, after = others
    start = max(
        (sentence.start, *before, *(m.end() for m in _STOP.finditer(text, sentence.start, own.start)))
    )
    stop = _STOP.search(text, own.end, sentence.end)
    end = min((sentence.end, *after, stop.start() if stop else sentence.end))
    return Span(start, max(own.end, min(end, own.end + _BEHIND) if before or after else end))
