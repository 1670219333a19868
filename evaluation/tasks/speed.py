"""`speed`: words a second of the whole `extract` and of the bare encoder, memory, and start-up.

Words are runs of characters between white space. The bare encoder runs the very windows that
`extract` runs, in the same process; the ratio is the share of the encoder's speed that is left
when reading, decoding, finding and writing are added.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import rashomon
from evaluation.options import Scores, TaskOptions
from rashomon.language import Analyser
from rashomon.model.errors import InputError
from rashomon.model.records import Document

_FIRST_RESULT = "import sys, rashomon; rashomon.extract(sys.argv[1])"


def score(options: TaskOptions) -> Scores:
    """Time `rashomon extract` and the encoder on all texts under the gold paths."""
    inputs = [str(path) for path in options.gold]
    documents = [d for d in rashomon.read(*inputs) if not d.unread][: options.limit]
    if not documents:
        raise InputError("no text to time: give --gold with a folder of texts")
    words = sum(len(document.text.split()) for document in documents)
    whole = _timed_extract(inputs)
    encoder = _timed_encoder(documents)
    return {
        "words": float(words),
        "words_per_second": words / whole,
        "encoder_words_per_second": words / encoder,
        "ratio": encoder / whole,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "start_seconds": _start_seconds(documents),
    }


def _timed_extract(inputs: Sequence[str]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        rashomon.extract(*inputs, out=folder)
        return time.perf_counter() - began


def _timed_encoder(documents: Sequence[Document]) -> float:
    analyser = Analyser()
    stretches = [stretch for document in documents for stretch in analyser.encode(document)]
    began = time.perf_counter()
    analyser.scores(stretches)
    return time.perf_counter() - began


def _start_seconds(documents: Sequence[Document]) -> float:
    """Return how long a new process takes from nothing to the findings of one short text."""
    shortest = min(documents, key=lambda document: document.length)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "short.txt"
        path.write_text(shortest.text, encoding="utf-8")
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", _FIRST_RESULT, str(path)], check=True)  # noqa: S603 (our own code)
        return time.perf_counter() - began
