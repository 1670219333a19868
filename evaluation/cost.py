"""Time comparing alone, on made-up bulk text with an event for each sentence.

    python -m evaluation.cost --documents 1000 --documents 10000

The texts are those of `evaluation.bulk`. Each sentence of at least four words is an event of its longest
word, so that nothing has to be analysed; what comes out means nothing. Prints for each number of documents
the seconds that comparing takes, and the peak memory of the process so far, in MiB.
"""

from __future__ import annotations

import argparse
import re
import resource
import time
from collections.abc import Iterator, Sequence

from evaluation.bulk import bulk_text, demo_paragraphs
from evaluation.console import exit_with
from rashomon.compare import compare_documents
from rashomon.compare.words import sentences
from rashomon.language import plain_document
from rashomon.model.corpus import Extraction
from rashomon.model.identity import finding_id
from rashomon.model.offsets import Span
from rashomon.model.records import Anchored, Document, Event, Participant
from rashomon.pipeline import sentence_vectors

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


def seconds(count: int) -> float:
    """Return how long it takes to compare so many documents."""
    paragraphs = demo_paragraphs()
    documents = tuple(plain_document(bulk_text(paragraphs, number), f"{number}") for number in range(count))
    events = tuple(event for document in documents for event in events_of(document))
    begun = time.perf_counter()
    compare_documents(Extraction(documents=documents, events=events), sentence_vectors)
    return time.perf_counter() - begun


def main(arguments: Sequence[str] | None = None) -> int:
    """Time as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, action="append", required=True)
    for count in parser.parse_args(arguments).documents:
        taken = seconds(count)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // _KIB
        print(f"{count} documents: {taken:.1f} s, {peak} MiB")
    return 0


if __name__ == "__main__":
    exit_with(main)
