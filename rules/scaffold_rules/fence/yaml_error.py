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
from itertools import pairwise
from typing import TYPE_CHECKING

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.documents.yaml import Dialect, parse_yaml
from scaffold_rules.fence.label import labelled
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_rules.text import Span

if TYPE_CHECKING:
    from scaffold_rules.documents.yaml_nodes import YamlProblem

_TEMPLATE = re.compile(r"\{\{[^{}\n]*\}\}|\{[^{}\n:,\"']*\}|^[ \t]*(?:\.{3}|…)[ \t]*$", re.MULTILINE)


_SEPARATOR = re.compile(r"^---(?=[ \t\n]|\Z)", re.MULTILINE)
_JUDGED = ("syntax-error", "duplicate-key")


@rule(on=MarkdownDocument, severity=Severity.WARNING)
def yaml_error(document: MarkdownDocument) -> Iterator[Finding]:
    """Snippets of YAML that js-yaml refuses, where the author slipped; one finding for each of their documents."""
    for snippet in labelled(document, "yaml", "yml"):
        for problem in refused(snippet.text):
            yield Finding(snippet.host_span(problem.span), f"js-yaml refuses this: {problem.message}")


def refused(code: str) -> Iterator[YamlProblem]:
    """The first problem of each document of some YAML, template expressions taken for words."""
    text = _TEMPLATE.sub(_word, code) if "{%" not in code else ""
    starts = [0, *(match.start() for match in _SEPARATOR.finditer(text)), len(text)]
    for start, end in pairwise(starts):
        found = parse_yaml(text, Dialect.DEFAULT, Span(start, end)).problems if text[start:end].strip() else ()
        problem = next((each for each in found if each.name.endswith(_JUDGED)), None)
        if problem is not None:
            yield problem


def _word(match: re.Match[str]) -> str:
    """A template expression as a word of the same length, an elided line as a blank one."""
    text = match.group()
    return "x" * len(text) if "{" in text else " " * len(text)
