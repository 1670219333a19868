"""Words that say more or less than those of the source: "recommended" that becomes "demanded"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from rashomon.compare.drift.clauses import following
from rashomon.compare.drift.way import Changed, End, Way
from rashomon.model.drifts import DriftKind
from rashomon.model.offsets import Span

_SURE = 0.6  # how likely the sentences must be one passage


def _ladder(*rungs: str) -> re.Pattern[str]:
    """Return a pattern with a group for each rung, "r0" for the weakest words."""
    groups = (rf"(?P<r{height}>\b(?:{words})\b)" for height, words in enumerate(rungs))
    return re.compile("|".join(groups), re.IGNORECASE)


_LADDERS = (
    _ladder(
        "suggest(?:s|ed|ing)?|propos(?:es?|ed|ing)|advis(?:es?|ed|ing)|recommend(?:s|ed|ing)?",
        "urg(?:es?|ed|ing)|call(?:s|ed|ing)? (?:on|for)|appeal(?:s|ed|ing)? (?:to|for)",
        "demand(?:s|ed|ing)?|insist(?:s|ed|ing)? on",
        "order(?:ed|ing)|command(?:ed|ing)|instruct(?:s|ed|ing)?|compel(?:s|led|ling)?|forc(?:es|ed|ing)",
    ),
    _ladder("declin(?:es?|ed|ing)", "refus(?:es?|ed|ing)"),
    _ladder(
        "questions|questioned|doubt(?:s|ed)?|challenges|challenged",
        "den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|disput(?:es?|ed|ing)",
        "refut(?:es?|ed|ing)|disprov(?:es?|ed|ing)|debunk(?:s|ed|ing)?",
    ),
    _ladder(
        "suspect(?:s|ed)?",
        "accus(?:es?|ed|ing)|blam(?:es?|ed|ing)",
        "indict(?:s|ed)?|charged",
        "convict(?:s|ed)?",
    ),
    _ladder("criticis(?:es?|ed|ing)|criticiz(?:es?|ed|ing)", "condemn(?:s|ed|ing)?|denounc(?:es?|ed|ing)"),
)
_AHEAD = _ladder(
    "may|might|could",
    "should|ought to|(?:threat(?:en(?:s|ed|ing)?)?|want(?:s|ed)?|hop(?:es?|ed)|propos(?:es?|ed)) to",
    "will|must|shall",
)
"""What is said of things to come, before their verb."""


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
    source, taken = _steps(_AHEAD, way.source), _steps(_AHEAD, way.taken)
    for (high, one), (its_high, other) in product(source, taken):
        verbs = [following(end, modal.end, 1) for end, modal in ((way.source, one), (way.taken, other))]
        same = verbs[0] and verbs[1] and verbs[0][0][0] == verbs[1][0][0]
        if high != its_high and same and not ({each[0] for each in source} & {each[0] for each in taken}):
            wholes = [Span(modal.start, verb[0][1]) for modal, verb in zip((one, other), verbs, strict=True)]
            yield _changed(way, (high, wholes[0]), (its_high, wholes[1]))
            return


_Step = tuple[int, Span]


def _steps(ladder: re.Pattern[str], end: End) -> list[_Step]:
    found = ladder.finditer(end.document.text, end.span.start, end.span.end)
    return [(int((each.lastgroup or "r0")[1:]), Span(*each.span())) for each in found]


def _changed(way: Way, source: _Step, taken: _Step) -> Changed:
    kind: DriftKind = "stronger" if taken[0] > source[0] else "weaker"
    words = [step[1].of(end.document.text) for step, end in ((source, way.source), (taken, way.taken))]
    return Changed(kind, source[1], taken[1], f"“{words[0]}” becomes “{words[1]}”")
