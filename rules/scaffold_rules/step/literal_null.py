"""A text in the frontmatter is the word `null`.

All values are text in the frontmatter of steps and tools: `description: null` is described as "null", and users see
it. (For `summary` the schema says so; `phase`, `order` and `conditional` are the keys where the word means "none".)

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: null
phase: pre
order: 110
outputs: [docs/create-prd.md]
---
```

## Good

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: Write the product requirements
phase: pre
order: 110
outputs: [docs/create-prd.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Prompt
from scaffold_rules.documents.yaml import Scalar, Sequence
from scaffold_rules.edits import fix_of, remove_entry, remove_item
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule

NULLS = frozenset({"null", "Null", "NULL", "~"})


@rule(on=Prompt, severity=Severity.WARNING, fixable=True)
def literal_null(prompt: Prompt) -> Iterator[Finding]:
    """Null words where any text is taken, and as items of lists of paths and entries."""
    for key in ("description", "argument-hint"):
        entry = prompt.field(key)
        if entry is not None and isinstance(entry.value, Scalar) and entry.value.text in NULLS:
            message = f"`{entry.value.text}` is literal text here, and users see it; write the text or remove the key"
            optional = prompt.root is not None and key != "description"
            edits = remove_entry(prompt, prompt.root, entry) if prompt.root is not None and optional else None
            yield Finding(entry.value.span, message, fixes=fix_of(f"Remove `{key}`", edits))
    for item in prompt.outputs:
        if item.text in NULLS:
            field = prompt.field("outputs")
            edits = remove_item(prompt, field.value, item) if field and isinstance(field.value, Sequence) else None
            message = f"`{item.text}` is literal text here: a file of that name must exist"
            yield Finding(item.span, message, fixes=fix_of(f"Remove `{item.text}`", edits, safe=False))
