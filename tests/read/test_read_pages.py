"""Pages on which something looks like what it is not: a caption, a clock, a box, a comment."""

from __future__ import annotations

import pytest
from read_builders import BODY, of_kind, read_bytes

TITLE = "Lock at Halm opens again after a long winter"
MORE = (
    "A crane from Osk had lifted the old gate out of the water on Sunday night.",
    "Two barges with grain for Port Lunde went through first, and their crews waved to the people.",
)
SAID = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2031-05-04",'
    ' "author": {"@type": "Person", "name": "Ada Sorrel"}}</script>'
)


def paragraphs(words):
    return "".join(f"<p>{each}</p>" for each in words)


def page(folder, body, head=""):
    whole = f"<!doctype html><html><head><title>{TITLE}</title>{head}</head><body>{body}</body></html>"
    (document,) = read_bytes(folder, "a.html", whole.encode())
    return document


def article(*above, body=BODY, below=""):
    return f"<article><h1>{TITLE}</h1>{''.join(above)}{paragraphs(body)}{below}</article>"


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("The minutes of the meeting were first published by the Tolvik Times on Monday.", "The Osk Lantern"),
        ("This article was first published in the Tolvik Times.", "Tolvik Times"),
        ("Reprinted from the Tolvik Times", "Tolvik Times"),
    ],
)
def test_an_outlet_counts_where_the_line_is_about_the_page(tmp_path, line, outlet):
    meta = '<meta property="og:site_name" content="The Osk Lantern">'
    assert page(tmp_path, article(f"<p>{line}</p>"), meta).source.outlet.value == outlet


def test_a_caption_gives_neither_date_nor_author(tmp_path):
    caption = "The ferry at the quay in Halm on 12 March 2029. Photo by Nils Varg"
    document = page(tmp_path, article(f"<div><img src=a.jpg><p>{caption}</p></div>"), SAID)
    assert of_kind(document, "caption") == [caption]
    assert document.published.value == "2031-05-04"
    assert [author.value for author in document.author] == ["Ada Sorrel"]


@pytest.mark.parametrize(
    "today", ["<header><div class=today>{}</div></header>", "<div class=topbar>{}</div>"]
)
@pytest.mark.parametrize(
    ("own", "head"),
    [("<p class=date>4 May 2031</p>", ""), ("", SAID), ("<p class=date>4 May 2031</p>", SAID)],
)
def test_the_day_over_the_menu_is_not_when_a_text_was_published(tmp_path, today, own, head):
    clock = today.format("Friday, 9 May 2031")
    assert page(tmp_path, clock + article(own), head).published.value[:10] == "2031-05-04"


def test_what_is_behind_a_paywall_is_the_text(tmp_path):
    walled = [f'<div class="paywall"><p>{words}</p></div>' for words in MORE]
    document = page(tmp_path, article(below='<div class="ad">Advertisement</div>'.join(walled)))
    assert of_kind(document, "body") == [*BODY, *MORE]


def test_a_section_whose_id_is_its_heading_is_the_text(tmp_path):
    section = f'<section id="legal-challenge"><h2>Legal challenge</h2>{paragraphs(MORE[:1])}</section>'
    assert of_kind(page(tmp_path, article(below=section)), "body") == [*BODY, MORE[0]]


def test_a_long_section_on_what_pages_have_boxes_of_is_the_text(tmp_path):
    asked = (
        "The union held a poll among nine hundred crews in April, and most would wait.",
        "Some sixty wished to be paid at once, and the others gave no reply to those at the gate of Osk.",
        "A second one will be held in June, as the guild of Port Lunde had asked for.",
    )
    section = f'<section class="poll"><h2>What crews want</h2>{paragraphs(asked)}</section>'
    document = page(tmp_path, article(body=(*BODY, *MORE), below=section))
    assert of_kind(document, "body") == [*BODY, *MORE, *asked]


def test_a_short_box_of_that_name_is_furniture(tmp_path):
    box = '<div class="poll"><p>Do you think that the lock will stay open?</p></div>'
    assert of_kind(page(tmp_path, article(below=box)), "body") == list(BODY)


@pytest.mark.parametrize("name", ['id="comments"', 'class="q7"', 'class="comment-list"'])
def test_comments_are_furniture_though_they_outnumber_the_text(tmp_path, name):
    said = "".join(
        f"<div class=x{n}><b>Reader {n}</b><p>I believe no word of number {n}, as the mayor knows.</p></div>"
        for n in range(20)
    )
    document = page(tmp_path, f"{article()}<div {name}><h3>8 Comments</h3>{said}</div>")
    assert of_kind(document, "body") == list(BODY)


def test_a_text_that_is_only_named_for_having_comments_is_the_text(tmp_path):
    document = page(tmp_path, f'<div class="comments">{article()}</div>')
    assert of_kind(document, "body") == list(BODY)
