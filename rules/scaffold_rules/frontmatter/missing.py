"""A file of a kind that needs frontmatter does not start with `---`.

The scaffold tool skips the whole file. A blank line or a comment before the first `---` is enough.

Upstream: `FRONTMATTER_MISSING`.

## Bad

```markdown content/pipeline/pre/create-prd.md

---
name: create-prd
---
```

## Good

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: Write the requirements
phase: pre
order: 110
outputs: [docs/plan.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import YamlDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.problems import problems_of
from scaffold_rules.rule import rule


@rule(on=YamlDocument, severity=Severity.ERROR)
def missing(document: YamlDocument) -> Iterator[Finding]:
    """What parsing noticed."""
    return problems_of(document, "frontmatter/missing")
