"""What the editor may offer at a place: the findings' fixes, new files for names nobody defines, other list styles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from scaffold_rules.check import check
from scaffold_rules.config import Config
from scaffold_rules.documents.document import NAME, Namespace, YamlDocument
from scaffold_rules.documents.knowledge import KnowledgeEntry
from scaffold_rules.documents.methodology import Preset
from scaffold_rules.documents.parse import parse
from scaffold_rules.documents.yaml import Entry, Scalar, Sequence, node_at
from scaffold_rules.finding import Edit
from scaffold_rules.ignore import ignoring
from scaffold_rules.text import Span, line_end_of
from scaffold_server.features.new_file import category_for, new_entry, new_step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold_rules.documents.document import Document
    from scaffold_rules.documents.kind import Layout
    from scaffold_rules.finding import Finding, Fix
    from scaffold_rules.project import Project


MISSING_STEP = "preset/missing-step"
"""The rule that knows how a preset lists a step."""


class Action(NamedTuple):
    """One thing to do. ``kind`` is LSP's; ``finding`` is what it repairs; ``creates`` are new files with their text,
    ``elsewhere`` edits of other files, by path.
    """

    title: str
    kind: str
    edits: tuple[Edit, ...] = ()
    finding: Finding | None = None
    preferred: bool = False
    creates: tuple[tuple[str, str], ...] = ()
    elsewhere: tuple[tuple[str, tuple[Edit, ...]], ...] = ()


def actions(project: Project, path: str, span: Span, findings: list[Finding]) -> tuple[Action, ...]:
    """Everything that may be offered for a span of a document with these findings."""
    document = project.documents[path]
    here = [f for f in findings if f.span.overlaps(span) or f.span.covers(span.start) or f.span.covers(span.end)]
    return (
        *(action for finding in here for action in _quick_fixes(finding)),
        *(action for finding in here for action in _new_files(project, finding)),
        *(
            Action(silence.title, "quickfix", silence.edits, finding)
            for finding, silence in _silences(document, here, project.layout)
        ),
        *_moved_sections(document, span, here),
        *_list_styles(document, span),
    )


def _silences(document: Document, findings: list[Finding], layout: Layout) -> Iterator[tuple[Finding, Fix]]:
    """A comment that silences a finding, once for each rule; none where the text cannot be read, or has no comments."""
    seen: set[str] = set()
    for finding in findings:
        if finding.rule not in seen and finding.rule.partition("/")[0] not in {"yaml", "json", "frontmatter", "file"}:
            seen.add(finding.rule)
            silence = ignoring(document, finding, layout)
            if silence is not None:
                yield finding, silence


def _quick_fixes(finding: Finding) -> Iterator[Action]:
    for fix in finding.fixes:
        only = len(finding.fixes) == 1 and fix.safe
        yield Action(fix.title, "quickfix", fix.edits, finding, preferred=only)


def _new_files(project: Project, finding: Finding) -> Iterator[Action]:
    """A new entry or step for a name that nothing defines."""
    name, namespace = finding.data.get("name"), finding.data.get("namespace")
    content = project.layout.content
    if not isinstance(name, str) or not NAME.match(name) or content is None:
        return
    if namespace == Namespace.ENTRY.value:
        file = f"{content}knowledge/{category_for(project, finding.path, name)}/{name}.md"
        yield Action(
            f"Create knowledge entry `{name}`", "quickfix", finding=finding, creates=((file, new_entry(name)),)
        )
    elif namespace == Namespace.STEP.value:
        source = project.documents.get(finding.path)
        phase = getattr(source, "phase", None) or "pre"
        file = f"{content}pipeline/{phase}/{name}.md"
        text = new_step(project, name, phase)
        listed = tuple(_listed(project, name, file, text))
        yield Action(f"Create step `{name}`", "quickfix", finding=finding, creates=((file, text),), elsewhere=listed)


def _listed(project: Project, name: str, file: str, text: str) -> Iterator[tuple[str, tuple[Edit, ...]]]:
    """The edits that list a new step in every preset which lists all others."""
    document = parse(file, text, project.layout)
    if document is None:
        return
    after = project.with_document(document)
    config = Config(only=(MISSING_STEP,))
    for preset in project.of(Preset):
        for finding in check(preset, after, config):
            if finding.data.get("missing") == (name,) and finding.fix:
                yield preset.path, finding.fix.edits


def _moved_sections(document: Document, span: Span, findings: list[Finding]) -> Iterator[Action]:
    """A section that stands before Deep Guidance, moved to the end of it."""
    if not isinstance(document, KnowledgeEntry) or document.deep_guidance is None:
        return
    deep, text = document.deep_guidance, document.text
    for heading, after in zip(document.parts, [*document.parts[1:], None], strict=True):
        if after is None or heading.span.start >= deep.span.start:
            return
        section = Span(heading.span.start, after.span.start)
        if heading != document.summary and section.start <= span.start < section.end:
            end = line_end_of(text)
            lead = "" if text.endswith(end * 2) else end if text.endswith(end) else end * 2
            moved = lead + section.of(text).rstrip() + end
            edits = (Edit(section, ""), Edit(Span(len(text), len(text)), moved))
            finding = next((f for f in findings if section.covers(f.span.start)), None)
            yield Action(f"Move `{heading.title}` below Deep Guidance", "quickfix", edits, finding)
            return


def _list_styles(document: Document, span: Span) -> Iterator[Action]:
    """A list of plain names from brackets to dashes and back."""
    if not isinstance(document, YamlDocument):
        return
    path = node_at(document.tree, span.start)
    entries = [item for item in path if isinstance(item, Entry) and isinstance(item.value, Sequence)]
    if not entries:
        return
    entry = entries[-1]
    assert isinstance(entry.value, Sequence)
    items = entry.value.items
    if not items or not all(isinstance(item, Scalar) and "\n" not in item.span.of(document.text) for item in items):
        return
    if "#" in re.sub(r"\"[^\"]*\"|'[^']*'", "", entry.value.span.of(document.text)):
        return  # a comment would be lost
    words = [item.span.of(document.text) for item in items]
    end = line_end_of(document.text)
    line = document.lines.line_span(document.lines.line_of(entry.key.span.start))
    indent = " " * (entry.key.span.start - line.start)
    between = Span(entry.key.span.end + document.text[entry.key.span.end :].index(":") + 1, entry.value.span.end)
    if entry.value.flow and document.text[line.start : entry.key.span.start].strip() == "":
        text = "".join(f"{end}{indent}  - {word}" for word in words)
        yield Action("Write the list with dashes", "refactor.rewrite", (Edit(between, text),))
    elif not entry.value.flow:
        yield Action("Write the list in brackets", "refactor.rewrite", (Edit(between, f" [{', '.join(words)}]"),))
