"""A knowledge entry has Deep Guidance but no `## Summary` before it.

The summary is what people read, and what tells an entry's parts apart; the content's evals want both sections or
neither. A project's own overrides may do without.

Upstream: eval 93.

## Bad

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
---

## Deep Guidance

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

import re
from collections.abc import Iterator

from scaffold_rules.documents.knowledge import ContentEntry
from scaffold_rules.documents.markdown import Heading
from scaffold_rules.finding import Finding, Severity, replace_fix
from scaffold_rules.rule import rule

_SEEN = re.compile(r"^## Summary", re.MULTILINE)


@rule(on=ContentEntry, severity=Severity.WARNING, fixable=True, upstream=("eval:93",))
def missing_summary(entry: ContentEntry) -> Iterator[Finding]:
    """No line that begins `## Summary`, though there is Deep Guidance."""
    deep = entry.deep_guidance
    if deep is None or _SEEN.search(entry.text, *entry.body.span):
        return
    meant = _meant(entry, deep)
    if meant is None:
        yield Finding(deep.title_span, "no `## Summary` before Deep Guidance; an entry has both or neither")
        return
    yield Finding(
        meant.title_span,
        "must be exactly `## Summary`; an entry has both a Summary and Deep Guidance or neither",
        fixes=(replace_fix("Write `## Summary`", meant.span, "## Summary"),),
    )


def _meant(entry: ContentEntry, deep: Heading) -> Heading | None:
    """A heading before Deep Guidance that says the word, in another level or in other letters."""
    return next(
        (
            heading
            for heading in entry.body.headings
            if not heading.nested
            and heading.span.start < deep.span.start
            and heading.title.strip(" :.").lower() == "summary"
        ),
        None,
    )
