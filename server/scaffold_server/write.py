"""Writing a text back: the whole new file or the whole old one, whatever happens, and never outside its root."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path


class Outside(Exception):  # noqa: N818 - a reason, not an error of ours
    """A file is a link that leads out of its content root."""


def write_text(path: Path, text: str, root: Path) -> None:
    """Put a text in the place of a file's, byte for byte as it is (line ends, byte order mark), keeping its mode.

    A link is followed inside the root only. Raises Outside, or OSError when the file cannot be written.
    """
    target = path.resolve()
    if not target.is_relative_to(root.resolve()):
        raise Outside(f"{path} leads out of {root}")
    _replace(target, text, stat.S_IMODE(target.stat().st_mode))


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
        target.write_bytes(text.encode("utf-8", "surrogatepass"))


def _umask() -> int:
    """The bits that new files of this process lack; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _replace(target: Path, text: str, mode: int) -> None:
    """Write beside a file and move over it at once, so that a killed process leaves the old file or the new one."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8", "surrogatepass"))
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
