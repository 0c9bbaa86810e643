"""A link leads nowhere: its target is empty.

It renders as a link to the page itself.

## Bad

```markdown content/knowledge/README.md
See [the entry]().
```

## Good

```markdown content/knowledge/README.md
See [the entry](#entry).
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule


@rule(on=MarkdownDocument, severity=Severity.WARNING)
def empty_target(document: MarkdownDocument) -> Iterator[Finding]:
    """Links and images without a destination."""
    for link in document.body.links:
        if not link.target.strip():
            yield Finding(link.span, f"{'the image' if link.image else 'the link'} `{link.text}` leads nowhere")
