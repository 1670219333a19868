"""How the command lines of this folder end."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import NoReturn

_PIPE_CLOSED = 141  # what a shell says of a program that SIGPIPE ended


def exit_with(main: Callable[[], int]) -> NoReturn:
    """Exit with what `main` returns, and without complaint where the reader of its output has gone."""
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes standard output once more at its end, and would complain there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = _PIPE_CLOSED
    sys.exit(code)
