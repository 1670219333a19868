"""The time of each event: in its temporal argument, else one that hangs on it or on the clause it shares.

A time of another clause is not its own: "freed Irena Pell, who was convicted in 2020", "came on Monday and
would leave".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from rashomon.extract.timing.offsets import counted_from
from rashomon.extract.words import Range, Words
from rashomon.language import Analysis
from rashomon.model.records import TimeReference

_BEYOND = frozenset({"before", "after", "since", "until", "till"})
_REMEMBERING = frozenset({"anniversary", "centenary"})
_STEPS = 2  # words above a day: "Monday's shooting"
_OF_DAY = frozenset({"hour", "minute", "part of day"})
"""Precisions that leave the day as it is: "after 8 p.m. on Monday" is of Monday."""
_UNDATED = frozenset({"duration", "past", "present", "future", None})
_HAVING = frozenset({"have"})


class Dating:
    """Finds the times of the events of one document."""

    def __init__(self, analysis: Analysis, words: Words, times: Mapping[int, TimeReference]) -> None:
        """Keep what is found.

        Args:
            analysis: of the document.
            words: of the document.
            times: by their words.
        """
        self._analysis, self._words, self._times = analysis, words, times
        self._predicates = analysis.frames.predicates.tolist()
        self._known = frozenset(self._predicates)
        self._above = {each.id: self._predicate_above(each) for each in times.values()}
        self._hanging = self._hung()

    def __call__(self, frame: int, arguments: Sequence[Range]) -> TimeReference | None:
        """Return the time of an event by its number in `Frames.predicates` and its temporal arguments."""
        word = self._predicates[frame]
        within = (self._times.get(each) for argument in arguments for each in range(*argument))
        inside = [each for each in within if each is not None and not self._is_of_clause(word, each)]
        own = self._hanging.get(word, ())
        found = [*(each for each in inside if each in own), *inside, *own]
        while not found and self._words.tree.relations[word] == "conj":  # "fell and sank on Monday"
            first = self._words.tree.heads[word]
            found = list(self._hanging.get(first, ())) if self._is_shared(first, word) else []
            word = first
        dated = (each for each in found if each.precision not in _UNDATED)
        return next((each for each in dated if not self._is_beside(word, each)), None)

    def _top(self, time: TimeReference) -> int:
        first, end = self._analysis.words_in(time.span)
        return self._words.tree.top(first, end) if first < end else -1

    def _predicate_above(self, time: TimeReference) -> int:
        """Return the predicate that a time hangs on, by way of other words if need be; -1 for none."""
        first, end = self._analysis.words_in(time.span)
        word = self._participle(time)
        word = self._counted_from(time) if word < 0 else word
        word = self._top(time) if word < 0 else word
        while word >= 0 and (word not in self._known or first <= word < end):
            word = self._words.tree.heads[word]
        return word

    def _counted_from(self, time: TimeReference) -> int:
        """Return what stands above the "ruled" of "two days after they ruled", whose time that is not."""
        head = counted_from(self._words, self._analysis.words_in(time.span))
        return -1 if head is None else self._words.tree.heads[head]

    def _participle(self, time: TimeReference) -> int:
        """Return the "built" of "built in 1974", right before a time that the tree hangs on another verb."""
        words, first = self._words, self._analysis.words_in(time.span)[0] - 1
        while first > 0 and words.tree.upos[first] in {"ADP", "DET"}:
            first -= 1
        alone = first > 0 and words.xpos[first] == "VBN" and words.tree.relations[first] == "advcl"
        alone = alone and not (words.tree.has(first, "aux") or words.tree.has(first, "nsubj"))
        return first if alone and first in self._known else -1

    def _hung(self) -> Mapping[int, Sequence[TimeReference]]:
        """Return the times that hang on each predicate, in order."""
        found: defaultdict[int, list[TimeReference]] = defaultdict(list)
        for time in {each.id: each for _, each in sorted(self._times.items())}.values():
            word = self._above[time.id]
            if word >= 0 and not self._is_of_clause(word, time):
                found[word].append(time)
        return found

    def _is_of_clause(self, verb: int, time: TimeReference) -> bool:
        """Tell a time of a clause about somebody who takes part: "the dam built in 1974", "Orm, who left in".

        "In a vote held on Monday" is when.
        """
        tree, participle = self._words.tree, self._participle(time)
        if participle >= 0:
            return verb != participle
        path = tree.path(self._top(time), verb)
        described = any(tree.relations[each] == "acl" and tree.upos[each] == "VERB" for each in path)
        return described and tree.relations[path[-1]] != "obl"

    def _is_shared(self, first: int, second: int) -> bool:
        """Tell verbs that share a time: "closed it and left on Monday", but not "and will leave"."""
        return self._helpers(second) <= self._helpers(first)

    def _helpers(self, verb: int) -> set[str]:
        """Return what puts a verb at another time: "will", "had"."""
        helpers = self._words.tree.kin(verb, "aux")
        return {
            self._words.lower[each]
            for each in helpers
            if self._words.xpos[each] == "MD" or self._words.lemma(each) in _HAVING
        }

    def _is_beside(self, verb: int, time: TimeReference) -> bool:
        """Tell a day that something was before, after or since: "a week before Monday's shooting"."""
        tree = self._words.tree
        own = self._top(time)
        if self._is_of_anniversary(verb, own, time):
            return True
        if self._counted_from(time) >= 0:
            return False
        at = tree.heads[own] if own >= 0 else own
        for _ in range(_STEPS):
            if at < 0 or at == verb:
                return False
            cases = (*tree.kin(at, "case"), *tree.kin(at, "mark"))
            if any(self._words.lower[child] in _BEYOND for child in cases):
                return time.precision not in _OF_DAY
            at = tree.heads[at]
        return False

    def _is_of_anniversary(self, verb: int, own: int, time: TimeReference) -> bool:
        """Tell the day of what an anniversary is of, or the day of that anniversary, for the other of both.

        A day with its year is of what is remembered ("on the anniversary of the 2019 attack"), one without
        is of the day that remembers it, unless it hangs on a verb that tells what is remembered.
        """
        below = set[int]()
        while own >= 0 and self._words.lemma(own) not in _REMEMBERING:
            below.add(own)
            own = self._words.tree.heads[own]
        remembered = time.basis == "stated" or any(self._words.tree.upos[each] == "VERB" for each in below)
        return own >= 0 and (verb in below) != remembered
