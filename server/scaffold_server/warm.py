"""Everything that is slow only the first time, done once after the start, before anybody asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lsprotocol import types

from scaffold_rules.text import Span
from scaffold_server.features import completion, hover, lens, navigation, ranking

if TYPE_CHECKING:
    from scaffold_rules.project import Project
    from scaffold_server.lsp import Server

METHODS = (
    types.TEXT_DOCUMENT_DID_CHANGE,
    types.TEXT_DOCUMENT_COMPLETION,
    types.COMPLETION_ITEM_RESOLVE,
    types.TEXT_DOCUMENT_HOVER,
    types.TEXT_DOCUMENT_DEFINITION,
    types.TEXT_DOCUMENT_REFERENCES,
    types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT,
    types.TEXT_DOCUMENT_CODE_ACTION,
    types.TEXT_DOCUMENT_CODE_LENS,
    types.TEXT_DOCUMENT_INLAY_HINT,
    types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL,
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL,
    types.TEXT_DOCUMENT_DOCUMENT_LINK,
    types.TEXT_DOCUMENT_FOLDING_RANGE,
)
"""What an author's editor sends first."""


def up(ls: Server) -> Iterator[None]:
    """Prepare the messages' converters and the names of every project, in small steps."""
    converter = ls.protocol._converter  # noqa: SLF001 - the library builds it when a message first needs it
    for method in METHODS:
        request, response, _, _ = types.METHOD_TO_TYPES[method]
        if request is not None:
            converter.get_structure_hook(request)
            yield
        if response is not None:
            converter.get_unstructure_hook(response)
            yield
    for workspace in list(ls.session.workspaces.values()):
        yield from _names(workspace.project)


def _names(project: Project) -> Iterator[None]:
    """Look once at what the features look at."""
    yield from ranking.prepare(project)
    for path, document in list(project.documents.items()):
        if document.references:
            offset = document.references[0].span.start
            hover.hover(project, path, offset)
            yield
            navigation.references(project, path, offset, definitions=True)
            completion.complete(project, path, offset)
            yield
            lens.hints(project, path, Span(0, offset + 1))
            return
