"""A text fixes the severities to act on as `P0/P1/P2`.

Which severities block is a threshold the project chooses (`--fix-threshold`); a text that spells out `P0/P1/P2` tells
agents to ignore that choice. Say "at or above the fix threshold", or write the choices with bars: `P0|P1|P2`. The
content's own test suite forbids the slashed form in its Markdown.

## Bad

```markdown content/tools/review.md
---
name: review
description: Review a change
category: tool
stateless: true
---

Fix all P0/P1/P2 findings before moving on.
```

## Good

```markdown content/tools/review.md
---
name: review
description: Review a change
category: tool
stateless: true
argument-hint: "[--fix-threshold P0|P1|P2|P3]"
---

Fix all findings at or above the fix threshold before moving on.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity, replace_fix
from scaffold_rules.project import Project
from scaffold_rules.rule import rule
from scaffold_rules.text import Span
from scaffold_rules.wording import is_copy

SINCE = (3, 10, 0)
"""The guard came between 3.9.0 and 3.54.0."""

SLASHED, BARRED = "P0/P1/P2", "P0|P1|P2"


@rule(on=MarkdownDocument, severity=Severity.WARNING, fixable=True, upstream=("fix-threshold-language-guard",))
def slashed_severities(document: MarkdownDocument, project: Project) -> Iterator[Finding]:
    """Every `P0/P1/P2` in Markdown of the content."""
    content, version = project.layout.content, project.layout.version
    if SLASHED not in document.text or content is None or not document.path.startswith(content):
        return
    if (version is not None and version < SINCE) or is_copy(document, project):
        return
    at = document.text.find(SLASHED)
    while at != -1:
        span = Span(at, at + len(SLASHED))
        message = f"`{SLASHED}` fixes the threshold that the project chooses; say `fix threshold`, or write `{BARRED}`"
        yield Finding(span, message, fixes=(replace_fix(f"Write `{BARRED}`", span, BARRED, safe=False),))
        at = document.text.find(SLASHED, span.end)
