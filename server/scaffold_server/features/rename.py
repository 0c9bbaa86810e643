"""Renaming a step, tool, entry or topic: its definition, every reference in its namespace, and its file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from scaffold_rules.documents.document import NAME, MarkdownDocument, Namespace
from scaffold_rules.finding import Edit
from scaffold_rules.text import Span
from scaffold_server.features.target import Target, bare, target_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold_rules.project import Project


class Refused(Exception):  # noqa: N818 - a reason, not an error of ours
    """Why a name cannot be changed."""


class FileRename(NamedTuple):
    """A file that moves, by paths relative to the content root."""

    old: str
    new: str


class Renaming(NamedTuple):
    """All that a new name changes. ``mentions`` are places in prose that an author should confirm."""

    edits: dict[str, tuple[Edit, ...]]
    mentions: dict[str, tuple[Edit, ...]]
    files: tuple[FileRename, ...]


def prepare(project: Project, path: str, offset: int) -> Target:
    """The name at an offset that may be renamed. Raises Refused with the reason when there is none."""
    target = target_at(project, path, offset)
    if target is None:
        raise Refused("There is no step, tool, knowledge entry or topic here.")
    if target.namespace is not Namespace.TOPIC and (target.namespace, target.name) not in project.definitions:
        known = project.has(target.namespace, target.name)
        raise Refused(f"`{target.name}` is defined {'in the installed package' if known else 'nowhere'}.")
    return target


def rename(project: Project, path: str, offset: int, new: str) -> Renaming:
    """Everything that changes when the name at an offset becomes another. Raises Refused with the reason."""
    target = prepare(project, path, offset)
    return renaming(project, target.namespace, target.name, new)


def renaming(project: Project, namespace: Namespace, old: str, new: str) -> Renaming:
    """Everything that changes when a name becomes another. Raises Refused with the reason."""
    _refuse(project, namespace, old, new)
    edits: dict[str, list[Edit]] = {}
    mentions: dict[str, list[Edit]] = {}
    files: list[FileRename] = []
    for definition in project.definitions.get((namespace, old), ()):
        document = project.documents[definition.path]
        if definition.span.of(document.text).strip("'\"") == old:
            edits.setdefault(definition.path, []).append(Edit(bare(document, definition), new))
        if document.stem == old:
            folder = definition.path.rpartition("/")[0]
            files.append(FileRename(definition.path, f"{folder}/{new}.md" if folder else f"{new}.md"))
    files += _instructions(project, namespace, old, new)
    for reference in project.references.get((namespace, old), ()):
        document = project.documents[reference.path]
        span = bare(document, reference)
        if span.of(document.text) == old:
            edits.setdefault(reference.path, []).append(Edit(span, new))
    for path, edit in _in_prose(project, namespace, old, new):
        if edit not in edits.get(path, ()):
            mentions.setdefault(path, []).append(edit)
    return Renaming(
        {path: tuple(sorted(set(found), key=lambda e: e.span)) for path, found in edits.items()},
        {path: tuple(found) for path, found in mentions.items()},
        tuple(files),
    )


def _refuse(project: Project, namespace: Namespace, old: str, new: str) -> None:
    if new == old:
        raise Refused(f"`{new}` is the name already.")
    if namespace is Namespace.TOPIC:
        if not new.strip() or re.search(r"[\s,\[\]{}#:'\"]", new):
            raise Refused(f"`{new}` cannot be a topic: write letters, digits and hyphens.")
        return
    if not NAME.match(new):
        raise Refused(f"`{new}` cannot be a name: start with a lower-case letter, then a-z, 0-9 and hyphens.")
    if project.has(namespace, new):
        raise Refused(f"`{new}` is taken.")


def _instructions(project: Project, namespace: Namespace, old: str, new: str) -> Iterator[FileRename]:
    """A project's own instructions for a step go by its name."""
    path = f".scaffold/instructions/{old}.md"
    if namespace is Namespace.STEP and path in project.documents:
        yield FileRename(path, f".scaffold/instructions/{new}.md")


def _in_prose(project: Project, namespace: Namespace, old: str, new: str) -> Iterator[tuple[str, Edit]]:
    """Backticked mentions of a name, unless the other namespace has the same name too."""
    if namespace is Namespace.TOPIC:
        return
    other = Namespace.ENTRY if namespace is Namespace.STEP else Namespace.STEP
    if project.has(other, old):
        return
    pattern = re.compile(rf"(?<=`){re.escape(old)}(?=(?:\.md)?`)")
    for path in sorted(project.documents):
        document = project.documents[path]
        if isinstance(document, MarkdownDocument) and f"`{old}" in document.text:
            start = document.frontmatter.body.start if document.frontmatter else 0
            for match in pattern.finditer(document.text, start):
                yield path, Edit(Span(*match.span()), new)


def renamed_file(project: Project, old: str, new: str) -> Renaming | None:
    """What changes elsewhere when an author moves a file: the name follows the stem. None when nothing does."""
    document = project.documents.get(old)
    stem, before = _stem(new), _stem(old)
    if document is None or stem == before or not new.endswith(".md"):
        return None
    for definition in document.definitions:
        if definition.name == before and NAME.match(stem) and not project.has(definition.namespace, stem):
            found = renaming(project, definition.namespace, before, stem)
            return found._replace(files=tuple(file for file in found.files if file.old != old))
    return None


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".md")
