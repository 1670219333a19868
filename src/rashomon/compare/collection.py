"""The documents of one comparison, cut into words once for every step that follows."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from rashomon.compare.flat import ContentWords, flatten
from rashomon.compare.weights import stem_weights
from rashomon.compare.words import Sentence, Vocabulary, Words, read_words
from rashomon.model.records import Document


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents in order of date, their words, and all their sentences numbered through.

    `weights` tell what each content stem says.
    """

    documents: tuple[Document, ...]
    texts: tuple[Words, ...]
    sentences: tuple[Sentence, ...]
    weights: Mapping[int, float]
    flat: ContentWords
    vocabulary: Vocabulary

    def text(self, document: int) -> str:
        """Return the characters of a document."""
        return self.documents[document].text

    def content(self, sentence: int) -> frozenset[int]:
        """Return the content stems of a sentence."""
        place = self.sentences[sentence]
        return self.texts[place.document].content(place)

    def words(self, sentence: int) -> str:
        """Return the characters of a sentence, line ends as spaces."""
        place = self.sentences[sentence]
        return " ".join(place.span.of(self.text(place.document)).split())

    def forms(self, sentence: int) -> array[int]:
        """Return the numbers of the word forms of a sentence."""
        place = self.sentences[sentence]
        return self.texts[place.document].forms[place.first : place.last]

    def weight(self, stems: Iterable[int]) -> float:
        """Return the weight of `stems`, added up in the order of their numbers."""
        return sum(self.weights[stem] for stem in sorted(stems))


def collect(documents: Sequence[Document]) -> Collection:
    """Cut documents into words; one that comes twice under one id is taken once."""
    once = tuple(sorted({document.id: document for document in documents}.values(), key=_by_date))
    vocabulary = Vocabulary()
    texts = tuple(read_words(document, number, vocabulary) for number, document in enumerate(once))
    sentences = tuple(chain.from_iterable(words.sentences for words in texts))
    flat = flatten(texts)
    return Collection(once, texts, sentences, stem_weights(flat, vocabulary), flat, vocabulary)


def _by_date(document: Document) -> tuple[str, str, str]:
    """Order by date, the undated last, then by name, so that a group's first text comes first."""
    date = document.published.value if document.published else "~"
    return date, document.path or document.url or "", document.id
