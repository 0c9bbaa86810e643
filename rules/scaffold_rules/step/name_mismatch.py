"""A step or tool does not have the name of its file.

The name in the frontmatter is the identity: it is what presets, overlays, dependencies and `scaffold run` use. The
file's name is where people look for it, and some of the content's evals find a step by its file. The scaffold tool
only prints a line to the terminal.

Upstream: `FRONTMATTER_NAME_MISMATCH` (documented, never implemented).

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prds
description: What it is for
phase: pre
order: 110
outputs: [docs/create-prd.md]
---
```

## Good

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/plan.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import NAME
from scaffold_rules.documents.prompts import Prompt
from scaffold_rules.edits import fix_of, replace_scalar
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule


@rule(on=Prompt, severity=Severity.WARNING, fixable=True, upstream=("FRONTMATTER_NAME_MISMATCH",))
def name_mismatch(prompt: Prompt) -> Iterator[Finding]:
    """A well-formed name that is not the file's; a malformed one is the schema's business."""
    node = prompt.name_node
    stem = prompt.path.rpartition("/")[2].removesuffix(".md")
    if node is None or node.text == stem or not NAME.match(node.text):
        return
    edits = replace_scalar(node, stem) if NAME.match(stem) else None
    yield Finding(
        node.span,
        f"the name is `{node.text}`, the file is called `{stem}.md`; everything finds it by the name alone",
        fixes=fix_of(f"Rename to `{stem}`", edits, safe=False),
    )
