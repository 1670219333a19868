"""A compared story in formats that other tools read: valid by their own parsers, safe, nothing averaged."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest
from conftest import HOSTILE, anchored, document, sourced, spans, statement
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from rashomon.api import Story
from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.errors import InputError
from rashomon.model.identity import finding_id
from rashomon.model.records import (
    Actor,
    ActsFor,
    Alternative,
    Event,
    Figure,
    FoundValue,
    Member,
    Mention,
    MergedEvent,
    Origin,
    Participant,
    Place,
    Reason,
    Relay,
    Role,
    Source,
    StoryRecord,
    TimeReference,
)
from rashomon.report.exports import export
from rashomon.report.exports.events_csv import COLUMNS, safe_cell
from rashomon.report.exports.ics import escaped, folded
from rashomon.report.exports.json_text import json_text

FORMATS = ("annotations", "events-csv", "ftm", "gexf", "ics", "plover", "timelinejs")
POST = (
    "Guards killed 12 dockers in Aktau on 4 March 2031. The union, to the mayor: Guards will answer for it."
)
WIRE = "At least 9 dockers were killed by guards in Kazakhstan on 5 March 2031, the Post reports."
COPY = "Guards killed 15 dockers, it is told."
GUARDS, DOCKERS, UNION, MAYOR = (digit * 16 for digit in "1234")
WHOLE, PASSAGE = "whole-text", "same-passage"
APART = ("time", "figure: killed")


def time(doc, words, day, latest=None, **fields):
    (span,) = spans(doc.text, words)
    return TimeReference(
        id=finding_id(doc.id, "time", [span]), document=doc.id, span=span, text=words, value=day,
        earliest=day, latest=latest or day, score=1.0, made_by="test", **{"basis": "stated", **fields},
    )  # fmt: skip


def place(doc, words, lies_in=()):
    (span,) = spans(doc.text, words)
    return Place(
        id=finding_id(doc.id, "place", [span]), document=doc.id, span=span, text=words, name=words,
        gazetteer_id=f"geonames:{len(words)}", latitude=-43.6, longitude=51.2, containment=lies_in,
        score=1.0, made_by="test",
    )  # fmt: skip


def killed(doc, words, **numbers):
    return Figure(kind="killed", span=spans(doc.text, words)[0], **numbers)


def event(doc, words, parts=(), **fields):
    trigger = anchored(doc.text, words)
    participants = tuple(
        Participant(role=role, span=spans(doc.text, told)[0], actor=actor) for role, told, actor in parts
    )
    return Event(
        id=finding_id(doc.id, "event", trigger.spans), document=doc.id, trigger=trigger,
        participants=participants, score=0.5, made_by="test", **{"status": "happened", **fields},
    )  # fmt: skip


def mention(doc, words, actor, after=""):
    *_, span = spans(doc.text, *filter(None, (after, words)))
    return Mention(
        id=finding_id(doc.id, "mention", [span]), document=doc.id, span=span, text=words,
        type="group", actor=actor, score=1.0, made_by="test",
    )  # fmt: skip


def merged(*events, differ=APART):
    value = FoundValue(value="x", findings=(events[0].id,))
    alternatives = tuple(Alternative(field=field, values=(value,)) for field in differ)
    return MergedEvent(id="e" * 16, events=tuple(each.id for each in events), alternatives=alternatives)


def origin(number, code, *documents):
    reason = Reason(code=code, detail="x", score=1.0)
    return Origin(id=str(number) * 16, documents=tuple(doc.id for doc in documents), reasons=(reason,))


@pytest.fixture
def texts():
    return tuple(
        document(
            text, outlet, path=f"in/{outlet}.txt", source=Source(outlet=sourced(outlet)),
            published=sourced("2031-03-06"),
        )
        for text, outlet in ((POST, "Post"), (WIRE, "Wire"), (COPY, "Copy"))
    )  # fmt: skip


@pytest.fixture
def told(texts):
    post, wire, copy = texts
    times = time(post, "4 March 2031", "2031-03-04"), time(wire, "5 March 2031", "2031-03-05")
    places = place(post, "Aktau", ("Mangghystau", "Kazakhstan")), place(wire, "Kazakhstan")
    guards, dockers = ("actor", "Guards", GUARDS), ("recipient", "12 dockers", DOCKERS)
    events = (
        event(post, "killed", (guards, dockers), type="ASSAULT", time=times[0].id, place=places[0].id,
              figures=(killed(post, "12", best=12.0),)),
        event(wire, "killed", (), type="ASSAULT", time=times[1].id, place=places[1].id,
              figures=(killed(wire, "9", low=9.0),)),
        event(copy, "killed", (("actor", "Guards", GUARDS),), figures=(killed(copy, "15", best=15.0),)),
        event(post, "answer", (("actor", "Guards", GUARDS),), status="planned"),
    )  # fmt: skip
    said = statement(
        post, ("The union",), (":",), ("Guards will answer for it",),
        members=(Member(span=spans(POST, "The union")[0], actor=UNION),),
        addressee=anchored(POST, "to the mayor"), via=(Relay(actor=DOCKERS, cue="x"),),
    )  # fmt: skip
    actors = (
        Actor(id=GUARDS, type="group", names=("Guards", "the guards")),
        Actor(id=DOCKERS, type="other", names=("dockers",)),
        Actor(id=UNION, type="organisation", names=("Union <of> & dockers",)),
        Actor(id=MAYOR, type="person", names=("Ona Ost", "mayor")),
    )
    mentions = (
        mention(post, "Guards", GUARDS),
        mention(post, "Guards", GUARDS, after="mayor: "),
        mention(post, "mayor", MAYOR),
    )
    extraction = Extraction(
        documents=texts, statements=(said,), mentions=mentions, actors=actors, events=events,
        times=times, places=places,
    )  # fmt: skip
    return extraction, Comparison(merged_events=(merged(*events[:3]),))


def rows(extraction, comparison):
    found = list(csv.DictReader(io.StringIO(export(extraction, comparison, "events-csv"), newline="")))
    return {row["trigger"]: row for row in found}


def parsed(name, text):
    """Return an export as its format's parser reads it; raises where the parser refuses it."""
    match name:
        case "events-csv":
            return list(csv.DictReader(io.StringIO(text, newline="")))
        case "ftm" | "plover":
            return [json.loads(line) for line in text.splitlines()]
        case "gexf":
            return etree.fromstring(text.encode())
        case "ics":
            assert re.fullmatch(r"([^\r\n]*\r\n)+", text)
            return text.replace("\r\n ", "").split("\r\n")
        case _:
            return json.loads(text)


# All formats ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_story_is_a_valid_empty_file(name):
    found = parsed(name, export(Extraction(), Comparison(), name))
    assert {
        "annotations": lambda: found["total"] == 0 and found["first"]["items"] == [],
        "events-csv": lambda: found == [],
        "ftm": lambda: found == [],
        "gexf": lambda: not found.findall(".//{*}node") and not found.findall(".//{*}edge"),
        "ics": lambda: "BEGIN:VTIMEZONE" in found and "BEGIN:VEVENT" not in found,
        "plover": lambda: found == [],
        "timelinejs": lambda: found["events"] == [],
    }[name]()


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_story_gives_the_same_bytes(name, told):
    assert export(*told, name) == export(*told, name)
    assert Story(*told).export(name) == export(*told, name)


def test_an_unknown_format_is_answered_with_those_there_are(told):
    with pytest.raises(InputError, match=", ".join(FORMATS)):
        Story(*told).export("pdf")


@pytest.mark.parametrize("name", FORMATS)
def test_hostile_texts_are_safe(name, corpus):
    doc = document(
        f"=1+1 {HOSTILE} struck {HOSTILE}.\x07", HOSTILE, title=sourced(HOSTILE), url="javascript:1"
    )
    told_ = event(doc, "struck", (("actor", "=1+1", "9" * 16),), type=HOSTILE, mode=HOSTILE, time="t" * 16)
    when = TimeReference(
        id="t" * 16, document=doc.id, span=told_.trigger.spans[0], text=HOSTILE, value=HOSTILE,
        earliest="2031-03-04", latest="2031-03-04", basis="stated", score=1.0, made_by=HOSTILE,
    )  # fmt: skip
    whom = Actor(id="9" * 16, type="person", names=(f"=1+1 {HOSTILE}", HOSTILE))
    extraction = Extraction(
        documents=(*corpus.extraction.documents, doc), statements=corpus.extraction.statements,
        actors=(*corpus.extraction.actors, whom), events=(told_,), times=(when,),
    )  # fmt: skip
    comparison = Comparison(stories=(StoryRecord(id="5" * 16, documents=(doc.id,), label=HOSTILE),))
    text = export(extraction, comparison, name)
    assert parsed(name, text) is not None
    text.encode()
    assert "\0" not in text
    assert "javascript:" not in text
    assert "/home/someone" not in text
    if name not in {"events-csv", "ics"}:  # plain text, which no program takes for a page
        assert "<script" not in text


def test_a_finding_of_a_document_that_is_not_there_is_left_out(told):
    extraction, comparison = told
    alone = Extraction(
        documents=extraction.documents[:1], statements=extraction.statements, mentions=extraction.mentions,
        actors=extraction.actors, events=extraction.events, times=extraction.times, places=extraction.places,
    )  # fmt: skip
    for name in FORMATS:
        assert parsed(name, export(alone, comparison, name)) is not None
    assert rows(alone, comparison)["killed"]["number_of_articles"] == "1"


@given(st.text(alphabet=st.characters()))
def test_json_is_read_back_as_it_was_and_may_stand_in_a_page(words):
    text = json_text({"a": words})
    assert json.loads(text) == {"a": words}
    assert "<" not in text
    text.encode()


# events-csv -----------------------------------------------------------------------------------------


def test_an_event_that_several_tell_is_one_line_and_nothing_is_averaged(told):
    row = rows(*told)["killed"]
    assert tuple(row) == COLUMNS
    assert (row["low"], row["best"], row["high"]) == ("9", "", "15")
    assert (row["date_start"], row["date_end"], row["date_prec"]) == ("2031-03-04", "2031-03-05", "2")
    assert (row["where_coordinates"], row["where_prec"], row["country"]) == ("Aktau", "1", "Kazakhstan")
    assert (row["latitude"], row["longitude"]) == ("-43.6", "51.2")
    assert (row["type"], row["status"]) == ("ASSAULT", "happened")
    assert (row["actor"], row["recipient"]) == ("Guards", "dockers")
    assert row["tellings_differ_on"] == "time; figure: killed"
    assert row["figures"] == "killed: 12; killed: at least 9; killed: 15"
    assert row["sentence"] == POST[: POST.index(" The union")]
    assert rows(*told)["answer"]["status"] == "planned"


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (({"best": 12.0}, {"best": 12.0}, {}), ("12", "12", "12")),
        (({"best": 10.0}, {"low": 12.0}, {}), ("10", "", "")),
        (({"high": 5.0}, {"best": 10.0}, {}), ("", "", "10")),
        (({"low": 3.0}, {}, {}), ("3", "", "")),
        (({"best": 40.0, "approximate": True}, {}, {}), ("", "40", "")),
        (({"best": 40.0, "approximate": True}, {"best": 45.0}, {}), ("", "", "45")),
        (({"low": 30.0, "high": 40.0}, {"best": 35.0, "approximate": True}, {}), ("30", "35", "40")),
        (({}, {}, {}), ("", "", "")),
    ],
)
def test_bounds_are_widened_and_what_is_open_stays_open(texts, numbers, expected):
    words = ("12", "9", "15")
    events = tuple(
        event(doc, "killed", figures=(killed(doc, word, **each),) if each else ())
        for doc, word, each in zip(texts, words, numbers, strict=True)
    )
    row = rows(Extraction(documents=texts, events=events), Comparison(merged_events=(merged(*events),)))
    assert tuple(row["killed"][name] for name in ("low", "best", "high")) == expected


def test_a_denied_telling_gives_no_number_and_several_numbers_may_be_parts(texts):
    post, wire, _ = texts
    denied = event(wire, "killed", status="denied", figures=(killed(wire, "9", best=9.0),))
    parts = event(post, "killed", figures=(killed(post, "12", best=12.0), killed(post, "4", best=4.0)))
    row = rows(Extraction(documents=texts, events=(parts,)), Comparison())["killed"]
    assert (row["low"], row["best"], row["high"]) == ("4", "", "")
    row = rows(Extraction(documents=texts, events=(denied,)), Comparison())["killed"]
    assert (row["low"], row["best"], row["high"], row["status"]) == ("", "", "", "denied")


@pytest.mark.parametrize(("code", "count"), [(WHOLE, "2"), (PASSAGE, "3")])
def test_texts_that_go_back_to_one_text_count_once(told, texts, code, count):
    extraction, comparison = told
    shared = Comparison(merged_events=comparison.merged_events, origins=(origin(7, code, *texts[1:]),))
    row = rows(extraction, shared)["killed"]
    assert (row["number_of_articles"], row["number_of_sources"]) == ("3", "3")
    assert row["number_of_origins"] == count


def test_origins_with_a_text_in_common_are_one(told, texts):
    extraction, comparison = told
    groups = origin(7, WHOLE, texts[0], texts[1]), origin(8, WHOLE, texts[2], texts[1])
    row = rows(extraction, Comparison(merged_events=comparison.merged_events, origins=groups))["killed"]
    assert row["number_of_origins"] == "1"


def test_times_that_can_all_hold_give_the_days_that_all_allow(texts):
    post, wire, _ = texts
    times = (
        time(post, "4 March 2031", "2031-03-01", "2031-03-31", basis="inferred"),
        time(wire, "5 March 2031", "2031-03-05T10:00", "2031-03-05T12:00"),
    )
    events = event(post, "killed", time=times[0].id), event(wire, "killed", time=times[1].id)
    extraction = Extraction(documents=texts, events=events, times=times)
    row = rows(extraction, Comparison(merged_events=(merged(*events),)))["killed"]
    assert (row["date_start"], row["date_end"], row["date_prec"]) == ("2031-03-05", "2031-03-05", "1")
    assert row["date_basis"] == "inferred; stated"


def test_places_that_differ_have_no_coordinates(texts):
    post, wire, _ = texts
    places = place(post, "Aktau", ("Mangghystau", "Kazakhstan")), place(wire, "Post", ("Osk", "Kazakhstan"))
    events = event(post, "killed", place=places[0].id), event(wire, "killed", place=places[1].id)
    extraction = Extraction(documents=texts, events=events, places=places)
    row = rows(extraction, Comparison(merged_events=(merged(*events),)))["killed"]
    assert (row["where_coordinates"], row["country"]) == ("Aktau; Post", "Kazakhstan")
    assert row["latitude"] == row["longitude"] == row["where_prec"] == ""


@given(st.lists(st.text(alphabet=st.one_of(st.sampled_from("=+-@;\t\r\n '\"＝"), st.characters()))))
def test_no_cell_begins_with_a_formula_whatever_parts_cells(values):
    cell = safe_cell(values)
    assert not any(re.match(r"[\s\"]*[=+\-@＝＋－＠]", part) for part in cell.split(";"))
    assert not re.search(r"[\0-\x1f]", cell)


def test_a_formula_gets_an_apostrophe():
    assert safe_cell(["=1+1", "-2", "a=b"]) == "'=1+1; '-2; a=b"


@pytest.mark.parametrize(("labels", "headline"), [(("The strike",), "The strike"), (("The strike", "x"), "")])
def test_texts_on_several_events_have_no_title_of_one_of_them(told, labels, headline):
    extraction, comparison = told
    stories = tuple(
        StoryRecord(id=f"{number}" * 16, documents=(doc.id,), label=label)
        for number, (label, doc) in enumerate(zip(labels, extraction.documents, strict=False))
    )
    found = export(extraction, replace(comparison, stories=stories), "timelinejs")
    assert parsed("timelinejs", found)["title"]["text"]["headline"] == headline


# plover ---------------------------------------------------------------------------------------------


def test_an_event_is_told_once_in_plovers_fields(told):
    (deed,) = parsed("plover", export(*told, "plover"))  # what has no type is not coded
    assert (deed["event"], deed["status"], deed["said"]) == (["ASSAULT"], ["happened"], False)
    assert [each["entity_text"] for each in deed["actor"]] == ["Guards"]
    assert [each["entity_text"] for each in deed["recipient"]] == ["dockers"]
    assert (deed["date"], deed["enddate"]) == ("2031-03-04", "2031-03-05")
    assert [each["publication"] for each in deed["cite_info"]] == ["Post", "Wire", "Copy"]


def test_a_demand_is_coded_though_it_is_no_event(told):
    extraction, _ = told
    text = "The union urged the mayor to resign."
    doc = document(text, "Later", path="in/Later.txt", published=sourced("2031-03-07"))
    said = statement(
        doc, ("The union",), ("urged",), ("to resign",), act="demanded",
        members=(Member(span=spans(text, "The union")[0], actor=UNION),),
        addressee=anchored(text, "the mayor"),
    )  # fmt: skip
    whole = Extraction(documents=(doc,), statements=(said,), actors=extraction.actors)
    (found,) = parsed("plover", export(whole, Comparison(), "plover"))
    assert (found["event"], found["said"], found["date_basis"]) == (["REQUEST"], True, "publication")
    assert [each["entity_text"] for each in found["actor"]] == ["Union <of> & dockers"]
    assert [each["entity_text"] for each in found["recipient"]] == ["the mayor"]


def test_a_demand_has_the_day_that_its_words_give(told):
    extraction, _ = told
    text = "On 5 March 2031 the union urged the mayor to resign."
    doc = document(text, "Later", published=sourced("2031-03-07"))
    said = statement(
        doc, ("the union",), ("urged",), ("to resign",), act="demanded",
        time=anchored(text, "On 5 March 2031"),
        members=(Member(span=spans(text, "the union")[0], actor=UNION),),
    )  # fmt: skip
    day = time(doc, "5 March 2031", "2031-03-05")
    whole = Extraction(documents=(doc,), statements=(said,), actors=extraction.actors, times=(day,))
    (found,) = parsed("plover", export(whole, Comparison(), "plover"))
    assert (found["date"], found["enddate"], found["date_basis"]) == ("2031-03-05", "2031-03-05", "stated")


# timelinejs -----------------------------------------------------------------------------------------


class _Words(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.words = [], ""

    def handle_starttag(self, tag, _attributes):
        self.tags.append(tag)

    def handle_data(self, data):
        self.words += data


def test_a_timeline_has_what_is_dated_with_its_sources_and_counts_the_rest(told):
    found = parsed("timelinejs", export(*told, "timelinejs"))
    (slide,) = found["events"]
    assert slide["start_date"] == {"year": 2031, "month": 3, "day": 4}
    assert slide["end_date"] == {"year": 2031, "month": 3, "day": 5}
    assert slide["display_date"] == "4 March 2031 or 5 March 2031"
    assert slide["group"] == "Dated in the words"
    page = _Words()
    page.feed(slide["text"]["text"])
    assert set(page.tags) == {"p", "br"}
    assert "killed 12 dockers" in page.words
    assert "Wire" in page.words
    assert "differ on: time, figure: killed" in page.words
    assert "1 event; 1 event without a time" in found["title"]["text"]["text"]


# ics ------------------------------------------------------------------------------------------------


def test_a_day_is_an_all_day_event_that_ends_the_day_after(told):
    lines = parsed("ics", export(*told, "ics"))
    assert "DTSTART;VALUE=DATE:20310304" in lines
    assert "DTEND;VALUE=DATE:20310306" in lines
    assert "DTSTAMP:20310306T000000Z" in lines
    assert "LOCATION:Aktau" in lines
    assert "GEO:-43.6000;51.2000" in lines
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 1
    assert all(len(line.encode()) <= 75 for line in export(*told, "ics").split("\r\n"))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2031-03-04T14:30", ["DTSTART:20310304T143000"]),
        ("2031-03-04T14:30+05:00", ["DTSTART:20310304T093000Z"]),
        ("2031-03-04T99:99", ["DTSTART;VALUE=DATE:20310304", "DTEND;VALUE=DATE:20310305"]),
        ("9999-12-31", ["DTSTART;VALUE=DATE:99991231"]),
        ("2031-02-30", []),
    ],
)
def test_a_minute_is_a_time_and_what_no_calendar_has_is_left_out(texts, value, expected):
    when = time(texts[0], "4 March 2031", value)
    extraction = Extraction(documents=texts, events=(event(texts[0], "killed", time=when.id),), times=(when,))
    lines = parsed("ics", export(extraction, Comparison(), "ics"))
    found = [line for line in lines if line.startswith(("DTSTART", "DTEND")) and "1970" not in line]
    assert found == expected


def test_what_is_dated_to_a_year_is_in_no_calendar(texts):
    when = time(texts[0], "4 March 2031", "2031-01-01", "2031-12-31")
    extraction = Extraction(documents=texts, events=(event(texts[0], "killed", time=when.id),), times=(when,))
    assert "VEVENT" not in export(extraction, Comparison(), "ics")
    assert len(parsed("timelinejs", export(extraction, Comparison(), "timelinejs"))["events"]) == 1


@given(st.text(alphabet=st.one_of(st.sampled_from("\\;,\r\n🛶é"), st.characters()), max_size=300))
def test_values_of_a_calendar_are_escaped_and_folded(words):
    line = folded(f"SUMMARY:{escaped(words)}")
    parts = line.split("\r\n")
    assert all(len(part.encode()) <= 75 for part in parts)
    assert all(part.startswith(" ") for part in parts[1:])
    whole = line.replace("\r\n ", "")
    assert whole == f"SUMMARY:{escaped(words)}"
    assert not re.search(r"[\0-\x08\x0a-\x1f]", whole)
    assert not re.sub(r"\\[\\;,n]", "", whole).count("\\")
    assert not re.search(r"[;,]", re.sub(r"\\[\\;,n]", "", whole))


# gexf -----------------------------------------------------------------------------------------------


def test_a_network_has_who_says_and_does_what_to_whom(told):
    root = parsed("gexf", export(*told, "gexf"))
    labels = {node.get("id"): node.get("label") for node in root.findall(".//{*}node")}
    assert labels == {GUARDS: "Guards", DOCKERS: "dockers", UNION: "Union <of> & dockers", MAYOR: "Ona Ost"}
    edges = {
        (edge.get("source"), edge.get("kind"), edge.get("target"), edge.get("weight"))
        for edge in root.findall(".//{*}edge")
    }
    assert edges == {
        (UNION, "says about", GUARDS, "1"),
        (UNION, "says to", MAYOR, "1"),
        (UNION, "says through", DOCKERS, "1"),
        (GUARDS, "acts on", DOCKERS, "1"),
    }
    (guards,) = (node for node in root.findall(".//{*}node") if node.get("id") == GUARDS)
    values = {each.get("for"): each.get("value") for each in guards.findall(".//{*}attvalue")}
    assert values == {"type": "group", "mentions": "2", "statements": "0", "events": "2", "documents": "1"}


# ftm ------------------------------------------------------------------------------------------------


def test_entities_refer_to_entities_that_are_there(told):
    found = {each["id"]: each for each in parsed("ftm", export(*told, "ftm"))}
    schemata = {each["schema"] for each in found.values()}
    assert schemata == {"Document", "Person", "Organization", "LegalEntity", "Mention", "Event"}
    assert DOCKERS not in found  # of no known type
    assert found[GUARDS]["properties"] == {"name": ["Guards"], "alias": ["the guards"]}
    killing = found["e" * 16]["properties"]
    assert killing["involved"] == [GUARDS]
    assert killing["date"] == ["2031-03-04", "2031-03-05"]
    assert (killing["startDate"], killing["endDate"]) == (["2031-03-04"], ["2031-03-05"])
    assert len(killing["proof"]) == 3
    pointing = ("involved", "proof", "document", "resolved")
    targets = [
        id_ for each in found.values() for name in pointing for id_ in each["properties"].get(name, [])
    ]
    assert targets
    assert set(targets) <= found.keys()


def test_a_position_says_that_it_is_over():
    roles = (
        Role(title="mayor", until="2031-03-04"), Role(title="clerk", standing="former"),
        Role(title="former judge", standing="former"), Role(title="warden"),
    )  # fmt: skip
    whole = Extraction(actors=(Actor(id=MAYOR, type="person", names=("Ona Ost",), roles=roles),))
    (found,) = parsed("ftm", export(whole, Comparison(), "ftm"))
    told = ["mayor (until 4 March 2031)", "clerk (no longer)", "former judge", "warden"]
    assert found["properties"]["position"] == told


def test_bodies_that_are_called_alike_are_told_apart():
    actors = tuple(
        Actor(
            id=number * 16, type="organisation", names=("Defence Ministry", "Ministry"),
            acts_for=(ActsFor(state=state, score=1.0),),
        )
        for number, state in (("7", "Lurmia"), ("8", "Velmar"))
    )  # fmt: skip
    apart = ["Defence Ministry (Lurmia)", "Defence Ministry (Velmar)"]
    root = parsed("gexf", export(Extraction(actors=actors), Comparison(), "gexf"))
    assert [node.get("label") for node in root.findall(".//{*}node")] == apart
    lines = parsed("ftm", export(Extraction(actors=actors), Comparison(), "ftm"))
    assert [each["properties"]["name"] for each in lines] == [[name] for name in apart]
    assert [each["properties"]["alias"] for each in lines] == [["Defence Ministry", "Ministry"]] * 2


# annotations ----------------------------------------------------------------------------------------


def test_the_collections_of_two_runs_have_two_ids(corpus, told):
    one, other = (
        parsed("annotations", export(*found, "annotations"))
        for found in ((corpus.extraction, corpus.comparison), told)
    )
    assert one["id"] != other["id"]
    assert one["first"]["partOf"] == one["id"]
    assert one["@context"][1]["speakerActor"]["@type"] == "@id"


def test_an_annotation_has_its_place_and_its_words(corpus):
    found = parsed("annotations", export(corpus.extraction, corpus.comparison, "annotations"))
    texts = {f"urn:rashomon:document:{doc.id}": doc.text for doc in corpus.extraction.documents}
    texts |= {doc.url: doc.text for doc in corpus.extraction.documents if doc.url}
    assert found["total"] == len(found["first"]["items"]) == len(corpus.extraction.statements)
    for item in found["first"]["items"]:
        for target in item["target"]:
            quote, place_ = target["selector"]
            text = texts[target["source"]]
            assert quote["exact"] == text[place_["start"] : place_["end"]]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
    denial = next(item["body"] for item in found["first"]["items"] if item["body"]["act"] == "denied")
    assert (denial["speaker"], denial["value"]) == ("The Skippers' League", "Skippers' League: denies")


# The command ----------------------------------------------------------------------------------------


def run(*arguments):
    command = [sys.executable, "-m", "rashomon", "export", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, timeout=120, check=False)  # noqa: S603 - our own


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "texts"
    made.mkdir()
    (made / "a.txt").write_text("Guards detained 41 dockers in Halm on 4 March 2031.\n")
    (made / "b.txt").write_text(
        'River guards detained 14 dockers in Halm, "on 4 March 2031", Ina Torv said.\n'
    )
    return made


def test_the_command_writes_a_file_or_to_standard_output(folder, tmp_path):
    out = tmp_path / "story.ics"
    ended = run(folder, "--to", "ics", "--out", out)
    assert ended.returncode == 0
    assert out.as_uri() in ended.stdout.decode()
    assert "DTSTART;VALUE=DATE:20310304" in parsed("ics", out.read_bytes().decode())
    ended = run(folder, "--to", "ics", "--out", "-")
    assert ended.stdout == out.read_bytes()
    assert b"2 texts" in ended.stderr


def test_the_command_lists_formats_and_refuses_others_before_it_reads(folder, tmp_path):
    ended = run(folder, "--to", "pdf", "--out", tmp_path / "x")
    assert ended.returncode == 2
    assert ", ".join(FORMATS) in ended.stderr.decode()
    assert not (tmp_path / "x").exists()
    shown = re.sub(r"[\s│]+", " ", run("--help").stdout.decode())
    assert all(name in shown for name in FORMATS)
    assert run(folder, "--to", "ics", "--out", folder / "x.ics").returncode == 2
