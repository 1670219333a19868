"""What a matter is of: a cause, a purpose, whether something is lawful, an office, a number; else a fact."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from rashomon.compare.holders import Holders
from rashomon.compare.lawful import IS_JUDGED
from rashomon.compare.matters import Matter
from rashomon.model.offsets import Span

Kind = Literal["fact", "cause", "purpose", "legitimacy", "number", "role"]

_CAUSE = re.compile(
    r"\bbecause\b|\bcaused\s+by\b|\bthe\s+cause\s+of\b[^.;]*\b(?:is|was)\b|\bthe\s+reason\s+(?:for|why)\b"
    r"|\bas\s+a\s+result\s+of\b|\bowing\s+to\b|\bdue\s+to\s+(?:an?|the|its|his|her|their)\b"
    r"|\b(?:triggered|sparked|provoked)\s+by\b",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"\bin\s+order\s+(?:to|that)\b|\bso\s+(?:that|as\s+to)\b|\b(?:aimed|aiming|aims)\s+(?:to|at\s+\w+ing)\b"
    r"|\bwith\s+the\s+(?:aim|goal|purpose|intention)\s+of\b|\b(?:intended|designed)\s+to\b"
    r"|\bthe\s+(?:aim|goal|purpose)\s+(?:is|was|of)\b",
    re.IGNORECASE,
)
_OFFICE = r"""(?:president|premier|minister|chancellor|governor|mayor|ambassador|commander|commissioner
|secretary|speaker|director|chair(?:man|woman|person)?|prosecutor|judge)(?!['’])
(?=\s*(?:[.,;:!?"”)]|$)|\s+(?:of|for|and|or|in|on|at|after|before|until|from|since|by|with|when|while)\b)"""
_ROLE = re.compile(
    rf"""\b(?:appoint(?:ed|s|ing)?|names?|named|naming|(?:re-?)?elect(?:ed|s|ing)?|install(?:ed|s|ing)?
      |sw(?:ear|ears|ore|orn)\s+in|nominat(?:e[sd]?|ing)|dismiss(?:ed|es|ing)?|sack(?:ed|s|ing)?
      |remov(?:e[sd]?|ing))
    \s+(?:(?!by\b)[^\W\d_]+\s+){{0,4}}?{_OFFICE}
    |\b(?:becomes?|became|resign(?:s|ed)?\s+as|step(?:s|ped)?\s+down\s+as|serv(?:es|ed)\s+as|remains?|remained)\s+
    (?:[^\W\d_]+\s+){{0,3}}?{_OFFICE}""",
    re.IGNORECASE | re.VERBOSE,
)
_SIGNS: Sequence[tuple[Kind, re.Pattern[str]]] = (
    ("cause", _CAUSE),
    ("purpose", _PURPOSE),
    ("legitimacy", IS_JUDGED),
    ("role", _ROLE),
)


def kind_of(matter: Matter, words: Sequence[str], best: int, holders: Holders) -> Kind:
    """Return what a matter is of: what its label and a claim of another text both show, else a fact.

    Args:
        matter: the claims.
        words: those that may be the label, one for each claim.
        best: the place of the claim whose words are the label.
        holders: the findings by id.
    """
    figures = _figures(matter, holders)
    shown = [frozenset(_kinds(matter, place, each, figures)) for place, each in enumerate(words)]
    own = matter.claims[best].document
    others = frozenset[Kind]().union(
        *(kinds for claim, kinds in zip(matter.claims, shown, strict=True) if claim.document != own)
    )
    both = shown[best] & others
    order: tuple[Kind, ...] = (*(kind for kind, _ in _SIGNS), "number")
    return next((kind for kind in order if kind in both), "fact")


def _kinds(matter: Matter, place: int, words: str, figures: Mapping[int, Sequence[Span]]) -> Iterator[Kind]:
    """Yield what a claim may be of, by its words and by the figures of events that it tells."""
    yield from (kind for kind, sign in _SIGNS if sign.search(words))
    claim = matter.claims[place]
    if any(span.covers(figure) for span in claim.spans for figure in figures.get(claim.document, ())):
        yield "number"


def _figures(matter: Matter, holders: Holders) -> Mapping[int, Sequence[Span]]:
    """Return where the events among the claims have figures, by the number of the document."""
    found: defaultdict[int, list[Span]] = defaultdict(list)
    for claim in matter.claims:
        if claim.is_event:
            found[claim.document] += [each.span for each in holders.events[claim.finding].figures]
    return found
