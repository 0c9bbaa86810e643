"""A new name reaches the definition, every reference of its namespace and the file, and back again is identity."""

from __future__ import annotations

from pathlib import Path

import pytest
from small import small_project

from scaffold_rules.documents.document import Namespace
from scaffold_rules.documents.parse import parse
from scaffold_rules.fix import apply_edits
from scaffold_rules.project import Project
from scaffold_server.features.rename import Refused, Renaming, rename, renamed_file, renaming
from scaffold_server.files import find_roots, read_project


def applied(project: Project, found: Renaming) -> Project:
    """The project after a renaming."""
    texts = {path: document.text for path, document in project.documents.items()}
    for path, edits in found.edits.items():
        texts[path] = apply_edits(texts[path], edits)
    moved = {file.old: file.new for file in found.files}
    documents = {}
    for path, text in texts.items():
        new = moved.get(path, path)
        before = project.documents[path]
        documents[new] = before if new == path and text == before.text else parse(new, text, project.layout)
    return Project(documents, project.layout)


def test_a_step_is_renamed_with_its_file_and_not_the_entry_of_the_same_name() -> None:
    project = small_project()
    path = "content/methodology/game-overlay.yml"
    offset = project.documents[path].text.index("design:") + 2
    found = rename(project, path, offset, "game-plan")
    after = applied(project, found)
    assert "content/pipeline/pre/game-plan.md" in after.documents
    assert "content/knowledge/game/design.md" in after.documents
    assert "append: [design]" in after.documents[path].text
    assert "game-plan: { append" in after.documents[path].text


def test_an_entry_is_renamed_from_its_definition() -> None:
    project = small_project()
    found = renaming(project, Namespace.ENTRY, "design", "game-craft")
    after = applied(project, found)
    assert "content/knowledge/game/game-craft.md" in after.documents
    assert "append: [game-craft]" in after.documents["content/methodology/game-overlay.yml"].text
    assert "  design: {" in after.documents["content/methodology/game-overlay.yml"].text


@pytest.mark.parametrize("new", ["Design", "1st", "a b", "", "create-prd", "design"])
def test_bad_and_taken_names_are_refused(new: str) -> None:
    with pytest.raises(Refused):
        renaming(small_project(), Namespace.STEP, "design", new)


def test_moving_a_file_renames_what_it_defines() -> None:
    found = renamed_file(small_project(), "content/knowledge/game/design.md", "content/knowledge/game/craft.md")
    assert found is not None
    assert found.files == ()
    assert "content/methodology/game-overlay.yml" in found.edits


def test_moving_a_file_to_another_folder_changes_nothing() -> None:
    assert renamed_file(small_project(), "content/knowledge/game/design.md", "content/knowledge/core/design.md") is None


def test_every_name_of_real_content_there_and_back_is_identity(newest: Path) -> None:
    project = read_project(find_roots(newest)[0])
    texts = {path: document.text for path, document in project.documents.items()}
    for namespace, names in ((Namespace.STEP, project.prompts), (Namespace.ENTRY, project.entries)):
        for name in names:
            new = f"zz-{name}-zz"
            there = renaming(project, namespace, name, new)
            middle = applied(project, there)
            assert (namespace, name) not in middle.references, name
            back = applied(middle, renaming(middle, namespace, new, name))
            assert {path: document.text for path, document in back.documents.items()} == texts, name
