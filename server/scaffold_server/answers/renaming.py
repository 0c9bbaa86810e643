"""Answers that give names and files a new name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from scaffold_rules.finding import Edit
from scaffold_server import convert
from scaffold_server.answers.at import here, workspace_edit
from scaffold_server.features import rename as renaming

if TYPE_CHECKING:
    from scaffold_server.lsp import Server
    from scaffold_server.workspace import Workspace


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
    return workspace_edit(ls, at.workspace, found)


def will_rename_files(ls: Server, params: types.RenameFilesParams) -> types.WorkspaceEdit | None:
    """What changes elsewhere when files are moved."""
    edits: dict[str, tuple[Edit, ...]] = {}
    mentions: dict[str, tuple[Edit, ...]] = {}
    workspace: Workspace | None = None
    for file in params.files:
        at = here(ls, file.old_uri)
        new = convert.path_of(file.new_uri)
        relative = at.workspace.relative(new) if at and new else None
        found = renaming.renamed_file(at.project, at.path, relative) if at and relative else None
        if at and found:
            workspace = at.workspace
            for path in found.edits:
                edits[path] = (*edits.get(path, ()), *found.edits[path])
            for path in found.mentions:
                mentions[path] = (*mentions.get(path, ()), *found.mentions[path])
    return workspace_edit(ls, workspace, renaming.Renaming(edits, mentions, ())) if workspace else None


def _refusal(reason: Exception) -> JsonRpcException:
    return JsonRpcException(str(reason), code=types.LSPErrorCodes.RequestFailed)
