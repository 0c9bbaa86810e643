"""A knowledge entry is called otherwise than its file.

Steps name an entry by its `name`, people look for it by its file. The scaffold tool goes by `name` alone and says
nothing when the two drift apart; the content's own evals look the file up by the name and pass over what they do not
find. Local overrides may be called as they like.

Documented as `KB_NAME_INVALID`, never implemented.

## Bad

```markdown content/knowledge/core/api-design.md
---
name: api-desing
description: Designing interfaces
topics: [api]
---
```

## Good

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
topics: [api]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import NAME, Namespace
from scaffold_rules.documents.knowledge import ContentEntry
from scaffold_rules.edits import fix_of, replace_scalar
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.project import Project
from scaffold_rules.rule import rule


@rule(on=ContentEntry, severity=Severity.WARNING, fixable=True, upstream=("KB_NAME_INVALID",))
def name_mismatch(entry: ContentEntry, project: Project) -> Iterator[Finding]:
    """A name unlike the file's; renamed where nobody uses the name and the file's is free."""
    node = entry.name_node
    stem = entry.path.rpartition("/")[2].removesuffix(".md")
    if node is None or not entry.indexed or entry.name == stem:
        return
    used = (Namespace.ENTRY, entry.name) in project.references
    free = project.complete and NAME.match(stem) and stem not in project.knowledge
    yield Finding(
        node.span,
        f"the entry is called `{entry.name}`, its file `{stem}.md`; the two should be the same"
        + ("; others refer to the name, so rename the file" if used else ""),
        fixes=fix_of(f"Call it `{stem}`", replace_scalar(node, stem)) if free and not used else (),
    )
