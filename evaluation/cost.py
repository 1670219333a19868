"""Time comparing alone, or a whole run, on made-up bulk text.

    python -m evaluation.cost --documents 1000 --documents 10000
    python -m evaluation.cost --documents 2000 --paragraphs 2 --whole

The texts are those of `evaluation.bulk`. Comparing alone: each sentence of at least four words is an event
of its longest word, so that nothing has to be analysed; what comes out means nothing. Prints for each number
of documents the seconds that comparing takes, with the models that the product compares with, and the peak
memory of the process so far, in MiB. With `--whole` the texts are written, and `rashomon compare` and then
`rashomon report` run on them, each in a process of its own; printed are the seconds and the peak memory of
each, and how large the page is, in MiB.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from evaluation.bulk import PARAGRAPHS, bulk_text, demo_paragraphs, write_bulk
from evaluation.console import exit_with
from rashomon.compare import compare_documents
from rashomon.compare.words import sentences
from rashomon.language import plain_document
from rashomon.model.corpus import Extraction
from rashomon.model.identity import finding_id
from rashomon.model.offsets import Span
from rashomon.model.records import Anchored, Document, Event, Participant
from rashomon.pipeline import judged_pairs, sentence_vectors

_WORDS = 4  # of a sentence that is an event
_KIB = 1024


def events_of(document: Document) -> Iterator[Event]:
    """Yield an event for each sentence, with the whole of it as what takes part."""
    for sentence in sentences(document.text, Span(0, document.length)):
        found = list(re.finditer(r"\w+", sentence.of(document.text)))
        if len(found) < _WORDS:
            continue
        longest = max(found, key=lambda match: len(match.group()))
        trigger = Span(sentence.start + longest.start(), sentence.start + longest.end())
        yield Event(
            id=finding_id(document.id, "event", [trigger]),
            document=document.id,
            trigger=Anchored(spans=(trigger,), text=longest.group()),
            participants=(Participant(role="object", span=sentence),),
            status="happened",
            score=1.0,
            made_by="evaluation.cost",
        )


def seconds(count: int, length: int = PARAGRAPHS) -> float:
    """Return how long it takes to compare so many documents of `length` paragraphs."""
    paragraphs = demo_paragraphs()
    texts = (bulk_text(paragraphs, number, length) for number in range(count))
    documents = tuple(plain_document(text, f"{number}") for number, text in enumerate(texts))
    events = tuple(event for document in documents for event in events_of(document))
    begun = time.perf_counter()
    compare_documents(Extraction(documents=documents, events=events), sentence_vectors, judge=judged_pairs)
    return time.perf_counter() - begun


def whole_run(count: int, length: int) -> Iterator[str]:
    """Compare and report on so many texts of `length` paragraphs; yield a line on each run and the page."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        texts, page = folder / "texts", folder / "page.html"
        write_bulk(texts, count, length)
        for command, to in (("compare", ("--out", str(folder / "out"))), ("report", ("--output", str(page)))):
            taken, peak = _timed(command, str(texts), *to, "--quiet")
            yield f"{command} of {count} documents: {taken:.1f} s, {peak} MiB"
        yield f"page of {count} documents: {page.stat().st_size / _KIB / _KIB:.1f} MiB"


def _timed(*arguments: str) -> tuple[float, int]:
    """Return the seconds that a run of the program takes, and its peak memory in MiB."""
    begun = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "rashomon", *arguments])  # noqa: S603 - our own program
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return time.perf_counter() - begun, usage.ru_maxrss // _KIB


def main(arguments: Sequence[str] | None = None) -> int:
    """Time as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, action="append", required=True)
    parser.add_argument("--paragraphs", type=int, default=PARAGRAPHS, help="of each text")
    parser.add_argument("--whole", action="store_true", help="run compare and report on the written texts")
    given = parser.parse_args(arguments)
    for count in given.documents:
        if given.whole:
            for line in whole_run(count, given.paragraphs):
                print(line, flush=True)
            continue
        taken = seconds(count, given.paragraphs)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // _KIB
        print(f"{count} documents: {taken:.1f} s, {peak} MiB")
    return 0


if __name__ == "__main__":
    exit_with(main)
