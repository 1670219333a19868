"""The content words of all documents as arrays, for the steps that count over all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from rashomon.compare.words import NO_CONTENT, Words

Numbers = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class ContentWords:
    """Content words in order, each with its stem, its sentence, its capital and its place.

    Sentences are numbered through over all documents; `documents` has the document of each.
    `opening` marks the first word of a sentence, whose capital says nothing.
    """

    stems: Numbers
    sentences: Numbers
    capital: Marks
    opening: Marks
    documents: Numbers


def flatten(texts: Sequence[Words]) -> ContentWords:
    """Return the content words of all `texts`."""
    lengths = np.array([len(sentence) for words in texts for sentence in words.sentences], dtype=np.int64)
    documents = np.array([s.document for words in texts for s in words.sentences], dtype=np.int64)
    stems = np.fromiter(chain.from_iterable(words.stems for words in texts), dtype=np.int64)
    capital = np.fromiter(chain.from_iterable(words.capital for words in texts), dtype=np.bool_)
    sentences = np.repeat(np.arange(len(lengths), dtype=np.int64), lengths)
    opening = np.ones(len(stems), dtype=np.bool_)
    opening[1:] = sentences[1:] != sentences[:-1]
    content = stems != NO_CONTENT
    return ContentWords(stems[content], sentences[content], capital[content], opening[content], documents)
