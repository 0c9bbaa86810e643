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

    The text is written beside the file and moved over it at once, so that a killed process leaves the old file or the
    new one. A link is followed inside the root only. Raises Outside, or OSError when the file cannot be written.
    """
    target = path.resolve()
    if not target.is_relative_to(root.resolve()):
        raise Outside(f"{path} leads out of {root}")
    mode = stat.S_IMODE(target.stat().st_mode)
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
