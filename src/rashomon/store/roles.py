"""Applies judgements on what somebody is: offices corrected by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from rashomon.model.corpus import Extraction
from rashomon.model.judgements import Judgement
from rashomon.model.records import Actor, Mention, Role
from rashomon.store.applying import BY_HAND, half_applied, why_lost
from rashomon.store.finding import Finder
from rashomon.store.judgements import Unmatched

_NO_ACTOR = "its words are there, but no mention of an actor was found at these places"
_NO_ROLE = "no text gives the actor the office that it takes away"
_SET_ALREADY = "the actor has this office by hand already"


@dataclass(frozen=True, slots=True)
class JudgedRoles:
    """Findings after judgements on offices, and the judgements that changed nothing."""

    extraction: Extraction
    unmatched: tuple[Unmatched, ...] = ()


def apply_to_roles(extraction: Extraction, judgements: Sequence[Judgement]) -> JudgedRoles:
    """Apply `set_role`, in order, once it is settled who is who.

    Targets are mentions. The actors meant there lose the office `instead_of` and get the office `value`, each
    if it is given. The places where texts give that office stay with it; other offices stay as they are,
    since texts do give them. Other kinds are left alone.
    """
    said = [each for each in judgements if each.kind == "set_role"]
    if not said:
        return JudgedRoles(extraction)
    actors = {actor.id: actor for actor in extraction.actors}
    finder = Finder(extraction, (each for each in extraction.mentions if each.actor in actors))
    unmatched: list[Unmatched] = []
    for judgement in said:
        found = [each for each in finder.all(judgement) if isinstance(each, Mention)]
        meant = [actors[name] for name in dict.fromkeys(each.actor for each in found) if name]
        changed = [new for actor in meant if (new := _corrected(actor, judgement)) != actor]
        actors.update((actor.id, actor) for actor in changed)
        if not changed:
            reason = _SET_ALREADY if judgement.value else _NO_ROLE
            unmatched.append(Unmatched(judgement, reason if meant else finder.why(judgement, _NO_ACTOR)))
        else:
            lost = why_lost(finder.locator, judgement) or _NO_ACTOR
            unmatched += half_applied(judgement, finder.missing(judgement), lost)
    ordered = tuple(actors[actor.id] for actor in extraction.actors)
    return JudgedRoles(replace(extraction, actors=ordered), tuple(unmatched))


def _corrected(actor: Actor, judgement: Judgement) -> Actor:
    wrong, right = folded_title(judgement.instead_of or ""), folded_title(judgement.value or "")
    kept = [role for role in actor.roles if folded_title(role.title) not in {wrong, right}]
    if not right:
        return replace(actor, roles=tuple(kept))
    given = [role for role in actor.roles if folded_title(role.title) == right]
    set_by_hand = (
        [replace(role, made_by=BY_HAND) for role in given]
        if given
        else [Role(title=" ".join((judgement.value or "").split()), made_by=BY_HAND)]
    )
    return replace(actor, roles=(*set_by_hand, *kept))


def folded_title(title: str) -> str:
    """Return what is the same for one office, however it is spaced and whatever its capitals."""
    return " ".join(title.split()).casefold()
