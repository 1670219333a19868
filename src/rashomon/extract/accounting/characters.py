"""What texts say that something is: "the strike was a success of none", "the vote was unlawful".

Only what happens is told so ("the unrest", "the vote"), and only by what it is, by whether the law allows it
and by whether somebody meant it: that it is large, late or welcome is no account of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rashomon.extract.accounting.parts import Ranges, Told, contrasts, given_by, meant, subjects, without
from rashomon.extract.accounting.shells import CAUSES, RESULTS, SHELLS, TAKING
from rashomon.extract.accounting.standing import Standing, is_negated, standing
from rashomon.extract.words import Words

LAW = frozenset(
    """
    lawful unlawful legal illegal legitimate illegitimate void null valid invalid constitutional
    unconstitutional
    """.split()
)
_LAWLESS = frozenset("unlawful illegal illegitimate unconstitutional".split())
INTENT = frozenset(
    """
    deliberate intentional unintentional accidental spontaneous planned orchestrated staged premeditated
    """.split()
)
_NATURE = frozenset("nature kind character origin".split())
_VAGUE = frozenset(
    "part one some most thing matter question way time day first last same case example situation".split()
)
_AROUND = frozenset("nsubj csubj cop aux mark advmod punct cc expl parataxis advcl conj acl".split())
_TOLD_AS = TAKING | frozenset(
    """
    brand label denounce condemn dismiss portray characterise characterize declare find rule hold pronounce
    """.split()
)
_DEFINITE = frozenset("the this that these those its their his her our".split())


class Characters:
    """Finds what one document says that something is."""

    def __init__(self, words: Words, predicates: Collection[int]) -> None:
        self._words, self._tree = words, words.tree
        self._predicates = predicates

    def found(self, taken: Collection[int]) -> Iterator[Told]:
        """Yield what is said to be what, in order; an adjective among the words `taken` is said by others."""
        for word, upos in enumerate(self._tree.upos):
            if upos in {"NOUN", "ADJ", "VERB"} and self._tree.has(word, "cop"):
                yield from self._is(word)
            if upos == "VERB" and self._words.lemma(word) in _TOLD_AS:
                yield from self._taken_for(word)
            if word not in taken and self._words.lower[word] in _LAWLESS | INTENT:
                yield from self._called(word)

    def _is(self, word: int) -> Iterator[Told]:
        """Yield what something is: "the vote was unlawful", "the unrest was no revolt"."""
        words, tree = self._words, self._tree
        own, stands = subjects(words, word), standing(words, word)
        if not own or stands is None or not self._happens(own[0]) or words.lemma(own[0]) in CAUSES:
            return
        given = without(words, word, [each for each in tree.children[word] if self._is_around(each, word)])
        cops = list(tree.kin(word, "cop"))
        matter = meant(words, own[0])
        if not matter or not given or not self._tells(word, words.lower[given[0][0]]):
            return
        if words.lower[given[0][0]] == "no":
            stands = Standing(not stands.denied, stands.hedged)
            given = ((given[0][0] + 1, given[0][1]), *given[1:])
        cue = (cops[0], cops[-1] + 1)
        yield Told("character", matter, given, cue, stands)
        for other in contrasts(words, word):
            yield Told("character", matter, (other.words,), cue, Standing(other.denied, stands.hedged))

    def _is_around(self, child: int, word: int) -> bool:
        relation = self._tree.relations[child]
        behind = relation in {"parataxis", "advcl", "conj", "punct", "obl"}
        return behind or (relation in _AROUND and child < word)

    def _tells(self, word: int, first: str) -> bool:
        """Tell whether words that begin with `first` say what their subject is, and not how it is."""
        words, tree = self._words, self._tree
        lemma = words.lemma(word)
        if tree.upos[word] != "NOUN":
            return lemma in LAW | INTENT
        if lemma in _NATURE:
            return first == "of"
        dull = lemma in RESULTS | CAUSES or tree.has(word, "nummod") or tree.has(word, "case")
        return not dull and self._is_kind(word, first)

    def _is_kind(self, noun: int, first: str) -> bool:
        """Tell "a conflict", "no accident" and "sabotage" from what is known already ("the first one")."""
        return self._happens(noun) and first not in _DEFINITE and self._words.lemma(noun) not in _VAGUE

    def _taken_for(self, verb: int) -> Iterator[Told]:
        """Yield what somebody takes something for: "regard it as an invasion", "call the vote a farce"."""
        words, tree = self._words, self._tree
        stands = standing(words, verb)
        things = list(tree.kin(verb, "obj")) or [s for s in tree.kin(verb, "nsubj") if tree.passive[s]]
        if stands is None or is_negated(words, verb) or not things or not (matter := meant(words, things[0])):
            return
        for each in (*tree.kin(verb, "obl"), *tree.kin(verb, "xcomp")):
            first = words.told(each)[0]
            marked = words.lower[first] == "as"
            word = words.lemma(each)
            kind = tree.upos[each] == "NOUN" and self._is_kind(each, words.lower[first + marked])
            tells = self._happens(things[0]) and (word in LAW | INTENT or kind)
            if (marked or tree.relations[each] == "xcomp") and tells and word not in RESULTS:
                for given in given_by(words, each, ("as",) if marked else ()):
                    own = Standing(stands.denied ^ given.denied, stands.hedged)
                    cue = (verb, verb + 1)
                    yield Told("character", matter, (given.words,), cue, own, taker=verb)

    def _called(self, word: int) -> Iterator[Told]:
        """Yield what a definite phrase takes for granted: "the unlawful vote"."""
        words, tree = self._words, self._tree
        noun = tree.heads[word]
        if tree.relations[word] != "amod" or not self._happens(noun) or tree.has(noun, "cop"):
            return
        whole = words.told(noun)
        if words.lower[whole[0]] in _DEFINITE and whole[0] + 1 <= word:
            yield Told(
                "character",
                self._phrase(noun),
                ((word, noun + 1),),
                (word, word + 1),
                Standing(),
                granted=True,
            )

    def _phrase(self, noun: int) -> Ranges:
        return without(self._words, noun, self._tree.kin(noun, "acl"))

    def _happens(self, word: int) -> bool:
        return word in self._predicates or self._words.lemma(word) in SHELLS
