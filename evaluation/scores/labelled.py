"""Items with a label each, such as entities: counts by label, and the figures read off them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from evaluation.counting import Counts

Item = tuple[Hashable, str]  # where it stands, and its label

NONE = Counts()


class Shares(Protocol):
    """What has a precision, a recall and an F1, all in percent."""

    @property
    def precision(self) -> float:
        """Return the percentage of found that is right."""
        ...

    @property
    def recall(self) -> float:
        """Return the percentage of gold that was found."""
        ...

    @property
    def f1(self) -> float:
        """Return the harmonic mean of both."""
        ...


@dataclass(frozen=True, slots=True)
class LabelCounts:
    """Counts for each label that gold or found has."""

    labels: Mapping[str, Counts] = field(default_factory=dict)

    def __add__(self, other: LabelCounts) -> LabelCounts:
        """Return the sums."""
        names = {**self.labels, **other.labels}
        return LabelCounts({n: self.labels.get(n, NONE) + other.labels.get(n, NONE) for n in names})

    @property
    def total(self) -> Counts:
        """Return the counts over all labels."""
        return sum(self.labels.values(), NONE)


def compare_bags(found: Iterable[Hashable], gold: Iterable[Hashable]) -> Counts:
    """Count the members that two bags share; what stands twice in each is shared twice."""
    left, right = Counter(found), Counter(gold)
    return Counts((left & right).total(), left.total(), right.total())


def compare_labelled(found: Iterable[Item], gold: Iterable[Item]) -> LabelCounts:
    """Count for each label the items that are in both, at the same place with the same label."""
    left, right = list(found), list(gold)
    names = sorted({label for _, label in (*left, *right)})
    return LabelCounts({name: compare_bags(_only(left, name), _only(right, name)) for name in names})


def figures(name: str, counts: Shares) -> dict[str, float]:
    """Return precision, recall and F1, their names opening with `name`, as in `name_f1`."""
    opening = f"{name}_" if name else ""
    return {
        f"{opening}precision": counts.precision,
        f"{opening}recall": counts.recall,
        f"{opening}f1": counts.f1,
    }


def label_figures(counts: LabelCounts) -> dict[str, float]:
    """Return precision, recall and F1 of each label, in order of label."""
    table: dict[str, float] = {}
    for label in sorted(counts.labels):
        table |= figures(label, counts.labels[label])
    return table


def _only(items: Iterable[Item], label: str) -> Iterable[Hashable]:
    return (place for place, own in items if own == label)
