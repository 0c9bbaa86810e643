"""A quality criterion begins with a tag that does not exist.

`(mvp)` is for all depths, `(deep)` for depth 4 and above, `(depth N+)` for N and above; a criterion without a tag is
for all depths. One with a misspelt tag therefore counts at every depth, and the content's gates do not see it. Only
what resembles a tag is reported; other words in parentheses are text.

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/plan.md]
---

## Quality Criteria
- (MVP) Every feature has a user
- (depth 4) Every risk has an owner
```

## Good

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/plan.md]
---

## Quality Criteria
- (mvp) Every feature has a user
- (depth 4+) Every risk has an owner
- (web only) Every page has a title
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.prompts import Step
from scaffold_rules.documents.step_body import criteria
from scaffold_rules.finding import Finding, Severity, replace_fix
from scaffold_rules.rule import rule

_TAG = re.compile(r"mvp|deep|depth \d+\+")
_DEPTH = re.compile(r"depths?[\s-]*(\d)\s*(?:\+|[-–]\s*5|and (?:above|up)|or (?:above|more|higher))?", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z]+|\d+|[^A-Za-z\d\s]+")
_TAGS = frozenset({"mvp", "deep", "depth", "depths"})
_BETWEEN = frozenset({"and", "or", "to", "up", "above", "higher", "more", "+", "-", "–", ",", "/", "&"})
_SWAPPED = {"mpv": "mvp", "vmp": "mvp", "deap": "deep", "depp": "deep", "dep": "deep", "deepp": "deep", "mvpp": "mvp"}


@rule(on=Step, severity=Severity.WARNING, fixable=True)
def unknown_criteria_tag(step: Step) -> Iterator[Finding]:
    """Tags that are none, but resemble one."""
    for criterion in criteria(step):
        tag = criterion.tag
        if tag is None or _TAG.fullmatch(tag) or not _resembles(tag.lower()):
            continue
        meant = _meant(tag)
        yield Finding(
            criterion.tag_span,
            f"`({tag})` is no tag; there are `(mvp)`, `(deep)` and `(depth N+)`",
            fixes=(replace_fix(f"Write `({meant})`", criterion.tag_span, meant, safe=tag.lower() == meant),)
            if meant
            else (),
        )


def _resembles(tag: str) -> bool:
    """Whether all words are those of tags, as in `deep, mvp` or `depths 1-2`; `depth` alone is a word like others."""
    if tag in _SWAPPED:
        return True
    words = _WORD.findall(tag)
    known = [word for word in words if word in _TAGS or word in _BETWEEN or word.isdigit()]
    return len(known) == len(words) and bool(
        {"mvp", "deep"}.intersection(words) or (tag.startswith("depth") and words[1:])
    )


def _meant(tag: str) -> str:
    word = tag.lower()
    if word in {"mvp", "deep"} or word in _SWAPPED:
        return _SWAPPED.get(word, word)
    depth = _DEPTH.fullmatch(tag)
    return f"depth {depth[1]}+" if depth else ""
