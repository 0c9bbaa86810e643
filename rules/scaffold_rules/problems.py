"""What parsing noticed, as findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scaffold_rules.finding import Finding, Related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold_rules.documents.document import Document, YamlDocument


def problems_of(document: Document, name: str) -> Iterator[Finding]:
    """The findings of one rule among the problems that parsing a document noticed."""
    return (
        Finding(
            problem.span,
            problem.message,
            related=tuple(Related(document.path, span, message) for span, message in problem.related),
            upstream=problem.upstream,
        )
        for problem in document.problems
        if problem.rule == name
    )


def is_whole(document: YamlDocument) -> bool:
    """Whether nothing in the YAML is a guess: what is missing in it may only not have been typed to its end."""
    return not (document.tree.problems or document.tree.repaired)
