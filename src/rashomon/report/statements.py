"""Statements, and those who make them, as the page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.compare.names import is_proper
from rashomon.model.records import Statement
from rashomon.report import words
from rashomon.report.characters import in_quotes, one_line
from rashomon.report.citation import statement_citation
from rashomon.report.excerpt import neighbours_joined, split
from rashomon.report.leadin import lead_spans, lead_words, named_lead
from rashomon.report.segments import intersected, merged
from rashomon.report.texts import Place, Text
from rashomon.store.applying import BY_HAND

_LEAD = 600  # characters of a statement shown before the rest is folded away
_AT_ONCE = 10  # statements of one speaker shown before the rest is folded away
UNNAMED, NOBODY_NAMED = "unnamed speaker", "no speaker named"
_NOT_NAMED = "somebody not named"  # either of them, as in "the words of"


def folded(statement: Statement) -> str:
    """Return what is the same for two statements with the same words: letters and digits, case aside."""
    letters = "".join(character for character in statement.content.text.casefold() if character.isalnum())
    return letters or f"statement {statement.id}"


@dataclass(frozen=True, slots=True)
class Said:
    """One statement as the page lists it; `outer` is the one that it stands in."""

    place: Place
    statement: Statement
    who: str
    through: str = ""
    relayed: str = ""
    outer: Said | None = None

    @property
    def text(self) -> Text:
        """Return the text that the statement stands in."""
        return self.place.text

    @property
    def listing(self) -> str:
        """Return the id of the statement in the list of speakers."""
        return f"list-{self.place.anchor}"

    @property
    def kind(self) -> str:
        """Return how the words are given: quoted, partly quoted, reported, published itself."""
        return words.KINDS[self.statement.kind]

    @property
    def act(self) -> str:
        """Return what the speaker does other than say: denies, asks, demands; nothing for plain saying."""
        return words.act(self.statement)

    @property
    def unsure(self) -> bool:
        """Tell whether the text or the speaker marks what is said as unsure."""
        return bool(self.statement.hedged)

    @property
    def coloured(self) -> str:
        """Return the cue where it judges what is said ("claims", "admits")."""
        return one_line(self.text.excerpt.words(self.statement.cue.spans)) if self.statement.loaded else ""

    @property
    def certainty(self) -> str:
        """Return how sure the finding is, in a word, or that it was set by hand."""
        by_hand = self.statement.made_by == BY_HAND
        return words.BY_HAND if by_hand else words.certainty(self.statement.score)

    @property
    def inside(self) -> Place | None:
        """Return the place of the statement that this one stands in."""
        return self.outer.place if self.outer else None

    @property
    def left_out(self) -> bool:
        """Tell whether a share version leaves out the words said, or those that say how they are meant."""
        excerpt = self.text.excerpt
        return not self._led_in or not any(excerpt.of(span) for span in self.statement.content.spans)

    @property
    def _led_in(self) -> bool:
        excerpt = self.text.excerpt
        own = all(excerpt.of(span) == (span,) for span in lead_spans(self.statement, excerpt.body))
        return own and (self.outer is None or self.outer._led_in)  # noqa: SLF001 - of this very class

    @property
    def lead(self) -> str:
        """Return the words said, a long statement cut."""
        return self._words()[0]

    @property
    def rest(self) -> str:
        """Return what `lead` leaves out; nothing for a whole text, which the reading view shows."""
        return self._words()[1]

    def _words(self) -> tuple[str, str]:
        head, rest = split(self.statement.content.spans, self.text.body, _LEAD)
        if self.statement.kind == "authored":
            return self.text.excerpt.words(head) + (" …" if rest else ""), ""
        return self.text.excerpt.words(head), self.text.excerpt.words(rest)

    @property
    def whose(self) -> str:
        """Return who speaks, words of the text that are no name in quotation marks."""
        if self.who in (UNNAMED, NOBODY_NAMED):
            return _NOT_NAMED
        return self.who if is_proper(self.who) else in_quotes(self.who)

    @property
    def lead_in(self) -> str:
        """Return the words with which the text says who speaks and how, those of outer statements first."""
        own = lead_words(self.statement, self.text.excerpt)
        outer = self.outer.lead_in if self.outer else ""
        if self.outer and self._leads_within(self.outer):
            return own
        return ": ".join(part for part in (outer, own) if part)

    def _leads_within(self, outer: Said) -> bool:
        """Tell whether the own lead-in has that of an outer one: "Pell is widely believed to have said"."""
        held = lead_spans(self.statement, self.text.body)
        inner = lead_spans(outer.statement, self.text.body)
        return bool(inner) and all(any(span.covers(other) for span in held) for other in inner)

    @property
    def circumstances(self) -> tuple[tuple[str, str], ...]:
        """Return to whom, by what means and when it was said: our word for it, and the text's own words."""
        lead = lead_spans(self.statement, self.text.body)
        given = (
            ("to", self.statement.addressee),
            ("by", self.statement.medium),
            ("when:", self.statement.time),
        )
        return tuple(
            (label, one_line(self.text.excerpt.words(found.spans)))
            for label, found in given
            if found and not all(intersected(span, lead) == (span,) for span in found.spans)
        )

    @property
    def citation(self) -> str:
        """Return the citation in plain text; of a whole text, its beginning."""
        spans = self.statement.content.spans
        if self.statement.kind == "authored":
            spans = split(spans, self.text.body, _LEAD)[0]
        standing = neighbours_joined(
            merged((*lead_spans(self.statement, self.text.body), *spans)), self.text.body
        )
        return statement_citation(
            self.text,
            self._cited_lead,
            spans,
            place_spans=standing,
            kind=self.statement.kind,
            relayed=self._relay_words,
        )

    @property
    def _cited_lead(self) -> str:
        own = self.who if self.left_out else named_lead(self.statement, self.text.excerpt, self.who)
        return f"{self.outer._cited_lead}: {own}" if self.outer else own  # noqa: SLF001 - of this very class

    @property
    def _relay_words(self) -> str:
        parts = (f"through {self.through}" if self.through else "", self.relayed)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Repeated:
    """One statement, and the other places that give it."""

    first: Said
    others: tuple[Said, ...] = ()

    def repeats(self, said: Said) -> bool:
        """Tell whether one of the other places has the very words of the first."""
        return folded(said.statement) == folded(self.first.statement)

    @property
    def everywhere(self) -> tuple[Said, ...]:
        """Return the statement at all its places."""
        return (self.first, *self.others)


@dataclass(frozen=True, slots=True)
class OwnText:
    """A text that a speaker published, alone or with others, and the statements in it."""

    text: Text
    said: tuple[Said, ...]
    jointly: bool
    listed: bool  # whether its statements are listed here, or under a speaker before this one
    anchor: str = ""  # the id of the list of its statements


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """One speaker, or the group of those without a name, with all statements."""

    anchor: str
    name: str
    named: bool
    actor: str | None
    own: tuple[OwnText, ...]
    said: tuple[Repeated, ...]
    owns_list: frozenset[str]  # ids of the statements whose entry here is the one that links lead to

    @property
    def by_name(self) -> bool:
        """Tell whether the speaker is known by a name, and not as "a spokesman" alone."""
        return self.named and is_proper(self.name)

    @property
    def first(self) -> tuple[Repeated, ...]:
        """Return the statements shown at once."""
        return self.said[:_AT_ONCE]

    @property
    def more(self) -> tuple[Repeated, ...]:
        """Return the statements folded away."""
        return self.said[_AT_ONCE:]

    @property
    def everything(self) -> tuple[Said, ...]:
        """Return every statement at every place."""
        own = (said for text in self.own for said in text.said)
        return (*own, *(said for group in self.said for said in group.everywhere))

    @property
    def statements(self) -> int:
        """Return the number of statements, each place counted."""
        return len(self.everything)

    @property
    def texts(self) -> int:
        """Return the number of texts that the statements stand in."""
        return len({said.text.number for said in self.everything})
