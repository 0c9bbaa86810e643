"""Answers shown above and beside the text: lenses, hints, colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types

from scaffold_server import convert
from scaffold_server.answers.at import here, locations
from scaffold_server.features import (
    lens,
)

if TYPE_CHECKING:
    from scaffold_server.lsp import Server


def code_lens(ls: Server, params: types.CodeLensParams) -> list[types.CodeLens] | None:
    """Who uses what a document defines."""
    at = here(ls, params.text_document.uri)
    if at is None:
        return None
    found = []
    for one in lens.lenses(at.project, at.path):
        span = convert.range_of(at.document.lines, one.span, ls.encoding)
        places = [_plain(location) for location in locations(ls, at.workspace, one.places)]
        arguments = [params.text_document.uri, {"line": span.start.line, "character": span.start.character}, places]
        found.append(
            types.CodeLens(span, types.Command(one.title, "scaffold-lint.showReferences", arguments=arguments))
        )
    return found


def _plain(location: types.Location) -> dict[str, Any]:
    start, end = location.range.start, location.range.end
    return {
        "uri": location.uri,
        "range": {
            "start": {"line": start.line, "character": start.character},
            "end": {"line": end.line, "character": end.character},
        },
    }


def inlay_hint(ls: Server, params: types.InlayHintParams) -> list[types.InlayHint] | None:
    """A few words behind names."""
    at = here(ls, params.text_document.uri)
    if at is None:
        return None
    span = convert.span_of(at.document.lines, params.range, ls.encoding)
    return [
        types.InlayHint(
            convert.position(at.document.lines, hint.offset, ls.encoding),
            hint.text,
            tooltip=hint.tooltip or None,
            padding_left=True,
        )
        for hint in lens.hints(at.project, at.path, span)
    ]


TOKEN_TYPES = ("step", "entry", "topic")
TOKEN_MODIFIERS = ("definition", "unknown", "shadowed")
_TOKEN_NAMES = {"step": "function", "entry": "class", "topic": "enumMember"}
LEGEND = types.SemanticTokensLegend([_TOKEN_NAMES[kind] for kind in TOKEN_TYPES], list(TOKEN_MODIFIERS))


def semantic_tokens(ls: Server, params: types.SemanticTokensParams) -> types.SemanticTokens | None:
    """The names of a document, for colouring."""
    at = here(ls, params.text_document.uri)
    if at is None:
        return None
    data: list[int] = []
    line = character = 0
    for token in lens.tokens(at.project, at.document):
        span = convert.range_of(at.document.lines, token.span, ls.encoding)
        if span.start.line != span.end.line or (span.start.line, span.start.character) < (line, character):
            continue
        modifiers = sum(1 << TOKEN_MODIFIERS.index(word) for word in token.modifiers)
        same = span.start.line == line
        data += [
            span.start.line - line,
            span.start.character - (character if same else 0),
            span.end.character - span.start.character,
            TOKEN_TYPES.index(token.kind),
            modifiers,
        ]
        line, character = span.start.line, span.start.character
    return types.SemanticTokens(data)
