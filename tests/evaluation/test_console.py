"""Command lines whose output is not read to its end."""

from __future__ import annotations

import subprocess
import sys


def test_a_reader_that_goes_away_is_no_error():
    code = (
        "import os, sys\n"
        "from evaluation.console import exit_with\n"
        "def main():\n"
        "    os.close(1)\n"
        "    os.dup2(write, 1)\n"
        "    sys.stdout.write('x' * 100_000)\n"
        "    return 0\n"
        "read, write = os.pipe()\n"
        "os.close(read)\n"
        "exit_with(main)\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)  # noqa: S603 - our own interpreter and words
    assert (ended.returncode, ended.stderr) == (141, "")


def test_the_code_is_that_of_main():
    code = "from evaluation.console import exit_with; exit_with(lambda: 2)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 2  # noqa: S603 - likewise
