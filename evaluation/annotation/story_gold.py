"""From the notes across texts to links, origins, propositions, positions, merged events and the story."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from evaluation.annotation.notes import (
    OriginNote,
    PairNote,
    PassageNote,
    Place,
    PositionNote,
    PropositionNote,
    StoryNotes,
)
from evaluation.annotation.text_gold import MADE_BY, TextGold
from rashomon.model import drifts, records
from rashomon.model.identity import group_id
from rashomon.model.offsets import Span
from training.gold.marks import MarkError, find_plain

_SURE = 1.0
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_NUMBER_LENGTH = 2
_OTHER_WORDS = frozenset(("retold", "translated"))  # too little is shared for a comparison word by word


@dataclass(frozen=True, slots=True)
class StoryGold:
    """The texts by the name of their file, what was annotated across them, and the ids of the actors."""

    texts: Mapping[str, TextGold]
    notes: StoryNotes
    actors: Mapping[str, str]

    def text(self, name: str) -> TextGold:
        """Return the text called `name`, or the only one whose name begins with it."""
        found = [text for key, text in self.texts.items() if name and key.startswith(name)]
        if len(found) != 1:
            raise MarkError(f"a reference begins with the two digits of a text or its name, not {name!r}")
        return found[0]

    def passage(self, reference: str) -> records.Passage:
        """Return the content of a statement or the trigger of an event, from "03:key" or "03:e/key"."""
        name, key = reference[:_NUMBER_LENGTH], reference[_NUMBER_LENGTH + 1 :]
        text, is_event = self.text(name), key.startswith("e/")
        found = text.events.get(key[len("e/") :]) if is_event else text.statements.get(key)
        if found is None:
            raise MarkError(f"nothing is annotated under the reference {reference}")
        spans = found.spans("e" if is_event else "t")
        return records.Passage(document=text.document.id, spans=spans, finding=found.id)

    def place(self, place: Place) -> records.Passage:
        """Return the passage at a plain mark."""
        text = self.text(place[0])
        try:
            return records.Passage(
                document=text.document.id, spans=(find_plain(place[1], text.document.text),)
            )
        except MarkError as error:
            raise MarkError(f"{place[0]}: {error}") from error

    def actor(self, key: str) -> str:
        """Return the id of an actor."""
        if key not in self.actors:
            raise MarkError(f"story.toml: no actor is called {key}")
        return self.actors[key]

    def finding(self, reference: str) -> str:
        """Return the id of what a reference means."""
        return self.passage(reference).finding or ""


def story_records(gold: StoryGold) -> Iterable[records.StoryRecord]:
    """Yield the one story."""
    documents = tuple(sorted(text.document.id for text in gold.texts.values()))
    yield records.StoryRecord(id=group_id("story", documents), documents=documents, label=gold.notes.label)


# Links and origins -----------------------------------------------------------------------------


def link_records(gold: StoryGold) -> Iterable[records.Link]:
    """Yield shared passages, then pairs of findings that agree or part."""
    yield from (_shared(gold, note) for note in gold.notes.passage)
    yield from (_pair(gold, note) for note in gold.notes.pair)


def _shared(gold: StoryGold, note: PassageNote) -> records.Link:
    left, right = gold.place(note.left), gold.place(note.right)
    changes = () if note.how in _OTHER_WORDS else tuple(_changes(gold, note, left, right))
    reason = records.Reason(code=note.how, detail=f"the passage was {note.how}", score=_SURE)
    return records.Link(
        id=_link_id(note.kind, left, right), kind=note.kind, left=left, right=right,
        changes=changes, reasons=(reason,), score=_SURE, made_by=MADE_BY,
    )  # fmt: skip


def _pair(gold: StoryGold, note: PairNote) -> records.Link:
    left, right = (_either(gold, side) for side in (note.left, note.right))
    values = note.values or (None, None)
    reason = records.Reason(code="by hand", detail=note.detail, score=_SURE)
    return records.Link(
        id=_link_id(f"{note.kind} {note.attribute or ''}", left, right), kind=note.kind,
        left=left, right=right, attribute=note.attribute,
        left_value=values[0], right_value=values[1], compatible=note.compatible, reasons=(reason,),
        score=_SURE, made_by=MADE_BY,
    )  # fmt: skip


def _either(gold: StoryGold, side: str | Place) -> records.Passage:
    return gold.passage(side) if isinstance(side, str) else gold.place(side)


def _link_id(kind: str, *passages: records.Passage) -> str:
    return group_id(kind, [f"{side.document} {[(s.start, s.end) for s in side.spans]}" for side in passages])


def _changes(
    gold: StoryGold, note: PassageNote, left: records.Passage, right: records.Passage
) -> Iterable[records.Change]:
    left_words, right_words = _words(gold, note.left, left), _words(gold, note.right, right)
    texts = [[words for _, words in side] for side in (left_words, right_words)]
    matcher = SequenceMatcher(None, texts[0], texts[1], autojunk=False)
    kinds: dict[str, Literal["replaced", "added", "dropped"]] = {
        "replace": "replaced",
        "insert": "added",
        "delete": "dropped",
    }
    for tag, left_start, left_end, right_start, right_end in matcher.get_opcodes():
        if tag in kinds:
            before, after = _over(left_words[left_start:left_end]), _over(right_words[right_start:right_end])
            yield records.Change(kind=kinds[tag], left=before, right=after)


def _words(gold: StoryGold, place: Place, passage: records.Passage) -> list[tuple[Span, str]]:
    text, span = gold.text(place[0]).document.text, passage.spans[0]
    found = _WORD.finditer(text, span.start, span.end)
    return [(Span(*match.span()), match[0].replace("’", "'")) for match in found]


def _over(words: Sequence[tuple[Span, str]]) -> Span | None:
    return Span(words[0][0].start, words[-1][0].end) if words else None


def origin_records(gold: StoryGold) -> Iterable[records.Origin]:
    """Yield the groups of texts that go back to one, with the passages that show it."""
    return (_origin(gold, note) for note in gold.notes.origin)


def _origin(gold: StoryGold, note: OriginNote) -> records.Origin:
    ids = {name: gold.text(name).document.id for name in note.documents}
    if note.first not in ids:
        raise MarkError(f"story.toml: the first text of an origin is not one of it: {note.first}")
    sides = [
        side
        for passage in gold.notes.passage
        if passage.kind == "derive" and passage.left[0] in ids and passage.right[0] in ids
        for side in (passage.left, passage.right)
    ]
    passages = sorted((gold.place(side) for side in set(sides)), key=lambda each: (each.document, each.spans))
    documents = tuple(sorted(ids.values()))
    return records.Origin(
        id=group_id("origin", documents), documents=documents, first=ids[note.first],
        passages=tuple(passages),
        reasons=(records.Reason(code="by hand", detail=note.detail, score=_SURE),),
    )  # fmt: skip


def drift_records(gold: StoryGold) -> Iterable[drifts.Drift]:
    """Yield what was changed on the way from one text to another."""
    for note in gold.notes.drift:
        left, right = gold.place(note.left), gold.place(note.right)
        yield drifts.Drift(
            id=_link_id("drift", left, right), kind=note.kind, left=left, right=right, detail="",
            score=_SURE, made_by=MADE_BY,
        )  # fmt: skip


# Merged events ---------------------------------------------------------------------------------


def merged_event_records(
    gold: StoryGold, events: Mapping[str, records.Event]
) -> Iterable[records.MergedEvent]:
    """Yield each event that stands in more than one place, with the fields on which its tellings differ."""
    for members in _clusters(gold).values():
        if len(members) > 1:
            told = [events[member] for member in members]
            yield records.MergedEvent(
                id=group_id("merged_event", members), events=tuple(members), alternatives=_alternatives(told)
            )


def _clusters(gold: StoryGold) -> dict[str, list[str]]:
    clusters: dict[str, list[str]] = defaultdict(list)
    for text in gold.texts.values():
        for key, note in text.notes.event.items():
            clusters[note.same].append(text.events[key].id)
    return {same: sorted(members) for same, members in clusters.items()}


def _alternatives(told: Sequence[records.Event]) -> tuple[records.Alternative, ...]:
    fields: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for event in told:
        fields["status"][event.status].append(event.id)
        for figure in event.figures:
            fields[figure.kind][_figure_text(figure)].append(event.id)
    return tuple(
        records.Alternative(
            field=field, values=tuple(_found(value, ids) for value, ids in sorted(values.items()))
        )
        for field, values in sorted(fields.items())
        if len(values) > 1
    )


def _figure_text(figure: records.Figure) -> str:
    about = "about " if figure.approximate else ""
    low = figure.low if figure.best is None else figure.best
    if figure.high is None:
        return f"{about}{low:g}" if figure.best is not None else f"{about}{low:g} or more"
    return f"{about}{low:g} to {figure.high:g}" if low is not None else f"{about}{figure.high:g} or fewer"


def _found(value: str, findings: Iterable[str]) -> records.FoundValue:
    return records.FoundValue(value=value, findings=tuple(sorted(set(findings))))


# Propositions and positions --------------------------------------------------------------------


def proposition_records(gold: StoryGold) -> Iterable[records.Proposition]:
    """Yield the disputed points."""
    for key, note in gold.notes.proposition.items():
        if not note.values or not all(value.findings for value in note.values):
            raise MarkError(f"the proposition {key} has no value, or a value without findings")
        values = tuple(_found(v.value, map(gold.finding, v.findings)) for v in note.values)
        yield records.Proposition(
            id=_proposition_id(gold, note), label=note.label, kind=note.kind, about=_about(gold, note),
            values=values, members=_members(gold, note),
        )  # fmt: skip


def _members(gold: StoryGold, note: PropositionNote) -> tuple[str, ...]:
    return tuple(sorted({gold.finding(reference) for value in note.values for reference in value.findings}))


def _proposition_id(gold: StoryGold, note: PropositionNote) -> str:
    return group_id("proposition", [note.about.attribute, *_members(gold, note)])


def _about(gold: StoryGold, note: PropositionNote) -> records.About:
    if note.about.event is None:
        return records.About(attribute=note.about.attribute)
    members = _clusters(gold).get(note.about.event, [])
    if not members:
        raise MarkError(
            f"no event is annotated as {note.about.event}, which is what this is about: {note.label}"
        )
    event = group_id("merged_event", members) if len(members) > 1 else members[0]
    return records.About(event=event, attribute=note.about.attribute)


def position_records(gold: StoryGold) -> Iterable[records.Position]:
    """Yield what actors hold about the disputed points."""
    for note in gold.notes.proposition.values():
        for position in note.positions:
            yield _position(gold, position, _proposition_id(gold, note))


def _position(gold: StoryGold, note: PositionNote, proposition: str) -> records.Position:
    evidence = tuple(sorted(gold.finding(reference) for reference in note.evidence))
    actor = gold.actor(note.actor)
    return records.Position(
        id=group_id("position", [proposition, actor, *evidence]), proposition=proposition, actor=actor,
        position=note.position, evidence=evidence, time=note.time,
    )  # fmt: skip


def accused_records(gold: StoryGold) -> Iterable[records.Accused]:
    """Yield who is blamed and not heard.

    Raises:
        MarkError: one of them has a statement after all.
    """
    heard = {key for text in gold.texts.values() for key in text.heard()}
    for note in gold.notes.accused:
        if note.actor in heard:
            raise MarkError(f"{note.actor} is among the accused who are not heard, and has a statement")
        actor = gold.actor(note.actor)
        findings = tuple(sorted(map(gold.finding, note.findings)))
        yield records.Accused(id=group_id("accused", [actor, *findings]), actor=actor, findings=findings)
