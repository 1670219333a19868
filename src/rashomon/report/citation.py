"""Citations: the words of a finding with all that is needed to find and to understand them.

A statement is cited as `LEAD-IN: WORDS — HOW by OUTLET, TITLE, DATE, ADDRESS, DATE OF RETRIEVAL.
PLACE.`, for instance

    The Harbour Office denied: that any crane had fallen — reported, not quoted, by The Quay,
    “Cranes stand idle”, 7 March 2031 (likely), no web address. Characters 12-70 of the text.

The lead-in is what the text writes of who speaks and how, so that what somebody denies never
reads as asserted; words of another statement that this one stands in come before it. A name that
the text does not give in that place stands before its words: "Marta Quill (“she”) said". The words
stand as in the text. Quotation marks are the text's own; only a quotation that the text sets off in
another way (a transcript, a block) gets ours. What an outlet paraphrases gets none.

Any other passage is cited as `“WORDS” — words of OUTLET, TITLE, ...`: there the marks are ours and
say that the words are the outlet's, letter for letter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import MappingProxyType

from rashomon.model.offsets import Span
from rashomon.model.records import StatementKind
from rashomon.report.characters import in_quotes, one_line
from rashomon.report.texts import Text

_QUOTED = re.compile("[“”\"„«»「」『』]|(?<!\\w)['‘]")
_HOW: MappingProxyType[StatementKind, str] = MappingProxyType(
    {
        "direct": "quoted by",
        "mixed": "partly quoted by",
        "indirect": "reported, not quoted, by",
        "authored": "in the speaker's own text:",
    }
)


def passage_citation(text: Text, spans: Sequence[Span]) -> str:
    """Return the citation of any words of a text, in plain text.

    Args:
        text: The text that the words stand in.
        spans: Where they stand, in code points; in a share version only excerpts are given.
    """
    return _closed(f"{in_quotes(one_line(text.excerpt.words(spans)))} — words of {source(text)}", spans)


def statement_citation(  # noqa: PLR0913 - the parts of a citation, each of which the form above names
    text: Text,
    lead: str,
    content: Sequence[Span],
    *,
    place_spans: Sequence[Span],
    kind: StatementKind,
    relayed: str = "",
) -> str:
    """Return the citation of a statement, in plain text.

    Args:
        text: The text that it stands in.
        lead: Its lead-in, without a colon.
        content: Where the words said stand, in code points.
        place_spans: Where the lead-in and the words stand, in code points.
        kind: How the text gives the words.
        relayed: Through whom the text has them, in words; nothing where it does not say.
    """
    said = one_line(text.excerpt.words(content))
    if kind == "direct" and not _QUOTED.search(said):
        said = in_quotes(said)
    how = f"{relayed}, {_HOW[kind]}" if relayed else _HOW[kind]
    return _closed(f"{lead}: {said} — {how} {source(text)}", place_spans)


def _closed(line: str, spans: Sequence[Span]) -> str:
    return f"{line}. {place(spans)}." if spans else f"{line}."


def source(text: Text) -> str:
    """Return where a text is from: outlet, title, date and how sure it is, address, day of retrieval."""
    outlet = text.outlet or "an outlet not named"
    title = in_quotes(text.title) if text.titled else text.title
    published = f"{text.published} ({text.published_doubt})" if text.published_doubt else text.published
    retrieved = f"retrieved {text.retrieved}" if text.retrieved else ""
    if text.url and not retrieved:
        retrieved = "day of retrieval not known"
    return ", ".join(filter(None, (outlet, title, published, text.url or "no web address", retrieved)))


def place(spans: Sequence[Span]) -> str:
    """Return the place as the W3C Web Annotation text position selector counts it, from 0, end excluded."""
    if not spans:
        return ""
    ranges = ", ".join(f"{span.start}-{span.end}" for span in spans)  # a hyphen survives plain text
    return f"Characters {ranges} of the text"
