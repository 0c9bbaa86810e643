"""From a path and a text to a document. Never fails: what cannot be read becomes a problem of the document."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from scaffold_rules.documents import knowledge, methodology, pages, project_files, prompts
from scaffold_rules.documents.document import Document, MarkdownDocument, Problem, YamlDocument
from scaffold_rules.documents.frontmatter import find_frontmatter
from scaffold_rules.documents.kind import Kind, Layout, kind_of
from scaffold_rules.documents.yaml import Dialect, Tree, parse_yaml
from scaffold_rules.text import LineIndex, Span
from scaffold_schemas import Version

Y = TypeVar("Y", bound=YamlDocument)

FRESHNESS: Version = (3, 29, 0)
"""The release that brought the freshness fields of knowledge entries, their validator and their dialect."""

FAILSAFE, JSON, DEFAULT = Dialect.FAILSAFE, Dialect.JSON, Dialect.DEFAULT


@dataclass(frozen=True, slots=True)
class Reading:
    """How a kind is read: the class it becomes, the dialect of its YAML, and whether frontmatter is a must."""

    document: type[Document]
    dialect: Dialect = DEFAULT
    frontmatter: bool = False


READINGS: dict[Kind, Reading] = {
    Kind.STEP: Reading(prompts.Step, FAILSAFE, frontmatter=True),
    Kind.TOOL: Reading(prompts.Tool, FAILSAFE, frontmatter=True),
    Kind.KNOWLEDGE: Reading(knowledge.ContentEntry, JSON, frontmatter=True),
    Kind.LOCAL_KNOWLEDGE: Reading(knowledge.LocalEntry, JSON, frontmatter=True),
    Kind.KNOWLEDGE_README: Reading(pages.Page),
    Kind.KNOWLEDGE_VERSION: Reading(pages.VersionFile),
    Kind.PRESET: Reading(methodology.Preset),
    Kind.OVERLAY: Reading(methodology.ProjectTypeOverlay),
    Kind.SUB_OVERLAY: Reading(methodology.SubOverlay),
    Kind.STRUCTURAL_OVERLAY: Reading(methodology.StructuralOverlay),
    Kind.METHODOLOGY_README: Reading(pages.Page),
    Kind.SKILL: Reading(pages.Skill, frontmatter=True),
    Kind.CANONICAL_SKILL: Reading(pages.CanonicalSkill, frontmatter=True),
    Kind.SKILL_TEMPLATE: Reading(pages.Template),
    Kind.GUIDE: Reading(pages.Guide, JSON, frontmatter=True),
    Kind.GUIDE_AUTHORING: Reading(pages.Page),
    Kind.MODE: Reading(pages.Mode),
    Kind.TEMPLATE: Reading(pages.Template),
    Kind.ALLOWLIST: Reading(project_files.Allowlist, JSON),
    Kind.CONFIG: Reading(project_files.ProjectConfig),
    Kind.STATE: Reading(project_files.State, JSON),
    Kind.SERVICE_STATE: Reading(project_files.State, JSON),
    Kind.INSTRUCTION: Reading(pages.Instruction),
    Kind.OBSERVABILITY: Reading(project_files.Observability),
    Kind.AGENT_OPS: Reading(project_files.AgentOps),
    Kind.DECISIONS: Reading(project_files.Decisions, JSON),
    Kind.ACTIVITY: Reading(project_files.Activity, JSON),
    Kind.REWORK: Reading(project_files.Rework, JSON),
    Kind.LOCK: Reading(project_files.Lock, JSON),
    Kind.PLUGIN: Reading(project_files.Plugin, JSON),
    Kind.SETTINGS: Reading(Document),
    Kind.DEAD: Reading(pages.DeadFile),
}


def parse(
    path: str, text: str, layout: Layout, problems: tuple[Problem, ...] = (), edited: int | None = None
) -> Document | None:
    """The document at a path below a content root, or None when the file is none of ours.

    ``problems`` are what reading the file noticed before; ``edited`` is the offset of the author's last edit, where a
    syntax error is looked for first.
    """
    kind = kind_of(path, layout)
    if kind is None:
        return None
    file = _File(path, kind, text, layout, problems, edited, READINGS[kind])
    cls = file.reading.document
    if issubclass(cls, MarkdownDocument):
        return _markdown(file, cls) if file.reading.frontmatter else file.make(cls)
    if issubclass(cls, project_files.JsonLines):
        return _json_lines(file, cls)
    if issubclass(cls, project_files.JsonDocument):
        return _json(file, cls)
    if issubclass(cls, YamlDocument):
        tree = parse_yaml(text, file.reading.dialect, edited=edited)
        return file.make(cls, *_yaml_problems(tree), tree=tree)
    return cls(path, kind, text, problems, layout.version, layout.project_types)


class _File(NamedTuple):
    """What is known of a file before it is parsed."""

    path: str
    kind: Kind
    text: str
    layout: Layout
    problems: tuple[Problem, ...]
    edited: int | None
    reading: Reading

    @property
    def dialect(self) -> Dialect:
        """The dialect of its YAML; entries were read with the default one until the freshness fields came."""
        version = self.layout.version
        old = self.kind is Kind.KNOWLEDGE and version is not None and version < FRESHNESS
        return DEFAULT if old else self.reading.dialect

    @property
    def is_prompt(self) -> bool:
        """Whether the scaffold tool has codes of its own for what is wrong with the frontmatter."""
        return self.kind in {Kind.STEP, Kind.TOOL}

    def make(self, cls: type[Y], *problems: Problem, **fields: Any) -> Y:
        """The document, with further problems."""
        fields.setdefault("dialect", self.dialect)
        fixed = self.layout.version, self.layout.project_types
        return cls(self.path, self.kind, self.text, (*self.problems, *problems), *fixed, **fields)


def _markdown(file: _File, cls: type[MarkdownDocument]) -> MarkdownDocument:
    """A Markdown document that must have frontmatter."""
    text = file.text
    frontmatter = find_frontmatter(text, exact=file.kind is Kind.GUIDE)
    if frontmatter is None:
        problem = Problem(
            "frontmatter/missing",
            LineIndex(text).line_span(0),
            "no frontmatter: the first line must be `---`; the scaffold tool skips the whole file",
            upstream="FRONTMATTER_MISSING" if file.is_prompt else None,
        )
        return file.make(cls, problem)
    if frontmatter.closing is None:
        problem = Problem(
            "frontmatter/unclosed",
            frontmatter.opening,
            "the frontmatter is never closed: a line `---` is missing; the scaffold tool skips the whole file",
            upstream="FRONTMATTER_UNCLOSED" if file.is_prompt else None,
        )
        tree = parse_yaml(text, file.dialect, _until_blank_line(text, frontmatter.span), file.edited)
        return file.make(cls, problem, tree=Tree(tree.root, (), tree.repaired), frontmatter=frontmatter)
    tree = parse_yaml(text, file.dialect, frontmatter.span, file.edited)
    problems = _yaml_problems(tree, "FRONTMATTER_YAML_ERROR" if file.is_prompt else None)
    return file.make(cls, *problems, tree=tree, frontmatter=frontmatter)


def _until_blank_line(text: str, span: Span) -> Span:
    """What is probably meant as frontmatter when nobody closed it: up to the first blank line or heading."""
    ends = [at for mark in ("\n\n", "\r\n\r\n", "\n#") if (at := text.find(mark, span.start, span.end)) != -1]
    return Span(span.start, min(ends, default=span.end))


def _yaml_problems(tree: Tree, upstream: str | None = None) -> tuple[Problem, ...]:
    return tuple(Problem(f"yaml/{p.name}", p.span, p.message, p.related, upstream) for p in tree.problems)


def _json(file: _File, cls: type[project_files.JsonDocument]) -> project_files.JsonDocument:
    """A JSON file; what JSON forbids is said once, by JSON's own parser."""
    problems = _json_problems(file.text, Span(0, len(file.text)))
    tree = parse_yaml(file.text, JSON)
    if problems:
        return file.make(cls, *problems, tree=Tree(tree.root, (), tree.repaired))
    return file.make(cls, *_duplicate_keys(tree), tree=tree)


def _json_lines(file: _File, cls: type[project_files.JsonLines]) -> project_files.JsonLines:
    lines = LineIndex(file.text)
    records: list[Tree] = []
    problems: list[Problem] = []
    for line in range(len(lines)):
        span = lines.line_span(line)
        if not span.of(file.text).strip():
            continue
        bad = _json_problems(file.text, span)
        problems += bad
        if not bad:
            tree = parse_yaml(file.text, JSON, span)
            problems += _duplicate_keys(tree)
            records.append(tree)
    return file.make(cls, *problems, records=tuple(records))


def _duplicate_keys(tree: Tree) -> tuple[Problem, ...]:
    """What JSON's own parser says nothing about, and YAML's does."""
    return tuple(problem for problem in _yaml_problems(tree) if problem.rule == "yaml/duplicate-key")


def _json_problems(text: str, span: Span) -> tuple[Problem, ...]:
    """The JSON syntax error in a span of a text, at its place."""
    source = span.of(text)
    constants: list[str] = []
    try:
        # floats, as in JavaScript: a whole number of thousands of digits is none that Python would make of text
        json.loads(source.removeprefix("\ufeff"), parse_int=float, parse_constant=constants.append)
    except json.JSONDecodeError as error:
        at = span.start + min(error.pos + source.startswith("\ufeff"), max(len(source) - 1, 0))
        return (Problem("json/syntax-error", Span(at, min(at + 1, span.end)), f"not JSON: {error.msg}"),)
    except RecursionError:
        return (Problem("json/syntax-error", Span(span.start, span.start), "nested too deeply to be read"),)
    return _json_constants(source, span.start) if constants else ()


_CONSTANT = re.compile(r'"(?:[^"\\]|\\.)*"|(NaN|-?Infinity)')


def _json_constants(source: str, start: int) -> tuple[Problem, ...]:
    """The first of the numbers that Python reads and JSON does not have."""
    match = next(match for match in _CONSTANT.finditer(source) if match[1])
    span = Span(start + match.start(), start + match.end())
    return (Problem("json/syntax-error", span, f"not JSON: {match[1]} is no value in it"),)
