"""What a run looks like on paper: one module per output format, each a function from a run to text."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from scaffold_server.lint import Run


class Look(NamedTuple):
    """What the reader's side can show: colour, how many cells fit on a line, and whether text is wrapped to them."""

    color: bool = False
    width: int = 120
    wrap: bool = False


Report: TypeAlias = "Callable[[Run, Look], Iterator[str]]"

FORMATS = {
    "full": "each finding with an excerpt, for people",
    "concise": "one line per finding, for other programs and quick looks",
    "json": "one JSON object",
    "jsonl": "one JSON object a line",
    "github": "annotations in GitHub's runners; chosen by itself there",
    "gitlab": "GitLab's Code Quality report",
    "sarif": "SARIF 2.1.0, for code scanning",
    "junit": "JUnit's XML",
    "rdjson": "for reviewdog",
}
"""The output formats; each lives in the module of its name, as the function ``report``."""


def reporter(name: str) -> Report:
    """The function that writes a run in a format, in pieces that end with line ends."""
    report: Report = importlib.import_module(f"scaffold_server.report.{name}").report
    return report
