"""Inline code names a file of the content that does not exist.

Looked at are paths that begin with `content/`, and paths from before 3.2.0, when the content lay at the root of the
repository: `pipeline/…` is `content/pipeline/…` now. Paths with placeholders or wildcards are left alone.

## Bad

```markdown content/tools/release.md
---
name: release
description: Publish a release
category: tool
stateless: true
---

See `content/pipeline/pre/create-prdd.md` and `pipeline/pre/create-prd.md`.
```

## Good

```markdown content/tools/release.md
---
name: release
description: Publish a release
category: tool
stateless: true
---

See `content/pipeline/pre/create-prd.md` and every `content/pipeline/<phase>/<step>.md`.
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

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.documents.kind import CONTENT_FOLDERS
from scaffold_rules.finding import Finding, Fix, Severity, replace_fix
from scaffold_rules.project import Project
from scaffold_rules.rule import rule
from scaffold_rules.text import Span
from scaffold_rules.wording import is_copy

_FOLDERS = "|".join(CONTENT_FOLDERS)
_PATH = re.compile(rf"`((?:content/)?(?:{_FOLDERS})/[\w./-]*\w\.(?:md|ya?ml|tmpl))(?::\d+(?:-\d+)?)?`")
_TO_BE_MADE = re.compile(r"\b(?:creat|add|writ|generat|copy|copies|mov|renam)[a-z]*\b|\bnew\b|\be\.g\.", re.IGNORECASE)
"""Words before a path that is to be there only afterwards."""
CONTENT = "content/"


@rule(on=MarkdownDocument, severity=Severity.WARNING, fixable=True)
def stale_path(document: MarkdownDocument, project: Project) -> Iterator[Finding]:
    """Paths of content files that are not there."""
    if project.layout.content != CONTENT or not document.path.startswith(CONTENT) or is_copy(document, project):
        return
    for match in _PATH.finditer(document.text):
        span, path = Span(*match.span(1)), match[1]
        if not path.startswith(CONTENT):
            if project.exists(CONTENT + path) and project.exists(path) is not True:
                message = f"`{path}` lies at `{CONTENT}{path}` since 3.2.0"
                yield Finding(span, message, fixes=(replace_fix(f"Write `{CONTENT}{path}`", span, CONTENT + path),))
        elif project.exists(path) is False:
            fixes = _moved(project, path, span)
            if not fixes and _TO_BE_MADE.search(
                document.text, document.text.rfind("\n", 0, span.start) + 1, span.start
            ):
                continue
            message = f"there is no file `{path}`{f'; did you mean `{fixes[0].edits[0].text}`?' if fixes else ''}"
            yield Finding(span, message, fixes=fixes)


def _moved(project: Project, path: str, span: Span) -> tuple[Fix, ...]:
    """A fix when exactly one document has the file's name, or one in the folder nearly has it."""
    from scaffold_rules.suggest import nearest

    folder, _, name = path.rpartition("/")
    same = [other for other in project.documents if other.endswith(f"/{name}")]
    names = [other.rpartition("/")[2] for other in project.documents if other.rpartition("/")[0] == folder]
    found = same if len(same) == 1 else [f"{folder}/{near}" for near in nearest(name, names)[:1]]
    return tuple(replace_fix(f"Write `{other}`", span, other, safe=False) for other in found)
