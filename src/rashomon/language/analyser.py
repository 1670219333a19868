"""From documents to analyses: the only place that joins encoding, encoder and decoding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from rashomon.language.analysis import Analysis, empty_analysis
from rashomon.language.decode import LINK_PARTS, Links, RoleSpans, best_labels, broken_at, links, role_spans
from rashomon.language.encoding import Encoded, encode, windows
from rashomon.language.manifest import (
    MODEL_FILE,
    TOKENIZER_FILE,
    load_manifest,
    statement_parameters,
)
from rashomon.language.sentences import sentence_spans
from rashomon.language.session import EncoderSession, Special, WordScores
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
            that memory stays bounded; a statement does not reach over the end of a stretch.
    """

    model: Path = SHIPPED_MODEL
    threads: int = 2
    group_words: int = 16_384
    stretch_words: int = 8_192


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
        self._parameters = statement_parameters(self._manifest.statements)

    @property
    def made_by(self) -> str:
        """Return the model's name and version."""
        return self._manifest.made_by

    def analyse(self, documents: Iterable[Document]) -> Iterator[Analysis]:
        """Yield one analysis a document, in order, holding a bounded number of words at a time."""
        group: list[tuple[Document, list[Encoded]]] = []
        words = 0
        for document in documents:
            stretches = self.encode(document)
            group.append((document, stretches))
            words += sum(len(s.words) for s in stretches)
            if words >= self._settings.group_words:
                yield from self._analyse_group(group)
                group, words = [], 0
        yield from self._analyse_group(group)

    def encode(self, document: Document) -> list[Encoded]:
        """Return the analysed parts of a document as stretches of wordpieces."""
        encoded = encode(document.text, analysed_ranges(document), self._tokenizer)
        return list(_stretches(encoded, self._settings.stretch_words))

    def scores(self, stretches: Sequence[Encoded]) -> list[WordScores]:
        """Run the encoder alone over `stretches`; what `analyse` does before it decodes."""
        cut = [list(windows(stretch, self._manifest.window, self._manifest.overlap)) for stretch in stretches]
        inputs = ((s, window) for s, ws in zip(stretches, cut, strict=True) for window in ws)
        outputs = self._session.run(inputs)
        return [_joined([next(outputs) for _ in ws]) for ws in cut]

    def _analyse_group(self, group: Sequence[tuple[Document, list[Encoded]]]) -> Iterator[Analysis]:
        stretches = [stretch for _, parts in group for stretch in parts]
        titles = [_title_end(document) for document, parts in group for _ in parts]
        scores = iter(self._decode(stretches, titles))
        for document, parts in group:
            decoded = [(part, *next(scores)) for part in parts]
            yield self._analysis(document, decoded)

    def _decode(
        self, stretches: Sequence[Encoded], titles: Sequence[int]
    ) -> Iterator[tuple[RoleSpans, Links]]:
        scores = self.scores(stretches)
        emissions = [broken_at(s.emissions, e.opens) for s, e in zip(scores, stretches, strict=True)]
        paths = best_labels(emissions, self._parameters)
        for encoded, title, score, path in zip(stretches, titles, scores, paths, strict=True):
            spans = role_spans(path, score.emissions)
            in_title = encoded.words[spans.ends[:, 0], 0] < title
            yield spans, links(spans, _end_vectors(spans, score), in_title, self._parameters)

    def _analysis(self, document: Document, decoded: Sequence[tuple[Encoded, RoleSpans, Links]]) -> Analysis:
        if not decoded:
            return empty_analysis(document.id, self.made_by)
        counts = np.cumsum([0, *(len(spans.roles) for _, spans, _ in decoded)])
        pairs = list(zip(decoded, counts[:-1].tolist(), strict=True))
        return Analysis(
            document=document.id,
            words=np.concatenate([encoded.words for encoded, _, _ in decoded]),
            sentences=sentence_spans(document.text, analysed_ranges(document)),
            roles=np.concatenate([spans.roles for _, spans, _ in decoded]),
            spans=np.concatenate([_offsets(encoded, spans) for encoded, spans, _ in decoded]),
            span_scores=np.concatenate([spans.scores for _, spans, _ in decoded]),
            cue_of=np.concatenate([np.where(d[2].cue < 0, -1, d[2].cue + base) for d, base in pairs]),
            source_of=np.concatenate(
                [np.where(d[2].source < 0, -1, d[2].source + base) for d, base in pairs]
            ),
            link_scores=np.concatenate([found.scores for _, _, found in decoded]),
            made_by=self.made_by,
        )


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


def _joined(parts: Sequence[WordScores]) -> WordScores:
    return WordScores(
        np.concatenate([part.emissions for part in parts]), np.concatenate([part.vectors for part in parts])
    )


def _end_vectors(spans: RoleSpans, scores: WordScores) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """Return float32 `[k, 4, 2, d]`: the link vectors of each span's first and last word."""
    shaped = scores.vectors.reshape(len(scores.vectors), len(LINK_PARTS), 2, -1)
    return np.stack([shaped[spans.ends[:, 0], :, 0], shaped[spans.ends[:, 1], :, 1]], axis=2)


def _offsets(encoded: Encoded, spans: RoleSpans) -> np.ndarray[tuple[int, ...], np.dtype[np.int32]]:
    return np.stack([encoded.words[spans.ends[:, 0], 0], encoded.words[spans.ends[:, 1], 1]], axis=1)
