"""Attributes stand behind an ordinary link and are shown to readers.

Only directives take attributes: `[text](url){mode=advisory}` prints `{mode=advisory}` on the page. `:cite[…]{mode=advisory}`
is what was meant.

## Bad

````markdown content/guides/start/index.md
---
title: Start
topic: start
description: How to start
category: concepts
order: 10
---

See [it](https://example.com){mode=advisory}.
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

See [it](https://example.com).
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.pages import Guide
from scaffold_rules.finding import Finding, Severity, replace_fix
from scaffold_rules.rule import rule
from scaffold_rules.text import Span

_ATTRIBUTES = re.compile(r"\{[\w-]+=[^}\n]*\}")


@rule(on=Guide, severity=Severity.WARNING, fixable=True)
def stray_attributes(guide: Guide) -> Iterator[Finding]:
    """Attribute blocks right behind links."""
    if "){" not in guide.text:
        return
    for link in guide.body.links:
        match = _ATTRIBUTES.match(guide.text, link.span.end)
        if match:
            span = Span(*match.span())
            fix = replace_fix("Remove the attributes", span, "")
            yield Finding(span, f"`{match.group()}` behind a link is shown to readers", fixes=(fix,))
