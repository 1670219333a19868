from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from rashomon.compare import compare_documents
from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.identity import document_id, text_sha256
from rashomon.model.records import Document, Part, Source, Sourced
from tests.compare.vectors import letter_vectors

Maker = Callable[..., Document]


def found_in(value: str | None) -> Sourced | None:
    return Sourced(value=value, source="test", score=1.0) if value else None


@pytest.fixture
def make() -> Maker:
    def make_document(  # noqa: PLR0913 - all that a test may want to say of a text
        text: str,
        path: str = "a.txt",
        *,
        date: str | None = None,
        outlet: str | None = None,
        voice: str | None = None,
        title: str | None = None,
        parts: Sequence[Part] = (),
    ) -> Document:
        return Document(
            id=document_id(text, path),
            path=path,
            text=text,
            text_sha256=text_sha256(text),
            length=len(text),
            published=found_in(date),
            source=Source(outlet=found_in(outlet)),
            voice=found_in(voice),
            title=found_in(title),
            parts=tuple(parts),
        )

    return make_document


@pytest.fixture
def compared() -> Callable[..., Comparison]:
    def compare(*documents: Document) -> Comparison:
        return compare_documents(Extraction(documents=documents), letter_vectors)[1]

    return compare
