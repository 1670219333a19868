"""Templates of made pairs, and how they are read.

Slots: `{n}` and `{k}` numbers, `{on}` a day, `{time}` a point in a week, `{at}` where, `{town}`,
`{country}`, `{nation}`, `{person}`, `{body}`, `{office}`, and some of them with a 2 for another one.
Clauses begin with a small letter and have no full stop.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import msgspec

from rashomon.model.errors import InputError
from training.gold.files import read_text

Relation = Literal["entailment", "neutral", "contradiction"]
_SLOT = re.compile(r"\{(\w+)\}")


class _Frozen(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What all parts of a file of templates share: unknown fields are refused."""


class Names(_Frozen, frozen=True, kw_only=True):
    """What names are put together from; bodies may hold `{nation}` and `{town}`."""

    town_starts: tuple[str, ...]
    town_ends: tuple[str, ...]
    country_starts: tuple[str, ...]
    country_ends: tuple[tuple[str, str], ...]
    given: tuple[str, ...]
    family_starts: tuple[str, ...]
    family_ends: tuple[str, ...]
    bodies: tuple[str, ...]
    speakers: tuple[str, ...]


class Wording(_Frozen, frozen=True, kw_only=True):
    """What sentences are put into.

    Attributes:
        openings: before `{clause}`, closings after it, sentences beside it: they say something else.
        closings: see openings.
        sentences: see openings.
        said: a source that is relied on for the clause.
        confirmed: from which the clause follows.
        claimed: from which nothing follows about the clause.
        denied: a source that says the clause is untrue.
        negated: that `{who}` did not `{do}`; `{did}` and `{done}` are its past and participle.
        carried_out: from which it follows that `{who}` did.
        left_undone: from which it follows that `{who}` did not.
        planned: which leaves open whether `{who}` did.
    """

    openings: tuple[str, ...]
    closings: tuple[str, ...]
    sentences: tuple[str, ...]
    said: tuple[str, ...]
    confirmed: tuple[str, ...]
    claimed: tuple[str, ...]
    denied: tuple[str, ...]
    negated: tuple[str, ...]
    carried_out: tuple[str, ...]
    left_undone: tuple[str, ...]
    planned: tuple[str, ...]


class Event(_Frozen, frozen=True, kw_only=True):
    """One event, told in several ways that say the same.

    Attributes:
        name: unique among the templates of a file.
        says: clauses that say the same, with the same slots.
        who: the subject of the infinitive `do`, the past `did` and the participle `done`.
        do: see who.
        did: see who.
        done: see who.
        n: the least and the largest number.
        one: slots of which another value cannot hold of the same event as well.
        reversed: two slots, and what their exchange does to the claim.
        acts: whether `who` can want to.
        weaker: clauses that follow from `says`, and from which it does not follow.
        open: clauses that neither follow from `says` nor are ruled out by it.
        against: clauses that can't hold if `says` does.
    """

    name: str
    says: tuple[str, ...]
    who: str
    do: str
    did: str
    done: str
    n: tuple[int, int] = (2, 99)
    one: tuple[str, ...] = ()
    reversed: tuple[str, str, Relation] | None = None
    acts: bool = True
    weaker: tuple[str, ...]
    open: tuple[str, ...]
    against: tuple[str, ...]


class Update(_Frozen, frozen=True, kw_only=True):
    """A figure that changes in time: clauses with `{n}` and `{time}`."""

    name: str
    n: tuple[int, int]
    says: tuple[str, ...]


class State(_Frozen, frozen=True, kw_only=True):
    """A state that may end: clauses with `{time}` for `on` and for its contrary."""

    name: str
    on: tuple[str, ...]
    off: tuple[str, ...]


class Group(_Frozen, frozen=True, kw_only=True):
    """What holds of all, of `{k}` of `{n}`, of a few or of none."""

    name: str
    n: tuple[int, int]
    all: tuple[str, ...]
    some: tuple[str, ...]
    few: tuple[str, ...]
    none: tuple[str, ...]


class Office(_Frozen, frozen=True, kw_only=True):
    """What somebody does as the only holder of an office: `{person}`, `{office}`, `{country}`, `{on}`."""

    name: str
    says: tuple[str, ...]


Template = Event | Update | State | Group | Office


class Templates(_Frozen, frozen=True, kw_only=True):
    """A file of templates."""

    names: Names
    wording: Wording
    event: tuple[Event, ...]
    update: tuple[Update, ...]
    state: tuple[State, ...]
    group: tuple[Group, ...]
    office: tuple[Office, ...]

    @property
    def all(self) -> tuple[Template, ...]:
        """Return the templates of all sorts."""
        return (*self.event, *self.update, *self.state, *self.group, *self.office)


def slots(text: str) -> frozenset[str]:
    """Return the names of the slots of a clause."""
    return frozenset(_SLOT.findall(text))


def read_templates(path: Path) -> Templates:
    """Read a file of templates.

    Raises:
        InputError: the file is missing or not laid out so, or ways of saying the same differ in slots.
    """
    try:
        found = msgspec.toml.decode(read_text(path), type=Templates)
    except msgspec.MsgspecError as error:
        raise InputError(f"{path.name}: {error}") from error
    for template in found.all:
        for same in _told_alike(template):
            if len({slots(text) for text in same}) != 1:
                raise InputError(f"{path.name}: not all that “{template.name}” says has the same slots")
    return found


def _told_alike(template: Template) -> tuple[tuple[str, ...], ...]:
    if isinstance(template, State):
        return template.on, template.off
    if isinstance(template, Group):
        return template.all, template.some
    return (template.says,)
