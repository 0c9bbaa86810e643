"""Draw docs/neovim.svg: a real Neovim on a terminal, with the shipped files, in ``examples/defects``.

Needs tmux and Neovim 0.11 (``make test-editors`` brings both).
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from build import DOCS, EXAMPLES, drawn

sys.path.insert(0, str(DOCS.parent / "tests" / "support"))
from editor import environment, found, recipe
from screen import Screen

WIDTH, HEIGHT = 118, 50
BACKGROUND = (20, 22, 27)
"""What Neovim paints its windows with."""

LOOK = """
vim.opt.number = true
vim.opt.termguicolors = true
vim.opt.showmode = false
vim.opt.winborder = 'rounded'
vim.opt.fillchars = { eob = ' ' }
vim.opt.ruler = false
vim.opt.shortmess:append('I')
vim.opt.statusline = ' %f %=%l:%c '
vim.diagnostic.config({ virtual_text = { prefix = '■', spacing = 2 }, severity_sort = true })
vim.lsp.inlay_hint.enable()
"""


def screen() -> str:
    """What Neovim shows: findings beside their lines, the hover of a step, and the step graph below."""
    with tempfile.TemporaryDirectory() as home:
        init = Path(home, "init.lua")
        init.write_text(LOOK + recipe("README.md", "Neovim"), encoding="utf-8")
        command = [str(found("nvim")), "-n", "-i", "NONE", "-u", str(init), "methodology/research-overlay.yml"]
        with Screen(command, EXAMPLES / "defects", environment(Path(home, "home")), (WIDTH, HEIGHT)) as terminal:
            terminal.wait("■ unknown step")
            terminal.wait("tokens")
            terminal.type(":set splitbelow | Scaffold graph projectType=research\n")
            terminal.wait("1310  review-experiment-plan")
            terminal.type(
                ":resize 15 | wincmd p | call cursor(17, 35) | lua vim.lsp.buf.hover({ anchor_bias = 'below' })\n"
            )
            terminal.wait("order 210\\b")
            terminal.type(":echo\n")
            terminal.wait("17:35(.|\\n)*\\n$")
            return terminal.text(colors=True)


if __name__ == "__main__":
    picture = drawn(screen(), title="Neovim", width=WIDTH, background=BACKGROUND)
    (DOCS / "neovim.svg").write_text(picture, "utf-8", newline="\n")
