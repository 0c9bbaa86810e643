"""Two sections of a knowledge entry treat two editions of the same thing side by side.

`## OWASP Top 10` beside `## OWASP Top 10:2025`: an agent reads both and cannot know which holds. The scaffold tool's
audit refuses to write such an entry; one section with what changed says it better.

Upstream: the refusals of the knowledge audit's writer.

## Bad

```markdown content/knowledge/review/review-security.md
---
name: review-security
description: Reviewing security
---

## Deep Guidance

## OWASP Top 10

Ten risks.

## OWASP Top 10:2025

Ten others.
```

## Good

```markdown content/knowledge/review/review-security.md
---
name: review-security
description: Reviewing security
---

## Deep Guidance

## OWASP Top 10:2025

Ten risks, and what the edition of 2021 called them.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.knowledge import ContentEntry
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.rule import rule

_DIGIT = re.compile(r"\d")
_EDITION = re.compile(r"[\s:(].*\d")


@rule(on=ContentEntry, severity=Severity.WARNING, upstream=("audit-writer",))
def edition_parallel_heading(entry: ContentEntry) -> Iterator[Finding]:
    """Sections whose heading is another one's and then a suffix with a digit."""
    for heading in entry.parts:
        title = heading.title
        if not _DIGIT.search(title):
            continue
        for other in entry.parts:
            if other.title and title.startswith(other.title) and _EDITION.match(title, len(other.title)):
                yield Finding(
                    heading.title_span,
                    f"parallel to the section `{other.title}`: an agent cannot know which edition holds",
                    related=(Related(entry.path, other.title_span, "the other edition"),),
                )
                break
