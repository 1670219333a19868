"""Train the encoder and its heads on gold folders: `python -m training.train --gold DIR --out DIR`."""

from __future__ import annotations

import argparse
import json
import math
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from rashomon.language.decode import distance_buckets
from training.examples import Batch, Example, batches, build, collate
from training.gold.polnear import held_apart, read_articles
from training.losses import link_loss, span_loss
from training.network import Network, StatementHead, load_base


@dataclass(frozen=True, slots=True)
class TrainingSettings:
    """One run. Wordpieces are the unit of `window` and `batch`."""

    epochs: int = 8
    window: int = 382
    batch: int = 2048
    encoder_rate: float = 2.5e-4
    head_rate: float = 1e-3
    scalar_rate: float = 1e-2
    warm_up: float = 0.08
    decay: float = 0.01
    clip: float = 1.0
    average: float = 0.998
    link_weight: float = 0.5
    seed: int = 1
    threads: int = 2


@dataclass(frozen=True, slots=True)
class Losses:
    """Mean loss of a word's label and of a link, in nats."""

    span: float
    link: float


def links_of(head: StatementHead, vectors: Tensor, batch: Batch) -> Tensor:
    """Return the mean loss of the links of a batch; `vectors` is `[b, w, 4 * 2 * link_width]`."""
    vectors = vectors.float().view(*vectors.shape[:2], 4, 2, -1)
    total = vectors.new_zeros(())
    for row in range(vectors.shape[0]):
        contents = batch.content_links[batch.content_links[:, 0] == row][:, 1:]
        cues = batch.source_links[batch.source_links[:, 0] == row][:, 1:]
        total = total + _content_links(head, vectors[row], contents, cues)
        total = total + _source_links(head, vectors[row], cues)
    return total / max(1, len(batch.content_links) + len(batch.source_links))


def _end_vectors(vectors: Tensor, ends: Tensor, part: int) -> Tensor:
    return vectors[ends[:, 0], part, 0] + vectors[ends[:, 1], part, 1]


def _content_links(head: StatementHead, vectors: Tensor, contents: Tensor, cues: Tensor) -> Tensor:
    # A cue whose source lies outside the stretch is still a cue: take cues from both kinds of link.
    heads = torch.unique(torch.cat([contents[:, 2:], cues[:, :2]]), dim=0)
    if not len(contents) or not len(heads):
        return vectors.new_zeros(())
    target = (contents[:, None, 2:] == heads[None]).all(2).float().argmax(1)
    scores = _end_vectors(vectors, contents[:, :2], 0) @ _end_vectors(vectors, heads, 1).T
    return link_loss(scores + head.distance[0][_buckets(contents[:, :2], heads)], target)


def _source_links(head: StatementHead, vectors: Tensor, cues: Tensor) -> Tensor:
    if not len(cues):
        return vectors.new_zeros(())
    named = cues[:, 2] >= 0
    heads = torch.unique(cues[named][:, 2:], dim=0)
    none = head.no_source.expand(len(cues), 1)
    if not len(heads):
        return link_loss(none, torch.zeros(len(cues), dtype=torch.long))
    scores = _end_vectors(vectors, cues[:, :2], 2) @ _end_vectors(vectors, heads, 3).T
    scores = scores + head.distance[1][_buckets(cues[:, :2], heads)]
    matches = (cues[:, None, 2:] == heads[None]).all(2).float()
    target = torch.where(named, matches.argmax(1), len(heads))
    return link_loss(torch.cat([scores, none], dim=1), target)


def _buckets(children: Tensor, heads: Tensor) -> Tensor:
    buckets = distance_buckets(children.numpy().astype(np.int32), heads.numpy().astype(np.int32))
    return torch.from_numpy(buckets).long()


def forward(network: Network, batch: Batch) -> tuple[Tensor, Tensor]:
    """Return the span loss and the link loss of a batch."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        emissions, vectors = network(batch.pieces, batch.features, batch.first, batch.mask)
    head = network.statements
    return span_loss(head, emissions, batch.labels, batch.word_mask), links_of(head, vectors, batch)


def rate_factor(step: int, steps: int, warm_up: float) -> float:
    """Return the share of the full learning rate at `step`: a linear rise, then half a cosine down."""
    rise = max(1, int(steps * warm_up))
    if step < rise:
        return (step + 1) / rise
    return 0.5 * (1 + math.cos(math.pi * (step - rise) / max(1, steps - rise)))


class Run:
    """A training run that can be stopped and taken up again from its folder."""

    def __init__(
        self, settings: TrainingSettings, examples: list[Example], special: tuple[int, int], out: Path
    ) -> None:
        self.settings, self.examples, self.special, self.out = settings, examples, special, out
        torch.manual_seed(settings.seed)
        self.network = Network()
        self.average = torch.optim.swa_utils.AveragedModel(
            self.network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(settings.average)
        )
        encoder = list(self.network.encoder.parameters())
        scalars = self.network.statements.scalars()
        known = {id(parameter) for parameter in scalars}
        heads = [p for p in self.network.statements.parameters() if id(p) not in known]
        self.optimizer = torch.optim.AdamW(
            [
                {"params": encoder, "lr": settings.encoder_rate},
                {"params": heads, "lr": settings.head_rate},
                {"params": scalars, "lr": settings.scalar_rate, "weight_decay": 0.0},
            ],
            weight_decay=settings.decay,
        )
        self.plans = [
            batches(examples, settings.window, settings.batch, settings.seed * 1000 + e)
            for e in range(settings.epochs)
        ]
        steps = sum(map(len, self.plans))
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer, lambda step: rate_factor(step, steps, settings.warm_up)
        )
        self.epoch, self.best = 0, math.inf

    @property
    def checkpoint(self) -> Path:
        """Return where the state of the run is kept."""
        return self.out / "checkpoint.pt"

    def resume(self) -> None:
        """Take up the run where its last epoch ended, if there is a checkpoint."""
        if not self.checkpoint.exists():
            return
        state = torch.load(self.checkpoint, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.schedule.load_state_dict(state["schedule"])
        self.epoch, self.best = state["epoch"], state["best"]
        torch.manual_seed(self.settings.seed + self.epoch)

    def save(self) -> None:
        """Write the checkpoint."""
        state = {
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "schedule": self.schedule.state_dict(),
            "epoch": self.epoch,
            "best": self.best,
        }
        temporary = self.checkpoint.with_suffix(".new")
        torch.save(state, temporary)
        temporary.replace(self.checkpoint)

    def epochs(self) -> Iterator[Losses]:
        """Train epoch by epoch, yielding the mean losses of each."""
        while self.epoch < self.settings.epochs:
            losses = self._one_epoch(self.plans[self.epoch])
            self.epoch += 1
            yield losses
            self.save()

    def keep_if_best(self, dev_span_loss: float) -> None:
        """Write the averaged weights if no earlier epoch had a lower span loss on dev.

        Links are scored among spans, so the spans decide.
        """
        if dev_span_loss < self.best:
            self.best = dev_span_loss
            torch.save(self.average.module.state_dict(), self.out / "weights.pt")

    def _one_epoch(self, plan: list[list[tuple[int, int, int]]]) -> Losses:
        self.network.train()
        spans, links, began = 0.0, 0.0, time.monotonic()
        for number, rows in enumerate(plan, 1):
            span, link = self._step(collate(self.examples, rows, self.special))
            spans, links = spans + span, links + link
            if number % 20 == 0:
                means = f"span {spans / number:.4f} link {links / number:.4f}"
                seconds = time.monotonic() - began
                print(f"epoch {self.epoch} step {number}/{len(plan)} {means} {seconds:.0f}s", flush=True)
        return Losses(spans / len(plan), links / len(plan))

    def _step(self, batch: Batch) -> tuple[float, float]:
        span, link = forward(self.network, batch)
        self.optimizer.zero_grad(set_to_none=True)
        (span + self.settings.link_weight * link).backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), self.settings.clip)
        self.optimizer.step()
        self.schedule.step()
        self.average.update_parameters(self.network)
        return float(span.detach()), float(link.detach())


@torch.no_grad()
def held_out(
    network: Network, examples: list[Example], settings: TrainingSettings, special: tuple[int, int]
) -> Losses:
    """Return the mean losses over `examples`, which are not trained on."""
    network.eval()
    plan = batches(examples, settings.window, settings.batch, 0)
    pairs = [forward(network, collate(examples, rows, special)) for rows in plan]
    return Losses(*(float(np.mean([float(pair[i]) for pair in pairs])) for i in (0, 1)))


def load_tokenizer(folder: Path) -> Tokenizer:
    """Load the base model's tokenizer without the cutting and padding that its authors set."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def main() -> None:
    """Train as the command line says."""
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
    parser.add_argument("--epochs", type=int, default=TrainingSettings().epochs)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles", type=int, help="train on the first so many articles only")
    given = parser.parse_args()
    settings = TrainingSettings(epochs=given.epochs, seed=given.seed)
    torch.set_num_threads(settings.threads)
    given.out.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(given.base)
    special = (tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]"))
    polnear = given.gold / "polnear" / "data"
    articles = [article for article in read_articles(polnear / "train") if not held_apart(article.name)]
    train = build(articles[: given.articles], tokenizer)
    dev = build(read_articles(polnear / "dev"), tokenizer)
    run = Run(settings, train, special, given.out)
    load_base(run.network, given.base / "model.safetensors")
    run.average.module.load_state_dict(run.network.state_dict())
    run.resume()
    with (given.out / "log.jsonl").open("a") as log:
        log.write(json.dumps({"settings": asdict(settings)}) + "\n")
        for losses in run.epochs():
            dev_losses = held_out(run.average.module, dev, settings, special)
            run.keep_if_best(dev_losses.span)
            line = {"epoch": run.epoch, "train": asdict(losses), "dev": asdict(dev_losses)}
            print(json.dumps(line), flush=True)
            log.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
