"""The ways from one section of the page to another: by day, side by side, where they part, who is who.

An entry of the timeline leads to the matters and points that speak of what it tells, and says where accounts
of the event differ; somebody in the cast leads to the matters and points on which they hold something; and
matters and points lead back to both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from rashomon.model.corpus import Comparison
from rashomon.model.offsets import Span
from rashomon.report.beside import Beside, Group
from rashomon.report.board import Board
from rashomon.report.cast import Cast, Person
from rashomon.report.characters import cut_point
from rashomon.report.differing import Differing, EventPlaces, differing
from rashomon.report.parting import Partings, PointView, told_value
from rashomon.report.stances import OWN, RELAYS
from rashomon.report.texts import Library
from rashomon.report.timeline import Happening, Timeline
from rashomon.report.undated import Lane, Undated

_VALUE = 60  # characters of a heading or value that a card has room for
_AT_MOST: Final = 8  # matters, points or days of one kind that a place leads to, before the rest is counted
_OF_TEXTS = frozenset({OWN, RELAYS})
_NO_VALUE = frozenset({"relays", "doubts"})
"""What gives no value: to have it from others, or only to ask."""


@dataclass(frozen=True, slots=True)
class Ties:
    """What other sections have of an entry of the timeline.

    Attributes:
        matters: that speak of what it tells, side by side.
        events: the events told by several texts that it is one telling of.
        points: on which texts part, by its sentence.
        accounts: on which the tellings of its events part.
        differing: on what these differ.
    """

    matters: tuple[Group, ...] = ()
    events: tuple[Group, ...] = ()
    points: tuple[PointView, ...] = ()
    accounts: tuple[PointView, ...] = ()
    differing: tuple[Differing, ...] = ()


@dataclass(frozen=True, slots=True)
class OnMatter:
    """What somebody does about a matter of the board, in the words of its column."""

    group: Group
    does: str
    by_hand: bool

    @property
    def brief(self) -> str:
        """Return as much of the heading as a card has room for."""
        return _cut(self.group.heading)


@dataclass(frozen=True, slots=True)
class OnPoint:
    """The value of a point that somebody gives, or denies."""

    point: PointView
    told: str
    denied: bool

    @property
    def brief(self) -> str:
        """Return as much of the value as a card has room for; nothing of a sentence that only may part."""
        if self.point.is_open:
            return ""
        return _cut(self.told)


def _cut(line: str) -> str:
    end = cut_point(line, 0, _VALUE)
    return line if end == len(line) else f"{line[:end].rstrip(' …')} …"


@dataclass(frozen=True, slots=True)
class Held:
    """Where somebody holds something: on the board, in points, and in what else matters have of them."""

    matters: tuple[OnMatter, ...] = ()
    points: tuple[OnPoint, ...] = ()
    others: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class Sight:
    """A day of the timeline to which a matter or a point leads, with the id of the entry there."""

    day: str
    listing: str


_NOTHING, _NOBODY = Ties(), Held()


@dataclass(frozen=True, slots=True)
class Crossing:
    """All these ways.

    Attributes:
        ties: of the entries of the timeline, by their ids.
        held: what somebody holds, by the id of their entry in the cast.
        days: where the timeline has something of a matter, event or point, by the id of its heading.
        people: who holds something of a point, by the id of its heading.
        called: by the id of the actor, those who say something.
        at_most: how much of one kind a place leads to; the rest is counted.
    """

    ties: Mapping[str, Ties]
    held: Mapping[str, Held]
    days: Mapping[str, tuple[Sight, ...]]
    people: Mapping[str, tuple[Person, ...]]
    called: Mapping[str, Person]
    at_most: int = _AT_MOST

    def of(self, entry: Happening | Undated) -> Ties:
        """Return what other sections have of an entry."""
        return self.ties.get(entry.listing, _NOTHING)

    def by(self, person: Person) -> Held:
        """Return what somebody holds."""
        return self.held.get(person.anchor, _NOBODY)


@dataclass(frozen=True, slots=True)
class Sections:
    """The sections that lead to one another, and where events were."""

    days: Timeline
    lane: Lane
    side: Beside
    board: Board
    parted: Partings
    everybody: Cast
    places: EventPlaces


def crossing(comparison: Comparison, books: Library, sections: Sections) -> Crossing:
    """Find what leads where, by findings that sections have in common and sentences that they show."""
    finder = _Finder(comparison, sections)
    dated = [each for day in sections.days.days for each in day.happenings]
    ties = {each.listing: finder.ties(each.findings, [(each.text.number, each.sentence)]) for each in dated}
    for entry in sections.lane.entries:
        places = [(at.text.number, at.sentence) for at in (entry.first, *entry.others)]
        ties[entry.listing] = finder.ties(entry.findings, places)
    speaking = sections.everybody.speaking
    called = {each.actor: each for each in speaking if each.actor}
    holding = _Holding(comparison, books, sections)
    held = {each.anchor: holding.by(each) for each in speaking}
    return Crossing(
        ties={listing: found for listing, found in ties.items() if found != _NOTHING},
        held={anchor: found for anchor, found in held.items() if found != _NOBODY},
        days=_sights(dated, ties),
        people=_people(speaking, held),
        called=called,
    )


_At = tuple[int, Span]
"""The number of a text, and where a sentence of it stands."""
_Linked = TypeVar("_Linked", Group, PointView)


class _Finder:
    """Finds what other sections have of findings and sentences."""

    def __init__(self, comparison: Comparison, sections: Sections) -> None:
        self._matters = _by_finding(sections.side.matters)
        self._events = _by_finding(sections.side.events)
        self._merged = {event: merged for merged in comparison.merged_events for event in merged.events}
        self._places = sections.places
        self._points: defaultdict[_At | str, list[PointView]] = defaultdict(list)
        for point in sections.parted.points:
            if point.event:
                self._points[point.event].append(point)
            for entry in point.entries:
                self._points[entry.at.text.number, entry.at.sentence].append(point)

    def ties(self, findings: Sequence[str], places: Iterable[_At]) -> Ties:
        """Return what speaks of the same findings, or of the same sentences."""
        merged = {self._merged[each].id: self._merged[each] for each in findings if each in self._merged}
        return Ties(
            matters=_once(group for each in findings for group in self._matters.get(each, ())),
            events=_once(group for each in findings for group in self._events.get(each, ())),
            points=_once(point for at in places for point in self._points.get(at, ())),
            accounts=_once(point for each in merged for point in self._points.get(each, ())),
            differing=tuple(each for event in merged.values() for each in differing(event, self._places)),
        )


def _by_finding(groups: Iterable[Group]) -> Mapping[str, Sequence[Group]]:
    found: defaultdict[str, list[Group]] = defaultdict(list)
    for group in groups:
        for finding in group.findings:
            found[finding].append(group)
    return found


def _once(found: Iterable[_Linked]) -> tuple[_Linked, ...]:
    """Return groups or points each once, in order of their numbers."""
    held = {each.anchor: each for each in found}
    return tuple(sorted(held.values(), key=lambda each: int(each.anchor[1:])))


class _Holding:
    """Finds who holds what, on the board and in points."""

    def __init__(self, comparison: Comparison, books: Library, sections: Sections) -> None:
        self._matters: defaultdict[str, list[OnMatter]] = defaultdict(list)
        self._others: defaultdict[str, list[Group]] = defaultdict(list)
        for row in sections.board.rows:
            for cell in (each for each in row.cells if each.position not in _OF_TEXTS):
                for holder in cell.holders:
                    held = OnMatter(row.group, cell.position.heading, holder.by_hand)
                    self._matters[holder.key].append(held)
        for group in sections.side.matters:
            for each in group.speakers:
                self._others[each.actor].append(group)
        self._points: defaultdict[str, list[OnPoint]] = defaultdict(list)
        for actor, value in _on_points(comparison, books, sections.parted):
            self._points[actor].append(value)

    def by(self, person: Person) -> Held:
        """Return what somebody holds, in order of the page."""
        matters = self._matters.get(person.actor or person.name.casefold(), ())
        on_board = {each.group.anchor for each in matters}
        others = [each for each in self._others.get(person.actor, ()) if each.anchor not in on_board]
        own = self._points.get(person.actor, ())
        points = {(each.point.anchor, each.told, each.denied): each for each in own}
        return Held(
            tuple(sorted(matters, key=lambda each: int(each.group.anchor[1:]))),
            tuple(sorted(points.values(), key=lambda each: int(each.point.anchor[1:]))),
            tuple(others),
        )


def _on_points(comparison: Comparison, books: Library, parted: Partings) -> Iterator[tuple[str, OnPoint]]:
    """Yield by the id of an actor the values of points that they give, as far as the page shows them."""
    views = {point.record: point for point in parted.points if point.record}
    known = {point.id: point for point in comparison.points if point.id in views}
    for position in comparison.positions:
        if position.proposition not in known or position.position in _NO_VALUE:
            continue
        view = views[position.proposition]
        shown = {(value.told, value.denied) for value in view.values}
        for value in known[position.proposition].values:
            told = told_value(value.value, books)
            if not {*position.evidence}.isdisjoint(value.findings) and told in shown:
                yield position.actor, OnPoint(view, *told)


def _sights(dated: Iterable[Happening], ties: Mapping[str, Ties]) -> Mapping[str, tuple[Sight, ...]]:
    """Return the first entry of each day to which a matter, an event or a point leads."""
    found: defaultdict[str, dict[str, Sight]] = defaultdict(dict)
    for each in dated:
        for anchor in _anchors(ties[each.listing]):
            found[anchor].setdefault(each.day, Sight(each.day, each.listing))
    return {anchor: tuple(days.values()) for anchor, days in found.items()}


def _anchors(ties: Ties) -> Iterator[str]:
    yield from (group.anchor for group in (*ties.matters, *ties.events))
    yield from (point.anchor for point in (*ties.points, *ties.accounts))


def _people(speaking: Iterable[Person], held: Mapping[str, Held]) -> Mapping[str, tuple[Person, ...]]:
    found: defaultdict[str, dict[str, Person]] = defaultdict(dict)
    for person in speaking:
        for each in held[person.anchor].points:
            found[each.point.anchor].setdefault(person.anchor, person)
    return {anchor: tuple(people.values()) for anchor, people in found.items()}
