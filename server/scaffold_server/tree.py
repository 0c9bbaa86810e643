"""Where files come from: the disk, or what stands in its place, such as the commit in the making (``snapshot.py``)."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_BYTES = 5_000_000


class TooLarge(OSError):  # noqa: N818 - a reason, not an error of ours
    """A file has more bytes than are read."""


class Entries(NamedTuple):
    """The names in a folder, each kind in byte order."""

    files: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()


class Tree(Protocol):
    """Files that can be listed and read, by absolute path."""

    def entries(self, folder: Path) -> Entries:
        """What a folder holds; nothing for what is no folder, or cannot be read."""

    def is_dir(self, path: Path) -> bool:
        """Whether there is a folder at a path."""

    def is_file(self, path: Path) -> bool:
        """Whether there is a file at a path."""

    def fetch(self, paths: Iterable[Path]) -> None:
        """Be told which files will be read, so that they can be got at once."""

    def read(self, path: Path) -> bytes:
        """The bytes of a file. Raises OSError, and TooLarge for more than ``MOST_BYTES``."""

    def ignored(self, folder: Path) -> frozenset[str]:
        """What git ignores below a folder, as relative paths; folders end with a slash."""

    def ignores(self, folder: Path) -> bool:
        """Whether git ignores a folder as a whole."""


class Disk:
    """The files as they are on disk."""

    def entries(self, folder: Path) -> Entries:
        """What a folder holds. Links to folders are left out; a link that leads nowhere counts as a file, so that somebody
        is told; pipes and devices do not.
        """
        try:
            found = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
        except OSError:
            return Entries()
        return Entries(
            tuple(entry.name for entry in found if _is_file(entry)),
            tuple(entry.name for entry in found if entry.is_dir(follow_symlinks=False)),
        )

    def is_dir(self, path: Path) -> bool:
        """Whether there is a folder at a path, or a link to one."""
        try:
            return path.is_dir()
        except (OSError, ValueError):  # a null byte is no path
            return False

    def is_file(self, path: Path) -> bool:
        """Whether there is a file at a path, or a link to one."""
        try:
            return path.is_file()
        except (OSError, ValueError):  # a null byte is no path
            return False

    def fetch(self, paths: Iterable[Path]) -> None:
        """The disk is at hand."""

    def read(self, path: Path) -> bytes:
        """The bytes of a file."""
        with path.open("rb", buffering=0) as file:  # a buffer as large as the largest file costs more than the reading
            if os.fstat(file.fileno()).st_size > MOST_BYTES:
                raise TooLarge(errno.EFBIG, os.strerror(errno.EFBIG))
            return file.readall()

    def ignored(self, folder: Path) -> frozenset[str]:
        """What git ignores below a folder; nothing outside a repository."""
        from scaffold_server.git import ignored

        return ignored(folder)

    def ignores(self, folder: Path) -> bool:
        """Whether git ignores a folder as a whole; never outside a repository."""
        from scaffold_server.git import ignores

        return ignores(folder)


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file() or (entry.is_symlink() and not Path(entry).exists())
    except OSError:
        return True


DISK = Disk()
