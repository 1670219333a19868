"""Sentences that are shown beside others, with whose words they give."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.compare.words import Vocabulary, sentences
from rashomon.model.corpus import Extraction
from rashomon.model.offsets import Span
from rashomon.model.records import Passage, Statement
from rashomon.report import words
from rashomon.report.characters import one_line
from rashomon.report.denying import DENYING, is_denial
from rashomon.report.sentences import sentence_around
from rashomon.report.statements import Said
from rashomon.report.stems import stems_of
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
        who: those whose words it gives, with what they do but say.
        signs: what is told as not so, planned or the like.
        denies: whether somebody denies something in it.
        quotes: whether it gives words of somebody, though nobody is found who says what it stands here for.
    """

    at: Standing
    who: tuple[str, ...]
    signs: tuple[str, ...]
    denies: bool = False
    quotes: bool = False

    @property
    def is_own(self) -> bool:
        """Tell a sentence that gives nobody's words: the text's own."""
        return not self.who and not self.quotes


class Entries:
    """Makes entries of statements, events and passages; those of one sentence are one."""

    def __init__(self, extraction: Extraction, books: Library, said: Mapping[str, Said]) -> None:
        self._books = books
        self._said = said
        self._events = {event.id: event for event in extraction.events if event.document in books.texts}

    def of(
        self,
        findings: Iterable[str],
        passages: Iterable[Passage] = (),
        telling: str = "",
        office: str = "",
    ) -> tuple[Entry, ...]:
        """Return the sentences of statements, events and passages, in order of text and place.

        Those that a share version can't show whole are among them. Of several sentences of one finding it is
        the one that has the words `telling`, else the first. Who speaks is told by the findings, else by
        whose the words are. That somebody is called by an `office` is not told by what they say beside it.
        """
        at: defaultdict[tuple[int, Span], list[str]] = defaultdict(list)
        points: defaultdict[tuple[int, Span], list[Span]] = defaultdict(list)
        texts: dict[int, Text] = {}
        for finding in findings:
            text, span = self._place(finding, telling)
            if text is not None and span is not None:
                texts[text.number] = text
                sentence = sentence_around(text.body, span)
                at[text.number, sentence].append(finding)
                points[text.number, sentence] += _written(text.body, sentence, office) or [span]
        for passage in passages:
            if passage.document in self._books.texts and passage.spans:
                text = self._books.texts[passage.document]
                texts[text.number] = text
                sentence = sentence_around(text.body, passage.spans[0])
                at.setdefault((text.number, sentence), [])
                points[text.number, sentence].append(_telling(passage.spans, text.body, telling))
        return tuple(
            self._entry(Standing(texts[number], sentence), own, points[number, sentence], office)
            for (number, sentence), own in sorted(at.items())
        )

    def _entry(self, at: Standing, findings: Sequence[str], points: Sequence[Span], office: str) -> Entry:
        written = _written(at.text.body, at.sentence, office)
        who = self._who((finding for finding in findings if self._says(finding, written)), at)
        cued = [] if who else [each for each in self._books.statements[at.text.document.id] if each.cue.spans]
        saying = list(filter(None, (_saying(cued, point) for point in points)))
        who = who or self._who(saying, at)
        return Entry(
            at,
            who=tuple(_with_acts(name, acts) for name, acts in who.items()),
            signs=tuple(dict.fromkeys(sign for finding in findings for sign in self._signs(finding))),
            denies=any(self._denies(finding, at) for finding in (*findings, *saying)),
            quotes=any(at.sentence.overlaps(span) for each in cued for span in each.cue.spans),
        )

    def _says(self, finding: str, written: Sequence[Span]) -> bool:
        """Tell whether a finding may have words of its sentence; in "Mayor Ina Torv said" none are hers."""
        said = self._speaking(finding)
        if said is None or said.statement.kind == "authored" or not written:
            return True
        return any(span.overlaps(each) for span in said.statement.content.spans for each in written)

    def _who(self, findings: Iterable[str], at: Standing) -> Mapping[str, Mapping[str, None]]:
        who: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for finding in findings:
            self._add_who(finding, at, who)
        return who

    def _denies(self, finding: str, at: Standing) -> bool:
        """Tell a statement by which anybody denies something, and an event that is told as not so."""
        if finding in self._said:
            return is_denial(self._said[finding], named=False) and not _is_beside(self._said[finding], at)
        return finding in self._events and self._events[finding].status == "denied"

    def _place(self, finding: str, telling: str) -> tuple[Text | None, Span | None]:
        if finding in self._said:
            said = self._said[finding]
            return said.text, _telling(said.statement.content.spans, said.text.body, telling)
        if finding in self._events:
            event = self._events[finding]
            return self._books.texts[event.document], event.trigger.spans[0]
        return None, None

    def _add_who(self, finding: str, at: Standing, who: defaultdict[str, dict[str, None]]) -> None:
        """Add whose words a finding gives, with what they do other than say."""
        said = self._speaking(finding)
        if said is not None:
            name = words.NO_SOURCE if said.statement.speaker.kind == "none" else said.who
            act = "" if _is_beside(said, at) else said.act
            who[name].update(dict.fromkeys(filter(None, (act, "not sure" if said.unsure else ""))))

    def _speaking(self, finding: str) -> Said | None:
        """Return a statement, or that by which an event is told."""
        return self._said.get(finding) or self._said.get(self._events[finding].reported_by or "")

    def _signs(self, finding: str) -> Iterator[str]:
        event = self._events.get(finding)
        trigger = one_line(event.trigger.text) if event else ""
        if event and words.SIGNS[event.status] and len(trigger) < _SIGN:
            yield f"“{trigger}”: {words.SIGNS[event.status]}"


def _is_beside(said: Said, at: Standing) -> bool:
    """Tell "It is ours." beside "We never took it.": what who denies something says without denying it."""
    statement = said.statement
    told = DENYING.search(at.sentence.of(at.text.body)) or any(
        at.sentence.overlaps(span) for span in statement.cue.spans
    )
    return statement.act == "denied" and not told


def _written(body: str, sentence: Span, words_: str) -> list[Span]:
    """Return where a sentence has some words as they stand, whatever their case."""
    held = r"\s+".join(map(re.escape, words_.split()))
    found = re.finditer(rf"(?<!\w){held}(?!\w)", sentence.of(body), re.IGNORECASE) if held else ()
    return [Span(sentence.start + each.start(), sentence.start + each.end()) for each in found]


def _saying(statements: Iterable[Statement], point: Span) -> str | None:
    """Return the shortest of some statements that says the words at a place."""
    around = [each for each in statements if any(span.covers(point) for span in each.content.spans)]
    return min(around, key=lambda each: sum(map(len, each.content.spans))).id if around else None


def _telling(spans: Sequence[Span], body: str, words_: str) -> Span:
    """Return where a text has some words, else the sentence most like them, else the first stretch."""
    for span in spans if words_ else ():
        at = one_line(span.of(body)).find(words_)
        if at >= 0:
            start = min(span.start + at, span.end - 1)
            return Span(start, min(start + len(words_), span.end))
    return _likest(spans, body, words_) or spans[0]


def _likest(spans: Sequence[Span], body: str, words_: str) -> Span | None:
    """Return the sentence that has most of some words, of several the first; `None` where none has any."""
    vocabulary = Vocabulary()
    told = stems_of(words_, vocabulary)
    parts = [each for span in spans for each in sentences(body, span)] if told else []
    held = [(len(told & stems_of(each.of(body), vocabulary)), each) for each in parts]
    most, best = max(held, key=lambda each: each[0], default=(0, None))
    return best if most else None


def _with_acts(name: str, acts: Iterable[str]) -> str:
    listed = ", ".join(acts)
    return f"{name} ({listed})" if listed else name
