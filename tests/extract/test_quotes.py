from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.extract.quotes import lone_marks, quoted_spans, statement_kind
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
        ("'Twas cold in the '30s, the millers' head said.", []),
        ("“Over paragraphs\n\n“it goes on” here.", ["“Over paragraphs", "“it goes on”"]),
        ('He said "that it\nruns over a line" and left.', ['"that it\nruns over a line"']),
        ("closing only,” he said.", ["closing only,”"]),
        ("”It is over, and we won.” – Ona Veld", ["”It is over, and we won.”"]),
        ("She said: ”It is over.” Nobody spoke.", ["”It is over.”"]),
        ('closing only," he said.', ['closing only,"']),
        ("They warn of this: The lock must go.”", ["The lock must go.”"]),
        ("They warn of this:\nthe lock must go.”", ["the lock must go.”"]),
        (
            "They warn of this:\n\nOne thing counts: The lock must go.”",
            ["\nOne thing counts: The lock must go.”"],
        ),
        ("“One thing counts.\n\nIt is this: The lock.”", ["“One thing counts.", "\nIt is this: The lock.”"]),
        ('It must go." And "never" was said.', ['It must go."', '"never"']),
        ('She said "no" and "never.', ['"no"', '"never.']),
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


@pytest.mark.parametrize(
    ("text", "lone"),
    [
        ("He said “no” and ‘never’.", []),
        ("“He told me “go” then,” she said.", []),
        ("„Low and high“ and „low again”.", []),
        ("“It is high, said Veld.", [(0, True)]),
        ("“It is high, said Veld. Orm said “no” too.", [(0, True)]),
        ("It must go.” And “never” was said.", [(11, False)]),
        ('It must go." And "never" was said.', [(11, False)]),
        ('She said "no" and "never.', [(18, True)]),
        ("“One.\n\n“Two.”", [(0, True)]),
    ],
)
def test_marks_without_a_partner_in_their_paragraph(text, lone):
    assert list(lone_marks(text, paragraphs(text))) == lone


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
