"""A knowledge entry says "See `name`", and there is no entry, step or tool of that name.

The reader is an agent, which looks for it and finds nothing. Reported are only names that resemble a known one; others
may be files of the project that is being built.

## Bad

```markdown content/knowledge/data-science/data-science-notebooks.md
---
name: data-science-notebooks
description: Notebooks
---

## Deep Guidance

Keep them short. See `data-science-project-structur` for where they live.
```

## Good

```markdown content/knowledge/data-science/data-science-notebooks.md
---
name: data-science-notebooks
description: Notebooks
---

## Deep Guidance

Keep them short. See `data-science-project-structure` for where they live.
```

## With

```markdown content/knowledge/data-science/data-science-project-structure.md
---
name: data-science-project-structure
description: Where things live
---
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from scaffold_rules.documents.document import Namespace
from scaffold_rules.documents.knowledge import KnowledgeEntry
from scaffold_rules.finding import Finding, Severity, replace_fix
from scaffold_rules.project import Project
from scaffold_rules.rule import rule
from scaffold_rules.suggest import did_you_mean, nearest
from scaffold_rules.text import Span, occurrences

_OPENINGS = ("ee `", "ee also `")
_SEE = re.compile(r"(?<!\w)[Ss]ee (?:also )?`([a-z][a-z0-9]*(?:-[a-z0-9]+)+)(?:\.md)?`")


@rule(on=KnowledgeEntry, severity=Severity.INFO, fixable=True)
def unknown_mention(entry: KnowledgeEntry, project: Project) -> Iterator[Finding]:
    """Names after the word See that are nearly known."""
    if not project.knows_names:
        return
    for match in _seen(entry):
        name, span = match[1], Span(*match.span(1))
        if project.has(Namespace.ENTRY, name) or project.has(Namespace.STEP, name):
            continue
        if any(fence.span.overlaps(span) for fence in entry.body.fences):
            continue
        words = (word for word in chain(project.knowledge, project.names(Namespace.STEP)) if word != entry.name)
        suggestions = nearest(name, words)
        if suggestions:
            yield Finding(
                span,
                f"no entry, step or tool is called `{name}`{did_you_mean(suggestions)}",
                fixes=tuple(replace_fix(f"Replace with `{word}`", span, word, safe=False) for word in suggestions),
                data={"suggestions": suggestions, "namespace": "entry", "name": name},
            )


def _seen(entry: KnowledgeEntry) -> list[re.Match[str]]:
    """The names after the word See, opening by opening."""
    places = (at for opening in _OPENINGS for at in occurrences(entry.text, opening, entry.body.span.start))
    return [match for at in places if (match := _SEE.match(entry.text, at - 1))]
