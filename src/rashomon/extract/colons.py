"""What stands behind a colon in a sentence that says before it who speaks.

"The mayor has assured residents: the dam holds", and in live reports, without a verb, "Ona Veld, on the steps
of the hall: nobody was hurt". The encoder finds most of them; these are the ones that it leaves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rashomon.extract.clauses import speaker
from rashomon.extract.told import Told, words_in
from rashomon.extract.words import Range, Words, overlap
from rashomon.language import Analysis
from rashomon.model.records import Document

COLON_RULE, COLON_SCORE = "behind-a-colon", 0.7
_TELLING = frozenset(
    """
    acknowledge add admit announce answer argue assure claim complain conclude confess declare explain insist
    inform maintain note promise recall remark remind repeat reply report respond say state stress swear tell
    testify vow warn write
    """.split()
)
_ADDRESSING = frozenset("assure inform promise remind tell warn".split())
_SENTENCES = frozenset({"root", "conj", "parataxis"})
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_SPEAKING = frozenset({"Person", "Organization"})
_ADDED = frozenset({"ADP", "ADV", "SCONJ", "VERB"})
"""What tells where or how somebody speaks begins so; what they are, or stand for, begins with a noun."""
_SHORTEST = 2  # words of what is said
_LONGEST = 5  # words before the end of a name: a time of day, a title


def behind_colons(
    document: Document, analysis: Analysis, words: Words, found: Sequence[Told]
) -> Iterator[Told]:
    """Yield the statements behind colons in the body of a text, where no other one is."""
    bodies = [analysis.words_in(part.span) for part in document.parts if part.kind == "body"]
    taken = {word for told in found for word in words_in((*told.cue, *told.content))}
    names = speaking_names(analysis)
    for first, end in analysis.sentences.tolist():
        mark = next((word for word in range(first + 1, end - _SHORTEST) if words.forms[word] == ":"), None)
        if mark is None or not overlap((first, end), bodies) or not taken.isdisjoint(range(first, end)):
            continue
        told = _by_verb(words, (first, end), mark) or _by_name(words, (first, end), mark, names)
        if told is not None:
            yield told


def speaking_names(analysis: Analysis) -> list[Range]:
    """Return the names of persons and bodies."""
    kinds = [analysis.inventory.entities[label] for label in analysis.entities.labels.tolist()]
    spans = analysis.entities.spans.tolist()
    return [(first, end) for (first, end), kind in zip(spans, kinds, strict=True) if kind in _SPEAKING]


def _by_verb(words: Words, sentence: Range, mark: int) -> Told | None:
    led = led_by(words, sentence, mark)
    return None if led is None else _told(words, *led, (mark + 1, sentence[1]))


def led_by(words: Words, sentence: Range, mark: int) -> tuple[Range, Range] | None:
    """Return who speaks and the verb of saying that tells what stands behind a colon.

    That is the last one before it, or the one on which the sentence hangs.
    """
    tree = words.tree
    verbs = [word for word in range(sentence[0], mark) if tree.upos[word] == "VERB"]
    telling = (verb for verb in (*verbs[-1:], tree.top(*sentence)) if words.lemma(verb) in _TELLING)
    verb = next((verb for verb in telling if verb in verbs), None)
    if verb is None:
        return None
    things = [thing for thing in tree.kin(verb, "obj") if thing < mark]
    whole = tree.relations[verb] in _SENTENCES and words.xpos[verb] in {"VBD", "VBP", "VBZ", "VBN"}
    source = speaker(words, verb)
    beside = source and source[0][1] <= mark and not overlap((verb, verb + 1), source)
    if not whole or not beside or (things and words.lemma(verb) not in _ADDRESSING):
        return None
    return source[0], (verb, verb + 1)


def _by_name(words: Words, sentence: Range, mark: int, names: Sequence[Range]) -> Told | None:
    """Return what somebody who is named first, without a verb before the colon, says behind it."""
    first, _ = sentence
    name = next((each for each in names if first <= each[0] < each[1] <= first + _LONGEST), None)
    if name is None or any(words.xpos[word] in _FINITE for word in range(first, mark)):
        return None
    added = name[1] < mark and words.forms[name[1]] == "," and words.tree.upos[name[1] + 1] in _ADDED
    clause = any(words.xpos[word] in _FINITE for word in range(mark + 1, sentence[1]))
    if not (added or (name[1] == mark and clause)):
        return None
    begin = name[0]
    while begin > first and words.tree.upos[begin - 1] in {"NOUN", "PROPN", "ADJ"}:
        begin -= 1
    led = all(words.tree.upos[word] in {"NUM", "PUNCT", "DET"} for word in range(first, begin))
    return _told(words, (begin, name[1]), (mark, mark + 1), (mark + 1, sentence[1])) if led else None


def _told(words: Words, source: Range, cue: Range, content: Range) -> Told:
    first, end = content
    while end - 1 > first and words.tree.upos[end - 1] == "PUNCT" and words.forms[first] not in '"“«‘':
        end -= 1
    return Told((source,), (cue,), ((first, end),), COLON_SCORE, COLON_RULE)
