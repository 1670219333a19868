"""Small files of every format, built in memory; all words and names are invented."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx

from rashomon.read import ReadSettings, read_inputs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from rashomon.model.records import Document

BODY = (
    "The lock at Halm opened again on Tuesday after the ministry of works took away the chains.",
    "“We will not close it again,” minister Oda Lund told reporters in the port.",
    "The harbour office of Norrmar said that forty barges had been waiting since the week before.",
)
PLAIN = "Lock at Halm opens again\n\n4 May 2031, 18:20\n\n" + "\n\n".join(BODY) + "\n"
PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    "<title>Lock at Halm opens again | The Norrmar Courier</title>"
    '<meta property="og:site_name" content="The Norrmar Courier"></head><body>'
    '<nav><a href="/">Front page</a> <a href="/w">World</a></nav><article><h1>Lock at Halm opens again</h1>'
    '<p class="byline">By Ada Sorrel</p><time>4 May 2031, 18:20</time>'
    + "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
    + "</article><footer>&copy; 2031 The Norrmar Courier</footer></body></html>"
)


def read(path: Path | str, settings: ReadSettings | None = None) -> list[Document]:
    return list(read_inputs([str(path)], settings))


def read_bytes(folder: Path, name: str, data: bytes, settings: ReadSettings | None = None) -> list[Document]:
    file = folder / name
    file.write_bytes(data)
    return read(file, settings)


def of_kind(document: Document, kind: str) -> list[str]:
    return [document.text[part.start : part.end] for part in document.parts if part.kind == kind]


def zipped(members: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2031, 5, 4, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def word(paragraphs: Sequence[tuple[str, str]], title: str = "") -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = ""
    for style, text in paragraphs:
        document.add_paragraph(text, style=style)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def pdf(pages: Sequence[Sequence[tuple[int, int, str]]]) -> bytes:
    """Return a PDF with lines `(distance from the foot, size, words)` on each page."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    numbers = []
    for lines in pages:
        stream = b"".join(_shown(*line) for line in lines)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        numbers.append(len(objects))
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(numbers))
    return _assembled(objects)


def _shown(height: int, size: int, words: str) -> bytes:
    escaped = words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F1 %d Tf 1 0 0 1 60 %d Tm (%s) Tj ET\n" % (size, height, escaped)


def _assembled(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def warc(records: Sequence[tuple[str, str, bytes]]) -> bytes:
    """Return a WARC of responses `(address, content type, body)`."""
    out = b""
    for number, (url, kind, body) in enumerate(records):
        block = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s" % (
            kind.encode(),
            len(body),
            body,
        )
        out += (
            b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nWARC-Date: 2031-05-05T06:07:08Z\r\n"
            b"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-%012d>\r\n"
            b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
            % (url.encode(), number, len(block), block)
        )
    return out
