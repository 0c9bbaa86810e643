"""git, asked: where a repository is, what it ignores, which bytes an id stands for. Reads only.

No program that a repository configures is ever started (no filters, monitors, pagers, drivers of differences), nothing is
fetched, and every call is bounded in time.
"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from scaffold_server.tree import MOST_BYTES, TooLarge

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_SECONDS = 20
"""How long one call of git may take."""
FEW = 5
"""How long it may take where one can do without its answer."""

OPTIONS = ("--no-pager", "-c", "core.fsmonitor=false", "-c", "diff.renames=false")
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


class GitError(Exception):
    """git cannot say what it was asked; the message is for people."""


def git_command() -> str:
    """The git on the PATH. Raises GitError without one; one in the current folder does not count."""
    found = shutil.which("git")
    if found is None or not Path(found).is_absolute():
        raise GitError("there is no git on the PATH")
    return found


def git(*arguments: str, folder: Path | None = None, given: bytes = b"", seconds: int = MOST_SECONDS) -> bytes:
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
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise GitError(f"git {arguments[0]} takes longer than {seconds} s") from error
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
        output = git(
            "ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z", folder=folder, seconds=FEW
        )
    except GitError:
        return frozenset()
    return frozenset(paths_in(output))


def ignores(folder: Path) -> bool:
    """Whether git ignores a folder as a whole."""
    try:
        return _in_repository(folder.parent) and bool(
            git("check-ignore", folder.name, folder=folder.parent, seconds=FEW)
        )
    except GitError:  # also its way to say no
        return False


def _in_repository(folder: Path) -> bool:
    return any((above / ".git").exists() for above in (folder, *folder.parents))


def paths_in(output: bytes) -> Iterator[str]:
    """The paths, or lines, in what git prints with ``-z``."""
    return (os.fsdecode(path) for path in output.split(b"\0") if path)


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
    if not name or name.startswith("-"):
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


def blobs(ids: tuple[str, ...]) -> Iterator[bytes | OSError]:
    """The bytes with some ids, got at once; an OSError for what is too large or not at hand."""
    sizes = [_size(line) for line in _ask_for(ids, "--batch-check").splitlines()]
    small = tuple(each for each, size in zip(ids, sizes, strict=True) if size is not None and size <= MOST_BYTES)
    output = _ask_for(small, "--batch")
    at = 0
    for size in sizes:
        if size is None:
            yield FileNotFoundError(errno.ENOENT, "not in this clone")
        elif size > MOST_BYTES:
            yield TooLarge(errno.EFBIG, os.strerror(errno.EFBIG))
        else:
            start = output.index(b"\n", at) + 1
            yield output[start : start + size]
            at = start + size + 1


def _ask_for(ids: tuple[str, ...], how: str) -> bytes:
    return git("cat-file", how, given="".join(f"{each}\n" for each in ids).encode()) if ids else b""


def _size(line: bytes) -> int | None:
    """The size in ``id type size``; None for what is missing."""
    fields = line.split()
    return int(fields[2]) if len(fields) == 3 else None
