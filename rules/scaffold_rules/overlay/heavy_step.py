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
from scaffold_rules.effective import Choice, applied_overlays, bare, choices, merge
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.merging import applied
from scaffold_rules.project import Project, once
from scaffold_rules.rule import rule


@rule(on=Overlay, severity=Severity.INFO)
def heavy_step(overlay: Overlay, project: Project, *, limit: int = 8) -> Iterator[Finding]:
    """Steps that this overlay takes over the limit, in the worst of the choices where it does."""
    for override in applied(overlay, "knowledge-overrides"):
        step = override.step.text
        crossing = [
            (after, choice)
            for choice, stem, before, after in _growth(project, step)
            if stem == overlay.stem and before <= limit < after
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
    found: list[tuple[Choice, str, int, int]] = []
    if facts is None:
        return ()
    for choice in _choices(project):
        merged = bare(facts)
        for overlay in applied_overlays(project, choice):
            before = len(merged.knowledge)
            if step in overlay.knowledge:
                merged = merge(merged, overlay)
            found.append((choice, overlay.stem, before, len(merged.knowledge)))
    return tuple(found)


@once
def _choices(project: Project) -> tuple[Choice, ...]:
    return tuple(choices(project))


def _where(choice: Choice) -> str:
    parts = [f"type `{choice.project_type}`"] if choice.project_type else []
    if choice.domains:
        parts.append(f"{'domains' if len(choice.domains) > 1 else 'domain'} {', '.join(choice.domains)}")
    if choice.services:
        parts.append("services")
    return f" ({', '.join(parts)})"
