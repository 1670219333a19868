"""Makes a correction by hand of what texts have in common: propositions, events, positions, links."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from msgspec.structs import replace

from rashomon import pipeline
from rashomon._correcting import compared_as_judged
from rashomon._found import Correction, Found, Judged, around, choices, exactly, grouped, same_text, words_at
from rashomon._pointing import Spot, Texts, UndecidedError
from rashomon._stages import Progress
from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.errors import InputError
from rashomon.model.judgements import Named
from rashomon.model.records import Actor, Event, Link, Passage, Statement
from rashomon.store.applying import spans_of
from rashomon.store.comparing import ON_COMPARISONS
from rashomon.store.finding import Cast, hull
from rashomon.store.judgements import POSITIONS

Claim = Statement | Event
_TWO = 2
_MARKS = " .,;:!?\"'“”„‘’«»"
_LINKED = 80  # characters of a passage that a line shows


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was found and compared, and where each of the user's words and places stands.

    Attributes:
        found: the findings, and what the user says of them.
        comparison: what the texts have in common, with the corrections made before.
        groups: the findings that belong together there, of the kind that the user speaks of.
        spots: where each of `--words` and `--at` stands.
    """

    found: Found
    comparison: Comparison
    groups: tuple[tuple[str, ...], ...]
    spots: tuple[tuple[Spot, ...], ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Return the findings that the user may speak of."""
        extraction = self.found.extraction
        events_only = self.found.correction.kind.endswith("_events")
        return extraction.events if events_only else (*extraction.statements, *extraction.events)


def of_comparison(
    texts: Texts, correction: Correction, settings: pipeline.RunSettings, progress: Progress
) -> Judged:
    """Return a correction of what texts have in common as a judgement.

    Raises:
        InputError: it points at nothing, or at several things; it would change nothing; or it puts together
            what an earlier one keeps apart, or the reverse.
    """
    _check(correction)
    # Words are looked for before the run spends its time.
    spots = [texts.of_words(words, correction.texts) for words in correction.words]
    spots += [(texts.of_characters(each, correction.texts),) for each in correction.at]
    before = tuple(each for each in settings.judgements if each.kind not in ON_COMPARISONS)
    run = dataclasses.replace(settings, judgements=before)
    values = pipeline.compare_documents_of(texts.documents, run, progress)
    extraction, raw = values[Extraction], values[Comparison]
    now = compared_as_judged(extraction, raw, settings).comparison
    found = Found(texts, extraction, correction)
    result = _KINDS[correction.kind](_Asked(found, now, _groups(now, correction), tuple(spots)))
    more = dataclasses.replace(settings, judgements=(*settings.judgements, result.judgement))
    _check_change(extraction, raw, now, more)
    return result


def _check(correction: Correction) -> None:
    if correction.kind == "set_position":
        if correction.value not in POSITIONS:
            raise InputError(f"--position {correction.value!r} is none of {', '.join(POSITIONS)}.")
        if not (correction.actor or "").strip() and not correction.actor_at:
            raise InputError("Nobody is named: say whose position it is with --actor or --actor-at.")


def _groups(comparison: Comparison, correction: Correction) -> tuple[tuple[str, ...], ...]:
    if correction.kind.endswith("_events"):
        return tuple(each.events for each in comparison.merged_events)
    return tuple(each.members for each in comparison.matters)


def _check_change(
    extraction: Extraction, raw: Comparison, now: Comparison, settings: pipeline.RunSettings
) -> None:
    """Check that the last judgement of `settings` changes what there is now; links were looked at already.

    Raises:
        InputError: it changes nothing, or contradicts an earlier one.
    """
    last = settings.judgements[-1]
    if last.kind not in ON_COMPARISONS:
        return
    then = compared_as_judged(extraction, raw, settings)
    reasons = [each.reason for each in then.unmatched if each.judgement is last]
    if not reasons and _said(then.comparison) == _said(now):
        reasons = ["it is so already"]
    if reasons:
        raise InputError(f"This correction would change nothing: {reasons[0]}.")


def _said(comparison: Comparison) -> Comparison:
    """Return a comparison without who says so: a position that was found and is set again is the same."""
    positions = (replace(each, made_by="") for each in comparison.positions)
    return replace(comparison, positions=tuple(positions))


# Groups -----------------------------------------------------------------------------------------


def _merge(asked: _Asked) -> Judged:
    if len(asked.spots) < _TWO:
        raise InputError("Two are needed to be made one: give --words or --at twice or more.")
    found = asked.found
    firsts = [_one_group(asked, spots)[0] for spots in asked.spots]
    told = " and ".join(found.shown(each) for each in firsts)
    return Judged(found.judgement(*firsts), f"{told} are one {_thing(found.correction)}")


def _split(asked: _Asked) -> Judged:
    found, thing = asked.found, _thing(asked.found.correction)
    chosen = [each for spots in asked.spots for each in _with_inner(asked, _one_group(asked, spots))]
    once = list({each.id: each for each in chosen}.values())
    known = {each.id for each in once}
    shown = found.shown(once[0])
    groups = [group for group in asked.groups if known.intersection(group)]
    if len(groups) > 1:
        raise InputError(f"These belong to {len(groups)} {thing}s: split off what belongs to one at a time.")
    if not groups or known.issuperset(groups[0]):
        raise InputError(f"Nothing else belongs to the {thing} of {shown}: choose fewer places.")
    told = f"{shown} is now apart from the {thing} that it belonged to"
    if len(once) > 1:
        told = f"{len(once)} findings are now apart from the {thing} that they belonged to, the first {shown}"
    return Judged(found.judgement(*once), told)


def _with_inner(asked: _Asked, findings: Sequence[Claim]) -> list[Claim]:
    """Return findings, and what stands inside them and belongs together with them: what a statement tells."""
    found = asked.found
    ids = {each.id for each in findings}
    known = {one for group in asked.groups if ids.intersection(group) for one in group}
    spots = [found.spot(each) for each in findings]
    inner = (
        each
        for each in asked.claims
        if each.id in known - ids and any(same_text(each, s) and _inside(each, s) for s in spots)
    )
    return [*findings, *inner]


def _thing(correction: Correction) -> str:
    return "event" if correction.kind.endswith("_events") else "proposition"


def _one_group(asked: _Asked, spots: Sequence[Spot]) -> list[Claim]:
    """Return the findings at some spots, which must all belong together.

    Raises:
        UndecidedError: there are none, or they belong to several groups.
    """
    found, thing, shown = asked.found, _thing(asked.found.correction), words_at(spots[0])
    of = {finding: group[0] for group in asked.groups for finding in group}
    fit = _fitting(asked, spots, of)
    if not asked.found.correction.kind.startswith("split_"):  # each place may be the one that is meant
        every = [each for spot in spots for each in _fitting(asked, [spot], of)]
        held = [each for each in every if each.id in of]
        fit = held if asked.found.correction.kind == "set_position" and held else every
    if not fit:
        what = "event" if thing == "event" else "statement or event"
        raise UndecidedError(f"No {what} was found at {shown}, so there is nothing to correct.", ())
    firsts = {of.get(each.id, each.id): each for each in reversed(fit)}
    if len(firsts) > 1:
        message = f"{shown} belongs to {len(firsts)} {thing}s: choose one with --at, as listed above."
        raise UndecidedError(message, choices(found, grouped(reversed(firsts.values()))))
    return fit


def _fitting(asked: _Asked, spots: Sequence[Spot], of: Mapping[str, str]) -> list[Claim]:
    """Return the findings exactly there, else around it, else inside; of these, those in a group if any."""
    for fits in (exactly, around, _inside):
        fit = [each for each in asked.claims if any(same_text(each, s) and fits(each, s) for s in spots)]
        known = [each for each in fit if each.id in of]
        if known or fit:
            return known or fit
    return []


def _inside(finding: Claim, spot: Spot) -> bool:
    """Tell whether a spot, such as a whole sentence, holds a finding."""
    return hull(spot.spans).covers(hull(spans_of(finding)))


# Positions --------------------------------------------------------------------------------------


def _hold(asked: _Asked) -> Judged:
    if len(asked.spots) != 1:
        raise InputError("A position is on one proposition: give --words or --at, once.")
    found = asked.found
    chosen = _one_group(asked, asked.spots[0])
    matter = next((each for each in asked.comparison.matters if chosen[0].id in each.members), None)
    if matter is None:
        raise InputError(
            f"{found.shown(chosen[0])} belongs to no proposition: put it together with another passage "
            "first, with rashomon judge merge-propositions."
        )
    actor = _actor(found)
    judgement = found.judgement(*chosen, actor=actor)
    name = judgement.actor.name if judgement.actor else ""
    holds = _HOLDS[found.correction.value or ""]
    told = f"{name} {holds}: {found.shown(chosen[0])}, of the matter “{matter.label}”"
    return Judged(judgement, told)


_HOLDS: Mapping[str, str] = MappingProxyType(
    {
        "asserts": "now asserts this",
        "denies": "now denies this",
        "doubts": "now doubts this",
        "relays": "now relays this without endorsing it",
        "none": "now holds no position on this",
    }
)


def _actor(found: Found) -> Actor:
    """Return whose position the user speaks of.

    Raises:
        UndecidedError: nobody has that name, or several have.
    """
    said = found.correction
    actors = {actor.id: actor for actor in found.extraction.actors}
    if said.actor_at:
        spot = found.texts.of_characters(said.actor_at, said.texts)
        meant = [
            m.actor for m in found.extraction.mentions if same_text(m, spot) and exactly(m, spot) and m.actor
        ]
        told = words_at(spot)
    else:
        meant = Cast(found.extraction).meant(Named(name=said.actor or ""))
        told = f'"{said.actor}"'
    if not meant:
        raise UndecidedError(f"{told} is no actor of these texts: give a name as the report has it.", ())
    if len(meant) > 1:
        raise UndecidedError(
            f"{told} is the name of {len(meant)} actors: choose one with --actor-at, as listed above.",
            _placed(found, meant),
        )
    return actors[meant[0]]


def _placed(found: Found, actors: Iterable[str]) -> Iterator[str]:
    for actor in actors:
        first = next((m for m in found.extraction.mentions if m.actor == actor), None)
        if first:
            option = found.texts.option(found.spot(first)).replace("--at", "--actor-at", 1)
            yield f"{option}  mention: {found.quoted(first)}"


# Links ------------------------------------------------------------------------------------------


def _part(asked: _Asked) -> Judged:
    found = asked.found
    of = found.correction.value
    fit = [
        link
        for link in asked.comparison.links
        if (_is_meant(link, asked.spots) or _is_named(link, found.correction.words))
        and of in {None, _attribute(link)}
    ]
    if not fit:
        raise UndecidedError(f"No link was found between passages at {words_at(asked.spots[0][0])}.", ())
    if len(fit) > 1:
        raise UndecidedError(
            f"{len(fit)} links have such passages: choose one with --at twice, or --of, as listed above.",
            (_line(found, link) for link in fit),
        )
    left, right = (f"{words_at(spot)} at {found.texts.at(spot)}" for spot in _sides(found, fit[0]))
    told = f"the link between {left} and {right} is wrong"
    return Judged(found.judgement(fit[0]), told)


def _is_meant(link: Link, spots: Sequence[Sequence[Spot]]) -> bool:
    """Tell whether all that the user points at stands in a link: one place in either side, two in both."""
    sides = (link.left, link.right)
    one, other = ([any(_touches(side, spot) for spot in each) for each in spots] for side in sides)
    if len(spots) == 1:
        return one[0] or other[0]
    first, *rest = range(len(spots))
    return (one[first] and all(other[each] for each in rest)) or (
        other[first] and all(one[each] for each in rest)
    )


def _is_named(link: Link, words: Sequence[str]) -> bool:
    """Tell a link whose two values are what the user says, wherever the texts have these words."""
    values = {_bare(each) for each in (link.left_value, link.right_value) if each}
    return len(values) == _TWO and values == {_bare(each) for each in words}


def _bare(words: str) -> str:
    return " ".join(words.split()).strip(_MARKS).casefold()


def _touches(side: Passage, spot: Spot) -> bool:
    """Tell whether a side and a place have most of the shorter one in common."""
    if side.document != spot.document.id:
        return False
    whole, given = hull(side.spans), hull(spot.spans)
    shared = min(whole.end, given.end) - max(whole.start, given.start)
    return shared > min(len(whole), len(given)) / 2


def _sides(found: Found, link: Link) -> tuple[Spot, Spot]:
    documents = {each.id: each for each in found.texts.documents}
    left, right = (Spot(documents[side.document], side.spans) for side in (link.left, link.right))
    return left, right


def _line(found: Found, link: Link) -> str:
    left, right = _sides(found, link)
    of = _attribute(link)
    told = f' --of "{of}"  values: {link.left_value} and {link.right_value}' if of else "  link:"
    return f"{found.texts.option(left)} {found.texts.option(right)}{told} {words_at(left)}"


def _attribute(link: Link) -> str | None:
    """Return what the values of a link are of; nothing for shared words."""
    return link.attribute if link.is_parting else None


_KINDS: Mapping[str, Callable[[_Asked], Judged]] = MappingProxyType(
    {
        "merge_propositions": _merge,
        "split_propositions": _split,
        "merge_events": _merge,
        "split_events": _split,
        "set_position": _hold,
        "reject_link": _part,
    }
)
