"""What a content does by its own words: it asks, demands, denies, promises, judges.

A cue such as "said" or a colon leaves that to what is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from rashomon.compare.wordlists import BODIES
from rashomon.extract.cues import BAD, GOOD, UNTRUE
from rashomon.extract.happening.parts import SUFFERED
from rashomon.extract.silence import withholds
from rashomon.extract.words import MARKS, Range, Words
from rashomon.model.records import Act

OWN = frozenset({"i", "we"})
_MINE = frozenset({"i"})  # "I must admit" demands nothing of others
_NOT = frozenset({"not", "n't", "n’t", "no", "never"})
_NOBODY = frozenset({"nobody", "nothing", "none", "neither", "no-one"})
_NONE = frozenset({"no", "neither", "nor"})
_WITHOUT = frozenset({"without", "no"})
_DUTY = frozenset({"must", "should"})
_FUTURE = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_LATER = _FUTURE | {"would"}
_ABLE = frozenset({"can", "ca", "could", "may", "might"})
_NAMING = frozenset({"call", "describe", "brand", "label", "dub", "deem", "term"})
_OPEN = frozenset({"consider", "die", "fail", "like", "lose", "need"})
"""What somebody says they will or would do without promising it."""
_SPEAKING_OF = frozenset({"rule", "tell"})
"""Who "cannot rule it out" says so, and who "could not tell" may not have known."""
_LEAVING_OPEN = frozenset({"exclude", "rule"})
"""What somebody says they would not do who promises nothing: "would not rule out a strike"."""
_PEOPLE = frozenset({"he", "she", "they"})
_PERSONAL = _PEOPLE | OWN | {"it"}
_US = frozenset({"us", "'s", "’s", "me"})
_POLITE = frozenset({"ask", "let", "look", "remember", "say", "see", "take", "thank"})
"""Verbs whose imperative asks for nothing: "let us see", "look", "say ten"."""
_SAID = frozenset({"say", "claim", "state"})
_PERCEIVING = frozenset({"see", "hear", "know", "feel", "experience", "witness"})
_TAKING_PART = frozenset({"nsubj", "obj", "iobj"})
_CONFESSING = frozenset({"admit", "confess", "concede", "apologise", "apologize"})
_HARDLY = frozenset({"hardly", "scarcely", "far"})
_ASKING = frozenset({"whether", "if", "why", "when", "where", "how", "who", "what", "which"})
_MANY = frozenset(
    """
    both many people several some three two
    analysts authorities critics doctors engineers experts farmers guards officers officials organisers
    organizers police prosecutors protesters rebels rescuers residents scientists soldiers sources spokesmen
    spokespeople supporters troops unions witnesses workers
    """.split()
)
"""Words for several who speak, who mean themselves by "they" alone."""
_SILENT = frozenset[str]()
_WEATHER = frozenset({"take", "cost", "rain", "snow"})
"""Verbs whose "it" is nobody."""
_OPENING = 8  # words of a content within which "no such" denies all of it


def first_word(words: Words, contents: Sequence[Range]) -> str:
    """Return the first word of a content, after its opening quotation mark."""
    first, end = contents[0] if contents else (0, 0)
    return next((word for word in words.lower[first:end] if word[0].isalnum()), "")


def by_content(
    words: Words, said: Sequence[str], act: Act, contents: Sequence[Range], speaking: AbstractSet[str]
) -> Act:
    """Return what a neutral cue says by what is said; `act` where the content shows nothing.

    Args:
        words: of the document.
        said: the lemmas of the cue.
        act: by the cue.
        contents: at least one.
        speaking: the words of the source in lower case.
    """
    if ends_asking(words, contents):
        return "asked"
    root = words.tree.top(*contents[0])
    own = frozenset(word for first, end in contents for word in range(first, end))
    below = [child for child in words.tree.children[root] if child in own]
    helpers = {words.lower[child] for child in below if words.tree.relations[child] == "aux"}
    telling = _telling(words, said, (root, *below), contents)
    past = "have" in helpers  # "must have fallen asleep"
    if (
        (not past and not _DUTY.isdisjoint(helpers) and not _is_of(words, root, _MINE))
        or _commands(words, root, contents)
        or _is_to_be(words, root)
    ):
        return "demanded"
    if _untrue(words, telling) or _contradicts(words, root, contents, said):
        return "denied"
    speaking = speaking if words.forms[contents[0][0]] not in MARKS else _SILENT
    if _keeps_silent(words, root, contents, speaking):
        return "declined"
    told = _planned(words, root, helpers, speaking)
    if told is not None:
        return told
    confessed = not _CONFESSING.isdisjoint(said) or _is_of(words, root, OWN)  # "I was wrong"
    unsaid = _NOT | _NOBODY | _HARDLY
    negated = not unsaid.isdisjoint(words.lower[child] for child in below)
    return act if negated or confessed else _judging(words, telling) or act


def _is_of(words: Words, root: int, pronouns: AbstractSet[str]) -> bool:
    """Tell what is said of somebody by one of some pronouns."""
    return any(words.lower[subject] in pronouns for subject in words.tree.kin(root, "nsubj"))


def ends_asking(words: Words, contents: Sequence[Range]) -> bool:
    """Tell whether a content ends in a question mark, closing quotation marks aside."""
    last = contents[-1][1] - 1
    while last > contents[0][0] and not words.lower[last][-1].isalnum() and words.lower[last] not in "?.!":
        last -= 1
    return words.lower[last] == "?"


def _telling(
    words: Words, said: Sequence[str], main: Sequence[int], contents: Sequence[Range]
) -> Sequence[int]:
    """Return the words that may hold a verdict: the main clause's; where something is named, all.

    "The disaster killed twelve" and "a thief broke in" judge nobody: who takes part is left out.
    """
    if _NAMING.isdisjoint(said):
        return [word for word in main if words.tree.relations[word] not in _TAKING_PART or word == main[0]]
    return [word for first, end in contents for word in range(first, end)]


def _commands(words: Words, root: int, contents: Sequence[Range]) -> bool:
    """Tell whether quoted words open with an imperative: “Go home”, “Let nobody wait”."""
    tree, (first, end) = words.tree, contents[0]
    while first < end - 1 and tree.upos[first] in {"PUNCT", "INTJ", "CCONJ"}:
        first += 1
    opens = first == root or words.lower[root] == "let"
    plain = not any(tree.relations[child] in {"nsubj", "aux", "mark", "cop"} for child in tree.children[root])
    quoted = words.forms[contents[0][0]] in MARKS or words.forms[first][0].isupper()
    if not (opens and plain and quoted and words.xpos[root] in {"VB", "VBP"} and words.forms[root] != "LET"):
        return False
    lets = words.lower[root] == "let" and _US.isdisjoint(words.lower[root + 1 : root + 2])
    return lets or words.lower[root] not in _POLITE


def _is_to_be(words: Words, root: int) -> bool:
    """Tell whether a content is a clause such as "that the order be withdrawn"."""
    tree = words.tree
    marks = {words.lower[mark] for mark in tree.kin(root, "mark")}
    helpers = [words.lower[child] for child in tree.children[root] if tree.relations[child] in {"aux", "cop"}]
    return "that" in marks and helpers == ["be"]


def _untrue(words: Words, telling: Sequence[int]) -> bool:
    """Tell whether words say of a claim that it is not so: "it is not true", "the claim is false"."""
    forms = {words.lower[word] for word in telling if words.tree.relations[word] != "amod"}
    negated = not _NOT.isdisjoint(forms)
    return ("true" in forms and negated) or (not UNTRUE.isdisjoint(forms) and not negated)


def _contradicts(words: Words, root: int, contents: Sequence[Range], said: Sequence[str]) -> bool:
    """Tell whether a content says that somebody did not say something, or reports that nothing is so.

    Who says that they never did something, or that there is no such thing, denies that somebody said so. In
    direct words, and where a text says them itself, "nobody" and "nothing" more often say how things are
    than that somebody is wrong.
    """
    tree, told = words.tree, bool(said)
    shown = "show" in said  # "police have shown no such weapons" denies none
    below = tree.children[root]
    helpers = {words.lower[child] for child in below if tree.relations[child] == "aux"}
    claims = any(words.lemma(each) == "responsibility" for each in tree.kin(root, "obj"))
    if claims or not (_LATER | _ABLE).isdisjoint(helpers):
        return False
    subjects = list(tree.kin(root, "nsubj"))
    never = any(words.lower[child] in _NOT for child in below)
    nobody = any(_is_nobody(words, subject) for subject in subjects)
    own = _is_of(words, root, OWN)
    if words.lemma(root) in _SAID and (never or nobody) and not _says_which(words, root):
        return True
    seeing = words.lemma(root) in _PERCEIVING
    if told and own and not seeing and "never" in {words.lower[child] for child in below}:
        return True
    if (
        told
        and not shown
        and not tree.has(root, "ccomp")  # who passes on that others say so
        and any(words.lower[word - 1 : word + 1] == ["no", "such"] for word in _opening(contents[0]))
    ):
        return True
    done = not tree.has(root, "cop") and not any(tree.passive[subject] for subject in subjects)
    done = done and words.lemma(root) not in SUFFERED  # "no one died" denies nothing
    return told and nobody and done and words.forms[contents[0][0]] not in MARKS


def _says_which(words: Words, root: int) -> bool:
    """Tell "did not say why" and "did not say whether" from "did not say that"."""
    return not _ASKING.isdisjoint(words.lower[root + 1 : root + 2])


def _opening(content: Range) -> range:
    """Return the words of a content, from its second to its last, in which "no such" may stand."""
    return range(content[0] + 1, min(content[1], content[0] + _OPENING))


def _is_nobody(words: Words, subject: int) -> bool:
    return words.lower[subject] in _NOBODY or any(
        words.lower[child] in _NONE for child in words.tree.kin(subject, "det")
    )


def _keeps_silent(words: Words, root: int, contents: Sequence[Range], speaking: AbstractSet[str]) -> bool:
    """Tell whether all that somebody says is that they do not speak: "it would not comment on the charge"."""
    tree, (first, end) = words.tree, contents[0]
    joined = tree.has(root, "conj")
    loose = [word for word in range(first, end) if not first <= tree.heads[word] < end]
    alone = len(contents) == 1 and not joined and all(tree.upos[word] == "PUNCT" for word in loose[1:])
    subjects = {words.lower[child] for child in tree.kin(root, "nsubj") if not tree.passive[child]}
    own = _pronouns(speaking) | (OWN if not speaking or not OWN.isdisjoint(speaking) else frozenset())
    kept_back = words.lemma(root) not in _SPEAKING_OF and withholds(words, root)
    return alone and kept_back and bool(subjects) and subjects <= own


def _planned(words: Words, root: int, helpers: AbstractSet[str], speaking: AbstractSet[str]) -> Act | None:
    """Return what those who say that they will do something do by it: people promise, a body announces.

    "She said he would win" promises nothing: the pronoun is another one than that of the source.
    """
    tree = words.tree
    if tree.upos[root] not in {"VERB", "AUX"} or words.lemma(root) in _OPEN:
        return None
    subjects = {words.lower[child] for child in tree.kin(root, "nsubj") if not tree.passive[child]}
    if words.lemma(root) in _LEAVING_OPEN and _negated(words, root):
        return None
    if not _FUTURE.isdisjoint(helpers) and not OWN.isdisjoint(subjects):
        return None if _negated(words, root) else "promised"
    own = subjects & (_PEOPLE | {"it"})
    if _LATER.isdisjoint(helpers) or "have" in helpers or not own or not own <= _pronouns(speaking):
        return None
    if "it" in own and words.lemma(root) in _WEATHER:
        return None
    return "announced" if "it" in own else "promised"


def _pronouns(speaking: AbstractSet[str]) -> AbstractSet[str]:
    """Return the pronouns by which those who speak may mean themselves.

    "Police said he would appear in court" promises nothing, nor do experts by "it would rain".
    """
    told = (_PEOPLE | {"it"}) & speaking
    if told:
        return told
    if not _MANY.isdisjoint(speaking):
        return frozenset({"they"})
    if not BODIES.isdisjoint(speaking):
        return frozenset({"it", "they"})
    return _PEOPLE | {"it"} if speaking else frozenset()


def _negated(words: Words, root: int) -> bool:
    return any(words.lower[child] in _NOT for child in words.tree.children[root])


def _judging(words: Words, telling: Sequence[int]) -> Act | None:
    """Return whether words blame or praise; what is said to be without a fault is not blamed."""
    lemmas = {
        words.lemma(word)
        for word in telling
        if words.tree.upos[word] in {"ADJ", "NOUN", "PROPN"}
        and not any(words.lower[child] in _WITHOUT for child in words.tree.children[word])
    }
    if not BAD.isdisjoint(lemmas):
        return "blamed"
    return "praised" if not GOOD.isdisjoint(lemmas) else None
