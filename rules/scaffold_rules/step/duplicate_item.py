"""A list in the frontmatter names the same thing twice.

Nothing takes duplicates out, unless an overlay happens to change the list: a knowledge entry that is there twice is
put into the prompt twice, and paid for twice.

Upstream: `FRONTMATTER_DUPLICATE_OUTPUTS` (documented, never implemented).

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/create-prd.md]
knowledge-base: [prd-craft, gap-analysis, prd-craft]
---
```

## Good

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/create-prd.md]
knowledge-base: [prd-craft, gap-analysis]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Prompt
from scaffold_rules.documents.yaml import Scalar
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.prompt_lists import LISTS, without
from scaffold_rules.rule import rule


@rule(on=Prompt, severity=Severity.WARNING, fixable=True)
def duplicate_item(prompt: Prompt) -> Iterator[Finding]:
    """The second and further mentions of a name in one list."""
    for key in LISTS:
        seen: dict[str, Scalar] = {}
        for item in prompt.names(key):
            first = seen.setdefault(item.text, item)
            if first is not item:
                twice = "; it is injected twice" if key.startswith("knowledge") else ""
                yield Finding(
                    item.span,
                    f"`{item.text}` is already in `{key}`{twice}",
                    fixes=without(prompt, item, "Remove the duplicate", safe=True),
                    related=(Related(prompt.path, first.span, "the first one"),),
                    upstream="FRONTMATTER_DUPLICATE_OUTPUTS" if key == "outputs" else None,
                    tags=("unnecessary",),
                )
