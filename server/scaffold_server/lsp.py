"""The language server: which messages it answers, each in a few lines that translate in, ask, and translate out."""

from __future__ import annotations

import functools
import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from scaffold_rules.text import LineIndex
from scaffold_schemas.version import __version__
from scaffold_server import answers, convert
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
            self.own.restart(OWN_DELAY, lambda: self._publish_own(path))
        self.others.restart(OTHERS_DELAY, self.publish_stale)

    def _publish_own(self, path: Path) -> Iterator[None]:
        self.publish(path)
        yield

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
        uri = self.uri(path)
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

    def uri(self, path: Path) -> str:
        """The URI of a file, in the client's spelling when it is open."""
        opened = self.session.open.get(path)
        return opened.uri if opened else convert.uri_of(path)

    def place(self, workspace: Workspace, path: str) -> tuple[str, LineIndex] | None:
        """The URI and the lines of a document, by its path in a workspace."""
        document = workspace.project.documents.get(path)
        if document is None:
            return None
        return self.uri(workspace.absolute(path)), document.lines


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
        (types.TEXT_DOCUMENT_HOVER, answers.hover, None),
        (types.TEXT_DOCUMENT_DEFINITION, answers.definition, None),
        (types.TEXT_DOCUMENT_DECLARATION, answers.declaration, None),
        (types.TEXT_DOCUMENT_IMPLEMENTATION, answers.implementation, None),
        (types.TEXT_DOCUMENT_REFERENCES, answers.references, None),
        (types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, answers.document_highlight, None),
        (types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, answers.document_symbol, None),
        (types.WORKSPACE_SYMBOL, answers.workspace_symbol, None),
        (types.TEXT_DOCUMENT_FOLDING_RANGE, answers.folding_range, None),
        (types.TEXT_DOCUMENT_SELECTION_RANGE, answers.selection_range, None),
        (types.TEXT_DOCUMENT_DOCUMENT_LINK, answers.document_link, types.DocumentLinkOptions(resolve_provider=False)),
        (types.TEXT_DOCUMENT_PREPARE_CALL_HIERARCHY, answers.prepare_call_hierarchy, None),
        (types.CALL_HIERARCHY_INCOMING_CALLS, answers.incoming_calls, None),
        (types.CALL_HIERARCHY_OUTGOING_CALLS, answers.outgoing_calls, None),
        (types.TEXT_DOCUMENT_COMPLETION, answers.complete, COMPLETION),
        (types.COMPLETION_ITEM_RESOLVE, answers.resolve_completion, None),
        (types.TEXT_DOCUMENT_PREPARE_RENAME, answers.prepare_rename, None),
        (types.TEXT_DOCUMENT_RENAME, answers.rename, types.RenameOptions(prepare_provider=True)),
        (types.WORKSPACE_WILL_RENAME_FILES, answers.will_rename_files, MARKDOWN_FILES),
        (types.TEXT_DOCUMENT_CODE_ACTION, answers.code_actions, types.CodeActionOptions(list(answers.KINDS))),
        (types.TEXT_DOCUMENT_CODE_LENS, answers.code_lens, types.CodeLensOptions(resolve_provider=False)),
        (types.TEXT_DOCUMENT_INLAY_HINT, answers.inlay_hint, None),
        (types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, answers.semantic_tokens, answers.LEGEND),
    ):
        server.feature(method, options)(_guarded(handler))
    for name, command in COMMANDS.items():
        server.command(name)(command)
    return server


COMPLETION = types.CompletionOptions(trigger_characters=[" ", "-", "[", ",", ":", "/", "`", "#"], resolve_provider=True)
MARKDOWN_FILES = types.FileOperationRegistrationOptions(
    [types.FileOperationFilter(types.FileOperationPattern("**/*.md", types.FileOperationPatternKind.File), "file")]
)


def _guarded(handler: Callable[[Server, Any], Any]) -> Callable[[Server, Any], Any]:
    """A handler whose failure is logged and answered with nothing: the other features live on."""

    @functools.wraps(handler)
    def guarded(ls: Server, params: Any = None) -> Any:
        try:
            return handler(ls, params)
        except JsonRpcException:
            raise
        except Exception:
            log.exception("%s failed", handler.__name__)
            return None

    guarded.__annotations__ = {}
    return guarded


# -- commands ----------------------------------------------------------------------------------------------------------


def show_effective_step(ls: Server, arguments: Any = None) -> str | None:
    """The page of a step as a choice makes it."""
    return answers.show_effective_step(ls, _mapping(arguments))


def pipeline_graph(ls: Server, arguments: Any = None) -> dict[str, Any] | None:
    """The step graph of a choice."""
    return answers.pipeline_graph(ls, _mapping(arguments))


def reindex(ls: Server, arguments: Any = None) -> None:  # noqa: ARG001 - commands may have arguments
    """Read everything again."""
    folders = [workspace.root.path for workspace in ls.session.workspaces.values()]
    for folder in folders:
        ls.session.remove_folder(folder)
    for folder in folders:
        ls.session.add_folder(folder)
    ls.changed()


def print_debug_information(ls: Server, arguments: Any = None) -> str:  # noqa: ARG001 - as above
    """What a bug report needs; no text of documents."""
    lines = [
        f"scaffold-language-server {__version__}",
        f"python {sys.version.split()[0]} at {sys.executable}",
        f"encoding {ls.encoding}, {len(ls.session.open)} open documents",
    ]
    for workspace in ls.session.workspaces.values():
        root, project = workspace.root, workspace.project
        version = ".".join(map(str, root.layout.version)) if root.layout.version else "unknown"
        lines.append(f"{root.word} {root.path}: version {version}, {len(project.documents)} documents")
        if workspace.names:
            lines.append(f"  names from {workspace.names}")
    return "\n".join(lines)


def _mapping(arguments: Any) -> dict[str, Any]:
    """A command's first argument as a mapping, however the client wraps it."""
    while isinstance(arguments, list | tuple):
        arguments = arguments[0] if arguments else {}
    if isinstance(arguments, dict):
        return arguments
    return vars(arguments) if hasattr(arguments, "__dict__") else {}


COMMANDS: dict[str, Callable[..., Any]] = {
    "scaffold-lint.server.showEffectiveStep": show_effective_step,
    "scaffold-lint.server.pipelineGraph": pipeline_graph,
    "scaffold-lint.server.reindex": reindex,
    "scaffold-lint.server.printDebugInformation": print_debug_information,
}


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
