"""What this room needs of a language model, which is given by whoever composes a run."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Embed = Callable[[Sequence[str]], Floats]
"""Returns float32 `[n, d]`: a vector of length 1 for each of n texts."""
