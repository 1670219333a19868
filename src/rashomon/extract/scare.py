"""Scare quotes: marks around a word or two of a sentence that quotes nobody.

In "the ‘peacekeeping forces’ would leave" they stand around a noun, or what is said of one, behind an article
that they leave out. "A great success", "within days" or “unacceptable” of somebody who calls it so are that
person's words; and so are those for what somebody blames, praises, denies or demands: "condemned the
“massacre”".
"""

from __future__ import annotations

from rashomon.extract.words import MARKS, Range, Words
from rashomon.model.records import Act

JUDGING: frozenset[Act] = frozenset({"blamed", "praised", "denied", "demanded"})
"""Acts whose object stands in the words of who acts, so that no marks there are scare quotes."""
_LONGEST = 3  # words
_NOMINAL = frozenset({"ADJ", "NOUN", "PROPN"})
_BEFORE_NOUNS = frozenset({"amod", "compound"})
_PREDICATES = frozenset({"ccomp", "parataxis", "root", "xcomp"})
_PLURAL = frozenset({"NNS", "NNPS"})


def is_scare_quotation(words: Words, quotation: Range) -> bool:
    """Tell whether a quotation is one to three words of a noun phrase with its article outside, or plural."""
    tree = words.tree
    inner = [w for w in range(*quotation) if words.forms[w] not in MARKS and tree.upos[w] != "PUNCT"]
    if not 0 < len(inner) <= _LONGEST or not all(_is_nominal(words, word) for word in inner):
        return False
    top = tree.top(inner[0], inner[-1] + 1)
    noun = tree.heads[top] if tree.relations[top] in _BEFORE_NOUNS else top
    if noun < 0 or tree.relations[noun] in _PREDICATES or tree.has(noun, "cop"):
        return False
    led = any(each < quotation[0] for relation in ("det", "nmod") for each in tree.kin(noun, relation))
    return tree.upos[noun] in {"NOUN", "PROPN"} and (led or words.xpos[noun] in _PLURAL)


def _is_nominal(words: Words, word: int) -> bool:
    """Tell a noun or what is said of it, such as a participle before it: "fallen men", "so-called vote"."""
    relations = words.tree.relations
    said = relations[words.tree.heads[word] if relations[word] == "advmod" else word]
    return words.tree.upos[word] in _NOMINAL or said in _BEFORE_NOUNS
