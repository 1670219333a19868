"""What is edited between the two clauses of a pair on an event, and the label that comes of it.

Each edit takes an event and a draw and returns premise and hypothesis as clauses; which events it is
for, and its label, stand in `EVENT_EDITS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from training.pairs.made.bounds import about, broken, held_from_above, held_from_below
from training.pairs.made.drawing import Draw
from training.pairs.made.templates import Event, Relation, Template, slots
from training.pairs.made.values import MONTHS, Day, Number, Place, Scene, Text, Value

Clauses = tuple[str, str]
Kind = TypeVar("Kind", bound=Template)
_ROUND = 100  # from here on numbers are rounded in what is told


@dataclass(frozen=True, slots=True)
class Edit(Generic[Kind]):
    """One kind of pair.

    Attributes:
        label: what the premise says about the hypothesis.
        make: makes the two clauses.
        fits: tells whether a template has what the edit needs.
        weight: how often it is made, beside others of its label.
        dressed: whether something may be put around the clauses.
    """

    label: Relation
    make: Callable[[Kind, Draw], Clauses]
    fits: Callable[[Kind], bool] = lambda _: True
    weight: int = 2
    dressed: bool = True


def _full(event: Event, draw: Draw) -> dict[str, Value]:
    """Return values for all slots of an event."""
    told = " ".join((*event.says, *event.weaker, *event.open, *event.against, event.who, event.do))
    return draw.scene(told, event.n)


def _scene(event: Event, draw: Draw) -> dict[str, Value]:
    """Return values for all slots; when and where are left out of the telling at times."""
    scene = _full(event, draw)
    left_out = [slot for slot, share in (("on", 0.35), ("at", 0.2)) if slot in scene and draw.often(share)]
    return {**scene, **dict.fromkeys(left_out, Text(("",)))}


def _says(event: Event, draw: Draw, scene: Scene) -> str:
    return draw.write(draw.one(event.says), scene)


def _either(draw: Draw, first: str, second: str) -> Clauses:
    return (first, second) if draw.often(0.5) else (second, first)


def _swapped(slot: str) -> Callable[[Event, Draw], Clauses]:
    """Return an edit that gives one slot another value; wording is kept half of the time."""

    def make(event: Event, draw: Draw) -> Clauses:
        scene = _scene(event, draw) | {slot: _full(event, draw)[slot]}
        other = scene | {slot: draw.other(slot, scene, event.n)}
        first, second = draw.one(event.says), draw.one(event.says)
        return draw.write(first, scene), draw.write(first if draw.often(0.4) else second, other)

    return make


def _actors(event: Event, *, one: bool) -> list[str]:
    told = slots(event.says[0]) - {"n", "on", "at"}
    return sorted(slot for slot in told if (slot in event.one) == one)


def _other_actor(event: Event, draw: Draw, *, one: bool) -> Clauses:
    return _swapped(draw.one(_actors(event, one=one)))(event, draw)


def _paraphrase(event: Event, draw: Draw) -> Clauses:
    scene, (first, second) = _scene(event, draw), draw.two(event.says)
    return draw.write(first, scene), draw.write(second, scene)


def _weaker(event: Event, draw: Draw) -> Clauses:
    scene = _scene(event, draw)
    return _says(event, draw, scene), draw.write(draw.one(event.weaker), scene)


def _vaguer(event: Event, draw: Draw) -> Clauses:
    says, weaker = _weaker(event, draw)
    return weaker, says


def _open(event: Event, draw: Draw) -> Clauses:
    """Say something else; a number in it is another one half of the time, so that it is no sign."""
    scene = _scene(event, draw)
    other = scene | {"n": draw.other("n", scene, event.n)} if "n" in scene and draw.often(0.5) else scene
    said, open_one = _says(event, draw, scene), draw.write(draw.one(event.open), other)
    return (said, open_one) if draw.often(0.7) else (open_one, said)


def _against(event: Event, draw: Draw) -> Clauses:
    scene = _scene(event, draw)
    return _either(draw, _says(event, draw, scene), draw.write(draw.one(event.against), scene))


def _with_number(event: Event, draw: Draw, scene: Scene, written: str) -> str:
    return draw.write(draw.one(event.says), {**scene, "n": Text((written,))})


def _number(scene: Scene) -> int:
    number = scene["n"]
    return number.amount if isinstance(number, Number) else 0


def _bound(event: Event, draw: Draw) -> Clauses:
    scene = _scene(event, draw)
    bound = draw.one((held_from_below, held_from_below, held_from_above))(draw, _number(scene))
    return _says(event, draw, scene), _with_number(event, draw, scene, bound)


def _open_bound(event: Event, draw: Draw) -> Clauses:
    bound, exact = _bound(event, draw)[::-1]
    return bound, exact


def _broken_bound(event: Event, draw: Draw) -> Clauses:
    scene = _scene(event, draw)
    bound = broken(draw, _number(scene))
    return _either(draw, _says(event, draw, scene), _with_number(event, draw, scene, bound))


def _rounded(event: Event, draw: Draw) -> Clauses:
    scene = _scene(event, draw) | {"n": _large(event, draw)}
    return _says(event, draw, scene), _with_number(event, draw, scene, about(draw, _number(scene)))


def _rough(event: Event, draw: Draw) -> Clauses:
    exact, rough = _rounded(event, draw)
    return rough, exact


def _rounded_apart(event: Event, draw: Draw) -> Clauses:
    scene = _scene(event, draw) | {"n": _large(event, draw)}
    far = max(11, round(_number(scene) * draw.one((0.3, 0.5, 1.6, 2.0, 3.0))))
    apart = _with_number(event, draw, scene, about(draw, far))
    return _either(draw, _says(event, draw, scene), apart)


def _large(event: Event, draw: Draw) -> Number:
    return draw.number((max(_ROUND, event.n[0]), event.n[1]))


def _has_large(event: Event) -> bool:
    return "n" in event.one and event.n[1] > 2 * _ROUND


def _country(scene: Scene) -> str:
    place = scene["at"]
    return place.country if isinstance(place, Place) else ""


def _within(event: Event, draw: Draw, scene: Scene) -> Clauses:
    """Return the event with its town and country, and with the country alone."""
    country = _country(scene)
    narrow = f"{scene['at'].forms[0]}, {draw.one(('', 'in the north of ', 'a town in '))}{country},"
    wide = {**scene, "at": Text((f"in {country}",))}
    told = draw.write(_placed_last(event), {**scene, "at": Text((narrow,))})
    return told.replace(",,", ",").rstrip(","), _says(event, draw, wide)


def _placed_last(event: Event) -> str:
    """Return the clause in which a comma after the place disturbs least: where it stands latest."""
    return max(event.says, key=lambda text: text.find("{at}") / len(text))


def _wider_place(event: Event, draw: Draw) -> Clauses:
    return _within(event, draw, _full(event, draw))


def _narrower_place(event: Event, draw: Draw) -> Clauses:
    scene = _full(event, draw)
    wide = {**scene, "at": Text((f"in {_country(scene)}",))}
    return _says(event, draw, wide), _says(event, draw, scene)


def _elsewhere(event: Event, draw: Draw) -> Clauses:
    """Give another number for the whole country, or for a place that may be another."""
    scene = _full(event, draw)
    country = _country(scene)
    wide = Text((f"across {country}", f"throughout {country}", f"in {country} as a whole"))
    other = {**scene, "at": wide, "n": draw.other("n", scene, event.n)}
    return _either(draw, _says(event, draw, scene), _says(event, draw, other))


def _another(event: Event, draw: Draw) -> Clauses:
    """Tell of another event of the same sort: place and day are others."""
    scene = _full(event, draw)
    changed = [slot for slot in ("n", "on", "at") if slot in slots(event.says[0])]
    other = scene | {slot: draw.other(slot, scene, event.n) for slot in changed}
    return _says(event, draw, scene), _says(event, draw, other)


def _calendar(event: Event, draw: Draw) -> tuple[dict[str, Value], Day]:
    day = Day(draw.chance.randrange(len(MONTHS)), draw.chance.randint(1, 27))
    return _scene(event, draw) | {"on": day}, day


def _wider_date(event: Event, draw: Draw) -> Clauses:
    scene, day = _calendar(event, draw)
    third = ("early ", "mid-", "late ")[min(2, (day.day - 1) // 10)]
    wide = Text((f"in {MONTHS[day.month]}", f"in {third}{MONTHS[day.month]}"))
    return _says(event, draw, scene), _says(event, draw, scene | {"on": wide})


def _narrower_date(event: Event, draw: Draw) -> Clauses:
    exact, wide = _wider_date(event, draw)
    return wide, exact


def _overnight(event: Event, draw: Draw) -> Clauses:
    """Put it into one night, named by its evening and by its morning: both can be right."""
    scene, day = _calendar(event, draw)
    evening = Text((f"on the night of {day.written}", f"in the night of {day.written}"))
    next_day = Day(day.month, day.day + 1).written
    morning = Text(
        (f"early on {next_day}", f"in the early hours of {next_day}", f"before dawn on {next_day}")
    )
    return _either(
        draw, _says(event, draw, scene | {"on": evening}), _says(event, draw, scene | {"on": morning})
    )


def _part_of_day(event: Event, draw: Draw) -> Clauses:
    scene, day = _calendar(event, draw)
    first, second = draw.two(("on the morning of", "on the afternoon of", "on the evening of"))
    left, right = (scene | {"on": Text((f"{part} {day.written}",))} for part in (first, second))
    return _says(event, draw, left), _says(event, draw, right)


def _exchanged(event: Event, draw: Draw) -> Clauses:
    scene, exchanged = _scene(event, draw), event.reversed
    first, second = exchanged[:2] if exchanged else ("", "")
    other = {**scene, first: scene[second], second: scene[first]}
    told = draw.one(event.says)
    return draw.write(told, scene), draw.write(told if draw.often(0.5) else draw.one(event.says), other)


def _reversed(label: Relation) -> Callable[[Event], bool]:
    return lambda event: event.reversed is not None and event.reversed[2] == label


def _acting(event: Event, draw: Draw, wording: str, scene: Scene) -> str:
    parts = {"who": event.who, "do": event.do, "did": event.did, "done": event.done}
    return draw.write(wording.format(**parts), scene)


def _polarity(event: Event, draw: Draw) -> Clauses:
    scene = _scene(event, draw)
    negated = _acting(event, draw, draw.one(draw.templates.wording.negated), scene)
    plain = _acting(event, draw, "{who} {did}", scene)
    return _either(draw, plain if draw.often(0.5) else _says(event, draw, scene), negated)


def _left_undone(event: Event, draw: Draw) -> Clauses:
    scene, wording = _scene(event, draw), draw.templates.wording
    plain = draw.one(("{who} {did}", *wording.carried_out))
    undone = draw.one(wording.left_undone)
    return _either(draw, _acting(event, draw, plain, scene), _acting(event, draw, undone, scene))


def _carried_out(event: Event, draw: Draw) -> Clauses:
    scene = _scene(event, draw)
    carried_out = _acting(event, draw, draw.one(draw.templates.wording.carried_out), scene)
    return carried_out, _acting(event, draw, "{who} {did}", scene)


def _still_undone(event: Event, draw: Draw) -> Clauses:
    scene, wording = _scene(event, draw), draw.templates.wording
    undone = draw.one(wording.left_undone if event.acts else wording.negated)
    return _acting(event, draw, undone, scene), _acting(event, draw, draw.one(wording.negated), scene)


def _planned(event: Event, draw: Draw) -> Clauses:
    """Say that it is planned or possible, and that it happened."""
    scene = _scene(event, draw)
    planned = _acting(event, draw, draw.one(draw.templates.wording.planned), scene)
    plain = _acting(event, draw, "{who} {did}", scene) if draw.often(0.6) else _says(event, draw, scene)
    return (planned, plain) if draw.often(0.7) else (plain, planned)


def _may(event: Event, draw: Draw) -> Clauses:
    scene = _scene(event, draw)
    first, second = draw.two(("{who} will {do}", "{who} may {do}", "{who} may not {do}", "{who} might {do}"))
    if {first, second} == {"{who} may {do}", "{who} might {do}"}:
        first = "{who} will not {do}"
    return _acting(event, draw, first, scene), _acting(event, draw, second, scene)


def _will_not(event: Event, draw: Draw) -> Clauses:
    scene = _scene(event, draw)
    will = _acting(event, draw, draw.one(("{who} will {do}", "{who} is certain to {do}")), scene)
    return _either(
        draw, will, _acting(event, draw, draw.one(("{who} will not {do}", "{who} will never {do}")), scene)
    )


def _told(event: Event, draw: Draw, scene: Scene) -> str:
    return _says(event, draw, scene) if draw.often(0.6) else _acting(event, draw, "{who} {did}", scene)


def quoted(draw: Draw, wordings: tuple[str, ...], clause: str, speaker: str) -> str:
    """Return a clause as `speaker` says it, in one of `wordings`."""
    return draw.one(wordings).format(speaker=speaker, clause=clause, Clause=clause[:1].upper() + clause[1:])


def _confirmed(event: Event, draw: Draw) -> Clauses:
    told = _told(event, draw, _scene(event, draw))
    return quoted(draw, draw.templates.wording.confirmed, told, draw.speaker()), told


def _claimed(event: Event, draw: Draw) -> Clauses:
    told = _told(event, draw, _scene(event, draw))
    return quoted(draw, draw.templates.wording.claimed, told, draw.speaker()), told


def _denied(event: Event, draw: Draw) -> Clauses:
    told = _told(event, draw, _scene(event, draw))
    return quoted(draw, draw.templates.wording.denied, told, draw.speaker()), told


def _denial(event: Event, draw: Draw) -> Clauses:
    """Let one source say it and deny it."""
    told, speaker, wording = _told(event, draw, _scene(event, draw)), draw.speaker(), draw.templates.wording
    said = quoted(draw, wording.said, told, speaker)
    return _either(draw, said, quoted(draw, wording.denied, told, speaker))


def _denied_alike(event: Event, draw: Draw) -> Clauses:
    told, speaker, wording = _told(event, draw, _scene(event, draw)), draw.speaker(), draw.templates.wording
    first, second = draw.two(wording.denied)
    return quoted(draw, (first,), told, speaker), quoted(draw, (second,), told, speaker)


def _added(event: Event, draw: Draw) -> Clauses:
    scene, wording = _scene(event, draw), draw.templates.wording
    more = draw.one((*wording.openings, *wording.closings, *wording.sentences))
    return _says(event, draw, scene), more.format(clause=_says(event, draw, scene))


def _has(*needed: str) -> Callable[[Event], bool]:
    return lambda event: set(needed) <= slots(event.says[0])


def _one(slot: str) -> Callable[[Event], bool]:
    return lambda event: slot in event.one


EVENT_EDITS: Final[Mapping[str, Edit[Event]]] = {
    "paraphrase": Edit("entailment", _paraphrase, weight=6),
    "weaker": Edit("entailment", _weaker, weight=4),
    "bound": Edit("entailment", _bound, _one("n"), weight=3),
    "rounded": Edit("entailment", _rounded, _has_large),
    "wider place": Edit("entailment", _wider_place, _has("at")),
    "wider date": Edit("entailment", _wider_date, _has("on")),
    "either way": Edit("entailment", _exchanged, _reversed("entailment"), weight=1),
    "carried out": Edit("entailment", _carried_out, lambda event: event.acts, weight=1),
    "still undone": Edit("entailment", _still_undone),
    "confirmed": Edit("entailment", _confirmed, dressed=False),
    "denied alike": Edit("entailment", _denied_alike, weight=1, dressed=False),
    "number": Edit("contradiction", _swapped("n"), _one("n"), weight=5),
    "date": Edit("contradiction", _swapped("on"), _one("on"), weight=3),
    "part of day": Edit("contradiction", _part_of_day, _one("on"), weight=1),
    "place": Edit("contradiction", _swapped("at"), _one("at"), weight=2),
    "actor": Edit(
        "contradiction", lambda e, d: _other_actor(e, d, one=True), lambda e: bool(_actors(e, one=True))
    ),
    "roles": Edit("contradiction", _exchanged, _reversed("contradiction")),
    "polarity": Edit("contradiction", _polarity, weight=3),
    "opposite": Edit("contradiction", _against, weight=4),
    "broken bound": Edit("contradiction", _broken_bound, _one("n")),
    "rounded apart": Edit("contradiction", _rounded_apart, _has_large, weight=1),
    "left undone": Edit("contradiction", _left_undone, lambda event: event.acts),
    "denial": Edit("contradiction", _denial, dressed=False),
    "will not": Edit("contradiction", _will_not, weight=1),
    "other attribute": Edit("neutral", _open, weight=4),
    "vaguer": Edit("neutral", _vaguer),
    "added": Edit("neutral", _added, dressed=False),
    "open bound": Edit("neutral", _open_bound, _one("n"), weight=2),
    "rough": Edit("neutral", _rough, _has_large),
    "narrower place": Edit("neutral", _narrower_place, _has("at"), weight=1),
    "narrower date": Edit("neutral", _narrower_date, _has("on"), weight=1),
    "overnight": Edit("neutral", _overnight, _has("on")),
    "scope": Edit("neutral", _elsewhere, _has("n", "at"), weight=3),
    "other event": Edit("neutral", _another, _has("on", "at"), weight=4),
    "other actor": Edit(
        "neutral", lambda e, d: _other_actor(e, d, one=False), lambda e: bool(_actors(e, one=False))
    ),
    "roles open": Edit("neutral", _exchanged, _reversed("neutral")),
    "planned": Edit("neutral", _planned, weight=3),
    "may": Edit("neutral", _may, weight=1),
    "claimed": Edit("neutral", _claimed, weight=3, dressed=False),
    "denied": Edit("neutral", _denied, dressed=False),
}
"""The edits of events by kind."""
