"""The path in a snippet's first line says another language than the fence's label.

Readers and tools trust the label: highlighting, extraction and the linters of this content all go by it.

## Bad

````markdown content/knowledge/core/a.md
```ini
# pyproject.toml
[project]
name = "app"
```
````

## Good

````markdown content/knowledge/core/a.md
```toml
# pyproject.toml
[project]
name = "app"
```
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.documents.yaml import Dialect, parse_yaml
from scaffold_rules.fence.jsx import has_jsx
from scaffold_rules.fence.label import label_span, relabelled
from scaffold_rules.fence.tolerant import read
from scaffold_rules.finding import Finding, Fix, Severity
from scaffold_rules.rule import rule

if TYPE_CHECKING:
    from scaffold_rules.documents.snippet import Snippet

LABELS = {
    "css": "css scss",
    "go": "go golang",
    "html": "html xml",
    "js": "javascript js jsx",
    "json": "json jsonc json5",
    "jsx": "jsx javascript js",
    "kt": "kotlin kt",
    "mjs": "javascript js mjs",
    "py": "python py python3",
    "rs": "rust rs",
    "scss": "scss css",
    "sh": "bash sh shell zsh",
    "sql": "sql postgresql mysql plsql",
    "swift": "swift",
    "tf": "hcl terraform tf",
    "toml": "toml",
    "ts": "typescript ts",
    "tsx": "tsx typescriptreact",
    "yaml": "yaml yml",
    "yml": "yaml yml",
}
"""The labels that fit a file by its ending, the usual one first; labels found nowhere here are not judged."""

_JUDGED = frozenset(word for words in LABELS.values() for word in words.split()) | {"ini"}

_COMPONENT = re.compile(r"(?://|\#)[ \t]*([A-Z]\w*\.(?:tsx|kt|swift|py))\b")
_JSON_FILE = re.compile(r"//[ \t]*([\w./-]+\.json)\b[^\n]*\n(?=\s*[{\[])")


@rule(on=MarkdownDocument, severity=Severity.INFO, fixable=True)
def label_mismatch(document: MarkdownDocument) -> Iterator[Finding]:
    """Fences whose header's ending and label are both known and do not fit, at the label."""
    for snippet in document.snippets:
        header = _header(snippet) if snippet.language in _JUDGED else ""
        if "." not in header:
            continue
        fitting = LABELS.get(header.rpartition(".")[2], "").split()
        if not fitting or snippet.language in fitting:
            continue
        if fitting[0] == "tsx" and snippet.language in {"typescript", "ts"} and has_jsx(snippet.text):
            continue  # said by its content already
        message = f"`{header}` is {fitting[0]}, and the fence is labelled `{snippet.language}`"
        yield Finding(label_span(snippet), message, fixes=_fixes(snippet, fitting[0]))


def _fixes(snippet: Snippet, label: str) -> tuple[Fix, ...]:
    """The other label, where the code then is what it says."""
    if label == "json":
        found = read(snippet.text)
        if found.error is not None:
            return ()
        label = "jsonc" if found.commented else label
    if label == "yaml" and parse_yaml(snippet.text, Dialect.DEFAULT).problems:
        return ()
    return (relabelled(snippet, label, safe=False),)


def _header(snippet: Snippet) -> str:
    """The path in the first line; that of a component, and of JSON with a remark behind it, where the rest is JSON."""
    if snippet.header is not None:
        return snippet.header
    component = _COMPONENT.match(snippet.text)
    if component:
        return component[1]
    file = _JSON_FILE.match(snippet.text)
    return file[1] if file and read(snippet.text[file.end() :]).error is None else ""
