"""The schema's complaints as findings: each on the exact key or value, naming what was found and what is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold_rules.documents.document import Document
    from scaffold_rules.finding import Finding
    from scaffold_schemas import Version


def shape(document: Document, version: Version | None) -> Iterator[Finding]:
    """What the schema of the document's kind has to say about it."""
    yield from ()
