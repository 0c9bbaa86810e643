"""An overlay uses a tool where only a step counts.

Tools have no place in the pipeline: nothing enables or disables them, nobody can wait for them, and they leave no
artifact to read. A dependency on a tool aborts every `scaffold run` of that project type. Only `knowledge-overrides`
may name tools.

Upstream: `DEP_TARGET_MISSING` for dependencies.

## Bad

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
reads-overrides:
  create-prd: { append: [spark] }
```

## Good

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
knowledge-overrides:
  spark: { append: [game-engines] }
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

```markdown content/tools/spark.md
---
name: spark
description: What spark is for
category: tool
stateless: true
outputs: []
---
```

```markdown content/knowledge/game/game-engines.md
---
name: game-engines
description: About game-engines
topics: [game-engines]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.methodology import Overlay
from scaffold_rules.documents.yaml import Scalar
from scaffold_rules.edits import fix_of
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.merging import Added, added, without_added
from scaffold_rules.project import Project
from scaffold_rules.prompt_lists import defined
from scaffold_rules.rule import rule
from scaffold_schemas import vocabulary


@rule(on=Overlay, severity=Severity.WARNING, fixable=True)
def tool_as_step(overlay: Overlay, project: Project) -> Iterator[Finding]:
    """Tools that are switched, read, waited for or cross-read."""
    for node, why, each in _uses(overlay, project):
        if node.text not in project.tools or node.text in project.steps:
            continue
        breaks = each is not None and each.override.section == "dependency-overrides"
        yield Finding(
            node.span,
            f"`{node.text}` is a tool; {why}",
            Severity.ERROR if breaks else None,
            fixes=fix_of(f"Remove `{node.text}`", without_added(overlay, each), safe=False) if each else (),
            related=defined(project, node.text, "the tool"),
            upstream="DEP_TARGET_MISSING" if breaks else None,
        )


def _uses(overlay: Overlay, project: Project) -> Iterator[tuple[Scalar, str, Added | None]]:
    """The places where only a step counts, why, and the added name if it is one."""
    sections = vocabulary.overlay_sections(overlay.facts.kind)
    if "step-overrides" in sections:
        for choice in overlay.step_overrides:
            yield choice.step, "a tool cannot be switched on or off", None
    for each in added(overlay, "reads-overrides"):
        yield each.node, "it leaves nothing to read", each
    for each in added(overlay, "dependency-overrides"):
        if each.override.step.text in project.steps:
            yield each.node, "a dependency on it aborts every run", each
    if "cross-reads-overrides" in sections:
        for item in overlay.cross_reads:
            if item.target:
                yield item.target, "no service can export it", None
