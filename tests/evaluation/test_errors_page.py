from __future__ import annotations

import pytest

from evaluation.errors_page import Row, in_context, write_page
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span


def test_a_page_of_errors_that_cannot_be_written_is_one_clear_line(tmp_path):
    with pytest.raises(InputError, match="can't be written to"):
        write_page(tmp_path / "absent" / "page.html", "Made", [])


def test_a_page_of_errors_shows_what_differs_and_escapes_it(tmp_path):
    path = tmp_path / "page.html"
    write_page(path, "Made", [Row("a", ["<b>"], []), Row("all right", [], [])])
    page = path.read_text(encoding="utf-8")
    assert "&lt;b&gt;" in page
    assert "all right" not in page


def test_a_span_is_shown_among_its_words():
    text = "x" * 50 + " Osen\nleft " + "y" * 50
    assert in_context(Span(51, 55), text) == f"{'x' * 39} [Osen] left {'y' * 34}"
