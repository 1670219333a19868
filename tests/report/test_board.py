"""Who holds what: positions set by hand, who passes on, days, changes of side, who is not found to speak."""

from __future__ import annotations

import pytest
from conftest import anchored, document, sourced, spans, statement
from lxml import html
from msgspec.structs import replace

import rashomon
from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.identity import finding_id
from rashomon.model.judgements import Judgement, Named, Target
from rashomon.model.records import (
    Actor,
    Event,
    FoundValue,
    Known,
    Member,
    Position,
    Proposition,
    Source,
    TimeReference,
)
from rashomon.report import ReportSettings, render
from rashomon.store.judgements import Corrections, Unmatched

BOARD, BOATMEN, PELL, TULL, POST, WIRE = (letter * 16 for letter in "abcdef")
ACTORS = (
    Actor(id=BOARD, type="organisation", names=("Harbour Board",)),
    Actor(id=BOATMEN, type="organisation", names=("Boatmen of Halm",)),
    Actor(id=PELL, type="person", names=("Orsolya Pell",)),
    Actor(id=TULL, type="person", names=("Mira Tull",)),
    Actor(id=POST, type="organisation", names=("Post",)),
    Actor(id=WIRE, type="organisation", names=("Wire",)),
)
SO, NOT_SO, RELAYED = "Says so", "Denies something of it", "Has it from others only, as far as was found"


def text(words, outlet, day="2031-03-07"):
    return document(
        words,
        outlet,
        title=sourced(f"Of {outlet}"),
        source=Source(outlet=sourced(outlet)),
        published=sourced(day) if day else None,
    )


def said(doc, who, content, actor, cue="said", **fields):
    return statement(
        doc, (who,), (cue,), (content,), kind="indirect",
        members=(Member(span=spans(doc.text, who)[0], actor=actor),), **fields,
    )  # fmt: skip


def denied(doc, who, content, actor, cue="denied", **fields):
    return said(doc, who, content, actor, cue, act="denied", **fields)


def matter(label, *findings, number=1):
    values = (FoundValue(value=label, findings=tuple(each.id for each in findings)),)
    members = tuple(each.id for each in findings)
    return Proposition(id=str(number) * 16, label=label, kind="fact", values=values, members=members)


def position(actor, holding, *findings, by_hand=False, number=1, **fields):
    return Position(
        id=f"{actor[:8]}{number}{holding:>7}".replace(" ", "0"), proposition=str(number) * 16, actor=actor,
        position=holding, evidence=tuple(each.id for each in findings),
        made_by="hand" if by_hand else "matters 1", **fields,
    )  # fmt: skip


class Tug:
    """Two texts: the Board denies in one what the Boatmen say in the other."""

    def __init__(self, post_day="2031-03-07", wire_day="2031-03-07"):
        self.post = text("The Harbour Board denied that the tug was overloaded.", "Post", post_day)
        self.wire = text("The Boatmen of Halm said that the tug was overloaded.", "Wire", wire_day)
        self.no = denied(self.post, "The Harbour Board", "that the tug was overloaded", BOARD)
        self.so = said(self.wire, "The Boatmen of Halm", "that the tug was overloaded", BOATMEN)
        self.matter = matter("the tug was overloaded", self.so)
        self.matter = replace(self.matter, members=(self.no.id, self.so.id))

    def extraction(self, *more, documents=(), times=()):
        return Extraction(
            documents=(self.post, self.wire, *documents), statements=(self.no, self.so, *more),
            actors=ACTORS, times=times,
        )  # fmt: skip

    def page(self, *positions, corrections=None, settings=None):
        comparison = Comparison(propositions=(self.matter,), positions=positions)
        return render(self.extraction(), comparison, settings, corrections or Corrections())


def words_of(element):
    return " ".join(element.text_content().split())


def parsed(page):
    return html.document_fromstring(page.encode())


def rows(page):
    return parsed(page).xpath('//section[@id="board"]//tbody/tr')


def cells(row):
    return {
        cell.get("data-label"): "; ".join(map(words_of, cell.xpath(".//li")))
        for cell in row.xpath("td[@data-label]")
    }


def below(row):
    return [words_of(each) for each in row.xpath('td[@class="under"]/p')]


def board(extraction, *matters, positions=()):
    return rows(render(extraction, Comparison(propositions=matters, positions=positions)))


# Positions set by hand ------------------------------------------------------------------------------


def test_a_position_set_by_hand_takes_the_place_of_what_was_found_and_says_so():
    tug = Tug()
    (row,) = rows(tug.page(position(BOATMEN, "denies", tug.so, by_hand=True)))
    assert SO not in cells(row)
    told = "✕ Boatmen of Halm, set by hand, text of 7 March; ✕ Harbour Board, text of 7 March"
    assert cells(row)[NOT_SO] == told
    (link,) = row.xpath('.//a[contains(., "Boatmen")]/@href')
    assert link == "#t2-s1"


def test_a_position_that_was_found_changes_nothing_on_the_board():
    tug = Tug()
    with_, without = (rows(page)[0] for page in (tug.page(position(BOATMEN, "asserts", tug.so)), tug.page()))
    assert cells(with_) == cells(without)
    assert "set by hand" not in words_of(with_)


@pytest.mark.parametrize(
    ("holding", "heading"),
    [("doubts", "Asks, or speaks as of something unsure"), ("asserts", SO)],
)
def test_each_word_for_a_position_has_its_column(holding, heading):
    tug = Tug()
    (row,) = rows(tug.page(position(BOARD, holding, tug.no, by_hand=True)))
    assert "Harbour Board, set by hand" in cells(row)[heading]
    assert NOT_SO not in cells(row)


def test_what_somebody_without_a_statement_holds_is_shown_where_a_correction_points():
    tug = Tug()
    (row,) = rows(tug.page(position(PELL, "doubts", tug.so, by_hand=True)))
    assert (
        cells(row)["Asks, or speaks as of something unsure"] == "? Orsolya Pell, set by hand, text of 7 March"
    )
    assert "Orsolya Pell" in row.get("data-w").split("\n")


def test_a_matter_on_which_a_position_was_set_is_on_the_board_whatever_its_words():
    tug = Tug()
    alone = replace(tug.matter, label="it was")
    page = render(tug.extraction(), Comparison(propositions=(alone,)))
    assert not rows(page)
    by_hand = (position(BOARD, "relays", tug.no, by_hand=True),)
    (row,) = rows(render(tug.extraction(), Comparison(propositions=(alone,), positions=by_hand)))
    assert below(row) == [f"{RELAYED}: Harbour Board, set by hand, text of 7 March"]


def none_said(tug):
    target = Target(
        text_sha256=tug.post.text_sha256, origin=None, spans=tug.no.content.spans,
        quote=(tug.no.content.text,),
    )  # fmt: skip
    return Judgement(
        kind="set_position",
        targets=(target,),
        value="none",
        actor=Named(name="Harbour Board"),
        by="Ed",
        at="2031-03-08",
    )


def test_who_was_said_by_hand_to_hold_nothing_is_in_no_cell_and_named_below():
    tug = Tug()
    correction = none_said(tug)
    (row,) = rows(tug.page(corrections=Corrections((correction,))))
    assert "Harbour Board" not in "".join(cells(row).values())
    assert below(row) == ["Set by hand: Harbour Board says nothing of this"]
    (row,) = rows(tug.page(corrections=Corrections((correction,), (Unmatched(correction, "lost"),))))
    assert "Harbour Board" in cells(row)[NOT_SO]


def test_a_later_correction_takes_the_place_of_one_that_took_all_away():
    tug = Tug()
    later = position(BOARD, "asserts", tug.no, by_hand=True)
    (row,) = rows(tug.page(later, corrections=Corrections((none_said(tug),))))
    assert "Harbour Board, set by hand" in cells(row)[SO]
    assert below(row) == []


def test_a_share_version_shows_what_was_set_by_hand():
    tug = Tug()
    settings = ReportSettings(share=True, excerpt_share=1.0)
    page = tug.page(position(BOATMEN, "denies", tug.so, by_hand=True), settings=settings)
    assert "Boatmen of Halm, set by hand" in cells(rows(page)[0])[NOT_SO]


LANTERN = """Lock shut in Pelm
The Osk Lantern
3 May 2034

PELM — Lene Osk said that the lock in Pelm was shut on Tuesday because a gate had broken.
"""
COURIER = """The lock in Pelm
Tolvik Courier
4 May 2034

PELM — Daven Rill said that the lock in Pelm was shut on Tuesday because a gate had broken.
"""


def test_a_position_set_in_a_run_stands_on_the_board_of_its_report(tmp_path):
    (folder := tmp_path / "texts").mkdir()
    for number, words in enumerate((LANTERN, COURIER)):
        (folder / f"{number}.txt").write_text(words)
    story = rashomon.compare(folder)
    holder = next(each for each in story.actors if "Lene Osk" in each.names)
    own = next(each for each in story.statements if "Lene Osk" in each.speaker.text)
    set_ = story.judgement("set_position", own, value="denies", actor=holder, by="Ed", at="2034-05-05")
    judged = rashomon.compare(folder, judgements=(set_,))
    assert judged.unmatched == ()
    page = judged.report(tmp_path / "report.html").read_text()
    assert any("Lene Osk, set by hand" in cells(row).get(NOT_SO, "") for row in rows(page))
    assert not any("Lene Osk" in cells(row).get(SO, "") for row in rows(page))


FERRY = "the ferry was late"


def two_of_one_label(*positions):
    """Return the rows of two matters of one label, of the second of which the texts say another thing."""
    tug = Tug()
    blatt = text(f"Mira Tull denied that {FERRY}.", "Blatt")
    news = text(f"Orsolya Pell said that {FERRY}.", "News")
    no = denied(blatt, "Mira Tull", f"that {FERRY}", TULL)
    so = said(news, "Orsolya Pell", f"that {FERRY}", PELL)
    second = replace(matter(tug.matter.label, so, number=2), members=(no.id, so.id))
    extraction = tug.extraction(no, so, documents=(blatt, news))
    set_ = tuple(position(PELL, each, so, by_hand=True, number=2) for each in positions)
    found = board(extraction, tug.matter, second, positions=set_)
    return {row.xpath("string(th/q)"): cells(row) for row in found if "Pell" in words_of(row.xpath("td")[0])}


def test_a_position_set_by_hand_stands_under_the_heading_of_which_it_was_set():
    assert two_of_one_label("asserts")["the tug was overloaded"][SO].startswith("● Orsolya Pell, set by hand")


def test_under_a_heading_in_place_of_the_label_a_share_version_tells_no_more_than_that_it_is_of_the_matter():
    tug = Tug()
    settings = ReportSettings(share=True, excerpt_share=1.0)
    tug.matter = replace(tug.matter, values=(FoundValue(value=tug.matter.label, findings=()),))
    page = tug.page(position(BOATMEN, "asserts", tug.so, by_hand=True), settings=settings)
    told = cells(rows(page)[0])
    assert "Boatmen of Halm, set by hand" in told["Says something else of it"]
    assert SO not in told


def test_two_of_one_correction_have_a_sentence_each_and_one_of_two_corrections_has_one():
    tug = Tug()
    correction = none_said(tug)
    other = Judgement(
        kind="set_position", targets=correction.targets, value="none", actor=Named(name="Boatmen of Halm"),
        by="Ed", at="2031-03-08",
    )  # fmt: skip
    (row,) = rows(tug.page(corrections=Corrections((correction, correction, other))))
    assert below(row) == [
        "Set by hand: Harbour Board says nothing of this; Boatmen of Halm says nothing of this"
    ]


def test_that_rows_may_stand_there_by_hand_is_said_where_some_do():
    tug = Tug()
    intro = words_of(
        parsed(tug.page(position(BOATMEN, "denies", tug.so, by_hand=True))).xpath('//section[@id="board"]/p')[
            0
        ]
    )
    assert "in like words, and those of which something was set by hand, whatever their words" in intro
    assert "by hand" not in words_of(parsed(tug.page()).xpath('//section[@id="board"]/p')[0])


# What positions show --------------------------------------------------------------------------------


def worded(content):
    """Return the cells of a matter on which the Board has a position that denies, shown by some words."""
    tug = Tug()
    tug.post = text(f"The Harbour Board said that {content}.", "Post")
    tug.no = said(tug.post, "The Harbour Board", f"that {content}", BOARD)
    tug.matter = replace(tug.matter, members=(tug.no.id, tug.so.id))
    (row,) = rows(tug.page(position(BOARD, "denies", tug.no)))
    return cells(row)


def test_a_not_before_the_words_of_the_heading_is_a_denial_where_the_position_is_one():
    assert "Harbour Board" in worded("nothing shows that the tug was overloaded")[NOT_SO]


@pytest.mark.parametrize(
    "content",
    [
        "the tug was overloaded, and that it was not the only one",
        "the tug had overloaded decks and had not sailed",
    ],
)
def test_a_not_of_something_else_is_none(content):
    assert NOT_SO not in worded(content)


def of_heading(label, first, second, act="said"):
    """Return the cells of a matter under some words, the first of two statements their giver's."""
    post = text(f"The Harbour Board said that {first}.", "Post")
    wire = text(f"Orsolya Pell said that {second}.", "Wire")
    one = said(post, "The Harbour Board", first, BOARD)
    other = said(wire, "Orsolya Pell", second, PELL, act=act)
    (row,) = board(
        Extraction(documents=(post, wire), statements=(one, other), actors=ACTORS), matter(label, one, other)
    )
    return cells(row)


@pytest.mark.parametrize(
    ("label", "second"),
    [
        ("divers found fourteen barges under the quay", "divers found five barges under the quay"),
        ("divers found 14 barges under the quay", "divers found no barges at all under the quay"),
        (
            "the harbour council put off the survey at the yard’s request",
            "Mira Tull called off the survey of the yard",
        ),
        (
            "the quay is one island with two bridges",
            "the quay is one island with two bridges, and it is the reverse",
        ),
    ],
)
def test_who_says_another_number_or_little_of_a_heading_or_takes_it_back_does_not_say_so(label, second):
    told = of_heading(label, label, second)
    assert "Harbour Board" in told[SO]
    assert "Orsolya Pell" not in told[SO]


def test_who_says_a_heading_in_other_digits_says_so():
    told = of_heading(
        "divers found fourteen barges under the quay", "divers found fourteen barges under the quay",
        "divers had found 14 of the barges under a quay",
    )  # fmt: skip
    assert "Orsolya Pell" in told[SO]


@pytest.mark.parametrize(
    "second",
    [
        "there was no leak in the hull",
        "they do not believe in that leak in the hull",
        "No. The hull leaks not",
    ],
)
def test_who_says_of_what_a_heading_speaks_of_that_it_is_not_there_denies_something_of_it(second):
    told = of_heading("the hull of the tug had a leak", "the hull of the tug had a leak", second)
    assert "Orsolya Pell" in told[NOT_SO]


def test_a_denial_of_another_thing_than_the_heading_speaks_of_is_none_of_it():
    label = "the Halm Rail Union gave notice of a strike"
    told = of_heading(label, label, "that the Halm Rail Union had been telephoned", act="denied")
    assert "Orsolya Pell" not in told.get(NOT_SO, "")


def test_what_somebody_says_in_their_own_view_they_say():
    label = "the seizure of the quay was unlawful"
    post = text(f"In our view {label}.", "Post")
    wire = text(f"Orsolya Pell said that {label}.", "Wire")
    own = said(post, "our", label, BOARD, cue="view", act="believed")
    other = said(wire, "Orsolya Pell", f"that {label}", PELL)
    (row,) = board(
        Extraction(documents=(post, wire), statements=(own, other), actors=ACTORS), matter(label, own, other)
    )
    assert "Harbour Board" in cells(row)[SO]


# Who passes on --------------------------------------------------------------------------------------


def test_who_passes_on_what_others_say_is_named_below_the_cells_and_side_by_side():
    tug = Tug()
    page = tug.page(position(WIRE, "relays", tug.so), position(POST, "relays", tug.no))
    (row,) = rows(page)
    assert below(row) == [f"{RELAYED}: Wire, text of 7 March; Post, text of 7 March"]
    assert "→" not in words_of(row)
    assert "Wire" not in row.get("data-w").split("\n")
    (side,) = parsed(page).xpath('//section[@id="beside"]')
    assert "Has it from others only, as far as was found: Wire and Post" in words_of(side)


def test_who_only_passes_on_makes_no_row():
    tug = Tug()
    else_ = replace(tug.matter, values=(FoundValue(value=tug.matter.label, findings=()),))
    extraction = tug.extraction()
    extraction = replace(extraction, statements=(replace(tug.no, act="said"), tug.so))
    relays = (position(WIRE, "relays", tug.so),)
    assert not rows(render(extraction, Comparison(propositions=(else_,), positions=relays)))


def relayed_by(outlet, kind=None):
    """Return what stands below a matter that an outlet has from the Boatmen."""
    tug = Tug()
    paper = text(tug.wire.text, outlet)
    source = replace(paper.source, known=Known(kind=kind))
    tug.wire = replace(paper, source=source)
    tug.so = said(tug.wire, "The Boatmen of Halm", "that the tug was overloaded", BOATMEN)
    tug.matter = replace(matter("the tug was overloaded", tug.so), members=(tug.no.id, tug.so.id))
    page = tug.page(position(WIRE, "relays", tug.so))
    side = words_of(parsed(page).xpath('//section[@id="beside"]')[0])
    (row,) = rows(page)
    assert (RELAYED in side) == bool(below(row))
    return below(row)


@pytest.mark.parametrize(
    ("outlet", "kind"), [("Ministry of Fisheries of Halm", None), ("Rowers of Halm", "organisation")]
)
def test_a_party_that_gives_its_own_peoples_words_is_no_outlet_that_has_them_from_others(outlet, kind):
    assert relayed_by(outlet, kind) == []


@pytest.mark.parametrize(
    ("outlet", "kind"), [("Halm Press Agency", None), ("Halm Courier", None), ("Board of Trade", "outlet")]
)
def test_a_paper_or_an_agency_is_no_party_whatever_its_name(outlet, kind):
    assert len(relayed_by(outlet, kind)) == 1


def test_an_outlet_that_tells_a_thing_itself_is_not_said_to_have_it_from_others_only():
    tug = Tug()
    tug.post = text(f"The tug was overloaded. {tug.post.text}", "Post")
    tug.no = denied(tug.post, "The Harbour Board", "that the tug was overloaded", BOARD)
    trigger = anchored(tug.post.text, "overloaded")
    told = Event(
        id=finding_id(tug.post.id, "event", trigger.spans), document=tug.post.id, trigger=trigger,
        status="happened", score=0.5, made_by="test",
    )  # fmt: skip
    held = replace(matter("the tug was overloaded", tug.so, told), members=(tug.no.id, tug.so.id, told.id))
    relays = (position(POST, "relays", tug.no), position(WIRE, "relays", tug.so))
    extraction = replace(tug.extraction(), events=(told,))
    page = render(extraction, Comparison(propositions=(held,), positions=relays))
    (row,) = rows(page)
    assert "Post" in cells(row)["So in the text’s own voice"]
    assert below(row) == [f"{RELAYED}: Wire, text of 7 March"]
    (line,) = parsed(page).xpath(f'//section[@id="beside"]//p[contains(., "{RELAYED}")]')
    assert words_of(line) == f"{RELAYED}: Wire"


def test_an_outlet_stands_under_one_name():
    tug = Tug()
    actors = tuple(
        replace(each, names=("Wire of Halm", "Wire")) if each.id == WIRE else each for each in ACTORS
    )
    extraction = replace(tug.extraction(), actors=actors)
    page = render(
        extraction, Comparison(propositions=(tug.matter,), positions=(position(WIRE, "relays", tug.so),))
    )
    assert below(rows(page)[0]) == [f"{RELAYED}: Wire of Halm, text of 7 March"]


# Days -----------------------------------------------------------------------------------------------


def day_of(doc, words, value):
    (span,) = spans(doc.text, words)
    return TimeReference(
        id=finding_id(doc.id, "time", [span]), document=doc.id, span=span, text=words, value=value,
        earliest=value, latest=value, basis="inferred", score=1.0, made_by="test",
    )  # fmt: skip


def test_a_cell_tells_the_day_on_which_it_was_said_or_else_that_of_the_text():
    tug = Tug()
    words = "The Boatmen of Halm said on Wednesday that the tug was overloaded."
    tug.wire = text(words, "Wire")
    tug.so = said(
        tug.wire, "The Boatmen of Halm", "that the tug was overloaded", BOATMEN,
        time=anchored(words, "on Wednesday"),
    )  # fmt: skip
    tug.matter = replace(tug.matter, members=(tug.no.id, tug.so.id), values=matter("", tug.so).values)
    times = (day_of(tug.wire, "Wednesday", "2031-03-05"),)
    (row,) = board(tug.extraction(times=times), replace(tug.matter, values=()))
    assert cells(row)[SO] == "● Boatmen of Halm, said 5 March"
    assert cells(row)[NOT_SO] == "✕ Harbour Board, text of 7 March"


def test_the_year_stands_with_each_day_where_there_are_two_and_once_where_there_is_one():
    (row,) = rows(Tug(post_day="2030-12-30").page())
    assert cells(row)[SO] == "● Boatmen of Halm, text of 7 March 2031"
    assert cells(row)[NOT_SO] == "✕ Harbour Board, text of 30 December 2030"
    assert "all in 2031" in words_of(parsed(Tug().page()).xpath('//section[@id="board"]/p')[0])


def test_a_text_without_a_date_says_so():
    (row,) = rows(Tug(wire_day=None).page())
    assert cells(row)[SO] == "● Boatmen of Halm, text not dated"


def test_of_several_texts_the_first_day_is_told():
    tug = Tug()
    early = text("The Boatmen of Halm said that the tug was overloaded.", "Early", "2031-03-02")
    first = said(early, "The Boatmen of Halm", "that the tug was overloaded", BOATMEN)
    held = replace(tug.matter, members=(*tug.matter.members, first.id), values=())
    (row,) = board(tug.extraction(first, documents=(early,)), held)
    assert cells(row)[SO] == "● Boatmen of Halm, 2 texts, the first of 2 March"


def of_boatmen(third_day, wire_day="2031-03-07"):
    """Return the row of a matter on which the Boatmen speak in the Wire and in a third text."""
    tug = Tug(wire_day=wire_day)
    third = text("The Boatmen of Halm said that the tug was overloaded.", "Third", third_day)
    again = said(third, "The Boatmen of Halm", "that the tug was overloaded", BOATMEN)
    held = replace(tug.matter, members=(*tug.matter.members, again.id), values=())
    (row,) = board(tug.extraction(again, documents=(third,)), held)
    return row


def test_a_text_without_a_date_is_no_other_day():
    told = "● Boatmen of Halm, text of 7 March, and one text not dated"
    assert cells(of_boatmen(None))[SO] == told
    assert cells(of_boatmen(None, None))[SO] == "● Boatmen of Halm, 2 texts, not dated"


@pytest.mark.parametrize(("third_day", "place"), [("2031-03-02", "#t3-s1"), ("2031-03-09", "#t2-s1")])
def test_a_name_leads_to_the_text_of_the_day_that_stands_with_it(third_day, place):
    (link,) = of_boatmen(third_day).xpath('.//a[contains(., "Boatmen")]/@href')
    assert link == place


# Changes of side ------------------------------------------------------------------------------------


def turned(second_day, act="said", first_day="2031-03-03", cue="said"):
    """Return what stands below a matter that the Board denies in one text and speaks of in another."""
    tug = Tug(post_day=first_day)
    later = text(f"The Harbour Board {cue} that the tug was overloaded.", "Later", second_day)
    again = said(later, "The Harbour Board", "that the tug was overloaded", BOARD, cue, act=act)
    held = replace(tug.matter, members=(*tug.matter.members, again.id), values=())
    (row,) = board(tug.extraction(again, documents=(later,)), held)
    return below(row)


@pytest.mark.parametrize(
    ("second_day", "told"),
    [
        (
            "2031-03-06",
            "denied something of it in a text of 3 March; said so in a text of 6 March",
        ),
        (
            "2031-03-01",
            "said so in a text of 1 March; denied something of it in a text of 3 March",
        ),
        (
            "2031-03-03",
            "said so and denied something of it in a text of 3 March, in what order is not known",
        ),
        (None, "denied something of it in a text of 3 March; said so in a text without a date"),
    ],
)
def test_who_takes_two_sides_is_told_in_order_of_the_days(second_day, told):
    assert turned(second_day) == [f"More than one side: Harbour Board {told}"]


def test_of_two_on_one_day_each_is_told_with_how_its_day_is_known():
    tug = Tug()
    words = "The Harbour Board said on Friday that the tug was overloaded."
    third = text(words, "Third", "2031-03-12")
    again = said(
        third, "The Harbour Board", "that the tug was overloaded", BOARD, time=anchored(words, "on Friday")
    )
    held = replace(tug.matter, members=(*tug.matter.members, again.id), values=())
    times = (day_of(third, "Friday", "2031-03-07"),)
    (row,) = board(tug.extraction(again, documents=(third,), times=times), held)
    (told,) = below(row)
    assert "Harbour Board said so on 7 March and denied something of it in a text of 7 March, in what" in told


def test_of_two_texts_without_a_date_the_order_is_not_known():
    told = "said so and denied something of it in a text without a date, in what order is not known"
    assert turned(None, first_day=None) == [f"More than one side: Harbour Board {told}"]


def test_what_one_text_has_somebody_say_and_deny_is_no_change_of_side():
    tug = Tug()
    words = f"{tug.post.text} The Harbour Board said that the tug was overloaded."
    tug.post = text(words, "Post")
    tug.no = denied(tug.post, "The Harbour Board", "that the tug was overloaded", BOARD)
    again = replace(tug.no, id="9" * 16, act="said")
    held = replace(tug.matter, members=(tug.no.id, again.id, tug.so.id), values=())
    (row,) = board(tug.extraction(again), held)
    assert "Harbour Board" in cells(row)[SO]
    assert "Harbour Board" in cells(row)[NOT_SO]
    assert below(row) == []


def test_who_denies_twice_takes_one_side():
    assert turned("2031-03-06", "denied", cue="denied") == []


def test_what_is_asked_and_denied_on_one_day_is_no_change_of_side():
    assert turned("2031-03-03", "asked", cue="asked") == []
    told = "denied something of it in a text of 3 March; asked, or was not sure in a text of 6 March"
    assert turned("2031-03-06", "asked", cue="asked") == [f"More than one side: Harbour Board {told}"]


def test_a_demand_beside_a_denial_is_no_change_of_side():
    assert turned("2031-03-06", "demanded", cue="demanded") == []


def test_who_changed_side_leads_to_the_words_of_each():
    tug = Tug(post_day="2031-03-03")
    later = text("The Harbour Board said that the tug was overloaded.", "Later", "2031-03-06")
    again = said(later, "The Harbour Board", "that the tug was overloaded", BOARD)
    held = replace(tug.matter, members=(*tug.matter.members, again.id), values=())
    page = render(tug.extraction(again, documents=(later,)), Comparison(propositions=(held,)))
    (row,) = rows(page)
    assert row.xpath('td[@class="under"]//a/@href') == ["#t1-s1", "#t3-s1"]


def test_a_side_set_by_hand_is_the_only_one():
    tug = Tug(post_day="2031-03-03")
    later = text("The Harbour Board said that the tug was overloaded.", "Later", "2031-03-06")
    again = said(later, "The Harbour Board", "that the tug was overloaded", BOARD)
    held = replace(tug.matter, members=(*tug.matter.members, again.id), values=())
    by_hand = (position(BOARD, "denies", tug.no, again, by_hand=True),)
    (row,) = board(tug.extraction(again, documents=(later,)), held, positions=by_hand)
    assert below(row) == []


# Of whom nothing was found --------------------------------------------------------------------------

CRANE = "the crane had been repaired in May"


def two_matters(tull="the crane had been repaired in May", other_act="denied"):
    """Return the rows of two matters: of the tug, and of the crane, of which Pell and Tull speak."""
    tug = Tug()
    cue = "denied" if other_act == "denied" else "said"
    north = text(f"Orsolya Pell {cue} that {CRANE}.", "North")
    south = text(f"Mira Tull said that {tull}.", "South")
    one = said(north, "Orsolya Pell", f"that {CRANE}", PELL, cue, act=other_act)
    other = said(south, "Mira Tull", f"that {tull}", TULL)
    held = replace(matter(CRANE, one, other, number=2), values=())
    found = board(tug.extraction(one, other, documents=(north, south)), tug.matter, held)
    return {row.xpath("th/q")[0].text_content(): below(row) for row in found}


def test_who_speaks_of_one_disputed_matter_and_not_of_another_is_named_there():
    told = two_matters()
    who = "Orsolya Pell and Mira Tull, who speak of other disputed matters"
    assert told["the tug was overloaded"] == [f"No statement on this found in these texts: {who}"]
    assert "Harbour Board" in told[CRANE][0]
    assert "Pell" not in told[CRANE][0]


def test_of_many_who_are_not_found_to_speak_four_are_named():
    tug = Tug()
    names = ("Ana Brel", "Ivo Tarn", "Odo Marn", "Lene Osk", "Daven Rill", "Ina Torv")
    actors = tuple(
        Actor(id=f"{number}" * 16, type="person", names=(name,)) for number, name in enumerate(names)
    )
    docs = [text(f"{name} denied that {CRANE}.", f"Paper {name}") for name in names]
    given = [
        denied(doc, name, f"that {CRANE}", actor.id)
        for doc, name, actor in zip(docs, names, actors, strict=True)
    ]
    extraction = tug.extraction(*given, documents=tuple(docs))
    extraction = replace(extraction, actors=(*ACTORS, *actors))
    told = {
        row.xpath("th/q")[0].text_content(): below(row)
        for row in board(extraction, tug.matter, replace(matter(CRANE, *given, number=2), values=()))
    }
    (line,) = told["the tug was overloaded"]
    assert "Ana Brel, Ivo Tarn, Odo Marn, Lene Osk and 2 more, who speak" in line


def test_nobody_is_called_silent_on_what_nobody_disputes():
    told = two_matters(other_act="said")
    assert told[CRANE] == []
    assert told["the tug was overloaded"] == []


def test_of_whom_a_statement_may_be_on_the_matter_is_not_said_to_have_none():
    told = two_matters(f"{CRANE}, when the tug was overloaded with stone")
    assert not any("Mira Tull" in line for line in told["the tug was overloaded"])
    assert any("Orsolya Pell" in line for line in told["the tug was overloaded"])


def test_who_says_what_only_the_heading_or_a_sentence_of_the_matter_has_is_not_said_to_have_nothing():
    news = text(
        "Mira Tull said that watchmen shot at the barge. Mira Tull said that the ferry was late.", "News"
    )
    blatt = text("Orsolya Pell denied that the ferry was late.", "Blatt")
    wire, post = text("Watchmen shot at the barge.", "Wire"), text("The Harbour Board denied it all.", "Post")
    shot = said(news, "Mira Tull", "that watchmen shot at the barge", TULL)
    late = said(news, "Mira Tull", "that the ferry was late", TULL)
    not_late = denied(blatt, "Orsolya Pell", "that the ferry was late", PELL)
    denial = denied(post, "The Harbour Board", "it all", BOARD)
    trigger = anchored(wire.text, "shot")
    event = Event(
        id=finding_id(wire.id, "event", trigger.spans), document=wire.id, trigger=trigger,
        status="happened", score=0.9, made_by="test",
    )  # fmt: skip
    shooting = replace(matter("Watchmen shot at the barge", event), members=(event.id, denial.id))
    ferry = replace(matter("the ferry was late", late, number=2), members=(not_late.id, late.id))
    extraction = Extraction(
        documents=(news, blatt, wire, post), statements=(shot, late, not_late, denial), events=(event,),
        actors=ACTORS,
    )  # fmt: skip
    by_hand = (position(BOARD, "denies", denial, by_hand=True),)
    comparison = Comparison(propositions=(shooting, ferry), positions=by_hand)
    told = {row.xpath("string(th/q)"): below(row) for row in rows(render(extraction, comparison))}
    assert told["Watchmen shot at the barge"] == [
        "No statement on this found in these texts: Orsolya Pell, who speaks of other disputed matters"
    ]
