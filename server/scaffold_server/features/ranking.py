"""Which name is likely meant: steps and entries by fitness, topics by what goes together."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from scaffold_rules.documents.document import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold_rules.documents.knowledge import KnowledgeEntry
    from scaffold_rules.documents.methodology import Overlay
    from scaffold_rules.project import Project
    from scaffold_server.features.cursor import Cursor


def order_of(project: Project, step: str) -> float | None:
    facts = project.prompt(step)
    return facts.order if facts else None


def by_order(project: Project, *, tools: bool) -> list[str]:
    """Steps as the pipeline lists them, tools behind."""
    steps = sorted(project.steps.values(), key=lambda s: (s.order if s.order is not None else 9999, s.name))
    return [s.name for s in steps] + (sorted(project.tools) if tools else [])


def steps_before(project: Project, name: str, order: float | None, category: str = "") -> list[str]:
    """Steps that may come before one: the nearest earlier first, a type's own before others, later ones last."""
    at = order if order is not None else 9999
    popular = Counter(d for s in project.steps.values() for d in (*s.dependencies, *s.reads))
    own = _type_steps(project, category)
    steps = [s for s in project.steps.values() if s.name != name]
    ranked = sorted(
        steps,
        key=lambda s: (
            (s.order or 0) >= at,
            s.name not in own if category else False,
            -popular[s.name] + abs(at - (s.order or 0)) / 40,
            s.name,
        ),
    )
    return [s.name for s in ranked]


def _type_steps(project: Project, category: str) -> frozenset[str]:
    """The steps that the overlay of a project type enables."""
    overlay = project.overlays.get(f"{category}-overlay")
    return frozenset(name for name, choice in overlay.steps.items() if choice.enabled) if overlay else frozenset()


def steps_of_overlay(project: Project, overlay: Overlay, *, tools: bool) -> list[str]:
    """Steps an overlay may act on: those other overlays act on most first, in the pipeline's order among equals."""
    touched = Counter(
        name
        for other in project.overlays.values()
        if other.stem != overlay.stem
        for section in (other.steps, other.knowledge, other.reads, other.dependencies)
        for name in section
    )
    listed = by_order(project, tools=tools)
    own = _type_steps(project, overlay.project_type or "")
    preset = project.presets.get("deep")
    waiting = {name for name, choice in (preset.steps if preset else {}).items() if not choice.enabled}
    return sorted(
        listed,
        key=lambda name: (
            name not in own,
            name not in waiting or touched[name] > 0,
            -touched[name],
            listed.index(name),
        ),
    )


SPECIFIC = 1.5
"""How much it counts that a domain alone has an entry of this kind; others have requirements and conventions too."""


def entries_for(project: Project, step: str, category: str, prefix: str = "") -> list[str]:
    """Entries for a step: the same domain first, then those like what other overlays give the step, then those whose
    name shares words with the step's, then much used ones.
    """
    parts = frozenset(step.split("-"))
    used = Counter(name for s in (*project.steps.values(), *project.tools.values()) for name in s.knowledge)
    usual = _usual_words(project, step, prefix)
    tails = Counter(name.removeprefix(f"{facts.category}-") for name, facts in project.knowledge.items())
    said = _said(project, step)

    def rank(name: str) -> tuple[object, ...]:
        words = frozenset(name.split("-"))
        return (
            not (prefix and name.startswith(f"{prefix}-")),
            project.knowledge[name].category != category,
            -sum(usual[word] for word in words)
            - 2 * len(parts & words)
            - _alike(project, said, name)
            - SPECIFIC * (tails[name.removeprefix(f"{project.knowledge[name].category}-")] < 3),
            -used[name],
            name,
        )

    return sorted(project.knowledge, key=rank)


def _said(project: Project, step: str) -> frozenset[str]:
    """The words of a step's name, description and summary."""
    prompts = project.prompts.get(step)
    if not prompts:
        return frozenset()
    return _words(f"{step} {prompts[-1].string('description')} {prompts[-1].string('summary')}")


def _alike(project: Project, said: frozenset[str], name: str) -> float:
    """How much some words are those that an entry says it is about."""
    entries = project.entries.get(name) if said else None
    return len(said & _about(entries[-1])) / 2 if entries else 0


@lru_cache(maxsize=2048)
def _words(text: str) -> frozenset[str]:
    """The stems of the longer words of a text."""
    return frozenset(word.rstrip("s")[:7] for word in re.findall(r"[a-z]{4,}", text.lower()))


def prepare(project: Project) -> Iterator[None]:
    """Look at every entry's words once, in steps, so that the first completion need not."""
    for entries in project.entries.values():
        _about(entries[-1])
        yield


@remembered
def _about(entry: KnowledgeEntry) -> frozenset[str]:
    """The words that an entry says it is about."""
    return _words(f"{entry.name} {entry.string('description')} {' '.join(entry.facts.topics)}")


def _usual_words(project: Project, step: str, prefix: str) -> Counter[str]:
    """The words in the names of entries that a step gets elsewhere, by how often they occur: `testing` for `tdd`."""
    facts = project.prompt(step)
    found: Counter[str] = Counter(word for name in (facts.knowledge if facts else ()) for word in name.split("-"))
    for overlay in project.overlays.values():
        own = overlay.stem.removesuffix("-overlay")
        if own != prefix:
            for name in overlay.knowledge.get(step, ()):
                found.update(set(name.split("-")) - set(own.split("-")))
    return found


def topics_for(project: Project, entry: KnowledgeEntry, cursor: Cursor) -> list[str]:
    """Topics in use: those that go together with the entry's other topics, then those of its category, then the rest."""
    present = cursor.present
    together: Counter[str] = Counter()
    category: Counter[str] = Counter()
    for name, facts in project.knowledge.items():
        if name == entry.name:
            continue
        common = len(present & set(facts.topics))
        for topic in facts.topics:
            together[topic] += common
            category[topic] += facts.category == entry.category
    usage = project.topics
    own = set(entry.facts.topics)
    known = [topic for topic, names in usage.items() if names != (entry.name,) or topic not in own]
    return sorted(known, key=lambda t: (-together[t], -category[t], -len(usage[t]), t))
