"""Accounts as several texts give them: whose each is, and which account for one thing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from rashomon.compare.embedding import Floats
from rashomon.compare.joining import Groups
from rashomon.compare.parting.claimed import is_denied_by_cue
from rashomon.compare.parting.ground import Ground
from rashomon.compare.parting.points import Given
from rashomon.compare.words import NO_CONTENT, fold
from rashomon.model.accounts import Account
from rashomon.model.offsets import Span
from rashomon.model.records import Passage, Statement

_UNREST = frozenset(
    """
    crisis situation unrest turmoil trouble violence disorder protest demonstration riot revolt uprising
    revolution conflict rebellion emergency threat event
    """.split()
)
_ACCIDENT = frozenset(
    """
    accident crash collision disaster incident collapse tragedy catastrophe derailment explosion blast
    """.split()
)
_DEFINITE = frozenset("the this that these those his her its their our".split())
_CAUSE = frozenset({"cause", "reason", "trigger", "root", "explanation"})
_FAMILIES = ("unrest", _UNREST), ("accident", _ACCIDENT), ("cause", _CAUSE)
_BEFORE = re.compile(r"\b(?:of|in|on|at|to|over|for|against|within|behind|near)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_QUESTIONS = {
    "lawfulness": (
        frozenset("lawful legal legitimate valid constitutional".split()),
        frozenset("unlawful illegal illegitimate invalid unconstitutional void null".split()),
    ),
    "intent": (
        frozenset("deliberate intentional premeditated orchestrated staged sabotage".split()),
        frozenset("accidental unintentional accident mishap".split()),
    ),
}
"""Questions of two answers: the words of a yes, and those of a no."""
_SAME, _SAME_SHARING = 0.8, 0.65  # likeness of two that name one thing, and of two that share so many words
_SHARED = 2
_SAME_FAMILY = {"unrest": 0.35, "accident": 0.5}  # and of two that name one by nouns of one kind
_ONE_CAUSE, _ONE_CAUSE_SHARING = 0.7, 0.4  # likeness of two causes that are one
_OPENING, _CLOSING = "\"'“‘«„", "\"'”’»“"
_LEADERS = 64  # members of a group, or groups, that one more is held against


@dataclass(frozen=True, slots=True)
class Stated:
    """One account, with whose it is.

    Attributes:
        account: as its text gives it.
        given: where it stands.
        denied: whether who gives it takes it not to be so.
        holders: the actors whose it is, or words for somebody unnamed; nobody where that is not known.
        about: the content stems of what is accounted for, and `said` those of what is given for it.
        family: what kind of thing is accounted for, where its first noun tells.
        question: what it answers where that has two answers only: whether something was lawful, or meant;
            `denied` is then whether the answer is no.
    """

    account: Account
    given: Given
    denied: bool
    holders: frozenset[str]
    about: frozenset[int]
    said: frozenset[int]
    family: str
    question: str

    @property
    def words(self) -> str:
        """Return what is given, in the words of the text."""
        return self.given.value

    @property
    def matter(self) -> str:
        """Return what is accounted for, on one line."""
        return _plain(self.account.matter.text)

    @property
    def who(self) -> object:
        """Return whose it is, as far as that is known."""
        return self.holders or self.account.document


def accounts_by_story(ground: Ground) -> dict[str, list[Stated]]:
    """Return the accounts of each story, in order of date, then of place."""
    found: defaultdict[str, list[Stated]] = defaultdict(list)
    for account in ground.extraction.accounts:
        story = ground.documents[account.document].story
        stated = _stated(ground, account)
        if story is not None and not account.hedged and _is_known(stated):
            found[story].append(stated)
    order = ground.numbers
    return {
        story: sorted(own, key=lambda each: (order[each.account.document], each.account.cue.spans))
        for story, own in sorted(found.items())
    }


def _is_known(stated: Stated) -> bool:
    """Tell whether words say enough of what is accounted for to know it again: "the delay"."""
    definite = stated.matter.split(maxsplit=1)[0].casefold() in _DEFINITE if stated.matter else False
    return bool(stated.family) or definite or len(stated.about) >= _SHARED


def _stated(ground: Ground, account: Account) -> Stated:
    statement = _statement(ground, account)
    given = _given(ground, account, statement)
    refused = statement is not None and is_denied_by_cue(statement) and statement.kind != "direct"
    question, no = _question(account)
    return Stated(
        account=account,
        given=given,
        denied=account.denied ^ refused ^ no,
        holders=_whose(ground, statement, given),
        about=_stems(ground, account.document, account.matter.spans),
        said=_stems(ground, account.document, account.given.spans),
        family=_family(account.matter.text),
        question=question,
    )


def _statement(ground: Ground, account: Account) -> Statement | None:
    """Return the innermost statement that gives an account and whose speaker is known, else the innermost."""
    statements = ground.holders.statements
    first = at = statements.get(account.reported_by or "")
    while at is not None and not ground.holders.of(at.id):
        at = statements.get(at.within or "")
    return at or first


def _whose(ground: Ground, statement: Statement | None, given: Given) -> frozenset[str]:
    """Return whose an account is; what no statement gives is the text's own."""
    if statement is not None:
        return ground.whose(statement)
    return frozenset(ground.holders.voices.get(given.passage.document, ()))


def _question(account: Account) -> tuple[str, bool]:
    """Return which question of two answers an account answers, and whether it says no."""
    words = {fold(word) for word in _WORD.findall(account.given.text)}
    for question, (yes, no) in _QUESTIONS.items() if account.kind == "character" else ():
        if words & (yes | no):
            return question, bool(words & no)
    return "", False


def _given(ground: Ground, account: Account, statement: Statement | None) -> Given:
    """Return where an account stands: as much of the statement that gives it as is in its sentence."""
    cue = account.cue.spans[0]
    sentence = ground.sentence(account.document, cue)
    whole = sentence.span if sentence else cue
    words = _plain(account.given.text).removeprefix("the ")
    if statement is not None:
        own = tuple(_cut(statement.content.spans, whole)) or statement.content.spans
        return Given(Passage(document=account.document, spans=own, finding=statement.id), words)
    event = ground.event_at(account.document, cue)
    finding = event.id if event is not None and event.reported_by is None else None
    return Given(Passage(document=account.document, spans=(whole,), finding=finding), words)


def _plain(words: str) -> str:
    """Return words on one line, without a mark at their end, or marks around them."""
    line = " ".join(words.split()).strip(" .,;:")
    whole = line[:1] in _OPENING and line[-1:] in _CLOSING and len(line) > 1
    return line[1:-1].strip(" .,;:") if whole else line


def _cut(spans: Iterable[Span], whole: Span) -> Iterator[Span]:
    return (
        Span(max(each.start, whole.start), min(each.end, whole.end)) for each in spans if each.overlaps(whole)
    )


def _stems(ground: Ground, document: str, spans: Iterable[Span]) -> frozenset[int]:
    words = ground.collection.texts[ground.numbers[document]]
    return frozenset(stem for span in spans for stem in words.content_in(span)) - {NO_CONTENT}


def _family(matter: str) -> str:
    """Return the family of the noun that a phrase turns on: the last one before its first preposition."""
    head = _BEFORE.split(matter, maxsplit=1)[0]
    words = [fold(word) for word in _WORD.findall(head)]
    last = words[-1] if words else ""
    forms = {last, last.removesuffix("s"), f"{last[:-3]}y", f"{last[:-2]}is" if last.endswith("es") else last}
    return next((name for name, nouns in _FAMILIES if forms & nouns), "")


# What is one --------------------------------------------------------------------------------------


def by_matter(ground: Ground, told: Sequence[Stated]) -> list[list[Stated]]:
    """Return accounts grouped by what they account for.

    "The true reason was a quarrel" accounts for what most accounts of the story do.
    """
    named = [each for each in told if each.family != "cause"]
    groups = _grouped(ground, named)
    groups.sort(key=len, reverse=True)
    if groups and len(groups[0]) > 1:
        groups[0] += [each for each in told if each.family == "cause"]
    return groups


def by_answer(ground: Ground, told: Sequence[Stated]) -> list[list[Stated]]:
    """Return accounts of one thing grouped by what they give for it: each like all others of its group."""
    groups: list[list[Stated]] = []
    near = answers_alike(ground, told)
    for each in told:
        fits = (group for group in groups[:_LEADERS] if all(near(each, one) for one in group[:_LEADERS]))
        group = next(fits, None)
        if group is None:
            groups.append([each])
        else:
            group.append(each)
    return groups


def answers_alike(ground: Ground, told: Sequence[Stated]) -> Callable[[Stated, Stated], bool]:
    """Return what tells whether two of some accounts of one thing give the same for it."""
    vectors = dict(
        zip((each.words for each in told), ground.embed([each.words for each in told]), strict=True)
    )

    def near(one: Stated, other: Stated) -> bool:
        if one.question or other.question:
            return one.question == other.question
        likeness = float(np.dot(vectors[one.words], vectors[other.words]))
        sharing = one.account.kind == other.account.kind and not one.said.isdisjoint(other.said)
        return likeness >= (_ONE_CAUSE_SHARING if sharing else _ONE_CAUSE)

    return near


def most_central(ground: Ground, words: Sequence[str]) -> str:
    """Return the words that are most like all of `words`, of several the shortest, then the first."""
    vectors = ground.embed(words)
    likeness = [round(float(each), 4) for each in vectors @ vectors.mean(axis=0)]
    return min(zip(likeness, words, strict=True), key=lambda each: (-each[0], len(each[1])))[1]


def _grouped(ground: Ground, told: Sequence[Stated]) -> list[list[Stated]]:
    """Group by what is accounted for; only what shares a word or a family is compared, with few of each."""
    if not told:
        return []
    vectors: Floats = ground.embed([each.account.matter.text for each in told])
    groups = Groups(len(told))
    by_key: defaultdict[object, list[int]] = defaultdict(list)
    for number, each in enumerate(told):
        keys = (*each.about, *([each.family] if each.family else ()))
        for other in {other for key in keys for other in by_key[key][:_LEADERS]}:
            if _one_matter(each, told[other], float(np.dot(vectors[number], vectors[other]))):
                groups.join(number, other)
        for key in keys:
            by_key[key].append(number)
    return [[told[number] for number in group] for group in groups.all()]


def _one_matter(one: Stated, other: Stated, likeness: float) -> bool:
    if one.family and one.family == other.family:
        return likeness >= _SAME_FAMILY[one.family]
    sharing = len(one.about & other.about) >= _SHARED
    return likeness >= (_SAME_SHARING if sharing else _SAME)
