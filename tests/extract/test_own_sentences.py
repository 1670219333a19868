"""A statement has no sentence in it that tells by itself who says it."""

from __future__ import annotations

import pytest

RUMOUR = (
    'Reports that Joren Pell had called the weir "a ruin" are false, his office said. Imagine that Veld said:'
    ' "The weir is lost."'
)
QUOTED = "«We saw no ships», said Ona Veld. „The lock stays shut“, she added."


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        (
            "Warden Ona Veld said that nobody had warned her. She denied that the weir was cracked.",
            "denied",
            "that the weir was cracked",
        ),
        (
            RUMOUR,
            "said",
            'Reports that Joren Pell had called the weir "a ruin" are false',
        ),
        (QUOTED, "said", "«We saw no ships»"),
        (
            QUOTED,
            "added",
            "„The lock stays shut“",
        ),
    ],
)
def test_a_sentence_beside_is_not_swallowed(read, text, cue, content):
    assert content in [each.content.text for each in read(text).statements if each.cue.text == cue]
