"""A prompt uses `$ARGUMENTS` and has no `argument-hint`.

`$ARGUMENTS` is replaced by what the user types behind the command, nothing if nothing. Without the hint nobody knows
that anything may be typed.

## Bad

```markdown content/pipeline/vision/create-vision.md
---
name: create-vision
description: What it is for
phase: vision
order: 10
outputs: [docs/create-vision.md]
---

## Purpose
The idea: $ARGUMENTS
```

## Good

```markdown content/pipeline/vision/create-vision.md
---
name: create-vision
description: What it is for
phase: vision
order: 10
outputs: [docs/create-vision.md]
argument-hint: "<the idea>"
---

## Purpose
The idea: $ARGUMENTS
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Prompt
from scaffold_rules.documents.yaml import Scalar
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_rules.text import Span
from scaffold_schemas.vocabulary.pipeline import ARGUMENTS_MARKER


@rule(on=Prompt, severity=Severity.INFO)
def missing_argument_hint(prompt: Prompt) -> Iterator[Finding]:
    """The first place the argument is used at, where nothing announces it."""
    entry = prompt.field("argument-hint")
    if entry is not None and not (isinstance(entry.value, Scalar) and not entry.value.text.strip()):
        return
    start, end = prompt.frontmatter.body if prompt.frontmatter else Span(0, 0)
    at = prompt.text.find(ARGUMENTS_MARKER, start, end)
    if at >= 0:
        span = Span(at, at + len(ARGUMENTS_MARKER))
        yield Finding(span, "the prompt takes an argument but has no `argument-hint`, so nobody knows what to type")
