"""Ordinary sentences and files that look like something else to a reader of files."""

from __future__ import annotations

import io
import json
from email.message import EmailMessage

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from read_builders import of_kind, read_bytes, warc

from rashomon.read import dated_by_others

SENTENCE = (
    "The ministry of works in Norrmar said on Monday that the lock at Halm had been shut for repairs.\n"
)


def one(folder, text, name="a.txt"):
    (document,) = read_bytes(folder, name, text.encode())
    return document


@pytest.mark.parametrize(
    "sentence",
    [
        "Hundreds marched without permission through the capital on Sunday, police said.",
        "Velmar will become a member of the alliance in June, the minister said.",
        "The treaty must be signed in Geneva by 1 June, the envoy said.",
        "In a newsletter to members the union called for a strike.",
        "(c) All prisoners shall be released within ten days.",
        "Join us in demanding the release of the nine.",
        'Press office chief Ana Lisk said: "We know nothing of a letter to the town."',
    ],
)
def test_an_ordinary_sentence_is_no_furniture(tmp_path, sentence):
    document = one(tmp_path, f"Lock shut at Halm\n\n{SENTENCE}\n{sentence}\n\n{SENTENCE}")
    assert sentence in of_kind(document, "body")


@pytest.mark.parametrize(
    "sentence",
    [
        "Prime Minister Ana Lisk (SDP) – who took office in March – said that the bridge was safe to cross.",
        "NATO – the alliance that Velmar left in 2029 – rejected the claim of the ministry of works.",
        "On 4 May – a day before the vote in Halm – police fired at the crowd on the quay.",
    ],
)
def test_what_stands_between_dashes_makes_no_dateline(tmp_path, sentence):
    document = one(tmp_path, f"Lock shut at Halm\n\n{sentence}\n\n{SENTENCE}")
    assert sentence in of_kind(document, "body")


@pytest.mark.parametrize(
    "line",
    [
        "At least 20 may be dead, police say",
        "Some 10 march to the palace",
        "The vote on June 3 is off for now.",
    ],
)
def test_a_line_that_only_names_a_day_does_not_date_a_text(tmp_path, line):
    dated = one(tmp_path, f"Lock shut\n\n4 May 2031\n\n{SENTENCE}", "dated.txt")
    undated = one(tmp_path, f"Lock shut at Halm\n\n{line}\n\n{SENTENCE}", "undated.txt")
    assert dated_by_others([dated, undated])[1].published is None


@pytest.mark.parametrize("title", ["Mail Workers Begin Strike", "Police Raid Independent Radio Station"])
def test_a_title_with_a_word_for_papers_is_a_title(tmp_path, title):
    document = one(tmp_path, f"{title}\n\n{SENTENCE}\n{SENTENCE}")
    assert (document.title.value, document.source.outlet) == (title, None)


def test_a_title_with_the_day_of_the_event_is_no_dateline(tmp_path):
    document = one(tmp_path, f"Protests on 4 May 2031 in Port Example\n\n{SENTENCE}\n{SENTENCE}")
    assert document.title.value == "Protests on 4 May 2031 in Port Example"


def test_a_country_in_capitals_is_not_who_speaks(tmp_path):
    text = (
        "The US imposed sanctions on Velmar on Monday.\nUS officials said the port was used for arms.\n"
        '"It is a lie," Ana Lisk told Al Jazeera.'
    )
    row = json.dumps({"source": "Al Jazeera", "text": text})
    (document,) = read_bytes(tmp_path, "a.jsonl", row.encode())
    assert document.voice is None


def test_rows_that_hold_tags_are_rows(tmp_path):
    rows = [{"source": name, "text": f"{SENTENCE}<br>{SENTENCE}<br>{SENTENCE}<br>"} for name in "AB"]
    documents = read_bytes(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows)).encode())
    assert [document.source.outlet.value for document in documents] == ["A", "B"]


def test_a_page_without_the_end_of_its_head(tmp_path):
    page = f"<!doctype html><html><head><title>Lock shut</title><body><p>{SENTENCE}</p></body></html>"
    assert SENTENCE.strip() in one(tmp_path, page, "a.html").text


def test_an_address_without_its_site_is_of_where_the_page_was_found(tmp_path):
    page = f'<html><head><link rel="canonical" href="/news/4"></head><body><p>{SENTENCE}</p></body></html>'
    data = warc([("https://osk-lantern.example/news/4", "text/html", page.encode())])
    (document,) = read_bytes(tmp_path, "a.warc", data)
    assert document.url == "https://osk-lantern.example/news/4"


def _saved(document):
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_a_word_document_is_read_with_its_changes_accepted(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph("We ")
    paragraph._p.append(
        parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t xml:space='preserve'>do not </w:t></w:r></w:ins>")
    )
    paragraph._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>gladly </w:delText></w:r></w:del>"))
    paragraph.add_run("accept the offer of the ministry of works in Norrmar.")
    (read,) = read_bytes(tmp_path, "a.docx", _saved(document))
    assert "We do not accept the offer" in read.text


def test_what_stands_in_a_content_control_is_read(tmp_path):
    document = docx.Document()
    document.add_paragraph(SENTENCE.strip())
    document.element.body.insert(
        1,
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>The lock stays shut.</w:t></w:r></w:p>"
            "</w:sdtContent></w:sdt>"
        ),
    )
    (read,) = read_bytes(tmp_path, "a.docx", _saved(document))
    assert "The lock stays shut." in read.text


def test_both_halves_of_a_mail_around_a_picture(tmp_path):
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Date"] = (
        "Ana Lisk <a@x.example>",
        "Lock",
        "Sun, 4 May 2031 10:00:00 +0000",
    )
    mail.set_content(SENTENCE)
    mail.add_attachment(b"png", maintype="image", subtype="png", filename="a.png")
    second = EmailMessage()
    second.set_content("The lock stays shut until June, the ministry of works in Norrmar said.\n")
    mail.attach(second)
    (document,) = read_bytes(tmp_path, "a.eml", mail.as_bytes())
    assert "shut for repairs" in document.text
    assert "stays shut until June" in document.text


def test_a_mail_attached_to_a_mail_is_a_text_of_its_own(tmp_path):
    inner, outer = EmailMessage(), EmailMessage()
    inner["From"], inner["Subject"] = "Joren Pell <p@x.example>", "The lock"
    inner.set_content(SENTENCE)
    outer["From"], outer["Subject"] = "Ana Lisk <a@x.example>", "Fwd: The lock"
    outer.set_content("See below what the ministry of works in Norrmar sent to us on Monday.\n")
    outer.add_attachment(inner)
    documents = read_bytes(tmp_path, "a.eml", outer.as_bytes())
    assert [document.author[0].value for document in documents] == ["Ana Lisk", "Joren Pell"]
