"""What changed since an earlier run, as the page shows it."""

from __future__ import annotations

import re

from conftest import HOSTILE, document, sourced
from msgspec.structs import replace
from test_beside import story
from test_by_hand import section

from rashomon.model.changes import ChangeRecord, Seen
from rashomon.model.identity import group_id
from rashomon.model.offsets import Span
from rashomon.report import ReportSettings, render


def seen(doc, words, value=None):
    start = doc.text.index(words)
    name = doc.source.outlet.value if doc.source.outlet else doc.title.value
    return Seen(document=doc.id, name=name, spans=(Span(start, start + len(words)),), text=words, value=value)


def change(what, change_, subject, before=None, now=None, actor=None):  # noqa: PLR0913, PLR0917
    return ChangeRecord(
        id=group_id("change", [what, subject]), what=what, change=change_, subject=subject, actor=actor,
        before=before, now=now,
    )  # fmt: skip


def page(*changes, since=True, share=False):
    extraction, comparison = story()
    return render(extraction, replace(comparison, changes=changes), ReportSettings(since=since, share=share))


def texts():
    return story()[0].documents


GONE = document("The warden held nine boats at the weir.", "gone", title=sourced("Boats held"))


def test_a_page_that_was_not_asked_does_not_speak_of_it():
    assert section(page(since=False), "changed") == ""


def test_a_page_that_was_asked_says_that_nothing_changed():
    assert "Nothing changed since the earlier run." in section(page(), "changed")


def test_who_changed_sides_is_shown_with_both_passages():
    html = page(
        change(
            "position", "changed", "dockers were detained", actor="Union",
            before=seen(GONE, "held nine boats", "asserts"),
            now=seen(texts()[0], "41 dockers were detained", "denies, doubts"),
        )
    )  # fmt: skip
    told = section(html, "changed")
    assert "Changed Union: dockers were detained" in told
    assert "Before, in Boats held: asserts this, in the words held nine boats" in told
    now = "Now, in “Post”: denies this and doubts this, in the words 41 dockers were detained Place in text 1"
    assert now in told


def test_a_passage_leads_to_its_place_and_one_that_is_gone_leads_nowhere():
    html = page(
        change("statement", "new", "x", now=seen(texts()[0], "41 dockers", "Union: said")),
        change("statement", "gone", "y", before=seen(GONE, "nine boats", "Warden: said")),
    )
    links = re.findall(r'href="#([^"]+)">Place in text', html[html.index('<section id="changed"') :])
    assert html.count(f'id="{links[0]}"') == 1
    told = section(html, "changed")
    assert told.index("New Now, in “Post”: Union: said 41 dockers") < told.index("Gone Before, in Boats held")


def test_texts_are_named_and_those_that_are_there_are_linked():
    now = replace(seen(texts()[0], "The union"), spans=(), text="")
    html = page(
        change("text", "new", "Post", now=now),
        change("text", "gone", "Boats held", before=replace(seen(GONE, "The"), spans=(), text="")),
    )
    assert '<a href="#t1">' in html[html.index('<section id="changed"') :]
    assert "Gone: Boats held" in section(html, "changed")


def test_an_event_says_what_it_was_told_as():
    html = page(
        change(
            "event", "changed", "x",
            before=seen(GONE, "held nine boats", "happened"), now=seen(texts()[1], "detained", "denied"),
        )
    )  # fmt: skip
    assert "Before, in Boats held: told as happened held nine boats" in section(html, "changed")
    assert "Now, in “Wire”: not so detained" in section(html, "changed")


def test_a_share_version_holds_no_words_of_a_text_that_is_gone():
    html = page(
        change("statement", "gone", "nine boats", before=seen(GONE, "nine boats", "Warden: said")),
        change("proposition", "gone", "nine boats", before=seen(GONE, "nine boats")),
        share=True,
    )
    assert "nine boats" not in html
    assert "Warden: said" in html


def test_what_outsiders_wrote_is_only_shown():
    hostile = Seen(document="0" * 16, name=HOSTILE, text=HOSTILE, value=HOSTILE)
    kinds = ("text", "position", "figure", "proposition", "statement", "event", "program")
    html = page(*(change(kind, "changed", HOSTILE, hostile, hostile, HOSTILE) for kind in kinds))
    assert "<script>alert" not in html
    assert "<img" not in html


def test_what_comes_with_a_new_text_is_folded_after_what_changed_elsewhere():
    post, wire = texts()
    html = page(
        change("text", "new", "Wire", now=replace(seen(wire, "Guards"), spans=(), text="")),
        change("statement", "new", "x", now=seen(wire, "14 dockers", "Guard: said")),
        change("statement", "new", "y", now=seen(post, "41 dockers", "Union: said")),
        change("event", "new", "z", now=seen(wire, "detained", "happened")),
    )
    told = section(html, "changed")
    assert told.index("Union: said 41 dockers") < told.index("1 more change in new texts")
    assert told.index("1 more change in new texts") < told.index("Guard: said 14 dockers")
    assert "Events 1 1 change in new texts New Now, in “Wire”" in told


def test_many_changes_of_one_kind_are_folded():
    now = seen(texts()[0], "41 dockers", "Union: said")
    html = page(*(change("statement", "new", str(number), now=now) for number in range(14)))
    assert "4 more changes" in section(html, "changed")
    ids = re.findall(r'id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
