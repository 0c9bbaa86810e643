"""A knowledge entry has no `## Deep Guidance`.

That line divides what people read from what `scaffold run` injects. Without it the whole body goes into every prompt,
the summary included, and the content's freshness gate refuses a change to the file. An entry that has a Summary must
have it by the content's evals too. A project's own overrides may do without.

Upstream: `validate-knowledge`, the gate `deep-guidance-check`, evals 30 and 93.

## Bad

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
---

## Summary

Design the contract first.

## Resources

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

### Resources

Name resources with nouns.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.knowledge import ContentEntry
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.guidance import exact_guidance, guidance_slip
from scaffold_rules.rule import rule


@rule(on=ContentEntry, severity=Severity.WARNING, upstream=("kb-no-deep-guidance", "eval:30", "eval:93"))
def missing_deep_guidance(entry: ContentEntry) -> Iterator[Finding]:
    """The entries without the heading, without a misspelt one, and without one in a fence."""
    closed = entry.frontmatter is not None and entry.frontmatter.closing is not None
    if not closed or entry.injected != entry.body.span:
        return
    if exact_guidance(entry) or guidance_slip(entry):
        return
    yield Finding(
        entry.summary.title_span if entry.summary else entry.at("name"),
        "no `## Deep Guidance`: `run` injects the whole body, the summary included",
    )
