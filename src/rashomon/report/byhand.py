"""What was set by hand: each correction with its places in the texts, and those that found no place."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model.judgements import Judgement, Target
from rashomon.report import words
from rashomon.report.characters import one_line
from rashomon.report.pointing import Spot, cut, spot
from rashomon.report.texts import Library
from rashomon.store.judgements import Corrections, Locator, Unmatched


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that a correction points at, and where they stand if they do."""

    words: str
    at: Spot | None


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction: what it says of which words, by whom, when and why; `lost` is why it did nothing."""

    what: str
    quotes: tuple[Quoted, ...]
    by: str
    day: str
    note: str
    lost: str = ""


@dataclass(frozen=True, slots=True)
class ByHand:
    """The corrections of a run, in the order in which they were made."""

    held: tuple[Correction, ...]
    lost: tuple[Correction, ...]

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return bool(self.held or self.lost)

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Return every passage that the list leads to."""
        return tuple(each.at for one in (*self.held, *self.lost) for each in one.quotes if each.at)


def by_hand(corrections: Corrections, books: Library) -> ByHand:
    """Return the corrections as the page lists them."""
    documents = (text.document for text in books.texts.values())
    finder = _Finder(Locator(documents), books)
    lost = [each.judgement for each in corrections.unmatched]
    held = (each for each in corrections.judgements if not any(each is one for one in lost))
    return ByHand(tuple(map(finder.correction, held)), tuple(map(finder.unmatched, corrections.unmatched)))


@dataclass(frozen=True, slots=True)
class _Finder:
    locator: Locator
    books: Library

    def correction(self, judgement: Judgement, lost: str = "") -> Correction:
        return Correction(
            what=_what(judgement),
            quotes=tuple(map(self._quoted, judgement.targets)),
            by=one_line(judgement.by),
            day=words.day(judgement.at),
            note=one_line(judgement.note or ""),
            lost=lost,
        )

    def unmatched(self, unmatched: Unmatched) -> Correction:
        return self.correction(unmatched.judgement, unmatched.reason)

    def _quoted(self, target: Target) -> Quoted:
        places = self.locator.find(target)
        at = spot(self.books, places[0].document, places[0].spans) if places else None
        if at is not None:
            return Quoted(at.words, at)
        # A share version must not hold words of a text that it has no excerpt of.
        return Quoted("" if self.books.paths else cut(" … ".join(target.quote)), None)


def _what(judgement: Judgement) -> str:
    value, kind = one_line(judgement.value or ""), judgement.kind
    if kind == "set_speaker":
        return f"The speaker is {value}"
    if kind == "set_role":
        wrong = one_line(judgement.instead_of or "")
        return ", ".join(filter(None, (f"Is {value}" * bool(value), f"not {wrong}" * bool(wrong))))
    if kind == "set_position":
        name = one_line(judgement.actor.name if judgement.actor else "")
        return f"{name} {words.HOLDS.get(value, value)}"
    return words.JUDGED[kind]
