"""The page as a whole: one HTML file that needs nothing else and can do nothing but be read."""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from rashomon.model.corpus import Comparison, Extraction
from rashomon.report import words
from rashomon.report.alike_called import told_apart
from rashomon.report.beside import Beside, beside
from rashomon.report.board import Board, board
from rashomon.report.byhand import ByHand, by_hand
from rashomon.report.cast import Cast, cast
from rashomon.report.changed import Changed, changed
from rashomon.report.characters import one_line, shown
from rashomon.report.citation import source
from rashomon.report.crossing import Crossing, Sections, crossing
from rashomon.report.derivation import Derivation, derivation
from rashomon.report.differing import places_of
from rashomon.report.drifting import Way, drifting
from rashomon.report.exports.holding import hold
from rashomon.report.happenings import Table, table
from rashomon.report.headlines import Headline, headlines
from rashomon.report.lacking import Lacking, lacking
from rashomon.report.layers import Drawing, drawing
from rashomon.report.opening import Material, Opening, opening
from rashomon.report.origins import OriginView, independent, origins, texts_counted
from rashomon.report.parting import Partings, partings
from rashomon.report.passages import Family, Shared, families
from rashomon.report.pointing import Spot
from rashomon.report.reading import (
    Note,
    beside_notes,
    day_notes,
    marks,
    name_notes,
    notes,
    place_notes,
    pointed_notes,
    quote_notes,
    reading_view,
    undated_notes,
)
from rashomon.report.roots import Roots, roots
from rashomon.report.settings import ReportSettings
from rashomon.report.speakers import cosigned, speakers
from rashomon.report.statements import Said, SpeakerView
from rashomon.report.texts import Library, Text, library
from rashomon.report.timeline import Timeline, timeline
from rashomon.report.undated import Lane, undated
from rashomon.report.unheard import Unheard, unheard
from rashomon.report.weights import weights
from rashomon.report.where import Where, where
from rashomon.store.judgements import Corrections

_PASSAGES_AT_ONCE = 3  # that several texts carry, shown before the rest is folded away
_NAMED_AT_MOST = 6  # texts that were not analysed
_NO_CORRECTIONS = Corrections()


@dataclass(frozen=True, slots=True)
class TextView:
    """One text in the reading view."""

    text: Text
    statements: int
    headlines: tuple[Headline, ...]
    view: Markup
    source: str


@dataclass(frozen=True, slots=True)
class StoryView:
    """One of several events that the texts are on: what it is called, and its texts."""

    number: int
    label: str
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """All that the templates show."""

    title: str
    label: str
    facts: tuple[str, ...]
    stories: tuple[StoryView, ...]
    texts: tuple[TextView, ...]
    speakers: tuple[SpeakerView, ...]
    cosigned: Mapping[str, tuple[str, ...]]
    cast: Cast
    families: tuple[Family, ...]
    drifting: tuple[Way, ...]
    origins: tuple[OriginView, ...]
    origins_heading: str
    derivation: Derivation
    opening: Opening
    roots: Roots
    unheard: tuple[Unheard, ...]
    partings: Partings
    board: Board
    lacking: Lacking
    timeline: Timeline
    undated: Lane
    crossing: Crossing
    beside: Beside
    happenings: Table
    where: Where
    by_hand: ByHand
    changed: Changed
    settings: ReportSettings

    @property
    def read(self) -> tuple[TextView, ...]:
        """Return the texts that have any words."""
        return tuple(view for view in self.texts if view.text.read)

    @property
    def unread(self) -> tuple[TextView, ...]:
        """Return the texts of which all or some was not read or not analysed."""
        return tuple(view for view in self.texts if view.text.unread or not view.text.read)

    @property
    def passed_by(self) -> str:
        """Return the names of the texts that have words and were not analysed."""
        held = (view.text for view in self.read if not view.text.analysed)
        return words.listed_some([text.name for text in held], _NAMED_AT_MOST)

    @property
    def says_where_they_part(self) -> bool:
        """Tell whether there are several texts, or one in which those who speak part."""
        return len(self.read) > 1 or bool(self.partings.points)

    @property
    def origins_shown(self) -> int:
        """Return how many origins are shown at once: all of whole texts, and a few of single passages."""
        return sum(view.whole for view in self.origins) + _PASSAGES_AT_ONCE

    @property
    def drawing(self) -> Drawing:
        """Return the drawing of who took words from whom."""
        return drawing(self.derivation.parts)

    @property
    def outlets(self) -> tuple[str, ...]:
        """Return the outlets' names in order."""
        return tuple(sorted({view.text.outlet_words for view in self.read}, key=str.casefold))

    @property
    def traits(self) -> tuple[str, ...]:
        """Return what the user said of sources (countries, sides, owners, kinds), in order."""
        said = {trait for view in self.read for trait in view.text.traits}
        return tuple(sorted(said, key=lambda trait: (trait.casefold(), trait)))


def render(
    extraction: Extraction,
    comparison: Comparison,
    settings: ReportSettings | None = None,
    corrections: Corrections = _NO_CORRECTIONS,
) -> str:
    """Return the report as one HTML page, encodable as UTF-8; `corrections` are those that were applied.

    The page loads nothing, sends nothing, runs only its own script, and depends on its input
    alone: the same records and settings give the same characters. Findings in documents that
    `extraction` does not hold are left out. Time and size are near-linear in the texts and findings.
    """
    page = build(extraction, comparison, settings or ReportSettings(), corrections)
    style, script = _asset("page.css"), _asset("page.js")
    return (
        _environment()
        .get_template("page.html")
        .render(
            page=page,
            words=words,
            style=Markup(style),  # noqa: S704 - package data, no input
            script=Markup(script),  # noqa: S704 - package data, no input
            policy=content_policy(style, script),
        )
    )


def build(
    extraction: Extraction,
    comparison: Comparison,
    settings: ReportSettings,
    corrections: Corrections = _NO_CORRECTIONS,
) -> Page:
    """Put together what the page shows."""
    books = library(extraction, comparison, settings)
    extraction = told_apart(extraction, books)
    weighed = weights(extraction, books)
    who = speakers(extraction, comparison, books, weighed)
    shared = families(comparison, books)
    origin_views = origins(comparison, books)
    texts = tuple(books.texts.values())
    days = timeline(extraction, books, (item for view in who for item in view.everything))
    lane = undated(extraction, comparison, books, (item for view in who for item in view.everything), days)
    sites = where(extraction.places, books)
    independently = roots(origin_views, texts)
    parted = partings(extraction, comparison, books, (item for view in who for item in view.everything))
    side = beside(extraction, comparison, books, (item for view in who for item in view.everything))
    side = side.led_by({point.event for point in parted.points if point.event})
    material = Material(extraction, comparison, books, who, side, parted, independently)
    first = opening(material)
    judged = by_hand(corrections, books)
    news = changed(comparison, books, asked=settings.since)
    changes = drifting(comparison.drifts, books)
    everybody = cast(extraction, comparison, books, who, weighed)
    rows = board(material, corrections)
    events = table(hold(extraction, comparison, books), comparison, independently, side.events)
    spots = (*judged.spots, *news.spots, *(each for way in changes for each in way.spots), *events.spots)
    read = tuple(text for text in texts if text.read)
    analysed = tuple(text for text in read if text.analysed)
    return Page(
        title=_title(settings, read),
        label=_label(
            comparison, (one_line(text.document.title.value) for text in texts if text.document.title)
        ),
        facts=_facts(texts, who, shared, origin_views, _stories(comparison, books)),
        stories=_stories(comparison, books),
        texts=_text_views(
            texts, who, shared, _Besides(days, lane, side, parted, sites, first, everybody, spots)
        ),
        speakers=who,
        cosigned=cosigned(who),
        cast=everybody,
        families=shared,
        drifting=changes,
        origins=origin_views,
        origins_heading=_origins_heading(origin_views, analysed),
        derivation=derivation(comparison, shared, books, analysed),
        opening=first,
        roots=independently,
        unheard=unheard(extraction, comparison, material.said, independently),
        partings=parted,
        board=rows,
        lacking=lacking(first, side, analysed, independently),
        timeline=days,
        undated=lane,
        crossing=crossing(
            comparison, books, Sections(days, lane, side, rows, parted, everybody, places_of(extraction))
        ),
        beside=side,
        happenings=events,
        where=sites,
        by_hand=judged,
        changed=news,
        settings=settings,
    )


def _title(settings: ReportSettings, texts: Sequence[Text]) -> str:
    given = one_line(settings.title or "")
    return given or f"Who says what in {words.counted(len(texts), 'text')}"


def _stories(comparison: Comparison, books: Library) -> tuple[StoryView, ...]:
    """Return the events that the texts are on, those of most texts first; none where there is but one."""
    if len(comparison.stories) <= 1:
        return ()
    held = [
        (books.told(story.label), tuple(books.texts[name] for name in story.documents if name in books.texts))
        for story in comparison.stories
    ]
    ordered = sorted(held, key=lambda each: -len(each[1]))
    return tuple(StoryView(number, *each) for number, each in enumerate(ordered, 1))


def _label(comparison: Comparison, titles: Iterable[str]) -> str:
    """Return what the one story is called: the title of one of its texts, so never the page's own."""
    labels = [one_line(story.label) for story in comparison.stories]
    titled = any(title.startswith(labels[0]) for title in titles) if len(labels) == 1 else False
    return labels[0] if titled else ""


def _origins_heading(found: Sequence[OriginView], texts: Sequence[Text]) -> str:
    return f"{texts_counted(texts)}: {words.counted(independent(found, texts), 'origin')}"


def _facts(
    texts: Sequence[Text],
    who: Sequence[SpeakerView],
    shared: Sequence[Family],
    found: Sequence[OriginView],
    stories: Sequence[StoryView],
) -> tuple[str, ...]:
    read = [text for text in texts if text.read]
    facts = [
        texts_counted(read) if read else "No text could be read",
        f"{len(stories):,} different events, as it seems" if stories else "",
        _derived(found),
        _said(who),
        _shared(shared),
        f"{words.counted(len(texts) - len(read), 'text')} not read" if len(texts) > len(read) else "",
    ]
    return tuple(fact for fact in facts if fact)


def _derived(found: Sequence[OriginView]) -> str:
    whole = [view for view in found if view.whole]
    derived = {text.number for view in whole for text in view.texts}
    sources = "one text" if len(whole) == 1 else words.counted(len(whole), "first text")
    return f"{len(derived):,} of the texts go back to {sources}" if derived else ""


def _said(who: Sequence[SpeakerView]) -> str:
    said = {item.statement.id for view in who for item in view.everything}
    by_name = {item.statement.id for view in who if view.by_name for item in view.everything}
    if not by_name:
        return words.counted(len(said), "statement") + (
            ", none of them by a speaker with a proper name" if said else ""
        )
    speakers = words.counted(sum(view.by_name and bool(view.everything) for view in who), "speaker")
    part = f", {len(by_name):,} of them" if len(by_name) < len(said) else ""
    return f"{words.counted(len(said), 'statement')}{part} by {speakers} with a proper name"


def _shared(shared: Sequence[Family]) -> str:
    pairs = sum(family.pairs for family in shared)
    count = f"{words.counted(len(shared), 'passage')} shared between texts"
    return f"{count}, in {words.counted(pairs, 'pair')}" if pairs else count


def _text_views(
    texts: Sequence[Text],
    who: Sequence[SpeakerView],
    shared: Sequence[Family],
    besides: _Besides,
) -> tuple[TextView, ...]:
    said = _said_by_text(who)
    passages: defaultdict[int, list[tuple[Shared, Family]]] = defaultdict(list)
    for family in shared:
        for item in family.shared:
            passages[item.text.number].append((item, family))
    return tuple(
        _text_view(
            text,
            said.get(text.number, []),
            [*notes(text, said.get(text.number, []), passages[text.number]), *besides.notes(text)],
            [item for item, _ in passages[text.number]],
        )
        for text in texts
    )


def _said_by_text(who: Sequence[SpeakerView]) -> Mapping[int, list[Said]]:
    out: defaultdict[int, dict[int, Said]] = defaultdict(dict)
    for view in who:
        for item in view.everything:
            out[item.text.number][item.place.number] = item
    return {number: [found[key] for key in sorted(found)] for number, found in out.items()}


@dataclass(frozen=True, slots=True)
class _Besides:
    """What other sections of the page say of places in the texts."""

    days: Timeline
    lane: Lane
    side: Beside
    parted: Partings
    sites: Where
    first: Opening
    everybody: Cast
    pointed: tuple[Spot, ...]

    def notes(self, text: Text) -> list[Note]:
        """Return the notes of one text."""
        return [
            *day_notes(self.days.of(text)),
            *undated_notes(self.lane.of(text)),
            *beside_notes((*self.side.of(text), *self.parted.of(text))),
            *place_notes(self.sites.of(text)),
            *quote_notes(self.first.of(text)),
            *pointed_notes(spot for spot in self.pointed if spot.text.number == text.number),
            *name_notes(self.everybody.of(text)),
        ]


def _text_view(
    text: Text, said: Sequence[Said], beside_it: Sequence[Note], shared: Sequence[Shared]
) -> TextView:
    view = reading_view(text, marks(text, said, shared), beside_it)
    return TextView(text, len(said), headlines(text, said), view, source(text))


def content_policy(style: str, script: str) -> str:
    """Return the content-security-policy of a page with exactly this style and this script."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src 'sha256-{_digest(style)}'",
            f"script-src 'sha256-{_digest(script)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _asset(name: str) -> str:
    return files("rashomon.report").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("rashomon.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_carried,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _carried(value: object) -> object:
    return shown(value) if isinstance(value, str) and not isinstance(value, Markup) else value
