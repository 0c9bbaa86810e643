"""A step leaves out a key that all steps spell out.

The scaffold tool has a default for it, but the content's own gates want every step to say its dependencies, its
outputs, whether it is conditional, and its knowledge, if only with an empty value.

Upstream: eval 68.

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/create-prd.md]
dependencies: []
conditional: null
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
dependencies: []
conditional: null
knowledge-base: []
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.edits import fix_of, insert_entry
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.problems import is_whole
from scaffold_rules.rule import rule
from scaffold_rules.suggest import nearest
from scaffold_schemas import schema

DEFAULTS = {
    "dependencies": ("[]", "order"),
    "outputs": ("[]", "dependencies"),
    "conditional": ("null", "outputs"),
    "knowledge-base": ("[]", "conditional"),
}
"""The keys, what they are without being written, and the key they customarily follow."""


@rule(on=Step, where=is_whole, severity=Severity.WARNING, fixable=True, upstream=("eval:68",))
def unstated_default(step: Step) -> Iterator[Finding]:
    """Keys with a default that are not there; `outputs` has one in stateless steps only."""
    if step.root is None:
        return
    known = schema("step", step.version)["properties"]
    strange = tuple(entry.key.text for entry in step.root.entries if entry.key.text not in known)
    for key, (default, before) in DEFAULTS.items():
        if step.field(key) is not None or (key == "outputs" and not step.stateless):
            continue
        if (key == "dependencies" and step.field("depends-on")) or (key == "knowledge-base" and step.knowledge):
            continue
        if nearest(key, strange):  # it is stated, misspelled
            continue
        edits = insert_entry(step, step.root, f"{key}: {default}", step.field(before))
        yield Finding(
            step.at("name"),
            f"`{key}` is not stated; the scaffold tool takes `{default}`, the content's gates want it written",
            fixes=fix_of(f"Write `{key}: {default}`", edits),
        )
