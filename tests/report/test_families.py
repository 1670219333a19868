"""Shared passages, brought together, as the page shows them."""

from __future__ import annotations

import re

from conftest import document
from test_by_hand import section

from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.identity import group_id
from rashomon.model.offsets import Span
from rashomon.model.records import Change, Link, Passage, Reason
from rashomon.report import render

FIRST = "The winders left the upper gate before dawn, and nobody had asked them to."
SECOND = "The lamps burned until the wardens came with the keys of the tower."
TEXTS = tuple(
    document(f"{FIRST} {SECOND}", name) for name in ("wire", "gazette", "lantern", "herald", "post")
)
LONG, EARLY, LATE = (
    Span(0, len(FIRST) + 1 + len(SECOND)),
    Span(0, len(FIRST)),
    Span(len(FIRST) + 1, len(FIRST) + 1 + len(SECOND)),
)


def link(left, right, span, *, changed=None, score=1.0):
    ends = [Passage(document=TEXTS[at].id, spans=(span,)) for at in (left, right)]
    changes = (Change(kind="replaced", left=changed, right=changed),) if changed else ()
    return Link(
        id=group_id("shared", [str(left), str(right), str(span.start), str(span.end)]), kind="derive",
        left=ends[0], right=ends[1], changes=changes, score=score, made_by="test",
        reasons=(Reason(code="earlier", detail="published 2031-05-04, the other 2031-05-05", score=0.5),),
    )  # fmt: skip


def shown(*links):
    return render(Extraction(documents=TEXTS), Comparison(links=links))


def families(html):
    return re.findall(r'<section class="family" id="(shared-\d+)">', html)


def test_two_sentences_that_other_texts_carry_alone_are_two_passages():
    html = shown(link(0, 1, LONG), link(0, 2, EARLY), link(0, 3, LATE))
    assert len(families(html)) == 3
    assert "In 3 texts" not in section(html, "passages")


def test_a_part_of_a_passage_of_the_same_texts_is_not_shown_again():
    assert len(families(shown(link(0, 1, LONG), link(0, 2, LONG), link(1, 2, EARLY)))) == 1
    assert len(families(shown(link(0, 1, LONG), link(0, 2, LONG), link(1, 3, EARLY)))) == 2


def test_pairs_in_other_words_beyond_three_are_folded():
    html = shown(*(link(0, other, LONG, changed=Span(0, 3)) for other in range(1, 5)))
    assert "1 more pair in other words" in section(html, "passages")
    assert section(html, "passages").count("Also in") == 4


def test_dates_in_a_reason_are_written_out():
    told = section(shown(link(0, 1, LONG, changed=Span(0, 3))), "passages")
    assert "published 4 May 2031, the other 5 May 2031" in told


def test_what_is_told_in_other_words_has_no_marks():
    marked = shown(link(0, 1, LONG, changed=Span(0, 3)))
    assert "1 difference." in section(marked, "passages")
    assert 'class="x"' in part(marked)
    told = shown(link(0, 1, LONG, changed=LONG))
    assert "Told in other words." in section(told, "passages")
    assert 'class="x"' not in part(told)


def part(html):
    (found,) = re.findall(r'<section class="family" .*?</section>', html, re.DOTALL)
    return found


def test_uncertain_passages_stand_behind_a_fold_at_the_end():
    html = shown(link(0, 1, EARLY, score=0.4), link(0, 2, EARLY, score=0.5), link(1, 2, LATE, score=0.7))
    before, after = html.split(" passage of which it is uncertain whether one was taken from the other")
    assert before.endswith("<summary>1")
    assert 'id="shared-2"' in before
    assert 'id="shared-1"' in after
