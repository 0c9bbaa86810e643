"""What a change does to documents that it leaves alone: findings they have now and had not before."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scaffold_rules.check import found, left
from scaffold_rules.documents.document import MarkdownDocument, Namespace, YamlDocument
from scaffold_rules.documents.knowledge import KnowledgeEntry
from scaffold_rules.documents.methodology import Overlay, Preset
from scaffold_rules.documents.prompts import Prompt
from scaffold_rules.project import face

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold_rules.config import Config
    from scaffold_rules.documents.document import Document
    from scaffold_rules.finding import Finding
    from scaffold_rules.project import Project

MOST_WORDS = 500
"""A change that touches more names than that is looked for everywhere."""
ALIKE = 0.5
"""How large a part of its lines a document keeps when it is renamed; git's own measure."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one document: None ``before`` is a new one, None ``after`` one that is gone."""

    before: Document | None
    after: Document | None

    @property
    def document(self) -> Document | None:
        """The document as it is now, else as it was."""
        return self.after or self.before

    @property
    def path(self) -> str:
        """Where the document is now, else where it was."""
        return self.document.path if self.document else ""

    @property
    def word(self) -> str:
        """What was done: ``added``, ``deleted``, ``renamed`` or ``changed``."""
        if self.before is None or self.after is None:
            return "added" if self.before is None else "deleted"
        return "changed" if self.before.path == self.after.path else "renamed"

    @property
    def names(self) -> frozenset[str]:
        """The names that the document defines or defined, and those of its file."""
        both = tuple(document for document in (self.before, self.after) if document)
        defined = {definition.name for document in both for definition in document.definitions}
        moved = {_last(document.path) for document in both} if self.word != "changed" else set()
        return frozenset(defined | moved)


def consequences(before: Project, after: Project, config: Config) -> Iterator[Finding]:
    """The findings that documents present in both projects have only after a change of other documents.

    Documents that did not change must be the same objects in both. Each finding says in ``data["because"]`` which changes
    to blame. Only rules that look across files can find such things, and only they are asked.
    """
    changes = tuple(change for change in changed(before, after) if _shows(change))
    for document in _within_reach(before, after, changes):
        now = [each for each in found(document, after, config, crossing=True) if each.rule != "internal-error"]
        if not now:
            continue
        asked = config.with_only(*dict.fromkeys(each.rule for each in now))
        then = {(each.rule, each.span) for each in found(document, before, asked, crossing=True)}
        new = {(each.rule, each.span) for each in now} - then
        old_first = sorted(now, key=lambda each: (each.rule, each.span) in new)  # what a baseline knows is the old ones
        for finding in left(document, after, old_first, config) if new else ():
            if (finding.rule, finding.span) in new:
                yield replace(finding, data={**finding.data, "because": _to_blame(finding, document, changes)})


def changed(before: Project, after: Project) -> tuple[Change, ...]:
    """The documents that differ between two projects, by path; one that was renamed is one change."""
    gone = {path: document for path, document in before.documents.items() if path not in after.documents}
    new = [path for path in sorted(after.documents) if path not in before.documents] if gone else []
    origins = _renamed([after.documents[path] for path in new], list(gone.values()))
    changes = []
    for path, document in after.documents.items():
        old = before.documents.get(path) or origins.get(path)
        if old is not document:
            changes.append(Change(old, document))
    moved = {origin.path for origin in origins.values()}
    changes += [Change(document, None) for path, document in gone.items() if path not in moved]
    return tuple(sorted(changes, key=lambda change: change.path))


def _renamed(new: list[Document], gone: list[Document]) -> dict[str, Document]:
    """What new documents were before, by path: each of those gone once, where enough lines are the same."""
    lines = {document.path: frozenset(document.text.split("\n")) for document in (*new, *gone)}
    found: dict[str, Document] = {}
    left = list(gone)
    for document in new:
        mine = lines[document.path]
        scored = [
            (2 * len(mine & lines[old.path]) / (len(mine) + len(lines[old.path])), at)
            for at, old in enumerate(left)
            if type(old) is type(document)
        ]
        likeness, at = max(scored, default=(0.0, 0))
        if likeness >= ALIKE:
            found[document.path] = left.pop(at)
    return found


def _within_reach(before: Project, after: Project, changes: tuple[Change, ...]) -> Iterator[Document]:
    """The documents that did not change and may have findings because of what did.

    Steps, tools, presets and overlays make one graph, where everything may depend on everything; knowledge and other
    pages depend on what they name, pages also on which files there are. What else can change (lists of sources, READMEs
    …) is rare, and then all are looked at.
    """
    files = (before.files or frozenset()) ^ (after.files or frozenset())
    known = frozenset({**before.names(Namespace.STEP), **after.names(Namespace.STEP), **after.knowledge})
    words = {word for change in changes for word in _words(change, known)} | {_last(path) for path in files}
    everywhere = len(words) > MOST_WORDS or not all(isinstance(change.document, _COMMON) for change in changes)
    moved = any(change.word != "changed" for change in changes)
    graph = any(not _is_prose(change) and isinstance(change.document, _OF_GRAPH) for change in changes)
    for path, document in sorted(after.documents.items()) if changes or files else ():
        if before.documents.get(path) is document and (
            everywhere
            or (moved and not isinstance(document, KnowledgeEntry))
            or (graph and (isinstance(document, Prompt) or not isinstance(document, MarkdownDocument)))
            or any(word in document.text for word in words)
        ):
            yield document


_OF_GRAPH = (Prompt, Overlay, Preset)
_COMMON = (*_OF_GRAPH, KnowledgeEntry)
_WORD = re.compile(r"[\w./-]+")


def _shows(change: Change) -> bool:
    """Whether a change can be seen from other documents."""
    if not isinstance(change.document, YamlDocument):
        return False
    if change.before is None or change.after is None or change.word == "renamed":
        return True
    return face(change.before) != face(change.after)


def _is_prose(change: Change) -> bool:
    """Whether nothing but the body of a step or tool is another one."""
    before, after = change.before, change.after
    if not isinstance(before, Prompt) or not isinstance(after, Prompt) or change.word != "changed":
        return False
    if before.frontmatter is None or after.frontmatter is None:
        return False
    return before.frontmatter.span.of(before.text) == after.frontmatter.span.of(after.text)


def _words(change: Change, known: frozenset[str]) -> Iterator[str]:
    """The words that a page must hold to be touched by a change: names, of files too, and paths."""
    both = (change.before, change.after)
    if not _is_prose(change):  # the graph is looked at in any case
        used = [frozenset(r.name for r in document.references) if document else frozenset() for document in both]
        written = [frozenset(d.facts.outputs) if isinstance(d, Prompt) else frozenset() for d in both]
        yield from change.names | (used[0] ^ used[1]) | (written[0] ^ written[1])
        return
    lines = [frozenset(document.text.split("\n")) if document else frozenset() for document in both]
    for word in _WORD.findall("\n".join(lines[0] ^ lines[1])):
        stripped = word.strip("./-")
        if stripped in known or any(mark in stripped for mark in "./-"):
            yield stripped
            yield _last(stripped)


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def _to_blame(finding: Finding, document: Document, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """The changes whose names a finding mentions, or is at; all of them when it mentions none."""
    line = document.lines.line_span(document.lines.line_of(finding.span.start)).of(document.text)
    said = "\n".join((finding.message, line, *(f"{related.path}\n{related.message}" for related in finding.related)))
    blamed = tuple(change for change in changes if change.path in said or _names_one(said, change.names))
    return blamed or changes


def _names_one(said: str, names: frozenset[str]) -> bool:
    words = "|".join(map(re.escape, sorted(names)))
    return bool(names) and re.search(rf"(?<![\w-])(?:{words})(?![\w-])", said) is not None
