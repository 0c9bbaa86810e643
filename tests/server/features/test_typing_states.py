"""While a line is half typed, completion there still offers the right kind of names."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from scaffold_rules.check import check
from scaffold_rules.config import Config
from scaffold_rules.documents.document import MarkdownDocument, Namespace, YamlDocument
from scaffold_rules.documents.parse import parse
from scaffold_rules.project import Project
from scaffold_rules.text import Span
from scaffold_server.features.completion import complete
from scaffold_server.features.target import bare
from scaffold_server.files import find_roots, read_project

CONFIG = Config(
    only=("yaml", "schema", "frontmatter", "overlay/unknown-step", "overlay/unknown-knowledge", "preset/unknown-step")
)
"""The rules about how a file is written and about names; what others find may really be so while a word is half typed."""


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


def test_half_a_line_raises_no_false_alarm_on_the_others(project: Project) -> None:
    choose = random.Random(7)
    by_kind: dict[str, list[YamlDocument]] = {}
    for document in project.of(YamlDocument):
        by_kind.setdefault(document.kind.value, []).append(document)
    alarms, tried = [], 0
    for kind in ("overlay", "sub-overlay", "structural-overlay", "preset", "step", "tool", "knowledge"):
        for document in choose.choices(by_kind[kind], k=60):
            yaml = document.frontmatter.body if isinstance(document, MarkdownDocument) else Span(0, len(document.text))
            line = choose.randrange(document.lines.line_of(yaml.start), document.lines.line_of(yaml.end) + 1)
            span = document.lines.line_span(line)
            cut = choose.randrange(span.start, span.end + 1)
            if not document.text[span.start : cut].strip(" -"):
                continue  # a line that is not there is not half of one
            text = document.text[:cut] + document.text[span.end :]
            half = parse(document.path, text, project.layout, edited=cut)
            assert half is not None
            known = {(f.rule, f.span.of(document.text)) for f in check(document, project, CONFIG)}
            tried += 1
            alarms += [
                (document.path, text[span.start : cut], finding.rule, finding.message)
                for finding in check(half, project.with_document(half), CONFIG)
                if half.lines.line_of(finding.span.start) != line and (finding.rule, finding.span.of(text)) not in known
            ]
    assert tried > 200
    assert alarms == []
