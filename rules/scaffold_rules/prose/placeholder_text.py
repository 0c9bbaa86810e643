"""A text still has a `TODO`, `TBD`, `FIXME`, `PLACEHOLDER` or `FILL IN` where its content should be.

Prompts and knowledge go to agents as they are, the gap included. In pipeline steps the content's own gates fail on it,
in code as well as in prose; in tools and knowledge entries, where only prose is looked at, it is a note.
Upstream: eval 81.

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: Write the product requirements
phase: pre
order: 110
outputs: [docs/plan.md]
---

## Purpose
TODO: say what this is for
```

## Good

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: Write the product requirements
phase: pre
order: 110
outputs: [docs/plan.md]
---

## Purpose
Write down what is to be built. List what is left to do as todo items.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.documents.knowledge import ContentEntry
from scaffold_rules.documents.prompts import Step, Tool
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_rules.text import Span

# Where a line begins is said with look-behind: prose is looked at in pieces that begin in the middle of lines.
_PLACEHOLDER = re.compile(
    r"(?:(?:(?<=[\r\n])|\A)[ \t]*(?P<word>TODO|TBD|FIXME)\b)|(?:TODO|FIXME|TBD):|\bPLACEHOLDER\b|\bFILL IN\b"
)
_WORDS = ("TODO", "TBD", "FIXME", "PLACEHOLDER", "FILL IN")


@rule(on=MarkdownDocument, severity=Severity.INFO)
def placeholder_text(document: MarkdownDocument) -> Iterator[Finding]:
    """Placeholders in the bodies of steps, tools and knowledge entries."""
    if not isinstance(document, Step | Tool | ContentEntry) or not any(word in document.text for word in _WORDS):
        return
    step = isinstance(document, Step)
    for part in (document.body.span,) if step else document.body.prose():
        for match in _PLACEHOLDER.finditer(document.text, *part):
            start = match.start("word") if match["word"] else match.start()
            word = document.text[start : match.end()].rstrip(":")
            yield Finding(
                Span(start, start + len(word)),
                f"`{word}` stands where content should be; agents get it as it is",
                Severity.WARNING if step else Severity.INFO,
                upstream="eval:81" if step else None,
            )
