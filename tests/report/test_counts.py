"""Numbers, order and names: what a reader adds up, reads in a row and looks for."""

from __future__ import annotations

import pytest
from conftest import document, sourced, spans, statement
from lxml import html

from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.records import Link, Passage, Source
from rashomon.report import render


def parsed(page: str) -> html.HtmlElement:
    return html.document_fromstring(page.encode("utf-8"))


def words_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize(
    ("outlets", "counted"),
    [
        (("Quay",), "1 text from 1 outlet"),
        (("Quay", "quay", "Pier"), "3 texts from 2 outlets"),
        (("Quay", "", ""), "3 texts, of which 1 names its outlet"),
        (("Quay", "Quay", ""), "3 texts, of which 2 name their outlet (1 outlet)"),
        (("", ""), "2 texts, none of which names its outlet"),
    ],
)
def test_every_number_of_the_head_says_of_what(outlets, counted):
    docs = tuple(
        document(f"Text {n}.", f"d{n}", source=Source(outlet=sourced(name) if name else None))
        for n, name in enumerate(outlets)
    )
    tree = parsed(render(Extraction(documents=docs), Comparison()))
    assert words_of(tree.xpath("//ul[@class='facts']/li")[0]) == counted


def test_no_column_is_hidden_on_a_narrow_screen(corpus):
    tree = parsed(render(corpus.extraction, corpus.comparison))
    style = tree.xpath("//style")[0].text
    narrow = style[style.index("@media (max-width: 40rem)") : style.index("@media (prefers-reduced-motion")]
    assert "display: none" not in narrow
    assert not tree.xpath("//th[contains(@class, 'wide')] | //td[contains(@class, 'wide')]")
    for table in tree.iter("table"):
        assert table.getparent().get("class").startswith("scroll")


def test_the_passages_of_two_texts_stand_in_the_order_of_the_left_one():
    parts = ["The bell rang at noon.", "The long grey bridge over the weir was shut again.", "Boats wait."]
    left = document(" ".join(parts), "left")
    right = document(" ".join(reversed(parts)), "right")
    links = tuple(
        Link(
            id=f"{9 - number:016x}",
            kind="agree",
            left=Passage(document=left.id, spans=spans(left.text, part)),
            right=Passage(document=right.id, spans=spans(right.text, part)),
            score=0.9,
            made_by="m",
        )
        for number, part in enumerate(parts)
    )
    for docs in ((left, right), (right, left)):
        tree = parsed(render(Extraction(documents=docs), Comparison(links=links[::-1])))
        shown = [words_of(item) for item in tree.xpath("//section[@id='passages']//blockquote")]
        assert shown == parts


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ola Brent (acting", "Ola Brent acting"),
        ("“Ola Brent", "Ola Brent"),
        ('Ola Brent"', "Ola Brent"),
        ("Ola Brent), clerk,", "Ola Brent, clerk"),
        ("Ola “Oak” Brent (clerk)", "Ola “Oak” Brent (clerk)"),
        ("((", "(("),
    ],
)
def test_a_name_with_a_bracket_or_mark_without_partner_is_shown_without_it(written, name):
    text = f"{written} said the weir holds."
    doc = document(text, "marks")
    said = statement(doc, (written,), ("said",), ("the weir holds",), kind="indirect")
    tree = parsed(render(Extraction(documents=(doc,), statements=(said,)), Comparison()))
    assert [words_of(item) for item in tree.xpath("//section[@class='speaker']/h3/bdi")] == [name]
    assert [words_of(item) for item in tree.xpath("//table[@data-sort='speakers']/tbody//bdi")] == [name]
