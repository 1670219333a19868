"""The timeline: what is told, by day, with the way to its place and back."""

from __future__ import annotations

import re

import pytest
from conftest import HOSTILE, anchored, document, sourced, statement
from lxml import html
from msgspec.structs import replace

from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.identity import finding_id
from rashomon.model.records import Event, MergedEvent, Participant, TimeReference
from rashomon.report import ReportSettings, render

WIRE = (
    "Guards shot at a barge on 4 March 2031. On Thursday Gen. Ona Veld ordered the guards to leave. "
    "The lock will be opened in April. Nobody was hurt."
)


def wire(text=WIRE):
    return document(text, "wire", title=sourced("Shots at Halm"), published=sourced("2031-03-07"))


def time(doc, words, value, between, anchor=None):
    (span,) = anchored(doc.text, words).spans
    return TimeReference(
        id=finding_id(doc.id, "time", [span]),
        document=doc.id,
        span=span,
        text=words,
        value=value,
        earliest=between[0],
        latest=between[1],
        precision="day",
        basis="inferred" if anchor else "stated",
        anchor=anchor,
        score=0.9,
        made_by="test",
    )


def event(doc, words, at=None, status="happened"):
    trigger = anchored(doc.text, words)
    return Event(
        id=finding_id(doc.id, "event", trigger.spans),
        document=doc.id,
        trigger=trigger,
        time=at.id if at else None,
        status=status,
        score=0.5,
        made_by="test",
    )


@pytest.fixture
def told():
    doc = wire()
    stated = time(doc, "4 March 2031", "2031-03-04", ("2031-03-04", "2031-03-04"))
    thursday = time(doc, "Thursday", "2031-03-06", ("2031-03-06", "2031-03-06"), "2031-03-07")
    april = time(doc, "April", "2031-04", ("2031-04-01", "2031-04-30"), "2031-03-07")
    order = statement(
        doc, ("Ona Veld",), ("ordered",), ("the guards to leave",), kind="indirect", act="ordered",
        time=anchored(doc.text, "On Thursday"), speaker_kind="unnamed",
    )  # fmt: skip
    return Extraction(
        documents=(doc,),
        statements=(order,),
        events=(event(doc, "shot", stated), event(doc, "opened", april, "planned"), event(doc, "hurt")),
        times=(stated, thursday, april),
    )


def section(page):
    found = page[page.index('<section id="timeline"') :]
    return found[: found.index("</section>")]


def lanes(page):
    """Return the words of each lane, by the heading of its day and its own."""
    tree = html.document_fromstring(page.encode("utf-8"))
    return {
        (
            " ".join(lane.xpath("../preceding-sibling::h3[1]/text()")).strip(),
            lane.findtext("h4").strip(),
        ): " ".join(lane.text_content().split())
        for lane in tree.xpath("//section[@id='timeline']//div[starts-with(@class, 'lane ')]")
    }


def test_days_stand_in_order_and_say_how_each_is_known(told):
    found = section(render(told, Comparison()))
    assert re.findall(r"<h3>(.*?) <span", found) == ["4 March 2031", "April 2031"]
    assert found.count("Dated in the words") == 1
    assert "counted from 7 March 2031" in found
    assert "“<bdi>opened</bdi>”: planned" in found
    assert "1 more sentence that may tell an event without a day stands in the data" in found


def test_what_is_dated_and_what_is_counted_stand_in_lanes_of_their_own_with_a_word_each():
    doc = wire("Guards shot on 4 March 2031. A pilot swam that Tuesday. Nobody was hurt.")
    stated = time(doc, "4 March 2031", "2031-03-04", ("2031-03-04", "2031-03-04"))
    counted = time(doc, "that Tuesday", "2031-03-04", ("2031-03-04", "2031-03-04"), "2031-03-07")
    events = event(doc, "shot", stated), event(doc, "swam", counted)
    found = lanes(render(Extraction(documents=(doc,), events=events, times=(stated, counted)), Comparison()))
    assert list(found) == [
        ("4 March 2031", "Dated in the words"),
        ("4 March 2031", "Counted from another day"),
    ]
    dated, inferred = found.values()
    assert "Guards shot" in dated
    assert "swam" not in dated
    assert "that Tuesday, counted from 7 March 2031" in inferred
    assert "Guards shot" not in inferred


def test_a_day_with_one_kind_of_time_has_one_lane(told):
    assert list(lanes(render(told, Comparison()))) == [
        ("4 March 2031", "Dated in the words"),
        ("April 2031", "Counted from another day"),
    ]


def background():
    """Return two texts on a shot of 4 March; the one goes back to three years that the other leaves out."""
    past = "Boats burned in 2019. Boats sank in 2020. Boats stranded in 2021. Guards shot on 4 March 2031."
    docs = wire(past), document("They shot on 4 March 2031. The lock is shut.", "post")
    years = [
        (word, time(docs[0], year, year, (f"{year}-01-01", f"{year}-12-31")))
        for word, year in (("burned", "2019"), ("sank", "2020"), ("stranded", "2021"))
    ]
    shots = [time(doc, "4 March 2031", "2031-03-04", ("2031-03-04", "2031-03-04")) for doc in docs]
    return Extraction(
        documents=docs,
        events=(
            *(event(docs[0], word, at) for word, at in years),
            *(event(doc, "shot", at) for doc, at in zip(docs, shots, strict=True)),
            event(docs[1], "shut", shots[1], "ongoing"),
        ),
        times=(*(at for _, at in years), *shots),
    )


def test_years_that_one_text_goes_back_to_are_folded_before_the_days_that_several_tell():
    found = section(render(background(), Comparison()))
    fold = "3 earlier days, months or years, of which one text alone tells something each</summary>"
    assert found.index(fold) < found.index("<h3>2019") < found.index("<h3>2021")
    assert "<h3>4 March 2031" in found[found.index("</details>") :]


def test_days_before_are_not_folded_where_they_are_few_or_nothing_follows(told):
    assert "earlier days" not in section(render(told, Comparison()))


@pytest.mark.parametrize(("speaker", "kind"), [((), "none"), (("He",), "pronoun")])
def test_words_of_somebody_without_a_name_are_told_in_our_words_without_marks(speaker, kind):
    doc = wire("He said that guards shot at a barge on 4 March 2031.")
    stated = time(doc, "4 March 2031", "2031-03-04", ("2031-03-04", "2031-03-04"))
    said = statement(
        doc, speaker, ("said",), ("that guards shot at a barge on 4 March 2031",), kind="indirect",
        speaker_kind=kind,
    )  # fmt: skip
    shot = replace(event(doc, "shot", stated), reported_by=said.id)
    page = render(
        Extraction(documents=(doc,), statements=(said,), events=(shot,), times=(stated,)), Comparison()
    )
    told = section(page)
    assert "in the words of <bdi>somebody not named</bdi>" in told
    assert "“<bdi>" not in told
    assert "<bdi>“somebody" not in told


def test_words_of_the_text_for_who_speaks_that_are_no_name_stand_in_marks():
    doc = wire("On Friday a lock keeper said that guards shot at a barge on 4 March 2031.")
    stated = time(doc, "4 March 2031", "2031-03-04", ("2031-03-04", "2031-03-04"))
    said = statement(
        doc, ("a lock keeper",), ("said",), ("that guards shot at a barge on 4 March 2031",),
        kind="indirect", speaker_kind="unnamed",
    )  # fmt: skip
    shot = replace(event(doc, "shot", stated), reported_by=said.id)
    page = render(
        Extraction(documents=(doc,), statements=(said,), events=(shot,), times=(stated,)), Comparison()
    )
    assert "in the words of <bdi>“a lock keeper”</bdi>" in section(page)


def test_what_goes_on_has_no_sign_of_its_own():
    found = section(render(background(), Comparison()))
    assert "The lock is shut." in found
    assert "going on" not in found


def test_an_entry_is_its_whole_sentence_and_links_to_its_place_and_back(told):
    page = render(told, Comparison())
    assert "Guards shot at a barge on 4 March 2031.</blockquote>" in section(page)
    places = re.findall(r'href="#(t1-e\d)"', section(page))
    assert places == ["t1-e1", "t1-e2"]
    for place in places:
        assert f'id="{place}"' in page
        assert f'href="#time-{place}"' in page
        assert f'id="time-{place}"' in page


def test_a_dated_order_stands_among_what_happened(told):
    (order,) = told.statements
    named = Extraction(
        documents=told.documents,
        statements=(statement(
            told.documents[0], ("Ona Veld",), ("ordered",), ("the guards to leave",), kind="indirect",
            act="ordered", time=order.time,
        ),),
        times=told.times,
    )  # fmt: skip
    found = section(render(named, Comparison()))
    assert "<h3>6 March 2031" in found
    assert "On Thursday Gen. Ona Veld ordered the guards to leave.</blockquote>" in found
    assert "“<bdi>ordered</bdi>”: Ona Veld orders" in found


def test_a_share_version_shows_no_more_of_a_text_for_it(told):
    found = section(render(told, Comparison(), ReportSettings(share=True)))
    assert "Nobody was hurt" not in found
    assert "Guards shot at a barge" not in found
    assert "2 places with a time are left out of this share version" in found


def test_hostile_words_stay_words():
    doc = wire(f"On 4 March 2031 the guards {HOSTILE} fired.")
    day = time(doc, "4 March 2031", "2031-03-04", ("2031-03-04", "2031-03-04"))
    page = render(
        Extraction(documents=(doc,), events=(event(doc, "fired", day),), times=(day,)), Comparison()
    )
    assert "<script>alert" not in section(page)
    assert "&lt;script&gt;alert" in section(page)


def test_events_of_texts_that_are_not_there_are_left_out(told):
    gone = Extraction(events=told.events, times=told.times)
    assert "No event with a time was found" in section(render(gone, Comparison()))


# Without a day ------------------------------------------------------------------------------------


def lane(page):
    found = page[page.index('<h3 id="undated"') :]
    return found[: found.index("</section>")]


def told_twice(more=()):
    one = document("Guards fired into the air. The gate was shut.", "one")
    other = document("Somebody says guards fired at the gate.", "other")
    shots = (event(one, "fired"), event(other, "fired"))
    merged = MergedEvent(id="e" * 16, events=tuple(each.id for each in shots))
    extraction = Extraction(documents=(one, other), events=(*shots, event(one, "shut"), *more))
    return extraction, Comparison(merged_events=(merged,))


def test_what_two_texts_tell_without_a_day_stands_once_with_both_places():
    page = render(*told_twice())
    found = lane(page)
    assert found.count('<li class="said"') == 1
    assert "2 texts" in found
    assert "Guards fired into the air.</blockquote>" in found
    assert "The gate was shut" not in found
    assert "1 more sentence that may tell an event without a day stands in the data" in found
    for place in re.findall(r'href="#(t\d-u\d+)"', found):
        assert f'id="{place}"' in page
    assert len(set(re.findall(r'href="#(t\d-u\d+)"', found))) == 2


def test_the_lane_is_folded_and_leads_back():
    page = render(*told_twice())
    assert "<details" in lane(page)
    assert 'href="#time-t1-u7">Without a day</a>' in page
    assert 'id="time-t1-u7"' in page


def test_an_event_that_another_text_dates_is_not_undated():
    extraction, comparison = told_twice()
    first = extraction.events[0]
    day = time(extraction.documents[0], "The gate", "2031-03-04", ("2031-03-04", "2031-03-04"))
    dated = replace(extraction, events=(replace(first, time=day.id), *extraction.events[1:]), times=(day,))
    assert '<h3 id="undated"' not in render(dated, comparison)


def test_one_text_alone_must_say_who_took_part_in_what():
    doc = document("Guards fired into the air.", "one")
    (who,) = anchored(doc.text, "Guards").spans
    known = replace(event(doc, "fired"), type="FIGHT", participants=(Participant(role="actor", span=who),))
    assert "one text" in lane(render(Extraction(documents=(doc,), events=(known,)), Comparison()))
    bare = render(Extraction(documents=(doc,), events=(event(doc, "fired"),)), Comparison())
    assert '<h3 id="undated"' not in bare


def test_what_texts_say_otherwise_of_an_event_without_a_day_stands_with_each_text_once():
    docs = (
        document("Guards fired into the air.", "one"),
        document("Guards fired at the gate. They fired again.", "other"),
        document("No guards fired at the gate. No guards ever fired.", "third"),
    )
    shots = [
        event(docs[0], "fired"), event(docs[1], "Guards fired"), event(docs[1], "They fired"),
        replace(event(docs[2], "guards fired"), status="denied"),
        replace(event(docs[2], "ever fired"), status="denied"),
    ]  # fmt: skip
    merged = MergedEvent(id="e" * 16, events=tuple(each.id for each in shots))
    page = render(Extraction(documents=docs, events=tuple(shots)), Comparison(merged_events=(merged,)))
    found = " ".join(re.sub(r"<[^>]+>", " ", lane(page)).split())
    assert "Told also in text 2 ; not so in text 3" in found
    assert found.count("text 2") == 1
