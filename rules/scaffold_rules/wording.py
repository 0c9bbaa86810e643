"""What rules on running text share: whether a place is code, and whether a text is only a generated copy."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from scaffold_rules.documents.kind import Kind
from scaffold_rules.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold_rules.documents.document import Document, MarkdownDocument
    from scaffold_rules.project import Project

SHELLS = frozenset({"", "bash", "sh", "shell", "zsh", "console", "terminal", "text"})
"""The languages of fences that hold command lines."""


def in_code(document: MarkdownDocument, offset: int) -> bool:
    """Whether an offset lies in inline code or in a fence."""
    spans = _code(document)
    at = bisect_right(spans, (offset + 1,)) - 1
    return at >= 0 and offset < spans[at].end


@lru_cache(maxsize=4)
def _code(document: MarkdownDocument) -> tuple[Span, ...]:
    return tuple(sorted((*document.body.code_spans, *(fence.span for fence in document.body.fences))))


def in_fence(document: MarkdownDocument, offset: int) -> bool:
    """Whether an offset lies in a fenced code block."""
    fences = document.body.fences
    at = bisect_right(fences, offset, key=lambda fence: fence.span.start) - 1
    return at >= 0 and offset < fences[at].span.end


def is_copy(document: Document, project: Project) -> bool:
    """Whether a file is generated from a canonical skill, where alone it can be mended."""
    if document.kind not in {Kind.SKILL, Kind.SKILL_TEMPLATE}:
        return False
    folder = document.path.rpartition("/")[0]
    return f"{folder.replace('skills/', 'agent-skills/', 1)}/SKILL.md" in project.documents


def shell_lines(document: MarkdownDocument, word: str) -> Iterator[Span]:
    """The lines with a word in the fences that hold command lines, as spans of the document."""
    for fence in document.body.fences:
        if fence.language not in SHELLS or word not in document.text[fence.span.start : fence.span.end]:
            continue
        for start, length in fence.lines:
            if document.text.find(word, start, start + length) >= 0:
                yield Span(start, start + length)
