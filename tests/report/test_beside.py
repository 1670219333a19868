"""Side by side: matters that several texts speak of, and events that several texts tell."""

from __future__ import annotations

import re

import pytest
from conftest import HOSTILE, anchored, document, sourced, statement
from msgspec.structs import replace

from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.identity import finding_id
from rashomon.model.records import (
    About,
    Actor,
    Alternative,
    Event,
    FoundValue,
    Link,
    Member,
    MergedEvent,
    Passage,
    Position,
    Proposition,
    StoryRecord,
)
from rashomon.report import ReportSettings, render

POST = "The union said 41 dockers were detained at Halm. Rain fell all day."
WIRE = "Guards detained 14 dockers at Halm. The ministry denied that anyone was held there."
UNION = "a" * 16


def text(words, outlet):
    return document(words, outlet, title=sourced(outlet), published=sourced("2031-03-07"))


def event(doc, words, status="happened", **fields):
    trigger = anchored(doc.text, words)
    return Event(
        id=finding_id(doc.id, "event", trigger.spans),
        document=doc.id,
        trigger=trigger,
        status=status,
        score=0.5,
        made_by="test",
        **fields,
    )


def story(post=POST, wire=WIRE, status="denied"):
    one, other = text(post, "Post"), text(wire, "Wire")
    said = statement(
        one, ("The union",), ("said",), ("41 dockers were detained at Halm",), kind="indirect",
        members=(Member(actor=UNION),),
    )  # fmt: skip
    denied = statement(
        other, ("The ministry",), ("denied",), ("that anyone was held there",), kind="indirect", act="denied"
    )
    events = event(one, "detained", reported_by=said.id), event(other, "detained", status)
    members = (said.id, denied.id, *(each.id for each in events))
    extraction = Extraction(
        documents=(one, other),
        statements=(said, denied),
        events=events,
        actors=(Actor(id=UNION, type="organisation", names=("union",)),),
    )
    values = (
        FoundValue(value="41", findings=(events[0].id,)),
        FoundValue(value="14", findings=(events[1].id,)),
    )
    statuses = tuple(FoundValue(value=each.status, findings=(each.id,)) for each in events)
    comparison = Comparison(
        propositions=(
            Proposition(id="1" * 16, label="41 dockers were detained at Halm", kind="fact", members=members),
        ),
        positions=(
            Position(
                id="2" * 16, proposition="1" * 16, actor=UNION, position="asserts", evidence=members[:1]
            ),
        ),
        merged_events=(
            MergedEvent(
                id="3" * 16,
                events=tuple(each.id for each in events),
                alternatives=(
                    Alternative(field="figure: arrested", values=values),
                    Alternative(field="status", values=statuses),
                ),
            ),
        ),
    )
    return extraction, comparison


def section(page, name, after):
    return page[page.index(f'<section id="{name}"') : page.index(f'<section id="{after}"')]


@pytest.fixture
def page():
    return render(*story())


def many(count):
    """Return two texts that tell so many events with the same words."""
    deeds = [f"shelled{'abcdefghijklmnopqrstuvwxyz'[number]}" for number in range(count)]
    docs = [
        text(" ".join(f"Guards {deed} a {where}." for deed in deeds), where) for where in ("Post", "Wire")
    ]
    told = [tuple(event(doc, deed) for doc in docs) for deed in deeds]
    merged = tuple(
        MergedEvent(id=f"{number:016d}", events=tuple(each.id for each in pair))
        for number, pair in enumerate(told)
    )
    extraction = Extraction(documents=tuple(docs), events=tuple(each for pair in told for each in pair))
    return extraction, Comparison(merged_events=merged)


def test_events_are_listed_with_a_sentence_each_and_folded_where_they_are_many():
    found = section(render(*many(14)), "events", "timeline")
    assert "“shelleda” in 2 texts: " in found
    assert "Guards shelleda a Post.</q></summary>" in found
    assert found.index("“shelledl” in 2 texts") < found.index("2 more events") < found.index("“shelledm”")


def test_events_that_are_told_differently_come_first_and_stand_open():
    extraction, comparison = many(3)
    merged = comparison.merged_events[2]
    values = tuple(
        FoundValue(value=value, findings=(finding,))
        for value, finding in zip(("3", "5"), merged.events, strict=True)
    )
    point = Proposition(
        id="8" * 16, label="", kind="number", about=About(event=merged.id, attribute="boats"),
        values=values, members=merged.events,
    )  # fmt: skip
    told = {each.id: each for each in extraction.events}
    left, right = (
        Passage(document=told[name].document, spans=told[name].trigger.spans, finding=name)
        for name in merged.events
    )
    link = Link(
        id="9" * 16, kind="contradict", proposition=point.id, left=left, right=right, attribute="boats",
        left_value="3", right_value="5", compatible=False, score=0.5, made_by="test",
    )  # fmt: skip
    page = render(extraction, replace(comparison, propositions=(point,), links=(link,)))
    summaries = re.findall(r"<details[^>]*><summary>“.*?</summary>", section(page, "events", "timeline"))
    assert "open" in summaries[0]
    assert "“shelledc” in 2 texts, told differently: " in summaries[0]
    assert [" open" in each for each in summaries[1:]] == [False, False]


def test_no_two_matters_stand_under_the_same_heading():
    extraction, comparison = story()
    (point,) = comparison.propositions
    again = replace(point, id="7" * 16, members=point.members[:3])
    page = render(extraction, replace(comparison, propositions=(point, again)))
    headings = re.findall(r'<h3 id="m\d-h">.*?<q dir="auto">(.*?)</q>', page)
    assert headings == [point.label, "The union said 41 dockers were detained at Halm."]


def test_a_matter_shows_whole_sentences_with_whose_words_they_are(page):
    found = section(page, "beside", "events")
    assert "2 texts" in found
    assert '<q dir="auto">41 dockers were detained at Halm</q>' in found
    assert "The union said 41 dockers were detained at Halm.</blockquote>" in found
    assert "Speaks here: <bdi>union</bdi>" in found
    assert "<bdi>The ministry (denies)</bdi>" in found
    assert "No speaker found · <bdi>“detained”: not so</bdi>" in found
    assert "Rain fell" not in found


def test_every_sentence_leads_to_its_place_and_back(page):
    places = set(re.findall(r'href="#(t\d-b\d+-\d+)"', page))
    assert len(places) == 3
    assert all(f'id="{place}"' in page for place in places)
    reading = page[page.index('<section id="reading"') :]
    for group in ("m1", "v1"):
        assert f'href="#{group}"' in reading
        assert page.count(f'id="{group}"') == 1


def test_a_share_version_shows_a_sentence_whole_or_not_at_all():
    page = render(*story(), ReportSettings(share=True))
    found = page[page.index('<section id="beside"') : page.index('<section id="timeline"')]
    shown = re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", found)
    assert all(each in POST + WIRE for each in shown)


def test_one_text_alone_has_nothing_beside_it():
    extraction, comparison = story()
    alone = Extraction(documents=extraction.documents[:1], statements=extraction.statements[:1])
    page = render(alone, comparison)
    assert "Nothing was found that two texts speak of" in page
    assert '<section id="events"' not in page


def test_hostile_words_stay_words():
    post = POST.replace("Halm", f"Halm {HOSTILE}")
    extraction, comparison = story()
    document_ = text(post, "Post")
    event_ = event(document_, "detained")
    (proposition,) = comparison.propositions
    page = render(
        Extraction(documents=(document_, extraction.documents[1]), events=(event_, extraction.events[1])),
        Comparison(
            propositions=(
                Proposition(
                    id=proposition.id,
                    label=HOSTILE,
                    kind="fact",
                    members=(event_.id, extraction.events[1].id),
                ),
            )
        ),
    )
    found = section(page, "beside", "timeline")
    assert "<script>alert" not in found
    assert "&lt;script&gt;alert" in found


def test_texts_on_several_events_are_told_apart():
    extraction, _ = story()
    stories = tuple(
        StoryRecord(id=f"{number}" * 16, documents=(document_.id,), label=f"Event {number}")
        for number, document_ in enumerate(extraction.documents, 1)
    )
    page = render(extraction, Comparison(stories=stories))
    assert "2 different events, as it seems" in page
    assert "What they are on" in page
    assert "What they are on" not in render(extraction, Comparison(stories=stories[:1]))


def test_a_table_says_which_text_speaks_of_what(page):
    assert 'id="lacking"' not in page  # two texts need none
    extraction, comparison = story()
    third = text("It rained in Halm.", "Third")
    more = render(Extraction(documents=(*extraction.documents, third), events=extraction.events), comparison)
    row = more[more.index('<table class="spoken">') : more.index("</table>", more.index('class="spoken"'))]
    assert row.count("●") == 2
    assert row.count("<td></td>") == 1


def test_what_says_something_else_of_a_matter_was_not_found_to_say_the_same():
    extraction, comparison = story()
    third = text("It rained in Halm.", "Third")
    (matter,) = comparison.propositions
    said, denied, *events = matter.members
    values = (
        FoundValue(value=matter.label, findings=(said, events[0])),
        FoundValue(value="anyone was held there", findings=(denied, events[1])),
    )
    parted = Comparison(propositions=(replace(matter, values=values),))
    more = render(replace(extraction, documents=(*extraction.documents, third)), parted)
    row = more[more.index('<table class="spoken">') : more.index("</table>", more.index('class="spoken"'))]
    assert re.findall("[●◦]|<td></td>", row) == ["●", "◦", "<td></td>"]


def test_a_text_that_nobody_analysed_leaves_nothing_out():
    extraction, comparison = story()
    third = text("It rained in Halm.", "Third")
    foreign = replace(text("Regen in Halm.", "Regenblatt"), language="de")
    documents = (*extraction.documents, third, foreign)
    page = render(Extraction(documents=documents, events=extraction.events), comparison)
    table = page[page.index('<table class="spoken">') : page.index("</table>", page.index('class="spoken"'))]
    assert table.count("<td></td>") == 1
    assert "Not analysed, and so not counted: <bdi>“Regenblatt”</bdi>." in table
