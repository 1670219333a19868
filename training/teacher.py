"""What the base model says of sentences: the vectors that the encoder's own are held to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.examples import Example, Links, Special, Stretch, collate
from training.network import Encoder, Shape, load_base

BATCH = 64


def number_sentences(
    examples: Sequence[Example], base: Path, special: Special, cache: Path
) -> tuple[tuple[Example, ...], Tensor]:
    """Turn "sentences" into "meanings": the number of each sentence's vector, and all vectors.

    Args:
        examples: those with sentences.
        base: folder of the base model.
        special: the tokenizer's own ids.
        cache: where the vectors are kept, for a run that is taken up again.

    Returns:
        The examples, and float16 `[n, width]` vectors of length one: means over the base model's last layer.
    """
    rows: list[Stretch] = []
    numbered: list[Example] = []
    for number, example in enumerate(examples):
        links = dict(example.links)
        if "sentences" in links:
            found = links.pop("sentences").rows
            numbers = np.arange(len(rows), len(rows) + len(found))
            links["meanings"] = Links(np.column_stack([found, numbers]).astype(np.int32), 2)
            rows.extend(Stretch(number, first, last + 1) for first, last in found.tolist())
        numbered.append(replace(example, links=links))
    if cache.exists():
        vectors = torch.load(cache, weights_only=True)
        if len(vectors) == len(rows):
            return tuple(numbered), vectors
    vectors = _vectors(examples, rows, base, special)
    torch.save(vectors, cache)
    return tuple(numbered), vectors


@torch.no_grad()
def _vectors(examples: Sequence[Example], rows: Sequence[Stretch], base: Path, special: Special) -> Tensor:
    encoder = Encoder(Shape())
    load_base(encoder, base / "model.safetensors")
    encoder.eval()
    order = sorted(range(len(rows)), key=lambda i: rows[i].end - rows[i].start)
    result = torch.zeros(len(rows), Shape().width, dtype=torch.float16)
    plain = [replace(example, words={}, links={}) for example in examples]
    for begin in range(0, len(order), BATCH):
        chosen = order[begin : begin + BATCH]
        batch = collate(plain, [rows[i] for i in chosen], special)
        limit = Shape().positions
        pieces, mask = batch.pieces[:, :limit], batch.mask[:, :limit]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            last = encoder(pieces, torch.zeros_like(pieces), mask)[-1].float()
        mean = (last * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        result[chosen] = functional.normalize(mean, dim=-1).half()
    return result
