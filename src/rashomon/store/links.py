"""Applies judgements on shared words: passages that are wrongly linked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

from msgspec.structs import replace

from rashomon.model.corpus import Comparison
from rashomon.model.judgements import Judgement
from rashomon.model.records import Document, Link, Passage
from rashomon.store.applying import why_lost
from rashomon.store.finding import hull, overlap
from rashomon.store.judgements import Located, Locator, Unmatched

_SAME = 0.5  # how much of two stretches taken together both must have, to be one passage
_NO_LINK = "its words are there, but no link was found between these places"


class Apart:
    """Tells passages that judgements of the kind `reject_link` say are wrongly linked.

    A passage is the one that a judgement points at when at least half of both taken together is common: where
    shared words begin and end depends on what stands around them. A judgement with a `value` speaks of a link
    of values of this attribute, one without of shared words. `unmatched` lists the judgements
    that no pair of passages asked for has met so far.
    """

    def __init__(self, documents: Iterable[Document], judgements: Iterable[Judgement]) -> None:
        self._locator = Locator(documents)
        self._said = [each for each in judgements if each.kind == "reject_link"]
        self._pairs = [(each, pair) for each in self._said for pair in self._placed(each)]
        self._met: set[int] = set()

    def __call__(self, one: Passage, other: Passage, attribute: str | None = None) -> bool:
        """Tell whether a judgement says that these passages are wrongly linked, either way round.

        `attribute` is what the values of a link are of; it is missing for shared words.
        """
        wrong = False
        for number, (judgement, (left, right)) in enumerate(self._pairs):
            if judgement.value != attribute:
                continue
            if (_is(one, left) and _is(other, right)) or (_is(one, right) and _is(other, left)):
                self._met.add(number)
                wrong = True
        return wrong

    def without(self, comparison: Comparison) -> Comparison:
        """Return a comparison without the links that are wrong."""
        return replace(comparison, links=tuple(each for each in comparison.links if not self._is_wrong(each)))

    def _is_wrong(self, link: Link) -> bool:
        return self(link.left, link.right, link.attribute if link.is_parting else None)

    @property
    def unmatched(self) -> tuple[Unmatched, ...]:
        """Return the judgements that met no passages, and why."""
        met = {id(self._pairs[number][0]) for number in self._met}
        left = (each for each in self._said if id(each) not in met)
        return tuple(Unmatched(each, why_lost(self._locator, each) or _NO_LINK) for each in left)

    def _placed(self, judgement: Judgement) -> Iterable[Sequence[Located]]:
        """Return the pairs of places that a judgement may mean: one for each two copies of its texts."""
        if len(judgement.targets) != 2:  # noqa: PLR2004 - a link has two sides
            return ()
        return product(*(self._locator.find(target) for target in judgement.targets))


def _is(passage: Passage, place: Located) -> bool:
    return passage.document == place.document and overlap(hull(passage.spans), hull(place.spans)) >= _SAME
