"""A `/scaffold:name` or `scaffold run name` in a text names no step or tool.

The reader, a person or an agent, is told to run something that does not exist. The content's own evals look at the
section After This Step of pipeline files alone; everything else that mentions a step is compared with nothing.
Upstream: eval 5.

A name with a hyphen in inline code before the word "step" or "tool" (`` the `create-prd` step ``) is looked at too, and is a
note: it may be a step of something else. It is reported where a known name resembles it.

Placeholders such as `/scaffold:command-name` are left alone, and so is a word after `scaffold run` in running text
that resembles no name ("while a scaffold run is going on").

## Bad

```markdown content/tools/release.md
---
name: release
description: Publish a release
category: tool
stateless: true
---

Run `/scaffold:create-prdd` first.
```

## Good

```markdown content/tools/release.md
---
name: release
description: Publish a release
category: tool
stateless: true
---

Run `/scaffold:create-prd` first, or any `/scaffold:<step>`.
```

## With

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: Write the product requirements
phase: pre
order: 110
outputs: [docs/plan.md]
---
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from scaffold_rules.documents.document import MarkdownDocument, Namespace, Reference
from scaffold_rules.finding import Finding, Severity, replace_fix
from scaffold_rules.names import PROMPT, unknown_name
from scaffold_rules.project import Project
from scaffold_rules.rule import rule
from scaffold_rules.text import Span
from scaffold_rules.wording import in_code, in_fence, is_copy
from scaffold_schemas.vocabulary import pipeline

PLACEHOLDERS = frozenset({"command-name", "step-name", "tool-name", "prompt-name", "name", "step", "tool", "command"})

ROLE = "named"
_NAMED = re.compile(r"`([a-z][a-z0-9]*(?:-[a-z0-9]+)+)`[ \t]+(?:pipeline[ \t]+)?(?:step|tool)\b")


@rule(on=MarkdownDocument, severity=Severity.WARNING, fixable=True, upstream=("eval:5",))
def unknown_step(document: MarkdownDocument, project: Project) -> Iterator[Finding]:
    """Steps and tools named in a text that nothing defines."""
    for reference in (*document.mentions, *_named(document)):
        if reference.name in PLACEHOLDERS or project.has(Namespace.STEP, reference.name):
            continue
        if is_copy(document, project):
            return
        for finding in unknown_name(project, reference, PROMPT):
            if finding.fixes or (reference.role != ROLE and _is_meant(document, reference)):
                found = _renamed(project, reference, finding)
                yield replace(found, severity=Severity.INFO) if reference.role == ROLE else found


def _named(document: MarkdownDocument) -> Iterator[Reference]:
    """The names in inline code that a text calls a step or tool."""
    for match in _NAMED.finditer(document.text):
        if not in_fence(document, match.start()):
            yield Reference(Namespace.STEP, match[1], document.path, Span(*match.span(1)), ROLE)


def _is_meant(document: MarkdownDocument, reference: Reference) -> bool:
    """Whether a word that resembles no name is meant as one: written as a command, or as code."""
    at = reference.span.start
    return document.text.startswith("/scaffold:", at - len("/scaffold:")) or in_code(document, at)


def _renamed(project: Project, reference: Reference, finding: Finding) -> Finding:
    new = pipeline.RENAMED_STEPS.get(reference.name)
    if new is None or not project.has(Namespace.STEP, new):
        return finding
    message = f"unknown step `{reference.name}`; it was renamed to `{new}`"
    return replace(finding, message=message, fixes=(replace_fix(f"Replace with `{new}`", reference.span, new),))
