"""What texts give as the cause of what, read from trees.

A cause is given by a phrase ("because of the frost"), a clause ("because it froze"), a verb that causes or
results, a noun ("the result of", "the reason for"), or by words that lay something at a door ("is behind",
"is to blame for"). What merely comes before or after something else is no cause.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from rashomon.extract.accounting.parts import (
    RELATIVE,
    Given,
    Ranges,
    Told,
    begins,
    deed,
    given_by,
    joined,
    meant,
    subjects,
    without,
)
from rashomon.extract.accounting.shells import CAUSES, RESULTS, SHELLS, TAKING
from rashomon.extract.accounting.standing import NEGATIONS, Standing, is_negated, standing
from rashomon.extract.cues import ACTS
from rashomon.extract.words import Range, Words

_MARKERS: Sequence[Sequence[str]] = (
    ("because", "of"),
    ("due", "to"),
    ("owing", "to"),
    ("thanks", "to"),
    ("as", "a", "result", "of"),
    ("as", "a", "consequence", "of"),
    ("in", "consequence", "of"),
    ("on", "account", "of"),
    ("by", "reason", "of"),
)
_CAUSING = frozenset("cause provoke trigger spark prompt ignite precipitate engender instigate".split())
_WITH = {
    "lead": ("to",),
    "result": ("in",),
    "give": ("rise", "to"),
    "contribute": ("to",),
}
_ABOUT = {"bring": "about", "set": "off", "touch": "off", "spark": "off"}
_FROM = {
    "result": "from",
    "stem": "from",
    "arise": "from",
    "spring": "from",
    "derive": "from",
    "grow": "out",
    "follow": "from",
    "originate": "in",
}
_LINKED = {"connect": "with", "link": "to", "tie": "to", "associate": "with"}
_COMING_ABOUT = frozenset(
    "arise happen occur emerge begin start erupt come result originate appear ensue follow".split()
)
_GRIEVING = frozenset(
    "protest unrest riot strike demonstration rally march uprising revolt outrage anger dispute row".split()
)
_SPANS = frozenset("weekend week day night month year hour period summer winter holiday decade time".split())
"""Nouns of times, over which something goes on."""
_DOORS = frozenset("blame attribute ascribe pin".split())
_EMPTY = frozenset(
    "unknown unclear open uncertain obvious clear simple same mystery puzzle question matter subject".split()
)


class Causes:
    """Finds the causes that one document gives."""

    def __init__(self, words: Words, predicates: Collection[int]) -> None:
        self._words, self._tree = words, words.tree
        self._predicates = predicates

    def found(self) -> Iterator[Told]:
        """Yield what is given as the cause of what, in order of the words that say so."""
        for word, upos in enumerate(self._tree.upos):
            yield from self._phrase(word)
            if upos in {"VERB", "AUX"}:
                yield from self._verb(word)
            if upos in {"NOUN", "ADJ", "VERB"}:
                yield from self._noun(word)

    # Phrases and clauses -----------------------------------------------------------------------

    def _phrase(self, word: int) -> Iterator[Told]:
        """Yield the cause in "because of the frost", "due to frost", "because it froze"."""
        tree = self._tree
        if tree.relations[word] not in {"obl", "nmod", "conj", "advcl", "ccomp", "xcomp"}:
            return
        for marker in _MARKERS:
            at = begins(self._words, word, marker)
            if at is not None:
                yield from self._of_clause(word, (at, at + len(marker)), given_by(self._words, word, marker))
                return
        marks = [mark for mark in tree.kin(word, "mark") if self._words.lower[mark] == "because"]
        if marks and tree.relations[word] in {"advcl", "conj"}:
            cue = (marks[0], marks[0] + 1)
            yield from self._of_clause(word, cue, given_by(self._words, word, ("because",)))

    def _of_clause(self, phrase: int, cue: Range, given: Iterable[Given]) -> Iterator[Told]:
        """Yield the causes that a phrase gives for the clause, or for the noun, that it hangs on."""
        words, tree = self._words, self._tree
        head = self._governor(phrase)
        if head is None:
            return
        stands = standing(words, head)
        found = [each for each in given if not self._is_pronoun(each.words)]
        if stands is None or not found or self._reports(head):
            return
        contrasted = any(each.denied for each in found) or len(found) > 1 or self._is_contrast(phrase)
        verbal = tree.upos[head] in {"VERB", "AUX"} or tree.has(head, "cop")
        negated = verbal and is_negated(words, head)
        if negated and not contrasted:
            return  # why something did not come about
        matter = self._matter(head, phrase, verbal=verbal)
        for at, each in enumerate(found):
            # "was not shut because of the frost, but because of the toll"; else only the phrase's own "not"
            denied = each.denied or (negated and at == 0 and not self._is_contrast(phrase))
            yield from self._told(
                matter, (each.words,), cue, _turned(stands, denied ^ (negated and stands.denied))
            )

    def _reports(self, head: int) -> bool:
        """Tell a verb that reports a clause: the cause may be that of either."""
        return ACTS.get(self._words.lemma(head)) is not None and self._tree.has(head, "ccomp")

    def _is_pronoun(self, words: Range) -> bool:
        return words[1] - words[0] == 1 and self._tree.upos[words[0]] == "PRON"

    def _governor(self, phrase: int) -> int | None:
        tree, at = self._tree, phrase
        while tree.relations[at] == "conj" and tree.heads[at] >= 0:
            if tree.upos[at] != "VERB" and tree.upos[tree.heads[at]] == "VERB":
                return tree.heads[at]  # "was shut not by frost, but by salt", the salt joined to the verb
            at = tree.heads[at]
        head = tree.heads[at]
        return head if head >= 0 and tree.relations[at] != "root" else None

    def _is_contrast(self, phrase: int) -> bool:
        return self._words.lower[self._words.told(phrase)[0]] == "but"

    def _matter(self, head: int, phrase: int, *, verbal: bool) -> Ranges:
        words = self._words
        if not verbal:
            siblings = [each for each in self._tree.children[head] if each >= min(phrase, head)]
            return without(words, head, [each for each in siblings if each != head and each >= phrase])
        if words.lemma(head) in _COMING_ABOUT:
            own = subjects(words, head)
            return meant(words, own[0]) if own else ()
        return deed(words, head, (phrase,))

    # Verbs -------------------------------------------------------------------------------------

    def _verb(self, verb: int) -> Iterator[Told]:
        lemma = self._words.lemma(verb)
        particle = any(self._words.lower[each] == _ABOUT.get(lemma) for each in self._tree.children[verb])
        if lemma in _CAUSING or particle:
            yield from self._causing(verb)
        elif lemma in _WITH:
            yield from self._leading(verb, _WITH[lemma])
        if lemma in _FROM:
            yield from self._resulting(verb, _FROM[lemma])
        if lemma in _LINKED:
            yield from self._linked(verb, _LINKED[lemma])
        if lemma in _DOORS:
            yield from self._at_a_door(verb, lemma)
        if lemma in TAKING:
            yield from self._described(verb)

    def _causing(self, verb: int) -> Iterator[Told]:
        """Yield the cause of "A caused B", "B was caused by A", "B, caused by A"."""
        words, tree = self._words, self._tree
        stands = standing(words, verb)
        if stands is None:
            return
        passive = any(tree.passive[each] for each in tree.kin(verb, "nsubj"))
        things = list(tree.kin(verb, "obj"))
        if passive or (words.xpos[verb] == "VBN" and not things and not tree.has(verb, "nsubj")):
            yield from self._passive(verb, stands)
        elif things and (given := self._doers(verb)):
            matter = (*meant(words, things[0]), *self._made_to(verb))
            yield from self._told(matter, given, self._group(verb), stands)

    def _passive(self, verb: int, stands: Standing) -> Iterator[Told]:
        words, tree = self._words, self._tree
        own = subjects(words, verb)
        matter = meant(words, own[0]) if own else self._carrying(verb)
        for agent in (*tree.kin(verb, "obl"), *tree.kin(verb, "conj")):
            if tree.upos[agent] == "VERB" or begins(words, agent, ("by",)) is None:
                continue
            found = list(given_by(words, agent, ("by",)))
            later = self._is_contrast(agent)
            for at, each in enumerate(found):
                flips = is_negated(words, verb) and (at > 0 or later)
                yield from self._told(
                    matter, (each.words,), self._group(verb), _turned(stands, each.denied ^ flips)
                )

    def _carrying(self, verb: int) -> Ranges:
        """Return the noun that a participle hangs on: "the delay" of "the delay caused by snow"."""
        noun = self._tree.heads[verb]
        if self._tree.relations[verb] not in {"acl", "amod"} or noun < 0:
            return ()
        around = [each for each in self._tree.children[noun] if each >= verb]
        return without(self._words, noun, [*around, *self._tree.kin(noun, "case")])

    def _doers(self, verb: int) -> Ranges:
        own = subjects(self._words, verb)
        if own:
            return meant(self._words, own[0])
        return self._carrying(verb) if self._words.xpos[verb] == "VBG" else ()

    def _made_to(self, verb: int) -> Ranges:
        return tuple(
            part
            for each in self._tree.kin(verb, "xcomp")
            for part in joined(self._words, range(*self._words.told(each)))
        )

    def _leading(self, verb: int, behind: Sequence[str]) -> Iterator[Told]:
        """Yield the cause of "A led to B", "A resulted in B", "A gave rise to B"."""
        words = self._words
        stands, given = standing(words, verb), self._doers(verb)
        if stands is None or not given or words.lower[verb + 1 : verb + 1 + len(behind)] != list(behind):
            return
        for thing in self._tree.kin(verb, "obl"):
            if begins(words, thing, behind[-1:]) is not None and self._happens(thing):
                matter = joined(words, range(words.told(thing)[0] + 1, words.told(thing)[1]))
                yield from self._told(matter, given, (verb, verb + 1 + len(behind)), stands)

    def _resulting(self, verb: int, behind: str) -> Iterator[Told]:
        """Yield the cause of "B resulted from A", "B arose out of A"."""
        words = self._words
        stands, own = standing(words, verb), subjects(words, verb)
        if stands is None or not own or not self._happens(own[0]):
            return
        marker = (behind, "of") if behind == "out" else (behind,)
        for thing in self._tree.kin(verb, "obl"):
            if begins(words, thing, marker) is not None:
                for each in given_by(words, thing, marker):
                    yield from self._told(
                        meant(words, own[0]), (each.words,), self._group(verb), _turned(stands, each.denied)
                    )

    def _linked(self, verb: int, behind: str) -> Iterator[Told]:
        """Yield what something that happens is "connected with"."""
        yield from self._resulting(verb, behind)

    def _at_a_door(self, verb: int, lemma: str) -> Iterator[Told]:
        """Yield the cause of "blame A for B", "blame B on A", "attribute B to A"."""
        words = self._words
        stands, things = standing(words, verb), self._things(verb)
        if stands is None or is_negated(words, verb) or not things:
            return
        own, group = meant(words, things[0]), self._group(verb)
        on = "to" if lemma in {"attribute", "ascribe"} else "on"
        for thing in self._tree.kin(verb, "obl"):
            first, end = words.told(thing)
            rest = joined(words, range(first + 1, end))
            if lemma == "blame" and words.lower[first] == "for":
                yield from self._told(rest, own, group, stands, verb)
            elif words.lower[first] == on and self._happens(things[0]):
                yield from self._told(own, rest, group, stands, verb)

    def _described(self, verb: int) -> Iterator[Told]:
        """Yield the cause of "describe the cause of B as A"."""
        words, stands = self._words, standing(self._words, verb)
        causes = [each for each in self._things(verb) if words.lemma(each) in CAUSES]
        if stands is None or is_negated(words, verb) or not causes:
            return
        matter = self._caused(causes[0]) or meant(words, causes[0])
        for each in self._tree.kin(verb, "obl"):
            if begins(words, each, ("as",)) is not None:
                for given in given_by(words, each, ("as",)):
                    own = _turned(stands, given.denied)
                    yield from self._told(matter, (given.words,), self._group(verb), own, verb)

    def _things(self, verb: int) -> list[int]:
        """Return what a verb is done to: its object, its subject in the passive, the noun it is said of."""
        tree = self._tree
        own = list(tree.kin(verb, "obj")) or [each for each in tree.kin(verb, "nsubj") if tree.passive[each]]
        clause = tree.relations[verb] == "acl" and tree.heads[verb] >= 0
        return own or ([tree.heads[verb]] if clause else [])

    # Nouns -------------------------------------------------------------------------------------

    def _noun(self, noun: int) -> Iterator[Told]:
        words, tree = self._words, self._tree
        lemma = words.lemma(noun)
        if lemma in RESULTS and tree.upos[noun] == "NOUN":
            yield from self._result(noun)
        elif lemma in CAUSES and tree.upos[noun] == "NOUN":
            yield from self._cause(noun)
        if tree.has(noun, "cop") and any(words.lower[each] == "behind" for each in tree.kin(noun, "case")):
            yield from self._behind(noun)
        if lemma == "responsible" or (lemma == "blame" and self._is_at_fault(noun)):
            yield from self._responsible(noun)
        if lemma in _GRIEVING and tree.upos[noun] == "NOUN":
            yield from self._over(noun)

    def _result(self, noun: int) -> Iterator[Told]:
        """Yield the cause of "B is the result of A" and "consider B (to be) the result of A"."""
        words, tree = self._words, self._tree
        taken = self._taken(noun)
        taker = tree.heads[noun] if taken is not None else None
        own = [taken] if taken is not None else (subjects(words, noun) if tree.has(noun, "cop") else [])
        stands = standing(words, noun)
        if stands is None or not own or not self._happens(own[0]):
            return
        for thing in tree.kin(noun, "nmod"):
            if begins(words, thing, ("of",)) is not None:
                for each in given_by(words, thing, ("of",)):
                    cue, how = (noun, noun + 2), _turned(stands, each.denied)
                    yield from self._told(meant(words, own[0]), (each.words,), cue, how, taker)

    def _taken(self, noun: int) -> int | None:
        """Return what is taken for something: "the delay" of "consider the delay the result of ..."."""
        tree, verb = self._tree, self._tree.heads[noun]
        if verb < 0 or self._words.lemma(verb) not in TAKING or tree.relations[noun] not in {"xcomp", "obl"}:
            return None
        things = (*tree.kin(verb, "obj"), *(each for each in tree.kin(verb, "nsubj") if tree.passive[each]))
        return next(iter(things), None)

    def _cause(self, noun: int) -> Iterator[Told]:
        """Yield the cause of "A is the reason for B" and "the cause of B was A"."""
        words, tree = self._words, self._tree
        above = tree.heads[noun]
        if tree.has(noun, "cop"):
            own, stands = subjects(words, noun), standing(words, noun)
            matter = self._caused(noun)
            if own and stands and matter and words.lemma(own[0]) not in CAUSES:
                yield from self._told(matter, meant(words, own[0]), (noun, noun + 1), stands)
        elif (
            tree.relations[noun] == "nsubj"
            and tree.has(above, "cop")
            and tree.upos[above] in {"NOUN", "PROPN"}
        ):
            stands = standing(words, above)
            rest = without(
                words,
                above,
                [
                    each
                    for each in tree.children[above]
                    if each < above
                    and tree.relations[each] in {"nsubj", "cop", "aux", "mark", "advmod", "punct"}
                ],
            )
            under = tree.has(above, "case")  # "is under investigation"
            if stands and not under and words.lemma(above) not in _EMPTY:
                matter = self._caused(noun) or joined(words, range(*words.told(noun)))
                yield from self._told(matter, rest, (noun, noun + 1), stands)

    def _caused(self, noun: int) -> Ranges:
        """Return what a cause is the cause of, or the reason for."""
        words = self._words
        for thing in self._tree.kin(noun, "nmod"):
            first, end = words.told(thing)
            if words.lower[first] in {"of", "for", "behind"}:
                return joined(words, range(first + 1, end))
        return ()

    def _behind(self, noun: int) -> Iterator[Told]:
        """Yield the cause of "A is behind B"."""
        words = self._words
        own, stands = subjects(words, noun), standing(words, noun)
        if own and stands and self._happens(noun):
            (case,) = list(self._tree.kin(noun, "case"))[:1]
            taken = [each for each in self._tree.children[noun] if each < case]
            matter = without(words, noun, [*taken, *self._tree.kin(noun, "cop"), case])
            yield from self._told(matter, meant(words, own[0]), (case, case + 1), stands)

    def _over(self, noun: int) -> Iterator[Told]:
        """Yield what people are up in arms over: "the riots over bread", taken for granted."""
        words, tree = self._words, self._tree
        at = noun + 1
        thing = tree.heads[at] if at < len(words.lower) and words.lower[at] == "over" else -1
        if thing <= at or words.lemma(thing) in _SPANS or tree.has(thing, "nummod"):
            return
        around = [each for each in tree.children[noun] if each > noun or tree.relations[each] == "case"]
        matter = without(words, noun, around)
        given = joined(words, range(at + 1, words.told(thing)[1]))
        for told in self._told(matter, given, (at, at + 1), Standing()):
            yield replace(told, granted=True)

    def _is_at_fault(self, word: int) -> bool:
        """Tell "is to blame" from "blames": who blames something else did not cause it."""
        return self._words.lower[max(0, word - 1)] == "to" and not self._tree.has(word, "obj")

    def _responsible(self, word: int) -> Iterator[Told]:
        """Yield the cause of "A is responsible for B", "A is to blame for B"."""
        words = self._words
        own, stands = subjects(words, word), standing(words, word)
        if not own or not stands:
            return
        for thing in self._tree.kin(word, "obl"):
            first, end = words.told(thing)
            if words.lower[first] == "for" and self._happens(thing):
                yield from self._told(
                    joined(words, range(first + 1, end)), meant(words, own[0]), (word, word + 1), stands
                )

    # ---------------------------------------------------------------------------------------------

    def _happens(self, word: int) -> bool:
        """Tell whether a word names what happens."""
        return word in self._predicates or self._words.lemma(word) in SHELLS

    def _group(self, verb: int) -> Range:
        """Return a verb with its auxiliaries and negation."""
        tree = self._tree
        own = [
            each
            for each in tree.children[verb]
            if tree.relations[each] == "aux" or self._words.lower[each] in NEGATIONS
        ]
        return min((verb, *own)), verb + 1

    def _told(
        self, matter: Ranges, given: Ranges, cue: Range, stands: Standing, taker: int | None = None
    ) -> Iterator[Told]:
        apart = not any(one[0] < other[1] and other[0] < one[1] for one in matter for other in given)
        if matter and given and apart and self._words.lower[given[0][0]] not in RELATIVE:
            yield Told("cause", matter, given, cue, stands, taker=taker)


def _turned(stands: Standing, turned: bool) -> Standing:  # noqa: FBT001
    return Standing(stands.denied ^ turned, stands.hedged)
