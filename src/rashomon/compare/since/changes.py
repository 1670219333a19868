"""What changed since an earlier run, one record for each thing that is new, gone or other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Literal

from msgspec.structs import replace

from rashomon.compare.figures import put
from rashomon.compare.names import display_name
from rashomon.compare.since.pairing import Run, most_shared, owners, pair
from rashomon.model.changes import ChangeRecord, Seen
from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.identity import group_id
from rashomon.model.offsets import Span, quoted
from rashomon.model.records import Actor, Document, Event, Link, Passage, Position, Proposition, Statement

What = Literal["text", "statement", "event", "figure", "proposition", "position", "parting", "program"]
Claim = Statement | Event
_HAND = "hand"
_RANK = ("asserts", "denies", "doubts", "relays")
Told = tuple[Extraction, Comparison]


def changes_since(before: Told, now: Told) -> tuple[ChangeRecord, ...]:
    """Return what is new, gone or changed in `now` since `before`: findings and comparison of either run.

    Texts are one by their id, else by the same words under another name, else by their URL or path with
    other words. Findings are one by id, else by where their words stand now, else by standing where those
    stood. Propositions are one by the members that they share; actors by the mentions that they share; two
    values that part by their passages and the values. Of a text that is new or gone, the findings are listed
    too. Positions are compared where a proposition was there before. Neither they nor propositions count as
    changed when the same passages were only put together in another way. They stand in order of kind, then of
    text and place.
    """
    both = _Both(Run(*before), Run(*now))
    return tuple(
        chain(
            both.texts(),
            both.positions(),
            both.figures(),
            both.partings(),
            both.propositions(),
            both.statements(),
            both.events(),
            both.programs(),
        )
    )


@dataclass(frozen=True, slots=True)
class _Side:
    """One run, its records by id."""

    run: Run
    documents: Mapping[str, Document]
    claims: Mapping[str, Claim]
    actors: Mapping[str, Actor]
    propositions: Mapping[str, Proposition]

    def seen(self, finding: str, value: str | None = None) -> Seen:
        """Return a statement or event as this run has it: what is said; for an event all that tells it."""
        claim = self.claims[finding]
        document = self.documents[claim.document]
        spans = _extent(claim, document.text) if isinstance(claim, Event) else claim.content.spans
        return Seen(
            document=document.id,
            name=_name(document),
            spans=spans,
            text=quoted(spans, document.text),
            finding=finding,
            value=value,
        )

    def parted(self, link: Link) -> Seen:
        """Return two values that part as this run has them: where the first stands, and how they stand."""
        told = f"‘{link.left_value}’ and ‘{link.right_value}’: {_standing(link)}"
        if link.left.finding in self.claims:
            return self.seen(link.left.finding or "", told)
        document = self.documents[link.left.document]
        text = quoted(link.left.spans, document.text)
        return Seen(document=document.id, name=_name(document), spans=link.left.spans, text=text, value=told)


def _side(run: Run) -> _Side:
    claims: Iterable[Claim] = (*run.extraction.statements, *run.extraction.events)
    return _Side(
        run,
        {each.id: each for each in run.extraction.documents},
        {each.id: each for each in claims},
        {each.id: each for each in run.extraction.actors},
        {each.id: each for each in run.comparison.matters},
    )


class _Both:
    """Two runs, and what is one in both."""

    def __init__(self, before: Run, now: Run) -> None:
        self._pairs = pair(before, now)
        self._before, self._now = _side(before), _side(now)

    # Texts ---------------------------------------------------------------------------------------

    def texts(self) -> Iterator[ChangeRecord]:
        known = {each.now.id for each in self._pairs.texts.values()}
        for document in self._now.documents.values():
            if document.id not in known:
                yield _changed("text", _title(document), None, _text(document))
        for each in self._pairs.texts.values():
            if each.changed:
                yield _changed("text", _title(each.now), _text(each.before), _text(each.now))
        for document in self._before.documents.values():
            if document.id not in self._pairs.texts:
                yield _changed("text", _title(document), _text(document), None)

    # Findings ------------------------------------------------------------------------------------

    def statements(self) -> Iterator[ChangeRecord]:
        return self._findings(
            "statement",
            self._before.run.extraction.statements,
            self._now.run.extraction.statements,
            self._pairs.statements,
        )

    def events(self) -> Iterator[ChangeRecord]:
        return self._findings(
            "event",
            self._before.run.extraction.events,
            self._now.run.extraction.events,
            self._pairs.events,
        )

    def _findings(
        self, what: What, before: Sequence[Claim], now: Sequence[Claim], pairs: Mapping[str, str]
    ) -> Iterator[ChangeRecord]:
        earlier = {later: each for each, later in pairs.items()}
        for each in now:
            seen = self._now.seen(each.id, _manner(each))
            if each.id not in earlier:
                yield _changed(what, seen.text, None, seen)
            else:
                was = self._before.claims[earlier[each.id]]
                if self._differ(was, each):
                    yield _changed(what, seen.text, self._before.seen(was.id, _manner(was)), seen)
        for each in before:
            if each.id not in pairs:
                seen = self._before.seen(each.id, _manner(each))
                yield _changed(what, seen.text, seen, None)

    def _differ(self, was: Claim, now: Claim) -> bool:
        """Tell whether a finding says another thing, or, in a text that changed, says it in other words."""
        if _manner(was) != _manner(now):
            return True
        return self._pairs.texts[was.document].changed and _words(was) != _words(now)

    @cached_property
    def _lost(self) -> frozenset[str]:
        """Return the earlier statements and events that are gone, or other now."""
        return _with_events(self._before, self._altered | _missing(self._before, self._pairs.finding))

    @cached_property
    def _fresh(self) -> frozenset[str]:
        """Return the statements and events that are new, or were other before."""
        kept = {self._pairs.finding(each): each for each in self._before.claims if each not in self._altered}
        return _with_events(self._now, _missing(self._now, kept.get))

    @cached_property
    def _altered(self) -> frozenset[str]:
        """Return the earlier statements and events that are there and say another thing now."""
        pairs = ((each, self._pairs.finding(each)) for each in self._before.claims)
        return frozenset(
            each
            for each, now in pairs
            if now and self._differ(self._before.claims[each], self._now.claims[now])
        )

    # Propositions and positions --------------------------------------------------------------------

    @cached_property
    def _matters(self) -> Mapping[str, str]:
        """Return which proposition each earlier one is now, by their ids."""
        owner = owners((each.id, each.members) for each in self._now.propositions.values())
        found = {
            each.id: most_shared(map(self._pairs.finding, each.members), owner)
            for each in self._before.propositions.values()
        }
        return {before: now for before, now in found.items() if now}

    def propositions(self) -> Iterator[ChangeRecord]:
        held = {member for each in self._before.propositions.values() for member in each.members}
        known = {self._pairs.finding(member) for member in held}
        for each in self._now.propositions.values():
            if known.isdisjoint(each.members) and not self._fresh.isdisjoint(each.members):
                yield _changed("proposition", each.label, None, self._now.seen(each.members[0]))
        for each in self._before.propositions.values():
            if each.id not in self._matters and not self._lost.isdisjoint(each.members):
                yield _changed("proposition", each.label, self._before.seen(each.members[0]), None)

    def positions(self) -> Iterator[ChangeRecord]:
        """Yield who holds another thing than before about a proposition that was there before."""
        before, now = self._held(self._before, self._matters, self._pairs.actors), self._held(self._now)
        known = set(self._matters.values())
        places = dict.fromkeys((*now, *before))
        for place in (each for each in places if each[0] in known):
            was, is_now = before.get(place, []), now.get(place, [])
            if self._moved(was, is_now):
                yield self._position(place, was, is_now)

    def _moved(self, before: Sequence[Position], now: Sequence[Position]) -> bool:
        """Tell whether somebody holds another thing, and says so in other passages, or is said to by hand."""
        taken_up = [each for each in now if each.position not in _holding(before)]
        given_up = [each for each in before if each.position not in _holding(now)]
        return (
            any(each.made_by == _HAND for each in (*taken_up, *given_up))
            or any(not self._fresh.isdisjoint(each.evidence) for each in taken_up)
            or any(not self._lost.isdisjoint(each.evidence) for each in given_up)
        )

    def _held(
        self,
        side: _Side,
        matters: Mapping[str, str] | None = None,
        actors: Mapping[str, str] | None = None,
    ) -> dict[tuple[str, str], list[Position]]:
        """Return the positions of a run by the ids that their propositions and actors have now."""
        held: defaultdict[tuple[str, str], list[Position]] = defaultdict(list)
        for each in (p for p in side.run.comparison.positions if p.proposition in side.propositions):
            matter = matters.get(each.proposition, "") if matters is not None else each.proposition
            actor = actors.get(each.actor, each.actor) if actors is not None else each.actor
            held[matter, actor].append(each)
        return held

    def _position(
        self, place: tuple[str, str], before: Sequence[Position], now: Sequence[Position]
    ) -> ChangeRecord:
        matter, actor = place
        holder = self._now.actors.get(actor) or self._before.actors.get(actor)
        return _changed(
            "position",
            self._now.propositions[matter].label,
            _shown(self._before, before, _holding(now)),
            _shown(self._now, now, _holding(before)),
            actor=display_name(holder) if holder else "",
        )

    # Figures ---------------------------------------------------------------------------------------

    def figures(self) -> Iterator[ChangeRecord]:
        """Yield the figures that are told of an event which was told before, where they are others now."""
        before, now = _tellings(self._before.run), _tellings(self._now.run)
        owner = owners(now.items())
        earlier: defaultdict[str, list[str]] = defaultdict(list)
        for group in before.values():
            meant = most_shared(map(self._pairs.events.get, group), owner)
            if meant:
                earlier[meant] += group
        for key, group in now.items():
            if key in earlier and self._retold(earlier[key], group):
                yield from self._counted(earlier[key], group)

    def _retold(self, before: Sequence[str], now: Sequence[str]) -> bool:
        """Tell whether anything is told otherwise, and not only grouped otherwise."""
        pairs = ((each, self._pairs.events.get(each)) for each in before)
        return (
            not self._fresh.isdisjoint(now)
            or not self._lost.isdisjoint(before)
            or any(
                later is not None and _numbers(self._before, each) != _numbers(self._now, later)
                for each, later in pairs
            )
        )

    def _counted(self, before: Sequence[str], now: Sequence[str]) -> Iterator[ChangeRecord]:
        was, is_now = _figures(self._before, before), _figures(self._now, now)
        for counted in sorted({*was, *is_now}):
            one, other = was.get(counted, {}), is_now.get(counted, {})
            if set(one) != set(other):
                yield _changed(
                    "figure", counted, _given(self._before, one, other), _given(self._now, other, one)
                )

    # Values that part ------------------------------------------------------------------------------

    def partings(self) -> Iterator[ChangeRecord]:
        """Yield the values that part, or agree in other words, which did not before, and the reverse."""
        before = {self._ends(link): link for link in self._before.run.comparison.partings}
        now = {_ends(link): link for link in self._now.run.comparison.partings}
        for key, link in now.items():
            was = before.get(key)
            if was is None or _standing(was) != _standing(link):
                seen = self._before.parted(was) if was else None
                yield _changed("parting", link.attribute or "", seen, self._now.parted(link))
        for key, link in before.items():
            if key not in now:
                yield _changed("parting", link.attribute or "", self._before.parted(link), None)

    def _ends(self, link: Link) -> _Ends:
        """Return what an earlier link is known by, its texts and findings by the ids that they have now."""
        left, right = (self._end(end) for end in (link.left, link.right))
        return _ends(replace(link, left=left, right=right))

    def _end(self, end: Passage) -> Passage:
        text = self._pairs.texts.get(end.document)
        finding = self._pairs.finding(end.finding) if end.finding else None
        return replace(end, document=text.now.id if text else end.document, finding=finding)

    # Programs --------------------------------------------------------------------------------------

    def programs(self) -> Iterator[ChangeRecord]:
        """Yield what makes findings now that others made before, on words that did not change."""
        found: dict[tuple[str, str], tuple[str, str]] = {}
        for each, later in (*self._pairs.statements.items(), *self._pairs.events.items()):
            was, is_now = self._before.claims[each], self._now.claims[later]
            if was.made_by != is_now.made_by and _HAND not in {was.made_by, is_now.made_by}:
                found.setdefault((was.made_by, is_now.made_by), (each, later))
        for (before, now), (each, later) in sorted(found.items()):
            yield _changed("program", now, self._before.seen(each, before), self._now.seen(later, now))


_Ends = tuple[str | None, frozenset[tuple[str, str | None, str | None]]]
"""What values are of, with document, finding and value of either end."""


def _ends(link: Link) -> _Ends:
    given = ((link.left, link.left_value), (link.right, link.right_value))
    return link.attribute, frozenset((end.document, end.finding, value) for end, value in given)


def _standing(link: Link) -> str:
    """Return in words how two values stand to one another."""
    if link.kind == "update":
        return "changed later"
    if link.compatible is None:
        return "may not both hold"
    return "both can hold" if link.compatible else "cannot both hold"


def _missing(side: _Side, other: Callable[[str], str | None]) -> frozenset[str]:
    """Return the statements and events of a run that the other run does not have."""
    return frozenset(each for each in side.claims if other(each) is None)


def _with_events(side: _Side, claims: frozenset[str]) -> frozenset[str]:
    """Return statements and events, and the events that these statements tell."""
    events = side.run.extraction.events
    return claims | {each.id for each in events if each.reported_by and each.reported_by in claims}


def _changed(
    what: What, subject: str, before: Seen | None, now: Seen | None, actor: str | None = None
) -> ChangeRecord:
    change: Literal["new", "gone", "changed"] = "changed" if before and now else "new" if now else "gone"
    places = [
        f"{side} {seen.document} {seen.finding} {seen.value}"
        for side, seen in (("before", before), ("now", now))
        if seen
    ]
    return ChangeRecord(
        id=group_id("change", [what, subject, f"actor {actor}", *places]),
        what=what,
        change=change,
        subject=subject,
        actor=actor,
        before=before,
        now=now,
    )


def _name(document: Document) -> str:
    """Return what people call a text: its outlet, else its title, else its file's name or address."""
    outlet = document.source.outlet
    if outlet:
        return outlet.value
    file = (document.path or "").replace("\\", "/").rpartition("/")[2]
    return document.title.value if document.title else file or document.url or document.id


def _title(document: Document) -> str:
    return document.title.value if document.title else _name(document)


def _text(document: Document) -> Seen:
    return Seen(document=document.id, name=_name(document), value=None if document.text else "not read")


def _extent(event: Event, text: str) -> tuple[Span, ...]:
    """Return the stretch from an event's first word to its last, those of other lines left out."""
    if not event.trigger.spans:
        return ()
    at = event.trigger.spans[0]
    first, end = text.rfind("\n", 0, at.start) + 1, text.find("\n", at.end)
    last = end if end >= 0 else len(text)
    parts = (*(each.span for each in event.participants), *(each.span for each in event.figures))
    inside = [at, *(span for span in parts if first <= span.start and span.end <= last)]
    return (Span(min(span.start for span in inside), max(span.end for span in inside)),)


def _words(claim: Claim) -> list[str]:
    return (claim.trigger if isinstance(claim, Event) else claim.content).text.split()


def _manner(claim: Claim) -> str:
    """Return what a finding says beside its words: who speaks and how, or whether it happened."""
    if isinstance(claim, Event):
        return claim.status
    unsure = ", not sure" if claim.hedged else ""
    act = claim.act if claim.act and claim.act != "other" else "said"
    return f"{' '.join(claim.speaker.text.split()).strip(' ,') or 'nobody named'}: {act}{unsure}"


def _holding(positions: Iterable[Position]) -> frozenset[str]:
    return frozenset(each.position for each in positions)


def _shown(side: _Side, positions: Sequence[Position], others: frozenset[str]) -> Seen | None:
    """Return what somebody holds in one run, with a passage for what the other run lacks, if there is any."""
    if not positions:
        return None
    held = ", ".join(sorted(_holding(positions), key=_RANK.index))
    ordered = sorted(positions, key=lambda each: each.position in others)
    evidence = next((each.evidence[0] for each in ordered if each.evidence), None)
    finding = evidence or side.propositions[positions[0].proposition].members[0]
    return side.seen(finding, held)


def _tellings(run: Run) -> dict[str, tuple[str, ...]]:
    """Return the events of a run that are one, told once or several times, by an id."""
    merged = {each.id: each.events for each in run.comparison.merged_events}
    told = {event for events in merged.values() for event in events}
    return merged | {each.id: (each.id,) for each in run.extraction.events if each.id not in told}


def _figures(side: _Side, events: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return the figures that some events give: by what is counted, in words, with an event each."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for event in events:
        claim = side.claims[event]
        for figure in claim.figures if isinstance(claim, Event) else ():
            found[figure.unit or figure.kind].setdefault(put(figure), event)
    return found


def _numbers(side: _Side, event: str) -> dict[str, set[str]]:
    """Return the figures that an event gives, by what is counted."""
    return {counted: set(own) for counted, own in _figures(side, [event]).items()}


def _given(side: _Side, figures: Mapping[str, str], others: Mapping[str, str]) -> Seen | None:
    """Return figures of one run, with the passage of one that the other run lacks, if there is any."""
    if not figures:
        return None
    own = next((event for figure, event in figures.items() if figure not in others), None)
    return side.seen(own or next(iter(figures.values())), "; ".join(figures))
