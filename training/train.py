"""Train the encoder and its heads on gold folders: `python -m training.train --gold DIR --out DIR`."""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from pickle import UnpicklingError

import msgspec
import torch
from tokenizers import Tokenizer
from torch import Tensor

from rashomon.language.layers import Inventory
from rashomon.model.errors import InputError, RashomonError
from training.examples import Batch, Example, Special, Stretch, collate, plan
from training.heads import make_heads
from training.heads.base import Head, Loss
from training.network import Network, Shape, load_base
from training.sets import Corpus, Source, read_corpus
from training.settings import changed, check_described, described
from training.speed import keep_memory
from training.teacher import number_sentences


@dataclass(frozen=True, slots=True)
class TrainingSettings:
    """One run. Wordpieces are the unit of `window` and `batch`.

    Attributes:
        epochs: passes over the sampled data; a set with a rate of 2 is seen twice in each.
        rates: how often a text of a set is seen in an epoch; 1 where a set isn't named.
        weights: of the losses; 1 where a loss isn't named.
        hidden: the share of wordpieces that are hidden in training, against learning texts by heart.
        patience: epochs without a lower weighed loss on dev after which the run ends; 0 for never.
    """

    epochs: int = 8
    window: int = 382
    batch: int = 3072
    encoder_rate: float = 3e-4
    head_rate: float = 1e-3
    scalar_rate: float = 1e-2
    warm_up: float = 0.06
    decay: float = 0.01
    clip: float = 1.0
    average: float = 0.998
    rates: Mapping[str, float] = field(
        default_factory=lambda: {
            "ud-english-ewt": 2.0,
            "ud-english-gum": 2.0,
            "event-location": 0.4,
            "told": 3.0,
        }
    )
    weights: Mapping[str, float] = field(
        default_factory=lambda: {
            "xpos": 0.5,
            "features": 0.5,
            "factuality": 0.2,
            "meanings": 0.5,
            "times": 0.5,
            "entities": 3.0,
            "inner_entities": 2.0,
            "pieces": 0.2,
            "labels": 4.0,
            "arguments": 0.12,
            "event_places": 0.1,
            "ends": 0.5,
        }
    )
    hidden: float = 0.0
    patience: int = 0
    seed: int = 1
    threads: int = 2


@dataclass(frozen=True, slots=True)
class Data:
    """All examples in one row, with the name of the set that each is of."""

    examples: tuple[Example, ...]
    sets: tuple[str, ...]


def joined(corpus: Corpus, part: str) -> Data:
    """Return one part ("train" or "dev") of all sets, one set after the other."""
    pairs = [(e, name) for name, examples in corpus.sets.items() for e in getattr(examples, part)]
    return Data(tuple(e for e, _ in pairs), tuple(name for _, name in pairs))


def times_seen(data: Data, rates: Mapping[str, float], seed: int) -> list[int]:
    """Return how often each text is seen in one epoch; a broken rate is drawn text by text."""
    chance = random.Random(seed)  # noqa: S311 - reproducible choice, no secret
    return [int(rates.get(name, 1.0) + chance.random()) for name in data.sets]


def forward(network: Network, batch: Batch) -> dict[str, Loss]:
    """Return all losses that a batch has gold for."""
    on_gpu = network.device.type == "cuda"
    with torch.autocast("cpu", dtype=torch.bfloat16), torch.autocast("cuda", torch.bfloat16, on_gpu):
        outputs = network(batch.pieces, batch.features, batch.first, batch.mask)
    found: dict[str, Loss] = {}
    for head in network.heads.values():
        found.update(head.losses(outputs, batch))
    return found


def hide(batch: Batch, share: float, special: Special) -> Batch:
    """Return a batch with a share of its wordpieces hidden; gold stays, and what stands around a row."""
    chosen = torch.rand(batch.pieces.shape) < share
    inside = batch.mask & (batch.pieces != special.before) & (batch.pieces != special.after)
    return replace(batch, pieces=batch.pieces.masked_fill(chosen & inside, special.hidden))


def rate_factor(step: int, steps: int, warm_up: float) -> float:
    """Return the share of the full learning rate at `step`: a linear rise, then half a cosine down."""
    rise = max(1, int(steps * warm_up))
    if step < rise:
        return (step + 1) / rise
    return max(0.01, 0.5 * (1 + math.cos(math.pi * (step - rise) / max(1, steps - rise))))


def learned(heads: Iterable[Head], examples: Iterable[Example]) -> list[Head]:
    """Return the heads that some example has gold for."""
    told = {name for example in examples for name in (*example.words, *example.links)}
    return [head for head in heads if head.gold in told]


def _check_names(settings: TrainingSettings, data: Data, heads: Iterable[Head]) -> None:
    """Refuse rates of sets that are not read and weights of losses that no head has.

    Raises:
        InputError: naming the first such key.
    """
    default = TrainingSettings()
    for key in settings.rates:
        if key not in {*data.sets, *default.rates}:
            raise InputError(
                f"rates.{key}: no set of that name is read, only {', '.join(sorted({*data.sets}))}"
            )
    losses = {name for head in heads for name in head.loss_names}
    for key in settings.weights:
        if key not in losses:
            raise InputError(f"weights.{key}: no loss has that name, only {', '.join(sorted(losses))}")


class Run:
    """A training run that can be stopped and taken up again from its folder.

    What a step draws by lot depends on the seed and its number alone, so that a run that is taken up again,
    at the end of an epoch or within one, ends with the weights of one that was never stopped.
    """

    def __init__(
        self,
        settings: TrainingSettings,
        data: Data,
        inventory: Inventory,
        special: Special,
        out: Path,
    ) -> None:
        self.settings, self.data, self.special, self.out = settings, data, special, out
        self.start: Path | None = None
        torch.manual_seed(settings.seed)
        shape = Shape()
        heads = make_heads(shape.width, inventory)
        _check_names(settings, data, heads)
        self.network = Network(learned(heads, data.examples), shape)
        self.average = torch.optim.swa_utils.AveragedModel(
            self.network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(settings.average)
        )
        self.optimizer = _optimizer(self.network, settings)
        self.plans = [self._plan(epoch) for epoch in range(settings.epochs)]
        steps = sum(map(len, self.plans))
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer, lambda step: rate_factor(step, steps, settings.warm_up)
        )
        self.units: dict[str, float] = {}
        self.epoch = self.step = self.worse = 0
        self.best = math.inf

    def _plan(self, epoch: int) -> list[list[Stretch]]:
        seed = self.settings.seed * 1000 + epoch
        counts = times_seen(self.data, self.settings.rates, seed)
        return plan(self.data.examples, counts, self.settings.window, self.settings.batch, seed)

    @property
    def _described(self) -> str:
        """Return what must be the same for the run to be taken up."""
        return described(self.settings, self.data.sets, self.start)

    @property
    def checkpoint(self) -> Path:
        """Return where the state of the run is kept."""
        return self.out / "checkpoint.pt"

    def resume(self) -> None:
        """Take up the run where it was last saved, if there is a checkpoint.

        Raises:
            InputError: it is of a run with other settings, sets or start.
        """
        if not self.checkpoint.exists():
            return
        state = torch.load(self.checkpoint, weights_only=True)
        check_described(state["settings"], self._described, self.out)
        for name in ("network", "average", "optimizer", "schedule"):
            getattr(self, name).load_state_dict(state[name])
        self.epoch, self.step, self.best, self.worse, self.units = (
            state[name] for name in ("epoch", "step", "best", "worse", "units")
        )

    def save(self) -> None:
        """Write the checkpoint."""
        state = {
            name: getattr(self, name).state_dict() for name in ("network", "average", "optimizer", "schedule")
        }
        state |= {"epoch": self.epoch, "step": self.step, "units": self.units}
        state |= {"best": self.best, "worse": self.worse}
        state["settings"] = self._described
        temporary = self.checkpoint.with_suffix(".new")
        torch.save(state, temporary)
        temporary.replace(self.checkpoint)

    @property
    def out_of_patience(self) -> bool:
        """Tell whether dev has had no lower loss for as many epochs as the settings wait."""
        return 0 < self.settings.patience <= self.worse

    def epochs(self, until: int | None = None) -> Iterator[dict[str, float]]:
        """Train epoch by epoch, to the end of one of them or of the run, yielding the mean losses of each.

        An epoch is saved when the next one is asked for, so that what `keep` was told of it is saved too.

        Raises:
            InputError: the run is to end before its first epoch does.
        """
        if until is not None and until < 1:
            raise InputError(f"--until {until} trains nothing: give 1 or more")
        last = min(self.settings.epochs, until or self.settings.epochs)
        while self.epoch < last and not self.out_of_patience:
            losses = self._one_epoch(self.plans[self.epoch])
            self.epoch, self.step = self.epoch + 1, 0
            yield losses
            self.save()

    def _one_epoch(self, batches: Sequence[Sequence[Stretch]]) -> dict[str, float]:
        self.network.train()
        sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
        began, pieces = time.monotonic(), 0
        while self.step < len(batches):
            batch = collate(self.data.examples, batches[self.step], self.special)
            pieces += int(batch.mask.sum())
            for name, loss in self._train_step(batch).items():
                sums[name][0] += float(loss.total.detach())
                sums[name][1] += loss.units
            self.step += 1
            if self.step % 100 == 0:
                means = {name: round(total / max(1, units), 4) for name, (total, units) in sums.items()}
                speed = round(pieces / (time.monotonic() - began))
                line = {"epoch": self.epoch, "step": self.step, "of": len(batches), "pieces/s": speed}
                print(json.dumps({**line, **means}), flush=True)
            if self.step % 500 == 0:
                self.save()
        return {name: round(total / max(1, units), 4) for name, (total, units) in sums.items()}

    def _train_step(self, batch: Batch) -> dict[str, Loss]:
        torch.manual_seed((self.settings.seed * 1000 + self.epoch) * 100_000 + self.step)
        losses = forward(self.network, hide(batch, self.settings.hidden, self.special))
        total = torch.stack([self._weighed(name, loss) for name, loss in losses.items()]).sum()
        self.optimizer.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), self.settings.clip)
        self.optimizer.step()
        self.schedule.step()
        self.average.update_parameters(self.network)
        return losses

    def _weighed(self, name: str, loss: Loss) -> Tensor:
        """Divide a loss by the units of an average batch, so that a batch with few of them weighs little."""
        known = self.units.get(name, loss.units)
        self.units[name] = 0.98 * known + 0.02 * loss.units
        return loss.total * (self.settings.weights.get(name, 1.0) / max(1.0, self.units[name]))

    def keep(self, dev: Mapping[str, float]) -> None:
        """Write the averaged weights of this epoch, as the best too if their weighed dev loss is lowest."""
        total = sum(self.settings.weights.get(name, 1.0) * loss for name, loss in dev.items())
        state = self.average.module.state_dict()
        torch.save(state, self.out / f"weights-{self.epoch}.pt")
        self.worse += 1
        if total < self.best:
            self.best, self.worse = total, 0
            torch.save(state, self.out / "weights.pt")


def _optimizer(network: Network, settings: TrainingSettings) -> torch.optim.Optimizer:
    encoder = list(network.encoder.parameters())
    scalars = [network.mix, *(p for head in network.heads.values() for p in head.scalars())]
    known = {id(parameter) for parameter in (*encoder, *scalars)}
    heads = [p for p in network.parameters() if id(p) not in known]
    return torch.optim.AdamW(
        [
            {"params": encoder, "lr": settings.encoder_rate},
            {"params": heads, "lr": settings.head_rate},
            {"params": scalars, "lr": settings.scalar_rate, "weight_decay": 0.0},
        ],
        weight_decay=settings.decay,
        betas=(0.9, 0.98),
        fused=True,
    )


@torch.no_grad()
def held_out(network: Network, data: Data, settings: TrainingSettings, special: Special) -> dict[str, float]:
    """Return the mean losses over texts that are not trained on."""
    network.eval()
    sums: Counter[str] = Counter()
    units: Counter[str] = Counter()
    for rows in plan(data.examples, [1] * len(data.examples), settings.window, settings.batch, 0):
        for name, loss in forward(network, collate(data.examples, rows, special)).items():
            sums[name] += float(loss.total)
            units[name] += loss.units
    return {name: round(sums[name] / max(1, units[name]), 4) for name in sums}


def load_tokenizer(folder: Path) -> Tokenizer:
    """Load the base model's tokenizer without the cutting and padding that its authors set."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def special_ids(tokenizer: Tokenizer) -> Special:
    """Return the ids that no text has."""
    return Special(*(tokenizer.token_to_id(piece) for piece in ("[CLS]", "[SEP]", "[MASK]")))


def main() -> None:
    """Train as the command line says; bad input ends it with one line."""
    try:
        _train(_arguments())
    except (RashomonError, OSError) as error:
        sys.exit(f"training: {error}")


def _train(given: argparse.Namespace) -> None:
    settings = changed(TrainingSettings(), given.setting)
    keep_memory()
    torch.set_num_threads(settings.threads)
    given.out.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(given.base)
    special = special_ids(tokenizer)
    corpus = read_corpus(Source(given.gold, tokenizer, frozenset(given.without)))
    (given.out / "inventory.json").write_bytes(msgspec.json.encode(corpus.inventory))
    train, dev = joined(corpus, "train"), joined(corpus, "dev")
    if given.share < 1:
        train = _share(train, given.share)
    train_examples, teacher = number_sentences(train.examples, given.base, special, given.out / "teacher.pt")
    texts = replace(train, examples=train_examples)
    run = Run(settings, texts, corpus.inventory, special, given.out)
    run.start = given.start
    if "meanings" in run.network.heads:
        run.network.heads["meanings"].teacher = teacher
    if given.start:
        load_start(run.network, given.start)
    else:
        load_base(run.network.encoder, given.base / "model.safetensors")
    if torch.cuda.is_available():  # gold is many small tensors, and heads are small: they stay where they are
        run.network.encoder.to("cuda")
        run.average.module.encoder.to("cuda")
    run.average.module.load_state_dict(run.network.state_dict())
    run.resume()
    with (given.out / "log.jsonl").open("a" if run.checkpoint.exists() else "w") as log:
        told = {"settings": asdict(settings), "without": _never_seen(given), "start": str(given.start or "")}
        if log.tell() == 0:
            log.write(json.dumps(told) + "\n")
        for losses in run.epochs(given.until):
            dev_losses = held_out(run.average.module, dev, settings, special)
            run.keep(dev_losses)
            line = json.dumps({"epoch": run.epoch, "train": losses, "dev": dev_losses})
            print(line, flush=True)
            log.write(line + "\n")
            log.flush()
    if run.out_of_patience:
        print(f"ended after epoch {run.epoch}: no lower loss on dev in {settings.patience}", flush=True)


def _never_seen(given: argparse.Namespace) -> list[str]:
    """Return the sets that neither this run learns from nor the one that it goes on from did.

    Raises:
        InputError: the weights to go on from do not lie in the folder of their run.
    """
    if not given.start:
        return list(given.without)
    log = given.start.parent / "log.jsonl"
    if not log.exists():
        raise InputError(f"{log} is missing: it tells what {given.start} was trained on")
    before = json.loads(log.read_text(encoding="utf-8").splitlines()[0])["without"]
    return [name for name in given.without if name in before]


def load_start(network: Network, weights: Path) -> None:
    """Fill a network from the weights of an earlier run.

    A head that the run had not begins as another one of its class that it had, if there is one: entities
    within others are told much as those that are within none.

    Raises:
        InputError: there are no weights, or they are of another kind of network.
    """
    try:
        state = torch.load(weights, map_location="cpu", weights_only=True)
    except (OSError, RuntimeError, UnpicklingError, EOFError) as error:
        raise InputError(f"{weights} holds no weights of a run: {error}") from error
    for name in network.heads:
        like = f"heads.{name.removeprefix('inner_')}."
        if not any(key.startswith(f"heads.{name}.") for key in state):
            state |= {
                key.replace(like, f"heads.{name}."): state[key] for key in state if key.startswith(like)
            }
    try:
        network.load_state_dict(state)
    except RuntimeError as error:
        raise InputError(f"{weights} is of another kind of network: {error}") from error


def _share(data: Data, share: float) -> Data:
    chance = random.Random(0)  # noqa: S311 - reproducible choice, no secret
    kept = [i for i in range(len(data.examples)) if chance.random() < share]
    return Data(tuple(data.examples[i] for i in kept), tuple(data.sets[i] for i in kept))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="the folder of gold sets")
    parser.add_argument(
        "--base", type=Path, required=True, help="folder with model.safetensors and tokenizer.json"
    )
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        help="where checkpoints and weights go; a run there is taken up again",
    )
    parser.add_argument(
        "--setting",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="another value of one of TrainingSettings, such as seed=2 or weights.arcs=1",
    )
    parser.add_argument(
        "--start",
        type=Path,
        metavar="WEIGHTS",
        help="go on from weights of an earlier run, not from the base",
    )
    parser.add_argument("--until", type=int, metavar="N", help="end the run after its Nth epoch")
    parser.add_argument("--share", type=float, default=1.0, help="train on this share of the texts only")
    parser.add_argument(
        "--without", action="append", default=[], metavar="SET", help="leave a gold set or layer out"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
