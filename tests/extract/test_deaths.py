"""Deaths told in words other than "killed", with the shipped model."""

from __future__ import annotations

import pytest

from rashomon.extract import extract_document


@pytest.fixture
def figures(analyser, read):
    def found(text):
        document = read(text).documents[0]
        events = extract_document(document, next(analyser.analyse([document]))).events
        return {(each.kind, each.low or each.best) for event in events for each in event.figures}

    return found


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Nine residents were shot dead on Monday.", 9),
        ("Police shot dead three men in Halm.", 3),
        ("Nine men were gunned down.", 9),
        ("Four workers were stabbed to death by a guard.", 4),
        ("Nine sailors froze to death.", 9),
        ("Sixteen people lost their lives in the flood.", 16),
        ("A dozen miners lost their lives.", 12),
        ("The fire claimed nine lives.", 9),
        ("The blast took the lives of six workers.", 6),
        ("Five hostages were beheaded.", 5),
        ("No fewer than seven drowned.", 7),
    ],
)
def test_who_lost_their_lives_is_counted_as_killed(figures, text, number):
    assert figures(text) == {("killed", number)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police shot three men.", {("man", 3)}),
        ("The court sentenced four men to death.", {("man", 4)}),
        ("Nine people lost their jobs.", {("people", 9)}),
        ("The rebels shot dead nine cows.", {("cow", 9)}),
        ("Gunmen shot a guard dead and wounded two others.", {("injured", 2)}),
        ("A man accused of killing three women was arrested on Monday.", set()),
    ],
)
def test_who_is_not_told_to_be_dead_is_not_counted_as_killed(figures, text, expected):
    assert figures(text) - {("killed", 3)} == expected
