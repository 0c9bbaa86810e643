"""On every name reference of real content, completion puts the right name first, and a typo is corrected first."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from scaffold_rules.documents.document import Namespace, YamlDocument
from scaffold_rules.documents.parse import parse
from scaffold_rules.documents.yaml import Mapping, Node, Scalar, Sequence
from scaffold_rules.project import Project
from scaffold_rules.suggest import nearest
from scaffold_rules.text import Span
from scaffold_server.features.completion import complete
from scaffold_server.features.fields import expanded, field_schema
from scaffold_server.features.target import bare
from scaffold_server.files import find_roots, read_project


@pytest.fixture(scope="module")
def project() -> Project:
    import os

    folder = os.environ.get("SCAFFOLD_CORPUS")
    if not folder:
        pytest.skip("SCAFFOLD_CORPUS names no folder of real content")
    return read_project(find_roots(Path(folder) / "scaffold-3.54.0")[0])


def name_references(project: Project):
    for path in sorted(project.documents):
        document = project.documents[path]
        for reference in document.references:
            if reference.role != "prose" and reference.namespace is not Namespace.TOPIC:
                yield document, reference


def test_half_a_name_is_completed_to_the_right_one(project: Project) -> None:
    ranks: Counter[str] = Counter()
    missed = []
    for document, reference in name_references(project):
        span = bare(document, reference)
        name = span.of(document.text)
        cut = span.start + (len(name) + 1) // 2
        text = document.text[:cut] + document.text[span.end :]
        half = parse(document.path, text, project.layout, edited=cut)
        assert half is not None
        items = complete(project.with_document(half), document.path, cut).items
        labels = [item.label for item in items]
        rank = labels.index(name) if name in labels else 999
        ranks["first" if rank == 0 else "five" if rank < 5 else "later" if rank < 999 else "missing"] += 1
        if rank >= 5:
            missed.append(f"{document.path} {reference.role} {name[: (len(name) + 1) // 2]} -> {name}: {rank}")
    total = sum(ranks.values())
    assert ranks["first"] / total >= 0.90, (ranks, missed[:40])
    assert (ranks["first"] + ranks["five"]) / total >= 0.99, (ranks, missed[:40])


def entries_below(node: Node | None, keys: tuple[str | int, ...] = ()):
    """Every entry of a tree, with the keys it is below."""
    if isinstance(node, Mapping):
        for entry in node.entries:
            yield keys, entry
            yield from entries_below(entry.value, (*keys, entry.key.text))
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from entries_below(item, (*keys, 0))


def half_typed(project: Project, document: YamlDocument, span: Span) -> list[str]:
    """What is offered where a word is typed to its half."""
    cut = span.start + (span.end - span.start + 1) // 2
    half = parse(document.path, document.text[:cut] + document.text[span.end :], project.layout, edited=cut)
    assert half is not None
    return [item.label for item in complete(project.with_document(half), document.path, cut).items]


def test_keys_and_values_that_a_schema_knows_are_offered_where_they_stand(project: Project) -> None:
    choose = random.Random(4)
    missed: list[tuple[str, str]] = []
    tried = 0
    for document in project.of(YamlDocument):
        found = list(entries_below(document.tree.root))
        for keys, entry in choose.sample(found, min(6, len(found))):
            root, schema = field_schema(document, ()), field_schema(document, keys)
            if root is None or schema is None or not entry.key.text:
                continue
            if any(entry.key.text in one.get("properties", {}) for one in expanded(root, schema)):
                tried += 1
                if entry.key.text not in half_typed(project, document, entry.key.span):
                    missed.append((document.path, entry.key.text))
            below = field_schema(document, (*keys, entry.key.text)) or {}
            values = {str(value) for one in expanded(root, below) for value in one.get("enum", ())}
            if isinstance(entry.value, Scalar) and not entry.value.style and entry.value.text in values:
                tried += 1
                if entry.value.text not in half_typed(project, document, entry.value.span):
                    missed.append((document.path, entry.value.text))
    assert tried > 1000
    assert missed == []


def test_a_typo_is_corrected_first(project: Project) -> None:
    right = wrong = 0
    for namespace in (Namespace.STEP, Namespace.ENTRY):
        words = project.names(namespace)
        for name in words:
            for at in range(1, len(name) - 1, 3):
                for typo in (name[:at] + name[at + 1 :], name[:at] + name[at + 1] + name[at] + name[at + 2 :]):
                    if typo == name or typo in words:
                        continue
                    found = nearest(typo, words)
                    if found and found[0] == name:
                        right += 1
                    else:
                        wrong += 1
    assert right / (right + wrong) >= 0.95
