"""Spans that stand in a relation to one marked word: arguments of predicates, places of verbs.

For each marked word every word of its sentence is labelled B or I of a kind, or outside, by a
biaffine score of the two, as in a dependency parser (after Cai et al., 2018, "A full end-to-end
semantic role labeler, syntactic-agnostic or syntactic-aware?").
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.examples import repaired
from training.heads.base import Loss, projection, with_one


class WordPairs(nn.Module):
    """Two vectors a word, and the forms that score a label for a pair of words."""

    def __init__(self, width: int, inner: int, kinds: int) -> None:
        super().__init__()
        self.marked = projection(width, inner, 0.2)
        self.word = projection(width, inner, 0.2)
        self.forms = nn.Parameter(torch.zeros(1 + 2 * kinds, inner + 1, inner + 1))

    def loss(self, marked: Tensor, words: Tensor, sentences: Tensor, anchors: Tensor, spans: Tensor) -> Loss:
        """Return the cross-entropy of the labels of every word in the sentence of each anchor.

        Args:
            marked: float `[b, w, d]`.
            words: float `[b, w, d]`.
            sentences: int `[b, w]`, the number of each word's sentence.
            anchors: int `[n, 2]`, row and word.
            spans: int `[m, 5]`, row, anchor word, first and last word, kind.
        """
        rows, places = anchors.T
        left = with_one(marked[rows, places].float())
        mixed = torch.einsum("na,lab->nlb", left, self.forms)
        scores = torch.einsum("nlb,nwb->nwl", mixed, with_one(words[rows].float()))
        inside = sentences[rows] == sentences[rows, places][:, None]
        labels = span_labels(anchors, spans, words.shape[1])
        loss = functional.cross_entropy(scores[inside], labels[inside], reduction="sum")
        return Loss(loss, len(anchors))


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
