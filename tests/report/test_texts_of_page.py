"""What the page says of a text as a whole."""

from __future__ import annotations

import pytest
from conftest import document

from rashomon.model.corpus import Comparison, Extraction
from rashomon.report import render

SAYS = "says that it corrects an earlier text"


@pytest.mark.parametrize(
    ("words", "corrects"),
    [
        ("CORRECTED: Lock stays shut", True),
        ("CORRECTED (UPDATE 2)-Lock stays shut", True),
        ("The lock stays shut.\n\nCorrection: an earlier version gave another day.", True),
        ("The lock stays shut.\n\n(Corrects day in first paragraph)", True),
        ("Corrected by his wife, the warden said that the lock stays shut.", False),
        ("The lock is a correctional one.\nCorrection of its course took years.", False),
    ],
)
def test_a_text_that_says_it_corrects_another(words, corrects):
    page = render(Extraction(documents=(document(words, "wire"),)), Comparison())
    assert (SAYS in page) == corrects
