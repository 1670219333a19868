"""From documents to analyses: the only place that joins encoding, encoder and decoding."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

import numpy as np
from threadpoolctl import ThreadpoolController

from rashomon.language.analysis import Analysis
from rashomon.language.arrays import Ints, no_ints
from rashomon.language.attribution import AttributionOutputs
from rashomon.language.encoding import Encoded, encode, encode_words, opens_at, unwrapped, windows
from rashomon.language.joining import join
from rashomon.language.layers import Attributions
from rashomon.language.manifest import (
    MODEL_FILE,
    TOKENIZER_FILE,
    check_outputs,
    load_arrays,
    load_manifest,
    load_tokenizer,
    made_of,
)
from rashomon.language.reading import (
    STATEMENTS,
    Layers,
    Outputs,
    Parameters,
    Stretch,
    attribution_outputs,
    attributions_of,
    read_layers,
)
from rashomon.language.session import EncoderSession, Special
from rashomon.model.errors import InputError
from rashomon.model.identity import document_id, text_sha256
from rashomon.model.offsets import Span
from rashomon.model.records import Document, Part

ANALYSED_PARTS = frozenset({"title", "heading", "body", "caption"})
SHIPPED_MODEL = Path(__file__).parent / "models" / "encoder"
_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?!\s*\n))*")
_TRIED = "Mayor Ona Veld said on Friday that her council had asked two ships to leave Halm."
_NO_WORDS = Encoded(no_ints(0), no_ints(0), no_ints(0, 2), no_ints(0), np.zeros(0, dtype=bool))


@dataclass(frozen=True, slots=True)
class LanguageSettings:
    """How texts are analysed.

    Attributes:
        model: the model folder.
        threads: windows that run side by side.
        ahead_words: while one text is decoded, the encoder goes on with so many words after it.
        group_words: the statements of so many words are decoded at once, which is faster.
        stretch_words: a longer document is analysed in stretches of at most so many words, so
            that memory stays bounded; no finding reaches over the end of a stretch.
    """

    model: Path = SHIPPED_MODEL
    threads: int = 2
    ahead_words: int = 16_384
    group_words: int = 16_384
    stretch_words: int = 8_192


@dataclass(frozen=True, slots=True)
class CutText:
    """A text whose words and sentences are known, as in a treebank.

    Attributes:
        name: which text it is, for the id of its analysis.
        text: the text.
        words: in order, code points of `text`.
        sentences: the index of the first word of each; together they hold every word.
        paragraphs: what opens a paragraph, code points of `text`; line ends do anyway.
    """

    name: str
    text: str
    words: tuple[Span, ...]
    sentences: tuple[int, ...]
    paragraphs: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class _Cut:
    """A document's stretches of wordpieces, before the encoder has seen them."""

    document: str
    text: str
    title_end: int
    stretches: tuple[Encoded, ...]
    sentences: Ints | None = None


@dataclass(frozen=True, slots=True)
class _Running:
    """One stretch on its way through the encoder, window by window."""

    cut: _Cut
    encoded: Encoded
    windows: tuple[Future[Outputs], ...]

    def done(self) -> Stretch:
        """Wait for the encoder and return the stretch with its outputs."""
        found = _joined([window.result() for window in self.windows])
        encoded, cut = self.encoded, self.cut
        return Stretch(cut.text, encoded.words, encoded.opens, cut.title_end, found, cut.sentences)


@dataclass(frozen=True, slots=True)
class _Part:
    """One stretch decoded; a document without words has a single part without layers.

    Attributes:
        cut: the document.
        words: of the stretch.
        layers: all but statements.
        heard: what statements are found from, until `said` has them.
        said: the statements.
    """

    cut: _Cut
    words: Ints
    layers: Layers | None
    heard: AttributionOutputs | None = None
    said: Attributions = field(default_factory=Attributions)


class Analyser:
    """The loaded language core.

    Raises:
        InputError: a setting is below 1.
        ModelError: the model folder is damaged or made for another version.
    """

    def __init__(self, settings: LanguageSettings = LanguageSettings()) -> None:
        for name in ("threads", "ahead_words", "group_words", "stretch_words"):
            if getattr(settings, name) < 1:
                raise InputError(f"{name} must be 1 or more, not {getattr(settings, name)}")
        self._settings = settings
        self._manifest = load_manifest(settings.model)
        self._tokenizer = load_tokenizer(settings.model / TOKENIZER_FILE)
        special = Special(self._manifest.before, self._manifest.after)
        self._session = EncoderSession(settings.model / MODEL_FILE, special, settings.threads)
        check_outputs(settings.model, self._manifest, self._session.outputs)
        self._numpy = ThreadpoolController()
        self._parameters = Parameters(
            heads=frozenset(self._manifest.heads),
            inventory=self._manifest.inventory,
            arrays=load_arrays(settings.model),
            calibration=self._manifest.calibration,
        )
        self._try_out()

    def _try_out(self) -> None:
        """Analyse a sentence: a manifest, arrays and a model file that don't fit each other fail here."""
        made_of(
            lambda: list(self.analyse([_TRIED])),
            f"the files in {self._settings.model} do not fit each other",
        )

    @property
    def made_by(self) -> str:
        """Return the model's name and version."""
        return self._manifest.made_by

    def analyse(self, documents: Iterable[Document | str]) -> Iterator[Analysis]:
        """Yield one analysis a document, in order, holding a bounded number of words at a time.

        All of a plain text is taken for body, a paragraph for each stretch between blank lines.
        """
        return self._analyses(
            _Cut(document.id, document.text, title_end(document), tuple(self.encode(document)))
            for document in (plain_document(each) if isinstance(each, str) else each for each in documents)
        )

    def analyse_words(self, texts: Iterable[CutText]) -> Iterator[Analysis]:
        """Yield one analysis a text whose words and sentences are known, in order.

        The words and sentences of an analysis are the given ones. A text is analysed in one stretch,
        however long it is.

        Raises:
            InputError: words overlap, stand outside the text or are empty; or sentences are not in order.
        """
        return self._analyses(map(self._cut, texts))

    def encode(self, document: Document) -> list[Encoded]:
        """Return the analysed parts of a document as stretches of wordpieces."""
        ranges = analysed_ranges(document)
        encoded = encode(unwrapped(document.text, ranges), ranges, self._tokenizer)
        return list(_stretches(encoded, self._settings.stretch_words))

    def outputs(self, stretches: Iterable[Encoded]) -> Iterator[Outputs]:
        """Run the encoder alone over `stretches`; what `analyse` does before it decodes."""
        blank = _Cut("", "", 0, ())
        return (running.done().outputs for running in self._running((blank, s) for s in stretches))

    def _cut(self, given: CutText) -> _Cut:
        words = np.array([(w.start, w.end) for w in given.words], dtype=np.int32).reshape(-1, 2)
        _check(given, words)
        opens = opens_at(given.text, words, given.paragraphs)
        encoded = encode_words(given.text, words, opens, self._tokenizer)
        edges = np.array([*given.sentences, len(words)], dtype=np.int32)
        sentences = np.stack([edges[:-1], edges[1:]], axis=1)
        stretches = (encoded,) if len(words) else ()
        return _Cut(document_id(given.text, given.name), given.text, 0, stretches, sentences)

    def _analyses(self, cuts: Iterable[_Cut]) -> Iterator[Analysis]:
        for cut, parts in groupby(self._parts(cuts), key=lambda part: part.cut):
            yield self._analysis(cut, list(parts))

    def _parts(self, cuts: Iterable[_Cut]) -> Iterator[_Part]:
        """Decode stretch by stretch; statements wait until a group of stretches is full."""
        group: list[_Part] = []
        words = 0
        for running in self._running(_units(cuts)):
            group.append(self._part(running))
            words += len(running.encoded.words)
            if words >= self._settings.group_words:
                yield from self._with_statements(group)
                group, words = [], 0
        yield from self._with_statements(group)

    def _part(self, running: _Running) -> _Part:
        words = running.encoded.words
        if not len(words):
            return _Part(running.cut, words, None)
        stretch = running.done()
        # The encoder's threads are at work beside; threads of numpy's own would only hinder them.
        with self._numpy.limit(limits=1, user_api="blas"):
            layers = read_layers(stretch, self._parameters)
        heard = attribution_outputs(stretch) if STATEMENTS in self._parameters.heads else None
        return _Part(running.cut, words, layers, heard)

    def _with_statements(self, group: Sequence[_Part]) -> Iterator[_Part]:
        heard = [part.heard for part in group if part.heard is not None]
        with self._numpy.limit(limits=1, user_api="blas"):
            found = iter(attributions_of(heard, self._parameters))
        for part in group:
            yield part if part.heard is None else replace(part, heard=None, said=next(found))

    def _running(self, units: Iterable[tuple[_Cut, Encoded]]) -> Iterator[_Running]:
        """Send stretches to the encoder, some way ahead of the one that is asked for."""
        sent: deque[_Running] = deque()
        words = 0
        with self._session.workers() as pool:
            for cut, encoded in units:
                cuts = windows(encoded, self._manifest.window, self._manifest.overlap)
                futures = tuple(pool.submit(self._session.window, encoded, window) for window in cuts)
                sent.append(_Running(cut, encoded, futures))
                words += len(encoded.words)
                while words > self._settings.ahead_words + len(sent[0].encoded.words):
                    words -= len(sent[0].encoded.words)
                    yield sent.popleft()
            yield from sent

    def _analysis(self, cut: _Cut, parts: Sequence[_Part]) -> Analysis:
        blank = Analysis(
            document=cut.document,
            text=cut.text,
            words=no_ints(0, 2),
            sentences=no_ints(0, 2),
            made_by=self.made_by,
            inventory=self._parameters.inventory,
        )
        read = [part.layers for part in parts if part.layers]
        if not read:
            return blank
        counts = [len(part.words) for part in parts]
        layers = join(read, counts)
        return replace(
            blank,
            words=np.concatenate([part.words for part in parts]),
            sentences=layers.sentences,
            syntax=layers.syntax,
            entities=layers.entities,
            times=layers.times,
            coreference=layers.coreference,
            frames=layers.frames,
            sayings=layers.sayings,
            tellings=layers.tellings,
            attributions=join([part.said for part in parts], counts),
            vectors=layers.vectors,
        )


def _check(given: CutText, words: Ints) -> None:
    """Check that words and sentences are what `CutText` says."""
    edges = np.concatenate([[0], words.ravel(), [len(given.text)]])
    if (np.diff(edges) < 0).any() or (words[:, 0] == words[:, 1]).any():
        raise InputError(f"the words of {given.name} must not be empty, overlap, or leave its text")
    edges = np.array([*given.sentences, len(words)])
    if (np.diff(edges) <= 0).any() or edges[0] != 0:
        raise InputError(
            f"the sentences of {given.name} must begin with different ones of its {len(words)} words, "
            "in order, the first with word 0"
        )


def _units(cuts: Iterable[_Cut]) -> Iterator[tuple[_Cut, Encoded]]:
    """Yield each stretch with its document; a document without words has an empty one."""
    for cut in cuts:
        for stretch in cut.stretches or (_NO_WORDS,):
            yield cut, stretch


def title_end(document: Document) -> int:
    """Return where the title ends, 0 where the text has none."""
    return max((part.end for part in document.parts if part.kind == "title"), default=0)


def plain_document(text: str, name: str = "") -> Document:
    """Return a document that is nothing but paragraphs: stretches between blank lines."""
    found = (Span(*match.span()) for match in _PARAGRAPH.finditer(text))
    return Document(
        id=document_id(text, name),
        path=name or None,
        text=text,
        text_sha256=text_sha256(text),
        length=len(text),
        parts=tuple(Part(kind="body", start=span.start, end=span.end) for span in found),
    )


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
