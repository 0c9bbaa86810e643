"""A real Neovim with the shipped files: where the server is started, and what an author sees."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
import small
from editor import DESIGN, OVERLAY, environment, recipe, write_content
from headless import NEOVIM, PLUGIN, neovim
from screen import Screen

from scaffold_server.files import find_roots

pytestmark = [pytest.mark.repository, pytest.mark.skipif(NEOVIM is None, reason="there is no Neovim 0.11")]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_content(tmp_path / "project")


# -- where it attaches ---------------------------------------------------------------------------------------------------


def test_it_attaches_inside_content_and_shows_findings(root: Path) -> None:
    write_content(root, misspelt=True)
    said = neovim(
        root,
        f"""
edit('{OVERLAY}')
say('root', client().root_dir)
say('encoding', client().offset_encoding)
wait(function() return #vim.diagnostic.get(0) > 0 end)
for _, d in ipairs(vim.diagnostic.get(0)) do say(d.source, d.code, d.lnum + 1, d.col + 1, d.end_col + 1) end
""",
    )
    assert said[:2] == [f"root {root}", "encoding utf-8"]
    assert "scaffold-lint overlay/unknown-step 7 3 9" in said


@pytest.mark.parametrize(
    ("file", "starts"),
    [
        ("notes.md", False),
        ("content/notes.md", False),
        ("pipeline/step.yml", False),
        (".scaffold/config.yml", True),
        ("pipeline/step.yml methodology/deep.yml", True),
    ],
)
def test_it_is_started_inside_content_and_nowhere_else(tmp_path: Path, file: str, starts: bool) -> None:
    folder = tmp_path / "project"
    for path in file.split():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("# Notes\n")
    neovim(
        folder,
        f"""
vim.lsp.config('scaffold_ls', {{ cmd = {{ 'sh', '-c', 'touch {tmp_path}/started; cat > /dev/null' }} }})
vim.cmd.edit('{file.split(maxsplit=1)[0]}')
vim.wait(1000, function() return vim.uv.fs_stat('{tmp_path}/started') end)
""",
    )
    assert (tmp_path / "started").exists() == starts


def test_a_home_with_a_scaffold_folder_is_no_project(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / ".scaffold").mkdir(parents=True)
    (home / "notes.md").write_text("# Notes\n")
    (home / "project/.scaffold").mkdir(parents=True)
    (home / "project/notes.md").write_text("# Notes\n")
    said = neovim(
        tmp_path / "home/project",
        f"""
local root = require('scaffold_ls').root
say(root('{home}/notes.md'), root('{home}/project/notes.md'))
""",
        init=f"vim.opt.runtimepath:append('{PLUGIN}')\nvim.uv.os_homedir = function() return '{home}' end\n",
    )
    assert said == [f"nil {home}/project"]


def test_roots_are_those_of_the_server(tmp_path: Path) -> None:
    """The one thing that the plugin decides by itself is decided as the server decides it."""
    package = json.dumps({"name": "@zigrivers/scaffold", "version": "3.54.0"})
    for path in (
        "repository/content/pipeline/pre/a.md",
        "repository/content/methodology/deep.yml",
        "repository/docs/b.md",
        "repository/content/knowledge/deep/below/c.md",
        "bare/methodology/deep.yml",
        "bare/pipeline/pre/d.md",
        "alone/content/knowledge/e.md",
        "alone/content/methodology/deep.yml",
        "alone/notes.md",
        "project/.scaffold/content/methodology/f.yml",
        "project/.scaffold/content/pipeline/g.md",
        "project/src/h.md",
        "rules/knowledge/i.md",
        "rules/methodology/j.yml",
        "half/content/pipeline/k.md",
        "package/content/tools/l.md",
        "other/content/tools/m.md",
        "broken/content/tools/n.md",
        "inner/content/content/pipeline/o.md",
        "inner/content/content/knowledge/p.md",
        "inner/content/pipeline/q.md",
        "inner/content/methodology/deep.yml",
    ):
        (tmp_path / "trees" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "trees" / path).write_text("x\n")
    (tmp_path / "trees/package/package.json").write_text(package)
    (tmp_path / "trees/other/package.json").write_text("{}")
    (tmp_path / "trees/broken/package.json").write_text("{ no")
    files = sorted(path for path in (tmp_path / "trees").rglob("*") if path.is_file())
    calls = "\n".join(f"say(require('scaffold_ls').root('{file}'))" for file in files)
    wanted = [str(roots[0].path) if (roots := find_roots(file)) else "nil" for file in files]
    assert neovim(tmp_path / "trees", calls) == wanted
    assert {"nil", str(tmp_path / "trees/bare"), str(tmp_path / "trees/package")} <= set(wanted)


def test_buffers_of_a_root_share_a_server_and_another_root_has_its_own(root: Path) -> None:
    other = write_content(root.parent / "other")
    said = neovim(
        root,
        f"""
edit('{OVERLAY}')
edit('{DESIGN}')
say(#vim.lsp.get_clients(), vim.tbl_count(client().attached_buffers))
edit('{other}/{DESIGN}')
say(#vim.lsp.get_clients())
""",
    )
    assert said == ["1 2", "2"]


@pytest.mark.parametrize("leave", ["vim.cmd('qa!')", "client():stop()", "vim.lsp.enable('scaffold_ls', false)"])
def test_it_stops_without_complaint(root: Path, leave: str) -> None:
    ended = root.parent / "ended"
    neovim(
        root,
        f"""
vim.lsp.config('scaffold_ls', {{ cmd = {{ 'sh', '-c', 'scaffold-lint server; echo $? > {ended}' }} }})
edit('{DESIGN}')
ask('textDocument/hover')
{leave}
wait(function() return vim.uv.fs_stat('{ended}') end)
""",
    )
    end = time.monotonic() + 5
    while not ended.exists() and time.monotonic() < end:
        time.sleep(0.05)
    code = ended.read_text().strip()
    assert code == "0" or leave == "vim.cmd('qa!')"  # a Neovim that quits does not wait for the last answer
    log = root.parent / "home/state/nvim/lsp.log"
    assert not log.exists() or "ERROR" not in log.read_text()


# -- what it does --------------------------------------------------------------------------------------------------------


def test_hover_shows_the_step(root: Path) -> None:
    said = neovim(
        root,
        f"""
edit('{OVERLAY}')
at(7, 3)
vim.lsp.buf.hover()
local window
wait(function()
  window = vim.iter(vim.api.nvim_list_wins()):find(function(w) return vim.api.nvim_win_get_config(w).relative ~= '' end)
  return window
end)
say(table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), ' '):match('order %d+'))
""",
    )
    assert said == ["order 120"]


def test_definition_and_references_lead_to_the_places(root: Path) -> None:
    said = neovim(
        root,
        f"""
edit('{OVERLAY}')
at(11, 3)
vim.lsp.buf.definition()
wait(function() return vim.fn.expand('%:t') == 'create-prd.md' or vim.fn.expand('%:t') == 'design.md' end)
say(vim.fn.expand('%:.'), vim.fn.line('.'), vim.fn.col('.'))
edit('{DESIGN}')
at(2, 7)
vim.lsp.buf.references({{ includeDeclaration = false }})
quickfix()
""",
    )
    assert said[0] == "content/pipeline/pre/create-prd.md 2 7", said
    assert [line.split()[:3] for line in said[1:]] == [
        ["content/methodology/deep.yml", "6", "3"],
        [OVERLAY, "7", "3"],
        [OVERLAY, "10", "3"],
        [OVERLAY, "16", "3"],
    ]


def test_completion_is_accepted_by_keyboard(root: Path) -> None:
    home = root.parent / "home"
    env = environment(home)
    (home / "init.lua").write_text(recipe("README.md", "Neovim"))
    command = [str(NEOVIM), "-n", "-i", "NONE", "-u", str(home / "init.lua"), OVERLAY]
    with Screen(command, root, env) as screen:
        screen.wait("knowledge-overrides")
        screen.type(":lua vim.wait(20000, function() return #vim.lsp.get_clients() > 0 end) vim.print('ready')\n")
        screen.wait("^ready")
        screen.type("13G$ciwprd")
        screen.keys("C-x", "C-o")
        screen.wait("prd-craft")
        screen.keys("C-y")
        screen.escape("-- INSERT --")
        screen.type(":wq\n")
        screen.wait_for_end()
    assert (root / OVERLAY).read_text().splitlines()[12] == "      - prd-craft"


def test_rename_moves_the_file(root: Path) -> None:
    neovim(
        root,
        f"""
edit('{DESIGN}')
at(2, 7)
vim.lsp.buf.rename('game-plan')
wait(function() return vim.uv.fs_stat('content/pipeline/pre/game-plan.md') end)
vim.cmd('silent! wall')
""",
    )
    assert not (root / DESIGN).exists()
    assert "name: game-plan" in (root / "content/pipeline/pre/game-plan.md").read_text()
    assert "  game-plan: { enabled: true }" in (root / OVERLAY).read_text()
    assert "append: [design]" in (root / OVERLAY).read_text()  # the entry of that name is another thing


def test_a_code_action_repairs(root: Path) -> None:
    write_content(root, misspelt=True)
    said = neovim(
        root,
        f"""
edit('{OVERLAY}')
wait(function() return #vim.diagnostic.get(0) > 0 end)
at(7, 3)
vim.lsp.buf.code_action({{ apply = true, filter = function(a) return a.title == 'Replace with `design`' end }})
wait(function() return vim.fn.getline(7) == '  design: {{ enabled: true }}' end)
wait(function() return #vim.diagnostic.get(0) == 0 end)
say(vim.fn.getline(7))
""",
    )
    assert [line.strip() for line in said] == ["design: { enabled: true }"]


def test_all_safe_fixes_are_one_command(root: Path) -> None:
    text = small.FILES["content/knowledge/game/design.md"].replace("[games]", "[games, fun, games, fun]")
    (root / "content/knowledge/game/design.md").write_text(text)
    said = neovim(
        root,
        """
edit('content/knowledge/game/design.md')
wait(function() return #vim.diagnostic.get(0) > 1 end)
vim.cmd('Scaffold fix')
wait(function() return not vim.fn.getline(4):find('games,.*games') end)
say(vim.fn.getline(4))
""",
    )
    assert said == ["topics: [games, fun]"]


def test_the_step_graph_is_the_call_hierarchy(root: Path) -> None:
    said = neovim(
        root,
        f"""
edit('{DESIGN}')
at(2, 7)
vim.lsp.buf.outgoing_calls()
quickfix()
vim.fn.setqflist({{}}, 'r')
edit('content/pipeline/pre/create-prd.md')
at(2, 7)
vim.lsp.buf.incoming_calls()
quickfix()
""",
    )
    # Neovim 0.11 names the file of the step that is called and the lines of the one that calls
    called = "content/pipeline/pre/create-prd.md"
    assert said[:2] == [f"{called} 6 16 create-prd", f"{called} 7 9 create-prd"]
    assert said[2:]
    assert {line.split()[-1] for line in said[2:]} == {"design"}


def test_a_lens_opens_what_it_counts(root: Path) -> None:
    said = neovim(
        root,
        """
edit('content/pipeline/pre/create-prd.md')
at(2, 7)
vim.lsp.codelens.refresh({ bufnr = 0 })
wait(function() return #vim.lsp.codelens.get(0) > 0 end)
say(vim.lsp.codelens.get(0)[1].command.title)
vim.lsp.codelens.run()
quickfix()
""",
    )
    assert said[0] == "1 depend on this · 1 read it"
    assert f"{DESIGN} 6 16 dependencies: [create-prd]" in said
