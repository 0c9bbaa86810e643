"""What a step really gets after preset, overlays and sub-overlays, and where each item came from.

The order of the passes and their rules are those of the scaffold tool (content model, 2.4): the project-type overlay,
then each domain's sub-overlay (knowledge only, known steps only), then the structural overlay of projects with services.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from scaffold_rules.project import Names
    from scaffold_schemas.facts import OverlayFacts, Override, StepFacts

STRUCTURAL = "multi-service-overlay"
FRONTMATTER = "frontmatter"


class Item(NamedTuple):
    """A name in an effective list. ``origin`` is ``frontmatter`` or the stem of the overlay it came from;
    ``replaced`` is the name it stands for when an overlay exchanged it.
    """

    name: str
    origin: str = FRONTMATTER
    replaced: str | None = None


@dataclass(frozen=True, slots=True)
class EffectiveStep:
    """One step as a project receives it. ``decided_by`` is the preset or overlay that enabled or disabled it, None when
    nothing mentions it (which counts as enabled).
    """

    facts: StepFacts
    enabled: bool
    decided_by: str | None
    conditional: bool
    knowledge: tuple[Item, ...]
    reads: tuple[Item, ...]
    dependencies: tuple[Item, ...]
    cross_reads: tuple[tuple[str, str], ...] = ()


class Choice(NamedTuple):
    """What a project chose: all that decides which overlays apply."""

    project_type: str | None = None
    domains: tuple[str, ...] = ()
    services: bool = False
    preset: str | None = "deep"


def applied_overlays(names: Names, choice: Choice) -> tuple[OverlayFacts, ...]:
    """The overlays that apply to a choice, in the order they are merged; missing files are passed over."""
    stems: list[str] = []
    if choice.project_type:
        stems.append(f"{choice.project_type}-overlay")
        stems += [f"{choice.project_type}-{domain}" for domain in dict.fromkeys(choice.domains) if domain != "none"]
    if choice.services:
        stems.append(STRUCTURAL)
    return tuple(names.overlays[stem] for stem in stems if stem in names.overlays)


def effective(names: Names, choice: Choice) -> Mapping[str, EffectiveStep]:
    """Every step and tool as a choice makes it, by name."""
    preset = names.presets.get(choice.preset) if choice.preset else None
    merged = {name: _bare(facts) for name, facts in {**names.steps, **names.tools}.items()}
    for name, setting in (preset.steps if preset else {}).items():
        if name in merged:
            merged[name] = replace(merged[name], enabled=setting.enabled, decided_by=choice.preset)
    for overlay in applied_overlays(names, choice):
        for name in _touched(overlay):
            if name in merged:
                merged[name] = _merge(merged[name], overlay)
    return MappingProxyType(merged)


def _bare(facts: StepFacts) -> EffectiveStep:
    return EffectiveStep(
        facts=facts,
        enabled=True,
        decided_by=None,
        conditional=facts.conditional,
        knowledge=tuple(Item(name) for name in facts.knowledge),
        reads=tuple(Item(name) for name in facts.reads),
        dependencies=tuple(Item(name) for name in facts.dependencies),
    )


def _touched(overlay: OverlayFacts) -> Iterator[str]:
    sections: tuple[Mapping[str, object], ...] = (overlay.knowledge,)
    if overlay.kind != "sub":
        sections = (overlay.steps, overlay.knowledge, overlay.reads, overlay.dependencies, overlay.cross_reads)
    yield from dict.fromkeys(name for section in sections for name in section)


def _merge(step: EffectiveStep, overlay: OverlayFacts) -> EffectiveStep:
    name, stem = step.facts.name, overlay.stem
    if name in overlay.knowledge:
        added = tuple(Item(entry, stem) for entry in overlay.knowledge[name])
        step = replace(step, knowledge=_unique((*step.knowledge, *added)))
    if overlay.kind == "sub":
        return step
    if name in overlay.steps:
        step = replace(step, enabled=overlay.steps[name].enabled, decided_by=stem)
    if name in overlay.reads:
        step = replace(step, reads=_overridden(step.reads, overlay.reads[name], stem))
    if name in overlay.dependencies:
        step = replace(step, dependencies=_overridden(step.dependencies, overlay.dependencies[name], stem))
    if overlay.kind == "structural" and name in overlay.cross_reads:
        step = replace(step, cross_reads=tuple(dict.fromkeys((*step.cross_reads, *overlay.cross_reads[name]))))
    return step


def _overridden(items: tuple[Item, ...], override: Override, stem: str) -> tuple[Item, ...]:
    """Existing items exchanged once, appended items added, the first of equal names kept."""
    exchange = dict(override.replace)
    exchanged = (Item(exchange[item.name], stem, item.name) if item.name in exchange else item for item in items)
    return _unique((*exchanged, *(Item(name, stem) for name in override.append)))


def _unique(items: tuple[Item, ...]) -> tuple[Item, ...]:
    first: dict[str, Item] = {}
    for item in items:
        first.setdefault(item.name, item)
    return tuple(first.values())


def choices(names: Names) -> Iterator[Choice]:
    """Every choice worth looking at for the content as a whole: each project type (and none), each of its domains
    alone and all together, with and without services, under the default preset.
    """
    by_type: dict[str | None, list[tuple[str, ...]]] = {None: [()]}
    for overlay in names.overlays.values():
        if overlay.kind == "project-type" and overlay.project_type:
            by_type.setdefault(overlay.project_type, [()])
    for overlay in names.overlays.values():
        if overlay.kind == "sub" and overlay.project_type:
            domain = overlay.stem.removeprefix(f"{overlay.project_type}-")
            by_type.setdefault(overlay.project_type, [()]).append((domain,))
    for project_type, domains in by_type.items():
        everything = tuple(domain for single in domains for domain in single)
        combined = [*domains, everything] if len(everything) > 1 else domains
        for chosen in combined:
            for services in (False, True):
                yield Choice(project_type, chosen, services)
