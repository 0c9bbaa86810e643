"""An `:::embed` says nothing in words.

The build fails unless the block contains a text equivalent, for readers and agents that see no picture.

## Bad

````markdown content/guides/start/index.md
---
title: Start
topic: start
description: How to start
category: concepts
order: 10
---

:::embed{src=a.html}
A picture.
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

:::embed{src=a.html}
Text equivalent: a picture.
:::
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.directives import directives
from scaffold_rules.documents.pages import Guide
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule


@rule(on=Guide, severity=Severity.ERROR, upstream=("guides-check",))
def embed_without_text(guide: Guide) -> Iterator[Finding]:
    """Embeds without the words ``text equivalent``."""
    for directive in directives(guide.body):
        inside = directive.body.of(guide.text) if directive.body else ""
        if directive.name == "embed" and not re.search(r"text[\s-]?equivalent", inside, re.IGNORECASE):
            yield Finding(directive.name_span, "this embed has no text equivalent: the build fails")
