"""From the language of one document to its findings."""

from __future__ import annotations

from rashomon.extract.accounts import find_accounts
from rashomon.extract.actors import find_cast
from rashomon.extract.events import Known, find_events
from rashomon.extract.nesting import nested
from rashomon.extract.places import find_places
from rashomon.extract.statements import find_statements
from rashomon.extract.states import Told, with_states
from rashomon.extract.times import find_times
from rashomon.extract.words import words_of
from rashomon.language import Analysis
from rashomon.model.corpus import Extraction
from rashomon.model.records import Document

__all__ = ["extract_document"]


def extract_document(document: Document, analysis: Analysis) -> Extraction:
    """Return all findings of one document; their spans are code points of its text."""
    words = words_of(analysis)
    times = find_times(document, analysis, words)
    cast = find_cast(document, find_statements(document, analysis, words), times, analysis, words)
    places = find_places(document, analysis)
    statements = sorted(nested(cast.statements), key=lambda s: (s.content.spans, s.cue.spans, s.id))
    events = find_events(document, analysis, words, Known(statements, cast.mentions, times, places))
    return Extraction(
        documents=(document,),
        statements=tuple(statements),
        mentions=cast.mentions,
        actors=with_states(cast.actors, Told(statements, events, cast.mentions, places, document)),
        events=events,
        accounts=find_accounts(document, analysis, words, statements),
        times=times,
        places=places,
    )
