"""Statements of one document: the encoder's spans and links put together, with their speakers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rashomon.extract.names import FIRST_PERSON
from rashomon.extract.quotes import quoted_spans, statement_kind
from rashomon.language.analysis import Analysis
from rashomon.language.arrays import Ints
from rashomon.model.identity import finding_id
from rashomon.model.offsets import Span, quoted
from rashomon.model.records import Anchored, Document, Speaker, Statement, StatementKind

AUTHORED_RULE = "authored-by-voice"
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")


def find_statements(document: Document, analysis: Analysis) -> tuple[Statement, ...]:
    """Return the statements of a document that have a cue, in order of their first character.

    Each cue makes one statement; its pieces of content are the fragments of one discontinuous
    content. Speakers come without members: `extract.actors` finds out whom they mean.
    """
    quotes = quoted_spans(document.text, (part.span for part in document.parts))
    cues = range(len(analysis.attributions.cues))
    found = [_statement(document, analysis, cue, quotes) for cue in cues]
    return tuple(sorted(found, key=_place))


def authored_statements(
    document: Document, analysis: Analysis, others: Iterable[Statement]
) -> tuple[Statement, ...]:
    """Return the sentences that an organisation says in a text of its own.

    Only for documents with a `voice`. A sentence that another statement touches is left to it; a
    line without a sentence's end is a heading or a signature and asserts nothing.
    """
    if document.voice is None:
        return ()
    taken = [span for s in others for span in (*s.speaker.spans, *s.cue.spans, *s.content.spans)]
    bodies = [part.span for part in document.parts if part.kind == "body"]
    sentences = [Span(start, end) for start, end in analysis.offsets(analysis.sentences).tolist()]
    return tuple(
        _authored(document, sentence)
        for sentence in sentences
        if _SENTENCE_END.search(sentence.of(document.text))
        and any(body.covers(sentence) for body in bodies)
        and not any(sentence.overlaps(t) for t in taken)
    )


def _statement(document: Document, analysis: Analysis, cue: int, quotes: tuple[Span, ...]) -> Statement:
    said = analysis.attributions
    own = said.cue == cue
    content_spans = _spans(analysis, said.pieces[own & ~said.is_source])
    source_spans = _spans(analysis, said.pieces[own & said.is_source])
    cue_spans = _spans(analysis, said.cues[cue : cue + 1])
    is_own = document.voice is not None and _first_person(source_spans, document.text)
    found = statement_kind(content_spans, quotes, document.text)
    return Statement(
        id=finding_id(document.id, "statement", sorted((*source_spans, *cue_spans, *content_spans))),
        document=document.id,
        kind=_kind(is_own=is_own, is_turn=_is_turn(source_spans, cue_spans, document), found=found),
        speaker=Speaker(
            spans=source_spans,
            text=quoted(source_spans, document.text),
            kind="unnamed" if source_spans else "none",
        ),
        cue=_anchored(cue_spans, document.text),
        content=_anchored(content_spans, document.text),
        score=round(float(said.scores[cue]), 4),
        made_by=analysis.made_by,
    )


def _kind(*, is_own: bool, is_turn: bool, found: StatementKind) -> StatementKind:
    if is_turn:
        return "direct"  # a transcript gives words as they were said, without marks
    return "authored" if is_own else found


def _is_turn(sources: tuple[Span, ...], cues: tuple[Span, ...], document: Document) -> bool:
    """Tell whether a statement is a turn of a transcript: a label and a colon that open a paragraph."""
    if not sources or any(cue.of(document.text).strip() != ":" for cue in cues):
        return False
    return any(part.start == sources[0].start for part in document.parts)


def _first_person(sources: tuple[Span, ...], text: str) -> bool:
    """Tell whether a source is "we" or nobody: in a text of its own, the organisation itself."""
    return all(span.of(text).lower() in FIRST_PERSON for span in sources)


def _spans(analysis: Analysis, ranges: Ints) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in analysis.offsets(ranges).tolist())


def _anchored(spans: tuple[Span, ...], text: str) -> Anchored:
    return Anchored(spans=spans, text=quoted(spans, text))


def _authored(document: Document, sentence: Span) -> Statement:
    score = document.voice.score if document.voice else 0.0
    return Statement(
        id=finding_id(document.id, "authored", [sentence]),
        document=document.id,
        kind="authored",
        speaker=Speaker(kind="none"),
        cue=Anchored(spans=(), text=""),
        content=_anchored((sentence,), document.text),
        score=score,
        made_by=AUTHORED_RULE,
    )


def _place(statement: Statement) -> tuple[Span, ...]:
    return tuple(sorted((*statement.speaker.spans, *statement.cue.spans, *statement.content.spans)))
