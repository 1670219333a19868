"""The parts of plain text, and what the head of a text tells."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read_builders import BODY, of_kind, read_bytes

from rashomon.model.offsets import Span, check_spans
from rashomon.read.dates import find_stamp, iso_date
from rashomon.read.layout import lay_out
from rashomon.read.lexicon import is_furniture
from rashomon.read.names import person_names


def kinds(text: str) -> list[tuple[str, str]]:
    return [(part.kind, text[part.start : part.end]) for part in lay_out(text).parts]


def test_title_date_and_body():
    text = f"Lock at Halm opens again\n\n4 May 2031, 6:20 PM\n\n{BODY[0]}\n\n{BODY[1]}\n"
    layout = lay_out(text)
    assert kinds(text) == [
        ("title", "Lock at Halm opens again"),
        ("published", "4 May 2031, 6:20 PM"),
        ("body", BODY[0]),
        ("body", BODY[1]),
    ]
    assert layout.found.published.value == "2031-05-04T18:20"
    assert layout.found.published.source == "text:date line"


def test_a_date_in_a_sentence_is_not_the_date_of_publication():
    text = f"Lock at Halm opens again\n\nOn 2 May 2031 the chains were taken away, they said.\n\n{BODY[0]}\n"
    assert lay_out(text).found.published is None
    assert [kind for kind, _ in kinds(text)] == ["title", "body", "body"]


@pytest.mark.parametrize(
    ("line", "kind", "value"),
    [
        ("04.05.2031, Tolvik.", "dateline", "2031-05-04"),
        ("Tolvik, 4 May 2031", "dateline", "2031-05-04"),
        ("Published: May 4, 2031 | Updated: May 6, 2031", "published", "2031-05-04"),
        ("2031-05-04T18:20:05+02:00", "published", "2031-05-04T18:20:05+02:00"),
        ("2031-05-04", "published", "2031-05-04"),
        ("Sunday, 4th May 2031 at 18:20 GMT", "published", "2031-05-04T18:20Z"),
        ("Posted on 4 May 2031 by Ada Sorrel", "byline", "2031-05-04"),
        ("The Norrmar Courier, 4 May 2031", "published", "2031-05-04"),
    ],
)
def test_lines_with_the_date(line, kind, value):
    text = f"Lock at Halm opens again\n\n{line}\n\n{BODY[0]}\n"
    assert kinds(text)[1] == (kind, line)
    assert lay_out(text).found.published.value == value


@pytest.mark.parametrize("header", ["Halm Herald\n2031-05-04\n\nLock opens", "2031-05-04\nLock opens"])
def test_a_date_of_digits_alone_above_the_title(header):
    text = f"{header}\n\n{BODY[0]}\n"
    assert ("published", "2031-05-04") in kinds(text)
    assert lay_out(text).found.published.value == "2031-05-04"


def test_signs_and_digits_that_are_no_date_stay_furniture():
    assert ("furniture", "1 / 12") in kinds(f"Lock at Halm opens again\n\n1 / 12\n\n{BODY[0]}\n")


def test_byline_outlet_and_wire_dateline():
    head = "Lock at Halm opens again\nThe Norrmar Courier\nBy Ada Sorrel and Bo Lind"
    text = f"{head}\n\nTOLVIK, May 4, 2031 (TPA) - {BODY[0]}\n"
    layout = lay_out(text)
    assert kinds(text) == [
        ("title", "Lock at Halm opens again"),
        ("outlet", "The Norrmar Courier"),
        ("byline", "By Ada Sorrel and Bo Lind"),
        ("dateline", "TOLVIK, May 4, 2031 (TPA) -"),
        ("body", BODY[0]),
    ]
    assert [author.value for author in layout.found.author] == ["Ada Sorrel", "Bo Lind"]
    assert layout.found.published.value == "2031-05-04"
    assert layout.found.outlet.value == "The Norrmar Courier"


@pytest.mark.parametrize(
    "opening",
    ["He spoke - and left the hall at once, they said.", "Tolvik - that is where it was, they said."],
)
def test_a_dash_in_a_sentence_makes_no_dateline(opening):
    assert kinds(f"A title of some words\n\n{opening} {BODY[0]}")[1][0] == "body"


def test_headlines_of_other_articles_and_headings():
    text = "\n\n".join(
        [
            "Lock at Halm opens again",
            BODY[0],
            "Bakers in Tolvik plan strike over flour price from spring",
            BODY[1],
            "What comes next",
            BODY[2],
            "Swans return to the upper basin after nine years away",
        ]
    )
    assert [kind for kind, _ in kinds(text)] == [
        "title",
        "body",
        "furniture",
        "body",
        "heading",
        "body",
        "furniture",
    ]


@pytest.mark.parametrize(
    "signed",
    [
        ["“Boats on the river must be safe and clean from now on” - Commissioner Ada Sorrel"],
        ['"We are proud of what has been reached after so many years" – Minister for Transport Bo Lind'],
        ["“No boat will leave the harbour without all of its papers” — Bo Lind, Deputy Mayor of Halm"],
        ["“No boat will leave the harbour without all of its papers”", "- Bo Lind, Deputy Mayor of Halm"],
    ],
)
def test_a_quotation_with_its_name_is_body_in_the_text_and_at_its_end(signed):
    for lines in ([BODY[0], *signed, BODY[1]], [BODY[0], BODY[1], *signed]):
        found = kinds("\n\n".join(["Lock at Halm opens again", *lines]))
        assert [kind for kind, _ in found] == ["title"] + ["body"] * len(lines)


@pytest.mark.parametrize(
    "headline",
    [
        "“My life on the river” – what a keeper remembers of the great flood",
        "Bakers in Tolvik plan strike over flour – Commissioner Ada Sorrel",
    ],
)
def test_a_headline_with_a_dash_is_no_signed_quotation(headline):
    found = kinds("\n\n".join(["Lock at Halm opens again", BODY[0], headline, BODY[1]]))
    assert [kind for kind, _ in found] == ["title", "body", "furniture", "body"]


@pytest.mark.parametrize(
    "teaser",
    [
        "‘It Was Chaos’ – Orm Dockers Speak Out Again",
        "“Nobody Told Us” - Inside the Longest Night of Halm",
    ],
)
def test_a_teaser_in_title_case_is_furniture_in_the_text_and_at_its_end(teaser):
    for lines in ([BODY[0], teaser, BODY[1]], [BODY[0], BODY[1], teaser]):
        found = dict(map(reversed, kinds("\n\n".join(["Lock at Halm opens again", *lines]))))
        assert found[teaser] == "furniture"


@pytest.mark.parametrize(
    "who",
    [
        "Ada Sorrel",
        "Maria de la Vell",
        "Head of the Halm River Commission Bo Lind",
        "Dr. Ada Maria Vell Sorrel Lind",
        "Bo Lind, Chair of the Dockers' Union of Halm",
    ],
)
def test_who_signs_has_a_short_name_an_office_or_a_comma(who):
    signed = f"“Boats on the river must be safe and clean” – {who}"
    for lines in ([BODY[0], signed, BODY[1]], [BODY[0], BODY[1], signed]):
        found = dict(map(reversed, kinds("\n\n".join(["Lock at Halm opens again", *lines]))))
        assert found[signed] == "body"


def test_a_list_is_body():
    wishes = (
        "a gate that opens on both sides of it\na guard who can swim\na lamp for the night shift of the crew"
    )
    text = f"A title of some words\n\nThe office wants three things:\n\n{wishes}\n\n{BODY[2]}\n"
    assert "furniture" not in [kind for kind, _ in kinds(text)]


@pytest.mark.parametrize(
    "line",
    [
        "top of page",
        "Bottom of page",
        "Skip to main content",
        "Follow us on Telegram, X and Instagram",
        "Share this article",
        "Video of the day",
        "Photo of day",
        "Leave a Reply",
        "Leave a comment",
        "Read also: Something else happened there",
        "Show more news",
        "Most read",
        "Related articles",
        "Advertisement",
        "Source: Tolvik Press Agency",
        "© 2031 Courier",
        "Sign up for our newsletter",
        "Subscribe to our daily newsletter",
        "12 comments",
        "Home > World > Lurmia",
        "Tags: lock, Halm",
        "All rights reserved.",
        "3 min read",
        "Print",
        "Read more",
        "You may also like",
        "Enter your e-mail address.",
        "→",
        "The best of the week in your inbox every Friday",
        "We use cookies to make this site better.",
        "Follow us on Telegram and X to get the news of Halm as it happens.",
        "Join us on Telegram for the news of Halm as it happens.",
        "Support us on Patreon and help keep the news of Halm free for all.",
        "If you like this article, please share it with your friends and family today.",
        "No part of this publication may be reproduced without prior written permission of its publisher.",
        "Use of materials without reference to Halm Info is prohibited by law.",
        "Copyright 2031 Halm Times. All material on this site belongs to the publisher.",
        "Copyright The Halm Times",
        "Please consider donating to keep our newsroom running through the winter.",
        "Get the free newsletter that ten thousand of your neighbours open every morning.",
        "Register now to read the full article and get our alerts.",
        "No comments",
    ],
)
def test_words_of_the_interface(line):
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        BODY[0],
        BODY[1],
        "Source close to the minister says nothing",
        "We share the grief of the families.",
        "Watch out, he said.",
        "Nobody came.",
        "The top of the page was torn off by the guards, she said.",
        "Home is where the lock is, the crews say now.",
        "Comment was refused by the ministry of works on Tuesday.",
        "Follow the canal to the north and you will see the gate.",
        "Register of ships lists forty barges, and eleven of them are missing today.",
        "Print shops closed on Tuesday in all towns.",
    ],
)
def test_sentences_are_no_interface(line):
    assert not is_furniture(line)


def test_a_newsletter_box_at_the_end():
    box = [
        "Follow us on Telegram",
        "Norrmar Evening",
        "The letter with the best of the canal towns",
        "Weekdays at seven",
    ]
    text = "\n\n".join(["Lock at Halm opens again", *BODY, *box])
    assert [kind for kind, _ in kinds(text)][-4:] == ["furniture"] * 4


def test_signatures_of_a_statement_are_body():
    text = "\n".join(
        [
            "No chains at Halm",
            "",
            *BODY,
            "Yours faithfully,",
            "Ada Sorrel, Harbour Union",
            "Bo Lind, Barge Crews",
        ]
    )
    assert "furniture" not in [kind for kind, _ in kinds(text)]


def test_hard_wrapped_lines_are_one_paragraph():
    words = (
        "The lock at Halm opened again on Tuesday after the ministry took away the chains that its own " * 4
    ).split()
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) > 60:
            lines.append(line.strip())
            line = ""
        line += word + " "
    paragraph = "\n".join([*lines, line.strip() + "."])
    text = f"{paragraph}\n\n{paragraph}\n"
    assert kinds(text) == [("body", paragraph), ("body", paragraph)]


@given(st.text(alphabet=st.sampled_from("aA .,:\n\r\t“”-–4 May 2031(TPA)By\u2028\u00a0"), max_size=300))
@settings(max_examples=300, deadline=None)
def test_parts_are_ordered_disjoint_and_cover_all_words(text):
    parts = lay_out(text).parts
    check_spans([Span(part.start, part.end) for part in parts], len(text))
    covered = {place for part in parts for place in range(part.start, part.end)}
    assert all(text[place].isspace() for place in range(len(text)) if place not in covered)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10 January 2031, 11:56 PM", "2031-01-10T23:56"),
        ("10.01.2031", "2031-01-10"),
        ("January 10, 2031", "2031-01-10"),
        ("03/04/2031", "2031"),
        ("23/04/2031", "2031-04-23"),
        ("04/23/2031", "2031-04-23"),
        ("May 2031", "2031-05"),
        ("Mon, 05 May 2031 06:07:08 GMT", "2031-05-05T06:07:08Z"),
        ("20:15, 5 May 2031", "2031-05-05T20:15"),
        ("5th of May, 2031", "2031-05-05"),
        ("31.02.2031", None),
        ("12 barges", None),
        ("version 2.0.1999.5", None),
        ("5 May 2031, 12:05 a.m.", "2031-05-05T00:05"),
        ("2031-05-05 06:07 UTC+3", "2031-05-05T06:07+03:00"),
    ],
)
def test_dates(text, value):
    assert iso_date(text) == value


def test_where_a_date_stands():
    stamp = find_stamp("Halm, 5 May 2031, 18:20, page 3")
    assert (stamp.start, stamp.end, stamp.value) == (6, 23, "2031-05-05T18:20")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Sorrel", ("Ada Sorrel",)),
        ("By Ada Sorrel, Bo de Lind and C. D. Orr", ("Ada Sorrel", "Bo de Lind", "C. D. Orr")),
        ("Text: Ada Sorrel", ("Ada Sorrel",)),
        ("By Staff", ()),
        ("By our newsroom", ()),
        ("By Friday evening it rained", ()),
        ("By Dr. Ada Sorrel in Halm", ("Ada Sorrel",)),
        ("Editing by Ada Sorrel", ()),
    ],
)
def test_names_in_bylines(line, names):
    assert person_names(line) == names


STATEMENT = """No chains at Halm

Statement of the Harbour Union of Norrmar on the closing of the lock

The Harbour Union protests against the closing of the lock at Halm in the strongest terms.

We call on the ministry of works to open it at once, and we ask all crews to stay calm.

We do not accept that our members are kept from their barges by their own government.
"""
REPORT = """Union protests against chains at Halm

The Harbour Union of Norrmar issued a statement of protest on Tuesday, its chair said.

“We call on the ministry to open the lock, and we ask all crews to stay calm,” the statement reads.

The ministry said that it had received the statement of the union and would answer it.
"""


def test_a_statement_has_the_voice_of_who_published_it(tmp_path):
    (document,) = read_bytes(tmp_path, "a.txt", STATEMENT.encode())
    assert document.voice.value == "Harbour Union of Norrmar"
    assert document.voice.value in document.text
    assert of_kind(document, "title") == ["No chains at Halm"]


def test_a_joint_statement(tmp_path):
    text = STATEMENT.replace(
        "Statement of the Harbour Union of Norrmar on",
        "Joint statement of the Harbour Union, the Office of Ada Sorrel and the Barge Crews' League on",
    )
    (document,) = read_bytes(tmp_path, "a.txt", text.encode())
    assert document.voice.value == "Harbour Union, the Office of Ada Sorrel and the Barge Crews' League"


def test_a_report_about_a_statement_has_none(tmp_path):
    (document,) = read_bytes(tmp_path, "a.txt", REPORT.encode())
    assert document.voice is None


def test_a_transcript_has_none(tmp_path):
    turns = "\n\n".join(
        [
            "ADA SORREL: We call on the ministry to open it.",
            "QUESTION: Do we know when?",
            "ADA SORREL: We ask all crews to stay calm.",
        ]
        * 2
    )
    (document,) = read_bytes(
        tmp_path,
        "a.txt",
        f"MINISTRY OF WORKS\n\nStatement of the Ministry of Works on the lock\n\n{turns}\n".encode(),
    )
    assert document.voice is None
    assert set(of_kind(document, "body")) >= {"QUESTION: Do we know when?"}
