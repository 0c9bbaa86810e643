"""A shell script in a snippet goes on after a command that failed.

`core/coding-conventions.md` asks that scripts start with `set -euo pipefail`; without it a deployment script deploys what it
could not build.

## Bad

````markdown content/knowledge/core/a.md
```bash
#!/usr/bin/env bash
npm test
npm publish
```
````

## Good

````markdown content/knowledge/core/a.md
```bash
#!/usr/bin/env bash
set -euo pipefail
npm test
npm publish
```
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.fence.label import labelled
from scaffold_rules.finding import Edit, Finding, Fix, Severity
from scaffold_rules.rule import rule
from scaffold_rules.text import Span

_SHEBANG = re.compile(r"\#!.*\b(?:ba|z|k)sh\b(?P<flags>[^\n]*)")
_STRICT = re.compile(r"^[ \t]*set[ \t]+(?:-[a-zA-Z]*e|(?:\S+[ \t]+)*-o[ \t]+errexit)", re.MULTILINE)


@rule(on=MarkdownDocument, severity=Severity.INFO, fixable=True)
def unstrict_script(document: MarkdownDocument) -> Iterator[Finding]:
    """Scripts by their first line that never tell the shell to stop at an error, at that line."""
    for snippet in labelled(document, "bash", "sh", "shell", "zsh"):
        first = _SHEBANG.match(snippet.text)
        if first is None or " -e" in first["flags"] or "\n" not in snippet.text or _STRICT.search(snippet.text):
            continue
        edit = snippet.host_edit(Span(first.end(), first.end()), "\nset -euo pipefail")
        fixes = (Fix("Add `set -euo pipefail`", (Edit(*edit),), safe=False),) if edit else ()
        message = "this script goes on after a failed command; start it with `set -euo pipefail`"
        yield Finding(snippet.host_span(Span(*first.span())), message, fixes=fixes)
