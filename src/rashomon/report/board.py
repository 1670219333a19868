"""The board: what several texts speak of, and who says, denies, asks or demands something about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from rashomon.compare.words import Vocabulary
from rashomon.report.beside import Group
from rashomon.report.days import Days, days
from rashomon.report.opening import Material
from rashomon.report.roots import Roots
from rashomon.report.stances import (
    DENIES,
    ELSE,
    OWN,
    POSITIONS,
    RELAYS,
    BySpeaker,
    Position,
    Stance,
    Stances,
    speaker_key,
)
from rashomon.report.statements import Said, SpeakerView
from rashomon.report.stems import stems_of
from rashomon.report.turns import Turn, turns
from rashomon.store.judgements import Corrections

_AT_ONCE = 10  # rows shown before the rest is folded away
_AT_MOST = 40  # rows that the page has
_NAMED_AT_MOST = 6  # speakers or texts that a cell names,
_UNSPOKEN = 4  # and speakers of whom no statement was found
_SHARED = 2  # content words of two statements, and
_OF_FEWER = 1 / 3  # the share of the shorter one's that they have to be
_AT_EACH, _COMPARED = 6, 120  # statements of a speaker, and of a matter, that are compared
_PASSING = frozenset({OWN, RELAYS})
"""What texts do, and not those who speak in them."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who is found at a position.

    Attributes:
        key: the id of the actor, else the name in small letters.
        name: what the page calls them.
        href: the id of the place that shows it first, by the day.
        told: in how many texts that is, and the first day.
        by_hand: whether it was set by hand.
    """

    key: str
    name: str
    href: str
    told: str
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """All who are found at one position on one matter."""

    position: Position
    holders: tuple[Holder, ...]

    @property
    def named(self) -> tuple[Holder, ...]:
        """Return those whom the cell names: those set by hand all, of the others the first."""
        set_ = [each for each in self.holders if each.by_hand]
        found = [each for each in self.holders if not each.by_hand]
        return (*set_, *found[: max(0, _NAMED_AT_MOST - len(set_))])

    @property
    def left(self) -> int:
        """Return how many more there are."""
        return len(self.holders) - len(self.named)


@dataclass(frozen=True, slots=True)
class Unspoken:
    """Those of whom no statement on a matter was found; `left` is how many more there are."""

    named: tuple[SpeakerView, ...] = ()
    left: int = 0

    @property
    def is_one(self) -> bool:
        """Tell one from several."""
        return len(self.named) + self.left == 1


@dataclass(frozen=True, slots=True)
class Row:
    """A matter with a cell for each position.

    Attributes:
        group: the passages.
        cells: one for each position, in order.
        who: the names of all who speak of it.
        turns: who takes more than one side on it.
        taken_away: of whom it was set by hand that they hold nothing about it.
        unspoken: who speaks of other disputed matters, and of whom nothing was found on this one.
    """

    group: Group
    cells: tuple[Cell, ...]
    who: tuple[str, ...]
    turns: tuple[Turn, ...] = ()
    taken_away: tuple[str, ...] = ()
    unspoken: Unspoken = Unspoken()

    @property
    def takes_sides(self) -> bool:
        """Tell whether somebody does more than say something else of the matter, or have it from others."""
        return any(cell.holders and cell.position not in {ELSE, RELAYS} for cell in self.cells)

    @property
    def is_judged(self) -> bool:
        """Tell whether something of it was set by hand."""
        return bool(self.taken_away) or any(each.by_hand for cell in self.cells for each in cell.holders)

    @property
    def relayed(self) -> Cell:
        """Return who has it from others only: told below the cells, since it is no side."""
        return next(cell for cell in self.cells if cell.position is RELAYS)

    @property
    def has_more(self) -> bool:
        """Tell whether there is something to say below the cells."""
        return bool(self.relayed.holders or self.turns or self.taken_away or self.unspoken.named)


@dataclass(frozen=True, slots=True)
class Board:
    """Matters with who speaks of them.

    Attributes:
        rows: the matters.
        left: how many more there are on which two speakers were found.
        year: that of all days, which are then told without it; empty where there are several.
    """

    rows: tuple[Row, ...]
    left: int
    year: str

    @property
    def first(self) -> tuple[Row, ...]:
        """Return the rows shown at once."""
        return self.rows[:_AT_ONCE]

    @property
    def more(self) -> tuple[Row, ...]:
        """Return the rows folded away."""
        return self.rows[_AT_ONCE:]

    @property
    def columns(self) -> tuple[Position, ...]:
        """Return the sides that somebody is found to take."""
        held = {cell.position for row in self.rows for cell in row.cells if cell.holders}
        return tuple(each for each in POSITIONS if each in held and each is not RELAYS)

    @property
    def empty(self) -> tuple[Position, ...]:
        """Return the sides that nobody is found to take."""
        return tuple(each for each in POSITIONS if each not in self.columns and each is not RELAYS)

    @property
    def is_judged(self) -> bool:
        """Tell whether something on the board was set by hand."""
        return any(row.is_judged for row in self.rows)

    @property
    def anchors(self) -> frozenset[str]:
        """Return the ids of the matters that have a row."""
        return frozenset(row.group.anchor for row in self.rows)

    @property
    def speakers(self) -> tuple[str, ...]:
        """Return the names of all who speak on the board, in order."""
        return tuple(sorted({name for row in self.rows for name in row.who}, key=str.casefold))


def board(material: Material, corrections: Corrections) -> Board:
    """Return the matters on which two named speakers, of two origins, say something in like words.

    A matter's claims are alike on average, so that some stand in it by chance. Here statements of two
    speakers have to share two content words, and a third of those of the shorter one; a matter of which
    somebody set by hand who holds what is on the board whatever its words. Matters that somebody denies come
    first, then those of most origins and speakers. Where a speaker stands is told by the acts of their
    statements, and by whether these say what the label says or something else of the matter, unless it was
    set by hand.
    """
    maker = _Maker(material, Stances(material, corrections))
    found = [each for each in map(maker.found, material.side.matters) if each.is_held]
    ordered = sorted(
        found,
        key=lambda each: (
            not each.is_denied,
            -len(material.roots.of(each.group.numbers)),
            -len(each.said),
        ),
    )
    told = days(stance.when for each in ordered for stance in each.stances)
    silent = _Silent(material.who, ordered, maker)
    rows = [row for each in ordered if (row := _row(each, told)).is_judged or row.takes_sides]
    shown = [replace(row, unspoken=silent.on(row.group)) for row in rows[:_AT_MOST]]
    return Board(tuple(shown), max(0, len(rows) - _AT_MOST), told.year)


@dataclass(frozen=True, slots=True)
class _Found:
    """A matter with who stands where on it; `meets` tells whether two speakers speak of it in like words."""

    group: Group
    said: BySpeaker
    stances: tuple[Stance, ...]
    taken_away: tuple[str, ...]
    meets: bool

    @property
    def is_denied(self) -> bool:
        return any(each.position is DENIES for each in self.stances)

    @property
    def is_held(self) -> bool:
        by_hand = bool(self.taken_away) or any(each.by_hand for each in self.stances)
        return by_hand or (self.group.is_telling and self.meets)


class _Maker:
    """Finds who stands where on matters, and compares what is said of them."""

    def __init__(self, material: Material, stances: Stances) -> None:
        self._stances = stances
        self._roots = material.roots
        self._vocabulary = Vocabulary()

    def found(self, group: Group) -> _Found:
        said = self._stances.said(group)
        return _Found(
            group,
            said,
            self._stances.of(group),
            self._stances.taken_away(group),
            self._do_meet(said, self._roots),
        )

    def _do_meet(self, said: BySpeaker, roots: Roots) -> bool:
        """Tell whether statements of two speakers, of two origins, share enough words."""
        held = [
            (name, roots.of([each.text.number]), self.stems(each.statement.content.text))
            for name, own in said.items()
            for each in own[:_AT_EACH]
        ]
        return any(
            one[0] != other[0] and one[1] != other[1] and share(one[2], other[2])
            for one, other in combinations(held[:_COMPARED], 2)
        )

    def sentences(self, group: Group) -> Iterator[str]:
        """Yield the sentences of a matter, those too that a share version leaves out."""
        return self._stances.sentences(group)

    def stems(self, words: str) -> frozenset[int]:
        """Return the content words of a passage."""
        return stems_of(words, self._vocabulary)


class _Silent:
    """Those who speak of what is disputed, and of whom nothing was found on one of the disputed matters.

    Nothing shows that somebody says nothing. Left out is of whom any statement shares words with the heading
    of the matter, a sentence of it or a statement on it: it may be of it.
    """

    def __init__(self, who: Iterable[SpeakerView], found: Sequence[_Found], maker: _Maker) -> None:
        self._maker = maker
        self._disputed = {each.group.anchor: each for each in found if each.is_denied}
        parties = {
            stance.key
            for each in self._disputed.values()
            for stance in each.stances
            if stance.position not in _PASSING | {ELSE}
        }
        named = [view for view in who if view.by_name and speaker_key(view) in parties]
        self._parties = [(view, list(self._said(view.everything))) for view in named]

    def on(self, group: Group) -> Unspoken:
        """Return the parties of whom nothing was found on a matter, those of most texts first."""
        found = self._disputed.get(group.anchor)
        if found is None:
            return Unspoken()
        own = [
            self._maker.stems(group.heading),
            *map(self._maker.stems, self._maker.sentences(group)),
            *(stems for said in found.said.values() for stems in self._said(said)),
        ]
        speaking = {each.key for each in found.stances} | set(found.said)
        silent = [
            view
            for view, said in self._parties
            if speaker_key(view) not in speaking
            and not any(share(one, other) for one in said for other in own)
        ]
        return Unspoken(tuple(silent[:_UNSPOKEN]), max(0, len(silent) - _UNSPOKEN))

    def _said(self, said: Iterable[Said]) -> Iterator[frozenset[int]]:
        return (self._maker.stems(each.statement.content.text) for each in said)


def _row(found: _Found, told: Days) -> Row:
    at: defaultdict[Position, dict[str, list[Stance]]] = defaultdict(lambda: defaultdict(list))
    for each in found.stances:
        at[each.position][each.key].append(each)
    names = (each.name for each in found.stances if each.key in found.said or each.by_hand)
    return Row(
        group=found.group,
        cells=tuple(Cell(each, tuple(_holder(own, told) for own in at[each].values())) for each in POSITIONS),
        who=tuple(dict.fromkeys(names)),
        turns=tuple(turns(found.stances, told)),
        taken_away=found.taken_away,
    )


def _holder(stances: Sequence[Stance], told: Days) -> Holder:
    first = min(stances, key=lambda each: each.when.rank)
    return Holder(first.key, first.name, first.href, told.first_of(stances), by_hand=first.by_hand)


def share(one: frozenset[int], other: frozenset[int]) -> bool:
    """Tell whether two statements share enough content words to be on one thing."""
    common = len(one & other)
    return common >= _SHARED and common >= _OF_FEWER * min(len(one), len(other))
