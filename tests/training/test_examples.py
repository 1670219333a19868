from __future__ import annotations

import random
from collections import Counter

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from rashomon.language.encoding import Encoded  # noqa: E402
from rashomon.model.offsets import Span  # noqa: E402
from training.examples import (  # noqa: E402
    IGNORE,
    Example,
    Links,
    Special,
    Stretch,
    bio,
    collate,
    plan,
    repaired,
    stretches,
    word_range,
)

SPECIAL = Special(901, 902, 903)


def encoded(*lengths: int) -> Encoded:
    """Make a text of words with so many pieces each; word i covers the code points 10i+2 to 10i+7."""
    ends = np.cumsum(lengths, dtype=np.int32)
    count, total = len(lengths), int(sum(lengths))
    starts = np.arange(count, dtype=np.int32) * 10 + 2
    return Encoded(
        pieces=np.arange(total, dtype=np.int32),
        features=np.ones(total, np.int32),
        words=np.stack([starts, starts + 5], axis=1).astype(np.int32),
        first=(ends - np.array(lengths, np.int32)).astype(np.int32),
        opens=np.arange(count) == 0,
    )


def example(*lengths: int, **changes) -> Example:
    return Example("x", encoded(*lengths), **changes)


def drawn(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - reproducible choice, no secret


def ints(*values: int) -> np.ndarray:
    return np.array(values, np.int32)


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ((2, 7), (0, 1)),
        ((0, 7), (0, 1)),
        ((6, 13), (0, 2)),
        ((7, 12), (1, 2)),  # between two words: the one after
        ((12, 99), (1, 3)),
        ((22, 27), (2, 3)),
        ((27, 40), (2, 3)),  # behind the last word: the last
        ((0, 1), (0, 1)),
        ((0, 99), (0, 3)),
        ((14, 14), (1, 2)),
    ],
)
def test_a_span_becomes_the_words_it_touches(span, expected):
    assert word_range(encoded(1, 1, 1), Span(*span)) == expected


def test_a_span_of_a_text_without_words_is_refused():
    with pytest.raises(ValueError, match="0:3: the text has no words"):
        word_range(encoded(), Span(0, 3))


def test_labels_of_spans():
    assert bio(6, [(0, 2, 0), (2, 3, 1), (4, 6, 0)]).tolist() == [1, 2, 3, 0, 1, 2]
    assert bio(0, []).tolist() == []
    assert bio(3, []).tolist() == [0, 0, 0]


def test_a_span_parted_by_a_later_one_begins_anew():
    assert bio(6, [(0, 6, 2), (2, 4, 0)]).tolist() == [5, 6, 1, 2, 5, 6]
    assert bio(4, [(0, 3, 0), (1, 4, 0)]).tolist() == [1, 1, 2, 2]


def is_legal(labels) -> bool:
    before = [0, *labels[:-1]]
    return all(k == 0 or k % 2 == 1 or b in {k, k - 1} for b, k in zip(before, labels, strict=True))


@pytest.mark.parametrize("seed", range(30))
def test_repaired_labels_are_legal_and_keep_their_kinds(seed):
    labels = np.random.default_rng(seed).integers(0, 7, size=(3, 12)).astype(np.int32)
    found = repaired(labels)
    assert all(is_legal(row) for row in found.tolist())
    assert ((found + 1) // 2 == (labels + 1) // 2).all()
    assert [repaired(row).tolist() for row in labels] == found.tolist()
    legal = np.array([row for row in labels.tolist() if is_legal(row)], np.int32).reshape(-1, 12)
    assert repaired(legal).tolist() == legal.tolist()


def covered(found: list[Stretch]) -> list[int]:
    return [word for stretch in found for word in range(stretch.start, stretch.end)]


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("seed", range(10))
def test_stretches_hold_every_word_once_and_are_no_longer_than_asked(whole, seed):
    chance = drawn(seed)
    lengths = [chance.choice([1, 1, 2, 5]) for _ in range(200)]
    text = example(*lengths, whole=whole)
    found = stretches(text, 7, 40, chance)
    assert covered(found) == list(range(200))
    assert {stretch.example for stretch in found} == {7}
    sizes = [sum(lengths[stretch.start : stretch.end]) for stretch in found]
    assert max(sizes) <= (48 if whole else 40)


def test_a_short_text_is_one_stretch():
    assert stretches(example(1, 2, 1), 0, 40, drawn(1)) == [Stretch(0, 0, 3)]


@pytest.mark.parametrize("whole", [False, True])
def test_a_text_without_words_has_no_stretches(whole):
    assert stretches(example(whole=whole), 0, 40, drawn(1)) == []


def test_a_word_longer_than_a_stretch_stands_alone():
    found = stretches(example(1, 99, 1), 0, 10, drawn(1))
    assert Stretch(0, 1, 2) in found
    assert covered(found) == [0, 1, 2]


def test_stretches_of_a_whole_text_are_of_like_length():
    found = stretches(example(*[1] * 410, whole=True), 0, 400, drawn(1))
    assert sorted(s.end - s.start for s in found) == [197, 213]


@pytest.mark.parametrize("cuts", [(0, 7, 14, 21, 28), (7, 14, 21, 28)])
@pytest.mark.parametrize("seed", range(10))
def test_a_text_is_cut_only_where_it_may_be(cuts, seed):
    found = stretches(example(*[1] * 30, cuts=ints(*cuts)), 0, 24, drawn(seed))
    assert covered(found) == list(range(30))
    assert {stretch.start for stretch in found} <= {0, *cuts}


def test_where_no_cut_is_near_a_text_is_cut_anywhere():
    found = stretches(example(*[1] * 30, cuts=ints(0, 25)), 0, 10, drawn(3))
    assert covered(found) == list(range(30))
    assert max(s.end - s.start for s in found) <= 10
    assert 25 in {stretch.start for stretch in found}


def corpus() -> list[Example]:
    chance = drawn(5)
    texts = [[chance.choice([1, 2, 4]) for _ in range(chance.randint(1, 150))] for _ in range(20)]
    return [example(*lengths, whole=number % 4 == 0) for number, lengths in enumerate(texts)]


def test_a_plan_holds_every_word_as_often_as_asked():
    texts = corpus()
    counts = [number % 3 for number in range(len(texts))]
    seen = Counter(
        (stretch.example, word)
        for batch in plan(texts, counts, 60, 200, 1)
        for stretch in batch
        for word in range(stretch.start, stretch.end)
    )
    expected = {
        (number, word): count
        for number, (text, count) in enumerate(zip(texts, counts, strict=True))
        for word in range(len(text.encoded.first))
        if count
    }
    assert seen == expected


def test_a_plan_depends_on_its_seed_alone():
    texts = corpus()
    counts = [1] * len(texts)
    assert plan(texts, counts, 60, 200, 1) == plan(texts, counts, 60, 200, 1)
    assert plan(texts, counts, 60, 200, 1) != plan(texts, counts, 60, 200, 2)


def test_a_batch_is_no_larger_than_asked_unless_one_text_is():
    texts = corpus()
    for batch in plan(texts, [2] * len(texts), 60, 200, 1):
        widths = [
            int(np.append(texts[s.example].encoded.first, len(texts[s.example].encoded.pieces))[s.end])
            - int(texts[s.example].encoded.first[s.start])
            for s in batch
        ]
        assert max(widths) * len(batch) <= 200 or len({s.example for s in batch}) == 1


def test_a_whole_text_stands_together_in_one_batch():
    texts = corpus()
    for batch in plan(texts, [2] * len(texts), 60, 200, 1):
        for number in {s.example for s in batch if texts[s.example].whole}:
            rows = [s for s in batch if s.example == number]
            copies = len(rows) // len({s.start for s in rows})
            assert sorted(covered(rows)) == sorted(list(range(len(texts[number].encoded.first))) * copies)


def test_no_texts_make_no_batches():
    assert plan([], [], 60, 200, 1) == []
    assert plan([example(), example(whole=True)], [1, 1], 60, 200, 1) == []


def test_a_batch_points_at_the_pieces_of_its_words():
    texts = [example(2, 1, 3, 1), example(1, 1)]
    batch = collate(texts, [Stretch(0, 1, 3), Stretch(1, 0, 2)], SPECIAL)
    assert batch.pieces.tolist() == [[901, 2, 3, 4, 5, 902], [901, 0, 1, 902, 0, 0]]
    assert batch.mask.tolist() == [[True] * 6, [True] * 4 + [False] * 2]
    assert batch.features.tolist() == [[0, 1, 1, 1, 1, 0], [0, 1, 1, 0, 0, 0]]
    assert batch.first.tolist() == [[1, 2], [1, 2]]
    assert batch.word_mask.tolist() == [[True, True], [True, True]]
    assert batch.starts.tolist() == [1, 0]


def test_the_last_stretch_of_a_text_holds_its_last_pieces():
    batch = collate([example(1, 4)], [Stretch(0, 1, 2)], SPECIAL)
    assert batch.pieces.tolist() == [[901, 1, 2, 3, 4, 902]]


def test_words_that_gold_is_silent_on_are_ignored():
    labelled = example(1, 1, 1, words={"upos": ints(4, 5, 6), "value": np.array([1, np.nan, 3], np.float32)})
    batch = collate([labelled, example(1)], [Stretch(0, 1, 3), Stretch(1, 0, 1)], SPECIAL)
    assert batch.words["upos"].tolist() == [[5, 6], [IGNORE, IGNORE]]
    assert batch.words["value"].isnan().tolist() == [[True, False], [True, True]]
    assert batch.words["upos"].dtype == torch.int64
    assert batch.words["value"].dtype == torch.float32


def linked(*rows: tuple[int, ...], places: int, columns: int = 3) -> Example:
    return example(*[1] * 10, links={"arcs": Links(np.array(rows, np.int32).reshape(-1, columns), places)})


def test_links_are_kept_where_all_their_words_stand_in_one_stretch():
    text = linked((1, 2, 9), (4, 5, 8), (5, 6, 7), (7, 5, 6), places=2)
    batch = collate([text, text], [Stretch(0, 0, 4), Stretch(1, 5, 10)], SPECIAL)
    assert batch.links["arcs"].tolist() == [[0, 1, 2, 9], [1, 0, 1, 7], [1, 2, 0, 6]]


def test_no_word_stays_no_word():
    batch = collate([linked((6, -1, 3), (2, -1, 3), places=2)], [Stretch(0, 5, 10)], SPECIAL)
    assert batch.links["arcs"].tolist() == [[0, 1, -1, 3]]


def test_links_without_rows_keep_their_columns():
    texts = [linked(places=2), example(1)]
    batch = collate(texts, [Stretch(1, 0, 1), Stretch(0, 0, 10)], SPECIAL)
    assert batch.links["arcs"].shape == (0, 4)
    assert batch.links["arcs"].dtype == torch.int64


def test_two_copies_of_a_text_in_a_batch_are_two_texts():
    texts = [example(*[1] * 10), example(*[1] * 10)]
    rows = [Stretch(0, 0, 5), Stretch(0, 5, 10), Stretch(0, 0, 4), Stretch(0, 4, 10), Stretch(1, 0, 10)]
    found = collate(texts, rows, SPECIAL).texts.tolist()
    assert found[0] == found[1]
    assert found[2] == found[3]
    assert len(set(found)) == 3
