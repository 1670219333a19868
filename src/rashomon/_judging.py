"""Makes a correction by hand from what a user points at in the texts of a run."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from rashomon import pipeline
from rashomon._found import (
    Correction,
    Found,
    Judged,
    choices,
    eligible,
    exactly,
    fitting,
    grouped,
    kinds,
    same_text,
    speaker_words,
    spots_of,
    stands_near,
    words_at,
)
from rashomon._judging_compared import of_comparison
from rashomon._pointing import Spot, Texts, UndecidedError
from rashomon._stages import Progress, ignore
from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.errors import InputError
from rashomon.model.judgements import Judgement
from rashomon.model.records import Mention, Statement
from rashomon.store.actors import apply_to_actors
from rashomon.store.applying import Finding
from rashomon.store.roles import apply_to_roles, folded_title

_TWO = 2  # actors that a merge takes


def judged(
    inputs: Sequence[str], correction: Correction, settings: pipeline.RunSettings, progress: Progress = ignore
) -> Judged:
    """Return `correction` as a judgement on what is found in the texts of `inputs`.

    Args:
        inputs: Files, folders, URLs or `-`.
        correction: What the user says, and of what.
        settings: How texts are read, and the judgements made before this one.
        progress: What wants to know how far the run is.

    Raises:
        InputError: it points at no finding or at several, or would change nothing.
    """
    _check(correction)
    texts = Texts(pipeline.read_stream(inputs, settings))
    if correction.kind in {"reject", "set_speaker"}:
        return _of_finding(texts, correction, settings, progress)
    if correction.kind in {"merge_actors", "split_actors", "set_role"}:
        return _of_actors(texts, correction, settings, progress)
    return of_comparison(texts, correction, settings, progress)


def _check(correction: Correction) -> None:
    if not correction.by.strip():
        raise InputError("--by is empty: say who makes the correction.")
    if correction.kind == "set_speaker" and not (correction.value or "").strip():
        raise InputError("--speaker is empty: give the speaker's name.")
    if (
        correction.kind == "set_role"
        and not ((correction.value or "") + (correction.instead_of or "")).strip()
    ):
        raise InputError(
            "No office is given: give the right one with --role, or the wrong one with --instead-of."
        )
    if not correction.words and not correction.at:
        raise InputError("Nothing is pointed at: give words with --words, or characters with --at.")


# Findings ---------------------------------------------------------------------------------------


def _of_finding(
    texts: Texts, correction: Correction, settings: pipeline.RunSettings, progress: Progress
) -> Judged:
    if len(correction.words) + len(correction.at) != 1:
        raise InputError("A correction is of one finding: give --words or --at, once.")
    spots = spots_of(texts, correction)
    documents = tuple({spot.document.id: spot.document for spot in spots}.values())
    run = dataclasses.replace(settings, judgements=())  # what they say changes no place of a finding
    found = Found(texts, pipeline.extract_documents(documents, run, progress)[Extraction], correction)
    same = _one(found, spots)
    judgement = found.judgement(same[0])
    _check_news(judgement, settings.judgements)
    _check_other(found, same, settings.judgements)
    return Judged(judgement, _meaning(found, same))


def _meaning(found: Found, same: Sequence[Finding]) -> str:
    shown = found.shown(same[0])
    if found.correction.kind == "reject":
        return f"the {kinds(same)} is rejected: {shown}"
    speakers = " and ".join(speaker_words(each) for each in same if isinstance(each, Statement))
    return f"{found.correction.value} is now the speaker, in place of {speakers}: {shown}"


def _one(found: Found, spots: Sequence[Spot]) -> tuple[Finding, ...]:
    """Return the findings at the one place that `spots` mean.

    Raises:
        UndecidedError: there is none, or more than one.
    """
    findings = eligible(found)
    fit = grouped(fitting(findings, spots))
    if len(fit) == 1:
        return fit[0]
    if fit:
        message = (
            f"{len(fit)} findings fit: choose one with --at, as listed above, or give more of its words."
        )
        raise UndecidedError(message, choices(found, fit))
    near = grouped(each for each in findings if stands_near(each, spots))
    raise UndecidedError(_nothing(found, spots, near=bool(near)), choices(found, near))


def _nothing(found: Found, spots: Sequence[Spot], *, near: bool) -> str:
    kind = "statement" if found.correction.kind == "set_speaker" else "finding"
    place = f"at {found.texts.at(spots[0])}" if len(spots) == 1 else f"at any of the {len(spots)} places"
    unread = [reason for document in found.extraction.documents for reason in document.unread]
    if near:
        return f"No {kind} has these words {place}: choose one that stands there with --at, as listed above."
    return f"No {kind} was made {place}, so there is nothing to correct{_reasons(unread)}."


def _reasons(unread: Sequence[str]) -> str:
    return f" ({'; '.join(dict.fromkeys(unread))})" if unread else ""


def _check_news(judgement: Judgement, earlier: Sequence[Judgement]) -> None:
    """Check that no earlier judgement on the same place says the same, or leaves nothing to say.

    Raises:
        InputError: naming that judgement.
    """
    same = [each for each in earlier if each.targets == judgement.targets]
    for each in same:
        if each.kind == "reject":
            raise InputError(f"This finding is rejected already ({each.by}, {each.at}).")
    spoken = [each for each in same if each.kind == judgement.kind]
    if spoken and spoken[-1].value == judgement.value:
        raise InputError(f"This speaker is set already ({spoken[-1].by}, {spoken[-1].at}).")


def _check_other(found: Found, same: Sequence[Finding], earlier: Sequence[Judgement]) -> None:
    """Check that a speaker is another one than was found, if no earlier judgement set one.

    Raises:
        InputError: it is the same one.
    """
    targets = found.judgement(same[0]).targets
    name = folded_title(found.correction.value or "")
    known = all(name in _speaker_names(found, each) for each in same if isinstance(each, Statement))
    again = any(each.targets == targets for each in earlier)
    if found.correction.kind == "set_speaker" and known and not again:
        raise InputError(
            f"This correction would change nothing: {found.correction.value} is the speaker already."
        )


def _speaker_names(found: Found, statement: Statement) -> frozenset[str]:
    """Return what a text calls the speaker of a statement: in full and, of one speaker, by name alone."""
    (text,) = (each.text for each in found.texts.documents if each.id == statement.document)
    members = statement.speaker.members
    names = [member.span.of(text) for member in members if member.span and len(members) == 1]
    return frozenset(folded_title(name) for name in (statement.speaker.text, *names))


# Actors -----------------------------------------------------------------------------------------


def _of_actors(
    texts: Texts, correction: Correction, settings: pipeline.RunSettings, progress: Progress
) -> Judged:
    # Each name is looked for before the run spends its time.
    asked = [texts.of_words(words, correction.texts) for words in correction.words]
    asked += [(texts.of_characters(each, correction.texts),) for each in correction.at]
    values = pipeline.compare_documents_of(texts.documents, settings, progress)
    found = Found(texts, values[Extraction], correction)
    result = _ON_ACTORS[correction.kind](found, [_mentions(found, spots) for spots in asked])
    said = (result.judgement,)
    judged_ = apply_to_actors(found.extraction, values[Comparison], said)
    left = (*judged_.unmatched, *apply_to_roles(judged_.extraction, said).unmatched)
    if left:
        raise InputError(f"This correction would change nothing: {left[0].reason}.")
    return result


def _mentions(found: Found, spots: Sequence[Spot]) -> list[Mention]:
    """Return the mentions of an actor at exactly these spots.

    Raises:
        UndecidedError: there are none.
    """
    known = [mention for mention in found.extraction.mentions if mention.actor]
    fit = [each for each in known if any(same_text(each, s) and exactly(each, s) for s in spots)]
    if not fit:
        near = grouped(each for each in known if stands_near(each, spots))
        hint = ": choose a mention with --at, as listed above" if near else ""
        raise UndecidedError(f"{words_at(spots[0])} is no mention of an actor{hint}.", choices(found, near))
    return fit


def _merge(found: Found, mentions: Sequence[Sequence[Mention]]) -> Judged:
    firsts = [_first(found, each) for each in mentions]
    if len({mention.actor for mention in firsts}) < _TWO:
        raise InputError(
            f"All of these are one actor already: {', '.join(found.shown(each) for each in firsts)}. "
            "Give the names of two."
        )
    told = " and ".join(found.shown(mention) for mention in firsts)
    return Judged(found.judgement(*firsts), f"{told} are one actor")


def _first(found: Found, mentions: Sequence[Mention]) -> Mention:
    """Return the first of `mentions`, which must all mean one actor."""
    _check_one_actor(found, mentions, "choose one with --at, as listed above, or a text with --text")
    return mentions[0]


def _check_one_actor(found: Found, mentions: Sequence[Mention], advice: str) -> None:
    by_actor = {mention.actor: mention for mention in reversed(mentions)}
    if len(by_actor) > 1:
        firsts = grouped(mention for mention in mentions if by_actor[mention.actor] is mention)
        message = f"{found.quoted(mentions[0])} means {len(by_actor)} actors: {advice}."
        raise UndecidedError(message, choices(found, firsts))


def _split(found: Found, mentions: Sequence[Sequence[Mention]]) -> Judged:
    named = list(dict.fromkeys(mention for each in mentions for mention in each))
    _check_one_actor(found, named, "split off one at a time, with --at, as listed above, or --text")
    known = [mention for mention in found.extraction.mentions if mention.actor == named[0].actor]
    there = {mention.document for mention in named}
    beside = [mention for mention in known if mention.document in there and mention not in named]
    chosen = [*named, *beside] if found.correction.whole else named
    if len(chosen) == len(known):
        raise InputError(
            f"The actor of {found.shown(named[0])} has no mentions but those that would be split off: "
            "choose fewer of them, or give all texts that are compared."
        )
    kept = () if found.correction.whole else beside
    return Judged(found.judgement(*chosen), _parting(found, chosen, kept))


def _parting(found: Found, chosen: Sequence[Mention], kept: Sequence[Mention]) -> str:
    shown = found.shown(chosen[0])
    told = f"{shown} now has an actor of its own"
    if len(chosen) > 1:
        told = f"{len(chosen)} mentions now have an actor of their own, the first {shown}"
    if not kept:
        return told
    others = "1 other mention" if len(kept) == 1 else f"{len(kept)} other mentions"
    return f"{told}; of the old actor, the same texts have {others} (--all takes along all of them)"


def _call(found: Found, mentions: Sequence[Sequence[Mention]]) -> Judged:
    if len(mentions) != 1:
        raise InputError("An office is of one actor: give --words or --at, once.")
    mention = _first(found, mentions[0])
    said = found.correction
    _check_office(found, mention)
    told = [f"is {said.value}"] if said.value else []
    told += [f"is not {said.instead_of}"] if said.instead_of else []
    return Judged(found.judgement(mention), f"{found.shown(mention)} {', and '.join(told)}")


def _check_office(found: Found, mention: Mention) -> None:
    """Check that an actor has the office that is to be taken away.

    Raises:
        InputError: it has not; the message names those that it has.
    """
    wrong = found.correction.instead_of
    actors = (actor for actor in found.extraction.actors if actor.id == mention.actor)
    roles = list(dict.fromkeys(role.title for actor in actors for role in actor.roles))
    if wrong and folded_title(wrong) not in map(folded_title, roles):
        held = f"it has {', '.join(roles)}" if roles else "it has none"
        raise InputError(f"No text gives {found.shown(mention)} the office {wrong!r} to take away: {held}.")


_ON_ACTORS: Mapping[str, Callable[[Found, Sequence[Sequence[Mention]]], Judged]] = MappingProxyType(
    {"merge_actors": _merge, "split_actors": _split, "set_role": _call}
)
