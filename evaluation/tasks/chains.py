"""`chains`: statements within statements, on passages of our own writing.

Gold is JSON Lines: a passage and its statements as marks (`evaluation/stories/guidelines.md`), each with the
key of the statement in whose content it stands; or a folder of statements of small stories
(`training.gold.told`). A statement is found where one of the product's has at least
half of its content (Dice, in characters), a cue that overlaps it and a source that does, where gold has
them. `chain_accuracy`: of the statements that stand within another, those that are found with all those
around them, in the same order and no other; `chain_precision`: of found statements that stand within another,
those that are such. `side_by_side_accuracy`: of passages where none stands within
another, those where none is found to. `statements_f1`: all statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import rashomon
from evaluation.counting import Counts
from evaluation.errors_page import Row, write_page
from evaluation.options import Scores, TaskOptions
from evaluation.scores.alignment import LEAST_DICE, best_first, span_dice
from evaluation.scores.lines_gold import by_id, read_lines
from rashomon.language import plain_document
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from rashomon.model.records import Statement
from training.gold.marks import Marked, MarkError, find_labelled
from training.gold.told import LABELS, Passage, read_told


@dataclass(frozen=True, slots=True)
class Told:
    """A statement of either side; `within` is the number of the one around it."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    within: int | None


@dataclass(frozen=True, slots=True)
class ChainCounts:
    """Counts of one passage or of many."""

    statements: Counts = field(default_factory=Counts)
    chains: Counts = field(default_factory=Counts)
    side_by_side: Counts = field(default_factory=Counts)

    def __add__(self, other: ChainCounts) -> ChainCounts:
        """Return the sums."""
        return ChainCounts(
            self.statements + other.statements,
            self.chains + other.chains,
            self.side_by_side + other.side_by_side,
        )


def score(options: TaskOptions) -> Scores:
    """Return the figures of the passages of all gold files.

    Raises:
        InputError: there is no gold, a mark does not fit its passage, or two passages have one id.
    """
    passages = by_id((passage.id, passage) for passage in _passages(options.gold))
    total, rows = ChainCounts(), list[Row]()
    for passage in (passages[name] for name in options.chosen(list(passages))):
        gold = as_gold(passage)
        found = as_found(rashomon.extract(plain_document(passage.text, passage.id)).statements)
        total += count(found, gold)
        rows.append(Row(f"{passage.id}: {passage.text}", _lines(gold, passage), _lines(found, passage)))
    if options.errors and not options.sealed:
        write_page(options.errors, "Chains", [row for row in rows if row.missed != row.wrong])
    return {
        "chain_accuracy": total.chains.recall,
        "chain_precision": total.chains.precision,
        "side_by_side_accuracy": total.side_by_side.recall,
        "statements_precision": total.statements.precision,
        "statements_recall": total.statements.recall,
        "statements_f1": total.statements.f1,
    }


def _passages(paths: Sequence[Path]) -> Iterator[Passage]:
    folders = [path for path in paths if path.is_dir()]
    files = [path for path in paths if path not in folders]
    if files or not folders:
        yield from read_lines(files, Passage)
    for folder in folders:
        for told in read_told(folder):
            yield Passage(told.name, told.text, dict(told.notes))


def as_gold(passage: Passage) -> list[Told]:
    """Return the statements of a passage with their marks found.

    Raises:
        InputError: a mark does not fit, or a statement stands within one that is not there.
    """
    numbers = {key: number for number, key in enumerate(passage.statements)}
    for key in passage.statements:
        _check_way(passage, key)
    told = []
    for note in passage.statements.values():
        marked = _found(note.mark, passage)
        if note.within is not None and (
            note.within not in numbers or passage.statements[note.within] is note
        ):
            raise InputError(
                f"{passage.id}: a statement stands within {note.within}, which is not another one"
            )
        within = None if note.within is None else numbers[note.within]
        told.append(Told(_of(marked, "s"), _of(marked, "c"), _of(marked, "t"), within))
    return told


def _check_way(passage: Passage, key: str) -> None:
    """Refuse a statement that stands within itself by way of others."""
    passed, at = set[str](), key
    while passage.statements.get(at) is not None and (outer := passage.statements[at].within) is not None:
        if at in passed:
            raise InputError(f"{passage.id}: {key} stands within itself")
        passed.add(at)
        at = outer


def _found(mark: str, passage: Passage) -> tuple[Marked, ...]:
    try:
        marked = find_labelled(mark, passage.text)
    except MarkError as error:
        raise InputError(f"{passage.id}: {error}") from error
    if unknown := [brace.label for brace in marked if brace.label not in LABELS]:
        raise InputError(
            f"{passage.id}: no such label as {unknown[0]}, of {' '.join(sorted(LABELS))}: {mark}"
        )
    return marked


def as_found(statements: Iterable[Statement]) -> list[Told]:
    """Return the product's statements."""
    listed = list(statements)
    numbers = {statement.id: number for number, statement in enumerate(listed)}
    return [
        Told(each.speaker.spans, each.cue.spans, each.content.spans, numbers.get(each.within or ""))
        for each in listed
    ]


def count(found: Sequence[Told], gold: Sequence[Told]) -> ChainCounts:
    """Count one passage."""
    fits = [
        (likeness, at, to)
        for at, one in enumerate(found)
        for to, other in enumerate(gold)
        if (likeness := _alike(one, other))
    ]
    same = best_first(fits)
    nested = [to for to, each in enumerate(gold) if each.within is not None]
    ways = {tuple(same.get(at) for at in _way(found, own)) for own in same}
    right = sum(tuple(_way(gold, to)) in ways for to in nested)
    within = sum(each.within is not None for each in found)
    return ChainCounts(
        Counts(len(same), len(found), len(gold)),
        Counts(right, within, len(nested)),
        Counts() if nested else Counts(int(not within), 1, 1),
    )


def _way(told: Sequence[Told], at: int) -> list[int]:
    """Return a statement and those around it, the nearest first."""
    way, next_ = [at], told[at].within
    while next_ is not None and next_ not in way:
        way.append(next_)
        next_ = told[next_].within
    return way


def _alike(found: Told, gold: Told) -> float:
    content = span_dice(found.content, gold.content)
    cue, source = span_dice(found.cue, gold.cue), span_dice(found.source, gold.source)
    if content < LEAST_DICE or (gold.cue and not cue) or (gold.source and not source):
        return 0.0
    return content + cue + source


def _of(marked: Iterable[Marked], label: str) -> tuple[Span, ...]:
    return tuple(sorted(brace.span for brace in marked if brace.label == label))


def _lines(told: Sequence[Told], passage: Passage) -> list[str]:
    def words(spans: Iterable[Span]) -> str:
        return " … ".join(span.of(passage.text) for span in spans) or "-"

    return [
        " < ".join(f"{words(told[n].source)} | {words(told[n].cue)}" for n in _way(told, at))
        + f" | {words(told[at].content)}"
        for at in range(len(told))
    ]
