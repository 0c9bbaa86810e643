"""Answers to the editor's questions: each translates in, asks a feature, returns early, and translates out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from scaffold_rules.effective import Choice
from scaffold_rules.finding import Edit
from scaffold_rules.text import LineIndex, Span
from scaffold_server import convert
from scaffold_server.features import (
    call_hierarchy,
    code_action,
    completion,
    effective_view,
    lens,
    navigation,
    structure,
    symbols,
)
from scaffold_server.features import hover as hovering
from scaffold_server.features import rename as renaming
from scaffold_server.features.target import Place

if TYPE_CHECKING:
    from scaffold_rules.documents.document import Document
    from scaffold_rules.project import Project
    from scaffold_server.lsp import Server
    from scaffold_server.session import Workspace


class At(NamedTuple):
    """A document, the workspace it is in, and an offset in it."""

    workspace: Workspace
    document: Document
    offset: int

    @property
    def project(self) -> Project:
        """The project the document belongs to."""
        return self.workspace.project

    @property
    def path(self) -> str:
        """The document's path in its project."""
        return self.document.path


def here(ls: Server, uri: str, at: types.Position | None = None) -> At | None:
    """What a client's URI and position mean, or None for what is not ours."""
    path = convert.path_of(uri)
    found = ls.session.document(path) if path else None
    if found is None:
        return None
    workspace, document = found
    return At(workspace, document, convert.offset(document.lines, at, ls.encoding) if at else 0)


def locations(ls: Server, workspace: Workspace, places: Sequence[Place]) -> list[types.Location]:
    """Places of a project as the client finds them."""
    found = []
    for place in places:
        where = ls.place(workspace, place.path)
        if where is not None:
            found.append(types.Location(where[0], convert.range_of(where[1], place.span, ls.encoding)))
    return found


# -- hover and navigation ----------------------------------------------------------------------------------------------


def hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    """What is worth knowing of the thing under the cursor."""
    at = here(ls, params.text_document.uri, params.position)
    found = hovering.hover(at.project, at.path, at.offset) if at else None
    if at is None or found is None:
        return None
    content = markup(found.markdown, markdown=ls.client.markdown_hover)
    return types.Hover(content, convert.range_of(at.document.lines, found.span, ls.encoding))


def markup(text: str, *, markdown: bool) -> types.MarkupContent:
    """Markdown for clients that show it, the same text without its marks for others."""
    if markdown:
        return types.MarkupContent(types.MarkupKind.Markdown, text)
    return types.MarkupContent(types.MarkupKind.PlainText, text.replace("**", "").replace("`", ""))


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


# -- structure ---------------------------------------------------------------------------------------------------------

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
    ls.read_folders()
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


# -- the step graph ----------------------------------------------------------------------------------------------------


def prepare_call_hierarchy(
    ls: Server, params: types.CallHierarchyPrepareParams
) -> list[types.CallHierarchyItem] | None:
    """The step that the hierarchy starts from."""
    at = here(ls, params.text_document.uri, params.position)
    item = call_hierarchy.prepare(at.project, at.path, at.offset) if at else None
    return [_call_item(ls, at.workspace, item)] if at and item else None


def _call_item(ls: Server, workspace: Workspace, item: call_hierarchy.StepItem) -> types.CallHierarchyItem:
    location = locations(ls, workspace, [item.place])[0]
    return types.CallHierarchyItem(
        item.name, types.SymbolKind.Function, location.uri, location.range, location.range, detail=item.detail
    )


def incoming_calls(
    ls: Server, params: types.CallHierarchyIncomingCallsParams
) -> list[types.CallHierarchyIncomingCall] | None:
    """Who depends on a step and reads it."""
    at = here(ls, params.item.uri)
    if at is None:
        return None
    return [
        types.CallHierarchyIncomingCall(_call_item(ls, at.workspace, edge.item), _ranges(ls, at.workspace, edge))
        for edge in call_hierarchy.incoming(at.project, params.item.name)
    ]


def outgoing_calls(
    ls: Server, params: types.CallHierarchyOutgoingCallsParams
) -> list[types.CallHierarchyOutgoingCall] | None:
    """What a step depends on and reads."""
    at = here(ls, params.item.uri)
    if at is None:
        return None
    return [
        types.CallHierarchyOutgoingCall(_call_item(ls, at.workspace, edge.item), _ranges(ls, at.workspace, edge))
        for edge in call_hierarchy.outgoing(at.project, params.item.name)
    ]


def _ranges(ls: Server, workspace: Workspace, edge: call_hierarchy.Edge) -> list[types.Range]:
    return [location.range for location in locations(ls, workspace, edge.places)]


# -- completion --------------------------------------------------------------------------------------------------------

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
    today = datetime.now(UTC).date().isoformat()
    found = completion.complete(at.project, at.path, at.offset, today)
    items = [_item(ls, at, item, rank) for rank, item in enumerate(found.items)]
    return types.CompletionList(found.incomplete, items)


def _item(ls: Server, at: At, item: completion.Item, rank: int) -> types.CompletionItem:
    new = item.snippet if ls.client.snippets and item.snippet else item.new
    edit = types.TextEdit(convert.range_of(at.document.lines, item.span, ls.encoding), new)
    documentation = _documentation(ls, item.documentation)
    data = {"uri": convert.uri_of(at.workspace.absolute(at.path)), "name": list(item.name)} if item.name else None
    return types.CompletionItem(
        label=item.label,
        kind=_KINDS[item.kind],
        detail=item.detail or None,
        documentation=documentation,
        sort_text=f"{rank:04}",
        filter_text=item.label if not item.new.startswith(" ") else item.new,
        text_edit=edit,
        insert_text_format=types.InsertTextFormat.Snippet if new is item.snippet else types.InsertTextFormat.PlainText,
        insert_text_mode=types.InsertTextMode.AdjustIndentation if "\n" in new and ls.client.insert_text_mode else None,
        tags=[types.CompletionItemTag.Deprecated] if item.deprecated and ls.client.completion_tags else None,
        data=data,
    )


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
            text = hovering.describe(at.project, Namespace(namespace), name)
            item.documentation = _documentation(ls, text)
    return item


# -- rename ------------------------------------------------------------------------------------------------------------


def prepare_rename(ls: Server, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
    """The name that may be renamed."""
    at = here(ls, params.text_document.uri, params.position)
    if at is None:
        return None
    try:
        target = renaming.prepare(at.project, at.path, at.offset)
    except renaming.Refused as reason:
        raise _refusal(reason) from None
    span = convert.range_of(at.document.lines, target.span, ls.encoding)
    return types.PrepareRenamePlaceholder(span, target.name)


def rename(ls: Server, params: types.RenameParams) -> types.WorkspaceEdit | None:
    """A new name everywhere, its file included."""
    at = here(ls, params.text_document.uri, params.position)
    if at is None:
        return None
    try:
        found = renaming.rename(at.project, at.path, at.offset, params.new_name)
    except renaming.Refused as reason:
        raise _refusal(reason) from None
    return _workspace_edit(ls, at.workspace, found)


def will_rename_files(ls: Server, params: types.RenameFilesParams) -> types.WorkspaceEdit | None:
    """What changes elsewhere when files are moved."""
    edits: dict[str, tuple[Edit, ...]] = {}
    workspace: Workspace | None = None
    for file in params.files:
        at = here(ls, file.old_uri)
        new = convert.path_of(file.new_uri)
        relative = at.workspace.relative(new) if at and new else None
        found = renaming.renamed_file(at.project, at.path, relative) if at and relative else None
        if at and found:
            workspace = at.workspace
            edits.update(found.edits)
    return _workspace_edit(ls, workspace, renaming.Renaming(edits, {}, ())) if workspace else None


def _refusal(reason: Exception) -> JsonRpcException:
    return JsonRpcException(str(reason), code=types.LSPErrorCodes.RequestFailed)


def _workspace_edit(ls: Server, workspace: Workspace, found: renaming.Renaming) -> types.WorkspaceEdit:
    if not ls.client.document_changes:
        return types.WorkspaceEdit(
            changes={
                uri: edits for path in found.edits for uri, edits in [_edits(ls, workspace, path, found.edits[path])]
            }
        )
    changes: list[Any] = []
    for path in found.edits:
        uri, edits = _edits(ls, workspace, path, found.edits[path])
        changes.append(types.TextDocumentEdit(_versioned(ls, workspace, path, uri), list(edits)))
    annotations = None
    if found.mentions and ls.client.change_annotations:
        label = "Mentions in prose"
        annotations = {"mentions": types.ChangeAnnotation(label, needs_confirmation=True)}
        for path in found.mentions:
            uri, edits = _edits(ls, workspace, path, found.mentions[path])
            annotated = [types.AnnotatedTextEdit("mentions", edit.range, edit.new_text) for edit in edits]
            changes.append(types.TextDocumentEdit(_versioned(ls, workspace, path, uri), list(annotated)))
    if ls.client.can(types.ResourceOperationKind.Rename):
        for file in found.files:
            old, new = workspace.absolute(file.old), workspace.absolute(file.new)
            changes.append(types.RenameFile(ls.uri(old), convert.uri_of(new)))
    return types.WorkspaceEdit(document_changes=changes, change_annotations=annotations)


def _edits(ls: Server, workspace: Workspace, path: str, edits: Sequence[Edit]) -> tuple[str, list[types.TextEdit]]:
    place = ls.place(workspace, path)
    assert place is not None
    return place[0], convert.text_edits(edits, place[1], ls.encoding)


def _versioned(ls: Server, workspace: Workspace, path: str, uri: str) -> types.OptionalVersionedTextDocumentIdentifier:
    opened = ls.session.open.get(workspace.absolute(path))
    return types.OptionalVersionedTextDocumentIdentifier(uri, opened.version if opened else None)


# -- code actions ------------------------------------------------------------------------------------------------------

FIX_ALL = "source.fixAll.scaffold-lint"
KINDS = ("quickfix", "refactor.rewrite", FIX_ALL)


def code_actions(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction] | None:
    """What can be done for a range."""
    at = here(ls, params.text_document.uri)
    if at is None or not ls.client.code_actions:
        return None
    only = params.context.only
    span = convert.span_of(at.document.lines, params.range, ls.encoding)
    findings = at.workspace.findings(at.path)
    found = code_action.actions(at.project, at.path, span, findings)
    answers = [_code_action(ls, at, action, params) for action in found if _wanted(action.kind, only)]
    if only and any(FIX_ALL.startswith(str(getattr(kind, "value", kind))) for kind in only):
        answers += _fix_all(ls, at)
    return [answer for answer in answers if answer is not None]


def _wanted(kind: str, only: Sequence[types.CodeActionKind | str] | None) -> bool:
    if not only:
        return True
    return any(kind == word or kind.startswith(f"{word}.") for word in (str(getattr(k, "value", k)) for k in only))


def _code_action(
    ls: Server, at: At, action: code_action.Action, params: types.CodeActionParams
) -> types.CodeAction | None:
    matching = [
        diagnostic
        for diagnostic in params.context.diagnostics
        if action.finding is not None
        and diagnostic.code == action.finding.rule
        and diagnostic.message == action.finding.message
    ]
    if action.creates:
        edit = _creating(ls, at.workspace, action)
        if edit is None:
            return None
    else:
        edit = _workspace_edit(ls, at.workspace, renaming.Renaming({at.path: action.edits}, {}, ()))
    return types.CodeAction(
        action.title,
        types.CodeActionKind(action.kind) if action.kind in set(types.CodeActionKind) else action.kind,
        diagnostics=matching or None,
        is_preferred=True if action.preferred and ls.client.preferred_actions else None,
        edit=edit,
    )


def _creating(ls: Server, workspace: Workspace, action: code_action.Action) -> types.WorkspaceEdit | None:
    if not ls.client.can(types.ResourceOperationKind.Create):
        return None
    changes: list[Any] = []
    start = types.Range(types.Position(0, 0), types.Position(0, 0))
    for path, text in action.creates:
        uri = convert.uri_of(workspace.absolute(path))
        changes.append(types.CreateFile(uri, options=types.CreateFileOptions(overwrite=False, ignore_if_exists=True)))
        identifier = types.OptionalVersionedTextDocumentIdentifier(uri, None)
        changes.append(types.TextDocumentEdit(identifier, [types.TextEdit(start, text)]))
    return types.WorkspaceEdit(document_changes=changes)


def _fix_all(ls: Server, at: At) -> list[types.CodeAction | None]:
    """Every safe fix of a document as one edit."""
    from scaffold_rules.fix import fix

    fixed = fix(at.document, at.project, at.workspace.config)
    if fixed.document.text == at.document.text:
        return []
    edit = smallest(at.document.text, fixed.document.text)
    title = f"Fix {len(fixed.applied)} finding{'' if len(fixed.applied) == 1 else 's'}"
    edits = _workspace_edit(ls, at.workspace, renaming.Renaming({at.path: (edit,)}, {}, ()))
    return [types.CodeAction(title, FIX_ALL, edit=edits)]


def smallest(before: str, after: str) -> Edit:
    """One replacement that makes a text into another, without what they have in common at both ends."""
    start = 0
    most = min(len(before), len(after))
    while start < most and before[start] == after[start]:
        start += 1
    end = 0
    while end < most - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return Edit(Span(start, len(before) - end), after[start : len(after) - end])


# -- lenses, hints, tokens ---------------------------------------------------------------------------------------------


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


# -- commands ----------------------------------------------------------------------------------------------------------


def show_effective_step(ls: Server, arguments: dict[str, Any]) -> str | None:
    """What a step receives for a choice, as Markdown. Arguments: ``step``, ``uri``, ``projectType``, ``domains``,
    ``services``, ``preset``, ``depth``."""
    for workspace in _workspaces(ls, str(arguments.get("uri", ""))):
        choice = Choice(
            arguments.get("projectType") or None,
            tuple(map(str, arguments.get("domains") or ())),
            bool(arguments.get("services")),
            str(arguments.get("preset") or "deep"),
        )
        depth = arguments.get("depth")
        page = effective_view.effective_page(
            workspace.project, str(arguments.get("step", "")), choice, depth if isinstance(depth, int) else None
        )
        if page:
            return page
    return None


def _workspaces(ls: Server, uri: str) -> list[Workspace]:
    ls.read_folders()
    at = here(ls, uri) if uri else None
    return [at.workspace] if at else list(ls.session.workspaces.values())


def pipeline_graph(ls: Server, arguments: dict[str, Any]) -> dict[str, Any] | None:
    """The step graph of a choice: steps with phase, order and worst finding, edges with their origin."""
    from scaffold_server.features.graph import step_graph

    for workspace in _workspaces(ls, str(arguments.get("uri", ""))):
        choice = Choice(
            arguments.get("projectType") or None,
            tuple(map(str, arguments.get("domains") or ())),
            bool(arguments.get("services")),
            str(arguments.get("preset") or "deep"),
        )
        graph = step_graph(workspace.project, choice)
        for node in graph["steps"]:
            path = node.pop("path")
            node["uri"] = ls.uri(workspace.absolute(path)) if path else None
            found = workspace.findings(path) if path else []
            node["severity"] = max((f.severity.word for f in found if f.severity is not None), default=None, key=_worst)
        return graph
    return None


def _worst(word: str) -> int:
    return ("hint", "info", "warning", "error").index(word)
