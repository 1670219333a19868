"""Whom a pronoun means that acts or speaks: the one who acted or spoke last before it.

The encoder links each pronoun by itself. One that is a subject nearly always means the subject of the clause
around it or of the sentence before, and nobody out of the words of another: in "Ames said that Bell had left.
She ..." it is Ames. Where the last one who spoke has no name ("an officer said"), the rule says nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from rashomon.compare.pronouns import PRONOUNS, Gender
from rashomon.compare.wordlists import TITLES
from rashomon.extract.covering import Covering
from rashomon.extract.described import Speaking
from rashomon.extract.gender import genders
from rashomon.extract.meant import ACTING, AGREEING, RULE_SCORE, Meant
from rashomon.extract.naming import Group
from rashomon.extract.references import Reference
from rashomon.extract.words import Words
from rashomon.model.offsets import Span
from rashomon.model.records import ActorType

_REACH = 120  # words
_ALSO = "also"
_SURE = 0.7  # the score from which on the link of a pronoun that does not speak is believed
_ONE_PHRASE = frozenset({"appos", "flat", "compound"})
_JOINING = frozenset({"ADP", "CCONJ", "DET", "PART", "PUNCT"})
_MAY_BE: Mapping[str, ActorType] = {**dict.fromkeys(PRONOUNS, "person"), "it": "organisation"}


class Acting:
    """Finds out whom the pronouns of one text mean by who acted last."""

    def __init__(
        self,
        words: Words,
        found: Sequence[Reference],
        spans: Sequence[Span],
        groups: Sequence[Group],
        contents: Covering,
    ) -> None:
        """Take the references of a text with their places, its actors, and the contents of its statements."""
        self._words, self._found, self._spans = words, found, spans
        self._groups, self._contents = groups, contents
        people = [n for n, each in enumerate(found) if each.form == "name" and each.type == "person"]
        self._people = sorted(people, key=lambda n: found[n].head)

    def resolved(
        self, meant: Mapping[int, Meant], sources: Collection[int], speaking: Speaking
    ) -> dict[int, Meant | None]:
        """Return whom pronouns mean otherwise than by their links: those that are subjects or sources.

        That is nobody for one that goes on with somebody whom the text does not name.

        Args:
            meant: whom references mean by now.
            sources: the references that are sources of statements; "it" is looked at among them alone.
            speaking: who speaks. Those whom others answer do not answer; whoever is accused does.
        """
        called = dict(genders(self._words, self._found, meant, speaking.quoted))
        answering = speaking.denying
        known, changed, acting = dict(meant), dict[int, Meant | None](), list[int]()
        for number in sorted(range(len(self._found)), key=lambda n: self._found[n].head):
            subject = self._is_subject(number)
            if self._is_asked(number, subject=subject, source=number in sources):
                others = {known[each].group for each in answering.get(number, ()) if each in known}
                group = self._last(number, acting, known, called)
                if others and (group in others or (number in known and known[number].group in others)):
                    group = self._spoken_to(number, answering[number], known, called)
                going_on = self._going_on(number, known, called)
                if going_on == [] and known.pop(number, None) is not None:
                    changed[number] = None
                group = group if going_on is None else next(iter(going_on), None)
                denying = self._accused(number, speaking.accused.get(number, ()), known, called)
                group = group if denying is None else denying
                linked = known.get(number)
                kept = linked and (linked.group == group or (number not in sources and linked.score >= _SURE))
                if group is not None and not kept:
                    known[number] = changed[number] = Meant(group, RULE_SCORE, ACTING)
            if number in known and not self._settles(number, known[number].group, called, speaking.quoted):
                del known[number]
                other = changed[number] = self._other(number, known, called, speaking.quoted)
                known.update({number: other} if other is not None else {})
            if number in sources or (subject and number in known):
                acting.append(number)
        return changed

    def _going_on(
        self, number: int, known: Mapping[int, Meant], called: Mapping[int, Gender]
    ) -> list[int] | None:
        """Return whom a pronoun means that goes on with the last sentence's subject; `None` for others.

        "The crowd wanted Norvia to name them. It also urged ...": the crowd did, which no name may tell.
        """
        tree, head = self._words.tree, self._found[number].head
        verb = tree.heads[head]
        opens = verb >= 0 and tree.heads[verb] < 0 and tree.phrase(verb)[0] == head
        adds = opens and any(self._words.lower[each] == _ALSO for each in tree.kin(verb, "advmod"))
        if not adds or tree.relations[head] != "nsubj":
            return None
        before = next((word for word in range(head - 1, -1, -1) if tree.heads[word] < 0), head)
        subject = next((each for each in tree.kin(before, "nsubj") if each < before), head)
        if subject == head or tree.passive[subject]:
            return None
        own = {subject, *(each for each in tree.children[subject] if tree.relations[each] in _ONE_PHRASE)}
        named = (n for n in known if not own.isdisjoint(self._heads(n)))
        groups = dict.fromkeys(known[n].group for n in named)
        fitting = [group for group in groups if self._may_be(number, group, called)]
        return fitting[:1] if fitting or not groups else None

    def _heads(self, number: int) -> range:
        """Return the words of a name, or the one that carries another reference."""
        each = self._found[number]
        return range(*each.words) if each.form == "name" else range(each.head, each.head + 1)

    def _spoken_to(
        self, number: int, others: Sequence[int], known: Mapping[int, Meant], called: Mapping[int, Gender]
    ) -> int | None:
        """Return the one group that others, who spoke before a pronoun, name behind themselves."""
        first = max((self._found[each].head for each in others), default=-1)
        theirs = {known[each].group for each in others if each in known}
        near = {
            known[each].group
            for each, reference in enumerate(self._found)
            if each in known
            and reference.form == "name"
            and first < reference.head < self._found[number].head
        }
        fitting = [group for group in near - theirs if self._may_be(number, group, called)]
        return fitting[0] if len(fitting) == 1 else None

    def _accused(
        self, number: int, accused: Sequence[int], known: Mapping[int, Meant], called: Mapping[int, Gender]
    ) -> int | None:
        """Return the one group accused right before a pronoun that denies, if the pronoun may mean it.

        What kind of actor a name is of may be misread: one of the kind that the link leads to will do.
        """
        groups = {known[each].group for each in accused if each in known}
        if len(groups) != 1:
            return None
        (group,) = groups
        linked = known.get(number)
        alike = linked is not None and self._groups[linked.group].type == self._groups[group].type
        fits = self._may_be(number, group, called) or (alike and self._agrees(number, group, called))
        return group if fits else None

    def _may_be(self, number: int, group: int, called: Mapping[int, Gender]) -> bool:
        """Tell whether a pronoun may mean a group; where somebody answers, "it" may be a country."""
        it = self._words.lower[self._found[number].head] == "it"
        return self._may_mean(number, group, called) or (it and self._groups[group].type == "place")

    def _may_mean(self, number: int, group: int, called: Mapping[int, Gender]) -> bool:
        word = self._words.lower[self._found[number].head]
        return self._groups[group].type == _MAY_BE[word] and self._agrees(number, group, called)

    def _agrees(self, number: int, group: int, called: Mapping[int, Gender]) -> bool:
        """Tell whether a group is not called by the pronoun of the other gender."""
        gender = PRONOUNS.get(self._words.lower[self._found[number].head])
        return gender in {None, called.get(group, gender)}

    def _settles(self, number: int, group: int, called: dict[int, Gender], quoted: Collection[int]) -> bool:
        """Tell a pronoun that may mean somebody, whom it calls "he" or "she" from now on."""
        gender = PRONOUNS.get(self._words.lower[self._found[number].head])
        if gender is None or self._found[number].form != "pronoun":
            return True
        if self._found[number].head not in quoted:
            return called.setdefault(group, gender) == gender
        return called.get(group, gender) == gender

    def _other(
        self, number: int, known: Mapping[int, Meant], called: dict[int, Gender], quoted: Collection[int]
    ) -> Meant | None:
        """Return whom a pronoun means that can't mean whom it led to: the last one named who may be."""
        head = self._found[number].head
        if head in quoted:
            return None
        named = (
            n for n in reversed(self._people) if head - _REACH < self._found[n].head < head and n in known
        )
        group = next((g for n in named if self._agrees(number, g := known[n].group, called)), None)
        if group is None:
            return None
        self._settles(number, group, called, quoted)
        return Meant(group, RULE_SCORE, AGREEING)

    def _is_subject(self, number: int) -> bool:
        """Tell whether a reference is a subject, or the name behind one: "Leader of Opposition Ona Veld"."""
        tree, head = self._words.tree, self._found[number].head
        if self._found[number].form == "name" and tree.relations[head] == "nmod" and self._is_titled(number):
            head = tree.heads[head]
        while tree.relations[head] in _ONE_PHRASE and tree.heads[head] >= 0:
            head = tree.heads[head]
        return tree.relations[head] == "nsubj" or self._is_brought_in(number)

    def _is_brought_in(self, number: int) -> bool:
        """Tell a person's name that says who a noun is: "The girl was Ona Veld"."""
        tree, name = self._words.tree, self._found[number]
        says_who = tree.has(name.head, "cop") and not tree.has(name.head, "case")
        nouns = (each for each in tree.kin(name.head, "nsubj") if tree.upos[each] == "NOUN")
        return name.form == "name" and name.type == "person" and says_who and any(True for _ in nouns)

    def _is_titled(self, number: int) -> bool:
        """Tell whether a name ends the phrase of a title before it, and is not what the title is of."""
        (first, end), tree = self._found[number].words, self._words.tree
        noun = tree.heads[self._found[number].head]
        titled = noun < first and self._words.lemma(noun) in TITLES and tree.phrase(noun)[1] == end
        return titled and tree.upos[first - 1] not in _JOINING

    def _is_asked(self, number: int, *, subject: bool, source: bool) -> bool:
        word = self._words.lower[self._found[number].head]
        asked = source or (subject and word in PRONOUNS)
        return asked and self._found[number].form == "pronoun" and word in _MAY_BE

    def _last(
        self,
        number: int,
        acting: Sequence[int],
        known: Mapping[int, Meant],
        called: Mapping[int, Gender],
    ) -> int | None:
        """Return the group that acted last before a pronoun and may be meant by it."""
        inside = frozenset(self._contents.around(self._spans[number]))
        for other in reversed(acting):
            if self._found[number].head - self._found[other].head > _REACH:
                return None
            if not inside.issuperset(self._contents.around(self._spans[other])):
                continue  # named in the words of another
            if other not in known:
                if self._found[other].form == "noun":
                    return None  # somebody without a name spoke last
                continue
            group = known[other].group
            if self._may_mean(number, group, called):
                return group
        return None
