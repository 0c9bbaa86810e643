"""An overlay overrides, replaces or appends a step that does not exist.

No loader compares the names in an overlay with the pipeline. An override on an unknown step just has no effect; an
unknown name among the dependencies of a step that exists aborts every `scaffold run` of that project type.

Upstream: `DEP_TARGET_MISSING` for dependencies, eval 66 for `knowledge-overrides`.

## Bad

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
step-overrides:
  game-desing: { enabled: true }
```

## Good

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
step-overrides:
  game-design: { enabled: true }
```

## With

```markdown content/pipeline/pre/game-design.md
---
name: game-design
description: What game-design is for
phase: pre
order: 120
outputs: [docs/game-design.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scaffold_rules.documents.document import Namespace
from scaffold_rules.documents.methodology import Overlay
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.merging import Added, added, lists_before
from scaffold_rules.names import PROMPT, unknown_name
from scaffold_rules.project import Project
from scaffold_rules.rule import rule
from scaffold_schemas import vocabulary

KNOWLEDGE = "knowledge-overrides"


@rule(on=Overlay, severity=Severity.WARNING, fixable=True)
def unknown_step(overlay: Overlay, project: Project) -> Iterator[Finding]:
    """Names of steps that nothing defines, in the sections that count; a dependency on one breaks assembly."""
    sections = vocabulary.overlay_sections(overlay.facts.kind)
    breaking = {each.node.span for each in added(overlay, "dependency-overrides") if _acts(project, overlay, each)}
    for reference in overlay.references:
        if reference.namespace is not Namespace.STEP or reference.role.partition(".")[0] not in sections:
            continue
        word = PROMPT if reference.role == KNOWLEDGE else "step"
        for finding in unknown_name(project, reference, word):
            if reference.span in breaking:
                named = f"`{reference.name}`"
                message = finding.message.replace(named, f"{named}, so every run aborts", 1)
                yield replace(finding, message=message, severity=Severity.ERROR, upstream="DEP_TARGET_MISSING")
            else:
                yield replace(finding, upstream="eval:66" if reference.role == KNOWLEDGE else None)


def _acts(project: Project, overlay: Overlay, item: Added) -> bool:
    """Whether an added name ends up among the dependencies of a step."""
    step = item.override.step.text
    if step not in project.steps or item.replaced is None:
        return step in project.steps
    cases = lists_before(project, overlay.stem, item.override.section, step)
    return any(each.name == item.replaced.text for items in cases for each in items)
