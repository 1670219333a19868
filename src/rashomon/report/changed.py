"""What changed since an earlier run, in first-hand words where there are any, with links to the passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from rashomon.model.changes import ChangeRecord, Seen
from rashomon.model.corpus import Comparison
from rashomon.report import words
from rashomon.report.characters import one_line
from rashomon.report.pointing import Spot, cut, spot
from rashomon.report.texts import Library, Text

_AT_ONCE = 10  # changes of one kind shown before the rest is folded away
_HEADINGS = MappingProxyType(
    {
        "text": "Texts",
        "position": "Who holds another thing than before",
        "figure": "Figures",
        "parting": "Where they part",
        "proposition": "What several texts speak of",
        "statement": "Statements",
        "event": "Events",
        "program": "Found by another model or rule than then",
    }
)
_QUOTED = frozenset({"proposition", "position"})
_ORDER = MappingProxyType({"changed": 0, "new": 1, "gone": 2})


@dataclass(frozen=True, slots=True)
class Side:
    """What one of the two runs has: words of a text, what was told of them, and where they stand now."""

    words: str
    value: str
    name: str
    at: Spot | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that changed.

    Attributes:
        change: in what way.
        text: the text that is new or changed, if it is one.
        subject: what it is of, as far as the page may show it.
        quoted: whether `subject` are a source's words.
        actor: who holds a position.
        before: what the earlier run has, if anything.
        now: what this run has, if anything.
    """

    change: str
    text: Text | None
    subject: str
    quoted: bool
    actor: str
    before: Side | None
    now: Side | None


@dataclass(frozen=True, slots=True)
class Kind:
    """All changes of one kind, those of what was there before first."""

    heading: str
    entries: tuple[Entry, ...]

    @property
    def first(self) -> tuple[Entry, ...]:
        """Return what is shown at once."""
        return self.entries[:_AT_ONCE]

    @property
    def more(self) -> tuple[Entry, ...]:
        """Return what is folded away."""
        return self.entries[_AT_ONCE:]


@dataclass(frozen=True, slots=True)
class Changed:
    """All that changed, kind by kind; `asked` is whether the page says so when nothing did."""

    asked: bool
    kinds: tuple[Kind, ...]

    def __bool__(self) -> bool:
        """Tell whether the page speaks of it."""
        return self.asked or bool(self.kinds)

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Return every passage that the lists lead to."""
        sides = (side for kind in self.kinds for each in kind.entries for side in (each.before, each.now))
        return tuple(side.at for side in sides if side and side.at)


def changed(comparison: Comparison, books: Library, *, asked: bool) -> Changed:
    """Return what changed as the page lists it."""
    kinds = (
        Kind(heading, tuple(_entry(each, books) for each in _of(comparison.changes, what)))
        for what, heading in _HEADINGS.items()
    )
    return Changed(asked, tuple(kind for kind in kinds if kind.entries))


def _of(changes: Sequence[ChangeRecord], what: str) -> list[ChangeRecord]:
    return sorted((each for each in changes if each.what == what), key=lambda each: _ORDER[each.change])


def _entry(change: ChangeRecord, books: Library) -> Entry:
    of_text = change.what == "text"
    return Entry(
        change=change.change,
        text=books.texts.get(change.now.document) if of_text and change.now else None,
        subject=_subject(change, books),
        quoted=change.what in _QUOTED,
        actor=one_line(change.actor or ""),
        before=_side(change, change.before, books),
        now=_side(change, change.now, books),
    )


def _subject(change: ChangeRecord, books: Library) -> str:
    """Return what a change is of, where the passages do not say it: in a share version no words of a text."""
    if change.what in {"statement", "event", "program"}:
        return ""
    return "" if change.what in _QUOTED and books.paths else cut(change.subject)


def _side(change: ChangeRecord, seen: Seen | None, books: Library) -> Side | None:
    if seen is None or (change.what == "text" and not seen.value):
        return None
    at = spot(books, seen.document, seen.spans)
    held = "" if books.paths else cut(seen.text)
    return Side(at.words if at else held, _value(change, seen.value or ""), one_line(seen.name), at)


def _value(change: ChangeRecord, value: str) -> str:
    """Return what was told of a passage in words for people."""
    if change.what == "position":
        return " and ".join(words.HOLDS.get(each, each) for each in value.split(", "))
    if change.what == "event":
        told = next((sign for status, sign in words.STATUSES.items() if status == value), value)
        return told or "told as happened"
    return one_line(value)
