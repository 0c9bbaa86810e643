"""A skill's `name` is not the name of its folder.

Agents find a skill by its folder and call it by its name.

## Bad

```markdown content/skills/runner/SKILL.md
---
name: walker
description: Runs steps
---

Run it.
```

## Good

```markdown content/skills/runner/SKILL.md
---
name: runner
description: Runs steps
---

Run it.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import STRICT_NAME, MarkdownDocument
from scaffold_rules.documents.pages import CanonicalSkill, Skill
from scaffold_rules.edits import fix_of, replace_scalar
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule


@rule(on=MarkdownDocument, severity=Severity.WARNING, fixable=True)
def name_mismatch(document: MarkdownDocument) -> Iterator[Finding]:
    """Names that differ from the folder."""
    if not isinstance(document, Skill | CanonicalSkill):
        return
    name = document.string("name")
    if name and name != document.folder:
        node = document.name_node
        edits = replace_scalar(node, document.folder) if node and STRICT_NAME.match(document.folder) else None
        yield Finding(
            document.at("name"),
            f"the name is `{name}` but the folder is `{document.folder}`",
            fixes=fix_of(f"Call it `{document.folder}`", edits, safe=False),
        )
