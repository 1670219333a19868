"""The ways between sections: by day, who holds what, where they part, who is who."""

from __future__ import annotations

from conftest import anchored, document, sourced, statement
from lxml import html
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
    Place,
    Position,
    Proposition,
    TimeReference,
)
from rashomon.report import render

POST = "Ona Veld said the harbour crane was blown up on 4 March 2031. Rain fell on 5 March 2031."
WIRE = "Bram Torv denied that the harbour crane was blown up. Three cranes fell on 4 March 2031."
VELD, TORV = "a" * 16, "b" * 16
MATTER, POINT, MERGED = "1" * 16, "2" * 16, "3" * 16


def text(words, outlet):
    return document(words, outlet, title=sourced(outlet), published=sourced("2031-03-07"), language="en")


def day(doc, words, value):
    (span,) = anchored(doc.text, words).spans
    return TimeReference(
        id=finding_id(doc.id, "time", [span]), document=doc.id, span=span, text=words, value=value,
        earliest=value, latest=value, precision="day", basis="stated", score=0.9, made_by="test",
    )  # fmt: skip


def event(doc, words, **fields):
    trigger = anchored(doc.text, words)
    return Event(
        id=finding_id(doc.id, "event", trigger.spans), document=doc.id, trigger=trigger, status="happened",
        score=0.9, made_by="test", **fields,
    )  # fmt: skip


def said(doc, who, actor, cue, content, **fields):
    member = Member(span=anchored(doc.text, who).spans[0], actor=actor)
    return statement(doc, (who,), (cue,), (content,), kind="indirect", members=(member,), **fields)


def story():
    """Return two texts: somebody says that a crane was blown up, somebody else denies it."""
    post, wire = text(POST, "Post"), text(WIRE, "Wire")
    claim = said(post, "Ona Veld", VELD, "said", "the harbour crane was blown up on 4 March 2031")
    denial = said(wire, "Bram Torv", TORV, "denied", "that the harbour crane was blown up", act="denied")
    days = (
        day(post, "4 March 2031", "2031-03-04"),
        day(post, "5 March 2031", "2031-03-05"),
        day(wire, "4 March 2031", "2031-03-04"),
    )
    events = (
        event(post, "blown up", time=days[0].id, reported_by=claim.id),
        event(post, "fell", time=days[1].id),
        event(wire, "blown up", reported_by=denial.id),
        event(wire, "fell", time=days[2].id),
    )
    extraction = Extraction(
        documents=(post, wire), statements=(claim, denial), events=events, times=days,
        actors=(
            Actor(id=VELD, type="person", names=("Ona Veld",)),
            Actor(id=TORV, type="person", names=("Bram Torv",)),
        ),
    )  # fmt: skip
    matter = Proposition(
        id=MATTER, label="the harbour crane was blown up", kind="fact", members=(claim.id, denial.id),
        values=(FoundValue(value="the harbour crane was blown up", findings=(claim.id,)),),
    )  # fmt: skip
    return extraction, Comparison(propositions=(matter,))


def with_point():
    """Return the same with a point on what is denied."""
    extraction, comparison = story()
    claim, denial = extraction.statements
    point = Proposition(
        id=POINT, label="blown up", kind="fact", about=About(attribute="denied"),
        values=(
            FoundValue(value="the crane was blown up", findings=(claim.id,)),
            FoundValue(value="not so", findings=(denial.id,)),
        ),
        members=(claim.id, denial.id),
    )  # fmt: skip
    ends = [
        Passage(document=each.document, spans=each.content.spans, finding=each.id) for each in (claim, denial)
    ]
    link = Link(
        id="4" * 16, kind="contradict", proposition=POINT, left=ends[0], right=ends[1], attribute="denied",
        left_value="the crane was blown up", right_value="not so", compatible=False, score=0.9,
        made_by="test",
    )  # fmt: skip
    positions = (
        Position(id="5" * 16, proposition=POINT, actor=VELD, position="asserts", evidence=(claim.id,)),
        Position(id="6" * 16, proposition=POINT, actor=TORV, position="denies", evidence=(denial.id,)),
    )
    own = (*comparison.propositions, point)
    return extraction, replace(comparison, propositions=own, links=(link,), positions=positions)


def with_event(*alternatives):
    """Return the same with both tellings of one event put together, which differ on something."""
    extraction, comparison = story()
    one, _, other, _ = extraction.events
    merged = MergedEvent(
        id=MERGED,
        events=(one.id, other.id),
        alternatives=tuple(
            Alternative(
                field=field,
                values=tuple(
                    FoundValue(value=value, findings=(told.id,))
                    for value, told in zip(values, (one, other), strict=True)
                ),
            )
            for field, values in alternatives
        ),
    )
    return extraction, replace(comparison, merged_events=(merged,))


def parsed(extraction, comparison):
    return html.document_fromstring(render(extraction, comparison).encode("utf-8"))


def plain(element):
    return " ".join(element.text_content().split())


def entry(tree, words):
    (found,) = (
        each for each in tree.xpath("//section[@id='timeline']//li[@class='said']") if words in plain(each)
    )
    return found


def card(tree, name):
    """Return the links of what somebody holds, by their name."""
    (found,) = (each for each in tree.xpath("//section[@class='speaker']") if name in plain(each.find("h3")))
    (held,) = found.xpath("./ul[contains(@class, 'holds')]")
    return held


def test_an_entry_by_day_leads_to_the_board_and_back():
    tree = parsed(*story())
    told = entry(tree, "the harbour crane was blown up on 4 March 2031")
    assert "Who holds what: m1" in plain(told)
    assert "#board-m1" in told.xpath(".//a/@href")
    matter = tree.get_element_by_id("m1")
    assert f"#{told.get('id')}" in matter.xpath(".//a/@href")
    assert "By day: 4 March 2031" in plain(matter)


def test_an_entry_that_no_matter_speaks_of_leads_nowhere_else():
    other = entry(parsed(*story()), "Rain fell")
    assert not other.xpath(".//*[contains(@class, 'ties')]")
    assert not other.xpath(".//*[contains(@class, 'differs')]")


def test_an_entry_leads_to_where_its_sentence_parts_from_others_and_back():
    tree = parsed(*with_point())
    told = entry(tree, "the harbour crane was blown up on 4 March 2031")
    assert "#p1" in told.xpath(".//a/@href")
    assert f"#{told.get('id')}" in tree.get_element_by_id("p1").xpath(".//a/@href")


def test_who_is_who_has_what_somebody_holds_and_matters_lead_back():
    tree = parsed(*with_point())
    veld, torv = card(tree, "Ona Veld"), card(tree, "Bram Torv")
    assert "On the board: m1" in plain(veld)
    assert plain(veld).endswith("said by one, denied by another: the crane was blown up")
    assert "denies something of it" in plain(torv)
    assert "said by one, denied by another: denied" in plain(torv)
    for held in (veld, torv):
        assert {"#board-m1", "#p1"} <= set(held.xpath(".//a/@href"))
        anchor = held.getparent().find("h3").get("id")
        assert f"#{anchor}" in tree.get_element_by_id("p1").xpath(".//a/@href")


def test_who_speaks_of_a_matter_leads_to_who_is_who():
    extraction, comparison = with_point()
    held = Position(
        id="7" * 16,
        proposition=MATTER,
        actor=VELD,
        position="asserts",
        evidence=(extraction.statements[0].id,),
    )
    tree = parsed(extraction, replace(comparison, positions=(*comparison.positions, held)))
    (link,) = tree.get_element_by_id("m1").xpath(".//p[contains(., 'Who speaks of it')]//a")
    assert plain(link) == "Ona Veld"
    assert tree.get_element_by_id(link.get("href")[1:]).tag == "h3"


def test_accounts_that_differ_are_marked_with_the_values_and_the_way_to_them():
    tree = parsed(
        *with_event(("time", ("2031-03-04", "2031-03-06")), ("figure: killed", ("3", "at least 5")))
    )
    (mark,) = entry(tree, "blown up on 4 March 2031").xpath(".//p[@class='differs']")
    assert plain(mark) == (
        "Told differently: when (4 March 2031 / 6 March 2031); how many were killed (3 / at least 5)"
        " · see v1, where the accounts stand side by side"
    )
    assert mark.xpath(".//a/@href") == ["#v1"]


def test_what_is_planned_in_one_text_and_has_happened_in_another_is_not_told_differently():
    tree = parsed(*with_event(("status", ("happened", "planned"))))
    told = entry(tree, "blown up on 4 March 2031")
    assert not told.xpath(".//p[@class='differs']")
    assert "In several texts: v1" in plain(told)


def test_what_happened_in_one_text_and_is_not_so_in_another_is_told_differently():
    tree = parsed(*with_event(("status", ("happened", "denied"))))
    assert "whether it happened (happened / not so)" in plain(entry(tree, "blown up on 4 March 2031"))


def in_place(doc, words, name, inside=()):
    (span,) = anchored(doc.text, words).spans
    return Place(
        id=finding_id(doc.id, "place", [span]), document=doc.id, span=span, text=words, name=name,
        gazetteer_id=name, containment=inside, score=0.9, made_by="test",
    )  # fmt: skip


def placed(one, other):
    """Return two tellings of one event, each at a place."""
    extraction, comparison = with_event(("place", (one.name, other.name)))
    first, second, third, fourth = extraction.events
    events = replace(first, place=one.id), second, replace(third, place=other.id), fourth
    return replace(extraction, events=events, places=(one, other)), comparison


def test_two_places_are_told_differently_and_a_place_and_what_it_lies_in_are_not():
    post, wire = text(POST, "Post"), text(WIRE, "Wire")
    orle, halm = in_place(post, "harbour", "Orle"), in_place(wire, "harbour", "Halm")
    assert "where (Orle / Halm)" in plain(entry(parsed(*placed(orle, halm)), "blown up on 4 March 2031"))
    inside = replace(orle, containment=("Halm",))
    told = entry(parsed(*placed(inside, halm)), "blown up on 4 March 2031")
    assert not told.xpath(".//p[@class='differs']")


# People ---------------------------------------------------------------------------------------------


def of_two(one, other, *positions):
    """Return the page of a matter on which somebody says and somebody denies a thing, by their actors."""
    post, wire = text(POST, "Post"), text(WIRE.replace("Bram Torv", "Ona Veld"), "Wire")
    claim = said(post, "Ona Veld", one, "said", "the harbour crane was blown up on 4 March 2031")
    denial = said(wire, "Ona Veld", other, "denied", "that the harbour crane was blown up", act="denied")
    extraction = Extraction(
        documents=(post, wire), statements=(claim, denial),
        actors=tuple(Actor(id=each, type="person", names=("Ona Veld",)) for each in (one, other)),
    )  # fmt: skip
    (matter,) = story()[1].propositions
    value = FoundValue(value=matter.label, findings=(claim.id,))
    held = tuple(
        Position(id=f"{number}" * 16, proposition=MATTER, actor=actor, position=holds, evidence=(found.id,))
        for number, (actor, holds, found) in enumerate(
            ((one, "asserts", claim), (other, "denies", denial)), 7
        )
    )
    matter = replace(matter, members=(claim.id, denial.id), values=(value,))
    return parsed(extraction, Comparison(propositions=(matter,), positions=(*held, *positions)))


def test_of_two_of_one_name_each_has_what_they_hold():
    tree = of_two(VELD, TORV)
    cards = [plain(each) for each in tree.xpath("//section[@class='speaker']/ul[contains(@class, 'holds')]")]
    assert sorted("says so" in each for each in cards) == [False, True]
    assert sorted("denies something of it" in each for each in cards) == [False, True]
    links = tree.get_element_by_id("m1").xpath(".//p[contains(., 'Who speaks of it')]//a/@href")
    assert len(set(links)) == 2


def test_what_was_set_by_hand_is_so_on_the_card():
    extraction, comparison = story()
    set_ = Position(
        id="8" * 16, proposition=MATTER, actor=VELD, position="denies",
        evidence=(extraction.statements[0].id,), made_by="hand",
    )  # fmt: skip
    tree = parsed(extraction, replace(comparison, positions=(set_,)))
    assert "(denies something of it, set by hand)" in plain(card(tree, "Ona Veld"))
    assert "set by hand" not in plain(card(tree, "Bram Torv"))


def test_who_only_asks_has_no_value_of_a_point():
    extraction, comparison = with_point()
    asking = tuple(
        replace(each, position="doubts") if each.actor == VELD else each for each in comparison.positions
    )
    tree = parsed(extraction, replace(comparison, positions=asking))
    assert "Where they part" not in plain(card(tree, "Ona Veld"))
    assert "Where they part" in plain(card(tree, "Bram Torv"))


def test_of_many_ways_the_first_are_shown_and_the_rest_counted():
    extraction, comparison = story()
    (matter,) = comparison.propositions
    many = tuple(replace(matter, id=f"{number:016d}", label=f"crane {number}") for number in range(10))
    told = entry(parsed(extraction, replace(comparison, propositions=many)), "blown up on 4 March 2031")
    (ties,) = told.xpath(".//p[@class='ties']")
    assert len(ties.xpath(".//a")) == 8
    assert plain(ties).endswith("and 2 more")
