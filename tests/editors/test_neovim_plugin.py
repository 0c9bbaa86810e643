"""What the shipped files add to a real Neovim: commands, a health check, help, and the ways to install them."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
from editor import DESIGN, OVERLAY, found, recipe, write_content
from headless import NEOVIM, PLUGIN, neovim

pytestmark = [pytest.mark.repository, pytest.mark.skipif(NEOVIM is None, reason="there is no Neovim 0.11")]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_content(tmp_path / "project")


# -- commands ------------------------------------------------------------------------------------------------------------


def test_effective_shows_the_step_of_the_cursor_or_of_the_file(root: Path) -> None:
    said = neovim(
        root,
        f"""
local function shown(name)
  wait(function() return vim.api.nvim_buf_get_name(0):find('scaffold://effective/' .. name, 1, true) end)
  say(vim.bo.filetype, vim.bo.buftype, vim.bo.modifiable, lines()[1])
  for _, line in ipairs(lines()) do if line:find('game') then say(line) end end
  vim.cmd.close()
end
edit('{OVERLAY}')
at(11, 4)
vim.cmd('Scaffold effective projectType=game')
shown('create-prd')
edit('{DESIGN}')
at(3, 20)
vim.cmd('Scaffold effective')
shown('design')
vim.notify = function(text) say(text) end
vim.cmd('Scaffold effective nothing-such')
wait(function() return vim.fn.getline(1) == '---' end)
vim.wait(2000, function() return false end)
vim.cmd('Scaffold nonsense')
""",
    )
    assert said == [
        "markdown nofile false # create-prd",
        "For game with the preset deep, depth 5",
        "- `design` (game-overlay), about 1 tokens",
        "markdown nofile false # design",
        "scaffold_ls: no step is called nothing-such",
        "scaffold_ls: there is no :Scaffold nonsense",
    ]


def test_the_graph_is_a_text_that_opens_steps(root: Path) -> None:
    said = neovim(
        root,
        f"""
edit('{OVERLAY}')
vim.cmd('Scaffold graph projectType=game')
wait(function() return vim.api.nvim_buf_get_name(0):find('scaffold://pipeline', 1, true) end)
for _, line in ipairs(lines()) do say(line) end
vim.fn.search('design')
say(vim.inspect_pos(0, vim.fn.line('.') - 1, 3).extmarks[1].opts.hl_group)
vim.notify = function(text) say(text) end
vim.cmd.wincmd('p')
vim.cmd('Scaffold graph projectType=gaem')
wait(function() return lines()[1]:find('gaem') end)
vim.fn.search('design')
vim.api.nvim_feedkeys(vim.keycode('<CR>'), 'xt', false)
say(vim.fn.expand('%:.'))
""",
    )
    assert said[0] == "Pipeline for game with the preset deep; <CR> opens a step"
    assert [line.split() for line in said[1:4]] == [
        ["pre"],
        ["W", "110", "create-prd"],
        ["W", "120", "design", "<-", "create-prd;", "reads", "create-prd", "(game-overlay)"],
    ]
    assert said[-3:] == ["DiagnosticWarn", "scaffold_ls: no project type is called gaem, only game", DESIGN]


def test_commands_complete_and_exist_only_where_the_server_is(root: Path) -> None:
    said = neovim(
        root,
        f"""
vim.cmd.edit('elsewhere.txt')
say(vim.fn.exists(':Scaffold'))
edit('{OVERLAY}')
say(table.concat(vim.fn.getcompletion('Scaffold ', 'cmdline'), ' '))
say(table.concat(vim.fn.getcompletion('Scaffold graph p', 'cmdline'), ' '))
say(table.concat(vim.fn.getcompletion('Scaffold effective cre', 'cmdline'), ' '))
vim.cmd('Scaffold info')
wait(function() return vim.api.nvim_buf_get_name(0):find('scaffold://info', 1, true) end)
say(lines()[1]:match('^%S+'))
""",
    )
    assert said == [
        "0",
        "effective fix graph info reindex",
        "preset=deep projectType=game",
        "create-prd",
        "scaffold-language-server",
    ]


# -- help ----------------------------------------------------------------------------------------------------------------


def checkhealth(root: Path, before: str = "", file: str = DESIGN) -> str:
    return "\n".join(
        neovim(
            root,
            f"""
{before}
vim.cmd.edit('{file}')
vim.wait({500 if before else 20000}, attached)
vim.cmd('checkhealth scaffold_ls')
for _, line in ipairs(lines()) do say(line) end
""",
        )
    )


def test_checkhealth_is_content_with_a_server_that_works(root: Path) -> None:
    report = checkhealth(root)
    assert "OK The server is enabled." in report
    assert f"OK Found {Path(sys.executable).parent / 'scaffold-lint'}" in report
    assert "OK Starts: scaffold-language-server " in report
    assert f"python {sys.version.split()[0]} at " in report
    assert "pygls " in report
    assert "ruff at " in report
    assert f"OK {DESIGN} is in {root}, and attached." in report
    assert "ERROR" not in report
    assert "WARNING" not in report


def test_checkhealth_says_what_is_missing(root: Path) -> None:
    config = "vim.lsp.config('scaffold_ls', {{ cmd = {{ {} }} }})"
    report = checkhealth(root, config.format("'no-such-server'"))
    assert "ERROR `no-such-server` is not an executable." in report
    assert "pipx install" in report
    assert f"WARNING {DESIGN} is in {root}, and not attached." in report

    broken = f"'{sys.executable}', '-c', [[import sys; sys.exit('No module named pygls')]]"
    report = checkhealth(root, config.format(broken))
    assert "does not start: exit code 1: No module named pygls" in report

    body = json.dumps(
        {"jsonrpc": "2.0", "id": 2, "result": "scaffold-language-server 9\npython 3\npygls 2\nruff not found"}
    )
    (root.parent / "without_ruff.py").write_text(f"print('Content-Length: {len(body)}\\r\\n\\r\\n' + {body!r}, end='')")
    report = checkhealth(root, config.format(f"'{sys.executable}', '{root.parent}/without_ruff.py'"), "../notes.md")
    assert "OK Starts: scaffold-language-server 9" in report
    assert "pip install ruff" in report

    report = checkhealth(root, "vim.lsp.enable('scaffold_ls', false)", "../notes.md")
    assert "WARNING The server is not enabled." in report
    assert "notes.md is in no content root, and left alone." in report


def test_help_has_tags_that_lead_there(root: Path) -> None:
    said = neovim(
        root,
        """
for _, topic in ipairs({ 'scaffold_ls', 'scaffold_ls-health', ':Scaffold-graph', 'scaffold_ls.root()' }) do
  vim.cmd.help(topic)
  say(vim.fn.expand('%:t'), vim.bo.filetype, vim.fn.getline('.'):find('*' .. topic .. '*', 1, true) ~= nil)
end
""",
    )
    assert said == ["scaffold_ls.txt help true"] * 4


def test_the_shipped_tags_are_those_of_the_help_file(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    shutil.copytree(PLUGIN / "doc", tmp_path / "doc")
    (tmp_path / "doc/tags").unlink()
    neovim(tmp_path, f"vim.cmd.helptags('{tmp_path}/doc')")
    assert (tmp_path / "doc/tags").read_text() == (PLUGIN / "doc/tags").read_text()


# -- other ways to install it --------------------------------------------------------------------------------------------


def test_it_is_a_package_as_it_is(root: Path) -> None:
    package = root.parent / "home/data/nvim/site/pack/scaffold/opt/scaffold_ls"
    package.parent.mkdir(parents=True)
    package.symlink_to(PLUGIN)
    script = f"edit('{OVERLAY}'); say(vim.fn.exists(':Scaffold'))"
    assert neovim(root, script, init="vim.cmd.packadd('scaffold_ls')\nvim.lsp.enable('scaffold_ls')\n") == ["2"]


@pytest.mark.skipif(found("nvim-0.10") is None, reason="there is no Neovim 0.10")
def test_the_recipe_for_older_ones(root: Path) -> None:
    write_content(root, misspelt=True)
    said = neovim(
        root,
        f"""
say(vim.fn.has('nvim-0.11'))
edit('{OVERLAY}')
wait(function() return #vim.diagnostic.get(0) > 0 end)
for _, d in ipairs(vim.diagnostic.get(0)) do say(d.code, d.lnum + 1, d.col + 1) end
edit('{DESIGN}')
say(#vim.lsp.get_clients())
vim.cmd('Scaffold graph')
wait(function() return vim.api.nvim_buf_get_name(0):find('scaffold://pipeline', 1, true) end)
say(lines()[3])
vim.cmd('checkhealth scaffold_ls')
for _, line in ipairs(lines()) do if line:find('OK') then say(line) end end
vim.cmd.edit('{root.parent}/notes.md')
vim.wait(500, attached)
say(attached())
""",
        init=recipe("neovim/README.md", "Neovim 0.9 and 0.10"),
        program=found("nvim-0.10"),
    )
    assert said[0] == "0"
    assert "overlay/unknown-step 7 3" in said
    assert "1" in said
    assert "pre" in said
    assert any("OK Starts: scaffold-language-server" in line for line in said)
    assert said[-1] == "false"
