"""Gold of `coding`: sentences with their events in braces, read and checked.

`{a1,r2 the colonel}` is the actor of event 1 and the recipient of event 2. Labels: `e` the trigger of a
deed, `v` that of something said (accusing, demanding, promising), `a` source, `r` target, `w` time. A
trigger that stands for an event the first time has its type, mode and status behind colons:
`{e1:COERCE:arrest:planned detain}`; no status is `happened`; `|` sets readings apart that are both right. A
question mark behind the number marks what a coder may leave out. A time has its TIMEX3 value:
`{w1=2031-03-03 Monday}`. Braces nest.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from rashomon.model.errors import InputError
from rashomon.model.offsets import Span

_BRACE = re.compile(r"\{(?P<labels>[^ {}]+) |(?P<close>\})|(?P<words>[^{}]+)|(?P<odd>\{)")
_LABEL = re.compile(r"(?P<kind>[evarw])(?P<number>\d*)(?P<optional>\??)(?P<rest>[:=][^,]*)?")
TRIGGERS = frozenset("ev")


class Sentence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of gold: a sentence with its marks, when it was published, and the contexts of its events."""

    id: str
    published: str
    contexts: tuple[str, ...]
    marked: str


@dataclass(frozen=True, slots=True)
class Member:
    """Who takes part in an event, or what may be named as such; when `optional`, it may be left out."""

    span: Span
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Coded:
    """One event of gold; where several types, modes or statuses stand, each of them is right."""

    types: frozenset[str]
    modes: frozenset[str]
    statuses: frozenset[str]
    said: bool
    optional: bool
    triggers: tuple[Span, ...] = ()
    sources: tuple[Member, ...] = ()
    targets: tuple[Member, ...] = ()
    times: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence without its marks, its events, and its times with their values."""

    text: str
    events: tuple[Coded, ...]
    times: tuple[tuple[Span, str], ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    kind: str
    number: str
    optional: bool
    rest: str
    span: Span


def read_marks(sentence: Sentence) -> Marked:
    """Return a sentence with its events.

    Raises:
        InputError: a brace is not closed, a label can't be read, or an event has no trigger or two codings.
    """
    try:
        text, marks = _without_marks(sentence.marked)
        by_event: dict[str, list[_Mark]] = defaultdict(list)
        for mark in marks:
            if mark.number:
                by_event[mark.number].append(mark)
        events = tuple(_event(own) for _, own in sorted(by_event.items()))
    except InputError as error:
        raise InputError(f"{sentence.id}: {error}") from error
    return Marked(text, events, tuple((mark.span, mark.rest[1:]) for mark in marks if mark.kind == "w"))


@dataclass(slots=True)
class _Reading:
    """What is read of a sentence so far."""

    text: str = ""
    open: list[tuple[int, str]] = field(default_factory=list)
    marks: list[_Mark] = field(default_factory=list)


def _without_marks(marked: str) -> tuple[str, list[_Mark]]:
    read = _Reading()
    for piece in _BRACE.finditer(marked):
        if piece["labels"]:
            read.open.append((len(read.text), piece["labels"]))
        elif piece["close"]:
            read.marks += _closed(read)
        elif piece["odd"]:
            raise InputError(f"a label and a space must follow each brace: {marked}")
        else:
            read.text += piece["words"]
    if read.open:
        raise InputError(f"a brace is not closed: {marked}")
    return read.text, sorted(read.marks, key=lambda mark: (mark.span, mark.kind, mark.number))


def _closed(read: _Reading) -> Iterator[_Mark]:
    if not read.open:
        raise InputError(f"a brace closes that was not opened, after: {read.text}")
    start, labels = read.open.pop()
    for label in labels.split(","):
        found = _LABEL.fullmatch(label)
        if found is None:
            raise InputError(f"this label can't be read: {label}")
        span = Span(start, len(read.text))
        yield _Mark(found["kind"], found["number"], bool(found["optional"]), found["rest"] or "", span)


def _event(marks: list[_Mark]) -> Coded:
    triggers = [mark for mark in marks if mark.kind in TRIGGERS]
    codings = [mark for mark in triggers if mark.rest]
    if len(codings) != 1:
        raise InputError(f"event {marks[0].number} needs one trigger with a type, not {len(codings)}")
    (coding,) = codings
    types, modes, statuses = [*coding.rest[1:].split(":"), "", ""][:3]
    return Coded(
        types=frozenset(types.split("|")),
        modes=frozenset(filter(None, modes.split("|"))),
        statuses=frozenset((statuses or "happened").split("|")),
        said=coding.kind == "v",
        optional=coding.optional,
        triggers=tuple(mark.span for mark in triggers),
        sources=_members(marks, "a"),
        targets=_members(marks, "r"),
        times=tuple(mark.rest[1:] for mark in marks if mark.kind == "w"),
    )


def _members(marks: list[_Mark], kind: str) -> tuple[Member, ...]:
    return tuple(Member(mark.span, mark.optional) for mark in marks if mark.kind == kind)
