"""The records that Rashomon writes: one frozen type for each file of an output folder.

Every type is the single source of its JSON Schema (see `rashomon.model.schema`), of the lines
written, and of the lines read back. Tuples stand for JSON arrays. All offsets are Unicode code
points of `Document.text`, half-open.

Scores are in [0, 1] and rounded to four decimals. `made_by` names the rule, or the model and
its version, that made a finding.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from rashomon.model.offsets import Span

Score = Annotated[float, Meta(ge=0.0, le=1.0, description="How sure, from 0 to 1, four decimals.")]
Identifier = Annotated[str, Meta(pattern="^[0-9a-f]{16}$", description="64 bits in hexadecimal.")]


class Record(Struct, frozen=True, forbid_unknown_fields=True):
    """Base of all records and of the values inside them."""


# Documents ---------------------------------------------------------------------------------

PartKind = Literal[
    "title", "byline", "dateline", "published", "outlet", "heading", "body", "caption", "furniture"
]


class Sourced(Record, frozen=True, kw_only=True):
    """A value, where it was found (`meta:og:site_name`, `byline`, `user`, ...), and how sure."""

    value: str
    source: str = field(name="from")
    score: Score


SourceKind = Literal["agency", "outlet", "organisation"]


class Known(Record, frozen=True, kw_only=True):
    """What the user said of a source; nothing here is inferred."""

    country: str | None = None
    owner: str | None = None
    side: str | None = None
    kind: SourceKind | None = None


class Source(Record, frozen=True, kw_only=True):
    """Who published a document: the outlet as found, and what the user knows of it."""

    outlet: Sourced | None = None
    known: Known | None = None


class Part(Record, frozen=True, kw_only=True):
    """A stretch of the text and what it is; parts are ordered and disjoint."""

    kind: PartKind
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Return the stretch as a span."""
        return Span(self.start, self.end)


class RawRange(Struct, frozen=True, array_like=True):
    """`length` code points from `start` on in the text stand from `raw_start` on in the decoded file.

    Text outside every range is unmapped: it has no place of its own in the file.
    """

    start: int
    raw_start: int
    length: int


class Document(Record, frozen=True, kw_only=True):
    """One source text as read; it never changes afterwards.

    `raw` maps the text to the decoded file, in order of `start`; `None` where the format has no
    such offsets (PDF, DOCX). `voice` is the organisation that speaks in a text which it published
    itself (a statement, a press release). `unread` holds the reasons why a text, or a part of it,
    was not read or not analysed; a document that could not be read at all has an empty text. `around`
    is, for a text without a date, the middle date of the other texts of a run, by which years are guessed.
    """

    id: Identifier
    path: str | None = None
    url: str | None = None
    source: Source = Source()
    title: Sourced | None = None
    published: Sourced | None = None
    around: Sourced | None = None
    author: tuple[Sourced, ...] = ()
    retrieved: str | None = None
    language: str | None = None
    format: str = "text"
    text: str
    text_sha256: str
    length: int
    parts: tuple[Part, ...] = ()
    raw: tuple[RawRange, ...] | None = None
    voice: Sourced | None = None
    story: Identifier | None = None
    unread: tuple[str, ...] = ()


# Statements --------------------------------------------------------------------------------

StatementKind = Literal["direct", "mixed", "indirect", "authored"]
Act = Literal[
    "said", "denied", "asked", "demanded", "ordered", "promised", "warned", "declined",
    "believed", "praised", "blamed", "announced", "other",
]  # fmt: skip
SpeakerKind = Literal["named", "unnamed", "none"]


class Anchored(Record, frozen=True, kw_only=True):
    """One or more spans and the words they cover, parts that stand apart joined by " … "."""

    spans: tuple[Span, ...]
    text: str


class Member(Record, frozen=True, kw_only=True):
    """One of the speakers of a statement, with the actor it is; no span where the text does not name it."""

    span: Span | None = None
    actor: Identifier | None = None


class Speaker(Record, frozen=True, kw_only=True):
    """Who speaks: the spans that say so, and the actors they mean."""

    spans: tuple[Span, ...] = ()
    text: str = ""
    kind: SpeakerKind
    members: tuple[Member, ...] = ()


class Relay(Record, frozen=True, kw_only=True):
    """One step on the way of a statement to this text; `statement` is the one that relays."""

    actor: Identifier | None = None
    statement: Identifier | None = None
    cue: str = ""


class Statement(Record, frozen=True, kw_only=True):
    """An attribution relation: a speaker, a cue and a content (PARC3, PolNeAR)."""

    id: Identifier
    document: Identifier
    kind: StatementKind
    act: Act | None = None
    hedged: bool | None = None
    tense: Literal["past", "present", "future"] | None = None
    loaded: bool | None = None
    speaker: Speaker
    cue: Anchored
    content: Anchored
    addressee: Anchored | None = None
    medium: Anchored | None = None
    time: Anchored | None = None
    within: Identifier | None = None
    via: tuple[Relay, ...] = ()
    score: Score
    made_by: str


# Actors ------------------------------------------------------------------------------------

ActorType = Literal["person", "organisation", "group", "country", "place", "work", "other"]


class Mention(Record, frozen=True, kw_only=True):
    """A span that names or refers to an actor (ACE)."""

    id: Identifier
    document: Identifier
    span: Span
    text: str
    type: ActorType
    actor: Identifier | None = None
    score: Score
    made_by: str


class Evidence(Record, frozen=True, kw_only=True):
    """A place in a text that supports a value."""

    document: Identifier
    span: Span


Standing = Literal["former", "then", "new", "next", "acting"]  # what a word beside an office says of it


class Role(Record, frozen=True, kw_only=True):
    """An office or function of an actor, as some text states it; dates are ISO 8601, cut where unknown.

    `made_by` is `hand` for one that somebody set, which no text need state; else it is empty.
    """

    title: str
    since: str | None = field(name="from", default=None)
    until: str | None = field(name="to", default=None)
    standing: Standing | None = None
    evidence: tuple[Evidence, ...] = ()
    made_by: str = ""
    dated_by: tuple[Evidence, ...] = ()


class Reason(Record, frozen=True, kw_only=True):
    """Why two things were linked: a code for programs, a sentence part for people, and how much it weighs."""

    code: str
    detail: str
    score: Score


class ActsFor(Record, frozen=True, kw_only=True):
    """A state for which another actor speaks or acts; `actor` is the state itself, where a text names it."""

    state: str
    actor: Identifier | None = None
    gazetteer_id: str | None = None
    evidence: tuple[Evidence, ...] = ()
    reasons: tuple[Reason, ...] = ()
    score: Score


class Actor(Record, frozen=True, kw_only=True):
    """Someone or some body that mentions refer to, with every name used for it, most used first."""

    id: Identifier
    type: ActorType
    names: tuple[str, ...]
    roles: tuple[Role, ...] = ()
    acts_for: tuple[ActsFor, ...] = ()
    merged_because: tuple[Reason, ...] = ()


# Events, times, places -------------------------------------------------------------------------

EventStatus = Literal["happened", "ongoing", "planned", "ordered", "hypothetical", "denied", "failed"]


class Participant(Record, frozen=True, kw_only=True):
    """Someone or something that takes part in an event, in the role stated."""

    role: Literal["actor", "recipient", "instrument", "object", "other"]
    span: Span
    actor: Identifier | None = None


class Figure(Record, frozen=True, kw_only=True):
    """A number that a text gives for an event; bounds that it leaves open are `None`."""

    kind: str
    low: float | None = None
    best: float | None = None
    high: float | None = None
    unit: str | None = None
    approximate: bool = False
    span: Span


class Code(Record, frozen=True, kw_only=True):
    """A type, mode or context of an event, and words that show it."""

    field: Literal["type", "mode", "context"]
    value: str
    span: Span


class Event(Record, frozen=True, kw_only=True):
    """Who did what to whom, when and where, under which status (PLOVER type, mode, contexts).

    `time` and `place` are the ids of a time reference and of a place; `reported_by` is the id of
    the statement that reports the event. `codes` are the words that show type, mode and contexts.
    """

    id: Identifier
    document: Identifier
    trigger: Anchored
    type: str | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    codes: tuple[Code, ...] = ()
    participants: tuple[Participant, ...] = ()
    time: Identifier | None = None
    place: Identifier | None = None
    status: EventStatus
    reported_by: Identifier | None = None
    figures: tuple[Figure, ...] = ()
    score: Score
    made_by: str


class FoundValue(Record, frozen=True, kw_only=True):
    """One of several values that texts give for the same thing, and the findings that give it."""

    value: str
    findings: tuple[Identifier, ...]


class Alternative(Record, frozen=True, kw_only=True):
    """A field on which accounts of one event differ."""

    field: str
    values: tuple[FoundValue, ...]


class MergedEvent(Record, frozen=True, kw_only=True):
    """One event that several texts tell, with the fields on which they differ.

    `made_by` is `hand` where somebody merged or split the tellings; it is empty in files of a version that
    did not say.
    """

    id: Identifier
    events: tuple[Identifier, ...]
    alternatives: tuple[Alternative, ...] = ()
    made_by: str = ""


class TimeReference(Record, frozen=True, kw_only=True):
    """A time expression and its TIMEX3 value; `earliest` and `latest` bound it in ISO 8601."""

    id: Identifier
    document: Identifier
    span: Span
    text: str
    value: str | None = None
    earliest: str | None = None
    latest: str | None = None
    precision: str | None = None
    basis: Literal["stated", "inferred"]
    anchor: str | None = None
    alternatives: tuple[str, ...] = ()
    score: Score
    made_by: str


class PlaceAlternative(Record, frozen=True, kw_only=True):
    """Another gazetteer entry that a place name may mean."""

    gazetteer_id: str
    name: str
    score: Score


class Place(Record, frozen=True, kw_only=True):
    """A place name and the gazetteer entry it means; `gazetteer_id` is `None` when it is in none.

    Coordinates are WGS 84, in degrees. `containment` runs from the smallest place to the largest.
    """

    id: Identifier
    document: Identifier
    span: Span
    text: str
    gazetteer_id: str | None = None
    name: str | None = None
    latitude: Annotated[float, Meta(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Meta(ge=-180, le=180)] | None = None
    containment: tuple[str, ...] = ()
    alternatives: tuple[PlaceAlternative, ...] = ()
    score: Score
    made_by: str


# Comparison ----------------------------------------------------------------------------------


class StoryRecord(Record, frozen=True, kw_only=True):
    """The documents on one event, and a short label for people."""

    id: Identifier
    documents: tuple[Identifier, ...]
    label: str


class About(Record, frozen=True, kw_only=True):
    """What a proposition is about: an event and one of its attributes, where known."""

    event: Identifier | None = None
    attribute: str | None = None


class Proposition(Record, frozen=True, kw_only=True):
    """One claim that several statements or events assert, deny or dispute, whatever the wording.

    `made_by` as for `MergedEvent`.
    """

    id: Identifier
    label: str
    kind: Literal["fact", "cause", "purpose", "legitimacy", "number", "time", "place", "role", "other"]
    about: About = About()
    values: tuple[FoundValue, ...] = ()
    members: tuple[Identifier, ...]
    incompatible_with: tuple[Identifier, ...] = ()
    made_by: str = ""

    @property
    def is_point(self) -> bool:
        """Tell a point, on which texts give values, from claims that speak of one matter."""
        return self.about.attribute is not None


Holding = Literal["asserts", "denies", "doubts", "relays", "silent"]
"""What an actor does about a proposition; only annotators call somebody silent, who would not speak."""


class Position(Record, frozen=True, kw_only=True):
    """What one actor holds about one proposition, with the findings that show it; `made_by` as above."""

    id: Identifier
    proposition: Identifier
    actor: Identifier
    position: Holding
    evidence: tuple[Identifier, ...] = ()
    time: str | None = None
    made_by: str = ""


class Accused(Record, frozen=True, kw_only=True):
    """An actor who is blamed in these statements and has none in any text."""

    id: Identifier
    actor: Identifier
    findings: tuple[Identifier, ...]


class Passage(Record, frozen=True, kw_only=True):
    """Spans of one document, in order; `finding` is the record that they belong to, if any."""

    document: Identifier
    spans: tuple[Span, ...]
    finding: Identifier | None = None


class Change(Record, frozen=True, kw_only=True):
    """One difference between two passages: the spans on both sides; an empty side is `None`."""

    kind: Literal["replaced", "added", "dropped"]
    left: Span | None = None
    right: Span | None = None


class Link(Record, frozen=True, kw_only=True):
    """A relation between two passages or findings; `left` is the earlier or the source.

    `proposition` is the point on which the two values stand as they do, for links of values. `compatible`
    tells whether both can hold; a link of contradiction of which it does not may be none.
    """

    id: Identifier
    kind: Literal["agree", "contradict", "update", "derive"]
    left: Passage
    right: Passage
    proposition: Identifier | None = None
    attribute: str | None = None
    left_value: str | None = None
    right_value: str | None = None
    compatible: bool | None = None
    changes: tuple[Change, ...] = ()
    reasons: tuple[Reason, ...] = ()
    score: Score
    made_by: str

    @property
    def is_parting(self) -> bool:
        """Tell a link of two values from one of shared words."""
        return self.kind in {"contradict", "update"} or self.compatible is not None


class Origin(Record, frozen=True, kw_only=True):
    """Documents, with the passages concerned, that go back to one first text.

    `first` is the document that seems to be that text, or `None` when nothing tells.
    """

    id: Identifier
    documents: tuple[Identifier, ...]
    passages: tuple[Passage, ...] = ()
    first: Identifier | None = None
    reasons: tuple[Reason, ...] = ()
