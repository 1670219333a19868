"""The words that lead in a statement: who speaks and how, as the text has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rashomon.model.offsets import Span
from rashomon.model.records import Statement
from rashomon.report.characters import one_line, without_loose_marks
from rashomon.report.excerpt import Excerpt
from rashomon.report.segments import merged

_GAP = 60  # characters of "has never" or "told reporters" between speaker, cue and content, at most
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*\s|\n\s*\n")
_WORD = re.compile(r"\w")
_WORDS = re.compile(r"\w+")
_ENDS = " \t\r\n,;:–—-"
_SPACE_BEFORE_MARK = re.compile(r" (?=[,;:.])")
_PRONOUNS = frozenset(
    "i me my he him his she her hers it its we us our ours they them their theirs you your "
    "who whom which that this these those one himself herself itself themselves both he/she".split()
)


def is_pronoun(words: str) -> bool:
    """Tell whether `words` name nobody by themselves: "he", "They"."""
    return one_line(words).casefold().strip(".,;:") in _PRONOUNS


def lead_spans(statement: Statement, body: str) -> tuple[Span, ...]:
    """Return where the lead-in stands, in code points: speaker, cue, and the few words that join them.

    A short gap within one sentence is part of it, since a "never" or "refused to" may stand there;
    what is said is not, wherever it stands.
    """
    content = merged(statement.content.spans)
    out: list[Span] = []
    for span in merged((*statement.speaker.spans, *statement.cue.spans)):
        if out and _joins(Span(out[-1].end, span.start), content, body):
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
    following = next((span for span in content if out and span.start >= out[-1].end), None)
    if following and _joins(Span(out[-1].end, following.start), content, body):
        out[-1] = _without_end(Span(out[-1].start, following.start), out[-1].end, body)
    return tuple(out)


def _joins(gap: Span, content: Sequence[Span], body: str) -> bool:
    free = not any(gap.overlaps(span) for span in content)
    return free and len(gap) <= _GAP and not _SENTENCE_END.search(gap.of(body))


def _without_end(span: Span, least: int, body: str) -> Span:
    """Return `span` without marks and blanks at its end, but with all up to `least`."""
    ends = [match.end() for match in _WORD.finditer(body, least, span.end)]
    return Span(span.start, ends[-1] if ends else least)


def lead_words(statement: Statement, excerpt: Excerpt) -> str:
    """Return the lead-in on one line, in the words of the text alone; nothing where there is none."""
    return one_line(excerpt.words(lead_spans(statement, excerpt.body))).rstrip(_ENDS)


def named_lead(statement: Statement, excerpt: Excerpt, who: str) -> str:
    """Return the lead-in with `who` where the text's own words don't say it: "Marta Quill (“she”) denied"."""
    speaker = merged(statement.speaker.spans)
    written = one_line(excerpt.words(speaker))
    if not speaker:
        return " … ".join(part for part in (who, lead_words(statement, excerpt)) if part)
    if not _words(who) - _words(written) - {"and"}:
        return lead_words(statement, excerpt)
    name = f"{who} (“{without_loose_marks(written)}”)"
    pieces = [" ".join(_pieces(span, speaker, excerpt, name)) for span in lead_spans(statement, excerpt.body)]
    line = one_line(" … ".join(piece for piece in pieces if piece.strip()))
    return _SPACE_BEFORE_MARK.sub("", line).rstrip(_ENDS)


def _words(text: str) -> set[str]:
    return set(_WORDS.findall(text.casefold()))


def _pieces(span: Span, speaker: Sequence[Span], excerpt: Excerpt, name: str) -> Iterator[str]:
    at = span.start
    for own in speaker:
        if span.covers(own):
            yield from _between(Span(at, own.start), excerpt)
            yield name if own == speaker[0] else ""
            at = own.end
    yield from _between(Span(at, span.end), excerpt)


def _between(span: Span, excerpt: Excerpt) -> Iterator[str]:
    if span.of(excerpt.body).strip():
        yield one_line(excerpt.words([span]))
