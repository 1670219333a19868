"""Applies judgements on who holds what: positions set by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from rashomon.model.corpus import Extraction
from rashomon.model.identity import position_id
from rashomon.model.judgements import Judgement
from rashomon.model.records import Holding, Position, Proposition
from rashomon.store.applying import BY_HAND
from rashomon.store.finding import Cast, Finder, Pointed
from rashomon.store.judgements import POSITIONS, Unmatched

_HOLDINGS: Mapping[str, Holding] = {each: each for each in get_args(Holding)}
_DAY = len("2031-05-05")
_NO_MATTER = "its words are there, but what was found at these places belongs to no proposition"
_MATTERS = "what was found at its places belongs to more propositions than one"
_NO_ACTOR = "nobody in these texts has the name that it gives"
_ACTORS = "more than one actor in these texts has the name that it gives"
_NO_VALUE = f"its `value` is none of {', '.join(POSITIONS)}"
_NO_POSITION = "the actor holds no position there without it"

Place = tuple[str, str]  # the ids of a proposition and of an actor


class Held:
    """Who holds what, while judgements change it."""

    def __init__(
        self, extraction: Extraction, propositions: Sequence[Proposition], positions: Sequence[Position]
    ) -> None:
        """Take the findings of a run, its propositions, and their positions in the same order."""
        self.unmatched: list[Unmatched] = []
        self._propositions = propositions
        self._finder = Finder(extraction, (*extraction.statements, *extraction.events))
        self._cast = Cast(extraction)
        self._days = {each.id: each.published.value[:_DAY] for each in extraction.documents if each.published}
        self._matter = {member: each.id for each in propositions for member in each.members}
        self._held: defaultdict[str, dict[str, list[Position]]] = defaultdict(dict)
        self._untouched: defaultdict[str, list[Position]] = defaultdict(list)
        self._set: dict[Place, list[Position]] = {}
        for position in positions:
            self._untouched[position.proposition].append(position)
            self._held[position.proposition].setdefault(position.actor, []).append(position)

    def set(self, judgement: Judgement) -> None:
        """Let an actor hold what a judgement says about the proposition at its targets, and nothing else."""
        findings = self._finder.all(judgement)
        matters = {self._matter[each.id] for each in findings if each.id in self._matter}
        actors = self._cast.meant(judgement.actor) if judgement.actor else []
        if judgement.value not in POSITIONS:
            self._leave(judgement, _NO_VALUE)
        elif not matters:
            self._leave(judgement, self._finder.why(judgement, _NO_MATTER))
        elif len(matters) > 1:
            self._leave(judgement, _MATTERS)
        elif len(actors) != 1:
            self._leave(judgement, _ACTORS if actors else _NO_ACTOR)
        else:
            self._put((matters.pop(), actors[0]), judgement, findings)

    def positions(self) -> Iterator[Position]:
        """Yield all positions, proposition by proposition, those set by hand after the others of each."""
        for proposition in self._propositions:
            untouched = self._untouched[proposition.id]
            yield from (each for each in untouched if (each.proposition, each.actor) not in self._set)
            for (matter, _), own in self._set.items():
                yield from own if matter == proposition.id else ()

    def _put(self, place: Place, judgement: Judgement, findings: Sequence[Pointed]) -> None:
        matter, actor = place
        before = self._held[matter].get(actor, [])
        holding = _HOLDINGS.get(judgement.value or "")
        if holding is None and not before:
            self._leave(judgement, _NO_POSITION)
            return
        shown = _shown(before) or self._shown_by(matter, findings)
        self._set.pop(place, None)
        self._set[place] = [
            _position(place, holding, evidence, day) for day, evidence in shown.items() if holding
        ]

    def _shown_by(self, matter: str, findings: Sequence[Pointed]) -> dict[str | None, tuple[str, ...]]:
        """Return what a judgement points at, by the day on which its text was published."""
        shown: defaultdict[str | None, list[str]] = defaultdict(list)
        for each in findings:
            if self._matter.get(each.id) == matter:
                shown[self._days.get(each.document)].append(each.id)
        return {day: tuple(own) for day, own in shown.items()}

    def _leave(self, judgement: Judgement, reason: str) -> None:
        self.unmatched.append(Unmatched(judgement, reason))


def _shown(positions: Sequence[Position]) -> dict[str | None, tuple[str, ...]]:
    """Return the findings that show some positions, by day."""
    shown: defaultdict[str | None, dict[str, None]] = defaultdict(dict)
    for position in positions:
        shown[position.time].update(dict.fromkeys(position.evidence))
    return {day: tuple(own) for day, own in shown.items()}


def _position(place: Place, holding: Holding, evidence: tuple[str, ...], day: str | None) -> Position:
    matter, actor = place
    return Position(
        id=position_id(matter, actor, holding, day),
        proposition=matter,
        actor=actor,
        position=holding,
        evidence=evidence,
        time=day,
        made_by=BY_HAND,
    )
