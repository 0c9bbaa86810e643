"""A README among the knowledge has the frontmatter of an entry, but is never one.

Since 3.23.0 the scaffold tool leaves every `README.md` out of the index, whatever its frontmatter says. Before that
release it took one with a `name` for an entry.

## Bad

```markdown content/knowledge/ml/README.md
---
name: ml-overview
description: What to know of machine learning
---

## Deep Guidance

Begin with a baseline.
```

## Good

```markdown content/knowledge/ml/README.md
# Machine learning

What lies in this folder.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import NAME
from scaffold_rules.documents.frontmatter import find_frontmatter
from scaffold_rules.documents.kind import Kind
from scaffold_rules.documents.pages import Page
from scaffold_rules.documents.yaml import Dialect, Mapping, Scalar, parse_yaml
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule

SINCE = (3, 23, 0)


@rule(on=Page, severity=Severity.WARNING)
def unindexed_readme(page: Page) -> Iterator[Finding]:
    """A name in the frontmatter of a README."""
    if page.kind is not Kind.KNOWLEDGE_README or (page.version is not None and page.version < SINCE):
        return
    frontmatter = find_frontmatter(page.text)
    if frontmatter is None or frontmatter.closing is None:
        return
    root = parse_yaml(page.text, Dialect.JSON, frontmatter.span).root
    name = root.value("name") if isinstance(root, Mapping) else None
    if isinstance(name, Scalar) and isinstance(name.value, str) and NAME.match(name.value.strip()):
        yield Finding(name.span, f"no `README.md` is ever indexed, so nothing can use `{name.value.strip()}`")
