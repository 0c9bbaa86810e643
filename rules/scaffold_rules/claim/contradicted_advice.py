"""A snippet does what another entry of the content advises against.

Both reach the same reader. One of them has to change, or say why it differs.

## Bad

````markdown content/knowledge/core/a.md
---
name: a
description: What it is for
---

```bash
mlflow server --host 0.0.0.0 --port 5000
```

Bind the tracking server to `127.0.0.1` rather than `0.0.0.0`.
````

## Good

````markdown content/knowledge/core/a.md
---
name: a
description: What it is for
---

```bash
mlflow server --host 127.0.0.1 --port 5000
```

Bind the tracking server to `127.0.0.1` rather than `0.0.0.0`.
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from scaffold_rules.documents.knowledge import KnowledgeEntry
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.project import Project, once
from scaffold_rules.rule import rule
from scaffold_rules.text import Span


class Advice(NamedTuple):
    """What an entry advises against and how snippets do it all the same, each with words that are always in it."""

    needle: str
    practice: re.Pattern[str]
    advice_needle: str
    advice: re.Pattern[str]


ROWS = (
    Advice(
        "--host",
        re.compile(r"\bmlflow (?:server|ui)\b(?:[^\n]|\\\n)*?(?P<it>--host[ =]0\.0\.0\.0)"),
        "127.0.0.1",
        re.compile(
            r"[Bb]ind\b[^.\n]{0,60}`?127\.0\.0\.1`?,? (?:rather than|instead of|(?:and )?(?:not|never)) `?0\.0\.0\.0`?"
        ),
    ),
)


@once
def _advice(project: Project) -> tuple[tuple[Advice, str, Span], ...]:
    """The rows that an entry of the project really advises, each with the first place that does."""
    found = []
    for row in ROWS:
        for entry in project.of(KnowledgeEntry):
            match = row.advice.search(entry.text) if row.advice_needle in entry.text else None
            if match:
                found.append((row, entry.path, Span(*match.span())))
                break
    return tuple(found)


@rule(on=KnowledgeEntry, severity=Severity.INFO)
def contradicted_advice(document: KnowledgeEntry, project: Project) -> Iterator[Finding]:
    """Shell snippets that practise what an entry of the same content forbids."""
    if not any(row.needle in document.text for row in ROWS):
        return
    for row, path, span in _advice(project):
        for snippet in document.snippets if row.needle in document.text else ():
            for match in row.practice.finditer(snippet.text) if snippet.language in {"bash", "sh", "shell"} else ():
                if not snippet.is_bad(match.start("it")):
                    name = path.rpartition("/")[2].removesuffix(".md")
                    related = (Related(path, span, "the advice"),)
                    message = f"`{match['it']}` is what `{name}` advises against"
                    yield Finding(snippet.host_span(Span(*match.span("it"))), message, related=related)
