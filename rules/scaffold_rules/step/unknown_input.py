"""A path under Inputs is written by no step.

An agent that looks for `docs/prd.md` does not find it, and a required input that never exists stops it. Nothing in the
scaffold tool compares the texts of steps with each other's outputs. Reported with a suggestion is what is probably the
name of a step instead of its artifact, an earlier name, or a misspelling; without one it may be a file that users bring
along, and is a note.

## Bad

```markdown content/pipeline/pre/review-prd.md
---
name: review-prd
description: What it is for
phase: pre
order: 120
outputs: [docs/reviews/prd.md]
---

## Inputs
- docs/create-prd.md (required) — the requirements
- docs/prd.md (optional) — the requirements
```

## Good

```markdown content/pipeline/pre/review-prd.md
---
name: review-prd
description: What it is for
phase: pre
order: 120
outputs: [docs/reviews/prd.md]
---

## Inputs
- docs/plan.md (required) — the requirements
- CLAUDE.md (required) — the conventions
```

## With

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
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scaffold_rules.documents.prompts import Step
from scaffold_rules.documents.step_body import Mention, inputs
from scaffold_rules.finding import Finding, Severity, replace_fix
from scaffold_rules.graph import producers
from scaffold_rules.inputs import known_paths, writers
from scaffold_rules.project import Project, once
from scaffold_rules.rule import rule
from scaffold_rules.suggest import nearest
from scaffold_schemas.vocabulary import pipeline


@rule(on=Step, severity=Severity.WARNING, fixable=True)
def unknown_input(step: Step, project: Project) -> Iterator[Finding]:
    """Paths below `docs/` that are no output, lie in none, and hold none."""
    if not project.knows_names or (not step.outputs and not step.stateless):
        return
    for mention in (mention for line in inputs(step) for mention in line.paths):
        if not mention.path.startswith("docs/") or "<" in mention.path or "{" in mention.path:
            continue
        if writers(project, mention.path) or mention.path in known_paths(project):
            continue
        sure, meant = _meant(project, mention)
        ending = f"; did you mean `{meant}`?" if meant else "; is it a file that users bring along?"
        yield Finding(
            mention.span,
            f"no step writes `{mention.path}`{ending}",
            Severity.WARNING if meant else Severity.INFO,
            fixes=(replace_fix(f"Write `{meant}`", mention.span, meant, safe=sure),) if meant else (),
            data={"suggestions": (meant,) if meant else ()},
        )


def _meant(project: Project, mention: Mention) -> tuple[bool, str]:
    """The path that is probably meant, and whether that is sure: an alias, a step's artifact, the nearest name."""
    stem = mention.path.rstrip("/").rpartition("/")[2].partition(".")[0]
    alias = pipeline.PRODUCES_ALIASES.get(mention.path)
    if alias and writers(project, alias):
        return True, alias
    step = project.steps.get(stem)
    written = [path for path in step.outputs if path.startswith("docs/")] if step else []
    if written:
        return len(written) == 1, written[0]
    stems = _stems(project)
    near = nearest(stem, stems)
    return False, stems[near[0]] if near else ""


@once
def _stems(project: Project) -> Mapping[str, str]:
    """The outputs below `docs/` by the names of their files and folders, endings aside."""
    paths = [path for path in sorted(producers(project)) if path.startswith("docs/")]
    return {path.rstrip("/").rpartition("/")[2].partition(".")[0]: path for path in paths}
