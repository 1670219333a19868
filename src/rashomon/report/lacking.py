"""Left out where: what texts of several origins have, by the texts in which it was found or not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from rashomon.report.beside import Beside
from rashomon.report.likewise import Likewise, bold
from rashomon.report.opening import Opening
from rashomon.report.roots import Roots
from rashomon.report.texts import Text

_SEVERAL = 2
_LEAST = 3  # texts; which of two has what is plain from the passages
_CHAPTERS = frozenset({"alike", "disputed"})
_COLUMNS = 16  # texts for which a table has a column each
_NAMED_AT_MOST = 6
_LINES = 10  # of a part of the opening that have a row,
_MATTERS = 12  # and matters


@dataclass(frozen=True, slots=True)
class Row:
    """Something that texts of several origins have.

    Attributes:
        kind: what it is: an event, a denial, a matter.
        words: words of a source.
        href: the id of its passages.
        found: the numbers of the texts in which it was found,
        near: and of those that have a sentence with half of its words, speak of the matter of an event or
            say something else of a matter.
    """

    kind: str
    words: str
    href: str
    found: frozenset[int]
    near: frozenset[int]


@dataclass(frozen=True, slots=True)
class Lacking:
    """The rows, and the texts that are in question."""

    rows: tuple[Row, ...]
    texts: tuple[Text, ...]

    @property
    def in_columns(self) -> bool:
        """Tell whether each text has a column; of more texts, those without are named."""
        return len(self.texts) <= _COLUMNS

    def without(self, row: Row) -> tuple[Text, ...]:
        """Return the texts in which nothing like it was found."""
        return tuple(text for text in self.texts if text.number not in row.found | row.near)

    def named(self, row: Row) -> tuple[Text, ...]:
        """Return those of them that there is room to name."""
        return self.without(row)[:_NAMED_AT_MOST]


def lacking(first: Opening, side: Beside, texts: Iterable[Text], roots: Roots) -> Lacking:
    """Return what texts of two origins at least speak of, with the texts in which it was found and was not.

    A text has something near it where one sentence has half of its content words, at least two: perhaps the
    same in other words, which nothing here can tell.
    """
    held = tuple(texts)
    if len(held) < _LEAST:
        return Lacking((), held)
    index = Likewise(held)
    lines = [row for row in _of_lines(first, side, index) if len(roots.of(row.found)) >= _SEVERAL]
    return Lacking((*lines, *_of_matters(side, index, roots)), held)


def _of_lines(first: Opening, side: Beside, index: Likewise) -> Iterable[Row]:
    """Yield events told alike and denials; who speaks of the matter of an event may tell the event."""
    for chapter in first.chapters:
        if chapter.anchor not in _CHAPTERS:
            continue
        for line in chapter.lines[:_LINES]:
            words = bold(line)
            if line.quote and index.says(words):
                near = index.near(words) | _on_its_matter(line.href, side)
                yield Row(line.says or "Event", words, line.href, line.numbers, near - line.numbers)


def _on_its_matter(event: str, side: Beside) -> frozenset[int]:
    own = [group for group in side.events if group.anchor == event]
    findings = {finding for group in own for finding in group.findings}
    matters = (group for group in side.matters if not findings.isdisjoint(group.findings))
    return frozenset(number for group in (*own, *matters) for number in group.numbers)


def _of_matters(side: Beside, index: Likewise, roots: Roots) -> Iterable[Row]:
    """Yield matters; what somebody says else of one is not the same, and stands as something near it."""
    spoken = (each for each in side.matters if each.is_telling and len(roots.of(each.numbers)) >= _SEVERAL)
    for group in islice(spoken, _MATTERS):
        near = (group.numbers | index.near(group.heading)) - group.saying
        yield Row("Matter", group.heading, group.anchor, group.saying, near)
