"""Two knowledge entries have the same name, so that one of them is never used.

Entries are kept by `name`. The file that is read later, in byte order of the paths, replaces the earlier one without a
word. A local override with the name of one of the content's entries is meant and no finding; two overrides of one entry
are not.

Upstream: eval 8.

## Bad

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
---
```

```markdown content/knowledge/web-app/api-design.md
---
name: api-design
description: Designing interfaces of web applications
---
```

## Good

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
---
```

```markdown content/knowledge/web-app/web-app-api-design.md
---
name: web-app-api-design
description: Designing interfaces of web applications
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.knowledge import KnowledgeEntry
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.project import Project
from scaffold_rules.rule import rule


@rule(on=KnowledgeEntry, severity=Severity.WARNING, upstream=("eval:8",))
def duplicate_name(entry: KnowledgeEntry, project: Project) -> Iterator[Finding]:
    """The entries that another one of the same name replaces."""
    if not entry.indexed:
        return
    twins = [twin for twin in project.entries.get(entry.name, ()) if twin.indexed and twin.kind is entry.kind]
    if not twins or twins[-1].path == entry.path:
        return
    winner = twins[-1]
    yield Finding(
        entry.at("name"),
        f"another entry is called `{entry.name}` too and replaces this one: {winner.path} is read later",
        related=(Related(winner.path, winner.at("name"), "the entry that is used"),),
    )
