"""A text states a number of pipeline steps or knowledge entries that is no longer true.

Only plain claims about the whole are looked at: "99 pipeline steps", "99 meta-prompts", "301 knowledge entries", with
a number of twenty or more.

## Bad

```markdown content/guides/pipeline/index.md
---
title: Pipeline
topic: pipeline
description: The pipeline
category: concepts
order: 10
---

The directory holds 99 pipeline steps.
```

## Good

```markdown content/guides/pipeline/index.md
---
title: Pipeline
topic: pipeline
description: The pipeline
category: concepts
order: 10
---

The directory holds one pipeline step; run the next 3 pipeline steps.
```

## With

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: Write the product requirements
phase: pre
order: 110
outputs: [docs/plan.md]
---
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.documents.knowledge import ContentEntry
from scaffold_rules.finding import Finding, Severity, replace_fix
from scaffold_rules.project import Project
from scaffold_rules.rule import rule
from scaffold_rules.text import Span
from scaffold_rules.wording import is_copy

LEAST = 20
_COUNTED = (" pipeline steps", " meta-prompts", " knowledge entries")
WHAT = ("pipeline steps", "meta-prompts", "knowledge entries")
_NUMBER = re.compile(r"(?:\A|[^\w.,/~–-])(\d{2,4}) \Z")
_BEFORE = 6


@rule(on=MarkdownDocument, severity=Severity.INFO, fixable=True)
def stale_count(document: MarkdownDocument, project: Project, *, least: int = LEAST) -> Iterator[Finding]:
    """Claims about how many steps or entries there are; knowledge entries teach, and what they count are examples."""
    content = project.layout.content
    if content is None or not project.complete or isinstance(document, ContentEntry):
        return
    if not document.path.startswith(content) or is_copy(document, project):
        return
    for what in WHAT:
        for span in _claims(document.text, what):
            claimed = int(span.of(document.text))
            real = len(project.knowledge if what == "knowledge entries" else project.loaded_steps)
            if claimed >= least and claimed != real:
                fix = replace_fix(f"Write {real}", span, str(real), safe=False)
                yield Finding(span, f"{claimed} {what}? There are {real}", fixes=(fix,))


def _claims(text: str, what: str) -> Iterator[Span]:
    """The numbers right before a word."""
    at = text.find(what)
    while at != -1:
        start = max(at - _BEFORE, 0)
        number = _NUMBER.search(text[start:at])
        if number:
            yield Span(*number.span(1)).moved(start)
        at = text.find(what, at + 1)
