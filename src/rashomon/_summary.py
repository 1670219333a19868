"""What a run did, in numbers, and what it left out."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rashomon.model.changes import ChangeRecord
from rashomon.model.corpus import Extraction
from rashomon.model.records import Document

if TYPE_CHECKING:
    from rashomon.read import Sources

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Gap:
    """A document that was not read or not analysed, wholly or in part, and why."""

    where: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did.

    Attributes:
        documents: How many texts there were, read or not.
        read: How many of them were read.
        analysed: How many of them were analysed.
        gaps: Those that were not, or not wholly.
        found: How many records of each kind there are.
        unused: The entries on sources that speak of none of the documents, by what they match.
        facts: What the head of the report says of a comparison, phrase by phrase; empty without one.
    """

    documents: int = 0
    read: int = 0
    analysed: int = 0
    gaps: tuple[Gap, ...] = ()
    found: Mapping[str, int] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


class Tally:
    """Adds up what a run did, and which entries of `sources` it had no use for."""

    def __init__(self, sources: Sources | None = None) -> None:
        self._summary = Summary()
        self._unused = sources
        self._gaps: list[Gap] = []
        self._found: Counter[str] = Counter()

    def add(self, extraction: Extraction) -> None:
        self._take_note(extraction.documents)
        self._gaps += (Gap(where(each), each.unread) for each in extraction.documents if each.unread)
        self._found.update({name: len(getattr(extraction, name)) for name in extraction.__struct_fields__})
        self._summary = Summary(
            documents=self._found["documents"],
            read=self._summary.read + sum(bool(each.text) for each in extraction.documents),
            analysed=self._summary.analysed + sum(analysable(each) for each in extraction.documents),
        )

    def _take_note(self, documents: tuple[Document, ...]) -> None:
        if self._unused is not None and self._unused.entries:
            left = frozenset(self._unused.unmatched(documents))
            entries = tuple(each for each in self._unused.entries if each.match in left)
            self._unused = dataclasses.replace(self._unused, entries=entries)

    def summary(self, facts: tuple[str, ...] = ()) -> Summary:
        """Return what was added up, and what the report says of it in its head."""
        unused = tuple(each.match for each in self._unused.entries) if self._unused else ()
        return dataclasses.replace(
            self._summary, gaps=tuple(self._gaps), found=dict(self._found), unused=unused, facts=facts
        )


_KINDS = ("text", "statement", "event", "figure", "proposition", "position", "parting")
_CHANGES = ("new", "gone", "changed")


def news(changes: Iterable[ChangeRecord]) -> str:
    """Return how much is new, gone and changed, kind by kind: "texts: 1 new, 2 gone; position: 1 changed"."""
    counts: Counter[tuple[str, str]] = Counter((each.what, each.change) for each in changes)
    parts = [
        _counted(what, [(counts[what, change], change) for change in _CHANGES if counts[what, change]])
        for what in _KINDS
    ]
    program = "found in part by another model or rule than then" if counts["program", "changed"] else ""
    return "; ".join(part for part in (*parts, program) if part) or "nothing changed"


def _counted(what: str, found: list[tuple[int, str]]) -> str:
    if not found:
        return ""
    total = sum(number for number, _ in found)
    told = ", ".join(f"{number:,} {change}" for number, change in found)
    return f"{what}{'' if total == 1 else 's'}: {told}"


def analysable(document: Document) -> bool:
    """Tell whether `document` has a text in English, or in a language that is not known."""
    return bool(document.text.strip()) and document.language in (None, ENGLISH)


def where(document: Document) -> str:
    """Return what people know a document by: its path, else its address."""
    return document.path or document.url or document.id
