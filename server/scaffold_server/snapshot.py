"""The files of a commit, or of the one in the making, as a tree."""

from __future__ import annotations

import errno
import os
import posixpath
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from scaffold_server.git import blobs, git, paths_in
from scaffold_server.tree import DISK, Entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from scaffold_server.git import Repository

LINK, SUBMODULE = "120000", "160000"
MOST_LINKS = 8


class Blob(NamedTuple):
    """What a path holds: git's mode, and the id of its bytes; no id while a merge leaves it open."""

    mode: str
    id: str

    def is_of(self, data: bytes) -> bool:
        """Whether these are the very bytes."""
        import hashlib  # brings OpenSSL with it

        algorithm = hashlib.sha256 if len(self.id) == 64 else hashlib.sha1
        return algorithm(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest() == self.id


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The files of a commit, or of the one in the making, as a tree. ``top`` is the folder that the repository's paths
    start from. What a submodule holds is another repository's business and seen as it is on disk.
    """

    top: Path
    blobs: Mapping[str, Blob]
    _fetched: dict[str, bytes | OSError] = field(default_factory=dict)

    def entries(self, folder: Path) -> Entries:
        """What a folder holds."""
        path = self._path(folder)
        if path is None:
            return Entries()
        return DISK.entries(folder) if self._in_submodule(path) else self._folders.get(path, Entries())

    def is_dir(self, path: Path) -> bool:
        """Whether there is a folder at a path."""
        below = self._path(path)
        if below is None:
            return False
        return DISK.is_dir(path) if self._in_submodule(below) else below in self._folders

    def is_file(self, path: Path) -> bool:
        """Whether there is a file at a path."""
        below = self._path(path)
        if below is None:
            return False
        return DISK.is_file(path) if self._in_submodule(below) else self._at_end_of_links(below) is not None

    def read(self, path: Path) -> bytes:
        """The bytes of a file, as they were committed or staged."""
        below = self._path(path)
        if below is None:
            raise _missing()
        if self._in_submodule(below):
            return DISK.read(path)
        self.fetch([path])
        data = self._fetched.pop(below)
        if isinstance(data, OSError):
            raise data
        return data

    def fetch(self, paths: Iterable[Path]) -> None:
        """Get what is read next: from the disk where that has the very bytes, all else at once from git."""
        asked: dict[str, str] = {}
        for path in paths:
            below = self._path(path)
            if below is None or below in self._fetched or self._in_submodule(below):
                continue
            target = self._at_end_of_links(below)
            if target is None:
                self._fetched[below] = _missing()
                continue
            blob = self.blobs[target]
            on_disk = self._on_disk(target, blob)
            if on_disk is None:
                asked[below] = blob.id
            else:
                self._fetched[below] = on_disk
        self._fetched.update(zip(asked, blobs(tuple(asked.values())), strict=True))

    def holds(self, path: Path, data: bytes) -> bool:
        """Whether a file has just these bytes, perhaps with line ends that git converts."""
        below = self._path(path)
        target = None if below is None else self._at_end_of_links(below)
        blob = self.blobs[target] if target is not None else None
        return blob is not None and (blob.is_of(data) or (b"\r\n" in data and blob.is_of(_unix(data))))

    def differs(self, other: Snapshot, folder: Path) -> bool:
        """Whether another snapshot has something else below a folder."""
        prefix = self._path(folder)
        paths = {path for path, _ in self.blobs.items() ^ other.blobs.items()}
        return prefix is not None and any(not prefix or path.startswith(f"{prefix}/") for path in paths)

    def ignored(self, folder: Path) -> frozenset[str]:  # noqa: ARG002 - a tree's signature
        """What is committed is not ignored."""
        return frozenset()

    def ignores(self, folder: Path) -> bool:  # noqa: ARG002 - a tree's signature
        """What is committed is not ignored."""
        return False

    def _path(self, path: Path) -> str | None:
        """A path as the repository has it, empty for its top; None outside."""
        try:
            below = path.relative_to(self.top).as_posix()
        except ValueError:
            return None
        return "" if below == "." else below

    @cached_property
    def _folders(self) -> Mapping[str, Entries]:
        files: dict[str, list[str]] = {"": []}
        folders: dict[str, list[str]] = {}
        for path in sorted(self.blobs, key=os.fsencode):
            folder, _, name = path.rpartition("/")
            if self.blobs[path].mode == SUBMODULE:
                folder = path
            new = folder
            while new not in files:
                files[new] = []
                above, _, last = new.rpartition("/")
                folders.setdefault(above, []).append(last)
                new = above
            if self.blobs[path].mode != SUBMODULE:
                files[folder].append(name)
        return {folder: Entries(tuple(names), tuple(folders.get(folder, ()))) for folder, names in files.items()}

    @cached_property
    def _submodules(self) -> tuple[str, ...]:
        return tuple(path for path, blob in self.blobs.items() if blob.mode == SUBMODULE)

    def _in_submodule(self, path: str) -> bool:
        return any(path == each or path.startswith(f"{each}/") for each in self._submodules)

    def _at_end_of_links(self, path: str) -> str | None:
        """The path of the file that a path leads to; None where there is none in this tree."""
        for _ in range(MOST_LINKS):
            blob = self.blobs.get(path)
            if blob is None or blob.mode != LINK:
                return path if blob is not None else None
            (target,) = blobs((blob.id,))
            if isinstance(target, OSError):
                return None
            path = posixpath.normpath(posixpath.join(posixpath.dirname(path), os.fsdecode(target)))
        return None

    def _on_disk(self, path: str, blob: Blob) -> bytes | OSError | None:
        """What the disk has at a path, where that is what is wanted."""
        try:
            data = DISK.read(self.top / path) if DISK.is_file(self.top / path) else None  # a pipe would never end
        except OSError as error:
            return None if blob.id else error
        if data is None:
            return None if blob.id else _missing()
        if not blob.id or blob.is_of(data):
            return data
        return _unix(data) if b"\r\n" in data and blob.is_of(_unix(data)) else None


def _missing() -> OSError:
    return FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))


def _unix(data: bytes) -> bytes:
    """The bytes with the line ends that git stores where it converts them."""
    return data.replace(b"\r\n", b"\n")


def committed(top: Path, commit: str | None) -> Snapshot:
    """The files of a commit; none of no commit."""
    if commit is None:
        return Snapshot(top, {})
    found: dict[str, Blob] = {}
    for line in paths_in(git("ls-tree", "-r", "-z", "--full-tree", commit)):
        (mode, _, number), path = line.partition("\t")[0].split(" "), line.partition("\t")[2]
        found[path] = Blob(mode, number)
    return Snapshot(top, found)


def staged(here: Repository) -> Snapshot:
    """The files of the commit in the making: what the newest one has, with what is staged. What is only meant to be added
    (``git add -N``) is not in it; a file that a merge leaves open is as it is on disk.
    """
    found = dict(committed(here.top, here.head).blobs)
    base = here.head or git("hash-object", "-t", "tree", "--stdin").decode().strip()
    listed = iter(
        paths_in(
            git(
                "diff-index",
                "--cached",
                "--raw",
                "--no-abbrev",
                "--no-renames",
                "--no-relative",
                "--ita-invisible-in-index",
                "-z",
                base,
            )
        )
    )
    for change in listed:
        _, mode, _, number, status = change.removeprefix(":").split(" ")
        path = next(listed)
        match status[0]:
            case "D":
                found.pop(path, None)
            case "U":
                found[path] = Blob("100644", "")
            case _:
                found[path] = Blob(mode, number)
    return Snapshot(here.top, found)
