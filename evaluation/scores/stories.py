"""One story scored against another view of it: layer by layer, as counts that can be summed.

`python -m evaluation stories` scores the product against gold by it, `python -m evaluation.agreement` one
annotator against another. What each figure counts stands in `evaluation/README.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from evaluation.counting import Counts
from evaluation.scores.across_texts import actor_counts, claim_counts, origin_counts, passage_counts
from evaluation.scores.alignment import Alignment, align
from evaluation.scores.chains import Agreement
from evaluation.scores.clusters import clusters
from evaluation.scores.findings import Findings
from evaluation.scores.in_texts import event_counts, furniture_counts, statement_counts, time_counts
from rashomon.compare.names import is_proper


@dataclass(frozen=True, slots=True)
class StoryScore:
    """Counts by name, of one story or of several: of pairs right, found and in gold, and of clusters."""

    counts: Mapping[str, Counts] = field(default_factory=dict)
    clusters: Mapping[str, Agreement] = field(default_factory=dict)

    def __add__(self, other: StoryScore) -> StoryScore:
        """Return the sums."""
        counts, clusters = dict(self.counts), dict(self.clusters)
        for name, count in other.counts.items():
            counts[name] = counts.get(name, Counts()) + count
        for name, cluster in other.clusters.items():
            clusters[name] = clusters.get(name, Agreement()) + cluster
        return StoryScore(counts, clusters)


def compare_findings(found: Findings, gold: Findings) -> StoryScore:
    """Count what is right in one story."""
    aligned = align(found, gold)
    counts = {
        **statement_counts(found, gold, aligned),
        **event_counts(found, gold, aligned),
        **time_counts(found, gold, aligned),
        "mentions": _mentions(found, gold, aligned),
        "furniture": furniture_counts(found, gold),
        **actor_counts(found, gold, aligned),
        **claim_counts(found, gold, aligned),
        **passage_counts(found, gold),
        **origin_counts(found, gold),
    }
    return StoryScore(counts, clusters(found, gold, aligned))


def _mentions(found: Findings, gold: Findings, aligned: Alignment) -> Counts:
    """Count mentions; those of an actor without a name of whom gold marks none are left out.

    Gold has descriptions and pronouns of main actors only.
    """
    named = {actor.id for actor in found.actors if any(map(is_proper, actor.names))}
    known = {each.actor for each in found.mentions if each.id in aligned.mentions}
    counted = [each for each in found.mentions if each.actor in named | known]
    return Counts(len(aligned.mentions), len(counted), len(gold.mentions))
