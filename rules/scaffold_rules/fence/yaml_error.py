"""A YAML snippet cannot be read.

What is copied into a workflow or a manifest fails there, often with a message about another line. Placeholders in braces or
angle brackets and template expressions are left alone.

## Bad

````markdown content/knowledge/core/a.md
```yaml
depends: [GET /orders?userId=, ]: x
```
````

## Good

````markdown content/knowledge/core/a.md
```yaml
depends: ["GET /orders?userId="]
```
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.fence.label import labelled
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_rules.text import Span

_TEMPLATE = re.compile(r"\{\{[^{}\n]*\}\}|\{[^{}\n:,\"']*\}|^[ \t]*(?:\.{3}|…)[ \t]*$", re.MULTILINE)


@rule(on=MarkdownDocument, severity=Severity.WARNING)
def yaml_error(document: MarkdownDocument) -> Iterator[Finding]:
    """Snippets of YAML that a YAML 1.1 parser refuses, where it stops."""
    for snippet in labelled(document, "yaml", "yml"):
        error = _error(_TEMPLATE.sub(_word, snippet.text)) if "{%" not in snippet.text else None
        if error is not None:
            line, column, message = error
            start = 0
            for _ in range(line):
                start = snippet.text.find("\n", start) + 1 or len(snippet.text)
            at = min(start + column, max(len(snippet.text) - 1, 0))
            yield Finding(snippet.host_span(Span(at, at + 1)), f"this is no YAML: {message}")


def _word(match: re.Match[str]) -> str:
    """A template expression as a word of the same length, an elided line as a blank one."""
    text = match.group()
    return "x" * len(text) if "{" in text else " " * len(text)


def _error(text: str) -> tuple[int, int, str] | None:
    """Line and column from 0 and what is wrong there; None for YAML. Nothing is built, so no alias can grow."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for _ in yaml.parse(text, Loader=loader):
            pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        return (mark.line, mark.column, str(error.problem or error.context)) if mark else None
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return None
