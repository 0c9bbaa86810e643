"""The wire: what the client sends, message by message, and an answer to every request, whatever it holds.

pygls fetches a message in three turns through a pool of threads, begins whatever it fetched, and leaves a request it
cannot read, or that comes after ``shutdown``, without an answer. Here one thread reads ahead, so that a request that was
cancelled while it waited is never begun, and long work stops where somebody waits.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import re
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInvalidParams
from pygls.io_ import StdoutWriter
from pygls.protocol import LanguageServerProtocol

if TYPE_CHECKING:
    from cattrs import Converter
    from pygls.lsp.server import LanguageServer

log = logging.getLogger("scaffold-lint")

_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,10})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_CANCEL = b'"$/cancelRequest"'
MOST_HEADER = 65536
"""How many bytes may come before a message starts; what is longer is noise."""

OURS = (
    types.TEXT_DOCUMENT_DID_OPEN,
    types.TEXT_DOCUMENT_DID_CHANGE,
    types.TEXT_DOCUMENT_DID_CLOSE,
    types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS,
)
"""Messages for which the library keeps books of its own: texts whose lines it splits wrongly, and folders nobody asks."""


class Inbox:
    """The messages that have arrived and were not taken yet; ``cancelled`` are the requests among them that nobody wants
    any more. Filled by any thread, emptied by the loop that made it.
    """

    def __init__(self) -> None:
        self.cancelled: set[int | str] = set()
        self._waiting: deque[bytes | None] = deque()
        self._rest = bytearray()
        self._arrived = asyncio.Event()
        self._loop = asyncio.get_running_loop()

    def __bool__(self) -> bool:
        """Whether a message waits."""
        return bool(self._waiting)

    def feed(self, data: bytes) -> None:
        """Take in bytes of the stream; none at all means its end."""
        self._rest += data
        while (body := self._taken()) is not None:
            if _CANCEL in body:
                self._cancel(body)
            self._waiting.append(body)
        if not data:
            self._waiting.append(None)
        self._loop.call_soon_threadsafe(self._arrived.set)

    async def next(self) -> bytes | None:
        """The next message, None at the end of the stream."""
        while not self._waiting:
            self._arrived.clear()
            await self._arrived.wait()
        return self._waiting.popleft()

    def _taken(self) -> bytes | None:
        """The first whole message of what has come so far."""
        end = self._rest.find(b"\r\n\r\n")
        while end != -1:
            length = _LENGTH.search(self._rest, 0, end)
            if length is not None:
                start, stop = end + 4, end + 4 + int(length[1])
                if len(self._rest) < stop:
                    return None
                body = bytes(self._rest[start:stop])
                del self._rest[:stop]
                return body
            del self._rest[: end + 4]
            end = self._rest.find(b"\r\n\r\n")
        if len(self._rest) > MOST_HEADER:
            del self._rest[:-3]
        return None

    def _cancel(self, body: bytes) -> None:
        try:
            message = json.loads(body)
            if message["method"] == types.CANCEL_REQUEST and isinstance(message["params"]["id"], int | str):
                self.cancelled.add(message["params"]["id"])
        except (ValueError, TypeError, KeyError, RecursionError):
            return


def read_ahead(inbox: Inbox, descriptor: int) -> None:
    """Feed an inbox from a file descriptor, in a thread that never keeps the process alive."""

    def read() -> None:
        data = b"-"
        while data:
            try:
                data = os.read(descriptor, 1 << 16)
            except OSError:
                data = b""
            inbox.feed(data)

    threading.Thread(target=read, name="client", daemon=True).start()


class Protocol(LanguageServerProtocol):
    """The library's protocol, with an answer to every request."""

    def __init__(self, server: LanguageServer, converter: Converter) -> None:
        super().__init__(server, converter)
        self.inbox: Inbox | None = None
        self._begun = False
        self._ended = False
        for method in OURS:
            self.fm.builtin_features.pop(method, None)
        self.fm.builtin_features[types.EXIT] = self._exit
        self.fm.builtin_features[types.WORKSPACE_EXECUTE_COMMAND] = self._execute

    async def serve(self, inbox: Inbox) -> int:
        """Handle messages until the client says ``exit`` or is gone; the process's exit code comes back."""
        self.inbox = inbox
        while not self._ended and (body := await inbox.next()) is not None:
            try:
                self.take(body)
            except Exception:
                log.exception("a message could not be handled")
            await asyncio.sleep(0)
        return 0 if self._shutdown else 1

    async def end_with(self, process: int) -> None:
        """End when a process is gone: its pipes may be held open by others that it started."""
        while lives(process):  # noqa: ASYNC110 - nothing tells of the end of a process that is not ours
            await asyncio.sleep(LOOK)
        if self.inbox is not None:
            self.inbox.feed(b"")

    def take(self, body: bytes) -> None:
        """Handle one message."""
        try:
            raw = json.loads(body)
        except (ValueError, RecursionError) as error:
            self._refuse(None, types.ErrorCodes.ParseError, f"no JSON: {error}")
            return
        number = raw.get("id") if isinstance(raw, dict) else None
        if not isinstance(number, int | str | None):
            self._refuse(None, types.ErrorCodes.InvalidRequest, "an id is a number or a text")
            return
        if not isinstance(raw, dict) or not isinstance(raw.get("method", ""), str):
            self._refuse(number, types.ErrorCodes.InvalidRequest, "not a message")
            return
        if "method" in raw and number is not None and self._refused(number, raw["method"]):
            return
        if not self._begun and raw.get("method") not in {types.INITIALIZE, types.EXIT}:
            return
        try:
            message: Any = self.structure_message({**raw, "jsonrpc": self.VERSION})
        except JsonRpcException as error:
            self._unreadable(raw, number, error)
            return
        self.handle_message(message)

    def _refused(self, number: int | str, method: str) -> bool:
        """Answer a request that must not be begun."""
        if self._shutdown:
            self._refuse(number, types.ErrorCodes.InvalidRequest, "the server is shutting down")
        elif not self._begun and method != types.INITIALIZE:
            self._refuse(number, types.ErrorCodes.ServerNotInitialized, "the server is not initialized yet")
        elif self._begun and method == types.INITIALIZE:
            self._refuse(number, types.ErrorCodes.InvalidRequest, "the server is initialized already")
        elif self.inbox is not None and number in self.inbox.cancelled:
            self._refuse(number, types.LSPErrorCodes.RequestCancelled, "cancelled")
        else:
            self._begun = self._begun or method == types.INITIALIZE
            return False
        return True

    def _unreadable(self, raw: dict[str, Any], number: int | str | None, error: JsonRpcException) -> None:
        """Say that a message's parts are not what the protocol has there."""
        if "method" not in raw:
            waiting = self._request_futures.pop(number, None) if isinstance(number, int | str) else None
            if waiting is not None:
                waiting.set_exception(error)
        elif number is not None:
            self._begun = self._begun and raw["method"] != types.INITIALIZE
            self._refuse(number, types.ErrorCodes.InvalidParams, f"{raw['method']}: parameters of another shape")
        log.warning("%s: parameters of another shape", raw.get("method", "an answer"))

    def _refuse(self, number: int | str | None, code: types.ErrorCodes | types.LSPErrorCodes, message: str) -> None:
        self._send_data({"jsonrpc": self.VERSION, "id": number, "error": {"code": code.value, "message": message}})

    def _handle_cancel_notification(self, msg_id: int | str) -> None:
        if self.inbox is not None:
            self.inbox.cancelled.discard(msg_id)
        running = self._request_futures.get(msg_id)
        if running is not None:
            running.cancel()

    def _send_handler_result(self, future: Future[Any], *, msg_id: int | str) -> None:
        error = None if future.cancelled() else future.exception()
        if isinstance(error, JsonRpcException):  # a reason for the author, and no bug to be logged
            self._request_futures.pop(msg_id, None)
            self._send_response(msg_id, error=error.to_response_error())
        else:
            super()._send_handler_result(future, msg_id=msg_id)

    def _execute(self, params: types.ExecuteCommandParams) -> Generator[Any, Any, Any]:
        """Answer with what a command makes of its arguments, however many the client sends: ours need none."""
        handler = self.fm.commands.get(params.command)
        if handler is None:
            raise JsonRpcInvalidParams(f"there is no command {params.command}")
        return (yield handler, (params.arguments,), None)

    def _exit(self, *_: Any) -> None:
        self._ended = True


LOOK = 1.0
"""Seconds between two looks at whether the client lives."""


def lives(process: int) -> bool:
    """Whether there is such a process; False where that cannot be told without harm."""
    if os.name == "nt" or process <= 0:
        return False
    try:
        os.kill(process, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return True


async def serve_stdio(protocol: Protocol) -> int:
    """Talk over standard input and output until the client is gone; the exit code comes back."""
    protocol.set_writer(StdoutWriter(sys.stdout.buffer))
    sys.stdout = sys.stderr  # what is printed by accident must not end up between messages
    inbox = Inbox()
    read_ahead(inbox, sys.stdin.fileno())
    return await protocol.serve(inbox)


async def serve_tcp(protocol: Protocol, host: str, port: int, listening: Callable[[int], None]) -> int:
    """Talk to the first client that connects; the exit code comes back. ``listening`` is told the port."""
    code: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if protocol.inbox is not None:
            writer.close()
            return
        inbox = protocol.inbox = Inbox()

        async def feed() -> None:
            data = b"-"
            while data:
                data = await reader.read(1 << 16)
                inbox.feed(data)

        feeding = asyncio.ensure_future(feed())
        protocol.set_writer(writer)
        try:
            code.set_result(await protocol.serve(inbox))
        finally:
            feeding.cancel()
            writer.close()

    async with await asyncio.start_server(talk, host, port) as server:
        listening(server.sockets[0].getsockname()[1])
        return await code
