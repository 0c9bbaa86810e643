"""Real content: any beginning of any file is judged without a crash, and what is found was read and is true."""

from __future__ import annotations

import random
from pathlib import Path

from scaffold_rules.check import check
from scaffold_rules.config import Config
from scaffold_rules.documents.parse import parse
from scaffold_server.files import find_roots, read_project


def test_any_beginning_of_any_file_is_judged(corpus: Path) -> None:
    project = read_project(find_roots(corpus)[0])
    choose = random.Random(7)
    config = Config(select=("all",))
    crashes = []
    for path, document in project.documents.items():
        for _ in range(3):
            cut = choose.randrange(len(document.text) + 1)
            half = parse(path, document.text[:cut], project.layout)
            assert half is not None
            findings = check(half, project.with_document(half), config)
            crashes += [(path, cut, f.message) for f in findings if f.rule == "internal-error"]
            assert all(0 <= f.span.start <= f.span.end <= cut for f in findings), (path, cut)
    assert crashes == []
