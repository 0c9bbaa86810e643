"""What an overlay finds when its turn comes, where the names it deals with are written, and how to take one out."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from scaffold_rules.documents.methodology import ListOverride, Overlay
from scaffold_rules.documents.yaml import Mapping as MappingNode
from scaffold_rules.documents.yaml import Scalar
from scaffold_rules.documents.yaml import Sequence as SequenceNode
from scaffold_rules.edits import remove_entry, remove_item
from scaffold_rules.effective import FRONTMATTER, EffectiveStep, Item, bare, choice_of, merge
from scaffold_rules.finding import Edit, Related
from scaffold_rules.project import Project, once
from scaffold_schemas import vocabulary

if TYPE_CHECKING:
    from scaffold_schemas.facts import OverlayFacts, StepFacts

LISTS = {"knowledge-overrides": "knowledge", "reads-overrides": "reads", "dependency-overrides": "dependencies"}
"""The list of a step that each section overrides."""


class Added(NamedTuple):
    """A name that an overlay puts into a step's list: by appending it, or in place of another."""

    override: ListOverride
    node: Scalar
    replaced: Scalar | None

    @property
    def name(self) -> str:
        """The name that is added."""
        return self.node.text


def applied(overlay: Overlay, *sections: str) -> Iterator[ListOverride]:
    """The list overrides of some sections, or all; what the scaffold tool strips from a sub-overlay is left out."""
    kept = vocabulary.overlay_sections(overlay.facts.kind)
    for override in overlay.list_overrides:
        if override.section in kept and (not sections or override.section in sections):
            yield override


def replacements(override: ListOverride) -> tuple[tuple[Scalar, Scalar], ...]:
    """The names an override exchanges, old and new; knowledge cannot be replaced."""
    return () if override.section == "knowledge-overrides" else override.replace


def added(overlay: Overlay, *sections: str) -> Iterator[Added]:
    """The names an overlay puts into the lists of steps."""
    for override in applied(overlay, *sections):
        for old, new in replacements(override):
            yield Added(override, new, old)
        for node in override.append:
            yield Added(override, node, None)


def preceding(project: Project, overlay: OverlayFacts) -> tuple[tuple[OverlayFacts, ...], ...]:
    """What may have been merged when an overlay's turn comes, one case after the other.

    Nothing before a project type's, the project type's before a domain's, nothing or any project type's before the
    structural one.
    """
    by_stem = project.overlays
    if overlay.kind == "project-type":
        return ((),)
    if overlay.kind == "sub":
        base = by_stem.get(f"{choice_of(overlay).project_type}-overlay")
        return ((base,) if base else (),)
    return ((), *((other,) for _, other in sorted(by_stem.items()) if other.kind == "project-type"))


@once
def unmerged(project: Project, step: str) -> EffectiveStep | None:
    """A step or tool as its frontmatter has it, or None when nobody knows it."""
    facts = project.prompt(step)
    return bare(facts) if facts else None


@once
def lists_before(project: Project, stem: str, section: str, step: str) -> tuple[tuple[Item, ...], ...]:
    """A step's list as an overlay finds it, in each case that differs; nothing for steps that nobody defines."""
    start, overlay = unmerged(project, step), project.overlays.get(stem)
    if start is None or overlay is None:
        return ()
    cases = {}
    for before in preceding(project, overlay):
        acting = [each for each in before if step in _overridden(each, section)]
        cases[tuple(each.stem for each in acting)] = acting
    found = (reduce(merge, before, start) for before in cases.values())
    return tuple(dict.fromkeys(getattr(each, LISTS[section]) for each in found))


def _overridden(overlay: OverlayFacts, section: str) -> Mapping[str, object]:
    """The steps whose lists a section of an overlay overrides."""
    if section == "knowledge-overrides":
        return overlay.knowledge
    return overlay.reads if section == "reads-overrides" else overlay.dependencies


def already_there(project: Project, overlay: Overlay, item: Added) -> Item | None:
    """The item that makes an appended one do nothing, in every case the overlay is merged in; else None."""
    if item.replaced is not None:
        return None
    found: Item | None = None
    for items in lists_before(project, overlay.stem, item.override.section, item.override.step.text):
        exchange = {old.text: new.text for old, new in replacements(item.override)}
        after = {exchange.get(each.name, each.name): each for each in reversed(items)}
        found = after.get(item.name)
        if found is None:
            return None
    return found


@once
def switched_on(project: Project, step: str) -> bool:
    """Whether some preset enables a step, before any overlay; one that does not mention it does."""
    choices = [preset.steps.get(step) for preset in project.presets.values()]
    return not choices or any(choice is None or choice.enabled for choice in choices)


def merged_dependencies(project: Project, step: str, overlays: Sequence[OverlayFacts]) -> tuple[Item, ...]:
    """What a step waits for after some overlays have been merged."""
    return reduce(merge, overlays, bare(project.steps[step])).dependencies


@once
def dependencies_after(project: Project, stems: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """The graph of the steps' dependencies after the overlays of some files have been merged."""
    overlays = [project.overlays[stem] for stem in stems]
    touched = {name for overlay in overlays for name in overlay.dependencies}
    return {
        name: tuple(item.name for item in merged_dependencies(project, name, overlays))
        if name in touched
        else facts.dependencies
        for name, facts in project.steps.items()
    }


def stems_of(overlays: Sequence[OverlayFacts]) -> tuple[str, ...]:
    """The overlays' files, those left out that change no dependencies."""
    return tuple(overlay.stem for overlay in overlays if overlay.dependencies)


def later(project: Project, overlay: Overlay, section: str) -> Iterator[tuple[Added, StepFacts, StepFacts]]:
    """The names an overlay newly puts into the lists of a section that have a higher order than the list's own step."""
    for each in added(overlay, section):
        step, target = project.steps.get(each.override.step.text), project.steps.get(each.name)
        if step is None or target is None or step.order is None or target.order is None or target.order <= step.order:
            continue
        if already_there(project, overlay, each) is None:
            yield each, step, target


def waits_for(project: Project, overlay: Overlay, step: str, other: str) -> bool:
    """Whether a step has to wait for another where just this overlay is merged, directly or not."""
    return bool(way(dependencies_after(project, stems_of([overlay.facts])), step, other))


def way(graph: Mapping[str, Sequence[str]], start: str, goal: str) -> tuple[str, ...]:
    """The shortest way from one node to another, both included; empty when there is none."""
    came_from = {start: start}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        if node == goal:
            path = [node]
            while path[-1] != start:
                path.append(came_from[path[-1]])
            return tuple(reversed(path))
        for target in graph.get(node, ()):
            if target not in came_from:
                came_from[target] = node
                waiting.append(target)
    return ()


def written(project: Project, section: str, step: str, item: Item, message: str) -> tuple[Related, ...]:
    """Where an item of a step's list is written: in the step's frontmatter, or in the overlay it came from."""
    nodes: Iterator[tuple[str, Scalar]]
    if item.origin == FRONTMATTER:
        prompts = project.prompts.get(step, ())[-1:]
        nodes = ((prompt.path, node) for prompt in prompts for node in getattr(prompt, LISTS[section]))
    else:
        nodes = (
            (overlay.path, each.node)
            for overlay in project.of(Overlay)
            if overlay.stem == item.origin
            for each in added(overlay, section)
            if each.override.step.text == step
        )
    return tuple(Related(path, node.span, message) for path, node in nodes if node.text == item.name)[:1]


def without_added(overlay: Overlay, item: Added) -> tuple[Edit, ...] | None:
    """An overlay without one added name; an override that is empty then goes too."""
    override = item.override
    key = "replace" if item.replaced else "append"
    entry = override.node.get(key)
    if entry is None or len(override.append if key == "append" else override.replace) > 1:
        if entry is not None and isinstance(entry.value, SequenceNode):
            return remove_item(overlay, entry.value, item.node)
        if entry is not None and isinstance(entry.value, MappingNode):
            pair = next((each for each in entry.value.entries if each.value is item.node), None)
            return remove_entry(overlay, entry.value, pair) if pair else None
        return None
    if len(override.node.entries) > 1:
        return remove_entry(overlay, override.node, entry)
    return without_override(overlay, override)


def without_override(overlay: Overlay, override: ListOverride) -> tuple[Edit, ...] | None:
    """An overlay without one override; a section that is empty then goes too. Comments inside are nobody's to delete."""
    section = overlay.field(override.section)
    if section is None or overlay.root is None or not isinstance(section.value, MappingNode):
        return None
    entry = next((each for each in section.value.entries if each.key is override.step), None)
    whole = len(section.value.entries) == 1
    gone = section if whole else entry
    if entry is None or gone is None or "#" in gone.span.of(overlay.text):
        return None
    return remove_entry(overlay, overlay.root if whole else section.value, gone)


def switch(overlay: Overlay, step: str) -> Scalar | None:
    """The key under which an overlay switches a step, the last one when there are several."""
    return next((each.step for each in reversed(overlay.step_overrides) if each.step.text == step and each.facts), None)
