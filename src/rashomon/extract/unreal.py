"""Verbs of saying by which nothing is said.

What somebody must say, might say, or is not proved to plan; what they say on a condition or would have said;
whether they said it, where that is the question; and whom they did not blame.
"""

from __future__ import annotations

from rashomon.extract.cues import ACTS, UNTRUE
from rashomon.extract.words import MARKS, Words
from rashomon.model.records import Act

_DUTY = frozenset({"must", "should", "ought"})
_TELLING = frozenset(
    """
    acknowledge admit announce answer apologise apologize clarify confirm deny disclose explain reveal say
    state tell
    """.split()
)
_ABLE = frozenset({"can", "could"})
_PERHAPS = frozenset({"might"})
_INVENTED = UNTRUE | frozenset("absurd invent invention lie mistaken nonsense wrong".split())
_SAYING_SO = frozenset({"claim", "say", "state", "suggest"})
_OWN = frozenset({"i", "we"})
_POWER = frozenset({"could", "might", "shall"})
_IF = frozenset({"if", "unless"})
_HAVING = frozenset({"have", "need", "ought"})
_WITHIN = frozenset({"aux", "conj", "xcomp"})
_PROOF = frozenset("proof evidence sign indication suggestion trace".split())
_NO = frozenset({"no", "any", "little", "scant", "without"})
_EVEN = frozenset({"as", "even"})
"""Before "if": what somebody says, whether or not it counts, or only seems to say."""
_PAST_CHANCE = frozenset({"would", "could", "might", "should"})
_IMAGINING = frozenset({"imagine", "pretend", "suppose"})
_AUXILIARIES = frozenset({"aux", "cop"})
_TOWARDS: frozenset[Act] = frozenset({"asked", "blamed", "praised"})
"""Acts that are done to somebody: told as not done, nothing is left of them."""
_NEVER = frozenset({"not", "n't", "n’t", "never"})
_NOBODY = frozenset({"nobody", "no-one", "none"})
_WILL = frozenset({"will", "would", "wo", "'ll", "’ll"})
"""Who "will not blame" somebody says so."""
_CLAUSES = frozenset({"ccomp", "xcomp"})


def is_untold(words: Words, verb: int) -> bool:
    """Tell whether a verb says what somebody else must yet tell, or what nothing proves that they did."""
    subjects = {words.lower[child] for child in words.tree.kin(verb, "nsubj")}
    yet = _helped(words, verb) or bool(_helpers(words, verb) & _PERHAPS)
    owed = words.lemma(verb) in _TELLING and yet and subjects.isdisjoint(_OWN)
    return owed or _is_unproved(words, verb)


def is_unreal(words: Words, verb: int) -> bool:
    """Tell whether somebody only may come to say something, or might have, or the question is whether.

    "If Orm says so", "she would have said", "imagine that she said", "Did Orm say so?", "rumours that Orm
    said so are false".
    """
    return (
        _is_conditional(words, verb)
        or _is_missed(words, verb)
        or is_imagined(words, verb)
        or is_in_question(words, verb)
        or _is_untrue(words, verb)
        or _asks_who_could(words, verb)
    )


def is_undone(words: Words, verb: int) -> bool:
    """Tell whether nobody is blamed, praised or asked: "did not accuse Orm", "blames no one".

    What else somebody does not say may be told by a clause, and that is told as not said.
    """
    tree, lemma = words.tree, words.lemma(verb)
    if lemma != "ask" and ACTS.get(lemma) not in _TOWARDS:
        return False
    if tree.upos[verb] != "VERB" or any(tree.has(verb, relation) for relation in _CLAUSES):
        return False
    subjects = list(tree.kin(verb, "nsubj"))
    things = [*tree.kin(verb, "obj"), *(each for each in subjects if tree.passive[each])]
    if any(_is_nobody(words, each) for each in subjects):
        return True
    negated = any(words.lower[child] in _NEVER for child in tree.children[verb])
    willing = any(words.lower[child] in _WILL for child in tree.kin(verb, "aux"))
    return bool(things) and ((negated and not willing) or all(_is_nobody(words, each) for each in things))


def is_owed(words: Words, verb: int) -> bool:
    """Tell whether a verb says what somebody must or should say, or what nothing proves that they did."""
    tree, top = words.tree, verb
    while tree.relations[top] in _WITHIN and tree.heads[top] >= 0 and not _helped(words, top):
        if tree.relations[top] == "xcomp" and words.lemma(tree.heads[top]) in _HAVING:
            return True
        top = tree.heads[top]
    return bool(_helpers(words, top) & _DUTY) or _is_unproved(words, top)


def is_supposed(words: Words, verb: int) -> bool:
    """Tell whether a verb says what somebody could or might say, or tells others to; or is "you know"."""
    helpers = _helpers(words, verb)
    command = words.xpos[verb] == "VB" and not helpers and not words.tree.has(verb, "nsubj")
    command = command and not any(True for _ in words.tree.kin(verb, "mark"))
    subjects = {words.lower[child] for child in words.tree.kin(verb, "nsubj")}
    return bool(helpers & (_POWER | _IF)) or command or (subjects == {"you"} and words.lower[verb] == "know")


def _is_conditional(words: Words, verb: int) -> bool:
    """Tell what is said on a condition; what is to be said even so is said."""
    tree = words.tree
    if tree.relations[verb] != "advcl" or tree.heads[verb] < 0:
        return False
    for mark in tree.kin(verb, "mark"):
        if words.lower[mark] in _IF and words.lower[max(mark - 1, 0)] not in _EVEN:
            return True
    return False


def _is_missed(words: Words, verb: int) -> bool:
    """Tell what somebody would or could have said; "would have liked" says what they like."""
    helpers = {words.lower[child] for child in words.tree.kin(verb, "aux")}
    missed = words.xpos[verb] == "VBN" and "have" in helpers and not _PAST_CHANCE.isdisjoint(helpers)
    return missed and ACTS.get(words.lemma(verb)) not in {None, "believed", "other"}


def is_imagined(words: Words, verb: int) -> bool:
    """Tell what others are told to imagine that somebody says."""
    above = words.tree.heads[verb]
    if above < 0 or words.tree.relations[verb] != "ccomp" or words.lemma(above) not in _IMAGINING:
        return False
    return words.xpos[above] in {"VB", "VBP"} and not words.tree.has(above, "nsubj")


def is_in_question(words: Words, verb: int) -> bool:
    """Tell a verb whose question opens with its auxiliary: whether somebody said something."""
    tree = words.tree
    if tree.relations[verb] not in {"root", "ccomp", "parataxis"}:
        return False
    helpers = [child for child in tree.children[verb] if tree.relations[child] in _AUXILIARIES]
    subjects = list(tree.kin(verb, "nsubj"))
    if not helpers or not subjects or not helpers[0] < subjects[0] < verb:
        return False
    _, end = tree.phrase(verb)
    opens = tree.phrase(verb)[0]
    while opens < helpers[0] and (tree.upos[opens] in {"PUNCT", "CCONJ"} or words.forms[opens] in MARKS):
        opens += 1
    asked = any(words.forms[word] == "?" for word in range(verb, min(end + 1, len(words.forms))))
    return opens == helpers[0] and asked


def _is_untrue(words: Words, verb: int) -> bool:
    """Tell what somebody says by what is said to be false: a rumour, what critics are wrong to say."""
    tree, above = words.tree, words.tree.heads[verb]
    if above < 0 or tree.relations[verb] not in {"acl", "ccomp", "csubj"}:
        return False
    reported = tree.relations[above] == "nsubj" or words.lemma(above) in _SAYING_SO
    calling = tree.heads[above] if reported and tree.heads[above] >= 0 else above
    negated = any(words.lower[child] in _NEVER for child in tree.children[calling])
    return words.lemma(calling) in _INVENTED and not negated


def _is_nobody(words: Words, noun: int) -> bool:
    first, end = words.tree.phrase(noun)
    return words.lower[noun] in _NOBODY or words.lower[first:end][:2] == ["no", "one"]


def _asks_who_could(words: Words, verb: int) -> bool:
    """Tell a question that waits for no answer: "who can blame them?"."""
    asks = any(words.lower[subject] == "who" for subject in words.tree.kin(verb, "nsubj"))
    return asks and words.tree.relations[verb] != "acl" and bool(_helpers(words, verb) & _ABLE)


def _helped(words: Words, verb: int) -> bool:
    return bool(_helpers(words, verb) & _DUTY)


def _helpers(words: Words, verb: int) -> set[str]:
    children = words.tree.children[verb]
    return {words.lower[child] for child in children if words.tree.relations[child] in {"aux", "mark"}}


def _is_unproved(words: Words, verb: int) -> bool:
    """Tell whether a clause tells of what there is no proof."""
    tree, noun = words.tree, words.tree.heads[verb]
    if noun < 0 or tree.relations[verb] not in {"acl", "ccomp"} or words.lemma(noun) not in _PROOF:
        return False
    return any(words.lower[child] in _NO for child in tree.children[noun])
