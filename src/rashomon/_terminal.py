"""What the command line shows: progress, what was not read, and texts made safe for a terminal."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from rashomon._stages import Step

_PATIENCE = 1.0  # seconds before progress is shown
_LISTED = 20  # entries of a list that are shown
_LONGEST = 300  # code points of one text that are shown


def safe(text: str) -> str:
    """Return `text` on one line, without characters that steer a terminal, cut when it is long.

    Names of files and titles come from strangers: an escape sequence in them could rewrite the screen.
    """
    shown = "".join(c if c.isprintable() else "\ufffd" for c in text[: _LONGEST + 1])
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"


def listed(lines: Sequence[str], rest: str) -> Iterable[str]:
    """Yield the first `lines`, then how many more there are and where (`rest`)."""
    yield from lines[:_LISTED]
    if len(lines) > _LISTED:
        yield f"  and {len(lines) - _LISTED:,} more: {rest}"


class ProgressLine(AbstractContextManager["ProgressLine"]):
    """One line with count, rate and time left, from one second on, on a terminal only."""

    def __init__(self, console: Console, *, quiet: bool) -> None:
        self._shown = console.is_terminal and not quiet
        columns = (TextColumn("{task.description}"), _Bar(bar_width=20), _Count(), _TimeLeft())
        self._line = Progress(*columns, console=console, transient=True)
        self._task = self._line.add_task("read", total=None)
        self._timer = threading.Timer(_PATIENCE, self._line.start)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        if self._shown:
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            self._timer.cancel()
            self._timer.join()
            self._line.stop()

    def __call__(self, step: Step) -> None:
        """Show `step`; a stage that starts anew starts counting anew."""
        if step.done == 0:
            self._line.reset(self._task, description=step.stage, total=step.total)
        else:
            self._line.update(self._task, description=step.stage, completed=step.done, total=step.total)


def progress_line(*, quiet: bool) -> ProgressLine:
    """Return the line of progress on standard error."""
    return ProgressLine(Console(stderr=True), quiet=quiet)


class _Bar(BarColumn):
    """A bar where the end is known, nothing where it isn't: a bar that only pulses tells nothing."""

    def render(self, task: Task) -> Text:  # type: ignore[override] # rich's own base allows any renderable
        return Text("") if task.total is None else super().render(task)  # type: ignore[return-value]


class _Count(ProgressColumn):
    """How many texts are done, of how many, and how fast."""

    def render(self, task: Task) -> Text:
        if not task.completed:
            return Text("")
        total = f" of {task.total:,.0f}" if task.total is not None else ""
        rate = f", {task.speed:,.1f} a second" if task.speed else ""
        return Text(f"{task.completed:,.0f}{total} texts{rate}")


class _TimeLeft(TimeRemainingColumn):
    """The time left, where the end is known."""

    def render(self, task: Task) -> Text:
        if task.total is None or not task.completed:
            return Text("")
        return Text.assemble(super().render(task), " left")
