"""The language server: which messages it answers, each in a few lines that translate in, ask, and translate out."""

from __future__ import annotations

import asyncio
import functools
import gc
import inspect
import logging
import sys
import time
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from scaffold_rules.text import UTF16, LineIndex
from scaffold_schemas.version import __version__
from scaffold_server import convert, ruff
from scaffold_server.answers import beside, commands, completing, fixing, names, outline, renaming, steps
from scaffold_server.client import Client
from scaffold_server.features import completion
from scaffold_server.schedule import Schedule
from scaffold_server.session import Session, Workspace

log = logging.getLogger("scaffold-lint")

OWN_DELAY = 0.025
"""Seconds between the last edit and the findings of the document itself."""

OTHERS_DELAY = 0.3
"""Seconds between the last edit and the findings of every other document it touches."""

WATCHED = (
    "**/content/**",
    "**/.scaffold/**",
    "**/docs/knowledge-freshness/*.yaml",
    "**/scaffold-lint*",
    "**/pyproject.toml",
)


class Server(LanguageServer):
    """The connection to one editor and what the server knows for it."""

    def __init__(self) -> None:
        super().__init__(
            "scaffold-language-server", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Incremental
        )
        self.session = Session()
        self.encoding: str = UTF16
        self.client = Client(types.ClientCapabilities())
        self.published: dict[str, tuple[int | None, list[types.Diagnostic]]] = {}
        self.unread: list[Path] = []
        self.swept = time.monotonic()
        self.own = Schedule()
        self.others = Schedule()

    def report_server_error(self, error: Exception, source: object) -> None:
        """Errors of ours go to the log: nobody is to be bothered with a popup about what he cannot change."""
        log.error("%s: %s", getattr(source, "__name__", source), error)

    def read_folders(self) -> None:
        """Read the workspace folders that were not read yet."""
        folders, self.unread = self.unread, []
        for folder in folders:
            try:
                self.session.add_folder(folder)
            except OSError:
                log.exception("cannot read %s", folder)
        if folders:
            gc.collect()
            gc.freeze()  # a full collection would walk all documents again and again, in the middle of a keystroke

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
        self._refresh()
        for workspace in list(self.session.workspaces.values()):
            yield from completion.prepare(workspace.project)
        yield from self._ask_ruff()

    def _ask_ruff(self) -> Iterator[None]:
        """Ask ruff, beside the loop, about the snippets it has not seen; what it finds is published when it comes."""
        loop = asyncio.get_running_loop()
        for workspace in list(self.session.workspaces.values()):
            if ruff.ruff_command(workspace.root.path) is None:
                continue
            unknown: dict[str, tuple[str, ...]] = {}
            for path, sources in workspace.unasked():
                if sources:
                    unknown[path] = sources
                yield
            if unknown:
                asked = tuple({source: None for sources in unknown.values() for source in sources})
                running = loop.run_in_executor(None, ruff.ask, asked, workspace.root.path)
                running.add_done_callback(functools.partial(self._ruff_answered, workspace, asked, tuple(unknown)))

    def _ruff_answered(
        self, workspace: Workspace, asked: tuple[str, ...], paths: tuple[str, ...], done: asyncio.Future[ruff.Answers]
    ) -> None:
        if not done.cancelled():
            workspace.answered(asked, {} if done.exception() else done.result(), paths)
            self.others.restart(0, self.publish_stale)

    def _refresh(self) -> None:
        """Let the client ask again for what stands beside the text, once names may have changed."""
        for what, ask in (
            ("code_lens", self.workspace_code_lens_refresh),
            ("inlay_hint", self.workspace_inlay_hint_refresh),
            ("semantic_tokens", self.workspace_semantic_tokens_refresh),
        ):
            if self.client.refreshes(what):
                ask(None)

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
                    convert.diagnostic(
                        finding, document, self.encoding, self.client, lambda other: self.place(workspace, other)
                    )
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
        (types.WORKSPACE_DID_CHANGE_CONFIGURATION, did_change_configuration, None),
        (types.TEXT_DOCUMENT_DID_OPEN, did_open, None),
        (types.TEXT_DOCUMENT_DID_CHANGE, did_change, None),
        (types.TEXT_DOCUMENT_DID_CLOSE, did_close, None),
        (types.TEXT_DOCUMENT_DID_SAVE, did_save, None),
        (types.WORKSPACE_DID_CHANGE_WATCHED_FILES, did_change_watched_files, None),
        (types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS, did_change_workspace_folders, None),
        (types.TEXT_DOCUMENT_HOVER, names.hover, None),
        (types.TEXT_DOCUMENT_DEFINITION, names.definition, None),
        (types.TEXT_DOCUMENT_DECLARATION, names.declaration, None),
        (types.TEXT_DOCUMENT_IMPLEMENTATION, names.implementation, None),
        (types.TEXT_DOCUMENT_REFERENCES, names.references, None),
        (types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, names.document_highlight, None),
        (types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, outline.document_symbol, None),
        (types.WORKSPACE_SYMBOL, outline.workspace_symbol, None),
        (types.TEXT_DOCUMENT_FOLDING_RANGE, outline.folding_range, None),
        (types.TEXT_DOCUMENT_SELECTION_RANGE, outline.selection_range, None),
        (types.TEXT_DOCUMENT_DOCUMENT_LINK, outline.document_link, types.DocumentLinkOptions(resolve_provider=False)),
        (types.TEXT_DOCUMENT_PREPARE_CALL_HIERARCHY, steps.prepare_call_hierarchy, None),
        (types.CALL_HIERARCHY_INCOMING_CALLS, steps.incoming_calls, None),
        (types.CALL_HIERARCHY_OUTGOING_CALLS, steps.outgoing_calls, None),
        (types.TEXT_DOCUMENT_COMPLETION, completing.complete, COMPLETION),
        (types.COMPLETION_ITEM_RESOLVE, completing.resolve_completion, None),
        (types.TEXT_DOCUMENT_PREPARE_RENAME, renaming.prepare_rename, None),
        (types.TEXT_DOCUMENT_RENAME, renaming.rename, types.RenameOptions(prepare_provider=True)),
        (types.WORKSPACE_WILL_RENAME_FILES, renaming.will_rename_files, MARKDOWN_FILES),
        (types.TEXT_DOCUMENT_CODE_ACTION, fixing.code_actions, types.CodeActionOptions(list(fixing.KINDS))),
        (types.TEXT_DOCUMENT_CODE_LENS, beside.code_lens, types.CodeLensOptions(resolve_provider=False)),
        (types.TEXT_DOCUMENT_INLAY_HINT, beside.inlay_hint, None),
        (types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, beside.semantic_tokens, beside.LEGEND),
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
    if inspect.iscoroutinefunction(handler):
        return handler

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
    return commands.show_effective_step(ls, _mapping(arguments))


def pipeline_graph(ls: Server, arguments: Any = None) -> dict[str, Any] | None:
    """The step graph of a choice."""
    return commands.pipeline_graph(ls, _mapping(arguments))


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
        f"pygls {metadata.version('pygls')}",
        f"ruff at {ruff.ruff_command()}" if ruff.ruff_command() else "ruff not found",
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
    """Agree on how positions are counted, and take in what the client can do and wants."""
    ls.encoding = str(getattr(ls.workspace.position_encoding, "value", ls.workspace.position_encoding or UTF16))
    ls.client = Client(params.capabilities)
    _set_log_level(params.initialization_options)


def _set_log_level(options: Any) -> None:
    """Say as much on standard error as the client wants; what is no level is passed over."""
    level = _mapping(options).get("logLevel")
    if isinstance(level, str) and level.upper() in logging.getLevelNamesMapping():
        log.setLevel(level.upper())


async def initialized(ls: Server, params: types.InitializedParams) -> None:  # noqa: ARG001 - the protocol's
    """Read the workspace folders, with progress, and ask to be told of changes on disk."""
    ls.unread = [p for uri in _folders(ls) if (p := convert.path_of(uri)) is not None and is_project_folder(p)]
    token = "scaffold-lint-index"  # noqa: S105 - the protocol's word for a progress bar
    if ls.client.progress and ls.unread:
        try:
            await ls.work_done_progress.create_async(token)
            ls.work_done_progress.begin(token, types.WorkDoneProgressBegin("Reading scaffold content"))
        except Exception:  # noqa: BLE001 - a client that refuses a progress bar still gets its findings
            token = ""
    else:
        token = ""
    ls.read_folders()
    if token:
        count = sum(len(w.project.documents) for w in ls.session.workspaces.values())
        ls.work_done_progress.end(token, types.WorkDoneProgressEnd(message=f"{count} files"))
    for opened in list(ls.session.open.values()):
        ls.publish(opened.path)
    if ls.client.watches:
        _watch(ls)
    ls.changed()


def _folders(ls: Server) -> list[str]:
    if ls.workspace.folders:
        return list(ls.workspace.folders)
    return [ls.workspace.root_uri] if ls.workspace.root_uri else []


def is_project_folder(path: Path) -> bool:
    """Whether a workspace folder may be searched for content: never a whole disk or home."""
    return path.parent != path and path != Path.home() and path not in Path.home().parents


def _watch(ls: Server) -> None:
    baselines = {w.baseline.file.name for w in ls.session.workspaces.values() if w.baseline.file}
    globs = (*WATCHED, *(f"**/{name}" for name in sorted(baselines) if not set("*?[]{}") & {*name}))
    options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(glob) for glob in globs])
    registration = types.Registration("watched-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
    ls.client_register_capability(types.RegistrationParams([registration]))


def did_change_configuration(ls: Server, params: types.DidChangeConfigurationParams) -> None:  # noqa: ARG001 - as all
    """Take in what may be changed at run time."""
    settings = _mapping(params.settings)
    _set_log_level(settings.get("scaffold-lint", settings))


# -- documents ---------------------------------------------------------------------------------------------------------


def did_open(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    """The editor's text counts from now on."""
    document = params.text_document
    path = convert.path_of(document.uri)
    if path is None:
        return
    _look_at_disk(ls)
    ls.session.edit(document.uri, path, document.text, document.version)
    ls.publish(path)
    ls.changed()


SWEEP = 3.0
"""Seconds between two looks at the disk for clients that do not tell of changed files."""


def _look_at_disk(ls: Server) -> None:
    """Find changed files ourselves when the client does not watch them."""
    now = time.monotonic()
    if ls.client.watches or now - ls.swept < SWEEP:
        return
    ls.swept = now
    for path in ls.session.sweep():
        if ls.session.document(path) is None:
            ls.publish(path)


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
    _look_at_disk(ls)
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
