"""Statements read from the tree: a word of saying with who says it and what is said.

The encoder learned from gold that leaves out what stands inside the words of somebody else. Those
statements are found here, by the relations of Universal Dependencies: a clause that hangs on a verb of
saying (`ccomp`, `xcomp`), or on which such a verb hangs (`parataxis`); a plain object of what demands or
blames; "ask for"; and a noun of saying with the clause that tells it ("the warning that ..."). Outside the
words of others the encoder is the surer judge, but for a few acts that it often passes over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from rashomon.compare.wordlists import TITLES
from rashomon.extract.according import according
from rashomon.extract.cues import ACTS, BODILY
from rashomon.extract.nouns import CLAUSE_RULE, CLAUSE_SCORE, INFINITIVES, is_raised, of_noun
from rashomon.extract.phrases import FINITE, PHRASE_RULE, of_phrase
from rashomon.extract.silence import ANSWERING, chooses
from rashomon.extract.told import Told, covered, inside, words_in
from rashomon.extract.unreal import is_owed, is_supposed, is_undone, is_unreal
from rashomon.extract.words import MARKS, Range, Words
from rashomon.model.records import Act

_OUTSIDE: frozenset[Act] = frozenset({"denied", "blamed", "praised", "declined"})
_OBJECTS: frozenset[Act] = frozenset(
    {"denied", "demanded", "blamed", "praised", "ordered", "promised", "declined"}
)
_OF_DEEDS = frozenset("aim intend plan prepare resolve".split())
"""Verbs that promise only with what somebody is to do: "is preparing a second search" says nothing."""
_COMING_TO = frozenset("begin come continue force go manage proceed start".split())
"""Verbs with which somebody says what stands behind them."""
_ORDERING = frozenset("command direct instruct order tell".split())
"""Verbs by which others speak for somebody: what they are to say stands inside the order."""
_NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
_REASONS = frozenset({"of", "for", "over"})
_ASKING = frozenset({"ask", "call"})
_TELLING = frozenset({"tell", "inform", "warn", "notify", "advise", "remind"})
_MATTERS = frozenset({"of", "about"})
_WANTING = frozenset({"want", "wish"})
_ON = frozenset({"on", "upon"})
_NAMING = frozenset({"call", "brand", "label", "dub", "term", "declare", "consider", "deem"})
_TAKING = frozenset("want wish expect suspect doubt fear confirm predict say estimate mention".split())
REPORTING = frozenset(
    "add announce communicate explain insist note report say state stress tell warn write".split()
)
"""Verbs that report a clause and do hardly anything else."""
_WILLING = frozenset({"demand", "intend", "order"})
"""Verbs by which somebody shows a will that the encoder sometimes passes over."""
_ASIDE = frozenset(
    "allege argue claim concede confirm contend maintain point promise recall remark reply swear vow".split()
)
"""Verbs that report what stands around them where they are an aside: ", the ministry pointed out, "."""
_NOBODY = frozenset({"nobody", "none", "no one", "nothing"})
_CLAUSES = frozenset({"AUX", "VERB"})
_UTTERING = frozenset({"express", "issue", "make", "repeat", "voice"})
_HEARING = ANSWERING | {"decline", "disregard", "heed", "ignore", "refuse"}
_DASHES = frozenset({"-", "–", "—"})
_VOCATIVE = 2  # words of "Minister,"
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?:am|pm)?|[ap]\.?m\.?", re.IGNORECASE)
"""The hour that opens an item of a live report."""
_WHETHER = frozenset({"whether", "if"})


def clauses(words: Words, found: Sequence[Told]) -> Iterator[Told]:
    """Yield the statements that stand within the content of one that was found, and some outside all.

    A word that is part of a cue already makes no other one.
    """
    taken = {word: told for told in found for word in words_in(told.cue)}
    holding: dict[int, list[Told]] = {}
    for told in found:
        for word in words_in(told.content):
            holding.setdefault(word, []).append(told)
    for word, upos in enumerate(words.tree.upos):
        if word in taken or upos not in {"VERB", "NOUN"}:
            continue
        clause = _clause(words, word)
        if clause is None or not taken.keys().isdisjoint(words_in(clause.cue)) or _is_nobody(words, clause):
            continue
        inner = next((own for outer in holding.get(word, ()) if (own := inside(clause, outer))), None)
        if inner is not None:
            if not is_supposed(words, word) and not _is_only_wanted(words, word):
                yield inner
        elif clause.source and not _told_to(words, word) and _is_outside(words, word, clause, taken):
            yield clause  # what others want said is not said yet


def _is_only_wanted(words: Words, verb: int) -> bool:
    """Tell what somebody is to say ("persuade her to deny it") from what they came to say ("began to")."""
    tree = words.tree
    infinitive = words.xpos[verb] == "VB" and any(words.xpos[mark] == "TO" for mark in tree.children[verb])
    above = tree.heads[verb]
    told_to = infinitive and above >= 0 and tree.relations[verb] in {"xcomp", "advcl"}
    return told_to and words.lemma(above) not in _COMING_TO | _ORDERING


def _is_nobody(words: Words, clause: Told) -> bool:
    """Tell whether nobody says something: "a strike that nobody had ordered"."""
    return any(" ".join(words.lower[first:end]) in _NOBODY for first, end in clause.source)


def _is_outside(words: Words, verb: int, clause: Told, taken: Mapping[int, Told]) -> bool:
    """Tell whether a clause that stands in no one's words is a statement plainly enough.

    It may hold others, but none that is only partly in it. `taken` has the statement of each word of a cue.
    """
    if _act(words, verb) in _OUTSIDE or clause.made_by == PHRASE_RULE:
        return True
    calls = words.lemma(verb) == "call" and words.lower[clause.cue[-1][1] - 1] in _ON
    plain = calls or _is_plain(words, verb) or words.lemma(verb) in _WILLING
    plain = plain or words.lower[verb] == "according" or is_raised(words, verb)
    inner = (taken[word] for word in words_in(clause.content) if word in taken)
    return plain and all(covered(told.ranges, clause.content) for told in inner)


def _is_plain(words: Words, verb: int) -> bool:
    """Tell whether a verb plainly reports a clause, before it or behind it (", the owner said")."""
    tree = words.tree
    known = REPORTING | _ASIDE if tree.relations[verb] == "parataxis" else REPORTING
    if words.lemma(verb) not in known or not tree.has(verb, "nsubj"):
        return False
    above = tree.heads[verb]
    clause = above >= 0 and (tree.upos[above] in _CLAUSES or tree.has(above, "nsubj"))
    return tree.has(verb, "ccomp") or (clause and bool(_around(words, verb)))


def _clause(words: Words, word: int) -> Told | None:
    """Return the statement whose cue is headed by a word."""
    if words.tree.upos[word] == "VERB":
        told = of_phrase(words, word, speaker(words, word))
        if told is not None:
            return None if is_owed(words, word) else told
    act = _act(words, word)
    if act is None or _withheld(words, word) or is_owed(words, word) or is_unreal(words, word):
        return None
    if is_undone(words, word):
        return None
    if words.lower[word] == "according":
        return according(words, word)
    if words.tree.upos[word] == "VERB":
        return _of_verb(words, word, act)
    return None if _is_told_of(words, word) or _is_unheeded(words, word) else of_noun(words, word, act)


def _is_told_of(words: Words, noun: int) -> bool:
    """Tell whether a noun of saying only completes a verb of saying: "expressed their confidence that"."""
    above = words.tree.heads[noun]
    return above >= 0 and words.tree.relations[noun] == "obj" and words.lemma(above) in _UTTERING


def _is_unheeded(words: Words, noun: int) -> bool:
    """Tell whether a call is only what somebody answers or does not: "ignored her request for a lawyer"."""
    above = words.tree.heads[noun]
    thing = above >= 0 and words.tree.relations[noun] in {"obj", "obl"} and is_raised(words, noun)
    return thing and words.lemma(above) in _HEARING


def _withheld(words: Words, verb: int) -> bool:
    """Tell whether something is not said: "refused to condemn", "did not praise"."""
    tree = words.tree
    if any(words.lower[child] in _NEGATIONS for child in tree.children[verb]):
        return _act(words, verb) in {"blamed", "praised"}
    above = tree.heads[verb]
    return above >= 0 and tree.relations[verb] == "xcomp" and _act(words, above) == "declined"


def _act(words: Words, word: int) -> Act | None:
    lemma = words.lemma(word)
    return "asked" if lemma == "ask" else ACTS.get(lemma)


def _of_verb(words: Words, verb: int, act: Act) -> Told | None:
    cue = group(words, verb)
    content = _named(words, verb) or _said(words, verb, act) or _around(words, verb)
    if not content and (act == "demanded" or words.lemma(verb) in _ASKING):
        cue, content = _asked_for(words, verb, cue)
    source = speaker(words, verb)
    content = content or _told_of(words, verb) or (_objects(words, verb, act) if source else ())
    return Told(source, (cue,), content, CLAUSE_SCORE, CLAUSE_RULE) if content else None


def _said(words: Words, verb: int, act: Act) -> tuple[Range, ...]:
    """Return the clause that hangs on a verb of saying; what is wanted of somebody begins with them."""
    tree = words.tree
    for child in tree.children[verb]:
        relation = tree.relations[child]
        whether = act == "asked" and any(words.lower[mark] in _WHETHER for mark in tree.kin(child, "mark"))
        commanded = words.lemma(verb) == "tell" and (tree.has(verb, "obj") or tree.has(verb, "iobj"))
        if relation == "ccomp" or (relation == "xcomp" and (act in INFINITIVES or commanded)) or whether:
            first, end = _without_own(words, verb, child)
            if child < verb and ends_quoting(words, _opening(words, verb)):
                return ()
            if relation == "xcomp" and words.lemma(verb) in _WANTING:
                first = min((first, *(words.told(thing)[0] for thing in tree.kin(verb, "obj"))))
            return (with_aside(words, verb, (first, end)),)
    return ()


def ends_quoting(words: Words, end: int) -> bool:
    """Tell where a quotation ends its sentence, since another one begins: '“It leaks.” The mayor ...'."""
    forms = words.forms
    closed = 1 < end < len(forms) and forms[end - 1] in MARKS and forms[end - 2] == "."
    return closed and forms[end][0].isupper() and forms[end] not in MARKS


def _around(words: Words, verb: int) -> tuple[Range, ...]:
    """Return what a verb that hangs on the words it reports ("..., she said, ...") leaves of them."""
    tree = words.tree
    if not _is_finite(words, verb):
        return ()  # "the mayor explaining nothing" goes on telling
    if ends_quoting(words, _opening(words, verb)):
        return ()
    unmarked = tree.relations[verb] == "advcl" and not tree.has(verb, "mark")
    if (unmarked or tree.relations[verb] == "ccomp") and words.lemma(verb) in REPORTING:
        return _before(words, verb)
    if tree.relations[verb] != "parataxis" or tree.heads[verb] < 0 or not tree.has(verb, "nsubj"):
        return ()
    first, end = words.told(tree.heads[verb])
    begin, stop = tree.phrase(verb)
    while begin - 1 >= first and tree.upos[begin - 1] == "PUNCT":
        begin -= 1
    if words.forms[begin] == ":":
        return ()  # "Norvia: minister rejects the charge" tells nothing about "Norvia"
    while stop < end and tree.upos[stop] == "PUNCT":
        stop += 1
    return tuple(part for part in ((first, begin), (stop, end)) if part[0] < part[1])


def _is_finite(words: Words, verb: int) -> bool:
    return words.xpos[verb] in FINITE or words.tree.has(verb, "aux")


def _before(words: Words, verb: int) -> tuple[Range, ...]:
    """Return the clause before the first of two cues side by side ("..., she told us, the radio said").

    It ends at the comma before who says it, whichever of the two verbs the tree hangs its last words on, and
    at the mark behind that where it is quoted.
    """
    tree = words.tree
    end, above = _opening(words, verb) - 1, tree.heads[verb]
    quoted = end > 0 and words.forms[end] in MARKS and words.forms[end - 1] == ","
    beside = (*tree.kin(above, "ccomp"), *_aside_of(words, above))
    for clause in (above,) if tree.relations[verb] == "advcl" else beside:
        first, _ = words.told(clause)
        if tree.has(verb, "nsubj") and first <= clause < end and (quoted or words.forms[end] == ","):
            return ((first, end + quoted),)
    return ()


def _aside_of(words: Words, verb: int) -> tuple[int, ...]:
    """Return the clause that a verb stands beside: "fell" of "it fell, she told us, the radio said"."""
    above = words.tree.heads[verb]
    return (above,) if above >= 0 and words.tree.relations[verb] == "parataxis" else ()


def _opening(words: Words, verb: int) -> int:
    """Return the first word of a verb of saying and who says it, without what hangs on it besides."""
    subjects = [words.told(subject)[0] for subject in words.tree.kin(verb, "nsubj")]
    return min((group(words, verb)[0], *subjects))


def _without_own(words: Words, verb: int, clause: int) -> Range:
    """Return a clause that a verb reports, up to the verb where the tree hangs words behind that on it.

    "The pipe broke, Pell said on Monday": it need not have broken on Monday.
    """
    first, end = words.told(clause)
    stop = _opening(words, verb)
    if not first <= clause < stop < end:
        return first, end
    while stop - 1 > clause and words.tree.upos[stop - 1] == "PUNCT":
        stop -= 1
    return first, stop


def is_aside(words: Words, verb: int, word: int) -> bool:
    """Tell whether a verb with its subject reports what stands before a word: "..., the owner said"."""
    return (
        words.lemma(verb) in REPORTING | _ASIDE
        and words.tree.has(verb, "nsubj")
        and _opening(words, verb) >= word
    )


def with_aside(words: Words, verb: int, told: Range) -> Range:
    """Return what a verb reports with who said it: "it fell, a guard said" of "..., the Wire reported"."""
    first, stop = told
    for clause in words.tree.kin(verb, "ccomp"):
        begin, end = words.told(clause)
        if begin <= stop + 1 and stop < end <= _opening(words, verb) and is_aside(words, clause, stop):
            return first, end
    return told


def around_cue(words: Words, cue: Range) -> tuple[Range, ...]:
    """Return what a cue reports by its tree, where a clause hangs on it or it hangs on a clause."""
    verb = words.tree.top(*cue)
    act = _act(words, verb)
    return (_said(words, verb, act) or _around(words, verb)) if act else ()


def _asked_for(words: Words, verb: int, cue: Range) -> tuple[Range, tuple[Range, ...]]:
    """Return the cue with its "for" or "on", and what stands behind: who is called on, and to do what."""
    asked = {words.told(each)[1] for kind in ("obj", "iobj") for each in words.tree.kin(verb, kind)}
    for thing in words.tree.kin(verb, "obl"):
        first, end = words.told(thing)
        if words.lower[first] == "for" and first in asked and words.lemma(verb) == "ask":
            return cue, ((first, end),)
        if words.lower[first] not in _ON | {"for"} or first != cue[1] or first >= thing:
            continue
        if words.lower[first] in _ON:
            deeds = [words.told(deed)[1] for deed in _deeds(words, verb, end)]
            return ((cue[0], first + 1), ((first + 1, deeds[0]),)) if deeds else (cue, ())
        return (cue[0], first + 1), ((first + 1, end),)
    return cue, ()


def _deeds(words: Words, verb: int, first: int) -> list[int]:
    """Return what somebody is called on to do, right behind who that is."""
    tree = words.tree
    deeds = (*tree.kin(verb, "xcomp"), *tree.kin(verb, "advcl"))
    return [deed for deed in deeds if words.told(deed)[0] == first and words.xpos[first] == "TO"]


def _named(words: Words, verb: int) -> tuple[Range, ...]:
    """Return what is called something, and what it is called: "the clerk a liar"."""
    tree = words.tree
    if words.lemma(verb) not in _NAMING:
        return ()
    parts = sorted(
        words.told(part) for part in tree.children[verb] if tree.relations[part] in {"obj", "xcomp"}
    )
    beside = [one[1] == other[0] for one, other in pairwise(parts)]
    return ((parts[0][0], parts[-1][1]),) if beside and all(beside) else ()


def _told_of(words: Words, verb: int) -> tuple[Range, ...]:
    """Return of what somebody was told: "had been warned of cracks"."""
    passive = any(words.tree.passive[subject] for subject in words.tree.kin(verb, "nsubj"))
    if not passive or words.lemma(verb) not in _TELLING:
        return ()
    things = (words.told(thing) for thing in words.tree.kin(verb, "obl"))
    return tuple(thing for thing in things if words.lower[thing[0]] in _MATTERS)[:1]


def _objects(words: Words, verb: int, act: Act) -> tuple[Range, ...]:
    """Return what is demanded, denied, wanted and the like in a noun phrase."""
    lemma = words.lemma(verb)
    if lemma in BODILY or lemma in _OF_DEEDS or (act not in _OBJECTS and lemma not in _TAKING):
        return ()
    if chooses(words, verb):
        return ()  # who is confirmed "as" something is not what is told
    opening = _opening(words, verb)
    begin = opening if ends_quoting(words, opening) else 0
    things = (thing for thing in words.tree.kin(verb, "obj") if words.xpos[thing] != "WDT" and thing >= begin)
    return tuple(_object(words, verb, thing) for thing in things)


def _object(words: Words, verb: int, thing: int) -> Range:
    """Return an object with what follows it: whom somebody blames, and for what."""
    first, end = words.told(thing)
    for reason in (*words.tree.kin(verb, "obl"), *words.tree.kin(verb, "advcl")):
        begin, stop = words.told(reason)
        behind = begin == end or (begin == end + 1 and words.forms[end] == ",")
        if behind and words.lower[begin] in _REASONS:
            end = stop
    return first, end


def speaker(words: Words, verb: int) -> tuple[Range, ...]:
    """Return who says what a verb tells: its subject, or that of the verb that it hangs on.

    Of several before it that is the last one, since the tree may take the topic of a headline for one. Who is
    told to say something says it: "instructed the guards to deny it".
    """
    tree, telling = words.tree, verb
    while verb >= 0:
        subjects = list(tree.kin(verb, "nsubj"))
        for subject in (*[each for each in subjects if each < verb][-1:], *subjects):
            # Who was held and did not answer is who did not answer, and not who held them.
            undergone = tree.passive[subject] and (verb == telling or words.xpos[telling] == "VBN")
            if undergone:
                return _agent(words, verb)
            return tuple(without_vocative(words, each) for each in _behind_dateline(words, subject))
        for thing in _told_to(words, verb):
            return (words.told(thing),)
        verb = tree.heads[verb] if tree.relations[verb] in {"conj", "xcomp"} else -1
    return ()


def without_vocative(words: Words, source: Range) -> Range:
    """Return who speaks without whom they turn to, or the hour: "Minister, two officials told us"."""
    (first, end), forms = source, words.forms
    while first < end - 1 and _CLOCK.fullmatch(forms[first]):
        first += 1
    opens = first == 0 or words.tree.upos[first - 1] == "PUNCT"
    called = opens and end - first > _VOCATIVE and words.lower[first] in TITLES and forms[first + 1] == ","
    # What somebody is stands between two commas: "Minister, the head of her party, said".
    described = "," in (forms[end - 1], forms[min(end, len(forms) - 1)])
    return (first + _VOCATIVE, end) if called and not described else (first, end)


def _behind_dateline(words: Words, subject: int) -> tuple[Range, ...]:
    """Return a subject without the place and agency of a dateline that the tree joins to it."""
    first, end = words.told(subject)
    forms = words.forms[first:end]
    if "(" not in forms:
        return ((first, end),)
    dash = max((at for at, form in enumerate(forms) if form in _DASHES), default=-1)
    if 0 < dash < len(forms) - 1:
        return ((first + dash + 1, end),)
    return ((first, end),) if forms.count("(") == forms.count(")") else ()


def _told_to(words: Words, verb: int) -> list[int]:
    """Return whom another verb has do something: "the guards" of "instructed the guards to deny it"."""
    tree, above = words.tree, words.tree.heads[verb]
    if above < 0 or tree.relations[verb] != "xcomp":
        return []
    things = [*tree.kin(above, "obj"), *tree.kin(above, "iobj")]
    return things or [subject for subject in tree.kin(above, "nsubj") if tree.passive[subject]]


def _agent(words: Words, verb: int) -> tuple[Range, ...]:
    """Return by whom something was said."""
    for agent in words.tree.kin(verb, "obl"):
        first, end = words.told(agent)
        if words.lower[first] == "by" and first < agent:
            return ((first + 1, end),)
    return ()


def group(words: Words, verb: int) -> Range:
    """Return a verb with its auxiliaries, negation and particle."""
    tree, own = words.tree, [verb]
    for child in tree.children[verb]:
        particle = tree.relations[child] == "compound" and tree.upos[child] in {"ADP", "ADV"}
        if tree.relations[child] in {"aux", "cop"} or words.lower[child] in _NEGATIONS or particle:
            own.append(child)
    return min(own), max(own) + 1
