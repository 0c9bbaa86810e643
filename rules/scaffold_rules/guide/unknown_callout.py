"""A callout's type is none of the known ones.

It is shown as a note.

## Bad

````markdown content/guides/start/index.md
---
title: Start
topic: start
description: How to start
category: concepts
order: 10
---

:::callout{type=warn}
Text
:::
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

:::callout{type=warning}
Text
:::
````
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.directives import directives
from scaffold_rules.documents.pages import Guide
from scaffold_rules.finding import Finding, Severity, replace_fix
from scaffold_rules.rule import rule
from scaffold_rules.suggest import did_you_mean, nearest
from scaffold_schemas.vocabulary import writing


@rule(on=Guide, severity=Severity.WARNING, fixable=True)
def unknown_callout(guide: Guide) -> Iterator[Finding]:
    """Values of a callout's ``type`` that are not in the dialect."""
    for directive in directives(guide.body):
        kind = directive.value("type")
        if directive.name == "callout" and kind is not None and kind not in writing.CALLOUTS:
            suggestions = nearest(kind, writing.CALLOUTS) or tuple(w for w in writing.CALLOUTS if w.startswith(kind))
            span = directive.value_span("type")
            fixes = tuple(replace_fix(f"Replace with `{word}`", span, word) for word in suggestions[:1])
            allowed = ", ".join(f"`{word}`" for word in writing.CALLOUTS)
            message = f"unknown callout `{kind}`, shown as a note; allowed: {allowed}{did_you_mean(suggestions)}"
            yield Finding(span, message, fixes=fixes)
