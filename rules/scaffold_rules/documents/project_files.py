"""The files of a user's project under ``.scaffold/``, and the YAML and JSON files beside the content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from scaffold_rules.documents.document import Namespace, Reference, YamlDocument, mappings
from scaffold_rules.documents.yaml import Mapping, Scalar, Sequence, Tree


@dataclass(frozen=True, eq=False)
class ProjectConfig(YamlDocument):
    """``.scaffold/config.yml``."""

    @property
    def project(self) -> Mapping | None:
        """The ``project`` mapping."""
        entry = self.field("project")
        return entry.value if entry and isinstance(entry.value, Mapping) else None

    @cached_property
    def services(self) -> tuple[Mapping, ...]:
        """The mappings of ``project.services``."""
        node = self.project.value("services") if self.project else None
        return tuple(item for item in node.items if isinstance(item, Mapping)) if isinstance(node, Sequence) else ()

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Steps named in ``custom.steps``, ``artifact_map`` and the services' ``exports``."""
        return tuple(
            Reference(Namespace.STEP, node.text, self.path, node.span, role) for role, node in self._step_names()
        )

    def _step_names(self) -> Iterator[tuple[str, Scalar]]:
        for key, node in mappings(self.root):
            if key.text == "custom" and isinstance(steps := node.value("steps"), Mapping):
                yield from (("custom.steps", entry.key) for entry in steps.entries)
            elif key.text == "artifact_map":
                yield from (("artifact_map", entry.key) for entry in node.entries)
        for service in self.services:
            exports = service.value("exports")
            for item in exports.items if isinstance(exports, Sequence) else ():
                step = item.value("step") if isinstance(item, Mapping) else None
                if isinstance(step, Scalar) and isinstance(step.value, str):
                    yield "exports", step


@dataclass(frozen=True, eq=False)
class Observability(YamlDocument):
    """``.scaffold/observability.yaml``."""


@dataclass(frozen=True, eq=False)
class AgentOps(YamlDocument):
    """``.scaffold/agent-ops.yaml``."""


@dataclass(frozen=True, eq=False)
class Allowlist(YamlDocument):
    """The hosts and repositories that sources of knowledge entries may come from."""

    @cached_property
    def hosts(self) -> tuple[Scalar, ...]:
        """The items of ``hosts`` that are strings."""
        return _strings(self, "hosts")

    @cached_property
    def github_repos(self) -> tuple[Scalar, ...]:
        """The items of ``github_repos`` that are strings."""
        return _strings(self, "github_repos")


@dataclass(frozen=True, eq=False)
class JsonDocument(YamlDocument):
    """A JSON file, read as the YAML that it is."""


@dataclass(frozen=True, eq=False)
class State(JsonDocument):
    """``.scaffold/state.json``, or that of a service."""

    @property
    def steps(self) -> Mapping | None:
        """The ``steps`` mapping."""
        entry = self.field("steps")
        return entry.value if entry and isinstance(entry.value, Mapping) else None

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """The steps it records."""
        entries = self.steps.entries if self.steps else ()
        return tuple(Reference(Namespace.STEP, e.key.text, self.path, e.key.span, "state.steps") for e in entries)


@dataclass(frozen=True, eq=False)
class Rework(JsonDocument):
    """``.scaffold/rework.json``."""


@dataclass(frozen=True, eq=False)
class Lock(JsonDocument):
    """``.scaffold/lock.json``."""


@dataclass(frozen=True, eq=False)
class Plugin(JsonDocument):
    """``.claude-plugin/plugin.json``."""


@dataclass(frozen=True, eq=False)
class JsonLines(YamlDocument):
    """A file with one JSON object per line; ``records`` are the trees of its lines that are not blank."""

    records: tuple[Tree, ...] = ()


@dataclass(frozen=True, eq=False)
class Decisions(JsonLines):
    """``.scaffold/decisions.jsonl``."""


@dataclass(frozen=True, eq=False)
class Activity(JsonLines):
    """``.scaffold/activity.jsonl``, the activity ledger."""


def _strings(document: YamlDocument, key: str) -> tuple[Scalar, ...]:
    entry = document.field(key)
    items = entry.value.items if entry and isinstance(entry.value, Sequence) else ()
    return tuple(item for item in items if isinstance(item, Scalar) and isinstance(item.value, str))
