"""Every request gets one answer, whatever it holds and whenever it comes; a cancelled one is not begun."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from raw_client import InProcess

from scaffold_server.wire import Inbox

UNKNOWN, PARAMS, REQUEST, PARSE, NOT_YET, CANCELLED = -32601, -32602, -32600, -32700, -32002, -32800


def framed(body: bytes, header: bytes = b"Content-Length: %d\r\n\r\n") -> bytes:
    return header % len(body) + body


def taken(chunks: list[bytes]) -> tuple[list[bytes], set[int | str]]:
    """The messages in some chunks of a stream, and the requests that were cancelled."""

    async def read() -> tuple[list[bytes], set[int | str]]:
        inbox = Inbox()
        for chunk in chunks:
            inbox.feed(chunk)
        inbox.feed(b"")
        found = []
        while (body := await inbox.next()) is not None:
            found.append(body)
        return found, inbox.cancelled

    return asyncio.run(read())


@given(st.lists(st.binary(max_size=30).filter(lambda body: b"\r\n\r\n" not in body), max_size=5), st.integers(1, 40))
def test_messages_are_found_however_the_stream_is_cut(bodies: list[bytes], size: int) -> None:
    stream = b"".join(framed(body) for body in bodies)
    assert taken([stream[at : at + size] for at in range(0, len(stream), size)])[0] == bodies


@pytest.mark.parametrize(
    "header",
    [
        b"content-length: %d\r\n\r\n",
        b"Content-Length:%d\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n",
        b"Content-Type: x\r\nContent-Length: %d\r\n\r\n",
        b"X-Other: Content-Length: 7\r\n\r\nContent-Length: %d\r\n\r\n",
    ],
)
def test_headers_as_clients_write_them(header: bytes) -> None:
    assert taken([framed(b"{}", header)])[0] == [b"{}"]


@given(st.lists(st.binary(min_size=1, max_size=50), max_size=20))
def test_noise_is_no_message_and_no_crash(chunks: list[bytes]) -> None:
    taken(chunks)


def test_endless_noise_is_not_kept() -> None:
    async def read() -> int:
        inbox = Inbox()
        for _ in range(40):
            inbox.feed(b"x" * 10_000)
        return len(inbox._rest)

    assert asyncio.run(read()) < 100_000


def test_cancelled_requests_are_known_before_their_turn() -> None:
    cancel = {"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 7}}
    mention = {"jsonrpc": "2.0", "method": "x", "params": {"text": '"$/cancelRequest"', "id": 8}}
    assert taken([framed(json.dumps(each).encode()) for each in (cancel, mention)])[1] == {7}


async def error_of(talk: InProcess, method: str, params: Any) -> int | None:
    answer = await talk.ask(method, params)
    return answer["error"]["code"] if "error" in answer else None


async def test_nothing_is_answered_before_initialize_and_after_shutdown() -> None:
    talk = InProcess()
    assert await error_of(talk, "workspace/symbol", {"query": ""}) == NOT_YET
    await talk.start()
    assert await error_of(talk, "initialize", {"processId": None, "capabilities": {}, "rootUri": None}) == REQUEST
    assert await error_of(talk, "workspace/symbol", {"query": ""}) is None
    assert await error_of(talk, "shutdown", None) is None
    assert await error_of(talk, "workspace/symbol", {"query": ""}) == REQUEST
    talk.stop()


@pytest.mark.parametrize("params", [None, [], {}, {"textDocument": 3}, {"textDocument": {"uri": 1}, "position": {}}])
async def test_parameters_of_another_shape_are_an_error_and_not_silence(params: Any) -> None:
    talk = InProcess()
    await talk.start()
    assert await error_of(talk, "textDocument/hover", params) == PARAMS
    assert await error_of(talk, "no/such/thing", params) == UNKNOWN
    assert await error_of(talk, "workspace/symbol", {"query": ""}) is None
    talk.stop()


@pytest.mark.parametrize(
    "body", [b"{", b"\xff", b"[" * 9000, b"[]", b"3", b'{"id":[1],"method":"x"}', b'{"id":null,"method":2}']
)
async def test_what_is_no_message_is_said_to_be_none(body: bytes) -> None:
    talk = InProcess()
    await talk.start()
    talk.server.protocol.take(body)
    assert talk.sent[-1]["error"]["code"] in {PARSE, REQUEST}
    assert talk.sent[-1]["id"] is None
    talk.stop()


async def test_a_request_cancelled_while_it_waits_is_not_begun() -> None:
    talk = InProcess()
    await talk.start()
    begun = []
    talk.server.protocol.fm.features["textDocument/hover"] = begun.append
    messages = [
        {"id": 50, "method": "textDocument/hover", "params": PLACE},
        {"id": "fifty", "method": "textDocument/hover", "params": PLACE},
        {"id": 51, "method": "textDocument/hover", "params": PLACE},
        {"method": "$/cancelRequest", "params": {"id": 50}},
        {"method": "$/cancelRequest", "params": {"id": "fifty"}},
    ]
    for message in messages:
        talk.inbox.feed(framed(json.dumps({"jsonrpc": "2.0", **message}).encode()))
    talk.inbox.feed(b"")
    assert await talk.server.protocol.serve(talk.inbox) == 1
    assert talk.answer(50)["error"]["code"] == CANCELLED
    assert talk.answer("fifty")["error"]["code"] == CANCELLED
    assert "result" in talk.answer(51)
    assert len(begun) == 1
    assert talk.inbox.cancelled == set()
    talk.stop()


PLACE = {"textDocument": {"uri": "file:///x.md"}, "position": {"line": 0, "character": 0}}


async def test_shutdown_and_exit_end_with_zero() -> None:
    talk = InProcess()
    await talk.start()
    for message in ({"id": 9, "method": "shutdown", "params": None}, {"method": "exit"}):
        talk.inbox.feed(framed(json.dumps({"jsonrpc": "2.0", **message}).encode()))
    assert await talk.server.protocol.serve(talk.inbox) == 0
    talk.stop()


async def test_an_answer_nobody_can_read_ends_the_waiting() -> None:
    talk = InProcess()
    await talk.start()
    waiting = talk.server.workspace_configuration_async
    from lsprotocol import types

    asked = asyncio.ensure_future(waiting(types.ConfigurationParams([types.ConfigurationItem(section="x")])))
    await asyncio.sleep(0)
    with pytest.raises(Exception, match="Invalid Params"):
        await asyncio.wait_for(asked, 2)
    talk.stop()
