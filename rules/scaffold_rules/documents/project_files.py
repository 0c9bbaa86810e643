"""The files of a user's project under ``.scaffold/``, and the YAML and JSON files beside the content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from scaffold_rules.documents.document import Namespace, Reference, YamlDocument, mappings
from scaffold_rules.documents.yaml import Entry, Mapping, Node, Scalar, Sequence, Tree

CONFIG_PATH = ".scaffold/config.yml"
CONFIG_VERSION = 2


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

    @property
    def custom_steps(self) -> Mapping | None:
        """The mapping ``custom.steps``."""
        custom = self.field("custom")
        steps = custom.value.value("steps") if custom and isinstance(custom.value, Mapping) else None
        return steps if isinstance(steps, Mapping) else None

    @property
    def typed(self) -> tuple[Mapping, ...]:
        """What has a project type: the project, and each of its services."""
        return (*((self.project,) if self.project else ()), *self.services)

    @property
    def methodology(self) -> str | None:
        """The methodology the scaffold tool goes by; None in the old format, where migration decides."""
        version = self.value("version")
        return self.string("methodology") if type(version) is int and version == CONFIG_VERSION else None

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Steps named in ``custom.steps``, ``artifact_map`` and the services' ``exports``."""
        return tuple(
            Reference(Namespace.STEP, node.text, self.path, node.span, role) for role, node in self._step_names()
        )

    def _step_names(self) -> Iterator[tuple[str, Scalar]]:
        for key, node in mappings(self.root):
            if key.text == "custom" and self.custom_steps:
                yield from (("custom.steps", entry.key) for entry in self.custom_steps.entries)
            elif key.text == "artifact_map":
                yield from (("artifact_map", entry.key) for entry in node.entries)
        for service in self.services:
            exports = service.value("exports")
            for item in exports.items if isinstance(exports, Sequence) else ():
                step = item.value("step") if isinstance(item, Mapping) else None
                if isinstance(step, Scalar) and isinstance(step.value, str):
                    yield "exports", step


class Observability(YamlDocument):
    """``.scaffold/observability.yaml``."""


class AgentOps(YamlDocument):
    """``.scaffold/agent-ops.yaml``."""


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


class JsonDocument(YamlDocument):
    """A JSON file, read as the YAML that it is."""


class StepRecord(NamedTuple):
    """What a state file says about one step."""

    entry: Entry
    node: Mapping

    @property
    def name(self) -> str:
        """The step's name."""
        return self.entry.key.text

    @property
    def status(self) -> str | None:
        """The step's ``status``, where it is a string."""
        status = word(self.node, "status")
        return status.text if status else None


class State(JsonDocument):
    """``.scaffold/state.json``, or that of a service."""

    @property
    def steps(self) -> Mapping | None:
        """The ``steps`` mapping."""
        entry = self.field("steps")
        return entry.value if entry and isinstance(entry.value, Mapping) else None

    @cached_property
    def records(self) -> tuple[StepRecord, ...]:
        """The steps it records as mappings."""
        entries = self.steps.entries if self.steps else ()
        return tuple(StepRecord(entry, entry.value) for entry in entries if isinstance(entry.value, Mapping))

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """The steps it records."""
        entries = self.steps.entries if self.steps else ()
        return tuple(Reference(Namespace.STEP, e.key.text, self.path, e.key.span, "state.steps") for e in entries)


class Rework(JsonDocument):
    """``.scaffold/rework.json``."""

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """The steps of the session."""
        steps = self.field("steps")
        items = steps.value.items if steps and isinstance(steps.value, Sequence) else ()
        names = (word(item, "name") for item in items)
        return tuple(Reference(Namespace.STEP, n.text, self.path, n.span, "rework.steps") for n in names if n)


class Lock(JsonDocument):
    """``.scaffold/lock.json``."""


class Plugin(JsonDocument):
    """``.claude-plugin/plugin.json``."""


@dataclass(frozen=True, eq=False)
class JsonLines(YamlDocument):
    """A file with one JSON object per line; ``records`` are the trees of its lines that are not blank."""

    records: tuple[Tree, ...] = ()

    @property
    def objects(self) -> Iterator[Mapping]:
        """The records that are mappings, in the order of their lines."""
        return (tree.root for tree in self.records if isinstance(tree.root, Mapping))


class Decisions(JsonLines):
    """``.scaffold/decisions.jsonl``."""


class Activity(JsonLines):
    """``.scaffold/activity.jsonl``, the activity ledger."""


def word(node: Node | None, key: str) -> Scalar | None:
    """The value of a key of a mapping, where it is a string."""
    value = node.value(key) if isinstance(node, Mapping) else None
    return value if isinstance(value, Scalar) and isinstance(value.value, str) else None


def _strings(document: YamlDocument, key: str) -> tuple[Scalar, ...]:
    entry = document.field(key)
    items = entry.value.items if entry and isinstance(entry.value, Sequence) else ()
    return tuple(item for item in items if isinstance(item, Scalar) and isinstance(item.value, str))
