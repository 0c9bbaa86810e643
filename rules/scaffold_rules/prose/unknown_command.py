"""A command line in a text calls a `scaffold` command that does not exist.

Whoever follows the text gets an error. Looked at are inline code that begins with `scaffold` and lines of shell fences
that do. Which commands there are depends on the release. In a project without content of its own only misspellings
are reported, for other programs are called `scaffold` too.

## Bad

```markdown content/tools/release.md
---
name: release
description: Publish a release
category: tool
stateless: true
---

Look at `scaffold staus` first.
```

## Good

```markdown content/tools/release.md
---
name: release
description: Publish a release
category: tool
stateless: true
---

Look at `scaffold status` first, or at `scaffold <command> --help`.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity, replace_fix
from scaffold_rules.project import Project
from scaffold_rules.rule import rule
from scaffold_rules.suggest import did_you_mean, nearest
from scaffold_rules.text import Span
from scaffold_rules.wording import is_copy, shell_lines
from scaffold_schemas import vocabulary

_CALL = re.compile(
    r"[ \t`]*(?:[$%>][ \t]+)?(?:npx[ \t]+)?scaffold"
    r"[ \t]+([a-z][a-z0-9-]*)(?![\w>.=:/])(?:[ \t]+([a-z][a-z-]*)(?![\w>.=:/]))?"
)


@rule(on=MarkdownDocument, severity=Severity.WARNING, fixable=True)
def unknown_command(document: MarkdownDocument, project: Project) -> Iterator[Finding]:
    """Commands and subcommands that the release does not have."""
    if not document.names_scaffold or is_copy(document, project):
        return
    commands = vocabulary.commands(project.layout.version)
    for place in _calls(document):
        call = _CALL.match(document.text, place.start, place.end)
        if call is None:
            continue
        name, sub = call[1], call[2]
        if name not in commands:
            finding = _unknown(Span(*call.span(1)), f"scaffold {name}", name, commands)
            if project.has_content or finding.fixes:
                yield finding
        elif sub and sub not in vocabulary.command.SUBCOMMANDS.get(name, (sub,)):
            words = vocabulary.command.SUBCOMMANDS[name]
            yield _unknown(Span(*call.span(2)), f"scaffold {name} {sub}", sub, words)


def _calls(document: MarkdownDocument) -> Iterator[Span]:
    for span in document.body.code_spans:
        if document.text.startswith("scaffold ", span.start + 1) or document.text.startswith("npx ", span.start + 1):
            yield span
    yield from shell_lines(document, "scaffold ")


def _unknown(span: Span, call: str, word: str, words: tuple[str, ...]) -> Finding:
    found = nearest(word, words)
    return Finding(
        span,
        f"there is no command `{call}`{did_you_mean(found)}",
        fixes=tuple(replace_fix(f"Replace with `{each}`", span, each, safe=len(found) == 1) for each in found),
        data={"suggestions": found},
    )
