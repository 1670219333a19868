"""The demo story as package data: twelve texts, readable, with sources that the user is said to know."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.demo import sources_file, story_folder
from rashomon.read import ReadSettings, load_sources, read_inputs


@pytest.fixture(scope="module")
def texts():
    sources = load_sources(Path(str(sources_file())))
    documents = read_inputs([str(story_folder())], ReadSettings(sources=sources))
    return {document.path: document for document in documents}


def test_twelve_texts_of_three_formats_are_read(texts):
    assert [text.format for text in texts.values()] == ["text"] * 10 + ["html", "pdf"]
    assert all(text.text and not text.unread for text in texts.values())
    assert {text.language for text in texts.values()} == {"en"}


def test_texts_are_as_long_as_news_texts_are(texts):
    assert all(120 <= len(text.text.split()) <= 700 for text in texts.values())


def test_the_source_of_each_text_is_known(texts):
    assert all(text.source.known and text.source.known.country for text in texts.values())
    kinds = [text.source.known.kind for text in texts.values()]
    assert {kind: kinds.count(kind) for kind in kinds} == {"organisation": 4, "agency": 3, "outlet": 5}


def test_the_saved_page_keeps_its_furniture_apart(texts):
    page = texts["11_halm_gazette.html"]
    furniture = " ".join(part.span.of(page.text) for part in page.parts if part.kind == "furniture")
    assert "Subscribe" in furniture
    assert "strangers at the terminal gate" not in furniture
