"""The scorer of the reading of pages, on small cases counted by hand."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from evaluation.counting import Counts
from evaluation.options import TaskOptions
from evaluation.tasks.pages import PageGold, align, errors_of, score, score_page
from rashomon.model.errors import InputError, RecordError
from rashomon.model.identity import document_id, text_sha256
from rashomon.model.records import Document, Part, Source, Sourced

PAGES = Path(__file__).parents[2] / "evaluation" / "pages"


def gold(**fields):
    empty = {
        "page": "one.html",
        "layout": "test",
        "title": None,
        "byline": (),
        "published": None,
        "outlet": None,
        "voice": None,
        "body": (),
        "headings": (),
        "captions": (),
        "furniture": (),
    }
    return PageGold(**(empty | fields))


def document(*parts, **fields):
    """Make a document of (kind, text) pairs, one a line; kind "" leaves the text outside all parts."""
    text, found = "", []
    for kind, words in parts:
        if kind:
            found.append(Part(kind=kind, start=len(text), end=len(text) + len(words)))
        text += words + "\n"
    return Document(
        id=document_id(text, "one"),
        text=text,
        text_sha256=text_sha256(text),
        length=len(text),
        parts=tuple(found),
        **fields,
    )


def said(value):
    return Sourced(value=value, source="test", score=1.0)


def test_a_page_read_as_gold_has_it_is_right_throughout():
    read = document(("title", "A mule"), ("body", "It ran home."), ("furniture", "Share this"))
    found = score_page(read, gold(title="A mule", body=("It ran home.",), furniture=("Share this",)))
    assert found.body == Counts(10, 10, 10)
    assert found.furniture == Counts(9, 9, 9)


def test_white_space_does_not_count_when_a_text_is_looked_for():
    read = document(("body", "It ran\n   ho\u200bme."))
    assert score_page(read, gold(body=("It ran home.",))).body == Counts(10, 10, 10)


def test_furniture_in_a_body_part_is_wrong_for_both():
    read = document(("body", "It ran."), ("body", "Share"))
    found = score_page(read, gold(body=("It ran.",), furniture=("Share",)))
    assert found.body == Counts(right=6, found=11, gold=6)
    assert found.furniture == Counts(right=0, found=0, gold=5)


def test_text_that_no_gold_covers_is_wrong_in_the_body():
    read = document(("body", "It ran."), ("body", "By Ann"))
    assert score_page(read, gold(body=("It ran.",))).body == Counts(6, 11, 6)


def test_body_taken_for_furniture_is_lost_and_wrong():
    read = document(("body", "It ran."), ("furniture", "It fell."))
    found = score_page(read, gold(body=("It ran.", "It fell.")))
    assert found.body == Counts(right=6, found=6, gold=13)
    assert found.furniture == Counts(right=0, found=7, gold=0)


def test_body_outside_all_parts_is_lost_and_wrong():
    read = document(("body", "It ran."), ("", "It fell."))
    found = score_page(read, gold(body=("It ran.", "It fell.")))
    assert found.body == Counts(6, 6, 13)
    assert found.furniture == Counts(0, 7, 0)


@pytest.mark.parametrize("kind", ["furniture", "", "byline"])
def test_furniture_outside_title_and_body_is_right(kind):
    read = document(("body", "It ran."), (kind, "Share"))
    assert score_page(read, gold(body=("It ran.",), furniture=("Share",))).furniture == Counts(5, 5, 5)


def test_furniture_that_the_reader_dropped_is_right():
    read = document(("body", "It ran."))
    assert score_page(read, gold(body=("It ran.",), furniture=("Share",))).furniture == Counts(5, 5, 5)


def test_body_that_the_reader_dropped_is_wrong_furniture():
    read = document(("body", "It ran."))
    found = score_page(read, gold(body=("It ran.", "It fell."), furniture=("Share",)))
    assert found.furniture == Counts(right=5, found=12, gold=5)


def test_a_dateline_part_at_the_start_of_a_paragraph_is_body():
    read = document(("dateline", "MARN, May 2 -"), ("body", "It ran."))
    assert score_page(read, gold(body=("MARN, May 2 - It ran.",))).body == Counts(16, 16, 16)


def test_headings_and_unjudged_lines_in_the_body_are_not_counted():
    read = document(("body", "It ran."), ("body", "Why?"), ("body", "About us"))
    found = score_page(read, gold(body=("It ran.",), headings=("Why?",), unjudged=("About us",)))
    assert found.body == Counts(6, 6, 6)
    assert found.furniture == Counts(0, 0, 0)


def test_a_caption_in_the_body_is_wrong_there():
    read = document(("body", "It ran."), ("body", "A mule"))
    assert score_page(read, gold(body=("It ran.",), captions=("A mule",))).body == Counts(6, 11, 6)


def test_a_pull_quote_is_told_from_the_sentence_that_it_repeats():
    read = document(("furniture", "It ran."), ("body", "We saw it. It ran. It fell."))
    found = score_page(read, gold(body=("We saw it. It ran. It fell.",), furniture=("It ran.",)))
    assert found.body == Counts(21, 21, 21)
    assert found.furniture == Counts(6, 6, 6)


def test_a_short_line_is_not_found_inside_a_word():
    read = document(("body", "Nobody shares."), ("body", "More"))
    aligned = align(read, gold(furniture=("share", "No")))
    assert set(aligned.gold) == {""}
    assert aligned.lost["furniture"] == 7


def test_a_line_dropped_from_the_middle_of_a_paragraph_costs_only_its_piece():
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight"]
    read = document(("body", "one two three four"), ("body", "seven eight"))
    aligned = align(read, gold(body=(" ".join(words),)))
    # The half "five six seven eight" isn't there as a whole and is too short to be cut again.
    assert aligned.lost["body"] == len("fivesixseveneight")
    assert list(aligned.gold).count("body") == len("onetwothreefour")


def test_fields_are_equal_but_for_case_quotes_and_a_leading_the():
    read = document(
        ("body", "It ran."),
        title=said("the “mule” runs"),
        author=(said("ANN LEE"), said("Newsroom")),
        published=said("2021-05-04T23:10:00+02:00"),
        source=Source(outlet=said("Quenby Courier")),
        voice=said("Other Guild"),
    )
    found = score_page(
        read,
        gold(
            title='The "Mule" runs',
            byline=("Ann Lee", "Bo Dahl", "Cy Orr"),
            published="2021-05-04",
            outlet="The Quenby Courier",
            voice="Guild",
        ),
    )
    assert (found.title, found.published, found.outlet) == (Counts(1, 1, 1),) * 3
    assert found.byline == Counts(right=1, found=2, gold=3)
    assert found.voice == Counts(0, 1, 1)


def test_a_field_that_gold_lacks_is_wrong_when_found_and_nothing_when_not():
    assert score_page(document(), gold()).published == Counts(0, 0, 0)
    assert score_page(document(published=said("2021-05-04")), gold()).published == Counts(0, 1, 0)


def test_the_errors_of_a_page_name_what_was_missed_and_what_was_taken():
    read = document(("body", "It ran."), ("body", "Share"), ("furniture", "It fell."), title=said("X"))
    row = errors_of(read, gold(title="A mule", body=("It ran.", "It fell."), furniture=("Share",)))
    assert "body, not so read: It fell." in row.missed
    assert "title: A mule" in row.missed
    assert "title, absent from the text: 5 characters" in row.missed
    assert {"read as body: Share", "furniture in the text: Share", "title: X"} <= set(row.wrong)


def test_a_page_read_as_gold_has_it_has_no_errors():
    row = errors_of(document(("body", "It ran.")), gold(body=("It ran.",)))
    assert not row.missed
    assert not row.wrong


def test_scores_are_percentages_over_all_pages(tmp_path, monkeypatch):
    options = gold_folder(tmp_path, ["a.html", "b.html"], monkeypatch)
    figures = score(options)
    assert figures["pages"] == 2
    assert figures["body_recall"] == 50
    assert figures["body_precision"] == 100
    assert figures["title_recall"] == 100
    assert score(replace(options, limit=1))["body_recall"] == 100


def test_sealed_gold_leaves_no_error_page(tmp_path, monkeypatch):
    options = gold_folder(tmp_path, ["a.html", "b.html"], monkeypatch)
    (tmp_path / "gold.jsonl").rename(tmp_path / "sealed.jsonl")
    page = tmp_path / "errors.html"
    assert score(replace(options, sealed=True, errors=page))["pages"] == 2
    assert not page.exists()


def test_open_gold_leaves_an_error_page(tmp_path, monkeypatch):
    page = tmp_path / "errors.html"
    score(replace(gold_folder(tmp_path, ["a.html", "b.html"], monkeypatch), errors=page))
    shown = page.read_text(encoding="utf-8")
    assert "b.html" in shown
    assert "a.html" not in shown


def test_sealed_gold_is_scored_only_as_sealed(tmp_path):
    (tmp_path / "sealed.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="--sealed"):
        score(TaskOptions((tmp_path / "sealed.jsonl",)))


def test_missing_gold_is_named(tmp_path):
    with pytest.raises(InputError, match=r"gold\.jsonl"):
        score(TaskOptions((tmp_path,)))


def test_a_damaged_line_of_gold_is_named(tmp_path):
    (tmp_path / "gold.jsonl").write_text('\n{"page": 3}\n', encoding="utf-8")
    with pytest.raises(RecordError, match="line 2"):
        score(TaskOptions((tmp_path,)))


def gold_folder(folder, names, monkeypatch):
    """Write gold of one paragraph a page; the reader finds it on the first page only."""
    record = {"title": "T", "body": ["It ran."], "layout": "test"}
    lists = {name: [] for name in ("byline", "headings", "captions", "furniture")}
    nulls = dict.fromkeys(("published", "outlet", "voice"))
    lines = [json.dumps({"page": name, **record, **lists, **nulls}) for name in names]
    (folder / "gold.jsonl").write_text("\n".join(lines), encoding="utf-8")

    def read(inputs):
        kind = "body" if inputs[0].endswith(names[0]) else "furniture"
        yield document(("title", "T"), (kind, "It ran."), title=said("T"))

    monkeypatch.setattr("evaluation.tasks.pages.read_inputs", read)
    return TaskOptions((folder,))


def records():
    for name in ("gold.jsonl", "sealed.jsonl"):
        for line in (PAGES / name).read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def visible(page):
    tree = html.fromstring(page)
    for hidden in tree.xpath("//script|//style|//head|//*[contains(@style, 'display:none')]"):
        hidden.drop_tree()
    return re.sub(r"[\s\u200b]", "", tree.text_content())


@pytest.mark.parametrize("record", list(records()), ids=lambda record: record["page"])
def test_gold_stands_in_the_visible_text_of_its_page(record):
    text = visible((PAGES / record["page"]).read_text(encoding="utf-8"))
    kinds = ("body", "headings", "captions", "furniture", "unjudged")
    for gold_text in [record["title"], *(line for kind in kinds for line in record[kind])]:
        assert re.sub(r"\s", "", gold_text) in text
    for name in record["byline"]:
        assert name.replace(" ", "").casefold() in text.casefold()


def test_every_page_has_gold_and_a_third_is_sealed():
    pages = [record["page"] for record in records()]
    assert sorted(pages) == sorted(str(path.relative_to(PAGES)) for path in PAGES.rglob("*.html"))
    assert len({record["layout"] for record in records()}) == 10
    assert sum(page.startswith("sealed/") for page in pages) * 3 >= len(pages) - 2
