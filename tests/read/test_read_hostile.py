"""Bad input gets a clear line, and the other texts are read."""

from __future__ import annotations

import hashlib
import io
import json
import os
import time
import zipfile
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from read_builders import BODY, PAGE, PLAIN, pdf, read, read_bytes, warc, word, zipped

from rashomon.model.errors import InputError
from rashomon.read import ReadSettings, read_inputs


def reason(folder: Path, name: str, data: bytes, limits: ReadSettings | None = None) -> str:
    (document,) = read_bytes(folder, name, data, limits)
    assert document.text == ""
    (why,) = document.unread
    return why


def test_a_path_that_does_not_exist_is_refused_at_once(tmp_path):
    with pytest.raises(InputError, match="no such file or folder"):
        read_inputs([str(tmp_path / "nowhere")])


def test_the_results_of_a_run_are_no_texts(tmp_path):
    for name in ("documents.jsonl", "statements.jsonl", "mentions.jsonl"):
        (tmp_path / name).write_text('{"text": "The port is shut."}\n')
    with pytest.raises(InputError, match="holds the results of a run and no texts"):
        list(read_inputs([str(tmp_path)]))


def test_an_empty_folder(tmp_path):
    (document,) = read(tmp_path)
    assert document.unread == ("an empty folder: there is no file in it to read",)


def test_an_empty_file(tmp_path):
    assert reason(tmp_path, "a.txt", b"") == "empty: there is no text in it"
    assert reason(tmp_path, "b.txt", b" \n\t\n" * 50) == "empty: there is no text in it"


def test_a_hundred_thousand_blank_lines(tmp_path):
    assert reason(tmp_path, "a.txt", b"\n" * 100_000) == "empty: there is no text in it"
    text = PLAIN + "\n" * 100_000 + "The last line of all is body as well, they said.\n"
    (document,) = read_bytes(tmp_path, "b.txt", text.encode())
    assert document.text == text


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(PLAIN)
    (tmp_path / "b.txt").write_text(PLAIN)
    usual = Path.open

    def refuse(self, *args, **kwargs):
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return usual(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    locked, read_on = read(tmp_path)
    assert locked.unread == ("can't be read: Permission denied",)
    assert read_on.text == PLAIN


def test_a_folder_that_leads_back_to_itself(tmp_path):
    (tmp_path / "a.txt").write_text(PLAIN)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    documents = {document.path: document for document in read(tmp_path)}
    assert set(documents) == {"a.txt", "gone", "sub/loop"}
    assert documents["a.txt"].text == PLAIN
    assert "leads back to itself" in documents["sub/loop"].unread[0]
    assert "can't be read" in documents["gone"].unread[0]


def test_a_pipe_in_a_folder_does_not_stop_the_run(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    (document,) = read(tmp_path)
    assert document.unread == ("no file: a device, a pipe or a socket",)


def test_a_file_of_200_megabytes_is_not_loaded(tmp_path):
    with (tmp_path / "a.txt").open("wb") as file:
        file.write(PLAIN.encode())
        file.truncate(200 << 20)
    started = time.monotonic()
    (document,) = read(tmp_path)
    assert document.unread == (
        "too large: 209,715,200 bytes, and the limit is 67,108,864 (setting max_bytes)",
    )
    assert time.monotonic() - started < 1


def test_one_line_of_five_megabytes(tmp_path):
    line = b"word " * (1 << 20)
    assert "too long: 5,242,880 characters" in reason(tmp_path, "a.txt", line)
    (document,) = read_bytes(tmp_path, "b.txt", line, ReadSettings(max_characters=6 << 20))
    assert document.length == len(line)


def test_a_binary_named_text(tmp_path):
    assert reason(tmp_path, "a.txt", hashlib.shake_128(b"1").digest(5000)).startswith("no text: ")
    assert (
        reason(tmp_path, "b.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 99) == "not a text: the file is a PNG image"
    )
    assert "binary" in reason(tmp_path, "c.txt", bytes(range(1, 32)) * 20)


def test_nul_bytes(tmp_path):
    assert "NUL bytes" in reason(tmp_path, "a.txt", PLAIN.encode() + b"\0 and more of it")
    assert "NUL bytes" in reason(tmp_path, "a.html", PAGE.encode().replace(b"Halm", b"H\0lm"))


def test_direction_marks_emoji_and_combining_characters_stand(tmp_path):
    marks = "\u202eabc\u202c and \U0001f6a2\u200d\u2642\ufe0f and e\u0301 and \u05d0\u200f"
    text = f"The note that the office read out held {marks}, the office said.\n"
    (document,) = read_bytes(tmp_path, "a.txt", text.encode())
    assert document.text == text
    assert document.text_sha256


def test_bytes_that_are_no_utf_8_are_told(tmp_path):
    data = (PLAIN * 3).encode().replace(b"Oda", b"Od\xff", 1)
    (document,) = read_bytes(tmp_path, "a.txt", data)
    assert "Od\ufffd Lund" in document.text
    assert document.unread == ("1 damaged characters, each shown as \ufffd (decoded as utf-8)",)


def test_a_zip_bomb(tmp_path):
    bomb = zipped({"a.txt": b"a" * (40 << 20), "b.txt": PLAIN.encode()})
    burst, fine = read_bytes(tmp_path, "a.zip", bomb)
    assert "as only harmful archives do (setting max_ratio)" in burst.unread[0]
    assert fine.text == PLAIN


def test_a_zip_that_unpacks_to_too_much_in_all(tmp_path):
    noise = hashlib.shake_128(b"1").hexdigest(200_000).encode()
    members = {f"{n}.txt": noise for n in range(5)}
    documents = read_bytes(tmp_path, "a.zip", zipped(members), ReadSettings(max_unpacked_bytes=1_000_000))
    assert [bool(document.text) for document in documents] == [True, True, False, False, False]
    assert "max_unpacked_bytes" in documents[-1].unread[0] or "max_bytes" in documents[-1].unread[0]


def test_zips_within_zips_end(tmp_path):
    data = PLAIN.encode()
    for _ in range(12):
        data = zipped({"a.zip": data})
    assert "containers within one another (setting max_nesting)" in reason(tmp_path, "a.zip", data)


def test_a_docx_bomb(tmp_path):
    with zipfile.ZipFile(io.BytesIO(word([("Normal", BODY[0])]))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["word/document.xml"] = b"<w:document>" + b" " * (60 << 20)
    assert "max_ratio" in reason(tmp_path, "a.docx", zipped(members))


def test_a_docx_with_an_entity_bomb_and_a_broken_one(tmp_path):
    with zipfile.ZipFile(io.BytesIO(word([("Normal", BODY[0])]))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    bomb = members["word/document.xml"].replace(
        b"<w:document", f"<!DOCTYPE d [{entities}]><w:document".encode(), 1
    )
    (document,) = read_bytes(
        tmp_path, "a.docx", zipped({**members, "word/document.xml": bomb.replace(BODY[0].encode(), b"&e11;")})
    )
    assert len(document.text) < 100
    assert reason(tmp_path, "b.docx", zipped({**members, "word/document.xml": b"<w:doc"})).startswith(
        "broken DOCX file"
    )


def test_a_zip_with_names_that_lead_out(tmp_path):
    before = set(tmp_path.parent.iterdir())
    data = zipped(
        {"../../evil.txt": PLAIN.encode(), "/etc/evil.txt": PLAIN.encode(), "C:\\x\\evil.txt": PLAIN.encode()}
    )
    (tmp_path / "in").mkdir()
    documents = read_bytes(tmp_path / "in", "a.zip", data)
    assert sorted(document.path for document in documents) == [
        "a.zip!/etc/evil.txt",
        "a.zip!/evil.txt",
        "a.zip!/x/evil.txt",
    ]
    assert set(tmp_path.parent.iterdir()) == before
    assert [file.name for file in (tmp_path / "in").iterdir()] == ["a.zip"]


def test_a_broken_zip_and_an_encrypted_one(tmp_path):
    data = zipped({"a.txt": PLAIN.encode()})
    assert reason(tmp_path, "a.zip", data[: len(data) // 2]).startswith("broken ZIP archive")
    locked = bytearray(data)
    locked[6] |= 1
    central = data.index(b"PK\x01\x02")
    locked[central + 8] |= 1
    assert "encrypted" in reason(tmp_path, "b.zip", bytes(locked))


def test_an_encrypted_pdf(tmp_path):
    writer = PdfWriter(PdfReader(io.BytesIO(pdf([[(700, 11, BODY[0])]]))))
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    assert reason(tmp_path, "a.pdf", buffer.getvalue()) == "encrypted: save it without a password first"


def test_a_broken_pdf_one_with_pictures_only_and_one_too_long(tmp_path):
    good = pdf([[(700, 11, BODY[0])]] * 3)
    assert "broken PDF" in reason(tmp_path, "a.pdf", good[:200])
    assert "pictures only" in reason(tmp_path, "b.pdf", pdf([[]]))
    (document,) = read_bytes(tmp_path, "c.pdf", good, ReadSettings(max_pages=2))
    assert document.unread == ("3 pages, of which the first 2 were read (setting max_pages)",)


HOSTILE_PAGE = """<html><head><title>&lt;script&gt;alert(1)&lt;/script&gt; Lock\x07 opens</title>
<meta property="og:site_name" content="<img src=x onerror=alert(1)>\u202eEvil">
<meta name="author" content="javascript:alert(1)">
<link rel="canonical" href="javascript:alert(1)"></head><body onload="x()">
<h1 onclick="x()">Lock <script>var a="<p>hidden</p>"</script>opens</h1>
<p>%s</p><p><a href="javascript:alert(2)">%s</a></p>
<style>p { color: red }</style><div style="display:none">secret words</div></body></html>"""


def test_scripts_in_html_never_become_text(tmp_path):
    (document,) = read_bytes(tmp_path, "a.html", (HOSTILE_PAGE % (BODY[0], BODY[1])).encode())
    assert document.title.value == "Lock opens"
    assert document.url is None
    assert document.author == ()
    for word_ in ("alert", "var a", "hidden", "secret", "color"):
        assert word_ not in document.text
    values = [document.title.value, *([document.source.outlet.value] if document.source.outlet else [])]
    assert not any(ord(character) < 32 or character == "\u202e" for value in values for character in value)


@pytest.mark.parametrize(
    "page",
    [
        "<a " * 200_000,
        "<!--" * 200_000,
        '<a b="' * 100_000,
        "<div>" * 100_000 + "x",
        "<b>" * 390 + "<i>x</i>" * 20_000,
        "<ul><li>" * 50_000,
        "<p>a" * 60_000,
        "&#" * 200_000,
        "<table><tr><td>" * 30_000,
        "</b>" * 200_000,
        "<script>" * 100_000,
        "<p>a b c d e f g.</p>" * 20_000,
    ],
    ids=lambda page: page[:14],
)
def test_hostile_markup_takes_linear_time(tmp_path, page):
    started = time.monotonic()
    (document,) = read_bytes(tmp_path, "a.html", ("<html><body><p>Words of it.</p>" + page).encode())
    assert time.monotonic() - started < 20
    assert document.format == "html"


def test_a_corrupt_warc(tmp_path):
    good = warc(
        [
            ("https://a.example/1", "text/html", PAGE.encode()),
            ("https://a.example/2", "text/html", PAGE.encode()),
        ]
    )
    assert "WARC" in reason(tmp_path, "a.warc", b"WARC/1.0\r\n" + b"\xff\x00garbage" * 50)
    documents = read_bytes(tmp_path, "b.warc", good[: len(good) - 700])
    assert documents[0].text
    assert "broken gzip file" in reason(tmp_path, "c.warc", b"\x1f\x8b\xff\x00" + b"\x00" * 20)


def test_a_broken_feed(tmp_path):
    assert "feed" in reason(tmp_path, "a.xml", b"<?xml version='1.0'?><rss version='2.0'><channel>")
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "'
        + "x" * 1000
        + '"><!ENTITY b "'
        + "&a;" * 1000
        + '">]><rss version="2.0"><channel><item><title>t</title><description>&b;&b;&b;</description></item>'
        + "</channel></rss>"
    )
    assert all(len(document.text) < 10_000 for document in read_bytes(tmp_path, "b.xml", bomb.encode()))


def test_a_broken_mail(tmp_path):
    fields = (
        "From: a@b.example",
        "MIME-Version: 1.0",
        "Subject: =?no-such?b?!!!?=",
        "Content-Type: text/plain; charset=nonsense",
        "Content-Transfer-Encoding: 8bit",
    )
    data = "\r\n".join(fields).encode() + b"\r\n\r\n" + PLAIN.encode()
    (document,) = read_bytes(tmp_path, "a.eml", data)
    assert BODY[0] in document.text
    assert document.format == "eml"


def test_deep_json_and_lone_surrogates(tmp_path):
    deep = '{"text": ' + "[" * 100_000 + "]" * 100_000 + "}"
    first, second = read_bytes(
        tmp_path, "a.jsonl", f'{deep}\n{{"text": "a \\udc00 word", "title": "\\ud800"}}'.encode()
    )
    assert "no valid JSON" in first.unread[0]
    assert second.text == "a \ufffd word"
    assert json.loads(msgspec.json.encode(second))["text"] == second.text


def test_a_file_name_that_is_no_utf_8(tmp_path):
    (tmp_path / os.fsdecode(b"a\xff.txt")).write_text(PLAIN)
    (document,) = read(tmp_path)
    assert document.path == "a\ufffd.txt"
    assert msgspec.json.encode(document)


def test_hidden_files_and_saved_page_assets_are_left_out(tmp_path):
    (tmp_path / ".DS_Store").write_bytes(b"\0\0\0\1")
    (tmp_path / "page.html").write_text(PAGE)
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "style.css").write_text("p { color: red }")
    assert [document.path for document in read(tmp_path)] == ["page.html"]


def test_ten_thousand_files_come_one_by_one(tmp_path):
    for number in range(10_000):
        (tmp_path / f"{number:05}.txt").touch()
    documents = read_inputs([str(tmp_path)])
    assert [next(documents).path for _ in range(3)] == ["00000.txt", "00001.txt", "00002.txt"]


@given(
    st.binary(max_size=400),
    st.sampled_from(["a.txt", "a.html", "a.pdf", "a.zip", "a.docx", "a.jsonl", "a.eml", "a.csv"]),
)
@settings(max_examples=150, deadline=None)
def test_any_bytes_give_documents(tmp_path_factory, data, name):
    for prefix in (
        b"",
        b"%PDF-1.4\n",
        b"PK\x03\x04",
        b"WARC/1.0\r\n",
        b"<rss>",
        b"<html>",
        b'{"text":',
        b"MIME-Version: 1.0\nFrom: a\n\n",
    ):
        for document in read_bytes(tmp_path_factory.mktemp("any"), name, prefix + data):
            assert document.text or document.unread
            assert msgspec.json.encode(document)


# Fetching ------------------------------------------------------------------------------------


def test_a_url_is_not_fetched_unless_asked_for():
    with pytest.raises(InputError, match="--fetch"):
        read_inputs(["https://courier.example/"])


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest",
        "http://192.168.0.1:8080/",
        "http://0.0.0.0/",
        "http://[::ffff:127.0.0.1]/",
        "http://2130706433/",
        "http://[fe80::1]/",
    ],
)
def test_addresses_of_this_network_are_refused(url):
    (document,) = read_inputs([url], ReadSettings(fetch=True))
    assert "not on the open internet" in document.unread[0] or "can't be fetched" in document.unread[0]
    assert document.text == ""


@pytest.mark.parametrize("url", ["http://user:pass@127.0.0.1/", "http:///x", "https://a.example:99999/"])
def test_odd_addresses_are_refused(url):
    (document,) = read_inputs([url], ReadSettings(fetch=True))
    assert document.text == ""
    assert document.unread


def test_rows_with_nul_characters_and_broken_quotes(tmp_path):
    first, second = read_bytes(tmp_path, "a.jsonl", b'{"text": "a \\u0000 b"}\n{"text": "It is fine."}\n')
    assert "NUL" in first.unread[0]
    assert second.text == "It is fine."
    documents = read_bytes(tmp_path, "b.csv", b'text,title\n"It is fine.",a\n"never closed,b\nmore of it\n')
    assert documents[0].text == "It is fine."
    assert "broken CSV" in documents[1].unread[0]


def test_xml_that_is_no_feed(tmp_path):
    assert "neither a page nor a feed" in reason(
        tmp_path, "a.xml", b'<?xml version="1.0"?><map><x>1</x></map>'
    )


def test_a_folder_that_may_be_listed_and_not_entered(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(PLAIN)
    usual = Path.is_dir

    def refuse(self):
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return usual(self)

    monkeypatch.setattr(Path, "is_dir", refuse)
    assert read(tmp_path)[0].text == PLAIN


@pytest.mark.parametrize("unit", ["x", "a@", "(", "Aaa ", "1 ", "“", "of the "])
def test_a_long_line_under_a_release_line_is_read_in_time_that_grows_with_it_only(tmp_path, unit):
    path = tmp_path / "long.txt"
    path.write_text("FOR IMMEDIATE RELEASE\n\n" + unit * (400_000 // len(unit)), encoding="utf-8")
    began = time.perf_counter()
    assert len(list(read_inputs([str(path)]))) == 1
    assert time.perf_counter() - began < 20  # a backtracking pattern takes hours
