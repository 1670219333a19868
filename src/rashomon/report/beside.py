"""Side by side: what several texts say of one matter, and one event as several texts tell it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rashomon.compare.labels import opens_pointing
from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.offsets import Span
from rashomon.model.records import MergedEvent, Position, Proposition
from rashomon.report import words
from rashomon.report.characters import cut_point, one_line
from rashomon.report.denying import is_denial
from rashomon.report.differing import Difference, Differing
from rashomon.report.sentences import sentence_around
from rashomon.report.speakers import actor_name
from rashomon.report.statements import Said
from rashomon.report.texts import Library, Text
from rashomon.store.applying import BY_HAND

_AT_ONCE = 6  # passages of one matter shown before the rest is folded away
_MATTERS = 12  # matters shown before the rest is folded away
_HEADING = 110  # characters of a source's words in a heading
_SEVERAL = 2
_TELLING = 3  # words of a heading that says what is spoken of
_SIGN = 40  # characters of an event's words that a sign may quote
_PLAIN = frozenset({"happened", "ongoing"})


@dataclass(frozen=True, slots=True)
class Standing:
    """A sentence of one text that is shown beside others."""

    text: Text
    sentence: Span

    @property
    def anchor(self) -> str:
        """Return the id of its place in the reading view."""
        return f"{self.text.anchor}-b{self.sentence.start}-{self.sentence.end}"

    @property
    def words(self) -> str:
        """Return the sentence."""
        return self.text.excerpt.words([self.sentence])

    @property
    def shown(self) -> bool:
        """Tell whether all of it may be shown: a part could lack the "not" or the "denied"."""
        return self.text.excerpt.of(self.sentence) == (self.sentence,)


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence in one group.

    Attributes:
        at: the sentence.
        who: those whose words it gives, with what they do but say; nobody where they are the text's own.
        signs: what is told as not so, planned or the like.
        denies: whether somebody denies something in it.
    """

    at: Standing
    who: tuple[str, ...]
    signs: tuple[str, ...]
    denies: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences of several texts that speak of one matter, or tell one event.

    Attributes:
        anchor: the id of its heading.
        heading: words of a source.
        entries: in order of the texts, then of place.
        record: the id of the proposition or merged event,
        findings: and those of the statements and events in it.
        so: those findings of a matter that say what its label says.
        speakers: who speaks of a matter; nobody for an event.
        differences: where tellings of an event differ; nothing for a matter.
        by_hand: what was set by hand of it.
    """

    anchor: str
    heading: str
    entries: tuple[Entry, ...]
    record: str
    findings: frozenset[str]
    so: frozenset[str] = frozenset()
    speakers: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    by_hand: tuple[str, ...] = ()

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
        """Return what is folded away."""
        return self._others[_AT_ONCE:]

    @property
    def _others(self) -> tuple[Entry, ...]:
        shown = self.denials
        return tuple(entry for entry in self.entries if entry not in shown)


@dataclass(frozen=True, slots=True)
class Beside:
    """All matters and all events told by several texts, those of most texts first."""

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
        self._events = {event.id: event for event in extraction.events if event.document in books.texts}
        self._differing = Differing(extraction, books, self._said)
        self._names = {actor.id: actor_name(actor) for actor in extraction.actors}
        self._held: defaultdict[str, list[Position]] = defaultdict(list)
        for position in comparison.positions:
            self._held[position.proposition].append(position)

    def matter(self, proposition: Proposition) -> Group | None:
        """Return a matter, unless fewer than two texts may be shown on it."""
        entries = self._entries(proposition.members)
        heading = entries[0].at.words if entries and self._books.paths else proposition.label
        own = proposition.id, frozenset(proposition.members)
        group = _group(_cut(heading), entries, own, speakers=self._speakers(proposition.id))
        said = (value.findings for value in proposition.values if value.value == proposition.label)
        so = frozenset(next(said, proposition.members))
        return group and replace(group, so=so, by_hand=tuple(self._set(proposition)))

    def event(self, merged: MergedEvent) -> Group | None:
        """Return one event, unless fewer than two texts may be shown that tell it."""
        entries = self._entries(merged.events)
        told = [self._events[name].trigger.text for name in merged.events if name in self._events]
        heading = ", ".join(dict.fromkeys(one_line(words_).casefold() for words_ in told))
        own = merged.id, frozenset(merged.events)
        group = _group(heading, entries, own, differences=tuple(self._differing.of(merged)))
        return group and replace(group, by_hand=tuple(_put_together(merged)))

    def _entries(self, findings: Iterable[str]) -> tuple[Entry, ...]:
        at: defaultdict[tuple[int, Span], list[str]] = defaultdict(list)
        texts: dict[int, Text] = {}
        for finding in findings:
            text, span = self._place(finding)
            if text is not None and span is not None:
                texts[text.number] = text
                at[text.number, sentence_around(text.body, span)].append(finding)
        entries = (
            self._entry(Standing(texts[number], sentence), own)
            for (number, sentence), own in sorted(at.items())
        )
        return tuple(entry for entry in entries if entry.at.shown)

    def _entry(self, at: Standing, findings: Sequence[str]) -> Entry:
        who: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for finding in findings:
            self._add_who(finding, who)
        return Entry(
            at,
            who=tuple(_with_acts(name, acts) for name, acts in who.items()),
            signs=tuple(dict.fromkeys(sign for finding in findings for sign in self._signs(finding))),
            denies=any(is_denial(self._said[finding]) for finding in findings if finding in self._said),
        )

    def _place(self, finding: str) -> tuple[Text | None, Span | None]:
        if finding in self._said:
            said = self._said[finding]
            return said.text, said.statement.content.spans[0]
        if finding in self._events:
            event = self._events[finding]
            return self._books.texts[event.document], event.trigger.spans[0]
        return None, None

    def _add_who(self, finding: str, who: defaultdict[str, dict[str, None]]) -> None:
        """Add whose words a finding gives, with what they do other than say."""
        said = self._said.get(finding) or self._said.get(self._events[finding].reported_by or "")
        if said is not None:
            name = words.NO_SOURCE if said.statement.speaker.kind == "none" else said.who
            who[name].update(dict.fromkeys(filter(None, (said.act, "not sure" if said.unsure else ""))))

    def _signs(self, finding: str) -> Iterator[str]:
        event = self._events.get(finding)
        trigger = one_line(event.trigger.text) if event else ""
        if event and event.status not in _PLAIN and len(trigger) < _SIGN:
            yield f"“{trigger}”: {words.STATUSES[event.status]}"

    def _speakers(self, proposition: str) -> tuple[str, ...]:
        held = (
            each.actor
            for each in self._held[proposition]
            if each.position != "relays" and any(finding in self._said for finding in each.evidence)
        )
        return tuple(dict.fromkeys(self._names[actor] for actor in held if actor in self._names))

    def _set(self, proposition: Proposition) -> Iterator[str]:
        """Yield what was set by hand: which passages belong together, and who holds what."""
        yield from _put_together(proposition)
        held = [each for each in self._held[proposition.id] if each.made_by == BY_HAND]
        told = (f"{self._names.get(each.actor, '')} {words.HOLDS[each.position]}" for each in held)
        yield from dict.fromkeys(told)


def _group(
    heading: str,
    entries: tuple[Entry, ...],
    own: tuple[str, frozenset[str]],
    speakers: tuple[str, ...] = (),
    differences: tuple[Difference, ...] = (),
) -> Group | None:
    if len({entry.at.text.number for entry in entries}) < _SEVERAL:
        return None
    return Group("", heading, entries, *own, speakers=speakers, differences=differences)


def _put_together(record: MergedEvent | Proposition) -> Iterator[str]:
    if record.made_by == BY_HAND:
        yield "which passages stand here"


def _with_acts(name: str, acts: Iterable[str]) -> str:
    listed = ", ".join(acts)
    return f"{name} ({listed})" if listed else name


def _cut(heading: str) -> str:
    line = one_line(heading)
    end = cut_point(line, 0, _HEADING)
    return line if end == len(line) else f"{line[:end].rstrip()} …"


def beside(extraction: Extraction, comparison: Comparison, books: Library, said: Iterable[Said]) -> Beside:
    """Return what the page shows side by side; findings in documents that are not held are left out."""
    finder = _Finder(extraction, comparison, books, said)
    return Beside(
        matters=_numbered("m", filter(None, map(finder.matter, comparison.propositions))),
        events=_numbered("v", filter(None, map(finder.event, comparison.merged_events))),
    )


def _numbered(letter: str, groups: Iterable[Group]) -> tuple[Group, ...]:
    ordered = sorted(groups, key=lambda group: (-len(group.differences), -group.texts, -len(group.entries)))
    return tuple(replace(group, anchor=f"{letter}{number}") for number, group in enumerate(ordered, 1))
