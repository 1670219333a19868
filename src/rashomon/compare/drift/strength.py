"""Words that say more or less than those of the source: "recommended" that becomes "demanded"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.compare.drift.clauses import around, following
from rashomon.compare.drift.way import Changed, End, Way
from rashomon.model.drifts import DriftKind
from rashomon.model.offsets import Span

_SURE = 0.5  # how likely the sentences must be one passage
_LADDERS = tuple(
    re.compile("|".join(rf"(?P<r{height}>\b(?:{words})\b)" for height, words in enumerate(rungs)), re.IGNORECASE)
    for rungs in (
        (
            "suggest(?:s|ed|ing)?|propos(?:es?|ed|ing)|advis(?:es?|ed|ing)|recommend(?:s|ed|ing)?",
            r"urg(?:es?|ed|ing)|call(?:s|ed|ing)? (?:on|for)|appeal(?:s|ed|ing)? (?:to|for)",
            "demand(?:s|ed|ing)?|insist(?:s|ed|ing)? on",
            "order(?:ed|ing)|command(?:ed|ing)|instruct(?:s|ed|ing)?|compel(?:s|led|ling)?|forc(?:es|ed|ing)",
        ),
        ("declin(?:es?|ed|ing)", "refus(?:es?|ed|ing)"),
        (
            "questions|questioned|doubt(?:s|ed)?|challenges|challenged",
            "den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|disput(?:es?|ed|ing)",
            "refut(?:es?|ed|ing)|disprov(?:es?|ed|ing)|debunk(?:s|ed|ing)?",
        ),
        ("suspect(?:s|ed)?", "accus(?:es?|ed|ing)|blam(?:es?|ed|ing)", "indict(?:s|ed)?|charged", "convict(?:s|ed)?"),
        ("criticis(?:es?|ed|ing)|criticiz(?:es?|ed|ing)", "condemn(?:s|ed|ing)?|denounc(?:es?|ed|ing)"),
    )
)
_MODALS = re.compile(
    r"(?P<r0>\b(?:may|might|could)\b)|(?P<r1>\b(?:should|ought to)\b)|(?P<r2>\b(?:will|must|shall)\b)"
)
_AHEAD = 4  # content words behind a modal among which its verb stands


def strength(way: Way) -> Iterator[Changed]:
    """Yield the words in place of which the other text has a stronger or a weaker one of the same kind."""
    if way.chance < _SURE:
        return
    for ladder in _LADDERS:
        source, taken = _steps(ladder, way.source), _steps(ladder, way.taken)
        if len(source) == len(taken) == 1 and source[0][0] != taken[0][0]:
            yield _changed(way, source[0], taken[0])
    yield from _modals(way)


def _modals(way: Way) -> Iterator[Changed]:
    """Yield the modals in place of which the same verb has another: "could be called up", "will be"."""
    source, taken = _steps(_MODALS, way.source), _steps(_MODALS, way.taken)
    for one in source:
        for other in taken:
            if one[0] != other[0] and _verb(way.source, one[1]) == _verb(way.taken, other[1]):
                yield _changed(way, one, other)
                return


_Step = tuple[int, Span]


def _steps(ladder: re.Pattern[str], end: End) -> list[_Step]:
    found = ladder.finditer(end.document.text, end.span.start, end.span.end)
    return [(int((each.lastgroup or "r0")[1:]), Span(*each.span())) for each in found]


def _verb(end: End, modal: Span) -> str:
    """Return the stem of the first content word behind a modal, the verb most often."""
    return "".join(following(end.document.text, modal.end, end.span.end, 1))


def _changed(way: Way, source: _Step, taken: _Step) -> Changed:
    kind: DriftKind = "stronger" if taken[0] > source[0] else "weaker"
    words = [step[1].of(end.document.text) for step, end in ((source, way.source), (taken, way.taken))]
    return Changed(kind, source[1], taken[1], f"“{words[0]}” becomes “{words[1]}”")
