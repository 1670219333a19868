"""Where an event happened: the location that belongs to a verb (after Halterman, 2019)."""

from __future__ import annotations

from collections.abc import Mapping

from torch import Tensor

from training.examples import Batch
from training.heads.base import Head, Loss
from training.heads.pairs import PairGold, WordPairs


class EventPlaces(Head):
    """Vectors that score which words of a sentence name the place of a verb."""

    name = "event_places"
    gold = "event_places"
    loss_names = ("event_places",)
    group = "reference"

    def __init__(self, width: int, inner: int = 32) -> None:
        super().__init__()
        self.pairs = WordPairs(width, inner, 1)

    def outputs(self, words: Tensor) -> dict[str, Tensor]:
        return {"event_places.marked": self.pairs.marked(words), "event_places.words": self.pairs.word(words)}

    def arrays(self) -> dict[str, Tensor]:
        return {"event_places.forms": self.pairs.forms}

    def losses(self, outputs: Mapping[str, Tensor], batch: Batch) -> dict[str, Loss]:
        anchors = batch.links.get("verbs")
        if anchors is None or not len(anchors):
            return {}
        gold = PairGold(batch.words["sentence"], anchors, batch.links["event_places"])
        loss = self.pairs.loss(outputs["event_places.marked"], outputs["event_places.words"], gold)
        return {"event_places": loss}
