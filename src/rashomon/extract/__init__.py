"""From the language of one document to its findings."""

from __future__ import annotations

from rashomon.extract.actors import find_cast
from rashomon.extract.statements import authored_statements, find_statements
from rashomon.language import Analysis
from rashomon.language.analyser import analysed_ranges
from rashomon.model.corpus import Extraction
from rashomon.model.records import Document

__all__ = ["extract_document"]


def extract_document(document: Document, analysis: Analysis) -> Extraction:
    """Return all findings of one document; their spans are code points of its text."""
    attributed = find_statements(document, analysis)
    authored = authored_statements(document, analysis, attributed)
    cast = find_cast(document, (*attributed, *authored), analysed_ranges(document))
    statements = sorted(cast.statements, key=lambda s: (s.content.spans, s.cue.spans, s.id))
    return Extraction(
        documents=(document,), statements=tuple(statements), mentions=cast.mentions, actors=cast.actors
    )
