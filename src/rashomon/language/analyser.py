"""From documents to analyses: the only place that joins encoding, encoder and decoding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from rashomon.language.analysis import Analysis
from rashomon.language.arrays import Ints, no_ints
from rashomon.language.encoding import Encoded, encode, encode_words, opens_at, windows
from rashomon.language.joining import join
from rashomon.language.layers import Attributions
from rashomon.language.manifest import MODEL_FILE, TOKENIZER_FILE, load_arrays, load_manifest
from rashomon.language.reading import Layers, Outputs, Parameters, Stretch, attributions_of, read_layers
from rashomon.language.session import EncoderSession, Special
from rashomon.model.identity import document_id
from rashomon.model.offsets import Span
from rashomon.model.records import Document

ANALYSED_PARTS = frozenset({"title", "heading", "body", "caption"})
SHIPPED_MODEL = Path(__file__).parent / "models" / "encoder"


@dataclass(frozen=True, slots=True)
class LanguageSettings:
    """How texts are analysed.

    Attributes:
        model: the model folder.
        threads: windows that run side by side.
        group_words: documents are decoded together until they hold so many words.
        stretch_words: a longer document is analysed in stretches of at most so many words, so
            that memory stays bounded; no finding reaches over the end of a stretch.
    """

    model: Path = SHIPPED_MODEL
    threads: int = 2
    group_words: int = 16_384
    stretch_words: int = 8_192


@dataclass(frozen=True, slots=True)
class _Cut:
    """A document's stretches of wordpieces, before the encoder has seen them."""

    document: str
    text: str
    title_end: int
    stretches: tuple[Encoded, ...]
    sentences: Ints | None = None

    @property
    def words(self) -> int:
        return sum(len(stretch.words) for stretch in self.stretches)


class Analyser:
    """The loaded language core.

    Raises:
        ModelError: the model folder is damaged or made for another version.
    """

    def __init__(self, settings: LanguageSettings = LanguageSettings()) -> None:
        self._settings = settings
        self._manifest = load_manifest(settings.model)
        self._tokenizer = Tokenizer.from_file(str(settings.model / TOKENIZER_FILE))
        special = Special(self._manifest.before, self._manifest.after)
        self._session = EncoderSession(settings.model / MODEL_FILE, special, settings.threads)
        self._parameters = Parameters(
            heads=frozenset(self._manifest.heads),
            inventory=self._manifest.inventory,
            arrays=load_arrays(settings.model),
            temperatures=self._manifest.temperatures,
        )

    @property
    def made_by(self) -> str:
        """Return the model's name and version."""
        return self._manifest.made_by

    def analyse(self, documents: Iterable[Document]) -> Iterator[Analysis]:
        """Yield one analysis a document, in order, holding a bounded number of words at a time."""
        group: list[_Cut] = []
        for document in documents:
            stretches = tuple(self.encode(document))
            group.append(_Cut(document.id, document.text, _title_end(document), stretches))
            if sum(cut.words for cut in group) >= self._settings.group_words:
                yield from self._analyse_group(group)
                group = []
        yield from self._analyse_group(group)

    def analyse_words(
        self, text: str, words: Ints, sentences: Ints, paragraphs: Sequence[Span] = ()
    ) -> Analysis:
        """Return the analysis of a text whose words and sentences are known, as in a treebank.

        Args:
            text: the text.
            words: int32 `[w, 2]`, code points of `text`.
            sentences: int32 `[s, 2]`, half-open ranges of words; together they hold every word once.
            paragraphs: what opens a paragraph; line ends do anyway.
        """
        opens = opens_at(text, words, paragraphs)
        encoded = encode_words(text, words, opens, self._tokenizer)
        cut = _Cut(document_id(text, ""), text, 0, (encoded,), sentences)
        return next(iter(self._analyse_group([cut])))

    def encode(self, document: Document) -> list[Encoded]:
        """Return the analysed parts of a document as stretches of wordpieces."""
        encoded = encode(document.text, analysed_ranges(document), self._tokenizer)
        return list(_stretches(encoded, self._settings.stretch_words))

    def outputs(self, stretches: Sequence[Encoded]) -> list[Outputs]:
        """Run the encoder alone over `stretches`; what `analyse` does before it decodes."""
        cut = [list(windows(stretch, self._manifest.window, self._manifest.overlap)) for stretch in stretches]
        inputs = ((s, window) for s, ws in zip(stretches, cut, strict=True) for window in ws)
        found = self._session.run(inputs)
        return [_joined([next(found) for _ in ws]) for ws in cut]

    def _analyse_group(self, group: Sequence[_Cut]) -> Iterator[Analysis]:
        encoded = [(cut, stretch) for cut in group for stretch in cut.stretches]
        outputs = self.outputs([stretch for _, stretch in encoded])
        layers = [
            read_layers(_stretch(cut, stretch, found), self._parameters)
            for (cut, stretch), found in zip(encoded, outputs, strict=True)
        ]
        said = attributions_of(layers, self._parameters)
        parts = iter(zip([stretch.words for _, stretch in encoded], layers, said, strict=True))
        for cut in group:
            yield self._analysis(cut, [next(parts) for _ in cut.stretches])

    def _analysis(self, cut: _Cut, parts: Sequence[tuple[Ints, Layers, Attributions]]) -> Analysis:
        blank = Analysis(
            document=cut.document,
            text=cut.text,
            words=no_ints(0, 2),
            sentences=no_ints(0, 2),
            made_by=self.made_by,
            inventory=self._parameters.inventory,
        )
        if not parts:
            return blank
        counts = [len(words) for words, _, _ in parts]
        layers = join([layer for _, layer, _ in parts], counts)
        return replace(
            blank,
            words=np.concatenate([words for words, _, _ in parts]),
            sentences=layers.sentences,
            syntax=layers.syntax,
            entities=layers.entities,
            times=layers.times,
            coreference=layers.coreference,
            frames=layers.frames,
            attributions=join([said for _, _, said in parts], counts),
            vectors=layers.vectors,
        )


def _stretch(cut: _Cut, encoded: Encoded, outputs: Outputs) -> Stretch:
    return Stretch(cut.text, encoded.words, encoded.opens, cut.title_end, outputs, cut.sentences)


def _title_end(document: Document) -> int:
    """Return where the title ends, 0 where the text has none."""
    return max((part.end for part in document.parts if part.kind == "title"), default=0)


def analysed_ranges(document: Document) -> list[Span]:
    """Return the parts that findings come from, one for each paragraph or other block, in order."""
    return [
        part.span
        for part in document.parts
        if part.kind in ANALYSED_PARTS and not document.text[part.start : part.end].isspace()
    ]


def _stretches(encoded: Encoded, words: int) -> Iterator[Encoded]:
    count = len(encoded.words)
    first = np.append(encoded.first, len(encoded.pieces))
    for start in range(0, count, words):
        end = min(start + words, count)
        pieces = slice(int(first[start]), int(first[end]))
        yield Encoded(
            encoded.pieces[pieces],
            encoded.features[pieces],
            encoded.words[start:end],
            encoded.first[start:end] - first[start],
            encoded.opens[start:end],
        )


def _joined(parts: Sequence[Outputs]) -> Outputs:
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
