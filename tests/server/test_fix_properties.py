"""Fixing damaged content, whatever its line ends and byte order mark: what is not meant stays, twice is once."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scaffold_rules import fix as engine
from scaffold_rules.check import check
from scaffold_rules.config import Config
from scaffold_rules.documents.document import Document
from scaffold_rules.documents.parse import parse
from scaffold_rules.finding import Edit
from scaffold_rules.fix import fix
from scaffold_rules.project import Project
from scaffold_server.files import find_roots, read_project

EXAMPLES = Path(__file__).parents[2] / "examples"
ALL = Config(select=("all",))

Damage = Callable[[str, random.Random], str]


def _replaced(pattern: str, new: Callable[[re.Match[str], random.Random], str]) -> Damage:
    """The damage of one place that a pattern matches, chosen by chance."""

    def damage(text: str, choose: random.Random) -> str:
        places = list(re.finditer(pattern, text, re.MULTILINE))
        if not places:
            return text
        match = choose.choice(places)
        return text[: match.start()] + new(match, choose) + text[match.end() :]

    return damage


def _misspelled(match: re.Match[str], choose: random.Random) -> str:
    word = match.group()
    at = choose.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


DAMAGES: Mapping[str, Damage] = {
    "a name misspelled": _replaced(r"(?<=[\[ ])[a-z]+(?:-[a-z]+)+(?=[],:]|$)", _misspelled),
    "a key misspelled": _replaced(r"^[a-z][a-z-]{3,}(?=: )", _misspelled),
    "an item twice": _replaced(r"(?<=\[)([a-z-]+)(?=[\],])", lambda match, _: f"{match[1]}, {match[1]}"),
    "a line twice": _replaced(r"^ *- [a-z-]+\n", lambda match, _: match.group() * 2),
    "a name of its own": _replaced(r"(?<=^name: )\S+$", lambda match, _: f"{match.group()}-2"),
    "a shouted topic": _replaced(r"(?<=[\[ ])[a-z]+(?=[,\]])", lambda match, _: match.group().upper()),
    "a heading's level": _replaced(r"^##(?= \w)", lambda _, choose: choose.choice(["#", "###"])),
    "a heading without its blank": _replaced(r"^## (?=\w)", lambda *_: "##"),
    "a line gone": _replaced(r"^.+\n", lambda *_: ""),
    "an unused import": _replaced(r"(?<=^```python\n)", lambda *_: "import sqlite3\n"),
    "an unused name": _replaced(r"(?<=^```python\n)", lambda *_: "from typing import Optional, Iterator\n"),
    "another label": _replaced(r"^```(?:tsx|jsonc|bash)$", lambda *_: "```json"),
    "attributes": _replaced(r"(?<=\))(?=[.,; ]|$)", lambda *_: "{mode=advisory}"),
    "a useless comment": _replaced(r"(?<=\w)$", lambda *_: "  # scaffold-lint: ignore[overlay, step/self-read]"),
    "a character gone": _replaced(r"[^\w\n]", lambda *_: ""),
    "a character too much": _replaced(r"(?=[\w ])", lambda _, choose: choose.choice("[]{}:#'\"`-|>\t\u2028é")),
}

CHAOS = {"a line gone", "a character gone", "a character too much"}
"""What may hide more than it damages; mending it then shows what was hidden."""


@cache
def _project(folder: Path) -> Project:
    return read_project(find_roots(folder)[0])


def _written(text: str, end: str, mark: str, choose: random.Random) -> str:
    """A text with one kind of line end, or ``mixed``."""
    lines = re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))
    ends = [choose.choice(["\n", "\r\n"]) if end == "mixed" else end for _ in lines[1:]]
    return mark + "".join(line + after for line, after in zip(lines, [*ends, ""], strict=True))


def _said(document: Document, project: Project) -> Counter[tuple[str, str]]:
    return Counter((finding.rule, re.sub(r"\d+", "0", finding.message)) for finding in check(document, project, ALL))


@cache
def _undamaged(folder: Path, path: str) -> Counter[tuple[str, str]]:
    """What is said about a document without damage, before and after its own fixes: some findings hide others."""
    project = _project(folder)
    document = project.documents[path]
    fixed = fix(document, project, ALL).document
    return _said(document, project) | _said(fixed, project.with_document(fixed))


class _Watched:
    """Stands in for ``apply_edits`` and judges each use of it in bytes."""

    def __init__(self) -> None:
        self.apply = engine.apply_edits

    def __call__(self, text: str, edits: list[Edit]) -> str:
        after = self.apply(text, edits)
        data, rest, at = text.encode(), after.encode(), 0
        for edit in sorted(edits, key=lambda each: each.span):
            start, end = (len(text[:offset].encode()) for offset in edit.span)
            kept, new = data[at:start], edit.text.encode()
            assert start >= at, "edits overlap"
            assert rest.startswith(kept + new), edit
            rest, at = rest[len(kept) + len(new) :], end
        assert rest == data[at:]
        return after


def _judge(folder: Path, seed: int, damages: list[str], end: str, mark: str, *, unsafe: bool) -> None:
    choose = random.Random(seed)
    project = _project(folder)
    path = choose.choice(sorted(path for path, document in project.documents.items() if document.text))
    whole = project.documents[path]
    text = whole.text.replace("\r\n", "\n")
    for damage in damages:
        text = DAMAGES[damage](text, choose)
    document = parse(path, _written(text, end, mark, choose), project.layout)
    assert document is not None
    before = _undamaged(folder, path)
    project = project.with_document(document)
    before |= _said(document, project)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "apply_edits", _Watched())
        fixed = fix(document, project, ALL, unsafe=unsafe)
    after = fixed.document
    project = project.with_document(after)

    assert fixed.converged
    assert fix(after, project, ALL, unsafe=unsafe).document.text == after.text, "twice is once"
    assert not engine._slips(after, project) - engine._slips(document, project), "what could be read can be read"
    if not unsafe and len(damages) == 1 and damages[0] not in CHAOS:
        assert not _said(after, project) - before, "nothing new is found"
    assert after.text.startswith("\ufeff") is bool(mark)
    if end == "\n":
        assert "\r" not in after.text
    elif end == "\r\n":
        assert "\n" not in after.text.replace("\r\n", "")
    if fixed.applied:
        assert after.text[-1:] == document.text[-1:] or not document.text.endswith("\n"), "the final line end stays"


CHANCE = {
    "seed": st.integers(0, 2**32),
    "damages": st.lists(st.sampled_from(sorted(DAMAGES)), min_size=1, max_size=4),
    "end": st.sampled_from(["\n", "\r\n", "mixed"]),
    "mark": st.sampled_from(["", "\ufeff"]),
    "unsafe": st.booleans(),
}
slow = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.mark.repository
@pytest.mark.parametrize("content", ["content", "defects"])
@slow
@given(**CHANCE)
def test_examples(content, seed, damages, end, mark, unsafe) -> None:
    _judge(EXAMPLES / content, seed, damages, end, mark, unsafe=unsafe)


@slow
@given(**CHANCE)
def test_corpus(corpus, seed, damages, end, mark, unsafe) -> None:
    _judge(corpus, seed, damages, end, mark, unsafe=unsafe)
