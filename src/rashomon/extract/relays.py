"""Who passed words on: "the Wire reported, citing two officials, that ...", "said, as quoted by the Wire".

The encoder takes one of the two for the speaker of everything. Both layers are kept here: what the one who
passes on says holds whom they cite, and the words themselves are those of the one who is cited.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rashomon.compare.wordlists import BODIES, TITLES
from rashomon.extract.clauses import REPORTING, around_cue, speaker
from rashomon.extract.papers import WRITINGS
from rashomon.extract.phrases import FINITE
from rashomon.extract.told import Told, words_in
from rashomon.extract.words import Range, Words, overlap

RELAY_RULE, RELAY_SCORE = "relay", 0.8
_CITING = frozenset({"citing", "quoting"})
_REFERRING = frozenset({"reference", "word", "authority"})
_SOURCES = frozenset(
    """
    adviser advisor agency aide ally analyst article broadcaster colleague communiqué communique data
    delegate diplomat document driver employee eyewitness figure file guard historian insider investigator
    journalist lawyer leader letter man media member memo newspaper note officer official paper people person
    police poll prosecutor register relative report researcher resident scientist soldier source spokesman
    spokesperson spokeswoman statement statistics study survey survivor testimony witness woman worker
    """.split()
)
_WHICH = frozenset({"that", "which", "who"})
_CARRYING = frozenset({"air", "broadcast", "carry", "circulate", "publish", "run"})
_SPOKEN = frozenset({"address", "interview", "message", "remark", "speech", "video"})
_WITH = frozenset({"with", "on"})
_OF = frozenset({"to", "on", "of"})
_QUOTING = frozenset({"quote", "cite"})
_BY = frozenset({"by", "in"})
_BESIDE = 2  # words from a cue to the words that cite
_NEAR = 4  # words between a cue and "as quoted by"
_CALLED = 15  # words of who says something, title, body and name together
_THINGS = frozenset({"NOUN", "PRON", "PROPN"})
_JOINING = frozenset({"and", "as", "but", "that", "which", "while", "who"})


def relayed(words: Words, found: Sequence[Told]) -> list[Told]:
    """Return the statements; one with a cited source, or quoted by somebody, as two, one in the other."""
    told = list(found)
    for word, form in enumerate(words.lower):
        cited = _cited(words, word, form) or _cited_by_which(words, word)
        if cited is not None:
            told = list(_with_cited(words, told, *cited))
        elif words.tree.upos[word] == "VERB" and words.lemma(word) in _QUOTING:
            told = _with_quoter(words, told, word)
        elif words.lemma(word) in _CARRYING:
            told = list(_with_carrier(words, told, word))
    return told + list(_said_first(words, told))


def _said_first(words: Words, found: Sequence[Told]) -> Iterator[Told]:
    """Yield who said what others report behind it: the guard of "it fell, a guard said, the Wire reported".

    It is told by the commas: of two verbs side by side behind a long clause, trees are often wrong.
    """
    taken = {word for told in found for word in words_in(told.cue)}
    for told in found:
        if len(told.content) == 1 and told.source and told.cue:
            first, end = told.content[0]
            begin = min(told.source[0][0], told.cue[0][0])
            verb = next((at for at in reversed(range(first, end)) if words.xpos[at] in FINITE), first)
            comma = next((at for at in reversed(range(first, verb)) if words.forms[at] == ","), first)
            if end < begin <= end + _BESIDE and verb not in taken and _is_aside(words, first, comma, verb):
                who, cue, said = (comma + 1, verb), (verb, verb + 1), (first, comma)
                yield Told((who,), (cue,), (said,), RELAY_SCORE, RELAY_RULE)


def _is_aside(words: Words, first: int, comma: int, verb: int) -> bool:
    """Tell whether a verb reports the clause before a comma, and who does so stands between the two."""
    who = range(comma + 1, verb)
    return (
        words.lemma(verb) in REPORTING
        and 0 < len(who) <= _CALLED
        and words.lower[comma + 1] not in _JOINING
        and any(words.tree.upos[word] in _THINGS for word in who)
        and any(words.xpos[word] in FINITE for word in range(first, comma))
    )


def _cited(words: Words, word: int, form: str) -> tuple[int, Range, Range] | None:
    """Return the reporting verb, the words that cite and whom they cite: "citing", "two officials"."""
    tree = words.tree
    if form in _CITING and tree.heads[word] >= 0:
        things = (thing for thing in tree.kin(word, "obj") if thing > word and _speaks(words, thing))
        whom = next((words.told(thing) for thing in things), None)
        return (tree.heads[word], (word, word + 1), whom) if whom and whom[0] > word else None
    first, _ = tree.phrase(word)
    if form not in _REFERRING or tree.relations[word] != "obl" or words.lower[first] not in _WITH:
        return None
    for thing in (*tree.kin(word, "nmod"), *tree.kin(tree.heads[word], "obl")):
        begin, end = words.told(thing)
        if begin == word + 1 and words.lower[begin] in _OF and thing > begin and _speaks(words, thing):
            return tree.heads[word], (first, begin + 1), (begin + 1, end)
    return None


def _cited_by_which(words: Words, verb: int) -> tuple[int, Range, Range] | None:
    """Return the same of a clause: "the Wire, which cited two officials, reported that ..."."""
    tree = words.tree
    if words.lemma(verb) not in _QUOTING or tree.relations[verb] != "acl" or words.lower[verb] in _CITING:
        return None
    if not any(words.lower[subject] in _WHICH for subject in tree.kin(verb, "nsubj")):
        return None
    whom = next((words.told(each) for each in tree.kin(verb, "obj") if _speaks(words, each)), None)
    above = tree.heads[tree.heads[verb]]
    return (above, (verb, verb + 1), whom) if whom and whom[0] > verb and above >= 0 else None


def _speaks(words: Words, thing: int) -> bool:
    """Tell whether a noun is a name, or means people or what they write: a reason may be cited, too."""
    lemma = words.lemma(thing)
    return words.tree.upos[thing] == "PROPN" or lemma in _SOURCES or lemma in BODIES or lemma in TITLES


def _with_cited(words: Words, found: Sequence[Told], verb: int, cue: Range, whom: Range) -> Iterator[Told]:
    """Yield the statements, that of the reporting verb with whom it cites inside it."""
    done = False
    for told in found:
        cites = overlap(cue, told.cue)
        source = _before_clause(words, told.source, cue[0])
        if cites and any(words.lower[word] in _WHICH for word in words_in(told.source)):
            continue  # "which" says nothing but by whom it cites
        beside = any(0 <= cue[0] - end <= _BESIDE for _, end in (*told.cue, *source))
        reports = beside or cites or any(first <= verb < end for first, end in told.cue)
        content = _without(words, told.content, (cue[0], whom[1])) if reports and not done else ()
        if not content or overlap(whom, source):
            if not cites:
                yield told
            continue
        done = True
        outer = ((verb, verb + 1),) if cites else told.cue
        yield replace(told, source=source, cue=outer, content=_joined((*content, (cue[0], whom[1]))))
        yield Told((whom,), (cue,), content, RELAY_SCORE, RELAY_RULE)


def _before_clause(words: Words, source: tuple[Range, ...], verb: int) -> tuple[Range, ...]:
    """Return a source without a clause in it, or behind it, that "which" opens before a verb that cites."""
    first = min(source, default=(verb, verb))[0]
    opens = next((word for word in range(first + 1, verb) if words.lower[word] in _WHICH), verb)
    cut = opens - (words.forms[opens - 1] == ",")
    own = tuple((begin, min(end, cut)) for begin, end in source if begin < cut)
    return own if opens < verb and own else source


def _without(words: Words, content: Sequence[Range], cut: Range) -> tuple[Range, ...]:
    """Return a content without some words, and the comma behind them."""
    pieces = []
    for first, end in content:
        if first < min(end, cut[0]):
            pieces.append((first, min(end, cut[0])))
        begin = max(first, cut[1])
        begin += begin == cut[1] and words.forms[begin : begin + 1] == [","]
        if begin < end:
            pieces.append((begin, end))
    return tuple(pieces)


def _joined(pieces: Sequence[Range]) -> tuple[Range, ...]:
    """Return ranges in order, those beside each other as one."""
    joined: list[Range] = []
    for first, end in sorted(pieces):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((first, end))
    return tuple(joined)


def _with_quoter(words: Words, found: list[Told], quoting: int) -> list[Told]:
    """Return the statements, what somebody is quoted with as two: of those who quote, and of those quoted."""
    saying = next((verb for verb in words.tree.kin(quoting, "advcl") if _is_as(words, verb)), None)
    agent = _agent(words, quoting) or (_agent(words, saying) if saying is not None else None)
    if agent is not None:
        return list(_quoted_by(words, found, quoting, saying, agent))
    whom = [*words.tree.kin(quoting, "obj"), *words.tree.kin(quoting, "iobj")]
    if saying is None or not whom:
        return found
    return _quoting(words, found, (quoting, saying), words.told(min(whom)))


def _is_as(words: Words, verb: int) -> bool:
    return any(words.lower[mark] == "as" for mark in words.tree.kin(verb, "mark"))


def _agent(words: Words, verb: int) -> Range | None:
    """Return by whom, or in what, something is quoted; "in March" and "in Geneva" say when and where."""
    found = [words.told(agent) for agent in words.tree.kin(verb, "obl")]
    by = [(first + 1, end) for first, end in found if words.lower[first] == "by" and end - first > 1]
    inside = [
        (first + 1, end)
        for first, end in found
        if words.lower[first] in _BY and end - first > 1 and words.tree.upos[end - 1] == "NOUN"
    ]
    return next(iter((*by, *inside)), None)


def _quoted_by(
    words: Words, found: Sequence[Told], quoting: int, saying: int | None, agent: Range
) -> Iterator[Told]:
    """Yield the statements, and around the one that is "quoted by the Wire" that the Wire quotes it."""
    for told in found:
        end = max((end for _, end in told.cue), default=0)
        own = overlap((quoting, quoting + 1), told.cue)
        as_ = words.lower[quoting - 1] == "as" and 0 <= quoting - end <= _NEAR
        own = own and saying is not None
        quoted = _subject(words, quoting) if own and saying is not None else None
        if quoted is not None and saying is not None and not overlap(quoted, told.source):
            yield from _quoted_with(words, told, (quoting, saying), (agent, quoted))
            continue
        if not (own or as_) or not told.source or overlap(agent, (*told.content, *told.source)):
            yield told
            continue
        cue = told.cue if as_ else ((saying, saying + 1),) if saying is not None else ()
        whole = _joined((*told.source, *cue, *told.content))
        yield replace(told, cue=cue)
        yield Told((agent,), ((quoting, quoting + 1),), whole, RELAY_SCORE, RELAY_RULE)


def _subject(words: Words, verb: int) -> Range | None:
    """Return who is quoted: the subject of a passive verb before it."""
    subjects = (each for each in words.tree.kin(verb, "nsubj") if words.tree.passive[each] and each < verb)
    return next((words.told(each) for each in subjects), None)


def _quoted_with(
    words: Words, told: Told, verbs: tuple[int, int], who: tuple[Range, Range]
) -> Iterator[Told]:
    """Yield what "the mayor was quoted by the Wire as saying": the Wire's statement, the mayor's inside."""
    (quoting, saying), (agent, quoted) = verbs, who
    cue = (saying, saying + 1)
    content = around_cue(words, cue) or _without(words, told.content, (min(quoted), saying + 1))
    if not content or overlap(agent, content):
        yield told
        return
    whole = _joined((quoted, cue, *content))
    yield Told((agent,), ((quoting, quoting + 1),), whole, RELAY_SCORE, RELAY_RULE)
    yield Told((quoted,), (cue,), content, RELAY_SCORE, RELAY_RULE)


def _with_carrier(words: Words, found: Sequence[Told], carrying: int) -> Iterator[Told]:
    """Yield the statements, and around one "in a statement carried by the Wire" that the Wire carries it."""
    tree, paper = words.tree, words.tree.heads[carrying]
    agent = _agent(words, carrying) if tree.relations[carrying] == "acl" else None
    told_in = agent is not None and paper >= 0 and words.lemma(paper) in WRITINGS | _SPOKEN
    for told in found:
        own = agent and told_in and overlap((tree.heads[paper], tree.heads[paper] + 1), told.cue)
        if not agent or not own:
            yield told
            continue
        cue = tuple((first, min(end, carrying)) for first, end in told.cue if first < carrying)
        whole = _joined((*told.source, *cue, *told.content))
        yield replace(told, cue=cue)
        yield Told((agent,), ((carrying, carrying + 1),), whole, RELAY_SCORE, RELAY_RULE)


def _quoting(words: Words, found: Sequence[Told], verbs: tuple[int, int], whom: Range) -> list[Told]:
    """Return the statements, with what "the Wire quoted the mayor as saying"."""
    quoting, saying = verbs
    cues = ((quoting, quoting + 1), (saying, saying + 1))
    others = [told for told in found if not any(overlap(cue, told.cue) for cue in cues)]
    own = [told for told in found if any(overlap(cue, told.cue) for cue in cues)]
    clause = around_cue(words, cues[1]) or around_cue(words, cues[0])
    content = clause or next((_without(words, told.content, (whom[0], saying + 1)) for told in own), ())
    source = speaker(words, quoting)
    if not content or not source or overlap(whom, content):
        return list(found)
    quoted = Told((whom,), (cues[1],), content, RELAY_SCORE, RELAY_RULE)
    whole = _joined((*content, (whom[0], saying + 1)))
    return [*others, Told(source, (cues[0],), whole, RELAY_SCORE, RELAY_RULE), quoted]
