"""A guide's `topic` is not the name of its folder.

The scaffold tool then leaves the guide out of its index without a word: it is neither built nor checked.

## Bad

````markdown content/guides/start/index.md
---
title: Start
topic: begin
description: How to start
category: concepts
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


@rule(on=Guide, severity=Severity.ERROR, fixable=True)
def topic_mismatch(guide: Guide) -> Iterator[Finding]:
    """A topic that differs from the folder."""
    topic = guide.string("topic")
    if topic is not None and topic != guide.folder:
        span = guide.at("topic")
        written = span.of(guide.text)
        quote = written[0] if written[:1] in {"'", '"'} else ""
        fix = replace_fix(f"Replace with `{guide.folder}`", span, f"{quote}{guide.folder}{quote}", safe=False)
        yield Finding(
            span, f"the topic is `{topic}` but the folder is `{guide.folder}`: the guide is left out", fixes=(fix,)
        )
