"""A local override has no `## Deep Guidance`, though the entry it replaces has.

Of the replaced entry `scaffold run` injects what follows that heading; of the override it injects the whole body, with
the title, the summary and whatever else is meant for people.

## Bad

```markdown .scaffold/knowledge/api-design.md
---
name: api-design
description: How we design interfaces
---

## Summary

Contract first.

## Our rules

Name resources with nouns.
```

## Good

```markdown .scaffold/knowledge/api-design.md
---
name: api-design
description: How we design interfaces
---

## Summary

Contract first.

## Deep Guidance

Name resources with nouns.
```

## With

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
---

## Summary

Design the contract first.

## Deep Guidance

Use the methods as they are meant.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.knowledge import ContentEntry, LocalEntry
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.guidance import guidance_slip
from scaffold_rules.project import Project
from scaffold_rules.rule import rule


@rule(on=LocalEntry, severity=Severity.INFO)
def override_without_deep_guidance(entry: LocalEntry, project: Project) -> Iterator[Finding]:
    """Overrides of which everything is injected, where of the replaced entry only a part is."""
    if not entry.indexed or entry.injected != entry.body.span or not entry.parts or guidance_slip(entry):
        return
    replaced = _replaced(entry.name, project)
    if replaced is None or replaced.deep_guidance is None:
        return
    here = replaced.path in project.documents
    yield Finding(
        entry.at("name"),
        "no `## Deep Guidance`, which the replaced entry has: `run` injects this body whole",
        related=(Related(replaced.path, replaced.deep_guidance.span, "in the replaced entry"),) if here else (),
    )


def _replaced(name: str, project: Project) -> ContentEntry | None:
    """The content's entry of a name, from the project itself or from the package it draws on."""
    places = (project, project.base) if isinstance(project.base, Project) else (project,)
    found = (entry for place in places for entry in place.entries.get(name, ()) if isinstance(entry, ContentEntry))
    return next(found, None)
