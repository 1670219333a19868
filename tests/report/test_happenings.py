"""The table of events: one row each, from the rows of the export, with the way to the passages."""

from __future__ import annotations

import csv
import io

import pytest
from conftest import HOSTILE, anchored, document, sourced
from lxml import html
from msgspec.structs import replace

from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.identity import finding_id
from rashomon.model.records import (
    Actor,
    Alternative,
    Event,
    Figure,
    FoundValue,
    MergedEvent,
    Participant,
    Place,
    TimeReference,
)
from rashomon.pipeline import export_story
from rashomon.report import ReportSettings, render

ONE = "Guards killed twelve porters at Orle on 4 March 2031. A pilot resigned."
OTHER = "On 5 March 2031 guards killed fifteen porters."
GUARDS = "a" * 16
MERGED = "e" * 16


def text(words, outlet):
    return document(words, outlet, title=sourced(outlet), published=sourced("2031-03-07"), language="en")


def event(doc, words, status="happened", **fields):
    trigger = anchored(doc.text, words)
    return Event(
        id=finding_id(doc.id, "event", trigger.spans), document=doc.id, trigger=trigger, status=status,
        score=0.9, made_by="test", **fields,
    )  # fmt: skip


def day(doc, words, value, basis="stated"):
    (span,) = anchored(doc.text, words).spans
    return TimeReference(
        id=finding_id(doc.id, "time", [span]), document=doc.id, span=span, text=words, value=value,
        earliest=value, latest=value, precision="day", basis=basis, score=0.9, made_by="test",
    )  # fmt: skip


def part(doc, role, words, actor=None):
    return Participant(role=role, span=anchored(doc.text, words).spans[0], actor=actor)


def dead(doc, words, number):
    (span,) = anchored(doc.text, words).spans
    return Figure(kind="killed", best=number, span=span)


def story():
    """Return two texts on one killing, twelve dead on the 4th or fifteen on the 5th, and a resignation."""
    one, other = text(ONE, "Post"), text(OTHER, "Wire")
    days = day(one, "4 March 2031", "2031-03-04"), day(other, "5 March 2031", "2031-03-05", "inferred")
    (span,) = anchored(ONE, "Orle").spans
    orle = Place(
        id=finding_id(one.id, "place", [span]), document=one.id, span=span, text="Orle", name="Orle",
        score=0.9, made_by="test",
    )  # fmt: skip
    events = (
        event(
            one, "killed", type="ASSAULT", time=days[0].id, place=orle.id, figures=(dead(one, "twelve", 12),),
            participants=(part(one, "actor", "Guards", GUARDS), part(one, "recipient", "twelve porters")),
        ),
        event(one, "resigned", "denied"),
        event(
            other, "killed", type="ASSAULT", time=days[1].id, figures=(dead(other, "fifteen", 15),),
            participants=(part(other, "actor", "guards", GUARDS),),
        ),
    )  # fmt: skip
    differing = (
        Alternative(
            field="time",
            values=tuple(
                FoundValue(value=each.value, findings=(told.id,))
                for each, told in zip(days, (events[0], events[2]), strict=True)
            ),
        ),
    )
    merged = MergedEvent(id=MERGED, events=(events[0].id, events[2].id), alternatives=differing)
    extraction = Extraction(
        documents=(one, other), events=events, times=days, places=(orle,),
        actors=(Actor(id=GUARDS, type="group", names=("River Guards",)),),
    )  # fmt: skip
    return extraction, Comparison(merged_events=(merged,))


def parsed(extraction, comparison, settings=None):
    return html.document_fromstring(render(extraction, comparison, settings).encode("utf-8"))


def plain(element):
    return " ".join(element.text_content().split())


def table(tree):
    """Return the rows as mappings from the heading of a column to the words of the cell."""
    (found,) = tree.xpath("//table[@data-sort='happenings']")
    heads = [plain(head) for head in found.xpath("./thead//th")]
    return [
        dict(zip(heads, map(plain, row.xpath("./th | ./td")), strict=True))
        for row in found.xpath("./tbody/tr")
    ]


def test_an_event_that_two_texts_tell_is_one_row_with_all_that_they_say():
    killing, resignation = table(parsed(*story()))
    assert killing["What"].startswith("killed Guards killed twelve porters at Orle on 4 March 2031. text 1")
    assert killing["Type"] == "violence"
    assert killing["Who"] == "River Guards"
    assert killing["To whom or what"] == "twelve porters"
    assert killing["When"] == "4 March 2031 or 5 March 2031"
    assert killing["Where"] == "Orle"
    assert killing["Told as"] == "happened"
    assert [killing[name] for name in ("Figure of", "Low", "Best", "High")] == ["killed", "12", "–", "15"]
    assert (killing["Texts"], killing["Origins"]) == ("2", "2")
    assert "told differently: when" in killing["What"]
    assert resignation["Told as"] == "not so"
    assert resignation["When"] == ""


def test_rows_say_the_same_as_the_export():
    extraction, comparison = story()
    exported = list(csv.DictReader(io.StringIO(export_story(extraction, comparison, "events-csv"))))
    shown = table(parsed(extraction, comparison))
    assert len(exported) == len(shown) == 2
    for row in exported:
        (same,) = (each for each in shown if each["What"].startswith(row["trigger"].split("; ")[0]))
        assert same["Texts"] == row["number_of_articles"]
        assert same["Origins"] == row["number_of_origins"]
        assert (same["Low"].strip("–"), same["High"].strip("–")) == (row["low"], row["high"])
        assert same["Who"] == row["actor"]


def test_each_row_leads_to_the_passages():
    tree = parsed(*story())
    links = tree.xpath("//table[@data-sort='happenings']//a[starts-with(., 'text')]/@href")
    assert len(links) == 3
    for href in links:
        assert tree.get_element_by_id(href[1:]).xpath("./ancestor::*[contains(@class, 'words')]")


def test_a_day_that_is_counted_from_another_is_marked_and_one_in_the_words_is_not():
    extraction, _ = story()
    first, second = (row["When"] for row in table(parsed(extraction, Comparison())) if row["When"])
    assert (first, second) == ("4 March 2031", "5 March 2031 counted")


def test_rows_stand_in_order_of_time_and_sort_by_it():
    tree = parsed(*story())
    keys = tree.xpath("//table[@data-sort='happenings']/tbody/tr/td[4]/@data-v")
    assert keys == sorted(keys)
    assert keys[-1] == "~"


def test_a_month_and_a_year_are_told_as_such():
    doc = text("Porters struck in March 2031. Pilots struck in 2030.", "Post")
    spans = ("March 2031", "2031-03-01", "2031-03-31"), ("2030", "2030-01-01", "2030-12-31")
    times = tuple(
        replace(day(doc, words, first), earliest=first, latest=last) for words, first, last in spans
    )
    events = event(doc, "struck", time=times[0].id), event(doc, "struck in 2030", time=times[1].id)
    extraction = Extraction(documents=(doc,), events=events, times=times)
    assert [row["When"] for row in table(parsed(extraction, Comparison()))] == ["2030", "March 2031"]


def test_without_figures_there_are_no_columns_for_them():
    extraction, comparison = story()
    bare = replace(extraction, events=tuple(replace(each, figures=()) for each in extraction.events))
    assert "Low" not in table(parsed(bare, comparison))[0]


def test_low_best_and_high_are_explained_only_where_there_are_such_columns():
    extraction, comparison = story()
    bare = replace(extraction, events=tuple(replace(each, figures=()) for each in extraction.events))
    for given, explained in ((extraction, True), (bare, False)):
        intro = plain(parsed(given, comparison).get_element_by_id("happenings").find("p"))
        assert ("“Low” and “high”" in intro, "A dash means" in intro) == (explained, explained)
        assert intro.startswith("Each event that was found once, however many texts tell it. ")


FILLED = (
    "after a long morning of talks on the quay about fees and ropes and lamps and oil and the price of bread"
)


@pytest.mark.parametrize(
    ("words", "shown", "cut"),
    [
        (
            f"Late on the fourth day, {FILLED}, the two guards were not killed.",
            "guards were not killed.",
            True,
        ),
        (f"The guards killed a porter {FILLED}, {FILLED}.", "The guards killed a porter after a long", False),
        ("The guards killed a porter.", "The guards killed a porter.", False),
    ],
)
def test_a_long_sentence_is_cut_around_the_words_that_tell_the_event(words, shown, cut):
    doc = text(f"It rained. {words} It dried.", "Post")
    tree = parsed(Extraction(documents=(doc,), events=(event(doc, "killed"),)), Comparison())
    (told,) = map(plain, tree.xpath("//table[@data-sort='happenings']//th/q"))
    assert shown in told
    assert told.startswith("… ") is cut
    assert len(told) <= 125


def test_a_time_that_ends_on_the_last_day_that_can_be_counted_is_told():
    doc = text("Porters struck until the end of December 9999.", "Post")
    until = day(doc, "until the end of December 9999", "9999-12-31")
    for first, told in (("9999-12-01", "December 9999"), ("9999-12-31", "31 December 9999")):
        time = replace(until, earliest=first)
        extraction = Extraction(documents=(doc,), events=(event(doc, "struck", time=time.id),), times=(time,))
        assert [row["When"] for row in table(parsed(extraction, Comparison()))] == [told]


def many(count):
    doc = text(" ".join(f"Guards shelled pier{number}." for number in range(count)), "Post")
    other = text("Guards shelled pier7.", "Wire")
    return Extraction(
        documents=(doc, other),
        events=(
            *(event(doc, f"shelled pier{number}") for number in range(count)),
            event(other, "shelled pier7"),
        ),
    )


def test_a_few_events_are_shown_at_once_and_many_are_folded_away():
    assert not parsed(*story()).xpath("//section[@id='happenings']/details")
    tree = parsed(many(31), Comparison())
    (summary,) = tree.xpath("//section[@id='happenings']/details/summary")
    assert plain(summary) == "Show the table of 32 events"


def test_beyond_what_the_page_has_room_for_the_rest_is_counted_and_the_export_named():
    tree = parsed(many(300), Comparison())
    assert len(table(tree)) == 250
    told = plain(tree.get_element_by_id("happenings"))
    assert "51 more are in the export" in told
    assert "rashomon export TEXTS --to events-csv --out events.csv" in told


def test_no_event_no_table():
    assert not parsed(Extraction(documents=(text(ONE, "Post"),)), Comparison()).xpath(
        "//section[@id='happenings']"
    )


def test_a_share_version_shows_no_more_of_a_text_for_it():
    extraction, comparison = story()
    tree = parsed(extraction, comparison, ReportSettings(share=True))
    for found in tree.xpath("//section[@id='happenings']"):
        assert "twelve porters" not in plain(found)
        assert "A pilot resigned" not in plain(found)


def test_hostile_words_stay_words():
    doc = text(f"Guards {HOSTILE} fired at {HOSTILE}.", "Post")
    fired = event(doc, "fired", participants=(part(doc, "actor", f"Guards {HOSTILE}"),))
    tree = parsed(Extraction(documents=(doc,), events=(fired,)), Comparison())
    assert len(tree.xpath("//script")) == 1
    assert "<script>alert" in table(tree)[0]["Who"]
