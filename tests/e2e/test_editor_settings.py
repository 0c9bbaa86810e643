"""What an editor's user has set counts in the folders that have no settings file, and only there."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_lsp
import small
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

from scaffold_server.convert import uri_of

STEP = "content/pipeline/pre/design.md"
ASKED = (
    types.CLIENT_REGISTER_CAPABILITY,
    types.WORKSPACE_CODE_LENS_REFRESH,
    types.WORKSPACE_INLAY_HINT_REFRESH,
    types.WORKSPACE_SEMANTIC_TOKENS_REFRESH,
)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Two roots with the same content."""
    for name in ("one", "two"):
        for path, text in small.FILES.items():
            (tmp_path / name / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / path).write_text(text, encoding="utf-8")
    return tmp_path / "one", tmp_path / "two"


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[sys.executable, "-m", "scaffold_server", "server"]))
async def client(lsp_client: LanguageClient, folders: tuple[Path, Path]) -> AsyncIterator[None]:
    for method in ASKED:
        lsp_client.feature(method)(lambda *_: None)
    settings = {"severity": {"knowledge/lost-section": "hint"}, "ignore": [], "contentVersion": ""}
    lsp_client.set_configuration({"scaffold-lint": {}})
    lsp_client.set_configuration({"scaffold-lint": settings}, scope_uri=uri_of(folders[0]))
    lsp_client.set_configuration({"scaffold-lint": {"ignore": ["step/thin-section"]}}, scope_uri=uri_of(folders[1]))
    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities("visual-studio-code"),
            workspace_folders=[types.WorkspaceFolder(uri_of(folder), folder.name) for folder in folders],
        )
    )
    yield
    await lsp_client.shutdown_session()


async def rules(client: LanguageClient, folder: Path, path: str) -> set[str]:
    """The rules that have found something in a file, once there is silence."""
    await asyncio.sleep(1.5)
    return {str(found.code) for found in client.diagnostics.get(uri_of(folder / path), ())}


async def test_each_folder_has_its_own(client: LanguageClient, folders: tuple[Path, Path]) -> None:
    assert "step/thin-section" in await rules(client, folders[0], STEP)
    assert "step/thin-section" not in await rules(client, folders[1], STEP)


async def test_a_change_counts_at_once(client: LanguageClient, folders: tuple[Path, Path]) -> None:
    await rules(client, folders[0], STEP)
    client.set_configuration({"scaffold-lint": {"ignore": ["step"]}}, scope_uri=uri_of(folders[0]))
    client.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
    assert not {rule for rule in await rules(client, folders[0], STEP) if rule.startswith("step/")}


async def test_a_settings_file_counts_instead(client: LanguageClient, folders: tuple[Path, Path]) -> None:
    await rules(client, folders[1], STEP)
    file = folders[1] / "scaffold-lint.toml"
    file.write_text('ignore = ["prose"]\n', encoding="utf-8")
    created = types.FileEvent(uri_of(file), types.FileChangeType.Created)
    client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([created]))
    assert "step/thin-section" in await rules(client, folders[1], STEP)
