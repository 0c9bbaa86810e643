"""A preset and a step disagree about `conditional`.

Only the step's own frontmatter counts: it decides what `scaffold check` says and what a rework skips. In a preset
`conditional` is for readers, and they are misled when it says something else.

## Bad

```yaml content/methodology/deep.yml
name: deep
description: The deep preset
default_depth: 3
steps:
  create-prd: { enabled: true, conditional: "if-needed" }
```

## Good

```yaml content/methodology/deep.yml
name: deep
description: The deep preset
default_depth: 3
steps:
  create-prd: { enabled: true }
  beads: { enabled: true, conditional: "if-needed" }
```

## With

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What create-prd is for
phase: pre
order: 110
outputs: [docs/create-prd.md]
---
```

```markdown content/pipeline/foundation/beads.md
---
name: beads
description: What beads is for
phase: foundation
order: 210
conditional: if-needed
outputs: [docs/beads.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import place_of
from scaffold_rules.documents.methodology import Preset
from scaffold_rules.edits import fix_of, insert_entry, remove_entry
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.project import Project
from scaffold_rules.prompt_lists import defined
from scaffold_rules.rule import rule


@rule(on=Preset, severity=Severity.WARNING, fixable=True)
def conditional_drift(preset: Preset, project: Project) -> Iterator[Finding]:
    """Enabled steps that are conditional here but not by themselves; info the other way round."""
    for choice in preset.steps:
        name, facts = choice.step.text, choice.facts
        step = project.steps.get(name)
        if step is None or facts is None or not facts.enabled or (facts.conditional is not None) == step.conditional:
            continue
        if choice.conditional is not None and facts.conditional is not None:
            yield Finding(
                place_of(choice.conditional),
                f"`{name}` is not conditional by its own frontmatter, which alone counts; nobody may skip it",
                fixes=fix_of("Remove `conditional`", remove_entry(preset, choice.node, choice.conditional), safe=False),
                related=defined(project, name, "no `conditional` here"),
            )
        elif choice.conditional is None:
            yield Finding(
                choice.step.span,
                f"`{name}` is conditional by its own frontmatter; say so here for readers: `conditional: if-needed`",
                Severity.INFO,
                fixes=fix_of(
                    "Add `conditional`", insert_entry(preset, choice.node, 'conditional: "if-needed"'), safe=False
                ),
                related=defined(project, name, "`conditional: if-needed` here"),
            )
