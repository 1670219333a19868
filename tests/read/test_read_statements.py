"""Whose words a whole text is, and what of its head is letterhead, headline, byline and address."""

from __future__ import annotations

import io
from email.message import EmailMessage

import docx
import pytest
from read_builders import of_kind, read_bytes

from rashomon.read import ReadSettings, load_sources

RELEASE = """FOR IMMEDIATE RELEASE

Barge Crews' Union of Halm
7 Lock Street, Halm
Contact: crews@union.example, +00 555 0199

CREWS CONDEMN CLOSING OF LOCK

Halm, 4 May 2031 – The Barge Crews' Union of Halm condemns the closing of the lock in the strongest terms.

“Nobody asked the crews,” said chairman Tove Anders. “We will moor here until the gates open again.”

###

About the union: The Barge Crews' Union of Halm has nine hundred members.
"""


def document_of(folder, text):
    (document,) = read_bytes(folder, "a.txt", text.encode())
    return document


def voice(folder, text):
    found = document_of(folder, text).voice
    return found.value if found else None


def test_a_press_release_with_letterhead_address_and_headline(tmp_path):
    document = document_of(tmp_path, RELEASE)
    assert document.title.value == "CREWS CONDEMN CLOSING OF LOCK"
    assert document.published.value == "2031-05-04"
    assert document.source.outlet.value == document.voice.value == "Barge Crews' Union of Halm"
    assert of_kind(document, "heading") == ["FOR IMMEDIATE RELEASE"]
    assert of_kind(document, "dateline") == ["Halm, 4 May 2031 –"]
    assert of_kind(document, "furniture")[:2] == [
        "7 Lock Street, Halm",
        "Contact: crews@union.example, +00 555 0199",
    ]
    assert of_kind(document, "body")[0].startswith("The Barge Crews' Union of Halm condemns")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            (
                "FOR IMMEDIATE RELEASE\n\nHarbour Union of Halm condemns closing of lock\n\nHALM, May 4, "
                "2031 – "
                "The Harbour Union of Halm today condemned the closing. “It was needless,” said its chair."
            ),
            "Harbour Union of Halm",
        ),
        (
            (
                "PRESS RELEASE\n4 May 2031\n\nLock Bank: fees stay\n\nLock Bank said today that it would "
                "keep its fees for "
                " all barges. “We see no reason to move,” said governor Ada Sorrel.\n\nAbout Lock Bank\n"
                "Lock Bank is the bank of the crews."
            ),
            "Lock Bank",
        ),
        (
            (
                "STATEMENT BY THE GOVERNMENT OF NORRMAR\n\n4 May 2031\n\nThe Government of Norrmar rejects "
                "all "
                "accusations of the crews. No barge has been sunk. We call on all to stay calm."
            ),
            "Government of Norrmar",
        ),
        (
            (
                "Joint statement by the Union of Pilots and the Barge Crews' Union\n\n"
                "We, the undersigned, reject the order. The lock must be opened."
            ),
            "Union of Pilots and the Barge Crews' Union",
        ),
    ],
)
def test_who_speaks(tmp_path, text, who):
    assert voice(tmp_path, text) == who


@pytest.mark.parametrize(
    ("title", "who"),
    [
        ("Joint statement by the foreign ministers of Ostria, Tarland and Lind", "Ostria, Tarland and Lind"),
        ("Commentary by the spokesperson of the Foreign Ministry", "Foreign Ministry"),
        ("Remarks by Governor Ilse Brandt on the flood", "Governor Ilse Brandt"),
    ],
)
def test_who_speaks_for_a_body(tmp_path, title, who):
    text = f"{title}\n\nThe shelling of the port was a crime. We will send observers. We expect an apology.\n"
    assert voice(tmp_path, text) == who


def test_a_firm_calls_itself_the_company_in_its_release(tmp_path):
    text = (
        "PRESS RELEASE\n\nHalvern Rail cuts night trains\n\nQuell, 4 May 2031 - Halvern Rail will stop its "
        "night trains in June. The company regrets the step. Tickets will be refunded.\n"
    )
    assert voice(tmp_path, text) == "Halvern Rail"


LETTER = """Open letter on the quay

We write to you as people who work at the harbour. We ask you to stop the sale of the eastern quay.

We demand a vote before the end of the year, and we call on the council to say what it was offered.

Ada Sorrel - Tove Anders (Barge Crews' Union)
Ines Karro
"""


def test_who_signs_an_open_letter_speaks_in_it(tmp_path):
    document = document_of(tmp_path, LETTER)
    assert document.voice.source == "text:signatures"
    assert document.voice.value == "Ada Sorrel - Tove Anders (Barge Crews' Union)\nInes Karro"


@pytest.mark.parametrize(
    ("who", "value"),
    [
        ("the Barge Crews' Union, the Road Union and the Union of Pilots", None),
        ("the members of the Road Union and the Union of Pilots", "Road Union and the Union of Pilots"),
        ("the governments of Lurmia and Sund", "Lurmia and Sund"),
    ],
)
def test_who_we_are_by_the_first_words(tmp_path, who, value):
    document = document_of(
        tmp_path,
        f"Open letter on the quay\n\nWe, {who}, reject the sale of the quay.\n\nIt is against the law.\n",
    )
    assert document.voice.value == (value or who.removeprefix("the "))


def test_residents_of_a_place_are_not_the_place(tmp_path):
    assert (
        voice(tmp_path, "Open letter\n\nWe, the parents of Halm School, are tired. We ask for a pump.\n")
        is None
    )


def test_who_says_we_the_undersigned_has_signed_below(tmp_path):
    text = "4 May 2031\n\nWe, the undersigned unions, condemn the sale.\n\nRoad Union\nUnion of Pilots\n"
    assert voice(tmp_path, text) == "Road Union\nUnion of Pilots"


def test_names_under_a_report_sign_nothing(tmp_path):
    report = (
        "Quay sold\n\nThe council sold the quay, its clerk said. The crews protested.\n\nAda Sorrel, Halm\n"
    )
    assert voice(tmp_path, report) is None


@pytest.mark.parametrize("line", ["Editorial", "LEADING ARTICLE", "Our view", "The Courier view"])
def test_a_paper_speaks_in_its_editorial(tmp_path, line):
    text = f"The Halm Courier\n4 May 2031\n\n{line}\n\nA lock in May\n\nThe lock ought to be opened."
    toml = tmp_path / "sources.toml"
    toml.write_text('["a.txt"]\noutlet = "Halm Courier"\n', encoding="utf-8")
    settings = ReadSettings(sources=load_sources(toml))
    (document,) = read_bytes(tmp_path, "a.txt", text.encode(), settings)
    assert (document.voice.value, document.voice.source) == ("Halm Courier", "text:editorial")


def test_a_statement_of_several_named_on_the_line_below(tmp_path):
    text = (
        "JOINT STATEMENT\n\nof the Union of Pilots (Halm), the Road Union and the Barge Crews' League\n\n"
        "Halm, 4 May 2031\n\nThe minister said that we struck the pier. We reject that. We call on him to "
        "withdraw it, and we ask the same of the papers. He told the radio so twice.\n"
    )
    assert voice(tmp_path, text) == "Union of Pilots"


def test_the_words_over_a_statement_are_no_outlet(tmp_path):
    text = (
        "PRESS RELEASE\n4 May 2031\n\nFees stay as they are\n\nIt all stays as it was "
        "for all crews that come by at the lock."
    )
    document = document_of(tmp_path, text)
    assert document.source.outlet is None
    assert (document.title.value, document.published.value) == ("Fees stay as they are", "2031-05-04")
    statement = "STATEMENT BY THE GOVERNMENT OF NORRMAR\n\n4 May 2031\n\n"
    document = document_of(
        tmp_path, f"{statement}The Government of Norrmar rejects all that the crews have said."
    )
    assert document.source.outlet.value == "Government of Norrmar"
    assert document.title.value == "STATEMENT BY THE GOVERNMENT OF NORRMAR"


def test_the_line_over_a_short_joint_statement_is_its_title(tmp_path):
    line = "Joint statement by the Union of Pilots and the Barge Crews' Union"
    document = document_of(tmp_path, f"{line}\n\nWe reject the order. The lock must be opened.")
    assert of_kind(document, "title") == [line]


@pytest.mark.parametrize(
    "text",
    [
        # a report that gives a statement in quotation marks, paragraph by paragraph
        (
            "Statement of Abbess Ida Korr on the lock\n\nThe abbess of Halm, Ida Korr, read all these "
            "words aloud on Sunday:\n\n"
            '"I have fed the crews and I have fed the guards.\n\n"We must open the gates, and we must do it '
            'now."\n\n'
            "She then left without taking questions."
        ),
        # a headline about a statement
        (
            "Statement of the Harbour Union sparks anger\n\nThe paper has caused anger among the crews of "
            "Norrmar. "
            "The minister called it a lie and left the town of Halm in a boat."
        ),
        (
            "STATEMENT OF THE HARBOUR UNION SPARKS ANGER\n\nThe paper has caused anger among the crews of "
            "Norrmar. "
            "The minister called it a lie and left the town of Halm in a boat."
        ),
        (
            "Anger at the lock\n\nA statement of the Harbour Union has caused anger among the crews of "
            "Norrmar. "
            "The minister called it a lie."
        ),
        # a report about a press release
        (
            "Union issues press release on lock\n\nThe Harbour Union of Halm condemned the closing of the "
            "lock on "
            "Tuesday. “We will stay here,” said its chair. A press release by the union was sent to all "
            "papers."
        ),
        # a release whose opening names somebody who stands nowhere else
        (
            "PRESS RELEASE\n\nFees stay as they are\n\nAda Sorrel said today that all fees of the lock of "
            "Halm "
            "would stay as they are until the autumn."
        ),
    ],
)
def test_reports_have_no_voice(tmp_path, text):
    assert voice(tmp_path, text) is None


CAPS = """MINISTER DENIES ORDER TO CLOSE LOCK AT HALM

BY ADA SORREL
HALM, 4 MAY 2031 - THE MINISTER OF WORKS SAID ON SUNDAY THAT HE HAD NEVER ORDERED GUARDS TO CLOSE THE LOCK.

“I SIGNED NOTHING OF THE KIND,” THE MINISTER TOLD REPORTERS AFTER A LONG MEETING IN THE TOWN HALL.
"""


def test_a_headline_in_capitals_is_no_outlet(tmp_path):
    document = document_of(tmp_path, CAPS)
    assert document.source.outlet is None
    assert document.title.value == "MINISTER DENIES ORDER TO CLOSE LOCK AT HALM"
    assert [author.value for author in document.author] == ["ADA SORREL"]
    assert of_kind(document, "byline") == ["BY ADA SORREL"]
    decked = CAPS.replace("BY ADA SORREL", "Crews call for an inquiry into it")
    assert document_of(tmp_path, decked.replace("HALM, 4 MAY 2031 - ", "")).source.outlet is None


def test_a_letterhead_in_capitals_still_is_one(tmp_path):
    text = (
        "MINISTRY OF WORKS OF NORRMAR\n4 May 2031\n\nLock to open again\n\n"
        "The lock at Halm will open again on Tuesday, and all crews will be let through without fees."
    )
    document = document_of(tmp_path, text)
    assert document.source.outlet.value == "MINISTRY OF WORKS OF NORRMAR"
    assert document.title.value == "Lock to open again"


def test_capitals_after_by_need_not_be_a_name(tmp_path):
    text = (
        "BY ORDER OF THE HARBOUR OFFICE\n\nThe lock at Halm will stay shut until the "
        "guards have left the town."
    )
    assert document_of(tmp_path, text).author == ()


def test_unevenly_wrapped_lines_are_one_paragraph(tmp_path):
    first = (
        "The minister said the lock was shut and\nthat “nobody, not even the crews, will\nopen it before "
        "Thursday” when he spoke\nto reporters in the long hall of the\nHarbour Office. He then left for "
        'the town of Upper\nHalm, where "the fish is better than\nhere," he said.'
    )
    second = "The crews, who had waited since\nMonday, said that they would not move before\nthe gates did."
    text = f"Lock shut, says minister\nBy Ada Sorrel\n\n{first}\n\n{second}\n"
    document = document_of(tmp_path, text)
    assert of_kind(document, "title") == ["Lock shut, says minister"]
    assert of_kind(document, "byline") == ["By Ada Sorrel"]
    assert of_kind(document, "body") == [first, second]


def test_lists_turns_and_settings_are_not_taken_for_wrapped_lines(tmp_path):
    listed = (
        "- the gates of the lower lock\n- the winches and what holds them\n- the long chains of the ministry"
    )
    turns = (
        "ADA SORREL: We will open it on\nthat day, as I said.\nQUESTION: And what of "
        "the fees that\nwere paid?"
    )
    text = f"The ministry took away these things:\n\n{listed}\n\n{turns}\n"
    body = of_kind(document_of(tmp_path, text), "body")
    assert body[1:4] == listed.split("\n")
    assert body[4:] == [
        "ADA SORREL: We will open it on\nthat day, as I said.",
        "QUESTION: And what of the fees that\nwere paid?",
    ]
    table = 'name = "Quay Wire paper"\nland = "Norrmar and Halm"\nkind = "outlet of the town"\n\n' * 3
    assert all("\n" not in part for part in of_kind(document_of(tmp_path, table), "body"))


OWN = (
    "Statement by the Crews' Union on the lock at Halm",
    "We condemn the closing of the lock, and we demand that it be opened for all crews at once.",
    "We call on the harbour office to speak to our members, who will stay until June.",
)


def _word(author):
    document = docx.Document()
    document.core_properties.author = author
    for line in OWN:
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _mail(_author):
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Tove Anders <t@union.example>", OWN[0]
    mail.set_content("\n\n".join(OWN[1:]))
    return mail.as_bytes()


@pytest.mark.parametrize(("name", "made"), [("a.docx", _word), ("a.eml", _mail)])
def test_who_typed_or_sent_a_statement_does_not_speak_in_it(tmp_path, name, made):
    (document,) = read_bytes(tmp_path, name, made("Tove Anders"))
    assert [author.value for author in document.author] == ["Tove Anders"]
    assert document.voice.value == "Crews' Union"


@pytest.mark.parametrize("author", ["Microsoft Office User", "python-docx", "Windows User", "admin"])
def test_an_account_is_no_author(tmp_path, author):
    (document,) = read_bytes(tmp_path, "a.docx", _word(author))
    assert document.author == ()


def test_a_line_that_says_twice_that_it_heads_a_release_is_no_outlet(tmp_path):
    text = """PRESS RELEASE - FOR IMMEDIATE RELEASE

Blue River Alliance on the spill at Lund

The company has known of the leak since May, and it has told nobody of it.

"The river is dead" - Alliance chair Ona Veld

We have written to the mayor, who has told us that the gates stay open.
"""
    document = document_of(tmp_path, text)
    assert document.source.outlet is None
    assert document.title.value == "Blue River Alliance on the spill at Lund"
    assert '"The river is dead" - Alliance chair Ona Veld' in of_kind(document, "body")


def test_an_interview_of_short_turns_has_its_title(tmp_path):
    text = """"I will not leave": minister Karo Denn talks to the Lund Mail

The Lund Mail, 3 July 2031

Q: Did the board know of the leak?
A: No. They learned of it in June.
Q: Will you resign?
A: No, I won't.
"""
    document = document_of(tmp_path, text)
    assert document.title.value == text.partition("\n")[0]
    assert document.source.outlet.value == "The Lund Mail"
