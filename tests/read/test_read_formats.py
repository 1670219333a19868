"""Each format, told by its content, gives the same kind of document."""

from __future__ import annotations

import csv
import gzip
import io
import json
from email.message import EmailMessage

import pytest
from read_builders import BODY, PAGE, PLAIN, of_kind, pdf, read, read_bytes, warc, word, zipped

from rashomon.read import FieldNames, ReadSettings, read_inputs


def test_plain_text_stands_as_it_is(tmp_path):
    text = "Title of it\r\n\r\n  Über café, naïve \t \r\n\r\nThe sentence is long enough, they said.\n\n\n"
    (document,) = read_bytes(tmp_path, "a.txt", text.encode())
    assert document.text == text
    assert document.format == "text"
    assert document.length == len(text)
    assert [tuple(item) for item in [(r.start, r.raw_start, r.length) for r in document.raw]] == [
        (0, 0, len(text))
    ]


def test_a_byte_order_mark_is_no_text(tmp_path):
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        (document,) = read_bytes(tmp_path, "a.txt", PLAIN.encode(encoding))
        assert document.text == PLAIN


def test_utf_16_without_a_mark(tmp_path):
    (document,) = read_bytes(tmp_path, "a.txt", PLAIN.encode("utf-16-le"))
    assert document.text == PLAIN


def test_windows_text_is_decoded(tmp_path):
    (document,) = read_bytes(tmp_path, "a.txt", PLAIN.encode("cp1252"))
    assert document.text == PLAIN


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a", "a.pdf"])
def test_the_format_is_told_by_content_not_by_name(tmp_path, name):
    (document,) = read_bytes(tmp_path, name, PAGE.encode())
    assert document.format == "html"
    assert document.title.value == "Lock at Halm opens again"
    assert document.published.value == "2031-05-04T18:20"
    assert [author.value for author in document.author] == ["Ada Sorrel"]
    assert document.source.outlet.value == "The Norrmar Courier"
    assert tuple(of_kind(document, "body")) == BODY
    assert "© 2031 The Norrmar Courier" in of_kind(document, "furniture")
    assert document.language == "en"
    assert document.unread == ()


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("utf-8", "cp1251"), ("iso-8859-1", "utf-8"), ("iso-8859-1", "cp1252"), ("no-such-code", "utf-8")],
)
def test_wrongly_declared_encodings(tmp_path, declared, encoding):
    words = "Слова" if encoding == "cp1251" else "“Größe”"
    page = (
        PAGE.replace('charset="utf-8"', f'charset="{declared}"')
        .replace("The lock", words)
        .replace("“We", '"We')
        .replace("again,”", 'again,"')
    )
    if encoding == "cp1251":
        page = page.replace(
            "</article>",
            "<p>" + "Это длинный текст о шлюзе и о барже, который все читают утром. " * 8 + "</p></article>",
        )
    (document,) = read_bytes(tmp_path, "a.html", page.encode(encoding))
    assert words in document.text


def test_docx_with_styles(tmp_path):
    data = word(
        [
            ("Title", "Lock at Halm opens again"),
            ("Heading 1", "What happened"),
            *[("Normal", line) for line in BODY],
        ]
    )
    (document,) = read_bytes(tmp_path, "a.docx", data)
    assert document.format == "docx"
    assert of_kind(document, "title") == ["Lock at Halm opens again"]
    assert of_kind(document, "heading") == ["What happened"]
    assert tuple(of_kind(document, "body")) == BODY
    assert document.raw is None


def test_pdf_paragraphs_hyphens_and_running_heads(tmp_path):
    pages = [
        [
            (800, 9, "Halm Gazette, page 1"),
            (760, 20, "Lock at Halm opens again"),
            (720, 11, "The lock at Halm opened again on Tuesday after the ministry of works took"),
            (706, 11, "away the chains. The harbour office said that forty barges had been wait-"),
            (692, 11, "ing since the week before."),
            (660, 11, "The minister said in the afternoon that nobody would close it again, and that"),
            (646, 11, "the harbour office had been told so in a letter which every skipper may"),
            (40, 9, "1"),
        ],
        [
            (800, 9, "Halm Gazette, page 2"),
            (760, 11, "read in the office on the quay from Monday."),
            (40, 9, "2"),
        ],
    ]
    (document,) = read_bytes(tmp_path, "a.pdf", pdf(pages))
    assert document.format == "pdf"
    assert of_kind(document, "title") == ["Lock at Halm opens again"]
    first = (
        "The lock at Halm opened again on Tuesday after the ministry of works took away the chains. "
        "The harbour office said that forty barges had been waiting since the week before."
    )
    second = (
        "The minister said in the afternoon that nobody would close it again, and that the harbour office "
        "had been told so in a letter which every skipper may read in the office on the quay from Monday."
    )
    assert of_kind(document, "body") == [first, second]
    assert of_kind(document, "furniture") == ["Halm Gazette, page 1", "1", "Halm Gazette, page 2", "2"]


def test_mail_with_attachment(tmp_path):
    message = EmailMessage()
    message["Subject"] = "Lock at Halm opens again"
    message["From"] = "Ada Sörrel <ada@norrmar.example>"
    message["Date"] = "Sun, 04 May 2031 18:20:00 +0200"
    message["Message-ID"] = "<1@norrmar.example>"
    message.set_content("\n\n".join(BODY))
    message.add_attachment(PAGE.encode(), maintype="text", subtype="html", filename="page.html")
    mail, page = read_bytes(tmp_path, "a.eml", message.as_bytes())
    assert mail.format == "eml"
    assert mail.title.value == "Lock at Halm opens again"
    assert [author.value for author in mail.author] == ["Ada Sörrel"]
    assert mail.published.value == "2031-05-04T18:20:00+02:00"
    assert of_kind(mail, "title") == ["Lock at Halm opens again"]
    assert (page.format, page.path) == ("html", "a.eml!/page.html")


def test_a_page_saved_as_mhtml(tmp_path):
    message = EmailMessage()
    message["Subject"] = "Lock"
    message["Snapshot-Content-Location"] = "https://courier.example/lock"
    message["Date"] = "Mon, 05 May 2031 10:00:00 -0000"
    message.set_content(PAGE, subtype="html")
    message.make_related()
    (document,) = read_bytes(tmp_path, "a.mhtml", message.as_bytes())
    assert document.format == "html"
    assert document.url == "https://courier.example/lock"
    assert document.retrieved == "2031-05-05T10:00:00+00:00"
    assert tuple(of_kind(document, "body")) == BODY


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Norrmar Courier</title>
<item><title>Lock at Halm opens again</title><link>https://courier.example/1</link>
<pubDate>Sun, 04 May 2031 18:20:00 GMT</pubDate>
<description>&lt;p&gt;%s&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</description></item>
<item><title>Second thing</title><link>javascript:alert(1)</link>
<description>%s</description></item></channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">
<title>The Norrmar Courier</title><entry>
<title>Lock at Halm opens again</title><link href="https://courier.example/1"/><updated>2031-05-04T18:20:00Z</updated>
<author><name>Ada Sorrel</name></author><content type="html">&lt;p&gt;%s&lt;/p&gt;</content></entry></feed>"""


def test_rss_gives_a_document_for_each_entry(tmp_path):
    first, second = read_bytes(tmp_path, "feed.xml", (RSS % (BODY[0], BODY[2])).encode())
    assert first.text == f"Lock at Halm opens again\n\n{BODY[0]}"
    assert (first.path, first.url, first.format) == ("feed.xml!/1", "https://courier.example/1", "feed")
    assert first.published.value == "2031-05-04T18:20:00Z"
    assert first.source.outlet.value == "The Norrmar Courier"
    assert second.url is None


def test_atom(tmp_path):
    (document,) = read_bytes(tmp_path, "feed.txt", (ATOM % BODY[0]).encode())
    assert document.title.value == "Lock at Halm opens again"
    assert [author.value for author in document.author] == ["Ada Sorrel"]
    assert of_kind(document, "body") == [BODY[0]]


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_warc_gives_a_document_for_each_page(tmp_path, pack):
    records = [
        ("https://courier.example/lock", "text/html; charset=utf-8", PAGE.encode()),
        ("https://courier.example/a.png", "image/png", b"\x89PNG"),
        ("https://courier.example/b.txt", "text/plain", PLAIN.encode()),
    ]
    page, plain = read_bytes(tmp_path, "crawl.warc", pack(warc(records)))
    assert (page.format, page.url, page.retrieved) == (
        "html",
        "https://courier.example/lock",
        "2031-05-05T06:07:08Z",
    )
    assert (plain.format, plain.url, plain.text) == ("text", "https://courier.example/b.txt", PLAIN)


def test_jsonl_with_named_fields_and_a_bad_line(tmp_path):
    rows = [
        json.dumps(
            {
                "Body": PLAIN,
                "headline": "A title",
                "link": "https://a.example/1",
                "when": "2031-05-04",
                "by": ["Ada Sorrel"],
                "paper": "Courier",
            }
        ),
        '{"Body": "broken',
        json.dumps({"headline": "no text"}),
        '{"Body": "Half a pair \\ud83d here, and the rest of it."}',
    ]
    names = FieldNames(
        text="body", title="headline", url="link", published="when", author="by", source="paper"
    )
    documents = read_bytes(tmp_path, "a.jsonl", "\n".join(rows).encode(), ReadSettings(fields=names))
    first, bad, empty, half = documents
    assert first.text == PLAIN
    assert (first.path, first.url, first.title.value) == ("a.jsonl!/1", "https://a.example/1", "A title")
    assert (first.published.value, first.author[0].value, first.source.outlet.value) == (
        "2031-05-04",
        "Ada Sorrel",
        "Courier",
    )
    assert bad.text == ""
    assert "line 2: no valid JSON" in bad.unread[0]
    assert "no text in the field 'body'" in empty.unread[0]
    assert half.text == "Half a pair \ufffd here, and the rest of it."


def test_csv_with_quoted_line_breaks(tmp_path):
    data = 'title,text,url\n"Lock, again","First line of it.\nSecond ""line"" of it.",https://a.example/1\n'
    (document,) = read_bytes(tmp_path, "table", data.encode())
    assert document.text == 'First line of it.\nSecond "line" of it.'
    assert document.title.value == "Lock, again"
    assert document.raw is None


def test_a_long_cell_of_a_csv_is_read_and_the_limit_of_the_process_stays(tmp_path):
    before = csv.field_size_limit()
    (document,) = read_bytes(tmp_path, "a.csv", b"title,text\nA," + b"It is fine. " * 20_000 + b"\n")
    assert document.length > before
    assert csv.field_size_limit() == before


def test_csv_without_the_text_column_says_which_there_are(tmp_path):
    (document,) = read_bytes(tmp_path, "a.csv", b"name,words\na,b\n")
    assert "no column 'text'; the columns are name, words; " in document.unread[0]
    assert "--fields text=NAME" in document.unread[0]


def test_zip_within_zip_keeps_the_way(tmp_path):
    inner = zipped({"deep/a.html": PAGE.encode(), ".DS_Store": b"\0\0", "__MACOSX/a.txt": b"x"})
    documents = read_bytes(tmp_path, "outer.zip", zipped({"b.txt": PLAIN.encode(), "a/inner.zip": inner}))
    assert [document.path for document in documents] == [
        "outer.zip!/a/inner.zip!/deep/a.html",
        "outer.zip!/b.txt",
    ]


def test_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
    (document,) = read_inputs(["-"])
    assert (document.path, document.format) == ("-", "html")


def test_copies_stay_two_documents(tmp_path):
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text(
            PAGE.replace("<head>", '<head><link rel="canonical" href="https://c.example/1">')
        )
    first, second = read(tmp_path)
    assert first.url == second.url
    assert first.text_sha256 == second.text_sha256
    assert first.id != second.id


def test_two_runs_give_the_same(tmp_path):
    (tmp_path / "a.html").write_text(PAGE)
    (tmp_path / "b.txt").write_text(PLAIN)
    assert read(tmp_path) == read(tmp_path)


def test_several_inputs_keep_their_names(tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(PLAIN)
    documents = list(read_inputs([str(tmp_path / "one"), str(tmp_path / "two")]))
    assert [document.path for document in documents] == ["one/a.txt", "two/a.txt"]
    assert len({document.id for document in documents}) == 2


def test_a_text_in_another_language_keeps_its_place(tmp_path):
    text = (
        "Die Schleuse ist wieder offen\n\n3. Mai\n\n"
        + "Der Minister sagte am Dienstag, dass niemand die Schleuse wieder schließen werde. " * 5
    )
    (document,) = read_bytes(tmp_path, "a.txt", text.encode())
    assert document.text == text
    assert document.language == "de"
    assert document.unread == ("not analysed: the text is in German, and only English is analysed",)


@pytest.mark.parametrize(
    "text",
    [
        "Die Polizei nahm am Freitag drei Männer fest.",
        "De politie heeft drie mannen aangehouden.",
        "Nowy premier podał się do dymisji.",
        "Menteri itu mengundurkan diri pada hari Jumat.",
        "Министр подал в отставку в пятницу.",
        "大臣は金曜日に辞任した。",
    ],
)
def test_a_single_sentence_in_another_language_is_not_read_as_english(tmp_path, text):
    (document,) = read_bytes(tmp_path, "a.txt", text.encode())
    assert document.language not in {None, "en"}
    (reason,) = document.unread
    assert reason.startswith("not analysed: the text is")


@pytest.mark.parametrize(
    "text",
    [
        "Harbour reopens.",
        "Rescuers pulled three survivors alive Friday.",
        "Väinö Hämäläinen said nothing.",
        "Władysław Kowalczyk denied it.",
        "Mr Ordóñez de la Cruz resigned.",
        "Prime minister Trần Đại Quang of Việt Nam died.",
        "Jürgen Müller und Söhne fined for fraud.",
        "ORDÓÑEZ RESIGNS",
        "3 May 2031",
    ],
)
def test_a_single_english_sentence_is_read_whatever_the_names_in_it(tmp_path, text):
    (document,) = read_bytes(tmp_path, "a.txt", text.encode())
    assert document.language in {None, "en"}
    assert document.unread == ()


def test_one_json_object_over_several_lines_and_an_array(tmp_path):
    (document,) = read_bytes(tmp_path, "a.json", json.dumps({"text": PLAIN}, indent=2).encode())
    assert document.text == PLAIN
    documents = read_bytes(
        tmp_path, "b.json", json.dumps([{"text": PLAIN}, {"text": BODY[0]}], indent=2).encode()
    )
    assert [document.text for document in documents] == [PLAIN, BODY[0]]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_csv_in_other_encodings(tmp_path, encoding):
    (document,) = read_bytes(tmp_path, "a.csv", "title;text\nA;“Größe” of it; \n".encode(encoding))
    assert document.text == "“Größe” of it"
