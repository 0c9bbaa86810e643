"""What a step really gets after preset, overlays and sub-overlays, and where each item came from.

The order of the passes is the scaffold tool's: the preset, the project's own configuration, the project-type overlay,
each domain's sub-overlay (knowledge only, known steps only), the structural overlay of projects with services.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from scaffold_schemas import vocabulary

if TYPE_CHECKING:
    from scaffold_rules.project import Names
    from scaffold_schemas.facts import OverlayFacts, Override, PresetFacts, StepFacts

STRUCTURAL = vocabulary.project.STRUCTURAL_OVERLAY
FRONTMATTER = "frontmatter"
CUSTOM = "custom.steps"
ADOPTION = "adoption mode"
DEFAULT_PRESET = "deep"


class Item(NamedTuple):
    """A name in an effective list. ``origin`` is ``frontmatter``, the stem of the overlay it came from, or ``adoption
    mode``; ``replaced`` is the name it stands for when an overlay exchanged it.
    """

    name: str
    origin: str = FRONTMATTER
    replaced: str | None = None


@dataclass(frozen=True, slots=True)
class EffectiveStep:
    """One step as a project receives it. ``decided_by`` is what enabled or disabled it: the stem of a preset or of an
    overlay, ``custom.steps``, or None when nothing mentions it (which counts as enabled).
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
    """What a project chose: all that decides which overlays apply.

    ``custom`` are the steps its configuration switches on or off by name; ``adoption`` is True where the scaffold tool
    works on a code base that was there before.
    """

    project_type: str | None = None
    domains: tuple[str, ...] = ()
    services: bool = False
    preset: str | None = DEFAULT_PRESET
    custom: tuple[tuple[str, bool], ...] = ()
    adoption: bool = False


def choice_of(overlay: OverlayFacts) -> Choice:
    """The least a project must choose for an overlay to apply. The file's name decides, not what the overlay says."""
    if overlay.kind == "structural":
        return Choice(services=True)
    if overlay.kind == "project-type":
        return Choice(overlay.stem.removesuffix(vocabulary.project.OVERLAY_SUFFIX))
    for project_type, domains in vocabulary.domains().items():
        for domain in domains:
            if overlay.stem == f"{project_type}-{domain}":
                return Choice(project_type, (domain,))
    return Choice(overlay.project_type)


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
    preset, overlays, custom = _preset(names, choice), applied_overlays(names, choice), dict(choice.custom)
    prompts = {**names.steps, **names.tools}
    touched = {name for overlay in overlays for name in _touched(overlay)}
    merged = {}
    for name, facts in prompts.items():
        step = _switched(bare(facts), preset, custom)
        if name in touched:
            step = reduce(merge, overlays, step)
        merged[name] = _adopted(step) if choice.adoption else step
    return MappingProxyType(merged)


def effective_step(names: Names, choice: Choice, name: str) -> EffectiveStep | None:
    """One step or tool as a choice makes it, or None when nobody knows the name."""
    facts = names.tools.get(name) or names.steps.get(name)
    if facts is None:
        return None
    step = _switched(bare(facts), _preset(names, choice), dict(choice.custom))
    step = reduce(merge, applied_overlays(names, choice), step)
    return _adopted(step) if choice.adoption else step


def global_steps(names: Names) -> frozenset[str]:
    """The steps that run once for all services: whatever the structural overlay switches, on or off."""
    structural = names.overlays.get(STRUCTURAL)
    return frozenset(structural.steps) if structural else frozenset()


def bare(facts: StepFacts) -> EffectiveStep:
    """A step as its frontmatter has it, before any preset or overlay."""
    return EffectiveStep(
        facts=facts,
        enabled=True,
        decided_by=None,
        conditional=facts.conditional,
        knowledge=tuple(Item(name) for name in facts.knowledge),
        reads=tuple(Item(name) for name in facts.reads),
        dependencies=tuple(Item(name) for name in facts.dependencies),
    )


def merge(step: EffectiveStep, overlay: OverlayFacts) -> EffectiveStep:
    """A step after one more overlay."""
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


def _preset(names: Names, choice: Choice) -> PresetFacts | None:
    """The preset of a choice; the scaffold tool takes the default one in place of a preset it cannot load."""
    if choice.preset is None:
        return None
    return names.presets.get(choice.preset) or names.presets.get(DEFAULT_PRESET)


def _switched(step: EffectiveStep, preset: PresetFacts | None, custom: Mapping[str, bool]) -> EffectiveStep:
    """A step as the preset, and after it the project's own configuration, switch it. Nothing switches tools."""
    name = step.facts.name
    if step.facts.tool:
        return step
    if name in custom:
        return replace(step, enabled=custom[name], decided_by=CUSTOM)
    if preset and name in preset.steps:
        return replace(step, enabled=preset.steps[name].enabled, decided_by=preset.stem)
    return step


def _adopted(step: EffectiveStep) -> EffectiveStep:
    """A step with the knowledge that adoption mode adds; tools and stateless steps are never run in it."""
    if step.facts.tool or step.facts.stateless:
        return step
    present = {item.name for item in step.knowledge}
    added = (Item(name, ADOPTION) for name in vocabulary.evals.CODE_INJECTED_KNOWLEDGE if name not in present)
    return replace(step, knowledge=(*step.knowledge, *added))


def _touched(overlay: OverlayFacts) -> Iterator[str]:
    sections: tuple[Mapping[str, object], ...] = (overlay.knowledge,)
    if overlay.kind != "sub":
        sections = (overlay.steps, overlay.knowledge, overlay.reads, overlay.dependencies, overlay.cross_reads)
    yield from dict.fromkeys(name for section in sections for name in section)


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


def choices(names: Names, presets: Iterable[str] = (DEFAULT_PRESET,)) -> Iterator[Choice]:
    """Every choice worth looking at for the content as a whole: each project type (and none), each of its domains
    alone and all together, with and without services, under each of the presets.
    """
    domains: dict[str | None, list[str]] = {None: []}
    for overlay in names.overlays.values():
        made_for = choice_of(overlay)
        domains.setdefault(made_for.project_type, []).extend(made_for.domains)
    for preset in presets:
        for project_type, known in domains.items():
            chosen = [(), *((domain,) for domain in known), *([tuple(known)] if len(known) > 1 else [])]
            for some in chosen:
                for services in (False, True):
                    yield Choice(project_type, some, services, preset)
