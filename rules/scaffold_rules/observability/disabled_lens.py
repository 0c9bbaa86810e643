"""A lens is configured and disabled.

What is said under `lenses` is not used while `disabled_lenses` lists the lens.

## Bad

```yaml .scaffold/observability.yaml
lenses:
  E-design:
    ad_hoc_token_threshold: 5
disabled_lenses: [E-design]
```

## Good

```yaml .scaffold/observability.yaml
lenses:
  E-design:
    ad_hoc_token_threshold: 5
disabled_lenses: []
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import mappings, scalars
from scaffold_rules.documents.project_files import Observability
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.rule import rule


@rule(on=Observability, severity=Severity.INFO)
def disabled_lens(config: Observability) -> Iterator[Finding]:
    """Settings of lenses that are listed as disabled."""
    lenses, disabled = config.field("lenses"), config.field("disabled_lenses")
    listed = {node.text: node for node in scalars(disabled.value if disabled else None)}
    for key, settings in mappings(lenses.value if lenses else None):
        if key.text in listed and settings.entries:
            yield Finding(
                key.span,
                f"`{key.text}` is disabled, so these settings are not used",
                related=(Related(config.path, listed[key.text].span, "disabled here"),),
                tags=("unnecessary",),
            )
