"""What many tests need: projects from a few texts, and the corpus where there is one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from scaffold_rules.documents.kind import Layout
from scaffold_rules.documents.parse import parse
from scaffold_rules.project import Project

settings.register_profile("unhurried", deadline=None)  # a busy machine is no failure
settings.load_profile("unhurried")


def project_of(files: Mapping[str, str], layout: Layout | None = None) -> Project:
    """A project of texts by path, as if they were all there is on disk."""
    layout = layout or Layout("content/")
    documents = {path: parse(path, text, layout) for path, text in files.items()}
    return Project(
        {path: document for path, document in documents.items() if document is not None},
        layout,
        files=frozenset(path for path, document in documents.items() if document is None),
    )


@pytest.fixture
def make_project():
    """The function that makes a project of texts by path."""
    return project_of


@pytest.fixture(params=["3.9.0", "3.54.0"])
def corpus(request: pytest.FixtureRequest) -> Path:
    """A release of real content; skipped where there is none."""
    return corpus_release(request.param)


def corpus_release(version: str) -> Path:
    """The folder of one release of real content; skips the test where there is none."""
    folder = os.environ.get("SCAFFOLD_CORPUS")
    if not folder:
        pytest.skip("SCAFFOLD_CORPUS names no folder of real content")
    return Path(folder) / f"scaffold-{version}"


@pytest.fixture
def newest() -> Path:
    """The newest release of real content; skipped where there is none."""
    return corpus_release("3.54.0")
