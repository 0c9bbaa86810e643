"""A fence holds a line that opens a fence, so code and prose have changed places.

A closing line too many, or an example in Markdown whose fence is no longer than the ones inside it: from there on prose is
shown as code and code as prose.

## Bad

`````markdown content/knowledge/core/a.md
```
prose that should be text

```json
{}
```
`````

## Good

`````markdown content/knowledge/core/a.md
prose that should be text

```json
{}
```
`````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.rule import rule
from scaffold_rules.text import Span

_OPENING = re.compile(r"^ {0,3}(?P<marker>`{3,}|~{3,})[ \t]*[A-Za-z][\w+#-]*[^`\n]*$", re.MULTILINE)


@rule(on=MarkdownDocument, severity=Severity.WARNING)
def inverted_fence(document: MarkdownDocument) -> Iterator[Finding]:
    """Closed fences with an opening line inside that is as long as their own, at their first line."""
    for snippet in document.snippets:
        fence = snippet.fence
        if not fence.closed or fence.marker[:3] not in snippet.text:
            continue
        inner = next((m for m in _OPENING.finditer(snippet.text) if m["marker"].startswith(fence.marker)), None)
        if inner is None:
            continue
        line = Span(fence.span.start, max(fence.info_span.end, fence.span.start + len(fence.marker)))
        why = "make it longer than the fences in it" if fence.info else "this line closes nothing and opens a fence"
        inside = Related(document.path, snippet.host_span(Span(*inner.span())), "meant to open a fence")
        yield Finding(line, f"a fence begins inside this one: {why}", related=(inside,))
