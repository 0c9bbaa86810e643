"""A step gets more knowledge than the content allows, once overlays are merged.

A step may list eight entries; the gate that counts them looks at frontmatter alone. Overlays of a type, its domains
and services add up, and everything is pasted into one prompt: the more there is, the less of it is followed. `limit`
is an option.

Upstream: eval 32, which sees frontmatter only.

## Bad

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
knowledge-overrides:
  game-design: { append: [i] }
```

## Good

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
knowledge-overrides:
  game-design: { append: [a] }
```

## With

```markdown content/pipeline/pre/game-design.md
---
name: game-design
description: What game-design is for
phase: pre
order: 120
knowledge-base: [a, b, c, d, e, f, g, h]
outputs: [docs/game-design.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.methodology import Overlay
from scaffold_rules.effective import Choice, applied_overlays, choices
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.merging import applied
from scaffold_rules.project import Project, once
from scaffold_rules.rule import rule
from scaffold_schemas.facts import OverlayFacts


@rule(on=Overlay, severity=Severity.INFO)
def heavy_step(overlay: Overlay, project: Project, *, limit: int = 8) -> Iterator[Finding]:
    """Steps that this overlay takes over the limit, in the worst of the choices where it does."""
    stem = overlay.stem
    for override in applied(overlay, "knowledge-overrides"):
        step = override.step.text
        crossing = [
            (after, choice)
            for choice, grown_by, before, after in _growth(project, step)
            if grown_by == stem and before <= limit < after
        ]
        if crossing:
            count, choice = max(crossing, key=lambda each: each[0])
            yield Finding(
                override.step.span,
                f"with this overlay `{step}` gets {count} knowledge entries{_where(choice)}; {limit} are the limit",
                data={"entries": count},
            )


@once
def _growth(project: Project, step: str) -> tuple[tuple[Choice, str, int, int], ...]:
    """How each overlay of each choice changes the number of a step's entries: choice, overlay, before and after it."""
    facts = project.prompt(step)
    found: dict[tuple[str, ...], list[tuple[Choice, str, int, int]]] = {}
    for choice, overlays in _cases(project) if facts else ():
        touching = [overlay for overlay in overlays if step in overlay.knowledge]
        case = tuple(overlay.stem for overlay in touching)
        if facts is None or case in found:
            continue
        found[case] = []
        names, before = set(facts.knowledge), len(facts.knowledge)
        for overlay in touching:
            names.update(overlay.knowledge[step])
            found[case].append((choice, overlay.stem, before, len(names)))
            before = len(names)
    return tuple(each for grown in found.values() for each in grown)


@once
def _cases(project: Project) -> tuple[tuple[Choice, tuple[OverlayFacts, ...]], ...]:
    """Every choice of project type, domains and services, with the overlays that apply to it."""
    return tuple((choice, applied_overlays(project, choice)) for choice in choices(project))


def _where(choice: Choice) -> str:
    parts = [f"type `{choice.project_type}`"] if choice.project_type else []
    if choice.domains:
        parts.append(f"{'domains' if len(choice.domains) > 1 else 'domain'} {', '.join(choice.domains)}")
    if choice.services:
        parts.append("services")
    return f" ({', '.join(parts)})"
