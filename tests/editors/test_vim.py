"""A real Vim in a terminal, with ALE and the recipe of the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from editor import DESIGN, OVERLAY, environment, found, recipe, write_content
from screen import Screen

VIM = found("vim")
ALE = Path("/usr/share/vim-ale")  # where Debian has it

pytestmark = [
    pytest.mark.repository,
    pytest.mark.skipif(VIM is None, reason="there is no Vim"),
    pytest.mark.skipif(not ALE.is_dir(), reason="there is no ALE"),
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "notes.md").write_text("# Notes\n")
    (tmp_path / "home").mkdir()
    settings = f"set nocompatible noswapfile hidden rtp+={ALE}\nfiletype plugin on\n{recipe('README.md', 'Vim: ALE')}"
    (tmp_path / "home/vimrc").write_text(settings)
    return write_content(tmp_path / "project", misspelt=True)


def vim(root: Path, file: str) -> Screen:
    home = root.parent / "home"
    return Screen([str(VIM), "-N", "-u", str(home / "vimrc"), "-i", "NONE", file], root, environment(home))


def test_findings_hover_and_definition(root: Path) -> None:
    with vim(root, OVERLAY) as screen:
        screen.wait("desing.*unknown step `desing`")  # beside the line
        screen.type(":7\n")
        screen.wait("^overlay/unknown-step: unknown step")
        screen.type(":11\nll:ALEHover\n")
        screen.wait("order 110")
        screen.type(":ALEGoToDefinition\n")
        screen.wait("name: create-prd")
        screen.type(":echo expand('%:t') line('.')\n")
        screen.wait("create-prd.md 2")


def test_rename(root: Path) -> None:
    with vim(root, DESIGN) as screen:
        screen.wait("name: design >")  # a finding stands beside it: the server is there
        screen.type(":2\nwwl:ALERename\n")
        screen.wait("New name: design")
        screen.keys("C-u")
        screen.type("game-plan\n")
        screen.wait(r"^\W*name: game-plan")
        screen.type(":sview ../project/" + OVERLAY + "\n")
        screen.wait(r"^\W*game-plan: \{ append: \[design\] \}")


def test_other_folders_are_left_alone(root: Path) -> None:
    with vim(root, "../notes.md") as screen:
        screen.wait("# Notes")
        screen.type(":echo 'root' ScaffoldRoot(bufnr('')) 'here'\n")
        screen.wait("root  here")
