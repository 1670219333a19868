"""Whether an event came about: by the words above and beside its predicate, and by its factuality."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.extract.cues import UNTRUE
from rashomon.extract.happening.alleged import alleged
from rashomon.extract.happening.averted import averted
from rashomon.extract.words import Words
from rashomon.model.records import EventStatus

_NEGATIONS = frozenset("not n't n’t never no nobody none nothing without neither nor".split())
_FUTURE = frozenset({"will", "'ll", "’ll", "shall"})
_MAYBE = frozenset({"may", "might", "could", "would", "should", "can", "'d", "’d", "must"})
_WOULD = frozenset({"would", "'d", "’d", "could", "might"})
_PLANNED = frozenset(
    """
    plan schedule intend aim prepare expect due want hope promise pledge vow agree decide threaten offer
    undertake
    """.split()
)
_ORDERED = frozenset("order instruct command decree direct summon oblige require".split())
_DEMANDED = frozenset(
    "demand urge ask call appeal request recommend propose plead petition advise press".split()
)
_FAILED = frozenset(
    "abandon attempt avert avoid block close fail foil prevent refuse stop thwart try".split()
)
_TRYING = frozenset({"try", "attempt"})
_UNSURE = frozenset(
    "alleged averted expected feared hypothetical possible potential proposed suspected threatened".split()
)
_CLEARING = frozenset({"acquit", "clear"})
_FAILED_VERBS = frozenset({"close", "stop"})  # "at the close of the summit" no summit failed
_HEARSAY = frozenset("reportedly allegedly purportedly supposedly apparently seemingly".split())
_NEARLY = frozenset({"almost", "nearly"})
_TAKING_PART = frozenset({"nsubj", "obj", "iobj"})
_DENIED = frozenset("deny dispute refute dismiss reject".split())
_CLAIMS = frozenset(
    """
    accusation allegation assertion charge claim idea information message news report rumor rumour story
    suggestion
    """.split()
)
_MADE_UP = frozenset("fabrication fiction hoax invention lie myth".split())
_PROVING = frozenset("confirm demonstrate establish indicate prove show suggest".split())
_PROOFS = frozenset("evidence indication proof sign trace".split())
_ANOTHER_CLAUSE = frozenset({"conj", "parataxis"})
_REFUSING = frozenset({"reject", "dismiss"})
_ONGOING = frozenset("continue keep remain go ongoing still".split())
_CONDITIONS = frozenset({"if", "unless", "whether"})
_PRESENT = frozenset({"VBZ", "VBP"})
_FACT = 0.0
"""From which factuality on something happened; chosen on the dev stories."""
_CLAUSES = frozenset({"ccomp", "xcomp"})
_ABOVE = {"xcomp", "ccomp", "acl", "obj", "advcl", "nmod"}


def status_of(words: Words, word: int, factuality: float) -> EventStatus:
    """Return the status of what a predicate tells.

    Args:
        words: of the document.
        word: the predicate.
        factuality: from -3 (did not happen, for sure) to 3 (happened, for sure).
    """
    governing = list(_governing(words, word))
    above = {words.lemma(each) for each in governing}
    if not above.isdisjoint(_DENIED) and any(_is_negated(words, each) for each in governing):
        return "hypothetical"  # "did not deny that ..." leaves open whether it did
    told = _told(words, word, above)
    if told is not None:
        return told
    return "happened" if factuality >= _FACT else "hypothetical"


def is_ordered(words: Words, word: int) -> bool:
    """Tell what somebody is ordered to do, whether they did or not."""
    above = {words.lemma(each) for each in _governing(words, word)}
    return not above.isdisjoint(_ORDERED)


def is_doubtful(words: Words, word: int) -> bool:
    """Tell what words say to be open: "whether they fired", "reportedly fired", "no proof that they did"."""
    tree = words.tree
    beside = {words.lower[child] for child in tree.children[word]}
    cleared = any(
        words.lemma(each) in _CLEARING and words.tree.upos[each] == "VERB" for each in _governing(words, word)
    )
    unsure = tree.upos[word] == "NOUN" and not beside.isdisjoint(_UNSURE)
    unsure = unsure or _unmade(words, word) is not None
    return cleared or unsure or not beside.isdisjoint(_HEARSAY | {"whether"}) or _is_unproven(words, word)


def _unmade(words: Words, word: int) -> EventStatus | None:
    """Return the status of what is called off, averted, alleged or a condition."""
    return averted(words, word) or alleged(words, word)


def _told(words: Words, word: int, above: set[str]) -> EventStatus | None:
    """Return the status that words say, by the first sign that is there; `None` where they leave it open."""
    beside = {words.lower[child] for child in words.tree.children[word]}
    unmade = _unmade(words, word)
    signs: tuple[tuple[EventStatus, bool], ...] = (
        ("hypothetical", _is_unreal(words, word) or _is_supposed(words, word)),
        (
            "denied",
            _is_negated(words, word)
            or _is_untrue(words, word)
            or (not above.isdisjoint(_DENIED) and not _is_refused(words, word)),
        ),
        (unmade or "happened", unmade is not None),
        ("planned", _is_tried(words, word)),
        ("failed", _is_failed(words, word) or not beside.isdisjoint(_NEARLY)),
        ("hypothetical", is_doubtful(words, word)),
        ("planned", "planned" in beside),
        ("ordered", not above.isdisjoint(_ORDERED)),
        ("hypothetical", not above.isdisjoint(_DEMANDED)),
        ("hypothetical", not beside.isdisjoint(_CONDITIONS)),
        ("planned", not beside.isdisjoint(_FUTURE) or not above.isdisjoint(_PLANNED)),
        ("hypothetical", not beside.isdisjoint(_MAYBE)),
        ("planned", _is_to_be(words, word, above)),
        ("ongoing", _goes_on(words, word, beside) or not above.isdisjoint(_ONGOING)),
    )
    return next((status for status, there in signs if there), None)


def _is_bound(words: Words, word: int) -> bool:
    """Tell the "no" of "no more than twelve", which says how many and not that there were none."""
    behind = words.lower[word + 1 : word + 3]
    return len(behind) > 1 and behind[0] in {"more", "fewer", "less"} and behind[1] == "than"


def _is_negated(words: Words, word: int) -> bool:
    """Tell whether a "not" stands with a predicate, or a "no", "neither" or "nobody" with who takes part."""
    tree = words.tree
    for child in tree.children[word]:
        taking = tree.relations[child] in _TAKING_PART and not _has_clause_of_its_own(words, child)
        beside = (child, *(tree.children[child] if taking else ()))
        if any(_negates(words, each, word) for each in beside):
            return True
    without = tree.heads[word]  # "no candidate having won, ..."
    if without < 0 or tree.relations[word] != "acl" or not _has_clause_of_its_own(words, without):
        return False
    return any(words.lower[each] in _NEGATIONS for each in tree.kin(without, "det"))


def _negates(words: Words, sign: int, word: int) -> bool:
    """Tell a negation in the clause of a predicate, which says that it was not.

    What comes behind an "and" is a clause of its own, and of "not because of protests" there may be some.
    """
    tree = words.tree
    if words.lower[sign] not in _NEGATIONS or _is_bound(words, sign):
        return False
    behind = tree.relations[sign] in _ANOTHER_CLAUSE
    how = words.lower[sign] == "not" and tree.upos[word] == "NOUN" and tree.has(word, "case")
    return not (behind or (how and tree.heads[sign] == word))


def _has_clause_of_its_own(words: Words, subject: int) -> bool:
    """Tell the candidate of "no candidate having won, a second round is held"."""
    clauses = words.tree.kin(subject, "acl")
    return any(words.lower[helper] == "having" for each in clauses for helper in words.tree.kin(each, "aux"))


def _is_unproven(words: Words, word: int) -> bool:
    """Tell "no facts prove that guards fired", "nothing shows that", "there is no proof that"."""
    tree, above = words.tree, words.tree.heads[word]
    if above < 0:
        return False
    if tree.relations[word] in {"acl", "nmod"}:
        denied = any(words.lower[each] == "no" for each in tree.kin(above, "det"))
        return denied and words.lemma(above) in _PROOFS
    if tree.relations[word] != "ccomp" or words.lemma(above) not in _PROVING:
        return False
    facts = tree.heads[above] if tree.relations[above] == "acl" else -1
    lacking = facts >= 0 and any(words.lower[each] == "no" for each in tree.kin(facts, "det"))
    return lacking or _is_negated(words, above)


def _is_untrue(words: Words, word: int) -> bool:
    """Tell "it is untrue that guards fired", "not true that", "reports that guards fired are false".

    So does "the arrests are an invention of the press".
    """
    tree = words.tree
    claimed = tree.heads[word]
    if claimed >= 0 and tree.relations[word] in {"acl", "nmod"} and words.lemma(claimed) in _CLAIMS:
        judged = tree.heads[claimed] if tree.relations[claimed] == "nsubj" else -1
    else:
        judged = claimed if tree.relations[word] in {"ccomp", "csubj", "nsubj"} else -1
    if judged < 0:
        return False
    if tree.has(judged, "cop") and words.lemma(judged) in _MADE_UP:
        return not _is_negated(words, judged)
    if tree.relations[word] == "nsubj":
        return False
    said = words.lower[judged]
    return (said in UNTRUE or said == "true") and (said == "true") == _is_negated(words, judged)


def _is_refused(words: Words, word: int) -> bool:
    """Tell the offer of "rejected an offer", which was made, from the shooting of "denied the shooting"."""
    governing = {words.lemma(each) for each in _governing(words, word)}
    thing = words.tree.upos[word] == "NOUN" and words.tree.relations[word] in {"obj", "nsubj"}
    return thing and not governing.isdisjoint(_REFUSING)


def _is_failed(words: Words, word: int) -> bool:
    """Tell whether a predicate hangs on a word for failing, or for keeping something from coming about."""
    return any(
        words.lemma(each) in _FAILED
        and not (words.lemma(each) in _FAILED_VERBS and words.tree.upos[each] == "NOUN")
        and not _is_kept_from(words, each)
        for each in _governing(words, word)
    )


def _is_kept_from(words: Words, failing: int) -> bool:
    """Tell what nobody kept from coming about: "could not prevent the killing", "failed to stop it"."""
    again = any(words.lemma(each) == "fail" for each in _governing(words, failing))
    return words.lemma(failing) not in _TRYING | {"fail", "refuse"} and (again or _is_negated(words, failing))


def _is_tried(words: Words, word: int) -> bool:
    """Tell what somebody is still trying to do."""
    return any(
        words.lemma(each) in _TRYING and words.xpos[each] in {"VBG", *_PRESENT}
        for each in _governing(words, word)
    )


def _is_unreal(words: Words, word: int) -> bool:
    """Tell "had the army not fired, ...", which says that it did: a "had" before its subject."""
    tree = words.tree
    subjects = list(tree.kin(word, "nsubj"))
    return any(
        words.lower[helper] == "had" and subjects and helper < min(subjects)
        for helper in tree.kin(word, "aux")
    )


def _is_supposed(words: Words, word: int) -> bool:
    """Tell a clause about what would be if something were: "if it broke, they would ask who had shut it".

    "They would overturn the arrest" leaves the arrest as it was.
    """
    tree = words.tree
    first = word
    while tree.relations[first] == "conj" and tree.heads[first] >= 0:
        first = tree.heads[first]
    return tree.relations[first] in _CLAUSES and any(
        any(words.lower[helper] in _WOULD for helper in tree.kin(verb, "aux"))
        and any(
            words.lower[sign] == "if"
            for clause in tree.kin(verb, "advcl")
            for sign in tree.kin(clause, "mark")
        )
        for verb in _governing(words, word)
    )


def _is_to_be(words: Words, word: int, above: set[str]) -> bool:
    """Tell an infinitive of what is to be: "Minister to visit Halm", "is to be driven", "a vote to come"."""
    infinitive = words.xpos[word] == "VB" and any(words.xpos[to] == "TO" for to in words.tree.children[word])
    return infinitive and (words.tree.relations[word] in {"root", "acl"} or "be" in above)


def _goes_on(words: Words, word: int, beside: set[str]) -> bool:
    """Tell "are blocking", "is being searched" and the plain present of a main clause."""
    being = any(words.lemma(child) == "be" for child in words.tree.children[word])
    plain = words.xpos[word] in _PRESENT and words.tree.relations[word] != "advcl"
    return (words.xpos[word] == "VBG" and being) or "being" in beside or plain


def _governing(words: Words, word: int) -> Iterator[int]:
    """Yield the verbs and nouns that a predicate hangs on as what they are about.

    "Closed after rebels shelled it" is not about the shelling.
    """
    tree = words.tree
    at = word
    while tree.relations[at] == "conj" and tree.heads[at] >= 0:
        at = tree.heads[at]
    beside = tree.relations[at] == "advcl" and not _is_aim(words, at)
    above = tree.heads[at]
    beside = beside or _is_relative(words, at)
    if tree.relations[at] in _ABOVE and above >= 0 and not beside:
        yield above
        if tree.relations[at] == "acl" and words.lemma(above) in _CLAIMS and tree.relations[above] == "obj":
            yield tree.heads[above]  # "rejected claims that soldiers had shot them"
        if tree.relations[at] == "nmod" and words.lemma(above) in _CLAIMS and tree.relations[above] == "obj":
            denying = tree.heads[above]
            yield from (denying,) if words.lemma(denying) in _DENIED else ()  # "denied reports of a raid"
    if tree.relations[at] == "nsubj" and tree.heads[at] >= 0 and tree.passive[at]:
        yield tree.heads[at]


def _is_relative(words: Words, clause: int) -> bool:
    """Tell "an attempt in which two were wounded", which wounded them, from an attempt to wound."""
    if words.tree.relations[clause] != "acl":
        return False
    below = (part for child in words.tree.children[clause] for part in (child, *words.tree.children[child]))
    return any(words.xpos[each] in {"WDT", "WP", "WP$", "WRB"} for each in below)


def _is_aim(words: Words, clause: int) -> bool:
    """Tell a clause that says what for or on what condition, from one that says when or why."""
    beside = words.tree.children[clause]
    infinitive = words.xpos[clause] == "VB" and any(words.xpos[to] == "TO" for to in beside)
    kept = words.xpos[clause] == "VBG" and any(words.lower[mark] == "from" for mark in beside)
    return infinitive or kept or any(words.lower[mark] in _CONDITIONS for mark in beside)
