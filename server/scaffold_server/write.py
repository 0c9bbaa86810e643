"""Writing a text back: the whole new file or the whole old one, whatever happens, and never outside its root."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path


class Unwritten(Exception):  # noqa: N818 - a reason, not an error of ours
    """Why a file was left as it is: it leads out of its root, is not to be written, or is not what was read."""


def write_text(path: Path, before: str, after: str, root: Path) -> None:
    """Put a text in the place of the one that was read, byte for byte as it is (line ends, byte order mark), keeping the
    file's mode and owner.

    Just before, the file is compared with what was read. A link is followed inside the root only. Raises Unwritten, or
    OSError when the file cannot be written.
    """
    target = path.resolve()
    if not target.is_relative_to(root.resolve()):
        raise Unwritten(f"it is a link out of {root}")
    status = target.stat()
    if not os.access(target, os.W_OK):
        raise Unwritten("it is read-only")
    _replace(target, after, stat.S_IMODE(status.st_mode), owner=status, expected=before)


def write_named(path: Path, text: str) -> None:
    """Put a text into the file that the user named, new or not, and make the folders it needs; links are followed.

    What is no ordinary file, such as a pipe or a terminal, is written to. Raises OSError when that cannot be done.
    """
    target = Path(os.path.realpath(path))
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        mode = stat.S_IFREG | 0o666 & ~_umask()
    if stat.S_ISREG(mode):
        _replace(target, text, stat.S_IMODE(mode))
    else:
        target.write_bytes(_bytes(text))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _umask() -> int:
    """The bits that new files of this process lack; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _replace(
    target: Path, text: str, mode: int, *, owner: os.stat_result | None = None, expected: str | None = None
) -> None:
    """Write beside a file and move over it at once, so that a killed process leaves the old file or the new one.

    Raises Unwritten when the file does not hold what is expected.
    """
    import tempfile

    handle, name = tempfile.mkstemp(prefix=".scaffold-lint-", suffix=".tmp", dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_bytes(text))
            file.flush()
            os.fsync(file.fileno())
        if owner is not None:
            _keep_owner(beside, owner)
        beside.chmod(mode)
        if expected is not None:
            _compare(target, expected)
        beside.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise


def _compare(target: Path, expected: str) -> None:
    if target.read_bytes() != _bytes(expected):
        raise Unwritten("it was changed meanwhile")


def _keep_owner(path: Path, status: os.stat_result) -> None:
    """Give a file the owner and group of another, where that is possible."""
    own = path.stat()
    if hasattr(os, "chown") and (own.st_uid, own.st_gid) != (status.st_uid, status.st_gid):
        with contextlib.suppress(OSError):
            os.chown(path, status.st_uid, status.st_gid)
