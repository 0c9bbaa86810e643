"""A JSON snippet cannot be read, whatever it is taken for.

Comments, elisions (`...`), placeholders, bare members and several values in one fence are how guides write JSON and are left
alone. What remains is a typing mistake that every reader copies.

## Bad

````markdown content/knowledge/core/a.md
```json
{"name": "app" "version": "1.0.0"}
```
````

## Good

````markdown content/knowledge/core/a.md
```json
{"name": "app", "version": "1.0.0"}
```
````
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.fence.label import labelled
from scaffold_rules.fence.tolerant import read
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_rules.text import Span


@rule(on=MarkdownDocument, severity=Severity.WARNING)
def json_error(document: MarkdownDocument) -> Iterator[Finding]:
    """Snippets of JSON that no step of the ladder explains, where reading stops."""
    for snippet in labelled(document, "json", "jsonc"):
        error = read(snippet.text).error
        if error is not None:
            at = min(max(error[0], 0), max(len(snippet.text) - 1, 0))
            yield Finding(snippet.host_span(Span(at, at + 1)), f"this is no JSON: {error[1][0].lower()}{error[1][1:]}")
