"""A file that the scaffold tool never loads, in a folder where it loads others.

Files are found by their exact names. A preset called `small.yml`, an overlay for a project type nobody knows, a `.yaml`
for a `.yml`, an instruction in a subfolder: all of them look as if they counted, and none is ever opened.

Where a fork has project types of its own, name them in the settings of the linter.

## Bad

```yaml content/methodology/mpv.yml
name: MVP
description: As fast as possible
default_depth: 1
steps: {}
```

## Good

```yaml content/methodology/mvp.yml
name: MVP
description: As fast as possible
default_depth: 1
steps: {}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.kind import Kind, kind_of, project_types
from scaffold_rules.documents.pages import DeadFile
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.project import Project
from scaffold_rules.rule import rule
from scaffold_rules.suggest import nearest
from scaffold_schemas import vocabulary

_SINCE = {
    **{item.preset: item.since for item in vocabulary.project.METHODOLOGIES},
    **{item.stem: item.since for item in vocabulary.project.OVERLAY_FILES},
}


@rule(on=DeadFile, severity=Severity.WARNING)
def dead_file(document: DeadFile, project: Project) -> Iterator[Finding]:
    """One finding per dead file, with the nearest name that would be loaded."""
    folder, _, name = document.path.rpartition("/")
    advice, suggestions = _advice(document, project, folder, name)
    yield Finding(
        document.start,
        f"the scaffold tool never loads `{name}`{f'; {advice}' if advice else ''}",
        data={"suggestions": suggestions},
    )


def _advice(document: DeadFile, project: Project, folder: str, name: str) -> tuple[str, tuple[str, ...]]:
    """What to do about a dead file, and the paths that would be loaded."""
    renamed = _with_right_ending(document.path, project)
    if renamed:
        return f"rename it to `{renamed.rpartition('/')[2]}`", (renamed,)
    if folder.endswith("methodology"):
        return _in_methodology(project, folder, name)
    if "/guides/" in f"/{document.path}":
        return "a guide is `<topic>/index.md`", ()
    if ".scaffold/instructions/" in document.path:
        return "instructions lie in `.scaffold/instructions/` itself, called `<step>.md` or `global.md`", ()
    if folder.endswith("modes"):
        return "the only mode is `adoption.md`", (f"{folder}/adoption.md",)
    return "", ()


def _with_right_ending(path: str, project: Project) -> str:
    """The same path with an ending under which it would be loaded."""
    stem = path.rpartition(".")[0]
    for ending in (".md", ".yml", ".yaml"):
        kind = kind_of(stem + ending, project.layout)
        if stem + ending != path and kind not in {None, Kind.DEAD}:
            return stem + ending
    return ""


def _in_methodology(project: Project, folder: str, name: str) -> tuple[str, tuple[str, ...]]:
    version, stem = project.layout.version, name.rpartition(".")[0]
    since = _SINCE.get(stem)
    if since and version and version < since:
        return f"it came with version {'.'.join(map(str, since))}", ()
    known_stems = (
        *vocabulary.presets(version),
        *(item.stem for item in vocabulary.overlay_files(version)),
        *(f"{each}-overlay" for each in project_types(project.layout)),
    )
    suggestions = tuple(each for each in nearest(stem, dict.fromkeys(known_stems)) if each not in _taken(project))
    if suggestions:
        words = " or ".join(f"`{each}.yml`" for each in suggestions)
        return f"did you mean {words}?", tuple(f"{folder}/{each}.yml" for each in suggestions)
    if stem.endswith("-overlay"):
        return f"`{stem.removesuffix('-overlay')}` is no project type", ()
    return "presets and overlays have fixed names", ()


def _taken(project: Project) -> set[str]:
    return {*project.presets, *project.overlays}
