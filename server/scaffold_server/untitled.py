"""Documents that no file holds yet: where they would be saved, told from what is in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from scaffold_rules.documents.document import NAME
from scaffold_rules.documents.kind import Layout, project_types
from scaffold_schemas import vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

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
