"""What every test of an editor needs: the editor, its recipe from our pages, content, and a home without a user's settings."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import small

EDITORS = Path(__file__).parents[2] / "editors"
INSTALLED = Path(sys.prefix) / "editors"
"""Where tests/editors/install_editors puts what the system does not have."""

OVERLAY = "content/methodology/game-overlay.yml"
DESIGN = "content/pipeline/pre/design.md"


def found(name: str) -> str | None:
    """The path of an editor: ours first, then the system's."""
    folders = (INSTALLED / "bin", Path(sys.executable).parent)
    return shutil.which(name, path=os.pathsep.join([*map(str, folders), os.environ["PATH"]]))


def recipe(page: str, heading: str) -> str:
    """The first code block below a heading of a page in ``editors``, with the checkout's path."""
    text = (EDITORS / page).read_text("utf-8")
    below = text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    block = re.search(r"^```\w+\n(.*?)^```", below, re.DOTALL | re.MULTILINE)
    assert block, f"{page} has no recipe for {heading}"
    return block[1].replace("/path/to/scaffold-language-server/editors", str(EDITORS))


def environment(home: Path) -> dict[str, str]:
    """An environment with ``scaffold-lint`` on the PATH, a terminal, and an empty home."""
    home.mkdir(parents=True, exist_ok=True)
    return {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        **{f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "STATE", "CACHE")},
    }


def write_content(folder: Path, *, misspelt: bool = False) -> Path:
    """Write the small project into a folder; ``misspelt`` names a step in the overlay that does not exist (7:3)."""
    for path, text in small.FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        wrong = text.replace("design: { enabled", "desing: { enabled") if misspelt and path == OVERLAY else text
        (folder / path).write_bytes(wrong.encode())
    return folder
