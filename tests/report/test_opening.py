"""The opening of the page, the board, what is left out where, and who is accused and not heard."""

from __future__ import annotations

import re

import pytest
from conftest import HOSTILE, anchored, document, sourced, spans, statement
from lxml import html
from msgspec.structs import replace

from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.identity import finding_id
from rashomon.model.records import (
    About,
    Accused,
    Actor,
    Alternative,
    Event,
    Figure,
    FoundValue,
    Link,
    Member,
    MergedEvent,
    Origin,
    Participant,
    Passage,
    Proposition,
    Reason,
    Source,
)
from rashomon.report import ReportSettings, render

BOARD, PELL = "a" * 16, "b" * 16
ACTORS = (
    Actor(id=BOARD, type="organisation", names=("Harbour Board",)),
    Actor(id=PELL, type="person", names=("Orsolya Pell",)),
)
POST = (
    "The tug Lena sank off Halm. The Harbour Board denied that the tug was overloaded. "
    "“I saw it go down,” said Orsolya Pell."
)
WIRE = "The tug Lena sank on Monday. The owner said the tug was overloaded. The cause is not known."
NEWS = "It rained in Halm. Some 340 people came. The Harbour Board declined to comment."


def text(words, outlet, **fields):
    return document(
        words,
        outlet,
        title=sourced(outlet),
        source=_source(outlet),
        published=sourced("2031-03-07"),
        **fields,
    )


def _source(outlet):
    return Source(outlet=sourced(outlet))


def event(doc, words, parts=(), status="happened", **fields):
    trigger = anchored(doc.text, words)
    return Event(
        id=finding_id(doc.id, "event", trigger.spans),
        document=doc.id,
        trigger=trigger,
        status=status,
        participants=tuple(Participant(role="object", span=spans(doc.text, part)[0]) for part in parts),
        score=0.5,
        made_by="test",
        **fields,
    )


def merged(*events, alternatives=()):
    return MergedEvent(id="3" * 16, events=tuple(each.id for each in events), alternatives=alternatives)


class Told:
    """Three invented texts: two tell that a tug sank, one of them has a denial; the third has neither."""

    def __init__(self, wire=WIRE, news=NEWS):
        self.post, self.wire, self.news = text(POST, "Post"), text(wire, "Wire"), text(news, "News")
        by_board, by_pell = (Member(actor=BOARD),), (Member(actor=PELL),)
        self.denied = statement(
            self.post, ("The Harbour Board",), ("denied",), ("that the tug was overloaded",),
            kind="indirect", act="denied", members=by_board,
        )  # fmt: skip
        self.seen = statement(
            self.post, ("Orsolya Pell",), ("said",), ("“I saw it go down,”",), members=by_pell
        )  # fmt: skip
        claim = next(each for each in ("the tug was overloaded", "that it had rained") if each in wire)
        self.claimed = statement(self.wire, ("The owner",), ("said",), (claim,), kind="indirect", act="said")
        self.declined = statement(
            self.news, ("The Harbour Board",), ("declined",), ("to comment",),
            kind="indirect", act="declined", members=by_board,
        )  # fmt: skip
        self.sank = event(self.post, "sank", ("The tug Lena",)), event(self.wire, "sank", ("The tug Lena",))

    def extraction(self, **fields):
        said = (self.denied, self.seen, self.claimed, self.declined)
        held = {
            "documents": (self.post, self.wire, self.news),
            "statements": said,
            "events": self.sank,
            "actors": ACTORS,
            **fields,
        }
        return Extraction(**held)

    def comparison(self, **fields):
        members = (self.denied.id, self.claimed.id)
        proposition = Proposition(id="1" * 16, label="the tug was overloaded", kind="fact", members=members)
        return Comparison(
            **{"propositions": (proposition,), "merged_events": (merged(*self.sank),), **fields}
        )

    def page(self, settings=None, comparison=None, **fields):
        return render(self.extraction(**fields), comparison or self.comparison(), settings)


def parsed(page):
    return html.document_fromstring(page.encode("utf-8"))


def words_of(element):
    return " ".join(element.text_content().split())


def chapter(page, name):
    """Return the words of one part of the opening, from its heading to the next."""
    (section,) = parsed(page).xpath('//section[@id="glance"]')
    parts, found = {}, None
    for element in section:
        found = element.get("id") if element.tag == "h3" else found
        parts[found] = f"{parts.get(found, '')} {words_of(element)}"
    return parts[name]


def test_what_two_origins_tell_alike_comes_first_with_how_many_have_it():
    told = chapter(Told().page(), "alike")
    assert "The tug Lena sank" in told
    assert "2 texts of 2 origins" in told


def one_origin(told):
    passages = tuple(
        Passage(document=each.id, spans=spans(each.text, "The tug Lena sank"))
        for each in (told.post, told.wire)
    )
    return Origin(
        id="9" * 16,
        documents=(told.post.id, told.wire.id),
        passages=passages,
        reasons=(Reason(code="whole-text", detail="half is shared", score=0.5),),
    )


def test_what_goes_back_to_one_text_is_not_told_alike():
    told = Told()
    page = told.page(comparison=told.comparison(origins=(one_origin(told),)))
    assert "No event was found that texts of two independent origins tell alike" in chapter(page, "alike")


def sentence_of_both(told):
    ends = tuple(
        Passage(document=each.id, spans=spans(each.text, "The tug Lena sank"))
        for each in (told.post, told.wire)
    )
    return Link(id="8" * 16, kind="derive", left=ends[0], right=ends[1], score=0.9, made_by="test")


def test_what_two_origins_tell_in_one_sentence_is_told_alike_and_said_to_be_so():
    told = Told()
    page = told.page(comparison=told.comparison(links=(sentence_of_both(told),)))
    line = chapter(page, "alike")
    assert "2 texts of 2 origins" in line
    assert "in nearly the same sentence, so that one may have it from the other" in line
    assert "in nearly the same sentence" not in chapter(told.page(), "alike")


def test_what_texts_of_more_origins_tell_in_one_sentence_stands_below_what_is_sure():
    told, words = Told(), "The barge Mona sank off Halm."
    docs = [text(f"{words} Number {number}.", f"Outlet{number}") for number in range(3)]
    events = [event(doc, "sank", ("The barge Mona",)) for doc in docs]
    ends = [Passage(document=doc.id, spans=spans(doc.text, "The barge Mona sank")) for doc in docs]
    links = tuple(
        Link(id=str(at) * 16, kind="derive", left=ends[0], right=ends[at], score=0.9, made_by="test")
        for at in (1, 2)
    )
    both = merged(*told.sank), replace(merged(*events), id="4" * 16)
    page = told.page(
        documents=(told.post, told.wire, told.news, *docs),
        events=(*told.sank, *events),
        comparison=told.comparison(merged_events=both, links=links),
    )
    first, second = map(words_of, parsed(page).xpath('//h3[@id="alike"]/following-sibling::ul[1]/li'))
    assert "The tug Lena sank" in first
    assert "2 texts of 2 origins" in first
    assert "The barge Mona sank" in second
    assert "3 texts of 3 origins" in second
    assert "in nearly the same sentence" in second
    assert "their origins may not be independent" in chapter(page, "alike")


def test_what_is_told_alike_but_for_its_time_says_that_when_is_told_differently():
    told = Told()
    days = tuple(
        FoundValue(value=day, findings=(each.id,))
        for day, each in zip(("2031-03-05", "2031-03-06"), told.sank, strict=True)
    )
    event = merged(*told.sank, alternatives=(Alternative(field="time", values=days),))
    page = told.page(comparison=told.comparison(merged_events=(event,)))
    assert "The tug Lena sank" in chapter(page, "alike")
    assert "when is told differently" in chapter(page, "alike")


def test_what_a_body_says_in_a_text_of_its_own_is_told_by_that_text():
    told = Told()
    authored = statement(
        told.post, (), (), ("The tug Lena sank off Halm.",), kind="authored", act="said",
        members=(Member(actor=BOARD),),
    )  # fmt: skip
    relayed = statement(
        told.wire, ("The owner",), ("said",), ("The tug Lena sank on Monday.",), kind="indirect", act="said"
    )
    sank = tuple(
        replace(each, reported_by=said.id) for each, said in zip(told.sank, (authored, relayed), strict=True)
    )
    page = told.page(
        statements=(authored, relayed),
        events=sank,
        comparison=Comparison(merged_events=(merged(*sank),)),
    )
    assert "2 texts of 2 origins" in chapter(page, "alike")
    indirect = replace(authored, kind="indirect")
    page = told.page(
        statements=(indirect, relayed),
        events=sank,
        comparison=Comparison(merged_events=(merged(*sank),)),
    )
    assert "No event was found" in chapter(page, "alike")


def test_an_outlet_that_corrects_itself_denies_nothing():
    corrected = "Correction: Harbour Post denied that the tug was overloaded. The tug lies off Halm."
    for words, denies in ((corrected, False), (corrected.removeprefix("Correction: "), True)):
        doc = text(words, "Harbour Post")
        said = statement(
            doc, ("Harbour Post",), ("denied",), ("that the tug was overloaded",),
            kind="indirect", act="denied",
        )  # fmt: skip
        other = text(NEWS, "Halm News")
        page = render(Extraction(documents=(doc, other), statements=(said,)), Comparison())
        assert ("Denied by Harbour Post" in page) == denies
        assert ("says that it corrects an earlier text" in page) != denies


@pytest.mark.parametrize("status", ["denied", "planned", "hypothetical"])
def test_what_one_text_tells_as_not_so_or_not_yet_is_not_told_alike(status):
    told = Told()
    told.sank = told.sank[0], replace(told.sank[1], status=status)
    assert "No event was found" in chapter(told.page(), "alike")


def test_what_all_have_from_one_speaker_is_not_told_alike():
    documents = tuple(text("The owner said the tug Lena sank.", outlet) for outlet in ("Post", "Wire"))
    said = tuple(
        statement(doc, ("The owner",), ("said",), ("the tug Lena sank",), kind="indirect", act="said")
        for doc in documents
    )
    pairs = zip(documents, said, strict=True)
    sank = tuple(event(doc, "sank", ("the tug Lena",), reported_by=each.id) for doc, each in pairs)
    extraction = Extraction(documents=documents, statements=said, events=sank)
    page = render(extraction, Comparison(merged_events=(merged(*sank),)))
    assert "No event was found" in chapter(page, "alike")
    own = (sank[0], replace(sank[1], reported_by=None))
    page = render(replace(extraction, events=own), Comparison(merged_events=(merged(*own),)))
    assert "2 texts of 2 origins" in chapter(page, "alike")


@pytest.mark.parametrize(
    "sentence",
    [
        "A report in a paper that the tug Lena sank came from no witness.",
        "The owner rejected rumours that the tug Lena sank.",
        "That the tug Lena sank is untrue.",
    ],
)
def test_what_a_text_has_as_a_claim_of_others_or_takes_back_is_not_told_alike(sentence):
    documents = text("The tug Lena sank.", "Post"), text(sentence, "Wire")
    sank = tuple(
        event(doc, "sank", ("the tug Lena" if "the" in doc.text else "The tug Lena",)) for doc in documents
    )
    page = render(Extraction(documents=documents, events=sank), Comparison(merged_events=(merged(*sank),)))
    assert "No event was found" in chapter(page, "alike")


def test_what_nobody_asked_of_who_speaks_is_no_denial():
    doc = text("Mira Tull said that nobody from the yard had asked her. They never asked, she said.", "Post")
    quoted = text("“Nobody from the yard has asked me that,” Mira Tull said.", "Wire")
    said = statement(
        quoted, ("Mira Tull",), ("said",), ("“Nobody from the yard has asked me that,”",), act="denied"
    )
    page = render(Extraction(documents=(doc, quoted), statements=(said,)), Comparison())
    assert "Denied by Mira Tull" not in page


def test_a_denial_is_shown_with_who_denies_and_leads_beside_other_texts():
    page = Told().page()
    told = chapter(page, "disputed")
    assert "Denied by Harbour Board: The Harbour Board denied that the tug was overloaded." in told
    assert 'href="#m1">Beside other texts' in page


def test_a_denial_of_this_is_shown_with_the_sentence_before():
    doc = text("The owner said the tug was overloaded. The Harbour Board rejected this. It rained.", "Post")
    rejected = statement(
        doc, ("The Harbour Board",), ("rejected",), ("this",),
        kind="indirect", act="denied", members=(Member(actor=BOARD),),
    )  # fmt: skip
    extraction = Extraction(documents=(doc, text(WIRE, "Wire")), statements=(rejected,), actors=ACTORS)
    told = chapter(render(extraction, Comparison()), "disputed")
    whole = "Denied by Harbour Board: The owner said the tug was overloaded. The Harbour Board rejected this."
    assert f"{whole} Post" in told


def test_a_denial_that_nothing_shows_what_it_is_of_is_left_to_its_place():
    doc = text("The owner said the tug was overloaded.\n\nThe Harbour Board rejected this.", "Post")
    rejected = statement(
        doc, ("The Harbour Board",), ("rejected",), ("this",),
        kind="indirect", act="denied", members=(Member(actor=BOARD),),
    )  # fmt: skip
    extraction = Extraction(documents=(doc, text(WIRE, "Wire")), statements=(rejected,), actors=ACTORS)
    assert "Denied by" not in chapter(render(extraction, Comparison()), "disputed")


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("rejected", "the offer of a tow"),
        ("denied", "access to the quay"),
        ("did not deny", "that the tug sank"),
        ("cannot deny", "that the tug sank"),
        ("neither confirmed nor denied", "the report"),
        ("dismissed", "the charges against Pell"),
        ("rejected", "the idea of early elections"),
    ],
)
def test_what_is_refused_or_not_denied_is_no_denial(cue, content):
    doc, other = text(f"The tug sank. The Harbour Board {cue} {content}.", "Post"), text(WIRE, "Wire")
    refused = statement(
        doc, ("The Harbour Board",), (cue,), (content,),
        kind="indirect", act="denied", members=(Member(actor=BOARD),),
    )  # fmt: skip
    page = render(Extraction(documents=(doc, other), statements=(refused,), actors=ACTORS), Comparison())
    assert "No denial was found" in chapter(page, "disputed")


def test_a_denial_that_access_was_blocked_is_one():
    doc = text("The tug sank. The Harbour Board denied that access to the site had been blocked.", "Post")
    denied = statement(
        doc, ("The Harbour Board",), ("denied",), ("that access to the site had been blocked",),
        kind="indirect", act="denied", members=(Member(actor=BOARD),),
    )  # fmt: skip
    both = (doc, text(WIRE, "Wire"))
    page = render(Extraction(documents=both, statements=(denied,), actors=ACTORS), Comparison())
    assert "Denied by Harbour Board" in chapter(page, "disputed")


@pytest.mark.parametrize(
    ("cue", "content", "shown"),
    [
        ("declined", "to name the crew", True),
        ("rejected", "a proposal to name the quay after Ortez", False),
        ("refused", "to pay the crew whose names it would not say", False),
    ],
)
def test_what_is_turned_down_leaves_no_question_open(cue, content, shown):
    doc = text(f"The tug sank. The Harbour Board {cue} {content}.", "Post")
    refused = statement(
        doc, ("The Harbour Board",), (cue,), (content,),
        kind="indirect", act="declined", members=(Member(actor=BOARD),),
    )  # fmt: skip
    both = (doc, text(WIRE, "Wire"))
    page = render(Extraction(documents=both, statements=(refused,), actors=ACTORS), Comparison())
    assert ("Not answered by" in chapter(page, "unknown")) is shown


@pytest.mark.parametrize(
    ("cue", "content", "shown"),
    [
        ("did not say", "whether the crew had left", True),
        ("has not said", "when work will begin", True),
        ("did not immediately explain", "why the quay was shut", True),
        ("did not say", "that the crew had left", False),
        ("said", "why the quay was shut", False),
    ],
)
def test_a_question_that_somebody_leaves_open_is_not_known(cue, content, shown):
    doc = text(f"The tug sank. The Harbour Board {cue} {content}.", "Post")
    open_ = statement(
        doc, ("The Harbour Board",), (cue,), (content,),
        kind="indirect", members=(Member(actor=BOARD),),
    )  # fmt: skip
    both = (doc, text(WIRE, "Wire"))
    page = render(Extraction(documents=both, statements=(open_,), actors=ACTORS), Comparison())
    assert ("Not said by Harbour Board" in chapter(page, "unknown")) is shown


@pytest.mark.parametrize(
    "sentence",
    ["A deal could not be reached before midnight.", "Veld was not known for his patience."],
)
def test_what_only_sounds_unknown_is_not_listed(sentence):
    both = text(f"The tug sank. {sentence}", "Post"), text("The tug Lena sank off Halm.", "Wire")
    page = render(Extraction(documents=both, actors=ACTORS), Comparison())
    assert "Nothing of that was found." in chapter(page, "unknown")


def test_that_nothing_is_disputed_is_said_as_what_was_looked_for():
    told = Told()
    page = told.page(statements=(told.claimed,))
    assert "That does not mean that the texts agree" in chapter(page, "disputed")


def numbers(told, first, second, **fields):
    events = [
        replace(each, figures=(Figure(kind="arrested", best=value, span=each.trigger.spans[0]),))
        for each, value in zip(told.sank, (first, second), strict=True)
    ]
    values = tuple(
        FoundValue(value=f"{value:g}", findings=(each.id,))
        for each, value in zip(events, (first, second), strict=True)
    )
    alternatives = (Alternative(field="figure: arrested", values=values),)
    point = Proposition(
        id="4" * 16,
        label="The tug Lena sank",
        kind="number",
        about=About(event="3" * 16, attribute="arrested"),
        values=values,
        members=tuple(each.id for each in events),
    )
    ends = [Passage(document=each.document, spans=each.trigger.spans, finding=each.id) for each in events]
    link = Link(
        id="5" * 16, kind="contradict", proposition=point.id, left=ends[0], right=ends[1],
        attribute="arrested", left_value=values[0].value, right_value=values[1].value, compatible=False,
        score=0.9, made_by="test",
    )  # fmt: skip
    merged_events = (merged(*events, alternatives=alternatives),)
    comparison = told.comparison(merged_events=merged_events, **fields)
    propositions = (*comparison.propositions, point)
    return told.page(
        comparison=replace(comparison, propositions=propositions, links=(link,)), events=tuple(events)
    )


def test_numbers_that_cannot_both_hold_are_disputed_and_not_told_alike():
    page = numbers(Told(), 41, 14)
    assert "How many were arrested: 41 (Post); 14 (Wire)" in chapter(page, "disputed")
    assert 'href="#p1">Who gives which' in page
    assert "No event was found" in chapter(page, "alike")


def test_numbers_changed_on_the_way_from_one_text_to_its_copy_are_shown_as_of_one_origin():
    told = Told()
    page = numbers(told, 41, 14, origins=(one_origin(told),))
    told_apart = "41 (Post); 14 (Wire) About: The tug Lena sank In 2 texts of 1 origin"
    assert told_apart in chapter(page, "disputed")


def test_who_is_heard_in_one_text_only_and_numbers_of_one_text():
    told = Told()
    came = event(told.news, "came", ("Some 340 people",))
    came = replace(came, figures=(Figure(kind="people", best=340, span=spans(told.news.text, "340")[0]),))
    page = chapter(told.page(events=(*told.sank, came)), "alone")
    assert "Orsolya Pell: “I saw it go down,” said Orsolya Pell." in page
    assert "A number: Some 340 people came." in page


def test_a_number_that_another_text_has_in_words_is_not_one_texts_alone():
    told = Told(news=f"{NEWS} Some 57 people came.", wire=f"{WIRE} Before the pier stood fifty-seven boats.")
    came = event(told.news, "came", ("Some 57 people",))
    stood = event(told.wire, "stood", ("fifty-seven boats",))
    came, stood = (
        replace(each, figures=(Figure(kind="people", best=57, span=spans(doc.text, words)[0]),))
        for each, doc, words in ((came, told.news, "57"), (stood, told.wire, "fifty-seven"))
    )
    alone = chapter(told.page(events=(*told.sank, came)), "alone")
    assert "A number: Some 57 people came." in alone
    assert "A number" not in chapter(told.page(events=(*told.sank, came, stood)), "alone")


@pytest.mark.parametrize(
    "elsewhere", ["Orsolya Pell waved.", "A Ms Pell waved.", "A certain Pehl and Pelll waved."]
)
def test_who_may_be_named_in_another_text_is_not_called_heard_in_one_only(elsewhere):
    told = Told(news=f"{NEWS} {elsewhere}")
    (glance,) = parsed(told.page()).xpath('//section[@id="glance"]')
    assert "Orsolya Pell:" not in words_of(glance)


def test_what_somebody_would_not_say_and_what_a_text_calls_not_known():
    page = chapter(Told().page(), "unknown")
    assert "Not answered by Harbour Board: The Harbour Board declined to comment." in page
    assert "Not known: The cause is not known." in page


def test_one_text_alone_has_nothing_told_alike_or_disputed():
    told = Told()
    page = render(Extraction(documents=(told.wire,), statements=(told.claimed,)), Comparison())
    headings = parsed(page).xpath('//section[@id="glance"]/h3/@id')
    assert headings == ["unknown"]


def test_every_line_leads_to_a_place_that_is_there():
    page = Told().page()
    tree = parsed(page)
    targets = tree.xpath('//section[@id="glance" or @id="board" or @id="lacking"]//a/@href')
    assert len(targets) > 5
    assert all(tree.xpath(f'//*[@id="{target[1:]}"]') for target in targets)


def test_a_share_version_shows_whole_sentences_in_the_opening_or_none():
    page = Told().page(ReportSettings(share=True))
    quoted = [words_of(each) for each in parsed(page).xpath('//section[@id="glance"]//q')]
    assert all(each in f"{POST} {WIRE} {NEWS}" for each in quoted)


def test_hostile_words_stay_words_in_the_opening():
    told = Told(
        wire=f"The tug Lena sank {HOSTILE.splitlines()[0]} on Monday. The owner said the tug was overloaded."
    )
    page = told.page()
    assert "<script>alert" not in page


def test_the_board_has_who_says_and_who_denies_with_a_word_for_each():
    (row,) = parsed(Told().page()).xpath('//section[@id="board"]//tbody/tr')
    cells = {cell.get("data-label"): words_of(cell) for cell in row.xpath("td") if cell.get("data-label")}
    assert cells == {
        "Denies something of it": "✕ Harbour Board, text of 7 March",
        "Says so": "● The owner, text of 7 March",
    }
    assert "2 texts of 2 origins" in words_of(row)
    assert row.get("id") == "board-m1"


def test_who_says_something_else_of_a_matter_is_not_said_to_say_so():
    told = Told()
    held = Proposition(
        id="1" * 16,
        label="the tug was overloaded",
        kind="fact",
        members=(told.denied.id, told.claimed.id),
        values=(
            FoundValue(value="the tug was overloaded", findings=(told.denied.id,)),
            FoundValue(value="the tug was heavy", findings=(told.claimed.id,)),
        ),
    )
    page = told.page(comparison=told.comparison(propositions=(held,)))
    (row,) = parsed(page).xpath('//section[@id="board"]//tbody/tr')
    cells = {cell.get("data-label"): words_of(cell) for cell in row.xpath("td") if cell.get("data-label")}
    assert cells["Says something else of it"] == "◇ The owner, text of 7 March"
    assert "Says so" not in cells


def test_the_board_has_no_column_at_which_nobody_stands_and_says_so():
    (board,) = parsed(Told().page()).xpath('//section[@id="board"]')
    heads = [words_of(each) for each in board.xpath(".//thead//th")]
    assert heads == ["Matter", "● Says so", "✕ Denies something of it"]
    assert "on no matter was anybody found under “So in the text’s own voice”, “Asks" in words_of(board)


def test_a_matter_of_which_everybody_says_something_else_has_no_row_on_the_board():
    told = Told()
    held = Proposition(
        id="1" * 16,
        label="the cargo of the tug had shifted",
        kind="fact",
        members=(told.denied.id, told.claimed.id),
        values=(FoundValue(value="the cargo of the tug had shifted", findings=()),),
    )
    comparison = told.comparison(propositions=(held,))
    said = replace(told.denied, act="said"), told.claimed
    assert 'id="board"' in told.page(comparison=comparison)  # one of the two denies something of it
    assert 'id="board"' not in told.page(comparison=comparison, statements=said)


def test_a_heading_that_leaves_open_who_is_meant_has_no_row_on_the_board():
    told = Told()
    (held,) = told.comparison().propositions
    page = told.page(comparison=told.comparison(propositions=(replace(held, label="they were overloaded"),)))
    assert 'id="board"' not in page


def test_a_matter_that_nobody_speaks_of_in_like_words_is_not_on_the_board():
    told = Told(
        wire="The tug Lena sank on Monday. The owner said that it had rained. The cause is not known."
    )
    assert 'id="board"' not in told.page()


def test_who_denies_stands_beside_who_does_not():
    (sides,) = parsed(Told().page()).xpath('//*[@id="m1"]/div[@class="sides"]')
    said, denied = map(words_of, sides)
    assert "1 place without a word of denying" in said
    assert "The owner said the tug was overloaded." in said
    assert "1 place with a denial" in denied
    assert "The Harbour Board denied that the tug was overloaded." in denied


def test_a_matter_of_one_speaker_is_not_on_the_board():
    told = Told()
    assert 'id="board"' not in told.page(statements=(told.claimed,))


def test_what_is_left_out_where_tells_near_from_nothing():
    told = Told(news=f"{NEWS} The tug Lena was towed.")
    (table,) = parsed(told.page()).xpath('//table[@class="spoken"]')
    rows = {
        words_of(row.xpath("th")[0]): [words_of(cell)[:1] for cell in row.xpath("td")]
        for row in table.xpath("tbody/tr")
    }
    (row,) = (cells for name, cells in rows.items() if name.startswith("Event"))
    assert row == ["●", "●", "◦", "0"]
    (matter,) = (cells for name, cells in rows.items() if name.startswith("Matter"))
    assert matter == ["●", "●", "", "1"]


def test_more_texts_than_columns_are_named_where_nothing_was_found():
    told = Told()
    others = tuple(text(f"It rained in town {number}.", f"Paper {number}") for number in range(20))
    page = told.page(documents=(told.post, told.wire, told.news, *others))
    (table,) = parsed(page).xpath('//table[@class="spoken"]')
    row = words_of(table.xpath("tbody/tr")[0])
    assert "2 texts of 2 origins" in row
    assert re.search(r"News, Paper 0, .* and 15 more", row)


def test_who_is_accused_and_not_heard_stands_with_the_words_that_blame():
    doc, other = text("The Harbour Board accused Orsolya Pell of delay.", "Post"), text(WIRE, "Wire")
    blame = statement(
        doc, ("The Harbour Board",), ("accused",), ("Orsolya Pell of delay",),
        kind="indirect", act="blamed", members=(Member(actor=BOARD),),
    )  # fmt: skip
    extraction = Extraction(documents=(doc, other), statements=(blame,), actors=ACTORS)
    accused = Accused(id="7" * 16, actor=PELL, findings=(blame.id,))
    (section,) = parsed(render(extraction, Comparison(accused=(accused,)))).xpath('//section[@id="unheard"]')
    assert "Orsolya Pell blamed in 1 text" in words_of(section)
    assert "By Harbour Board: The Harbour Board accused Orsolya Pell of delay." in words_of(section)
    assert 'id="unheard"' not in render(extraction, Comparison())
