"""What the shipped model and the rules make of a few sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rashomon.extract import extract_document
from rashomon.language import Analyser
from rashomon.model.corpus import Extraction
from rashomon.model.identity import document_id, text_sha256
from rashomon.model.records import Document, Part, Sourced


@pytest.fixture(scope="session")
def analyser() -> Analyser:
    return Analyser()


@pytest.fixture(scope="session")
def read(analyser) -> Callable[[str], Extraction]:
    """Return the findings of a text: its lines are paragraphs, the first perhaps a title, or it is one."""

    def extracted(
        text: str,
        *,
        wrapped: bool = False,
        titled: bool = False,
        published: str | None = None,
        voice: str | None = None,
    ) -> Extraction:
        parts, start = [], 0
        for line in [text] if wrapped else text.split("\n"):
            if line:
                kind = "title" if titled and not parts else "body"
                parts.append(Part(kind=kind, start=start, end=start + len(line)))
            start += len(line) + 1
        document = Document(
            id=document_id(text, "a.txt"), path="a.txt", text=text, text_sha256=text_sha256(text),
            length=len(text), parts=tuple(parts),
            published=Sourced(value=published, source="user", score=1.0) if published else None,
            voice=Sourced(value=voice, source="user", score=1.0) if voice else None,
        )  # fmt: skip
        return extract_document(document, next(analyser.analyse([document])))

    return extracted
