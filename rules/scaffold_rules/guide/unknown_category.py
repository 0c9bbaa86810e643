"""A guide's category is not one of the documented ones.

The index groups guides by category; nothing enforces the documented set, so a typo makes a group of its own.

## Bad

````markdown content/guides/start/index.md
---
title: Start
topic: start
description: How to start
category: concept
order: 10
---

# Start
````

## Good

````markdown content/guides/start/index.md
---
title: Start
topic: start
description: How to start
category: concepts
order: 10
---

# Start
````
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.pages import Guide
from scaffold_rules.finding import Finding, Severity, replace_fix
from scaffold_rules.rule import rule
from scaffold_rules.suggest import did_you_mean, nearest
from scaffold_schemas.vocabulary import writing


@rule(on=Guide, severity=Severity.INFO, fixable=True)
def unknown_category(guide: Guide) -> Iterator[Finding]:
    """Categories outside the documented set."""
    category = guide.string("category")
    if category is not None and category not in writing.GUIDE_CATEGORIES:
        suggestions = nearest(category, writing.GUIDE_CATEGORIES)
        span = guide.at("category")
        written = span.of(guide.text)
        quote = written[0] if written[:1] in {"'", '"'} else ""
        fixes = tuple(replace_fix(f"Replace with `{word}`", span, f"{quote}{word}{quote}") for word in suggestions[:1])
        allowed = ", ".join(f"`{word}`" for word in writing.GUIDE_CATEGORIES)
        yield Finding(
            span, f"undocumented category `{category}`; documented: {allowed}{did_you_mean(suggestions)}", fixes=fixes
        )
