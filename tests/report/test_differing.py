"""On what the tellings of one event differ: the values that they give, and how many more there are."""

from __future__ import annotations

import pytest
from lxml import html
from msgspec.structs import replace
from test_happenings import day as day_of
from test_happenings import event, text

from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.records import Alternative, FoundValue, MergedEvent
from rashomon.report import render


def story(count):
    """Return as many texts that all tell one event, each with a day of its own."""
    docs = [text(f"Guards shut the lock on {at} March 2031.", f"Outlet{at}") for at in range(1, count + 1)]
    days = [day_of(doc, f"{at} March 2031", f"2031-03-{at:02}") for at, doc in enumerate(docs, 1)]
    events = [event(doc, "shut", time=day.id) for doc, day in zip(docs, days, strict=True)]
    values = tuple(
        FoundValue(value=day.value, findings=(each.id,)) for day, each in zip(days, events, strict=True)
    )
    merged = MergedEvent(
        id="e" * 16,
        events=tuple(each.id for each in events),
        alternatives=(Alternative(field="time", values=values),),
    )
    extraction = Extraction(documents=tuple(docs), events=tuple(events), times=tuple(days))
    return extraction, replace(Comparison(), merged_events=(merged,))


@pytest.mark.parametrize(
    ("count", "end"),
    [
        (3, "2 March 2031 / 3 March 2031)"),
        (4, "3 March 2031 / 4 March 2031)"),
        (6, "4 March 2031 and 2 more)"),
    ],
)
def test_values_beyond_those_that_there_is_room_for_are_counted(count, end):
    tree = html.document_fromstring(render(*story(count)).encode("utf-8"))
    told = tree.xpath("//section[@id='timeline']//p[@class='differs']")
    assert len(told) == count
    for each in told:
        words = " ".join(each.text_content().split())
        assert words.startswith("Told differently: when (1 March 2031 / 2 March 2031")
        assert end in words
