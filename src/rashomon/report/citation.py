"""Citations: the words of a finding with all that is needed to find them again."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.model.offsets import Span
from rashomon.report.characters import in_quotes, one_line
from rashomon.report.texts import Text


def citation(text: Text, spans: Sequence[Span], who: str = "") -> str:
    """Return a citation in plain text: words, speaker, outlet, title, dates, address, place.

    Args:
        text: The text that the words stand in.
        spans: Where they stand, in code points; in a share version only excerpts are given.
        who: Who says it and how, as a phrase such as "Marta Quill, quoted".
    """
    words = in_quotes(one_line(text.excerpt.words(spans)))
    return (
        ". ".join(part for part in (f"{words} ({who})" if who else words, source(text), place(spans)) if part)
        + "."
    )


def source(text: Text) -> str:
    """Return where a text is from: outlet, title, day of publication, day of retrieval, address."""
    outlet = text.outlet or text.outlet_words.capitalize()
    title = in_quotes(text.title) if text.titled else text.title
    published = f"published {text.published}" if text.document.published else text.published
    retrieved = f"retrieved {text.retrieved}" if text.retrieved else ""
    if text.url and not retrieved:
        retrieved = "day of retrieval not known"
    return ", ".join(filter(None, (outlet, title, published, retrieved, text.url or "no web address")))


def place(spans: Sequence[Span]) -> str:
    """Return the place as the W3C Web Annotation text position selector counts it, from 0, end excluded."""
    if not spans:
        return ""
    ranges = ", ".join(f"{span.start}-{span.end}" for span in spans)  # a hyphen survives plain text
    return f"Characters {ranges} of the text"
