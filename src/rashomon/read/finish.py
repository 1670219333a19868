"""From a draft to a document: what is the same for all formats."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from msgspec.structs import replace

from rashomon.model.identity import document_id, text_sha256
from rashomon.model.records import Document, Part, Source, Sourced
from rashomon.read.dates import iso_date
from rashomon.read.draft import Draft, Found, clean, without_surrogates
from rashomon.read.tongue import LOOKED_AT, language_of, not_analysed
from rashomon.read.voice import is_editorial, is_transcript, voice_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rashomon.read.settings import ReadSettings
    from rashomon.read.sources import SourceEntry

# Who typed a file or sent a mail need not be who speaks in it, and often does so for a body.
_UNSIGNED = frozenset({"docx:author", "pdf:author", "mail:from"})
_EMPTY = "empty: there is no text in it"


class Finisher:
    """Turns drafts into documents and keeps their ids apart within one run.

    Two inputs with the same words and the same address stay two documents: the second one's id
    takes in its path, a third one's a number as well.
    """

    def __init__(self, settings: ReadSettings) -> None:
        self._settings = settings
        self._seen: set[str] = set()

    def document(self, draft: Draft) -> Document:
        """Return the document that `draft` makes."""
        found = _clean(draft.found)
        text = draft.text if draft.text.strip() else ""
        entry = self._settings.sources.find(
            draft.path, found.url, found.outlet.value if found.outlet else None
        )
        language = draft.language or language_of(_body(text, draft.parts))
        return Document(
            id=self._id(text, found.url, draft.path),
            path=without_surrogates(draft.path),
            url=found.url,
            source=_source(found.outlet, entry),
            title=found.title,
            published=found.published,
            author=found.author,
            retrieved=found.retrieved,
            language=language,
            format=draft.format,
            text=text,
            text_sha256=text_sha256(text),
            length=len(text),
            parts=draft.parts if text else (),
            raw=draft.raw if text else None,
            voice=_voice(text, draft.parts, found, entry) if text else None,
            unread=_reasons(draft, text, language),
        )

    def _id(self, text: str, url: str | None, path: str) -> str:
        origin = without_surrogates(url or path)
        identifier = document_id(text, origin)
        for number in count(1):
            if identifier not in self._seen:
                break
            origin = f"{origin}\n{without_surrogates(path)}" if number == 1 else f"{origin}\n{number}"
            identifier = document_id(text, origin)
        self._seen.add(identifier)
        return identifier


def _voice(text: str, parts: tuple[Part, ...], found: Found, entry: SourceEntry | None) -> Sourced | None:
    """Return who speaks in the whole text: what the text shows, else what the user says of its source."""
    signed = any(author.source not in _UNSIGNED for author in found.author)
    if entry is not None and entry.outlet is not None and not signed and is_editorial(text):
        return Sourced(value=entry.outlet, source="text:editorial", score=0.9)
    voice = voice_of(text, parts, found.outlet, signed=signed)
    body = [text[part.start : part.end] for part in parts if part.kind == "body"]
    name = entry.outlet if entry is not None and entry.kind == "organisation" else None
    if voice is None and name is not None and not is_transcript(body):
        return Sourced(value=name, source="user", score=1.0)
    if voice is not None and name is not None and voice.value.isupper():
        # A heading in capitals does not tell how a name is written; the user does.
        return replace(voice, value=re.sub(re.escape(name), lambda _: name, voice.value, flags=re.IGNORECASE))
    return voice


def _reasons(draft: Draft, text: str, language: str | None) -> tuple[str, ...]:
    reasons = draft.unread
    if not text and not reasons:
        reasons = (_EMPTY,)
    if text and language not in (None, "en"):
        reasons = (*reasons, not_analysed(str(language)))
    return tuple(without_surrogates(reason) for reason in reasons)


def _body(text: str, parts: Iterable[Part]) -> str:
    chosen: list[str] = []
    length = 0
    for part in parts:
        if part.kind == "body" and length < LOOKED_AT:
            chosen.append(text[part.start : part.end][:LOOKED_AT])
            length += part.end - part.start
    return "\n".join(chosen) or text[:LOOKED_AT]


def _source(outlet: Sourced | None, entry: SourceEntry | None) -> Source:
    if entry is None:
        return Source(outlet=outlet)
    if entry.outlet is not None:
        outlet = Sourced(value=entry.outlet, source="user", score=1.0)
    return Source(outlet=outlet, known=entry.known())


def _clean(found: Found) -> Found:
    published = found.published
    if published is not None:
        published = _dated(published)
    return Found(
        title=_cleaned(found.title),
        published=published,
        outlet=_cleaned(found.outlet),
        author=tuple(author for raw in found.author if (author := _cleaned(raw)) is not None),
        url=web_address(found.url),
        retrieved=iso_date(found.retrieved) if found.retrieved else None,
    )


def _dated(published: Sourced) -> Sourced | None:
    value = iso_date(published.value)
    return (
        None
        if value is None
        else Sourced(value=value, source=published.source, score=round(published.score, 4))
    )


def _cleaned(sourced: Sourced | None) -> Sourced | None:
    value = clean(sourced.value) if sourced is not None else ""
    if sourced is None or not value:
        return None
    return Sourced(value=value, source=sourced.source, score=round(sourced.score, 4))


def web_address(url: str | None) -> str | None:
    """Return `url` when it is a plain http(s) address, else `None`."""
    if not url:
        return None
    address = clean(url)
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.hostname and " " not in address else None
