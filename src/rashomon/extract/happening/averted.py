"""What was meant and did not come about, or not yet, by the words around a predicate.

"The execution was suspended", "a march was called off", "stopped short of arresting her", "rather than bomb
it", "was to have sent 300 troops". What is broken off had begun: a strike, a siege or talks that end.
"""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.extract.happening.lexicon import CLASSES
from rashomon.extract.words import Words
from rashomon.model.records import EventStatus

_CALLED_OFF = frozenset("axe call_off cancel foil rule_out scrap shelve thwart".split())
_PUT_OFF = frozenset("defer delay postpone push_back put_back put_off reschedule".split())
_HALTED = frozenset("block halt stay stop suspend".split())
"""What is done to plans, and to what has begun as well: a word for something done at once tells which."""
_AT_ONCE = frozenset(
    """
    beheading deportation eviction exchange execution expulsion extradition flogging handover hanging launch
    release repatriation swap transfer
    """.split()
)
_BEGUN = (
    CLASSES["accord"]
    | CLASSES["business"] - {"protest", "demonstration"}
    | CLASSES["curb"]
    | CLASSES["relations"]
    | frozenset({"hunt", "search", "aid", "trade"})
)
"""What may be in force or under way when it is called off, so that it was."""
_EVADING = frozenset({"dodge", "elude", "escape", "evade"})
_SPARING = frozenset({"save", "spare"})
_PARTICLES = frozenset({"back", "off", "out"})
_UNDONE = frozenset("aborted attempted averted canceled cancelled foiled scrapped thwarted".split())
_ATTEMPTS, _PROSPECTS = frozenset({"attempt", "bid"}), frozenset("fear plan plot threat warning".split())
_PLOTS = frozenset("conspiracy plan plot scheme".split())
_DUE = frozenset("about due meant poised scheduled set slated supposed".split())
_FORGOING = {"abstain": "from", "decide": "against", "refrain": "from"}
_NEAR = frozenset({"close", "closer", "near"})
_BRINKS = frozenset("brink cusp point verge".split())
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_NOT = frozenset({"not", "n't", "n’t", "never"})
_CLAUSES = frozenset({"acl", "advcl", "ccomp", "nmod", "obl", "xcomp"})


def averted(words: Words, word: int) -> EventStatus | None:
    """Return the status of what is called off, put off, averted or only due; `None` of anything else."""
    top = first_joined(words, word)
    if _is_passed_over(words, word) or _is_forgone(words, top):
        return "denied"
    return (
        _called_off(words, top)
        or _missed(words, top)
        or _in_prospect(words, word)
        or ("planned" if _is_due(words, top) else None)
    )


def first_joined(words: Words, word: int) -> int:
    """Return the first of several predicates of one clause: "was due to come and sign".

    "Was due to come and left" are two.
    """
    tree = words.tree
    while tree.relations[word] == "conj" and tree.heads[word] >= 0:
        first = tree.heads[word]
        open_ = words.xpos[first] in {"VB", "VBG"} or any(
            words.lower[each] == "to" for each in _marks(words, first)
        )
        if open_ and words.xpos[word] in _FINITE:
            break
        word = first
    return word


def _is_passed_over(words: Words, word: int) -> bool:
    """Tell what was not done, but something else: "rather than bomb it", "instead of", "far from"."""
    for sign in words.tree.children[word]:
        said, behind = words.lower[sign], words.lower[sign + 1 : sign + 2]
        if (said, behind) in (("rather", ["than"]), ("instead", ["of"])):
            return True
        if said == "from" and words.xpos[word] == "VBG" and words.lower[max(sign - 1, 0)] == "far":
            return True
    return False


def _is_forgone(words: Words, word: int) -> bool:
    """Tell what somebody decides not to do: "ruled out sending troops", "refrained from arresting her"."""
    tree, verb = words.tree, words.tree.heads[word]
    if (
        verb < 0
        or tree.relations[word] not in _CLAUSES
        or words.xpos[word] != "VBG"
        or _is_denied(words, verb)
    ):
        return False
    marks = {words.lower[each] for each in _marks(words, word)}
    return _with_particle(words, verb) == "rule_out" or _FORGOING.get(words.lemma(verb)) in marks


def _called_off(words: Words, noun: int) -> EventStatus | None:
    """Return the status of what somebody calls off, halts, puts off or escapes: "the march was cancelled"."""
    tree = words.tree
    if tree.upos[noun] != "NOUN":
        return None
    verb = tree.heads[noun]
    done_to = tree.relations[noun] == "obj" or (tree.relations[noun] == "nsubj" and tree.passive[noun])
    if verb < 0 or not done_to or _is_denied(words, verb):
        return None
    said, what = _with_particle(words, verb), words.lemma(noun)
    if said in _PUT_OFF and not (said == "delay" and tree.has(verb, "conj")):  # "delayed but began at noon"
        return "planned"
    called_off = said in _CALLED_OFF and (what not in _BEGUN or "planned" in _beside(words, noun))
    missed: EventStatus = "failed" if _is_told(words, verb) else "hypothetical"
    escaped = said in _EVADING | _SPARING and not any(tree.has(noun, part) for part in ("det", "nmod"))
    return missed if called_off or escaped or (said in _HALTED and what in _AT_ONCE) else None


def _is_told(words: Words, verb: int) -> bool:
    """Tell "was cancelled" and "cancelled it" from "may be cancelled" and "asked them to cancel it"."""
    helped = {words.xpos[helper] for helper in words.tree.kin(verb, "aux")}
    return words.xpos[verb] in {"VBD", "VBG", "VBN"} and "MD" not in helped


def _is_denied(words: Words, verb: int) -> bool:
    return not _NOT.isdisjoint(_beside(words, verb))


def _with_particle(words: Words, verb: int) -> str:
    """Return a verb with its particle: "call_off"."""
    behind = words.lower[verb + 1 : verb + 2]
    own = [words.lower[child] for child in words.tree.kin(verb, "compound")]
    particle = next((each for each in (*own, *behind) if each in _PARTICLES), None)
    return f"{words.lemma(verb)}_{particle}" if particle else words.lemma(verb)


def _beside(words: Words, word: int) -> set[str]:
    return {words.lower[child] for child in words.tree.children[word]}


def _missed(words: Words, word: int) -> EventStatus | None:
    """Return the status of what all but came about: "stopped short of arresting her", "came close to war"."""
    if words.tree.relations[word] not in _CLAUSES or not (_is_bare(words, word)):
        return None
    for sign in _marks(words, word):
        before = [words.lemma(max(sign - back, 0)) for back in (1, 2, 3)]
        said = words.lower[sign]
        if said == "of" and before[0] == "short" and before[1] in {"fall", "stop"}:
            return "failed"
        if said == "to" and before[0] in _NEAR:
            return "failed" if before[1] == "come" else "hypothetical"
        if said == "of" and before[0] in _BRINKS and before[1] == "the":
            return "hypothetical"
        if said == "from" and words.lemma(words.tree.heads[word]) in _SPARING:
            return "failed"
    return "failed" if _is_within_reach(words, word) else None


def _is_bare(words: Words, word: int) -> bool:
    """Tell "arresting her" and "war", which nobody has told of, from "the war"."""
    return words.xpos[word] == "VBG" or not any(True for _ in words.tree.kin(word, "det"))


def _is_within_reach(words: Words, word: int) -> bool:
    """Tell "came within minutes of arresting her"."""
    tree, measure = words.tree, words.tree.heads[word]
    within = any(words.lower[case] == "within" for case in tree.kin(measure, "case"))
    came = tree.heads[measure] >= 0 and words.lemma(tree.heads[measure]) == "come"
    return within and came and (words.xpos[word] == "VBG" or "being" in _beside(words, word))


def _in_prospect(words: Words, word: int) -> EventStatus | None:
    """Return the status of what other words say to be no fact: "a foiled attack", "a plot to kill"."""
    tree, above = words.tree, words.tree.heads[word]
    if tree.relations[word] == "acl" and words.xpos[word] == "VB" and words.lemma(above) in _PLOTS:
        return _called_off(words, above) or "planned"
    if tree.upos[word] not in {"NOUN", "PROPN"}:
        return None
    described = {words.lower[each] for each in tree.kin(word, "amod")}
    part_of = words.lemma(above) if above >= 0 and tree.relations[word] == "compound" else ""
    if part_of in _ATTEMPTS or not described.isdisjoint(_UNDONE):
        return "failed"
    return "planned" if "postponed" in described else "hypothetical" if part_of in _PROSPECTS else None


def _is_due(words: Words, word: int) -> bool:
    """Tell what is or was yet to come: "were due to sign", "is set to open", "was to have sent"."""
    for sign in _marks(words, word):
        before = max(sign - 1, 0)
        missed = words.xpos[word] == "VBN" and words.lower[sign + 1 : sign + 2] == ["have"]
        if words.lower[sign] == "to" and (
            words.lower[before] in _DUE or (missed and words.lemma(before) == "be")
        ):
            return True
    return False


def _marks(words: Words, word: int) -> Iterator[int]:
    """Yield the words that lead in a clause or phrase, "to" of "due to sign" included."""
    tree = words.tree
    for child in tree.children[word]:
        if tree.relations[child] in {"mark", "case"} and child < word:
            yield child
            yield from tree.kin(child, "fixed")
