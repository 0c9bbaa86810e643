"""A step's sections are not in the customary order.

Purpose, Inputs, Expected Outputs, Quality Criteria, Methodology Scaling, Mode Detection, Update Mode Specifics, Adoption
Mode Specifics. Whoever reads ninety steps finds things faster when they are where they always are. Other sections may
stand anywhere. Adoption Mode Specifics before Mode Detection or Update Mode Specifics also fails the content's own
gates.

Upstream: eval 2.

## Bad

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What it is for
phase: pre
order: 110
outputs: [docs/plan.md]
---

## Mode Detection
Check whether docs/plan.md exists.

## Purpose
Why.

## Inputs
- docs/vision.md (optional) — the vision
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

## Purpose
Why.

## Background
Where it comes from.

## Inputs
- docs/vision.md (optional) — the vision

## Mode Detection
Check whether docs/plan.md exists.
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from scaffold_rules.documents.prompts import Step
from scaffold_rules.finding import Edit, Finding, Fix, Severity
from scaffold_rules.project import Project
from scaffold_rules.rule import rule
from scaffold_rules.text import Span
from scaffold_schemas import vocabulary

if TYPE_CHECKING:
    from scaffold_rules.documents.markdown import Section

MOST = 50
"""After so many sections nobody reads for order any more."""

ADOPTION = "Adoption Mode Specifics"
MODES = ("Mode Detection", "Update Mode Specifics", ADOPTION)
"""The sections whose order the content's gates look at."""


@rule(on=Step, severity=Severity.INFO, fixable=True, upstream=("eval:2",))
def section_order(step: Step, project: Project) -> Iterator[Finding]:
    """The fewest sections that would have to move, neighbours together."""
    sections = vocabulary.step_sections(project.layout.version)
    canonical = [section.title for section in sections if section.required or section.title in MODES]
    ranked = [section for section in step.body.sections if section.heading.title in canonical]
    ranks = [canonical.index(section.heading.title) for section in ranked]
    kept = _longest_rise(ranks)
    modes = [section.heading.title for section in ranked if section.heading.title in MODES]
    wrong_modes = ADOPTION in modes and modes != sorted(modes, key=MODES.index)
    for first, last in _runs(ranked, ranks, kept):
        before = next((ranked[k] for k in kept if ranks[k] > ranks[last]), None)
        after = next((ranked[k] for k in reversed(kept) if ranks[k] <= ranks[first]), None)
        where = f"before `{before.heading.title}`" if before else f"after `{after.heading.title}`" if after else ""
        moved = ranked[first : last + 1]
        gate = wrong_modes and any(section.heading.title in MODES for section in moved)
        target = before.span.start if before else after.span.end if after else -1
        yield Finding(
            moved[0].heading.title_span,
            f"{' and '.join(f'`{section.heading.title}`' for section in moved)} customarily stand{'s' if first == last else ''} {where}",
            Severity.WARNING if gate else Severity.INFO,
            fixes=_moved(step.text, Span(moved[0].span.start, moved[-1].span.end), target, where),
            upstream="eval:2" if gate else None,
        )


def _longest_rise(ranks: Sequence[int]) -> tuple[int, ...]:
    """The indices of a longest sequence of ranks that do not fall."""
    best: list[tuple[int, ...]] = []
    for at, rank in enumerate(ranks[:MOST]):
        fitting = [way for way in best if ranks[way[-1]] <= rank]
        best.append((*max(fitting, key=len, default=()), at))
    return max(best, key=len, default=())


def _runs(ranked: Sequence[Section], ranks: Sequence[int], kept: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last index of each run of misplaced sections that follow each other, in the file and in order."""
    first: int | None = None
    for at in range(min(len(ranked), MOST)):
        if at in kept:
            continue
        first = at if first is None else first
        follows = at + 1 < len(ranked) and at + 1 not in kept and ranked[at].span.end == ranked[at + 1].span.start
        if not (follows and ranks[at] + 1 == ranks[at + 1]):
            yield first, at
            first = None


def _moved(text: str, section: Span, target: int, where: str) -> tuple[Fix, ...]:
    """Sections taken out and put at another place; none where a line end would have to be invented."""
    source = section.of(text)
    if not source.endswith(("\n", "\r")) or not text[:target].endswith(("\n", "\r")) or target < 0:
        return ()
    return (Fix(f"Move {where}", (Edit(section, ""), Edit(Span(target, target), source)), safe=False),)
