"""What git knows: the files of a commit and of the one in the making, and what it ignores. Reads only.

No program that a repository configures is ever started (no filters, monitors, pagers, drivers of differences), nothing is
fetched, and every call is bounded in time.
"""

from __future__ import annotations

import errno
import hashlib
import os
import posixpath
import shutil
import subprocess
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from scaffold_server.tree import DISK, MOST_BYTES, Entries, TooLarge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MOST_SECONDS = 20
"""How long one call of git may take."""

OPTIONS = ("--no-pager", "--literal-pathspecs", "-c", "core.fsmonitor=false", "-c", "diff.renames=false")
ENVIRONMENT = {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
OF_ONE_REPOSITORY = frozenset(
    f"GIT_{name}"
    for name in (
        "DIR",
        "WORK_TREE",
        "INDEX_FILE",
        "PREFIX",
        "COMMON_DIR",
        "OBJECT_DIRECTORY",
        "ALTERNATE_OBJECT_DIRECTORIES",
        "NAMESPACE",
    )
)
"""What git sets for the hooks of a repository, and what is untrue of every other."""

LINK, SUBMODULE = "120000", "160000"
MOST_LINKS = 8


class GitError(Exception):
    """git cannot say what it was asked; the message is for people."""


@cache
def git_command() -> str:
    """The git on the PATH. Raises GitError without one; one in the current folder does not count."""
    found = shutil.which("git")
    if found is None or not Path(found).is_absolute():
        raise GitError("there is no git on the PATH")
    return found


def git(*arguments: str, folder: Path | None = None, given: bytes = b"") -> bytes:
    """What git prints. Without a folder it is asked about the repository of the working directory, as a hook is told of
    it; with one about that of the folder. Raises GitError.
    """
    kept = {name: value for name, value in os.environ.items() if folder is None or name not in OF_ONE_REPOSITORY}
    try:
        done = subprocess.run(  # noqa: S603 - arguments of our own
            [git_command(), *OPTIONS, *arguments],
            cwd=folder,
            env={**kept, **ENVIRONMENT},
            input=given,
            capture_output=True,
            timeout=MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise GitError(f"git {arguments[0]} takes longer than {MOST_SECONDS} s") from error
    except OSError as error:
        raise GitError(f"git cannot be started: {error.strerror or error}") from error
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise GitError(said.removeprefix("fatal: ") or f"git {arguments[0]} failed")
    return done.stdout


def ignored(folder: Path) -> frozenset[str]:
    """What git ignores below a folder, as relative paths; folders as a whole end with a slash. Nothing where git cannot
    say, as outside a repository.
    """
    if not _in_repository(folder):
        return frozenset()
    try:
        output = git("ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z", folder=folder)
    except GitError:
        return frozenset()
    return frozenset(_paths(output))


def ignores(folder: Path) -> bool:
    """Whether git ignores a folder as a whole."""
    try:
        return _in_repository(folder) and bool(git("check-ignore", "-z", ".", folder=folder))
    except GitError:  # also its way to say no
        return False


def _in_repository(folder: Path) -> bool:
    return any((above / ".git").exists() for above in (folder, *folder.parents))


def _paths(output: bytes) -> Iterator[str]:
    return (os.fsdecode(path) for path in output.split(b"\0") if path)


class Blob(NamedTuple):
    """What a path holds: git's mode, and the id of its bytes; no id while a merge leaves it open."""

    mode: str
    id: str

    def is_of(self, data: bytes) -> bool:
        """Whether these are the very bytes."""
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
            data = DISK.read(self.top / path)
        except OSError as error:
            return None if blob.id else error
        if not blob.id or blob.is_of(data):
            return data
        return _unix(data) if b"\r\n" in data and blob.is_of(_unix(data)) else None


def _missing() -> OSError:
    return FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))


def _unix(data: bytes) -> bytes:
    """The bytes with the line ends that git stores where it converts them."""
    return data.replace(b"\r\n", b"\n")


def blobs(ids: tuple[str, ...]) -> Iterator[bytes | OSError]:
    """The bytes with some ids, in one call of git; an OSError for what is too large or not at hand."""
    output = git("cat-file", "--batch", given="".join(f"{each}\n" for each in ids).encode()) if ids else b""
    at = 0
    for _ in ids:
        end = output.index(b"\n", at)
        header = output[at:end].split()
        at = end + 1
        if len(header) != 3:
            yield FileNotFoundError(errno.ENOENT, "not in this clone")
            continue
        size = int(header[2])
        yield output[at : at + size] if size <= MOST_BYTES else TooLarge(errno.EFBIG, os.strerror(errno.EFBIG))
        at += size + 1


class Repository(NamedTuple):
    """The repository of the working directory. ``head`` is the newest commit, None before the first."""

    top: Path
    head: str | None


def repository() -> Repository:
    """The repository that the working directory is in. Raises GitError outside of any."""
    *up, inside = os.fsdecode(git("rev-parse", "--show-cdup", "--is-inside-work-tree")).split()
    if inside != "true":
        raise GitError("this is the inside of a repository, and no folder with its files")
    return Repository(Path(os.path.abspath("".join(up) or ".")), commit_of("HEAD"))  # noqa: PTH100 - `..` is taken off


def commit_of(name: str) -> str | None:
    """The id of the commit that a name stands for, None for a name that is none."""
    if name.startswith("-"):
        return None
    try:
        return git("rev-parse", "--quiet", "--verify", f"{name}^{{commit}}").decode().strip()
    except GitError:
        return None


def branched_from(head: str, other: str) -> str:
    """The commit where the way to one branched from the way to another; the other itself when they share none."""
    try:
        return git("merge-base", head, other).decode().partition("\n")[0].strip()
    except GitError:
        return other


def committed(top: Path, commit: str | None) -> Snapshot:
    """The files of a commit; none of no commit."""
    if commit is None:
        return Snapshot(top, {})
    found: dict[str, Blob] = {}
    for line in _paths(git("ls-tree", "-r", "-z", "--full-tree", commit)):
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
        _paths(git("diff-index", "--cached", "--raw", "--no-abbrev", "--no-renames", "--no-relative", "-z", base))
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
