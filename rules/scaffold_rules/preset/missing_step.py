"""A preset does not list a step of the pipeline.

A step that a preset does not mention counts as enabled, whatever the preset is for: a game step left out of `mvp.yml`
is part of every small project. The loader notices and its callers throw the message away; an eval looks at three of
the four presets.

The fix adds the missing steps where their order puts them: disabled when an overlay enables them, else as most other
presets have them, else enabled, which is what happens today.

Upstream: `PRESET_MISSING_STEP`, eval 78.

## Bad

```yaml content/methodology/mvp.yml
name: mvp
description: The mvp preset
default_depth: 3
steps:
  create-prd: { enabled: true }
```

## Good

```yaml content/methodology/mvp.yml
name: mvp
description: The mvp preset
default_depth: 3
steps:
  create-prd: { enabled: true }
  user-stories: { enabled: true }
```

## With

```markdown content/pipeline/pre/create-prd.md
---
name: create-prd
description: What create-prd is for
phase: pre
order: 110
outputs: [docs/create-prd.md]
---
```

```markdown content/pipeline/pre/user-stories.md
---
name: user-stories
description: What user-stories is for
phase: pre
order: 120
outputs: [docs/user-stories.md]
---
```
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from scaffold_rules.documents.methodology import Preset, StepChoice
from scaffold_rules.documents.yaml import Entry, Mapping, Scalar
from scaffold_rules.edits import fix_of, insert_entry
from scaffold_rules.finding import Edit, Finding, Fix, Severity
from scaffold_rules.project import Project
from scaffold_rules.rule import rule
from scaffold_rules.text import Span, line_end_of
from scaffold_schemas.facts import StepFacts

MOST_NAMED = 8


@rule(on=Preset, severity=Severity.WARNING, fixable=True, upstream=("PRESET_MISSING_STEP", "eval:78"))
def missing_step(preset: Preset, project: Project) -> Iterator[Finding]:
    """One finding for all steps that are not among the keys."""
    steps = preset.field("steps")
    if steps is None or not isinstance(steps.value, Mapping) or preset.problems or preset.tree.repaired:
        return
    listed = {key.text for key in preset.keys}
    missing = sorted((facts for name, facts in project.loaded_steps.items() if name not in listed), key=_place)
    if not missing or not project.complete:
        return
    names = [f"`{facts.name}`" for facts in missing]
    shown = ", ".join(names[:MOST_NAMED]) + (f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else "")
    yield Finding(
        steps.key.span,
        f"{shown} {'is' if len(names) == 1 else 'are'} not listed, and so counted as enabled",
        fixes=_fixes(preset, project, steps.value, missing),
        data={"missing": tuple(facts.name for facts in missing)},
    )


def _place(facts: StepFacts) -> tuple[float, str]:
    return (9999.0 if facts.order is None else facts.order, facts.name)


def _fixes(preset: Preset, project: Project, steps: Mapping, missing: Sequence[StepFacts]) -> tuple[Fix, ...]:
    """The missing entries, each behind the one that its order puts before it."""
    edits: list[Edit] = []
    in_order = _ascending(project, steps)
    for at, facts in groupby(missing, lambda each: _behind(in_order, each)):
        neighbour = in_order[at][1] if at >= 0 else (steps.entries[0] if steps.entries else None)
        between = _between(preset, steps, neighbour)
        source = between.join(_source(preset, project, neighbour, each) for each in facts)
        edit = insert_entry(preset, steps, source, neighbour)
        if edit is None:
            return ()
        if at < 0 and neighbour:
            start = neighbour.span.start
            edit = (Edit(Span(start, start), source + between),)
        edits += edit
    title = f"Add `{missing[0].name}`" if len(missing) == 1 else f"Add the {len(missing)} missing steps"
    return fix_of(title, tuple(edits), safe=False)


def _ascending(project: Project, steps: Mapping) -> list[tuple[float, Entry]]:
    """The listed steps whose orders ascend from the top; steps for some project types come in blocks at the end."""
    found: list[tuple[float, Entry]] = []
    for entry in steps.entries:
        facts = project.steps.get(entry.key.text)
        if facts and facts.order is not None and (not found or facts.order >= found[-1][0]):
            found.append((facts.order, entry))
    return found


def _behind(in_order: Sequence[tuple[float, Entry]], facts: StepFacts) -> int:
    """The index of the entry a step comes behind; -1 when it comes before all."""
    order = _place(facts)[0]
    return next((at for at in range(len(in_order) - 1, -1, -1) if in_order[at][0] <= order), -1)


def _between(preset: Preset, steps: Mapping, neighbour: Entry | None) -> str:
    """What stands between two entries."""
    if steps.flow or neighbour is None:
        return ", "
    return line_end_of(preset.text) + " " * preset.lines.position(neighbour.key.span.start).column


def _source(preset: Preset, project: Project, neighbour: Entry | None, facts: StepFacts) -> str:
    """A step's entry, laid out as its neighbour."""
    enabled = _enabled(project, facts.name)
    lines = [f"enabled: {str(enabled).lower()}"]
    if facts.conditional and enabled:
        lines.append(f"conditional: {_conditional(preset)}")
    value = neighbour.value if neighbour else None
    if isinstance(value, Mapping) and not value.flow and value.entries:
        indentation = line_end_of(preset.text) + " " * preset.lines.position(value.span.start).column
        return f"{facts.name}:{indentation}{indentation.join(lines)}"
    tight = isinstance(value, Mapping) and value.span.of(preset.text)[1:2] not in {" ", "}"}
    return f"{facts.name}: {{{', '.join(lines)}}}" if tight else f"{facts.name}: {{ {', '.join(lines)} }}"


def _enabled(project: Project, name: str) -> bool:
    overrides = (overlay.steps.get(name) for overlay in project.overlays.values() if overlay.kind != "sub")
    if any(override and override.enabled for override in overrides):
        return False
    others = Counter(preset.steps[name].enabled for preset in project.presets.values() if name in preset.steps)
    return others[True] >= others[False]


def _conditional(preset: Preset) -> str:
    """`if-needed` as the file quotes it."""
    written = (_written(preset, choice) for choice in preset.steps)
    return next((each for each in written if each), '"if-needed"')


def _written(preset: Preset, choice: StepChoice) -> str:
    node = choice.conditional.value if choice.conditional else None
    return node.span.of(preset.text) if isinstance(node, Scalar) and node.value == "if-needed" else ""
