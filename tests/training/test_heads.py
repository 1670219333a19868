from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from rashomon.language.attribution import (  # noqa: E402
    LABELS,
    PIECES,
    ROLES,
    AttributionOutputs,
    AttributionParameters,
    find_spans,
    look_around,
)
from rashomon.language.coreference import (  # noqa: E402
    FEATURE_SIZES,
    CoreferenceOutputs,
    find_chains,
    mention_keys,
)
from rashomon.language.encoding import Encoded  # noqa: E402
from rashomon.language.labels import Chain, opened  # noqa: E402
from rashomon.language.layers import Inventory  # noqa: E402
from rashomon.language.parsing import relations, trees  # noqa: E402
from rashomon.language.paths import grow  # noqa: E402
from rashomon.language.roles import PairScorer, Standing, belongings  # noqa: E402
from training.crf import field_loss, log_partition  # noqa: E402
from training.examples import IGNORE, Example, Links, Special, Stretch, collate  # noqa: E402
from training.heads import make_heads  # noqa: E402
from training.heads.attributions import Attributions, LegalChain, broken_at, unary_scores  # noqa: E402
from training.heads.base import binary_loss, label_loss  # noqa: E402
from training.heads.coreference import Coreference  # noqa: E402
from training.heads.meanings import Meanings  # noqa: E402
from training.heads.pairs import span_labels  # noqa: E402
from training.heads.parser import Parser  # noqa: E402
from training.heads.roles import Roles  # noqa: E402
from training.network import Network, Shape  # noqa: E402
from training.train import TrainingSettings, _optimizer, forward, hide, rate_factor  # noqa: E402

FORBIDDEN = -1e4
TINY = Shape(vocabulary=60, positions=64, width=24, layers=2, heads=2, inner=48, mixed=2, dropout=0.0)
INVENTORY = Inventory(
    upos=("NOUN", "VERB"),
    xpos=("NN", "VB"),
    features=("_", "Number=Sing"),
    relations=("nsubj", "root", "obj"),
    entities=("Person", "Location"),
    times=("DATE",),
    roles=("ARG0", "ARG1"),
)
SPECIAL = Special(58, 59, 57)
FORMS = "Ona Veld said she shut it . Tarn , mayor of Halm , denied it".split()
COUNT = len(FORMS)


def ints(*rows) -> np.ndarray:
    return np.array(rows, np.int32)


def text(**changes) -> Example:
    """Make a text of 15 words, of one piece each, with gold of every kind."""
    places = np.arange(COUNT, dtype=np.int32)
    encoded = Encoded(places, places % 3, np.stack([places, places + 1], axis=1), places, places == 0)
    sentence = (places >= 7).astype(np.int32)
    mentions = ints((1, 0, 1, 0), (3, 3, 3, 0), (5, 5, 5, 1), (7, 7, 9, 2), (14, 14, 14, 1))
    spans = np.stack([mentions[:, 1], mentions[:, 2] + 1], axis=1)
    keys = mention_keys(FORMS, spans, mentions[:, 0])
    words = {
        "opens": np.isin(places, (0, 7)).astype(np.int32),
        "sentence": sentence,
        "paragraph": (places == 0).astype(np.int32),
        "upos": places % 2,
        "xpos": (places + 1) % 2,
        "features": places % 2,
        "entities": ints(1, 2, *[0] * 5, 1, 0, 0, 0, 3, 0, 0, 0),
        "inner_entities": ints(0, 3, *[0] * 13),
        "times": np.zeros(COUNT, np.int32),
        "attributions": ints(1, 2, 3, 5, 6, 6, 0, 1, 2, 2, 2, 2, 0, 3, 5),
        "mention": np.isin(places, mentions[:, 0]).astype(np.int32),
        "predicate": np.isin(places, (2, 4, 13)).astype(np.int32),
        "factuality": np.where(np.isin(places, (2, 4)), 3, np.nan).astype(np.float32),
    }
    heads = np.where(sentence == 0, 2, 13).astype(np.int32)
    links = {
        "arcs": Links(np.column_stack([places, heads, (places == heads).astype(np.int32)]), 2),
        "cues": Links(ints((2, 2), (13, 13)), 2),
        "pieces": Links(ints((2, 2, 0, 1, 0), (2, 2, 3, 5, 1), (13, 13, 7, 11, 0), (13, 13, 14, 14, 1)), 4),
        "mentions": Links(np.column_stack([mentions, keys]).astype(np.int32), 3),
        "frames": Links(ints((2,), (4,), (13,)), 1),
        "arguments": Links(ints((2, 0, 1, 0), (2, 3, 5, 1), (4, 3, 3, 0), (13, 7, 11, 0)), 3),
        "verbs": Links(ints((4,), (13,)), 1),
        "event_places": Links(ints((13, 11, 11, 0)), 3),
        "meanings": Links(ints((0, 6, 0), (7, 14, 1)), 2),
    }
    return Example("x", encoded, **{"words": words, "links": links, **changes})


def batch_of(*texts: Example):
    rows = [Stretch(number, 0, len(example.encoded.first)) for number, example in enumerate(texts)]
    return collate(texts, rows, SPECIAL)


@pytest.fixture(autouse=True, scope="module")
def _one_thread():
    """Keep torch from spreading tiny products over threads, which takes far longer than they do."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture
def network() -> Network:
    torch.manual_seed(1)
    made = Network(make_heads(TINY.width, INVENTORY), TINY)
    for parameter in made.parameters():
        if parameter.ndim > 2 or not parameter.any():
            torch.nn.init.normal_(parameter, std=0.1)  # forms and tables begin as zeros
    made.heads["meanings"].teacher = torch.eye(4, 5).half()  # as far from the first vectors as can be
    return made


def losses_of(network: Network, *texts: Example):
    return forward(network, batch_of(*texts))


# Paths


def chain(seed: int) -> tuple[torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(seed)
    transitions = torch.randn(3, 3, generator=generator)
    transitions[0, 2] = FORBIDDEN
    return transitions, torch.randn(3, generator=generator)


@pytest.mark.parametrize("seed", range(8))
def test_the_partition_is_the_sum_over_all_paths(seed):
    transitions, start = chain(seed)
    width = 1 + seed % 5
    emissions = torch.randn(1, width, 3, generator=torch.Generator().manual_seed(seed + 50))
    total = torch.stack(
        [
            start[path[0]]
            + sum(emissions[0, t, k] for t, k in enumerate(path))
            + sum(transitions[a, b] for a, b in pairwise(path))
            for path in product(range(3), repeat=width)
        ]
    ).logsumexp(0)
    mask = torch.ones(1, width, dtype=torch.bool)
    assert log_partition(emissions, mask, transitions, start).item() == pytest.approx(total.item(), abs=1e-4)


def by_words(emissions, count, transitions, start):
    alpha = start + emissions[0]
    for t in range(1, count):
        alpha = torch.logsumexp(alpha[:, None] + transitions, dim=0) + emissions[t]
    return alpha.logsumexp(0)


@pytest.mark.parametrize("width", [1, 2, 3, 7, 8, 64, 201])
def test_the_partition_of_rows_of_unlike_length_is_that_of_going_word_by_word(width):
    transitions, start = chain(width)
    emissions = torch.randn(6, width, 3, generator=torch.Generator().manual_seed(width)) * 3
    counts = torch.linspace(1, width, 6).long()
    mask = torch.arange(width)[None] < counts[:, None]
    found = log_partition(emissions, mask, transitions, start)
    for row, count in enumerate(counts.tolist()):
        expected = by_words(emissions[row], count, transitions, start)
        assert found[row].item() == pytest.approx(expected.item(), rel=1e-4)


def test_the_loss_of_a_path_is_its_share_of_all_paths():
    transitions, start = chain(3)
    emissions = torch.randn(1, 4, 3, generator=torch.Generator().manual_seed(9))
    mask = torch.ones(1, 4, dtype=torch.bool)
    paths = [torch.tensor([path]) for path in product(range(3), repeat=4)]
    losses = torch.cat([field_loss(emissions, path, mask, transitions, start) for path in paths])
    assert losses.neg().exp().sum().item() == pytest.approx(1, abs=1e-4)
    padded = torch.nn.functional.pad(emissions, (0, 0, 0, 3), value=5.0)
    longer = field_loss(
        padded,
        torch.tensor([[1, 2, 0, 1, 0, 0, 0]]),
        torch.arange(7)[None] < 4,
        transitions,
        start,
    )
    alone = field_loss(emissions, torch.tensor([[1, 2, 0, 1]]), mask, transitions, start)
    assert longer.item() == pytest.approx(alone.item(), abs=1e-4)


def test_inside_labels_go_on_from_their_own_kind_alone():
    own = LegalChain(len(PIECES))
    torch.nn.init.normal_(own.transitions)
    transitions, start = own()
    goes_on = [[PIECES[a], PIECES[b]] for a in range(5) for b in (2, 4) if transitions[a, b] > FORBIDDEN]
    assert goes_on == [
        ["B-source", "I-source"],
        ["I-source", "I-source"],
        ["B-content", "I-content"],
        ["I-content", "I-content"],
    ]
    assert torch.equal(transitions[:, [0, 1, 3]], own.transitions[:, [0, 1, 3]])
    assert (start == FORBIDDEN).tolist() == [False, False, True, False, True]


def test_unary_scores_take_cues_as_outside():
    scores = torch.randn(2, 3, len(LABELS))
    found = unary_scores(scores)
    assert found.shape == (2, 3, len(PIECES))
    assert torch.equal(found[..., 1:], scores[..., [1, 2, 5, 6]])
    assert torch.allclose(found[..., 0], scores[..., [0, 3, 4]].logsumexp(-1))


# Labels


def test_labels_of_the_spans_of_each_anchor():
    anchors = torch.tensor([[0, 3], [1, 3]])
    spans = torch.tensor([[0, 3, 0, 1, 0], [1, 3, 4, 4, 1], [0, 2, 2, 4, 1]])
    assert span_labels(anchors, spans, 5).tolist() == [[1, 2, 0, 0, 0], [0, 0, 0, 0, 3]]


def test_labels_of_overlapping_spans_are_legal():
    anchors = torch.tensor([[0, 0]])
    spans = torch.tensor([[0, 0, 0, 5, 0], [0, 0, 2, 3, 1]])
    assert span_labels(anchors, spans, 6).tolist() == [[1, 2, 3, 4, 1, 2]]


@pytest.mark.parametrize("spans", [0, 1])
def test_labels_without_spans_or_anchors(spans):
    none = torch.zeros(0, 5, dtype=torch.long)
    one = torch.tensor([[0, 0, 0, 0, 0]])
    assert span_labels(torch.tensor([[0, 0]]), none, 3).tolist() == [[0, 0, 0]]
    assert span_labels(torch.zeros(0, 2, dtype=torch.long), one if spans else none, 3).shape == (0, 3)


def test_losses_leave_out_what_gold_is_silent_on():
    scores = torch.randn(2, 3, 4)
    labels = torch.tensor([[1, IGNORE, 3], [IGNORE] * 3])
    loss = label_loss(scores, labels)
    assert loss.units == 2
    expected = -scores.log_softmax(-1)[0, [0, 2], [1, 3]].sum()
    assert loss.total.item() == pytest.approx(expected.item(), rel=1e-5)
    odds = torch.tensor([0.0, 5.0])
    found = binary_loss(odds, torch.tensor([1, IGNORE]))
    assert (found.units, found.total.item()) == (1, pytest.approx(np.log(2)))
    for none in (label_loss(scores, torch.full((2, 3), IGNORE)), binary_loss(odds, torch.full((2,), IGNORE))):
        assert (none.units, none.total.item()) == (0, 0.0)


# All heads


EXPECTED = (
    "opens upos xpos features arcs relations entities inner_entities times labels pieces "
    "mention ends links predicate arguments factuality event_places meanings"
).split()


def test_every_head_has_its_losses(network):
    losses = losses_of(network, text(), text())
    assert sorted(losses) == sorted(EXPECTED)
    for name, loss in losses.items():
        assert torch.isfinite(loss.total), name
        assert loss.total.item() >= 0, name
        assert loss.units > 0, name


def test_a_text_weighs_the_same_whatever_is_beside_it(network):
    network.eval()
    other = text(words={"upos": text().words["upos"]}, links={})
    alone, beside = losses_of(network, text()), losses_of(network, text(), other)
    for name in set(EXPECTED) - {"upos"}:
        assert beside[name].units == alone[name].units, name
        assert beside[name].total.item() == pytest.approx(alone[name].total.item(), rel=0.02), name


def test_every_head_has_the_losses_that_it_names(network):
    batch = batch_of(text(), text())
    outputs = network(batch.pieces, batch.features, batch.first, batch.mask)
    for head in network.heads.values():
        assert set(head.losses(outputs, batch)) == set(head.loss_names), head.name
    named = [name for head in network.heads.values() for name in head.loss_names]
    assert len(named) == len(set(named))


def silent() -> Example:
    full = text()
    words = {
        name: np.full_like(array, np.nan if array.dtype.kind == "f" else IGNORE)
        for name, array in full.words.items()
    }
    links = {name: Links(found.rows[:0], found.places) for name, found in full.links.items()}
    return text(words={**words, "paragraph": full.words["paragraph"]}, links=links)


def test_gold_that_is_silent_weighs_nothing(network):
    losses = losses_of(network, silent())
    assert all(loss.units == 0 and loss.total.item() == 0 for loss in losses.values())
    mixed = losses_of(network, silent(), text())
    total = torch.stack([loss.total / max(1, loss.units) for loss in mixed.values()]).sum()
    total.backward()
    assert all(p.grad is None or torch.isfinite(p.grad).all() for p in network.parameters())


def test_a_text_without_gold_has_no_losses(network):
    assert losses_of(network, text(words={}, links={})) == {}


def test_a_batch_of_single_words_has_losses(network):
    places = np.zeros(1, np.int32)
    encoded = Encoded(places, places, ints((0, 3)), places, np.ones(1, bool))
    words = {"attributions": ints(3), "paragraph": ints(1)}
    links = {"cues": Links(ints((0, 0)), 2), "pieces": Links(np.zeros((0, 5), np.int32), 4)}
    losses = losses_of(network, Example("x", encoded, words, links))
    assert torch.isfinite(losses["pieces"].total)


def test_pieces_that_overlap_make_no_impossible_path(network):
    pieces = ints((2, 2, 3, 12, 1), (2, 2, 5, 8, 0), (2, 2, 7, 10, 1), (2, 2, 0, 1, 0))
    links = {"cues": Links(ints((2, 2)), 2), "pieces": Links(pieces, 4)}
    loss = losses_of(network, text(links={**text().links, **links}))["pieces"]
    assert loss.total.item() < -FORBIDDEN / 2


def test_a_few_steps_lower_every_loss(network):
    settings = TrainingSettings(encoder_rate=3e-3, head_rate=1e-2)
    optimizer = _optimizer(network, settings)
    network.train()
    batch = batch_of(text(), text())
    first = {name: loss.total.item() / loss.units for name, loss in forward(network, batch).items()}
    for _ in range(30):
        optimizer.zero_grad(set_to_none=True)
        losses = forward(network, batch)
        torch.stack([loss.total / loss.units for loss in losses.values()]).sum().backward()
        optimizer.step()
    last = {name: loss.total.item() / loss.units for name, loss in forward(network, batch).items()}
    assert {name for name in first if last[name] >= first[name]} == set()


def test_every_parameter_is_learned(network):
    total = torch.stack([loss.total for loss in losses_of(network, text(), text()).values()]).sum()
    total.backward()
    still = {name for name, p in network.named_parameters() if p.grad is None}
    assert still == set()


def test_every_parameter_has_one_rate(network):
    groups = _optimizer(network, TrainingSettings()).param_groups
    held = [id(p) for group in groups for p in group["params"]]
    assert sorted(held) == sorted(id(p) for p in network.parameters())


def test_a_share_of_the_pieces_is_hidden_but_no_edge_padding_or_gold():
    long, short = text(), Example("y", text().encoded, text().words)
    batch = collate([long, short], [Stretch(0, 0, COUNT), Stretch(1, 0, 4)] * 40, SPECIAL)
    torch.manual_seed(1)
    found = hide(batch, 0.25, SPECIAL)
    inside = batch.mask & ~torch.isin(batch.pieces, torch.tensor(SPECIAL[:2]))
    hidden = found.pieces == SPECIAL.hidden
    assert not (hidden & ~inside).any()
    assert (found.pieces[~hidden] == batch.pieces[~hidden]).all()
    assert 0.2 < hidden[inside].float().mean() < 0.3
    assert found.words is batch.words
    assert (hide(batch, 0, SPECIAL).pieces == batch.pieces).all()


def test_the_rate_rises_and_falls():
    factors = [rate_factor(step, 100, 0.1) for step in range(101)]
    assert factors[:11] == sorted(factors[:11])
    assert factors[10:] == sorted(factors[10:], reverse=True)
    assert max(factors) == 1.0
    assert min(factors) >= 0.01


def test_padding_changes_no_output(network):
    network.eval()
    one, two = batch_of(text()), batch_of(text())
    plain = network(one.pieces, one.features, one.first)
    padded = network(
        torch.nn.functional.pad(two.pieces, (0, 9)),
        torch.nn.functional.pad(two.features, (0, 9)),
        two.first,
        torch.nn.functional.pad(two.mask, (0, 9)),
    )
    for name, found in plain.items():
        assert torch.allclose(found, padded[name], atol=1e-5), name


def test_outputs_and_arrays_begin_with_the_name_of_their_head(network):
    words = torch.randn(1, 4, TINY.width)
    for head in network.heads.values():
        names = [*head.outputs(words), *head.exported(words), *head.arrays()]
        assert all(name.startswith(f"{head.name}.") for name in names)


# What training scores is what decoding scores


def vectors(seed: int, *shape: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=shape).astype(np.float32)


def as_tensors(arrays: dict[str, np.ndarray]) -> dict[str, torch.Tensor]:
    return {name: torch.from_numpy(array)[None] for name, array in arrays.items()}


def cues_by(head: Attributions, outputs: AttributionOutputs) -> tuple[np.ndarray, AttributionParameters]:
    """Return the cues that decoding finds with the weights of `head`, and those weights."""
    arrays = {name: array.detach().numpy() for name, array in head.arrays().items()}
    labels, pieces = (
        Chain(arrays[f"attributions.{name}_transitions"], arrays[f"attributions.{name}_start"])
        for name in ("label", "piece")
    )
    names = ("forms", "distance", "links", "trust")
    forms, distance, links, trust = (arrays[f"attributions.{name}"] for name in names)
    numbers = AttributionParameters(forms, distance, labels, pieces, links, trust)
    (found,) = find_spans([outputs], labels)
    return found.spans[found.kinds == ROLES.index("cue")], numbers


@pytest.mark.parametrize("seed", range(6))
def test_no_label_path_is_likelier_in_training_than_the_one_decoded(seed):
    head = Attributions(8, inner=6)
    for parameter in head.label_chain.parameters():
        parameter.data = torch.from_numpy(2 * vectors(seed, *parameter.shape))
    count = 5
    labels = 2 * vectors(seed + 10, count, len(LABELS))
    opens = np.isin(np.arange(count), (0, 3))
    outputs = AttributionOutputs(labels, *vectors(1, 2, count, 6), opens, ints((0, count)))
    cues, _ = cues_by(head, outputs)
    paths = torch.tensor(list(product(range(len(LABELS)), repeat=count)))
    emissions = broken_at(torch.from_numpy(labels)[None], torch.from_numpy(opens)[None])
    mask = torch.ones(1, count, dtype=torch.bool)
    transitions, start = head.label_chain()
    losses = field_loss(
        emissions.expand(len(paths), -1, -1), paths, mask.expand(len(paths), -1), transitions, start
    )
    best = paths[losses.argmin()].tolist()
    begins = 1 + 2 * ROLES.index("cue")
    assert cues[:, 0].tolist() == [at for at, label in enumerate(best) if label == begins]
    assert int((cues[:, 1] - cues[:, 0]).sum()) == sum(x in (begins, begins + 1) for x in best)


def test_pieces_are_scored_in_training_as_in_decoding():
    head = Attributions(8, inner=6)
    torch.nn.init.normal_(head.forms)
    torch.nn.init.normal_(head.distance)
    labels = vectors(1, COUNT, len(LABELS))
    labels[[2, 9, 10, 13], LABELS.index("B-cue")] += 9
    labels[10] = np.roll(labels[10], 1)
    given = {
        "attributions.labels": labels,
        "attributions.cues": vectors(2, COUNT, 6),
        "attributions.words": vectors(3, COUNT, 6),
    }
    opens = np.isin(np.arange(COUNT), (0, 7))
    outputs = AttributionOutputs(*given.values(), opens, opened(np.zeros(COUNT, bool)))
    views = look_around(outputs, *cues_by(head, outputs))
    assert len(views.emissions) > 2
    cues = torch.tensor([[0, first, end - 1] for first, end in views.cues.tolist()])
    batch = batch_of(text(words={**text().words, "paragraph": opens.astype(np.int32)}))
    found = head._emissions(as_tensors(given), cues, batch).detach().numpy()
    for row, seen in zip(found, np.stack(views.emissions), strict=True):
        sane = (row > FORBIDDEN / 2) & (seen > FORBIDDEN / 2)
        assert sane.mean() > 0.8
        assert np.allclose(row[sane], seen[sane], atol=1e-3)
        assert ((row > FORBIDDEN / 2) == (seen > FORBIDDEN / 2)).all()


def test_antecedents_are_scored_in_training_as_in_decoding():
    head = Coreference(8, ends=3, link=4)
    for table, size in zip(head.tables, FEATURE_SIZES, strict=True):
        table.data = torch.from_numpy(vectors(size, size))
    anaphor, antecedent = vectors(1, COUNT, 4), vectors(2, COUNT, 4)
    mentions = text().links["mentions"].rows
    ends = np.zeros((COUNT, 4, COUNT), np.float32)
    for place, first, last in mentions[:, :3].tolist():
        ends[place, 0, first] = ends[place, 2, last] = 9
        ends[first, 1, first] = ends[last, 3, last] = 9
    odds = np.where(np.isin(np.arange(COUNT), mentions[:, 0]), 5, -5).astype(np.float32)
    given = CoreferenceOutputs(
        odds, ends, anaphor, antecedent, tuple(t.detach().numpy() for t in head.tables)
    )
    found = find_chains(FORMS, given, ints((0, COUNT)))
    spans = np.stack([mentions[:, 1], mentions[:, 2] + 1], axis=1)
    assert found.spans.tolist() == spans.tolist()
    # With the chains that decoding chose as gold, the loss is what decoding was unsure of, or less.
    gold = torch.from_numpy(np.column_stack([np.zeros(len(mentions)), mentions])).long()
    gold[:, 4] = torch.arange(len(mentions))
    earlier, later = (torch.from_numpy(v)[mentions[:, 0]] for v in (antecedent, anaphor))
    starts = torch.zeros(len(mentions), dtype=torch.long)
    alone = head._antecedents(later, earlier, gold, starts).item()
    none = [c if a < 0 else None for a, c in zip(found.antecedents.tolist(), found.link_scores, strict=True)]
    assert sum(-np.log(c) for c in none if c is not None) <= alone + 1e-3
    gold[:, 4] = torch.from_numpy(found.chains)
    assert head._antecedents(later, earlier, gold, starts).item() <= -np.log(found.link_scores).sum() + 1e-3


def test_arguments_are_scored_in_training_as_in_decoding():
    sentences, heads = ints((0, 7), (7, COUNT)), np.array([*[2] * 7, *[13] * 8], np.int32)
    heads[[2, 13]] = -1
    trees = grow(heads, (np.arange(COUNT) % 3).astype(np.int32), 3)
    head = Roles(8, INVENTORY, lambda *_: trees, inner=4)
    for parameter in (head.pairs.forms, head.branches, head.climbs, head.distances):
        torch.nn.init.normal_(parameter)
    marked, words = vectors(1, COUNT, 4), vectors(2, COUNT, 4)
    anchors = ints(2, 4, 13)
    arrays = {name.partition(".")[2]: array.detach().numpy() for name, array in head.arrays().items()}
    standing = Standing(trees, arrays["branches"], arrays["climbs"], arrays["distances"])
    found = belongings(PairScorer(marked, words, arrays["forms"], standing), anchors, sentences)
    tensors = as_tensors({"roles.marked": marked, "roles.words": words, "roles.predicate": np.zeros(COUNT)})

    def loss(kinds: np.ndarray) -> float:
        spans = [
            [0, int(anchors[owner]), first, end - 1, int(kind)]
            for owner, (first, end), kind in zip(found.owner, found.spans.tolist(), kinds, strict=True)
        ]
        batch = batch_of(text())
        batch.links["frames"] = torch.tensor([[0, int(anchor)] for anchor in anchors])
        batch.links["arguments"] = torch.tensor(spans).reshape(-1, 5)
        return head.losses(tensors, batch)["arguments"].total.item()

    assert len(found.kinds) > 3
    best = loss(found.kinds)
    for number in range(len(found.kinds)):
        other = found.kinds.copy()
        other[number] = 1 - other[number]
        assert best < loss(other)


def test_trees_grow_as_they_are_decoded():
    head = Parser(8, INVENTORY, arc=5, relation=4)
    for parameter in (head.root, head.forms):
        torch.nn.init.normal_(parameter)
    sizes = {"dependents": 5, "heads": 5, "children": 4, "parents": 4}
    given = {f"parser.{name}": vectors(i, COUNT, size) for i, (name, size) in enumerate(sizes.items())}
    above, _ = trees(
        given["parser.dependents"],
        given["parser.heads"],
        head.root.detach().numpy(),
        ints((0, 7), (7, COUNT)),
    )
    batch = batch_of(Example("y", text().encoded), text())
    doubled = {name: tensor.expand(2, -1, -1) for name, tensor in as_tensors(given).items()}
    grown = head.grown(doubled, torch.tensor([False, True]), batch.words["sentence"])
    assert (grown.heads[:COUNT] == -1).all()
    assert grown.heads[COUNT:].tolist() == np.where(above < 0, -1, above + COUNT).tolist()


def test_trees_are_scored_in_training_as_in_decoding():
    head = Parser(8, INVENTORY, arc=5, relation=4)
    for parameter in (head.root, head.top, head.forms):
        torch.nn.init.normal_(parameter)
    given = {
        f"parser.{name}": vectors(number, COUNT, size)
        for number, (name, size) in enumerate(
            {"dependents": 5, "heads": 5, "children": 4, "parents": 4}.items()
        )
    }
    sentences = ints((0, 7), (7, COUNT))
    heads, _ = trees(given["parser.dependents"], given["parser.heads"], head.root.detach().numpy(), sentences)
    labels, sure = relations(
        given["parser.children"], given["parser.parents"], head.forms.detach().numpy(), heads, 1
    )
    places = np.arange(COUNT)
    own = np.where(heads < 0, places, heads)

    def loss(heads_: np.ndarray, labels_: np.ndarray) -> dict[str, float]:
        arcs = torch.from_numpy(np.column_stack([np.zeros(COUNT), places, heads_, labels_])).long()
        batch = batch_of(text())
        batch.links["arcs"] = arcs
        return {name: found.total.item() for name, found in head.losses(as_tensors(given), batch).items()}

    best = loss(own, labels)
    turned = own.copy()
    turned[own == np.roll(own, 1)] = places[own == np.roll(own, 1)]
    assert best["arcs"] < loss(turned, labels)["arcs"]
    has_head = heads >= 0
    assert (labels[has_head] != 1).all()
    assert np.isfinite(sure).all()
    for other in (0, 2):
        assert best["relations"] <= loss(own, np.where(has_head, other, labels))["relations"] + 1e-4


def test_meanings_are_held_to_the_angles_of_the_teacher():
    head = Meanings(4, inner=4)
    head.teacher = torch.eye(4).half()
    batch = batch_of(text())
    near, far = torch.zeros(1, COUNT, 4), torch.zeros(1, COUNT, 4)
    near[0, :7, 0] = near[0, 7:, 1] = 1
    far[0, :, 0] = 1
    assert head.losses({"meanings.vectors": near}, batch)["meanings"].total.item() == pytest.approx(0)
    assert head.losses({"meanings.vectors": far}, batch)["meanings"].total.item() > 1
