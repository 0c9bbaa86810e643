"""Which kind of file a path is: the only place that decides it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from scaffold_schemas import vocabulary

if TYPE_CHECKING:
    from scaffold_schemas import Version


class Kind(StrEnum):
    """The kinds of file; those with a schema share its name."""

    STEP = "step"
    TOOL = "tool"
    KNOWLEDGE = "knowledge"
    KNOWLEDGE_README = "knowledge-readme"
    KNOWLEDGE_VERSION = "knowledge-version"
    PRESET = "preset"
    OVERLAY = "overlay"
    SUB_OVERLAY = "sub-overlay"
    STRUCTURAL_OVERLAY = "structural-overlay"
    METHODOLOGY_README = "methodology-readme"
    SKILL = "skill"
    CANONICAL_SKILL = "canonical-skill"
    SKILL_TEMPLATE = "skill-template"
    GUIDE = "guide"
    GUIDE_AUTHORING = "guide-authoring"
    MODE = "mode"
    TEMPLATE = "template"
    ALLOWLIST = "allowlist"
    CONFIG = "config"
    STATE = "state"
    SERVICE_STATE = "service-state"
    LOCAL_KNOWLEDGE = "local-knowledge"
    INSTRUCTION = "instruction"
    OBSERVABILITY = "observability"
    AGENT_OPS = "agent-ops"
    DECISIONS = "decisions"
    REWORK = "rework"
    LOCK = "lock"
    ACTIVITY = "activity"
    PLUGIN = "plugin"
    SETTINGS = "settings"
    DEAD = "dead"


CONTENT_FOLDERS = (
    "pipeline",
    "knowledge",
    "methodology",
    "tools",
    "skills",
    "agent-skills",
    "guides",
    "modes",
    "assets",
)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a root is laid out: where its content starts, and which release's names count.

    ``content`` is the prefix of content paths: ``content/`` in a repository or package, empty when the root is a content
    folder itself or has the older layout, None in a project that has no content of its own. ``project_types`` are the
    user's own additional ones.
    """

    content: str | None = "content/"
    version: Version | None = None
    project_types: tuple[str, ...] = ()


def kind_of(path: str, layout: Layout) -> Kind | None:
    """The kind of a file from its path below the root (forward slashes), or None for a file that is none of ours.

    ``Kind.DEAD`` is a file in the right folder that the scaffold tool never loads. The table is that of the content
    model, section 1.1.
    """
    if path.startswith(".scaffold/"):
        return _project_kind(path.removeprefix(".scaffold/"))
    if path in _AT_ROOT:
        return _AT_ROOT[path]
    if layout.content is None or not path.startswith(layout.content):
        return None
    folder, slash, rest = path.removeprefix(layout.content).partition("/")
    if not slash:
        return None
    match folder:
        case "pipeline":
            return Kind.STEP if rest.endswith(".md") else _dead(rest, ".markdown", ".mdx", ".MD")
        case "tools":
            return Kind.TOOL if rest.endswith(".md") else _dead(rest, ".markdown", ".mdx", ".MD")
        case "knowledge":
            return _knowledge_kind(rest)
        case "methodology":
            return _methodology_kind(rest, layout)
        case "skills":
            return _skill_kind(rest, Kind.SKILL)
        case "agent-skills":
            return _skill_kind(rest, Kind.CANONICAL_SKILL)
        case "guides":
            return _guide_kind(rest)
        case "modes":
            return Kind.MODE if rest == "adoption.md" else _dead(rest, ".md")
        case "assets":
            return Kind.TEMPLATE if rest.startswith("agent-ops/") and rest.endswith(".tmpl") else None
    return None


_AT_ROOT = {
    "docs/knowledge-freshness/authoritative-sources.yaml": Kind.ALLOWLIST,
    ".claude-plugin/plugin.json": Kind.PLUGIN,
    "scaffold-lint.toml": Kind.SETTINGS,
}


def _dead(name: str, *endings: str) -> Kind | None:
    return Kind.DEAD if name.endswith(endings) else None


def _knowledge_kind(rest: str) -> Kind | None:
    if rest == "VERSION":
        return Kind.KNOWLEDGE_VERSION
    if PurePosixPath(rest).name == "README.md":
        return Kind.KNOWLEDGE_README
    return Kind.KNOWLEDGE if rest.endswith(".md") else _dead(rest, ".markdown", ".mdx", ".MD")


def _methodology_kind(name: str, layout: Layout) -> Kind | None:
    if name == "README.md":
        return Kind.METHODOLOGY_README
    if not name.endswith((".yml", ".yaml")):
        return None
    stem = name.removesuffix(".yml")
    if stem == "multi-service-overlay":
        return Kind.STRUCTURAL_OVERLAY
    if stem in vocabulary.presets(layout.version):
        return Kind.PRESET
    if stem.endswith("-overlay") and stem.removesuffix("-overlay") in project_types(layout):
        return Kind.OVERLAY
    for project_type, domains in vocabulary.domains(layout.version).items():
        if stem.startswith(f"{project_type}-") and stem.removeprefix(f"{project_type}-") in domains:
            return Kind.SUB_OVERLAY
    return Kind.DEAD


def project_types(layout: Layout) -> tuple[str, ...]:
    """The project types that count in a root, the user's own last."""
    return (*vocabulary.project_types(layout.version), *layout.project_types)


def _skill_kind(rest: str, kind: Kind) -> Kind | None:
    parts = rest.split("/")
    if len(parts) != 2:
        return None
    if parts[1] == "SKILL.md":
        return kind
    return Kind.SKILL_TEMPLATE if parts[1] in {"agents-block.md", "cursor.mdc"} else None


def _guide_kind(rest: str) -> Kind | None:
    parts = rest.split("/")
    if rest == "AUTHORING.md":
        return Kind.GUIDE_AUTHORING
    if any(part.startswith(".") for part in parts[:-1]):
        return None
    if len(parts) == 2 and parts[1] == "index.md":
        return Kind.GUIDE
    return Kind.DEAD if rest.endswith(".md") and parts[-1] != "README.md" else None


_IN_PROJECT = {
    "config.yml": Kind.CONFIG,
    "state.json": Kind.STATE,
    "observability.yaml": Kind.OBSERVABILITY,
    "agent-ops.yaml": Kind.AGENT_OPS,
    "decisions.jsonl": Kind.DECISIONS,
    "rework.json": Kind.REWORK,
    "lock.json": Kind.LOCK,
    "activity.jsonl": Kind.ACTIVITY,
    "lint.toml": Kind.SETTINGS,
    # the right names with the wrong ending are never read
    "config.yaml": Kind.DEAD,
    "observability.yml": Kind.DEAD,
    "agent-ops.yml": Kind.DEAD,
}


def _project_kind(rest: str) -> Kind | None:
    if rest in _IN_PROJECT:
        return _IN_PROJECT[rest]
    parts = rest.split("/")
    match parts:
        case ["knowledge", *_]:
            if parts[-1] == "README.md":
                return Kind.KNOWLEDGE_README
            return Kind.LOCAL_KNOWLEDGE if rest.endswith(".md") else _dead(rest, ".markdown", ".mdx", ".txt")
        case ["instructions", name] if name.endswith(".md"):
            return Kind.INSTRUCTION
        case ["instructions", *_]:
            return Kind.DEAD
        case ["services", _, "state.json"]:
            return Kind.SERVICE_STATE
        case ["services", _, "decisions.jsonl"]:
            return Kind.DECISIONS
    return None
