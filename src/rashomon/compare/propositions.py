"""Propositions and positions: what several texts say of one matter, and who holds what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection as Container
from collections.abc import Iterator, Mapping, Sequence

from rashomon.compare.claims import Claim
from rashomon.compare.collection import Collection
from rashomon.compare.holders import Holders
from rashomon.compare.matters import Matter
from rashomon.model.identity import group_id, position_id
from rashomon.model.records import FoundValue, Holding, Position, Proposition

NOT_SO = "not so"
MADE_BY = "matters 1"
_NEGATION = re.compile(r"\b(?:no|not|never|none|nobody|nothing|neither|nor|cannot)\b|n['’]t\b", re.IGNORECASE)
_LABEL = 120  # characters


def proposition_of(
    matter: Matter,
    collection: Collection,
    holders: Holders,
    *,
    made_by: str = MADE_BY,
    labels: Container[str] = (),
) -> Proposition:
    """Return a matter as a record; its label are the words of the claim that is most like the others.

    Its values are what is said, by that label, and what is denied. Where every claim denies, nobody is
    said to.

    Args:
        matter: the claims.
        collection: the texts that they stand in.
        holders: whose they are.
        made_by: what put them together.
        labels: labels that claims of it had before; one of these is kept if it can be.
    """
    members = tuple(claim.finding for claim in matter.claims)
    label = _label(matter.claims[_clearest(matter, collection, holders, labels)], collection)
    values = _values(matter, holders, label)
    return Proposition(
        id=group_id("proposition", members),
        label=label,
        kind="fact",
        values=tuple(FoundValue(value=value, findings=tuple(own)) for value, own in values.items()),
        members=members,
        made_by=made_by,
    )


def _clearest(matter: Matter, collection: Collection, holders: Holders, labels: Container[str]) -> int:
    """Return the member that gives the label: one that says no "not", so that a denial denies it, if any."""
    places = range(len(matter.claims))
    plain = [place for place in places if not _is_negative(matter.claims[place], collection, holders)]
    kept = [place for place in plain if labels and _label(matter.claims[place], collection) in labels]
    return matter.clearest(kept or plain or places)


def _is_negative(claim: Claim, collection: Collection, holders: Holders) -> bool:
    text = collection.text(claim.document)
    said = any(_NEGATION.search(span.of(text)) for span in claim.spans)
    return said or is_denial(holders, claim.finding)


def _label(claim: Claim, collection: Collection) -> str:
    text = collection.text(claim.document)
    return shortened(" … ".join(span.of(text) for span in claim.spans))


def shortened(words: str) -> str:
    """Return words on one line, cut at a space where they are longer than a label."""
    line = " ".join(words.split())
    return line if len(line) <= _LABEL else f"{line[:_LABEL].rsplit(' ', 1)[0]} …"


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


def is_not_so(value: str) -> bool:
    """Tell a value that says of something that it is not so."""
    return value == NOT_SO or value.startswith(f"{NOT_SO}: ")


def positions_of(proposition: Proposition, holders: Holders) -> Iterator[Position]:
    """Yield who holds what, once for each actor, position and day, with the findings that show it.

    Who says a thing asserts it, who denies it denies it, and who asks or speaks as of something unsure doubts
    it. An outlet, or a body, that has it from others relays it.
    """
    shown_by: defaultdict[tuple[str, Holding, str | None], list[str]] = defaultdict(list)
    denials = (value for value in proposition.values if is_not_so(value.value))
    denying = {finding for value in denials for finding in value.findings}
    for finding in proposition.members:
        day = holders.day_of(finding)
        for actor, position in _held(finding, holders, denies=finding in denying):
            shown_by[actor, position, day].append(finding)
    for (actor, position, day), findings in shown_by.items():
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
    for actor in own:
        yield actor, position
    if holders.is_reported(finding):
        for actor in holders.voices.get(holders.document_of(finding), ()):
            if actor not in own:
                yield actor, "relays"


def _position(finding: str, holders: Holders, *, denies: bool) -> Holding:
    if denies:
        return "denies"
    statement = holders.statement_of(finding)
    doubted = statement is not None and (statement.act == "asked" or statement.hedged is True)
    return "doubts" if doubted else "asserts"
