"""The terminal and the editor say the same about the same files."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from raw_client import InProcess

from scaffold_server.convert import uri_of
from scaffold_server.lint import lint

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


def said_in_the_terminal(root: Path) -> list[tuple[str, int, int, str, str]]:
    found = []
    for placed in lint([root]).placed:
        line, column = placed.document.lines.position(placed.finding.span.start)
        uri = uri_of(placed.result.root.path / placed.finding.path)
        found.append((uri, line, column, placed.finding.rule, placed.finding.message))
    return sorted(found)


async def said_in_the_editor(root: Path) -> list[tuple[str, int, int, str, str]]:
    talk = InProcess()
    await talk.start(root, {"general": {"positionEncodings": ["utf-32"]}})
    await talk.quiet()
    while talk.server._asked:
        await asyncio.sleep(0.05)
        await talk.quiet()
    told = (m["params"] for m in talk.sent if m.get("method") == "textDocument/publishDiagnostics")
    last = {params["uri"]: params["diagnostics"] for params in told}
    talk.stop()
    return sorted(
        (uri, d["range"]["start"]["line"], d["range"]["start"]["character"], d["code"], d["message"])
        for uri, diagnostics in last.items()
        for d in diagnostics
    )


@pytest.mark.repository
@pytest.mark.parametrize("name", ["content", "defects"])
async def test_of_the_examples(name: str) -> None:
    assert await said_in_the_editor(EXAMPLES / name) == said_in_the_terminal(EXAMPLES / name)


async def test_of_real_content(corpus: Path) -> None:
    assert await said_in_the_editor(corpus) == said_in_the_terminal(corpus)
