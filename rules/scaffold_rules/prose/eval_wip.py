"""The marker `<!-- eval-wip -->` costs the file instead of sparing it.

Some of the content's evals skip a file whose first line is `<!-- eval-wip -->`. But then its first line is not `---`,
so there is no frontmatter and the scaffold tool does not load the file at all. Anywhere else the marker does nothing.
It cannot be used in steps, tools and knowledge entries.

## Bad

```markdown content/knowledge/core/branches.md
<!-- eval-wip -->
---
name: branches
description: How branches are named
topics: [git]
---

Text.
```

## Good

```markdown content/knowledge/core/branches.md
---
name: branches
description: How branches are named
topics: [git]
---

Text.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.documents.knowledge import KnowledgeEntry
from scaffold_rules.documents.prompts import Prompt
from scaffold_rules.finding import Finding, Severity, replace_fix
from scaffold_rules.rule import rule
from scaffold_rules.text import Span
from scaffold_rules.wording import in_code

_MARKER = re.compile(r"^\ufeff?((<!--[ \t]*eval-wip[ \t]*-->)[ \t]*(?:\r\n|\r|\n|\Z))", re.MULTILINE)


@rule(on=MarkdownDocument, severity=Severity.WARNING, fixable=True)
def eval_wip(document: MarkdownDocument) -> Iterator[Finding]:
    """The marker on a line of its own."""
    if "eval-wip" not in document.text or not isinstance(document, Prompt | KnowledgeEntry):
        return
    for match in _MARKER.finditer(document.text):
        span = Span(*match.span(2))
        if in_code(document, span.start):
            continue
        message = (
            "the marker pushes the frontmatter off the first line; the scaffold tool then skips the whole file"
            if document.lines.line_of(span.start) == 0
            else "the marker has an effect on the first line alone, where it costs the file its frontmatter"
        )
        yield Finding(span, message, fixes=(replace_fix("Remove the marker", Span(*match.span(1)), ""),))
