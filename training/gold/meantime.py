"""MEANTIME: events, roles and times in Wikinews (Minard et al., LREC 2016).

A folder holds CAT XML files, one for each article: tokens with the number of their sentence,
markables anchored to tokens, and relations between them. Sentence 0 is the title, 1 the date.
Attributes of events, roles and times were annotated in the first six sentences only, title and date among
them; in those that follow, mentions are of chosen entities and of the events that these take part in. Across
texts, too, only chosen events were followed: half of all have no name that holds beyond their text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from lxml import etree

from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from training.gold.files import read_markup
from training.gold.joined import Joined, join_tokens
from training.gold.timeml import TIMEX3_TYPES, Time

ANNOTATED_SENTENCES = 6
"""How many sentences from the first carry full annotation."""
_REFERENTS: Mapping[str, str] = MappingProxyType({"ENTITY_MENTION": "ENTITY", "EVENT_MENTION": "EVENT"})


@dataclass(frozen=True, slots=True)
class EntityMention:
    """A mention of an entity; `syntactic_type` is the guidelines' (NAM, NOM, PRO ...), often empty.

    `instances` are the entities that it refers to, by names that hold across texts: one, seldom two, and none
    where the annotators forgot it. An entity that was not given a name has one that holds in its text alone.
    `kind` is that of the first: PER, LOC, ORG, PRO (product), FIN (financial), MIX.
    """

    identity: str
    spans: tuple[Span, ...]
    syntactic_type: str
    instances: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class EventMention:
    """A mention of an event with the attributes of NewsReader's guidelines, empty where not annotated.

    `polarity` is POS or NEG, `certainty` CERTAIN, PROBABLE, POSSIBLE or UNDERSPECIFIED, `time`
    FUTURE, NON_FUTURE or UNDERSPECIFIED, `special` GEN (a general statement), COND_IF_CLAUSE,
    COND_MAIN_CLAUSE or NONE. `instances` are the events that it tells, as for `EntityMention`.
    """

    identity: str
    spans: tuple[Span, ...]
    polarity: str
    certainty: str
    tense: str
    time: str
    special: str
    part_of_speech: str
    predicate: str
    instances: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount: a number of things, a sum of money, or a share; `type` is the guidelines' name of which."""

    identity: str
    spans: tuple[Span, ...]
    type: str


@dataclass(frozen=True, slots=True)
class Participant:
    """A PropBank role in an event mention, by the identities of the event and of what fills the role.

    An entity mention fills it, or a quantity.
    """

    event: str
    filler: str
    role: str


@dataclass(frozen=True, slots=True)
class MeantimeText:
    """One article; spans are code points of `text`, `sentences` the indices of their first tokens.

    Full annotation ends before the code point `annotated_end`. `times` without words are left out.
    """

    name: str
    topic: str
    text: str
    tokens: tuple[Span, ...]
    sentences: tuple[int, ...]
    annotated_end: int
    times: tuple[Time, ...]
    events: tuple[EventMention, ...]
    entities: tuple[EntityMention, ...]
    quantities: tuple[Quantity, ...]
    participants: tuple[Participant, ...]


@dataclass(frozen=True, slots=True)
class _Markable:
    element: etree._Element
    identity: str
    spans: tuple[Span, ...]

    def get(self, attribute: str) -> str:
        return str(self.element.get(attribute, ""))


def read_meantime(folder: Path) -> Iterator[MeantimeText]:
    """Read the CAT XML files in a folder and the folders of topics below it, in order of path.

    Of the two layers of the corpus only `intra_cross-doc_annotation` is whole: the other has
    relations to mentions that were deleted.

    Raises:
        InputError: there are no such files, or one departs from the layout above.
    """
    paths = sorted(folder.rglob("*.xml"))
    if not paths:
        raise InputError(
            f"{folder} holds no *.xml: give a MEANTIME folder, such as intra_cross-doc_annotation"
        )
    for path in paths:
        yield _document(path)


def _document(path: Path) -> MeantimeText:
    root = read_markup(path, "Document")
    joined = join_tokens(list(_sentences(root, path).values()))
    references = _references(root, path)
    times, events, entities, quantities = (
        _markables(root, tag, joined, path) for tag in ("TIMEX3", "EVENT_MENTION", "ENTITY_MENTION", "VALUE")
    )
    return MeantimeText(
        name=path.stem,
        topic=path.parent.name.removeprefix("corpus_"),
        text=joined.text,
        tokens=joined.tokens,
        sentences=joined.lines,
        annotated_end=_annotated_end(joined),
        times=tuple(_time(markable, path) for markable in times),
        events=tuple(_event(m, _names(references.get(m.identity, ()), path)) for m in events),
        entities=tuple(_entity(m, references.get(m.identity, ()), path) for m in entities),
        quantities=tuple(Quantity(m.identity, m.spans, m.get("type")) for m in quantities),
        participants=_participants(
            root, _identities(events), _identities(entities) | _identities(quantities), path
        ),
    )


def _identities(markables: list[_Markable]) -> frozenset[str]:
    return frozenset(markable.identity for markable in markables)


def _sentences(root: etree._Element, path: Path) -> Mapping[int, list[str]]:
    sentences: dict[int, list[str]] = {}
    for index, token in enumerate(root.findall("token"), 1):
        sentence, form = token.get("sentence", ""), token.text or ""
        if token.get("t_id") != str(index) or not sentence.isdecimal() or not form.strip():
            raise InputError(
                f"{path}: token {index} has no form, no sentence, or the number {token.get('t_id')}"
            )
        if sentences and int(sentence) < max(sentences):
            raise InputError(f"{path}: token {index} goes back to sentence {sentence}")
        sentences.setdefault(int(sentence), []).append(form)
    if not sentences:
        raise InputError(f"{path} holds no token")
    return sentences


def _annotated_end(joined: Joined) -> int:
    if len(joined.lines) <= ANNOTATED_SENTENCES:
        return len(joined.text)
    return joined.tokens[joined.lines[ANNOTATED_SENTENCES]].start


def _markables(root: etree._Element, tag: str, joined: Joined, path: Path) -> list[_Markable]:
    """Return the markables of a kind that have words, in order of their first."""
    found = []
    for element in root.iterfind(f"Markables/{tag}"):
        spans = tuple(_spans(element, joined, path))
        if spans:
            found.append(_Markable(element, element.get("m_id", ""), spans))
    return sorted(found, key=lambda markable: markable.spans)


def _spans(element: etree._Element, joined: Joined, path: Path) -> Iterator[Span]:
    """Yield a span for each unbroken run of the tokens that a markable is anchored to."""
    anchors = sorted({anchor.get("t_id", "") for anchor in element.findall("token_anchor")}, key=_number)
    indices = [_number(anchor) - 1 for anchor in anchors]
    if indices and not 0 <= indices[0] <= indices[-1] < len(joined.tokens):
        raise InputError(
            f"{path}: {element.tag} {element.get('m_id')} is anchored to a token that is not there"
        )
    begin = 0
    for place, index in enumerate(indices, 1):
        if place == len(indices) or indices[place] != index + 1:
            yield joined.span(indices[begin], index + 1)
            begin = place


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _time(markable: _Markable, path: Path) -> Time:
    kind, value = markable.get("type"), markable.get("value")
    if kind not in TIMEX3_TYPES or not value:
        raise InputError(f"{path}: TIMEX3 {markable.identity} has the type {kind!r} and the value {value!r}")
    return Time(Span(markable.spans[0].start, markable.spans[-1].end), kind, value)


def _entity(markable: _Markable, instances: Sequence[etree._Element], path: Path) -> EntityMention:
    return EntityMention(
        identity=markable.identity,
        spans=markable.spans,
        syntactic_type=markable.get("syntactic_type"),
        instances=_names(instances, path),
        kind=str(instances[0].get("ent_type", "")) if instances else "",
    )


def _event(markable: _Markable, instances: tuple[str, ...]) -> EventMention:
    return EventMention(
        identity=markable.identity,
        spans=markable.spans,
        polarity=markable.get("polarity"),
        certainty=markable.get("certainty"),
        tense=markable.get("tense"),
        time=markable.get("time"),
        special=markable.get("special_cases"),
        part_of_speech=markable.get("pos"),
        predicate=markable.get("pred"),
        instances=instances,
    )


def _references(root: etree._Element, path: Path) -> Mapping[str, list[etree._Element]]:
    """Return the instances that each mention refers to, by the identities of the mentions.

    Raises:
        InputError: a mention that is not there refers, or one refers to what it can't.
    """
    marked = {element.get("m_id", ""): element for element in root.iterfind("Markables/*")}
    found: defaultdict[str, list[etree._Element]] = defaultdict(list)
    for relation in root.iterfind("Relations/REFERS_TO"):
        target = marked.get(_end(relation, "target"))
        for source in relation.findall("source"):
            mention = marked.get(source.get("m_id", ""))
            if mention is None or target is None or _REFERENTS.get(str(mention.tag)) != target.tag:
                raise InputError(
                    f"{path}: reference {relation.get('r_id')} is not from a mention to an instance"
                )
            found[mention.get("m_id", "")].append(target)
    return found


def _names(instances: Iterable[etree._Element], path: Path) -> tuple[str, ...]:
    names = (each.get("instance_id") or f"{path.stem} {each.get('m_id')}" for each in instances)
    return tuple(dict.fromkeys(names))


def _participants(
    root: etree._Element, events: frozenset[str], fillers: frozenset[str], path: Path
) -> tuple[Participant, ...]:
    found = []
    for relation in root.iterfind("Relations/HAS_PARTICIPANT"):
        event, filler = (_end(relation, end) for end in ("source", "target"))
        if event not in events or filler not in fillers:
            raise InputError(f"{path}: participant {relation.get('r_id')} names a mention that is not there")
        found.append(Participant(event, filler, relation.get("sem_role", "")))
    return tuple(found)


def _end(relation: etree._Element, name: str) -> str:
    end = relation.find(name)
    return "" if end is None else str(end.get("m_id", ""))
