"""A client that asks for findings is not told of them as well, and learns when to ask again."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
import small
from raw_client import InProcess

from scaffold_server.convert import uri_of

ASKS: dict[str, Any] = {
    "textDocument": {"diagnostic": {}, "publishDiagnostics": {}},
    "workspace": {"diagnostics": {"refreshSupport": True}},
}
HELIX = {"textDocument": {"diagnostic": {}}, "workspace": {"diagnostic": {"refreshSupport": True}}}
OVERLAY = "content/methodology/game-overlay.yml"
DESIGN = "content/pipeline/pre/design.md"
BROKEN = small.FILES[OVERLAY].replace("design: { enabled", "desing: { enabled")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small.on_disk(tmp_path)


async def started(root: Path, capabilities: Any = None) -> tuple[InProcess, dict[str, Any]]:
    talk = InProcess()
    return talk, await talk.start(root, ASKS if capabilities is None else capabilities)


async def pulled(talk: InProcess, uri: str, known: str | None = None) -> dict[str, Any]:
    params = {"textDocument": {"uri": uri}, "previousResultId": known}
    return (await talk.ask("textDocument/diagnostic", params))["result"]


def codes(report: dict[str, Any]) -> list[str]:
    return [diagnostic["code"] for diagnostic in report["items"]]


@pytest.mark.parametrize(
    "capabilities", [{}, {"textDocument": {"diagnostic": {}}}, HELIX], ids=["none", "half", "helix"]
)
async def test_who_cannot_be_told_to_ask_again_is_told(root: Path, capabilities: Any) -> None:
    talk, offered = await started(root, capabilities)
    assert "diagnosticProvider" not in offered
    uri = uri_of(root / OVERLAY)
    talk.open(uri, BROKEN, "yaml")
    assert "overlay/unknown-step" in talk.published(uri)[0]
    talk.stop()


async def test_who_asks_is_answered_and_never_told(root: Path) -> None:
    talk, offered = await started(root)
    assert offered["diagnosticProvider"]["interFileDependencies"] is True
    uri = uri_of(root / OVERLAY)
    talk.open(uri, BROKEN, "yaml")
    report = await pulled(talk, uri)
    assert report["kind"] == "full"
    assert "overlay/unknown-step" in codes(report)
    talk.change(uri, small.FILES[OVERLAY], 2)
    assert "overlay/unknown-step" not in codes(await pulled(talk, uri, report["resultId"]))
    await talk.quiet()
    talk.send({"method": "textDocument/didClose", "params": {"textDocument": {"uri": uri}}})
    await talk.quiet()
    assert "textDocument/publishDiagnostics" not in talk.methods()
    talk.stop()


async def test_what_did_not_change_is_not_sent_again(root: Path) -> None:
    talk, _ = await started(root)
    uri = uri_of(root / OVERLAY)
    talk.open(uri, BROKEN, "yaml")
    first = await pulled(talk, uri)
    again = await pulled(talk, uri, first["resultId"])
    assert again == {"kind": "unchanged", "resultId": first["resultId"]}
    talk.change(uri, BROKEN + "\n", 2)
    assert (await pulled(talk, uri, first["resultId"]))["kind"] == "unchanged"
    assert (await pulled(talk, uri, "of another session"))["kind"] == "full"
    talk.stop()


async def test_a_change_elsewhere_makes_the_client_ask_again_once(root: Path) -> None:
    talk, _ = await started(root)
    overlay, design = uri_of(root / OVERLAY), uri_of(root / DESIGN)
    talk.open(overlay, small.FILES[OVERLAY], "yaml")
    talk.open(design, small.FILES[DESIGN])
    before = await pulled(talk, overlay)
    await talk.quiet()
    assert "workspace/diagnostic/refresh" not in talk.methods()
    talk.change(design, small.FILES[DESIGN].replace("name: design", "name: other"), 2)
    await asyncio.sleep(0.05)
    await talk.quiet()
    assert talk.methods().count("workspace/diagnostic/refresh") == 1
    after = await pulled(talk, overlay, before["resultId"])
    assert "overlay/unknown-step" in codes(after)
    talk.stop()


async def test_all_files_are_answered_and_then_only_news(root: Path) -> None:
    (root / OVERLAY).write_text(BROKEN, encoding="utf-8")
    talk, _ = await started(root)
    answer = (await talk.ask("workspace/diagnostic", {"previousResultIds": []}))["result"]
    found = {item["uri"]: codes(item) for item in answer["items"]}
    assert "overlay/unknown-step" in found[uri_of(root / OVERLAY)]
    known = [{"uri": item["uri"], "value": item["resultId"]} for item in answer["items"]]
    waiting = talk.request("workspace/diagnostic", {"previousResultIds": known})
    await asyncio.sleep(0.05)
    assert talk.answer(waiting) is None
    (root / OVERLAY).write_text(small.FILES[OVERLAY], encoding="utf-8")
    changes = [{"uri": uri_of(root / OVERLAY), "type": 2}]
    talk.send({"method": "workspace/didChangeWatchedFiles", "params": {"changes": changes}})
    for _ in range(400):
        if talk.answer(waiting):
            break
        await asyncio.sleep(0.01)
    news = {item["uri"]: codes(item) for item in talk.answer(waiting)["result"]["items"]}
    assert "overlay/unknown-step" not in news[uri_of(root / OVERLAY)]
    assert len(news) < len(known)
    talk.stop()


async def test_a_file_that_is_gone_has_no_findings(root: Path) -> None:
    talk, _ = await started(root)
    gone = uri_of(root / "content/methodology/gone.yml")
    answer = await talk.ask("workspace/diagnostic", {"previousResultIds": [{"uri": gone, "value": "1"}]})
    reports = {item["uri"]: item["items"] for item in answer["result"]["items"]}
    assert reports[gone] == []
    talk.stop()


async def test_waiting_for_news_ends_when_nobody_wants_them(root: Path) -> None:
    talk, _ = await started(root)
    first = (await talk.ask("workspace/diagnostic", {"previousResultIds": []}))["result"]
    known = [{"uri": item["uri"], "value": item["resultId"]} for item in first["items"]] or [
        {"uri": uri_of(root / OVERLAY), "value": "x"}
    ]
    waiting = talk.request("workspace/diagnostic", {"previousResultIds": known})
    await asyncio.sleep(0.02)
    talk.send({"method": "$/cancelRequest", "params": {"id": waiting}})
    await asyncio.sleep(0.02)
    assert talk.answer(waiting)["error"]["code"] == -32800
    waiting = talk.request("workspace/diagnostic", {"previousResultIds": known})
    await asyncio.sleep(0.02)
    assert "result" in await talk.ask("shutdown", None)
    await asyncio.sleep(0.02)
    assert talk.answer(waiting)["error"]["code"] == -32800
    talk.stop()


async def test_foreign_documents_have_empty_reports(root: Path) -> None:
    talk, _ = await started(root)
    assert (await pulled(talk, "git:/x.md"))["items"] == []
    assert (await pulled(talk, uri_of(root / "README.md")))["items"] == []
    talk.stop()
