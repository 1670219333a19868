"""Who is who: everybody who speaks, acts or is named, with names, offices and the state acted for.

Each number leads to the first place in a text. What the program took for one actor, and what it only
proposes, is said with its reasons; what somebody set by hand is marked.
"""

from __future__ import annotations

import shlex
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rashomon.compare.names import is_proper
from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.proposals import ProposedMerge
from rashomon.model.records import Actor, ActsFor, Evidence, Mention, Reason
from rashomon.report import words
from rashomon.report.alike_called import is_label_of
from rashomon.report.characters import one_line
from rashomon.report.nameplaces import NamePlace, first_in_each
from rashomon.report.offices import Office, offices
from rashomon.report.speakers import actor_name
from rashomon.report.statements import SpeakerView
from rashomon.report.texts import Library, Text
from rashomon.report.weights import Weights

_BY_HAND = frozenset({"merge_actors", "split_actors"})
_PASSING = 3  # mentions and events below which one without words of their own is named in passing
_AT_ONCE = 12  # of those without words of their own, shown before the rest is folded away
_ACTORS = frozenset({"person", "organisation", "group", "country"})
_ARTICLES = frozenset("the a an this that these those".split())
_SAME = "same-name"
_SPECIAL = frozenset('"$`\\!')
"""What means something to a command line within quotation marks."""


@dataclass(frozen=True, slots=True)
class Alias:
    """Another way to write a name, with its first place in each text."""

    name: str
    places: tuple[NamePlace, ...]


@dataclass(frozen=True, slots=True)
class State:
    """A state that somebody acts for: its name, its entry if it has one, how sure, and by which words."""

    name: str
    anchor: str
    certainty: str
    places: tuple[NamePlace, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Another body that may be this one: its name and entry, the reasons, how sure, and how to merge both.

    `in_full` tells the one of the two entries that gives the reasons.
    """

    name: str
    anchor: str
    reasons: tuple[str, ...]
    certainty: str
    command: str
    in_full: bool


@dataclass(frozen=True, slots=True)
class Person:
    """One entry of the cast; `speaker` has what they say, if words of theirs were found.

    Attributes:
        anchor: the id of the entry.
        name: the one that is used most.
        kind: a person, an organisation and so on; nothing where it is not known.
        places: the first place in each text.
        mentions: how often texts name or mean them.
        events: how many events they take part in.
        offices: what texts call them.
        aliases: how else they are written.
        states: which states they act for.
        proposals: which bodies may be the same.
        merged: why several names are taken for theirs.
        by_hand: what somebody set by hand.
        speaker: their statements.
        actor: the id of the actor; nothing for speakers who are none.
    """

    anchor: str
    name: str
    kind: str
    places: tuple[NamePlace, ...] = ()
    mentions: int = 0
    events: int = 0
    offices: tuple[Office, ...] = ()
    aliases: tuple[Alias, ...] = ()
    states: tuple[State, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    merged: tuple[Reason, ...] = ()
    by_hand: tuple[str, ...] = ()
    speaker: SpeakerView | None = None
    actor: str = ""

    @property
    def statements(self) -> int:
        """Return the number of their statements."""
        return self.speaker.statements if self.speaker else 0

    @property
    def texts(self) -> int:
        """Return the number of texts that name or quote them."""
        said = self.speaker.everything if self.speaker else ()
        return len({place.text.number for place in self.places} | {item.text.number for item in said})

    @property
    def called(self) -> str:
        """Return their office in a line, or the nouns of several with the number of texts of each."""
        if len(self.offices) == 1:
            return self.offices[0].called
        return "; ".join(f"{each.briefly} in {words.counted(each.texts, 'text')}" for each in self.offices)

    @property
    def weight(self) -> tuple[int, int, str]:
        """Return what puts entries in order: those of most texts first, then those who say and do most."""
        return -self.texts, -(self.statements + self.mentions + self.events), self.name


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody, the weightiest first: those with words of their own, those without, and the rest.

    `nameless` are people and things that texts only describe and make something of.
    """

    speaking: tuple[Person, ...]
    silent: tuple[Person, ...]
    passing: tuple[Person, ...]
    nameless: tuple[Person, ...]
    unknown: tuple[Person, ...]
    places: Mapping[int, tuple[NamePlace, ...]]

    @property
    def listed(self) -> tuple[Person, ...]:
        """Return everybody with a name who is not only named in passing, the weightiest first."""
        return tuple(sorted((*self.speaking, *self.silent), key=lambda each: each.weight))

    @property
    def first(self) -> tuple[Person, ...]:
        """Return those without words of their own who are shown at once."""
        return self.silent[:_AT_ONCE]

    @property
    def more(self) -> tuple[Person, ...]:
        """Return those without words of their own who are folded away."""
        return self.silent[_AT_ONCE:]

    def of(self, text: Text) -> tuple[NamePlace, ...]:
        """Return the places of one text that entries lead to, each once, in order."""
        return self.places.get(text.number, ())


def _led_to(person: Person) -> Iterator[NamePlace]:
    yield from person.places
    for alias in person.aliases:
        yield from alias.places
    for office in person.offices:
        for title in office.titles:
            yield from title.places
    for state in person.states:
        yield from state.places


def cast(
    extraction: Extraction,
    comparison: Comparison,
    books: Library,
    who: Sequence[SpeakerView],
    weights: Weights,
) -> Cast:
    """Gather who is who; what stands in documents that are not held is left out.

    Args:
        extraction: with actors grouped.
        comparison: its proposals.
        books: the texts.
        who: those who speak, in order.
        weights: how much the texts make of everybody.
    """
    writer = _Writer(extraction, comparison, books, who, weights)
    said = [writer.entry(view) for view in who if view.named]
    rest = [each for each in writer.silent() if each.places]
    nameless = [each for each in writer.nameless() if each.places and _is_weighty(each)]
    weighty = {each.anchor for each in rest if _is_weighty(each) or _told_of(each)}
    return Cast(
        speaking=tuple(said),
        silent=_ordered(each for each in rest if each.anchor in weighty),
        passing=_ordered(each for each in rest if each.anchor not in weighty),
        nameless=_ordered(nameless),
        unknown=tuple(writer.entry(view) for view in who if not view.named),
        places=_by_text((*said, *rest, *nameless)),
    )


def _by_text(people: Iterable[Person]) -> Mapping[int, tuple[NamePlace, ...]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    texts: dict[int, Text] = {}
    for place in (place for each in people for place in _led_to(each)):
        texts[place.text.number] = place.text
        found[place.text.number].add(place.start)
    return {
        number: tuple(NamePlace(texts[number], start) for start in sorted(starts))
        for number, starts in found.items()
    }


def _is_weighty(person: Person) -> bool:
    return person.mentions + person.events >= _PASSING


def _told_of(person: Person) -> bool:
    """Tell somebody of whom a text says more than the name."""
    return bool(person.offices or person.states or person.proposals or person.by_hand)


def _ordered(people: Iterable[Person]) -> tuple[Person, ...]:
    return tuple(sorted(people, key=lambda each: each.weight))


class _Writer:
    """Writes entries down, with the links between them."""

    def __init__(
        self,
        extraction: Extraction,
        comparison: Comparison,
        books: Library,
        who: Sequence[SpeakerView],
        weights: Weights,
    ) -> None:
        self._books, self._weights = books, weights
        self._actors = {actor.id: actor for actor in extraction.actors}
        self._speaking = {view.actor for view in who if view.actor}
        views = {view.actor: view.anchor for view in who if view.actor}
        self._anchors = {
            actor: views.get(actor, f"actor-{number}") for number, actor in enumerate(self._actors, 1)
        }
        self._proposals: defaultdict[str, list[ProposedMerge]] = defaultdict(list)
        for proposal in comparison.proposed_merges:
            for actor in proposal.actors:
                self._proposals[actor].append(proposal)

    def entry(self, view: SpeakerView) -> Person:
        """Return the entry of somebody who speaks, in a text of their own at least."""
        actor = self._actors.get(view.actor or "")
        if actor is None:
            return Person(anchor=view.anchor, name=view.name, kind="", speaker=view)
        return self._person(actor, view)

    def silent(self) -> Iterator[Person]:
        """Yield the entries of all who have a name and no words of their own.

        A place is one only if it acts for a state; most who name a town or a country mean the place.
        """
        for actor in self._actors.values():
            acts = actor.type in _ACTORS or bool(actor.acts_for)
            if actor.id not in self._speaking and acts and any(map(is_proper, actor.names)):
                yield self._person(actor, None)

    def nameless(self) -> Iterator[Person]:
        """Yield the entries of all that have no name or are things, say nothing and take part in events."""
        for actor in self._actors.values():
            described = not any(map(is_proper, actor.names)) or actor.type not in {*_ACTORS, "place"}
            if actor.id not in self._speaking and described and self._weights.events.get(actor.id):
                entry = self._person(actor, None)
                yield replace(entry, name=self._described(actor) or entry.name)

    def _described(self, actor: Actor) -> str:
        """Return the words by which texts describe somebody most, as they stand."""
        names = {name.casefold() for name in actor.names}
        texts = (one_line(each.text) for each in self._weights.mentions.get(actor.id, ()))
        phrases = Counter(text for text in texts if _bare(text) in names)
        return max(phrases, key=lambda text: phrases[text], default="")

    def _person(self, actor: Actor, view: SpeakerView | None) -> Person:
        mentions = self._weights.mentions.get(actor.id, ())
        name = actor_name(actor)
        return Person(
            anchor=self._anchors[actor.id],
            name=name,
            kind=words.ACTORS[actor.type],
            places=self._first(mentions, actor),
            mentions=len(mentions),
            events=self._weights.events.get(actor.id, 0),
            offices=offices(actor.roles, self._books),
            aliases=tuple(self._aliases(actor, name, mentions)),
            states=tuple(map(self._state, actor.acts_for)),
            proposals=tuple(self._proposal(each, actor.id) for each in self._proposals[actor.id]),
            merged=tuple(_reasons(actor.merged_because)),
            by_hand=tuple(one_line(each.detail) for each in actor.merged_because if each.code in _BY_HAND),
            speaker=view,
            actor=actor.id,
        )

    def _first(self, mentions: Sequence[Mention], actor: Actor) -> tuple[NamePlace, ...]:
        """Return the first place in each text, one that has a name where there is any."""
        named = [each for each in mentions if one_line(each.text) in actor.names]
        known = {each.document for each in named}
        return first_in_each(
            map(_evidence, (*named, *(each for each in mentions if each.document not in known))), self._books
        )

    def _aliases(self, actor: Actor, name: str, mentions: Sequence[Mention]) -> Iterator[Alias]:
        written: defaultdict[str, list[Mention]] = defaultdict(list)
        for mention in mentions:
            written[one_line(mention.text)].append(mention)
        for other in dict.fromkeys(one_line(each) for each in actor.names):
            if other != name and not is_label_of(name, other):
                yield Alias(other, first_in_each(map(_evidence, written.get(other, ())), self._books))

    def _state(self, link: ActsFor) -> State:
        known = link.actor in self._speaking  # only those have an entry: a country named is a place
        return State(
            one_line(link.state),
            self._anchors[link.actor] if known and link.actor else "",
            words.certainty(link.score),
            first_in_each(link.evidence, self._books),
            tuple(one_line(reason.detail) for reason in link.reasons),
        )

    def _proposal(self, proposal: ProposedMerge, actor: str) -> Proposal:
        at = next(number for number, other in enumerate(proposal.actors) if other != actor)
        names = [one_line(name) for name in proposal.names]
        named = " ".join(f"--words {_quoted(name)}" for name in names)
        used = [(len(self._weights.mentions.get(each, ())), each) for each in proposal.actors]
        return Proposal(
            names[at],
            self._anchors.get(proposal.actors[at], ""),
            tuple(one_line(reason.detail) for reason in proposal.reasons),
            words.certainty(proposal.score),
            f"rashomon judge merge-actors TEXTS {named} --by NAME",
            in_full=max(used)[1] == actor,
        )


def _bare(text: str) -> str:
    """Return a phrase without its article, in small letters."""
    first, _, rest = text.casefold().partition(" ")
    return rest if first in _ARTICLES and rest else text.casefold()


def _evidence(mention: Mention) -> Evidence:
    return Evidence(document=mention.document, span=mention.span)


def _reasons(reasons: Iterable[Reason]) -> Iterator[Reason]:
    """Yield why names are one actor's, but that they are the same, and what was set by hand."""
    for reason in reasons:
        if reason.code not in {*_BY_HAND, _SAME}:
            yield reason


def _quoted(name: str) -> str:
    """Return a name as one word of a command line."""
    return shlex.quote(name) if _SPECIAL.intersection(name) else f'"{name}"'
