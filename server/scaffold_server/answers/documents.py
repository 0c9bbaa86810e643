"""What happens to documents: in the editor, and on disk."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from scaffold_server import convert

if TYPE_CHECKING:
    from lsprotocol import types

    from scaffold_server.lsp import Server


def did_open(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    """The editor's text counts from now on."""
    document = params.text_document
    path = convert.path_of(document.uri)
    if path is None:
        return
    _look_at_disk(ls)
    ls.session.edit(document.uri, path, document.text, document.version, language=document.language_id)
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
    _sweep(ls)


def did_change(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    """Take in an edit."""
    path = convert.path_of(params.text_document.uri)
    opened = ls.session.open.get(path) if path else None
    if path is None or opened is None:
        return
    text, at = convert.changed(opened.text, params.content_changes, ls.encoding)
    ls.session.edit(opened.uri, path, text, params.text_document.version, at, opened.language)
    if ls.session.document(path) is not None:
        ls.changed(path)
    else:
        ls.publish(path)  # it may have been one of ours


def did_close(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    """The disk's text counts again."""
    path = convert.path_of(params.text_document.uri)
    opened = ls.session.open.get(path) if path else None
    if path is None or opened is None or opened.uri != params.text_document.uri:
        return  # the same file under another URI is open still
    ls.session.close(path)
    ls.reports.forget(params.text_document.uri)
    if ls.session.document(path) is not None:
        ls.publish(path)
    ls.changed()


def did_save(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    """What was waiting is said now."""
    _look_at_disk(ls)
    ls.changed(convert.path_of(params.text_document.uri))


def did_change_watched_files(ls: Server, params: types.DidChangeWatchedFilesParams) -> None:
    """Take in what changed on disk, all at once. Of a folder that came or went nobody names the files."""
    folders = False
    for change in params.changes:
        path = convert.path_of(change.uri)
        if path is None:
            continue
        folders = folders or (ls.session.document(path) is None and not path.is_file())
        ls.session.refresh(path)
        if ls.session.document(path) is None:
            ls.publish(path)
    if folders:
        _sweep(ls)
    ls.changed()


def _sweep(ls: Server) -> None:
    for path in ls.session.sweep():
        if ls.session.document(path) is None:
            ls.publish(path)
