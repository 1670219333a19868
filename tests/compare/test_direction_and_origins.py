from __future__ import annotations

import pytest

from rashomon.model.records import Part

BARGE = "A barge with forty crates of clocks sank beside the customs mole before breakfast."
CLOCKS = "Divers raised eleven clocks by evening, and every one of them was still ticking loudly."
OWNER = "The owner offers a reward of two goats to whoever brings back the largest pendulum."
QUOTE = "“I heard ticking beneath my feet and thought that the tide had learned to count,” said Lena Marl."


def codes(link):
    return {reason.code for reason in link.reasons}


def test_the_earlier_text_is_the_source(make, compared):
    late = make(BARGE, "a.txt", date="2033-05-07")
    early = make(BARGE, "b.txt", date="2033-05-06T22:00")
    (link,) = compared(late, early).links
    assert (link.kind, link.left.document, link.right.document) == ("derive", early.id, late.id)
    assert "published 2033-05-06, the other 2033-05-07" in [reason.detail for reason in link.reasons]


def test_a_text_that_names_the_outlet_of_the_other_goes_back_to_it(make, compared):
    source = make(f"{BARGE}\n\n{CLOCKS}", "b.txt", outlet="Mole Gazette")
    relay = make(f"{BARGE} So the Mole Gazette reports.", "a.txt", outlet="Far News")
    (link,) = compared(source, relay).links
    assert (link.kind, link.left.document) == ("derive", source.id)
    assert "cites" in codes(link)


def test_a_headline_that_two_texts_share_names_no_source(make, compared):
    headline = "MINISTER OF TIDES DENIES CLOCK ORDER"
    titled = f"{headline}\n\n{BARGE}"
    parts = (
        Part(kind="title", start=0, end=len(headline)),
        Part(kind="body", start=len(headline) + 2, end=len(titled)),
    )
    mistaken = make(f"{headline}\n\n{BARGE} {CLOCKS}", "a.txt", outlet=headline)
    other = make(titled, "b.txt", parts=parts)
    links = compared(mistaken, other).links
    assert links
    assert all("cites" not in codes(link) for link in links)


def test_a_name_at_the_head_of_a_text_that_the_other_reports_from(make, compared):
    source = make(f"Clocks afloat\n\nThe Mole Gazette\n\n{BARGE}\n\n{CLOCKS}", "b.txt")
    relay = make(f"{BARGE} {CLOCKS} So The Mole Gazette reports, and none doubts it.", "a.txt")
    assert {(link.kind, link.left.document) for link in compared(source, relay).links} == {
        ("derive", source.id)
    }


def test_a_place_at_the_head_of_a_text_is_no_source_for_being_named(make, compared):
    left = make(f"Clocks afloat\n\nUpper Mole\n\n{BARGE}", "b.txt")
    right = make(f"{BARGE}\n\nFishermen of Upper Mole went home.", "a.txt")
    (link,) = compared(left, right).links
    assert link.kind == "agree"


def test_an_agency_in_the_dateline_is_named_by_its_relay(make, compared):
    dateline = "SELMOUTH (Quay Wire) - "
    parts = (
        Part(kind="dateline", start=0, end=len(dateline)),
        Part(kind="body", start=len(dateline), end=len(dateline + BARGE)),
    )
    source = make(dateline + BARGE, "b.txt", parts=parts)
    relay = make(f"{BARGE}\n\nQuay Wire", "a.txt")
    (link,) = compared(source, relay).links
    assert (link.kind, link.left.document) == ("derive", source.id)


def test_a_text_published_by_its_own_speaker_is_the_source(make, compared):
    statement = make(f"We grieve. {BARGE}", "b.txt", voice="Guild of Clockmakers")
    report = make(f"{BARGE} {CLOCKS}", "a.txt")
    (link,) = compared(statement, report).links
    assert (link.kind, link.left.document) == ("derive", statement.id)
    assert "first-hand" in codes(link)


def test_attribution_and_first_person_tell_without_dates(make, compared):
    own = "We shall not pay for clocks that nobody wound before the barge went down."
    told = "The insurers said they would not pay for clocks that nobody wound before the barge went down."
    left, right = make(told, "a.txt"), make(own, "b.txt")
    (link,) = compared(left, right).links
    assert (link.kind, link.left.document) == ("derive", right.id)
    assert {"attributed", "first-person"} <= codes(link)


def test_changes_turn_with_the_sides(make, compared):
    longer = make(BARGE.replace("sank", "suddenly sank"), "a.txt", date="2033-05-07")
    shorter = make(BARGE, "b.txt", date="2033-05-06")
    (link,) = compared(longer, shorter).links
    (change,) = link.changes
    assert (change.kind, change.left) == ("added", None)
    assert change.right.of(longer.text) == "suddenly"


def test_two_copies_with_nothing_to_tell_them_apart_agree(make, compared):
    (link,) = compared(make(BARGE, "a.txt"), make(BARGE, "b.txt")).links
    assert link.kind == "agree"


def test_same_quotation_in_two_independent_reports_is_no_derivation(make, compared):
    left = make(f"The harbour was quiet at noon.\n\n{QUOTE}\n\nShe sells eels.", "a.txt", date="2033-05-06")
    right = make(
        f"Crowds came to look at bubbles.\n\n{QUOTE}\n\nThe mayor slept.", "b.txt", date="2033-05-07"
    )
    comparison = compared(left, right)
    (link,) = comparison.links
    assert link.kind == "agree"
    assert "same-quotation" in codes(link)
    assert all(origin.first is None for origin in comparison.origins)


def test_copy_under_two_outlets_is_two_documents_and_one_origin(make, compared):
    text = f"{BARGE}\n\n{CLOCKS}\n\n{OWNER}"
    left = make(text, "one/a.txt", outlet="Mole Gazette", date="2033-05-06")
    right = make(text, "two/a.txt", outlet="Far News", date="2033-05-07")
    assert left.id != right.id
    (origin,) = compared(left, right).origins
    assert set(origin.documents) == {left.id, right.id}
    assert origin.first == left.id
    assert [passage.document for passage in origin.passages] == list(origin.documents)


def test_a_passage_in_three_otherwise_different_texts_has_an_origin_of_its_own(make, compared):
    others = (
        """Bakers of Upper Mole burned three hundred loaves on Thursday because of a wager about salt.
        Nobody would eat them. The wager stands until the new moon rises over the tannery.""",
        """Snow covered the observatory for a fortnight and its telescope served as a nesting box.
        Astronomers wrote to the ducal treasury about feathers, and were sent a broom by return.""",
        """Chess players gathered in the dry dock to finish a game begun by their grandfathers.
        White needs eleven moves, most of which require a ladder and a letter from the bishop.""",
    )
    documents = [make(f"{other}\n\n{CLOCKS}", f"{i}.txt") for i, other in enumerate(others)]
    (origin,) = compared(*documents).origins
    assert len(origin.documents) == 3
    assert [passage.spans[0].of(documents[i].text) for i, passage in enumerate(origin.passages)] == [
        CLOCKS
    ] * 3
    assert origin.reasons[0].code == "same-passage"


def test_a_passage_with_other_numbers_is_no_copy(make, compared):
    weighed = "The weigher of the Mole harbour put the bronze bell of the drowned minster at {} tonnes."
    others = (
        """Bakers of Upper Mole burned some loaves on Thursday because of a wager about salt.
        Nobody would eat them. The wager stands until the new moon rises over the tannery.""",
        """Snow covered the observatory for a fortnight and its telescope served as a nesting box.
        Astronomers wrote to the ducal treasury about feathers, and were sent a broom by return.""",
        """Chess players gathered in the dry dock to finish a game begun by their grandfathers.
        White needs a ladder, a lamp, and a letter from the bishop of the lower isles.""",
    )
    documents = [
        make(f"{other}\n\n{weighed.format(tonnes)}", f"{i}.txt")
        for i, (other, tonnes) in enumerate(zip(others, (58, 58, 39), strict=True))
    ]
    assert not compared(*documents).origins
    same = [make(f"{other}\n\n{weighed.format(58)}", f"{i}.txt") for i, other in enumerate(others)]
    assert len(compared(*same).origins) == 1


def test_one_short_fact_in_other_words_is_never_surely_copied(make, compared):
    one = make("Clerks counted salt.\n\nNine boats sank off Mole Head in the gale of Sunday.", "1.txt")
    other = make("Bakers slept late.\n\nIn the gale of Sunday nine boats sank off Mole Head.", "2.txt")
    (link,) = compared(one, other).links
    assert link.score < 0.85


def test_a_long_report_that_quotes_a_short_statement_is_no_copy_of_it(make, compared):
    statement = make(f"{BARGE}", "s.txt", date="2033-05-05")
    own = " ".join(f"Reporter{i} asked widow{i} about anchor{i}." for i in range(20))
    report = make(f"{own}\n\n{BARGE}", "r.txt", date="2033-05-06")
    comparison = compared(statement, report)
    assert [link.kind for link in comparison.links] == ["derive"]
    assert comparison.origins == ()


def test_without_dates_or_hints_no_text_of_an_origin_is_the_first(make, compared):
    (origin,) = compared(*(make(f"{BARGE}\n\n{CLOCKS}", f"{i}.txt") for i in range(3))).origins
    assert origin.first is None


def test_unrelated_texts_have_no_origin(make, compared):
    assert compared(make(BARGE, "a.txt"), make(OWNER, "b.txt")).origins == ()


def test_two_relays_of_one_text_agree_through_it(make, compared):
    source = make(f"{BARGE}\n\n{CLOCKS}\n\n{OWNER}", "s.txt", date="2033-05-05")
    one = make(f"{BARGE}\n\n{CLOCKS.replace('loudly', 'softly')}", "a.txt", date="2033-05-06")
    other = make(f"{CLOCKS.replace('raised', 'lifted')}\n\n{BARGE}", "b.txt", date="2033-05-07")
    comparison = compared(source, one, other)
    between = [
        link for link in comparison.links if {link.left.document, link.right.document} == {one.id, other.id}
    ]
    assert {link.kind for link in between} == {"agree"}
    assert all("same-source" in codes(link) for link in between)
    (origin,) = comparison.origins
    assert origin.first == source.id


def test_a_relay_of_a_relay_that_names_it_goes_back_to_it(make, compared):
    source = make(f"{BARGE}\n\n{CLOCKS}", "s.txt", date="2033-05-05")
    relay = make(f"{BARGE}\n\n{CLOCKS}", "a.txt", date="2033-05-06", outlet="Quay Wire")
    second = make(f"{BARGE} Quay Wire has this.\n\n{CLOCKS}", "b.txt", date="2033-05-07")
    links = compared(source, relay, second).links
    between = [link for link in links if {link.left.document, link.right.document} == {relay.id, second.id}]
    assert {(link.kind, link.left.document) for link in between} == {("derive", relay.id)}


@pytest.mark.parametrize("dates", [(None, None), ("2033-05-06", None), ("2033-05-06", "2033-05-06")])
def test_without_two_different_dates_time_tells_nothing(make, compared, dates):
    (link,) = compared(make(BARGE, "a.txt", date=dates[0]), make(BARGE, "b.txt", date=dates[1])).links
    assert "earlier" not in codes(link)


def test_a_text_with_two_quotations_does_not_make_one_of_them(make, compared):
    others = (
        "Bakers of Upper Mole burned three hundred loaves on Thursday because of a wager about salt.",
        "Snow covered the observatory for a fortnight and its telescope served as a nesting box.",
        "Chess players gathered in the dry dock to finish a game begun by their grandfathers.",
        "Astronomers wrote to the ducal treasury about feathers, and were sent a broom by return.",
        "White needs eleven moves, most of which require a ladder and a letter from the bishop.",
        "Nobody would eat them until the new moon rose over the tannery and its nine cold chimneys.",
    )
    carried = (f"{CLOCKS} {OWNER}", f"{CLOCKS} {OWNER}", CLOCKS, CLOCKS, OWNER, OWNER)
    documents = [
        make(f"{other}\n\n{words}\n\n{other[::-1]}", f"{number}.txt")
        for number, (other, words) in enumerate(zip(others, carried, strict=True))
    ]
    first, second = ({documents[at].id for at in each} for each in ((2, 3), (4, 5)))
    origins = compared(*documents).origins
    assert any(first <= {*origin.documents} for origin in origins)
    assert not any(first & {*origin.documents} and second & {*origin.documents} for origin in origins)


def test_a_country_in_capitals_is_nobody_who_says_we(make, compared):
    left = make("The United States will send two hundred clocks to the mole before breakfast.", "a.txt")
    right = make("The US will send two hundred clocks to the mole before breakfast.", "b.txt")
    assert {link.kind for link in compared(left, right).links} == {"agree"}


def test_an_outlet_is_not_named_by_a_longer_name(make, compared):
    source = make(f"{BARGE}\n\n{CLOCKS}", "b.txt", outlet="The National")
    relay = make(f"{BARGE} So the National Guard reports.", "a.txt", outlet="Far News")
    assert all("cites" not in codes(link) for link in compared(source, relay).links)


def test_hours_with_zones_are_compared_as_moments(make, compared):
    early = make(BARGE, "a.txt", date="2033-05-07T07:30:00+09:00")
    late = make(BARGE, "b.txt", date="2033-05-06T19:30:00-05:00")
    (link,) = compared(late, early).links
    assert (link.kind, link.left.document) == ("derive", early.id)


def test_two_reports_that_quote_one_statement_are_not_one_text(make, compared):
    statement = make(f"{BARGE} {CLOCKS}", "s.txt")
    left = make(
        f"{BARGE} {CLOCKS} " + " ".join(f"Boats {n} sailed off to the far banks." for n in range(9)), "a.txt"
    )
    right = make(
        f"{BARGE} {CLOCKS} " + " ".join(f"Crews {n} slept in the tall tower." for n in range(9)), "b.txt"
    )
    whole = [o for o in compared(statement, left, right).origins if o.reasons[0].code == "whole-text"]
    assert all({left.id, right.id} - set(origin.documents) for origin in whole)


def test_a_flash_of_the_morning_is_the_source_of_the_longer_story_of_the_evening(make, compared):
    flash = make(BARGE, "a.txt", date="2033-05-06T06:05:00Z")
    long = make(
        BARGE.replace("sank", "with brass hands and oak cases and a crew of nine men sank"),
        "b.txt",
        date="2033-05-06T21:40:00Z",
    )
    (link,) = compared(long, flash).links
    assert (link.kind, link.left.document) == ("derive", flash.id)
    assert codes(link) & {"earlier", "fuller"} == {"earlier"}
    (soon,) = compared(flash, make(BARGE, "c.txt", date="2033-05-06T07:00:00Z")).links
    assert soon.kind == "agree"


def test_what_one_text_has_from_the_other_outweighs_the_hour(make, compared):
    source = make(f"{BARGE}\n\n{CLOCKS}", "b.txt", outlet="Mole Gazette", date="2033-05-06T12:00:00Z")
    relay = make(f"{BARGE} So the Mole Gazette reports.", "a.txt", date="2033-05-06T09:00:00Z")
    (link,) = compared(source, relay).links
    assert link.left.document == source.id


@pytest.mark.parametrize(
    ("words", "cited"),
    [
        ("A photographer of the Mole Gazette was among those hurt.", False),
        ("A van of the Mole Gazette was hit, the wardens said.", False),
        ("The street of the Mole Gazette was flooded.", False),
        ("The owner told a reporter of the Mole Gazette so.", True),
        ("According to the Mole Gazette, the owner slept.", True),
        ("(Mole Gazette)", True),
    ],
)
def test_an_outlet_of_which_something_is_told_is_no_source(make, compared, words, cited):
    source = make(f"{BARGE}\n\n{CLOCKS}", "b.txt", outlet="Mole Gazette")
    relay = make(f"{BARGE}\n\n{words}", "a.txt", outlet="Far News")
    (link,) = compared(source, relay).links
    assert ("cites" in codes(link)) == cited


def test_a_quotation_in_single_marks_is_one(make, compared):
    quoted = QUOTE.replace("“", "‘").replace("”", "’").replace("my feet", "the dockers’ feet, didn’t I,")
    left = make(f"The harbour was quiet at noon.\n\n{quoted}\n\nShe sells eels.", "a.txt", date="2033-05-06")
    right = make(f"Crowds came to look.\n\n{quoted}\n\nThe mayor slept.", "b.txt", date="2033-05-07")
    (link,) = compared(left, right).links
    assert "same-quotation" in codes(link)
