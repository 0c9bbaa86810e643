"""An overlay makes steps wait for each other.

A cycle aborts every `scaffold run` of a project that the overlay applies to. `scaffold validate` and `scaffold build`
do not see it: they look at frontmatter alone.

Upstream: `DEP_CYCLE_DETECTED`.

## Bad

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
dependency-overrides:
  create-prd: { append: [system-architecture] }
```

## Good

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
dependency-overrides:
  system-architecture: { append: [game-design] }
```

## With

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What create-prd is for
phase: pre
order: 110
outputs: [docs/create-prd.md]
---
```

```markdown content/pipeline/pre/game-design.md
---
name: game-design
description: What game-design is for
phase: pre
order: 120
outputs: [docs/game-design.md]
---
```

```markdown content/pipeline/architecture/system-architecture.md
---
name: system-architecture
description: What system-architecture is for
phase: architecture
order: 710
dependencies: [create-prd]
reads: [ux-spec]
outputs: [docs/system-architecture.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from scaffold_rules.documents.methodology import Overlay
from scaffold_rules.edits import fix_of
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.merging import (
    added,
    dependencies_after,
    merged_dependencies,
    preceding,
    stems_of,
    way,
    without_added,
    written,
)
from scaffold_rules.project import Project
from scaffold_rules.rule import rule
from scaffold_schemas.facts import OverlayFacts


@rule(on=Overlay, severity=Severity.ERROR, fixable=True, upstream=("DEP_CYCLE_DETECTED",))
def dependency_cycle(overlay: Overlay, project: Project) -> Iterator[Finding]:
    """Added dependencies that close a cycle, in whatever the overlay may be merged with; each cycle once."""
    edges = [each for each in added(overlay, "dependency-overrides") if each.name in project.steps]
    reported: set[frozenset[str]] = set()
    for before in preceding(project, overlay.facts) if edges else ():
        overlays = (*before, overlay.facts)
        graph, old = dependencies_after(project, stems_of(overlays)), dependencies_after(project, stems_of(before))
        for each in edges:
            step = each.override.step.text
            if step == each.name or each.name in old.get(step, ()) or each.name not in graph.get(step, ()):
                continue
            path = way(graph, each.name, step)
            if path and frozenset(path) not in reported:
                reported.add(frozenset(path))
                yield Finding(
                    each.node.span,
                    f"`{step}` waits for {' → '.join(f'`{name}`' for name in path)}{_with(before)}; every run aborts",
                    fixes=fix_of(f"Remove `{each.name}`", without_added(overlay, each), safe=False),
                    related=tuple(_links(project, path, overlays)),
                )


def _with(before: Sequence[OverlayFacts]) -> str:
    return f" together with `{before[-1].stem}`" if before and before[-1].dependencies else ""


def _links(project: Project, path: Sequence[str], overlays: Sequence[OverlayFacts]) -> Iterator[Related]:
    """Where each edge of the way is written."""
    for step, dependency in pairwise(path):
        for item in merged_dependencies(project, step, overlays):
            if item.name == dependency:
                message = f"`{step}` waits for `{dependency}`"
                yield from written(project, "dependency-overrides", step, item, message)
