"""Output appears whole or not at all: files are written aside and renamed into place at the end.

A run writes into a hidden folder inside the folder of its output, on the same disk, so that
each rename is one atomic step: whoever kills the run leaves the earlier files as they were. The
hidden folder is locked while its run lives; the next run removes those that nobody holds.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rashomon.model.errors import OutputError

try:
    import fcntl
except ImportError:  # Windows has none; there, a file that is open can't be removed, which serves as the lock
    fcntl = None  # type: ignore[assignment]

_PREFIX = ".rashomon-"
_LOCK = "lock"


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """Yield an empty temporary folder; on success move the files put there into `folder`.

    When the block fails or is interrupted, nothing in `folder` has changed.

    Raises:
        OutputError: `folder` is a file, or can't be made or written.
    """
    made = not folder.exists()
    # Named before it is there: a signal may come at any moment, and what it leaves is taken away.
    temporary = folder / f"{_PREFIX}{secrets.token_hex(8)}"
    try:
        with written(folder):
            _check_folder(folder)
            folder.mkdir(parents=True, exist_ok=True)
            sweep(folder)
            temporary.mkdir(mode=0o700)
        with _held(temporary / _LOCK):
            yield temporary
            with written(folder):
                _move_files(temporary, folder)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
        if made:
            with suppress(OSError):  # a new folder goes again if the run left nothing in it
                folder.rmdir()


@contextmanager
def written(path: Path) -> Iterator[None]:
    """Turn an `OSError` of the block into an `OutputError` that names `path` and says what to do."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        advice = "free some space or write elsewhere" if full else "write elsewhere"
        message = f"{path} can't be written: {reason}. Earlier output is unchanged; {advice}."
        raise OutputError(message) from error


def write_text(path: Path, text: str) -> None:
    """Write `text` (see `encoded`) to `path`, which holds the old text or the new one at any moment.

    Raises:
        OutputError: `path` is a folder or a device, or can't be written.
    """
    target = _regular(path)
    with staged(target.parent) as folder, written(path), (folder / target.name).open("wb") as file:
        file.write(encoded(text))
        settle(file.fileno())


def encoded(text: str) -> bytes:
    """Return `text` in UTF-8; a lone surrogate, which UTF-8 can't hold, becomes U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode("utf-8")


def settle(descriptor: int) -> None:
    """Ask the system to put what was written on disk, so that a power cut after the rename loses nothing."""
    os.fsync(descriptor)


def sweep(folder: Path) -> None:
    """Remove the temporary folders that killed runs left in `folder`."""
    for leftover in folder.glob(_PREFIX + "*"):
        if leftover.is_dir() and not _is_held(leftover / _LOCK):
            shutil.rmtree(leftover, ignore_errors=True)


def _check_folder(folder: Path) -> None:
    """Say so if `folder`, or what it is to stand in, is a file."""
    for place in (folder, *folder.parents):
        if place.exists():
            if not place.is_dir():
                raise OutputError(f"{place} is a file, not a folder: name another folder to write to.")
            return


def _regular(path: Path) -> Path:
    """Return where `path` leads, symbolic links followed, or say why no file can stand there."""
    target = Path(os.path.realpath(path))
    if target.is_dir():
        message = f"{path} is a folder: name a file in it, such as {path / 'report.html'}."
        raise OutputError(message)
    if target.exists() and not target.is_file():
        message = f"{path} is not a regular file and would be replaced: name another file."
        raise OutputError(message)
    return target


def _move_files(temporary: Path, folder: Path) -> None:
    for file in sorted(temporary.iterdir()):
        if file.name != _LOCK:
            file.replace(folder / file.name)
    with suppress(OSError):  # not every file system lets a folder be opened or synced
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _held(lock: Path) -> Iterator[None]:
    with written(lock.parent.parent):
        file = lock.open("wb")
    with file:
        if fcntl:
            with suppress(OSError):  # some network disks know no locks
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


def _is_held(lock: Path) -> bool:
    """Tell whether a living run holds `lock`."""
    try:
        if fcntl:
            with lock.open("r+b") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            lock.unlink()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False
