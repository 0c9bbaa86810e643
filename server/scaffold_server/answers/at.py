"""What every answer needs: the document and offset a client means, places and edits as the client takes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from lsprotocol import types

from scaffold_rules.finding import Edit
from scaffold_server import convert
from scaffold_server.features import rename as renaming
from scaffold_server.features.target import Place

if TYPE_CHECKING:
    from scaffold_rules.documents.document import Document
    from scaffold_rules.project import Project
    from scaffold_server.lsp import Server
    from scaffold_server.workspace import Workspace


MENTIONS = "mentions"
"""What edits of prose are marked with."""


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


def mapping(arguments: Any) -> dict[str, Any]:
    """A command's first argument as a mapping, however the client wraps it."""
    while isinstance(arguments, list | tuple):
        arguments = arguments[0] if arguments else {}
    if isinstance(arguments, dict):
        return arguments
    return vars(arguments) if hasattr(arguments, "__dict__") else {}


def today() -> str:
    """The date that ages are counted to."""
    return datetime.now(UTC).date().isoformat()


def markup(text: str, *, markdown: bool) -> types.MarkupContent:
    """Markdown for clients that show it, the same text without its marks for others."""
    if markdown:
        return types.MarkupContent(types.MarkupKind.Markdown, text)
    return types.MarkupContent(types.MarkupKind.PlainText, text.replace("**", "").replace("`", ""))


def workspace_edit(ls: Server, workspace: Workspace, found: renaming.Renaming) -> types.WorkspaceEdit:
    """A renaming as one edit: all of a document's edits together, mentions in prose only where they can be confirmed."""
    if not ls.client.document_changes:
        return types.WorkspaceEdit(
            changes={
                uri: edits for path in found.edits for uri, edits in [_edits(ls, workspace, path, found.edits[path])]
            }
        )
    mentions = found.mentions if ls.client.change_annotations else {}
    changes: list[Any] = []
    for path in dict.fromkeys((*found.edits, *mentions)):
        uri, edits = _edits(ls, workspace, path, found.edits.get(path, ()))
        unsure = _edits(ls, workspace, path, mentions.get(path, ()))[1]
        annotated = [types.AnnotatedTextEdit(MENTIONS, edit.range, edit.new_text) for edit in unsure]
        changes.append(types.TextDocumentEdit(_versioned(ls, workspace, path, uri), [*edits, *annotated]))
    if ls.client.can(types.ResourceOperationKind.Rename):
        for file in found.files:
            old, new = workspace.absolute(file.old), workspace.absolute(file.new)
            if old.is_absolute():  # what no file holds cannot be moved
                changes.append(types.RenameFile(ls.uri(old), convert.uri_of(new)))
    annotation = types.ChangeAnnotation("Mentions in prose", needs_confirmation=True)
    return types.WorkspaceEdit(
        document_changes=changes, change_annotations={MENTIONS: annotation} if mentions else None
    )


def _edits(ls: Server, workspace: Workspace, path: str, edits: Sequence[Edit]) -> tuple[str, list[types.TextEdit]]:
    place = ls.place(workspace, path)
    assert place is not None
    return place[0], convert.text_edits(edits, place[1], ls.encoding)


def _versioned(ls: Server, workspace: Workspace, path: str, uri: str) -> types.OptionalVersionedTextDocumentIdentifier:
    opened = ls.session.open.get(workspace.absolute(path))
    return types.OptionalVersionedTextDocumentIdentifier(uri, opened.version if opened else None)
