"""What a run looks at: which roots, where their text comes from, and what it was before a change."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from scaffold_rules.documents.kind import kind_of
from scaffold_server.files import decode, document_of, files_of, read_document, read_project, walk
from scaffold_server.roots import roots_of
from scaffold_server.snapshot import Snapshot
from scaffold_server.tree import DISK

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scaffold_rules.documents.document import Document
    from scaffold_rules.project import Names, Project
    from scaffold_server.files import Progress, Root
    from scaffold_server.tree import Tree


@dataclass(frozen=True)
class Scope:
    """Where a run reads. ``texts`` lie over the files of ``tree``, by absolute path.

    ``before`` are the files before a change; then of folders only what changed is looked at, and what that does to others.
    """

    tree: Tree = DISK
    texts: Mapping[Path, bytes] = field(default_factory=dict)
    before: Snapshot | None = None


def absolute(path: Path) -> Path:
    """A path from the root of the disk, as it is named: ``..`` is taken off, links stay."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - it would follow links


def wanted(paths: Sequence[Path], scope: Scope) -> Mapping[Root, tuple[str, ...]]:
    """The roots of some paths, each with the parts of it that are asked for; an empty part is the whole root.

    After a change its roots are wanted too: a name that is gone is missed by files that nobody asked for.
    """
    found: dict[Root, tuple[str, ...]] = {}
    known: dict[tuple[Path, bool], tuple[Root, ...]] = {}
    for path in paths:
        whole = absolute(path)
        is_folder = scope.tree.is_dir(whole)
        place = (whole if is_folder else whole.parent, is_folder)
        if place not in known:
            known[place] = roots_of(whole, scope.tree)
        for root in known[place]:
            below = whole.relative_to(root.path).as_posix() if whole.is_relative_to(root.path) else "."
            found[root] = (*found.get(root, ()), "" if below == "." else below)
    if scope.before is None:
        return found
    for root in roots_of(scope.before.top, scope.tree):
        found.setdefault(root, ())
    return {root: parts for root, parts in found.items() if _differs(root, scope.before) or not {""}.issuperset(parts)}


def _differs(root: Root, before: Snapshot) -> bool:
    """Whether something below a root may not be what it was; the disk has to be read to know."""
    return not isinstance(root.tree, Snapshot) or root.tree.differs(before, root.path)


def project_at(root: Root, parts: tuple[str, ...], names: Names | None, scope: Scope, progress: Progress) -> Project:
    """All documents of a root, also those that git ignores where they were asked for, and the texts that lie over them."""
    project = read_project(root, names, progress)
    added = dict(_asked_for(root, parts, project))
    for path, data in scope.texts.items():
        if path.is_relative_to(root.path):
            below = path.relative_to(root.path).as_posix()
            document = document_of(root, below, *decode(data))
            if document is not None:
                added[below] = document
    return replace(project, documents={**project.documents, **added}) if added else project


def _asked_for(root: Root, parts: tuple[str, ...], project: Project) -> Iterator[tuple[str, Document]]:
    """What lies at or below parts of a root where the project has nothing: git ignores it, or it is never looked at."""
    for part in parts:
        if not part or any(is_in(path, part) for path in project.documents):
            continue
        folder = root.path / part
        files = [part] if root.tree.is_file(folder) else [f"{part}/{path}" for path in walk(folder, root.tree)]
        for path in files:
            document = read_document(root, path)
            if document is not None:
                yield path, document


def is_in(path: str, part: str) -> bool:
    """Whether a path is a part of a root, or lies below it."""
    return not part or path == part or path.startswith(f"{part}/")


def project_before(project: Project, root: Root, parts: tuple[str, ...], scope: Scope) -> Project | None:
    """The project before the change; documents that did not change are the same. Without a commit to compare with it is
    the one without the files that were asked for; None where only folders were.
    """
    if scope.before is not None:
        return _earlier(project, root, scope.before)
    given = frozenset(parts) & project.documents.keys() if not scope.texts else frozenset()
    kept = {path: document for path, document in project.documents.items() if path not in given}
    return replace(project, documents=kept) if given else None


def _earlier(project: Project, root: Root, before: Snapshot) -> Project:
    then = replace(root, tree=before)
    files, all_seen = files_of(then)
    documents: dict[str, Document] = {}
    different = []
    for path in files:
        document = project.documents.get(path)
        if document is not None and before.holds(root.path / path, document.text.encode("utf-8", "surrogatepass")):
            documents[path] = document
        elif kind_of(path, root.layout) is not None:
            different.append(path)
    before.fetch(root.path / path for path in different)
    for path in different:
        now, old = project.documents.get(path), read_document(then, path)
        if old is not None:
            documents[path] = now if now is not None and now.text == old.text else old
    others = frozenset(files) - documents.keys() if all_seen and project.files is not None else None
    return replace(project, documents=documents, files=others)
