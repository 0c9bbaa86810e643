"""A heading is meant to be `## Deep Guidance`, but is not written so that everything finds it.

The line must be exactly that: two hashes at the start of the line, these two words, nothing behind. `run` forgives
other capitals, the validator and the gates do not; a colon, another level, closing hashes or a leading space make `run`
inject the whole body instead.

Upstream: `validate-knowledge`, the gate `deep-guidance-check`.

## Bad

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
---

## Summary

Design the contract first.

### Deep Guidance:

Name resources with nouns.
```

## Good

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
---

## Summary

Design the contract first.

## Deep Guidance

Name resources with nouns.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.knowledge import KnowledgeEntry, LocalEntry
from scaffold_rules.finding import Finding, Severity, replace_fix
from scaffold_rules.guidance import exact_guidance, guidance_slip
from scaffold_rules.rule import rule


@rule(on=KnowledgeEntry, severity=Severity.WARNING, fixable=True, upstream=("kb-no-deep-guidance",))
def malformed_deep_guidance(entry: KnowledgeEntry) -> Iterator[Finding]:
    """The heading that was meant; for overrides, which no gate reads, only where `run` does not see it either."""
    if exact_guidance(entry) or (entry.deep_guidance and isinstance(entry, LocalEntry)):
        return
    slip = guidance_slip(entry)
    if slip is None:
        return
    then = "the validator and the gates do not see it" if entry.deep_guidance else "`run` injects the whole body"
    yield Finding(
        slip.span,
        f"must be exactly `## Deep Guidance`; as it is, {then}",
        fixes=(replace_fix("Write `## Deep Guidance`", slip.line, "## Deep Guidance", safe=slip.plain),),
    )
