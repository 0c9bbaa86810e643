"""Specs: Markdown files that say, case by case, what a rule finds where.

A spec is ``tests/specs/<family>/<rule>.md``. Fenced blocks whose info string holds a path are files; those before the
first ``##`` belong to every case. Each ``##`` section is a case and ends with a fenced block ``findings``: one
``path:line:column rule`` per line (from 1, in code points), empty when nothing may be found. A block ``fixed path`` is
the file once the rule's fixes are applied, ``safely-fixed path`` once the safe ones are. A block ``settings`` holds
options as ``name = JSON`` lines, ``layout`` the layout as ``version = 3.9.0``, ``content = ""`` or ``content = none``, and
``project-types = a b`` for the user's own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from scaffold_rules.check import check
from scaffold_rules.config import Config
from scaffold_rules.documents.kind import Layout
from scaffold_rules.documents.parse import parse
from scaffold_rules.project import Project
from scaffold_rules.python.ruff import CODES
from scaffold_schemas import parse_version
from scaffold_server.ruff import ask, sources_of

SPECS = Path(__file__).parent.parent / "specs"
_FENCE = re.compile(
    r"^(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)\n(?P<text>.*?)^(?P=fence)[ \t]*$", re.MULTILINE | re.DOTALL
)
_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """One section of a spec."""

    rule: str
    title: str
    files: dict[str, str] = field(default_factory=dict)
    expected: tuple[str, ...] | None = None
    fixed: dict[tuple[str, bool], str] = field(default_factory=dict)
    """What a file becomes, by its path and whether unsafe fixes are applied too."""
    options: dict[str, object] = field(default_factory=dict)
    layout: Layout = field(default_factory=lambda: Layout("content/"))

    @property
    def id(self) -> str:
        """What pytest calls the case."""
        return f"{self.rule}: {self.title}"


def cases(path: Path) -> Iterator[Case]:
    """The cases of a spec file."""
    text = path.read_text("utf-8")
    rule = f"{path.parent.name}/{path.stem}"
    # headings inside fences are none
    masked = _FENCE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)
    starts = [match.start() for match in _HEADING.finditer(masked)]
    shared = _filled(Case(rule, ""), text[: starts[0]] if starts else text)
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        title = text[start:].partition("\n")[0].removeprefix("## ").strip()
        yield _filled(replace(shared, title=title, files=dict(shared.files), fixed={}), text[start:end])


def _filled(case: Case, text: str) -> Case:
    for match in _FENCE.finditer(text):
        words, content = match["info"].split(), match["text"]
        match words:
            case ["findings"]:
                case = replace(case, expected=tuple(line.strip() for line in content.splitlines() if line.strip()))
            case ["settings"]:
                pairs = (line.partition("=") for line in content.splitlines() if "=" in line)
                case = replace(case, options={key.strip(): json.loads(value) for key, _, value in pairs})
            case ["layout"]:
                case = replace(case, layout=_layout(content))
            case ["fixed" | "safely-fixed" as word, path, *flags]:
                case.fixed[path, word == "fixed"] = _written(content, flags)
            case [_, path, *flags] if "/" in path or "." in path:
                case.files[path] = _written(content, flags)
    return case


def _written(content: str, flags: list[str]) -> str:
    """A file's text under its flags: ``crlf``, ``bom``, ``no-newline``."""
    if "no-newline" in flags:
        content = content.removesuffix("\n")
    if "crlf" in flags:
        content = content.replace("\n", "\r\n")
    return "\ufeff" + content if "bom" in flags else content


def _layout(content: str) -> Layout:
    values = {
        key.strip(): value.strip().strip('"')
        for key, _, value in (line.partition("=") for line in content.splitlines())
    }
    prefix = values.get("content", "content/")
    types = tuple(values.get("project-types", "").split())
    return Layout(None if prefix == "none" else prefix, parse_version(values.get("version", "")), types)


def project_of(case: Case) -> Project:
    """The files of a case as a project."""
    documents = {path: parse(path, text, case.layout) for path, text in case.files.items()}
    project = Project(
        {path: document for path, document in documents.items() if document is not None},
        case.layout,
        files=frozenset(path for path, document in documents.items() if document is None),
    )
    return asked(project, case.rule)


def asked(project: Project, rule: str) -> Project:
    """The project with ruff's answers, for a rule that rests on them."""
    family, _, name = rule.partition("/")
    if family != "python" or name not in CODES:
        return project
    return replace(project, ruff=ask(sources_of(project.documents.values())))


def config_of(case: Case) -> Config:
    """The configuration that runs the rule of a case alone."""
    only = "suppression" if case.rule.startswith("suppression/") else case.rule  # they are about other rules
    return Config(only=(only,), options={case.rule: case.options})


def found(case: Case) -> tuple[str, ...]:
    """What the rule of a case finds in its files, as the lines of a ``findings`` block."""
    config = config_of(case)
    project = project_of(case)
    lines = []
    for path in sorted(project.documents):
        document = project.documents[path]
        for finding in check(document, project, config):
            line, column = document.lines.position(finding.span.start)
            lines.append(f"{path}:{line + 1}:{column + 1} {finding.rule}")
    return tuple(lines)


def page_cases(rule: str, page: str) -> Iterator[Case]:
    """The examples of a rule's page: its sections ``Bad…`` and ``Good…``, each with the files under ``With``."""
    masked = _FENCE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), page)  # headings inside fences are none
    starts = [match.start() for match in _HEADING.finditer(masked)]
    parts = [page[start:end] for start, end in zip(starts, [*starts, len(page)][1:], strict=True)]
    sections = {part.partition("\n")[0].removeprefix("## ").strip(): part for part in parts}
    shared = _filled(Case(rule, ""), sections.get("With", ""))
    for title, text in sections.items():
        if title.startswith(("Bad", "Good")):
            yield _filled(replace(shared, title=title, files=dict(shared.files)), text)
