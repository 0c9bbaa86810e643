"""A text teaches a convention that was given up.

Branches named after a bead first (`bd-<id>/…`), issue ids in front of commit messages (`[bd-<id>]`), branch names that
begin with a story or bead (`feat/US-001`), a server workflow `workflows/ci.yml` in the pipeline, and claiming a bead by
setting its status, which two agents can do at once. Work is claimed with `bd update <id> --claim`, branches are
`agent/<name>/<bead-id>`, and a commit names its bead at the end: `(<bead-id>)`. The content's own gates fail on the old
forms. Upstream: evals 96 to 99 and 105, since 3.40.0.

## Bad

```markdown content/knowledge/core/branches.md
---
name: branches
description: How branches are named
topics: [git]
---

Create the branch `bd-<id>/login` and claim it with `bd update 12 --status in_progress`.
```

## Good

```markdown content/knowledge/core/branches.md
---
name: branches
description: How branches are named
topics: [git]
---

Claim the bead with `bd update 12 --claim` and create the branch `agent/ada/12`.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from scaffold_rules.documents.document import Document
from scaffold_rules.finding import Finding, Severity, replace_fix
from scaffold_rules.project import Project
from scaffold_rules.rule import rule
from scaffold_rules.text import Span
from scaffold_rules.wording import is_copy

SINCE = (3, 40, 0)


class Convention(NamedTuple):
    """A retired form, the eval that fails on it, and what holds now."""

    form: re.Pattern[str]
    upstream: str
    instead: str


_TYPES = r"(?:feat|fix|chore|docs|refactor|perf|test|build|ci)"
_BRANCH = "a branch is `agent/<name>/<bead-id>` now"
_COMMIT = "a commit names its bead at the end now: `(<bead-id>)`"
_LOCAL = "quality gates run locally now, server CI is deferred"
BEADS_FIRST = (
    Convention(re.compile(r"bd-<(?:task-)?id>/"), "eval:96", _BRANCH),
    Convention(re.compile(r"\[bd-<(?:task-)?id>\]"), "eval:97", _COMMIT),
    Convention(re.compile(r"bd-(?<!/bd-)[a-z0-9]+/(?=[a-z])"), "eval:99", _BRANCH),
)
ID_FIRST = (Convention(re.compile(rf"\b{_TYPES}/(?:(?:US|us)-[0-9]\w*|(?:bd|BD)-[0-9a-z]+)"), "eval:99", _BRANCH),)
SERVER_CI = (Convention(re.compile(r"workflows/ci\.yml"), "eval:98", _LOCAL),)
_ID = re.compile(r"/(?:US|us|bd|BD)-")
_CLAIM = re.compile(r"bd\s+update[^|]{0,80}?(--status[=\s]*in_progress)")


@rule(on=Document, severity=Severity.WARNING, fixable=True)
def retired_convention(document: Document, project: Project) -> Iterator[Finding]:
    """The retired forms, in files of the content."""
    content, version = project.layout.content, project.layout.version
    if content is None or not document.path.startswith(content) or (version is not None and version < SINCE):
        return
    if is_copy(document, project):
        return
    text = document.text
    if "bd-" in text:
        yield from _forms(document, BEADS_FIRST)
    if _ID.search(text):
        yield from _forms(document, ID_FIRST)
    if document.path.startswith(f"{content}pipeline/"):
        yield from _forms(document, SERVER_CI)
    if "in_progress" in text:
        for match in _CLAIM.finditer(text):
            span = Span(*match.span(1))
            message = "claiming by status is not atomic, two agents can do it at once; use `--claim`"
            fix = replace_fix("Claim with `--claim`", span, "--claim", safe=False)
            yield Finding(span, message, fixes=(fix,), upstream="eval:105")


def _forms(document: Document, conventions: tuple[Convention, ...]) -> Iterator[Finding]:
    for form, upstream, instead in conventions:
        for match in form.finditer(document.text):
            message = f"`{match.group()}` is a retired convention; {instead}"
            yield Finding(Span(*match.span()), message, upstream=upstream)
