"""The reading view: every character of the text in its place, whatever is marked in it."""

from __future__ import annotations

from conftest import document
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markupsafe import Markup

from rashomon.model.offsets import Span
from rashomon.report.characters import one_line, shown, without_folders
from rashomon.report.excerpt import Excerpt, split, whole
from rashomon.report.reading import Note, reading_view
from rashomon.report.segments import Mark, intersected, merged, segments
from rashomon.report.settings import ReportSettings
from rashomon.report.share import Finding, excerpts
from rashomon.report.texts import Text, web_address

ROLES = ("source", "cue", "content", "passage", "furniture", "title")


def excerpt(body: str, found: list[tuple[Span, ...]], settings: ReportSettings) -> Excerpt:
    (held,) = excerpts([body], [Finding(0, item) for item in found], (), settings)
    return held


texts = st.text(alphabet=st.sampled_from("ab é<&{}\n\n\r\t\0\ud800\u202e🛶{\"'"), max_size=60)


@st.composite
def marked(draw):
    text = draw(texts)
    edge = st.integers(0, len(text))
    marks = [
        Mark(Span(*sorted((draw(edge), draw(edge)))), role, key)
        for role, key in draw(
            st.lists(st.tuples(st.sampled_from(ROLES), st.sampled_from(["", "1", "2", "p1"])), max_size=8)
        )
    ]
    return text, marks


def view(
    text: str, marks: list[Mark], notes: list[Note], settings: ReportSettings | None = None
) -> html.HtmlElement:
    body = shown(text)
    held = excerpt(body, [(mark.span,) for mark in marks], settings) if settings else whole(body)
    item = Text(1, document(text, "x"), held, None, ())
    found = html.fragment_fromstring(f"<div>{reading_view(item, marks, notes)}</div>")
    for margin in found.xpath("//ul | //*[@class='gap']"):
        margin.drop_tree()
    return found


@given(marked())
def test_the_words_of_the_view_are_the_text(case):
    text, marks = case
    notes = sorted(
        (Note(mark.span.start, Markup("<b></b>"), Markup(), Markup("note")) for mark in marks),
        key=lambda n: n.at,
    )
    found = view(text, marks, notes)
    assert found.text_content() == shown(text)


@given(marked())
def test_every_note_has_its_marker_once(case):
    text, marks = case
    for settings in (None, ReportSettings(share=True)):
        body = shown(text)
        held = excerpt(body, [(mark.span,) for mark in marks], settings) if settings else whole(body)
        notes = [
            Note(at, Markup('<b id="{}"></b>').format(number), Markup(), Markup("note"))
            for number, at in enumerate(sorted(mark.span.start for mark in marks))
        ]
        page = reading_view(Text(1, document(text, "x"), held, None, ()), marks, notes)
        assert [page.count(f'id="{number}"') for number in range(len(notes))] == [1] * len(notes)


def test_a_place_stands_where_it_is_and_not_at_what_is_marked_next():
    words = "The bridge fell on Monday. Nobody was hurt.\nPolice sealed the road.\n"
    note = Note(words.index("fell"), Markup('<b id="e1"></b>'), Markup(), Markup("By day"))
    page = reading_view(Text(1, document(words, "x"), whole(words), None, ()), [], [note])
    assert page.index("The bridge") < page.index('id="e1"') < page.index("fell")


@given(marked())
def test_a_character_is_marked_by_exactly_the_findings_that_cover_it(case):
    text, marks = case
    for segment in segments(len(text), marks):
        for at in range(segment.span.start, segment.span.end):
            covering = {mark.finding for mark in marks if mark.span.start <= at < mark.span.end} - {""}
            assert set(segment.findings) == covering


@given(marked(), st.integers(0, 60))
def test_segments_tile_the_text_and_respect_cuts(case, cut):
    text, marks = case
    found = list(segments(len(text), marks, [cut]))
    assert [at for item in found for at in range(item.span.start, item.span.end)] == list(range(len(text)))
    assert not any(item.span.start < cut < item.span.end for item in found)


@given(marked(), st.floats(0, 1), st.integers(0, 40), st.integers(0, 40))
def test_excerpts_stay_within_the_part_allowed(case, part, around, quote):
    text, marks = case
    settings = ReportSettings(
        share=True, excerpt_share=part, excerpt_characters=around, quote_characters=quote
    )
    held = excerpt(text, [(mark.span,) for mark in marks], settings)
    assert sum(map(len, held.shown)) <= part * len(text)
    assert merged(held.shown) == held.shown


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6),
    st.integers(0, 30),
    st.integers(0, 30),
)
def test_intersection_holds_the_common_characters(pairs, one, other):
    within = merged(Span(*sorted(pair)) for pair in pairs)
    span = Span(*sorted((one, other)))
    found = {at for part in intersected(span, within) for at in range(part.start, part.end)}
    held = {at for part in within for at in range(part.start, part.end)}
    assert found == held & set(range(span.start, span.end))


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6), st.integers(0, 30))
def test_split_spans_hold_the_same_characters(pairs, limit):
    spans = merged(Span(*sorted(pair)) for pair in pairs)
    head, rest = split(spans, "some words of a text, in a row", limit)
    assert [at for span in (*head, *rest) for at in range(span.start, span.end)] == [
        at for span in spans for at in range(span.start, span.end)
    ]
    assert sum(map(len, head)) <= limit


@given(st.text())
def test_one_character_stands_for_one(text):
    assert len(shown(text)) == len(text)
    shown(text).encode("utf-8")


def test_windows_line_ends_keep_their_length_and_their_lines():
    assert shown("a\r\nb\rc\x0cd") == "a \nb\nc\nd"


def test_marks_outside_the_text_are_clipped():
    assert [
        item.span
        for item in segments(3, [Mark(Span(-5, 1), "cue"), Mark(Span(2, 90), "cue"), Mark(Span(2, 1), "cue")])
    ] == [
        Span(0, 1),
        Span(1, 2),
        Span(2, 3),
    ]


def test_blank_lines_by_the_thousand_make_no_paragraphs():
    found = view("first" + "\n" * 100_000 + "last", [], [])
    assert [item.text for item in found.iter("p")] == ["first", "last"]
    assert found.findall("p")[1].get("class") == "g"


def test_a_line_of_a_megabyte_is_one_paragraph():
    found = view("word " * 200_000, [Mark(Span(5, 9), "cue", "1")], [])
    assert len(list(found.iter("p"))) == 1


def test_notes_of_an_empty_text_are_kept():
    note = Note(0, Markup('<a id="t1-s1"></a>'), Markup(), Markup("note"))
    page = reading_view(Text(1, document("", "x"), whole(""), None, ()), [], [note])
    assert 'id="t1-s1"' in page


def test_folders_are_left_out_and_plain_words_are_not():
    assert without_folders("/home/ana/x y.pdf: locked") == "x y.pdf: locked"
    assert without_folders(r"C:\Users\ana\x.pdf is empty") == "x.pdf is empty"
    assert without_folders("~/in/x.txt, and/or 3/4/2031") == "x.txt, and/or 3/4/2031"
    assert without_folders("see https://a.example/b/c") == "see https://a.example/b/c"


def test_only_plain_web_addresses_are_linked():
    assert web_address("https://a.example/x?y=1") == "https://a.example/x?y=1"
    for bad in (
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/x",
        "https://a:b@c.example/",
        "//c.example",
        "http://[",
        None,
    ):
        assert web_address(bad) is None
    assert one_line("a\n\tb  c ") == "a b c"
