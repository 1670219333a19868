"""Corrections made by hand, as the page shows them."""

from __future__ import annotations

import re

import pytest
from conftest import HOSTILE
from msgspec.structs import replace
from test_beside import UNION, story

from rashomon.model.judgements import Judgement, Named, Target
from rashomon.model.offsets import Span
from rashomon.model.records import Actor, Mention, Role
from rashomon.report import ReportSettings, render
from rashomon.store.judgements import Corrections, Unmatched


def pointed(document, words):
    start = document.text.index(words)
    return Target(
        text_sha256=document.text_sha256,
        origin=document.path,
        spans=(Span(start, start + len(words)),),
        quote=(words,),
    )


def correction(kind, *targets, **fields):
    return Judgement(kind=kind, targets=targets, by="Ed Itor", at="2031-03-08T10:00:00Z", **fields)


def page(*corrections, unmatched=(), share=False, change=lambda found: found):
    extraction, comparison = change(story())
    return render(extraction, comparison, ReportSettings(share=share), Corrections(corrections, unmatched))


def section(html, name="by-hand"):
    found = re.search(rf'<section id="{name}".*?</section>', html, re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", found[0])) if found else ""


def first():
    return story()[0].documents[0]


def test_a_page_without_corrections_does_not_speak_of_them():
    assert section(page()) == ""
    assert "Set by hand" not in page()


@pytest.mark.parametrize(
    ("kind", "fields", "words"),
    [
        ("reject", {}, "Not a finding"),
        ("set_speaker", {"value": "Odo Pell"}, "The speaker is Odo Pell"),
        ("set_role", {"value": "warden", "instead_of": "mayor"}, "Is warden, not mayor"),
        ("set_role", {"instead_of": "mayor"}, "not mayor"),
        ("merge_propositions", {}, "One matter"),
        ("split_events", {}, "An event apart"),
        ("set_position", {"value": "doubts", "actor": Named(name="Odo Pell")}, "Odo Pell doubts this"),
        ("set_position", {"value": "none", "actor": Named(name="Odo Pell")}, "says nothing of this"),
        ("reject_link", {}, "Wrongly linked: not the same words"),
    ],
)
def test_each_correction_is_told_with_its_words_and_who_made_it(kind, fields, words):
    told = section(page(correction(kind, pointed(first(), "41 dockers"), note="asked them", **fields)))
    assert words in told
    assert "41 dockers Place in text 1" in told
    assert "By Ed Itor, 8 March 2031: asked them" in told


def test_the_words_of_a_correction_lead_to_their_place():
    html = page(correction("reject", pointed(first(), "41 dockers")))
    (anchor,) = set(re.findall(r'href="#([^"]+)">Place in text 1</a>', html[html.index('id="by-hand"') :]))
    assert html.count(f'id="{anchor}"') == 1


def test_two_corrections_of_one_place_have_one_place_in_the_text():
    html = page(*(correction(kind, pointed(first(), "41 dockers")) for kind in ("reject", "merge_events")))
    ids = re.findall(r'id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_a_correction_of_a_name_and_the_entry_of_that_name_have_a_place_each():
    def named(found):
        extraction, comparison = found
        (span,) = pointed(first(), "union").spans
        union = Mention(
            id="9" * 16, document=first().id, span=span, text="union", type="organisation", actor=UNION,
            score=1.0, made_by="test",
        )  # fmt: skip
        return replace(extraction, mentions=(union,)), comparison

    html = page(correction("merge_actors", pointed(first(), "union")), change=named)
    ids = re.findall(r' id="([^"]+)"', html)
    assert [each for each in ids if ids.count(each) > 1] == []


def test_a_correction_that_found_no_place_is_listed_with_the_reason():
    gone = correction("reject", Target(text_sha256="0" * 64, spans=(Span(0, 4),), quote=("nine",)))
    html = page(gone, unmatched=(Unmatched(gone, "its text is not there"),))
    told = section(html)
    assert "Corrections that changed nothing" in told
    assert "nine" in told
    assert "Not applied: its text is not there." in told


def test_a_share_version_holds_no_words_of_a_text_that_is_gone():
    gone = correction("reject", Target(text_sha256="0" * 64, spans=(Span(0, 9),), quote=("nine boats",)))
    html = page(gone, unmatched=(Unmatched(gone, "its text is not there"),), share=True)
    assert "nine boats" not in html
    assert "Not applied" in html


def test_what_outsiders_write_in_a_correction_is_only_shown():
    made = correction(
        "set_position",
        pointed(first(), "41 dockers"),
        value="denies",
        actor=Named(name=HOSTILE),
        note=HOSTILE,
    )
    html = page(replace(made, by=HOSTILE))
    assert "<script>alert" not in html
    assert "<img" not in html


def test_a_statement_and_a_group_set_by_hand_say_so():
    def by_hand(found):
        extraction, comparison = found
        one, *others = extraction.statements
        return (
            replace(extraction, statements=(replace(one, made_by="hand"), *others)),
            replace(
                comparison,
                propositions=tuple(replace(each, made_by="hand") for each in comparison.propositions),
                positions=tuple(replace(each, made_by="hand") for each in comparison.positions),
            ),
        )

    html = page(change=by_hand)
    assert "which passages stand here" in section(html, "beside")
    assert re.search(r"Set by hand: \w+ asserts this", section(html, "beside"))
    assert "set by hand" in section(html, "speakers")
    assert "Set by hand." in section(html, "speakers")


def test_an_office_set_by_hand_says_so():
    def called(found):
        extraction, comparison = found
        roles = (Role(title="warden", made_by="hand"),)
        union = Actor(id=UNION, type="organisation", names=("Union",), roles=roles)
        return replace(extraction, actors=(union,)), comparison

    assert "Called warden set by hand" in section(page(change=called), "speakers")
