"""Spans that stand in a relation to one marked word: arguments of predicates, places of verbs.

For each marked word every word of its sentence is labelled B or I of a kind, or outside, by a
biaffine score of the two, as in a dependency parser (after Cai et al., 2018, "A full end-to-end
semantic role labeler, syntactic-agnostic or syntactic-aware?").
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.examples import repaired
from training.heads.base import Loss, projection, with_one

Standing = Callable[[Tensor, Tensor, Tensor], Tensor]
"""From row, marked word and word of pairs, int `[c]` each, to scores of the labels, float `[c, l]`."""


@dataclass(frozen=True, slots=True)
class PairGold:
    """The spans that belong to marked words.

    Attributes:
        sentences: int `[b, w]`, the number of each word's sentence.
        anchors: int `[n, 2]`, row and word.
        spans: int `[m, 5]`, row, anchor word, first and last word, kind.
    """

    sentences: Tensor
    anchors: Tensor
    spans: Tensor


class WordPairs(nn.Module):
    """Two vectors a word, and the forms that score a label for a pair of words."""

    def __init__(self, width: int, inner: int, kinds: int) -> None:
        super().__init__()
        self.marked = projection(width, inner, 0.2)
        self.word = projection(width, inner, 0.2)
        self.forms = nn.Parameter(torch.zeros(1 + 2 * kinds, inner + 1, inner + 1))

    def loss(self, marked: Tensor, words: Tensor, gold: PairGold, standing: Standing | None = None) -> Loss:
        """Return the cross-entropy of the labels of every word in the sentence of each anchor.

        Args:
            marked: float `[b, w, d]`.
            words: float `[b, w, d]`.
            gold: of the batch.
            standing: what else scores the labels of pairs; nothing where it is left out.
        """
        rows, places = gold.anchors.T
        seen, inside = sentence_words(gold.sentences[rows], places)
        left = with_one(marked[rows, places].float())
        mixed = torch.einsum("na,lab->nlb", left, self.forms)
        scores = torch.einsum("nlb,nwb->nwl", mixed, with_one(words[rows[:, None], seen].float()))
        labels = span_labels(gold.anchors, gold.spans, words.shape[1]).gather(1, seen)
        cells = scores[inside]
        if standing:
            numbers, steps = inside.nonzero().T
            cells = cells + standing(rows[numbers], places[numbers], seen[numbers, steps])
        loss = functional.cross_entropy(cells, labels[inside], reduction="sum")
        return Loss(loss, len(gold.anchors))


def sentence_words(sentences: Tensor, places: Tensor) -> tuple[Tensor, Tensor]:
    """Return int `[n, s]`, the words of the sentence of each place, and bool `[n, s]`, which of them are.

    Args:
        sentences: int `[n, w]`, the number of the sentence of each word around.
        places: int `[n]`.
    """
    own = sentences == sentences.gather(1, places[:, None])
    sizes = own.sum(1)
    steps = torch.arange(int(sizes.max()))
    firsts = own.int().argmax(1)
    inside = steps < sizes[:, None]
    return (firsts[:, None] + steps).clamp(max=sentences.shape[1] - 1), inside


def span_labels(anchors: Tensor, spans: Tensor, width: int) -> Tensor:
    """Return labels int `[n, width]` for each anchor: 1 + 2k begins a span of kind k, 2 + 2k goes on."""
    labels = torch.zeros(len(anchors), width, dtype=torch.long)
    numbers = {anchor: i for i, anchor in enumerate(map(tuple, anchors.tolist()))}
    for row, anchor, first, last, kind in spans.tolist():
        number = numbers.get((row, anchor))
        if number is not None:
            labels[number, first : last + 1] = 2 + 2 * kind
            labels[number, first] = 1 + 2 * kind
    # Spans of one anchor may overlap: what goes on after another must begin anew.
    return torch.from_numpy(repaired(labels.numpy())).long()
