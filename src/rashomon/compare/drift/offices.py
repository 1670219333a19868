"""Offices in place of which the other text gives somebody another one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from rashomon.compare.drift.clauses import stems
from rashomon.compare.drift.way import Changed, Way
from rashomon.compare.titles import noun_of

_ANY = frozenset(
    """
    head leader chief chair chairman chairwoman chairperson director president commander boss secretary
    spokesman spokeswoman spokesperson representative official member politician
    """.split()
)
"""What one may call whoever heads a body, or speaks for it, whatever the office."""
_STEM = 4  # letters; "Kestrian" and "Kestria" are one


def offices(way: Way) -> Iterator[Changed]:
    """Yield the offices of one actor on both sides that are not one."""
    for source, taken in product(way.source.called(), way.taken.called()):
        if source.actor == taken.actor and _apart(source.title, taken.title):
            yield Changed("role", source.span, taken.span, f"“{source.title}” becomes “{taken.title}”")


def _apart(one: str, other: str) -> bool:
    """Tell whether two titles are of other nouns, or of one noun and other fields: labour, transport."""
    nouns = [noun_of(each) for each in (one, other)]
    if not _ANY.isdisjoint(word for noun in nouns for word in noun.split()):
        return False
    if nouns[0] != nouns[1]:
        return True
    here, there = ({stem[:_STEM] for stem in stems(each) - stems(nouns[0])} for each in (one, other))
    return bool(here and there) and here.isdisjoint(there)
