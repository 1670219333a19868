"""Whom the source of a statement means: the words that say who speaks, read by their tree.

A source is a noun phrase; those who speak are its head and what is joined to it ("Veld and the Lock
Union"). A head that is no name may stand before one ("mayor Ona Veld", "the mayor, Ona Veld"), or refer to
somebody named elsewhere. What is left has no name here: "two officials", "a spokesman for the union".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rashomon.compare.wordlists import BODIES, TITLES
from rashomon.extract.happening.living import PEOPLE
from rashomon.extract.papers import WRITINGS
from rashomon.extract.references import Reference
from rashomon.extract.words import Words

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_DESCRIBING = frozenset({"ADJ", "NOUN", "PROPN"})
_LEADING = frozenset({"ADP", "DET", "CCONJ", "VERB"})
"""What stands before a phrase that is part of another one."""
_OFFICES = TITLES - {"opposition"}
_NOTES = WRITINGS | {"memo", "memorandum", "note"}
"""What its owner says something by, as a body does by its statement."""
_JOINTS = frozenset({",", "and", "&"})
_OPENINGS = (("among", "them"), ("including",), ("such", "as"), ("namely",), ("like",))
_TWO = 2
_CLAUSAL = frozenset({"AUX", "PRON", "SCONJ", "VERB"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


class Speakers:
    """Finds the references that mean those who speak in one text."""

    def __init__(self, words: Words, found: Sequence[Reference]) -> None:
        self._words = words
        self._found = found
        self._name_at = {
            word: n for n, each in enumerate(found) if each.form == "name" for word in range(*each.words)
        }
        self._by_head = {each.head: n for n, each in enumerate(found) if each.form != "name"}

    def members(self, first: int, end: int) -> Iterator[int]:
        """Yield the numbers of the references that mean those who speak in the words `[first, end)`."""
        if first >= end:
            return
        several = self._of_several(first, end)
        listed = self._listed(first, end) if several is None else several
        if len(listed) > 1 or several is not None:
            yield from listed
            return
        top = self._words.tree.top(first, end)
        for head in self._joined(top, first, self._without_clause(top, end)):
            number = self._named(self._antecedent(head), first, end)
            if number is not None:
                yield number

    def _of_several(self, first: int, end: int) -> list[int] | None:
        """Return who speaks by a noun and a list of names behind it; `None` for any other source.

        "Two unions, A and B" are A and B, and so are "four banks, among them A and B"; "the ministers of A, B
        and C", and a spokesman for two unions, are none of them.
        """
        lower = self._words.lower
        comma = next((at for at in range(first, end) if lower[at] == ","), end)
        case = next((at for at in range(first, comma) if self._words.tree.upos[at] == "ADP"), comma)
        head = case - 1
        if head < first or head in self._name_at or self._words.tree.upos[head] != "NOUN":
            return None
        plural = self._words.xpos[head] == "NNS"
        own = [self._by_head[head]] if head in self._by_head else []
        listed = self._named_only(self._behind_opening(comma + 1, end), end)
        of_some = case < comma and self._has_name(case, comma)
        if plural and of_some and not self._are_people(listed):
            return own if len(self._listed(case + 1, end)) >= _TWO else None
        if len(listed) < _TWO or (of_some and not plural):
            return None
        return listed if plural else own if case < comma else None

    def _named_only(self, first: int, end: int) -> list[int]:
        """Return the members of a list of names without any clause in it."""
        told = {self._words.tree.upos[word] for word in range(first, end) if word not in self._name_at}
        return [] if told & _CLAUSAL else self._listed(first, end)

    def _are_people(self, numbers: Sequence[int]) -> bool:
        return bool(numbers) and all(self._found[number].type == "person" for number in numbers)

    def _has_name(self, first: int, end: int) -> bool:
        return any(word in self._name_at for word in range(first, end))

    def _behind_opening(self, first: int, end: int) -> int:
        """Return where a list begins behind "among them", "including" or "such as"."""
        opening = next(
            (each for each in _OPENINGS if tuple(self._words.lower[first : first + len(each)]) == each), ()
        )
        return min(first + len(opening), end)

    def _listed(self, first: int, end: int) -> list[int]:
        """Return the members of a list of bare names ("A's office, the B Council and C"), if it is one.

        Trees often take one half of such a list for a description of the other. A piece with a preposition
        or without a name or a body at its end describes, and then the tree decides.
        """
        numbers = []
        if not any(self._is_and(word) for word in range(first, end)):
            return []
        for begin, stop in self._pieces(first, end):
            last = self._name_at.get(stop - 1)
            if last is None and self._words.lower[stop - 1] in BODIES:
                last = self._by_head.get(stop - 1)
            inside = (word for word in range(begin, stop) if self._name_at.get(word) != last)
            if last is None or any(self._words.tree.upos[word] == "ADP" for word in inside):
                return []
            numbers.append(last)
        return numbers

    def _is_and(self, word: int) -> bool:
        return self._words.lower[word] in {"and", "&"} and word not in self._name_at

    def _pieces(self, first: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield what stands between commas and "and", which inside a name are part of it."""
        begin = first
        for word in range(first, end + 1):
            parts = word == end or (self._words.lower[word] in _JOINTS and word not in self._name_at)
            if parts:
                if begin < word:
                    yield begin, word
                begin = word + 1

    def _joined(self, head: int, first: int, end: int) -> Iterator[int]:
        """Yield a head and what is joined to it, each before what is joined to that in turn."""
        waiting = [head]  # not by recursion: a list may be longer than the stack is deep
        while waiting:
            each = waiting.pop()
            yield each
            joined = [other for other in self._words.tree.kin(each, "conj") if first <= other < end]
            waiting.extend(other for other in reversed(joined) if not self._is_within(other))

    def _is_within(self, word: int) -> bool:
        """Tell whether a word is in a name behind a preposition: "Labour" in "Veld of Coast and Labour"."""
        number = self._name_at.get(word)
        first = self._found[number].words[0] if number is not None else 0
        return first > 0 and first != word and self._words.tree.upos[first - 1] == "ADP"

    def _without_clause(self, top: int, end: int) -> int:
        """Return where a source ends without the clause that tells more of it ("..., who like her ...")."""
        tree = self._words.tree
        heads = {top, *tree.joined(top)}
        clauses = (
            tree.phrase(child)[0] for head in heads for child in tree.kin(head, "acl") if head < child < end
        )
        return min((begin for begin in clauses if begin > top), default=end)

    def _antecedent(self, head: int) -> int:
        """Return the noun that a relative pronoun stands for, any other word as it is."""
        if self._words.lower[head] not in _RELATIVE:
            return head
        tree, clause = self._words.tree, self._words.tree.heads[head]
        while clause >= 0 and tree.relations[clause] != "acl":
            clause = tree.heads[clause]
        return tree.heads[clause] if clause >= 0 else head

    def _named(self, head: int, first: int, end: int) -> int | None:
        """Return the name that a head is part of, the name behind it, or what else it refers by.

        What a relative clause names is nobody who speaks: "the mayors, who belong to the Harbour List".
        """
        own = self._name_at.get(head)
        if own is not None and not self._owns(self._found[own]):
            return own
        if self._words.lower[head] in _NOTES and (owner := self._owner(head)) is not None:
            return owner
        if self._words.lower[head] in WRITINGS:
            issuers = (word for word in self._words.tree.kin(head, "nmod") if word in self._name_at)
            return next((self._name_at[word] for word in issuers), self._by_head.get(head))
        within = self._in_clauses(head, first, end)
        behind = (
            self._name_at[word] for word in range(head + 1, end) if self._name_at.get(word) not in within
        )
        alone = [number for number in dict.fromkeys(behind) if self._stands_alone(self._found[number], head)]
        people = [number for number in alone if self._found[number].type == "person"]
        return next(iter(people or alone), self._by_head.get(head) if own is None else own)

    def _owner(self, head: int) -> int | None:
        """Return the pronoun for whose a note is: "their note says" tells what they say."""
        owners = (each for each in self._words.tree.kin(head, "nmod") if self._words.xpos[each] == "PRP$")
        return next((self._by_head[each] for each in owners if each in self._by_head), None)

    def _in_clauses(self, head: int, first: int, end: int) -> frozenset[int | None]:
        """Return the names in relative clauses behind a noun, and `None`."""
        tree, lower = self._words.tree, self._words.lower
        clauses = (clause for noun in range(first, end) for clause in tree.kin(noun, "acl") if clause > head)
        told = ((tree.phrase(clause), clause) for clause in clauses)
        relative = [place for place, clause in told if not _RELATIVE.isdisjoint(lower[place[0] : clause])]
        words = (word for place in relative for word in range(*place))
        return frozenset((None, *(self._name_at[word] for word in words if word in self._name_at)))

    def _stands_alone(self, name: Reference, head: int) -> bool:
        """Tell whether a name is no part of a phrase: no preposition before it, no owner's ending behind.

        A noun for a person between is looked past: "critics of mayor Ona Veld" are not she.
        """
        if self._owns(name):
            return False
        words, before = self._words, name.words[0] - 1
        if words.lemma(before) in PEOPLE | _OFFICES and before > head:
            while before > head and words.tree.upos[before] in _DESCRIBING and before not in self._name_at:
                before -= 1
            before -= words.tree.upos[before] == "DET"  # "critics of the mayor Ona Veld"
        return before <= head or words.tree.upos[before] not in _LEADING

    def _owns(self, name: Reference) -> bool:
        """Tell a name with an owner's ending behind it: "Joren Pell's lawyer" is not he."""
        end = name.words[1]
        return end < len(self._words.lower) and self._words.lower[end] in _POSSESSIVE
