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
    """A retired form: what every text with it contains, the form, the eval that fails on it, what holds now."""

    hint: str
    form: re.Pattern[str]
    upstream: str
    instead: str


_TYPES = r"(?:feat|fix|chore|docs|refactor|perf|test|build|ci)"
_BRANCH = "a branch is `agent/<name>/<bead-id>` now"
_COMMIT = "a commit names its bead at the end now: `(<bead-id>)`"
_LOCAL = "quality gates run locally now, server CI is deferred"
CONVENTIONS = (
    Convention("bd-<", re.compile(r"bd-<(?:task-)?id>/"), "eval:96", _BRANCH),
    Convention("[bd-<", re.compile(r"\[bd-<(?:task-)?id>\]"), "eval:97", _COMMIT),
    Convention("/US-", re.compile(rf"\b{_TYPES}/US-[0-9]\w*"), "eval:99", _BRANCH),
    Convention("/us-", re.compile(rf"\b{_TYPES}/us-[0-9]\w*"), "eval:99", _BRANCH),
    Convention("/bd-", re.compile(rf"\b{_TYPES}/bd-[0-9a-z]+"), "eval:99", _BRANCH),
    Convention("/BD-", re.compile(rf"\b{_TYPES}/BD-[0-9a-z]+"), "eval:99", _BRANCH),
    Convention("bd-", re.compile(r"(?<!/)bd-[a-z0-9]+/(?=[a-z])"), "eval:99", _BRANCH),
    Convention("workflows/ci.yml", re.compile(r"workflows/ci\.yml"), "eval:98", _LOCAL),
)
_CLAIM = re.compile(r"bd\s+update[^|]{0,80}?(--status[=\s]*in_progress)")


@rule(on=Document, severity=Severity.WARNING, fixable=True)
def retired_convention(document: Document, project: Project) -> Iterator[Finding]:
    """The retired forms, in files of the content."""
    content, version = project.layout.content, project.layout.version
    if content is None or not document.path.startswith(content) or (version is not None and version < SINCE):
        return
    if is_copy(document, project):
        return
    yield from _forms(document, in_pipeline=document.path.startswith(f"{content}pipeline/"))
    if "in_progress" in document.text:
        for match in _CLAIM.finditer(document.text):
            span = Span(*match.span(1))
            message = "claiming by status is not atomic, two agents can do it at once; use `--claim`"
            fix = replace_fix("Claim with `--claim`", span, "--claim", safe=False)
            yield Finding(span, message, fixes=(fix,), upstream="eval:105")


def _forms(document: Document, *, in_pipeline: bool) -> Iterator[Finding]:
    for hint, form, upstream, instead in CONVENTIONS:
        if hint in document.text and (in_pipeline or upstream != "eval:98"):
            for match in form.finditer(document.text):
                yield Finding(
                    Span(*match.span()), f"`{match.group()}` is a retired convention; {instead}", upstream=upstream
                )
