"""Accused and not heard: who is blamed by name in some text, with no statement of their own in any."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from rashomon.compare.answers import is_answered
from rashomon.compare.names import body_name, is_proper, person_name
from rashomon.compare.stands import is_ascribed, is_unsaid
from rashomon.model.corpus import Extraction
from rashomon.model.identity import group_id
from rashomon.model.offsets import Span
from rashomon.model.records import Accused, Actor, Mention, Statement

_LETTERS = 3  # of a word of a name that tells one name from another

# Verbs whose object is who is blamed, or what they did; with "not" or "refused to" nobody is.
_BLAMING = re.compile(
    r"\b(?:accus|blam|condemn|denounc|criticis|criticiz|castigat|censur|rebuk|reproach|reprimand|lambast"
    r"|excoriat|berat|chastis|vilif|assail|slam(?:s|med)?\b|blast(?:s|ed)?\b|fault(?:s|ed)?\b)",
    re.IGNORECASE,
)
_NO_BLAME = re.compile(
    r"\b(?:not|never|without|nobody|no one|refus|declin|stopp|avoid|den(?:y|ied|ies)\b|cannot\b)|n['’]t\b",
    re.IGNORECASE,
)
# What may stand before the name of who is blamed: an article, a title or what they are, what they did.
_LINKS = (
    "about|against|and|as|at|being|both|but|by|for|from|how|in|like|near|of|on|or|over|some|than|that|to|what"
)
_KIND = rf"(?:(?!(?:{_LINKS}|when|where|who|whose|with|without|[a-z]+s)\s)[a-z][a-z-]*\s+){{0,3}}"
"""What somebody is, without a comma: "contractor", "rival trawler owner"; several are not one with a name."""
_TITLE = rf"(?:(?:the|an?|its|his|her|their|former|then|late)\s+)*{_KIND}(?:[A-Z][\w.'’-]*\s+)*"
_OFFICE = (
    r"(?:(?:the|an?|its|his|her|their)\s+(?:[a-z-]+['’]s?\s+)?|[^\W\d_][\w-]*['’]s?\s+)"
    r"(?:[a-z-]+\s+){0,3}[a-z-]+,\s+"
)
"""What somebody is, before a comma and the name: "the mill's owner, Emil Zorn"."""
_DEED = (
    r"(?:the|an?|this|its|their)?\s*(?:[a-z-]+\s+){0,2}"
    r"(?:(?:decision|action|move|refusal|failure|attempt|attack|order)s?\s+by"
    r"|(?:intervention|involvement|interference|conduct|inaction|complicity|behaviou?r)\s+(?:by|of))\s+"
)
_BEFORE = re.compile(rf"[\"'“‘«„\s]*(?:{_DEED}|(?i:{_OFFICE}))?{_TITLE}")
_BEFORE_ON = re.compile(rf".+\bon\s+(?:(?i:{_OFFICE}))?{_TITLE}", re.DOTALL)  # "blamed the crash on Pell"
# What may follow: not another noun, since "the Ostrava report" is no Ostrava.
_AFTER = re.compile(
    r"\s*(?:\Z|[,.;:!?()\[\]\"”’»–—-]|['’]s?\s|(?:of|for|over|as|that|who|whom|which|in|on|after|when|because"
    r"|and|with|to|by|at|during|while|from|saying|government|regime|administration)\b)"
)
_ENDS = re.compile(r"\s*(?:\Z|[,.;:!?)\]\"”’»–—])")
_CALLING = re.compile(r"\b(?:call|brand|label|dub)(?:s|ed|ing|led|bed|bing|ling)?\b", re.IGNORECASE)
_CALLED = re.compile(r"\s+(?:an?|the)\s|\s+[\"“‘«]")
_AT_FAULT = re.compile(r"\s+(?:is|are|was|were|alone is|alone are)\s+(?:to blame|at fault)\b")
_ARTICLE = re.compile(r"^(?:the|an?|this|that|these|those)\s+", re.IGNORECASE)
# What is done to somebody: "the arrest of" and "Tarn's killing" blame others.
_SUFFERED = re.compile(
    r"['’]?s?\s+(?:arrest|killing|murder|death|detention|jailing|imprisonment|removal|ouster|dismissal"
    r"|assassination|beating|treatment|expulsion|persecution|sentenc)",
)
_SOMEBODYS = re.compile(
    r"['’]s?\s+(?:[a-z-]+\s+){0,3}(?:[a-z-]+,\s+[A-Z]|(?:adviser|advisor|aide|boss|brother|chief|colleague|daughter"
    r"|deputy|driver|father|friend|husband|lawyer|mother|owner|partner|predecessor|secretary|sister|son|spokesman"
    r"|spokeswoman|spokesperson|successor|wife)s?\b)"
)
"""Another one is blamed, who is somebody's: "Voss's deputy, Rita Hahn", "Pell's lawyer"."""
_ORDER = re.compile(
    r"\W*(?:(?:an?|the|his|her|their|this|that)\s+)?(?:[a-z-]+\s+)?(?:order|command|instruction)s?\b"
)
"""What others say that somebody gave by speaking answers nothing: "gave the order to shoot"."""
_NO_ANSWER = frozenset({"declined", "ordered"})  # an order that others report answers nothing
_LEAST_TURNS = 2  # of one who asks, in an interview
_MARKS = frozenset({"", ":"})  # behind the label of a turn
_WRITING = frozenset({"work", "other"})

_Way = tuple[re.Pattern[str], re.Pattern[str]]
"""What stands before a name that is blamed, and what follows it."""


def accused_unheard(extraction: Extraction) -> tuple[Accused, ...]:
    """Return who is blamed by name and never speaks, in order of id, with the statements that blame them.

    Blamed is whom a verb of blame has for its object ("accused Pell of", "condemned the decision by Pell",
    "blamed the crash on Pell", "Pell was criticised"), who is called something bad, and who "is to blame".
    Heard is who has a statement in any of the texts, itself or through others, or published one of them; a
    refusal to speak, and what an accuser says that they said, does not count. Where a speaker's name may be
    theirs too, they count as heard; so does who is named before the first turn of an interview whose labels
    name nobody ("Q", "A"), and whom a lawyer, a spokesman or the like answers for right behind the blame.
    Actors are those of a comparison.
    """
    mentions = _by_document(extraction.mentions)
    texts = {document.id: document.text for document in extraction.documents}
    actors = {actor.id: actor for actor in extraction.actors}
    blaming: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in extraction.statements:
        document = statement.document
        whom = _blamed(statement, mentions[document], texts[document]) if document in texts else None
        if whom in actors and _named(actors[whom]) and whom not in _speakers(statement):
            blaming[whom].append(statement)
    heard = _Heard(extraction)
    found = (
        _record(actor, statements)
        for actor, statements in blaming.items()
        if not heard.has(actors[actor], statements)
    )
    return tuple(sorted(found, key=lambda each: each.id))


def _record(actor: str, statements: Iterable[Statement]) -> Accused:
    findings = tuple(statement.id for statement in statements)
    return Accused(id=group_id("accused", [actor, *findings]), actor=actor, findings=findings)


def _by_document(mentions: Iterable[Mention]) -> defaultdict[str, list[Mention]]:
    found: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        found[mention.document].append(mention)
    return found


def _blamed(statement: Statement, mentions: Iterable[Mention], text: str) -> str | None:
    """Return the actor whom a statement blames, if it blames one by name at the place for it."""
    if _NO_BLAME.search(statement.cue.text):
        return None
    ways = list(_ways(statement))
    places = (*(statement.addressee.spans[:1] if statement.addressee else ()), *statement.content.spans[:1])
    for place in places:
        named = (each for each in mentions if each.actor and is_proper(_ARTICLE.sub("", each.text)))
        fits = [each for each in named if _is_blamed(each.span, place, text, ways)]
        if fits:
            return min(fits, key=lambda each: (each.span.start, -each.span.end)).actor
    return None


def _ways(statement: Statement) -> Iterator[_Way]:
    """Yield how a statement may blame somebody, by its act and its cue."""
    cue = statement.cue.text
    if statement.act == "blamed" and _BLAMING.search(cue):
        yield _BEFORE, _AFTER
        if "blam" in cue.casefold():
            yield _BEFORE_ON, _ENDS
    if statement.act == "blamed" and _CALLING.search(cue):
        yield _BEFORE, _CALLED
    yield _BEFORE, _AT_FAULT


def _is_blamed(name: Span, place: Span, text: str, ways: Iterable[_Way]) -> bool:
    """Tell whether a name stands where who is blamed does."""
    if not place.start <= name.start < place.end:
        return False
    before, after = text[place.start : name.start], text[name.end : place.end]
    fits = any(front.fullmatch(before) and back.match(after) for front, back in ways)
    return fits and not (_SUFFERED.match(after) or _SOMEBODYS.match(after))


def _named(actor: Actor) -> bool:
    return actor.type not in _WRITING and any(map(is_proper, actor.names))


def _speakers(statement: Statement) -> tuple[str, ...]:
    relays = (relay.actor for relay in statement.via)
    members = (member.actor for member in statement.speaker.members)
    return tuple(actor for actor in (*members, *relays) if actor)


def _is_answer(statement: Statement) -> bool:
    """Tell whether somebody says something by a statement; what they only know, or do not say, is none."""
    ordered = statement.kind != "direct" and _ORDER.match(statement.content.text)
    unsaid = is_unsaid(statement) or is_ascribed(statement)
    return statement.act not in _NO_ANSWER and not ordered and not unsaid


class _Heard:
    """Who speaks in the texts, by actor and by name."""

    def __init__(self, extraction: Extraction) -> None:
        self._said = [each for each in extraction.statements if _is_answer(each)]
        self._actors = {actor.id: actor for actor in extraction.actors}
        self._statements = {statement.id: statement for statement in extraction.statements}
        self._introduced = frozenset(_introduced(extraction))
        self._texts = {document.id: document.text for document in extraction.documents}
        self._published = [
            name.value
            for document in extraction.documents
            for name in (document.voice, document.source.outlet, *document.author)
            if name
        ]

    def has(self, actor: Actor, blaming: Iterable[Statement]) -> bool:
        """Tell whether an actor speaks, or somebody who may be the same one."""
        blaming = tuple(blaming)
        accusers = {who for statement in blaming for who in _speakers(statement)}
        own = [each for each in self._said if not self._is_told_by(each, accusers)]
        spoke = any(actor.id in _speakers(statement) for statement in own)
        if spoke or actor.id in self._introduced:
            return True
        others = [each for each in own if accusers.isdisjoint(_speakers(each))]
        for blame in blaming:
            said = (each for each in others if each.document == blame.document)
            if is_answered(actor, blame, said, self._texts[blame.document]):
                return True
        return any(_may_be(actor, name) for name in (*self._published, *self._names(own)))

    def _names(self, statements: Iterable[Statement]) -> Iterator[str]:
        for statement in statements:
            yield statement.speaker.text
            for speaker in _speakers(statement):
                yield from self._actors[speaker].names if speaker in self._actors else ()

    def _is_told_by(self, statement: Statement, accusers: set[str]) -> bool:
        """Tell what one of some accusers says that others said."""
        seen = {statement.id}
        while statement.within in self._statements and statement.within not in seen:
            statement = self._statements[statement.within]
            seen.add(statement.id)
            if not accusers.isdisjoint(_speakers(statement)):
                return True
        return False


def _introduced(extraction: Extraction) -> Iterator[str]:
    """Yield who is named before the first turn of an interview whose labels name nobody."""
    texts = {document.id: document.text for document in extraction.documents}
    labels: defaultdict[str, list[int]] = defaultdict(list)
    for statement in extraction.statements:
        if _is_label(statement, texts.get(statement.document, "")):
            labels[statement.document].append(statement.speaker.spans[0].start)
    for mention in extraction.mentions:
        turns = labels.get(mention.document, ())
        if mention.actor and len(turns) >= _LEAST_TURNS and mention.span.end <= min(turns):
            yield mention.actor


def _is_label(statement: Statement, text: str) -> bool:
    """Tell whether a speaker without a name is the label of a turn, at the beginning of a line."""
    spans = statement.speaker.spans
    if statement.kind != "direct" or not spans or _speakers(statement) or statement.cue.text not in _MARKS:
        return False
    return not text[: spans[0].start].rpartition("\n")[2].strip()


def _may_be(actor: Actor, name: str) -> bool:
    """Tell whether a name may be another one of an actor: a person's last word, all words of a body's."""
    words = set(body_name(name).tokens)
    if not words:
        return False
    for own in filter(is_proper, actor.names):
        if actor.type == "person":
            tokens = person_name(own).tokens
            if tokens and tokens[-1] in words:
                return True
        else:
            held = {word for word in body_name(own).key if len(word) >= _LETTERS}
            if held and (held <= words or words <= held):
                return True
    return False
