"""Identifiers that survive retraining: hashes of where a finding stands, not of what made it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from rashomon.model.offsets import Span

_LENGTH = 16  # hexadecimal digits: 64 bits, one expected clash in some four billion findings


def text_sha256(text: str) -> str:
    """Return the SHA-256 of `text` in UTF-8, lone surrogates kept as they are, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def document_id(text: str, origin: str) -> str:
    """Return the id of a document: its text and where it is from (URL, else path within the input)."""
    return _hash("document", text_sha256(text), origin)


def finding_id(document: str, kind: str, spans: Iterable[Span]) -> str:
    """Return the id of a finding: its document, its type and its spans, nothing else."""
    return _hash(kind, document, *(f"{span.start}-{span.end}" for span in spans))


def group_id(kind: str, members: Iterable[str]) -> str:
    """Return the id of something made of other records (an actor, an origin, a story)."""
    return _hash(kind, *sorted(members))


def position_id(proposition: str, actor: str, position: str, day: str | None) -> str:
    """Return the id of what an actor holds about a proposition, as texts of one day tell it."""
    return group_id("position", [proposition, f"actor {actor}", position, f"day {day}"])


def _hash(*parts: str) -> str:
    # The separator can't stand in any part but a path, and there it would need a NUL.
    packed = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(packed).hexdigest()[:_LENGTH]
