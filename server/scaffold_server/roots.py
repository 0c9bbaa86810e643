"""Which content roots a path is about: those that are recognised, and those that its settings name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scaffold_rules.documents.kind import Layout
from scaffold_server.files import Root, find_roots, root_at
from scaffold_server.settings import settings_for

if TYPE_CHECKING:
    from pathlib import Path


def roots_of(path: Path) -> tuple[Root, ...]:
    """The roots that a path is in or that lie below it; a root that settings name wins over one around it."""
    path = path.absolute()
    named = _named(path if path.is_dir() else path.parent)
    around = [root for root in named if path.is_relative_to(root.path)]
    if around:
        return (max(around, key=lambda root: len(root.path.parts)),)
    below = tuple(root for root in named if root.path.is_relative_to(path))
    found = (root for root in find_roots(path) if not any(root.path.is_relative_to(each.path) for each in below))
    return (*found, *below)


def root_of(folder: Path) -> Root | None:
    """The root that a folder is by itself or by its settings, or None."""
    return next((root for root in _named(folder) if root.path == folder), None) or root_at(folder)


def _named(folder: Path) -> tuple[Root, ...]:
    """The roots that a folder's settings name, each as what it is, or else as a content folder."""
    return tuple(_content_at(each) for each in settings_for(folder).roots)


def _content_at(folder: Path) -> Root:
    root = root_at(folder) or Root(folder, Layout(None))
    if root.layout.content is not None:
        return root
    return replace(root, layout=replace(root.layout, content="content/" if (folder / "content").is_dir() else ""))
