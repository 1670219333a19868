"""Offices and functions that a text states for a person, in its own words.

They stand before the name ("Transport Minister Ona Veld", "the union's chairman, Joren Pell") or behind it
("Ona Veld, a judge"), or are said of it ("Ona Veld is the mayor", "Ona Veld resigned as mayor").
"""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.extract.references import Reference
from rashomon.extract.words import Range, Words

_BESIDE = frozenset({"compound", "nmod", "amod", "flat"})
"""How words before a name hang on it that say what somebody is."""
_NOMINAL = frozenset({"NOUN", "PROPN"})
_ADDRESSES = frozenset(
    "mr mr. mrs mrs. ms ms. miss dr dr. sir madam lord lady sister brother comrade citizen".split()
)
"""What anybody may be called before a name; no office."""
HELD = frozenset(
    """
    ambassador analyst chair chairman chairperson chairwoman chief commander commissioner coordinator deputy
    director editor governor head judge lawmaker leader mayor mediator member minister official premier
    president professor prosecutor registrar secretary senator speaker spokesman spokesperson spokeswoman
    """.split()
)
"""What may be said of somebody by "is"; of other nouns it is rarely an office."""
_POSSIBLY = frozenset({"could", "may", "might", "would", "should", "must", "can"})
CHOOSING = frozenset("appoint choose elect inaugurate install name".split())
"""Verbs by which an office is given to somebody."""
_TAKING = frozenset("enter head join lead quit leave replace represent serve succeed".split())
"""Verbs whose subject holds the office, whatever their object is."""
_RELATIVE = frozenset({"who", "which", "that"})
_SELVES = frozenset({"himself", "herself", "themselves"})
_LONGEST = 14  # words of an office
_PREFIXED = ("ex-", "then-")
"""How an office begins that may pass for an adjective."""
_SMALL = frozenset({"ADP", "PUNCT", "CCONJ", "SCONJ"})
_ARTICLES = frozenset({"DET", "PRON", "ADV"})
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_TURNING = frozenset(':"“”')
_NOBODY = frozenset("o'clock o’clock st st.".split())
"""Nouns that the parser may take for what somebody is."""
_DEEDS = ("tion", "sion", "ment", "ness", "ity", "ance", "ence")
"""How nouns end that are no person's: the resignation of a chairman is none."""


def offices(words: Words, name: Reference, named: frozenset[int]) -> Iterator[Range]:
    """Yield the words by which a text says what the bearer of a name is.

    Args:
        words: of the document.
        name: of a person.
        named: the words of all names, which are no offices.
    """
    beside = _before(words, name), _around(words, name, named), *_said_of(words, name)
    for office in (*beside, *_behind(words, name, named), *_as(words, name)):
        trimmed = _trimmed(words, office) if office else None
        if trimmed is not None:
            yield trimmed


def title_of(words: Words, office: Range) -> Range:
    """Return an office without "the", "its" and the like before it."""
    first, end = office
    while first + 1 < end and words.tree.upos[first] in _ARTICLES:
        first += 1
    return first, end


def _trimmed(words: Words, office: Range) -> Range | None:
    """Return an office without small words before it and marks around it, if a noun is left."""
    first, end = office
    while first < end and words.tree.upos[first] in _SMALL:
        first += 1
    while first < end and words.tree.upos[end - 1] == "PUNCT":
        end -= 1
    own = first < end and words.tree.upos[first] != "PART"  # "'s office" is what is left of somebody's
    if any(words.xpos[at] in _FINITE or words.lower[at] in _TURNING for at in range(first, end)):
        return None  # a sentence, or a turn and the next
    return (first, end) if own and any(_is_office(words, at) for at in range(first, end)) else None


def _before(words: Words, name: Reference) -> Range | None:
    """Read "Russian President" before a name."""
    tree, first = words.tree, name.words[0]
    twin = _twin(words, name)
    if twin is not None:
        return twin
    start = first
    while start > 0 and _hangs(words, start - 1, name) and first - start < _LONGEST:
        start -= 1
    if start < first and tree.upos[start] == "ADP" and tree.heads[start] != name.head:
        return None  # "of the Council" is what is left of an office
    office = [word for word in range(start, first) if words.lower[word] not in _ADDRESSES]
    if not any(_is_office(words, word) and tree.heads[word] == name.head for word in office):
        return None
    return (office[0], first) if office and len(office) == first - office[0] else None


def _twin(words: Words, name: Reference) -> Range | None:
    """Return a noun right before a name that the tree takes for a second subject of one verb."""
    tree, last = words.tree, name.words[0] - 1
    if last < 0 or tree.upos[last] not in _NOMINAL or tree.relations[last] != "nsubj":
        return None
    both = tree.relations[name.head] == "nsubj" and tree.heads[name.head] == tree.heads[last]
    return _office(words, last, tree.phrase(last)[0], last + 1) if both else None


def _is_office(words: Words, word: int) -> bool:
    """Tell a noun that says what one is from whose it is ("the union's Joren Pell")."""
    nominal = words.tree.upos[word] in _NOMINAL or words.lower[word].startswith(_PREFIXED)
    return (
        nominal
        and words.lower[word] not in _NOBODY
        and not any(words.xpos[case] == "POS" for case in words.tree.kin(word, "case"))
    )


def _hangs(words: Words, word: int, name: Reference) -> bool:
    """Tell whether a word hangs on a name as a word before it that describes, however far down."""
    tree = words.tree
    while tree.heads[word] >= 0 and tree.heads[word] != name.head:
        if tree.upos[word] in {"VERB", "PUNCT"}:
            return False
        word = tree.heads[word]
    return tree.heads[word] == name.head and tree.relations[word] in _BESIDE


def _around(words: Words, name: Reference, named: frozenset[int]) -> Range | None:
    """Read "the union's chairman, Joren Pell" and "former prime minister Karo Denn": the name is added."""
    tree, head = words.tree, words.tree.heads[name.head]
    if tree.relations[name.head] != "appos" or head < 0 or head in named or head > name.head:
        return None
    while (
        tree.relations[head] == "nmod" and tree.upos[tree.heads[head]] == "NOUN" and tree.heads[head] < head
    ):
        head = tree.heads[head]  # "the chairman of the union Joren Pell": the union is not he
    first = tree.phrase(head)[0]
    end = name.words[0]
    while end - 1 > head and tree.upos[end - 1] in {"PUNCT", "DET"}:
        end -= 1
    return _office(words, head, first, end)


def _behind(words: Words, name: Reference, named: frozenset[int]) -> Iterator[Range | None]:
    """Read "Joren Pell, the union's chairman"."""
    for child in words.tree.children[name.head]:
        aside = words.tree.relations[child] == "appos" and child >= name.words[1] and child not in named
        if aside and ":" not in words.lower[name.words[1] : child]:  # behind a turn's name somebody speaks
            yield _office(words, child, *words.tree.phrase(child))


def _said_of(words: Words, name: Reference) -> Iterator[Range | None]:
    """Read "Joren Pell is the chairman of the union" and "Joren Pell, who has been mayor since 2019"."""
    tree, above = words.tree, words.tree.heads[name.head]
    nouns = [above] if above >= 0 and tree.relations[name.head] == "nsubj" else []
    for head in (*nouns, *tree.kin(name.head, "acl")):
        copulas = list(tree.kin(head, "cop"))
        if copulas and _is_said_of(words, head, name) and words.lemma(head) in HELD:
            yield _office(words, head, max(copulas) + 1, tree.phrase(head)[1])


def _is_said_of(words: Words, head: int, name: Reference) -> bool:
    """Tell an office that somebody has; "Joren Pell, whose wife is a judge" is none."""
    subjects = [each for each in words.tree.kin(head, "nsubj") if each != name.head]
    own = all(words.lower[each] in _RELATIVE for each in subjects)
    return own and not _is_unheld(words, head)


def _as(words: Words, name: Reference) -> Iterator[Range | None]:
    """Read "Ona Veld resigned as prime minister", "named Ona Veld as mediator" and "was elected mayor"."""
    tree, bearer = words.tree, name.head
    while tree.relations[bearer] in {"appos", "flat"} and tree.heads[bearer] >= 0:
        bearer = tree.heads[bearer]
    verb = tree.heads[bearer]
    if verb < 0 or tree.relations[bearer].split(":")[0] not in {"nsubj", "obj"} or _is_unheld(words, verb):
        return
    if _chooses_another(words, verb, bearer):
        return
    for child in tree.children[verb]:
        cases = {words.lower[case] for case in tree.kin(child, "case")}
        chosen = not cases and tree.relations[child] == "xcomp" and words.lemma(verb) in CHOOSING
        if ("as" in cases or chosen) and words.lemma(child) in HELD:
            first, end = tree.phrase(child)
            yield _office(words, child, first, end)


def _chooses_another(words: Words, verb: int, bearer: int) -> bool:
    """Tell who does something to another as the holder of an office: "Denn dismissed Pell as minister"."""
    tree = words.tree
    acts = tree.relations[bearer] == "nsubj" and not tree.passive[bearer]
    others = (child for child in tree.kin(verb, "obj") if tree.upos[child] in {"PROPN", "PRON"})
    return (
        acts and words.lemma(verb) not in _TAKING and any(words.lower[each] not in _SELVES for each in others)
    )


def _is_unheld(words: Words, word: int) -> bool:
    """Tell "is not", "is no longer", "was not elected" and "could be": an office that somebody has not."""
    beside = words.tree.children[word]
    said = {words.lower[child] for child in beside}
    longer = any(words.lower[each] in {"longer", "more"} and words.lower[each - 1] == "no" for each in beside)
    return longer or not said.isdisjoint({"not", "n't", "n’t", "never"} | _POSSIBLY)


def _office(words: Words, head: int, first: int, end: int) -> Range | None:
    """Return the words of an office around its noun, without clauses and what is set off behind it."""
    tree = words.tree
    if tree.upos[head] not in _NOMINAL or words.lower[head] in _ADDRESSES or words.xpos[head] == "NNS":
        return None  # "two diplomats" behind a name are others
    deed = tree.upos[head] == "NOUN" and words.lower[head].endswith(_DEEDS)
    if deed or any(words.lower[child] in {"no", "not"} for child in tree.children[head]):
        return None
    first = max((at + 1 for at in range(first, head) if words.lower[at] == ","), default=first)
    infinitive = _infinitive(words, head)
    if infinitive is not None:
        if words.lemma(head) not in HELD:
            return None  # "the first woman to lead it"
        first, end = head, min(end, infinitive)
    for word in range(head + 1, end):
        clause = tree.relations[word].startswith("acl") and tree.heads[word] == head
        if clause or words.lower[word] in {",", ";", ":", "(", "–", "—", "who", "which"}:
            end = min(end, word)
            break
    return (first, end) if 0 < end - first <= _LONGEST else None


def _infinitive(words: Words, head: int) -> int | None:
    """Return where the clause of "the first president to have met him" begins."""
    clauses = (words.tree.phrase(each)[0] for each in words.tree.kin(head, "acl") if each > head)
    return next((begin for begin in clauses if words.lower[begin] == "to"), None)
