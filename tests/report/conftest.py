"""A small invented corpus with hostile strings in every place that an outsider can write to."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.identity import document_id, finding_id, group_id, text_sha256
from rashomon.model.offsets import Span, quoted
from rashomon.model.records import (
    Actor,
    Anchored,
    Change,
    Document,
    Known,
    Link,
    Member,
    Origin,
    Part,
    Passage,
    RawRange,
    Reason,
    Relay,
    Role,
    Source,
    Sourced,
    Speaker,
    Statement,
)

HOSTILE = (
    "<script>alert('x')</script>\"'><img src=x onerror=alert(1)> {{ 7*7 }} {0} "
    "\u202eevil\u202c \ud800 \0 🛶 e\u0301"
)


def sourced(value: str, score: float = 1.0) -> Sourced:
    return Sourced(value=value, source="user", score=score)


def document(text: str, origin: str, **fields) -> Document:
    return Document(
        id=document_id(text, origin), text=text, text_sha256=text_sha256(text), length=len(text), **fields
    )


def spans(text: str, *words: str) -> tuple[Span, ...]:
    """Return where each of `words` stands, each looked for after the one before."""
    out: list[Span] = []
    for item in words:
        start = text.index(item, out[-1].end if out else 0)
        out.append(Span(start, start + len(item)))
    return tuple(out)


def anchored(text: str, *words: str) -> Anchored:
    found = spans(text, *words)
    return Anchored(spans=found, text=quoted(found, text))


def statement(
    doc: Document, source: tuple[str, ...], cue: tuple[str, ...], content: tuple[str, ...], **fields
) -> Statement:
    given = anchored(doc.text, *source)
    said = anchored(doc.text, *content)
    defaults = {"kind": "direct", "score": 0.95, "made_by": "test-model 1"}
    speaker = Speaker(
        spans=given.spans,
        text=given.text,
        kind=fields.pop("speaker_kind", "named" if source else "none"),
        members=fields.pop("members", ()),
    )
    return Statement(
        id=finding_id(doc.id, "statement", said.spans),
        document=doc.id,
        speaker=speaker,
        cue=anchored(doc.text, *cue),
        content=said,
        **(defaults | fields),
    )


@dataclass(frozen=True)
class Corpus:
    extraction: Extraction
    comparison: Comparison


MINISTRY = """Statement by the Ministry of Ferries of Sellamar

The night crossing at Port Sella stays closed until the hulls have been inspected.
No boat was sunk by our patrols, and no crew was detained.

We ask all skippers to keep their boats in the harbour.
"The sea is not a market stall," Minister Odile Varn adds.
"""

WIRE = """Sellamar shuts night ferry
PORT SELLA, 4 March 2031
Top of page | Subscribe now
The Ministry of Ferries said the night crossing at Port Sella remains closed until the hulls are inspected.
"The sea is not a market stall," Odile Varn, the minister of ferries, told reporters.
The Skippers' League, which called the closure of the line "a blockade of our own harbour",
denied that any boat had sailed without lights.
It is widely believed that the order came late on Tuesday.
Read also: Ten soups for a wet spring
Dockers were told by their foreman that the union says "nobody will be paid for Wednesday".
"""

RELAY = """Night ferry closed\r
\r
"The sea is not a market stall," the minister of ferries, Odile Varn, has said, according to Radio Strait.\r
\r
\r
The Skippers' League denied that any boat had sailed without lights.\r
"""

HOSTILE_TEXT = f"""Ferry {HOSTILE}
The clerk {HOSTILE} shouted: "Down with {HOSTILE}!"
عبّارة الليل مغلقة قال الوزير
"""

ARTICLE = """Bis auf Weiteres bleibt die Nachtfähre geschlossen, sagte die Ministerin.
"""


def _documents() -> dict[str, Document]:
    return {
        "ministry": document(
            MINISTRY,
            "a",
            path="in/ministry.txt",
            title=sourced("Statement by the Ministry of Ferries of Sellamar"),
            source=Source(
                outlet=sourced("Ministry of Ferries"), known=Known(country="Sellamar", kind="organisation")
            ),
            published=sourced("2031-03-03"),
            language="en",
            voice=sourced("Ministry of Ferries of Sellamar"),
            parts=(Part(kind="title", start=0, end=48), Part(kind="body", start=50, end=len(MINISTRY))),
        ),
        "wire": document(
            WIRE,
            "https://wire.example/night-ferry?a=1&b=2",
            path="/home/someone/secret folder/in/wire.html",
            url="https://wire.example/night-ferry?a=1&b=2",
            retrieved="2031-03-05T10:00:00Z",
            title=sourced("Sellamar shuts night ferry"),
            source=Source(outlet=sourced("Strait Wire")),
            author=(sourced("Ilse Corvin"), sourced("Bram Otto")),
            published=sourced("2031-03-04", 0.7),
            language="en",
            format="html",
            raw=(RawRange(0, 10, 5),),
            parts=(
                Part(kind="title", start=0, end=26),
                Part(kind="dateline", start=27, end=51),
                Part(kind="furniture", start=52, end=79),
                *(
                    Part(kind="furniture", start=span.start, end=span.end)
                    for span in spans(WIRE, "Read also: Ten soups for a wet spring")
                ),
            ),
        ),
        "relay": document(
            RELAY,
            "in/relay.txt",
            path="in/relay.txt",
            title=sourced("Night ferry closed"),
            source=Source(outlet=sourced("Harbour Post")),
            published=sourced("2031-03-05"),
            language="en",
        ),
        "hostile": document(
            HOSTILE_TEXT,
            HOSTILE,
            path=f"in/{HOSTILE}.txt",
            url="javascript:alert(1)",
            title=sourced(HOSTILE),
            source=Source(outlet=sourced(HOSTILE), known=Known(owner=HOSTILE)),
            author=(sourced(HOSTILE),),
            published=sourced(HOSTILE, 0.3),
            retrieved=HOSTILE,
            language='en" onclick="alert(1)',
            story=None,
        ),
        "foreign": document(
            ARTICLE,
            "in/foreign.txt",
            path="in/foreign.txt",
            url="https://user:password@kueste.example/",
            title=sourced("Nachtfähre"),
            language="de",
            unread=("in German: kept, but not read for statements",),
        ),
        "unread": document(
            "",
            "in/broken.pdf",
            path="/home/someone/in/broken.pdf",
            unread=("/home/someone/in/broken.pdf: encrypted",),
        ),
    }


def _statements(docs: dict[str, Document], minister: str, league: str) -> tuple[Statement, ...]:
    wire, relay, hostile = docs["wire"], docs["relay"], docs["hostile"]
    quip = '"The sea is not a market stall,"'
    told = statement(
        wire,
        ("their foreman",),
        ("were told by",),
        ('the union says "nobody will be paid for Wednesday"',),
        kind="mixed",
        speaker_kind="unnamed",
    )
    return (
        statement(docs["ministry"], (), (), (MINISTRY[50:].strip(),), kind="authored"),
        statement(
            docs["ministry"],
            ("Minister Odile Varn",),
            ("adds",),
            (quip,),
            members=_member(docs["ministry"], "Minister Odile Varn", minister),
        ),
        statement(
            wire,
            ("The Ministry of Ferries",),
            ("said",),
            ("the night crossing at Port Sella remains closed until the hulls are inspected",),
            kind="indirect",
            act="announced",
        ),
        statement(
            wire,
            ("Odile Varn, the minister of ferries",),
            ("told",),
            (quip,),
            members=_member(wire, "Odile Varn", minister),
        ),
        statement(
            wire,
            ("The Skippers' League",),
            ("denied",),
            ("that any boat had sailed without lights",),
            kind="indirect",
            act="denied",
            score=0.7,
            members=_member(wire, "The Skippers' League", league),
        ),
        statement(
            wire,
            ("The Skippers' League",),
            ("called",),
            ("the closure", '"a blockade of our own harbour"'),
            kind="mixed",
            act="blamed",
        ),
        statement(
            wire,
            (),
            ("is widely believed",),
            ("that the order came late on Tuesday",),
            kind="indirect",
            act="believed",
            score=0.4,
        ),
        told,
        statement(
            wire,
            ("the union",),
            ("says",),
            ('"nobody will be paid for Wednesday"',),
            within=told.id,
            addressee=anchored(WIRE, "Dockers"),
        ),
        statement(
            relay,
            ("the minister of ferries, Odile Varn",),
            ("has said",),
            (quip,),
            members=_member(relay, "Odile Varn", minister),
            via=(Relay(cue="according to Radio Strait"),),
        ),
        statement(
            relay,
            ("The Skippers' League",),
            ("denied",),
            ("that any boat had sailed without lights",),
            kind="indirect",
            act="denied",
            members=_member(relay, "The Skippers' League", league),
        ),
        statement(
            hostile, (f"The clerk {HOSTILE}",), ("shouted",), (f'"Down with {HOSTILE}!"',), made_by=HOSTILE
        ),
    )


def _member(doc: Document, words: str, actor: str) -> tuple[Member, ...]:
    return (Member(span=spans(doc.text, words)[0], actor=actor),)


def _link(
    left: Document, right: Document, words: tuple[str, str], changes: tuple[Change, ...] = (), **fields
) -> Link:
    sides = [
        Passage(document=doc.id, spans=spans(doc.text, found))
        for doc, found in ((left, words[0]), (right, words[1]))
    ]
    defaults = {"kind": "derive", "score": 0.93, "made_by": "shared-passages", "reasons": ()}
    return Link(
        id=group_id("link", [left.id, right.id, words[0]]),
        left=sides[0],
        right=sides[1],
        changes=changes,
        **(defaults | fields),
    )


def _comparison(docs: dict[str, Document]) -> Comparison:
    ministry, wire, relay = docs["ministry"], docs["wire"], docs["relay"]
    left = "crossing at Port Sella stays closed until the hulls have been inspected"
    right = "crossing at Port Sella remains closed until the hulls are inspected"
    changes = tuple(
        Change(kind="replaced", left=spans(MINISTRY, one)[0], right=spans(WIRE, other)[0])
        for one, other in (("stays", "remains"), ("have been", "are inspected"))
    )
    denial = "any boat had sailed without lights"
    reasons = (
        Reason(code="words", detail="9 of 11 words the same, in the same order", score=0.9),
        Reason(code="date", detail="the ministry's text is dated a day earlier", score=0.6),
    )
    links = (
        _link(ministry, wire, (left, right), changes, reasons=reasons),
        _link(wire, relay, (denial, denial), kind="agree", score=0.7),
        _link(ministry, wire, ("The sea is not a market stall",) * 2),
        _link(wire, relay, ("The sea is not a market stall",) * 2),
        _link(ministry, relay, ("The sea is not a market stall",) * 2, score=0.8),
    )
    origin = Origin(
        id=group_id("origin", [ministry.id, wire.id, relay.id]),
        documents=(ministry.id, wire.id, relay.id),
        passages=(links[0].left, links[0].right, links[2].left),
        first=ministry.id,
        reasons=reasons,
    )
    return Comparison(links=links, origins=(origin,))


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    docs = _documents()
    minister = Actor(
        id=group_id("actor", ["minister"]),
        type="person",
        names=("Odile Varn", "Minister Varn"),
        roles=(Role(title="minister of ferries"),),
    )
    league = Actor(
        id=group_id("actor", ["league"]),
        type="organisation",
        names=("Skippers' League", "The Skippers' League"),
    )
    extraction = Extraction(
        documents=tuple(docs.values()),
        statements=_statements(docs, minister.id, league.id),
        actors=(minister, league),
    )
    return Corpus(extraction, _comparison(docs))
