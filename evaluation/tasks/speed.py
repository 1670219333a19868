"""`speed`: words a second of the whole `extract` and of the bare encoder, memory, and start-up.

Words are runs of characters between white space. The bare encoder runs the very windows that
`extract` runs, in the same process and after it; the ratio is the share of the encoder's speed
that is left when reading, decoding, finding and writing are added. Peak memory is that of
`extract`, in MiB; start-up is a new process from nothing to the findings of one short text.

`read_share`, `language_share`, `extract_share`: of the seconds of `extract`, in percent. The first two are
timed by themselves, after it: reading the inputs, and analysing what was read (the encoder, and what is
decoded from it). What is left is finding and writing; the encoder works ahead while texts are written, so
that the split is near rather than exact.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from evaluation.options import Scores, TaskOptions
from rashomon import pipeline
from rashomon.language import Analyser
from rashomon.model.errors import InputError
from rashomon.model.records import Document
from rashomon.store.reading import read_records

_GROUP = 64  # documents encoded at once, so that the timed encoder needs little memory


def score(options: TaskOptions) -> Scores:
    """Time `extract` and the encoder on all texts under the gold paths.

    Raises:
        InputError: there is no text to time.
    """
    inputs = [str(path) for path in options.gold]
    with tempfile.TemporaryDirectory() as folder:
        whole = _timed_extract(inputs, Path(folder))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        documents = _analysed(Path(folder))
        read, language = _timed_reading(inputs), _timed_analysis(documents)
        words, encoder, shortest = _timed_encoder(documents)
        started = _start_seconds(shortest, Path(folder))
    return {
        "words": float(words),
        "words_per_second": words / whole,
        "encoder_words_per_second": words / encoder,
        "ratio": encoder / whole,
        "peak_mb": peak,
        "start_seconds": started,
        "read_share": 100 * read / whole,
        "language_share": 100 * language / whole,
        "extract_share": 100 * max(0.0, whole - read - language) / whole,
    }


def _timed_extract(inputs: Sequence[str], folder: Path) -> float:
    if not inputs:
        raise InputError("no text to time: give --gold with a folder of texts")
    began = time.perf_counter()
    pipeline.extract_to(pipeline.Target(folder / "out"), inputs, pipeline.RunSettings())
    return time.perf_counter() - began


def _analysed(folder: Path) -> list[Document]:
    written = read_records(folder / "out" / "documents.jsonl", Document)
    documents = [document for document in written if not document.unread]
    if not documents:
        raise InputError("no text could be read and analysed: there is nothing to time")
    return documents


def _timed_reading(inputs: Sequence[str]) -> float:
    began = time.perf_counter()
    for _ in pipeline.read_stream(inputs, pipeline.RunSettings()):
        pass
    return time.perf_counter() - began


def _timed_analysis(documents: Sequence[Document]) -> float:
    analyser = Analyser()
    began = time.perf_counter()
    for _ in analyser.analyse(documents):
        pass
    return time.perf_counter() - began


def _timed_encoder(documents: Sequence[Document]) -> tuple[int, float, str]:
    """Return the words of the texts just analysed, the encoder's seconds, and the shortest text."""
    analyser = Analyser()
    seconds = 0.0
    for start in range(0, len(documents), _GROUP):
        stretches = [s for document in documents[start : start + _GROUP] for s in analyser.encode(document)]
        began = time.perf_counter()
        for _ in analyser.outputs(stretches):
            pass
        seconds += time.perf_counter() - began
    shortest = min((document.text for document in documents), key=len)
    return sum(len(document.text.split()) for document in documents), seconds, shortest


def _start_seconds(text: str, folder: Path) -> float:
    path = folder / "short.txt"
    path.write_text(text, encoding="utf-8")
    out = str(folder / "short")
    command = [sys.executable, "-m", "rashomon", "extract", str(path), "--out", out, "--quiet"]
    began = time.perf_counter()
    subprocess.run(command, check=True)  # noqa: S603 - our own program
    return time.perf_counter() - began
