"""Records made of points: propositions, positions and links."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.compare.parting.points import Given, Parted, Parting, Point
from rashomon.model.identity import group_id
from rashomon.model.records import About, FoundValue, Link, Proposition

MADE_BY = "partings 1"


def proposition_of_point(point: Point) -> Proposition | None:
    """Return a point as a proposition; `None` where no statement and no event gives any of its values."""
    values = tuple(
        FoundValue(value=value.value, findings=findings)
        for value in point.values
        if (findings := tuple(dict.fromkeys(given.finding for given in value.given if given.finding)))
    )
    if not values:
        return None
    return Proposition(
        id=group_id(f"point:{point.kind}:{point.attribute}", _places(point)),
        label=point.label,
        kind=point.kind,
        about=About(event=point.event, attribute=point.attribute),
        values=values,
        members=tuple(dict.fromkeys(finding for value in values for finding in value.findings)),
        made_by=MADE_BY,
    )


def _places(point: Point) -> Iterator[str]:
    return (_place(given) for value in point.values for given in value.given)


def _place(given: Given) -> str:
    spans = " ".join(f"{span.start}-{span.end}" for span in given.passage.spans)
    return f"{given.passage.document}:{spans}"


def links_of(parted: Parted, proposition: Proposition | None) -> Iterator[Link]:
    """Yield a link for each two values of a point that were held together."""
    for parting in parted.partings:
        yield _link(parted.point, parting, proposition.id if proposition else None)


def _link(point: Point, parting: Parting, proposition: str | None) -> Link:
    ends = [_place(parting.left), _place(parting.right)]
    return Link(
        id=group_id(f"parting:{point.kind}:{point.attribute}", ends),
        kind=parting.kind,
        left=parting.left.passage,
        right=parting.right.passage,
        proposition=proposition,
        attribute=point.attribute,
        left_value=parting.left.value,
        right_value=parting.right.value,
        compatible=parting.compatible,
        reasons=parting.reasons,
        score=round(parting.score, 4),
        made_by=MADE_BY,
    )
