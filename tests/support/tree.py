"""Small content trees on disk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

STEP = """\
---
name: {name}
description: A step
summary: What users read.
phase: pre
order: {order}
dependencies: [{dependencies}]
outputs: [docs/{name}.md]
---

## Purpose
Write it down.
"""


def step(name: str, order: int = 110, dependencies: str = "") -> str:
    """A step's text."""
    return STEP.format(name=name, order=order, dependencies=dependencies)


def written(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """The folder, with the files in it."""
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def content(folder: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """A content repository with a step that depends on nothing there is, at 7:16, and more files."""
    return written(
        folder,
        {
            "content/pipeline/pre/plan.md": step("plan", dependencies="nothing-there"),
            "content/methodology/.keep": "",
            **(files or {}),
        },
    )
