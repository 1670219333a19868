"""Who answers in an interview whose turns are marked "Q" and "A", or as such, or stand below questions.

That is whom a question turns to ("Ms Veld, why ...?"), or else whom the beginning names most often.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from rashomon.extract.covering import Covering
from rashomon.extract.meant import Meant
from rashomon.extract.naming import Group
from rashomon.extract.references import Reference
from rashomon.extract.turns import ANSWER, ANSWER_RULE, QUESTION, TURN_RULE
from rashomon.model.offsets import Span
from rashomon.model.records import Statement

_TITLES = re.compile(r"(?:[^\W\d_a-z][\w.]*\s+){0,2}")
"""What may stand before a name at the beginning of a question."""
_TURNING = re.compile(
    r",\s+(?:you|your|what|when|where|why|how|do|does|did|is|are|was|were|has|have|had"
    r"|can|could|will|would|should|may|might|must|thank|thanks|welcome|good)\b"
)
"""What goes on behind the name of somebody whom a question turns to; behind others it says who they are."""

_TWO = 2


def answers(statement: Statement) -> bool:
    """Tell whether a statement is a turn marked as an answer, or one below a question."""
    return statement.made_by == ANSWER_RULE or _is_marked(statement, ANSWER)


def asks(statement: Statement) -> bool:
    """Tell whether a statement is a turn marked as a question."""
    return _is_marked(statement, QUESTION)


def names_turn(statement: Statement) -> bool:
    """Tell whether a statement is a turn whose label says who speaks, and not that it asks or answers."""
    marked = _is_marked(statement, QUESTION) or _is_marked(statement, ANSWER)
    return statement.made_by == TURN_RULE and not marked


def _is_marked(statement: Statement, labels: frozenset[str]) -> bool:
    return statement.made_by == TURN_RULE and statement.speaker.text.rstrip(".").lower() in labels


def interviewed(
    statements: Sequence[Statement],
    found: Sequence[Reference],
    spans: Sequence[Span],
    meant: Mapping[int, Meant],
    groups: Sequence[Group],
) -> int | None:
    """Return a reference that names who answers; `None` if nobody.

    It stands in the first question that turns to somebody, or is the last one before the first turn. Without
    any "Q", "A" is no answer: it may as well be one of two witnesses, A and B.
    """
    questions = [statement for statement in statements if _is_marked(statement, QUESTION)]
    if not questions and not any(statement.made_by == ANSWER_RULE for statement in statements):
        return None
    names = (n for n, each in enumerate(found) if each.form == "name")
    asked = (n for n in names if any(_turns_to(each, spans[n]) for each in questions))
    return next(asked, _named_first(statements, found, spans, meant, groups))


def _turns_to(question: Statement, name: Span) -> bool:
    """Tell whether a question begins with the name of whom it asks."""
    first = question.content.spans[0]
    if not first.covers(name):
        return False
    asked, start = question.content.text, first.start
    before, behind = asked[: name.start - start], asked[name.end - start :]
    return bool(_TITLES.fullmatch(before) and _TURNING.match(behind))


def _named_first(
    statements: Sequence[Statement],
    found: Sequence[Reference],
    spans: Sequence[Span],
    meant: Mapping[int, Meant],
    groups: Sequence[Group],
) -> int | None:
    """Return the last name, before the first turn, of whom the text names most often there."""
    labels = (s.speaker.spans[0].start for s in statements if s.made_by == TURN_RULE)
    begins = min((*labels, *(s.content.spans[0].start for s in statements if s.made_by == ANSWER_RULE)))
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


class Listeners:
    """Who listens to the turns of an exchange of two, where nobody is "he" or "the mayor" to their face."""

    def __init__(
        self, statements: Sequence[Statement], sources: Sequence[Sequence[int]], meant: Mapping[int, Meant]
    ) -> None:
        speaking = {
            number: frozenset(meant[each].group for each in sources[number] if each in meant)
            for number, statement in enumerate(statements)
            if names_turn(statement)
        }
        both = frozenset[int]().union(*speaking.values())
        of_two = len(both) == _TWO and all(speaking.values())
        self._groups = {number: both - own for number, own in speaking.items()} if of_two else {}
        self._turns = Covering(
            (span, number) for number in self._groups for span in statements[number].content.spans
        )

    def at(self, span: Span) -> frozenset[int]:
        """Return who listens to what is said at a place."""
        return frozenset(group for turn in self._turns.around(span) for group in self._groups[turn])
