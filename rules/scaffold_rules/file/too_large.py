"""A file too large to be content.

Content files are some ten kilobytes; this one is not read, so nothing can be said about it.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import Document
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.problems import problems_of
from scaffold_rules.rule import rule


@rule(on=Document, severity=Severity.ERROR)
def too_large(document: Document) -> Iterator[Finding]:
    """What parsing noticed."""
    return problems_of(document, "file/too-large")
