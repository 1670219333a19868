from __future__ import annotations

from dataclasses import replace
from math import exp, log

import msgspec
import numpy as np
import pytest

from rashomon.language import Analysis
from rashomon.language.analyser import SHIPPED_MODEL
from rashomon.language.arrays import no_ints
from rashomon.language.joining import join
from rashomon.language.layers import Frames, Inventory
from rashomon.language.manifest import check_outputs, load_manifest
from rashomon.language.plover import (
    EventParameters,
    mixed,
    pair_types,
    predicate_types,
    predicates_around,
)
from rashomon.model.errors import InputError, ModelError
from rashomon.model.offsets import Span

EVENTS = ("ACCUSE", "AID", "SANCTION")
KNOWN = {"blamed": (5, 0, 0), "helped": (0, 5, 0), "fined": (0, 0, 5), "said": (0, 0, 0)}
WEIGHTS = {"blamed": 1.0, "helped": 1.0, "fined": 1.0, "said": -3.0}


def analysis(*sentences: str) -> Analysis:
    """Make the analysis of words set apart by spaces, of which those in KNOWN are predicates."""
    tokens = [sentence.split() for sentence in sentences]
    flat = [token for sentence in tokens for token in sentence]
    starts = np.cumsum([0, *(len(token) + 1 for token in flat)])
    edges = np.cumsum([0, *map(len, tokens)])
    found = [token for token in flat if token in KNOWN]
    return Analysis(
        document="d",
        text=" ".join(flat),
        words=np.array([(at, at + len(t)) for at, t in zip(starts, flat, strict=False)], np.int32),
        sentences=np.stack([edges[:-1], edges[1:]], axis=1).astype(np.int32),
        made_by="model-1",
        inventory=Inventory(events=EVENTS),
        frames=Frames(
            predicates=np.array([n for n, token in enumerate(flat) if token in KNOWN], np.int32),
            types=np.array([KNOWN[t] for t in found], np.float32).reshape(-1, 3),
            weights=np.array([WEIGHTS[t] for t in found], np.float32),
        ),
    )


def spans(made: Analysis, *names: str) -> list[Span]:
    return [Span(made.text.index(name), made.text.index(name) + len(name)) for name in names]


def likeliest(made: Analysis, *names: str) -> str:
    return EVENTS[int(np.argmax(pair_types(made, spans(made, *names))))]


TWO_EVENTS = "Osk blamed Verrel while the town of Halm helped Tarn"


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        (TWO_EVENTS, ("Osk", "Verrel"), "ACCUSE"),
        (TWO_EVENTS, ("Verrel", "Osk"), "ACCUSE"),
        (TWO_EVENTS, ("Halm", "Tarn"), "AID"),
        (TWO_EVENTS, ("Halm",), "AID"),
        ("Osk said that Halm helped Tarn", ("Osk", "Tarn"), "AID"),
        ("Osk fined and then , said Verrel", ("Osk", "Verrel"), "SANCTION"),
        ("after Osk and Verrel met the judges fined both", ("Osk", "Verrel"), "SANCTION"),
    ],
    ids=["first", "turned", "second", "one-actor", "not-the-saying", "saying-beside", "neither-between"],
)
def test_the_type_is_that_of_the_predicate_near_by_that_counts(text, names, expected):
    assert likeliest(analysis(text), *names) == expected


def test_weight_falls_with_the_square_of_distance_on_both_sides():
    made = analysis("fined a helped Osk blamed Verrel said b c d fined")
    around = predicates_around(made, spans(made, "Osk", "Verrel"))
    assert around.frames.tolist() == [0, 1, 2, 3, 4]
    distances = np.array([3, 1, 0, 1, 5])
    assert np.exp(around.nearness) == pytest.approx(1 / (1 + distances) ** 2)
    assert (around.frames.dtype, around.nearness.dtype) == (np.int32, np.float32)


def test_what_is_done_inside_an_actor_counts_as_between():
    made = analysis("those who fined Osk helped Verrel")
    around = predicates_around(made, [Span(0, len("those who fined Osk")), *spans(made, "Verrel")])
    assert around.nearness.tolist() == [0, 0]


def test_only_sentences_from_the_first_mention_to_the_last_count():
    made = analysis("Osk blamed it", "Verrel helped", "they said so", "Tarn fined him")
    assert predicates_around(made, spans(made, "Verrel")).frames.tolist() == [1]
    assert predicates_around(made, spans(made, "Tarn", "Verrel")).frames.tolist() == [1, 2, 3]
    assert predicates_around(made, spans(made, "Osk")).frames.tolist() == [0]


def test_without_a_predicate_all_types_are_equally_likely():
    made = analysis("Osk and Verrel", "they said so")
    assert predicates_around(made, spans(made, "Osk")).frames.tolist() == []
    assert pair_types(made, spans(made, "Osk", "Verrel")) == pytest.approx([1 / 3] * 3)


def test_probabilities_are_those_of_the_mean_by_weight():
    types, weights = np.array([[1, 0], [0, 2]], np.float32), np.array([log(3), 0], np.float32)
    first, second = exp(0.75), exp(0.5)
    assert mixed(types, weights) == pytest.approx([first / (first + second), second / (first + second)])
    assert mixed(types, weights + 1_000) == pytest.approx(mixed(types, weights), abs=1e-4)
    assert mixed(types * 10_000, weights) == pytest.approx([1, 0])
    assert mixed(types, weights).dtype == np.float32


def test_types_are_linear_in_the_vector():
    parameters = EventParameters(np.array([[1, 2], [3, 4]], np.float32), np.array([5, 6], np.float32))
    types, weights = predicate_types(np.array([[1, 0], [1, 1]], np.float32), parameters)
    assert types.tolist() == [[1, 2], [4, 6]]
    assert weights.tolist() == [5, 11]
    none = predicate_types(np.zeros((0, 2), np.float32), parameters)
    assert [each.shape for each in none] == [(0, 2), (0,)]


def test_parameters_are_found_again_among_other_arrays():
    parameters = EventParameters(np.eye(2, dtype=np.float32), np.ones(2, np.float32))
    found = EventParameters.of({"parser.root": np.zeros(1, np.float32)} | parameters.arrays())
    assert (found.types is parameters.types, found.weights is parameters.weights) == (True, True)


def test_a_mention_is_every_word_that_it_shares_a_character_with():
    made = analysis("Osk blamed Verrel said")
    within = made.text.index("rrel")
    assert predicates_around(made, [Span(within, within + 2)]).nearness[1] == pytest.approx(-2 * log(2))
    touching = predicates_around(made, [Span(3, 5)])  # the space and the b, not Osk
    assert touching.nearness.tolist() == pytest.approx([0, -2 * log(3)])


@pytest.mark.parametrize("mentions", [[], [Span(3, 4)], [Span(900, 905)]], ids=["none", "space", "outside"])
def test_mentions_without_a_word_are_one_clear_error(mentions):
    with pytest.raises(InputError, match="is a word of the text 'Osk blamed Verrel'"):
        pair_types(analysis("Osk blamed Verrel"), mentions)


def test_a_text_without_words_is_one_clear_error():
    blank = replace(analysis("Osk"), text="", words=no_ints(0, 2), sentences=no_ints(0, 2))
    with pytest.raises(InputError, match="is a word of the text"):
        pair_types(blank, [Span(0, 3)])


def test_a_model_without_the_head_is_one_clear_error():
    made = replace(analysis("Osk blamed Verrel"), inventory=Inventory(roles=("ARG0",)))
    with pytest.raises(InputError, match=r"model-1 gives no types of events.*training\.plover"):
        pair_types(made, spans(made, "Osk"))


def test_joined_stretches_keep_the_types_of_their_predicates():
    parts = [analysis("Osk blamed it"), analysis("nobody came"), analysis("Tarn said , Halm helped")]
    whole = analysis("Osk blamed it", "nobody came", "Tarn said , Halm helped")
    joined = join([part.frames for part in parts], [len(part.words) for part in parts])
    for name in ("predicates", "types", "weights"):
        before, after = getattr(whole.frames, name), getattr(joined, name)
        assert (after.tolist(), after.dtype) == (before.tolist(), before.dtype)
    assert likeliest(replace(whole, frames=joined), "Halm") == "AID"


@pytest.mark.parametrize("missing", ["vectors", "roles"])
def test_a_model_file_without_what_the_head_reads_is_one_clear_error(missing):
    manifest = msgspec.structs.replace(load_manifest(SHIPPED_MODEL), heads=("sentences", "plover"))
    outputs = {"sentences.opens", "vectors", "roles.predicate", "roles.marked"}
    check_outputs(SHIPPED_MODEL, manifest, outputs)
    with pytest.raises(ModelError, match=r"no outputs of the heads .'plover'.*reinstall"):
        check_outputs(SHIPPED_MODEL, manifest, {o for o in outputs if o.partition(".")[0] != missing})
