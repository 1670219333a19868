"""The one order in which findings are kept and written: by document, then by place in its text."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from rashomon.model.accounts import Account
from rashomon.model.corpus import Extraction
from rashomon.model.offsets import Span
from rashomon.model.records import Event, Statement


def ordered(extraction: Extraction) -> Extraction:
    """Return `extraction` with its findings in order of document and place, its actors in order of id.

    Documents keep their order, which is that of the input.
    """
    rank = {document.id: number for number, document in enumerate(extraction.documents)}

    def place(finding: Any) -> tuple[int, int, int, str]:  # noqa: ANN401 - any record with a document
        span = _whole(finding)
        return rank.get(finding.document, len(rank)), span.start, span.end, finding.id

    return replace(
        extraction,
        statements=tuple(sorted(extraction.statements, key=place)),
        mentions=tuple(sorted(extraction.mentions, key=place)),
        events=tuple(sorted(extraction.events, key=place)),
        accounts=tuple(sorted(extraction.accounts, key=place)),
        times=tuple(sorted(extraction.times, key=place)),
        places=tuple(sorted(extraction.places, key=place)),
        actors=tuple(sorted(extraction.actors, key=lambda actor: actor.id)),
    )


def _whole(finding: Any) -> Span:  # noqa: ANN401
    """Return the stretch from the first to the last character of `finding`."""
    match finding:
        case Statement(content=content, cue=cue, speaker=speaker):
            spans = (*speaker.spans, *cue.spans, *content.spans)
        case Event(trigger=trigger):
            spans = trigger.spans
        case Account(matter=matter, cue=cue, given=given):
            spans = (*matter.spans, *cue.spans, *given.spans)
        case _:
            spans = (finding.span,)
    return Span(min((s.start for s in spans), default=0), max((s.end for s in spans), default=0))
