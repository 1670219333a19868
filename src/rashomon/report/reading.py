"""The reading view: a text in full, or in excerpts, with everything found in it at its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from markupsafe import Markup, escape

from rashomon.model.offsets import Span
from rashomon.report import words
from rashomon.report.beside import Group
from rashomon.report.excerpt import LEFT_OUT, Excerpt
from rashomon.report.inline import stretch
from rashomon.report.lines import Quote
from rashomon.report.nameplaces import NamePlace
from rashomon.report.parting import PointView
from rashomon.report.passages import Family, Shared
from rashomon.report.pointing import Spot
from rashomon.report.segments import Mark, Segment, segments
from rashomon.report.standing import Standing
from rashomon.report.statements import Said
from rashomon.report.texts import Text, first_place
from rashomon.report.timeline import Happening
from rashomon.report.undated import Undated, Untimed
from rashomon.report.where import Site

_MARKER = Markup(
    '<a class="n" id="{0}" href="#list-{0}" data-n="{1}" aria-label="Statement {1}, back to the list"></a>'
)
_NUMBER = Markup('<a href="#list-{}" data-f="{}">{}</a> ')
_SPEAKER = Markup("<bdi>{}</bdi>, {}")
_TARGET = Markup('<span class="np" id="{}"></span>')
_SHARED = Markup('<a href="#{}" data-f="p{}">Shared with <bdi>{}</bdi></a>')
_TOLD = Markup('<a href="#{}">By day: {}</a>')
_UNDATED = Markup('<a href="#{}">Without a day</a>')
_SIDE = Markup("Beside other texts: {}")
_BESIDE = Markup('<a href="#{}">{}</a>')
_ROW = Markup('<div class="r"><ul class="m">{}</ul>{}</div>')
_ENTRY = Markup("<li>{}{}</li>")
_LINE = Markup('<p dir="auto"{}>{}</p>')
_GAP = Markup('<span class="gap">{}{}{}</span>')
_HELD = Markup('<p class="gap">{}</p>')
_NAMED_AT_MOST = 3
_BOLD = frozenset({"title", "heading"})


@dataclass(frozen=True, slots=True)
class Note:
    """Something to say at a place of the text: a marker in the line and an entry in the margin.

    Entries beside one line that say the same become one, with the `number` of each.
    """

    at: int
    marker: Markup
    number: Markup
    entry: Markup


def marks(text: Text, said: Sequence[Said], shared: Sequence[Shared]) -> list[Mark]:
    """Return the marks of one text: its parts, its statements, and the passages that it shares."""
    out = [Mark(part.span, part.kind) for part in text.document.parts if part.kind != "body"]
    for item in said:
        key = str(item.place.number)
        statement = item.statement
        roles = (("source", statement.speaker), ("cue", statement.cue), ("content", statement.content))
        out += [Mark(span, role, key) for role, found in roles for span in found.spans]
    out += [Mark(item.span, "passage", f"p{item.number}") for item in shared]
    return out


def notes(text: Text, said: Sequence[Said], shared: Sequence[tuple[Shared, Family]]) -> list[Note]:
    """Return the notes on the furniture, statements and shared passages of one text."""
    out = [_furniture(part.start) for part in text.document.parts if part.kind == "furniture"]
    out += [_shared_note(item, family) for item, family in shared]
    out += [_statement_note(item) for item in said]
    return out


def day_notes(told: Iterable[Happening]) -> Iterator[Note]:
    """Yield the places of what the timeline has of one text, with the way back to it."""
    for each in told:
        entry = _TOLD.format(each.listing, each.day)
        yield Note(each.place, _TARGET.format(each.anchor), Markup(), entry)


def undated_notes(told: Iterable[tuple[Untimed, Undated]]) -> Iterator[Note]:
    """Yield the places of what has no day in one text, with the way back to its entry."""
    for at, entry in told:
        yield Note(at.start, _TARGET.format(at.anchor), Markup(), _UNDATED.format(entry.listing))


def beside_notes(found: Iterable[tuple[Standing, Group | PointView]]) -> Iterator[Note]:
    """Yield the sentences of one text that stand beside others, with the ways back to these."""
    ordered = sorted(found, key=lambda each: (each[0].sentence, each[1].anchor))
    for at, own in groupby(ordered, key=itemgetter(0)):
        links = Markup(", ").join(_BESIDE.format(group.anchor, group.anchor) for _, group in own)
        yield Note(at.sentence.start, _TARGET.format(at.anchor), Markup(), _SIDE.format(links))


def place_notes(sites: Iterable[Site]) -> Iterator[Note]:
    """Yield where a text names each place first; they say nothing in the margin."""
    for site in sites:
        yield Note(site.start, _TARGET.format(site.anchor), Markup(), Markup())


def quote_notes(quotes: Iterable[Quote]) -> Iterator[Note]:
    """Yield where the sentences stand that the opening quotes; they say nothing in the margin."""
    for each in quotes:
        yield Note(each.sentence.start, _TARGET.format(each.anchor), Markup(), Markup())


def pointed_notes(spots: Iterable[Spot]) -> Iterator[Note]:
    """Yield the places of passages that lists lead to, each once; they say nothing in the margin."""
    for anchor, at in {spot.anchor: spot.start for spot in spots}.items():
        yield Note(at, _TARGET.format(anchor), Markup(), Markup())


def name_notes(places: Iterable[NamePlace]) -> Iterator[Note]:
    """Yield where a text names somebody or gives an office; they say nothing in the margin."""
    for place in places:
        yield Note(place.start, _TARGET.format(place.anchor), Markup(), Markup())


def _furniture(start: int) -> Note:
    return Note(start, Markup(), Markup(), escape(words.FURNITURE))


def _shared_note(shared: Shared, family: Family) -> Note:
    others = [item.text for item in family.shared if item.text != shared.text]
    outlets = list(dict.fromkeys(text.outlet for text in others))
    count = words.counted(len({text.number for text in others}), "other text")
    named = words.listed(outlets) if all(outlets) and len(outlets) <= _NAMED_AT_MOST else count
    entry = _SHARED.format(family.anchor, shared.number, named)
    return Note(shared.span.start, _TARGET.format(shared.anchor), Markup(), entry)


def _statement_note(said: Said) -> Note:
    anchor, number = said.place.anchor, said.place.number
    own = said.statement.kind == "authored"
    how = ", ".join(item for item in ("in its own voice" if own else said.kind, said.certainty) if item)
    return Note(
        at=first_place(said.statement)[0],
        marker=_MARKER.format(anchor, number),
        number=_NUMBER.format(anchor, number, number),
        entry=escape(how) if own else _SPEAKER.format(said.who, how),
    )


def reading_view(text: Text, found: Sequence[Mark], at: Sequence[Note]) -> Markup:
    """Return the text as HTML: one paragraph a line, with markers in it and notes beside it.

    The text of all paragraphs and of what stands between them, markers and notes apart, is
    `text.body` exactly; in a share version, its excerpts with a sign wherever words are left out.
    """
    parts = text.excerpt.shown
    lines = list(_lines(text.body))
    cuts = [edge for span in (*lines, *parts) for edge in (span.start, span.end)]
    cuts += [note.at for note in at]  # a place that a link leads to begins a segment
    ordered = sorted(at, key=lambda note: note.at)
    view = _View(text.excerpt, list(segments(len(text.body), found, cuts)), ordered)
    for line in lines:
        view.add(line)
    return view.closed()


def _lines(body: str) -> Iterator[Span]:
    start = 0
    while start < len(body):
        feed = body.find("\n", start)
        end = len(body) if feed < 0 else feed
        if end > start and not body[start:end].isspace():
            yield Span(start, end)
        start = end + 1


class _View:
    """Walks once over lines, segments and notes, which all stand in order of place."""

    __slots__ = ("_end", "_excerpt", "_hidden", "_next_note", "_next_segment", "_notes", "_out", "_segments")

    def __init__(self, excerpt: Excerpt, found: list[Segment], at: list[Note]) -> None:
        self._excerpt = excerpt
        self._segments = found
        self._notes = at
        self._next_segment = 0
        self._next_note = 0
        self._end = 0  # where the last line ended
        self._hidden = False  # whether lines since the last one shown were left out
        self._out: list[Markup] = []

    def add(self, line: Span) -> None:
        """Add a line, or remember that it is left out."""
        parts = self._excerpt.of(line)
        between = self._excerpt.body[self._end : line.start]
        if parts:
            self._add_gap(line.start - 1)
            self._out += [escape(between), self._line(line, parts, spaced=between.count("\n") > 1)]
        else:
            self._hidden = True
        self._end = line.end

    def closed(self) -> Markup:
        """Return all, with the notes that no line has room for: those of a text without words."""
        self._add_gap(self._end)
        held = self._take(len(self._excerpt.body))
        if held:
            self._out.append(_beside(held, _HELD.format(_markers(held))))
        blank = self._excerpt.body[self._end :] if not self._hidden else ""
        return Markup("").join([*self._out, escape(blank)])

    def _add_gap(self, end: int) -> None:
        if self._hidden:
            held = self._take(end)
            self._out.append(_beside(held, _HELD.format(_GAP.format("", LEFT_OUT, "") + _markers(held))))
        self._hidden = False

    def _line(self, line: Span, parts: Sequence[Span], *, spaced: bool) -> Markup:
        pieces: list[Markup] = []
        roles: set[str] = set()
        held: list[Note] = []
        at = line.start
        for part in parts:
            if part.start > at:
                pieces.append(self._gap(Span(at, part.start), line, held))
            pieces += [self._piece(segment, roles, held) for segment in self._over(part)]
            at = part.end
        if at < line.end:
            pieces.append(self._gap(Span(at, line.end), line, held))
        return _beside(held, _LINE.format(_style(roles, spaced=spaced), Markup("").join(pieces)))

    def _piece(self, segment: Segment, roles: set[str], held: list[Note]) -> Markup:
        reached = self._take(segment.span.start)
        held += reached
        roles.update(segment.roles)
        return _markers(reached) + stretch(segment, self._excerpt.body)

    def _gap(self, hidden: Span, line: Span, held: list[Note]) -> Markup:
        reached = self._take(hidden.end - 1)
        held += reached
        body = self._excerpt.body
        before = " " * (hidden.start > line.start and not body[hidden.start - 1].isspace())
        after = " " * (hidden.end < line.end and not body[hidden.end].isspace())
        return _GAP.format(before, LEFT_OUT, after) + _markers(reached)

    def _over(self, part: Span) -> Iterator[Segment]:
        while self._segments[self._next_segment].span.end <= part.start:
            self._next_segment += 1
        while (
            self._next_segment < len(self._segments)
            and self._segments[self._next_segment].span.end <= part.end
        ):
            yield self._segments[self._next_segment]
            self._next_segment += 1

    def _take(self, at: int) -> list[Note]:
        start = self._next_note
        while self._next_note < len(self._notes) and self._notes[self._next_note].at <= at:
            self._next_note += 1
        return self._notes[start : self._next_note]


def _markers(held: Iterable[Note]) -> Markup:
    return Markup("").join(note.marker for note in held)


def _beside(held: Sequence[Note], line: Markup) -> Markup:
    if not any(note.entry for note in held):
        return line
    entries: dict[Markup, list[Markup]] = {}
    for note in (note for note in held if note.entry):
        entries.setdefault(note.entry, []).append(note.number)
    return _ROW.format(
        Markup("").join(_ENTRY.format(Markup("").join(found), entry) for entry, found in entries.items()),
        line,
    )


def _style(roles: set[str], *, spaced: bool) -> Markup:
    names = ["g"] * spaced + ["q"] * ("passage" in roles) + ["h"] * bool(roles & _BOLD)
    return Markup(' class="{}"').format(" ".join(names)) if names else Markup()
