"""A real Neovim with the shipped files: what an author sees in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import small

NEOVIM = os.environ.get("NVIM_BIN") or shutil.which(
    "nvim", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
)
PLUGIN = Path(__file__).parents[2] / "editors" / "neovim"
OVERLAY = "content/methodology/game-overlay.yml"

pytestmark = pytest.mark.skipif(NEOVIM is None, reason="there is no Neovim")

PRELUDE = """
vim.opt.swapfile = false
vim.opt.runtimepath:append(PLUGIN)
vim.lsp.config('scaffold_ls', { cmd = { PYTHON, '-m', 'scaffold_server', 'server' } })
vim.lsp.enable('scaffold_ls')
local function client() return vim.lsp.get_clients({ name = 'scaffold_ls' })[1] end
local function wait(what, seconds) return vim.wait((seconds or 15) * 1000, what, 20) end
local function say(...) io.stdout:write(table.concat(vim.tbl_map(tostring, { ... }), ' ') .. '\\n') end
local function ask(method, params) return client():request_sync(method, params, 10000, 0).result end
local function at(line, column)
  vim.api.nvim_win_set_cursor(0, { line, column })
  return vim.lsp.util.make_position_params(0, client().offset_encoding)
end
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, text in small.FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(text.encode())
    return tmp_path


def neovim(folder: Path, script: str) -> list[str]:
    """The lines a Lua script says in a headless Neovim."""
    file = folder / "script.lua"
    names = f"local PLUGIN, PYTHON = [[{PLUGIN}]], [[{sys.executable}]]\n"
    file.write_text(f"{names}{PRELUDE}{script}\nvim.cmd('qa!')\n", encoding="utf-8")
    command = [str(NEOVIM), "--headless", "--clean", "-u", "NONE", "-c", "filetype on", "-c", f"luafile {file}"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return [line for line in done.stdout.splitlines() if line.strip()]


def test_it_attaches_inside_content_and_shows_findings(root: Path) -> None:
    text = small.FILES[OVERLAY].replace("design: { enabled", "desing: { enabled")
    (root / OVERLAY).write_text(text)
    said = neovim(
        root,
        f"""
vim.cmd('edit {OVERLAY}')
wait(function() return client() end)
say('encoding', client().offset_encoding)
wait(function() return #vim.diagnostic.get(0) > 0 end)
for _, d in ipairs(vim.diagnostic.get(0)) do say(d.code, d.lnum + 1, d.col + 1) end
""",
    )
    assert said[0] == "encoding utf-8"
    assert "overlay/unknown-step 7 3" in said


def test_it_stays_away_from_other_files(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("# Notes\n")
    assert neovim(
        tmp_path, "vim.cmd('edit notes.md'); vim.wait(1500, function() return client() end); say(client() == nil)"
    ) == ["true"]


def test_hover_definition_completion_and_the_step_graph(root: Path) -> None:
    said = neovim(
        root,
        f"""
vim.cmd('edit {OVERLAY}')
wait(function() return client() end)
say('hover', (ask('textDocument/hover', at(7, 3)).contents.value:match('order %d+')))
say('definition', vim.fs.basename(ask('textDocument/definition', at(7, 3))[1].uri))
say('completion', ask('textDocument/completion', at(10, 22)).items[1].label)
vim.cmd('edit content/pipeline/pre/design.md')
wait(function() return #vim.lsp.get_clients({{ bufnr = 0 }}) > 0 end)
local item = ask('textDocument/prepareCallHierarchy', at(2, 7))[1]
say('outgoing', ask('callHierarchy/outgoingCalls', {{ item = item }})[1].to.name)
""",
    )
    assert said == ["hover order 120", "definition design.md", "completion design", "outgoing create-prd"]


def test_rename_moves_the_file(root: Path) -> None:
    neovim(
        root,
        """
vim.cmd('edit content/pipeline/pre/design.md')
wait(function() return client() end)
at(2, 7)
vim.lsp.buf.rename('game-plan')
wait(function() return vim.uv.fs_stat('content/pipeline/pre/game-plan.md') end, 10)
vim.cmd('silent! wall')
""",
    )
    assert not (root / "content/pipeline/pre/design.md").exists()
    assert "name: game-plan" in (root / "content/pipeline/pre/game-plan.md").read_text()
    assert "  game-plan: { enabled: true }" in (root / OVERLAY).read_text()
    assert "append: [design]" in (root / OVERLAY).read_text()


def test_a_code_action_repairs(root: Path) -> None:
    (root / OVERLAY).write_text(small.FILES[OVERLAY].replace("design: { enabled", "desing: { enabled"))
    said = neovim(
        root,
        f"""
vim.cmd('edit {OVERLAY}')
wait(function() return #vim.diagnostic.get(0) > 0 end)
at(7, 3)
vim.lsp.buf.code_action({{ apply = true, filter = function(a) return a.title == 'Replace with `design`' end }})
wait(function() return vim.fn.getline(7) == '  design: {{ enabled: true }}' end, 10)
say(vim.fn.getline(7))
""",
    )
    assert [line.strip() for line in said] == ["design: { enabled: true }"]
