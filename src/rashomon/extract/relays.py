"""Who passed words on: "the Wire reported, citing two officials, that ...", "said, as quoted by the Wire".

The encoder takes one of the two for the speaker of everything. Both layers are kept here: what the one who
passes on says holds whom they cite, and the words themselves are those of the one who is cited.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rashomon.compare.wordlists import BODIES, TITLES
from rashomon.extract.clauses import REPORTING, around_cue, speaker
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
        cited = _cited(words, word, form)
        if cited is not None:
            told = list(_with_cited(words, told, *cited))
        elif words.tree.upos[word] == "VERB" and words.lemma(word) in _QUOTING:
            told = _with_quoter(words, told, word)
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


def _speaks(words: Words, thing: int) -> bool:
    """Tell whether a noun is a name, or means people or what they write: a reason may be cited, too."""
    lemma = words.lemma(thing)
    return words.tree.upos[thing] == "PROPN" or lemma in _SOURCES or lemma in BODIES or lemma in TITLES


def _with_cited(words: Words, found: Sequence[Told], verb: int, cue: Range, whom: Range) -> Iterator[Told]:
    """Yield the statements, that of the reporting verb with whom it cites inside it."""
    done = False
    for told in found:
        cites = overlap(cue, told.cue)
        beside = any(0 <= cue[0] - end < _BESIDE for _, end in told.cue)
        reports = beside or cites or any(first <= verb < end for first, end in told.cue)
        content = _without(words, told.content, (cue[0], whom[1])) if reports and not done else ()
        if not content or overlap(whom, told.source):
            if not cites:
                yield told
            continue
        done = True
        outer = ((verb, verb + 1),) if cites else told.cue
        yield replace(told, cue=outer, content=_joined((*content, (cue[0], whom[1]))))
        yield Told((whom,), (cue,), content, RELAY_SCORE, RELAY_RULE)


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
        if not (own or as_) or not told.source or overlap(agent, (*told.content, *told.source)):
            yield told
            continue
        cue = told.cue if as_ else ((saying, saying + 1),) if saying is not None else ()
        whole = _joined((*told.source, *cue, *told.content))
        yield replace(told, cue=cue)
        yield Told((agent,), ((quoting, quoting + 1),), whole, RELAY_SCORE, RELAY_RULE)


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
