"""Presets and overlays: which steps a project gets, and what they receive."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from scaffold_rules.documents.document import Namespace, Reference, YamlDocument, mappings, scalars
from scaffold_rules.documents.yaml import Entry, Mapping, Scalar, Sequence, value_of
from scaffold_schemas.facts import OverlayFacts, Override, PresetFacts, StepOverride


class StepChoice(NamedTuple):
    """A step switched on or off: an entry of a preset's ``steps`` or an overlay's ``step-overrides``."""

    step: Scalar
    node: Mapping
    enabled: Entry | None
    conditional: Entry | None

    @property
    def facts(self) -> StepOverride | None:
        """What it chooses, or None where the scaffold tool drops it for lack of a real boolean."""
        enabled = value_of(self.enabled.value) if self.enabled else None
        conditional = value_of(self.conditional.value) if self.conditional else None
        if not isinstance(enabled, bool):
            return None
        return StepOverride(enabled, "if-needed" if conditional == "if-needed" else None)


class ListOverride(NamedTuple):
    """One entry of a ``knowledge-``, ``reads-`` or ``dependency-overrides`` section."""

    section: str
    step: Scalar
    node: Mapping
    append: tuple[Scalar, ...]
    replace: tuple[tuple[Scalar, Scalar], ...]


class CrossReadOverride(NamedTuple):
    """One item appended by ``cross-reads-overrides``."""

    step: Scalar
    node: Mapping
    service: Scalar | None
    target: Scalar | None


LIST_SECTIONS = ("knowledge-overrides", "reads-overrides", "dependency-overrides")
"""The sections whose entries append to and replace in a step's list."""


class Preset(YamlDocument):
    """A methodology preset: which steps are enabled, and the default depth."""

    @cached_property
    def steps(self) -> tuple[StepChoice, ...]:
        """The entries of ``steps`` that are mappings."""
        entry = self.field("steps")
        return _choices(entry.value) if entry and isinstance(entry.value, Mapping) else ()

    @cached_property
    def keys(self) -> tuple[Scalar, ...]:
        """Every key under ``steps``, well formed or not."""
        entry = self.field("steps")
        return tuple(e.key for e in entry.value.entries) if entry and isinstance(entry.value, Mapping) else ()

    @cached_property
    def facts(self) -> PresetFacts:
        """What other files can know of this preset."""
        depth = self.value("default_depth")
        return PresetFacts(
            stem=self.stem,
            default_depth=depth if isinstance(depth, int) else None,
            steps={choice.step.text: choice.facts for choice in self.steps if choice.facts},
        )

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """The steps it lists."""
        return tuple(Reference(Namespace.STEP, key.text, self.path, key.span, "steps") for key in self.keys)


class Overlay(YamlDocument):
    """YAML that adapts the pipeline. The three kinds differ in what of it the scaffold tool applies."""

    kind_word = "project-type"

    @property
    def project_type(self) -> str | None:
        """The project type the overlay says it is for."""
        value = self.string("project-type")
        return value.strip() if value else None

    @cached_property
    def step_overrides(self) -> tuple[StepChoice, ...]:
        """The entries of ``step-overrides`` that are mappings."""
        entry = self.field("step-overrides")
        return _choices(entry.value) if entry and isinstance(entry.value, Mapping) else ()

    @cached_property
    def list_overrides(self) -> tuple[ListOverride, ...]:
        """The entries of the knowledge, reads and dependency sections, in the order of the sections."""
        return tuple(
            ListOverride(section, key, node, scalars(node.value("append")), _pairs(node.value("replace")))
            for section in LIST_SECTIONS
            if (entry := self.field(section)) is not None
            for key, node in mappings(entry.value)
        )

    def overrides(self, section: str) -> tuple[ListOverride, ...]:
        """The entries of one section."""
        return tuple(override for override in self.list_overrides if override.section == section)

    @cached_property
    def cross_reads(self) -> tuple[CrossReadOverride, ...]:
        """The items of ``cross-reads-overrides`` that are mappings."""
        entry = self.field("cross-reads-overrides")
        return tuple(
            CrossReadOverride(key, item, _text(item, "service"), _text(item, "step"))
            for key, node in mappings(entry.value if entry else None)
            if isinstance(items := node.value("append"), Sequence)
            for item in items.items
            if isinstance(item, Mapping)
        )

    def override_keys(self) -> Iterator[tuple[str, Scalar]]:
        """Section and key of every override, well formed or not."""
        for section in ("step-overrides", *LIST_SECTIONS, "cross-reads-overrides"):
            entry = self.field(section)
            if entry is not None and isinstance(entry.value, Mapping):
                for item in entry.value.entries:
                    yield section, item.key

    @cached_property
    def facts(self) -> OverlayFacts:
        """What other files can know of this overlay: what it would do, before its kind takes away."""
        by_section = {section: self.overrides(section) for section in LIST_SECTIONS}
        return OverlayFacts(
            stem=self.stem,
            kind=self.kind_word,  # type: ignore[arg-type]
            project_type=self.project_type,
            domain=self.string("domain"),
            steps={choice.step.text: choice.facts for choice in self.step_overrides if choice.facts},
            knowledge={o.step.text: tuple(n.text for n in o.append) for o in by_section["knowledge-overrides"]},
            reads={o.step.text: _override(o) for o in by_section["reads-overrides"]},
            dependencies={o.step.text: _override(o) for o in by_section["dependency-overrides"]},
            cross_reads={
                step: tuple(
                    (c.service.text, c.target.text)
                    for c in self.cross_reads
                    if c.step.text == step and c.service and c.target
                )
                for step in {c.step.text for c in self.cross_reads}
            },
        )

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Steps and entries it names, keys included."""
        found = [
            Reference(Namespace.STEP, key.text, self.path, key.span, section) for section, key in self.override_keys()
        ]
        for override in self.list_overrides:
            namespace = Namespace.ENTRY if override.section == "knowledge-overrides" else Namespace.STEP
            found += [
                Reference(namespace, node.text, self.path, node.span, f"{override.section}.append")
                for node in override.append
            ]
            if namespace is Namespace.STEP:
                for old, new in override.replace:
                    found.append(Reference(namespace, old.text, self.path, old.span, f"{override.section}.replace"))
                    found.append(Reference(namespace, new.text, self.path, new.span, f"{override.section}.replace"))
        found += [
            Reference(Namespace.STEP, item.target.text, self.path, item.target.span, "cross-reads-overrides.append")
            for item in self.cross_reads
            if item.target
        ]
        return tuple(found)


class ProjectTypeOverlay(Overlay):
    """The overlay of a project type."""


class SubOverlay(Overlay):
    """The knowledge-only overlay of a domain."""

    kind_word = "sub"

    @property
    def declared_domain(self) -> str:
        """The domain the file's name says, between the project type and the ending."""
        return self.stem.partition(f"{self.project_type}-")[2] if self.project_type else ""


class StructuralOverlay(Overlay):
    """The overlay of projects with services; the keys of its ``step-overrides`` are the global steps."""

    kind_word = "structural"


def _choices(node: Mapping) -> tuple[StepChoice, ...]:
    return tuple(
        StepChoice(key, value, value.get("enabled"), value.get("conditional")) for key, value in mappings(node)
    )


def _pairs(node: object) -> tuple[tuple[Scalar, Scalar], ...]:
    if not isinstance(node, Mapping):
        return ()
    return tuple(
        (entry.key, entry.value)
        for entry in node.entries
        if isinstance(entry.value, Scalar) and isinstance(entry.value.value, str)
    )


def _override(override: ListOverride) -> Override:
    return Override(
        replace=tuple((old.text, new.text) for old, new in override.replace),
        append=tuple(node.text for node in override.append),
    )


def _text(mapping: Mapping, key: str) -> Scalar | None:
    node = mapping.value(key)
    return node if isinstance(node, Scalar) and isinstance(node.value, str) else None
