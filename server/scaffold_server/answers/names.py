"""Answers about the name under the cursor: what it is, where it is defined and used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from scaffold_server import convert
from scaffold_server.answers.at import here, locations, markup, today
from scaffold_server.features import hover as hovering
from scaffold_server.features import (
    navigation,
)

if TYPE_CHECKING:
    from scaffold_server.lsp import Server


def hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    """What is worth knowing of the thing under the cursor."""
    at = here(ls, params.text_document.uri, params.position)
    found = hovering.hover(at.project, at.path, at.offset, today()) if at else None
    if at is None or found is None:
        return None
    content = markup(found.markdown, markdown=ls.client.markdown_hover)
    return types.Hover(content, convert.range_of(at.document.lines, found.span, ls.encoding))


def definition(ls: Server, params: types.DefinitionParams) -> list[types.Location] | None:
    """Where a name is defined."""
    at = here(ls, params.text_document.uri, params.position)
    return locations(ls, at.workspace, navigation.definition(at.project, at.path, at.offset)) if at else None


def declaration(ls: Server, params: types.DeclarationParams) -> list[types.Location] | None:
    """Where a name is first introduced."""
    at = here(ls, params.text_document.uri, params.position)
    return locations(ls, at.workspace, navigation.declaration(at.project, at.path, at.offset)) if at else None


def implementation(ls: Server, params: types.ImplementationParams) -> list[types.Location] | None:
    """The overlays that act on a name."""
    at = here(ls, params.text_document.uri, params.position)
    return locations(ls, at.workspace, navigation.implementation(at.project, at.path, at.offset)) if at else None


def references(ls: Server, params: types.ReferenceParams) -> list[types.Location] | None:
    """Where a name is used."""
    at = here(ls, params.text_document.uri, params.position)
    if at is None:
        return None
    wanted = params.context.include_declaration
    return locations(ls, at.workspace, navigation.references(at.project, at.path, at.offset, definitions=wanted))


def document_highlight(ls: Server, params: types.DocumentHighlightParams) -> list[types.DocumentHighlight] | None:
    """The occurrences of a name in its own file."""
    at = here(ls, params.text_document.uri, params.position)
    if at is None:
        return None
    lines = at.document.lines
    return [
        types.DocumentHighlight(convert.range_of(lines, place.span, ls.encoding), types.DocumentHighlightKind.Text)
        for place in navigation.highlights(at.project, at.path, at.offset)
    ]
