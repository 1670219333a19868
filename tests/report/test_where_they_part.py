"""Where they part: values that exclude one another, that changed, and that can both hold."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from conftest import HOSTILE, anchored, document, sourced, statement
from msgspec.structs import replace

from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.identity import finding_id
from rashomon.model.offsets import Span
from rashomon.model.records import (
    About,
    Actor,
    Event,
    FoundValue,
    Link,
    Member,
    Origin,
    Passage,
    Proposition,
    Reason,
)
from rashomon.report import ReportSettings, render
from rashomon.report.parting import ValueView

POST = "The miners’ union said the pump weighed 60 tonnes. Rain fell all day."
WIRE = "The pump weighed 95 tonnes. Nobody was hurt."
NEWS = "The pump weighed about 60 tonnes."
UNION = "a" * 16
POINT = "1" * 16
REASON = "‘60 tonnes’ and ‘95 tonnes’ exclude one another"


def text(words, outlet, day):
    return document(words, outlet, title=sourced(outlet), published=sourced(day))


def weighed(doc):
    trigger = anchored(doc.text, "weighed")
    return Event(
        id=finding_id(doc.id, "event", trigger.spans), document=doc.id, trigger=trigger, status="happened",
        score=0.5, made_by="test",
    )  # fmt: skip


def end(finding, spans):
    return Passage(document=finding.document, spans=spans, finding=finding.id)


def story(kind="contradict", *, compatible=False, words=POST):
    """Return three texts: a union says 60 tonnes in one, one says 95 and one about 60 in their own words."""
    post, wire, news = (
        text(words, "Post", "2031-03-07"), text(WIRE, "Wire", "2031-03-08"), text(NEWS, "News", "2031-03-09")
    )  # fmt: skip
    said = statement(
        post, ("The miners’ union",), ("said",), ("the pump weighed 60 tonnes",), kind="indirect",
        members=(Member(actor=UNION),),
    )  # fmt: skip
    told, again = weighed(wire), weighed(news)
    point = Proposition(
        id=POINT,
        label="the pump weighed 60 tonnes",
        kind="number",
        about=About(attribute="weight"),
        values=(
            FoundValue(value="60 tonnes", findings=(said.id, again.id)),
            FoundValue(value="95 tonnes", findings=(told.id,)),
        ),
        members=(said.id, again.id, told.id),
    )
    link = Link(
        id="2" * 16, kind=kind, proposition=POINT, left=end(said, said.content.spans),
        right=end(told, told.trigger.spans), attribute="weight", left_value="60 tonnes",
        right_value="95 tonnes", compatible=compatible, score=0.8, made_by="test",
        reasons=(
            Reason(code="number", detail=REASON, score=0.8),
            Reason(code="texts", detail="‘60 tonnes’ in two texts", score=0.3),
        ),
    )  # fmt: skip
    extraction = Extraction(
        documents=(post, wire, news),
        statements=(said,),
        events=(told, again),
        actors=(Actor(id=UNION, type="organisation", names=("Miners’ Union",)),),
    )
    return extraction, Comparison(propositions=(point,), links=(link,))


def section(page):
    found = page[page.index('<section id="parting"') :]
    return found[: found.index("</section>")]


def plain(page):
    return " ".join(re.sub(r"<[^>]+>", " ", section(page)).split())


def test_a_point_says_what_it_is_of_and_who_gives_which_value_since_when():
    told = plain(render(*story()))
    assert "Cannot both hold 1 point" in told
    assert "p1 Weight 3 texts of 3 origins About: the pump weighed 60 tonnes" in told
    assert "60 tonnes 2 texts of 2 origins Miners’ Union, in “Post”; “News”, in its own words" in told
    assert "first seen 7 March 2031 95 tonnes 1 text “Wire”, in its own words" in told
    assert f"Cannot both hold : {REASON} ." in told
    assert "in two texts" not in told  # the count stands with the value


def test_passages_stand_side_by_side_and_lead_to_their_places_and_back():
    page = render(*story())
    places = set(re.findall(r'href="#(t\d-b\d+-\d+)"', section(page)))
    assert len(places) == 3
    assert all(page.count(f'id="{place}"') == 1 for place in places)
    assert 'href="#p1"' in page[page.index('<section id="reading"') :]
    assert "The miners’ union said the pump weighed 60 tonnes.</blockquote>" in section(page)
    assert "Rain fell" not in section(page)


@pytest.mark.parametrize(
    ("kind", "compatible", "heading"),
    [
        ("update", False, "Changed as time went on 1 point"),
        ("update", True, "Changed as time went on 1 point"),
        ("contradict", True, "Told otherwise, and both can hold 1 point"),
        ("contradict", None, "May part: look at both 1 point"),
        ("agree", True, "Told otherwise, and both can hold 1 point"),
    ],
)
def test_updates_and_what_can_both_hold_are_told_from_contradictions_in_words(kind, compatible, heading):
    page = render(*story(kind, compatible=compatible))
    assert heading in plain(page)
    assert "Cannot both hold" not in plain(page)
    assert "Who gives which" not in page  # no dispute, so none at a glance


def test_the_opening_names_each_value_and_leads_to_the_point():
    page = render(*story())
    assert 'href="#p1">Who gives which' in page
    assert "Weight" in page[page.index('id="disputed"') : page.index('id="alone"')]


def opened(page):
    found = page[page.index('id="disputed"') : page.index('id="alone"')]
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


def test_the_opening_tells_who_gives_each_value_and_what_the_values_are_of():
    extraction, comparison = story()
    (point,) = comparison.propositions
    page = render(extraction, replace(comparison, propositions=(replace(point, label="the old pump"),)))
    told = opened(page)
    assert "Weight : 60 tonnes ( Miners’ Union; “News” ); 95 tonnes ( “Wire” ) About: the old pump" in told
    assert "In 3 texts of 3 origins · Who gives which" in told


def refused():
    """Return the story with a cause that one gives and another denies."""
    extraction, comparison = story()
    (point,), (link,) = comparison.propositions, comparison.links
    told, denied = point.values[0].findings, point.values[1].findings
    values = (
        FoundValue(value="not so: a broken valve", findings=denied),
        FoundValue(value="a worn valve", findings=told),
    )
    reason = "the one says “{}”, the other denies “a broken valve”"
    links = [
        replace(
            link, id=name * 16, attribute="cause", left_value="a worn valve",
            right_value="not so: a broken valve",
            reasons=(Reason(code="account-refused", detail=reason.format(said), score=0.5),),
        )
        for name, said in (("2", "the wear of a valve"), ("3", "a worn valve"))
    ]  # fmt: skip
    cause = replace(point, label="the flood", kind="cause", about=About(attribute="cause"), values=values)
    return extraction, Comparison(propositions=(cause,), links=tuple(links))


def test_what_is_denied_comes_after_what_is_said_and_is_called_denied():
    page = render(*refused())
    told = plain(page)
    assert "p1 What caused it 3 texts of 3 origins About: the flood a worn valve 2 texts" in told
    assert "denied: a broken valve 1 text “Wire”, in its own words" in told
    assert "not so" not in told
    assert "a worn valve ( Miners’ Union; “News” ); denied: a broken valve ( “Wire” )" in opened(page)


def test_a_share_version_does_not_say_what_a_cause_is_of_in_the_words_of_one_side():
    extraction, comparison = refused()
    (point,) = comparison.propositions
    longer = replace(point, label="the flood in the lower town of Halm")
    page = render(extraction, replace(comparison, propositions=(longer,)), ReportSettings(share=True))
    assert "About: the flood in the … a worn valve" in plain(page)


def test_how_two_values_stand_is_said_once_in_the_words_of_the_values():
    told = plain(render(*refused()))
    assert told.count("Cannot both hold :") == 1
    assert "the one says “a worn valve”, the other denies “a broken valve” ." in told


def test_pairs_that_can_both_hold_are_folded_where_others_cannot():
    extraction, comparison = story()
    (point,), (link,) = comparison.propositions, comparison.links
    post, _, news = (point.values[0].findings[0], *point.values[1].findings, point.values[0].findings[1])
    values = (
        FoundValue(value="60 tonnes", findings=(post,)),
        point.values[1],
        FoundValue(value="about 60 tonnes", findings=(news,)),
    )
    reason = Reason(code="number", detail="one is a round number", score=0.8)
    both = replace(
        link, id="4" * 16, right_value="about 60 tonnes", compatible=True, kind="agree", reasons=(reason,)
    )
    comparison = Comparison(propositions=(replace(point, values=values),), links=(both, link))
    page = render(extraction, comparison)
    told = plain(page)
    assert told.index(REASON) < told.index("How 1 other pair of values stands to one another")
    assert told.index("How 1 other pair") < told.index("Both can hold : one is a round number")
    assert "Passages side by side" in told[told.index("one is a round number") :]


def test_a_label_that_was_cut_gives_way_to_words_around_the_first_value():
    before = "After a long dry winter and a wet spring, " * 4
    words = f"{before}the miners’ union said the pump weighed 60 tonnes."
    extraction, comparison = story(words=f"The miners’ union said so. {words}")
    (point,) = comparison.propositions
    cut = replace(point, label="After a long dry winter and a wet spring, after …")
    told = plain(render(extraction, replace(comparison, propositions=(cut,))))
    about = told[told.index("About: ") : told.index("60 tonnes 2 texts")]
    assert about.startswith("About: … ")
    assert "the miners’ union said the pump weighed 60 tonnes." in about


def test_who_says_a_value_plainly_and_believes_it_elsewhere_stands_once():
    at = SimpleNamespace(text=SimpleNamespace(name="Post"))
    given = [("Ona Veld (believes)",), ("Ona Veld",), ("Joren Pell (believes, not sure)",)]
    entries = tuple(SimpleNamespace(who=who, is_own=False, at=at) for who in given)
    value = ValueView(told="60 tonnes", entries=entries)
    assert value.people == ("Ona Veld", "Joren Pell (believes, not sure)")
    assert value.givers == ("Ona Veld and Joren Pell (believes, not sure), in Post",)


def test_copies_count_as_one_origin():
    extraction, comparison = story()
    post, _, news = extraction.documents
    passages = tuple(
        Passage(document=doc.id, spans=anchored(doc.text, "weighed").spans) for doc in (post, news)
    )
    origin = Origin(
        id="3" * 16, documents=(post.id, news.id), passages=passages,
        reasons=(Reason(code="whole-text", detail="", score=1.0),),
    )  # fmt: skip
    told = plain(render(extraction, replace(comparison, origins=(origin,))))
    assert "60 tonnes 2 texts of 1 origin" in told


def test_a_share_version_tells_who_gives_which_value_and_shows_no_sentence_in_part():
    page = render(*story(), ReportSettings(share=True))
    assert "95 tonnes 1 text “Wire”, in its own words" in plain(page)
    assert "The pump weighed 95 tonnes." not in page


def test_links_of_findings_that_are_not_there_are_passed_over():
    extraction, comparison = story()
    page = render(replace(extraction, documents=extraction.documents[:1], events=()), comparison)
    assert 'id="p1"' not in page


def test_that_nothing_was_found_is_said_with_what_was_looked_for():
    extraction, _ = story()
    told = plain(render(extraction, Comparison()))
    assert "Nothing was found of which texts give numbers, times, places or offices" in told


def test_hostile_words_stay_words():
    extraction, comparison = story()
    (point,), (link,) = comparison.propositions, comparison.links
    values = (replace(point.values[0], value=HOSTILE), point.values[1])
    hostile = Comparison(
        propositions=(replace(point, label=HOSTILE, about=About(attribute=HOSTILE), values=values),),
        links=(replace(link, left_value=HOSTILE, attribute=HOSTILE),),
    )
    page = render(extraction, hostile)
    assert 'id="p1"' in page
    assert "<script>alert" not in page


def test_in_one_text_those_who_speak_part_too_and_no_link_leads_nowhere():
    post = text(f"{POST} {WIRE}", "Post", "2031-03-07")
    said = statement(
        post, ("The miners’ union",), ("said",), ("the pump weighed 60 tonnes",), kind="indirect",
        members=(Member(actor=UNION),),
    )  # fmt: skip
    stretch = Span(len(POST) + 1, len(POST) + 28)
    link = Link(
        id="2" * 16, kind="contradict", proposition=None, left=end(said, said.content.spans),
        right=Passage(document=post.id, spans=(stretch,)), attribute="weight", left_value="60 tonnes",
        right_value="95 tonnes", compatible=False, score=0.8, made_by="test",
        reasons=(Reason(code="number", detail=REASON, score=0.8),),
    )  # fmt: skip
    page = render(Extraction(documents=(post,), statements=(said,)), Comparison(links=(link,)))
    assert REASON in plain(page)
    assert '<a href="#parting">' in page
    assert 'href="#p1">Who gives which' in page[page.index('id="disputed"') : page.index('id="unknown"')]
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r' id="([^"]+)"', page))


def test_a_sentence_that_copies_have_is_counted_in_each_of_them():
    first, copy = (text(f"{POST} {WIRE}", outlet, "2031-03-07") for outlet in ("Post", "Echo"))
    held = ("Rain fell all day.", "The pump weighed 95 tonnes")
    ends = [
        Passage(document=first.id, spans=(Span(at, at + len(each)),))
        for each in held
        for at in [first.text.index(each)]
    ]
    link = Link(
        id="2" * 16, kind="contradict", proposition=None, left=ends[0], right=ends[1], attribute="account",
        left_value=held[0], right_value=held[1], compatible=None, score=0.8, made_by="test",
        reasons=(Reason(code="judged", detail=REASON, score=0.8),),
    )  # fmt: skip
    page = render(Extraction(documents=(first, copy)), Comparison(links=(link,)))
    assert f"{held[1]} 2 texts of 2 origins" in plain(page)
