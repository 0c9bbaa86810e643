"""Findings about names that nothing defines: the same words, suggestions and fixes wherever a name is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scaffold_rules.documents.document import Namespace
from scaffold_rules.finding import Finding, Fix, replace_fix
from scaffold_rules.suggest import did_you_mean, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold_rules.documents.document import Reference
    from scaffold_rules.finding import Severity
    from scaffold_rules.project import Project

PROMPT = "step or tool"
"""The word for a name that may be either."""
WORDS = {Namespace.STEP: "step", Namespace.ENTRY: "knowledge entry", Namespace.TOPIC: "topic"}


def unknown_name(
    project: Project, reference: Reference, word: str | None = None, severity: Severity | None = None
) -> Iterator[Finding]:
    """One finding when nothing defines the name of a reference; none while the project's names are incomplete."""
    if project.has(reference.namespace, reference.name) or not project.knows(reference.namespace):
        return
    word = word or WORDS[reference.namespace]
    suggestions = nearest(reference.name, project.names(reference.namespace))
    if word == PROMPT and not suggestions and not project.knows_tools:
        return
    yield Finding(
        reference.span,
        f"unknown {word} `{reference.name}`{elsewhere(project, reference) or did_you_mean(suggestions)}",
        severity,
        fixes=name_fixes(project, reference, suggestions),
        data={"suggestions": suggestions, "namespace": reference.namespace.value, "name": reference.name},
    )


def elsewhere(project: Project, reference: Reference) -> str:
    """The end of a message when the name exists, but as something else."""
    for namespace, word in WORDS.items():
        if namespace not in {reference.namespace, Namespace.TOPIC} and project.has(namespace, reference.name):
            return f"; `{reference.name}` is a {word}"
    return ""


def name_fixes(project: Project, reference: Reference, suggestions: tuple[str, ...]) -> tuple[Fix, ...]:
    """A replacement for each suggestion; safe only when there is one and it is a spelling variant or one edit away."""
    quoted = quotes_of(project.documents[reference.path].text, reference)
    return tuple(
        replace_fix(f"Replace with `{word}`", reference.span, f"{quoted}{word}{quoted}", safe=len(suggestions) == 1)
        for word in suggestions
    )


def quotes_of(text: str, reference: Reference) -> str:
    """The quotes around a name as it is written, to be kept."""
    written = reference.span.of(text)
    return written[0] if written[:1] in {"'", '"'} else ""
