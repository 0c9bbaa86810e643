"""Applying fixes: no two edits overlap, the result is parsed, a fix that breaks the file is taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scaffold_rules.check import check
from scaffold_rules.documents.parse import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scaffold_rules.config import Config
    from scaffold_rules.documents.document import Document
    from scaffold_rules.finding import Edit, Finding
    from scaffold_rules.project import Project

MOST_ROUNDS = 20
"""How often a document is checked again after its fixes; more means that two rules undo each other."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A document after its fixes. ``applied`` are the findings whose fix is in the text; ``converged`` is False when
    fixing again would still change something.
    """

    document: Document
    applied: tuple[Finding, ...]
    converged: bool = True


def fix(document: Document, project: Project, config: Config, *, unsafe: bool = False) -> Fixed:
    """Apply every finding's one fix (the safe ones, or with ``unsafe`` all) until nothing changes."""
    applied: list[Finding] = []
    refused: set[tuple[str, str]] = set()
    for _ in range(MOST_ROUNDS):
        wanted = [
            finding
            for finding in check(document, project, config)
            if finding.fix and (unsafe or finding.fix.safe) and (finding.rule, finding.message) not in refused
        ]
        chosen = compatible(wanted)
        if not chosen:
            return Fixed(document, tuple(applied))
        after = _apply(document, project, chosen)
        if after is None and len(chosen) > 1:  # one of them breaks the file: find out which
            chosen = chosen[:1]
            after = _apply(document, project, chosen)
        if after is None:
            refused.update((finding.rule, finding.message) for finding in chosen)
            continue
        applied += chosen
        document = after
        project = project.with_document(document)
    return Fixed(document, tuple(applied), converged=False)


def _apply(document: Document, project: Project, findings: Sequence[Finding]) -> Document | None:
    """The document with the fixes of some findings, or None when they break its syntax or change nothing."""
    edits = [edit for finding in findings if finding.fix for edit in finding.fix.edits]
    text = apply_edits(document.text, edits)
    if text == document.text:
        return None
    after = parse(document.path, text, project.layout)
    if after is None or len(after.problems) > len(document.problems):
        return None
    return after


def compatible(findings: Iterable[Finding]) -> list[Finding]:
    """Those findings whose fixes can be applied together: earlier places win, equal edits count once."""
    chosen: list[Finding] = []
    taken: list[Edit] = []
    for finding in sorted(findings, key=lambda f: (f.span, f.rule)):
        edits = finding.fix.edits if finding.fix else ()
        if edits and all(edit not in taken and not any(_conflict(edit, other) for other in taken) for edit in edits):
            chosen.append(finding)
            taken += edits
    return chosen


def _conflict(one: Edit, other: Edit) -> bool:
    """Whether two edits touch: they share a code point, or insert at the same place."""
    return one.span.start <= other.span.end and other.span.start <= one.span.end


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """A text after edits that do not overlap."""
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text
