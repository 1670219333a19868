"""Whose "the statement" is: it speaks for whoever issued the one statement that its text tells of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from rashomon.extract.cues import ACTS
from rashomon.extract.meant import Meant
from rashomon.extract.references import Reference
from rashomon.extract.words import DEFINITE, Words

PAPERS = frozenset({"communique", "communiqué", "declaration", "release", "statement"})
"""What a body issues to speak by it; a letter or a report speaks for itself."""
WRITINGS = PAPERS | {"appeal", "letter", "report", "resolution"}
"""A text that is somebody's words: "the letter of the Lock Union" is the union's."""
_JOINT = frozenset({"common", "joint"})
_PLURAL = frozenset({"NNS", "NNPS"})
_BY = frozenset({"by", "from"})
_IN = frozenset({"in", "through", "via"})
_ISSUING = frozenset(
    "circulate distribute give issue make post publish put read release send share sign".split()
)
_TAKING_IN = frozenset("calculate discover figure find hear know learn read see understand".split())
"""Verbs by which somebody tells what they have from others: they do not speak in what they read."""
_TO_THE_PRESS = frozenset({"news", "press"})
_NOT = frozenset({"not", "n't", "n’t", "never"})
_FAILING = frozenset({"fail", "forget", "neglect", "omit"})


def issuer(words: Words, found: Sequence[Reference], meant: Mapping[int, Meant]) -> int | None:
    """Return the group that issued the one statement of a text, `None` for none, several or nobody known.

    Args:
        words: of the text.
        found: its references.
        meant: whom they mean by now.
    """
    heads = {
        word: number
        for number, each in enumerate(found)
        for word in (range(*each.words) if each.form == "name" else (each.head,))
    }
    places = frozenset(word for word, number in heads.items() if found[number].type == "place")
    issuers = set[int | None]()
    for paper in _papers(words):
        numbers = [heads[word] for word in _issuing(words, paper, places) if word in heads]
        groups = {meant[number].group for number in numbers if number in meant}
        again = words.lower[words.told(paper)[0]] in DEFINITE  # "the statement" is one told of before
        if groups or not again:
            issuers |= groups or {None}
    return next(iter(issuers)) if len(issuers) == 1 else None


def issued_together(
    words: Words, members: Callable[[int, int], Iterable[int]], meant: Mapping[int, Meant]
) -> list[int]:
    """Return the references to several who together issued the one statement of a text; none for others.

    Args:
        words: of the text.
        members: finds the references to those who speak under a range of words.
        meant: whom references mean by now.
    """
    together = list[list[int]]()
    for paper in _papers(words):
        done = _is_issued(words, paper) or _is_said_in(words, paper)
        if not done or _is_undone(words, paper):
            continue
        for subject in _doing(words, words.tree.heads[paper]):
            numbers = list(members(*words.told(subject)))
            if len({meant[number].group for number in numbers if number in meant}) > 1:
                together.append(numbers)
    return together[0] if len(together) == 1 else []


def is_the_paper(source: str) -> bool:
    """Tell whether a source is "the statement", without more to tell whose."""
    first, *others = source.lower().split() or [""]
    return (
        first in DEFINITE and bool(others) and (PAPERS | _JOINT).issuperset(others) and others[-1] in PAPERS
    )


def _papers(words: Words) -> Iterator[int]:
    """Yield the nouns for a statement; a release is one where it is one to the press or is issued."""
    for word, upos in enumerate(words.tree.upos):
        if upos != "NOUN" or words.xpos[word] in _PLURAL or words.lemma(word) not in PAPERS:
            continue
        to_press = any(words.lower[each] in _TO_THE_PRESS for each in words.tree.kin(word, "compound"))
        if words.lemma(word) != "release" or to_press or _is_issued(words, word):
            yield word


def _issuing(words: Words, paper: int, places: AbstractSet[int]) -> Iterator[int]:
    """Yield the heads of who issued a statement: "its", "by the board", or who said something in it."""
    tree, verb = words.tree, words.tree.heads[paper]
    yield from tree.kin(paper, "compound")
    for owner in tree.kin(paper, "nmod"):
        own = words.xpos[owner] == "PRP$" or any(
            words.xpos[mark] == "POS" for mark in tree.kin(owner, "case")
        )
        if own or words.lower[tree.phrase(owner)[0]] == "of":
            yield owner
    authors = [author for author in _authors(words, paper) if author not in places]
    yield from authors
    done = _is_issued(words, paper) or _is_said_in(words, paper)
    if not authors and done and not _is_undone(words, paper):
        yield from _doing(words, verb)


def _authors(words: Words, paper: int) -> Iterator[int]:
    """Yield the heads of by or from whom a statement is, where that stands beside it."""
    tree, verb = words.tree, words.tree.heads[paper]
    _, end = words.told(paper)
    behind = (each for each in tree.kin(verb, "obl") if tree.phrase(each)[0] == end) if verb >= 0 else ()
    for author in (*tree.kin(paper, "nmod"), *behind):
        if words.lower[tree.phrase(author)[0]] in _BY:
            yield author


def _is_issued(words: Words, paper: int) -> bool:
    """Tell whether somebody issues a statement, or it is issued."""
    tree, verb = words.tree, words.tree.heads[paper]
    undergone = tree.relations[paper] == "obj" or (tree.relations[paper] == "nsubj" and tree.passive[paper])
    return verb >= 0 and undergone and words.lemma(verb) in _ISSUING


def _is_said_in(words: Words, paper: int) -> bool:
    """Tell whether somebody says something in a statement."""
    tree, verb = words.tree, words.tree.heads[paper]
    within = tree.relations[paper] == "obl" and words.lower[tree.phrase(paper)[0]] in _IN
    return verb >= 0 and within and words.lemma(verb) in ACTS and words.lemma(verb) not in _TAKING_IN


def _is_undone(words: Words, paper: int) -> bool:
    """Tell what is not issued: "signed no statement", "refused to sign a statement", "did not sign one"."""
    tree, verb = words.tree, words.tree.heads[paper]
    undone = any(words.lower[each] == "no" for each in tree.kin(paper, "det"))
    while not undone:
        above, relation = tree.heads[verb], tree.relations[verb]
        undone = any(words.lower[child] in _NOT for child in tree.children[verb])
        # "did not sign or issue it", but not "did not sign it and issued another"
        shared = relation == "conj" and words.xpos[verb] == "VB" and not tree.has(verb, "aux")
        if above < 0 or not (shared or relation == "xcomp"):
            break
        refused = ACTS.get(words.lemma(above)) == "declined" or words.lemma(above) in _FAILING
        undone = undone or (refused and relation == "xcomp")
        verb = above
    return undone


def _doing(words: Words, verb: int) -> Iterator[int]:
    """Yield who does what a verb tells: its subject, or by whom it was done."""
    tree = words.tree
    while tree.relations[verb] in {"conj", "xcomp"} and not tree.has(verb, "nsubj") and tree.heads[verb] >= 0:
        verb = tree.heads[verb]
    for subject in tree.kin(verb, "nsubj"):
        if not tree.passive[subject]:
            yield subject
    for agent in tree.kin(verb, "obl"):
        if words.lower[tree.phrase(agent)[0]] == "by":
            yield agent
