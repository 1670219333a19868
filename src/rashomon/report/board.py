"""The board: what several texts speak of, and who says, denies, asks or demands something about it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rashomon.compare.words import NO_CONTENT, Vocabulary
from rashomon.model.corpus import Extraction
from rashomon.model.records import Act, Event, EventStatus
from rashomon.report.beside import Beside, Group
from rashomon.report.denying import is_denial, is_unsaid
from rashomon.report.roots import Roots
from rashomon.report.standing import Standing
from rashomon.report.statements import Said, SpeakerView
from rashomon.report.texts import Library

_AT_ONCE = 10  # rows shown before the rest is folded away
_AT_MOST = 40  # rows that the page has
_NAMED_AT_MOST = 6  # speakers or texts that a cell names
_SHARED = 2  # content words of two statements, and
_OF_FEWER = 1 / 3  # the share of the shorter one's that they have to be
_AT_EACH, _COMPARED = 6, 120  # statements of a speaker, and of a matter, that are compared
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+")
_TOLD: frozenset[EventStatus] = frozenset({"happened", "ongoing"})
_PLAIN: frozenset[Act | None] = frozenset({None, "said", "other", "announced", "praised", "blamed"})


@dataclass(frozen=True, slots=True)
class Position:
    """What somebody may do about a matter: the heading of a column, and its sign."""

    sign: str
    heading: str


SAYS, OWN, DENIES, DOUBTS, WANTS, ELSE = (
    Position("●", "Says so"),
    Position("○", "So in the text’s own voice"),
    Position("✕", "Denies something of it"),
    Position("?", "Asks, or speaks as of something unsure"),
    Position("!", "Demands, orders, promises, warns, declines"),
    Position("◇", "Says something else of it"),
)
POSITIONS = (SAYS, OWN, DENIES, DOUBTS, WANTS, ELSE)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who is found at a position: the name, the id of the first place that shows it, in how many texts."""

    name: str
    href: str
    texts: int


@dataclass(frozen=True, slots=True)
class Cell:
    """All who are found at one position on one matter."""

    position: Position
    holders: tuple[Holder, ...]

    @property
    def named(self) -> tuple[Holder, ...]:
        """Return those whom the cell names."""
        return self.holders[:_NAMED_AT_MOST]

    @property
    def left(self) -> int:
        """Return how many more there are."""
        return len(self.holders) - len(self.named)


@dataclass(frozen=True, slots=True)
class Row:
    """A matter with a cell for each position, and the names of all who speak of it."""

    group: Group
    cells: tuple[Cell, ...]
    who: tuple[str, ...]

    @property
    def takes_sides(self) -> bool:
        """Tell whether somebody does more than say something else of the matter."""
        return any(cell.holders and cell.position is not ELSE for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Board:
    """Matters with who speaks of them; `left` is how many more there are on which two speakers were found."""

    rows: tuple[Row, ...]
    left: int

    @property
    def first(self) -> tuple[Row, ...]:
        """Return the rows shown at once."""
        return self.rows[:_AT_ONCE]

    @property
    def more(self) -> tuple[Row, ...]:
        """Return the rows folded away."""
        return self.rows[_AT_ONCE:]

    @property
    def positions(self) -> tuple[Position, ...]:
        """Return the positions at which somebody is found: the columns."""
        held = {cell.position for row in self.rows for cell in row.cells if cell.holders}
        return tuple(each for each in POSITIONS if each in held)

    @property
    def empty(self) -> tuple[Position, ...]:
        """Return the positions at which nobody is found."""
        return tuple(each for each in POSITIONS if each not in self.positions)

    @property
    def anchors(self) -> frozenset[str]:
        """Return the ids of the matters that have a row."""
        return frozenset(row.group.anchor for row in self.rows)

    @property
    def speakers(self) -> tuple[str, ...]:
        """Return the names of all who speak on the board, in order."""
        return tuple(sorted({name for row in self.rows for name in row.who}, key=str.casefold))


def board(
    extraction: Extraction, side: Beside, who: Sequence[SpeakerView], books: Library, roots: Roots
) -> Board:
    """Return the matters on which two named speakers, of two origins, say something in like words.

    A matter's claims are alike on average, so that some stand in it by chance. Here statements of two
    speakers have to share two content words, and a third of those of the shorter one. Matters that somebody
    denies come first, then those of most origins and speakers. Where a speaker stands is told by the acts of
    their statements, and by whether these say what the label says or something else of the matter.
    """
    maker = _Maker(extraction, who, books)
    spoken = [
        (group, said)
        for group in side.matters
        if group.is_telling and maker.do_meet(said := maker.said(group), roots)
    ]
    ordered = sorted(
        spoken,
        key=lambda each: (not _denied(each[1]), -len(roots.of(each[0].numbers)), -len(each[1])),
    )
    rows = [row for group, said in ordered if (row := maker.row(group, said)).takes_sides]
    return Board(tuple(rows[:_AT_MOST]), max(0, len(rows) - _AT_MOST))


_BySpeaker = Mapping[str, Sequence[Said]]


def _denied(said: _BySpeaker) -> bool:
    return any(is_denial(each) for held in said.values() for each in held)


class _Maker:
    """Makes rows from matters."""

    def __init__(self, extraction: Extraction, who: Sequence[SpeakerView], books: Library) -> None:
        self._by_finding: defaultdict[str, list[tuple[str, Said]]] = defaultdict(list)
        for view in who:
            for said in view.everything if view.named else ():
                if is_unsaid(said.statement):  # who did not say a thing holds nothing about it
                    continue
                self._by_finding[said.statement.id].append((view.name, said))
        self._vocabulary = Vocabulary()
        self._own: Mapping[str, Event] = {
            event.id: event
            for event in extraction.events
            if event.reported_by is None and event.status in _TOLD and event.document in books.texts
        }

    def said(self, group: Group) -> _BySpeaker:
        """Return the statements of each named speaker on a matter, in order of text and place."""
        held: defaultdict[str, list[Said]] = defaultdict(list)
        for finding in sorted(group.findings):
            for name, said in self._by_finding.get(finding, ()):
                held[name].append(said)
        return {
            name: sorted(held[name], key=_place)
            for name in sorted(held, key=lambda key: min(map(_place, held[key])))
        }

    def do_meet(self, said: _BySpeaker, roots: Roots) -> bool:
        """Tell whether statements of two speakers, of two origins, share enough words."""
        held = [
            (name, roots.of([each.text.number]), self._stems(each))
            for name, own in said.items()
            for each in own[:_AT_EACH]
        ]
        return any(
            one[0] != other[0] and one[1] != other[1] and _share(one[2], other[2])
            for one, other in combinations(held[:_COMPARED], 2)
        )

    def _stems(self, said: Said) -> frozenset[int]:
        words = _WORD.findall(said.statement.content.text)
        return frozenset(self._vocabulary.look_up(word)[1] for word in words) - {NO_CONTENT}

    def row(self, group: Group, said: _BySpeaker) -> Row:
        at: defaultdict[Position, list[Holder]] = defaultdict(list)
        for name, held in said.items():
            by_position: defaultdict[Position, list[Said]] = defaultdict(list)
            for each in held:
                by_position[_position(each, group)].append(each)
            if len(by_position) > 1:  # where somebody stands says more than that they say something else too
                by_position.pop(ELSE, None)
            for position, own in by_position.items():
                at[position].append(_holder(name, own))
        at[OWN] += self._voices(group)
        return Row(group, tuple(Cell(each, tuple(at[each])) for each in POSITIONS), tuple(said))

    def _voices(self, group: Group) -> Iterable[Holder]:
        """Return the outlets that tell themselves what the label says, in order of text."""
        told = [self._own[finding] for finding in group.so if finding in self._own]
        held: defaultdict[str, dict[int, str]] = defaultdict(dict)
        for entry in group.entries:
            if any(_tells(entry.at, event) for event in told):
                held[entry.at.text.name].setdefault(entry.at.text.number, entry.at.anchor)
        return (Holder(name, next(iter(own.values())), len(own)) for name, own in held.items())


def _tells(at: Standing, event: Event) -> bool:
    """Tell whether the words of an event stand in a sentence."""
    return at.text.document.id == event.document and at.sentence.covers(event.trigger.spans[0])


def _share(one: frozenset[int], other: frozenset[int]) -> bool:
    common = len(one & other)
    return common >= _SHARED and common >= _OF_FEWER * min(len(one), len(other))


def _place(said: Said) -> tuple[int, int]:
    return said.text.number, said.place.number


def _position(said: Said, group: Group) -> Position:
    statement = said.statement
    if is_denial(said):
        return DENIES
    if statement.act in {"asked", "believed"} or statement.hedged:
        return DOUBTS
    if statement.act not in _PLAIN:
        return WANTS
    return SAYS if statement.id in group.so else ELSE


def _holder(name: str, said: Sequence[Said]) -> Holder:
    return Holder(name, said[0].place.anchor, len({each.text.number for each in said}))
