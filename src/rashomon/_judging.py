"""Makes a correction by hand from what a user points at in the texts of a run."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from rashomon import pipeline
from rashomon._pointing import Spot, Texts, UndecidedError
from rashomon._stages import Progress, ignore
from rashomon.api import Findings, JudgementKind
from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span, quoted
from rashomon.model.records import Event, Judgement, Mention, Place, Statement, TimeReference
from rashomon.store.actors import apply_to_actors
from rashomon.store.applying import Finding, spans_of

_KINDS: Mapping[type, str] = MappingProxyType(
    {Statement: "statement", Mention: "mention", Event: "event", TimeReference: "time", Place: "place"}
)
_SHOWN = 80  # characters of a finding's words that a message shows
_TWO = 2  # actors that a merge takes


@dataclass(frozen=True, slots=True)
class Correction:
    """What a user says, and of what.

    Attributes:
        kind: The kind of judgement.
        by: Who says so.
        at_time: When, in ISO 8601.
        words: Words that stand where the user points.
        at: Characters where the user points, each `[NAME:]START-END`.
        texts: The texts in which the words are looked for; none stands for all.
        value: The speaker's name, for `set_speaker`.
        note: Why.
        whole: For `split_actors`: whether the actor's other mentions in the same texts go along.
    """

    kind: JudgementKind
    by: str
    at_time: str
    words: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    value: str | None = None
    note: str | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement that changes what a run finds, and what it says, as a sentence part."""

    judgement: Judgement
    meaning: str


@dataclass(frozen=True, slots=True)
class _Found:
    """Texts, what was found in them, and what the user says."""

    texts: Texts
    extraction: Extraction
    correction: Correction

    def judgement(self, *findings: Finding) -> Judgement:
        said = self.correction
        return Findings(self.extraction).judgement(
            said.kind, *findings, by=said.by, at=said.at_time, value=said.value, note=said.note
        )

    def spot(self, finding: Finding) -> Spot:
        (document,) = (each for each in self.texts.documents if each.id == finding.document)
        return Spot(document, spans_of(finding))

    def shown(self, finding: Finding) -> str:
        """Return the words of a finding, and where they stand."""
        return f"{self.quoted(finding)} at {self.texts.at(self.spot(finding))}"

    def quoted(self, finding: Finding) -> str:
        spot = self.spot(finding)
        words = " ".join(quoted(spot.spans, spot.document.text).split())
        return f'"{words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"}"'


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
    return _of_actors(texts, correction, settings, progress)


def _check(correction: Correction) -> None:
    if not correction.by.strip():
        raise InputError("--by is empty: say who makes the correction.")
    if correction.kind == "set_speaker" and not (correction.value or "").strip():
        raise InputError("--speaker is empty: give the speaker's name.")
    if not correction.words and not correction.at:
        raise InputError("Nothing is pointed at: give words with --words, or characters with --at.")


# Findings ---------------------------------------------------------------------------------------


def _of_finding(
    texts: Texts, correction: Correction, settings: pipeline.RunSettings, progress: Progress
) -> Judged:
    if len(correction.words) + len(correction.at) != 1:
        raise InputError("A correction is of one finding: give --words or --at, once.")
    spots = _spots(texts, correction)
    documents = tuple({spot.document.id: spot.document for spot in spots}.values())
    run = dataclasses.replace(settings, judgements=())  # what they say changes no place of a finding
    found = _Found(texts, pipeline.extract_documents(documents, run, progress)[Extraction], correction)
    same = _one(found, spots)
    judgement = found.judgement(same[0])
    _check_news(judgement, settings.judgements)
    return Judged(judgement, _meaning(found, same))


def _meaning(found: _Found, same: Sequence[Finding]) -> str:
    shown = found.shown(same[0])
    if found.correction.kind == "reject":
        return f"the {_kinds(same)} is rejected: {shown}"
    speakers = " and ".join(_speaker(each) for each in same if isinstance(each, Statement))
    return f"{found.correction.value} is now the speaker, in place of {speakers}: {shown}"


def _spots(texts: Texts, correction: Correction) -> tuple[Spot, ...]:
    by_words = (spot for words in correction.words for spot in texts.of_words(words, correction.texts))
    by_place = (texts.of_characters(each, correction.texts) for each in correction.at)
    return (*by_words, *by_place)


def _one(found: _Found, spots: Sequence[Spot]) -> tuple[Finding, ...]:
    """Return the findings at the one place that `spots` mean.

    Raises:
        UndecidedError: there is none, or more than one.
    """
    findings = _eligible(found)
    fit = _grouped(_fitting(findings, spots))
    if len(fit) == 1:
        return fit[0]
    if fit:
        message = (
            f"{len(fit)} findings fit: choose one with --at, as listed above, or give more of its words."
        )
        raise UndecidedError(message, _choices(found, fit))
    near = _grouped(each for each in findings if _near(each, spots))
    raise UndecidedError(_nothing(found, spots, near=bool(near)), _choices(found, near))


def _eligible(found: _Found) -> tuple[Finding, ...]:
    extraction = found.extraction
    if found.correction.kind == "set_speaker":
        return extraction.statements
    return (
        *extraction.statements,
        *extraction.mentions,
        *extraction.events,
        *extraction.times,
        *extraction.places,
    )


def _fitting(findings: Sequence[Finding], spots: Sequence[Spot]) -> list[Finding]:
    """Return the findings that fit best: those exactly there, else those around it or inside."""
    for fits in (_exactly, _around):
        fit = [each for each in findings if any(_same_text(each, s) and fits(each, s) for s in spots)]
        if fit:
            return fit
    return []


def _same_text(finding: Finding, spot: Spot) -> bool:
    return finding.document == spot.document.id


def _exactly(finding: Finding, spot: Spot) -> bool:
    """Tell whether a spot is a finding, or a statement with speaker and cue, as the report cites it."""
    cited = isinstance(finding, Statement) and _hull(_spans(finding)) == _hull(spot.spans)
    return cited or spans_of(finding) == spot.spans


def _around(finding: Finding, spot: Spot) -> bool:
    """Tell whether a spot lies in a finding, or holds a whole statement."""
    inside = all(any(span.covers(each) for span in spans_of(finding)) for each in spot.spans)
    return inside or (isinstance(finding, Statement) and _hull(spot.spans).covers(_hull(_spans(finding))))


def _near(finding: Finding, spots: Sequence[Spot]) -> bool:
    return any(
        _same_text(finding, spot) and span.overlaps(each)
        for spot in spots
        for each in spot.spans
        for span in spans_of(finding)
    )


def _spans(statement: Statement) -> tuple[Span, ...]:
    return (*statement.speaker.spans, *statement.cue.spans, *statement.content.spans)


def _hull(spans: Sequence[Span]) -> Span:
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _grouped(findings: Iterable[Finding]) -> list[tuple[Finding, ...]]:
    """Return findings in order, those with the same spans together: a judgement can't tell them apart."""
    groups: defaultdict[tuple[str, tuple[Span, ...]], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.document, spans_of(finding)].append(finding)
    return [tuple(group) for group in groups.values()]


def _choices(found: _Found, groups: Iterable[Sequence[Finding]]) -> Iterator[str]:
    for group in groups:
        option = found.texts.option(_telling(found, group))
        yield f"{option}  {_kinds(group)}: {found.quoted(group[0])}"


def _telling(found: _Found, group: Sequence[Finding]) -> Spot:
    """Return a spot that means `group` alone: where it stands, or with the speaker where others stand too."""
    first, place = group[0], found.spot(group[0])
    if not isinstance(first, Statement) or len(_grouped(_fitting(_eligible(found), [place]))) == 1:
        return place
    return Spot(place.document, (_hull(_spans(first)),))


def _kinds(group: Sequence[Finding]) -> str:
    names = [f"statement by {_speaker(f)}" if isinstance(f, Statement) else _KINDS[type(f)] for f in group]
    return " and ".join(dict.fromkeys(names))


def _speaker(statement: Statement) -> str:
    return " ".join(statement.speaker.text.split()).strip(" ,") or "nobody named"


def _nothing(found: _Found, spots: Sequence[Spot], *, near: bool) -> str:
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


# Actors -----------------------------------------------------------------------------------------


def _of_actors(
    texts: Texts, correction: Correction, settings: pipeline.RunSettings, progress: Progress
) -> Judged:
    # Each name is looked for before the run spends its time.
    asked = [texts.of_words(words, correction.texts) for words in correction.words]
    asked += [(texts.of_characters(each, correction.texts),) for each in correction.at]
    values = pipeline.compare_documents_of(texts.documents, settings, progress)
    found = _Found(texts, values[Extraction], correction)
    mentions = [_mentions(found, spots) for spots in asked]
    merging = correction.kind == "merge_actors"
    result = _merge(found, mentions) if merging else _split(found, mentions)
    left = apply_to_actors(found.extraction, values[Comparison], [result.judgement]).unmatched
    if left:
        raise InputError(f"This correction would change nothing: {left[0].reason}.")
    return result


def _mentions(found: _Found, spots: Sequence[Spot]) -> list[Mention]:
    """Return the mentions of an actor at exactly these spots.

    Raises:
        UndecidedError: there are none.
    """
    known = [mention for mention in found.extraction.mentions if mention.actor]
    fit = [each for each in known if any(_same_text(each, s) and _exactly(each, s) for s in spots)]
    if not fit:
        near = _grouped(each for each in known if _near(each, spots))
        told = _words_at(spots[0])
        hint = ": choose a mention with --at, as listed above" if near else ""
        raise UndecidedError(f'"{told}" is no mention of an actor{hint}.', _choices(found, near))
    return fit


def _words_at(spot: Spot) -> str:
    return " ".join(quoted(spot.spans, spot.document.text).split())


def _merge(found: _Found, mentions: Sequence[Sequence[Mention]]) -> Judged:
    firsts = [_first(found, each) for each in mentions]
    if len({mention.actor for mention in firsts}) < _TWO:
        raise InputError(
            f"All of these are one actor already: {', '.join(found.shown(each) for each in firsts)}. "
            "Give the names of two."
        )
    told = " and ".join(found.shown(mention) for mention in firsts)
    return Judged(found.judgement(*firsts), f"{told} are one actor")


def _first(found: _Found, mentions: Sequence[Mention]) -> Mention:
    """Return the first of `mentions`, which must all mean one actor."""
    _check_one_actor(found, mentions, "choose one with --at, as listed above, or a text with --text")
    return mentions[0]


def _check_one_actor(found: _Found, mentions: Sequence[Mention], advice: str) -> None:
    by_actor = {mention.actor: mention for mention in reversed(mentions)}
    if len(by_actor) > 1:
        firsts = _grouped(mention for mention in mentions if by_actor[mention.actor] is mention)
        message = f"{found.quoted(mentions[0])} means {len(by_actor)} actors: {advice}."
        raise UndecidedError(message, _choices(found, firsts))


def _split(found: _Found, mentions: Sequence[Sequence[Mention]]) -> Judged:
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


def _parting(found: _Found, chosen: Sequence[Mention], kept: Sequence[Mention]) -> str:
    shown = found.shown(chosen[0])
    told = f"{shown} now has an actor of its own"
    if len(chosen) > 1:
        told = f"{len(chosen)} mentions now have an actor of their own, the first {shown}"
    if not kept:
        return told
    others = "1 other mention" if len(kept) == 1 else f"{len(kept)} other mentions"
    return f"{told}; of the old actor, the same texts have {others} (--all takes along all of them)"
