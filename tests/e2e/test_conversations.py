"""Conversations over the real protocol, as the editors hold them: every answer must fit the client's capabilities."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_lsp
import small
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

from scaffold_server.convert import path_of, uri_of

CLIENTS = ("visual-studio-code", "neovim", "emacs")
OVERLAY = "content/methodology/game-overlay.yml"
DESIGN = "content/pipeline/pre/design.md"
ENTRY = "content/knowledge/game/design.md"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project on disk."""
    folder = tmp_path_factory.mktemp("content-root")
    for path, text in small.FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


@pytest_lsp.fixture(
    config=ClientServerConfig(server_command=[sys.executable, "-m", "scaffold_server", "server"]), params=CLIENTS
)
async def client(lsp_client: LanguageClient, request: pytest.FixtureRequest, root: Path) -> AsyncIterator[None]:
    """A server that believes to talk to an editor."""
    capabilities = client_capabilities(request.param)

    @lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(params: types.RegistrationParams) -> None:
        """Every one of these editors registers what it is asked to."""

    for method in (
        types.WORKSPACE_CODE_LENS_REFRESH,
        types.WORKSPACE_INLAY_HINT_REFRESH,
        types.WORKSPACE_SEMANTIC_TOKENS_REFRESH,
    ):
        lsp_client.feature(method)(lambda *_: None)

    folder = types.WorkspaceFolder(uri_of(root), "content")
    await lsp_client.initialize_session(
        types.InitializeParams(capabilities=capabilities, root_uri=uri_of(root), workspace_folders=[folder])
    )
    yield
    await lsp_client.shutdown_session()


def opened(client: LanguageClient, root: Path, path: str, text: str | None = None) -> tuple[str, str]:
    """Open a file of the small project, perhaps with another text; gives back its URI and text."""
    uri = uri_of(root / path)
    content = small.FILES[path] if text is None else text
    language = "yaml" if path.endswith(".yml") else "markdown"
    client.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, language, 1, content)))
    return uri, content


def at(text: str, words: str, shift: int = 1) -> types.Position:
    """The position of some words (all before them must be ASCII on their line)."""
    offset = text.index(words) + shift
    line = text.count("\n", 0, offset)
    return types.Position(line, offset - (text.rfind("\n", 0, offset) + 1))


async def codes(client: LanguageClient, uri: str) -> list[str]:
    """The rules that complain about a file, as soon as they do."""
    for _ in range(100):
        if client.diagnostics.get(uri):
            return [str(diagnostic.code) for diagnostic in client.diagnostics[uri]]
        await asyncio.sleep(0.05)
    return []


async def test_findings_of_an_open_file(client: LanguageClient, root: Path) -> None:
    broken = small.FILES[OVERLAY].replace("design: { enabled", "desing: { enabled")
    uri, _ = opened(client, root, OVERLAY, broken)
    assert "overlay/unknown-step" in await codes(client, uri)


async def test_hover_tells_what_a_step_receives(client: LanguageClient, root: Path) -> None:
    uri, text = opened(client, root, OVERLAY)
    params = types.HoverParams(types.TextDocumentIdentifier(uri), at(text, "design: { enabled"))
    answer = await client.text_document_hover_async(params)
    assert answer is not None
    assert isinstance(answer.contents, types.MarkupContent)
    assert "order 120" in answer.contents.value


async def test_definition_keeps_the_namespaces_apart(client: LanguageClient, root: Path) -> None:
    uri, text = opened(client, root, OVERLAY)
    document = types.TextDocumentIdentifier(uri)
    key = await client.text_document_definition_async(types.DefinitionParams(document, at(text, "design: { append")))
    item = await client.text_document_definition_async(types.DefinitionParams(document, at(text, "[design]", 2)))
    assert isinstance(key, list)
    assert isinstance(item, list)
    assert [location.uri for location in key] == [uri_of(root / DESIGN)]
    assert [location.uri for location in item] == [uri_of(root / ENTRY)]


async def test_completion_of_a_half_typed_name(client: LanguageClient, root: Path) -> None:
    text = small.FILES[OVERLAY].replace("append: [design] }", "append: [des")
    uri, _ = opened(client, root, OVERLAY, text)
    params = types.CompletionParams(types.TextDocumentIdentifier(uri), at(text, "append: [des", len("append: [des")))
    answer = await client.text_document_completion_async(params)
    assert isinstance(answer, types.CompletionList)
    assert answer.items[0].label == "design"
    resolved = await client.completion_item_resolve_async(answer.items[0])
    documentation = resolved.documentation
    shown = documentation.value if isinstance(documentation, types.MarkupContent) else documentation
    assert "How games are designed" in str(shown)


async def test_rename_moves_the_file_where_the_client_can(client: LanguageClient, root: Path) -> None:
    uri, text = opened(client, root, OVERLAY)
    position = at(text, "design: { append")
    prepared = await client.text_document_prepare_rename_async(
        types.PrepareRenameParams(types.TextDocumentIdentifier(uri), position)
    )
    assert isinstance(prepared, types.PrepareRenamePlaceholder)
    assert prepared.placeholder == "design"
    edit = await client.text_document_rename_async(
        types.RenameParams(types.TextDocumentIdentifier(uri), position, "game-plan")
    )
    assert edit is not None
    capabilities = client.capabilities.workspace.workspace_edit
    if capabilities.document_changes and "rename" in (capabilities.resource_operations or ()):
        moves = [change for change in edit.document_changes if isinstance(change, types.RenameFile)]
        assert [(path_of(m.old_uri).name, path_of(m.new_uri).name) for m in moves] == [("design.md", "game-plan.md")]
    else:
        assert edit.changes or edit.document_changes


async def test_quick_fix_of_a_typo(client: LanguageClient, root: Path) -> None:
    broken = small.FILES[OVERLAY].replace("design: { enabled", "desing: { enabled")
    uri, text = opened(client, root, OVERLAY, broken)
    await codes(client, uri)
    position = at(text, "desing: {", 3)
    context = types.CodeActionContext(list(client.diagnostics[uri]))
    params = types.CodeActionParams(types.TextDocumentIdentifier(uri), types.Range(position, position), context)
    answer = await client.text_document_code_action_async(params)
    titles = [action.title for action in answer]
    assert "Replace with `design`" in titles


async def test_outline_folding_links_and_tokens(client: LanguageClient, root: Path) -> None:
    uri, _ = opened(client, root, DESIGN)
    document = types.TextDocumentIdentifier(uri)
    symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
    folds = await client.text_document_folding_range_async(types.FoldingRangeParams(document))
    links = await client.text_document_document_link_async(types.DocumentLinkParams(document))
    tokens = await client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(document))
    assert "name" in [symbol.name for symbol in symbols]
    assert any(fold.start_line == 0 for fold in folds)
    assert uri_of(root / "content/pipeline/pre/create-prd.md") in [link.target for link in links]
    assert len(tokens.data) % 5 == 0
    assert tokens.data


async def test_the_step_graph_is_the_call_hierarchy(client: LanguageClient, root: Path) -> None:
    uri, text = opened(client, root, DESIGN)
    items = await client.text_document_prepare_call_hierarchy_async(
        types.CallHierarchyPrepareParams(types.TextDocumentIdentifier(uri), at(text, "name: design", 7))
    )
    assert [item.name for item in items] == ["design"]
    outgoing = await client.call_hierarchy_outgoing_calls_async(types.CallHierarchyOutgoingCallsParams(items[0]))
    assert [call.to.name for call in outgoing] == ["create-prd"]


async def test_a_foreign_scheme_is_left_alone(client: LanguageClient) -> None:
    uri = "git:/content/methodology/game-overlay.yml?x"
    item = types.TextDocumentItem(uri, "yaml", 1, "name: [")
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    answer = await client.text_document_hover_async(
        types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(0, 0))
    )
    assert answer is None
    assert uri not in client.diagnostics


async def test_effective_step_as_a_page(client: LanguageClient) -> None:
    answer = await client.workspace_execute_command_async(
        types.ExecuteCommandParams(
            "scaffold-lint.server.showEffectiveStep", [{"step": "design", "projectType": "game"}]
        )
    )
    assert "`design` (game-overlay)" in answer


async def ask(client: LanguageClient, command: str, **arguments: object) -> Any:
    """The answer to one of the server's commands."""
    params = types.ExecuteCommandParams(f"scaffold-lint.server.{command}", [arguments])
    return await client.workspace_execute_command_async(params)


async def test_the_pipeline_as_a_graph(client: LanguageClient, root: Path) -> None:
    graph = await ask(client, "pipelineGraph", projectType="game")
    steps = {step["name"]: step for step in graph["steps"]}
    assert list(steps) == ["create-prd", "design"]
    assert steps["design"]["uri"] == uri_of(root / DESIGN)
    assert steps["design"]["added"] == [
        {"what": "read", "name": "create-prd", "origin": "game-overlay"},
        {"what": "knowledge", "name": "design", "origin": "game-overlay"},
    ]
    assert sum(steps["design"]["findings"].values()) >= len(steps["design"]["messages"]) > 0
    assert {(edge["from"], edge["to"], edge["kind"], edge["origin"]) for edge in graph["edges"]} == {
        ("design", "create-prd", "dependency", "frontmatter"),
        ("design", "create-prd", "read", "game-overlay"),
    }
    assert graph["phases"] == [{"slug": "pre", "name": "Product Definition"}]
    assert graph["choice"] == {"projectType": "game", "domains": [], "services": False, "preset": "deep"}
    assert graph["choices"]["projectTypes"] == {"game": []}


async def test_a_new_knowledge_entry(client: LanguageClient, root: Path) -> None:
    assert await ask(client, "newKnowledgeEntry") == {"categories": ["core", "game"]}
    made = await ask(client, "newKnowledgeEntry", name="level-design", category="game")
    assert made["uri"] == uri_of(root / "content/knowledge/game/level-design.md")
    assert made["text"].startswith("---\nname: level-design\n")
    assert "already" in (await ask(client, "newKnowledgeEntry", name="prd-craft"))["problem"]
    assert "lower-case" in (await ask(client, "newKnowledgeEntry", name="../x"))["problem"]
    assert "folder" in (await ask(client, "newKnowledgeEntry", name="x", category="../y"))["problem"]
