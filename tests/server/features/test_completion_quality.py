"""On every name reference of real content, completion puts the right name first, and a typo is corrected first."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from scaffold_rules.documents.document import Namespace
from scaffold_rules.documents.parse import parse
from scaffold_rules.project import Project
from scaffold_rules.suggest import nearest
from scaffold_server.features.completion import complete
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
