"""A file that is not UTF-8.

Every reader of the content expects UTF-8; other bytes become replacement characters or an error.

Save the file as UTF-8.
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import Document
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.problems import problems_of
from scaffold_rules.rule import rule


@rule(on=Document, severity=Severity.ERROR)
def not_utf8(document: Document) -> Iterator[Finding]:
    """What parsing noticed."""
    return problems_of(document, "file/not-utf8")
