"""A snippet labelled `typescript` holds JSX, which only TSX has.

Under the plain label renderers take the elements for comparisons, and who saves the code under `.ts` gets syntax errors.

## Bad

````markdown content/knowledge/core/a.md
```typescript
export const App = () => <Page title="x" />;
```
````

## Good

````markdown content/knowledge/core/a.md
```tsx
export const App = () => <Page title="x" />;
```
````
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.fence.jsx import has_jsx
from scaffold_rules.fence.label import label_span, labelled, relabelled
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule


@rule(on=MarkdownDocument, severity=Severity.INFO, fixable=True)
def tsx_label(document: MarkdownDocument) -> Iterator[Finding]:
    """TypeScript with elements in it, at the label."""
    for snippet in labelled(document, "typescript", "ts"):
        if has_jsx(snippet.text):
            message = f"JSX is no part of `{snippet.language}`; the label is `tsx`"
            yield Finding(label_span(snippet), message, fixes=(relabelled(snippet, "tsx"),))
