"""A severity's level is none of the known ones.

It is shown as p2.

## Bad

````markdown content/guides/start/index.md
---
title: Start
topic: start
description: How to start
category: concepts
order: 10
---

Bad :sev[P9]{level=p9}
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

Bad :sev[P0]{level=p0}
````
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.directives import directives
from scaffold_rules.documents.pages import Guide
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_schemas.vocabulary import writing


@rule(on=Guide, severity=Severity.WARNING)
def unknown_severity(guide: Guide) -> Iterator[Finding]:
    """Values of ``level`` that are not in the dialect."""
    for directive in directives(guide.body):
        level = directive.value("level")
        if directive.name == "sev" and level not in writing.SEVERITIES:
            said = f"unknown level `{level}`" if level else "no level"
            allowed = ", ".join(f"`{word}`" for word in writing.SEVERITIES)
            yield Finding(directive.value_span("level"), f"{said}, shown as p2; allowed: {allowed}")
