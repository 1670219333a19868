"""Train the pair model on gold folders: `python -m training.pairs.train --gold DIR --base DIR --out DIR`."""

from __future__ import annotations

import argparse
import copy
import json
import math
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import torch

from rashomon.model.errors import RashomonError
from training.network import Shape
from training.pairs.batch import build, by_task, collate, distance, task_losses
from training.pairs.figures import embedding_kept, mean_score, score, some_of
from training.pairs.network import PairNetwork, load_pair_base
from training.pairs.sampling import Example, Share, batches, draw, texts_of
from training.pairs.shipped import load_pair_file
from training.pairs.tasks import COUNTS, read_all
from training.settings import check_described, described
from training.speed import keep_memory
from training.train import load_tokenizer

SHARES = (
    Share("lingnli", 0.4),
    Share("conjnli", 0.25),
    Share("cad-nli", 0.4),
    Share("cannot", 0.35),
    Share("fever-dev", 0.25),
    Share("foolmetwice", 0.5),
    Share("made", 0.45),
    Share("perspectrum", 0.5),
    Share("vast", 0.18),
    Share("fnc1", 0.08),
    Share("fnc1/disagree", 0.3),
    Share("fnc1/unrelated", 0.02),
    Share("newsmtsc", 0.4),
    Share("parted", 0.6),
    Share("parted/other", 0.2),
)
ONWARD_SHARES = (
    Share("lingnli", 0.3),
    Share("conjnli", 0.12),
    Share("cad-nli", 0.25),
    Share("cannot", 0.1),
    Share("fever-dev", 0.1),
    Share("foolmetwice", 0.3),
    Share("made", 0.3),
    Share("parted", 0.6),
    Share("parted/other", 0.2),
    Share("perspectrum", 0.25),
    Share("vast", 0.15),
    Share("fnc1", 0.06),
    Share("fnc1/disagree", 0.3),
    Share("fnc1/unrelated", 0.01),
    Share("newsmtsc", 0.6),
)


@dataclass(frozen=True, slots=True)
class PairTrainingSettings:
    """One run. Wordpieces are the unit of `limit`, `batch`, `text_limit` and `text_batch`.

    Attributes:
        epochs: planned epochs; the rate falls to zero over all of them.
        shares: how often an epoch goes through each set.
        limit: most wordpieces of a pair.
        batch: pairs of one step.
        text_limit: most wordpieces of a text whose embedding is held.
        text_batch: texts of one step whose embedding is held to the base's.
        embedding_weight: weight of one minus the cosine beside the mean cross-entropy of a pair.
        dev_most: at most so many dev pairs of a set are scored after an epoch.
        patience: epochs without a better dev score after which the run stops.
    """

    epochs: int = 6
    shares: tuple[Share, ...] = SHARES
    limit: int = 160
    batch: int = 4096
    text_limit: int = 96
    text_batch: int = 512
    embedding_weight: float = 2.0
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    warm_up: float = 0.08
    decay: float = 0.01
    clip: float = 1.0
    average: float = 0.998
    dev_most: int = 600
    patience: int = 2
    seed: int = 1
    threads: int = 2


ONWARD = PairTrainingSettings(
    epochs=3, shares=ONWARD_SHARES, encoder_rate=8e-5, head_rate=5e-4, average=0.995
)
"""How training goes on from a model that has learned most of it: fewer passes at lower rates."""


def rate_factor(step: int, steps: int, warm_up: float) -> float:
    """Return the share of the full learning rate at `step`: a linear rise, then half a cosine down."""
    rise = max(1, int(steps * warm_up))
    if step < rise:
        return (step + 1) / rise
    return 0.5 * (1 + math.cos(math.pi * (step - rise) / max(1, steps - rise)))


class Run:
    """A training run that can be stopped and taken up again from its folder.

    An epoch's order and its dropout depend on the seed and on its number alone, so that a run taken
    up again ends with the weights of one that was never stopped.
    """

    def __init__(
        self, settings: PairTrainingSettings, network: PairNetwork, examples: Sequence[Example], out: Path
    ) -> None:
        """Take a network that holds the base's weights."""
        self.settings, self.network, self.examples, self.out = settings, network, examples, out
        self.base = copy.deepcopy(network).eval().requires_grad_(requires_grad=False)
        self.average = torch.optim.swa_utils.AveragedModel(
            network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(settings.average)
        )
        self.optimizer = torch.optim.AdamW(
            [
                {"params": list(network.encoder.parameters()), "lr": settings.encoder_rate},
                {"params": list(network.heads.parameters()), "lr": settings.head_rate},
            ],
            weight_decay=settings.decay,
            fused=True,
        )
        self.plans = [self._plan(epoch) for epoch in range(settings.epochs)]
        steps = sum(map(len, self.plans))
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer, lambda step: rate_factor(step, steps, settings.warm_up)
        )
        # Long pairs come in small batches: divide by one number, so that every pair weighs alike.
        self.rows = sum(len(rows) for plan in self.plans for rows in plan) / max(1, steps)
        self.epoch, self.best, self.worse = 0, -math.inf, 0
        self.start: Path | None = None

    @property
    def _described(self) -> str:
        """Return what must be the same for the run to be taken up."""
        return described(self.settings, (example.set for example in self.examples), self.start)

    @property
    def checkpoint(self) -> Path:
        """Return where the state of the run is kept."""
        return self.out / "checkpoint.pt"

    def wordpieces(self) -> list[int]:
        """Return the wordpieces of the pairs of each planned epoch, without padding."""
        lengths = [len(example.pieces) for example in self.examples]
        return [sum(lengths[number] for rows in plan for number in rows) for plan in self.plans]

    def resume(self) -> None:
        """Take up the run where its last epoch ended, if there is a checkpoint.

        Raises:
            InputError: it is of a run with other settings, sets or start.
        """
        if not self.checkpoint.exists():
            return
        state = torch.load(self.checkpoint, map_location=self.network.device, weights_only=True)
        check_described(state.get("settings"), self._described, self.out)
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.schedule.load_state_dict(state["schedule"])
        self.epoch, self.best, self.worse = state["epoch"], state["best"], state["worse"]

    def save(self) -> None:
        """Write the checkpoint."""
        state = {
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "schedule": self.schedule.state_dict(),
            "epoch": self.epoch,
            "best": self.best,
            "worse": self.worse,
            "settings": self._described,
        }
        temporary = self.checkpoint.with_suffix(".new")
        torch.save(state, temporary)
        temporary.replace(self.checkpoint)

    def epochs(self) -> Iterator[dict[str, float]]:
        """Train epoch by epoch, yielding the mean loss of each task and of the embedding."""
        while self.epoch < self.settings.epochs and self.worse < self.settings.patience:
            losses = self._one_epoch(self.plans[self.epoch])
            self.epoch += 1
            yield losses
            self.save()

    def keep(self, dev_score: float) -> None:
        """Write the averaged weights of this epoch, as the best too if none before scored as high on dev."""
        state = self.average.module.state_dict()
        torch.save(state, self.out / f"weights-{self.epoch}.pt")
        self.worse += 1
        if dev_score > self.best:
            self.best, self.worse = dev_score, 0
            torch.save(state, self.out / "weights.pt")

    def _plan(self, epoch: int) -> list[list[int]]:
        settings = self.settings
        rows = draw(self.examples, settings.shares, epoch, settings.seed)
        return batches(self.examples, rows, settings.batch, settings.seed * 1000 + epoch)

    def _one_epoch(self, plan: Sequence[Sequence[int]]) -> dict[str, float]:
        torch.manual_seed(self.settings.seed * 1000 + self.epoch)
        self.network.train()
        sums: Counter[str] = Counter()
        units: Counter[str] = Counter()
        began = time.monotonic()
        for number, rows in enumerate(plan):
            for name, total, count in self._step(rows, number):
                sums[name] += total
                units[name] += count
            if (number + 1) % 20 == 0:
                means = " ".join(f"{name} {sums[name] / units[name]:.4f}" for name in sums)
                seconds = time.monotonic() - began
                print(f"epoch {self.epoch} step {number + 1}/{len(plan)} {means} {seconds:.0f}s", flush=True)
        return {name: sums[name] / units[name] for name in sums}

    def _step(self, rows: Sequence[int], number: int) -> list[tuple[str, float, int]]:
        """Take one step; returns each loss by name with its sum and what it was summed over."""
        settings, chosen = self.settings, [self.examples[row] for row in rows]
        device = self.network.device
        gold = by_task(chosen, device)
        losses = task_losses(self.network, collate([example.pieces for example in chosen], device), gold)
        total = torch.stack(list(losses.values())).sum() / self.rows
        seed = (settings.seed * 1000 + self.epoch) * 100_000 + number
        texts = texts_of(self.examples, rows, settings.text_limit, settings.text_batch, seed)
        seen = [(part.task, float(losses[part.task].detach()), len(part.target)) for part in gold]
        if texts:
            far = distance(self.network, self.base, collate(texts, device))
            total = total + settings.embedding_weight * far
            seen.append(("embedding", float(far.detach()), 1))
        self._update(total)
        return seen

    def _update(self, loss: torch.Tensor) -> None:
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), self.settings.clip)
        self.optimizer.step()
        self.schedule.step()
        self.average.update_parameters(self.network)


def evaluate(run: Run, dev: Sequence[Example]) -> dict[str, object]:
    """Score the averaged weights on dev pairs and keep them if they are the best so far."""
    network, settings = run.average.module, run.settings
    figures = score(network, dev, settings.batch)
    run.keep(mean_score(figures))
    kept = embedding_kept(network, run.base, dev, settings.batch, settings.text_limit)
    return {
        "score": round(mean_score(figures), 2),
        "embedding_cosine": round(kept, 4),
        "sets": {figure.set: asdict(figure) for figure in figures},
    }


def _shrunk(settings: PairTrainingSettings, fraction: float) -> PairTrainingSettings:
    shares = tuple(Share(share.name, share.passes * fraction) for share in settings.shares)
    return replace(settings, shares=shares, dev_most=max(1, round(settings.dev_most * fraction)))


def _settings(given: argparse.Namespace) -> PairTrainingSettings:
    planned = ONWARD if given.start else PairTrainingSettings()
    settings = replace(planned, epochs=given.epochs or planned.epochs, seed=given.seed)
    return _shrunk(settings, given.fraction)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="the folder of gold sets")
    parser.add_argument("--base", type=Path, required=True, help="folder with the base and its tokenizer")
    parser.add_argument("--out", type=Path, required=True, help="where weights go; a run is taken up again")
    parser.add_argument("--without", nargs="*", default=[], choices=sorted(COUNTS), help="sets to leave out")
    parser.add_argument("--start", type=Path, help="an int8 pair model file to go on from")
    parser.add_argument("--epochs", type=int, help="another number of epochs than is planned")
    parser.add_argument("--seed", type=int, default=PairTrainingSettings().seed)
    parser.add_argument("--fraction", type=float, default=1.0, help="take this part of each share and of dev")
    return parser.parse_args()


def main() -> None:
    """Train as the command line says; bad input ends it with one line."""
    try:
        _train(_arguments())
    except (RashomonError, OSError) as error:
        sys.exit(f"training: {error}")


def _train(given: argparse.Namespace) -> None:
    settings = _settings(given)
    keep_memory()
    torch.set_num_threads(settings.threads)
    torch.manual_seed(settings.seed)
    given.out.mkdir(parents=True, exist_ok=True)
    items = list(read_all(given.gold, given.without))
    tokenizer = load_tokenizer(given.base)
    train = build((item for item in items if not item.dev), tokenizer, settings.limit)
    dev = some_of(build((i for i in items if i.dev), tokenizer, settings.limit), settings.dev_most)
    network = PairNetwork(Shape())
    load_pair_base(network, given.base / "model.safetensors")
    network.to("cuda" if torch.cuda.is_available() else "cpu")
    run = Run(settings, network, train, given.out)
    run.start = given.start
    if given.start:
        load_pair_file(network, given.start)
    run.resume()
    with (given.out / "log.jsonl").open("a" if run.checkpoint.exists() else "w") as log:
        opening = {"settings": asdict(settings), "without": given.without, "wordpieces": run.wordpieces()}
        if log.tell() == 0:
            log.write(json.dumps(opening) + "\n")
            log.flush()
        for losses in run.epochs():
            line = {"epoch": run.epoch, "train": losses, "dev": evaluate(run, dev)}
            print(json.dumps(line), flush=True)
            log.write(json.dumps(line) + "\n")
            log.flush()


if __name__ == "__main__":
    main()
