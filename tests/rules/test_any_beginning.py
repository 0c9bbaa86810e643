"""Any beginning of any file is judged without a crash, whole files with a piece missing or too much as well."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from scaffold_rules.check import check
from scaffold_rules.config import Config
from scaffold_rules.documents.parse import parse
from scaffold_server.files import find_roots, read_project

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PIECES = (
    "---\n",
    '"',
    "'",
    "{",
    "[",
    "```",
    "<!--",
    ": ",
    "\t",
    "&a ",
    "*a",
    "!t ",
    "|\n",
    "\x00",
    "\ud7ff",
    "\ufeff",
    "\r",
)


def broken(text: str, choose: random.Random, times: int) -> Iterator[str]:
    """Beginnings of a text, ends of it, and the text with a piece put in somewhere."""
    for _ in range(times):
        at = choose.randrange(len(text) + 1)
        yield text[:at]
        yield text[at:]
        yield text[:at] + choose.choice(PIECES) + text[at:]


def complaints(root: Path, times: int) -> list[tuple[str, str]]:
    """The crashes, and findings that stand outside their text."""
    project = read_project(find_roots(root)[0])
    choose = random.Random(7)
    config = Config(select=("all",))
    wrong: list[tuple[str, str]] = []
    for path, document in project.documents.items():
        for text in broken(document.text, choose, times):
            half = parse(path, text, project.layout)
            assert half is not None
            wrong += [
                (path, finding.message)
                for finding in check(half, project.with_document(half), config)
                if finding.rule == "internal-error" or not 0 <= finding.span.start <= finding.span.end <= len(text)
            ]
    return wrong


@pytest.mark.parametrize("name", ["content", "defects"])
def test_the_examples(name: str) -> None:
    assert complaints(EXAMPLES / name, 25) == []


def test_real_content(corpus: Path) -> None:
    assert complaints(corpus, 1) == []
