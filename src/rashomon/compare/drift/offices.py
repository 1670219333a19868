"""Offices in place of which the other text gives somebody another one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import product

from rashomon.compare.drift.clauses import stems
from rashomon.compare.drift.way import Changed, End, Office, Way
from rashomon.compare.titles import noun_of

_STEM = 5  # letters; "finance" and "financial" are one
_FIELDS = frozenset(
    word[:_STEM]
    for word in """
    foreign interior internal home defence defense finance treasury economy economic transport labour labor
    health education justice energy agriculture environment trade culture industry information security
    welfare housing sports science digital communications tourism
    """.split()
)
"""What ministers and commissioners are for; of other words, two may well be right of one office."""


_OVER = re.compile(r"\s+(?:un)?till?\b", re.IGNORECASE)
"""What says of an office that it was left: "labour minister until May"."""


def offices(way: Way) -> Iterator[Changed]:
    """Yield the first offices of actors whom one text gives none of those that the other gives.

    The ends are whole texts.
    """
    source, taken = _by_actor(way.source), _by_actor(way.taken)
    for actor in source.keys() & taken.keys():
        if all(_apart(one.title, other.title) for one, other in product(source[actor], taken[actor])):
            one, other = source[actor][0], taken[actor][0]
            yield Changed("role", one.span, other.span, f"“{one.title}” becomes “{other.title}”")


def _by_actor(end: End) -> dict[str, list[Office]]:
    held: defaultdict[str, list[Office]] = defaultdict(list)
    for office in sorted(end.called(), key=lambda each: each.span):
        if not _OVER.match(end.document.text, office.span.end):
            held[office.actor].append(office)
    return held


def _apart(one: str, other: str) -> bool:
    """Tell whether two titles are of one noun and of fields that share nothing.

    Titles of two nouns may both be right of one person: "governor", "former auditor".
    """
    here, there = (_FIELDS & {stem[:_STEM] for stem in stems(each)} for each in (one, other))
    return noun_of(one) == noun_of(other) and bool(here and there) and here.isdisjoint(there)
