"""Sources that are a relative pronoun: "an official, who asked not to be named" is said of the official."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rashomon.extract.told import Told, covered
from rashomon.extract.words import Range, Words

_RELATIVE = frozenset({"WDT", "WP"})
_CLAUSES = frozenset({"acl", "acl:relcl"})
_DEEPEST = 3  # verbs from a pronoun up to the one of its clause


def led_back(words: Words, found: Sequence[Told]) -> Iterator[Told]:
    """Yield statements with the noun phrase in the place of a relative pronoun that is their source.

    Inside the words of somebody else a pronoun stays where they begin behind the noun phrase.
    """
    for told in found:
        noun = _noun_phrase(words, told.source[0]) if len(told.source) == 1 else None
        if noun is None or any(_parts(other, told.source[0], noun) for other in found):
            yield told
        else:
            yield replace(told, source=(noun,))


def _noun_phrase(words: Words, source: Range) -> Range | None:
    """Return the noun phrase before a relative clause whose pronoun is a source."""
    first, end = source
    tree, verb = words.tree, words.tree.heads[first]
    if end - first != 1 or words.xpos[first] not in _RELATIVE:
        return None
    for _ in range(_DEEPEST):
        if verb < 0 or tree.relations[verb] in _CLAUSES:
            break
        verb = tree.heads[verb]
    if verb < 0 or tree.relations[verb] not in _CLAUSES or tree.heads[verb] >= first:
        return None
    begin, stop = tree.phrase(tree.heads[verb])[0], tree.phrase(verb)[0]
    while stop > begin and tree.upos[stop - 1] in {"PUNCT", "ADP", "CCONJ"}:
        stop -= 1
    return (begin, stop) if begin <= tree.heads[verb] < stop <= first else None


def _parts(other: Told, source: Range, noun: Range) -> bool:
    """Tell whether a statement has the pronoun in its content and the noun phrase not."""
    return covered((source,), other.content) and not covered((noun,), other.content)
