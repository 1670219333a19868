"""Finds what judgements point at: statements, events and mentions at the places of their targets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from rashomon.model.corpus import Extraction
from rashomon.model.judgements import Judgement, Named, Target
from rashomon.model.offsets import Span
from rashomon.model.records import Event, Mention, Statement
from rashomon.store.applying import locate_all, spans_of, why_lost
from rashomon.store.judgements import Locator

Pointed = Statement | Event | Mention
_NEAR = 0.8  # how much of two stretches taken together both must have, to be one place found again


def hull(spans: Sequence[Span]) -> Span:
    """Return the stretch from the first to the last character of `spans`, of which there is at least one."""
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def overlap(one: Span, other: Span) -> float:
    """Return which part of two stretches taken together both have, 0 to 1."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(common, 0) / max(len(one) + len(other) - max(common, 0), 1)


class Finder:
    """The findings of a run by place.

    A finding stands at a target when its spans are the target's; else, where nothing does, when it has nearly
    the same characters: a later model may draw a comma in or leave it out.
    """

    def __init__(self, extraction: Extraction, findings: Iterable[Pointed]) -> None:
        """Take the findings that judgements may point at, which are of the texts of `extraction`."""
        self.locator = Locator(extraction.documents)
        self._at: defaultdict[str, list[Pointed]] = defaultdict(list)
        for finding in findings:
            if spans_of(finding):
                self._at[finding.document].append(finding)

    def at(self, target: Target) -> list[Pointed]:
        """Return the findings at a target, in every copy of its text."""
        places = self.locator.find(target)
        return [each for place in places for each in self._standing(place.document, place.spans)]

    def all(self, judgement: Judgement) -> list[Pointed]:
        """Return the findings at all targets of a judgement, in their order, each once."""
        found = (each for target in judgement.targets for each in self.at(target))
        return list({each.id: each for each in found}.values())

    def missing(self, judgement: Judgement) -> int:
        """Return at how many targets of a judgement no finding stands."""
        return sum(1 for target in judgement.targets if not self.at(target))

    def why(self, judgement: Judgement, otherwise: str) -> str:
        """Return why a judgement changes nothing: its words are lost, or else what `otherwise` says."""
        lost = None if locate_all(self.locator, judgement) else why_lost(self.locator, judgement)
        return lost or otherwise

    def _standing(self, document: str, spans: tuple[Span, ...]) -> list[Pointed]:
        there = self._at[document]
        exact = [each for each in there if spans_of(each) == spans]
        if exact:
            return exact
        whole = hull(spans)
        return [each for each in there if overlap(hull(spans_of(each)), whole) >= _NEAR]


class Cast:
    """The actors of a run, as judgements name them."""

    def __init__(self, extraction: Extraction) -> None:
        self._mentions = Finder(extraction, (each for each in extraction.mentions if each.actor))
        self._named: defaultdict[str, list[str]] = defaultdict(list)
        for actor in extraction.actors:
            for name in dict.fromkeys(_folded(name) for name in actor.names):
                self._named[name].append(actor.id)

    def meant(self, named: Named) -> list[str]:
        """Return the ids of the actors that may be meant: the one at its place, else all of its name."""
        at = self._mentions.at(named.target) if named.target else []
        actors = dict.fromkeys(each.actor for each in at if isinstance(each, Mention) and each.actor)
        return list(actors) or self._named[_folded(named.name)]


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
