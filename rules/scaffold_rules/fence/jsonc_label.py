"""A snippet labelled `json` holds comments, which only JSONC has.

Renderers mark every comment of such a fence as an error; `jsonc` is the label that says what it is.

## Bad

````markdown content/knowledge/core/a.md
```json
{
  "strict": true // always
}
```
````

## Good

````markdown content/knowledge/core/a.md
```jsonc
{
  "strict": true // always
}
```
````
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.fence.label import label_span, labelled, relabelled
from scaffold_rules.fence.tolerant import read
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule


@rule(on=MarkdownDocument, severity=Severity.HINT, fixable=True)
def jsonc_label(document: MarkdownDocument) -> Iterator[Finding]:
    """JSON that is read once its comments are taken out, at the label."""
    for snippet in labelled(document, "json"):
        if "//" in snippet.text or "/*" in snippet.text:
            found = read(snippet.text)
            if found.commented and found.error is None:
                message = "JSON has no comments; the label for JSON with comments is `jsonc`"
                yield Finding(label_span(snippet), message, fixes=(relabelled(snippet, "jsonc"),))
