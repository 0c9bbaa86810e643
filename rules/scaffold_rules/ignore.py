"""Silencing findings with comments, written where they change nothing else.

A comment is tried at several places, the least conspicuous first; one that changes what the file says, or silences less
or more than it should, is not written. Where no comment can stand (JSON, a file without structure) settings must do.
"""

from __future__ import annotations

import ast
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from scaffold_rules.check import check
from scaffold_rules.documents.document import MarkdownDocument, YamlDocument
from scaffold_rules.documents.parse import parse
from scaffold_rules.documents.yaml import value_of
from scaffold_rules.finding import Fix
from scaffold_rules.fix import apply_edits, holding, touching
from scaffold_rules.ignore_places import PLACES, without_comments
from scaffold_rules.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from scaffold_rules.config import Config
    from scaffold_rules.documents.document import Document
    from scaffold_rules.documents.kind import Layout
    from scaffold_rules.finding import Edit, Finding

NEVER = frozenset({"suppression", "internal-error"})
"""What no comment silences: complaints about comments, and bugs of ours."""


class Silenced(NamedTuple):
    """A document with comments in it; ``silenced`` are the findings that these silence, ``left`` those that none can."""

    document: Document
    silenced: tuple[Finding, ...]
    left: tuple[Finding, ...]


class _Comment(NamedTuple):
    """A comment that may silence the findings of a line."""

    findings: tuple[Finding, ...]
    fix: Fix


def silence(
    document: Document,
    project: Project,
    config: Config,
    wanted: Callable[[Finding], bool],
    *,
    update: Callable[[Project, Document], Project] = Project.with_document,
) -> Silenced:
    """Silence all findings of a document that are wanted silent, and nothing else.

    ``update`` puts the changed document into the project, and asks others about it where rules rest on their answers.
    """

    def pending(document: Document, project: Project) -> tuple[Finding, ...]:
        findings = check(document, project, config)
        return tuple(each for each in findings if each.rule.partition("/")[0] not in NEVER and wanted(each))

    def silent(document: Document, project: Project, comments: Sequence[_Comment]) -> Document | None:
        after = _harmless(document, [edit for each in comments for edit in each.fix.edits], project.layout)
        if after is None:
            return None
        wished = Counter(_said(finding) for each in comments for finding in each.findings)
        before = Counter(map(_said, check(document, project, config)))
        left = Counter(map(_said, check(after, update(project, after), config)))
        gone = before - left
        harmless = (
            not left - before and not wished - gone and not gone - Counter(map(_said, pending(document, project)))
        )
        return after if harmless else None

    first = pending(document, project)
    attempt = 0
    while attempt < len(PLACES) and (left := pending(document, project)):
        comments = _apart(_comments(document, left, attempt))

        def holds(some: Sequence[_Comment], document: Document = document, project: Project = project) -> bool:
            return silent(document, project, some) is not None

        chosen = holding(comments, holds) if comments else []
        after = silent(document, project, chosen) if chosen else None
        if after is None:
            attempt += 1
            continue
        document, project = after, update(project, after)
    left = pending(document, project)
    loud = Counter(map(_said, left))
    return Silenced(document, tuple(each for each in first if not _taken(loud, _said(each))), left)


def ignoring(document: Document, finding: Finding, layout: Layout) -> Fix | None:
    """The fix that silences a finding with a comment that changes nothing else; None where there is no place for one."""
    for attempt in range(len(PLACES)):
        for comment in _comments(document, [finding], attempt):
            if _harmless(document, comment.fix.edits, layout) is not None:
                return comment.fix
    return None


def _said(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.message


def _taken(counter: Counter[tuple[str, str]], key: tuple[str, str]) -> bool:
    """Whether a counter had one more of something, which it has no more."""
    if counter[key] <= 0:
        return False
    counter[key] -= 1
    return True


def _comments(document: Document, findings: Iterable[Finding], attempt: int) -> list[_Comment]:
    """For each line with findings the comment of an attempt, where that has one."""
    found = []
    for line, group in groupby(findings, key=lambda finding: document.lines.line_of(finding.span.start)):
        here = tuple(group)
        rules = tuple(sorted({finding.rule for finding in here}))
        edits = PLACES[attempt](document, line, rules)
        if edits:
            found.append(_Comment(here, Fix(f"Ignore {', '.join(rules)} here", edits, safe=False)))
    return found


def _apart(comments: Iterable[_Comment]) -> list[_Comment]:
    """Those comments that can be written together, earlier ones first."""
    chosen: list[_Comment] = []
    taken: list[Edit] = []
    for comment in comments:
        if not any(touching(edit, other) for edit in comment.fix.edits for other in taken):
            chosen.append(comment)
            taken += comment.fix.edits
    return chosen


def _harmless(document: Document, edits: Sequence[Edit], layout: Layout) -> Document | None:
    """The document after some edits, or None when they change what it says."""
    after = parse(document.path, apply_edits(document.text, edits), layout)
    if after is None or Counter(p.rule for p in after.problems) != Counter(p.rule for p in document.problems):
        return None
    return after if _meaning(after) == _meaning(document) else None


def _meaning(document: Document) -> tuple[object, ...]:
    """What a document says: its data, and the structure of its prose; comments of ours are no part of it."""
    data = repr(value_of(document.tree.root)) if isinstance(document, YamlDocument) else document.text
    if not isinstance(document, MarkdownDocument):
        return (data,)
    body = document.body
    return (
        data,
        [(heading.level, heading.title, heading.slug) for heading in body.headings],
        [(fence.info, _code(fence.language, fence.text)) for fence in body.fences],
        [(item.depth, without_comments(item.text)) for item in body.items()],
        [(link.target, link.text) for link in body.links],
        [span.of(document.text) for span in body.code_spans],
        len(body.html_comments) - document.text.count("<!-- scaffold-lint:"),
    )


def _code(language: str, text: str) -> str:
    """What a snippet does, as far as we can tell."""
    if language in {"python", "py"}:
        try:
            return ast.dump(ast.parse(text))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            pass
    return without_comments(text)
