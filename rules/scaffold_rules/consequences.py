"""What a change does to documents that it leaves alone: findings they have now and had not before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scaffold_rules.check import check, found
from scaffold_rules.documents.document import MarkdownDocument, YamlDocument
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
    def path(self) -> str:
        """Where the document is now, else where it was."""
        one = self.after or self.before
        return one.path if one else ""

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
        moved = {document.path.rpartition("/")[2] for document in both} if self.word != "changed" else set()
        return frozenset(defined | moved)


def consequences(before: Project, after: Project, config: Config) -> Iterator[Finding]:
    """The findings that documents present in both projects have only after a change of other documents.

    Documents that did not change must be the same objects in both. Each finding says in ``data["because"]`` which changes
    to blame. Only rules that look across files can find such things, and only they are asked.
    """
    changes = changed(before, after)
    for document in _within_reach(before, after, changes):
        now = [each for each in found(document, after, config, crossing=True) if each.rule != "internal-error"]
        if not now:
            continue
        asked = config.with_only(*dict.fromkeys(each.rule for each in now))
        then = {(each.rule, each.span) for each in found(document, before, asked, crossing=True)}
        new = {(each.rule, each.span) for each in now} - then
        for finding in check(document, after, config) if new else ():
            if (finding.rule, finding.span) in new:
                yield replace(finding, data={**finding.data, "because": _to_blame(finding, document, changes)})


def changed(before: Project, after: Project) -> tuple[Change, ...]:
    """The documents that differ between two projects, by path; one that was renamed is one change."""
    gone = [document for path, document in before.documents.items() if path not in after.documents]
    changes = []
    for path, document in after.documents.items():
        old = before.documents.get(path)
        if old is document:
            continue
        if old is None and (old := _renamed(document, gone)) is not None:
            gone.remove(old)
        changes.append(Change(old, document))
    changes += [Change(document, None) for document in gone]
    return tuple(sorted(changes, key=lambda change: change.path))


def _renamed(new: Document, gone: list[Document]) -> Document | None:
    """The document among those gone that a new one was before, None when it resembles none."""
    lines = frozenset(new.text.split("\n"))

    def likeness(old: Document) -> float:
        others = frozenset(old.text.split("\n"))
        return 2 * len(lines & others) / (len(lines) + len(others))

    best = max((old for old in gone if type(old) is type(new)), key=likeness, default=None)
    return best if best is not None and likeness(best) >= ALIKE else None


def _within_reach(before: Project, after: Project, changes: tuple[Change, ...]) -> Iterator[Document]:
    """The documents that did not change and may have findings because of what did.

    Steps, tools, presets and overlays make one graph, where everything may depend on everything; knowledge and other
    pages depend on what they name, pages also on which files there are. What else can change (lists of sources, READMEs
    …) is rare, and then all are looked at.
    """
    changes = tuple(change for change in changes if _shows(change))
    files = (before.files or frozenset()) ^ (after.files or frozenset())
    words = _words(changes) | {path.rpartition("/")[2] for path in files}
    differing = [document for change in changes for document in (change.before, change.after) if document]
    of_graph = [isinstance(document, Prompt | Overlay | Preset) for document in differing]
    everywhere = len(words) > MOST_WORDS or not all(
        known or isinstance(document, KnowledgeEntry) for known, document in zip(of_graph, differing, strict=True)
    )
    moved = any(change.word != "changed" for change in changes)
    for path, document in sorted(after.documents.items()) if words else ():
        if before.documents.get(path) is document and (
            everywhere
            or (moved and not isinstance(document, KnowledgeEntry))
            or (any(of_graph) and (isinstance(document, Prompt) or not isinstance(document, MarkdownDocument)))
            or any(word in document.text for word in words)
        ):
            yield document


def _shows(change: Change) -> bool:
    """Whether a change can be seen from other documents."""
    if not isinstance(change.after or change.before, YamlDocument):
        return False
    if change.before is None or change.after is None or change.word == "renamed":
        return True
    return face(change.before) != face(change.after)


def _words(changes: tuple[Change, ...]) -> set[str]:
    """The words that a page must hold to be touched by some changes."""
    words: set[str] = set()
    for change in changes:
        used = [
            frozenset(r.name for r in document.references) if document else frozenset()
            for document in (change.before, change.after)
        ]
        words |= change.names | (used[0] ^ used[1])
        written = [
            frozenset(d.facts.outputs) if isinstance(d, Prompt) else frozenset() for d in (change.before, change.after)
        ]
        words |= written[0] ^ written[1]
    return words


def _to_blame(finding: Finding, document: Document, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """The changes whose names a finding mentions, or is at; all of them when it mentions none."""
    line = document.lines.line_span(document.lines.line_of(finding.span.start)).of(document.text)
    said = "\n".join((finding.message, line, *(f"{related.path}\n{related.message}" for related in finding.related)))
    blamed = tuple(change for change in changes if change.path in said or any(name in said for name in change.names))
    return blamed or changes
