"""A relative link leads to a file that is not there.

Readers and agents follow links; the content's own gate looks at guides alone. A part of the repository that was never
read proves nothing: links into it are not judged. `…/index.html` counts as there when its `index.md` is.

## Bad

```markdown content/knowledge/README.md
See [the entry](core/testing.md).
```

## Good

```markdown content/knowledge/README.md
See [the guide](../guides/README.md).
```

## With

```markdown content/guides/README.md
# Guides
```

```markdown content/knowledge/core/other.md
---
name: other
---
```
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.links import relative_links
from scaffold_rules.project import Project
from scaffold_rules.rule import rule


@rule(on=MarkdownDocument, severity=Severity.WARNING, upstream=("guides-check",))
def broken_target(document: MarkdownDocument, project: Project) -> Iterator[Finding]:
    """Relative links whose file does not exist below the root."""
    for link, path in relative_links(document):
        if project.exists(path) is not False:
            continue
        if path.endswith("index.html") and project.exists(posixpath.join(posixpath.dirname(path), "index.md")):
            continue
        yield Finding(link.target_span, f"nothing is at `{path}`, where this link leads")
