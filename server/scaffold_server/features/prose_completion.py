"""What may come in the body of a Markdown file, and in ignore comments anywhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scaffold_rules.documents.document import Document, MarkdownDocument, Namespace, YamlDocument
from scaffold_rules.documents.knowledge import KnowledgeEntry
from scaffold_rules.documents.prompts import Step
from scaffold_rules.text import Span
from scaffold_server.features.candidates import Item, detail_of, fitting
from scaffold_server.features.ranking import by_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from scaffold_rules.project import Project

_IGNORE = re.compile(r"scaffold-lint:[ \t]*ignore[a-z-]*[ \t]*\[(?P<before>[\w/, \t-]*?)(?P<word>[\w/-]*)$")
_VERB = re.compile(r"(?:#|//|--|<!--)[ \t]*scaffold-lint:[ \t]*(?P<word>[a-z-]*)$")
VERBS = ("ignore", "ignore-next-line", "ignore-file", "ignore-start", "ignore-end")


def in_ignore_comment(document: YamlDocument, offset: int) -> Iterator[Item]:
    """What an ignore comment says, and the rules and families it may name."""
    line = document.lines.line_span(document.lines.line_of(offset))
    before = document.text[line.start : offset]
    if "scaffold-lint:" not in before:
        return
    match = _IGNORE.search(before) or _VERB.search(before)
    if match is None:
        return
    words: Iterable[str] = VERBS
    if match.re is _IGNORE:
        from scaffold_rules.explain import known_names

        named = re.findall(r"[\w/-]+", match["before"])
        words = [word for word in known_names() if word not in named]
    end = offset
    while end < line.end and re.match(r"[\w/-]", document.text[end]):
        end += 1
    for word in fitting(words, match["word"]):
        yield Item(word, "value", Span(offset - len(match["word"]), end), word)


LANGUAGES = (
    "python", "bash", "typescript", "tsx", "json", "yaml", "markdown", "sql", "swift", "javascript", "toml", "text",
    "kotlin", "go", "rust", "dockerfile", "html", "css", "graphql", "hcl", "jsonc", "solidity", "csharp", "ruby", "xml",
)  # fmt: skip
_FENCE = re.compile(r"^\s*(?:[-*>]\s*)*(?:```+|~~~+)\s*(?P<word>[A-Za-z]*)$")
_MENTION = re.compile(r"(?:/scaffold:|\bscaffold run )(?P<word>[a-z0-9-]*)$")
_H2 = re.compile(r"^##\s+(?P<word>.*)$")


def in_body(project: Project, document: MarkdownDocument, offset: int) -> Iterator[Item]:
    line = document.lines.line_span(document.lines.line_of(offset))
    before = document.text[line.start : offset]
    sources: tuple[
        tuple[re.Pattern[str], Callable[[str], Iterator[tuple[str, str, tuple[Namespace, str] | None]]]], ...
    ] = (
        (_FENCE, lambda _: ((word, "value", None) for word in LANGUAGES)),
        (_MENTION, lambda _: ((name, "step", (Namespace.STEP, name)) for name in by_order(project, tools=True))),
        (_H2, lambda _: ((title, "heading", None) for title in _missing_sections(document))),
    )
    for pattern, candidates in sources:
        match = pattern.search(before)
        if match is None:
            continue
        if pattern is _FENCE and _inside_fence(document, offset):
            return
        prefix = match["word"]
        end = offset
        while end < line.end and re.match(r"[A-Za-z0-9-]", document.text[end]):
            end += 1
        found = {label: (kind, name) for label, kind, name in candidates(prefix)}
        for label in fitting(found, prefix):
            kind, name = found[label]
            detail = detail_of(project, *name) if name else ""
            yield Item(label, kind, Span(offset - len(prefix), end), label, detail, "", name)
        return


def _inside_fence(document: MarkdownDocument, offset: int) -> bool:
    """Whether an offset is on the content or closing line of a fence."""
    return any(fence.info_span.end < offset <= fence.span.end and fence.closed for fence in document.body.fences)


def _missing_sections(document: Document) -> Iterator[str]:
    """The usual H2 sections of a kind that a document does not have yet."""
    from scaffold_schemas.vocabulary import step_sections

    if not isinstance(document, MarkdownDocument):
        return
    present = {heading.title for heading in document.body.headings if heading.level == 2}
    usual: Iterable[str] = ()
    if isinstance(document, KnowledgeEntry):
        usual = ("Summary", "Deep Guidance")
    elif isinstance(document, Step):
        usual = (getattr(section, "title", str(section)) for section in step_sections(document.version))
    yield from (title for title in usual if title not in present)
