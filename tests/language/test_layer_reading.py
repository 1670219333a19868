from __future__ import annotations

import numpy as np
import pytest

from rashomon.language.assembly import FIRST_LINKS, MARKS
from rashomon.language.attribution import DISTANCES, LABELS, PIECES
from rashomon.language.calibration import calibrated
from rashomon.language.coreference import FEATURE_SIZES
from rashomon.language.labels import legal_chain
from rashomon.language.layers import Inventory
from rashomon.language.paths import DISTANCES as PAIR_DISTANCES
from rashomon.language.paths import branch_rows, climb_rows
from rashomon.language.reading import (
    LEAST,
    LONGEST_SENTENCE,
    Parameters,
    Stretch,
    attribution_outputs,
    attributions_of,
    read_layers,
    sentence_ranges,
)

ALL = frozenset(
    "sentences tags parser entities inner_entities times attributions coreference".split()
    + "roles factuality event_places meanings".split()
)
INVENTORY = Inventory(
    upos=("NOUN", "VERB"),
    xpos=("NN", "VB"),
    features=("_",),
    relations=("nsubj", "root", "obj"),
    entities=("Person",),
    times=("DATE", "TIME"),
    roles=("ARG0", "ARG1"),
)
TEXT = "Veld shut locks . Tarn left"
WORDS = np.array([(0, 4), (5, 9), (10, 15), (16, 17), (18, 22), (23, 27)], np.int32)
COUNT, SIZE = len(WORDS), 6
PREDICATES = (1, 5)


def arrays(**changes) -> dict[str, np.ndarray]:
    labels, pieces = legal_chain(len(LABELS)), legal_chain(len(PIECES))
    form = SIZE + 1
    plain = {
        "parser.root": np.full(SIZE, 0.5, np.float32),
        "parser.forms": np.zeros((3, form, form), np.float32),
        "roles.forms": np.zeros((5, form, form), np.float32),
        "roles.branches": np.zeros((branch_rows(3), 5), np.float32),
        "roles.climbs": np.zeros((climb_rows(3), 5), np.float32),
        "roles.distances": np.zeros((PAIR_DISTANCES, 5), np.float32),
        "event_places.forms": np.zeros((3, form, form), np.float32),
        "attributions.forms": np.zeros((len(PIECES), form, form), np.float32),
        "attributions.distance": np.zeros((DISTANCES, len(PIECES)), np.float32),
        "attributions.label_transitions": labels.transitions,
        "attributions.label_start": labels.start,
        "attributions.piece_transitions": pieces.transitions,
        "attributions.piece_start": pieces.start,
        "attributions.links": FIRST_LINKS,
        "attributions.trust": np.array([0.0] * len(MARKS) + [1.0], np.float32),
        **{f"coreference.table{i}": np.zeros(size, np.float32) for i, size in enumerate(FEATURE_SIZES)},
    }
    return {**plain, **changes}


def parameters(heads=ALL, calibration=(), **changes) -> Parameters:
    return Parameters(frozenset(heads), INVENTORY, arrays(**changes), dict(calibration))


def outputs(seed: int = 0, **changes) -> dict[str, np.ndarray]:
    noise = np.random.default_rng(seed)
    wide = {
        "parser": ("dependents", "heads", "children", "parents"),
        "attributions": ("cues", "words"),
        "coreference": ("anaphor", "antecedent"),
        "roles": ("marked", "words"),
        "event_places": ("marked", "words"),
        "meanings": ("vectors",),
    }
    made = {
        f"{head}.{name}": noise.normal(size=(COUNT, SIZE)).astype(np.float32)
        for head, names in wide.items()
        for name in names
    }
    predicate = np.full(COUNT, -4, np.float32)
    predicate[list(PREDICATES)] = 4
    made |= {
        "sentences.opens": np.array([5, -5, -5, -5, 5, -5], np.float32),
        "tags.upos": np.array([0, 1, 0, 0, 0, 1]),
        "tags.xpos": np.array([0, 1, 0, 0, 0, 1]),
        "tags.features": np.zeros(COUNT, np.int64),
        "entities.labels": noise.normal(size=(COUNT, 3)).astype(np.float32),
        "inner_entities.labels": np.zeros((COUNT, 3), np.float32),
        "times.labels": noise.normal(size=(COUNT, 5)).astype(np.float32),
        "attributions.labels": noise.normal(size=(COUNT, len(LABELS))).astype(np.float32),
        "coreference.mention": np.full(COUNT, 2, np.float32),
        "coreference.ends": noise.normal(size=(COUNT, 4 * SIZE)).astype(np.float32),
        "roles.predicate": predicate,
        "factuality.value": np.array([9, 7, -9, 0, 0, -1.5], np.float32),
    }
    return {**made, **changes}


def stretch(given=None, title_end: int = 0, sentences=None, text: str = TEXT, words=WORDS) -> Stretch:
    opens = np.zeros(len(words), bool)
    opens[:1] = True
    return Stretch(text, words, opens, title_end, outputs() if given is None else given, sentences)


def one_hot(count: int, *labels: int) -> np.ndarray:
    made = np.zeros((COUNT, count), np.float32)
    made[np.arange(COUNT), labels] = 9
    return made


def test_all_layers_are_read_and_lie_inside_the_words():
    found = read_layers(stretch(), parameters())
    assert found.sentences.tolist() == [[0, 4], [4, 6]]
    assert len(found.syntax.heads) == len(found.syntax.scores) == COUNT
    assert (found.syntax.heads == -1).sum() == 2
    assert found.frames.predicates.tolist() == list(PREDICATES)
    assert len(found.coreference.heads) == COUNT
    assert found.vectors.shape == (2, SIZE)
    assert np.linalg.norm(found.vectors, axis=1) == pytest.approx([1, 1], abs=1e-5)


@pytest.mark.parametrize(
    ("missing", "layer", "field"),
    [
        ("tags", "syntax", "upos"),
        ("parser", "syntax", "heads"),
        ("entities", "entities", "spans"),
        ("times", "times", "spans"),
        ("coreference", "coreference", "spans"),
        ("roles", "frames", "predicates"),
        ("event_places", "frames", "places"),
    ],
)
def test_the_layer_of_a_head_that_the_model_lacks_is_empty(missing, layer, field):
    given = {name: array for name, array in outputs().items() if not name.startswith(missing + ".")}
    kept = {name: array for name, array in arrays().items() if not name.startswith(missing + ".")}
    numbers = Parameters(ALL - {missing}, INVENTORY, kept, {})
    found = read_layers(stretch(given), numbers)
    assert len(getattr(getattr(found, layer), field)) == 0
    assert found.sentences.tolist() == [[0, 4], [4, 6]]


def test_without_factuality_or_meanings_there_are_zeros_and_no_vectors():
    found = read_layers(stretch(), parameters(ALL - {"factuality", "meanings"}))
    assert found.frames.factuality.tolist() == [0, 0]
    assert found.vectors.shape == (2, 0)


def test_tags_are_labels_and_roots_are_called_root():
    found = read_layers(stretch(), parameters()).syntax
    assert found.upos.tolist() == [0, 1, 0, 0, 0, 1]
    assert {int(r) for r in found.relations[found.heads == -1]} == {INVENTORY.relations.index("root")}
    assert (found.upos.dtype, found.xpos.dtype, found.features.dtype) == (np.int32,) * 3


def test_an_entity_ends_where_its_sentence_ends():
    given = outputs(**{"entities.labels": one_hot(3, 0, 0, 1, 2, 2, 0)})
    found = read_layers(stretch(given), parameters())
    assert [2, 4] in found.entities.spans.tolist()
    assert not any(first < 4 < end for first, end in found.entities.spans.tolist())


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        ((1, 2, 2, 0, 0, 0), (0, 1, 2, 0, 0, 0), [[0, 3], [1, 3]]),
        ((1, 2, 2, 0, 0, 0), (1, 1, 1, 0, 0, 0), [[0, 3], [0, 1], [1, 2], [2, 3]]),
        ((1, 2, 2, 0, 0, 0), (1, 2, 2, 0, 0, 0), [[0, 3]]),
        ((0, 1, 2, 0, 0, 0), (1, 2, 0, 0, 0, 0), [[1, 3]]),
        ((1, 2, 0, 0, 0, 0), (0, 1, 2, 0, 1, 2), [[0, 2]]),
        ((0, 0, 0, 0, 0, 0), (1, 2, 0, 0, 0, 0), []),
        ((0, 0, 0, 0, 1, 2), (0, 0, 0, 0, 0, 1), [[4, 6], [5, 6]]),
    ],
)
def test_inner_entities_stand_after_the_longer_one_that_they_lie_in(outer, inner, expected):
    given = outputs(**{"entities.labels": one_hot(3, *outer), "inner_entities.labels": one_hot(3, *inner)})
    found = read_layers(stretch(given), parameters()).entities
    assert found.spans.tolist() == expected
    assert (found.labels == 0).all()
    assert len(found.scores) == len(expected)


def test_factuality_is_of_predicates_and_stays_on_its_scale():
    assert read_layers(stretch(), parameters()).frames.factuality.tolist() == [3, -1.5]


def test_arguments_belong_to_predicates_by_their_number():
    forms = np.zeros((5, SIZE + 1, SIZE + 1), np.float32)
    forms[1, 0, 1] = 99
    marked, words = np.zeros((2, COUNT, SIZE), np.float32)
    marked[5, 0] = words[4, 1] = words[0, 1] = 1
    given = outputs(**{"roles.marked": marked, "roles.words": words})
    frames = read_layers(stretch(given), parameters(**{"roles.forms": forms})).frames
    assert frames.frame.tolist() == [1]
    assert frames.arguments.tolist() == [[4, 5]]
    assert frames.labels.tolist() == [0]


def test_arguments_are_found_by_where_they_stand_in_the_tree():
    heads = read_layers(stretch(), parameters()).syntax.heads.tolist()
    branches = np.zeros((branch_rows(3), 5), np.float32)
    branches[1 : 1 + 2 * 3, 3] = 99  # whatever a predicate governs
    frames = read_layers(stretch(), parameters(**{"roles.branches": branches})).frames
    governed = {(place, word) for place in PREDICATES for word in range(COUNT) if heads[word] == place}
    found = zip(frames.frame.tolist(), frames.arguments[:, 0].tolist(), strict=True)
    assert governed <= {(PREDICATES[number], word) for number, word in found}
    assert set(frames.labels.tolist()) == {1}


def test_given_sentences_stand_over_those_of_the_model():
    given = np.array([[0, 2], [2, 6]], np.int32)
    found = read_layers(stretch(sentences=given), parameters())
    assert found.sentences is given
    assert (found.syntax.heads == -1).sum() == 2
    assert len(found.vectors) == 2


def statements(title_end: int = 0, **changes):
    labels = one_hot(len(LABELS), 1, 3, 5, 0, 1, 5)
    given = outputs(
        **{"attributions.labels": labels, "attributions.cues": np.zeros((COUNT, SIZE), np.float32)}
    )
    (found,) = attributions_of(
        [attribution_outputs(stretch(given, title_end))],
        parameters(**changes),
    )
    return found


def statement(title_end: int):
    return statements(title_end).pieces.tolist()


def test_what_is_hardly_trusted_is_no_statement():
    def found(odds: float, calibration=(("statements", (1.0, 0.0)),)) -> int:
        trust = np.array([0.0] * len(MARKS) + [odds], np.float32)
        return len(statements(calibration=calibration, **{"attributions.trust": trust}).cues)

    least = np.log(LEAST["statements"] / (1 - LEAST["statements"]))
    assert (found(least - 0.01), found(least + 0.01)) == (0, 1)
    assert found(least - 0.01, calibration=()) == 1


def test_an_argument_that_is_likelier_wrong_is_none():
    def found(line: tuple[float, float]) -> int:
        forms = np.random.default_rng(7).normal(size=(5, SIZE + 1, SIZE + 1)).astype(np.float32)
        changes = {"roles.forms": forms, "calibration": {"arguments": line}}
        return len(read_layers(stretch(outputs()), parameters(**changes)).frames.arguments)

    assert found((1.0, 0.0)) > 0
    assert found((0.05, -3.0)) == 0


def test_a_predicate_has_each_core_argument_once():
    forms = np.zeros((5, SIZE + 1, SIZE + 1), np.float32)
    forms[1, 0, 1], forms[3, 0, 2] = 9, 8
    marked, words = np.zeros((2, COUNT, SIZE), np.float32)
    marked[1, 0] = words[0, 1] = words[3, 2] = 1
    words[2, 1] = 0.9
    given = outputs(**{"roles.marked": marked, "roles.words": words})
    frames = read_layers(stretch(given), parameters(**{"roles.forms": forms})).frames
    assert frames.arguments.tolist() == [[0, 1], [3, 4]]
    assert frames.labels.tolist() == [0, 1]


def test_a_cue_of_the_title_sees_nothing_below_it():
    assert statement(0) == [[0, 1], [4, 5], [2, 3], [5, 6]]
    assert statement(17) == [[0, 1], [2, 3]]


def test_a_text_that_is_all_title_is_one_zone():
    assert statement(len(TEXT)) == statement(0)


def test_a_stretch_without_words_has_empty_layers():
    none = {name: array[:0] for name, array in outputs().items()}
    numbers = parameters()
    found = read_layers(stretch(none, text="", words=WORDS[:0]), numbers)
    (said,) = attributions_of(
        [attribution_outputs(stretch(none, text="", words=WORDS[:0]))],
        numbers,
    )
    assert found.sentences.shape == found.entities.spans.shape == said.cues.shape == (0, 2)
    assert found.vectors.shape == (0, SIZE)
    assert len(found.syntax.heads) == len(found.frames.predicates) == len(found.coreference.heads) == 0


def test_a_stretch_of_one_word_is_read():
    one = {name: array[:1] for name, array in outputs().items()}
    found = read_layers(stretch(one, words=WORDS[:1]), parameters())
    assert found.sentences.tolist() == [[0, 1]]
    assert found.syntax.heads.tolist() == [-1]


def scores_by_kind(**changes) -> dict[str, np.ndarray]:
    labels = {"entities.labels": one_hot(3, 1, 2, 2, 0, 1, 2), "inner_entities.labels": one_hot(3, *[1] * 6)}
    event_places = np.random.default_rng(7).normal(size=(3, SIZE + 1, SIZE + 1)).astype(np.float32)
    given = {"event_places.forms": event_places, "roles.forms": np.resize(event_places, (5, 7, 7)), **changes}
    found = read_layers(stretch(outputs(**labels)), parameters(**given))
    longest = found.entities.spans[:, 1] - found.entities.spans[:, 0] > 1
    return {
        "syntax": found.syntax.scores,
        "entities": found.entities.scores[longest],
        "inner_entities": found.entities.scores[~longest],
        "times": found.times.scores,
        "mentions": found.coreference.scores,
        "links": found.coreference.link_scores,
        "predicates": found.frames.scores,
        "arguments": found.frames.argument_scores,
        "event_places": found.frames.place_scores,
        "statements": statements(**changes).scores,
    }


KINDS = tuple(scores_by_kind())


@pytest.mark.parametrize("kind", KINDS)
def test_the_scores_of_each_kind_are_calibrated_by_its_own_line_alone(kind):
    plain, found = scores_by_kind(), scores_by_kind(calibration={kind: (0.5, -0.5)})
    assert len(plain[kind])
    assert found[kind] == pytest.approx(calibrated(plain[kind], 0.5, -0.5))
    for other in set(KINDS) - {kind}:
        assert found[other].tolist() == plain[other].tolist(), other


def test_calibration_keeps_order_and_stays_a_probability():
    given = np.array([0.0, 1e-9, 0.2, 0.5, 0.8, 1.0], np.float32)
    for slope, intercept in ((0.1, -3.0), (1.0, 2.0), (9.0, 0.0)):
        found = calibrated(given, slope, intercept)
        assert (np.diff(found) >= 0).all()
        assert ((found >= 0) & (found <= 1)).all()
    assert calibrated(given, 1.0, 0.0) == pytest.approx(given, abs=2e-6)
    assert calibrated(np.array([0.5], np.float32), 3.0, np.log(3)) == pytest.approx([0.75])


def test_a_sentence_begins_where_the_model_or_a_paragraph_says():
    scores = np.array([-5, -5, 3, -5, -5], np.float32)
    opens = np.array([False, False, False, True, False])
    assert sentence_ranges(scores, opens).tolist() == [[0, 2], [2, 3], [3, 5]]


@pytest.mark.parametrize("words", [LONGEST_SENTENCE, LONGEST_SENTENCE + 1, 5_000])
def test_a_sentence_that_never_ends_is_cut(words):
    found = sentence_ranges(np.full(words, -5, np.float32), np.zeros(words, bool))
    assert (found[:, 1] - found[:, 0]).max() <= LONGEST_SENTENCE
    assert found[0, 0] == 0
    assert found[-1, 1] == words
    assert (found[1:, 0] == found[:-1, 1]).all()
    assert len(found) == -(-words // LONGEST_SENTENCE)


def test_cutting_a_long_sentence_leaves_the_others_alone():
    scores = np.full(LONGEST_SENTENCE + 30, -5, np.float32)
    scores[10] = 5
    found = sentence_ranges(scores, np.zeros(len(scores), bool))
    assert found.tolist() == [
        [0, 10],
        [10, 10 + LONGEST_SENTENCE],
        [10 + LONGEST_SENTENCE, LONGEST_SENTENCE + 30],
    ]
