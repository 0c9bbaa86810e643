"""A link names a heading that its target does not have.

Guides are anchored by the scaffold tool's own slugs, all other Markdown by GitHub's; `## The gate: four verdicts` is
`#the-gate-four-verdicts` in both, `## The --fix flow` is not the same.

## Bad

```markdown content/knowledge/README.md
# Entries

See [below](#entires).
```

## Good

```markdown content/knowledge/README.md
# Entries

See [below](#entries).
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity, replace_fix
from scaffold_rules.links import anchors, guide_index, target_path
from scaffold_rules.project import Project
from scaffold_rules.rule import rule
from scaffold_rules.suggest import did_you_mean, nearest

_FRAGMENT = re.compile(r"\]\([^)\s]*#|\]:[^\n]*#")


@rule(on=MarkdownDocument, severity=Severity.WARNING, fixable=True, upstream=("guides-check",))
def broken_anchor(document: MarkdownDocument, project: Project) -> Iterator[Finding]:
    """Fragments that are no anchor of the document they lead to."""
    if not _FRAGMENT.search(document.text):
        return
    for link in document.body.links:
        target, _, fragment = link.target.partition("#")
        if not fragment or link.image:
            continue
        path = document.path if not target else target_path(document, target)
        other = guide_index(project, path) if path else None
        if not isinstance(other, MarkdownDocument):
            continue
        known = anchors(other)
        if unquote(fragment).lower() in known or unquote(fragment) in known:
            continue
        start = link.target_span.end - len(fragment)
        if document.text[start : link.target_span.end] != fragment:
            start = link.target_span.start
        span = type(link.target_span)(start, link.target_span.end)
        suggestions = nearest(fragment, known)
        fixes = tuple(
            replace_fix(f"Replace with `#{word}`", span, word, safe=len(suggestions) == 1)
            for word in suggestions
            if start != link.target_span.start
        )
        where = "here" if other is document else f"in {other.path}"
        yield Finding(span, f"no heading {where} has the anchor `#{fragment}`{did_you_mean(suggestions)}", fixes=fixes)
