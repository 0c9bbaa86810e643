"""Which content roots a path is about: those that are recognised, and those that its settings name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scaffold_rules.documents.kind import Layout
from scaffold_server.files import Root, find_roots, root_at
from scaffold_server.settings import settings_for
from scaffold_server.tree import DISK

if TYPE_CHECKING:
    from pathlib import Path

    from scaffold_server.tree import Tree


def roots_of(path: Path, tree: Tree = DISK) -> tuple[Root, ...]:
    """The roots that a path is in or that lie below it; a root that settings name wins over one around it."""
    path = path.absolute()
    named = _named(path if tree.is_dir(path) else path.parent, tree)
    around = [root for root in named if path.is_relative_to(root.path)]
    if around:
        return (max(around, key=lambda root: len(root.path.parts)),)
    below = tuple(root for root in named if root.path.is_relative_to(path))
    found = (root for root in find_roots(path, tree) if not any(root.path.is_relative_to(each.path) for each in below))
    return (*found, *below)


def root_of(folder: Path) -> Root | None:
    """The root that a folder is by itself or by its settings, or None."""
    return next((root for root in _named(folder) if root.path == folder), None) or root_at(folder)


def _named(folder: Path, tree: Tree = DISK) -> tuple[Root, ...]:
    """The roots that a folder's settings name, each as what it is, or else as a content folder."""
    return tuple(_content_at(each, tree) for each in settings_for(folder, tree).roots)


def _content_at(folder: Path, tree: Tree) -> Root:
    root = root_at(folder, tree) or Root(folder, Layout(None), tree)
    if root.layout.content is not None:
        return root
    return replace(root, layout=replace(root.layout, content="content/" if tree.is_dir(folder / "content") else ""))
