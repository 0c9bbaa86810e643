"""Names of steps in a project's own files: unknown, renamed and retired ones."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scaffold_rules.documents.document import Namespace
from scaffold_rules.documents.project_files import State
from scaffold_rules.finding import Finding, replace_fix
from scaffold_rules.names import quotes_of, unknown_name
from scaffold_rules.project import Project, once
from scaffold_schemas import parse_version
from scaffold_schemas.vocabulary import pipeline

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from scaffold_rules.documents.document import Reference
    from scaffold_rules.finding import Severity


@once
def is_behind(project: Project) -> bool:
    """Whether a newer release has written the project's state than the one whose names are known here."""
    known = project.layout.version or getattr(project.base, "version", None)
    written = (parse_version(state.string("scaffold-version") or "") for state in project.of(State))
    return known is not None and any(version is not None and version > known for version in written)


def new_name(project: Project, name: str) -> str | None:
    """What a step is called now that had another name once; None for all other names."""
    new = pipeline.RENAMED_STEPS.get(name)
    return new if new in project.steps and not project.has(Namespace.STEP, name) else None


def is_retired(project: Project, name: str) -> bool:
    """Whether a step was there once and is no more, nor anything in its place."""
    return name in pipeline.RETIRED_STEPS and not project.has(Namespace.STEP, name)


def unknown_step(
    project: Project,
    reference: Reference,
    word: str = "step",
    severity: Severity | None = None,
    taken: Container[str] = (),
) -> Iterator[Finding]:
    """A finding when nothing defines a step, or it has another name by now; nothing is replaced by a name in ``taken``."""
    if is_behind(project):
        return
    name, new = reference.name, new_name(project, reference.name)
    for found in unknown_name(project, reference, word, severity):
        message, fixes = found.message, found.fixes
        if new:
            quote = quotes_of(project.documents[reference.path].text, reference)
            message = f"unknown {word} `{name}`; it was renamed to `{new}`"
            fixes = (replace_fix(f"Replace with `{new}`", reference.span, f"{quote}{new}{quote}"),)
        elif is_retired(project, name):
            message, fixes = f"unknown {word} `{name}`; it was retired", ()
        kept = tuple(fix for fix in fixes if fix.edits[0].text.strip("'\"") not in taken)
        yield replace(found, message=message, fixes=kept)
