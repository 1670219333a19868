"""Sentences that are shown beside others, with whose words they give."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.model.corpus import Extraction
from rashomon.model.offsets import Span
from rashomon.model.records import Passage
from rashomon.report import words
from rashomon.report.characters import one_line
from rashomon.report.denying import is_denial
from rashomon.report.sentences import sentence_around
from rashomon.report.statements import Said
from rashomon.report.texts import Library, Text

_SIGN = 40  # characters of an event's words that a sign may quote


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


class Entries:
    """Makes entries of statements, events and passages; those of one sentence are one."""

    def __init__(self, extraction: Extraction, books: Library, said: Mapping[str, Said]) -> None:
        self._books = books
        self._said = said
        self._events = {event.id: event for event in extraction.events if event.document in books.texts}

    def of(
        self, findings: Iterable[str], passages: Iterable[Passage] = (), telling: str = ""
    ) -> tuple[Entry, ...]:
        """Return the sentences of statements, events and passages, in order of text and place.

        Those that a share version can't show whole are among them. Of several sentences of one finding it is
        the one that has the words `telling`, else the first.
        """
        at: defaultdict[tuple[int, Span], list[str]] = defaultdict(list)
        texts: dict[int, Text] = {}
        for finding in findings:
            text, span = self._place(finding, telling)
            if text is not None and span is not None:
                texts[text.number] = text
                at[text.number, sentence_around(text.body, span)].append(finding)
        for passage in passages:
            if passage.document in self._books.texts and passage.spans:
                text = self._books.texts[passage.document]
                texts[text.number] = text
                at.setdefault((text.number, sentence_around(text.body, passage.spans[0])), [])
        return tuple(
            self._entry(Standing(texts[number], sentence), own)
            for (number, sentence), own in sorted(at.items())
        )

    def _entry(self, at: Standing, findings: Sequence[str]) -> Entry:
        who: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for finding in findings:
            self._add_who(finding, who)
        return Entry(
            at,
            who=tuple(_with_acts(name, acts) for name, acts in who.items()),
            signs=tuple(dict.fromkeys(sign for finding in findings for sign in self._signs(finding))),
            denies=any(self._denies(finding) for finding in findings),
        )

    def _denies(self, finding: str) -> bool:
        """Tell a statement by which anybody denies something, and an event that is told as not so."""
        if finding in self._said:
            return is_denial(self._said[finding], named=False)
        return finding in self._events and self._events[finding].status == "denied"

    def _place(self, finding: str, telling: str) -> tuple[Text | None, Span | None]:
        if finding in self._said:
            said = self._said[finding]
            return said.text, _telling(said, telling)
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
        if event and words.SIGNS[event.status] and len(trigger) < _SIGN:
            yield f"“{trigger}”: {words.SIGNS[event.status]}"


def _telling(said: Said, words_: str) -> Span:
    """Return where a statement has some words, else its first stretch."""
    spans = said.statement.content.spans
    for span in spans if words_ else ():
        at = one_line(span.of(said.text.body)).find(words_) if words_ else -1
        if at >= 0:
            start = min(span.start + at, span.end - 1)
            return Span(start, min(start + len(words_), span.end))
    return spans[0]


def _with_acts(name: str, acts: Iterable[str]) -> str:
    listed = ", ".join(acts)
    return f"{name} ({listed})" if listed else name
