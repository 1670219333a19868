"""From the notes on one text to its records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import isfinite

from evaluation.annotation.extras import Furniture
from evaluation.annotation.inline import NOBODY, read_inline
from evaluation.annotation.notes import ActorNote, EventNote, FigureNote, StatementNote, TextNotes, TimeNote
from evaluation.annotation.timex import bounds
from rashomon.model import records
from rashomon.model.identity import finding_id
from rashomon.model.offsets import Span, check_spans, quoted
from training.gold.marks import Marked, MarkError, find_labelled, find_plain

MADE_BY = "annotator"
_SURE = 1.0
ROLES = ("actor", "recipient", "instrument", "object", "other")
"""What an event's participants may be."""
_OF_STATEMENT = frozenset("sxctamw")
_OF_EVENT = frozenset((*ROLES, "e", "w", "p", "f"))
_LOCATED = ("place", "country")


@dataclass(frozen=True, slots=True)
class Located:
    """A statement or an event with its braces."""

    id: str
    marked: tuple[Marked, ...]

    def spans(self, label: str) -> tuple[Span, ...]:
        """Return the spans that carry `label`, in order of place."""
        return tuple(sorted(brace.span for brace in self.marked if brace.label == label))


@dataclass(frozen=True, slots=True)
class TextGold:
    """One text and its notes with every mark found; actors are still keys, not ids.

    Attributes:
        document: The text as read.
        notes: Its notes.
        statements: Statements by key, the authored ones among them.
        events: Events by key.
        times: Spans of the time expressions by key.
        mentions: The actor's key of each mention, by its span.
    """

    document: records.Document
    notes: TextNotes
    statements: Mapping[str, Located]
    events: Mapping[str, Located]
    times: Mapping[str, Span]
    mentions: dict[Span, str] = field(default_factory=dict)

    def anchored(self, spans: tuple[Span, ...]) -> records.Anchored:
        """Return `spans` with their words.

        Raises:
            MarkError: a span is empty, or two of them overlap.
        """
        try:
            check_spans(spans, self.document.length)
        except ValueError as error:
            words = " | ".join(span.of(self.document.text) for span in spans)
            raise MarkError(f"{self.notes.document}: braces of one label overlap: {words}") from error
        return records.Anchored(spans=spans, text=quoted(spans, self.document.text))

    def heard(self) -> set[str]:
        """Return the keys of the actors who have their say here.

        A refusal to speak is none, nor is what stands in the words of another.
        """
        found: set[str] = set()
        for key, note in statement_notes(self.notes).items():
            if note.within is None and note.act != "declined":
                found.update(note.members)
                found.update(b.actor for b in _speaking(self, note, self.statements[key]) if b.actor)
        return found


def locate(
    document: records.Document, notes: TextNotes, actors: Mapping[str, ActorNote], copy: str | None
) -> TextGold:
    """Find every mark of `notes` in the text, and the mentions marked in a copy of it, if there is one.

    Raises:
        MarkError: naming the text and the mark that does not fit.
    """
    try:
        gold = TextGold(
            document,
            notes,
            {key: _statement(document, note) for key, note in statement_notes(notes).items()},
            {key: _event(document, note) for key, note in notes.event.items()},
            {key: find_plain(note.mark, document.text) for key, note in notes.times.items()},
        )
        _add_mentions(gold, actors, copy)
    except MarkError as error:
        raise MarkError(f"{notes.document}: {error}") from error
    return gold


def statement_notes(notes: TextNotes) -> dict[str, StatementNote]:
    """Return all statements by key, authored ones written out; their speaker is the text's voice."""
    authored = {
        key: StatementNote(mark=mark, kind="authored", act=act, tense="present")
        for key, (mark, act) in notes.authored.items()
    }
    return authored | dict(notes.statement)


def _statement(document: records.Document, note: StatementNote) -> Located:
    marked = _labelled(note.mark, document, _OF_STATEMENT)
    if not any(brace.label in {"c", "t"} for brace in marked):
        raise MarkError(f"a statement needs a content t, or at least a cue c: {note.mark}")
    spans = sorted(brace.span for brace in marked if brace.label in {"s", "c", "t"})
    return Located(finding_id(document.id, "statement", spans), marked)


def _event(document: records.Document, note: EventNote) -> Located:
    marked = _labelled(note.mark, document, _OF_EVENT)
    spans = sorted(brace.span for brace in marked if brace.label == "e")
    if not spans:
        raise MarkError(f"an event needs a trigger e: {note.mark}")
    return Located(finding_id(document.id, "event", spans), marked)


def _labelled(mark: str, document: records.Document, known: frozenset[str]) -> tuple[Marked, ...]:
    marked = find_labelled(mark, document.text)
    for brace in marked:
        if brace.label not in known:
            raise MarkError(f"no such label as {brace.label}, of {' '.join(sorted(known))}: {mark}")
    return marked


def _voice(gold: TextGold) -> tuple[Marked, ...]:
    return find_labelled(gold.notes.voice, gold.document.text) if gold.notes.voice else ()


# Mentions ------------------------------------------------------------------------------------


def _add_mentions(gold: TextGold, actors: Mapping[str, ActorNote], copy: str | None) -> None:
    inline = read_inline(copy, gold.document.text) if copy is not None else {}
    for span, key in inline.items():
        if key != NOBODY and key not in actors:
            raise MarkError(f"no actor is called {key}, marked at: {span.of(gold.document.text)}")
    mentions = {**_named(gold, actors), **inline}
    gold.mentions.update({span: key for span, key in sorted(mentions.items()) if key != NOBODY})
    marked = [brace for item in (*gold.statements.values(), *gold.events.values()) for brace in item.marked]
    for brace in (*marked, *_voice(gold)):
        if brace.actor is not None:
            _add_marked(gold, brace, brace.actor, actors)


def _add_marked(gold: TextGold, brace: Marked, actor: str, actors: Mapping[str, ActorNote]) -> None:
    words = brace.span.of(gold.document.text)
    if actor not in actors:
        raise MarkError(f"no actor is called {actor}, marked at: {words}")
    span = _name_within(gold, brace)
    if gold.mentions.setdefault(span, actor) != actor:
        raise MarkError(f"marked as two actors, {gold.mentions[span]} and {actor}: {words}")


def _name_within(gold: TextGold, brace: Marked) -> Span:
    """Return the first name of the actor inside the brace, else all of it."""
    inside = [span for span, key in gold.mentions.items() if key == brace.actor and brace.span.covers(span)]
    return min(inside, default=brace.span)


def _named(gold: TextGold, actors: Mapping[str, ActorNote]) -> dict[Span, str]:
    keys = {name: key for key, note in actors.items() for name in note.names}
    longest_first = sorted(keys, key=lambda name: (-len(name), name))
    if not keys:
        return {}
    pattern = "|".join(re.escape(name) for name in longest_first).replace(r"\ ", r"\s+")
    closed = [find_plain(mark, gold.document.text) for mark in gold.notes.furniture]
    found = re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", gold.document.text)
    spans = {Span(*match.span()): keys[" ".join(match[0].split())] for match in found}
    return {span: key for span, key in spans.items() if not any(span.overlaps(other) for other in closed)}


def mention_records(
    gold: TextGold, actors: Mapping[str, ActorNote], ids: Mapping[str, str]
) -> Iterable[records.Mention]:
    """Yield the mentions of a text."""
    for span, key in gold.mentions.items():
        yield records.Mention(
            id=mention_id(gold, span), document=gold.document.id, span=span, text=span.of(gold.document.text),
            type=actors[key].type, actor=ids[key], score=_SURE, made_by=MADE_BY,
        )  # fmt: skip


def mention_id(gold: TextGold, span: Span) -> str:
    """Return the id of the mention at `span`."""
    return finding_id(gold.document.id, "mention", [span])


def place_records(gold: TextGold, actors: Mapping[str, ActorNote]) -> Iterable[records.Place]:
    """Yield the names of places in a text, and of bodies where something happened; none is in a gazetteer."""
    happened = {span for found in gold.events.values() for span in found.spans("p")}
    for span, key in gold.mentions.items():
        words = span.of(gold.document.text)
        if span in happened or (actors[key].type in _LOCATED and words in actors[key].names):
            yield records.Place(
                id=finding_id(gold.document.id, "place", [span]), document=gold.document.id, span=span,
                text=words, name=next(iter(actors[key].names), words), score=_SURE, made_by=MADE_BY,
            )  # fmt: skip


# Statements ------------------------------------------------------------------------------------


def statement_records(gold: TextGold, ids: Mapping[str, str]) -> Iterable[records.Statement]:
    """Yield the statements of a text; `ids` gives the id of each actor's key."""
    for key, note in statement_notes(gold.notes).items():
        found = gold.statements[key]
        yield records.Statement(
            id=found.id, document=gold.document.id, kind=note.kind, act=note.act, hedged=note.hedged,
            tense=note.tense, loaded=note.loaded, speaker=_speaker(gold, note, found, ids),
            cue=gold.anchored(found.spans("c")), content=gold.anchored(found.spans("t")),
            addressee=_optional(gold, found.spans("a")), medium=_optional(gold, found.spans("m")),
            time=_optional(gold, found.spans("w")), within=_statement_id(gold, note.within),
            via=tuple(_relays(gold, note, ids)), score=_SURE, made_by=MADE_BY,
        )  # fmt: skip


def _optional(gold: TextGold, spans: tuple[Span, ...]) -> records.Anchored | None:
    return gold.anchored(spans) if spans else None


def _statement_id(gold: TextGold, key: str | None) -> str | None:
    if key is None:
        return None
    if key not in gold.statements:
        raise MarkError(f"{gold.notes.document}: no statement is called {key}")
    return gold.statements[key].id


def _relays(gold: TextGold, note: StatementNote, ids: Mapping[str, str]) -> Iterable[records.Relay]:
    """Yield the statements around a statement, the nearest first; one by several actors names none."""
    notes, passed, key = statement_notes(gold.notes), set[str](), note.within
    while key is not None:
        if key in passed:
            raise MarkError(f"{gold.notes.document}: {key} stands within itself")
        passed.add(key)
        id_ = _statement_id(gold, key)
        actors = {member.actor for member in _speaker(gold, notes[key], gold.statements[key], ids).members}
        cue = gold.anchored(gold.statements[key].spans("c")).text
        yield records.Relay(actor=actors.pop() if len(actors) == 1 else None, statement=id_, cue=cue)
        key = notes[key].within


def _speaking(gold: TextGold, note: StatementNote, found: Located) -> tuple[Marked, ...]:
    own = tuple(brace for brace in found.marked if brace.label in {"s", "x"})
    return own or (_voice(gold) if note.kind == "authored" else ())


def _speaker(gold: TextGold, note: StatementNote, found: Located, ids: Mapping[str, str]) -> records.Speaker:
    marked = _speaking(gold, note, found)
    source = gold.anchored(tuple(sorted(brace.span for brace in marked if brace.label == "s")))
    members = [(_name_within(gold, brace), brace.actor) for brace in marked if brace.actor]
    members += [(span, key) for span in source.spans for key in note.members]
    for key in (key for _, key in members if key not in ids):
        raise MarkError(f"{gold.notes.document}: no actor is called {key}, a member of: {note.mark}")
    return records.Speaker(
        spans=source.spans,
        text=source.text,
        kind=note.speaker or ("named" if source.spans else "none"),
        members=tuple(records.Member(span=span, actor=ids[key]) for span, key in sorted(members)),
    )


# Times and events ------------------------------------------------------------------------------


def time_records(gold: TextGold) -> Iterable[records.TimeReference]:
    """Yield the time expressions of a text; inferred ones are anchored to its date, where it has one."""
    dated = gold.notes.times.get("published")
    for key, note in gold.notes.times.items():
        yield _time(gold, note, gold.times[key], dated.value if dated else None)


def _time(gold: TextGold, note: TimeNote, span: Span, published: str | None) -> records.TimeReference:
    limits = bounds(note.value)
    return records.TimeReference(
        id=_time_id(gold, span), document=gold.document.id, span=span, text=span.of(gold.document.text),
        value=note.value, earliest=limits.earliest, latest=limits.latest, precision=limits.precision,
        basis=note.basis, anchor=published if note.basis == "inferred" else None,
        score=_SURE, made_by=MADE_BY,
    )  # fmt: skip


def _time_id(gold: TextGold, span: Span) -> str:
    return finding_id(gold.document.id, "time", [span])


def event_records(gold: TextGold, ids: Mapping[str, str]) -> Iterable[records.Event]:
    """Yield the events of a text."""
    for key, note in gold.notes.event.items():
        found = gold.events[key]
        yield records.Event(
            id=found.id, document=gold.document.id, trigger=gold.anchored(found.spans("e")), type=note.type,
            mode=note.mode, participants=tuple(_participants(gold, found, ids)),
            time=_event_time(gold, found), place=_event_place(gold, found), status=note.status,
            reported_by=_statement_id(gold, note.reported_by), figures=_figures(gold, note, found),
            score=_SURE, made_by=MADE_BY,
        )  # fmt: skip


def _participants(gold: TextGold, found: Located, ids: Mapping[str, str]) -> Iterable[records.Participant]:
    for brace in found.marked:
        if brace.label in ROLES:
            span = _name_within(gold, brace) if brace.actor else brace.span
            actor = ids[brace.actor] if brace.actor else None
            yield records.Participant(role=brace.label, span=span, actor=actor)  # type: ignore[arg-type]


def _event_time(gold: TextGold, found: Located) -> str | None:
    spans = found.spans("w")
    if spans and spans[0] not in gold.times.values():
        raise MarkError(f"{gold.notes.document}: not among its times: {spans[0].of(gold.document.text)}")
    return _time_id(gold, spans[0]) if spans else None


def _event_place(gold: TextGold, found: Located) -> str | None:
    spans = found.spans("p")
    if spans and spans[0] not in gold.mentions:
        raise MarkError(f"{gold.notes.document}: not the name of a place: {spans[0].of(gold.document.text)}")
    return finding_id(gold.document.id, "place", [spans[0]]) if spans else None


def _figures(gold: TextGold, note: EventNote, found: Located) -> tuple[records.Figure, ...]:
    spans = found.spans("f")
    if len(spans) != len(note.figures):
        raise MarkError(f"{gold.notes.document}: {len(note.figures)} figures for the mark {note.mark}")
    return tuple(_figure(figure, span) for figure, span in zip(note.figures, spans, strict=True))


def _figure(note: FigureNote, span: Span) -> records.Figure:
    values = [value for value in (note.low, note.best, note.high) if value is not None]
    if not values or not all(map(isfinite, values)) or values != sorted(values):
        raise MarkError(f"the figure of {note.kind} needs low, best or high, in this order: {values}")
    return records.Figure(
        kind=note.kind, low=note.low, best=note.best, high=note.high,
        unit=note.unit, approximate=note.approximate, span=span,
    )  # fmt: skip


def furniture_records(gold: TextGold) -> Iterable[Furniture]:
    """Yield what of a text is furniture, as one record."""
    spans = tuple(sorted(find_plain(mark, gold.document.text) for mark in gold.notes.furniture))
    if spans:
        yield Furniture(
            id=finding_id(gold.document.id, "furniture", spans), document=gold.document.id, spans=spans
        )
