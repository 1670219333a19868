"""Who answers in an interview whose turns are marked "Q" and "A": whom its beginning names most often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from rashomon.extract.meant import Meant
from rashomon.extract.naming import Group
from rashomon.extract.references import Reference
from rashomon.extract.turns import TURN_RULE
from rashomon.model.offsets import Span
from rashomon.model.records import Statement

_QUESTION, _ANSWER = "Q", "A"


def answers(statement: Statement) -> bool:
    """Tell whether a statement is a turn marked as an answer."""
    return _is_marked(statement, _ANSWER)


def names_turn(statement: Statement) -> bool:
    """Tell whether a statement is a turn whose label says who speaks, and not that it asks or answers."""
    marked = _is_marked(statement, _QUESTION) or _is_marked(statement, _ANSWER)
    return statement.made_by == TURN_RULE and not marked


def _is_marked(statement: Statement, label: str) -> bool:
    return statement.made_by == TURN_RULE and statement.speaker.text.rstrip(".") == label


def interviewed(
    statements: Sequence[Statement],
    found: Sequence[Reference],
    spans: Sequence[Span],
    meant: Mapping[int, Meant],
    groups: Sequence[Group],
) -> int | None:
    """Return the reference that names who answers, the last one before the first turn; `None` if nobody.

    Without any "Q", "A" is no answer: it may as well be one of two witnesses, A and B.
    """
    if not any(_is_marked(statement, _QUESTION) for statement in statements):
        return None
    begins = min((s.speaker.spans[0].start for s in statements if s.made_by == TURN_RULE), default=0)
    named = [
        number
        for number, each in enumerate(found)
        if each.form == "name"
        and spans[number].end <= begins
        and groups[meant[number].group].type == "person"
    ]
    counts = Counter(meant[number].group for number in named)
    if not counts:
        return None
    (group, _), *_ = counts.most_common(1)
    return max(number for number in named if meant[number].group == group)
