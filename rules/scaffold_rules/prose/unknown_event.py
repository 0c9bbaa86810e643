"""A text tells agents to record an activity event of a type that does not exist.

`scaffold observe event <type>` refuses an unknown type, and since texts tell agents to go on silently when it fails,
the event is just lost. The types are those of the activity ledger: `task_claimed`, `task_completed`,
`decision_recorded` and so on.

## Bad

```markdown content/agent-skills/work/SKILL.md
---
name: work
description: Work on tasks
---

Record it: `scaffold observe event claim --task-id 7`.
```

## Good

```markdown content/agent-skills/work/SKILL.md
---
name: work
description: Work on tasks
---

Record it: `scaffold observe event task_claimed --task-id 7`, as any `scaffold observe event <type>`.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity, replace_fix
from scaffold_rules.project import Project
from scaffold_rules.rule import rule
from scaffold_rules.suggest import did_you_mean, nearest
from scaffold_rules.text import Span
from scaffold_rules.wording import in_code, is_copy
from scaffold_schemas.vocabulary import state

_EVENT = re.compile(r"scaffold(?<!\wscaffold)[ \t]+observe[ \t]+event[ \t]+([A-Za-z][\w-]*)(?![\w>./=:]*[>/=])")


@rule(on=MarkdownDocument, severity=Severity.WARNING, fixable=True)
def unknown_event(document: MarkdownDocument, project: Project) -> Iterator[Finding]:
    """Types of activity events that the ledger does not know."""
    if not document.names_scaffold or is_copy(document, project):
        return
    for match in _EVENT.finditer(document.text):
        if state.event_type(match[1]) is not None or not in_code(document, match.start()):
            continue
        span, known = Span(*match.span(1)), _meant(match[1])
        yield Finding(
            span,
            f"unknown event type `{match[1]}`{did_you_mean(known) or f'; the types are {_TYPES}'}",
            fixes=tuple(replace_fix(f"Replace with `{each}`", span, each, safe=len(known) == 1) for each in known),
            data={"suggestions": known},
        )


_TYPES = ", ".join(f"`{event.name}`" for event in state.EVENT_TYPES)


def _meant(word: str) -> tuple[str, ...]:
    """The types a word may stand for: misspelt, or one that has a part beginning with it (`claim`: `task_claimed`)."""
    names = [event.name for event in state.EVENT_TYPES]
    parts = [name for name in names if any(part.startswith(word.lower()) for part in name.split("_"))]
    return nearest(word, names) or tuple(parts[:3])
