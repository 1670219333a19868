from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.extract.quotes import quoted_spans, statement_kind
from rashomon.model.offsets import Span


def paragraphs(text):
    return [Span(m.start(), m.end()) for m in re.finditer(r"(?s)(?:(?!\n\n).)+", text)]


def quoted_words(text):
    return [span.of(text) for span in quoted_spans(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “no” twice.", ["“no”"]),
        ('She said "no" and "never".', ['"no"', '"never"']),
        ("Il dit «non».", ["«non»"]),
        ("The ‘peace’ plan.", ["‘peace’"]),
        ("The plan's author didn't speak.", []),
        ("The workers’ union’s plan.", []),
        ("“Over paragraphs\n\n“it goes on” here.", ["“Over paragraphs", "“it goes on”"]),
        ('He said "that it\nruns over a line" and left.', ['"that it\nruns over a line"']),
        ("closing only,” he said.", ["closing only,”"]),
        ('an odd " mark\n\nis bounded', ['" mark']),
        ("“He told me ‘go’ then,” she said.", ["“He told me ‘go’ then,”"]),
        ("“One.” Then “two", ["“One.”", "“two"]),
        ("“It is high, said Veld. Orm said “no” too.", ["“It is high,", "“no”"]),
        ("„Low and high“ and „low again”.", ["„Low and high“", "„low again”"]),
        ("", []),
    ],
)
def test_quoted_spans(text, expected):
    assert quoted_words(text) == expected


@given(st.text(alphabet="ab \n“”\"'‘’«»", max_size=80))
def test_quotations_are_ordered_disjoint_and_stay_within_a_paragraph(text):
    spans = quoted_spans(text, paragraphs(text))
    assert all(s.start < s.end <= len(text) for s in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all("\n\n" not in s.of(text) for s in spans)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“The lock stays shut.”", "direct"),
        ("that the lock stays shut", "indirect"),
        ("that the lock “stays shut” for now", "mixed"),
        ("…", "indirect"),
    ],
)
def test_kind_by_the_share_of_quoted_letters(text, kind):
    assert statement_kind([Span(0, len(text))], quoted_spans(text, paragraphs(text)), text) == kind
