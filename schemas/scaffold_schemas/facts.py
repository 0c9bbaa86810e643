"""What is known of one release's content: names, phases, orders and references, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scaffold_schemas.release import Version

OverlayKind = Literal["project-type", "sub", "structural"]


@dataclass(frozen=True, slots=True)
class StepFacts:
    """A pipeline step or a tool, as its frontmatter declares it."""

    name: str
    phase: str | None
    order: float | None
    dependencies: tuple[str, ...]
    reads: tuple[str, ...]
    knowledge: tuple[str, ...]
    outputs: tuple[str, ...]
    conditional: bool
    stateless: bool
    tool: bool


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """A knowledge entry; its category is the folder it lies in."""

    name: str
    category: str
    topics: tuple[str, ...]
    volatility: str | None


@dataclass(frozen=True, slots=True)
class Override:
    """How an overlay changes a list of step names: replacements (old, new) first, then what is appended."""

    replace: tuple[tuple[str, str], ...]
    append: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepOverride:
    """Whether a preset or an overlay enables a step, and its ``conditional`` if it says one."""

    enabled: bool
    conditional: str | None


@dataclass(frozen=True, slots=True)
class OverlayFacts:
    """An overlay file, by its stem; every section maps a step (or tool) to what is done to it."""

    stem: str
    kind: OverlayKind
    project_type: str | None
    domain: str | None
    steps: Mapping[str, StepOverride]
    knowledge: Mapping[str, tuple[str, ...]]
    reads: Mapping[str, Override]
    dependencies: Mapping[str, Override]
    cross_reads: Mapping[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class PresetFacts:
    """A methodology preset, by its file stem."""

    stem: str
    default_depth: int | None
    steps: Mapping[str, StepOverride]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The content of one release, by name; tools are apart from steps."""

    version: Version
    steps: Mapping[str, StepFacts]
    tools: Mapping[str, StepFacts]
    knowledge: Mapping[str, EntryFacts]
    presets: Mapping[str, PresetFacts]
    overlays: Mapping[str, OverlayFacts]
