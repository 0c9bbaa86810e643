"""While a line is half typed, completion there still offers the right kind of names."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from scaffold_rules.documents.document import Namespace
from scaffold_rules.documents.parse import parse
from scaffold_rules.project import Project
from scaffold_server.features.completion import complete
from scaffold_server.features.target import bare
from scaffold_server.files import find_roots, read_project


@pytest.fixture(scope="module")
def project() -> Project:
    folder = os.environ.get("SCAFFOLD_CORPUS")
    if not folder:
        pytest.skip("SCAFFOLD_CORPUS names no folder of real content")
    return read_project(find_roots(Path(folder) / "scaffold-3.54.0")[0])


def test_the_rest_of_the_line_is_not_typed_yet(project: Project) -> None:
    choose = random.Random(3)
    states = [
        (document, reference)
        for document in project.documents.values()
        for reference in document.references
        if reference.role not in {"prose", "topics"} and reference.namespace is not Namespace.TOPIC
    ]
    wrong = []
    sample = choose.sample(states, 700)
    for document, reference in sample:
        span = bare(document, reference)
        cut = choose.randrange(span.start, span.end)
        line = document.lines.line_span(document.lines.line_of(cut))
        text = document.text[:cut] + document.text[line.end :]
        half = parse(document.path, text, project.layout, edited=cut)
        assert half is not None
        items = complete(project.with_document(half), document.path, cut).items
        kinds = {item.kind for item in items}
        if reference.namespace.value not in kinds:
            wrong.append((document.path, document.lines.line_of(cut) + 1, text[line.start : cut], reference.role))
    assert len(wrong) <= len(sample) // 100, wrong[:20]
