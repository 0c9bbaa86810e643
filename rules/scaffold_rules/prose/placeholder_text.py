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

_WORD = re.compile(r"(?:(T(?:ODO|BD)|FIXME)|PLACEHOLDER|FILL IN)\b")
_WORDS = ("TODO", "TBD", "FIXME", "PLACEHOLDER", "FILL IN")


@rule(on=MarkdownDocument, severity=Severity.INFO)
def placeholder_text(document: MarkdownDocument) -> Iterator[Finding]:
    """Placeholders in the bodies of steps, tools and knowledge entries."""
    if not isinstance(document, Step | Tool | ContentEntry) or not any(word in document.text for word in _WORDS):
        return
    step = isinstance(document, Step)
    found = [match for match in _WORD.finditer(document.text, *document.body.span) if _stands_in(document.text, match)]
    prose = [document.body.span] if step or not found else list(document.body.prose())
    for match in found:
        if any(part.start <= match.start() < part.end for part in prose):
            yield Finding(
                Span(*match.span()),
                f"`{match.group()}` stands where content should be; agents get it as it is",
                Severity.WARNING if step else Severity.INFO,
                upstream="eval:81" if step else None,
            )


def _stands_in(text: str, match: re.Match[str]) -> bool:
    """Whether a word stands in for content: `TODO` and the like begin a line or have a colon, the others always do."""
    before = text[match.start() - 1 : match.start()]
    if before == "_" or before.isalnum():
        return False
    if match[1] is None or text.startswith(":", match.end()):
        return True
    line = max(text.rfind("\n", 0, match.start()), text.rfind("\r", 0, match.start()))
    return not text[line + 1 : match.start()].strip()
