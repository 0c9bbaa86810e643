"""An overlay replaces a name that is not in the list.

Only names that the step has when the overlay is merged can be exchanged. A `replace` of any other name does nothing,
and nobody says so: the step goes on without the one that was meant to take its place.

## Bad

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
reads-overrides:
  system-architecture:
    replace: { ux-spec: game-design }
```

## Good

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for game
project-type: game
reads-overrides:
  system-architecture:
    replace: { create-prd: game-design }
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

```markdown content/pipeline/pre/game-design.md
---
name: game-design
description: What game-design is for
phase: pre
order: 120
outputs: [docs/game-design.md]
---
```

```markdown content/pipeline/architecture/system-architecture.md
---
name: system-architecture
description: What system-architecture is for
phase: architecture
order: 710
reads: [create-prd]
outputs: [docs/system-architecture.md]
---
```

```markdown content/pipeline/specification/ux-spec.md
---
name: ux-spec
description: What ux-spec is for
phase: specification
order: 810
outputs: [docs/ux-spec.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.methodology import Overlay
from scaffold_rules.documents.yaml import Scalar
from scaffold_rules.edits import fix_of, replace_scalar
from scaffold_rules.finding import Finding, Fix, Severity
from scaffold_rules.merging import LISTS, Added, added, lists_before, without_added
from scaffold_rules.project import Project
from scaffold_rules.prompt_lists import defined
from scaffold_rules.rule import rule
from scaffold_rules.suggest import did_you_mean, nearest


@rule(on=Overlay, severity=Severity.WARNING, fixable=True)
def unmatched_replace(overlay: Overlay, project: Project) -> Iterator[Finding]:
    """Names to be replaced that the step never has; names that nothing defines are `overlay/unknown-step`'s."""
    for each in added(overlay, "reads-overrides", "dependency-overrides"):
        old, step = each.replaced, each.override.step.text
        if old is None or not project.knows_names or project.prompt(old.text) is None:
            continue
        cases = lists_before(project, overlay.stem, each.override.section, step)
        if not cases or any(item.name == old.text for items in cases for item in items):
            continue
        names = tuple(dict.fromkeys(item.name for items in cases for item in items))
        suggestions = nearest(old.text, names)
        yield Finding(
            old.span,
            f"{_lack(step, each, names)} to replace; this does nothing{did_you_mean(suggestions)}",
            fixes=_fixes(overlay, each, old, suggestions),
            related=defined(project, step, f"the {LISTS[each.override.section]} of `{step}`"),
        )


def _lack(step: str, each: Added, names: tuple[str, ...]) -> str:
    word = LISTS[each.override.section]
    if not names:
        return f"`{step}` has no {word}"
    return f"`{step}` has no `{each.replaced.text if each.replaced else ''}` among its {word} ({', '.join(names)})"


def _fixes(overlay: Overlay, each: Added, old: Scalar, suggestions: tuple[str, ...]) -> tuple[Fix, ...]:
    nearer = [fix_of(f"Replace `{word}` instead", replace_scalar(old, word), safe=False) for word in suggestions]
    if nearer:
        return tuple(fix for fixes in nearer for fix in fixes)
    return fix_of(f"Remove the replacement of `{old.text}`", without_added(overlay, each), safe=False)
