"""Statements inside the words of others, and through whom each came to the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from rashomon.extract.covering import Covering
from rashomon.extract.words import MARKS
from rashomon.model.offsets import Span
from rashomon.model.records import Relay, Statement, StatementKind

_INNER = re.compile(r"[\"“”«»„]|(?<!\w)[‘'](?=\w)")


def nested(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return the statements of one document with what they stand in, and the way by which they came.

    A statement stands in another where its cue and content are words of the other's content; in the shortest
    such one where there are several. The way runs from the nearest to the outermost. One that several speak
    together names no actor.
    """
    contents = Covering((span, n) for n, each in enumerate(statements) for span in each.content.spans)
    within = {each.id: _around(each, statements, contents) for each in statements}
    by_id = {each.id: each for each in statements}
    return tuple(_with_way(each, within, by_id) for each in statements)


def _around(statement: Statement, others: Sequence[Statement], contents: Covering) -> str | None:
    own = (*statement.cue.spans, *statement.content.spans)
    size = _size(statement)
    near = (others[number] for number in dict.fromkeys(contents.around(own[0]) if own else ()))
    around = [
        (_size(other), other.id)
        for other in near
        if _size(other) > size
        and _covers(other.content.spans, own)
        and not statement.kind == other.kind == "authored"  # the voice does not relay itself
    ]
    return min(around)[1] if around else None


def _size(statement: Statement) -> int:
    return sum(map(len, statement.content.spans))


def _covers(outer: Sequence[Span], inner: Sequence[Span]) -> bool:
    return all(any(span.covers(each) for span in outer) for each in inner)


def _with_way(statement: Statement, within: dict[str, str | None], by_id: dict[str, Statement]) -> Statement:
    way: list[Relay] = []
    at = within[statement.id]
    while at is not None:
        actors = {member.actor for member in by_id[at].speaker.members}
        actor = actors.pop() if len(actors) == 1 else None
        way.append(Relay(actor=actor, statement=at, cue=by_id[at].cue.text))
        at = within[at]
    if not way:
        return statement
    kind = _own_kind(statement, by_id[way[0].statement or ""])
    return replace(statement, within=within[statement.id], via=tuple(way), kind=kind)


def _own_kind(statement: Statement, outer: Statement) -> StatementKind:
    """Return the kind by the quotation marks of a statement alone, not by those around the whole of it."""
    if outer.content.text[:1] not in MARKS or statement.kind == "authored":
        return statement.kind
    if statement.content.text[:1] in MARKS:
        return "direct"
    return "mixed" if _INNER.search(statement.content.text) else "indirect"
