"""A file that cannot be opened.

It is listed in its folder, but reading it failed: permissions, or a link that leads nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import Document
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.problems import problems_of
from scaffold_rules.rule import rule


@rule(on=Document, severity=Severity.ERROR)
def unreadable(document: Document) -> Iterator[Finding]:
    """What parsing noticed."""
    return problems_of(document, "file/unreadable")
