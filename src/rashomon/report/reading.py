"""The reading view: a text in full, or in excerpts, with everything found in it at its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from rashomon.model.offsets import Span
from rashomon.report import words
from rashomon.report.excerpt import LEFT_OUT
from rashomon.report.inline import stretch
from rashomon.report.passages import Family, Shared
from rashomon.report.segments import Mark, Segment, segments
from rashomon.report.statements import Said
from rashomon.report.texts import Text

_MARKER = Markup(
    '<a class="n" id="{0}" href="#list-{0}" data-n="{1}" aria-label="Statement {1}, back to the list"></a>'
)
_STATEMENT = Markup('<li data-f="{}"><a href="#list-{}">{}</a> <bdi>{}</bdi>, {}</li>')
_TARGET = Markup('<span class="np" id="{}"></span>')
_SHARED = Markup('<li data-f="p{}"><a href="#{}">Shared with <bdi>{}</bdi></a></li>')
_PLAIN = Markup("<li>{}</li>")
_ROW = Markup('<div class="r"><ul class="m">{}</ul>{}</div>')
_LINE = Markup('<p dir="auto"{}>{}</p>')
_GAP = Markup('<p class="gap">{}{}</p>')
_NAMED_AT_MOST = 3
_BOLD = frozenset({"title", "heading"})


@dataclass(frozen=True, slots=True)
class Note:
    """Something to say at a place of the text: a marker in the line and an entry in the margin."""

    at: int
    marker: Markup
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
    """Return the notes of one text in order of place."""
    out = [_furniture(part.start) for part in text.document.parts if part.kind == "furniture"]
    out += [_shared_note(item, family) for item, family in shared]
    out += [_statement_note(item) for item in said]
    return sorted(out, key=lambda note: note.at)


def _furniture(start: int) -> Note:
    return Note(start, Markup(), _PLAIN.format(words.PARTS["furniture"]))


def _shared_note(shared: Shared, family: Family) -> Note:
    others = dict.fromkeys(item.text.name for item in family.shared if item.text != shared.text)
    named = (
        words.listed(list(others)) if len(others) <= _NAMED_AT_MOST else words.counted(len(others), "text")
    )
    entry = _SHARED.format(shared.number, family.anchor, named)
    return Note(shared.span.start, _TARGET.format(shared.anchor), entry)


def _statement_note(said: Said) -> Note:
    anchor, number = said.place.anchor, said.place.number
    spans = (*said.statement.speaker.spans, *said.statement.cue.spans, *said.statement.content.spans)
    how = ", ".join(item for item in (said.kind, said.certainty) if item)
    entry = _STATEMENT.format(number, anchor, number, said.who, how)
    return Note(min((span.start for span in spans), default=0), _MARKER.format(anchor, number), entry)


def reading_view(text: Text, found: Sequence[Mark], at: Sequence[Note]) -> Markup:
    """Return the text as HTML: one paragraph a line, with markers in it and notes beside it.

    The text of all paragraphs and of what stands between them, markers and notes apart, is
    `text.body` exactly; in a share version, its excerpts with a sign wherever words are left out.
    """
    lines = [line for part in text.excerpt.shown for line in _lines(text.body, part)]
    cuts = [edge for line in lines for edge in (line.start, line.end)]
    view = _View(text.body, list(segments(len(text.body), found, cuts)), list(at))
    out: list[Markup] = []
    end = 0
    for part in text.excerpt.shown:
        out += [view.gap(end, part.start), view.part(part)]
        end = part.end
    return Markup("").join([*out, view.gap(end, len(text.body)), view.end()])


def _lines(body: str, part: Span) -> Iterator[Span]:
    start = part.start
    while start < part.end:
        feed = body.find("\n", start, part.end)
        end = part.end if feed < 0 else feed
        if not body[start:end].isspace() and end > start:
            yield Span(start, end)
        start = end + 1


class _View:
    """Walks once over segments and notes, which both stand in order of place."""

    __slots__ = ("_body", "_next_note", "_next_segment", "_notes", "_segments")

    def __init__(self, body: str, found: list[Segment], at: list[Note]) -> None:
        self._body = body
        self._segments = found
        self._notes = at
        self._next_segment = 0
        self._next_note = 0

    def part(self, part: Span) -> Markup:
        """Return a stretch of the text: its lines as paragraphs, what stands between them as it is."""
        out: list[Markup] = []
        end = part.start
        for line in _lines(self._body, part):
            between = self._body[end : line.start]
            out += [escape(between), self._line(line, spaced=between.count("\n") > 1)]
            end = line.end
        return Markup("").join([*out, escape(self._body[end : part.end])])

    def gap(self, start: int, end: int) -> Markup:
        """Return the sign for words left out, with the notes that belong to them; nothing if none are."""
        if start == end:
            return Markup()
        held = self._take(end - 1)
        sign = _GAP.format(LEFT_OUT, Markup("").join(note.marker for note in held))
        return _beside(held, sign)

    def end(self) -> Markup:
        """Return the notes that no line has room for: those at the very end, or in a text without words."""
        held = self._take(len(self._body))
        return (
            _beside(held, _GAP.format("", Markup("").join(note.marker for note in held)))
            if held
            else Markup()
        )

    def _line(self, line: Span, *, spaced: bool) -> Markup:
        pieces: list[Markup] = []
        roles: set[str] = set()
        held: list[Note] = []
        for segment in self._over(line):
            reached = self._take(segment.span.start)
            held += reached
            pieces += [*(note.marker for note in reached), stretch(segment, self._body)]
            roles.update(segment.roles)
        return _beside(held, _LINE.format(_style(roles, spaced=spaced), Markup("").join(pieces)))

    def _over(self, line: Span) -> Iterator[Segment]:
        while self._segments[self._next_segment].span.end <= line.start:
            self._next_segment += 1
        while (
            self._next_segment < len(self._segments)
            and self._segments[self._next_segment].span.end <= line.end
        ):
            yield self._segments[self._next_segment]
            self._next_segment += 1

    def _take(self, at: int) -> list[Note]:
        start = self._next_note
        while self._next_note < len(self._notes) and self._notes[self._next_note].at <= at:
            self._next_note += 1
        return self._notes[start : self._next_note]


def _beside(held: Sequence[Note], line: Markup) -> Markup:
    return _ROW.format(Markup("").join(note.entry for note in held), line) if held else line


def _style(roles: set[str], *, spaced: bool) -> Markup:
    names = ["g"] * spaced + ["q"] * ("passage" in roles) + ["h"] * bool(roles & _BOLD)
    return Markup(' class="{}"').format(" ".join(names)) if names else Markup()
