"""The opening: what is told alike, what is disputed, what one text alone has, and what is not known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from rashomon.model.corpus import Comparison, Extraction
from rashomon.report import words
from rashomon.report.alike import Told, alike
from rashomon.report.alone import denied_once, heard_once, numbers_once, told_once
from rashomon.report.beside import Beside
from rashomon.report.denials import denials
from rashomon.report.likewise import Likewise
from rashomon.report.lines import Line, Quote
from rashomon.report.paired import Paired
from rashomon.report.parting import Partings
from rashomon.report.roots import Roots
from rashomon.report.statements import Said, SpeakerView
from rashomon.report.texts import UNDATED, Library, Text
from rashomon.report.unknown import open_points, refusals

_AT_ONCE = 5  # lines of one part shown before the rest is folded away
_AT_MOST = 30  # lines of one part that the page has
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Chapter:
    """One part of the opening.

    Attributes:
        anchor: the id of its heading.
        heading: what it holds.
        about: what its lines have in common, in a sentence.
        nothing: what is said where it has no line.
        lines: the most widely told first, no more than a page has room for.
        left: how many more there are.
        facts: what is said without words of a source.
    """

    anchor: str
    heading: str
    about: str
    nothing: str
    lines: tuple[Line, ...]
    left: int = 0
    facts: tuple[str, ...] = ()

    @property
    def first(self) -> tuple[Line, ...]:
        """Return the lines shown at once."""
        return self.lines[:_AT_ONCE]

    @property
    def more(self) -> tuple[Line, ...]:
        """Return the lines folded away."""
        return self.lines[_AT_ONCE:]


@dataclass(frozen=True, slots=True)
class Opening:
    """The parts in order; of one text alone what is not known, and what is disputed in it, if anything is."""

    chapters: tuple[Chapter, ...]

    def of(self, text: Text) -> list[Quote]:
        """Return the sentences of one text that lines lead to, in order of place."""
        quotes = (line.quote for chapter in self.chapters for line in chapter.lines)
        found = {each.sentence.start: each for each in quotes if each and each.text.number == text.number}
        return [found[start] for start in sorted(found)]


@dataclass(frozen=True, slots=True)
class Material:
    """What the opening is made of."""

    extraction: Extraction
    comparison: Comparison
    books: Library
    who: Sequence[SpeakerView]
    side: Beside
    parted: Partings
    roots: Roots

    @property
    def said(self) -> list[Said]:
        """Return every statement once, in order of text and place."""
        held = {item.statement.id: item for view in self.who for item in view.everything}
        return sorted(held.values(), key=lambda item: (item.text.number, item.place.number))

    @property
    def read(self) -> list[Text]:
        """Return the texts that have any words."""
        return [text for text in self.books.texts.values() if text.read]


def opening(material: Material) -> Opening:
    """Return the opening of a page."""
    said = material.said
    unknown = _unknown(material, said)
    if not material.read:
        return Opening(())
    denied = _widest(material.roots, denials(said, material.side.matters))
    disputed = _disputed(material, denied)
    if len(material.read) < _SEVERAL:
        return Opening((disputed, unknown) if disputed.lines else (unknown,))
    told_alike = _alike(material, said)
    paired = Paired(material.comparison, material.books, material.roots, told_alike.lines)
    return Opening((told_alike, disputed, _alone(material, denied, paired), unknown))


def _alike(material: Material, said: Iterable[Said]) -> Chapter:
    anchors = {group.record: group.anchor for group in material.side.events}
    told = Told(material.roots, anchors)
    found = alike(material.extraction, material.comparison, material.books, said, told)
    ordered = _widest(material.roots, found.sure, found.shared)
    return Chapter(
        "alike",
        "Told alike",
        "Events that texts of at least two independent origins tell with the same words, and that nobody was"
        " found to deny; those of which texts share the sentence stand last and say so, for their origins may"
        " not be independent. The words in bold are told alike; the rest of the sentence is one text’s.",
        "No event was found that texts of two independent origins tell alike in the same words.",
        tuple(ordered[:_AT_MOST]),
        max(0, len(ordered) - _AT_MOST),
    )


def _disputed(material: Material, denied: Iterable[Line]) -> Chapter:
    lines = [*material.parted.lines(), *denied]
    return Chapter(
        "disputed",
        "Disputed",
        "What cannot both hold, and what somebody denies.",
        "No denial was found, and no values that cannot both hold. That does not mean that the texts agree:"
        " other differences are not looked for.",
        tuple(lines[:_AT_MOST]),
        max(0, len(lines) - _AT_MOST),
    )


def _alone(material: Material, denied: Iterable[Line], paired: Paired) -> Chapter:
    extraction, books, roots = material.extraction, material.books, material.roots
    likewise = Likewise(material.read)
    parted = {
        (entry.at.text.number, entry.at.sentence) for p in material.parted.points for entry in p.entries
    }
    told, counted = (
        [
            line
            for line in lines
            if line.quote is None or (line.quote.text.number, line.quote.sentence) not in parted
        ]
        for lines in (
            told_once(extraction, material.comparison, books, likewise, roots),
            numbers_once(extraction, books),
        )
    )
    heard = heard_once(extraction, material.who, books)
    denied_alone = denied_once(denied, likewise, roots)
    told, denials_, counted = (
        [line for line in lines if not paired.has(line)] for lines in (told, denied_alone, counted)
    )
    lines = list(_in_turn([*told, *heard, *denials_, *counted]))
    return Chapter(
        "alone",
        "From one source alone",
        "What no text of another origin was found to have, in these or in like words: events that a text"
        " tells in its own words with who did it, at most three of a text; persons who are heard; denials;"
        " numbers. Much else that one text alone has is not listed.",
        "No event, person, denial or number was found that texts of one origin alone have.",
        tuple(lines[:_AT_MOST]),
        max(0, len(lines) - _AT_MOST),
    )


def _unknown(material: Material, said: Iterable[Said]) -> Chapter:
    lines = [*refusals(said), *open_points(material.books.texts.values())]
    return Chapter(
        "unknown",
        "Not known",
        "What somebody did not say or answer, what a text calls not known, and what the findings lack.",
        "",
        tuple(lines[:_AT_MOST]),
        max(0, len(lines) - _AT_MOST),
        tuple(filter(None, _lacking(material))),
    )


def _widest(roots: Roots, *kinds: Iterable[Line]) -> list[Line]:
    """Return lines kind by kind in order of how many origins, then texts, have them.

    Of each sentence quoted there is one line.
    """
    seen: dict[tuple[str, str], Line] = {}
    ordered = (
        line
        for lines in kinds
        for line in sorted(lines, key=lambda each: (-len(roots.of(each.numbers)), -len(each.numbers)))
    )
    for line in ordered:
        seen.setdefault((line.says, line.quote.anchor if line.quote else line.href), line)
    return list(seen.values())


def _in_turn(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the first line of each text, then the second of each, so that no text fills the page."""
    turns: Counter[int] = Counter()
    placed = []
    for line in lines:
        number = min(line.numbers)
        placed.append(((turns[number], number), line))
        turns[number] += 1
    return (line for _, line in sorted(placed, key=lambda each: each[0]))


def _lacking(material: Material) -> Iterator[str]:
    texts = material.read
    yield _of(sum(text.published_key == UNDATED for text in texts), len(texts), "has no date", "have no date")
    unread = [text for text in material.books.texts.values() if text.unread or not text.read]
    yield f"{words.counted(len(unread), 'text')} not read or not analysed in full" if unread else ""
    yield from _lacking_in_events(material)
    nobody = [view for view in material.who if not view.by_name]
    said = len({item.statement.id for view in material.who for item in view.everything})
    unnamed = len(set(chain.from_iterable((i.statement.id for i in view.everything) for view in nobody)))
    lacking = f"{unnamed:,} of {words.counted(said, 'statement')} without a properly named speaker"
    yield lacking if unnamed else ""


def _lacking_in_events(material: Material) -> Iterator[str]:
    events = {event.id: event for event in material.extraction.events}
    groups = (
        [events[name] for name in merged.events if name in events]
        for merged in material.comparison.merged_events
    )
    told = [group for group in groups if len({event.document for event in group}) >= _SEVERAL]
    bounded = {time.id for time in material.extraction.times if time.earliest}
    no_time = sum(all(event.time not in bounded for event in group) for group in told)
    no_place = sum(all(event.place is None for event in group) for group in told)
    if no_time or no_place:
        total = words.counted(len(told), "event that several texts tell", "events that several texts tell")
        yield f"Of {total}, {no_time:,} without a date and {no_place:,} without a place in any of them"


def _of(some: int, total: int, one: str, many: str) -> str:
    return f"{some:,} of {words.counted(total, 'text')} {one if some == 1 else many}" if some else ""
