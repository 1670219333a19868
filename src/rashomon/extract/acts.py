"""Which act a statement is: by its cue, and where that only says that something was said, by its content."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rashomon.extract.cues import ACTS
from rashomon.extract.tenor import OWN, by_content, ends_asking, first_word
from rashomon.extract.words import MARKS, Range, Words
from rashomon.language.arrays import Floats
from rashomon.model.records import Act

_NEUTRAL = frozenset({"said", "announced"})
UNTOLD = frozenset({"said", "other"})
"""Acts that a rule gives where it finds no other."""
NOT = frozenset({"not", "n't", "n’t", "no", "never", "neither"})
_PLAIN = {
    "n't": "not",
    "n’t": "not",
    "wo": "will",
    "would": "will",
    "'ll": "will",
    "’ll": "will",
    "never": "not",
}
"""Other forms of the words of "will not"."""
_UNWILLING = frozenset("would will wo can ca could able position prepared ready willing".split())
_SPEAKING = frozenset(
    "say tell comment discuss elaborate identify name disclose confirm draw exclude speculate rule".split()
)
_ANSWERING = frozenset(
    "comment answer respond reply return response explanation interview question position".split()
)
_CLAIMING = frozenset("call claim order say state suggest tell threaten write".split())
_CALLING = frozenset({"for", "on", "upon"})
_WANTING = frozenset({"want", "wish"})
_REJECTING = frozenset({"reject", "dismiss", "rejection", "dismissal"})
_OFFERS = frozenset(
    """
    appeal bid call ceasefire deal demand invitation mediation mobilisation mobilization offer order plan
    proposal request summons talk threat truce ultimatum
    """.split()
)
_SAYINGS = frozenset(
    """
    accusation account allegation argument assertion baseless charge claim criticism explanation false idea
    insinuation lie notion report reproach rumor rumour statement story suggestion talk theory unfounded
    untrue version
    """.split()
)
"""What is denied where it is rejected."""
_POINTING = frozenset("it that these this those which".split())
_QUESTION = frozenset("whether if who what when where why how which".split())
_INFORMATION = frozenset("answer clarification comment detail explanation information opinion view".split())
"""What is asked for by a question."""
_SEEING = frozenset("assess consider perceive regard see understand view".split())
_TO = frozenset({"to"})
_SMALL = frozenset({"ADP", "ADV", "PART", "SCONJ"})
_NO = frozenset({"no", "without", "little"})
_FORGOING = frozenset({"avoid", "forget", "neglect", "omit", "refrain", "fail"})
_GRANTED = frozenset(
    """
    access admission appeal application asylum bail clemency entry leave licence license loan motion parole
    permission permit petition request right visa
    """.split()
)
"""What is kept from somebody to whom it is denied."""
_NOTHING = (["nothing"], ["no", "comment"])
"""All that some say who say nothing."""
RULED = 8.0
"""What the act that a rule gives counts beside what is learned of a cue's head, in nats; of `UNTOLD` none."""
_SHORT = 4  # words within which an infinitive shows what somebody is asked to do


def act_of(
    words: Words, cue: Sequence[Range], contents: Sequence[Range], source: Sequence[Range] = ()
) -> tuple[Act, list[str]]:
    """Return the act of a statement, and the lemmas that say it: of its cue, or of "we demand" in its words.

    Args:
        words: of the document.
        cue: one range or none.
        contents: what is said.
        source: who says it, if any words do.
    """
    said = _lemmas(words, cue) or _own(words, contents)
    known = [word for word in said if word in ACTS and word not in _particles(words, cue)]
    return _by_cue(words, said, contents) or _neutral(words, said, known, contents, source), said


def is_known(words: Words, cue: Sequence[Range], contents: Sequence[Range]) -> bool:
    """Tell whether a rule knows a cue: by the word that heads it, or by more ("will not hesitate")."""
    head = words.tree.top(*cue[0])
    return words.lemma(head) in ACTS or _by_cue(words, _lemmas(words, cue), contents) is not None


def likeliest(ruled: Act, acts: Sequence[Act], scores: Floats) -> Act:
    """Return the act of a statement by what a rule gives and by what is learned of the head of its cue.

    Args:
        ruled: what `act_of` gives.
        acts: those that there are.
        scores: float32 `[a]`, the score of each for the head of the cue.
    """
    both = scores.copy()
    if ruled in acts and ruled not in UNTOLD:
        both[acts.index(ruled)] += RULED
    return acts[int(both.argmax())]


def _lemmas(words: Words, cue: Sequence[Range]) -> list[str]:
    return [words.lemma(word) for first, end in cue for word in range(first, end)]


def _particles(words: Words, cue: Sequence[Range]) -> frozenset[str]:
    """Return the small words of a cue that are verbs elsewhere: who "hits back" backs nobody."""
    own = (word for first, end in cue for word in range(first, end))
    return frozenset(words.lower[word] for word in own if words.tree.upos[word] in _SMALL)


def _own(words: Words, contents: Sequence[Range]) -> list[str]:
    """Return the verb of "we demand" with its object, where those who sign a text do something by it."""
    root = words.tree.top(*contents[0])
    subjects = {words.lower[child] for child in words.tree.kin(root, "nsubj")}
    negated = any(words.lower[child] in NOT for child in words.tree.children[root])
    if OWN.isdisjoint(subjects) or negated:
        return []
    return [words.lemma(root), *(words.lemma(thing) for thing in words.tree.kin(root, "obj"))]


def _by_cue(words: Words, said: Sequence[str], contents: Sequence[Range]) -> Act | None:
    """Return the act that a cue shows by more than its verb, if it does."""
    told = [words.lower[word] for first, end in contents for word in range(first, end)]
    if said and [word for word in told if word[0].isalnum()] in _NOTHING:
        return "declined"
    return (
        _silent(words, said, contents)
        or _forgone(said)
        or _pleading(words, said, contents)
        or _keeping(words, said, contents)
        or _threatening(said)
        or _asking(words, said, contents)
        or _requiring(words, said, contents)
        or _wanting(words, said, contents)
        or _rejecting(words, said, contents)
        or _seeing(words, said, contents)
    )


def _neutral(
    words: Words,
    said: Sequence[str],
    known: Sequence[str],
    contents: Sequence[Range],
    source: Sequence[Range],
) -> Act:
    acts = [ACTS[word] for word in known]
    act: Act = next((each for each in acts if each not in _NEUTRAL), acts[0] if acts else "said")
    if act == "promised" and not _NO.isdisjoint(said):
        return "declined"  # "has no plans to resign", "left without promising that"
    if act not in _NEUTRAL or not contents:
        return act
    if "accept" in said and not NOT.isdisjoint(said):
        return "declined"
    speaking = {words.lower[word] for first, end in source for word in range(first, end)}
    if "declare" in said and _is_thing(words, contents):
        return "announced"
    claims = not NOT.isdisjoint(said) and not _CLAIMING.isdisjoint(said) and _UNWILLING.isdisjoint(said)
    if claims and speaking:
        return "denied" if speaking <= OWN else act  # what was not said does nothing by its words
    return by_content(words, said, act, contents, speaking)


def _silent(words: Words, said: Sequence[str], contents: Sequence[Range]) -> Act | None:
    """Tell refusals: "would not say", "no comment", "will not ask"; "did not say that ..." is none.

    Who neither confirms nor denies refuses to say.
    """
    if {"neither", "deny"} <= set(said) or {"confirm", "nor", "deny"} <= set(said):
        return "declined"
    if NOT.isdisjoint(said):
        return None
    # The verb of "won't be named", the noun of "took no questions" stand in the content.
    tops = {words.lemma(words.tree.top(*content)) for content in contents}
    asks = any(ACTS.get(verb) == "demanded" or verb == "ask" for verb in said)
    unwilling = not _UNWILLING.isdisjoint(said) and (asks or not _SPEAKING.isdisjoint({*said, *tops}))
    no = {"no"}.issubset(said)
    return "declined" if unwilling or not _ANSWERING.isdisjoint({*said, *tops} if no else said) else None


def _forgone(said: Sequence[str]) -> Act | None:
    """Tell what is not said: "stopped short of accusing", "refrained from blaming", "failed to condemn"."""
    without = any(one == "without" and other in ACTS for one, other in pairwise(said))
    short = {"stop", "short"} <= set(said)
    return "declined" if without or short or not _FORGOING.isdisjoint(said) else None


def _pleading(words: Words, said: Sequence[str], contents: Sequence[Range]) -> Act | None:
    """Tell "pleaded not guilty", which denies, from "pleaded guilty"."""
    if "plead" not in said:
        return None
    pleaded = [*said, *(words.lower[word] for first, end in contents[:1] for word in range(first, end))]
    if "guilty" not in pleaded[: len(said) + _SHORT]:
        return None
    return "denied" if not NOT.isdisjoint(pleaded[: pleaded.index("guilty")]) else "said"


def _keeping(words: Words, said: Sequence[str], contents: Sequence[Range]) -> Act | None:
    """Tell "denied bail" and "denied the firm a permit", which keep something from somebody.

    Who "denied that they would leave" denies.
    """
    if "deny" not in said:
        return None
    tops = (words.tree.top(*content) for content in contents)
    things = {words.lemma(top) for top in tops if words.tree.upos[top] == "NOUN"}
    return "declined" if not things.isdisjoint(_GRANTED) else None


def _threatening(said: Sequence[str]) -> Act | None:
    """Tell "will not hesitate to", which threatens, from "did not hesitate to"."""
    return "warned" if {"will", "not", "hesitate"} <= {_PLAIN.get(word, word) for word in said} else None


def _asking(words: Words, said: Sequence[str], contents: Sequence[Range]) -> Act | None:
    """Tell "ask whether", which asks, from "ask for", which demands, and "tell to", which orders."""
    begins = first_word(words, contents)
    if "ask" in said and contents and ends_asking(words, contents):
        return "asked"
    if "tell" in said:
        return "ordered" if _commands(words, contents) else None
    if "call" in said:
        behind = said[said.index("call") + 1 :][:1]
        return "demanded" if not _CALLING.isdisjoint(behind) or begins in {"to", *_CALLING} else None
    if "for" in {*said, begins} and _is_information(words, contents):
        return "asked"
    if "ask" in said:
        wants = "for" in said or begins in {"that", "for", "to"} or _infinitive(words, contents)
        return "demanded" if wants and begins not in _QUESTION else "asked"
    return None


def _commands(words: Words, contents: Sequence[Range]) -> bool:
    """Tell whether a content begins with "to" or "not to"."""
    begins = first_word(words, contents)
    return begins == "to" or (begins == "not" and _infinitive(words, contents))


def _is_thing(words: Words, contents: Sequence[Range]) -> bool:
    """Tell whether a content is a thing and no words: "declared a state of emergency"."""
    first, end = contents[0]
    quoted = words.forms[first] in MARKS
    return not quoted and words.tree.upos[words.tree.top(first, end)] in {"NOUN", "PROPN"}


def _is_information(words: Words, contents: Sequence[Range]) -> bool:
    return bool(contents) and words.lemma(words.tree.top(*contents[0])) in _INFORMATION


def _requiring(words: Words, said: Sequence[str], contents: Sequence[Range]) -> Act | None:
    """Requiring somebody to do something orders it."""
    return "ordered" if "require" in said and first_word(words, contents) in _TO else None


def _wanting(words: Words, said: Sequence[str], contents: Sequence[Range]) -> Act | None:
    """Tell "want it withdrawn", which demands, from "want to leave", "not want to" and "wish to know"."""
    if _WANTING.isdisjoint(said):
        return None
    if "know" in said:
        return "asked"
    if first_word(words, contents) == "to":
        return None if NOT.isdisjoint(said) else "declined"
    return "demanded" if "want" in said and contents else None


def _rejecting(words: Words, said: Sequence[str], contents: Sequence[Range]) -> Act | None:
    """Rejecting what is said is denying; rejecting a thing, what is offered or asked is declining."""
    if _REJECTING.isdisjoint(said) or not contents:
        return None
    told = (words.lemma(word) for first, end in contents for word in range(first, end))
    rejected = {*said, *told}  # the claims of "rejected the claims of the mayor" stand in the cue
    if not _OFFERS.isdisjoint(rejected):
        return None
    top, first = words.tree.top(*contents[0]), contents[0][0]
    points = words.lower[first] in _POINTING and words.tree.relations[first] != "det"  # "that as a fantasy"
    thing = words.tree.upos[top] in {"NOUN", "PROPN"} and not words.tree.has(top, "cop")
    claimed = any(
        words.lower[mark] == "that"
        for clause in words.tree.kin(top, "acl")
        for mark in words.tree.kin(clause, "mark")
    )
    is_said = points or not thing or not _SAYINGS.isdisjoint(rejected) or claimed
    return "denied" if is_said else None


def _seeing(words: Words, said: Sequence[str], contents: Sequence[Range]) -> Act | None:
    """Seeing something as something is believing it."""
    as_ = "as" in said or any(words.lower[first] == "as" for first, _ in contents)
    return "believed" if as_ and not _SEEING.isdisjoint(said) else None


def _infinitive(words: Words, contents: Sequence[Range]) -> bool:
    """Tell whether a content is somebody and what they are to do: "him to leave"."""
    first, end = contents[0] if contents else (0, 0)
    return any(words.xpos[word] == "TO" for word in range(first, min(end, first + _SHORT)))
