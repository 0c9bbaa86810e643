"""A skill has one `lean` mark without the other, or in the wrong order.

The text between `<!-- lean:start -->` and `<!-- lean:end -->` is the short form of the skill; the generator stops with an
error when one is missing.

## Bad

```markdown content/agent-skills/runner/SKILL.md
---
name: runner
description: Runs steps
---

<!-- lean:start -->
Short.
```

## Good

```markdown content/agent-skills/runner/SKILL.md
---
name: runner
description: Runs steps
---

<!-- lean:start -->
Short.
<!-- lean:end -->
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.pages import CanonicalSkill
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_rules.text import Span
from scaffold_schemas.vocabulary.writing import LEAN_END, LEAN_START


@rule(on=CanonicalSkill, severity=Severity.ERROR)
def unbalanced_lean(skill: CanonicalSkill) -> Iterator[Finding]:
    """Marks that do not make a pair."""
    start, end = skill.text.find(LEAN_START), skill.text.find(LEAN_END)
    if start == -1 and end == -1:
        return
    if start == -1 or end == -1:
        mark, at, other = (LEAN_START, start, LEAN_END) if end == -1 else (LEAN_END, end, LEAN_START)
        yield Finding(Span(at, at + len(mark)), f"`{other}` is missing: the skill cannot be generated")
    elif end < start:
        yield Finding(Span(end, end + len(LEAN_END)), "the end mark stands before the start mark")
