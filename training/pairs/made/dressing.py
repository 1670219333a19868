"""What is put around the two clauses of a pair: sources, and clauses that say something else.

Every dress leaves the label as it was. What only the hypothesis says can't follow, so a hypothesis
that is to follow is dressed only as its premise is.
"""

from __future__ import annotations

from training.pairs.made.drawing import Draw
from training.pairs.made.edits import Clauses, quoted
from training.pairs.made.templates import Relation


def dress(clauses: Clauses, label: Relation, draw: Draw) -> Clauses:
    """Return the clauses with something around one of them, both or none."""
    chance = draw.chance.random()
    if chance < 0.3:  # noqa: PLR2004 - shares of one whole
        return clauses
    if chance < 0.55:  # noqa: PLR2004
        return _more(draw).format(clause=clauses[0]), clauses[1]
    if chance < 0.7:  # noqa: PLR2004
        return _both(clauses, draw)
    if chance < 0.85:  # noqa: PLR2004
        return _one_source(clauses, draw)
    return _apart(clauses, label, draw)


def _more(draw: Draw) -> str:
    wording = draw.templates.wording
    return draw.one((*wording.openings, *wording.closings, *wording.sentences))


def _both(clauses: Clauses, draw: Draw) -> Clauses:
    more = _more(draw)
    return more.format(clause=clauses[0]), more.format(clause=clauses[1])


def _one_source(clauses: Clauses, draw: Draw) -> Clauses:
    """Let one speaker say both; how it is said may differ."""
    speaker, said = draw.speaker(), draw.templates.wording.said
    return quoted(draw, said, clauses[0], speaker), quoted(draw, said, clauses[1], speaker)


def _apart(clauses: Clauses, label: Relation, draw: Draw) -> Clauses:
    """Dress each side of its own; where the second is to follow, the first only."""
    first, second = _more(draw).format(clause=clauses[0]), clauses[1]
    if label == "entailment":
        return first, second
    if draw.often(0.5):
        return quoted(draw, draw.templates.wording.said, clauses[0], draw.speaker()), second
    return first, _more(draw).format(clause=second)
