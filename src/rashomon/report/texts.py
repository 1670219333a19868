"""The documents as the page speaks of them: numbered, named, dated, with what may be shown of each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.offsets import Span
from rashomon.model.records import Document, Known, Sourced, Statement
from rashomon.report import words
from rashomon.report.characters import cut_point, in_quotes, one_line, shown, without_folders
from rashomon.report.excerpt import Excerpt, whole
from rashomon.report.leadin import lead_spans
from rashomon.report.settings import ReportSettings
from rashomon.report.share import Finding, excerpts

_NAME = 80  # characters of a speaker's name that a share version shows at most
_FEW = 4  # words in a row that tell no text from others
_ANALYSED = frozenset({None, "en"})  # languages, or none known, of which texts are analysed
_PASSAGE = 1  # the rank of a shared passage among findings


_CORRECTS = re.compile(
    r"^\W*(?:correct(?:ed|ion)s?\b(?=[^\w\n]*[:–—-]|\s*\(|\s*$)|corrects\b|clarification\b(?=\s*[:–—-]))",
    re.IGNORECASE | re.MULTILINE,
)
_DATE = re.compile(r"(?<=published )\d{4}-\d\d-\d\d|(?<=, the other )\d{4}-\d\d-\d\d")

UNDATED = "~"
"""What sorts behind every date."""


@dataclass(frozen=True, slots=True)
class Text:
    """One document on the page; `number` counts from 1 in the order of the documents."""

    number: int
    document: Document
    excerpt: Excerpt
    path: str | None
    unread: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Return the id of the text on the page."""
        return f"t{self.number}"

    @property
    def body(self) -> str:
        """Return the text with the characters that a page can carry; offsets are those of the document."""
        return self.excerpt.body

    @property
    def outlet(self) -> str:
        """Return the outlet's name, else the host of the address, else nothing."""
        outlet = _value(self.document.source.outlet)
        return outlet or (urlsplit(self.url).hostname or "" if self.url else "")

    @property
    def outlet_words(self) -> str:
        """Return the outlet's name, or words that say that there is none."""
        return self.outlet or "outlet not named"

    @property
    def title(self) -> str:
        """Return the title, else the file's name, else the number of the text."""
        return _value(self.document.title) or (self.path or "").rpartition("/")[2] or f"Text {self.number}"

    @property
    def name(self) -> str:
        """Return what to call the text in a line: its outlet, else its title in quotation marks."""
        return self.outlet or (in_quotes(self.title) if self.titled else self.title)

    @property
    def titled(self) -> bool:
        """Tell whether the title is the text's own."""
        return bool(_value(self.document.title))

    @property
    def corrects(self) -> bool:
        """Tell whether a line of the text says that it corrects an earlier one: "Correction: ..."."""
        return _CORRECTS.search(self.document.text) is not None

    @property
    def url(self) -> str | None:
        """Return the address, if it is one that a page may link to."""
        return web_address(self.document.url)

    @property
    def published(self) -> str:
        """Return the day of publication in words, or "not dated"."""
        value = _value(self.document.published)
        return words.day(value) if value else "not dated"

    @property
    def published_doubt(self) -> str:
        """Return how sure the day is, in a word; nothing where it is sure or missing."""
        found = self.document.published
        return words.certainty(found.score) if found else ""

    @property
    def published_key(self) -> str:
        """Return the date in a form that sorts, undated texts last."""
        return _value(self.document.published) or UNDATED

    @property
    def retrieved(self) -> str | None:
        """Return the day on which the text was taken from its address, in words."""
        return words.day(one_line(self.document.retrieved)) if self.document.retrieved else None

    @property
    def voice(self) -> str:
        """Return who speaks in a text of their own."""
        return _value(self.document.voice)

    @property
    def authors(self) -> str:
        """Return the names of the authors."""
        return (
            words.listed([_value(author) for author in self.document.author]) if self.document.author else ""
        )

    @property
    def language(self) -> str:
        """Return the English name of the language."""
        return words.language(self.document.language)

    @property
    def lang(self) -> str | None:
        """Return the value of the `lang` attribute, where the text is not in the page's language."""
        return words.language_tag(self.document.language)

    @property
    def word_count(self) -> int:
        """Return the number of words, counted between blanks."""
        return len(self.document.text.split())

    @property
    def traits(self) -> tuple[str, ...]:
        """Return what the user said of the source: its kind, country, side and owner."""
        known = self.document.source.known or Known()
        said = (known.kind, known.country, known.side, known.owner)
        return tuple(one_line(item) for item in said if item)

    @property
    def known(self) -> str:
        """Return what the user said of the source, in one line."""
        return ", ".join(self.traits)

    @property
    def read(self) -> bool:
        """Tell whether there is any text."""
        return bool(self.document.text.strip())

    @property
    def analysed(self) -> bool:
        """Tell whether findings are looked for in it, and not only its words kept."""
        return self.read and self.document.language in _ANALYSED


def _value(found: Sourced | None) -> str:
    return one_line(found.value) if found else ""


def web_address(url: str | None) -> str | None:
    """Return `url` if it is a web address without a user's name or password in it, else `None`."""
    try:
        parts = urlsplit((url or "").strip())
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return None
    return one_line((url or "").strip()) if good else None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement stands: its text and its number there, counted from 1 in order of place."""

    text: Text
    number: int
    statement: Statement

    @property
    def anchor(self) -> str:
        """Return the id of the place in the reading view."""
        return f"{self.text.anchor}-s{self.number}"


@dataclass(frozen=True, slots=True)
class Library:
    """The texts by document id, their statements in order of place, and the place of each statement.

    `paths` finds, in a share version, what must not be told: the paths of the texts.
    """

    texts: Mapping[str, Text]
    statements: Mapping[str, tuple[Statement, ...]]
    places: Mapping[str, Place]
    paths: re.Pattern[str] | None

    def told(self, text: str) -> str:
        """Return a sentence made elsewhere on one line, and in a share version without local paths."""
        line = _DATE.sub(lambda found: words.day(found[0]), one_line(text))
        return without_folders(self.paths.sub("a text", line)) if self.paths else line

    def name(self, text: str) -> str:
        """Return words that name a speaker on one line, in a share version as long as a name at most."""
        return short_name(text) if self.paths else one_line(text)

    def cue(self, text: str) -> str:
        """Return words that say where a text has something from, in a share version too few to find it by."""
        held = one_line(text).split()
        return " ".join([*held[:_FEW], "…"] if self.paths and len(held) > _FEW else held)


def library(extraction: Extraction, comparison: Comparison, settings: ReportSettings) -> Library:
    """Number the documents and their statements; findings in documents that are not there are left out."""
    found = _by_document(extraction.statements)
    held = _excerpts(extraction, comparison, settings)
    texts = {
        document.id: _text(number, document, part, settings)
        for number, (document, part) in enumerate(zip(extraction.documents, held, strict=True), 1)
    }
    statements = {key: tuple(sorted(found.get(key, ()), key=first_place)) for key in texts}
    places = {
        statement.id: Place(texts[key], number, statement)
        for key, group in statements.items()
        for number, statement in enumerate(group, 1)
    }
    return Library(texts, statements, places, _paths(extraction.documents) if settings.share else None)


def _paths(documents: Iterable[Document]) -> re.Pattern[str]:
    found = {one_line(document.path) for document in documents if document.path and not document.title}
    longest_first = sorted(found - {""}, key=lambda path: (-len(path), path))
    return re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")


def _excerpts(
    extraction: Extraction, comparison: Comparison, settings: ReportSettings
) -> tuple[Excerpt, ...]:
    bodies = [shown(document.text) for document in extraction.documents]
    if not settings.share:
        return tuple(map(whole, bodies))
    return excerpts(bodies, _importance(extraction, comparison), _names(extraction, comparison), settings)


def _names(extraction: Extraction, comparison: Comparison) -> Iterator[str]:
    """Return what a share version says in the texts' words whatever it costs: titles and names."""
    for document in extraction.documents:
        found = (document.title, document.source.outlet, document.voice, *document.author)
        yield from (item.value for item in found if item)
        yield from _headed(document)
        known = document.source.known or Known()
        yield from filter(None, (known.country, known.side, known.owner))
    first = {actor.id: actor.names[0] for actor in extraction.actors if actor.names}
    for actor in extraction.actors:
        yield from (*actor.names, *(role.title for role in actor.roles))
    for statement in extraction.statements:
        members = [first[item.actor] for item in statement.speaker.members if item.actor in first]
        yield words.listed(members) if members else short_name(statement.speaker.text)
    said = (
        *(item.reasons for group in (comparison.links, comparison.origins) for item in group),
        *(item.reasons for item in comparison.proposed_merges),
        *(actor.merged_because for actor in extraction.actors),
        *(link.reasons for actor in extraction.actors for link in actor.acts_for),
    )
    yield from (reason.detail for held in said for reason in held)
    yield from (story.label for story in comparison.stories)


def _headed(document: Document) -> Iterator[str]:
    """Return lines of the page that may stand like this at the head of the text."""
    title, outlet = _value(document.title), _value(document.source.outlet)
    day = words.day(_value(document.published))
    yield from (f"{title} {day}", f"{outlet} {title} {day}", f"{outlet} {day}")
    yield f"{title} by {words.listed([*map(_value, document.author)] or [''])}"


def short_name(text: str) -> str:
    """Return words that name somebody on one line, what is longer than a name cut."""
    line = one_line(text)
    end = cut_point(line, 0, _NAME)
    return line if end == len(line) else f"{line[:end].rstrip()} …"


def _text(number: int, document: Document, part: Excerpt, settings: ReportSettings) -> Text:
    path = one_line(document.path) if document.path else ""
    if not settings.share:
        return Text(number, document, part, path or None, tuple(map(one_line, document.unread)))
    name = path.rpartition("/")[2]
    unread = (one_line(reason).replace(path or "\0", name) for reason in document.unread)
    return Text(number, document, part, None, tuple(map(without_folders, unread)))


def statement_spans(statement: Statement) -> tuple[Span, ...]:
    """Return every span of a statement: speaker, cue and content."""
    return statement.speaker.spans + statement.cue.spans + statement.content.spans


def first_place(statement: Statement) -> tuple[int, int, str]:
    """Return what puts statements in order of place."""
    spans = statement_spans(statement)
    return (
        min((span.start for span in spans), default=0),
        -max((span.end for span in spans), default=0),
        statement.id,
    )


def _by_document(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    out: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        out[statement.document].append(statement)
    return out


def _importance(extraction: Extraction, comparison: Comparison) -> list[Finding]:
    """Return what to show of each finding of all texts, what a reader would miss most first."""
    order = {document.id: number for number, document in enumerate(extraction.documents)}
    known = [item for item in extraction.statements if item.document in order]
    said = sorted(known, key=lambda item: (_rank(item), -item.score, first_place(item)))
    sides = [side for link in comparison.links for side in (link.left, link.right)]
    sides += [passage for origin in comparison.origins for passage in origin.passages]
    passages = [Finding(order[side.document], side.spans) for side in sides if side.document in order]

    def finding(item: Statement) -> Finding:
        body = extraction.documents[order[item.document]].text
        return Finding(order[item.document], item.content.spans, lead_spans(item, body))

    before, after = ([item for item in said if (_rank(item) < _PASSAGE) is first] for first in (True, False))
    return [*map(finding, before), *passages, *map(finding, after)]


def _rank(statement: Statement) -> int:
    """Return the place of a kind of finding: speech of others, passages, doubtful findings, own voice."""
    if statement.kind == "authored":
        return _PASSAGE + 2
    return _PASSAGE - 1 if statement.score >= words.UNCERTAIN_BELOW else _PASSAGE + 1
