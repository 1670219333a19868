"""From gold sets to training examples: which set gives which targets, and how often it is seen.

A set is registered by its lines in `OTHERS` or `TREEBANKS` and in `COUNTS`. Texts of the treebanks
keep the treebank's own words; all others are cut into words by the product's tokeniser, as at run
time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import numpy as np
from tokenizers import Tokenizer

from rashomon.language.arrays import Ints
from rashomon.language.attribution import ROLES
from rashomon.language.coreference import mention_keys
from rashomon.language.encoding import Encoded, encode_words
from rashomon.language.layers import Inventory
from rashomon.language.tokens import tokenise
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from training.examples import IGNORE, Array, Example, Links, bio, word_range
from training.gold import timeml
from training.gold.apart import apart
from training.gold.event_location import EventPlace, left_out, read_event_locations, settled
from training.gold.factuality import read_factuality
from training.gold.gum import CorefText, dev_names, read_coreference
from training.gold.polnear import Article, Attribution, held_apart, read_articles
from training.gold.propbank import Frame, read_propbank
from training.gold.timeml import TimedText, read_timeml
from training.gold.told import TOLD, ToldText, as_attribution, read_told
from training.gold.treebank import TreebankDocument, read_treebank
from training.gold.worldwide import TYPES, TaggedText, read_worldwide

TIMES = ("DATE", "DURATION", "SET", "TIME")
COUNTS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "ud-english-ewt": (514, 318),
        "ud-english-gum": (126, 20),
        "polnear": (751, 84),
        "worldwide-ner": (845, 101),
        "tempeval3": (228, 22),
        "event-location": (778, 85),
        "told": (1184, 99),
        "propbank-ewt": (540, 318),
        "uds-factuality": (540, 318),
        "gum": (128, 20),
    }
)
"""How many examples each set gives to train on and for dev, and of how many texts of both a layer tells."""
RARE = 2  # labels seen less often than this in train are not learned


@dataclass(frozen=True, slots=True)
class Source:
    """Where gold lies, what is left out, and what texts are encoded with.

    Attributes:
        gold: the folder of gold sets.
        tokenizer: the base model's.
        without: names of sets and layers that are not read.
    """

    gold: Path
    tokenizer: Tokenizer
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class GoldExamples:
    """The examples of one set: those to train on and those that decide between runs."""

    train: tuple[Example, ...]
    dev: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Treebanks:
    """The documents of both splits with the layers that join them, before labels are numbered."""

    train: tuple[TreebankDocument, ...]
    dev: tuple[TreebankDocument, ...]
    frames: Mapping[str, tuple[tuple[Frame, ...] | None, ...]]
    factuality: Mapping[str, Mapping[tuple[int, int], float]]
    chains: Mapping[str, CorefText]


def read_ewt(source: Source) -> Treebanks:
    """Read the English Web Treebank with PropBank and factuality."""
    folder = source.gold / "ud-english-ewt"
    train = tuple(read_treebank(folder / "en_ewt-ud-train.conllu"))
    dev = tuple(read_treebank(folder / "en_ewt-ud-dev.conllu"))
    frames, factuality = {}, {}
    if "propbank-ewt" not in source.without:
        joined = read_propbank(source.gold / "propbank-ewt.zip", [*train, *dev])
        frames = {found.document.name: found.frames for found in joined}
        _check_layer("propbank-ewt", frames, train, dev)
    if "uds-factuality" not in source.without:
        uds = source.gold / "uds-factuality"
        both = (*read_factuality(uds, train, "train"), *read_factuality(uds, dev, "dev"))
        factuality = {
            found.document.name: {(j.sentence, j.word): j.value for j in found.judgements} for found in both
        }
        _check_layer("uds-factuality", factuality, train, dev)
    return Treebanks(train, dev, frames, factuality, {})


def read_gum(source: Source) -> Treebanks:
    """Read the openly licensed part of GUM with its coreference."""
    folder = source.gold / "ud-english-gum"
    train = tuple(read_treebank(folder / "en_gum-ud-train.conllu"))
    dev = tuple(read_treebank(folder / "en_gum-ud-dev.conllu"))
    chains = {}
    if "gum" not in source.without:
        texts = read_coreference(source.gold / "gum" / "coref" / "gum" / "tsv")
        chains = {text.name: text for text in texts}
        dev_documents = {document.name for document in dev}
        if dev_documents != dev_names(source.gold / "gum"):
            raise InputError("the dev documents of ud-english-gum and of gum/dev.txt differ")
        _check_layer("gum", chains, train, dev)
    return Treebanks(train, dev, {}, {}, chains)


def inventory_of(treebanks: Iterable[Treebanks]) -> Inventory:
    """Return the labels seen in train, the most frequent first."""
    counts: dict[str, Counter[str]] = {
        kind: Counter() for kind in ("upos", "xpos", "feats", "relation", "role")
    }
    for bank in treebanks:
        for document in bank.train:
            for sentence in document.sentences:
                for word in sentence.words:
                    for kind in ("upos", "xpos", "feats", "relation"):
                        counts[kind][getattr(word, kind)] += 1
            for frames in bank.frames.get(document.name, ()):
                counts["role"].update(a.label for frame in frames or () for a in frame.arguments)
    kept = {
        kind: tuple(label for label, n in sorted(c.items(), key=lambda x: (-x[1], x[0])) if n >= RARE)
        for kind, c in counts.items()
    }
    return Inventory(
        upos=kept["upos"],
        xpos=kept["xpos"],
        features=kept["feats"],
        relations=kept["relation"],
        entities=TYPES,
        times=TIMES,
        roles=kept["role"],
    )


def treebank_examples(bank: Treebanks, inventory: Inventory, tokenizer: Tokenizer) -> GoldExamples:
    """Return one example a document."""
    build = _TreebankBuilder(bank, inventory, tokenizer)
    return GoldExamples(
        tuple(build(document) for document in bank.train if not apart(document.name)),
        tuple(build(document) for document in bank.dev),
    )


class _TreebankBuilder:
    """Numbers labels and builds the example of one document after another."""

    def __init__(self, bank: Treebanks, inventory: Inventory, tokenizer: Tokenizer) -> None:
        self._bank, self._tokenizer = bank, tokenizer
        labels = {
            "upos": inventory.upos,
            "xpos": inventory.xpos,
            "feats": inventory.features,
            "relation": inventory.relations,
            "role": inventory.roles,
        }
        self._numbers = {kind: {label: i for i, label in enumerate(names)} for kind, names in labels.items()}

    def __call__(self, document: TreebankDocument) -> Example:
        rows = [word for sentence in document.sentences for word in sentence.words]
        sizes = [len(sentence.words) for sentence in document.sentences]
        starts = np.cumsum([0, *sizes[:-1]]).astype(np.int32)
        spans = np.array([(word.span.start, word.span.end) for word in rows], dtype=np.int32)
        opens = np.zeros(len(rows), dtype=bool)
        opens[starts[[s.paragraph for s in document.sentences]]] = True
        words: dict[str, Array] = {
            "upos": self._codes("upos", [w.upos for w in rows]),
            "xpos": self._codes("xpos", [w.xpos for w in rows]),
            "features": self._codes("feats", [w.feats for w in rows]),
            "sentence": np.repeat(np.arange(len(sizes)), sizes).astype(np.int32),
            "opens": _marked(len(rows), starts),
            "paragraph": opens.astype(np.int32),
        }
        bases = np.repeat(starts, sizes)
        heads = bases + np.array([word.head for word in rows])
        heads = np.where([word.head < 0 for word in rows], np.arange(len(rows)), heads).astype(np.int32)
        relations = self._codes("relation", [w.relation for w in rows])
        arcs = np.column_stack([np.arange(len(rows)), heads, relations]).astype(np.int32)
        links = {"arcs": Links(arcs[relations != IGNORE], 2)}
        links |= {"sentences": _sentence_links(starts, len(rows))}
        self._add_frames(document.name, starts, words, links)
        self._add_factuality(document.name, starts, words)
        self._add_chains(document, heads, [word.form for word in rows], words, links)
        encoded = encode_words(document.text, spans, opens, self._tokenizer)
        return Example(document.name, encoded, words, links, starts, whole=document.name in self._bank.chains)

    def _codes(self, kind: str, labels: Sequence[str]) -> Ints:
        numbers = self._numbers[kind]
        return np.array([numbers.get(label, IGNORE) for label in labels], dtype=np.int32)

    def _add_frames(self, name: str, starts: Ints, words: dict[str, Array], links: dict[str, Links]) -> None:
        if name not in self._bank.frames:
            return
        predicate = np.full(len(words["upos"]), IGNORE, dtype=np.int32)
        anchors: list[tuple[int, ...]] = []
        arguments: list[tuple[int, ...]] = []
        ends = [*starts[1:], len(predicate)]
        for start, end, frames in zip(starts.tolist(), ends, self._bank.frames[name], strict=True):
            if frames is None:
                continue
            predicate[start:end] = 0
            for frame in frames:
                anchor = start + frame.predicate
                predicate[anchor] = 1
                anchors.append((anchor,))
                arguments.extend(self._arguments(frame, start))
        words["predicate"] = predicate
        links["frames"] = Links(_rows(sorted(set(anchors)), 1), 1)
        links["arguments"] = Links(_rows(arguments, 4), 3)

    def _arguments(self, frame: Frame, start: int) -> Iterator[tuple[int, ...]]:
        for argument in frame.arguments:
            role = self._numbers["role"].get(argument.label)
            if role is not None:
                yield start + frame.predicate, start + argument.first, start + argument.end - 1, role

    def _add_factuality(self, name: str, starts: Ints, words: dict[str, Array]) -> None:
        if name not in self._bank.factuality:
            return
        values = np.full(len(words["upos"]), np.nan, dtype=np.float32)
        for (sentence, word), value in self._bank.factuality[name].items():
            values[starts[sentence] + word] = value
        words["factuality"] = values

    def _add_chains(
        self,
        document: TreebankDocument,
        heads: Ints,
        forms: Sequence[str],
        words: dict[str, Array],
        links: dict[str, Links],
    ) -> None:
        text = self._bank.chains.get(document.name)
        if text is None:
            return
        if len(text.tokens) != len(forms):
            raise InputError(
                f"{document.name} has {len(forms)} words in one file and {len(text.tokens)} in the other"
            )
        # Of mentions with one head (a noun phrase and a coordination that it opens) the longer stands.
        chosen = {}
        for mention in sorted(text.mentions, key=lambda m: m.end - m.first):
            chosen[mention_head(heads, mention.first, mention.end)] = mention
        places = np.array(sorted(chosen), dtype=np.int32)
        spans = _rows([(chosen[h].first, chosen[h].end) for h in places.tolist()], 2)
        chains = np.array([chosen[h].chain for h in places.tolist()], dtype=np.int32)
        keys = mention_keys(forms, spans, places)
        words["mention"] = _marked(len(forms), places)
        rows = np.column_stack([places, spans[:, 0], spans[:, 1] - 1, chains, keys]).astype(np.int32)
        links["mentions"] = Links(rows, 3)


def mention_head(heads: Ints, first: int, end: int) -> int:
    """Return the word of `[first, end)` whose head lies outside, the first if there are several.

    Args:
        heads: int32 `[w]`, the head of each word, itself for a root.
        first: the first word.
        end: after the last word.
    """
    inside = heads[first:end]
    own = np.arange(first, end)
    top = own[(inside < first) | (inside >= end) | (inside == own)]
    return int(top[0]) if len(top) else first


def polnear_examples(source: Source) -> GoldExamples:
    """Return PolNeAR's articles with their attributions."""
    data = source.gold / "polnear" / "data"
    build = lambda article: _article(article, source.tokenizer)  # noqa: E731 - used twice just below
    return GoldExamples(
        tuple(build(a) for a in read_articles(data / "train") if not held_apart(a.name)),
        tuple(build(a) for a in read_articles(data / "dev")),
    )


def _article(article: Article, tokenizer: Tokenizer) -> Example:
    encoded = _encoded(article.text, tokenizer)
    words: dict[str, Array] = {"paragraph": encoded.opens.astype(np.int32)}
    links: dict[str, Links] = {}
    _add_attributions(article.attributions, encoded, words, links)
    return Example(article.name, encoded, words, links, _paragraphs(encoded))


def _paragraphs(encoded: Encoded) -> Ints:
    """Return where attributions may be cut: a piece cut in two would be learned as no piece at all."""
    return np.flatnonzero(encoded.opens).astype(np.int32)


def _add_attributions(
    attributions: Iterable[Attribution],
    encoded: Encoded,
    words: dict[str, Array],
    links: dict[str, Links],
) -> None:
    """Add the targets of attributions; of one without a cue nothing is learned but what its words are.

    Args:
        attributions: of the text.
        encoded: the text.
        words: targets by word, added to.
        links: targets that join words, added to.
    """
    cues: list[tuple[int, ...]] = []
    pieces: list[tuple[int, ...]] = []
    labelled: list[tuple[int, int, int]] = []
    for attribution in attributions:
        cue = (word_range(encoded, span) for span in attribution.cue[:1])
        anchors = [(first, end - 1) for first, end in cue]
        cues += anchors
        by_role = (attribution.source, attribution.cue, attribution.content)
        for role, spans in enumerate(by_role):
            ranges = [part for span in spans for part in _within_paragraphs(encoded, span)]
            labelled.extend((first, end, role) for first, end in ranges)
            if ROLES[role] != "cue":
                kind = 0 if ROLES[role] == "source" else 1
                pieces.extend((*own, first, end - 1, kind) for own in anchors for first, end in ranges)
    # Contents first, so that a cue or a source inside a content of another cue is not painted over.
    labelled.sort(key=lambda item: (-item[2] if item[2] == ROLES.index("content") else 0, -item[1] + item[0]))
    words["attributions"] = bio(len(encoded.words), labelled)
    links["cues"] = Links(_rows(sorted(set(cues)), 2), 2)
    links["pieces"] = Links(_rows(pieces, 5), 4)


def _within_paragraphs(encoded: Encoded, span: Span) -> Iterator[tuple[int, int]]:
    """Yield the ranges of words of a span, cut where a paragraph begins."""
    first, end = word_range(encoded, span)
    cuts = (np.flatnonzero(encoded.opens[first + 1 : end]) + first + 1).tolist()
    yield from zip([first, *cuts], [*cuts, end], strict=True)


def told_examples(source: Source) -> GoldExamples:
    """Return our own texts with what is said in them in no one's words, a tenth of the stories for dev."""
    texts = list(read_told(TOLD))
    dev = [text for text in texts if text.kept_apart]
    train = [text for text in texts if not text.kept_apart]
    return GoldExamples(*(tuple(_told(text, source.tokenizer) for text in part) for part in (train, dev)))


def _told(text: ToldText, tokenizer: Tokenizer) -> Example:
    encoded = _encoded(text.text, tokenizer)
    words: dict[str, Array] = {"paragraph": encoded.opens.astype(np.int32)}
    links: dict[str, Links] = {}
    own = [as_attribution(note, text.text) for note in text.notes.values() if not note.within]
    _add_attributions(own, encoded, words, links)
    return Example(text.name, encoded, words, links, _paragraphs(encoded))


def worldwide_examples(source: Source) -> GoldExamples:
    """Return the Worldwide Newswire's articles with their entities."""
    folder = source.gold / "worldwide-ner"
    return GoldExamples(
        tuple(_tagged(t, source.tokenizer) for t in read_worldwide(folder / "train") if not apart(t.name)),
        tuple(_tagged(t, source.tokenizer) for t in read_worldwide(folder / "dev")),
    )


def _tagged(text: TaggedText, tokenizer: Tokenizer) -> Example:
    encoded = _encoded(text.text, tokenizer)
    spans, inner = (
        [(*word_range(encoded, e.span), TYPES.index(e.label)) for e in layer]
        for layer in (text.entities, text.nested)
    )
    words: dict[str, Array] = {
        "entities": bio(len(encoded.words), spans),
        "inner_entities": bio(len(encoded.words), inner),
        "paragraph": encoded.opens.astype(np.int32),
    }
    return Example(text.name, encoded, words)


def time_examples(source: Source) -> GoldExamples:
    """Return TimeBank and AQUAINT with their time expressions."""
    texts = list(read_timeml(source.gold / "tempeval3"))
    dev = [text for text in texts if timeml.left_out(text.name)]
    train = [text for text in texts if not timeml.left_out(text.name) and not apart(text.name)]
    return GoldExamples(*(tuple(_timed(t, source.tokenizer) for t in part) for part in (train, dev)))


def _timed(text: TimedText, tokenizer: Tokenizer) -> Example:
    encoded = _encoded(text.text, tokenizer)
    spans = [(*word_range(encoded, t.span), TIMES.index(t.type)) for t in text.times]
    words: dict[str, Array] = {
        "times": bio(len(encoded.words), spans),
        "paragraph": encoded.opens.astype(np.int32),
    }
    return Example(text.name, encoded, words)


def place_examples(source: Source) -> GoldExamples:
    """Return sentences with the places of their verbs, ten sentences an example to fill its stretch."""
    places = list(settled(read_event_locations(source.gold / "event-location" / "labeled_text.jsonl.zip")))
    dev = [place for place in places if left_out(place.text)]
    train = [place for place in places if not left_out(place.text)]
    return GoldExamples(*(tuple(_placed(part, source.tokenizer)) for part in (train, dev)))


def _placed(places: Sequence[EventPlace], tokenizer: Tokenizer) -> Iterator[Example]:
    by_text: dict[str, list[EventPlace]] = {}
    for place in places:
        by_text.setdefault(place.text, []).append(place)
    texts = list(by_text)
    for begin in range(0, len(texts), 10):
        chosen = texts[begin : begin + 10]
        yield _sentences_with_places(chosen, by_text, tokenizer)


def _sentences_with_places(
    texts: Sequence[str], by_text: Mapping[str, Sequence[EventPlace]], tokenizer: Tokenizer
) -> Example:
    joined = "\n\n".join(texts)
    at = np.cumsum([0, *(len(text) + 2 for text in texts)]).tolist()
    ranges = [Span(start, start + len(text)) for start, text in zip(at, texts, strict=False)]
    words = tokenise(joined, ranges)
    starts = np.searchsorted(words[:, 0], [r.start for r in ranges]).astype(np.int32)
    opens = _marked(len(words), starts).astype(bool)
    encoded = encode_words(joined, words, opens, tokenizer)
    verbs: list[tuple[int, ...]] = []
    found: list[tuple[int, ...]] = []
    for start, text in zip(at, texts, strict=False):
        for place in by_text[text]:
            verb = word_range(encoded, place.verb.shifted(start))[0]
            verbs.append((verb,))
            for location in place.locations:
                first, end = word_range(encoded, location.shifted(start))
                found.append((verb, first, end - 1, 0))
    targets: dict[str, Array] = {
        "sentence": np.cumsum(opens).astype(np.int32),
        "paragraph": opens.astype(np.int32),
    }
    links = {
        "verbs": Links(_rows(sorted(set(verbs)), 1), 1),
        "event_places": Links(_rows(found, 4), 3),
        "sentences": _sentence_links(starts, len(words)),
    }
    return Example(texts[0], encoded, targets, links, starts)


def _encoded(text: str, tokenizer: Tokenizer) -> Encoded:
    """Encode a text, every line a paragraph."""
    ranges, start = [], 0
    for line in text.split("\n"):
        ranges.append(Span(start, start + len(line)))
        start += len(line) + 1
    words = tokenise(text, ranges)
    line_of = np.searchsorted([r.start for r in ranges], words[:, 0], side="right")
    return encode_words(text, words, np.diff(line_of, prepend=-1) != 0, tokenizer)


def _marked(count: int, places: Ints) -> Ints:
    marks = np.zeros(count, dtype=np.int32)
    marks[places] = 1
    return marks


def _rows(rows: Sequence[tuple[int, ...]], columns: int) -> Ints:
    return np.array(rows, dtype=np.int32).reshape(-1, columns)


def _sentence_links(starts: Ints, count: int) -> Links:
    """Return the first and last word of each sentence; what it means is numbered later."""
    return Links(np.column_stack([starts, np.append(starts[1:], count) - 1]).astype(np.int32), 2)


@dataclass(frozen=True, slots=True)
class Corpus:
    """All examples, set by set, and the labels they are numbered by."""

    inventory: Inventory
    sets: Mapping[str, GoldExamples]


OTHERS: Mapping[str, Callable[[Source], GoldExamples]] = {
    "polnear": polnear_examples,
    "told": told_examples,
    "worldwide-ner": worldwide_examples,
    "tempeval3": time_examples,
    "event-location": place_examples,
}
TREEBANKS: Mapping[str, Callable[[Source], Treebanks]] = {
    "ud-english-ewt": read_ewt,
    "ud-english-gum": read_gum,
}


def read_corpus(source: Source) -> Corpus:
    """Read all sets that are not left out.

    Raises:
        InputError: a set that is to be left out is none of these, or a set is not there as it was published.
    """
    unknown = sorted(source.without - COUNTS.keys())
    if unknown:
        raise InputError(f"no set or layer {unknown[0]} is read here, only {', '.join(sorted(COUNTS))}")
    banks = {name: read(source) for name, read in TREEBANKS.items() if name not in source.without}
    inventory = inventory_of(banks.values())
    sets = {name: treebank_examples(bank, inventory, source.tokenizer) for name, bank in banks.items()}
    sets |= {name: read(source) for name, read in OTHERS.items() if name not in source.without}
    for name, examples in sets.items():
        _check_whole(name, (len(examples.train), len(examples.dev)))
    return Corpus(inventory, sets)


def _check_layer(
    name: str, told: Container[str], train: Sequence[TreebankDocument], dev: Sequence[TreebankDocument]
) -> None:
    _check_whole(name, tuple(sum(document.name in told for document in part) for part in (train, dev)))


def _check_whole(name: str, found: tuple[int, int]) -> None:
    """Refuse a set or layer that has not as many texts to train on, and for dev, as the published one."""
    if found != COUNTS[name]:
        raise InputError(
            f"{name} gives {found[0]} texts to train on and {found[1]} for dev, not {COUNTS[name][0]} and "
            f"{COUNTS[name][1]}: the copy in the folder of gold sets is not the published one"
        )
