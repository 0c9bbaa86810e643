"""The language server: which messages it answers, each in a few lines that translate in, ask, and translate out."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from scaffold_rules.text import LineIndex
from scaffold_schemas.version import __version__
from scaffold_server import convert
from scaffold_server.schedule import Schedule
from scaffold_server.session import Session, Workspace

log = logging.getLogger("scaffold-lint")

OWN_DELAY = 0.025
"""Seconds between the last edit and the findings of the document itself."""

OTHERS_DELAY = 0.3
"""Seconds between the last edit and the findings of every other document it touches."""

WATCHED = ("**/content/**", "**/.scaffold/**", "**/docs/knowledge-freshness/*.yaml", "**/scaffold-lint.toml")


class Server(LanguageServer):
    """The connection to one editor and what the server knows for it."""

    def __init__(self) -> None:
        super().__init__(
            "scaffold-language-server", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Incremental
        )
        self.session = Session()
        self.encoding: str = convert.UTF16
        self.published: dict[str, tuple[int | None, list[types.Diagnostic]]] = {}
        self.own = Schedule()
        self.others = Schedule()

    # -- findings ------------------------------------------------------------------------------------------------------

    def changed(self, path: Path | None = None) -> None:
        """Say soon what is wrong now: the edited document at once, all others a little later."""
        if path is not None:
            self.own.restart(OWN_DELAY, lambda: iter([self.publish(path)]))
        self.others.restart(OTHERS_DELAY, self.publish_stale)

    def publish_stale(self) -> Iterator[None]:
        """Publish the documents whose findings may have changed, one at a step."""
        for workspace in list(self.session.workspaces.values()):
            for path in list(workspace.stale()):
                if path in workspace.project.documents:
                    self.publish(workspace.absolute(path))
                yield

    def publish(self, path: Path) -> None:
        """Send the findings of a document, unless the client has them already."""
        found = self.session.document(path)
        opened = self.session.open.get(path)
        uri = opened.uri if opened else convert.uri_of(path)
        diagnostics = []
        if found is not None:
            workspace, document = found
            try:
                diagnostics = [
                    convert.diagnostic(finding, document, self.encoding, lambda other: self.place(workspace, other))
                    for finding in workspace.findings(document.path)
                ]
            except Exception:
                log.exception("no findings for %s", path)
        self._send(uri, opened.version if opened else None, diagnostics)

    def _send(self, uri: str, version: int | None, diagnostics: list[types.Diagnostic]) -> None:
        before = self.published.get(uri)
        if before == (version, diagnostics) or (not diagnostics and (before is None or not before[1])):
            return
        self.published[uri] = (version, diagnostics)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics, version))

    def place(self, workspace: Workspace, path: str) -> tuple[str, LineIndex] | None:
        """The URI and the lines of a document, by its path in a workspace."""
        document = workspace.project.documents.get(path)
        if document is None:
            return None
        absolute = workspace.absolute(path)
        opened = self.session.open.get(absolute)
        return (opened.uri if opened else convert.uri_of(absolute)), document.lines


def create_server() -> Server:
    """A server with every message it answers; this is the whole table."""
    server = Server()
    for method, handler, options in (
        (types.INITIALIZE, initialize, None),
        (types.INITIALIZED, initialized, None),
        (types.TEXT_DOCUMENT_DID_OPEN, did_open, None),
        (types.TEXT_DOCUMENT_DID_CHANGE, did_change, None),
        (types.TEXT_DOCUMENT_DID_CLOSE, did_close, None),
        (types.TEXT_DOCUMENT_DID_SAVE, did_save, None),
        (types.WORKSPACE_DID_CHANGE_WATCHED_FILES, did_change_watched_files, None),
        (types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS, did_change_workspace_folders, None),
    ):
        server.feature(method, options)(handler)
    return server


# -- lifecycle ---------------------------------------------------------------------------------------------------------


def initialize(ls: Server, params: types.InitializeParams) -> None:
    """Agree on how positions are counted."""
    ls.encoding = str(getattr(ls.workspace.position_encoding, "value", ls.workspace.position_encoding or convert.UTF16))


def initialized(ls: Server, params: types.InitializedParams) -> None:
    """Read the workspace folders, and ask to be told of changes on disk."""
    for uri in ls.workspace.folders or ([ls.workspace.root_uri] if ls.workspace.root_uri else []):
        path = convert.path_of(uri)
        if path is not None and path.parent != path and path != Path.home():
            ls.session.add_folder(path)
    _watch(ls)
    ls.changed()


def _watch(ls: Server) -> None:
    watched = ls.client_capabilities.workspace and ls.client_capabilities.workspace.did_change_watched_files
    if not watched or not watched.dynamic_registration:
        return
    options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(glob) for glob in WATCHED])
    registration = types.Registration("watched-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
    ls.client_register_capability(types.RegistrationParams([registration]))


# -- documents ---------------------------------------------------------------------------------------------------------


def did_open(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    """The editor's text counts from now on."""
    document = params.text_document
    path = convert.path_of(document.uri)
    if path is None:
        return
    ls.session.edit(document.uri, path, document.text, document.version)
    ls.publish(path)
    ls.changed()


def did_change(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    """Take in an edit."""
    path = convert.path_of(params.text_document.uri)
    opened = ls.session.open.get(path) if path else None
    if path is None or opened is None:
        return
    text, at = convert.changed(opened.text, params.content_changes, ls.encoding)
    ls.session.edit(opened.uri, path, text, params.text_document.version, at)
    ls.changed(path)


def did_close(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    """The disk's text counts again."""
    path = convert.path_of(params.text_document.uri)
    if path is None:
        return
    ls.session.close(path)
    ls.published.pop(params.text_document.uri, None)
    ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(params.text_document.uri, []))
    if ls.session.document(path) is not None:
        ls.publish(path)
    ls.changed()


def did_save(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    """What was waiting is said now."""
    ls.changed(convert.path_of(params.text_document.uri))


def did_change_watched_files(ls: Server, params: types.DidChangeWatchedFilesParams) -> None:
    """Take in what changed on disk, all at once."""
    for change in params.changes:
        path = convert.path_of(change.uri)
        if path is None:
            continue
        ls.session.refresh(path)
        if ls.session.document(path) is None:
            ls.publish(path)
    ls.changed()


def did_change_workspace_folders(ls: Server, params: types.DidChangeWorkspaceFoldersParams) -> None:
    """Read new folders, forget those that are gone."""
    for folder in params.event.removed:
        path = convert.path_of(folder.uri)
        for workspace in ls.session.remove_folder(path) if path else ():
            for relative in workspace.project.documents:
                ls.publish(workspace.absolute(relative))
    for folder in params.event.added:
        path = convert.path_of(folder.uri)
        if path is not None:
            ls.session.add_folder(path)
    ls.changed()
