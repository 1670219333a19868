"""Chains of mentions compared: MUC, B-cubed and entity CEAF, and their mean, the CoNLL F1.

As the reference scorer counts them (Pradhan, Luo, Recasens, Hovy, Ng and Strube, ACL 2014), mentions
that only one side has included: MUC after Vilain et al. (1995), B-cubed after Bagga and Baldwin
(1998), CEAF with phi 4 after Luo (2005). Sums over documents are taken before the ratios.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
from scipy.optimize import linear_sum_assignment

from evaluation.counting import Counts, compare_sets

Chain = frozenset[Hashable]
_Mention = TypeVar("_Mention", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Agreement:
    """A share of what was found and a share of gold, each as what is right and out of how much."""

    right_found: float = 0.0
    found: float = 0.0
    right_gold: float = 0.0
    gold: float = 0.0

    def __add__(self, other: Agreement) -> Agreement:
        """Return the sums."""
        return Agreement(
            self.right_found + other.right_found,
            self.found + other.found,
            self.right_gold + other.right_gold,
            self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        """Return the percentage of found that is right; 0 when nothing was found."""
        return 100 * self.right_found / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Return the percentage of gold that was found; 0 when there is none."""
        return 100 * self.right_gold / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall, in percent."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class ChainCounts:
    """Mentions and the three measures of chains, of one document or of many."""

    mentions: Counts = field(default_factory=Counts)
    muc: Agreement = field(default_factory=Agreement)
    b_cubed: Agreement = field(default_factory=Agreement)
    ceaf_e: Agreement = field(default_factory=Agreement)

    def __add__(self, other: ChainCounts) -> ChainCounts:
        """Return the sums."""
        return ChainCounts(
            self.mentions + other.mentions,
            self.muc + other.muc,
            self.b_cubed + other.b_cubed,
            self.ceaf_e + other.ceaf_e,
        )

    @property
    def conll_f1(self) -> float:
        """Return the mean of the three F1, in percent."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf_e.f1) / 3


def compare_chains(found: Sequence[Chain], gold: Sequence[Chain]) -> ChainCounts:
    """Count one document.

    No mention stands in two chains of one side (`disjoint` sees to it); a mention alone is a chain.
    """
    shared = _shared(found, gold)
    return ChainCounts(
        compare_sets(set().union(*found), set().union(*gold)),
        _muc(shared, found, gold),
        _b_cubed(shared, found, gold),
        _ceaf_e(shared, found, gold),
    )


def disjoint(chains: Iterable[Iterable[_Mention]]) -> list[frozenset[_Mention]]:
    """Return the chains with each mention in the first one only that has it, and no empty chain."""
    seen: set[_Mention] = set()
    kept: list[frozenset[_Mention]] = []
    for chain in chains:
        new = frozenset(chain) - seen
        seen |= new
        kept += [new] if new else []
    return kept


def without_single(chains: Iterable[frozenset[_Mention]]) -> list[frozenset[_Mention]]:
    """Return the chains of two and more mentions."""
    return [chain for chain in chains if len(chain) > 1]


_Shared = Counter[tuple[int, int]]  # how many mentions a found and a gold chain share, by their numbers


def _shared(found: Sequence[Chain], gold: Sequence[Chain]) -> _Shared:
    chain_of = {mention: number for number, chain in enumerate(gold) for mention in chain}
    return Counter((i, chain_of[m]) for i, chain in enumerate(found) for m in chain if m in chain_of)


def _muc(shared: _Shared, found: Sequence[Chain], gold: Sequence[Chain]) -> Agreement:
    # A chain of n mentions has n - 1 links; cut up by the other side, it loses one for each cut.
    links = shared.total() - len(shared)
    return Agreement(links, sum(len(c) - 1 for c in found), links, sum(len(c) - 1 for c in gold))


def _b_cubed(shared: _Shared, found: Sequence[Chain], gold: Sequence[Chain]) -> Agreement:
    precision = sum(n * n / len(found[i]) for (i, _), n in shared.items())
    recall = sum(n * n / len(gold[j]) for (_, j), n in shared.items())
    return Agreement(precision, sum(map(len, found)), recall, sum(map(len, gold)))


def _ceaf_e(shared: _Shared, found: Sequence[Chain], gold: Sequence[Chain]) -> Agreement:
    alike = np.zeros((len(found), len(gold)))
    for (i, j), n in shared.items():
        alike[i, j] = 2 * n / (len(found[i]) + len(gold[j]))
    best = float(alike[linear_sum_assignment(alike, maximize=True)].sum())
    return Agreement(best, len(found), best, len(gold))
