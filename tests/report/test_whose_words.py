"""Whose words they are: nobody is given words that are the text's own, or that they did not say."""

from __future__ import annotations

import re

import pytest
from conftest import anchored, document, sourced, spans, statement
from lxml import html
from msgspec.structs import replace

import rashomon
from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.identity import finding_id
from rashomon.model.records import (
    About,
    Actor,
    Event,
    FoundValue,
    Link,
    Member,
    Mention,
    Passage,
    Proposition,
    Reason,
    Source,
)
from rashomon.read import ReadSettings, load_sources
from rashomon.report import render
from rashomon.report.exports import export

LANTERN = """Lock shut in Pelm
The Osk Lantern
3 May 2034

PELM — Former harbour minister Lene Osk said that the lock in Pelm was shut on Tuesday.
"""
COURIER = """Minister on the lock in Pelm
Tolvik Courier
3 May 2034

PELM — Harbour minister Lene Osk said that the lock in Pelm was shut on Tuesday.
"""
OWN = """Statement by the Harbour League of Pelm
3 May 2034

The lock in Pelm was shut on Tuesday. Former harbour minister Lene Osk left it in a sorry state.
"""
RILL, TULL = "a" * 16, "b" * 16


def words_of(element):
    return " ".join(element.text_content().split())


def section(page, name):
    found = html.document_fromstring(page.encode()).xpath(f"//section[@id='{name}']")
    return words_of(found[0]) if found else ""


def text(words, outlet):
    return document(words, outlet, source=Source(outlet=sourced(outlet)), published=sourced("2034-05-03"))


def said(doc, who, cue, content, actor, **fields):
    return statement(
        doc, (who,), (cue,), (content,), kind="indirect",
        members=(Member(span=spans(doc.text, who)[0], actor=actor),), **fields,
    )  # fmt: skip


def event(doc, words, status="happened"):
    trigger = anchored(doc.text, words)
    return Event(
        id=finding_id(doc.id, "event", trigger.spans), document=doc.id, trigger=trigger, status=status,
        score=0.9, made_by="test",
    )  # fmt: skip


def person(actor, name):
    return Actor(id=actor, type="person", names=(name,))


def parting_of(folder, *texts, settings=None):
    """Return, in words, where whole texts part."""
    for number, words in enumerate(texts):
        (folder / f"{number}.txt").write_text(words)
    page = rashomon.compare(folder, settings=settings).report(folder / "report.html")
    return section(page.read_text(), "parting")


# Offices --------------------------------------------------------------------------------------------


def test_an_office_beside_the_name_of_a_speaker_is_the_word_of_the_text(tmp_path):
    told = parting_of(tmp_path, LANTERN, COURIER)
    assert "p1 Office of Lene Osk" in told
    assert "Former harbour minister 1 text in “Lock shut in Pelm”" in told
    assert "Lene Osk, in" not in told


def test_an_office_in_a_text_of_their_own_is_given_by_those_who_wrote_it(tmp_path):
    (tmp_path / "sources.toml").write_text('["0.txt"]\noutlet = "Harbour League"\nkind = "organisation"\n')
    settings = ReadSettings(sources=load_sources(tmp_path / "sources.toml"))
    (folder := tmp_path / "texts").mkdir()
    told = parting_of(folder, OWN, COURIER, settings=settings)
    assert "Former harbour minister 1 text Harbour League of Pelm, in Harbour League" in told


def test_an_office_that_somebody_says_they_hold_is_given_by_them():
    one = text("Daven Rill said that he is acting mayor.", "Osk Lantern")
    other = text("Mira Tull is acting mayor. Acting mayor Mira Tull said that it rained.", "Tolvik Courier")
    findings = (
        said(one, "Daven Rill", "said", "that he is acting mayor", RILL),
        said(other, "Mira Tull", "said", "that it rained", TULL),
    )
    given = {"Daven Rill": findings[0], "Mira Tull": findings[1]}
    point = Proposition(
        id="1" * 16, label="acting mayor", kind="role", about=About(attribute="acting mayor"),
        members=tuple(each.id for each in findings),
        values=tuple(FoundValue(value=name, findings=(each.id,)) for name, each in given.items()),
    )  # fmt: skip
    link = Link(
        id="2" * 16, kind="contradict", compatible=False, attribute="acting mayor", proposition=point.id,
        left_value="Daven Rill", right_value="Mira Tull", score=0.8, made_by="test",
        reasons=(Reason(code="office", detail="two hold it", score=0.8),),
        **{
            side: Passage(document=each.document, spans=each.content.spans, finding=each.id)
            for side, each in zip(("left", "right"), findings, strict=True)
        },
    )  # fmt: skip
    extraction = Extraction(
        documents=(one, other), statements=findings,
        actors=(person(RILL, "Daven Rill"), person(TULL, "Mira Tull")),
    )  # fmt: skip
    told = section(render(extraction, Comparison(propositions=(point,), links=(link,))), "parting")
    assert "Daven Rill 1 text Daven Rill, in Osk Lantern" in told
    assert "Mira Tull 1 text in Tolvik Courier" in told


# Where texts part -----------------------------------------------------------------------------------


def overloaded(words, value, *statements_of):
    """Return where two texts part, in words: one has `words`, of which no finding gives the value."""
    lantern, courier = text(words, "Osk Lantern"), text("The tug was empty.", "Tolvik Courier")
    told = event(courier, "empty")
    (span,) = spans(words, value)
    link = Link(
        id="2" * 16, kind="contradict", compatible=False, attribute="load", left_value=value,
        right_value="empty", left=Passage(document=lantern.id, spans=(span,)), proposition="1" * 16,
        right=Passage(document=courier.id, spans=told.trigger.spans, finding=told.id), score=0.8,
        made_by="test", reasons=(Reason(code="judged", detail="they exclude one another", score=0.8),),
    )  # fmt: skip
    point = Proposition(
        id="1" * 16, label="the tug", kind="number", about=About(attribute="load"), members=(told.id,),
        values=(FoundValue(value="empty", findings=(told.id,)),),
    )  # fmt: skip
    extraction = Extraction(
        documents=(lantern, courier), events=(told,), actors=(person(RILL, "Daven Rill"),),
        statements=tuple(said(lantern, *each, RILL) for each in statements_of),
    )  # fmt: skip
    page = render(extraction, Comparison(propositions=(point,), links=(link,)))
    return section(page, "parting"), page


RILL_SAID = ("Daven Rill", "said", "that the tug was overloaded")


def test_who_says_the_words_of_a_value_gives_it_though_no_finding_of_it_does():
    told, _ = overloaded("The owner, Daven Rill, said that the tug was overloaded.", "overloaded", RILL_SAID)
    assert "overloaded 1 text Daven Rill, in Osk Lantern" in told
    assert "overloaded Speaks here: Daven Rill" in told
    assert "empty 1 text Tolvik Courier, in its own words" in told


def test_a_sentence_that_quotes_somebody_is_not_called_the_words_of_the_text():
    words = "Overloaded since May, the owner, Daven Rill, said that the tug was overloaded."
    told, page = overloaded(words, "Overloaded", RILL_SAID)
    assert "Overloaded 1 text in Osk Lantern" in told
    assert "Overloaded In Osk Lantern Overloaded since May" in told
    assert "Overloaded</bdi></b> (<bdi>in Osk Lantern</bdi>)" in page
    assert "No speaker found" in told  # of the other text, which quotes nobody
    assert told.count("No speaker found") == 1


def test_a_sentence_that_quotes_nobody_is_in_the_words_of_the_text():
    told, _ = overloaded("The tug was overloaded. Daven Rill said nothing.", "overloaded")
    assert "overloaded 1 text Osk Lantern, in its own words" in told


# What is not said -----------------------------------------------------------------------------------


def matter(*findings, so):
    values = (FoundValue(value="the tug was overloaded", findings=tuple(so)),)
    return Proposition(
        id="3" * 16, label="the tug was overloaded", kind="fact", values=values, members=tuple(findings)
    )


def board_of(extraction, *findings, so):
    page = render(extraction, Comparison(propositions=(matter(*findings, so=so),)))
    return html.document_fromstring(page.encode()).xpath("//table[contains(@class, 'board')]//tr[@id]")


def tug():
    """Return two texts in which two say that a tug was overloaded."""
    lantern = text("Daven Rill said that the tug was overloaded.", "Osk Lantern")
    courier = text("Mira Tull said that the tug was overloaded.", "Tolvik Courier")
    return (
        said(lantern, *RILL_SAID, RILL),
        said(courier, "Mira Tull", "said", "that the tug was overloaded", TULL),
        (lantern, courier),
    )


def test_who_did_not_say_a_thing_stands_nowhere_on_the_board():
    one, other, docs = tug()
    news = text("Harn Vell did not say that the tug was overloaded.", "Vell News")
    none = said(news, "Harn Vell", "did not say", "that the tug was overloaded", "c" * 16)
    extraction = Extraction(
        documents=(*docs, news), statements=(one, other, none),
        actors=(person(RILL, "Daven Rill"), person(TULL, "Mira Tull"), person("c" * 16, "Harn Vell")),
    )  # fmt: skip
    findings = [each.id for each in (one, other, none)]
    (row,) = board_of(extraction, *findings, so=findings)
    assert "Mira Tull" in words_of(row)
    assert "Harn Vell" not in words_of(row)
    assert "Harn Vell" not in row.get("data-w")


@pytest.mark.parametrize(("cue", "heard"), [("said", True), ("did not say", False)])
def test_who_said_nothing_is_not_heard(cue, heard):
    lantern = text(f"Daven Rill {cue} that the tug was overloaded.", "Osk Lantern")
    rill = said(lantern, "Daven Rill", cue, "that the tug was overloaded", RILL)
    extraction = Extraction(
        documents=(lantern, text("A tug sank.", "Tolvik Courier")), statements=(rill,),
        actors=(person(RILL, "Daven Rill"),),
    )  # fmt: skip
    told = section(render(extraction, Comparison()), "glance")
    alone = told[told.index("From one source alone") : told.index("Not known")]
    assert ("Daven Rill" in alone) == heard


@pytest.mark.parametrize(("cue", "edges"), [("said", 1), ("did not say", 0)])
def test_nothing_leads_in_a_network_from_who_said_nothing(cue, edges):
    lantern = text(f"Daven Rill {cue} that Mira Tull left.", "Osk Lantern")
    rill = said(lantern, "Daven Rill", cue, "that Mira Tull left", RILL)
    (span,) = spans(lantern.text, "Mira Tull")
    tull = Mention(
        id=finding_id(lantern.id, "mention", [span]), document=lantern.id, span=span, text="Mira Tull",
        type="person", actor=TULL, score=1.0, made_by="test",
    )  # fmt: skip
    extraction = Extraction(
        documents=(lantern,), statements=(rill,), mentions=(tull,),
        actors=(person(RILL, "Daven Rill"), person(TULL, "Mira Tull")),
    )  # fmt: skip
    assert export(extraction, Comparison(), "gexf").count("<edge ") == edges


def test_a_denial_is_no_repeat_of_the_same_words_said():
    lantern = text("Daven Rill said that the tug was overloaded.", "Osk Lantern")
    courier = text("Daven Rill denied that the tug was overloaded.", "Tolvik Courier")
    news = text("Daven Rill said that the tug was overloaded.", "Vell News")
    denial = replace(said(courier, "Daven Rill", "denied", RILL_SAID[2], RILL), act="denied")
    extraction = Extraction(
        documents=(lantern, courier, news), actors=(person(RILL, "Daven Rill"),),
        statements=(said(lantern, *RILL_SAID, RILL), denial, said(news, *RILL_SAID, RILL)),
    )  # fmt: skip
    told = section(render(extraction, Comparison()), "speakers")
    assert "Also in 1 other place: reported · the same words" in told
    assert "Daven Rill denied: that the tug was overloaded" in told


# The text's own voice -------------------------------------------------------------------------------


def test_a_text_that_tells_a_thing_itself_is_linked_where_it_does():
    one, other, docs = tug()
    news = text("Mira Tull said that the tug was new. The tug was overloaded. It lay low.", "Vell News")
    new = said(news, "Mira Tull", "said", "that the tug was new", TULL)
    told = event(news, "overloaded")
    extraction = Extraction(
        documents=(*docs, news), statements=(one, other, new), events=(told,),
        actors=(person(RILL, "Daven Rill"), person(TULL, "Mira Tull")),
    )  # fmt: skip
    findings = [each.id for each in (one, other, new, told)]
    (row,) = board_of(extraction, *findings, so=(one.id, other.id, told.id))
    (link,) = row.xpath(".//a[contains(., 'Vell News')]/@href")
    sentence = news.text.index("The tug was over")
    assert re.fullmatch(rf"#t3-b{sentence}-\d+", link)


@pytest.mark.parametrize(("status", "held"), [("happened", True), ("planned", False)])
def test_a_text_tells_so_only_what_it_tells_as_come_about(status, held):
    one, other, docs = tug()
    news = text("The tug was overloaded.", "Vell News")
    told = event(news, "overloaded", status)
    extraction = Extraction(
        documents=(*docs, news), statements=(one, other), events=(told,),
        actors=(person(RILL, "Daven Rill"), person(TULL, "Mira Tull")),
    )  # fmt: skip
    findings = [each.id for each in (one, other, told)]
    (row,) = board_of(extraction, *findings, so=findings)
    assert ("Vell News" in words_of(row)) == held
