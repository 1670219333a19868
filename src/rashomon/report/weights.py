"""How much texts make of somebody: how many of them, how often, and in how many events."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rashomon.model.corpus import Extraction
from rashomon.model.records import Mention
from rashomon.report.texts import Library


@dataclass(frozen=True, slots=True)
class Weights:
    """What texts have of each actor, by id: every mention, and the number of events taken part in."""

    mentions: Mapping[str, Sequence[Mention]]
    events: Mapping[str, int]

    def documents(self, actor: str) -> frozenset[str]:
        """Return the documents that mention an actor."""
        return frozenset(mention.document for mention in self.mentions.get(actor, ()))

    def often(self, actor: str) -> int:
        """Return the number of mentions and events of an actor."""
        return len(self.mentions.get(actor, ())) + self.events.get(actor, 0)


def weights(extraction: Extraction, books: Library) -> Weights:
    """Count what stands in documents that are held."""
    mentions: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in extraction.mentions:
        if mention.actor and mention.document in books.texts:
            mentions[mention.actor].append(mention)
    events: Counter[str] = Counter()
    for event in extraction.events:
        if event.document in books.texts:
            events.update({one.actor for one in event.participants if one.actor})
    return Weights(dict(mentions), dict(events))
