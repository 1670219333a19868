"""Time opening pages in headless Chromium: `python -m evaluation.opening_time PAGE.html`.

Prints for each page its size in MiB, and the seconds from the start of the browser to a picture of the page
as it stands when it is loaded, less those for an empty page: on the clock, and of processor time, which other
work on the machine changes less. Both are medians of several openings, each by a browser of its own with an
empty profile. Pages to time are those of `rashomon report`; `evaluation.bulk` makes up texts for them.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from evaluation.console import exit_with

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_AT_MOST = 120  # seconds
_MIB = 1024 * 1024
_EMPTY = "<!DOCTYPE html><title>empty</title>"


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds on the clock, and of processor time."""

    clock: float
    processor: float


def opened(browser: str, page: Path) -> Taken:
    """Return what a browser takes to start, open a page and draw it in a window of a laptop's size.

    Raises:
        subprocess.SubprocessError: the browser failed, or took longer than two minutes.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = [
            browser, "--headless", "--no-sandbox", "--no-zygote", "--disable-gpu", "--window-size=1280,800",
            f"--user-data-dir={folder}/profile", f"--screenshot={folder}/page.png", page.resolve().as_uri(),
        ]  # fmt: skip
        begun, used = time.perf_counter(), _used()
        subprocess.run(command, check=True, capture_output=True, timeout=_AT_MOST)  # noqa: S603 - our own words
        return Taken(time.perf_counter() - begun, _used() - used)


def _used() -> float:
    """Return the processor seconds of all programs that this one has run."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def opening(browser: str, page: Path, times: int) -> Taken:
    """Return the median seconds that a page takes to open, less those of an empty one.

    Raises:
        subprocess.SubprocessError: as `opened`.
    """
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.html"
        empty.write_text(_EMPTY, encoding="utf-8")
        pairs = [(opened(browser, page), opened(browser, empty)) for _ in range(times)]
    whole, start = (_median([pair[side] for pair in pairs]) for side in (0, 1))
    return Taken(whole.clock - start.clock, whole.processor - start.processor)


def _median(taken: list[Taken]) -> Taken:
    return Taken(
        statistics.median(each.clock for each in taken), statistics.median(each.processor for each in taken)
    )


def main() -> int:
    """Time the pages; return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", type=Path, nargs="+", metavar="PAGE.html")
    parser.add_argument("--times", type=int, default=5)
    given = parser.parse_args()
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.stderr.write(f"No browser was found; it has to be one of {', '.join(BROWSERS)}.\n")
        return 2
    try:
        for page in given.pages:
            size, taken = page.stat().st_size / _MIB, opening(browser, page, given.times)
            sys.stdout.write(
                f"{page}: {size:.1f} MiB, {taken.clock:.2f} s, {taken.processor:.2f} s of processor time\n"
            )
    except (OSError, subprocess.SubprocessError) as error:
        sys.stderr.write(f"A page can't be opened: {error}\n")
        return 2
    return 0


if __name__ == "__main__":
    exit_with(main)
