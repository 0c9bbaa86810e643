"""A sub-overlay says it is for another domain than its file's name.

The name of the file alone decides which projects get it; `domain` is for readers, and they are misled.

## Bad

```yaml content/methodology/research-simulation.yml
name: research-simulation
description: More for simulations
project-type: research
domain: ml-research
```

## Good

```yaml content/methodology/research-simulation.yml
name: research-simulation
description: More for simulations
project-type: research
domain: simulation
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.methodology import SubOverlay
from scaffold_rules.documents.yaml import Scalar
from scaffold_rules.edits import fix_of, replace_scalar
from scaffold_rules.effective import choice_of
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule


@rule(on=SubOverlay, severity=Severity.WARNING, fixable=True)
def domain_mismatch(overlay: SubOverlay) -> Iterator[Finding]:
    """A domain in the file that is not the one of its name."""
    entry, declared = overlay.field("domain"), overlay.string("domain")
    for meant in choice_of(overlay.facts).domains:
        if entry is not None and isinstance(entry.value, Scalar) and declared and declared.strip() != meant:
            yield Finding(
                entry.value.span,
                f"this file is read for domain `{meant}`, by its name; `{declared}` is ignored",
                fixes=fix_of(f"Replace with `{meant}`", replace_scalar(entry.value, meant), safe=False),
            )
