"""Edits of what changes in time, of groups and of offices: see `edits`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from training.pairs.made.drawing import Draw
from training.pairs.made.edits import Clauses, Edit
from training.pairs.made.templates import Group, Office, State, Update, slots
from training.pairs.made.values import Number, Scene, Text, Value


def _rest(told: Sequence[str], draw: Draw, *own: str) -> dict[str, Value]:
    """Return values for the slots of what is told but for `own`."""
    names = sorted(slots(" ".join(told)) - set(own))
    return draw.scene(" ".join(f"{{{name}}}" for name in names), (2, 99))


def _counts(update: Update, draw: Draw) -> tuple[dict[str, Value], dict[str, Value]]:
    """Return an earlier and a later count, which differ."""
    scene, (earlier, later) = _rest(update.says, draw, "n", "time"), draw.moments()
    number = draw.number(update.n)
    other = draw.other_number(number, update.n)
    return {**scene, "n": number, "time": earlier}, {**scene, "n": other, "time": later}


def _told(told: Sequence[str], draw: Draw, first: Scene, second: Scene) -> Clauses:
    """Write both scenes, in the same wording at times."""
    wording = draw.one(told)
    return draw.write(wording, first), draw.write(wording if draw.often(0.4) else draw.one(told), second)


def _update(update: Update, draw: Draw) -> Clauses:
    first, second = _counts(update, draw)
    if draw.often(0.3):
        first, second = second, first
    return _told(update.says, draw, first, second)


def _same_time(update: Update, draw: Draw) -> Clauses:
    first, second = _counts(update, draw)
    return _told(update.says, draw, first, {**second, "time": first["time"]})


def _same_count(update: Update, draw: Draw) -> Clauses:
    scene, (first, second) = _counts(update, draw)[0], draw.two(update.says)
    return draw.write(first, scene), draw.write(second, scene)


def _other_place(update: Update, draw: Draw) -> Clauses:
    first, second = _counts(update, draw)
    places = {slot: draw.other(slot, first, update.n) for slot in first if slot not in {"n", "time"}}
    return _told(update.says, draw, first, {**second, **places, "time": first["time"]})


def _status(state: State, draw: Draw) -> Clauses:
    scene, (time, _) = _rest(state.on, draw, "time"), draw.moments()
    now = {**scene, "time": time}
    return _either_way(draw, draw.write(draw.one(state.on), now), draw.write(draw.one(state.off), now))


def _status_update(state: State, draw: Draw) -> Clauses:
    scene, (earlier, later) = _rest(state.on, draw, "time"), draw.moments()
    first, second = draw.two((state.on, state.off))
    left = draw.write(draw.one(first), {**scene, "time": earlier})
    return _either_way(draw, left, draw.write(draw.one(second), {**scene, "time": later}))


def _same_status(state: State, draw: Draw) -> Clauses:
    scene, (time, _) = _rest(state.on, draw, "time"), draw.moments()
    first, second = draw.two(draw.one((state.on, state.off)))
    now = {**scene, "time": time}
    return draw.write(first, now), draw.write(second, now)


def _either_way(draw: Draw, first: str, second: str) -> Clauses:
    return (first, second) if draw.often(0.5) else (second, first)


def _shares(group: Group, draw: Draw) -> dict[str, Value]:
    whole = draw.number(group.n)
    part = Number(draw.chance.randint(2, whole.amount - 1))
    return {**_rest((*group.all, *group.few, *group.none), draw, "n", "k"), "n": whole, "k": part}


def _fewer(group: Group, draw: Draw) -> Clauses:
    scene = _shares(group, draw)
    more, less = draw.one(((group.all, group.few), (group.some, group.few), (group.all, group.all)))
    first = draw.one(more)
    second = draw.one([text for text in less if text != first])
    return draw.write(first, scene), draw.write(second, scene)


def _part(group: Group, draw: Draw) -> Clauses:
    scene = _shares(group, draw)
    less, more = draw.one(((group.few, group.all), (group.few, group.some)))
    return draw.write(draw.one(less), scene), draw.write(draw.one(more), scene)


def _quantifier(group: Group, draw: Draw) -> Clauses:
    """Say it of all, of a part and of none: two of these can't hold at once."""
    scene = _shares(group, draw)
    first, second = draw.two((group.all, group.some, group.none))
    return draw.write(draw.one(first), scene), draw.write(draw.one(second), scene)


def _part_number(group: Group, draw: Draw) -> Clauses:
    scene = _shares(group, draw)
    number = scene["k"].amount if isinstance(scene["k"], Number) else 0
    other = number + 1 if number == 2 else number - 1  # noqa: PLR2004 - the least part
    return _told(group.some, draw, scene, {**scene, "k": Number(other)})


def _holder(office: Office, draw: Draw) -> dict[str, Value]:
    return draw.scene(office.says[0], (2, 99))


def _two_offices(office: Office, draw: Draw) -> Clauses:
    """Give one person two offices on the same occasion."""
    scene = _holder(office, draw)
    return _told(office.says, draw, scene, {**scene, "office": draw.other("office", scene, (2, 99))})


def _two_holders(office: Office, draw: Draw) -> Clauses:
    """Let two persons hold one office at the same time."""
    scene = _holder(office, draw)
    other = {**scene, "person": draw.other("person", scene, (2, 99))}
    return draw.write(draw.one(office.says), scene), draw.write(
        "{person} was {office} of {country} {on}", other
    )


def _same_holder(office: Office, draw: Draw) -> Clauses:
    scene = _holder(office, draw)
    plain = ("{person} was {office} of {country} {on}", "{on}, {country} had {person} as its {office}")
    return draw.write(draw.one(office.says), scene), draw.write(draw.one((*plain, *office.says)), scene)


def _other_holder(office: Office, draw: Draw) -> Clauses:
    """Let another person in another office do the same; or somebody who once held it."""
    scene = _holder(office, draw)
    other = {**scene, "person": draw.other("person", scene, (2, 99))}
    if draw.often(0.5):
        other["office"] = draw.other("office", scene, (2, 99))
    elif isinstance(name := scene["office"], Text):
        other["office"] = Text((f"former {name.forms[0]}", f"one-time {name.forms[0]}"))
    return _told(office.says, draw, scene, other)


UPDATE_EDITS: Final[Mapping[str, Edit[Update]]] = {
    "same count": Edit("entailment", _same_count),
    "same time": Edit("contradiction", _same_time, weight=3),
    "update": Edit("neutral", _update, weight=5),
    "count elsewhere": Edit("neutral", _other_place, lambda update: "at" in slots(update.says[0])),
}
STATE_EDITS: Final[Mapping[str, Edit[State]]] = {
    "same status": Edit("entailment", _same_status, weight=1),
    "status": Edit("contradiction", _status),
    "status update": Edit("neutral", _status_update, weight=3),
}
GROUP_EDITS: Final[Mapping[str, Edit[Group]]] = {
    "fewer": Edit("entailment", _fewer),
    "quantifier": Edit("contradiction", _quantifier),
    "part number": Edit("contradiction", _part_number, weight=1),
    "part": Edit("neutral", _part),
}
OFFICE_EDITS: Final[Mapping[str, Edit[Office]]] = {
    "office kept": Edit("entailment", _same_holder),
    "two offices": Edit("contradiction", _two_offices),
    "two holders": Edit("contradiction", _two_holders, weight=1),
    "other office": Edit("neutral", _other_holder),
}
