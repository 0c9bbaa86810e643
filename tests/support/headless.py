"""A real Neovim without a screen, told by a Lua script what to do."""

from __future__ import annotations

import subprocess
from pathlib import Path

from editor import EDITORS, environment, found, recipe

NEOVIM = found("nvim")
PLUGIN = EDITORS / "neovim"

PRELUDE = """
local function client() return vim.lsp.get_clients({ name = 'scaffold_ls' })[1] end
local function wait(what, seconds)
  if not vim.wait((seconds or 20) * 1000, what, 20) then error('waited in vain', 2) end
end
local function say(...)
  local words = {}
  for number = 1, select('#', ...) do words[number] = tostring((select(number, ...))) end
  io.stdout:write(table.concat(words, ' ') .. '\\n')
end
local function attached() return #vim.lsp.get_clients({ name = 'scaffold_ls', bufnr = 0 }) > 0 end
local function edit(path) vim.cmd.edit(path); wait(attached) end
local function at(line, column) vim.api.nvim_win_set_cursor(0, { line, column }) end
local function lines() return vim.api.nvim_buf_get_lines(0, 0, -1, false) end
local function ask(method)
  local params = vim.lsp.util.make_position_params(0, client().offset_encoding)
  return client():request_sync(method, params, 10000, 0).result
end
local function quickfix()
  wait(function() return #vim.fn.getqflist() > 0 end)
  for _, item in ipairs(vim.fn.getqflist()) do
    say(vim.fn.bufname(item.bufnr), item.lnum, item.col, item.text)
  end
end
"""


def neovim(folder: Path, script: str, *, init: str | None = None, program: str | None = NEOVIM) -> list[str]:
    """The lines a Lua script says in a headless Neovim whose init.lua is the recipe of the page."""
    home = folder.parent / "home"
    env = environment(home)
    (home / "init.lua").write_text(recipe("README.md", "Neovim") if init is None else init, encoding="utf-8")
    (home / "script.lua").write_text(f"{PRELUDE}\n{script}\nvim.cmd('qa!')\n", encoding="utf-8")
    command = [str(program), "--headless", "-n", "-i", "NONE", "-u", str(home / "init.lua")]
    done = subprocess.run(
        [*command, "-c", f"luafile {home / 'script.lua'}", "-c", "cquit"],
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Error" not in done.stderr, done.stderr
    return [line for line in done.stdout.splitlines() if line.strip()]
