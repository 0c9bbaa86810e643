"""A guide has more embeds than a page bears.

The scaffold tool warns: pages load slowly and say little in words.

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
Text equivalent: x.
:::

:::embed{src=a.html}
Text equivalent: x.
:::

:::embed{src=a.html}
Text equivalent: x.
:::

:::embed{src=a.html}
Text equivalent: x.
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
Text equivalent: x.
:::
````
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.directives import directives
from scaffold_rules.documents.pages import Guide
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_schemas.vocabulary import writing


@rule(on=Guide, severity=Severity.WARNING, upstream=("guides-check",))
def many_embeds(guide: Guide, *, most: int = writing.MAXIMUM_EMBEDS) -> Iterator[Finding]:
    """Every embed after the last that is allowed."""
    embeds = [directive for directive in directives(guide.body) if directive.name == "embed"]
    for directive in embeds[most:]:
        yield Finding(directive.name_span, f"{len(embeds)} embeds in one guide; at most {most}")
