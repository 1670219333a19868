"""`coding`: who did what to whom, and of which PLOVER type, in sentences of our own.

Gold is JSON Lines (`evaluation/coding/README.md`), each sentence analysed by itself from raw text with its
date of publication. A found event that has a trigger overlapping one of gold is that one, the longest
overlap first; only those with a type are coded at all. Two phrases name the same source or target where the
head of gold's, its last word before a preposition, relative pronoun or comma, stands in the same stretch of
the found one, behind any possessive. Sources and targets are right where each of gold's has one found and
no other is found; where gold has several sources and no target, found sources and targets are taken
together. `all_right_*`: type, sources and targets of one event, as PETRARCH2 and UniversalPetrarch were
compared (Lu and Roy, 2017, "Universal PETRARCH"); `deeds_*`: without what gold has as said. Optional events
and members of gold count neither way.

`coded_*`: events of any type; `type_*`, `source_*`, `target_*`: F1 of those that are also right in this
alone. `*_accuracy`: of found events of gold, with a type or without. `mode_*`: the modes; `contexts_*`: the
contexts, found ones of events that gold has; `time_value_*`: all times, `event_time_*` those of events.
`empty_accuracy`: of sentences without codable events, those in which none is found.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

import rashomon
from evaluation.annotation.timex import with_minutes
from evaluation.counting import Counts, compare_sets, share
from evaluation.errors_page import Row, write_page
from evaluation.options import Scores, TaskOptions
from evaluation.scores.alignment import best_first
from evaluation.scores.coded import Coded, Marked, Member, Sentence, read_marks
from evaluation.scores.lines_gold import by_id, read_lines
from rashomon.compare.sayings import sayings
from rashomon.language import plain_document
from rashomon.model.offsets import Span
from rashomon.model.records import Document, Sourced, Statement, TimeReference

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_BEFORE = re.compile(r"^.*\w['’]s?\s+(?=\w)")  # "the union's chairman": the chairman
_BEHIND = re.compile(
    r",| \(|\s(?:of|in|from|at|for|with|on|to|by|near|against|between|outside|who|which|that|whose|whom)\s"
)
_ALONE = ("type", "source", "target")
_SIDES = ("precision", "recall", "f1")
_CODED_FIRST = 1000  # more characters than any trigger has


@dataclass(frozen=True, slots=True)
class Found:
    """An event of the product; without a type it is not coded."""

    type: str | None
    mode: str | None
    contexts: frozenset[str]
    status: str
    triggers: tuple[Span, ...]
    sources: tuple[Span, ...]
    targets: tuple[Span, ...]
    time: str | None


Parts = Mapping[str, Counts]
"""Counts by what is counted."""


def score(options: TaskOptions) -> Scores:
    """Return the figures of the sentences of all gold files.

    Raises:
        InputError: there is no gold, a mark can't be read, or two sentences have one id.
    """
    sentences = by_id((sentence.id, sentence) for sentence in read_lines(options.gold, Sentence))
    parts, rows = list[Parts](), list[Row]()
    for sentence in (sentences[name] for name in options.chosen(list(sentences))):
        gold = read_marks(sentence)
        extraction = rashomon.extract(_dated(sentence, gold))
        found = as_found(extraction)
        parts += [*count(found, gold, frozenset(sentence.contexts)), _times(extraction.times, gold)]
        rows.append(Row(f"{sentence.id}: {gold.text}", _gold_lines(gold), _found_lines(found, gold.text)))
    if options.errors and not options.sealed:
        write_page(options.errors, "Coded events", rows)
    return figures(parts)


def _dated(sentence: Sentence, gold: Marked) -> Document:
    document = plain_document(gold.text, sentence.id)
    return replace(document, published=Sourced(value=sentence.published, source="gold", score=1.0))


def as_found(extraction: rashomon.Findings) -> list[Found]:
    """Return the product's events, and its statements of which PLOVER has a type."""
    times = {time.id: time.value for time in extraction.times}
    dated = {time.span: time.value for time in extraction.times}
    said = [
        Found(
            type=each.type,
            mode=each.mode,
            contexts=frozenset(),
            status="happened",
            triggers=each.statement.cue.spans,
            sources=each.sources,
            targets=each.targets,
            time=next((dated[span] for span in _time_of(each.statement) if span in dated), None),
        )
        for each in sayings(extraction.statements, extraction.events, extraction.mentions)
    ]
    return said + [
        Found(
            type=event.type,
            mode=event.mode,
            contexts=frozenset(event.contexts),
            status=event.status,
            triggers=event.trigger.spans,
            sources=tuple(each.span for each in event.participants if each.role == "actor"),
            targets=tuple(each.span for each in event.participants if each.role == "recipient"),
            time=times.get(event.time or ""),
        )
        for event in extraction.events
    ]


def _time_of(statement: Statement) -> Sequence[Span]:
    return statement.time.spans if statement.time else ()


def count(found: Sequence[Found], gold: Marked, contexts: frozenset[str]) -> Iterator[Parts]:
    """Yield the counts of each event of one sentence, of either side."""
    of_gold = {to: found[at] for at, to in aligned(found, gold.events).items()}
    for to, event in enumerate(gold.events):
        if not event.optional:
            yield _judged(of_gold.get(to), event, gold.text) | _described(of_gold.get(to), event, contexts)
    known = {id(each) for each in of_gold.values()}
    loose = sum(1 for each in found if each.type and id(each) not in known)
    yield dict.fromkeys(("all_right", "deeds", *_ALONE, "coded"), Counts(found=loose))
    if not gold.events:
        yield {"empty": share([not loose])}


def aligned(found: Sequence[Found], gold: Sequence[Coded]) -> dict[int, int]:
    """Return numbers of found events with those of gold that they share a trigger with; coded ones first."""
    fits = [
        (shared + (_CODED_FIRST if one.type else 0), at, to)
        for at, one in enumerate(found)
        for to, other in enumerate(gold)
        if (shared := _shared(one.triggers, other.triggers))
    ]
    return best_first(fits)


def _shared(one: Iterable[Span], other: Sequence[Span]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)


def _judged(found: Found | None, event: Coded, text: str) -> dict[str, Counts]:
    """Return what is right of an event of gold: its type, its sources, its targets, and all three."""
    right = _right(found, event, text) if found else dict.fromkeys(_ALONE, False)
    coded = bool(found and found.type)
    counted = {name: Counts(int(own and coded), int(coded), 1) for name, own in right.items()}
    whole = Counts(int(coded and all(right.values())), int(coded), 1)
    given = {f"{name}_given": share([own]) for name, own in right.items()} if found else {}
    deeds = {} if event.said else {"deeds": whole}
    return {**counted, **given, **deeds, "all_right": whole, "coded": Counts(int(coded), int(coded), 1)}


def _right(found: Found, event: Coded, text: str) -> dict[str, bool]:
    mutual = len(event.sources) > 1 and not event.targets
    sources = (*found.sources, *found.targets) if mutual else found.sources
    targets = () if mutual else found.targets
    return {
        "type": found.type in event.types,
        "source": same_members(sources, event.sources, text),
        "target": same_members(targets, event.targets, text),
    }


def _described(found: Found | None, event: Coded, contexts: frozenset[str]) -> dict[str, Counts]:
    """Return what is right of the status, mode, contexts and time of an event of gold."""
    if found is None:
        missed = {
            "mode": Counts(gold=int(bool(event.modes))),
            "contexts": Counts(gold=len(contexts)),
            "event_time": Counts(gold=int(bool(event.times))),
        }
        return {"trigger": Counts(0, 1, 1), **missed}
    timed = any(_same_value(found.time, value) for value in event.times)
    return {
        "trigger": Counts(1, 1, 1),
        "status": share([found.status in event.statuses]),
        "mode": Counts(int(found.mode in event.modes), int(found.mode is not None), int(bool(event.modes))),
        "contexts": compare_sets(set(found.contexts), set(contexts)),
        "event_time": Counts(int(timed), int(found.time is not None), int(bool(event.times))),
    }


def same_members(found: Sequence[Span], gold: Sequence[Member], text: str) -> bool:
    """Tell whether each of gold has one of the found, and each of the found is one of gold."""
    fits = [
        (1.0 - member.optional / 2, at, to)
        for at, span in enumerate(found)
        for to, member in enumerate(gold)
        if same_actor(span, member.span, text)
    ]
    same = best_first(fits)
    needed = {to for to, member in enumerate(gold) if not member.optional}
    return len(same) == len(found) and needed <= set(same.values())


def same_actor(found: Span, gold: Span, text: str) -> bool:
    """Tell whether the head of gold's phrase stands where the head of the found one does."""
    head = (_words(_stretch(gold, text), text) or [gold])[-1]
    own = _stretch(found, text)
    return own.start <= head.start and head.end <= own.end


def _stretch(phrase: Span, text: str) -> Span:
    """Return the words of a phrase behind the last possessive and before what follows its head."""
    words = phrase.of(text)
    end = behind.start() if (behind := _BEHIND.search(words, 1)) else len(words)
    start = before.end() if (before := _BEFORE.match(words[:end])) else 0
    return Span(phrase.start + start, phrase.start + end)


def _words(span: Span, text: str) -> list[Span]:
    return [Span(*match.span()) for match in _WORD.finditer(text, span.start, span.end)]


def _times(found: Sequence[TimeReference], gold: Marked) -> Parts:
    right = sum(
        any(span.overlaps(each.span) and _same_value(each.value, value) for each in found)
        for span, value in gold.times
    )
    return {"time_value": Counts(right, len(found), len(gold.times))}


def _same_value(found: str | None, gold: str) -> bool:
    return bool(found) and with_minutes(found or "") == with_minutes(gold)


def figures(parts: Iterable[Parts]) -> dict[str, float]:
    """Return the figures of counted sentences under their fixed names."""
    total: defaultdict[str, Counts] = defaultdict(Counts)
    for each in parts:
        for name, counts in each.items():
            total[name] += counts
    whole = {
        f"{name}_{side}": value
        for name in ("all_right", "deeds", "coded")
        for side, value in zip(_SIDES, _sides(total[name]), strict=True)
    }
    alone = {f"{name}_f1": total[name].f1 for name in (*_ALONE, "time_value", "event_time")}
    given = {f"{name}_accuracy": total[f"{name}_given"].recall for name in _ALONE}
    described = {
        f"{name}_{side}": value
        for name in ("mode", "contexts")
        for side, value in zip(_SIDES, _sides(total[name]), strict=True)
    }
    return {
        **whole,
        **alone,
        "trigger_recall": total["trigger"].recall,
        **given,
        "status_accuracy": total["status"].recall,
        **described,
        "empty_accuracy": total["empty"].recall,
    }


def _sides(counts: Counts) -> tuple[float, float, float]:
    return counts.precision, counts.recall, counts.f1


def _gold_lines(gold: Marked) -> list[str]:
    return [
        _line(
            "|".join(sorted(event.types)) + "?" * event.optional,
            "|".join(sorted(event.modes)),
            "|".join(sorted(event.statuses)),
            gold.text,
            (event.triggers, [each.span for each in event.sources], [each.span for each in event.targets]),
        )
        for event in gold.events
    ]


def _found_lines(found: Iterable[Found], text: str) -> list[str]:
    return [
        _line(
            each.type or "-", each.mode or "", each.status, text, (each.triggers, each.sources, each.targets)
        )
        for each in found
    ]


def _line(kind: str, mode: str, status: str, text: str, spans: tuple[Sequence[Span], ...]) -> str:
    triggers, sources, targets = (" + ".join(span.of(text) for span in own) or "-" for own in spans)
    return f"{sources} | {triggers} | {targets} | {kind} {mode} {status}"
