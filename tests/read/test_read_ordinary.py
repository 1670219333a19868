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
        "The union said in its weekly newsletter that the strike would go on until the mayor gave in.",
        "The president dismissed the minister of ports without reference to parliament.",
        "Two hundred people marched to the port without written permission, police in Halm said on Sunday.",
        "The ministry asked all citizens of Norrmar to consider donating blood.",
        "Register to vote by Friday at the town hall, the electoral office told residents.",
        "Join us on Harbour Square on Saturday at noon and bring your families.",
        "If you value our harbour, come to the gate on Sunday and stand with the crews.",
        "Support us in this strike and refuse to unload the grain, the union asked the drivers.",
        "Support us in this strike.",
        "Copyright lawyers for the broadcaster went to court on Monday over the film.",
        "“Like us, the islanders have waited ten years for a boat,” Ana Lisk said on Monday.",
        "Ballots may not be reproduced before the count, the commission in Halm ruled on Monday.",
        "The mayor said the leaked letter had been sent to your email by mistake.",
        "No comment.",
        "The pumps had run for a week on oil that the town had never paid for.[12]",
        "It was the worst of all accidents at sea.3",
        "Police took dozens of them to the yard by bus on Monday #Halm",
        "Nobody at the quay has been hurt so far, and the boats are safe 🙏",
    ],
)
def test_an_ordinary_sentence_is_no_furniture(tmp_path, sentence):
    document = one(tmp_path, f"Lock shut at Halm\n\n{SENTENCE}\n{sentence}\n\n{SENTENCE}")
    assert sentence in of_kind(document, "body")


@pytest.mark.parametrize(
    "sentence",
    [
        "By Monday, Ana Lisk and the entire board of the port had resigned.",
        "By Tuesday evening, Ana Lisk, the harbour master, had left Halm.",
        "About half of the crew and Ana Lisk, the harbour master, had left Halm by Monday.",
        "The strike began May 4, 2031.",
    ],
)
def test_a_first_sentence_names_no_author_and_gives_no_day(tmp_path, sentence):
    document = one(tmp_path, f"Lock shut at Halm\n\n{sentence}\n\n{SENTENCE}\n{SENTENCE}")
    assert sentence in of_kind(document, "body")
    assert (document.author, document.published) == ((), None)


@pytest.mark.parametrize("line", ["By Ana Lisk", "By Ana Lisk in Halm, 4 May 2031", "Text: Ana Lisk, Halm"])
def test_a_byline_is_one(tmp_path, line):
    document = one(tmp_path, f"Lock shut at Halm\n\n{line}\n\n{SENTENCE}\n{SENTENCE}")
    assert [author.value for author in document.author] == ["Ana Lisk"]


@pytest.mark.parametrize(
    "line", ["Halm, 4 May 2031", "OSK, May 4, 2031.", "Port of Halm 4 May 2031", "Letters to us, 4 May 2031"]
)
def test_a_place_and_a_day_are_a_dateline(tmp_path, line):
    document = one(tmp_path, f"Lock shut at Halm\n\n{line}\n\n{SENTENCE}\n{SENTENCE}")
    assert of_kind(document, "dateline") == [line]


@pytest.mark.parametrize("least", [2, 3])
def test_a_list_of_days_is_body_and_dates_no_text(tmp_path, least):
    entries = [
        "4 May 2031 – Crews walk out",
        "6 May 2031 – The mayor asks for talks with all of them",
        "9 May 2031 – Port Opens",
    ][:least]
    document = one(tmp_path, "\n\n".join(["The strike at Halm day by day", *entries, SENTENCE, SENTENCE]))
    assert of_kind(document, "body")[:least] == entries
    assert document.published is None


def test_the_address_over_a_copied_text_is_where_it_is_from(tmp_path):
    text = f"https://osk-lantern.example/news/4\n\nLock shut at Halm\n\n{SENTENCE}\n{SENTENCE}"
    document = one(tmp_path, text)
    assert (document.url, document.title.value) == ("https://osk-lantern.example/news/4", "Lock shut at Halm")
    assert document.text == text


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
    assert not any("<br>" in document.text for document in documents)


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


def test_an_agencys_dateline_in_a_word_document_dates_it(tmp_path):
    document = docx.Document()
    for line in ("Lock shut at Halm", f"HALM, 4 May 2031 (TPA) – {SENTENCE.strip()}", SENTENCE.strip()):
        document.add_paragraph(line)
    (read,) = read_bytes(tmp_path, "a.docx", _saved(document))
    assert of_kind(read, "dateline") == ["HALM, 4 May 2031 (TPA) –"]
    assert read.published.value == "2031-05-04"


def test_the_heading_that_a_word_document_opens_with_is_its_title(tmp_path):
    document = docx.Document()
    document.add_paragraph("")
    document.add_heading("Lock shut at Halm", 1)
    document.add_paragraph(SENTENCE.strip())
    document.add_heading("What is next", 1)
    document.add_paragraph(SENTENCE.strip())
    (read,) = read_bytes(tmp_path, "a.docx", _saved(document))
    assert (read.title.value, of_kind(read, "heading")) == ("Lock shut at Halm", ["What is next"])


def test_a_heading_below_the_first_paragraph_is_no_title(tmp_path):
    document = docx.Document()
    document.add_paragraph("Lock shut at Halm")
    document.add_heading("What is known", 1)
    document.add_paragraph(SENTENCE.strip())
    (read,) = read_bytes(tmp_path, "a.docx", _saved(document))
    assert (read.title.value, of_kind(read, "heading")) == ("Lock shut at Halm", ["What is known"])


def test_the_header_of_a_first_page_is_read(tmp_path):
    document = docx.Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Dockers' League of Halm"
    document.add_paragraph(SENTENCE.strip())
    (read,) = read_bytes(tmp_path, "a.docx", _saved(document))
    assert of_kind(read, "furniture") == ["Dockers' League of Halm"]


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


def _mail(**fields):
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Ana Lisk <a@x.example>", fields.get("subject", "Lock")
    return mail


def test_a_mail_whose_plain_version_says_nothing_is_read_as_a_page(tmp_path):
    mail = _mail()
    mail.set_content("Your program does not show HTML. Open the letter in a browser.\n")
    mail.add_alternative(f"<p>{SENTENCE}</p><p>{SENTENCE}</p><p>{SENTENCE}</p>", subtype="html")
    (document,) = read_bytes(tmp_path, "a.eml", mail.as_bytes())
    assert "shut for repairs" in document.text
    assert "does not show" not in document.text


def test_a_mail_with_two_versions_is_read_as_the_plain_one(tmp_path):
    mail = _mail()
    mail.set_content(SENTENCE)
    mail.add_alternative(f"<h1>News</h1><p>{SENTENCE}</p>", subtype="html")
    (document,) = read_bytes(tmp_path, "a.eml", mail.as_bytes())
    assert document.text.split() == ["Lock", *SENTENCE.split()]


def test_both_pages_of_a_mail_around_a_picture(tmp_path):
    mail = _mail()
    mail.set_content(f"<p>{SENTENCE}</p>", subtype="html")
    mail.make_mixed()
    mail.add_attachment(b"png", maintype="image", subtype="png", disposition="inline")
    second = EmailMessage()
    second.set_content("<p>The lock stays shut until June, the ministry said.</p>", subtype="html")
    mail.attach(second)
    (document,) = read_bytes(tmp_path, "a.eml", mail.as_bytes())
    assert "shut for repairs" in document.text
    assert "stays shut until June" in document.text


def test_a_field_of_a_mail_that_was_cut_short_stays_as_it_is(tmp_path):
    data = (
        "From: Ana Lisk <a@x.example>\nSubject: =?utf-8?B?a?=\nMIME-Version: 1.0\n"
        "Content-Type: multipart/mixed; boundary=zz\n\n--zz\nContent-Type: text/plain\n\n"
        f"{SENTENCE}\n--zz\nContent-Type: text/plain\n"
        f'Content-Disposition: attachment; filename="=?utf-8?B?a?="\n\nMore of it. {SENTENCE}\n--zz--\n'
    )
    mail, attached = read_bytes(tmp_path, "a.eml", data.encode())
    assert mail.title.value == "=?utf-8?B?a?="
    assert SENTENCE.strip() in of_kind(mail, "body")
    assert attached.text.startswith("More of it.")


def test_a_mailbox_is_read_mail_by_mail(tmp_path):
    mails = [
        f"From a@x.example Sun May  4 10:00:00 2031\nFrom: Ana Lisk <a@x.example>\nSubject: {subject}\n\n"
        f"{SENTENCE}\n>From there on the lock was shut.\nFrom the quay one could see it in 2031\n\n"
        for subject in ("Lock", "Dock")
    ]
    documents = read_bytes(tmp_path, "a.mbox", "".join(mails).encode())
    assert [document.title.value for document in documents] == ["Lock", "Dock"]
    assert all("\nFrom there on the lock was shut.\nFrom the quay" in each.text for each in documents)


def test_a_text_that_opens_like_a_mailbox_is_a_text(tmp_path):
    document = one(tmp_path, f"From the lock at Halm, 4 May 2031\n\n{SENTENCE}\n{SENTENCE}")
    assert document.format == "text"


def test_a_mail_attached_to_a_mail_is_a_text_of_its_own(tmp_path):
    inner, outer = EmailMessage(), EmailMessage()
    inner["From"], inner["Subject"] = "Joren Pell <p@x.example>", "The lock"
    inner.set_content(SENTENCE)
    outer["From"], outer["Subject"] = "Ana Lisk <a@x.example>", "Fwd: The lock"
    outer.set_content("See below what the ministry of works in Norrmar sent to us on Monday.\n")
    outer.add_attachment(inner)
    documents = read_bytes(tmp_path, "a.eml", outer.as_bytes())
    assert [document.author[0].value for document in documents] == ["Ana Lisk", "Joren Pell"]
