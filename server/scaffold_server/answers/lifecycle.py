"""How a conversation begins, and what may change while it lasts: settings, folders, how much is said."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from scaffold_rules.text import UTF16
from scaffold_server import convert, logs, wire
from scaffold_server.answers import diagnosing, wanted
from scaffold_server.answers.at import mapping
from scaffold_server.client import Client

if TYPE_CHECKING:
    from scaffold_server.lsp import Server

WATCHED = (
    "**/content/**",
    "**/.scaffold/**",
    "**/docs/knowledge-freshness/*.yaml",
    "**/scaffold-lint*",
    "**/pyproject.toml",
)


def initialize(ls: Server, params: types.InitializeParams) -> None:
    """Agree on how positions are counted, and take in what the client can do and wants."""
    ls.encoding = str(getattr(ls.workspace.position_encoding, "value", ls.workspace.position_encoding or UTF16))
    ls.client = Client(params.capabilities)
    if ls.client.pulls:
        for method, handler in diagnosing.ANSWERS.items():
            ls.answer(method, handler, diagnosing.OPTIONS)
    options = mapping(params.initialization_options)
    logs.say(options.get("logLevel"))
    logs.into(options.get("logFile"))
    if params.trace is not None:
        logs.trace(params.trace)
    if params.process_id is not None and wire.lives(params.process_id):
        ls.watching = asyncio.ensure_future(ls.protocol.end_with(params.process_id))


def initialized(ls: Server, params: types.InitializedParams) -> None:  # noqa: ARG001 - the protocol's
    """Read the workspace folders, and ask to be told of changes on disk."""
    if ls.client.progress:
        ls.bar.open("Looking at scaffold content")
    ls.read(path for uri in _folders(ls) if (path := convert.path_of(uri)) is not None)
    for opened in list(ls.session.open.values()):
        ls.publish(opened.path)
    _register(ls)
    ls.changed()
    if ls.client.configuration:
        ls.asking = asyncio.ensure_future(_ask(ls))


async def _ask(ls: Server) -> None:
    try:
        settings = await wanted.ask(ls, _folders(ls))
    except JsonRpcException:  # a client that cannot say has none
        return
    logs.say(settings.get("logLevel"))


def _folders(ls: Server) -> list[str]:
    if ls.workspace.folders:
        return list(ls.workspace.folders)
    return [ls.workspace.root_uri] if ls.workspace.root_uri else []


def _register(ls: Server) -> None:
    """Ask to be told of changes on disk and of settings, where the client wants to be asked."""
    found = []
    if ls.client.watches:
        baselines = {w.baseline.file.name for w in ls.session.workspaces.values() if w.baseline.file}
        globs = (*WATCHED, *(f"**/{name}" for name in sorted(baselines) if not set("*?[]{}") & {*name}))
        files = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(glob) for glob in globs])
        found.append(types.Registration("watched-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, files))
    if ls.client.registers_configuration:
        section = types.DidChangeConfigurationRegistrationOptions(wanted.SECTION)
        found.append(types.Registration("settings", types.WORKSPACE_DID_CHANGE_CONFIGURATION, section))
    if found:
        ls.client_register_capability(types.RegistrationParams(found))


def set_trace(ls: Server, params: types.SetTraceParams) -> None:  # noqa: ARG001 - as all
    """Say more or less from now on."""
    logs.trace(params.value)


async def did_change_configuration(ls: Server, params: types.DidChangeConfigurationParams) -> None:
    """Take in what may be changed at run time; clients that can be asked are asked what, folder by folder."""
    if ls.client.configuration:
        await _ask(ls)
        return
    settings = mapping(wanted.plain(params.settings))
    settings = mapping(settings.get(wanted.SECTION, settings))
    wanted.keep(ls, _folders(ls), settings)
    wanted.go(ls)
    logs.say(settings.get("logLevel"))


def did_change_workspace_folders(ls: Server, params: types.DidChangeWorkspaceFoldersParams) -> None:
    """Read new folders, forget those that are gone."""
    for folder in params.event.removed:
        path = convert.path_of(folder.uri)
        for workspace in ls.session.remove_folder(path) if path else ():
            for relative in workspace.project.documents:
                ls.publish(workspace.absolute(relative))
    ls.read(path for folder in params.event.added if (path := convert.path_of(folder.uri)) is not None)
    ls.changed()
