"""Recipes for clients that cannot be had here: at least their editors, or parsers of their languages, can read them."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from editor import EDITORS, environment, found, recipe

pytestmark = pytest.mark.repository

PAGE = (EDITORS / "README.md").read_text("utf-8")


def test_every_recipe_starts_the_same_server() -> None:
    headings = [heading for heading in re.findall(r"^## (.+)$", PAGE, re.MULTILINE) if heading != "Neovim"]
    assert len(headings) >= 8
    for heading in headings:
        assert "scaffold-lint" in recipe("README.md", heading), heading


@pytest.mark.parametrize("heading", ["Vim: coc.nvim", "Sublime Text"])
def test_json_recipes_have_the_command(heading: str) -> None:
    (servers,) = json.loads(recipe("README.md", heading)).values()
    server = servers["scaffold-lint"]
    command = server["command"]
    assert (command if isinstance(command, list) else [command, *server["args"]]) == ["scaffold-lint", "server"]


def test_zed_has_the_same_name_everywhere() -> None:
    extension = tomllib.loads((EDITORS / "zed/extension.toml").read_text("utf-8"))
    languages = json.loads(recipe("README.md", "Zed"))["languages"]
    assert set(extension["language_servers"]) == {"scaffold-lint"}
    assert set(languages) <= set(extension["language_servers"]["scaffold-lint"]["languages"])
    assert all(language["language_servers"] == ["scaffold-lint", "..."] for language in languages.values())


@pytest.mark.skipif(found("vim") is None, reason="there is no Vim")
def test_vim_reads_the_recipe_for_vim_lsp(tmp_path: Path) -> None:
    stub = "function! lsp#register_server(server)\n  call writefile([a:server.name] + a:server.cmd({}), 'out')\nendfunction\n"
    (tmp_path / "autoload").mkdir()
    (tmp_path / "autoload/lsp.vim").write_text(stub)
    (tmp_path / "vimrc").write_text(
        f"set rtp+={tmp_path}\n{recipe('README.md', 'Vim: vim-lsp')}doautocmd User lsp_setup\n"
    )
    command = [str(found("vim")), "-N", "-es", "-u", "vimrc", "-i", "NONE", "-c", "qa!"]
    subprocess.run(command, cwd=tmp_path, env=environment(tmp_path / "home"), timeout=20, check=True)
    assert (tmp_path / "out").read_text().split() == ["scaffold-lint", "scaffold-lint", "server"]


@pytest.mark.skipif(found("kak") is None, reason="there is no Kakoune")
def test_kakoune_reads_the_recipe(tmp_path: Path) -> None:
    script = f"""
declare-option str lsp_servers
{recipe("README.md", "Kakoune")}
edit -scratch
set-option buffer filetype markdown
echo -to-file out %opt{{lsp_servers}}
quit!
"""
    (tmp_path / "kakrc").write_text(script)
    command = [str(found("kak")), "-n", "-ui", "dummy", "-e", "source kakrc"]
    subprocess.run(command, cwd=tmp_path, env=environment(tmp_path / "home"), timeout=20, check=False)
    servers = tomllib.loads((tmp_path / "out").read_text())
    assert servers == {"scaffold-lint": {"args": ["server"], "root_globs": ["content", ".scaffold"]}}
