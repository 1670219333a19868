"""What changed since an earlier run, in first-hand words where there are any, with links to the passages."""

from __future__ import annotations

from collections.abc import Container, Sequence
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
        "parting": "Where they part",
        "figure": "Figures",
        "position": "Who holds what",
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
        comes_with_text: whether it is there because its text is new.
    """

    change: str
    text: Text | None
    subject: str
    quoted: bool
    actor: str
    before: Side | None
    now: Side | None
    comes_with_text: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """All changes of one kind: those of what was there before first, those that come with new texts last."""

    heading: str
    entries: tuple[Entry, ...]

    @property
    def first(self) -> tuple[Entry, ...]:
        """Return what is shown at once: nothing that comes with a new text."""
        return tuple(each for each in self.entries if not each.comes_with_text)[:_AT_ONCE]

    @property
    def more(self) -> tuple[Entry, ...]:
        """Return what is folded away."""
        return self.entries[len(self.first) :]

    @property
    def rest(self) -> str:
        """Return what is said of what is folded away."""
        told = words.counted(len(self.more), "more change" if self.first else "change")
        new = sum(each.comes_with_text for each in self.more)
        where = (
            "" if not new else " in new texts" if new == len(self.more) else f", {new:,} of them in new texts"
        )
        return f"{told}{where}"


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
    new = {
        each.now.document
        for each in comparison.changes
        if each.what == "text" and each.change == "new" and each.now
    }
    kinds = (
        Kind(heading, tuple(_entry(each, books, new) for each in _of(comparison.changes, what, new)))
        for what, heading in _HEADINGS.items()
    )
    return Changed(asked, tuple(kind for kind in kinds if kind.entries))


def _of(changes: Sequence[ChangeRecord], what: str, new: Container[str]) -> list[ChangeRecord]:
    return sorted(
        (each for each in changes if each.what == what),
        key=lambda each: (_comes_with_text(each, new), _ORDER[each.change]),
    )


def _comes_with_text(change: ChangeRecord, new: Container[str]) -> bool:
    if change.what == "text" or change.change != "new" or change.now is None:
        return False
    return change.now.document in new


def _entry(change: ChangeRecord, books: Library, new: Container[str]) -> Entry:
    of_text = change.what == "text"
    return Entry(
        change=change.change,
        text=books.texts.get(change.now.document) if of_text and change.now else None,
        subject=_subject(change, books),
        quoted=change.what in _QUOTED,
        actor=one_line(change.actor or ""),
        before=_side(change, change.before, books),
        now=_side(change, change.now, books),
        comes_with_text=_comes_with_text(change, new),
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
    held = at.words if at else "" if books.paths else cut(seen.text)
    value = _value(change, seen.value or "")
    told = f"{value}, in the words" if change.what == "position" and held else value
    return Side(held, told, _name(change, seen, books), at)


def _name(change: ChangeRecord, seen: Seen, books: Library) -> str:
    """Return the name of a text as the page has it, also of an earlier state of one that is there."""
    known = change.now if change.now and change.now.name == seen.name else seen
    text = books.texts.get(known.document)
    return text.name if text else one_line(seen.name)


def _value(change: ChangeRecord, value: str) -> str:
    """Return what was told of a passage in words for people."""
    if change.what == "position":
        return " and ".join(words.HOLDS.get(each, each) for each in value.split(", "))
    if change.what == "event":
        told = next((sign for status, sign in words.STATUSES.items() if status == value), value)
        return told or "told as happened"
    return one_line(value)
