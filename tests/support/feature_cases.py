"""Cases of editor features: Markdown files with texts by path, one of them with ``$0`` where the cursor is.

Each ``##`` section is a case. A fenced block whose info string holds a path is a file; files before the first section
belong to all. The block ``completion`` lists the first labels, best first (``…`` at the end: there may be more, ``!word``
must not be offered); ``hover`` lines must all be in the hover; ``definition``, ``declaration``, ``implementation`` and
``references`` list ``path:line:column``; ``rename NEW`` and ``action TITLE`` show files as they are afterwards, or the
first words of a refusal; ``symbols`` the outline, ``lenses`` their titles, ``hints`` their places and texts, ``tokens`` words
with kind and modifiers, ``links`` what they lead to, ``folds`` their lines, ``selections`` their texts from the smallest (between
lines ``~~``), ``highlights`` places, ``outgoing`` and ``incoming`` the steps at the other end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from scaffold_rules.documents.kind import Layout
from scaffold_rules.documents.parse import parse
from scaffold_rules.project import Project

CASES = Path(__file__).parent.parent / "server" / "features" / "cases"
_FENCE = re.compile(r"^(?P<fence>`{3,})(?P<info>[^\n]*)\n(?P<text>.*?)^(?P=fence)[ \t]*$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """One section: its files, the cursor, and what each feature should say."""

    title: str
    files: dict[str, str] = field(default_factory=dict)
    expected: tuple[tuple[str, str], ...] = ()

    @property
    def cursor(self) -> tuple[str, int]:
        """The path of the file with the cursor, and the offset."""
        return next((path, text.index("$0")) for path, text in self.files.items() if "$0" in text)

    def with_crlf(self) -> Case:
        """The same with lines that end as on Windows."""
        return replace(self, files={path: text.replace("\n", "\r\n") for path, text in self.files.items()})

    def project(self) -> Project:
        """The files as a project, without the mark."""
        layout = Layout("content/")
        texts = {path: text.replace("$0", "", 1) for path, text in self.files.items()}
        path, offset = self.cursor
        documents = {p: parse(p, text, layout, edited=offset if p == path else None) for p, text in texts.items()}
        return Project({p: d for p, d in documents.items() if d is not None}, layout, files=frozenset())


def cases() -> Iterator[Case]:
    """Every case of every file."""
    for file in sorted(CASES.glob("*.md")):
        text = file.read_text("utf-8")
        masked = _FENCE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)
        starts = [match.start() for match in _HEADING.finditer(masked)]
        shared = _filled(Case(file.stem), text[: starts[0]])
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
            title = f"{file.stem}: {text[start:].partition(chr(10))[0].removeprefix('## ')}"
            yield _filled(replace(shared, title=title, files=dict(shared.files)), text[start:end])


def _filled(case: Case, text: str) -> Case:
    for match in _FENCE.finditer(text):
        words = match["info"].split()
        if len(words) == 2 and "/" in words[1] and words[0] not in {"rename", "action"}:
            case.files[words[1]] = match["text"]
        else:
            case = replace(case, expected=(*case.expected, (match["info"].strip(), match["text"])))
    return case
