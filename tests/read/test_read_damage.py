"""What is cut off, wrongly declared or out of place is read as far as it goes, and what is lost is said."""

from __future__ import annotations

import gzip
import io
import json
import logging

import docx
import pytest
from read_builders import BODY, PAGE, PLAIN, of_kind, pdf, read, read_bytes, warc

from rashomon.read import ReadSettings, read_inputs


def table(rows):
    document = docx.Document()
    made = document.add_table(len(rows), len(rows[0]))
    for row, words in zip(made.rows, rows, strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_every_cell_of_a_large_docx_table_is_read(tmp_path):
    rows = [[f"Barge {row} carried {row * column + 7} clocks." for column in range(5)] for row in range(60)]
    first, second = (read_bytes(tmp_path, "a.docx", table(rows))[0] for _ in range(2))
    assert first.text.split("\n") == [cell for row in rows for cell in row]
    assert first.text == second.text


def test_cells_that_run_over_columns_come_once_and_numbers_in_cells_are_content(tmp_path):
    document = docx.Document()
    made = document.add_table(2, 2)
    made.cell(0, 0).merge(made.cell(0, 1)).text = "Barges at the lock of Halm"
    made.cell(1, 0).text, made.cell(1, 1).text = "waiting", "40"
    buffer = io.BytesIO()
    document.save(buffer)
    (read_one,) = read_bytes(tmp_path, "a.docx", buffer.getvalue())
    assert of_kind(read_one, "body") == ["Barges at the lock of Halm", "waiting", "40"]


def test_a_mail_that_wrongly_claims_to_hold_parts_keeps_its_text(tmp_path):
    fields = "Received: from a by b\nFrom: Ada <a@b.example>\nSubject: Lock\n"
    for kind in ("multipart/mixed; boundary=zz", "multipart/alternative"):
        data = f"{fields}Content-Type: {kind}\n\n{BODY[0]}\n".encode()
        (document,) = read_bytes(tmp_path, "a.eml", data)
        assert BODY[0] in of_kind(document, "body")


def test_an_old_macintosh_text_is_known_by_its_quotation_marks(tmp_path):
    text = "“We will not leave the lock,” Oda Lund said – it’s ours, and so is the café.\n"
    (document,) = read_bytes(tmp_path, "a.txt", text.encode("mac_roman"))
    assert document.text == text
    assert "mac_roman" in document.unread[0]


def test_a_table_whose_first_letter_with_an_accent_comes_late(tmp_path):
    rows = ["title,text", *[f"Lock,{BODY[2]}"] * 900, f"Lock,The café of Halm is shut. {BODY[2]}"]
    *_, last = read_bytes(tmp_path, "a.csv", "\n".join(rows).encode("cp1252"))
    assert last.text.startswith("The café of Halm")


def test_a_row_in_another_encoding_than_the_others_says_so(tmp_path):
    data = f"title,text\nLock,The “café” is shut. {BODY[2]}\n".encode() + b"Dock,The caf\xe9 is open.\n"
    first, second = read_bytes(tmp_path, "a.csv", data)
    assert first.unread == ()
    assert "damaged" in second.unread[0]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.json", json.dumps([{"text": BODY[2]}] * 3)),
        (
            "a.xml",
            "<rss><channel>"
            + f"<item><title>Lock</title><description>{BODY[2]}</description></item>" * 3
            + "</channel></rss>",
        ),
    ],
)
def test_entries_beyond_the_limit_are_told_of(tmp_path, name, data):
    *read_ones, last = read_bytes(tmp_path, name, data.encode(), ReadSettings(max_entries=2))
    assert (len(read_ones), last.text) == (2, "")
    assert "max_entries" in last.unread[0]


@pytest.mark.parametrize("name", ["a.eml", "a.txt"])
@pytest.mark.parametrize(
    "fields",
    [
        "From: Ada Sorrel <a@b.example>\r\nTo: c@d.example\r\nSubject: Lock\r\nDate: 4 May 2031 08:15:00",
        "Subject: Lock\nFrom: Ada Sorrel <a@b.example>",
    ],
)
def test_a_mail_with_its_main_fields_only_is_a_mail(tmp_path, fields, name):
    gap = "\r\n\r\n" if "\r" in fields else "\n\n"
    (document,) = read_bytes(tmp_path, name, (fields + gap + BODY[0]).encode())
    assert (document.format, document.title.value) == ("eml", "Lock")
    assert [author.value for author in document.author] == ["Ada Sorrel"]
    assert of_kind(document, "body") == [BODY[0]]


def test_a_letter_with_labels_at_its_head_is_no_mail(tmp_path):
    for head in ("From: the harbour office\nTo: all pilots", "From: a@b.example\nSubject: Lock\nat Halm"):
        (document,) = read_bytes(tmp_path, "a.txt", f"{head}\n\n{BODY[0]}".encode())
        assert document.format == "text"


def test_a_mail_without_a_text_is_listed(tmp_path):
    data = b"From: a@b.example\nSubject: Lock\nMIME-Version: 1.0\nContent-Type: text/plain\n\n \n"
    (document,) = read_bytes(tmp_path, "a.eml", data)
    assert document.text == ""
    assert "no text in the mail" in document.unread[0]


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_warc_that_is_cut_off_says_so(tmp_path, pack):
    pages = [(f"https://a.example/{number}", "text/html", PAGE.encode()) for number in range(2)]
    whole = warc(pages)
    first, second = read_bytes(tmp_path, "a.warc", pack(whole[:-60]))
    assert (first.unread, first.text != "") == ((), True)
    assert second.unread[0].startswith("cut off: ")
    assert BODY[0] in second.text
    assert [document.unread for document in read_bytes(tmp_path, "b.warc", pack(whole))] == [(), ()]


def test_a_warc_cut_off_in_the_head_of_a_record_and_one_without_a_type(tmp_path):
    whole = warc([("https://a.example/1", "text/html", PAGE.encode())])
    _, cut = read_bytes(tmp_path, "a.warc", whole + whole[:40])
    assert "cut off: the WARC file ends within the head" in cut.unread[0]
    bare = (
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 4000\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"
        + PAGE.encode()
    )
    (document,) = read_bytes(tmp_path, "b.warc", bare)
    assert document.title.value == "Lock at Halm opens again"
    assert "of its 4,000 bytes" in document.unread[0]


def test_a_record_too_large_leaves_the_next_ones(tmp_path):
    pages = [
        ("https://a.example/1", "text/html", PAGE.encode() * 400),
        ("https://a.example/2", "text/html", PAGE.encode()),
    ]
    large, good = read_bytes(tmp_path, "a.warc", warc(pages), ReadSettings(max_bytes=100_000))
    assert "too large" in large.unread[0]
    assert (good.unread, good.url) == ((), "https://a.example/2")


def test_an_address_with_a_name_in_brackets_and_an_entry_without_text(tmp_path):
    feed = (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Quay Wire</title>'
        "<item><title>Lock</title><author>desk@quay.example (Harbour Desk)</author>"
        f"<description>{BODY[0]}</description></item><item><title>Empty</title></item></channel></rss>"
    )
    full, empty = read_bytes(tmp_path, "a.xml", feed.encode())
    assert [author.value for author in full.author] == ["Harbour Desk"]
    assert (empty.text, empty.unread) == ("", ("no text in this entry, only its title",))


def test_warnings_of_the_pdf_library_stay_inside(tmp_path, caplog):
    logger = logging.getLogger("pypdf")
    before = (list(logger.handlers), logger.propagate)
    whole = pdf([[(700, 12, BODY[0])]])
    (document,) = read_bytes(tmp_path, "a.pdf", whole[: whole.rfind(b"%%EOF")])
    assert document.unread[0].startswith("broken PDF")
    assert caplog.records == []
    assert (list(logger.handlers), logger.propagate) == before


def test_rows_of_csv_and_jsonl_count_alike(tmp_path):
    text = BODY[0].replace('"', "")
    rows = read_bytes(tmp_path, "a.csv", f'title,text\nA,"{text}"\n\nB,"{text}"\n'.encode())
    lines = read_bytes(tmp_path, "a.jsonl", f'{{"text": "{text}"}}\n\n{{"text": "{text}"}}\n{{\n'.encode())
    assert [document.path for document in rows] == ["a.csv!/1", "a.csv!/2"]
    assert [document.path for document in lines] == ["a.jsonl!/1", "a.jsonl!/2", "a.jsonl!/3"]
    assert "line 4: no valid JSON" in lines[2].unread[0]


def test_cells_without_a_column_are_told(tmp_path):
    long, blank = read_bytes(tmp_path, "a.csv", b"title,text\nA,The lock opened,they said\nB,It closed.,\n")
    assert long.text == "The lock opened"
    assert "row 1: 3 cells under 2 column names" in long.unread[0]
    assert blank.unread == ()


def test_a_row_without_text_says_how_to_name_the_field(tmp_path):
    (document,) = read_bytes(tmp_path, "a.jsonl", b'{"body": "words"}')
    assert "--fields text=NAME" in document.unread[0]


def test_english_with_a_few_accents_is_western(tmp_path):
    text = "The minister of Málaga said “the café is open” – and nobody replied to Señor Peña."
    (document,) = read_bytes(tmp_path, "a.txt", text.encode("cp1252"))
    assert (document.text, document.unread) == (text, ())


def test_a_guess_that_may_be_wrong_is_told(tmp_path):
    text = "Mr Wałęga and Ms Kępińska told the harbour office of Halm that the lock was closed on Tuesday."
    (document,) = read_bytes(tmp_path, "a.txt", text.encode("cp1250"))
    assert "³" not in document.text
    assert "no encoding is declared: guessed as" in document.unread[0]


def test_a_file_given_twice_is_read_once(tmp_path):
    file = tmp_path / "in" / "a.txt"
    file.parent.mkdir()
    file.write_text(PLAIN)
    (file.parent / "copy.txt").write_text(PLAIN)
    (file.parent / "link.txt").symlink_to(file)
    assert [document.path for document in read_inputs([str(file), str(file)])] == ["a.txt"]
    mixed = read_inputs([str(file), str(file.parent), f"{file.parent}/../in/a.txt"])
    assert [document.path for document in mixed] == ["a.txt", "in/copy.txt"]
    assert [document.path for document in read(file.parent)] == ["a.txt", "copy.txt"]
