"""From a path and a text to a document. Never fails: what cannot be read becomes a problem of the document."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scaffold_rules.documents import knowledge, methodology, pages, project_files, prompts
from scaffold_rules.documents.document import Document, MarkdownDocument, Problem, YamlDocument
from scaffold_rules.documents.frontmatter import find_frontmatter
from scaffold_rules.documents.kind import Kind, Layout, kind_of
from scaffold_rules.documents.yaml import Dialect, Tree, YamlProblem, parse_yaml
from scaffold_rules.text import LineIndex, Span

if TYPE_CHECKING:
    from scaffold_schemas import Version

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
    reading = READINGS[kind]
    cls = reading.document
    if issubclass(cls, MarkdownDocument):
        return _markdown(cls, path, kind, text, reading, problems, edited, layout.version)
    if issubclass(cls, project_files.JsonLines):
        return _json_lines(cls, path, kind, text, problems)
    if issubclass(cls, YamlDocument):
        if issubclass(cls, project_files.JsonDocument):
            problems = (*problems, *_json_problems(text, Span(0, len(text))))
            tree = parse_yaml(text, JSON)
            if problems:
                return cls(path, kind, text, problems, Tree(tree.root, (), tree.repaired), JSON)
        else:
            tree = parse_yaml(text, reading.dialect, edited=edited)
        return cls(path, kind, text, (*problems, *_yaml_problems(tree)), tree, reading.dialect)
    return cls(path, kind, text, problems)


def _markdown(  # noqa: PLR0917 - private, called once
    cls: type[MarkdownDocument],
    path: str,
    kind: Kind,
    text: str,
    reading: Reading,
    problems: tuple[Problem, ...],
    edited: int | None,
    version: Version | None,
) -> MarkdownDocument:
    """A Markdown document; kinds without frontmatter keep a leading ``---`` block as the text it is."""
    dialect = reading.dialect
    if kind is Kind.KNOWLEDGE and version is not None and version < (3, 29, 0):
        dialect = DEFAULT  # until the freshness fields came, entries were read with the default schema
    if not reading.frontmatter:
        return cls(path, kind, text, problems, dialect=dialect)
    frontmatter = find_frontmatter(text)
    first = LineIndex(text).line_span(0)
    if frontmatter is None:
        problem = Problem(
            f"{_family(kind)}/missing-frontmatter",
            first,
            "no frontmatter: the first line must be `---`; the scaffold tool skips the whole file",
            upstream="FRONTMATTER_MISSING" if kind in {Kind.STEP, Kind.TOOL} else None,
        )
        return cls(path, kind, text, (*problems, problem), dialect=dialect)
    if frontmatter.closing is None:
        problem = Problem(
            f"{_family(kind)}/unclosed-frontmatter",
            frontmatter.opening,
            "the frontmatter is never closed: a line `---` is missing; the scaffold tool skips the whole file",
            upstream="FRONTMATTER_UNCLOSED" if kind in {Kind.STEP, Kind.TOOL} else None,
        )
        tree = parse_yaml(text, dialect, _until_blank_line(text, frontmatter.span), edited)
        return cls(path, kind, text, (*problems, problem), Tree(tree.root, (), tree.repaired), dialect, frontmatter)
    tree = parse_yaml(text, dialect, frontmatter.span, edited)
    upstream = "FRONTMATTER_YAML_ERROR" if kind in {Kind.STEP, Kind.TOOL} else None
    return cls(path, kind, text, (*problems, *_yaml_problems(tree, upstream)), tree, dialect, frontmatter)


def _family(kind: Kind) -> str:
    """The rule family that speaks about a kind."""
    return {
        Kind.TOOL: "step",
        Kind.LOCAL_KNOWLEDGE: "knowledge",
        Kind.CANONICAL_SKILL: "skill",
    }.get(kind, kind.value)


def _until_blank_line(text: str, span: Span) -> Span:
    """What is probably meant as frontmatter when nobody closed it: up to the first blank line or heading."""
    ends = [at for mark in ("\n\n", "\r\n\r\n", "\n#") if (at := text.find(mark, span.start, span.end)) != -1]
    return Span(span.start, min(ends, default=span.end))


def _yaml_problems(tree: Tree, upstream: str | None = None) -> tuple[Problem, ...]:
    return tuple(_yaml_problem(problem, upstream) for problem in tree.problems)


def _yaml_problem(problem: YamlProblem, upstream: str | None) -> Problem:
    return Problem(f"yaml/{problem.name}", problem.span, problem.message, problem.related, upstream)


def _json_problems(text: str, span: Span) -> tuple[Problem, ...]:
    """The JSON syntax error in a span of a text, at its place."""
    source = span.of(text)
    try:
        json.loads(source.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        at = span.start + min(error.pos + source.startswith("\ufeff"), max(len(source) - 1, 0))
        return (Problem("json/syntax-error", Span(at, min(at + 1, span.end)), f"not JSON: {error.msg}"),)
    except RecursionError:
        return (Problem("json/syntax-error", Span(span.start, span.start), "nested too deeply to be read"),)
    return ()


def _json_lines(
    cls: type[project_files.JsonLines], path: str, kind: Kind, text: str, problems: tuple[Problem, ...]
) -> project_files.JsonLines:
    lines = LineIndex(text)
    records: list[Tree] = []
    for line in range(len(lines)):
        span = lines.line_span(line)
        if not span.of(text).strip():
            continue
        bad = _json_problems(text, span)
        problems = (*problems, *bad)
        if not bad:
            records.append(parse_yaml(text, JSON, span))
    return cls(path, kind, text, problems, records=tuple(records))
