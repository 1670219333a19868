"""What is known of a story across its texts, counted: claims, disputes, copied passages, drift, roles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from evaluation.annotation.timex import with_minutes
from evaluation.counting import Counts, share
from evaluation.scores.alignment import LEAST_DICE, Alignment, align_ends, align_single, span_dice
from evaluation.scores.findings import Findings
from rashomon.model import records

_DISPUTE = "contradict"
_DERIVED = ("derive", "agree")
LEAST_DRIFT = 0.25  # Dice of both sides: what is changed may be shown with a few words around it


# Actors ----------------------------------------------------------------------------------------


def actor_counts(found: Findings, gold: Findings, aligned: Alignment) -> dict[str, Counts]:
    """Count where texts state offices, and who is accused and not heard.

    Found ones are those of actors of which gold has any: gold has them for main actors alone.
    """
    wanted = _offices(gold.actors, {actor.id: actor.id for actor in gold.actors if actor.roles})
    ours = _offices(found.actors, aligned.actors)
    right = sum(len(align_single(ours[actor], places)) for actor, places in wanted.items())
    return {
        "roles": Counts(right, sum(len(ours[actor]) for actor in wanted), sum(map(len, wanted.values()))),
        "accused": _accused(found, gold, aligned),
    }


def _offices(
    actors: Iterable[records.Actor], named: Mapping[str, str]
) -> defaultdict[str, list[records.Passage]]:
    """Return where texts state that an actor has an office, by the gold actor that each actor is."""
    places: defaultdict[str, list[records.Passage]] = defaultdict(list)
    for actor in (actor for actor in actors if actor.id in named):
        places[named[actor.id]] += [
            records.Passage(document=each.document, spans=(each.span,))
            for role in actor.roles
            for each in role.evidence
        ]
    return places


def _accused(found: Findings, gold: Findings, aligned: Alignment) -> Counts:
    ours = {aligned.actors.get(each.actor, "") for each in found.accused}
    theirs = {each.actor for each in gold.accused}
    return Counts(len(ours & theirs), len(found.accused), len(theirs))


# Claims ----------------------------------------------------------------------------------------


def claim_counts(found: Findings, gold: Findings, aligned: Alignment) -> dict[str, Counts]:
    """Count positions, disputes, and pairs that part and may both hold."""
    return {
        **_positions(found, gold, aligned),
        **_disputes(found, gold),
        "compatible": _compatible(found, gold),
    }


_Held = tuple[str, str]  # an actor and its position


def _positions(found: Findings, gold: Findings, aligned: Alignment) -> dict[str, Counts]:
    """Count positions by proposition, the sides exchanged throughout one where that fits gold better.

    Found ones are those in propositions that gold has. Which side "asserts" means depends on how the label
    of a proposition is worded. Dates are those of positions that are right and dated in gold.
    """
    wanted = _held(gold.positions, lambda actor: actor)
    ours = _held(found.positions, lambda actor: aligned.actors.get(actor, actor))
    backwards = {target: own for own, target in aligned.propositions.items()}
    held, dates = Counts(), Counts()
    for proposition, theirs in wanted.items():
        straight = ours.get(backwards.get(proposition, ""), {})
        own = max(straight, _turned(straight), key=lambda side: len(side.keys() & theirs.keys()))
        both = [(own[each], theirs[each]) for each in own.keys() & theirs.keys()]
        held += Counts(len(both), len(own), len(theirs))
        for found_at, at in both:
            dates += Counts(len(found_at & at), len(found_at), len(at)) if at else Counts()
    return {"positions": held, "position_times": dates}


def _held(
    positions: Iterable[records.Position], named: Callable[[str], str]
) -> Mapping[str, Mapping[_Held, set[str]]]:
    """Return who holds what in each proposition, with the dates at which it was said."""
    groups: defaultdict[str, defaultdict[_Held, set[str]]] = defaultdict(lambda: defaultdict(set))
    for each in positions:
        dates = groups[each.proposition][named(each.actor), each.position]
        dates |= {with_minutes(each.time)} if each.time else frozenset()
    return groups


def _turned(held: Mapping[_Held, set[str]]) -> Mapping[_Held, set[str]]:
    turned = {"asserts": "denies", "denies": "asserts"}
    return {(actor, turned.get(position, position)): at for (actor, position), at in held.items()}


def _disputes(found: Findings, gold: Findings) -> dict[str, Counts]:
    """Count gold's disputed propositions that a found dispute shows, and found disputes that are of gold.

    A found dispute is a link of contradiction that is said not to be compatible; it is right where its two
    ends are, by Dice of at least 0.5, findings or passages on which a gold proposition really parts. What is
    shown twice counts once.
    """
    real = [_sides(gold, link) for link in gold.links if _is_dispute(link)]
    shown = list({_ends(link): None for link in found.links if _is_dispute(link)})
    hits = [{name for sides, name in real if _same_sides(one, sides)} for one in shown]
    names = {name for _, name in real}
    return {
        "disputes": Counts(len(set[str]().union(*hits)), len(names), len(names)),
        "shown_disputes": share(bool(hit) for hit in hits),
    }


def _is_dispute(link: records.Link) -> bool:
    return link.kind == _DISPUTE and link.compatible is False


def _ends(link: records.Link) -> _Sides:
    return (link.left,), (link.right,)


_Sides = tuple[tuple[records.Passage, ...], tuple[records.Passage, ...]]


def _sides(side: Findings, link: records.Link) -> tuple[_Sides, str]:
    """Return all passages on each side of a dispute, and the proposition that they part on.

    The passages are those under the two values of the first proposition that has the ends of the link under
    different values; without one they are the ends alone, and the link stands for the proposition.
    """
    for each in side.propositions:
        holding = [
            [value.findings for value in each.values if end.finding in value.findings]
            for end in (link.left, link.right)
        ]
        if all(holding) and holding[0][0] != holding[1][0]:
            passages = _passages(side)
            left, right = (
                (end, *(passages[f] for f in values[0] if f in passages))
                for end, values in zip((link.left, link.right), holding, strict=True)
            )
            return (left, right), each.id
    return ((link.left,), (link.right,)), link.id


def _passages(side: Findings) -> dict[str, records.Passage]:
    contents = [(each.id, each.document, each.content.spans) for each in side.statements]
    triggers = [(each.id, each.document, each.trigger.spans) for each in side.events]
    return {
        name: records.Passage(document=document, spans=spans, finding=name)
        for name, document, spans in (*contents, *triggers)
    }


def _same_sides(one: _Sides, other: _Sides) -> bool:
    straight = _touch(one[0], other[0]) and _touch(one[1], other[1])
    return straight or (_touch(one[0], other[1]) and _touch(one[1], other[0]))


def _touch(one: Iterable[records.Passage], other: Sequence[records.Passage]) -> bool:
    return any(
        a.document == b.document and span_dice(a.spans, b.spans) >= LEAST_DICE for a in one for b in other
    )


def _compatible(found: Findings, gold: Findings) -> Counts:
    """Of pairs that both sides hold to part, count those that both call compatible or both do not."""
    ours, theirs = (
        sorted((x for x in side.links if x.compatible is not None), key=lambda link: link.attribute or "")
        for side in (found, gold)
    )
    same = _links_one_to_one(ours, theirs)
    return share(ours[at].compatible == theirs[to].compatible for at, to in same.items())


# Passages --------------------------------------------------------------------------------------


def passage_counts(found: Findings, gold: Findings) -> dict[str, Counts]:
    """Count copied passages, which side of them was first, and what was changed on the way."""
    ours, theirs = ([x for x in side.links if _is_shared(x)] for side in (found, gold))
    same = _links_one_to_one(ours, theirs)
    right = (
        ours[at].kind == theirs[to].kind
        and (ours[at].kind == "agree" or ours[at].left.document == theirs[to].left.document)
        for at, to in same.items()
    )
    return {
        "passages": Counts(len(same), len(ours), len(theirs)),
        "direction": share(right),
        **_drifts(found, gold),
    }


def _is_shared(link: records.Link) -> bool:
    """Tell links of passages from those of findings that say the same."""
    return link.kind in _DERIVED and link.left.finding is None and link.right.finding is None


def _links_one_to_one(found: Sequence[records.Link], gold: Sequence[records.Link]) -> dict[int, int]:
    return align_ends([(x.left, x.right) for x in found], [(x.left, x.right) for x in gold], LEAST_DICE)


def _drifts(found: Findings, gold: Findings) -> dict[str, Counts]:
    ours, theirs = ([(x.left, x.right) for x in side.drifts] for side in (found, gold))
    same = align_ends(ours, theirs, LEAST_DRIFT)
    return {
        "drifts": Counts(len(same), len(ours), len(theirs)),
        "drift_kind": share(found.drifts[at].kind == gold.drifts[to].kind for at, to in same.items()),
    }


def origin_counts(found: Findings, gold: Findings) -> dict[str, Counts]:
    """Count origins of gold whose first text is that of the found origin that shares most texts with it."""
    return {"origin_first": share(_first(found, each) == each.first for each in gold.origins if each.first)}


def _first(found: Findings, gold: records.Origin) -> str | None:
    shared = {each.id: len({*each.documents} & {*gold.documents}) for each in found.origins}
    best = max(found.origins, key=lambda each: shared[each.id], default=None)
    return best.first if best and shared[best.id] > 1 else None
