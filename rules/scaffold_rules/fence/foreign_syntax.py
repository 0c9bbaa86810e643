"""A shell snippet holds a line of Python or TypeScript.

Pasted into a terminal it fails; the line belongs into a fence of its own language, or into a here-document.

## Bad

````markdown content/knowledge/core/a.md
```bash
mlflow.set_tag("team", "risk")
```
````

## Good

````markdown content/knowledge/core/a.md
```python
mlflow.set_tag("team", "risk")
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

_FOREIGN = re.compile(
    r"^(?:(?P<python>\w+(?:\.\w+)+\(.*\)|from [\w.]+ import [\w*, ]+|def \w+\(.*\).*:|class \w+(?:\(.*\))?:)"
    r"|(?P<script>export default\b.*|import .* from ['\"].*|(?:export )?(?:const|let) \w+ = .*|export (?:async )?function .*))$"
)
_HERE = re.compile(r"<<-?\s*(['\"]?)([A-Za-z_]\w*)\1")
_QUOTE = re.compile(r"\\.|'[^']*'|\"(?:\\.|[^\"\\])*\"|(?:^|(?<=\s))\#[^\n]*", re.DOTALL)


@rule(on=MarkdownDocument, severity=Severity.WARNING)
def foreign_syntax(document: MarkdownDocument) -> Iterator[Finding]:
    """The first line of another language in a shell snippet; here-documents and quoted text are the shell's own."""
    for snippet in labelled(document, "bash", "sh", "shell", "zsh"):
        if not any(map(_FOREIGN.match, snippet.text.split("\n"))):
            continue
        for at, line in _commands(snippet.text):
            match = _FOREIGN.match(line)
            if match:
                language = "Python" if match["python"] else "TypeScript"
                span = snippet.host_span(Span(at, at + len(line)))
                yield Finding(span, f"this is {language}, and the fence is labelled `{snippet.language}`")
                break


def _commands(code: str) -> Iterator[tuple[int, str]]:
    """The lines on which a command may begin, with their offsets."""
    quoted = [match.span() for match in _QUOTE.finditer(code)] if "'" in code or '"' in code else []
    end = ""
    at = 0
    for line in code.split("\n"):
        if end:
            end = "" if line.strip() == end else end
        elif not any(start < at < stop for start, stop in quoted):
            yield at, line
            here = _HERE.search(line)
            end = here[2] if here else ""
        at += len(line) + 1
