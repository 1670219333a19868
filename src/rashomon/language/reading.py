"""From the encoder's outputs for the words of a text to the layers of its analysis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rashomon.language.arrays import Bools, Floats, Ints, no_floats, no_ints
from rashomon.language.assembly import find_attributions, trusted
from rashomon.language.attribution import AttributionOutputs, AttributionParameters
from rashomon.language.calibration import calibrated, chances
from rashomon.language.coreference import FEATURE_SIZES, CoreferenceOutputs, find_chains
from rashomon.language.descriptions import PERSON
from rashomon.language.entities import one_type_each, with_inner
from rashomon.language.happening import HEAD as HAPPENING
from rashomon.language.happening import Happening, HappeningParameters, happening
from rashomon.language.labels import Chain, legal_labels, opened, spans_of
from rashomon.language.layers import Attributions, Coreference, Frames, Inventory, Labelled, Sayings, Syntax
from rashomon.language.parsing import relations, trees
from rashomon.language.paths import grow
from rashomon.language.plover import HEAD as PLOVER
from rashomon.language.plover import VECTORS, EventParameters, predicate_types
from rashomon.language.roles import (
    CORE,
    OPENERS,
    Belongings,
    PairScorer,
    Standing,
    belongings,
    chosen,
    once_each,
    run_on,
)
from rashomon.language.saying import HEAD as SAYING
from rashomon.language.saying import MAY_SAY, SayingParameters, acts_said, saying
from rashomon.language.telling import HEAD as TELLING
from rashomon.language.telling import TellingParameters, tellings

STATEMENTS = "attributions"
"""The head that finds statements in no one's words."""
LEAST: Mapping[str, float] = MappingProxyType({"statements": 0.05, "arguments": 0.3})
"""Findings of a kind that are less likely right than this are dropped; chosen on dev."""
_HARDLY = 0.05  # words less likely to head a cue are left out
_ASKED = 0.5  # words less likely to head a cue are not asked what is said by them: it is never sure enough
LONGEST_SENTENCE = 512  # words; what is longer is cut, since trees take memory by the square
_TINY = 1e-6

Outputs = Mapping[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Parameters:
    """What the heads of a model need beside the outputs for words.

    Attributes:
        heads: those that the model has.
        inventory: the labels of the heads.
        arrays: by name, as `training` wrote them.
        calibration: by kind of finding, slope and intercept, as in the manifest.
    """

    heads: frozenset[str]
    inventory: Inventory
    arrays: Mapping[str, Floats]
    calibration: Mapping[str, tuple[float, float]]

    def calibrated(self, kind: str, scores: Floats) -> Floats:
        """Return probabilities that are right as often as they say; as they are where none are known."""
        line = self.calibration.get(kind)
        return calibrated(scores, *line) if line else scores

    def likely(self, kind: str, scores: Floats) -> Bools:
        """Return which of the findings of a kind with calibrated `scores` are kept by `LEAST`.

        All are where a kind is not calibrated: what its scores mean is not known.
        """
        least = LEAST.get(kind, 0.0) if kind in self.calibration else 0.0
        return scores >= least

    @property
    def attribution(self) -> AttributionParameters:
        """Return the parameters of the head for statements."""
        arrays = self.arrays
        labels, pieces = (
            Chain(arrays[f"{STATEMENTS}.{name}_transitions"], arrays[f"{STATEMENTS}.{name}_start"])
            for name in ("label", "piece")
        )
        names = ("forms", "distance", "links", "trust")
        forms, distance, links, trust = (arrays[f"{STATEMENTS}.{name}"] for name in names)
        return AttributionParameters(forms, distance, labels, pieces, links, trust)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The words of a text, or of a part of a long one, with what the encoder says of them.

    Attributes:
        text: the whole text.
        words: int32 `[w, 2]`, code points of `text`.
        opens: bool `[w]`, whether a paragraph begins with a word.
        title_end: where the title ends in `text`, 0 where there is none.
        outputs: of the encoder, for these words.
        sentences: int32 `[s, 2]` where they are given, else None.
    """

    text: str
    words: Ints
    opens: Bools
    title_end: int
    outputs: Outputs
    sentences: Ints | None = None


@dataclass(frozen=True, slots=True)
class Layers:
    """The layers of one stretch, words numbered from its first."""

    sentences: Ints
    syntax: Syntax
    entities: Labelled
    times: Labelled
    coreference: Coreference
    frames: Frames
    sayings: Sayings
    tellings: Attributions
    vectors: Floats


def read_layers(stretch: Stretch, parameters: Parameters) -> Layers:
    """Return all layers that the model has heads for; statements wait for `attributions_of`."""
    sentences = stretch.sentences
    if sentences is None:
        sentences = sentence_ranges(stretch.outputs["sentences.opens"], stretch.opens)
    has = parameters.heads.__contains__
    syntax = _syntax(stretch.outputs, sentences, parameters) if has("tags") and has("parser") else Syntax()
    sayings = _sayings(stretch.outputs, parameters) if has(SAYING) and has("tags") else Sayings()
    return Layers(
        sentences=sentences,
        syntax=syntax,
        entities=_entities(stretch, sentences, parameters),
        times=_labelled("times", stretch.outputs, sentences, parameters),
        coreference=_coreference(stretch, sentences, parameters) if has("coreference") else Coreference(),
        frames=_frames(stretch.outputs, sentences, syntax, parameters) if has("roles") else Frames(),
        sayings=sayings,
        tellings=_tellings(stretch.outputs, sayings, syntax, sentences, parameters),
        vectors=_vectors(stretch.outputs, sentences) if has("meanings") else no_floats(len(sentences), 0),
    )


def attributions_of(outputs: Sequence[AttributionOutputs], parameters: Parameters) -> list[Attributions]:
    """Return the statements of each stretch; the paths of all are searched at once, which is faster.

    Those that are less likely right than `LEAST` says are dropped.
    """
    if not outputs:
        return []
    found = find_attributions(outputs, parameters.attribution)
    scored = (replace(each, scores=parameters.calibrated("statements", each.scores)) for each in found)
    return [trusted(each, parameters.likely("statements", each.scores)) for each in scored]


def sentence_ranges(scores: Floats, opens: Bools) -> Ints:
    """Return int32 `[s, 2]`, the sentences, ranges of words that hold every word once.

    Args:
        scores: float32 `[w]`, the log-odds that a sentence begins with a word.
        opens: bool `[w]`, whether a paragraph does; then a sentence does too.
    """
    starts = (scores > 0) | opens
    found = opened(starts)
    if not len(found) or (found[:, 1] - found[:, 0]).max() <= LONGEST_SENTENCE:
        return found
    for first, end in found.tolist():
        starts[range(first, end, LONGEST_SENTENCE)] = True
    return opened(starts)


def _syntax(outputs: Outputs, sentences: Ints, parameters: Parameters) -> Syntax:
    arrays = parameters.arrays
    heads, chances = trees(
        outputs["parser.dependents"], outputs["parser.heads"], arrays["parser.root"], sentences
    )
    labels, label_chances = relations(
        outputs["parser.children"],
        outputs["parser.parents"],
        arrays["parser.forms"],
        heads,
        parameters.inventory.relations.index("root"),
    )
    return Syntax(
        upos=outputs["tags.upos"].astype(np.int32),
        xpos=outputs["tags.xpos"].astype(np.int32),
        features=outputs["tags.features"].astype(np.int32),
        heads=heads,
        relations=labels,
        scores=parameters.calibrated("syntax", chances * label_chances),
    )


def _entities(stretch: Stretch, sentences: Ints, parameters: Parameters) -> Labelled:
    """Return entities and those inside them, in order, the longer first."""
    outer = _uncalibrated("entities", stretch.outputs, sentences, parameters)
    inner = _labelled("inner_entities", stretch.outputs, sentences, parameters)
    if len(outer.labels):
        starts, ends = stretch.words[outer.spans[:, 0], 0], stretch.words[outer.spans[:, 1] - 1, 1]
        texts = [stretch.text[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
        types = parameters.inventory.entities
        person = types.index(PERSON) if PERSON in types else None
        outer = one_type_each(outer, texts, stretch.outputs["entities.labels"], person)
    outer = replace(outer, scores=parameters.calibrated("entities", outer.scores))
    return with_inner(outer, inner)


def _labelled(name: str, outputs: Outputs, sentences: Ints, parameters: Parameters) -> Labelled:
    found = _uncalibrated(name, outputs, sentences, parameters)
    return replace(found, scores=parameters.calibrated(name, found.scores))


def _uncalibrated(name: str, outputs: Outputs, sentences: Ints, parameters: Parameters) -> Labelled:
    if name not in parameters.heads:
        return Labelled()
    emissions = outputs[f"{name}.labels"]
    found = spans_of(legal_labels(emissions, sentences), emissions)
    return Labelled(found.spans, found.kinds, found.scores)


def _frames(outputs: Outputs, sentences: Ints, syntax: Syntax, parameters: Parameters) -> Frames:
    odds = outputs["roles.predicate"]
    predicates = np.flatnonzero(odds > 0).astype(np.int32)
    found = _arguments(outputs, predicates, sentences, syntax, parameters)
    places = _event_places(outputs, predicates, sentences, parameters)
    values = outputs["factuality.value"] if "factuality" in parameters.heads else no_floats(len(odds))
    types, weights = _types(outputs, predicates, parameters)
    told = _happening(outputs, predicates, parameters)
    return Frames(
        predicates=predicates,
        scores=parameters.calibrated("predicates", chances(odds[predicates])),
        factuality=values[predicates].clip(-3, 3),
        frame=found.owner,
        arguments=found.spans,
        labels=found.kinds,
        argument_scores=found.scores,
        placed=places.owner,
        places=places.spans,
        place_scores=places.scores,
        types=types,
        weights=weights,
        told=told.told,
        told_types=told.types,
        told_statuses=told.statuses,
    )


def _types(outputs: Outputs, predicates: Ints, parameters: Parameters) -> tuple[Floats, Floats]:
    if PLOVER not in parameters.heads:
        return no_floats(len(predicates), 0), no_floats(len(predicates))
    return predicate_types(outputs[VECTORS][predicates], EventParameters.of(parameters.arrays))


def _happening(outputs: Outputs, predicates: Ints, parameters: Parameters) -> Happening:
    if HAPPENING not in parameters.heads:
        count = len(predicates)
        return Happening(no_floats(count), no_floats(count, 0), no_floats(count, 0))
    return happening(outputs[VECTORS][predicates], HappeningParameters.of(parameters.arrays))


def _sayings(outputs: Outputs, parameters: Parameters) -> Sayings:
    may_say = np.array([name in MAY_SAY for name in parameters.inventory.upos], dtype=bool)
    words = np.flatnonzero(may_say[outputs["tags.upos"]]).astype(np.int32)
    learned = SayingParameters.of(parameters.arrays)
    scores = saying(outputs[VECTORS][words], learned)
    kept = scores >= _HARDLY
    words = words[kept]
    return Sayings(words, scores[kept], acts_said(outputs[VECTORS][words], learned))


def _tellings(
    outputs: Outputs, sayings: Sayings, syntax: Syntax, sentences: Ints, parameters: Parameters
) -> Attributions:
    if TELLING not in parameters.heads or not len(syntax.heads):
        return Attributions()
    trees = grow(syntax.heads, syntax.relations, len(parameters.inventory.relations))
    asked = sayings.scores >= _ASKED
    likely = Sayings(sayings.saying[asked], sayings.scores[asked])
    return tellings(outputs[VECTORS], likely, trees, sentences, TellingParameters.of(parameters.arrays))


def _arguments(
    outputs: Outputs, predicates: Ints, sentences: Ints, syntax: Syntax, parameters: Parameters
) -> Belongings:
    """Return the arguments of predicates with calibrated scores, those that are likelier wrong left out."""
    scorer = replace(_pair_scorer("roles", outputs, parameters), standing=_standing(syntax, parameters))
    once = np.array([name in CORE for name in parameters.inventory.roles], dtype=bool)
    found = once_each(belongings(scorer, predicates, sentences), once)
    found = replace(found, scores=parameters.calibrated("arguments", found.scores))
    found = chosen(found, parameters.likely("arguments", found.scores))
    if not len(syntax.heads):
        return found
    opens = [name.partition(":")[0] in OPENERS for name in parameters.inventory.relations]
    return run_on(found, predicates, syntax.heads, np.array(opens)[syntax.relations])


def _event_places(outputs: Outputs, predicates: Ints, sentences: Ints, parameters: Parameters) -> Belongings:
    """Return the places of predicates with calibrated scores."""
    if "event_places" not in parameters.heads:
        return Belongings(no_ints(0), no_ints(0, 2), no_ints(0), no_floats(0))
    found = belongings(_pair_scorer("event_places", outputs, parameters), predicates, sentences)
    return replace(found, scores=parameters.calibrated("event_places", found.scores))


def _standing(syntax: Syntax, parameters: Parameters) -> Standing | None:
    """Return what the trees say of arguments, where there are trees and the model has learned from them."""
    arrays = parameters.arrays
    if not len(syntax.heads) or "roles.branches" not in arrays:
        return None
    trees = grow(syntax.heads, syntax.relations, len(parameters.inventory.relations))
    return Standing(trees, arrays["roles.branches"], arrays["roles.climbs"], arrays["roles.distances"])


def _pair_scorer(head: str, outputs: Outputs, parameters: Parameters) -> PairScorer:
    marked, words = outputs[f"{head}.marked"], outputs[f"{head}.words"]
    return PairScorer(marked, words, parameters.arrays[f"{head}.forms"])


def _coreference(stretch: Stretch, sentences: Ints, parameters: Parameters) -> Coreference:
    outputs = stretch.outputs
    ends = outputs["coreference.ends"]
    given = CoreferenceOutputs(
        mention=outputs["coreference.mention"],
        ends=ends.reshape(len(ends), 4, ends.shape[1] // 4),
        anaphor=outputs["coreference.anaphor"],
        antecedent=outputs["coreference.antecedent"],
        tables=tuple(parameters.arrays[f"coreference.table{i}"] for i in range(len(FEATURE_SIZES))),
    )
    found = find_chains([stretch.text[start:end] for start, end in stretch.words.tolist()], given, sentences)
    return replace(
        found,
        scores=parameters.calibrated("mentions", found.scores),
        link_scores=parameters.calibrated("links", found.link_scores),
    )


def attribution_outputs(stretch: Stretch) -> AttributionOutputs:
    """Return what the head for statements finds those of a stretch from."""
    outputs = stretch.outputs
    below = stretch.words[:, 0] >= stretch.title_end
    starts = np.diff(below, prepend=~below[:1]) if len(below) else below
    return AttributionOutputs(
        labels=outputs[f"{STATEMENTS}.labels"],
        cues=outputs[f"{STATEMENTS}.cues"],
        words=outputs[f"{STATEMENTS}.words"],
        opens=stretch.opens,
        zones=opened(starts),
    )


def _vectors(outputs: Outputs, sentences: Ints) -> Floats:
    """Return the mean of each sentence's word vectors, of length one."""
    if not len(sentences):
        return no_floats(0, outputs["meanings.vectors"].shape[1])
    sums = np.add.reduceat(outputs["meanings.vectors"], sentences[:, 0], axis=0)
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    vectors: Floats = (sums / np.maximum(lengths, _TINY)).astype(np.float32)
    return vectors
