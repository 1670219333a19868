"""From documents to findings, one document after another, in bounded memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace

from rashomon._summary import analysable
from rashomon.model.corpus import Extraction
from rashomon.model.records import Document
from rashomon.store.ordering import ordered

if TYPE_CHECKING:
    from rashomon.language import Analysis

_HELD = 256  # documents that wait for an analysis, at most, however many in a row are not English


class Analysing(Protocol):
    """What analyses documents lazily, in order, one analysis for each (`rashomon.language.Analyser`)."""

    def analyse(self, documents: Iterable[Document]) -> Iterator[Analysis]:
        """Yield the analysis of each of `documents`."""


class Extracting(Protocol):
    """What finds statements in an analysed document (`rashomon.extract.extract_document`)."""

    def __call__(self, document: Document, analysis: Analysis) -> Extraction:
        """Return the findings of `document`."""


def findings(documents: Iterable[Document], analyser: Analysing, extract: Extracting) -> Iterator[Extraction]:
    """Yield the findings of each of `documents`, in order; what isn't English has none, and says so.

    The analyser looks ahead as it likes; at most 256 documents wait for it.
    """
    source = iter(documents)
    waiting: deque[Document] = deque()
    while first := next(source, None):
        waiting.append(first)
        for analysis in analyser.analyse(_fed(source, waiting)):
            yield from _passed_by(waiting)
            yield ordered(extract(waiting.popleft(), analysis))
        yield from _passed_by(waiting)


def _fed(source: Iterator[Document], waiting: deque[Document]) -> Iterator[Document]:
    """Yield the documents to analyse, noting all in `waiting`; end when too many wait."""
    yield from (document for document in tuple(waiting) if analysable(document))
    while len(waiting) < _HELD and (document := next(source, None)):
        waiting.append(document)
        if analysable(document):
            yield document


def _passed_by(waiting: deque[Document]) -> Iterator[Extraction]:
    while waiting and not analysable(waiting[0]):
        yield Extraction(documents=(_explained(waiting.popleft()),))


def _explained(document: Document) -> Document:
    """Return a document that is not analysed with the reason for it, if it gives none yet."""
    if document.unread:
        return document
    reason = f"not analysed: the text is in another language ({document.language}) than English"
    return replace(document, unread=(reason if document.text.strip() else "the text is empty",))
