"""Side by side: what several texts say of one matter, and one event as several texts tell it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rashomon.compare.labels import opens_pointing
from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.records import MergedEvent, Position, Proposition
from rashomon.report import words
from rashomon.report.characters import cut_point, one_line
from rashomon.report.parties import is_of_party
from rashomon.report.speakers import actor_name
from rashomon.report.standing import Entries, Entry, Standing
from rashomon.report.statements import Said
from rashomon.report.texts import Library, Text
from rashomon.store.applying import BY_HAND

_AT_ONCE = 6  # passages of one matter shown before the rest is folded away
_MATTERS = 12  # matters shown before the rest is folded away
_EVENTS = 12  # events listed before the rest is folded away
_HEADING = 110  # characters of a source's words in a heading
_SEVERAL = 2
_TELLING = 3  # words of a heading that says what is spoken of


@dataclass(frozen=True, slots=True)
class Spoken:
    """Somebody by the id of the actor, and what the page calls them; two may have one name."""

    actor: str
    name: str


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences of several texts that speak of one matter, or tell one event.

    Attributes:
        anchor: the id of its heading.
        heading: words of a source.
        entries: in order of the texts, then of place.
        record: the id of the proposition or merged event,
        findings: and those of the statements and events in it.
        so: those findings of a matter that say what its label says,
        saying: and the numbers of the texts in which they, or the words of the heading, stand.
        speakers: who speaks of a matter; nobody for an event.
        relaying: who has a matter from others only.
        by_hand: what was set by hand of it.
    """

    anchor: str
    heading: str
    entries: tuple[Entry, ...]
    record: str
    findings: frozenset[str]
    so: frozenset[str] = frozenset()
    saying: frozenset[int] = frozenset()
    speakers: tuple[Spoken, ...] = ()
    relaying: tuple[Spoken, ...] = ()
    by_hand: tuple[str, ...] = ()

    @property
    def example(self) -> str:
        """Return the first of the sentences, as much of it as a heading has room for."""
        return _cut(self.entries[0].at.words)

    @property
    def texts(self) -> int:
        """Return the number of texts."""
        return len(self.numbers)

    @property
    def numbers(self) -> frozenset[int]:
        """Return the numbers of the texts."""
        return frozenset(entry.at.text.number for entry in self.entries)

    @property
    def is_telling(self) -> bool:
        """Tell whether the heading has enough words to say what is spoken of, and of whom ("they left")."""
        return len(self.heading.split()) >= _TELLING and not opens_pointing(self.heading)

    @property
    def denials(self) -> tuple[Entry, ...]:
        """Return the sentences in which somebody denies something, as many as are shown at once."""
        return tuple(entry for entry in self.entries if entry.denies)[:_AT_ONCE]

    @property
    def first(self) -> tuple[Entry, ...]:
        """Return what is shown at once beside denials, or without any."""
        return self._others[:_AT_ONCE]

    @property
    def more(self) -> tuple[Entry, ...]:
        """Return what is folded away, denials too."""
        denials = [entry for entry in self.entries if entry.denies]
        return (*denials[_AT_ONCE:], *self._others[_AT_ONCE:])

    @property
    def _others(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if not entry.denies)


@dataclass(frozen=True, slots=True)
class Beside:
    """All matters and all events told by several texts, those of most texts first, unless others lead."""

    matters: tuple[Group, ...]
    events: tuple[Group, ...]

    @property
    def first(self) -> tuple[Group, ...]:
        """Return the matters shown at once."""
        return self.matters[:_MATTERS]

    @property
    def more(self) -> tuple[Group, ...]:
        """Return the matters folded away."""
        return self.matters[_MATTERS:]

    @property
    def first_events(self) -> tuple[Group, ...]:
        """Return the events listed at once."""
        return self.events[:_EVENTS]

    @property
    def more_events(self) -> tuple[Group, ...]:
        """Return the events folded away."""
        return self.events[_EVENTS:]

    def led_by(self, records: Container[str]) -> Beside:
        """Return the same with some events, told by their records, before the others."""
        return replace(self, events=tuple(sorted(self.events, key=lambda each: each.record not in records)))

    def of(self, text: Text) -> list[tuple[Standing, Group]]:
        """Return the sentences of one text with the groups that they stand in, in order of place."""
        found = [
            (entry.at, group)
            for group in (*self.matters, *self.events)
            for entry in group.entries
            if entry.at.text.number == text.number
        ]
        return sorted(found, key=lambda each: (each[0].sentence, each[1].anchor))


class _Finder:
    """Makes groups from records, and numbers the sentences that they stand in."""

    def __init__(
        self, extraction: Extraction, comparison: Comparison, books: Library, said: Iterable[Said]
    ) -> None:
        self._books = books
        self._said = {each.statement.id: each for each in said}
        self._entries = Entries(extraction, books, self._said)
        self._events = {event.id: event for event in extraction.events if event.document in books.texts}
        self._names = {actor.id: actor_name(actor) for actor in extraction.actors}
        self._held: defaultdict[str, list[Position]] = defaultdict(list)
        for position in comparison.positions:
            self._held[position.proposition].append(position)

    def matter(self, proposition: Proposition) -> Group | None:
        """Return a matter, unless fewer than two texts may be shown on it."""
        entries = _shown(self._entries.of(proposition.members))
        said = (value.findings for value in proposition.values if value.value == proposition.label)
        so = frozenset(next(said, proposition.members))
        heading = proposition.label
        saying = _shown(self._entries.of([each for each in proposition.members if each in so]))
        if entries and self._books.paths:  # a sentence that may be shown stands for the label
            heading = (saying or entries)[0].at.words
            so = so if saying else frozenset()
        own = proposition.id, frozenset(proposition.members)
        group = _group(_cut(heading), entries, own, speakers=self._speakers(proposition.id))
        return group and replace(
            group,
            so=so,
            saying=frozenset(entry.at.text.number for entry in saying),
            relaying=self._relaying(proposition, so),
            by_hand=tuple(self._set(proposition)),
        )

    def event(self, merged: MergedEvent) -> Group | None:
        """Return one event, unless fewer than two texts may be shown that tell it."""
        entries = _shown(self._entries.of(merged.events))
        told = [self._events[name].trigger.text for name in merged.events if name in self._events]
        heading = ", ".join(dict.fromkeys(one_line(words_).casefold() for words_ in told))
        own = merged.id, frozenset(merged.events)
        group = _group(heading, entries, own)
        return group and replace(group, by_hand=tuple(_put_together(merged)))

    def is_judged(self, record: str) -> bool:
        """Tell whether somebody set by hand who holds what of a matter: of what its label says."""
        return any(each.made_by == BY_HAND for each in self._held[record])

    def _speakers(self, proposition: str) -> tuple[Spoken, ...]:
        held = (
            each.actor
            for each in self._held[proposition]
            if each.position != "relays" and any(finding in self._said for finding in each.evidence)
        )
        return self._named(held)

    def _relaying(self, proposition: Proposition, so: frozenset[str]) -> tuple[Spoken, ...]:
        """Return the outlets that have a matter from others only, and are no party."""
        relaying = [each for each in self._held[proposition.id] if each.position == "relays"]
        entries = self._entries.of(sorted(so)) if relaying else ()
        own = {each.at.text.name for each in entries if each.is_own}
        return self._named(
            each.actor
            for each in relaying
            if each.made_by == BY_HAND
            or any(
                text.name not in own and not is_of_party(text)
                for text in filter(None, map(self._text, each.evidence))
            )
        )

    def _text(self, finding: str) -> Text | None:
        if finding in self._said:
            return self._said[finding].text
        event = self._events.get(finding)
        return self._books.texts[event.document] if event else None

    def _named(self, actors: Iterable[str]) -> tuple[Spoken, ...]:
        return tuple(
            Spoken(actor, self._names[actor]) for actor in dict.fromkeys(actors) if actor in self._names
        )

    def _set(self, proposition: Proposition) -> Iterator[str]:
        """Yield what was set by hand: which passages belong together, and who holds what."""
        yield from _put_together(proposition)
        held = [each for each in self._held[proposition.id] if each.made_by == BY_HAND]
        told = (f"{self._names.get(each.actor, '')} {words.HOLDS[each.position]}" for each in held)
        yield from dict.fromkeys(told)


def _shown(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if entry.at.shown)


def _group(
    heading: str,
    entries: tuple[Entry, ...],
    own: tuple[str, frozenset[str]],
    speakers: tuple[Spoken, ...] = (),
) -> Group | None:
    if len({entry.at.text.number for entry in entries}) < _SEVERAL:
        return None
    return Group("", heading, entries, *own, speakers=speakers)


def _put_together(record: MergedEvent | Proposition) -> Iterator[str]:
    if record.made_by == BY_HAND:
        yield "which passages stand here"


def _cut(heading: str) -> str:
    line = one_line(heading)
    end = cut_point(line, 0, _HEADING)
    return line if end == len(line) else f"{line[:end].rstrip()} …"


def beside(extraction: Extraction, comparison: Comparison, books: Library, said: Iterable[Said]) -> Beside:
    """Return what the page shows side by side; findings in documents that are not held are left out."""
    finder = _Finder(extraction, comparison, books, said)
    return Beside(
        matters=tuple(
            _apart(_numbered("m", filter(None, map(finder.matter, comparison.matters))), finder.is_judged)
        ),
        events=_numbered("v", filter(None, map(finder.event, comparison.merged_events))),
    )


def _apart(groups: Sequence[Group], is_judged: Callable[[str], bool]) -> Iterator[Group]:
    """Yield groups under a heading each: where two have the same words, the later takes another passage's.

    One of which somebody set by hand who holds what keeps its own: it was set of what that says.
    """
    seen = {group.heading for group in groups if is_judged(group.record)}
    for group in groups:
        if is_judged(group.record):
            yield group
            continue
        others = (_cut(entry.at.words) for entry in group.entries)
        heading = next((each for each in (group.heading, *others) if each not in seen), group.heading)
        seen.add(heading)
        yield group if heading == group.heading else _under(heading, group)


def _under(heading: str, group: Group) -> Group:
    """Return a group under the words of one of its sentences, of which no more is known to say the same."""
    saying = (entry.at.text.number for entry in group.entries if _cut(entry.at.words) == heading)
    return replace(group, heading=heading, so=frozenset(), saying=frozenset(saying))


def _numbered(letter: str, groups: Iterable[Group]) -> tuple[Group, ...]:
    ordered = sorted(groups, key=lambda group: (-group.texts, -len(group.entries)))
    return tuple(replace(group, anchor=f"{letter}{number}") for number, group in enumerate(ordered, 1))
