"""What is known of one release's content: names, phases, orders and references, as frozen values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scaffold_schemas.release import Version

OverlayKind = Literal["project-type", "sub", "structural"]


class StepFacts(NamedTuple):
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


class EntryFacts(NamedTuple):
    """A knowledge entry; its category is the folder it lies in."""

    name: str
    category: str
    topics: tuple[str, ...]
    volatility: str | None


class Override(NamedTuple):
    """How an overlay changes a list of step names: replacements (old, new) first, then what is appended."""

    replace: tuple[tuple[str, str], ...]
    append: tuple[str, ...]


class StepOverride(NamedTuple):
    """Whether a preset or an overlay enables a step, and its ``conditional`` if it says one."""

    enabled: bool
    conditional: str | None


class OverlayFacts(NamedTuple):
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


class PresetFacts(NamedTuple):
    """A methodology preset, by its file stem."""

    stem: str
    default_depth: int | None
    steps: Mapping[str, StepOverride]


class Catalogue(NamedTuple):
    """The content of one release, by name; tools are apart from steps."""

    version: Version
    steps: Mapping[str, StepFacts]
    tools: Mapping[str, StepFacts]
    knowledge: Mapping[str, EntryFacts]
    presets: Mapping[str, PresetFacts]
    overlays: Mapping[str, OverlayFacts]
