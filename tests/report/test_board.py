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
    FoundValue,
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
SO, NOT_SO, RELAYED = "Says so", "Denies something of it", "Passed on without taking a side"


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
    told = "✕ Boatmen of Halm set by hand text of 7 March; ✕ Harbour Board text of 7 March"
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
    assert "Harbour Board set by hand" in cells(row)[heading]
    assert NOT_SO not in cells(row)


def test_what_somebody_without_a_statement_holds_is_shown_where_a_correction_points():
    tug = Tug()
    (row,) = rows(tug.page(position(PELL, "doubts", tug.so, by_hand=True)))
    assert (
        cells(row)["Asks, or speaks as of something unsure"] == "? Orsolya Pell set by hand text of 7 March"
    )
    assert "Orsolya Pell" in row.get("data-w").split("\n")


def test_a_matter_on_which_a_position_was_set_is_on_the_board_whatever_its_words():
    tug = Tug()
    alone = replace(tug.matter, label="it was")
    page = render(tug.extraction(), Comparison(propositions=(alone,)))
    assert not rows(page)
    by_hand = (position(BOARD, "relays", tug.no, by_hand=True),)
    (row,) = rows(render(tug.extraction(), Comparison(propositions=(alone,), positions=by_hand)))
    assert below(row) == [f"{RELAYED}: Harbour Board set by hand text of 7 March"]


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
    assert "Harbour Board set by hand" in cells(row)[SO]
    assert below(row) == []


def test_a_share_version_shows_what_was_set_by_hand():
    tug = Tug()
    settings = ReportSettings(share=True, excerpt_share=1.0)
    page = tug.page(position(BOATMEN, "denies", tug.so, by_hand=True), settings=settings)
    assert "Boatmen of Halm set by hand" in cells(rows(page)[0])[NOT_SO]


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
    assert any("Lene Osk set by hand" in cells(row).get(NOT_SO, "") for row in rows(page))
    assert not any("Lene Osk" in cells(row).get(SO, "") for row in rows(page))


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


# Who passes on --------------------------------------------------------------------------------------


def test_who_passes_on_what_others_say_is_named_below_the_cells_and_side_by_side():
    tug = Tug()
    page = tug.page(position(WIRE, "relays", tug.so), position(POST, "relays", tug.no))
    (row,) = rows(page)
    assert below(row) == [f"{RELAYED}: Wire text of 7 March; Post text of 7 March"]
    assert "→" not in words_of(row)
    assert "Wire" not in row.get("data-w").split("\n")
    (side,) = parsed(page).xpath('//section[@id="beside"]')
    assert "Who passes it on and takes no side: Wire and Post" in words_of(side)


def test_who_only_passes_on_makes_no_row():
    tug = Tug()
    else_ = replace(tug.matter, values=(FoundValue(value=tug.matter.label, findings=()),))
    extraction = tug.extraction()
    extraction = replace(extraction, statements=(replace(tug.no, act="said"), tug.so))
    relays = (position(WIRE, "relays", tug.so),)
    assert not rows(render(extraction, Comparison(propositions=(else_,), positions=relays)))


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
    assert cells(row)[SO] == "● Boatmen of Halm said 5 March"
    assert cells(row)[NOT_SO] == "✕ Harbour Board text of 7 March"


def test_the_year_stands_with_each_day_where_there_are_two_and_once_where_there_is_one():
    (row,) = rows(Tug(post_day="2030-12-30").page())
    assert cells(row)[SO] == "● Boatmen of Halm text of 7 March 2031"
    assert cells(row)[NOT_SO] == "✕ Harbour Board text of 30 December 2030"
    assert "all in 2031" in words_of(parsed(Tug().page()).xpath('//section[@id="board"]/p')[0])


def test_a_text_without_a_date_says_so():
    (row,) = rows(Tug(wire_day=None).page())
    assert cells(row)[SO] == "● Boatmen of Halm text not dated"


def test_of_several_texts_the_first_day_is_told():
    tug = Tug()
    early = text("The Boatmen of Halm said that the tug was overloaded.", "Early", "2031-03-02")
    first = said(early, "The Boatmen of Halm", "that the tug was overloaded", BOATMEN)
    held = replace(tug.matter, members=(*tug.matter.members, first.id), values=())
    (row,) = board(tug.extraction(first, documents=(early,)), held)
    assert cells(row)[SO] == "● Boatmen of Halm 2 texts, the first of 2 March"


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
