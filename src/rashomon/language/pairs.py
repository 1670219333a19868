"""The pair model: what one text says about another, and the embedding of a text alone.

A cross-encoder: both texts are read at once (Devlin et al., 2019), in the size of MiniLM-L6, and
judged for entailment (Bowman et al., 2015), stance toward a claim or topic (Chen et al., 2019;
Allaway and McKeown, 2020), how an article takes its headline (Hanselowski et al., 2018) and
sentiment toward a name (Hamborg and Donnay, 2021). Read alone, a text gets a vector whose cosine
with another's says how close they are in meaning (Reimers and Gurevych, 2019).

Dynamic quantisation takes its scales over everything that is run at once. A pair runs alone, never
in a batch, so that its output depends on its own texts only, and no padding is computed. Pairs run
side by side, each on one thread. How much of long texts is read: see `rashomon.language.pair_encoding`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import Final, Literal, get_args

import numpy as np

from rashomon.language.analyser import SHIPPED_MODEL
from rashomon.language.arrays import Floats, no_floats
from rashomon.language.manifest import TOKENIZER_FILE, load_tokenizer
from rashomon.language.pair_encoding import CLASSES, PairEncoder
from rashomon.language.pair_manifest import EMBEDDING, PAIRS_FILE, check_pair_outputs, load_pair_manifest
from rashomon.language.session import open_model
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span

SHIPPED_PAIRS: Final = Path(__file__).parent / "models" / "pairs"

StanceTask = Literal["stance", "headline"]


@dataclass(frozen=True, slots=True)
class PairSettings:
    """How pairs are judged.

    Attributes:
        model: the model folder.
        tokenizer: the tokenizer's file; the encoder's.
        threads: pairs that run side by side.
        ahead: pairs that are taken from the input before their outputs are all there.
    """

    model: Path = SHIPPED_PAIRS
    tokenizer: Path = SHIPPED_MODEL / TOKENIZER_FILE
    threads: int = 2
    ahead: int = 1024


@dataclass(frozen=True, slots=True)
class _Read:
    """What is read at once: a text alone, or two; `marked` is a span of the second."""

    first: str
    second: str | None = None
    marked: Span | None = None


class PairModel:
    """The loaded pair model; safe to use from several threads.

    Raises:
        InputError: a number of the settings is below 1.
        ModelError: the model folder is damaged or made for another version.
    """

    def __init__(self, settings: PairSettings = PairSettings()) -> None:
        if min(settings.threads, settings.ahead) < 1:
            raise InputError(f"threads and ahead must be 1 or more, not {settings.threads}, {settings.ahead}")
        self._settings = settings
        self._manifest = load_pair_manifest(settings.model, settings.tokenizer)
        self._encoder = PairEncoder(load_tokenizer(settings.tokenizer), self._manifest.limit)
        self._session = open_model(settings.model / PAIRS_FILE)
        shapes = {output.name: output.shape for output in self._session.get_outputs()}
        check_pair_outputs(settings.model, shapes)
        self._width = int(shapes[EMBEDDING][-1])

    @property
    def made_by(self) -> str:
        """Return the model's name and version."""
        return self._manifest.made_by

    def entailment(self, pairs: Iterable[tuple[str, str]]) -> Floats:
        """Return float32 `[n, 3]`: how likely premise entails, leaves open or contradicts hypothesis.

        Args:
            pairs: premise and hypothesis of each pair.

        Raises:
            InputError: an item is not two texts.
        """
        return self._probabilities("nli", map(_pair, count(1), pairs))

    def stance(self, task: StanceTask, pairs: Iterable[tuple[str, str]]) -> Floats:
        """Return float32 `[n, k]`: probabilities of the classes of `CLASSES[task]`.

        Args:
            task: "stance" for claim or topic and a text that supports or undermines it, or is neutral;
                "headline" for a headline and the body of an article that agrees, disagrees, discusses
                it or is unrelated.
            pairs: claim, topic or headline, and the text, of each pair.

        Raises:
            InputError: the task is neither, or an item is not two texts.
        """
        if task not in get_args(StanceTask):
            raise InputError(f"no stance task is called {task!r}: one of {', '.join(get_args(StanceTask))}")
        return self._probabilities(task, map(_pair, count(1), pairs))

    def sentiment(self, named: Iterable[tuple[str, Span]]) -> Floats:
        """Return float32 `[n, 3]`: how likely a text is negative, neutral or positive toward a name in it.

        Args:
            named: a text, and the span of the name in code points of the text. A name beyond what is
                read of a long text is not seen: give the sentence that it stands in.

        Raises:
            InputError: an item is not a text and a span that is not empty and lies in it.
        """
        return self._probabilities("sentiment", map(_named, count(1), named))

    def parting(self, pairs: Iterable[tuple[str, str]]) -> Floats:
        """Return float32 `[n, 3]`: how likely two sentences on one event part, say the same or do neither.

        Args:
            pairs: the sentences, the earlier one first; in the other order the answer may be another.

        Raises:
            InputError: an item is not two texts.
        """
        return self._probabilities("parting", map(_pair, count(1), pairs))

    def embed(self, texts: Iterable[str]) -> Floats:
        """Return float32 `[n, d]`: a vector of length 1 for each text.

        Raises:
            InputError: an item is no text.
        """
        if isinstance(texts, str):
            raise InputError("texts are needed, not one text: put it into a list")
        rows = list(self._rows(EMBEDDING, map(_alone, count(1), texts)))
        return np.stack(rows) if rows else no_floats(0, self._width)

    def _probabilities(self, task: str, pairs: Iterable[_Read]) -> Floats:
        warmth = self._manifest.temperatures.get(task, 1.0)
        # Row by row, so that the length of the input has no say in how exponentials are rounded.
        rows = [_softmax(scores / np.float32(warmth)) for scores in self._rows(task, pairs)]
        return np.stack(rows) if rows else no_floats(0, len(CLASSES[task]))

    def _rows(self, output: str, texts: Iterable[_Read]) -> Iterator[Floats]:
        """Yield one row of an output for each pair or text, in order, holding a bounded number of them."""
        waiting = iter(texts)
        with ThreadPoolExecutor(self._settings.threads) as workers:
            while some := list(islice(waiting, self._settings.ahead)):
                yield from workers.map(partial(self._row, output), some)

    def _row(self, output: str, read: _Read) -> Floats:
        if read.second is None:
            found = self._encoder.text(read.first)
        else:
            found = self._encoder.pair(read.first, read.second, read.marked)
        given = {
            "pieces": found.pieces[None].astype(np.int64),
            "features": found.features[None].astype(np.int64),
        }
        row: Floats = self._session.run([output], given)[0][0]
        return row


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max())
    shares: Floats = raised / raised.sum()
    return shares


def _pair(number: int, item: tuple[str, str]) -> _Read:
    if not (isinstance(item, (tuple, list)) and len(item) == 2):  # noqa: PLR2004 - a pair
        raise InputError(f"pair {number} is not two texts: {item!r}")
    return _Read(_text(number, item[0]), _text(number, item[1]))


def _named(number: int, item: tuple[str, Span]) -> _Read:
    if not (isinstance(item, (tuple, list)) and len(item) == 2 and isinstance(item[1], Span)):  # noqa: PLR2004
        raise InputError(f"item {number} is not a text and the span of a name: {item!r}")
    text, span = _text(number, item[0]), item[1]
    if not 0 <= span.start < span.end <= len(text):
        raise InputError(f"the name of item {number} lies outside its text: {span} of {len(text)}")
    return _Read(span.of(text), text, span)


def _alone(number: int, item: str) -> _Read:
    return _Read(_text(number, item))


def _text(number: int, text: str) -> str:
    """Return a text that the tokenizer can take: half a surrogate pair is no character."""
    if not isinstance(text, str):
        raise InputError(f"item {number} is no text but of type {type(text).__name__}")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InputError(f"item {number} is no text in Unicode ({error}): decode it anew") from error
    return text
