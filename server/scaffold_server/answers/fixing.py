"""Answers about what can be done at a place: fixes, new files, other styles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from scaffold_rules.finding import Edit
from scaffold_rules.text import Span
from scaffold_server import convert
from scaffold_server.answers.at import At, here, workspace_edit
from scaffold_server.features import (
    code_action,
)
from scaffold_server.features import rename as renaming

if TYPE_CHECKING:
    from scaffold_server.lsp import Server
    from scaffold_server.workspace import Workspace


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
        edit = workspace_edit(ls, at.workspace, renaming.Renaming({at.path: action.edits}, {}, ()))
    return types.CodeAction(
        action.title,
        types.CodeActionKind(action.kind) if action.kind in set(types.CodeActionKind) else action.kind,
        diagnostics=matching or None,
        is_preferred=True if action.preferred and ls.client.preferred_actions else None,
        edit=edit,
    )


def _creating(ls: Server, workspace: Workspace, action: code_action.Action) -> types.WorkspaceEdit | None:
    if not ls.client.can(types.ResourceOperationKind.Create) or not workspace.root.path.is_absolute():
        return None
    listed = workspace_edit(ls, workspace, renaming.Renaming(dict(action.elsewhere), {}, ()))
    changes: list[Any] = list(listed.document_changes or ())
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
    edits = workspace_edit(ls, at.workspace, renaming.Renaming({at.path: (edit,)}, {}, ()))
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
