"""Content roots, which files belong to them, and their text. Reads only; writing back is in ``write.py``."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from scaffold_rules.documents.document import Document, Problem
from scaffold_rules.documents.kind import Layout, kind_of
from scaffold_rules.documents.parse import parse
from scaffold_rules.project import Project
from scaffold_rules.text import Span
from scaffold_schemas import parse_version
from scaffold_server.tree import DISK, MOST_BYTES, TooLarge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scaffold_rules.project import Names
    from scaffold_schemas import Version
    from scaffold_server.tree import Tree

PACKAGE = "@zigrivers/scaffold"
MOST_FILES = 50_000
SKIPPED = frozenset({".git", ".hg", ".svn", "node_modules", ".venv", "venv", "__pycache__", ".worktrees", "dist"})


@dataclass(frozen=True, slots=True)
class Root:
    """A content root: a content repository, an installed package, a content folder, or a user's project.

    Its files are those of ``tree`` below ``path``.
    """

    path: Path
    layout: Layout
    tree: Tree = DISK

    @property
    def word(self) -> str:
        """What the root is, for people."""
        if self.layout.content is None:
            return "project"
        if self.path.parent.name == "@zigrivers":
            return "installed package"
        return "content repository" if self.layout.content else "content folder"


def root_at(folder: Path, tree: Tree = DISK) -> Root | None:
    """The root that a folder is by its own markers, or None."""
    if _has_content(folder / "content", tree):
        content: str | None = "content/"
    elif _has_content(folder, tree):
        content = ""
    else:
        content = None
    name, version = _package(folder, tree)
    if content is None and not (name == PACKAGE and tree.is_dir(folder / "content")):
        return Root(folder, Layout(None), tree) if tree.is_dir(folder / ".scaffold") else None
    return Root(folder, Layout("content/" if content is None else content, version), tree)


def is_folder(path: Path) -> bool:
    """Whether there is a folder at a path on disk; what is no path at all is none."""
    return DISK.is_dir(path)


def _has_content(folder: Path, tree: Tree) -> bool:
    """Whether a folder holds a pipeline and methodology or knowledge beside it; in one called ``content`` any two do."""
    if not tree.is_dir(folder):
        return False
    present = [name for name in ("pipeline", "methodology", "knowledge") if tree.is_dir(folder / name)]
    return len(present) >= 2 and ("pipeline" in present or folder.name == "content")


def _package(folder: Path, tree: Tree = DISK) -> tuple[str | None, Version | None]:
    """Name and version in a folder's ``package.json``; None for what cannot be read."""
    try:
        package = json.loads(tree.read(folder / "package.json"))
    except (OSError, ValueError, RecursionError):
        return None, None
    if not isinstance(package, dict):
        return None, None
    name, version = package.get("name"), package.get("version")
    return (
        name if isinstance(name, str) else None,
        parse_version(version) if isinstance(version, str) else None,
    )


def find_roots(path: Path, tree: Tree = DISK) -> tuple[Root, ...]:
    """The roots that a path is in or that lie below it, outermost first.

    A path inside a root (a file of it, or a folder such as ``content/knowledge``) finds that root; a folder above roots
    finds all of them but those that git ignores. A content folder inside a repository finds the repository.
    """
    path = path.absolute()
    inside = tree.is_dir(path)
    for folder in (path, *path.parents) if inside else path.parents:
        root = root_at(folder, tree)
        if root is None:
            continue
        if root.layout.content == "" and folder.name == "content" and root_at(folder.parent, tree) is not None:
            continue
        if folder != path or root.layout.content is not None:
            return (root,)
        break
    if not inside:
        return ()
    return tuple(root for root in _roots_below(path, tree) if root.path == path or not tree.ignores(root.path))


def _roots_below(folder: Path, tree: Tree, depth: int = 6) -> Iterator[Root]:
    root = root_at(folder, tree)
    if root is not None:
        yield root
        if root.layout.content is not None:
            return
    if depth == 0:
        return
    for name in tree.entries(folder).folders:
        if name not in SKIPPED and not name.startswith("."):
            yield from _roots_below(folder / name, tree, depth - 1)


class Progress(Protocol):
    """Is told now and then how far a longer work is; ``total`` is 0 while nobody knows."""

    def __call__(self, what: str, done: int, total: int) -> None: ...


def silent(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def walk(
    folder: Path, tree: Tree = DISK, skipped: frozenset[str] = SKIPPED, ignored: frozenset[str] = frozenset()
) -> Iterator[str]:
    """The files below a folder as relative paths with forward slashes, folder by folder in byte order.

    ``skipped`` are names of folders, wherever they are; ``ignored`` are relative paths, those of folders with a slash.
    """
    pending = [""]
    while pending:
        prefix = pending.pop()
        files, folders = tree.entries(folder / prefix if prefix else folder)
        for name in files:
            if prefix + name not in ignored:
                yield prefix + name
        below = (f"{prefix}{name}/" for name in reversed(folders) if name not in skipped)
        pending += [path for path in below if path not in ignored]


def files_of(root: Root) -> tuple[tuple[str, ...], bool]:
    """The paths of all files that may matter to a root, and whether these are all: the content first, then what lies
    around it; of a project without content only its ``.scaffold``. What git ignores does not count.
    """
    own = root.layout.content
    inner = ".scaffold/" if own is None else own
    ignored = root.tree.ignored(root.path)
    if ignored & {inner, "./"}:  # the root as a whole: an installed package, somebody's private project
        ignored = frozenset()
    here = frozenset(path.removeprefix(inner) for path in ignored if path.startswith(inner))
    parts: list[Iterator[str]] = [(inner + path for path in walk(root.path / inner, root.tree, ignored=here))]
    if inner and own is not None:
        parts.append(walk(root.path, root.tree, SKIPPED | {inner.rstrip("/")}, ignored))
    files = tuple(islice(chain.from_iterable(parts), MOST_FILES))
    return files, len(files) < MOST_FILES


def read_text(path: Path, tree: Tree = DISK) -> tuple[str, tuple[Problem, ...]]:
    """The exact text of a file (mark and line ends kept) and what is wrong with its bytes; raises OSError."""
    try:
        return decode(tree.read(path))
    except TooLarge:
        message = f"larger than {MOST_BYTES // 1_000_000} MB: not linted"
        return "", (Problem("file/too-large", Span(0, 0), message),)


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
    if kind_of(path, root.layout) is None:
        return None
    try:
        return document_of(root, path, *read_text(root.path / path, root.tree))
    except OSError as error:
        problem = Problem("file/unreadable", Span(0, 0), f"cannot be read: {error.strerror or error}")
        return document_of(root, path, "", (problem,))


def document_of(root: Root, path: str, text: str, problems: tuple[Problem, ...] = ()) -> Document | None:
    """The document that a text is at a path below a root; ``problems`` are those of its bytes."""
    kind = kind_of(path, root.layout)
    if kind is None:
        return None
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
    ours = [path for path in files if kind_of(path, root.layout) is not None]
    root.tree.fetch(root.path / path for path in ours)
    documents: dict[str, Document] = {}
    for done, path in enumerate(ours):
        progress("reading", done, len(ours))
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
