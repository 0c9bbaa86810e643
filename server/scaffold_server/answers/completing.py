"""Answers to what may come at the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from scaffold_server import convert
from scaffold_server.answers.at import At, here, markup, today
from scaffold_server.features import (
    completion,
)
from scaffold_server.features import hover as hovering
from scaffold_server.features.candidates import Item

if TYPE_CHECKING:
    from scaffold_server.lsp import Server


_KINDS = {
    "step": types.CompletionItemKind.Function,
    "entry": types.CompletionItemKind.Class,
    "topic": types.CompletionItemKind.Keyword,
    "key": types.CompletionItemKind.Property,
    "value": types.CompletionItemKind.EnumMember,
    "heading": types.CompletionItemKind.Text,
}


def complete(ls: Server, params: types.CompletionParams) -> types.CompletionList | None:
    """What may come at the cursor."""
    at = here(ls, params.text_document.uri, params.position)
    if at is None:
        return None
    found = completion.complete(at.project, at.path, at.offset, today())
    uri = convert.uri_of(at.workspace.absolute(at.path))
    items = [_item(ls, at, uri, item, rank) for rank, item in enumerate(found.items)]
    return types.CompletionList(found.incomplete, items)


def _item(ls: Server, at: At, uri: str, item: Item, rank: int) -> types.CompletionItem:
    new = item.snippet if ls.client.snippets and item.snippet else item.new
    edit = types.TextEdit(convert.range_of(at.document.lines, item.span, ls.encoding), new)
    documentation = _documentation(ls, item.documentation)
    data = {"uri": uri, "name": list(item.name)} if item.name else None
    return types.CompletionItem(
        label=item.label,
        kind=_KINDS[item.kind],
        detail=item.detail or None,
        documentation=documentation,
        sort_text=f"{rank:04}",
        filter_text=item.label if not item.new.startswith(" ") else item.new,
        text_edit=edit,
        insert_text_format=types.InsertTextFormat.Snippet if new is item.snippet else types.InsertTextFormat.PlainText,
        insert_text_mode=_indentation(new, snippet=new is item.snippet) if ls.client.insert_text_mode else None,
        tags=[types.CompletionItemTag.Deprecated] if item.deprecated and ls.client.completion_tags else None,
        data=data,
    )


def _indentation(new: str, *, snippet: bool) -> types.InsertTextMode | None:
    """Lines of a snippet are indented as the line it is put into, those of other texts stand where they belong."""
    if "\n" not in new:
        return None
    return types.InsertTextMode.AdjustIndentation if snippet else types.InsertTextMode.AsIs


def _documentation(ls: Server, text: str) -> types.MarkupContent | str | None:
    """Markdown where the client shows it, else a bare text: a client that names no format knows nothing but that."""
    if not text:
        return None
    content = markup(text, markdown=ls.client.markdown_completion)
    return content if ls.client.markdown_completion else content.value


def resolve_completion(ls: Server, item: types.CompletionItem) -> types.CompletionItem:
    """The documentation of a name, asked for when the client shows it."""
    from scaffold_rules.documents.document import Namespace

    data = item.data if isinstance(item.data, dict) else {}
    at = here(ls, str(data.get("uri", "")))
    match data.get("name"):
        case [str(namespace), str(name)] if at and namespace in set(Namespace):
            text = hovering.describe(at.project, Namespace(namespace), name, today())
            item.documentation = _documentation(ls, text)
    return item
