"""A prompt has an `argument-hint` and never uses `$ARGUMENTS`.

Users are told that they may type something behind the command; what they type is dropped.

## Bad

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
Write down the idea.
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
from scaffold_rules.edits import fix_of, remove_entry
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_schemas.vocabulary.pipeline import ARGUMENTS_MARKER


@rule(on=Prompt, severity=Severity.INFO, fixable=True)
def unused_argument_hint(prompt: Prompt) -> Iterator[Finding]:
    """A hint in front of a body that takes no argument."""
    entry = prompt.field("argument-hint")
    if entry is None or prompt.frontmatter is None or not isinstance(entry.value, Scalar):
        return
    if entry.value.text.strip() and ARGUMENTS_MARKER not in prompt.frontmatter.body.of(prompt.text):
        message = f"the prompt never uses `{ARGUMENTS_MARKER}`; what users type is dropped"
        edits = remove_entry(prompt, prompt.root, entry) if prompt.root else None
        fixes = fix_of("Remove `argument-hint`", edits, safe=False)
        yield Finding(entry.value.span, message, fixes=fixes, tags=("unnecessary",))
