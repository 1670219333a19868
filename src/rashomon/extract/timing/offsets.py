"""Times told by their distance from something dated: "two days after the court ruled on 4 March"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from rashomon.extract.timing.anchoring import Anchored
from rashomon.extract.words import Range, Words

_SIDES = {"after": 1, "before": -1, "following": 1}
_LENGTH = re.compile(r"P(?:(\d+)([DWM])|T(\d+)H)")
_VAGUE = frozenset("about almost around for in least most nearly over some than the to within".split())
"""What stands before a stretch and leaves open where in it something was: "within two days after"."""
_DAYS = {"D": 1, "W": 7}
_MONTHS = 12
_CLOCK = len("2031-04-05T10:30")


def counted_from(words: Words, time: Range) -> int | None:
    """Return the word that a time is so long before or after: the "ruled" of "two days after they ruled"."""
    first, end = time
    if first >= end or words.lower[end : end + 1] == [] or words.lower[end] not in _SIDES:
        return None
    head = words.tree.heads[end]
    beside = words.tree.relations[end] in {"case", "mark"} and head > end
    return head if beside and (first == 0 or words.lower[first - 1] not in _VAGUE) else None


def from_event(
    words: Words, time: Range, length: str, dated: Sequence[tuple[Range, Anchored]]
) -> Anchored | None:
    """Return when a time is that is a length away from what another time of its clause dates.

    Args:
        words: of the document.
        time: the words of the length.
        length: its TIMEX3 value.
        dated: the other times that have a day.
    """
    head, match = counted_from(words, time), _LENGTH.fullmatch(length)
    if head is None or match is None:
        return None
    first, end = words.tree.phrase(head)
    side = _SIDES[words.lower[time[1]]]
    for (start, stop), value in dated:
        if max(first, time[1]) <= start and stop <= end and value.value is not None and value.day is not None:
            return _away(match, side, value.value, value.day)
    return None


def _away(match: re.Match[str], side: int, value: str, day: date) -> Anchored | None:
    if match[3]:
        if len(value) != _CLOCK:
            return None
        then = datetime.fromisoformat(value) + timedelta(hours=side * int(match[3]))
        return Anchored(f"{then:%Y-%m-%dT%H:%M}", "inferred", day, day=then.date())
    count = side * int(match[1])
    if match[2] in _DAYS:
        then_day = day + timedelta(days=count * _DAYS[match[2]])
        return Anchored(str(then_day), "inferred", day, day=then_day)
    year, month = divmod(day.year * _MONTHS + day.month - 1 + count, _MONTHS)
    return Anchored(f"{date(year, month + 1, 1):%Y-%m}", "inferred", day)
