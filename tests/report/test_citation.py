"""Citations and lead-ins: nobody who copies or skims may take a denied content as asserted."""

from __future__ import annotations

import pytest
from conftest import document, sourced, spans, statement
from lxml import html
from msgspec.structs import replace

from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.identity import group_id
from rashomon.model.offsets import Span
from rashomon.model.records import Actor, Link, Member, Passage, Source
from rashomon.report import ReportSettings, render
from rashomon.report.characters import in_quotes

QUILL = Actor(id=group_id("actor", ["quill"]), type="person", names=("Marta Quill",))


def news(text: str, **fields):
    given = {"title": sourced("Cranes stand idle"), "source": Source(outlet=sourced("The Quay"))}
    return document(text, "in/news.txt", published=sourced("2031-03-07", 0.7), **(given | fields))


def page_of(doc, *said, links=(), share=False) -> html.HtmlElement:
    found = Extraction(documents=(doc,), statements=said, actors=(QUILL,))
    page = render(found, Comparison(links=links), ReportSettings(share=share, excerpt_share=0.9))
    return html.document_fromstring(page.encode())


def citations(doc, *said, **fields) -> list[str]:
    return [item.text for item in page_of(doc, *said, **fields).xpath("//p[@class='citation']")]


def quotes(doc, *said, **fields) -> list[str]:
    found = page_of(doc, *said, **fields).xpath("//section[@id='speakers']//blockquote")
    return [" ".join(item.text_content().split()) for item in found]


DENIAL = "The Harbour Office denied that any crane had fallen."


def denial(doc, cue="denied", **fields):
    content = ("that any crane had fallen",)
    return statement(doc, ("The Harbour Office",), (cue,), content, kind="indirect", **fields)


def test_a_denial_is_cited_with_its_cue_and_without_marks_around_the_outlets_words():
    doc = news(DENIAL)
    assert citations(doc, denial(doc)) == [
        (
            "The Harbour Office denied: that any crane had fallen — reported, not quoted, by The Quay, "
            "“Cranes stand idle”, 7 March 2031 (likely), no web address. Characters 0-51 of the text."
        )
    ]


@pytest.mark.parametrize("share", [False, True])
def test_a_denial_is_listed_with_its_cue_before_the_words(share):
    doc = news(DENIAL + " Rain fell on the sheds all day." * 5)
    assert quotes(doc, denial(doc), share=share) == ["The Harbour Office denied: that any crane had fallen"]


def test_words_between_speaker_cue_and_content_that_may_turn_the_sense_are_kept():
    doc = news("The Harbour Office has never once said in public that any crane had fallen.")
    assert quotes(doc, denial(doc, "said")) == [
        "The Harbour Office has never once said in public: that any crane had fallen"
    ]


def test_a_gap_over_the_end_of_a_sentence_is_not_part_of_the_lead_in():
    doc = news("The Harbour Office met. Ice broke. It was said that any crane had fallen.")
    assert quotes(doc, denial(doc, "was said")) == [
        "The Harbour Office … was said: that any crane had fallen"
    ]


def test_a_statement_inside_a_denial_is_led_in_by_the_denial():
    doc = news("The Harbour Office denied that Rolf Amber had said the gate was shut.")
    outer = statement(
        doc,
        ("The Harbour Office",),
        ("denied",),
        ("that Rolf Amber had said the gate was shut",),
        kind="indirect",
    )
    inner = statement(
        doc, ("Rolf Amber",), ("had said",), ("the gate was shut",), kind="indirect", within=outer.id
    )
    (cited,) = [line for line in citations(doc, outer, inner) if "Rolf Amber had said:" in line]
    assert cited.startswith("The Harbour Office denied: Rolf Amber had said: the gate was shut — reported")
    assert "The Harbour Office denied: Rolf Amber had said: the gate was shut" in quotes(doc, outer, inner)


def test_statements_that_stand_in_each_other_are_shown_all_the_same():
    doc = news(DENIAL)
    one = denial(doc)
    looped = statement(
        doc, ("The Harbour Office",), ("denied",), ("any crane had fallen",), kind="indirect", within=one.id
    )
    looping = denial(doc, within=looped.id)
    assert len(citations(doc, looping, looped)) == 2


def test_hundreds_of_statements_in_one_another_are_shown_with_the_nearest():
    doc = news("Ola Brent said " * 200 + "that the quay is safe.")
    said, within = [], None
    for number in range(200):
        at = number * 15
        item = denial(news(DENIAL))
        item = replace(
            item,
            id=f"{number:016x}",
            document=doc.id,
            within=within,
            speaker=replace(item.speaker, spans=(Span(at, at + 9),), text="Ola Brent"),
            cue=replace(item.cue, spans=(Span(at + 10, at + 14),)),
            content=replace(item.content, spans=(Span(at + 15, len(doc.text)),), text=f"content {number}"),
        )
        said.append(item)
        within = item.id
    shown = quotes(doc, *said)
    assert max(text.count("Ola Brent said:") for text in shown) == 9


def test_only_quoted_words_stand_in_the_speakers_marks():
    doc = news('Marta Quill said: "Nobody fell." She called it "a calm day" at sea.')
    quoted = statement(doc, ("Marta Quill",), ("said",), ('"Nobody fell."',))
    mixed = statement(doc, ("She",), ("called",), ('it "a calm day" at sea',), kind="mixed")
    lines = citations(doc, quoted, mixed)
    assert lines[0].startswith('Marta Quill said: "Nobody fell." — quoted by The Quay, ')
    assert lines[1].startswith(
        'unnamed speaker (“She”) called: it "a calm day" at sea — partly quoted by The Quay, '
    )


def test_a_pronoun_is_cited_with_the_name_of_whom_it_means():
    doc = news("On Friday he stressed that the quay is safe.")
    known = (Member(span=spans(doc.text, "he")[0], actor=QUILL.id),)
    said = statement(doc, ("he",), ("stressed",), ("that the quay is safe",), kind="indirect", members=known)
    assert citations(doc, said)[0].startswith("Marta Quill (“he”) stressed: that the quay is safe — ")


def test_a_pronoun_alone_is_an_unnamed_speaker():
    doc = news("It stressed that the quay is safe.")
    said = statement(doc, ("It",), ("stressed",), ("that the quay is safe",), kind="indirect")
    tree = page_of(doc, said)
    assert citations(doc, said)[0].startswith("unnamed speaker (“It”) stressed: that the quay is safe — ")
    assert [item.text for item in tree.xpath("//section[@class='speaker']/h3/bdi")] == [
        "Speakers without a name"
    ]


def test_a_cue_after_the_words_leads_in_all_the_same():
    doc = news("The quay is safe, according to Marta Quill.")
    said = statement(doc, ("Marta Quill",), ("according to",), ("The quay is safe",), kind="indirect")
    assert quotes(doc, said) == ["according to Marta Quill: The quay is safe"]


def test_an_own_text_is_cited_with_its_publisher_and_cue_and_without_marks():
    doc = news("We do not accept the use of guards on the quay.", voice=sourced("Guild of Clocks"))
    said = statement(
        doc, ("We",), ("do not accept",), ("the use of guards on the quay",), kind="authored", members=()
    )
    (line,) = citations(doc, said)
    assert line.startswith(
        "Guild of Clocks (“We”) do not accept: the use of guards on the quay — in the speaker's own text: "
    )


def test_a_shared_passage_is_cited_as_the_outlets_words():
    docs = [news('He said "the land is our country."'), news("The land is our country.")]
    other = document(docs[1].text, "in/b.txt")
    left, right = spans(docs[0].text, 'is our country."'), spans(other.text, "is our country.")
    link = Link(
        id="0" * 16,
        kind="agree",
        left=Passage(document=docs[0].id, spans=left),
        right=Passage(document=other.id, spans=right),
        score=0.9,
        made_by="m",
    )
    page = render(Extraction(documents=(docs[0], other)), Comparison(links=(link,)))
    lines = [item.text for item in html.document_fromstring(page.encode()).xpath("//p[@class='citation']")]
    assert lines[0].startswith('‘is our country."’ — words of The Quay, “Cranes stand idle”, 7 March 2031')
    assert lines[1].startswith("“is our country.” — words of an outlet not named, Text 2, not dated, ")
    assert not any(".." in line or ".”." in line for line in lines)


def test_a_selection_in_the_reading_view_is_cited_as_the_outlets_words():
    doc = news(DENIAL)
    tree = page_of(doc, denial(doc))
    assert "— words of ${text.dataset.source}" in tree.xpath("//script")[0].text
    assert tree.xpath("//article/@data-source") == [
        "The Quay, “Cranes stand idle”, 7 March 2031 (likely), no web address"
    ]


def test_a_share_version_shows_no_content_without_its_cue():
    doc = news(DENIAL + " Rain fell." * 3)
    link = Link(
        id="0" * 16,
        kind="agree",
        left=Passage(document=doc.id, spans=spans(doc.text, "any crane had fallen")),
        right=Passage(document=document(DENIAL, "b").id, spans=(Span(0, 5),)),
        score=0.9,
        made_by="m",
    )
    both = Extraction(documents=(doc, document(DENIAL, "b")), statements=(denial(doc),))
    settings = ReportSettings(share=True, excerpt_share=0.3, excerpt_characters=0)
    tree = html.document_fromstring(render(both, Comparison(links=(link,)), settings).encode())
    for quote in tree.xpath("//section[@id='speakers']//blockquote"):
        assert "denied" in quote.text_content()


def test_marks_around_marks_are_single():
    assert in_quotes("calm") == "“calm”"
    assert in_quotes("“Calm” at sea") == "‘“Calm” at sea’"
