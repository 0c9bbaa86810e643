"""Answers about the shape of documents and projects: outlines, folding, selections, links."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lsprotocol import types

from scaffold_rules.text import LineIndex
from scaffold_server import convert
from scaffold_server.answers.at import here, locations
from scaffold_server.features import (
    structure,
    symbols,
)
from scaffold_server.features.target import Place

if TYPE_CHECKING:
    from scaffold_server.lsp import Server


_SYMBOLS = {
    "key": types.SymbolKind.Property,
    "list": types.SymbolKind.Array,
    "heading": types.SymbolKind.String,
    "step": types.SymbolKind.Function,
    "tool": types.SymbolKind.Method,
    "entry": types.SymbolKind.Class,
    "overlay": types.SymbolKind.Module,
}


def document_symbol(
    ls: Server, params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol] | list[types.SymbolInformation] | None:
    """The outline of a document: a tree, or a flat list for clients that know no other."""
    at = here(ls, params.text_document.uri)
    if at is None:
        return None
    found = symbols.document_symbols(at.document)
    if ls.client.symbol_tree:
        return [_symbol(symbol, at.document.lines, ls.encoding) for symbol in found]
    return _flat(found, at.document.lines, ls.encoding, params.text_document.uri, None)


def _symbol(symbol: symbols.Symbol, lines: LineIndex, encoding: str) -> types.DocumentSymbol:
    return types.DocumentSymbol(
        name=symbol.name,
        kind=_SYMBOLS[symbol.kind],
        range=convert.range_of(lines, symbol.span, encoding),
        selection_range=convert.range_of(lines, symbol.name_span, encoding),
        detail=symbol.detail or None,
        children=[_symbol(child, lines, encoding) for child in symbol.children] or None,
    )


def _flat(
    found: Sequence[symbols.Symbol], lines: LineIndex, encoding: str, uri: str, container: str | None
) -> list[types.SymbolInformation]:
    flat: list[types.SymbolInformation] = []
    for symbol in found:
        location = types.Location(uri, convert.range_of(lines, symbol.span, encoding))
        flat.append(types.SymbolInformation(location, symbol.name, _SYMBOLS[symbol.kind], container_name=container))
        flat += _flat(symbol.children, lines, encoding, uri, symbol.name)
    return flat


def workspace_symbol(ls: Server, params: types.WorkspaceSymbolParams) -> list[types.SymbolInformation]:
    """The names of all projects that fit a query."""
    found = []
    for workspace in ls.session.workspaces.values():
        for symbol in symbols.workspace_symbols(workspace.project, params.query):
            for location in locations(ls, workspace, [Place(symbol.path, symbol.span)]):
                kind = _SYMBOLS[symbol.kind]
                found.append(types.SymbolInformation(location, symbol.name, kind, container_name=symbol.container))
    return found


def folding_range(ls: Server, params: types.FoldingRangeParams) -> list[types.FoldingRange] | None:
    """What folds."""
    at = here(ls, params.text_document.uri)
    return [types.FoldingRange(fold.first, fold.last) for fold in structure.folds(at.document)] if at else None


def selection_range(ls: Server, params: types.SelectionRangeParams) -> list[types.SelectionRange] | None:
    """What a selection grows to, for each position."""
    at = here(ls, params.text_document.uri)
    if at is None:
        return None
    lines = at.document.lines
    grown = []
    for position in params.positions:
        found: types.SelectionRange | None = None
        for span in reversed(structure.selections(at.document, convert.offset(lines, position, ls.encoding))):
            found = types.SelectionRange(convert.range_of(lines, span, ls.encoding), found)
        grown.append(found or types.SelectionRange(types.Range(position, position)))
    return grown


def document_link(ls: Server, params: types.DocumentLinkParams) -> list[types.DocumentLink] | None:
    """What can be followed in a document."""
    at = here(ls, params.text_document.uri)
    if at is None:
        return None
    return [
        types.DocumentLink(
            convert.range_of(at.document.lines, link.span, ls.encoding),
            target=link.url or convert.uri_of(at.workspace.absolute(link.path or "")),
            tooltip=(link.tooltip or None) if ls.client.link_tooltips else None,
        )
        for link in structure.links(at.project, at.path)
    ]
