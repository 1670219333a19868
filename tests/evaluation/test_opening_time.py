"""Timing how long a page takes to open, with a stand-in for the browser."""

from __future__ import annotations

import sys

import pytest

from evaluation import opening_time

SLOW = """#!/bin/sh
for word in "$@"; do case "$word" in
  file://*page.html) sleep 0.2 ;;
  file://*broken.html) exit 3 ;;
esac; done
"""


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    def run_main(*pages: str) -> tuple[int, str, str]:
        paths = [tmp_path / page for page in pages]
        for path in paths:
            path.write_text("x" * 1024 * 1024)
        monkeypatch.setattr(sys, "argv", ["opening_time", *map(str, paths), "--times", "1"])
        code = opening_time.main()
        out = capsys.readouterr()
        return code, out.out, out.err

    return run_main


@pytest.fixture
def browser(tmp_path, monkeypatch):
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "chromium").write_text(SLOW)
    (folder / "chromium").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


@pytest.mark.usefixtures("browser")
def test_it_tells_size_and_seconds_beyond_those_of_an_empty_page(run):
    code, out, _ = run("page.html")
    assert code == 0
    found = out.split("page.html: ")[1].split(",")
    assert found[0] == "1.0 MiB"
    assert 0.1 < float(found[1].split()[0]) < 2.0


@pytest.mark.usefixtures("browser")
def test_a_page_that_the_browser_cannot_open_is_said(run):
    code, _, error = run("broken.html")
    assert code == 2
    assert "A page can't be opened" in error


def test_no_browser_is_said(run, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    code, _, error = run("page.html")
    assert code == 2
    assert "No browser was found" in error
