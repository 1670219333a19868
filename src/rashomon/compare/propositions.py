"""Propositions and positions: what several texts say of one matter, and who holds what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection as Container
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

from rashomon.compare.holders import Holders
from rashomon.compare.kinds import Kind, kind_of
from rashomon.compare.labels import Wordings
from rashomon.compare.matters import Matter
from rashomon.compare.stands import claim_in, stand_of
from rashomon.compare.wordlists import NEGATION
from rashomon.model.identity import group_id, position_id
from rashomon.model.records import FoundValue, Holding, Position, Proposition

NOT_SO = "not so"
MADE_BY = "matters 1"
_EXCLUDING = frozenset({"fact", "legitimacy"})
"""Kinds of points of which who holds another value than the first holds that it is not so."""
_DENIAL = re.compile(rf"{NEGATION.pattern}|\b(?:den(?:y|ies|ied)|reject|dismiss)", re.IGNORECASE)
"""Words of a value that deny something themselves, so that who gives them denies nothing of it."""
_OF_ONE = frozenset({"alone", "first", "only"})
_TAIL = 3  # words that two values end in alike
_SURE_EVENT = 0.7  # how likely what shows a position must be an event


def proposition_of(
    matter: Matter,
    wordings: Wordings,
    holders: Holders,
    *,
    made_by: str = MADE_BY,
    labels: Container[str] = (),
) -> Proposition:
    """Return a matter as a record; its label are the clearest words of one of its claims.

    Its values are what is said, by that label, what is denied, and what else is said of the matter.

    Args:
        matter: the claims.
        wordings: the words that may be labels.
        holders: whose they are.
        made_by: what put them together.
        labels: labels that claims of it had before; one of these is kept if it can be.
    """
    members = tuple(claim.finding for claim in matter.claims)
    choice = _Choice(matter, wordings, holders, labels)
    return Proposition(
        id=group_id("proposition", members),
        label=choice.label,
        kind=choice.kind,
        values=tuple(
            FoundValue(value=value, findings=tuple(members[place] for place in own))
            for value, own in choice.values().items()
        ),
        members=members,
        made_by=made_by,
    )


def is_claimed(matter: Matter, wordings: Wordings) -> bool:
    """Tell whether some words of a matter can be asserted or denied."""
    return any(wordings.of(claim).is_clause for claim in matter.claims)


class _Choice:
    """Chooses the words that give a label: a clause that says no "not", so that a denial denies it, if any.

    Of several, those that point to nothing outside them, and are of a claim that is like the others. Whether
    a claim says what the label says or denies it is told by the claim, whichever gives the label.
    """

    def __init__(self, matter: Matter, wordings: Wordings, holders: Holders, labels: Container[str]) -> None:
        self._matter = matter
        self._holders = holders
        self._parts = matter.parts
        self._found = [wordings.of(claim) for claim in matter.claims]
        stands = [stand_of(claim.finding, holders) for claim in matter.claims]
        self._denied = [stand == "not so" for stand in stands]
        self._worded = [NEGATION.search(claim_in(found.words)) is not None for found in self._found]
        self._negative = [denied or worded for denied, worded in zip(self._denied, self._worded, strict=True)]
        central = matter.centrality()
        self._worth = [
            (
                found.label in labels,
                found.is_clause,
                stands[place] == "so" and not self._worded[place],
                central[place] + found.clearness,
                -place,
            )
            for place, found in enumerate(self._found)
        ]
        self._best_of_all = self._best(range(len(self._found)))

    @property
    def label(self) -> str:
        """Return the best words of all members."""
        return self._found[self._best_of_all].label

    @property
    def kind(self) -> Kind:
        """Return what the matter is of."""
        words = [found.words for found in self._found]
        return kind_of(self._matter, words, self._best_of_all, self._holders)

    def values(self) -> Mapping[str, Sequence[int]]:
        """Return who says what the label says, then who denies it, then the rest by what it says."""
        best, values = self._best_of_all, defaultdict[str, list[int]](list)
        for part in self._parts:
            for own in self._by_sign(part):
                if best not in part:
                    values[self._value(own)] += own
                else:
                    values[self.label if self._negative[own[0]] == self._sign(best) else NOT_SO] += own
        ordered = sorted(values.items(), key=lambda each: (each[0] != self.label, each[0] != NOT_SO))
        return {value: sorted(own) for value, own in ordered}

    def _by_sign(self, part: Iterable[int]) -> Iterator[list[int]]:
        """Yield those of some members that deny or say "not", and those that do not: they say two things."""
        signs: defaultdict[bool, list[int]] = defaultdict(list)
        for place in part:
            signs[self._negative[place]].append(place)
        yield from signs.values()

    def _sign(self, best: int) -> bool:
        """Tell words that say "not", or with whom it is that denies: who says so too does not deny them."""
        return self._negative[best] and (self._worded[best] or self._found[best].is_told)

    def _value(self, places: Sequence[int]) -> str:
        """Return what some members say that all deny or all do not."""
        best = self._best(places)
        words = self._found[best].label
        return words if self._negative[best] == self._sign(best) else f"{NOT_SO}: {words}"

    def _best(self, places: Iterable[int]) -> int:
        return max(places, key=self._worth.__getitem__)


def is_not_so(value: str) -> bool:
    """Tell a value that says of something that it is not so."""
    return value == NOT_SO or value.startswith(f"{NOT_SO}: ")


def positions_of(proposition: Proposition, holders: Holders) -> Iterator[Position]:
    """Yield who holds what, once for each actor, position and day, with the findings that show it.

    An event that is hardly told as one shows nothing of who holds it. Who says a thing asserts it, who denies
    it denies it, and who asks doubts it; a value beside the first of a matter is asserted of it too, and the
    denial of such a value shows nothing. An outlet that has it from others relays it, unless it holds it.
    """
    shown_by: defaultdict[tuple[str, Holding, str | None], list[str]] = defaultdict(list)
    for finding, position in _shown(proposition, holders).items():
        if finding in holders.events and holders.events[finding].score < _SURE_EVENT:
            continue
        day = holders.day_of(finding)
        for actor, held in _held(finding, holders, position):
            shown_by[actor, held, day].append(finding)
    holding = {actor for actor, position, _ in shown_by if position != "relays"}
    for (actor, position, day), findings in shown_by.items():
        if position == "relays" and actor in holding:
            continue
        yield Position(
            id=position_id(proposition.id, actor, position, day),
            proposition=proposition.id,
            actor=actor,
            position=position,
            evidence=tuple(findings),
            time=day,
            made_by=MADE_BY,
        )


def _shown(proposition: Proposition, holders: Holders) -> Mapping[str, Holding | None]:
    """Return what each finding shows of who holds it; an event nothing else than the statement around it.

    Of a statement that says a thing and denies another, both of one matter, the events say the like.
    """
    value_of = {each: value.value for value in reversed(proposition.values) for each in value.findings}
    shown = {
        each: _position(each, value_of.get(each, ""), proposition, holders) for each in proposition.members
    }
    around = {each: holders.events[each].reported_by for each in shown if each in holders.events}
    return {
        each: position
        for each, position in shown.items()
        if position == shown.get(around.get(each) or each, position)
    }


def _position(finding: str, value: str, proposition: Proposition, holders: Holders) -> Holding | None:
    """Return what whose a finding is hold of a proposition by it; `None` where they hold nothing."""
    stand, first = stand_of(finding, holders), _first(proposition)
    if stand == "not held":
        return None
    if is_not_so(value):
        return "denies" if value == NOT_SO or proposition.is_point else None
    if value != first and not _is_side_by_side(value, first, proposition):
        return "denies"
    if stand == "not so" and proposition.kind == "other" and not _DENIAL.search(value):
        return "denies" if value == first else None
    return "doubts" if stand == "open" else "asserts"


def _first(proposition: Proposition) -> str:
    """Return the value of which who holds it is said to assert the proposition."""
    so = (value.value for value in proposition.values if not is_not_so(value.value))
    return next(so, proposition.label) if proposition.is_point else proposition.label


def _is_side_by_side(value: str, first: str, proposition: Proposition) -> bool:
    """Tell a value that is claimed as the first one is, and neither says nor turns round what that says."""
    if proposition.is_point and proposition.kind in _EXCLUDING:
        return False
    signs = {NEGATION.search(words) is not None for words in (value, first)}
    return not (_is_of_one(value, first) or (proposition.is_point and len(signs) > 1))


def _is_of_one(one: str, other: str) -> bool:
    """Tell words that say of two what is true of one: "the army fired first", "the rebels fired first"."""
    pairs = zip(reversed(one.split()), reversed(other.split()), strict=False)
    shared = [word for word, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)]
    return one != other and len(shared) >= _TAIL and not _OF_ONE.isdisjoint(shared)


def _held(finding: str, holders: Holders, position: Holding | None) -> Iterator[tuple[str, Holding]]:
    """Yield the actors who hold a claim, and how; and who passes on what others say."""
    own = holders.of(finding)
    if position is not None:
        yield from ((actor, position) for actor in own)
    document = holders.document_of(finding)
    if holders.is_reported(finding) and document not in holders.bodies:
        for actor in holders.voices.get(document, ()):
            if actor not in own:
                yield actor, "relays"
