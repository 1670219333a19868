"""Who stands where on a matter: by each statement, telling or correction that shows it, and when."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType

from rashomon.compare.holders import holders_of
from rashomon.compare.passing import passed_on
from rashomon.compare.stands import is_ascribed, is_unsaid, stand_in
from rashomon.compare.wordlists import NEGATION
from rashomon.compare.words import Vocabulary
from rashomon.model import records
from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.records import Act, Event, EventStatus, Holding, TimeReference
from rashomon.report import words
from rashomon.report.beside import Group
from rashomon.report.denying import is_denial
from rashomon.report.opening import Material
from rashomon.report.parties import is_of_party
from rashomon.report.saying import Sayings
from rashomon.report.sentences import sentence_around
from rashomon.report.speakers import actor_name
from rashomon.report.standing import Standing
from rashomon.report.statements import Said, SpeakerView
from rashomon.report.stems import stems_of
from rashomon.report.texts import UNDATED, Text
from rashomon.report.timeline import time_of
from rashomon.store.applying import BY_HAND
from rashomon.store.finding import Cast, Finder
from rashomon.store.judgements import Corrections

_DAY = len("2031-05-05")
_SHARED = 2  # content words of a heading behind a "not" by which somebody denies what it says,
_MOST = 2 / 3  # and their share of those of the heading
_SENTENCE_END = re.compile(r"[.;!?]\s")
_FIRST_PERSON = re.compile(r"\b(?:we|our|i|my)\b", re.IGNORECASE)
_TOLD: frozenset[EventStatus] = frozenset({"happened", "ongoing"})
_PLAIN: frozenset[Act | None] = frozenset({None, "said", "other", "announced", "praised", "blamed"})


@dataclass(frozen=True, slots=True)
class Position:
    """What somebody may do about a matter: the heading of a column, and its sign."""

    sign: str
    heading: str


SAYS, OWN, DENIES, DOUBTS, WANTS, RELAYS, ELSE = (
    Position("●", "Says so"),
    Position("○", "So in the text’s own voice"),
    Position("✕", "Denies something of it"),
    Position("?", "Asks, or speaks as of something unsure"),
    Position("!", "Demands, orders, promises, warns, declines"),
    Position("→", words.RELAYS),
    Position("◇", "Says something else of it"),
)
POSITIONS = (SAYS, OWN, DENIES, DOUBTS, WANTS, RELAYS, ELSE)
_BY_WORD: Mapping[Holding, Position] = MappingProxyType(
    {"asserts": SAYS, "denies": DENIES, "doubts": DOUBTS, "relays": RELAYS}
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day in ISO 8601, or nothing; `said` tells the day on which it was said from that of the text."""

    day: str
    said: bool = False

    @property
    def rank(self) -> tuple[bool, str, bool]:
        """Return what puts moments in order, a day told before that of a text and those not dated last."""
        return not self.day, self.day, not self.said


@dataclass(frozen=True, slots=True)
class Stance:
    """Where one statement, telling or correction shows somebody on a matter.

    Attributes:
        key: the id of the actor, else the name in small letters.
        name: what the page calls them.
        position: what they do about the matter.
        href: the id of the place that shows it.
        text: the number of its text.
        when: the day.
        by_hand: whether it was set by hand.
    """

    key: str
    name: str
    position: Position
    href: str
    text: int
    when: Moment
    by_hand: bool = False


BySpeaker = Mapping[str, Sequence[Said]]
"""Statements by who makes them: the id of the actor, else the name in small letters."""


def speaker_key(view: SpeakerView) -> str:
    """Return what tells one speaker from others: the id of the actor, else the name in small letters."""
    return view.actor or view.name.casefold()


class Stances:
    """Finds who stands where on matters. What was set by hand takes the place of all that was found."""

    def __init__(self, material: Material, corrections: Corrections) -> None:
        extraction, comparison, books = material.extraction, material.comparison, material.books
        self._books = books
        self._passing = passed_on(extraction.statements)
        self._names = {actor.id: actor_name(actor) for actor in extraction.actors}
        self._by_finding: defaultdict[str, list[tuple[str, Said]]] = defaultdict(list)
        self._said: dict[str, Said] = {}
        for view in material.who:
            self._take(view)
        self._events = {event.id: event for event in extraction.events if event.document in books.texts}
        self._voices = holders_of(extraction).voices
        self._times: defaultdict[str, list[TimeReference]] = defaultdict(list)
        for time in extraction.times:
            self._times[time.document].append(time)
        self._held: defaultdict[str, list[records.Position]] = defaultdict(list)
        for position in comparison.positions:
            self._held[position.proposition].append(position)
        self._taken = _taken_away(extraction, comparison, corrections)
        self._vocabulary = Vocabulary()
        self._sayings = Sayings()

    def _holds_nothing(self, said: Said) -> bool:
        """Tell who did not say a thing, is only said to know it, or only passes on what others say."""
        unsaid = is_unsaid(said.statement) or is_ascribed(said.statement)
        return unsaid or said.statement.id in self._passing

    def _take(self, view: SpeakerView) -> None:
        for said in view.everything:
            self._said[said.statement.id] = said
            if view.named and not self._holds_nothing(said):
                self._by_finding[said.statement.id].append((speaker_key(view), said))
        if view.named:
            self._names.setdefault(speaker_key(view), view.name)

    def name(self, key: str) -> str:
        """Return what the page calls somebody."""
        return self._names[key]

    def said(self, group: Group) -> BySpeaker:
        """Return the statements of each named speaker on a matter, in order of text and place."""
        held: defaultdict[str, list[Said]] = defaultdict(list)
        for finding in sorted(group.findings):
            for key, said in self._by_finding.get(finding, ()):
                held[key].append(said)
        return {
            key: sorted(held[key], key=_place)
            for key in sorted(held, key=lambda each: min(map(_place, held[each])))
        }

    def sentences(self, group: Group) -> Iterator[str]:
        """Yield the sentences that a matter is found in, those too that a share version leaves out."""
        for finding in group.findings:
            said, event = self._said.get(finding), self._events.get(finding)
            if said is not None:
                yield sentence_around(said.text.body, said.statement.content.spans[0]).of(said.text.body)
            elif event is not None:
                body = self._books.texts[event.document].body
                yield sentence_around(body, event.trigger.spans[0]).of(body)

    def taken_away(self, group: Group) -> tuple[str, ...]:
        """Return the names of those of whom somebody set by hand that they hold nothing about a matter."""
        taken = self._taken.get(group.record, ())
        return tuple(dict.fromkeys(self.name(key) for key in taken if key in self._names))

    def of(self, group: Group) -> tuple[Stance, ...]:
        """Return who stands where on a matter, in order of speaker, text and place.

        A statement that says something else of the matter than its heading, and what an outlet has from
        others, count where nothing else shows where its speaker or the outlet stands.
        """
        by_hand = [each for each in self._held[group.record] if each.made_by == BY_HAND]
        settled = {each.actor for each in by_hand} | set(self._taken.get(group.record, ()))
        found = (*self._speaking(group), *self._voicing(group), *self._relaying(group))
        kept = [each for each in found if each.key not in settled]
        sided = {each.key for each in kept if each.position not in {ELSE, RELAYS}}
        return (
            *(each for each in kept if each.position not in {ELSE, RELAYS} or each.key not in sided),
            *(stance for each in by_hand for stance in self._set(each, group)),
        )

    def _speaking(self, group: Group) -> Iterator[Stance]:
        denying = {
            (position.actor, finding)
            for position in self._held[group.record]
            if position.position == "denies"
            for finding in position.evidence
        }
        for key, held in self.said(group).items():
            for each in held:
                position = self._position(each, group)
                by_record = position in {SAYS, ELSE} and (key, each.statement.id) in denying
                yield Stance(
                    key,
                    self.name(key),
                    DENIES if by_record and self._turns_round(each, group.heading) else position,
                    each.place.anchor,
                    each.text.number,
                    self._said_on(each),
                )

    def _position(self, said: Said, group: Group) -> Position:
        """Return what a statement does about a matter, or, where it is of another one, that it is of it."""
        statement, words_ = said.statement, said.statement.content.text
        if is_denial(said):
            return DENIES if self._sayings.touches(words_, group.heading) else ELSE
        if (
            stand_in(statement) == "open"
            or statement.hedged
            or (statement.act == "believed" and not _is_own(said))
        ):
            return DOUBTS
        if statement.act not in _PLAIN and statement.act != "believed":
            return WANTS
        if self._sayings.denies(words_, group.heading):
            return DENIES
        says = statement.id in group.so and self._sayings.says(words_, group.heading)
        return SAYS if says else ELSE

    def _turns_round(self, said: Said, heading: str) -> bool:
        """Tell whether a "not" stands before most words of a heading: "nothing shows that ..."."""
        if NEGATION.search(heading):
            return False
        stems = stems_of(heading, self._vocabulary)
        least = max(_SHARED, _MOST * len(stems))
        sentences = _SENTENCE_END.split(said.statement.content.text)
        behind = (sentence[found.end() :] for sentence in sentences if (found := NEGATION.search(sentence)))
        return any(len(stems & stems_of(each, self._vocabulary)) >= least for each in behind)

    def _voicing(self, group: Group) -> Iterator[Stance]:
        """Yield the texts that tell themselves what the label says, in order of text."""
        events = (self._events[finding] for finding in group.so if finding in self._events)
        told = [each for each in events if each.reported_by is None and each.status in _TOLD]
        for entry in group.entries:
            if any(_tells(entry.at, event) for event in told) and self._sayings.says(
                entry.at.words, group.heading
            ):
                text = entry.at.text
                yield self._by_outlet(text, OWN, entry.at.anchor)

    def _relaying(self, group: Group) -> Iterator[Stance]:
        """Yield the outlets that have a matter from others only, and are no party."""
        for position in self._held[group.record]:
            if position.position != "relays":
                continue
            for said in filter(None, map(self._saying, position.evidence)):
                if not is_unsaid(said.statement) and not is_of_party(said.text):
                    yield self._by_outlet(said.text, RELAYS, said.place.anchor, position.actor)

    def _saying(self, finding: str) -> Said | None:
        """Return a statement, or that by which an event is told."""
        event = self._events.get(finding)
        return self._said.get((event.reported_by or "") if event else finding)

    def _by_outlet(self, text: Text, position: Position, href: str, actor: str = "") -> Stance:
        voices = self._voices.get(text.document.id, ())
        key = actor or (voices[0] if len(voices) == 1 else text.name.casefold())
        return Stance(key, self._names.get(key, text.name), position, href, text.number, _published(text))

    def _set(self, position: records.Position, group: Group) -> Iterator[Stance]:
        """Yield what was set by hand, once for each finding that shows it.

        It was set of what the label says; under a heading that says something else it is no more than that.
        """
        for finding in position.evidence:
            said, event = self._said.get(finding), self._events.get(finding)
            document = said.text.document.id if said else event.document if event else ""
            text = self._books.texts.get(document)
            if text is None:
                continue
            own = said is not None and any(key == position.actor for key, _ in self._by_finding[finding])
            yield Stance(
                position.actor,
                self._names.get(position.actor, text.name),
                _BY_WORD[position.position] if group.so or position.position == "relays" else ELSE,
                said.place.anchor if said else _entry_of(event, group),
                text.number,
                self._said_on(said) if said and own else _published(text),
                by_hand=True,
            )

    def _said_on(self, said: Said) -> Moment:
        """Return the one day that the words around a statement give for it, else that of its text."""
        time = time_of(said.statement, self._times[said.text.document.id])
        first, last = (time.earliest or "", time.latest or "") if time else ("", "")
        if len(first) >= _DAY and first[:_DAY] == last[:_DAY]:
            return Moment(first[:_DAY], said=True)
        return _published(said.text)


def _taken_away(
    extraction: Extraction, comparison: Comparison, corrections: Corrections
) -> Mapping[str, Sequence[str]]:
    """Return by matter the actors of whom a correction says that they hold nothing about it.

    Such a correction leaves no position behind, so that the corrections themselves tell it.
    """
    said = [
        each
        for each in corrections.judgements
        if each.kind == "set_position"
        and each.value == "none"
        and not any(each is lost.judgement for lost in corrections.unmatched)
    ]
    if not said:
        return {}
    finder, cast = Finder(extraction, (*extraction.statements, *extraction.events)), Cast(extraction)
    matter = {member: each.id for each in comparison.matters for member in each.members}
    held = {(each.proposition, each.actor) for each in comparison.positions}
    taken: defaultdict[str, list[str]] = defaultdict(list)
    for judgement in said:
        actors = cast.meant(judgement.actor) if judgement.actor else []
        matters = {matter[each.id] for each in finder.all(judgement) if each.id in matter}
        for place in product(matters, actors):
            if place not in held:  # a later correction says what they hold
                taken[place[0]].append(place[1])
    return taken


def _entry_of(event: Event | None, group: Group) -> str:
    """Return the id of the place of an event in a matter, else that of the matter."""
    places = (entry.at.anchor for entry in group.entries if event and _tells(entry.at, event))
    return next(places, group.anchor)


def _tells(at: Standing, event: Event) -> bool:
    """Tell whether the words of an event stand in a sentence."""
    return at.text.document.id == event.document and at.sentence.covers(event.trigger.spans[0])


def _is_own(said: Said) -> bool:
    """Tell "in our view" and "we believe", by which who speaks says a thing of their own."""
    statement = said.statement
    return _FIRST_PERSON.search(f"{statement.speaker.text} {statement.cue.text}") is not None


def _published(text: Text) -> Moment:
    return Moment("" if text.published_key == UNDATED else text.published_key[:_DAY])


def _place(said: Said) -> tuple[int, int]:
    return said.text.number, said.place.number
