"""Corrections made by hand: kept in `judgements.jsonl`, found again by place and words.

A judgement points at spans and at the words under them, not at ids, so that it outlives a new
model, a re-run, and a text that was edited elsewhere.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import get_args, get_type_hints

import msgspec

from rashomon.model.errors import InputError, RecordError
from rashomon.model.judgements import Judgement, Target
from rashomon.model.offsets import Span
from rashomon.model.records import Document
from rashomon.store.reading import read_records
from rashomon.store.staging import write_text
from rashomon.store.writing import line

NO_POSITION = "none"
POSITIONS = ("asserts", "denies", "doubts", "relays", NO_POSITION)
"""What `set_position` may say."""
_TELLING = 20  # characters of a judgement's words by which a text that changed and moved is known again
_SHOWN = 50  # characters of a judgement's words that a line shows
_TOLD = 3  # places of a judgement that a line shows
_MARKS = ' "“”«»„'  # at the ends of words that stand between marks anyway
_SIDES = 2  # passages that a link has


@dataclass(frozen=True, slots=True)
class Located:
    """Where a target stands in this run: the id of a document, and spans in its text."""

    document: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A judgement that changed nothing in this run, and why, as a sentence."""

    judgement: Judgement
    reason: str


@dataclass(frozen=True, slots=True)
class Corrections:
    """The judgements of a run, oldest first, and those of them that changed nothing."""

    judgements: tuple[Judgement, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()


def read_judgements(path: str | os.PathLike[str]) -> tuple[Judgement, ...]:
    """Return the judgements of a file, oldest first.

    Raises:
        InputError: the file can't be opened.
        RecordError: a line is no judgement, or one that makes no sense; the message names it.
    """
    held = tuple(read_records(Path(path), Judgement))
    for number, judgement in enumerate(held, start=1):
        try:
            checked_judgement(judgement)
        except InputError as error:
            raise RecordError(f"{path}, judgement {number}: {error}") from error
    return held


def append_judgement(path: str | os.PathLike[str], judgement: Judgement) -> None:
    """Add `judgement` at the end of a file, which is made if it is not there.

    Raises:
        InputError: the judgement makes no sense (see `checked_judgement`).
        RecordError: a line already there is no judgement.
        OutputError: the file can't be written; it is as it was.
    """
    checked = checked_judgement(judgement)
    file = Path(path)
    earlier = read_judgements(file) if file.exists() else ()
    write_text(file, b"".join(line(each) for each in (*earlier, checked)).decode())


def remove_judgement(path: str | os.PathLike[str], number: int | None = None) -> Judgement:
    """Take the judgement with a number, counted from 1, out of a file, or the last one, and return it.

    Raises:
        InputError: there is no such judgement, or no such file.
        RecordError: a line is no judgement.
        OutputError: the file can't be written; it is as it was.
    """
    file = Path(path)
    if not file.exists():
        raise InputError(f"{file} is not there: no corrections yet, so there is none to take back.")
    held = list(read_judgements(file))
    if not held:
        raise InputError(f"{file} holds no judgements, so there is none to take back.")
    if number is not None and not 1 <= number <= len(held):
        raise InputError(f"{file} holds no judgement {number}; it holds {len(held)}, counted from 1.")
    gone = held.pop((number or len(held)) - 1)
    write_text(file, b"".join(line(each) for each in held).decode())
    return gone


def told(judgement: Judgement) -> str:
    """Return a judgement in a line: its kind, the places it points at, what it sets, who made it and when."""
    places = [_place(target) for target in judgement.targets[:_TOLD]]
    more = len(judgement.targets) - len(places)
    where = " and ".join([*places, f"{more} more"] if more else places)
    wrong = f"not {judgement.instead_of}" if judgement.instead_of else None
    actor = judgement.actor.name if judgement.actor else None
    said = ", ".join(filter(None, (actor, judgement.value, wrong)))
    return f"{judgement.kind} {where}{said and f': {said}'} ({judgement.by}, {judgement.at})"


def _place(target: Target) -> str:
    """Return the words of a target and where they stand, as a citation has it: text and characters."""
    words = " … ".join(target.quote).strip(_MARKS)
    shown = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
    text = target.origin or f"text {target.text_sha256[:12]}"
    return f'"{shown}" at {text}:{target.spans[0].start}-{target.spans[-1].end}'


def checked_judgement(judgement: Judgement) -> Judgement:
    """Return `judgement` if it can be written, read back and applied.

    Raises:
        InputError: its kind is unknown; it has no target, or one without spans or with other than one
            quote for each; `by` is empty; `at` is no date or date and time in ISO 8601; `value`, `actor` or
            `instead_of` is missing for a kind that needs it, or given for one that does not take it.
    """
    kinds = get_args(get_type_hints(Judgement)["kind"])
    if judgement.kind not in kinds:
        raise InputError(f"There is no kind of judgement {judgement.kind!r}; there are: {', '.join(kinds)}.")
    try:
        # Python checks no types when a record is made; whoever reads the file does.
        plain = msgspec.to_builtins(judgement, builtin_types=(bytes,))  # else bytes turn into Base64
        checked = msgspec.convert(plain, Judgement)
    except (msgspec.ValidationError, TypeError) as error:
        raise InputError(f"A judgement {judgement.kind!r} can't be used: {error}.") from error
    for fault in _faults(checked):
        raise InputError(f"A judgement {judgement.kind!r} {fault}.")
    return checked


def _faults(judgement: Judgement) -> Iterator[str]:
    if not judgement.targets:
        yield "needs a target: give at least one finding"
    if any(not _is_place(target) for target in _all_targets(judgement)):
        yield "needs spans in each target, and as many quotes as spans"
    yield from _faults_of_kind(judgement)
    if not judgement.by.strip():
        yield "needs `by`, who says so, and it is empty"
    if not _is_time(judgement.at):
        yield f"needs `at` as a date or a date and time, such as 2031-03-12T14:30:00Z, not {judgement.at!r}"


def _all_targets(judgement: Judgement) -> Iterator[Target]:
    yield from judgement.targets
    if judgement.actor and judgement.actor.target:
        yield judgement.actor.target


def _is_place(target: Target) -> bool:
    return bool(target.spans) and len(target.spans) == len(target.quote)


def _faults_of_kind(judgement: Judgement) -> Iterator[str]:
    kind, value = judgement.kind, (judgement.value or "").strip()
    named = (judgement.actor.name if judgement.actor else "").strip()
    if kind == "set_speaker" and not value:
        yield "needs the speaker's name as `value`"
    if kind == "set_role" and not value and not (judgement.instead_of or "").strip():
        yield "needs an office as `value`, or as `instead_of`, or both"
    if kind == "set_position" and (value not in POSITIONS or not named):
        yield f"needs one of {', '.join(POSITIONS)} as `value`, and a name in `actor`"
    if kind == "reject_link" and len(judgement.targets) != _SIDES:
        yield "needs two targets, the passages of the link"
    if judgement.value is not None and kind not in {"set_speaker", "set_role", "set_position", "reject_link"}:
        yield f"takes no `value`, and {judgement.value!r} was given"
    if judgement.actor is not None and kind != "set_position":
        yield "takes no `actor`, and one was given"
    if judgement.instead_of is not None and kind != "set_role":
        yield f"takes no `instead_of`, and {judgement.instead_of!r} was given"


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


class Locator:
    """Finds the targets of judgements in the documents of a run."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = tuple(documents)
        self._by_text: defaultdict[str, list[Document]] = defaultdict(list)
        self._by_origin: defaultdict[str, list[Document]] = defaultdict(list)
        for document in self._documents:
            self._by_text[document.text_sha256].append(document)
            for origin in {document.url, document.path} - {None}:
                self._by_origin[str(origin)].append(document)

    def knows(self, target: Target) -> bool:
        """Tell whether the text of `target` is there, as it was or changed."""
        return target.text_sha256 in self._by_text or (target.origin or "") in self._by_origin

    def find(self, target: Target) -> tuple[Located, ...]:
        """Return every place that `target` means; empty when its words are nowhere to be found.

        The same text is looked at first, in each copy of it (in the copy from the target's
        origin alone, when that is among them). A text that changed is known by its origin, and
        one that also moved by holding the words, if these are not so few that any text may have
        them; in both, each quote must stand exactly once.
        """
        same = [d for d in self._by_text.get(target.text_sha256, ()) if _stands(target, d)]
        if same:
            return tuple(Located(d.id, target.spans) for d in _from_origin(same, target.origin))
        changed = _unique(target, self._by_origin.get(target.origin or "", ()))
        if changed:
            return changed
        telling = sum(map(len, target.quote)) >= _TELLING
        moved = _unique(target, self._documents) if telling else ()
        return moved if len(moved) == 1 else ()


def _stands(target: Target, document: Document) -> bool:
    words = tuple(span.of(document.text) for span in target.spans)
    whole = all(0 <= span.start < span.end <= len(document.text) for span in target.spans)
    return whole and bool(words) and words == target.quote


def _from_origin(documents: Sequence[Document], origin: str | None) -> Sequence[Document]:
    return [d for d in documents if origin in {d.url, d.path}] or documents


def _unique(target: Target, documents: Iterable[Document]) -> tuple[Located, ...]:
    found = ((document.id, _spans_of(target.quote, document.text)) for document in documents)
    return tuple(Located(document, spans) for document, spans in found if spans)


def _spans_of(quote: tuple[str, ...], text: str) -> tuple[Span, ...]:
    """Return where each string of `quote` stands, if each stands exactly once; else nothing."""
    spans = []
    for words in quote:
        start = text.find(words) if words else -1
        if start < 0 or text.find(words, start + 1) >= 0:
            return ()
        spans.append(Span(start, start + len(words)))
    return tuple(spans)
