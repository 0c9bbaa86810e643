"""Documents that no file holds yet: where they would be saved, told from what is in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from scaffold_rules.config import Config
from scaffold_rules.documents.document import NAME
from scaffold_rules.documents.kind import Layout, project_types
from scaffold_rules.documents.parse import parse
from scaffold_rules.project import Project
from scaffold_schemas import vocabulary
from scaffold_server.files import Root
from scaffold_server.lint import dated
from scaffold_server.ruff import sources_of
from scaffold_server.workspace import Workspace

_FIELD = re.compile(r"""^(?P<key>[A-Za-z][A-Za-z_-]*):[ \t]*["']?(?P<value>[^\s"'#\[\]{}]*)""", re.MULTILINE)
_FRONTMATTER = re.compile(r"\s*---[ \t]*\r?\n(?P<yaml>.*?)(?:^---[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)

STEP_KEYS = frozenset({"phase", "order", "outputs", "reads", "knowledge-base", "conditional", "cross-reads"})
SNIPPET_RULES = ("python", "fence")
"""What is looked at in Markdown that is nothing in particular."""


class Home(NamedTuple):
    """Where a text would be saved, below its root; ``only`` are the rules that say something about it there."""

    path: str
    only: tuple[str, ...] = ()


def home_of(text: str, language: str, layout: Layout) -> Home | None:
    """Where a text in an editor's language would be saved; None for what is nothing of ours."""
    if language == "yaml":
        return _yaml(dict(_FIELD.findall(text)), layout)
    if language != "markdown":
        return None
    frontmatter = _FRONTMATTER.match(text.removeprefix("\ufeff"))
    content = layout.content
    if frontmatter is None:
        return Home(
            ".scaffold/knowledge/README.md" if content is None else f"{content}knowledge/README.md", SNIPPET_RULES
        )
    fields = dict(_FIELD.findall(frontmatter["yaml"]))
    name = fields["name"] if NAME.match(fields.get("name", "")) else "untitled"
    if content is None:
        return Home(f".scaffold/knowledge/{name}.md")
    if fields.get("category") == "tool":
        return Home(f"{content}tools/{name}.md")
    if STEP_KEYS & fields.keys():
        return Home(f"{content}pipeline/{_word(fields.get('phase', ''), 'pre')}/{name}.md")
    return Home(f"{content}knowledge/{_word(fields.get('category', ''), 'core')}/{name}.md")


def _yaml(fields: Mapping[str, str], layout: Layout) -> Home | None:
    content = layout.content
    if "methodology" in fields:
        return Home(".scaffold/config.yml")
    if content is None:
        return None
    if "cross-reads-overrides" in fields:
        return Home(f"{content}methodology/multi-service-overlay.yml")
    if "project-type" in fields or any(key.endswith("-overrides") for key in fields):
        known = project_types(layout)
        project_type = next(
            (word for word in (fields.get("project-type"), fields.get("name")) if word in known), known[0]
        )
        return Home(f"{content}methodology/{project_type}-overlay.yml")
    if "steps" in fields or "default_depth" in fields:
        stems = vocabulary.presets(layout.version)
        stem = next((stem for stem in stems if stem.startswith(fields.get("name", "").lower() or "-")), stems[0])
        return Home(f"{content}methodology/{stem}.yml")
    return None


def _word(value: str, default: str) -> str:
    return value if NAME.match(value) else default


@dataclass(slots=True)
class Loose(Workspace):
    """A document that no file holds, in a project that nobody else sees: that of its host, and itself where it would be
    saved.
    """

    own: str = ""
    file: Path = Path()
    """What the session calls the document."""
    host: Workspace | None = None
    seen: Project | None = None
    """The host's project that it was put into."""

    def __post_init__(self) -> None:
        """Nothing of it is on disk."""

    def absolute(self, path: str) -> Path:
        """The session's name for the document, the host's file for any other path."""
        if path == self.own:
            return self.file
        return self.host.absolute(path) if self.host else Path(path)

    def unasked(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What ruff has not been asked about yet; its host asks about all else."""
        document = self.project.documents[self.own]
        yield self.own, tuple(source for source in sources_of([document]) if source not in self.ruff)


def loose(
    file: Path, text: str, language: str, host: Workspace | None, before: Loose | None, at: int | None
) -> Loose | None:
    """A document that no file holds in the project of a host, or with the bundled names where there is none; None for
    what is nothing of ours. ``before`` is what it was before the edit at an offset.
    """
    seen = host.project if host else None
    ruff = host.ruff if host else (before.ruff if before else {})
    project = seen or _without_host()
    home = home_of(text, language, project.layout)
    document = parse(home.path, text, project.layout, edited=at) if home else None
    if home is None or document is None:
        return None
    config = host.config if host else dated(Config())
    return Loose(
        root=host.root if host else Root(file, project.layout),
        project=replace(project.with_document(document), ruff=ruff),
        config=config.with_only(*home.only) if home.only else config,
        ruff=ruff,
        own=home.path,
        file=file,
        host=host,
        seen=seen,
    )


def _without_host() -> Project:
    """A project of nothing but the names we know; nobody may call a name unknown in it."""
    from scaffold_schemas.catalogue import catalogue

    return Project({}, Layout("content/"), catalogue(None), complete=False)
