"""A citation names a file that is not there, or a line it does not have.

Citations back what a guide says; the drift gate fails on them. They need the repository: where its sources were not
read nothing is said.

## Bad

````markdown content/guides/start/index.md
---
title: Start
topic: start
description: How to start
category: concepts
order: 10
---

So it is: :cite[content/guides/gone/index.md:3].
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

So it is: :cite[content/guides/start/index.md:3].
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.directives import directives
from scaffold_rules.documents.pages import Guide
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.project import Project
from scaffold_rules.rule import rule

_CITED = re.compile(r"(?P<path>[^\s:]+):(?P<first>\d+)(?:-(?P<last>\d+))?")


@rule(on=Guide, severity=Severity.WARNING, upstream=("check-reference-citations",))
def broken_citation(guide: Guide, project: Project) -> Iterator[Finding]:
    """Citations whose file or lines do not exist; advisory ones only inform."""
    if ":cite[" not in guide.text:
        return
    for directive in directives(guide.body):
        match = _CITED.fullmatch(directive.label.strip()) if directive.name == "cite" else None
        if match is None:
            continue
        severity = Severity.INFO if directive.value("mode") == "advisory" else None
        path = match["path"]
        document = project.documents.get(path)
        if project.exists(path) is False:
            yield Finding(directive.label_span, f"nothing is at `{path}`, which this citation names", severity)
        elif document is not None:
            count = len(document.lines) - (document.text.endswith("\n") or not document.text)
            last = int(match["last"] or match["first"])
            if last > count or int(match["first"]) < 1:
                message = f"`{path}` has {count} lines; this citation names line {last}"
                yield Finding(directive.label_span, message, severity)
