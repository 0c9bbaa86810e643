"""A guide uses a directive that nothing handles.

It becomes a plain block or plain text, and nobody is told.

## Bad

````markdown content/guides/start/index.md
---
title: Start
topic: start
description: How to start
category: concepts
order: 10
---

:::calout{type=note}
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

:::callout{type=note}
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
def unknown_directive(guide: Guide) -> Iterator[Finding]:
    """Names of directives that are not in the dialect."""
    for directive in directives(guide.body):
        if directive.name not in writing.DIRECTIVES:
            suggestions = nearest(directive.name, writing.DIRECTIVES)
            fixes = tuple(replace_fix(f"Replace with `{word}`", directive.name_span, word) for word in suggestions[:1])
            message = f"unknown directive `{directive.name}`{did_you_mean(suggestions)}"
            yield Finding(directive.name_span, message, fixes=fixes)
