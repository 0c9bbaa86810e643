"""Whatever a client sends, every request is answered without an error of ours, and nothing in the log says that we broke."""

from __future__ import annotations

import asyncio
import logging
import random
from pathlib import Path
from typing import Any

import pytest
import small
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from raw_client import InProcess

from scaffold_server.convert import uri_of

EVERYTHING: dict[str, Any] = {
    "general": {"positionEncodings": ["utf-8"]},
    "textDocument": {
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}, "dataSupport": True},
        "diagnostic": {},
        "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
    },
    "workspace": {
        "diagnostics": {"refreshSupport": True},
        "workspaceEdit": {
            "documentChanges": True,
            "resourceOperations": ["create", "rename", "delete"],
            "changeAnnotationSupport": {},
        },
    },
}
PARTS = st.sampled_from(
    ["---\n", "name: design\n", "name:", "topics: [", "- a\n", "  - ", "append: ", "knowledge-overrides:\n", "design:", "{ ",
     "enabled: true", "]", "}", "\n", "\r\n", "\r", "\t", "# x", "'", '"', "&a ", "*a", "!t ", "<<: ", "|", ">", "```python\n",
     "```", "## Summary\n", "## Deep Guidance\n", "/scaffold:design", "[x](y)", "😀", "\u2028", "\x0c", "\ufeff", "\x00", "%",
     "@", "? ", ": ", "<<<<<<< a\n", "sources:\n", "  - url: https://", "steps:\n", "step-overrides:\n", "create-prd",
     "# scaffold-lint: ignore[x]", "def f(:\n", "\ud800"]
)  # fmt: skip
TEXTS = st.lists(PARTS, max_size=16).map("".join)
NUMBERS = st.sampled_from([0, 1, 2, 3, 7, 2**31 - 1])
PATHS = [
    *small.FILES,
    "content/knowledge/core/new.md",
    "content/methodology/mvp.yml",
    ".scaffold/config.yml",
    "README.md",
]
URIS = st.sampled_from(
    ["git:/content/x.md?y", "untitled:Untitled-1", "untitled:x", "file:///", "file:", "", "%", "file://[", "x:y"]
)


def requests(document: dict[str, str], place: dict[str, int], end: dict[str, int], text: str) -> dict[str, Any]:
    """A request of every kind about a place in a document."""
    here = {"textDocument": document, "position": place}
    span = {"start": place, "end": end}
    item = {"name": "design", "kind": 12, "uri": document["uri"], "range": span, "selectionRange": span}
    same = ("hover", "definition", "declaration", "implementation", "documentHighlight", "prepareRename", "completion")
    whole = ("documentSymbol", "foldingRange", "documentLink", "codeLens", "semanticTokens/full", "diagnostic")
    return {
        **{f"textDocument/{name}": here for name in (*same, "prepareCallHierarchy")},
        **{f"textDocument/{name}": {"textDocument": document} for name in whole},
        "textDocument/references": {**here, "context": {"includeDeclaration": True}},
        "textDocument/rename": {**here, "newName": text[:20]},
        "textDocument/selectionRange": {"textDocument": document, "positions": [place, end]},
        "textDocument/inlayHint": {"textDocument": document, "range": span},
        "textDocument/codeAction": {"textDocument": document, "range": span, "context": {"diagnostics": []}},
        "callHierarchy/incomingCalls": {"item": item},
        "callHierarchy/outgoingCalls": {"item": item},
        "completionItem/resolve": {"label": text[:5], "data": {"uri": document["uri"], "name": [text[:4], text]}},
        "workspace/symbol": {"query": text[:6]},
        "workspace/willRenameFiles": {"files": [{"oldUri": document["uri"], "newUri": "file:///tmp/x.md"}]},
        "workspace/executeCommand": {
            "command": "scaffold-lint.server.showEffectiveStep",
            "arguments": [{"step": text, "uri": document["uri"], "depth": text}],
        },
    }


async def everything(root: Path, uri: str, texts: list[str], numbers: tuple[int, ...], seed: int) -> list[Any]:
    """Hold a conversation about a document as it changes; gives back what was answered with an error of ours."""
    talk = InProcess()
    await talk.start(root, EVERYTHING)
    choose = random.Random(seed)
    place, end = ({"line": numbers[at], "character": numbers[at + 1]} for at in (0, 2))
    talk.open(uri, texts[0], choose.choice(["yaml", "markdown", ""]))
    wrong = []
    for version, text in enumerate(texts, 2):
        change = {"range": {"start": place, "end": end}, "text": text} if version % 2 else {"text": text}
        params = {"textDocument": {"uri": uri, "version": version}, "contentChanges": [change]}
        talk.send({"method": "textDocument/didChange", "params": params})
        for method, asked in requests({"uri": uri}, place, end, text).items():
            answer = await talk.ask(method, asked)
            if "error" in answer and answer["error"]["code"] != -32803:  # a refusal with its reason
                wrong.append((method, answer["error"]))
            if method == "textDocument/diagnostic":
                wrong += [found for found in answer["result"].get("items", ()) if found["code"] == "internal-error"]
    for _ in talk.server.publish_stale():
        pass
    talk.send({"method": "textDocument/didSave", "params": {"textDocument": {"uri": uri}}})
    talk.send({"method": "textDocument/didClose", "params": {"textDocument": {"uri": uri}}})
    talk.stop()
    return wrong


@given(
    st.one_of(st.sampled_from(PATHS), URIS),
    st.lists(TEXTS, min_size=1, max_size=3),
    st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS),
    st.integers(0, 9),
)
@settings(
    max_examples=100,
    phases=(Phase.reuse, Phase.generate),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_every_handler_answers(
    root: Path, caplog, target: str, texts: list[str], numbers: tuple[int, ...], seed: int
) -> None:
    caplog.clear()
    uri = target if ":" in target or target in {"", "%"} else uri_of(root / target)
    assert asyncio.run(everything(root, uri, texts, numbers, seed)) == []
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small.on_disk(tmp_path_factory.mktemp("content-root"))
