"""The language server: which messages it answers, each in a few lines that translate in, ask, and translate out."""

from __future__ import annotations

import asyncio
import functools
import gc
import inspect
import logging
import sys
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from scaffold_rules.text import UTF16, LineIndex
from scaffold_schemas.version import __version__
from scaffold_server import convert, ruff, warm, wire
from scaffold_server.answers import (
    beside,
    commands,
    completing,
    documents,
    fixing,
    lifecycle,
    names,
    outline,
    renaming,
    steps,
)
from scaffold_server.answers.at import mapping
from scaffold_server.bar import Bar
from scaffold_server.client import Client
from scaffold_server.publish import Reports
from scaffold_server.schedule import Schedule
from scaffold_server.session import Session
from scaffold_server.workspace import Workspace

log = logging.getLogger("scaffold-lint")

OWN_DELAY = 0.025
"""Seconds between the last edit and the findings of the document itself."""

FIRST_DELAY = 0.03
"""Seconds between the start and the first look at all files: an editor asks much about the open one then."""

OTHERS_DELAY = 0.3
"""Seconds between the last edit and the findings of every other document it touches."""


def is_project_folder(path: Path) -> bool:
    """Whether a workspace folder may be searched for content: never a whole disk or home."""
    return path.is_absolute() and path.parent != path and path != Path.home() and path not in Path.home().parents


class Server(LanguageServer):
    """The connection to one editor and what the server knows for it."""

    protocol: wire.Protocol

    def __init__(self) -> None:
        super().__init__(
            "scaffold-language-server",
            __version__,
            text_document_sync_kind=types.TextDocumentSyncKind.Incremental,
            protocol_cls=wire.Protocol,
        )
        self.session = Session()
        self.encoding: str = UTF16
        self.client = Client(types.ClientCapabilities())
        self.reports = Reports(self, self.diagnostics)
        self.swept = time.monotonic()
        self.own = Schedule(self.asked)
        self.others = Schedule(self.asked)
        self.cold = True
        """Whether nobody has looked at everything yet."""
        self.warm = False
        """Whether what is slow only the first time has been done once."""
        self.bar = Bar(self)
        self.watching: asyncio.Task[None] | None = None
        """Looks whether the client's process lives; kept so that it is not collected."""
        self.asking: asyncio.Task[None] | None = None
        """Waits for the client's settings; kept as ``watching`` is."""
        self._said: set[str] = set()
        self._asked: dict[str, None] = {}
        """The sources that ruff is at work on."""

    def answer(self, method: str, handler: Callable[..., Any], options: object = None) -> None:
        """Answer a message with what a handler makes of it."""
        guarded = _guarded(handler)
        guarded.__annotations__ = {}  # the library would look for types that only type checkers import
        self.feature(method, options)(guarded)

    def asked(self) -> bool:
        """Whether a message from the client waits."""
        return bool(self.protocol.inbox)

    def report_server_error(self, error: Exception, source: object) -> None:
        """Errors of ours go to the log: nobody is to be bothered with a popup about what he cannot change."""
        log.error("%s: %s", getattr(source, "__name__", source), error)

    def say(self, message: str) -> None:
        """Show the author something that is wrong and that he can put right; the same only once."""
        if message and message not in self._said:
            self._said.add(message)
            self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, message))

    def read(self, folders: Iterable[Path]) -> None:
        """Read workspace folders, as far as they are somebody's projects."""
        for folder in filter(is_project_folder, folders):
            try:
                self.session.add_folder(folder)
            except OSError:
                log.exception("cannot read %s", folder)

    # -- findings ------------------------------------------------------------------------------------------------------

    def changed(self, path: Path | None = None) -> None:
        """Say soon what is wrong now: the edited document at once, all others a little later."""
        for workspace in self.session.workspaces.values():
            self.say(workspace.settings.complaint)
            self.say(workspace.baseline.complaint)
            if not workspace.project.complete:
                self.say(f"{workspace.root.path} has too many files: not all of them are looked at")
        self.reports.settled.clear()
        if path is not None and not self.reports.asks:
            self.own.restart(OWN_DELAY, lambda: self._publish_own(path))
        self.others.restart(FIRST_DELAY if self.cold else OTHERS_DELAY, self.publish_stale)

    def _publish_own(self, path: Path) -> Iterator[None]:
        self.publish(path)
        yield

    def publish_stale(self) -> Iterator[None]:
        """Publish the documents whose findings may have changed, one at a step; those that ruff is asked about last."""
        for path in list(self.session.loose):
            self.publish(path)
            yield
        waiting = yield from self._ask_ruff()
        stale = [
            workspace.absolute(path) for workspace in self.session.workspaces.values() for path in workspace.stale()
        ]
        for done, path in enumerate(sorted(stale, key=waiting.__contains__)):
            self.bar.at(done, len(stale))
            self.publish(path)
            yield
        self.bar.close(f"{len(stale)} files")
        self.reports.settle()
        first, self.cold = self.cold, False
        if stale and not first:
            self._refresh()
        if not self.warm:
            yield from warm.up(self)
            gc.freeze()  # a collection would walk all documents again and again, in the middle of a keystroke
            gc.enable()
            self.warm = True

    def _ask_ruff(self) -> Generator[None, None, set[Path]]:
        """Ask ruff, beside the loop, about the snippets it has not seen; what it finds is published when it comes. Gives
        back the files they are in.
        """
        waiting: set[Path] = set()
        loop = asyncio.get_running_loop()
        for workspace in [*self.session.workspaces.values(), *self.session.loose.values()]:
            if ruff.ruff_command(workspace.root.path) is None:
                continue
            unknown: dict[str, tuple[str, ...]] = {}
            for path, sources in workspace.unasked():
                if sources:
                    unknown[path] = sources
                    waiting.add(workspace.absolute(path))
                yield
            asked = tuple({source: None for sources in unknown.values() for source in sources} - self._asked.keys())
            if asked:
                self._asked.update(dict.fromkeys(asked))
                running = loop.run_in_executor(None, ruff.ask, asked, workspace.root.path)
                running.add_done_callback(functools.partial(self._ruff_answered, workspace, asked, tuple(unknown)))
        return waiting

    def _ruff_answered(
        self, workspace: Workspace, asked: tuple[str, ...], paths: tuple[str, ...], done: asyncio.Future[ruff.Answers]
    ) -> None:
        for source in asked:
            self._asked.pop(source, None)
        if not done.cancelled():
            workspace.answered(asked, {} if done.exception() else done.result(), paths)
            for loose in self.session.loose.values():
                loose.known.clear()  # it may be another one than was asked about: every edit makes a new one
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
        self.reports.tell(path)

    def diagnostics(self, path: Path) -> list[types.Diagnostic]:
        """What is wrong with a document, as the protocol has it."""
        found = self.session.document(path)
        if found is None:
            return []
        workspace, document = found
        try:
            return [
                convert.diagnostic(
                    finding, document, self.encoding, self.client, lambda other: self.place(workspace, other)
                )
                for finding in workspace.findings(document.path)
            ]
        except Exception:
            log.exception("no findings for %s", path)
            return []

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
        (types.INITIALIZE, lifecycle.initialize, None),
        (types.INITIALIZED, lifecycle.initialized, None),
        (types.SET_TRACE, lifecycle.set_trace, None),
        (types.WORKSPACE_DID_CHANGE_CONFIGURATION, lifecycle.did_change_configuration, None),
        (types.TEXT_DOCUMENT_DID_OPEN, documents.did_open, None),
        (types.TEXT_DOCUMENT_DID_CHANGE, documents.did_change, None),
        (types.TEXT_DOCUMENT_DID_CLOSE, documents.did_close, None),
        (types.TEXT_DOCUMENT_DID_SAVE, documents.did_save, None),
        (types.WORKSPACE_DID_CHANGE_WATCHED_FILES, documents.did_change_watched_files, None),
        (types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS, lifecycle.did_change_workspace_folders, None),
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
        server.answer(method, handler, options)
    for name, command in COMMANDS.items():
        server.command(name)(_guarded(command))
    return server


COMPLETION = types.CompletionOptions(trigger_characters=[" ", "-", "[", ",", ":", "/", "`", "#"], resolve_provider=True)
MARKDOWN_FILES = types.FileOperationRegistrationOptions(
    [types.FileOperationFilter(types.FileOperationPattern("**/*.md", types.FileOperationPatternKind.File), "file")]
)


def _guarded(handler: Callable[[Server, Any], Any]) -> Callable[[Server, Any], Any]:
    """A handler whose failure is logged and answered with nothing: the other features live on."""
    if inspect.iscoroutinefunction(handler):

        @functools.wraps(handler)
        async def later(ls: Server, params: Any = None) -> Any:
            try:
                return await handler(ls, params)
            except JsonRpcException:
                raise
            except Exception:
                log.exception("%s failed", handler.__name__)
                return None

        return later

    @functools.wraps(handler)
    def guarded(ls: Server, params: Any = None) -> Any:
        try:
            return handler(ls, params)
        except JsonRpcException:
            raise
        except Exception:
            log.exception("%s failed", handler.__name__)
            return None

    return guarded


# -- commands ----------------------------------------------------------------------------------------------------------


def show_effective_step(ls: Server, arguments: Any = None) -> str | None:
    """The page of a step as a choice makes it."""
    return commands.show_effective_step(ls, mapping(arguments))


async def pipeline_graph(ls: Server, arguments: Any = None) -> dict[str, Any] | None:
    """The step graph of a choice, once all files have been looked at: it shows what is wrong with each step."""
    await ls.reports.settled.wait()
    return commands.pipeline_graph(ls, mapping(arguments))


def new_knowledge_entry(ls: Server, arguments: Any = None) -> dict[str, Any]:
    """The file of a new knowledge entry."""
    return commands.new_knowledge_entry(ls, mapping(arguments))


def reindex(ls: Server, arguments: Any = None) -> None:  # noqa: ARG001 - commands may have arguments
    """Read everything again."""
    folders = [workspace.root.path for workspace in ls.session.workspaces.values()]
    for folder in folders:
        ls.session.remove_folder(folder)
    ls.read(folders)
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
        if workspace.settings.file:
            lines.append(f"  settings from {workspace.settings.file}")
    lines.append(f"the client {ls.client.words}")
    return "\n".join(lines)


COMMANDS: dict[str, Callable[..., Any]] = {
    "scaffold-lint.server.showEffectiveStep": show_effective_step,
    "scaffold-lint.server.pipelineGraph": pipeline_graph,
    "scaffold-lint.server.newKnowledgeEntry": new_knowledge_entry,
    "scaffold-lint.server.reindex": reindex,
    "scaffold-lint.server.printDebugInformation": print_debug_information,
}
