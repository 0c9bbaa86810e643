"""A local override replaces no knowledge entry, and nothing uses its name.

A file under `.scaffold/knowledge` is matched by its `name` alone, whatever it is called. With a name that no entry has
it is an entry of its own – and unless a step, tool or overlay names it, no prompt will ever contain it.

## Bad

```markdown .scaffold/knowledge/api-desing.md
---
name: api-desing
description: How we design interfaces
---
```

## Good

```markdown .scaffold/knowledge/our-interfaces.md
---
name: api-design
description: How we design interfaces
---
```

## With

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import NAME, Namespace
from scaffold_rules.documents.knowledge import ContentEntry, LocalEntry
from scaffold_rules.edits import fix_of, replace_scalar
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.project import Project, once
from scaffold_rules.rule import rule
from scaffold_rules.suggest import did_you_mean, nearest


@rule(on=LocalEntry, severity=Severity.WARNING, fixable=True)
def unmatched_override(entry: LocalEntry, project: Project) -> Iterator[Finding]:
    """Overrides whose name is neither an entry's nor anybody's reference."""
    node = entry.name_node
    if node is None or not entry.indexed or not project.knows(Namespace.ENTRY):
        return
    known = _global_names(project)
    if entry.name in known or entry.name in _used_names(project):
        return
    suggestions = nearest(entry.name, (name for name in known if NAME.match(name)))
    yield Finding(
        node.span,
        f"`{entry.name}` replaces no knowledge entry and nothing uses it, so it is never injected"
        + did_you_mean(suggestions),
        fixes=tuple(
            fix
            for word in suggestions
            for fix in fix_of(f"Replace `{word}`", replace_scalar(node, word), safe=len(suggestions) == 1)
        ),
        data={"suggestions": suggestions, "namespace": "entry", "name": entry.name},
    )


@once
def _global_names(project: Project) -> frozenset[str]:
    """The names of the entries that an override can replace."""
    own = (entry.name for entry in project.of(ContentEntry) if entry.indexed)
    return frozenset((*(project.base.knowledge if project.base else ()), *own))


@once
def _used_names(project: Project) -> frozenset[str]:
    """The names of entries that steps, tools and overlays use."""
    prompts = (*project.steps.values(), *project.tools.values())
    listed = (name for prompt in prompts for name in prompt.knowledge)
    appended = (name for overlay in project.overlays.values() for names in overlay.knowledge.values() for name in names)
    return frozenset((*listed, *appended))
