"""Make the README's pictures of VS Code from those the tests have taken: few colours, small files."""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

REPOSITORY = Path(__file__).parents[2]
TAKEN = REPOSITORY / "tests" / "artifacts" / "vscode"
IMAGES = REPOSITORY / "docs" / "images"
COLOURS = 255


def main() -> int:
    """Write every picture whose name begins with ``vscode-``; fails when there is none."""
    taken = sorted(TAKEN.glob("vscode-*.png"))
    IMAGES.mkdir(exist_ok=True)
    for path in taken:
        picture = Image.open(path).convert("RGB").quantize(COLOURS, kmeans=2, dither=Image.Dither.NONE)
        picture.save(IMAGES / path.name, optimize=True)
    return 0 if taken else 1


if __name__ == "__main__":
    sys.exit(main())
