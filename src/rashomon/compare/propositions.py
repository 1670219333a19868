"""Propositions and positions: what several texts say of one matter, and who holds what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection as Container
from collections.abc import Iterator, Mapping, Sequence

from rashomon.compare.holders import Holders
from rashomon.compare.labels import Wording, Wordings
from rashomon.compare.matters import Matter
from rashomon.model.identity import group_id, position_id
from rashomon.model.records import FoundValue, Holding, Position, Proposition

NOT_SO = "not so"
MADE_BY = "matters 1"
_NEGATION = re.compile(r"\b(?:no|not|never|none|nobody|nothing|neither|nor|cannot)\b|n['’]t\b", re.IGNORECASE)


def proposition_of(
    matter: Matter,
    wordings: Wordings,
    holders: Holders,
    *,
    made_by: str = MADE_BY,
    labels: Container[str] = (),
) -> Proposition:
    """Return a matter as a record; its label are the clearest words of one of its claims.

    Its values are what is said, by that label, and what is denied. Where every claim denies, nobody is
    said to.

    Args:
        matter: the claims.
        wordings: the words that may be labels.
        holders: whose they are.
        made_by: what put them together.
        labels: labels that claims of it had before; one of these is kept if it can be.
    """
    members = tuple(claim.finding for claim in matter.claims)
    label = _clearest(matter, wordings, holders, labels).label
    values = _values(matter, holders, label)
    return Proposition(
        id=group_id("proposition", members),
        label=label,
        kind="fact",
        values=tuple(FoundValue(value=value, findings=tuple(own)) for value, own in values.items()),
        members=members,
        made_by=made_by,
    )


def is_claimed(matter: Matter, wordings: Wordings) -> bool:
    """Tell whether some words of a matter can be asserted or denied, and be understood by themselves."""
    return any(wordings.of(claim).is_claim for claim in matter.claims)


def _clearest(matter: Matter, wordings: Wordings, holders: Holders, labels: Container[str]) -> Wording:
    """Return the words that give the label: a clause that says no "not", so that a denial denies it, if any.

    Of several, those that point to nothing outside them, and are of a claim that is like the others.
    """
    found = [wordings.of(claim) for claim in matter.claims]
    central = matter.centrality()
    places = range(len(found))
    denying = [is_denial(holders, claim.finding) for claim in matter.claims]
    best = max(
        places,
        key=lambda place: (
            found[place].label in labels,
            found[place].is_claim,
            not denying[place] and not _NEGATION.search(found[place].words),
            central[place] + found[place].clearness,
            -place,
        ),
    )
    return found[best]


def _values(matter: Matter, holders: Holders, label: str) -> Mapping[str, Sequence[str]]:
    values: defaultdict[str, list[str]] = defaultdict(list)
    for claim in matter.claims:
        values[NOT_SO if is_denial(holders, claim.finding) else label].append(claim.finding)
    return values if label in values else {label: [claim.finding for claim in matter.claims]}


def is_denial(holders: Holders, finding: str) -> bool:
    """Tell a statement that denies, or an event that is told as not so."""
    if finding in holders.statements:
        return holders.statements[finding].act == "denied"
    return holders.events[finding].status == "denied"


def positions_of(proposition: Proposition, holders: Holders) -> Iterator[Position]:
    """Yield who holds what, once for each actor, position and day, with the findings that show it.

    Who says a thing asserts it, who denies it denies it, and who asks or speaks as of something unsure doubts
    it. An outlet, or a body, that has it from others relays it, unless it holds something of it itself.
    """
    shown_by: defaultdict[tuple[str, Holding, str | None], list[str]] = defaultdict(list)
    denied = not all(is_denial(holders, finding) for finding in proposition.members)
    for finding in proposition.members:
        day = holders.day_of(finding)
        for actor, position in _held(finding, holders, denied=denied):
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


def _held(finding: str, holders: Holders, *, denied: bool) -> Iterator[tuple[str, Holding]]:
    """Yield the actors who hold a claim, and how; and who passes on what others say."""
    own = holders.of(finding)
    position = _position(finding, holders, denied=denied)
    for actor in own:
        yield actor, position
    if holders.is_reported(finding):
        for actor in holders.voices.get(holders.document_of(finding), ()):
            if actor not in own:
                yield actor, "relays"


def _position(finding: str, holders: Holders, *, denied: bool) -> Holding:
    if denied and is_denial(holders, finding):
        return "denies"
    statement = holders.statement_of(finding)
    doubted = statement is not None and (statement.act == "asked" or statement.hedged is True)
    return "doubts" if doubted else "asserts"
