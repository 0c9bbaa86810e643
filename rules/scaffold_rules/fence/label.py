"""Fences by the language they are labelled with, and another label for one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scaffold_rules.finding import Fix, replace_fix
from scaffold_rules.text import Span

if TYPE_CHECKING:
    from scaffold_rules.documents.document import MarkdownDocument
    from scaffold_rules.documents.snippet import Snippet


def labelled(document: MarkdownDocument, *languages: str) -> Iterator[Snippet]:
    """The snippets of a document in one of some languages that have any code."""
    for snippet in document.snippets:
        if snippet.language in languages and snippet.text.strip():
            yield snippet


def label_span(snippet: Snippet) -> Span:
    """Where the language of a fence is written; the opening marker without one."""
    at = snippet.fence.info.lower().find(snippet.language) if snippet.language else -1
    if at < 0:
        return Span(snippet.fence.span.start, snippet.fence.span.start + len(snippet.fence.marker))
    start = snippet.fence.info_span.start + at
    return Span(start, start + len(snippet.language))


def relabelled(snippet: Snippet, label: str, *, safe: bool = True) -> Fix:
    """A fix that gives a fence another label; the code stays as it is."""
    return replace_fix(f"Label it `{label}`", label_span(snippet), label, safe=safe)
