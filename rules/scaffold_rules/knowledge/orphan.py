"""A knowledge entry is used by no step, no tool and no overlay.

Entries reach a prompt only by being named: in a step's or tool's `knowledge-base`, or appended by an overlay. One that
nobody names is never read. `brownfield-adoption` is named by the scaffold tool itself.

Upstream: eval 36.

## Bad

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
---
```

## Good

```markdown content/knowledge/core/api-review.md
---
name: api-review
description: Reviewing interfaces
---
```

## With

```markdown content/pipeline/specification/api-contracts.md
---
name: api-contracts
description: Specify the interfaces
phase: specification
order: 830
outputs: [docs/api-contracts.md]
knowledge-base: [api-review]
---
```

```yaml content/methodology/deep.yml
name: Deep
description: All of it
default_depth: 5
steps:
  api-contracts: { enabled: true }
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import Namespace
from scaffold_rules.documents.knowledge import ContentEntry
from scaffold_rules.documents.methodology import Overlay, Preset
from scaffold_rules.documents.prompts import Prompt
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.project import Project, once
from scaffold_rules.rule import rule
from scaffold_schemas.vocabulary.evals import CODE_INJECTED_KNOWLEDGE


@rule(on=ContentEntry, severity=Severity.WARNING, upstream=("eval:36",))
def orphan(entry: ContentEntry, project: Project) -> Iterator[Finding]:
    """Entries without a reference, while everything that could refer to them can be read."""
    if not entry.indexed or entry.name in CODE_INJECTED_KNOWLEDGE:
        return
    if (Namespace.ENTRY, entry.name) not in project.references and _all_users_known(project):
        yield Finding(
            entry.at("name"),
            f"nothing uses `{entry.name}`: no step, tool or overlay names it, so it is never injected",
            tags=("unnecessary",),
        )


@once
def _all_users_known(project: Project) -> bool:
    """Whether there are steps or tools and the folder of overlays, and whether all of them can be read without a guess."""
    users = (*project.of(Prompt), *project.of(Overlay))
    there = any(isinstance(user, Prompt) for user in users) and bool(project.of(Preset) or project.of(Overlay))
    return project.complete and there and not any(user.problems for user in users)
