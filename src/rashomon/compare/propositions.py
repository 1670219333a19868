"""Propositions and positions: what several texts say of one matter, and who holds what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection as Container
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rashomon.compare.holders import Holders
from rashomon.compare.labels import Wordings
from rashomon.compare.matters import Matter
from rashomon.compare.wordlists import NEGATION, UNSAYING
from rashomon.model.identity import group_id, position_id
from rashomon.model.records import FoundValue, Holding, Position, Proposition, Statement

NOT_SO = "not so"
MADE_BY = "matters 1"
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

    Its values are what is said, by that label, what is denied, and what else is said of the matter. Where
    every claim denies, nobody is said to.

    Args:
        matter: the claims.
        wordings: the words that may be labels.
        holders: whose they are.
        made_by: what put them together.
        labels: labels that claims of it had before; one of these is kept if it can be.
    """
    members = tuple(claim.finding for claim in matter.claims)
    choice = _Choice(matter, wordings, holders, labels)
    values = _values(matter, holders, choice)
    return Proposition(
        id=group_id("proposition", members),
        label=choice.label(range(len(members))),
        kind="fact",
        values=tuple(FoundValue(value=value, findings=tuple(own)) for value, own in values.items()),
        members=members,
        made_by=made_by,
    )


def is_claimed(matter: Matter, wordings: Wordings) -> bool:
    """Tell whether some words of a matter can be asserted or denied."""
    return any(wordings.of(claim).is_clause for claim in matter.claims)


class _Choice:
    """Chooses the words that give a label: a clause that says no "not", so that a denial denies it, if any.

    Of several, those that point to nothing outside them, and are of a claim that is like the others.
    """

    def __init__(self, matter: Matter, wordings: Wordings, holders: Holders, labels: Container[str]) -> None:
        self._found = [wordings.of(claim) for claim in matter.claims]
        self._negative = [NEGATION.search(found.words) is not None for found in self._found]
        central = matter.centrality()
        self._worth = [
            (
                found.label in labels,
                found.is_clause,
                not is_denial(holders, claim.finding) and not self._negative[place],
                central[place] + found.clearness,
                -place,
            )
            for place, (claim, found) in enumerate(zip(matter.claims, self._found, strict=True))
        ]

    def best(self, places: Iterable[int]) -> int:
        """Return which of some members has the best words."""
        return max(places, key=self._worth.__getitem__)

    def by_sign(self, places: Iterable[int]) -> Iterator[list[int]]:
        """Yield those of some members that say "not" or "no", and those that do not: they say two things."""
        signs: defaultdict[bool, list[int]] = defaultdict(list)
        for place in places:
            signs[self._negative[place]].append(place)
        yield from signs.values()

    def label(self, places: Iterable[int]) -> str:
        """Return the best words of some members."""
        return self._found[self.best(places)].label


def _values(matter: Matter, holders: Holders, choice: _Choice) -> Mapping[str, Sequence[str]]:
    """Return who says what the label says, then who denies, then the rest by what it says."""
    everything = range(len(matter.claims))
    best, label = choice.best(everything), choice.label(everything)
    denials = {place for place in everything if is_denial(holders, matter.claims[place].finding)}
    if best in denials:  # nothing but what is denied says it in words that can stand alone
        denials = set()
    values: defaultdict[str, list[int]] = defaultdict(list)
    for part in sorted(matter.parts, key=lambda part: best not in part):
        for saying in choice.by_sign([place for place in part if place not in denials]):
            values[label if best in saying else choice.label(saying)] += saying
    if denials:
        values[NOT_SO] += denials
    ordered = sorted(values.items(), key=lambda each: (each[0] != label, each[0] != NOT_SO))
    return {value: [matter.claims[place].finding for place in sorted(own)] for value, own in ordered}


def is_denial(holders: Holders, finding: str) -> bool:
    """Tell a statement that denies, or an event that is told as not so; "did not deny" denies nothing."""
    if finding in holders.statements:
        return holders.statements[finding].act == "denied" and not _is_unsaid(holders.statements[finding])
    return holders.events[finding].status == "denied"


def _is_unsaid(statement: Statement) -> bool:
    """Tell "did not say", "neither confirmed nor denied": who is told so holds nothing by it."""
    return UNSAYING.search(statement.cue.text) is not None


def is_not_so(value: str) -> bool:
    """Tell a value that says of something that it is not so."""
    return value == NOT_SO or value.startswith(f"{NOT_SO}: ")


def positions_of(proposition: Proposition, holders: Holders) -> Iterator[Position]:
    """Yield who holds what, once for each actor, position and day, with the findings that show it.

    An event that is hardly told as one shows nothing of who holds it. Who says a thing asserts it, who denies
    it denies it, and who asks doubts it. An outlet that has it from others relays it,
    unless it holds it itself.
    """
    shown_by: defaultdict[tuple[str, Holding, str | None], list[str]] = defaultdict(list)
    denials = (value for value in proposition.values if is_not_so(value.value))
    denying = {finding for value in denials for finding in value.findings}
    for finding in proposition.members:
        if finding in holders.events and holders.events[finding].score < _SURE_EVENT:
            continue
        day = holders.day_of(finding)
        for actor, position in _held(finding, holders, denies=finding in denying):
            shown_by[actor, position, day].append(finding)
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


def _held(finding: str, holders: Holders, *, denies: bool) -> Iterator[tuple[str, Holding]]:
    """Yield the actors who hold a claim, and how; and who passes on what others say."""
    own = holders.of(finding)
    position = _position(finding, holders, denies=denies)
    statement = holders.statements.get(finding)
    for actor in own if statement is None or not _is_unsaid(statement) else ():
        yield actor, position
    document = holders.document_of(finding)
    if holders.is_reported(finding) and document not in holders.bodies:
        for actor in holders.voices.get(document, ()):
            if actor not in own:
                yield actor, "relays"


def _position(finding: str, holders: Holders, *, denies: bool) -> Holding:
    if denies:
        return "denies"
    statement = holders.statement_of(finding)
    doubted = statement is not None and statement.act == "asked"
    return "doubts" if doubted else "asserts"
