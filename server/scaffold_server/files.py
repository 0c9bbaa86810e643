"""The disk: content roots, which files belong to them, and their text. Reads only; writing back is in ``write.py``."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from scaffold_rules.documents.document import Document, Problem
from scaffold_rules.documents.kind import Layout, kind_of
from scaffold_rules.documents.parse import parse
from scaffold_rules.project import Project
from scaffold_rules.text import Span
from scaffold_schemas import parse_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scaffold_rules.project import Names
    from scaffold_schemas import Version

PACKAGE = "@zigrivers/scaffold"
MOST_BYTES = 5_000_000
MOST_FILES = 50_000
SKIPPED = frozenset({".git", ".hg", ".svn", "node_modules", ".venv", "venv", "__pycache__", ".worktrees", "dist"})


@dataclass(frozen=True, slots=True)
class Root:
    """A content root on disk: a content repository, an installed package, a content folder, or a user's project."""

    path: Path
    layout: Layout

    @property
    def word(self) -> str:
        """What the root is, for people."""
        if self.layout.content is None:
            return "project"
        if self.path.parent.name == "@zigrivers":
            return "installed package"
        return "content repository" if self.layout.content else "content folder"


def root_at(folder: Path) -> Root | None:
    """The root that a folder is by its own markers, or None."""
    if _has_content(folder / "content"):
        content: str | None = "content/"
    elif _has_content(folder):
        content = ""
    else:
        content = None
    name, version = _package(folder)
    if content is None and not (name == PACKAGE and (folder / "content").is_dir()):
        return Root(folder, Layout(None)) if (folder / ".scaffold").is_dir() else None
    return Root(folder, Layout("content/" if content is None else content, version))


def is_folder(path: Path) -> bool:
    """Whether there is a folder at a path; what is no path at all is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _has_content(folder: Path) -> bool:
    """Whether a folder holds a pipeline and methodology or knowledge beside it; in one called ``content`` any two do."""
    if not folder.is_dir():
        return False
    present = [name for name in ("pipeline", "methodology", "knowledge") if (folder / name).is_dir()]
    return len(present) >= 2 and ("pipeline" in present or folder.name == "content")


def _package(folder: Path) -> tuple[str | None, Version | None]:
    """Name and version in a folder's ``package.json``; None for what cannot be read."""
    try:
        package = json.loads((folder / "package.json").read_bytes()[:1_000_000])
    except (OSError, ValueError, RecursionError):
        return None, None
    if not isinstance(package, dict):
        return None, None
    name, version = package.get("name"), package.get("version")
    return (
        name if isinstance(name, str) else None,
        parse_version(version) if isinstance(version, str) else None,
    )


def find_roots(path: Path) -> tuple[Root, ...]:
    """The roots that a path is in or that lie below it, outermost first.

    A path inside a root (a file of it, or a folder such as ``content/knowledge``) finds that root; a folder above roots
    finds all of them. A content folder inside a repository finds the repository.
    """
    path = path.absolute()
    for folder in (path, *path.parents) if path.is_dir() else path.parents:
        root = root_at(folder)
        if root is None:
            continue
        if root.layout.content == "" and folder.name == "content" and root_at(folder.parent) is not None:
            continue
        if folder != path or root.layout.content is not None:
            return (root,)
        break
    return tuple(_roots_below(path)) if path.is_dir() else ()


def _roots_below(folder: Path, depth: int = 6) -> Iterator[Root]:
    root = root_at(folder)
    if root is not None:
        yield root
        if root.layout.content is not None:
            return
    if depth == 0:
        return
    try:
        children = sorted(entry.name for entry in os.scandir(folder) if entry.is_dir(follow_symlinks=False))
    except OSError:
        return
    for name in children:
        if name not in SKIPPED and not name.startswith("."):
            yield from _roots_below(folder / name, depth - 1)


class Progress(Protocol):
    """Is told now and then how far a longer work is; ``total`` is 0 while nobody knows."""

    def __call__(self, what: str, done: int, total: int) -> None: ...


def silent(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def walk(folder: Path, most: int = MOST_FILES, skipped: frozenset[str] = SKIPPED) -> Iterator[str]:
    """The files below a folder as relative paths with forward slashes, in byte order, at most so many.

    Links to folders are not followed; a link that leads nowhere counts as a file, pipes and devices do not.
    """
    pending = [""]
    seen = 0
    while pending:
        prefix = pending.pop()
        try:
            entries = sorted(os.scandir(folder / prefix if prefix else folder), key=_bytes_of_name, reverse=True)
        except OSError:
            continue
        for entry in reversed(entries):
            if seen < most and _is_file(entry):
                seen += 1
                yield prefix + entry.name
        pending += [
            f"{prefix}{entry.name}/"
            for entry in entries
            if entry.is_dir(follow_symlinks=False) and entry.name not in skipped
        ]


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether an entry should be read: also a link that leads nowhere, so that somebody is told."""
    try:
        return entry.is_file() or (entry.is_symlink() and not Path(entry).exists())
    except OSError:
        return True


def _bytes_of_name(entry: os.DirEntry[str]) -> bytes:
    return os.fsencode(entry.name)


def files_of(root: Root) -> tuple[tuple[str, ...], bool]:
    """The paths of all files that may matter to a root, and whether these are all: the content first, then what lies
    around it; of a project without content only its ``.scaffold``.
    """
    own = root.layout.content
    inner = ".scaffold/" if own is None else own
    files = tuple(inner + path for path in walk(root.path / inner))
    if inner and own is not None and len(files) < MOST_FILES:
        files += tuple(walk(root.path, MOST_FILES - len(files), SKIPPED | {inner.rstrip("/")}))
    return files, len(files) < MOST_FILES


def read_text(path: Path) -> tuple[str, tuple[Problem, ...]]:
    """The exact text of a file (mark and line ends kept) and what is wrong with its bytes; raises OSError."""
    with path.open("rb", buffering=0) as file:  # a buffer as large as the largest file costs more than the reading
        if os.fstat(file.fileno()).st_size > MOST_BYTES:
            message = f"larger than {MOST_BYTES // 1_000_000} MB: not linted"
            return "", (Problem("file/too-large", Span(0, 0), message),)
        data = file.readall()
    return decode(data)


def decode(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """The text in bytes that should be UTF-8; bytes that are not become U+FFFD and one problem at the first."""
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            return "", (Problem("file/not-utf8", Span(0, 0), "UTF-16: save the file as UTF-8"),)
        before = len(data[: error.start].decode("utf-8", "replace"))
        text = data.decode("utf-8", "replace")
        message = f"not UTF-8: byte 0x{data[error.start]:02x} is no character; save the file as UTF-8"
        return text, (Problem("file/not-utf8", Span(before, min(before + 1, len(text))), message),)


def read_document(root: Root, path: str) -> Document | None:
    """The document at a path below a root, or None for a file that is none of ours. Of a file that cannot be read only
    that is known, and nothing is said about what it should hold.
    """
    kind = kind_of(path, root.layout)
    if kind is None:
        return None
    try:
        text, problems = read_text(root.path / path)
    except OSError as error:
        text, problems = "", (Problem("file/unreadable", Span(0, 0), f"cannot be read: {error.strerror or error}"),)
    if problems and not text:
        return Document(path, kind, "", problems)
    try:
        return parse(path, text, root.layout, problems)
    except Exception as error:  # noqa: BLE001 - whatever we get wrong about one file, the others are read
        message = f"reading this file crashed ({type(error).__name__}: {error}); please report it"
        return Document(path, kind, text, (Problem("internal-error", Span(0, 0), message),))


def read_project(root: Root, names: Names | None = None, progress: Progress = silent) -> Project:
    """All documents of a root. ``names`` are those of the package a project without content draws on."""
    files, all_seen = files_of(root)
    documents: dict[str, Document] = {}
    for done, path in enumerate(files):
        progress("reading", done, len(files))
        document = read_document(root, path)
        if document is not None:
            documents[path] = document
    others = frozenset(files) - documents.keys() if all_seen else None
    return Project(documents, root.layout, names, others, complete=all_seen)


def installed_package(project: Path, configured: str | None = None) -> Root | None:
    """The scaffold package a project uses: a configured path, ``node_modules`` at or above it, or the one behind the
    ``scaffold`` command on the PATH, found by following its link.
    """
    candidates: Iterable[Path] = (
        *([project / Path(configured).expanduser()] if configured else []),
        *(folder / "node_modules" / PACKAGE for folder in (project, *project.parents)),
        *_behind_command(),
    )
    for folder in candidates:
        if (folder / "content").is_dir() and (root := root_at(folder)) is not None and root.layout.content:
            return root
    return None


def _behind_command() -> Iterator[Path]:
    command = shutil.which("scaffold")
    if command is None:
        return
    for folder in Path(os.path.realpath(command)).parents:
        if (folder / "package.json").is_file():
            if _package(folder)[0] == PACKAGE:
                yield folder
            return
