"""The int8 encoder in ONNX Runtime, one window at a time.

Dynamic quantisation takes its scales over everything that is run at once. A window runs alone,
never in a batch, so that its output depends on its own text only, and no padding is computed.
Windows run side by side, each on one thread.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rashomon.language.arrays import Ints
from rashomon.language.encoding import Encoded, Window
from rashomon.language.manifest import made_of

Outputs = Mapping[str, NDArray[Any]]  # for each output of the heads an array `[w, ...]`


@dataclass(frozen=True, slots=True)
class Special:
    """The ids put before and after each window."""

    before: int
    after: int


class EncoderSession:
    """One loaded model; safe to use from several threads."""

    def __init__(self, model: Path, special: Special, threads: int) -> None:
        self._session = open_model(model)
        self.outputs = tuple(output.name for output in self._session.get_outputs())
        self._special = special
        self._threads = threads

    @contextmanager
    def workers(self) -> Iterator[ThreadPoolExecutor]:
        """Give threads to run windows on; windows that still wait when a run breaks off are not run."""
        with ThreadPoolExecutor(self._threads) as pool:
            try:
                yield pool
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def window(self, encoded: Encoded, window: Window) -> Outputs:
        """Return the outputs for the kept words of a window."""
        pieces, features, first = self._cut(encoded, window)
        found = self._session.run(
            None, {"pieces": pieces[None], "features": features[None], "first": first[None]}
        )
        kept = slice(window.keep_start - window.start, window.keep_end - window.start)
        return {name: array[0, kept] for name, array in zip(self.outputs, found, strict=True)}

    def _cut(self, encoded: Encoded, window: Window) -> tuple[Ints, Ints, Ints]:
        begin = int(encoded.first[window.start])
        is_last = window.end == len(encoded.first)
        stop = len(encoded.pieces) if is_last else int(encoded.first[window.end])
        special = self._special
        pieces = np.concatenate([[special.before], encoded.pieces[begin:stop], [special.after]])
        features = np.concatenate([[0], encoded.features[begin:stop], [0]])
        first = encoded.first[window.start : window.end] - begin + 1
        return pieces.astype(np.int64), features.astype(np.int64), first.astype(np.int64)


def open_model(model: Path) -> Any:  # noqa: ANN401 - onnxruntime has no types
    """Load a model file for runs of one thread each; safe to use from several threads.

    Raises:
        ModelError: the file is no model that can be run.
    """
    # Some versions tell their maker of runs, and leave a file where temporary ones are, unless told not to.
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    import onnxruntime  # noqa: PLC0415 - slow to load, and only analysis needs it

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return made_of(
        lambda: onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"]),
        f"the model file {model} can't be loaded",
    )
