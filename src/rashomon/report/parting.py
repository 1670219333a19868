"""Where texts part: the values that they give for one thing, who gives each, and whether both can hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.records import FoundValue, Link, Passage, Proposition
from rashomon.report import words
from rashomon.report.characters import cut_point, one_line
from rashomon.report.lines import Line
from rashomon.report.standing import Entries, Entry, Standing
from rashomon.report.statements import Said
from rashomon.report.texts import UNDATED, Library, Text

_AT_ONCE = 12  # points shown before the rest is folded away
_LABEL = 110  # characters of a source's words in a heading
_VALUES = 3  # of a point, that a line of the opening names
_SEVERAL = 2
_COUNTED = "texts"  # the code of a reason that counts texts, which the values do too
_APART, _LATER, _BOTH = range(3)


@dataclass(frozen=True, slots=True)
class ValueView:
    """One value of a point, with the sentences that give it, in order of text and place.

    A share version tells who gives it, and shows those of the sentences that it can show whole.
    """

    value: str
    entries: tuple[Entry, ...]

    @property
    def shown(self) -> tuple[Entry, ...]:
        """Return the sentences that the page may show."""
        return tuple(entry for entry in self.entries if entry.at.shown)

    @property
    def numbers(self) -> frozenset[int]:
        """Return the numbers of the texts that give it."""
        return frozenset(entry.at.text.number for entry in self.entries)

    @property
    def first(self) -> Text | None:
        """Return the text that gave it first, of those that are dated."""
        dated = [entry.at.text for entry in self.entries if entry.at.text.published_key != UNDATED]
        return min(dated, key=lambda text: (text.published_key, text.number), default=None)

    @property
    def givers(self) -> tuple[str, ...]:
        """Return who gives it: speakers with the text that has it from them, else the text itself."""
        return tuple(dict.fromkeys(name for entry in self.entries for name in _givers(entry)))

    @property
    def texts(self) -> tuple[str, ...]:
        """Return the names of the texts that give it."""
        return tuple(dict.fromkeys(entry.at.text.name for entry in self.entries))


def _givers(entry: Entry) -> Iterator[str]:
    name = entry.at.text.name
    if not entry.who:
        yield f"{name}, in its own words"
    for who in entry.who:
        yield f"{who}, in {name}"


@dataclass(frozen=True, slots=True)
class PartingView:
    """How two values stand to one another: in a word or two, and why, in a sentence part each."""

    left: str
    right: str
    says: str
    reasons: tuple[str, ...]
    rank: int


@dataclass(frozen=True, slots=True)
class PointView:
    """A point on which texts part.

    Attributes:
        anchor: the id of its heading.
        named: what the values are of, in our words.
        label: words of a source that say what it is about; empty where a share version can't show them.
        values: the values, the first given first.
        partings: how they stand to one another, those that cannot both hold first.
        event: the id of the event told several times that it is about, if it is about one.
    """

    anchor: str
    named: str
    label: str
    values: tuple[ValueView, ...]
    partings: tuple[PartingView, ...]
    event: str | None = None

    @property
    def numbers(self) -> frozenset[int]:
        """Return the numbers of the texts that give a value."""
        return frozenset(number for value in self.values for number in value.numbers)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return the sentences that give a value and that the page may show."""
        return tuple(entry for value in self.values for entry in value.shown)

    @property
    def rank(self) -> int:
        """Return what the point is: of values that cannot both hold, that changed, or that both can."""
        return self.partings[0].rank

    @property
    def is_apart(self) -> bool:
        """Tell a point of which two values cannot both hold."""
        return self.rank == _APART


@dataclass(frozen=True, slots=True)
class Chapter:
    """Points of one rank, under a heading, and what they have in common."""

    heading: str
    about: str
    points: tuple[PointView, ...]

    @property
    def first(self) -> tuple[PointView, ...]:
        """Return the points shown at once."""
        return self.points[:_AT_ONCE]

    @property
    def more(self) -> tuple[PointView, ...]:
        """Return the points folded away."""
        return self.points[_AT_ONCE:]


@dataclass(frozen=True, slots=True)
class Partings:
    """All points, those first of which two values cannot both hold."""

    points: tuple[PointView, ...]

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """Return the points by what they are, those of nothing left out."""
        made = (
            Chapter(heading, about, tuple(point for point in self.points if point.rank == rank))
            for rank, (heading, about) in enumerate(words.PARTINGS)
        )
        return tuple(chapter for chapter in made if chapter.points)

    def on(self, event: str) -> tuple[PointView, ...]:
        """Return the points that are about an event told several times."""
        return tuple(point for point in self.points if point.event == event)

    def of(self, text: Text) -> list[tuple[Standing, PointView]]:
        """Return the sentences of one text with the points that they give a value of, in order of place."""
        found = [
            (entry.at, point)
            for point in self.points
            for entry in point.entries
            if entry.at.text.number == text.number
        ]
        return sorted(found, key=lambda each: (each[0].sentence, each[1].anchor))

    def lines(self) -> Iterator[Line]:
        """Yield a line for each point of which two values cannot both hold."""
        for point in self.points:
            if point.is_apart:
                values = tuple((value.value, value.texts) for value in point.values[:_VALUES])
                yield Line(point.named, None, point.numbers, point.anchor, "Who gives which", values)


def partings(
    extraction: Extraction, comparison: Comparison, books: Library, said: Iterable[Said]
) -> Partings:
    """Return the points on which texts part, as far as a page may show two of their values."""
    entries = Entries(extraction, books, {each.statement.id: each for each in said})
    known = {point.id: point for point in comparison.propositions}
    groups: defaultdict[str, list[Link]] = defaultdict(list)
    for link in comparison.partings:
        groups[link.proposition or link.id].append(link)
    found = [view for key, links in groups.items() if (view := _view(known.get(key), links, entries, books))]
    ordered = sorted(found, key=lambda view: (view.rank, -len(view.numbers)))
    return Partings(tuple(_numbered(view, number) for number, view in enumerate(ordered, 1)))


def _numbered(view: PointView, number: int) -> PointView:
    return replace(view, anchor=f"p{number}")


def _view(
    point: Proposition | None, links: Sequence[Link], entries: Entries, books: Library
) -> PointView | None:
    values = tuple(
        ValueView(_told(value, books), giving)
        for value, (findings, passages) in _values(point, links).items()
        if (giving := entries.of(findings, passages, value))
    )
    told = {value.value for value in values}
    found = [_parting(link, books) for link in links]
    kept = sorted((each for each in found if {each.left, each.right} <= told), key=lambda each: each.rank)
    if len(values) < _SEVERAL or not kept:
        return None
    first = links[0]
    named = words.point_named(point.kind if point else "other", first.attribute or "")
    words_of = (entry.at.words for value in values for entry in value.shown)
    label = next(words_of, "") if books.paths or point is None else point.label
    event = point.about.event if point else None
    return PointView("", named, _cut(label), values, tuple(kept), event)


def _told(value: str, books: Library) -> str:
    """Return a value on one line, in a share version as few words as say where something is from."""
    return books.cue(books.told(value))


def _cut(label: str) -> str:
    line = one_line(label)
    end = cut_point(line, 0, _LABEL)
    return line if end == len(line) else f"{line[:end].rstrip()} …"


_Giving = tuple[tuple[str, ...], tuple[Passage, ...]]
"""The findings and the passages that give a value."""


def _values(point: Proposition | None, links: Iterable[Link]) -> Mapping[str, _Giving]:
    """Return who gives each value: the findings of the point, and ends of its links that are of none."""
    known: Sequence[FoundValue] = point.values if point else ()
    findings = {value.value: value.findings for value in known}
    passages: defaultdict[str, list[Passage]] = defaultdict(list)
    for link in links:
        for end, value in ((link.left, link.left_value), (link.right, link.right_value)):
            if end.finding is None or end.finding not in findings.get(value or "", ()):
                passages[value or ""].append(end)
    return {
        value: (findings.get(value, ()), tuple(passages.get(value, ())))
        for value in dict.fromkeys((*findings, *passages))
    }


def _parting(link: Link, books: Library) -> PartingView:
    rank = _LATER if link.kind == "update" else _BOTH if link.compatible else _APART
    left, right = (_told(value or "", books) for value in (link.left_value, link.right_value))
    reasons = tuple(books.told(reason.detail) for reason in link.reasons if reason.code != _COUNTED)
    return PartingView(left, right, words.PARTED[rank], reasons, rank)
