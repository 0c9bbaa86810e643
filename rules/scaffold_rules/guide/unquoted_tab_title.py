"""A tab's title is not in quotes though it has blanks or punctuation.

The attribute ends at the first blank and the rest leaks into the page.

## Bad

````markdown content/guides/start/index.md
---
title: Start
topic: start
description: How to start
category: concepts
order: 10
---

::::tabs
:::tab{title=Claude Code}
x
:::
::::
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

::::tabs
:::tab{title="Claude Code"}
x
:::
::::
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.directives import directives
from scaffold_rules.documents.pages import Guide
from scaffold_rules.finding import Finding, Severity, replace_fix
from scaffold_rules.rule import rule


@rule(on=Guide, severity=Severity.WARNING, fixable=True)
def unquoted_tab_title(guide: Guide) -> Iterator[Finding]:
    """Titles that need quotes."""
    for directive in directives(guide.body):
        match = re.fullmatch(r"\{\s*title=([^\"'][^}]*?)\s*\}", directive.attributes)
        if directive.name == "tab" and match and re.search(r"[^\w-]", match[1]):
            start = directive.attributes_span.start + match.start(1)
            span = type(directive.span)(start, start + len(match[1]))
            fix = replace_fix("Quote the title", span, f'"{match[1]}"')
            yield Finding(
                span, f"quote the title `{match[1]}`: without quotes it ends at the first blank", fixes=(fix,)
            )
