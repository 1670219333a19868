from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import textwrap

import pytest

from rashomon.model.errors import OutputError
from rashomon.store.staging import staged, sweep, write_text, written


def test_files_appear_together_when_the_block_ends(tmp_path):
    with staged(tmp_path / "out") as folder:
        (folder / "a.txt").write_text("new")
        assert not (tmp_path / "out" / "a.txt").exists()
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["a.txt"]


def fail_halfway(folder):
    with staged(folder) as temporary:
        (temporary / "a.txt").write_text("new")
        raise RuntimeError("halfway")


def test_a_failed_block_leaves_the_earlier_file_and_nothing_else(tmp_path):
    (tmp_path / "a.txt").write_text("old")
    with pytest.raises(RuntimeError, match="halfway"):
        fail_halfway(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_text() == "old"


def test_a_failed_block_takes_away_the_folder_it_made(tmp_path):
    with pytest.raises(KeyboardInterrupt), staged(tmp_path / "new"):
        raise KeyboardInterrupt
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("place", ["out", "out/deep", "out/deep/deeper"])
def test_a_file_in_the_place_of_the_folder_is_named(tmp_path, place):
    (tmp_path / "out").write_text("a file")
    with (
        pytest.raises(OutputError, match=r"out is a file, not a folder"),
        staged(tmp_path / place),
    ):
        pass
    assert (tmp_path / "out").read_text() == "a file"


def test_only_a_full_disk_needs_space(tmp_path):
    with pytest.raises(OutputError) as denied, written(tmp_path):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    assert str(denied.value).endswith("Permission denied. Earlier output is unchanged; write elsewhere.")
    with pytest.raises(OutputError, match="free some space"), written(tmp_path):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


KILLED = """
    import os, signal
    from pathlib import Path
    from rashomon.store.staging import staged

    with staged(Path({folder!r})) as folder:
        (folder / "a.txt").write_text("new")
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_kill_9_leaves_the_earlier_file_and_the_next_run_cleans_up(tmp_path):
    (tmp_path / "a.txt").write_text("old")
    code = textwrap.dedent(KILLED).format(folder=str(tmp_path))
    ended = subprocess.run([sys.executable, "-c", code], check=False)  # noqa: S603 - our own interpreter
    assert ended.returncode == -signal.SIGKILL
    assert (tmp_path / "a.txt").read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 2

    with staged(tmp_path) as folder:
        (folder / "a.txt").write_text("newer")
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_text() == "newer"


def test_the_files_of_a_living_run_are_left_alone(tmp_path):
    with staged(tmp_path) as folder:
        sweep(tmp_path)
        assert folder.is_dir()


def test_text_is_written_whole(tmp_path):
    write_text(tmp_path / "deep" / "page.html", "žluť\r\n𝟙 \N{RIGHT-TO-LEFT MARK}")
    assert (tmp_path / "deep" / "page.html").read_bytes().decode() == "žluť\r\n𝟙 \N{RIGHT-TO-LEFT MARK}"


def test_a_lone_surrogate_is_replaced_in_text(tmp_path):
    write_text(tmp_path / "page.html", "a\ud800b")
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == "a\ufffdb"


def test_a_full_disk_is_one_sentence_and_keeps_the_earlier_file(tmp_path, monkeypatch):
    (tmp_path / "page.html").write_text("old")

    def full(_descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match=r"page\.html can't be written: No space left on device"):
        write_text(tmp_path / "page.html", "new")
    assert (tmp_path / "page.html").read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_is_no_place_for_a_page(tmp_path):
    with pytest.raises(OutputError, match=r"is a folder: name a file in it, such as .*report\.html"):
        write_text(tmp_path, "page")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_device_or_pipe_is_not_replaced(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OutputError, match="not a regular file"):
        write_text(tmp_path / "pipe", "page")


def test_a_symbolic_link_is_followed(tmp_path):
    (tmp_path / "real.html").write_text("old")
    (tmp_path / "link.html").symlink_to("real.html")
    write_text(tmp_path / "link.html", "new")
    assert (tmp_path / "link.html").is_symlink()
    assert (tmp_path / "real.html").read_text() == "new"
