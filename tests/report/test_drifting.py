"""What a text changed of the text that it took from, as the page shows it."""

from __future__ import annotations

import re

import pytest
from conftest import HOSTILE, document
from msgspec.structs import replace
from test_by_hand import section

from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.drifts import Drift
from rashomon.model.identity import group_id
from rashomon.model.offsets import Span
from rashomon.model.records import Passage
from rashomon.report import ReportSettings, render

WIRE = document("As many as 340 winders may go. The office closed the lock, the warden said.", "wire")
RELAY = document("They say 340 winders may go. The office closed the lock.", "relay")


def at(doc, words):
    start = doc.text.index(words)
    return Passage(document=doc.id, spans=(Span(start, start + len(words)),))


def drift(kind, source, taken, detail="“one” becomes “other”"):
    return Drift(
        id=group_id("drift", [kind, source, taken]), kind=kind, left=at(WIRE, source), right=at(RELAY, taken),
        detail=detail, score=0.9, made_by="test",
    )  # fmt: skip


def page(*drifts, share=False):
    extraction = Extraction(documents=(WIRE, RELAY))
    return render(extraction, Comparison(drifts=drifts), ReportSettings(share=share))


def test_both_wordings_stand_in_their_sentences_with_the_way_to_each():
    html = page(drift("number", "As many as 340", "340", "“As many as 340” becomes “340”"))
    told = section(html, "drift")
    assert "Another number, or another bound: “As many as 340” becomes “340”" in told
    assert "There: As many as 340 winders may go." in told
    assert "Here: They say 340 winders may go." in told
    part = html[html.index('<section id="drift"') :]
    part = part[: part.index("</section>")]
    assert "<b>As many as 340</b>" in part
    for anchor in re.findall(r'href="#(t[^"]+)"', part):
        assert f'id="{anchor}"' in html


def test_a_whole_sentence_is_not_set_off_from_itself():
    whole = drift(
        "attribution lost", "The office closed the lock, the warden said.", "The office closed the lock."
    )
    html = page(whole)
    part = html[html.index('<section id="drift"') : html.index('id="origins"')]
    assert "<b>" not in part


def test_what_is_more_than_four_is_folded_away():
    wire, relay = (
        document(" ".join(f"{name} {n} winders may go." for n in range(9)), name)
        for name in ("Wire", "Relay")
    )
    pairs = [(span_of(wire, f"Wire {n}"), span_of(relay, f"Relay {n}")) for n in range(5)]
    many = [
        Drift(
            id=group_id("drift", [str(left.start)]), kind="other", detail="“one” becomes “other”", score=0.9,
            left=Passage(document=wire.id, spans=(left,)), right=Passage(document=relay.id, spans=(right,)),
            made_by="test",
        )
        for left, right in pairs
    ]  # fmt: skip
    html = render(Extraction(documents=(wire, relay)), Comparison(drifts=tuple(many)), ReportSettings())
    assert "1 more change" in section(html, "drift")


def span_of(doc, words):
    start = doc.text.index(words)
    return Span(start, start + len(words))


def test_changes_of_one_sentence_are_told_together():
    many = [drift("name", word, word, f"“{word}” is spelled “{word}”") for word in ("winders", "go")]
    html = page(*many)
    told = section(html, "drift")
    assert (
        "A name in another spelling: “winders” is spelled “winders” A name in another spelling: “go”" in told
    )
    assert told.count("There:") == 1 + 1  # and once for who hears the page read
    assert "2 changes" in told
    assert "<b>winders</b>" in html
    assert "<b>go</b>" in html


def test_a_page_without_changes_does_not_speak_of_them():
    assert section(page(), "drift") == ""
    assert "Changed on the way" not in page()


@pytest.mark.parametrize("lost", ["left", "right"])
def test_a_change_of_a_text_that_is_not_there_is_left_out(lost):
    gone = replace(drift("number", "340", "340"), **{lost: Passage(document="0" * 16, spans=(Span(0, 3),))})
    assert section(page(gone), "drift") == ""


def test_hostile_words_stay_words():
    html = page(drift("name", "office", "office", HOSTILE))
    assert HOSTILE not in html
