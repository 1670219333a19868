"""From bytes to text: byte order marks, declared encodings, UTF-8, and a guess as the last resort."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from rashomon.model.errors import UnreadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Pages and mails that declare these mean Windows-1252, as browsers have it (WHATWG Encoding).
_WESTERN = frozenset({"ascii", "iso8859-1", "latin-1", "us-ascii"})
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROL = 0.002  # share of control characters above which bytes are no text
_FEW_CONTROL = 2  # stray ones that any text may hold
_DAMAGED = 0.01  # share of bad bytes up to which a text still counts as UTF-8
_GUESSED_FROM = 1 << 16  # bytes
_LATIN = ("cp1252", "cp1250", "iso8859_2", "cp1254", "cp1257")
_FIRST_LETTER = 0xC0  # of those beyond ASCII, in these encodings; some signs and letters stand before it
_FEW_LETTERS = 0.08  # share of bytes; English with foreign names stays far under it
# Signs that one encoding has where another has letters; no word is written with them.
_SIGN_IN_WORD = re.compile(
    r"[^\W\d_][\xa1-\xaa\xab\xac\xae-\xb3\xb5\xb6\xb8-\xbf\xd7\xf7\u0192\u02c6-\u02dd]+[^\W\d_]"
)
# Curly marks of old Macintosh texts, taken for Windows-1252: "ÒWe stay,Ó she said. ItÕs late."
_MACINTOSH = re.compile(r"(?<!\w)Ò\w[^ÒÓ\n]{0,400}Ó(?!\w)|[a-z]Õ(?:s|t|re|ve|ll|d|m)\b")
# What pages and mails are written in; without the list, old Macintosh encodings are guessed too often.
_GUESSES = (
    "cp1252", "cp1251", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258",
    "koi8_r", "koi8_u", "iso8859_2", "iso8859_5", "iso8859_7", "iso8859_9",
    "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "tis_620",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was decoded; `notes` say what was lost on the way."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode `data`; a byte order mark is a sign of the encoding and not part of the text.

    What is valid UTF-8 is UTF-8, whatever was declared: other encodings hardly ever look like it. Then
    counts what is declared; then a text of mostly ASCII is Windows-1252; the rest is guessed.

    Raises:
        UnreadError: the bytes are no text.
    """
    decoded = (
        _marked(data)
        or _wide(data)
        or _utf8(data)
        or _declared(data, declared)
        or _damaged(data)
        or _latin(data)
        or _guessed(data)
    )
    check_text(decoded.text)
    return decoded


def _marked(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _with_losses(data[len(mark) :], encoding)
    return None


def _utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return None


def _wide(data: bytes) -> Decoded | None:
    # UTF-16 without a mark: in European languages every second byte is zero.
    head = data[:4096]
    if head[1::2].count(0) > len(head) * 0.3:
        return _with_losses(data, "utf-16-le")
    if head[0::2].count(0) > len(head) * 0.3:
        return _with_losses(data, "utf-16-be")
    return None


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    if declared is None:
        return None
    try:
        name = codecs.lookup(declared.strip().strip("\"'")).name
        name = "cp1252" if name in _WESTERN else name
        return Decoded(data.decode(name), name)
    except (LookupError, UnicodeError, ValueError):
        return None


def _damaged(data: bytes) -> Decoded | None:
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for character in text[:_GUESSED_FROM] if character > "\x7f" and character != "\ufffd")
    if good > bad and bad <= max(1, _DAMAGED * len(text)):
        return _with_losses(data, "utf-8")
    return None


def _guessed(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import, rarely needed

    best = from_bytes(data[:_GUESSED_FROM], cp_isolation=list(_GUESSES)).best()
    return _with_losses(data, best.encoding if best is not None else "cp1252")


def _latin(data: bytes) -> Decoded | None:
    """Decode a text of ASCII and a few other letters as the first encoding that puts no signs into words.

    So few letters tell too little to a guess by their frequency.
    """
    head = data[:_GUESSED_FROM]
    if sum(byte >= _FIRST_LETTER for byte in head) > _FEW_LETTERS * len(head):
        return None
    if _MACINTOSH.search(data.decode("cp1252", "replace")) is not None:
        note = "no encoding is declared: guessed as mac_roman by its quotation marks"
        return Decoded(data.decode("mac_roman"), "mac_roman", (note,))
    for name in _LATIN:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if _SIGN_IN_WORD.search(text) is None:
            note = f"no encoding is declared: guessed as {name}, so letters with accents may be wrong"
            return Decoded(text, name, () if name == _LATIN[0] else (note,))
    return None


def _with_losses(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    lost = text.count("\ufffd") - data.count("\ufffd".encode())
    notes = (
        (f"{lost:,} damaged characters, each shown as \ufffd (decoded as {encoding})",) if lost > 0 else ()
    )
    return Decoded(text, encoding, notes)


def check_text(text: str) -> None:
    """Check that `text` is one that people read.

    Raises:
        UnreadError: it holds NUL bytes or many control characters.
    """
    if "\0" in text:
        raise UnreadError("no text: the file holds NUL bytes, so it is binary or damaged")
    controls = len(_CONTROL.findall(text))
    if controls > max(_FEW_CONTROL, _MOST_CONTROL * len(text)):
        raise UnreadError(
            f"no text: {controls:,} of {len(text):,} characters are control characters; the file is binary"
        )
