"""What the language core says of one document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from rashomon.language.arrays import Floats, Ints, no_floats
from rashomon.language.descriptions import Description, descriptions
from rashomon.language.layers import Attributions, Coreference, Frames, Inventory, Labelled, Sayings, Syntax
from rashomon.model.offsets import Span

if TYPE_CHECKING:  # spaCy is an extra
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


@dataclass(frozen=True, slots=True)
class Analysis:
    """The language of one document.

    Words are numbered from 0 over the whole document. Spans are half-open ranges of words. Labels are
    indices into `inventory`. A layer whose head the model file does not have is empty.

    Attributes:
        document: the id of the document.
        text: the text of the document, the same object.
        words: int32 `[w, 2]`, the words in order, code points of `text`, half-open.
        sentences: int32 `[s, 2]`, ranges of words; together they hold every word once.
        sayings: words that may head the cue of a statement.
        tellings: what is said by those of these words that are likelier than not to head a cue, and by whom,
            in whosever words that stands.
        attributions: statements that stand in no one's words.
        vectors: float32 `[s, d]`, the meaning of each sentence, of length one.
        inventory: what the labels are called.
        made_by: model name and version.
    """

    document: str
    text: str
    words: Ints
    sentences: Ints
    made_by: str
    inventory: Inventory = field(default_factory=Inventory)
    syntax: Syntax = field(default_factory=Syntax)
    entities: Labelled = field(default_factory=Labelled)
    times: Labelled = field(default_factory=Labelled)
    coreference: Coreference = field(default_factory=Coreference)
    frames: Frames = field(default_factory=Frames)
    sayings: Sayings = field(default_factory=Sayings)
    tellings: Attributions = field(default_factory=Attributions)
    attributions: Attributions = field(default_factory=Attributions)
    vectors: Floats = field(default_factory=lambda: no_floats(0, 0))

    def offsets(self, spans: Ints) -> Ints:
        """Return int32 `[k, 2]`, the code points of `text` that each range of words `[k, 2]` covers."""
        return np.stack([self.words[spans[:, 0], 0], self.words[spans[:, 1] - 1, 1]], axis=1)

    def words_in(self, span: Span) -> tuple[int, int]:
        """Return the range of words that a span of `text`, in code points, touches."""
        first = np.searchsorted(self.words[:, 1], span.start, side="right")
        return int(first), int(np.searchsorted(self.words[:, 0], span.end))

    def descriptions(self) -> list[Description]:
        """Return what each named person is called beside the name: title, office, nationality."""
        return descriptions(self)

    def to_conllu(self) -> str:
        """Return the words, tags, trees and entities in the CoNLL-U format of Universal Dependencies."""
        from rashomon.language.interop import to_conllu  # noqa: PLC0415 - loads the lemmatiser

        return to_conllu(self)

    def to_spacy(self, vocab: Vocab | None = None) -> Doc:
        """Return a spaCy `Doc` with the same text; `vocab` is a new English one by default.

        Raises:
            InputError: spaCy isn't installed.
        """
        from rashomon.language.interop import to_spacy  # noqa: PLC0415 - loads spaCy

        return to_spacy(self, vocab)
