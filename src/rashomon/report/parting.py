"""Where texts part: the values that they give for one thing, who gives each, and whether both can hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rashomon.compare.propositions import NOT_SO, is_not_so
from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.offsets import Span
from rashomon.model.records import FoundValue, Link, Passage, Proposition
from rashomon.report import words
from rashomon.report.characters import cut_point, one_line
from rashomon.report.lines import Given, Line
from rashomon.report.standing import Entries, Entry, Standing
from rashomon.report.statements import Said
from rashomon.report.texts import UNDATED, Library, Text

_AT_ONCE = 12  # points shown before the rest is folded away
_LABEL = 160  # characters of a source's words that say what a point is about
_BEFORE = 80  # of them before a value that stands too far on
_MORE = " …"
_VALUES = 4  # of a point, that a line of the opening names
_IN_WORDS = frozenset({"causes", "cause", "what it is", "lawfulness", "intent", "denied", "words", "account"})
"""What points are of whose values are words of a source, not figures, days or places."""
_SENTENCES = "account"
"""What a point is of whose values are two whole sentences."""
_SEVERAL = 2
_OFFICE_OF = "office of "  # how what a point is of begins, if its values are offices of one person
_IN = "in {}"
"""Where a value stands of which it is not known whether it is the text's own or somebody's whom it quotes."""
_COUNTED = "texts"  # the code of a reason that counts texts, which the values do too
_APART, _MAYBE, _LATER, _BOTH = range(4)


@dataclass(frozen=True, slots=True)
class ValueView:
    """One value of a point, with the sentences that give it, in order of text and place.

    A share version tells who gives it, and shows those of the sentences that it can show whole.

    Attributes:
        told: the value; of one that is denied, what is denied, empty where another value says it.
        entries: the sentences.
        denied: whether they deny it.
        quoted: whether the words are a source's.
    """

    told: str
    entries: tuple[Entry, ...]
    denied: bool = False
    quoted: bool = False

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
        """Return who gives it, text by text: the text itself, and the speakers that it has it from."""
        by_text: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            by_text[entry.at.text.name].append(entry)
        return tuple(told for name, own in by_text.items() for told in self._givers(name, own))

    @property
    def people(self) -> tuple[str, ...]:
        """Return who gives it: the speakers, and the names of texts that say it themselves or have it."""
        return _once(who for entry in self.entries for who in self._who(entry) or (_text_of(entry),))

    def _givers(self, name: str, entries: Sequence[Entry]) -> Iterator[str]:
        held = list(_once(who for entry in entries for who in self._who(entry)))
        own = any(entry.is_own for entry in entries)
        if own:
            yield f"{name}, in its own words"
        if held:
            yield f"{words.listed(held)}, in {name}"
        if not own and not held:
            yield _IN.format(name)

    def _who(self, entry: Entry) -> tuple[str, ...]:
        """Return the speakers, without that they deny it where that is what the value says."""
        denies = f" ({words.ACTS['denied']})"
        return tuple(who.removesuffix(denies) if self.denied else who for who in entry.who)


def _once(found: Iterable[str]) -> tuple[str, ...]:
    """Return those who give a value, each once: who says it plainly need not be said to believe it too."""
    names = dict.fromkeys(found)
    return tuple(each for each in names if each.rpartition(" (")[0] not in names)


def _text_of(entry: Entry) -> str:
    return entry.at.text.name if entry.is_own else _IN.format(entry.at.text.name)


@dataclass(frozen=True, slots=True)
class PartingView:
    """How two values stand to one another: in a word or two, and why, in a sentence part each."""

    values: tuple[str, str]
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
        record: the id of the proposition; empty where there is none.
    """

    anchor: str
    named: str
    label: str
    values: tuple[ValueView, ...]
    partings: tuple[PartingView, ...]
    event: str | None = None
    record: str = ""

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
        """Return what the point is: of values that cannot both hold, may not, changed, or both can."""
        return self.partings[0].rank

    @property
    def telling(self) -> tuple[PartingView, ...]:
        """Return how the values stand to one another that make the point what it is."""
        return tuple(each for each in self.partings if each.rank == self.rank)

    @property
    def others(self) -> tuple[PartingView, ...]:
        """Return how the rest of the values stand to one another."""
        return self.partings[len(self.telling) :]

    @property
    def line(self) -> Line:
        """Return its line of the opening."""
        given = tuple(Given(each.told, each.people, each.denied, each.quoted) for each in self.values)
        link = "Who gives which" if len(given) <= _VALUES else f"Who gives which of {len(given)}"
        return Line(self.named, None, self.numbers, self.anchor, link, given[:_VALUES], self.label)

    @property
    def is_open(self) -> bool:
        """Tell a point of which it is open whether its values part; its chapter says why, once for all."""
        return self.rank == _MAYBE

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
        """Return a line for each point of which two values cannot both hold."""
        return (point.line for point in self.points if point.is_apart)


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
    attribute = links[0].attribute or ""
    again = _repeated(links, books) if attribute == _SENTENCES else {}
    given = {
        value: _value(value, giving, books, quoted=attribute in _IN_WORDS)
        for value, (findings, own) in _values(point, links).items()
        if (giving := entries.of(findings, (*own, *again.get(value, ())), value, _office(point, value)))
    }
    kept = _kept(links, given, books)
    if len(given) < _SEVERAL or not kept:
        return None
    values = tuple(sorted(given.values(), key=lambda value: value.denied))
    named = words.point_named(point.kind if point else "other", attribute)
    label = _label(point, values, books)
    about = "" if any(_says(value.told, label) for value in values) else label
    event, record = (point.about.event, point.id) if point else (None, "")
    return PointView("", named, about, values, kept, event, record)


def _office(point: Proposition | None, value: str) -> str:
    """Return the office that a value is, or that a point has holders of; nothing for other points."""
    attribute = point.about.attribute if point and point.about else None
    if point is None or point.kind != "role" or not attribute:
        return ""
    return value if attribute.startswith(_OFFICE_OF) else attribute


def _label(point: Proposition | None, values: Sequence[ValueView], books: Library) -> str:
    """Return words that say what a point is about: its own, else those around a number, day or place.

    A share version has as few words as say where something is from, or a sentence that it may show whole.
    """
    quoted = values[0].quoted
    held = "" if point is None or (books.paths and not quoted) else _cut(books.cue(point.label))
    return held if held and (quoted or not held.endswith(_MORE)) else next(_tellings(values), "")


def _tellings(values: Iterable[ValueView]) -> Iterator[str]:
    """Yield the sentences that may be shown, as much of each as a label has room for, around its value."""
    for value in values:
        for entry in value.shown:
            line = one_line(entry.at.words)
            at = max(0, line.find(value.told))
            start = line.rfind(" ", 0, max(0, at - _BEFORE)) + 1 if at + len(value.told) > _LABEL else 0
            yield f"{'… ' if start else ''}{_cut(line[start:])}"


def _value(value: str, giving: tuple[Entry, ...], books: Library, *, quoted: bool) -> ValueView:
    told, denied = told_value(value, books)
    return ValueView(told, giving, denied, quoted)


def told_value(value: str, books: Library) -> tuple[str, bool]:
    """Return a value as the page has it, and whether it is that something is not so."""
    denied = is_not_so(value)
    told = value.removeprefix(NOT_SO).removeprefix(": ") if denied else value
    return books.cue(books.told(told)), denied


def _kept(links: Iterable[Link], given: Collection[str], books: Library) -> tuple[PartingView, ...]:
    """Return how values that are given stand to one another, each two once, in the words that name both."""
    found: dict[tuple[str, tuple[str, str]], PartingView] = {}
    for each in (_parting(link, books) for link in links):
        key = each.says, each.values
        if set(each.values) <= set(given) and (key not in found or _named(each) > _named(found[key])):
            found[key] = each
    return tuple(sorted(found.values(), key=lambda each: each.rank))


def _named(parting: PartingView) -> int:
    """Return how many of two values the reasons have word by word."""
    held = [value.removeprefix(f"{NOT_SO}: ") for value in parting.values]
    return sum(any(value in reason for reason in parting.reasons) for value in held)


def _says(value: str, label: str) -> bool:
    """Tell whether a value says most of what a label says, or the other way round; either may be cut."""
    one, other = sorted((words_.removesuffix(_MORE).casefold() for words_ in (value, label)), key=len)
    return bool(one) and one in other and len(one) >= len(other) / 2


def _cut(label: str) -> str:
    line = one_line(label)
    end = cut_point(line, 0, _LABEL)
    return line if end == len(line) else f"{line[:end].rstrip()}{_MORE}"


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


def _repeated(links: Iterable[Link], books: Library) -> Mapping[str, tuple[Passage, ...]]:
    """Return where other texts have the sentences of links in the same words, by the values of the links.

    Of sentences that texts share, the first was judged and stands for all.
    """
    ends = {
        value: end
        for link in links
        for end, value in ((link.left, link.left_value or ""), (link.right, link.right_value or ""))
        if end.document in books.texts
    }
    return {value: tuple(_copies(end, books)) for value, end in ends.items()}


def _copies(end: Passage, books: Library) -> Iterator[Passage]:
    """Yield the places at which other texts have the words of a passage."""
    held = Span(end.spans[0].start, end.spans[-1].end).of(books.texts[end.document].document.text)
    for document in (text.document for text in books.texts.values()):
        at = document.text.find(held)
        if at >= 0 and document.id != end.document:
            yield Passage(document=document.id, spans=(Span(at, at + len(held)),))


def _parting(link: Link, books: Library) -> PartingView:
    unsure = _MAYBE if link.compatible is None else _BOTH if link.compatible else _APART
    rank = _LATER if link.kind == "update" else unsure
    reasons = tuple(books.told(reason.detail) for reason in link.reasons if reason.code != _COUNTED)
    return PartingView((link.left_value or "", link.right_value or ""), words.PARTED[rank], reasons, rank)
