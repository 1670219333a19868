"""Which text, finding, proposition and actor of an earlier run is which of a later one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rashomon.compare.since.places import Places
from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.offsets import Span
from rashomon.model.records import Document, Event, Mention, Statement

Finding = Statement | Event | Mention
Found = TypeVar("Found", Statement, Event, Mention)
Place = tuple[str, tuple[Span, ...]]
_SAME = 0.5  # how much of two stretches taken together both must have, to be one passage reworded


@dataclass(frozen=True, slots=True)
class Run:
    """What one run found and compared."""

    extraction: Extraction
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class TextPair:
    """A text of both runs, and where its words stand now."""

    before: Document
    now: Document
    places: Places

    @property
    def changed(self) -> bool:
        """Tell whether its words are others."""
        return self.before.text_sha256 != self.now.text_sha256


@dataclass(frozen=True, slots=True)
class Pairs:
    """Records of both runs that are one, by the id that they had before.

    Attributes:
        texts: by the id before.
        statements: the id now.
        events: the id now.
        actors: the id now.
    """

    texts: Mapping[str, TextPair]
    statements: Mapping[str, str]
    events: Mapping[str, str]
    actors: Mapping[str, str]

    def finding(self, before: str) -> str | None:
        """Return the id now of a statement or event."""
        return self.statements.get(before) or self.events.get(before)


def pair(before: Run, now: Run) -> Pairs:
    """Return what is one in both runs: by id, else by the words and where they stand."""
    texts = _texts(before.extraction.documents, now.extraction.documents)
    return Pairs(
        texts,
        _findings(before.extraction.statements, now.extraction.statements, texts),
        _findings(before.extraction.events, now.extraction.events, texts),
        _actors(before.extraction, now.extraction, texts),
    )


def spans_of(finding: Finding) -> tuple[Span, ...]:
    """Return where a finding stands: the content of a statement, the trigger of an event."""
    match finding:
        case Statement(content=content):
            return content.spans
        case Event(trigger=trigger):
            return trigger.spans
        case _:
            return (finding.span,)


def owners(groups: Iterable[tuple[str, Sequence[str]]]) -> dict[str, str]:
    """Return the group of each member, by their ids."""
    return {member: group for group, members in groups for member in members}


def most_shared(members: Iterable[str | None], owner: Mapping[str, str]) -> str | None:
    """Return the group that most of `members` are of, of several the first met; `None` if there is none."""
    counts = Counter(owner[each] for each in members if each is not None and each in owner)
    return counts.most_common(1)[0][0] if counts else None


# Texts ------------------------------------------------------------------------------------------


def _texts(before: Sequence[Document], now: Sequence[Document]) -> dict[str, TextPair]:
    """Pair texts by id, else by the same words under another name, else by name with other words."""
    out: dict[str, TextPair] = {}
    taken: set[str] = set()
    for key in (_id, _words, _origin):
        free: defaultdict[str, list[Document]] = defaultdict(list)
        for document in now:
            if document.id not in taken and key(document):
                free[key(document)].append(document)
        for document in before:
            waiting = free.get(key(document), [])
            if document.id not in out and waiting:
                other = waiting.pop(0)
                taken.add(other.id)
                out[document.id] = TextPair(document, other, Places(document.text, other.text))
    return out


def _id(document: Document) -> str:
    return document.id


def _words(document: Document) -> str:
    return document.text_sha256 if document.text else ""


def _origin(document: Document) -> str:
    return document.url or document.path or ""


# Findings ---------------------------------------------------------------------------------------


def _findings(before: Sequence[Found], now: Sequence[Found], texts: Mapping[str, TextPair]) -> dict[str, str]:
    """Pair by id, else by place, those at one place in their order, else by the same words elsewhere."""
    known = {each.id for each in now}
    out = {each.id: each.id for each in before if each.id in known}
    waiting: defaultdict[Place, list[str]] = defaultdict(list)
    for each in reversed(now):
        if each.id not in out:
            waiting[each.document, spans_of(each)].append(each.id)
    left: list[Found] = []
    for each in (each for each in before if each.id not in out):
        here = waiting.get(_place(each, texts))
        if here:
            out[each.id] = here.pop()
        else:
            left.append(each)
    out |= _moved(left, now, texts, set(out.values()))
    return {**out, **_reworded([each for each in left if each.id not in out], now, texts, set(out.values()))}


def _place(finding: Finding, texts: Mapping[str, TextPair]) -> Place:
    """Return where a finding stands now; nowhere if its words are gone."""
    text = texts.get(finding.document)
    spans = text.places.exact(spans_of(finding)) if text else None
    return (text.now.id, spans) if text and spans else ("", ())


def _moved(
    before: Sequence[Found], now: Sequence[Found], texts: Mapping[str, TextPair], taken: set[str]
) -> dict[str, str]:
    """Pair what is left by its words, in whatever place of the text they stand now."""
    later = {text.now.id: text.now.text for text in texts.values()}
    waiting: defaultdict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for each in reversed(now):
        if each.id not in taken and each.document in later:
            waiting[each.document, _words_of(each, later[each.document])].append(each.id)
    out: dict[str, str] = {}
    for finding in before:
        text = texts.get(finding.document)
        words = _words_of(finding, text.before.text) if text else ()
        here = waiting.get((text.now.id, words)) if text and words else None
        if here:
            out[finding.id] = here.pop()
    return out


def _words_of(finding: Finding, text: str) -> tuple[str, ...]:
    """Return who says what, or who does what to whom; nothing of what may be said twice of two."""
    if isinstance(finding, Statement):
        return finding.speaker.text, finding.content.text
    if isinstance(finding, Event) and finding.participants:
        return finding.trigger.text, *(each.span.of(text) for each in finding.participants)
    return ()


def _reworded(
    before: Sequence[Found], now: Sequence[Found], texts: Mapping[str, TextPair], taken: set[str]
) -> dict[str, str]:
    """Pair what is left by where it would stand: a passage in other words, or drawn wider."""
    free: defaultdict[str, list[Found]] = defaultdict(list)
    for each in now:
        if each.id not in taken and spans_of(each):
            free[each.document].append(each)
    out: dict[str, str] = {}
    for each in before:
        text = texts.get(each.document)
        if text is None or not spans_of(each):
            continue
        stretch = text.places.near(_hull(spans_of(each)))
        waiting = free[text.now.id]
        best = max(waiting, key=lambda other: _overlap(stretch, _hull(spans_of(other))), default=None)
        if best is not None and _overlap(stretch, _hull(spans_of(best))) >= _SAME:
            waiting.remove(best)
            out[each.id] = best.id
    return out


def _hull(spans: Sequence[Span]) -> Span:
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _overlap(one: Span, other: Span) -> float:
    common = max(min(one.end, other.end) - max(one.start, other.start), 0)
    return common / max(len(one) + len(other) - common, 1)


# Actors -----------------------------------------------------------------------------------------


def _actors(before: Extraction, now: Extraction, texts: Mapping[str, TextPair]) -> dict[str, str]:
    """Pair actors by the mentions that they have in common, else by id, else by a name that one actor has."""
    pairs = _findings(before.mentions, now.mentions, texts)
    owner = {each.id: each.actor for each in now.mentions if each.actor}
    mentions: defaultdict[str, list[str | None]] = defaultdict(list)
    for each in before.mentions:
        if each.actor:
            mentions[each.actor].append(pairs.get(each.id))
    known = {actor.id for actor in now.actors}
    named = _only(now)
    out: dict[str, str] = {}
    for actor in before.actors:
        same = actor.id if actor.id in known else None
        by_name = (named[name] for name in map(_folded, actor.names) if name in named)
        meant = most_shared(mentions[actor.id], owner) or same or next(by_name, None)
        if meant:
            out[actor.id] = meant
    return out


def _only(extraction: Extraction) -> dict[str, str]:
    """Return actors by the names that nobody else has."""
    held: defaultdict[str, set[str]] = defaultdict(set)
    for actor in extraction.actors:
        for name in actor.names:
            held[_folded(name)].add(actor.id)
    return {name: next(iter(actors)) for name, actors in held.items() if len(actors) == 1}


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
