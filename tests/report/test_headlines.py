"""Headlines on the page: what each stands for in its text, and what differs."""

from __future__ import annotations

import pytest
from conftest import document, statement
from lxml import html

from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.records import Actor, Document, Member, Part, Statement
from rashomon.report import ReportSettings, render

VELD, DENN = "a" * 16, "b" * 16
TITLE = "Veld claims 40 boats sank in “deadly storm”"
BODY = (
    "Mayor Ona Veld said on Friday that four boats had sunk in the storm. Karo Denn said the boats were old."
)


def told(title: str = TITLE, body: str = BODY) -> Document:
    text = f"{title}\n{body}\n"
    parts = (
        Part(kind="title", start=0, end=len(title)),
        Part(kind="body", start=len(title) + 1, end=len(text) - 1),
    )
    return document(text, "x", path="a.txt", parts=parts)


def by(actor: str) -> tuple[Member, ...]:
    return (Member(actor=actor),)


def lines(doc: Document, *statements: Statement, settings: ReportSettings | None = None) -> list[str]:
    actors = tuple(
        Actor(id=key, type="person", names=(name,)) for key, name in ((VELD, "Ona Veld"), (DENN, "Karo Denn"))
    )
    found = Extraction(documents=(doc,), statements=statements, actors=actors)
    page = html.fromstring(render(found, Comparison(), settings))
    said = page.xpath("//section[@id='reading']//p[@class='from'][starts-with(., 'Headline')]")
    return [" ".join(each.text_content().split()) for each in said]


def headline(doc: Document, **fields) -> Statement:
    words = doc.text.splitlines()[0].removeprefix("Veld claims ")
    return statement(doc, ("Veld",), ("claims",), (words,), **{"members": by(VELD), "loaded": True, **fields})


def passage(doc: Document, **fields) -> Statement:
    words = "that four boats had sunk in the storm"
    return statement(doc, ("Mayor Ona Veld",), ("said",), (words,), **{"members": by(VELD), **fields})


def other(doc: Document) -> Statement:
    return statement(doc, ("Karo Denn",), (), ("the boats were old",), members=by(DENN))


def test_a_headline_stands_for_what_the_same_speaker_says_in_like_words():
    doc = told()
    (line,) = lines(doc, headline(doc), other(doc), passage(doc))
    assert line.startswith("Headline, statement 1: seems to stand for statement 2 by Ona Veld; ")
    assert "“claims” in the headline, “said” in the text" in line


def test_what_the_text_does_not_have_is_the_headlines_own():
    doc = told()
    (line,) = lines(doc, headline(doc), passage(doc))
    assert "the text has no figure 40" in line
    assert "the text has no words “deadly storm”" in line
    doc = told(body=BODY + " It was a “deadly storm”, and 40 boats were out.")
    (line,) = lines(doc, headline(doc), passage(doc))
    assert "has no" not in line
    doc = told(title="Veld claims 4 boats sank")  # which the text spells out
    (line,) = lines(doc, headline(doc), passage(doc))
    assert "has no" not in line


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ("21", "Twenty-one boats"),
        ("100", "a hundred boats"),
        ("3,000", "three thousand boats"),
        ("60", "sixty boats"),
    ],
)
def test_a_figure_that_the_text_spells_out_is_there(figure, words):
    doc = told(title=f"Veld claims {figure} boats sank", body=f"{BODY} {words} were out.")
    (line,) = lines(doc, headline(doc), passage(doc))
    assert "has no" not in line


def test_a_doubt_that_the_headline_leaves_out_is_told():
    doc = told()
    (line,) = lines(doc, headline(doc), passage(doc, hedged=True))
    assert line.endswith("the text marks it as unsure")


def test_another_speaker_does_not_say_it_for_them():
    doc = told()
    (line,) = lines(doc, headline(doc), passage(doc, members=by(DENN)))
    assert "no statement was found in the text that it stands for" in line


def test_a_text_without_a_statement_in_its_title_has_no_line():
    doc = told()
    assert lines(doc, passage(doc)) == []


@pytest.mark.parametrize(
    "title", ["Veld claims ", "Veld claims “”", "Veld claims 4,000 <b>boats</b> {{ 7*7 }}"]
)
def test_odd_headlines_are_told_as_any_other(title):
    doc = told(title=title + "x")
    assert len(lines(doc, headline(doc), passage(doc))) == 1


def test_a_share_version_has_the_line_too():
    doc = told(body=" ".join([BODY, *["More words."] * 400]))
    (line,) = lines(doc, headline(doc), passage(doc), settings=ReportSettings(share=True))
    assert line.startswith("Headline, statement 1: seems to stand for statement 2")
