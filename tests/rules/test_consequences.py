"""What a change does to documents that it leaves alone."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from tree import step

from scaffold_rules import consequences as tested
from scaffold_rules.config import Config
from scaffold_rules.consequences import changed, consequences
from scaffold_rules.documents.parse import parse
from scaffold_rules.project import Project

PRE = "content/pipeline/pre/"
FILES = {
    f"{PRE}plan.md": step("plan"),
    f"{PRE}build.md": step("build", 120, "plan"),
    f"{PRE}ship.md": step("ship", 130, "build"),
    "content/knowledge/core/craft.md": "---\nname: craft\ndescription: x\n---\n\n## Summary\nA.\n",
}
ONLY = Config(only=("step/unknown-dependency", "step/later-dependency", "step/dependency-cycle", "step/duplicate-name"))


def after(project: Project, **texts: str | None) -> Project:
    """The project after a change: a text by stem, None for a file that is gone, ``a__b`` for a rename from a to b."""
    documents = dict(project.documents)
    for stem, text in texts.items():
        old, _, new = stem.partition("__")
        if text is None or new:
            del documents[f"{PRE}{old}.md"]
        if text is not None:
            path = f"{PRE}{new or old}.md"
            documents[path] = parse(path, text, project.layout)
    return replace(project, documents=documents)


def told(before: Project, now: Project, config: Config = ONLY) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """File, rule and changes to blame of every consequence."""
    return [
        (f.path.removeprefix(PRE), f.rule, [(c.word, c.path.removeprefix(PRE)) for c in f.data["because"]])
        for f in consequences(before, now, config)
    ]


@pytest.fixture
def project(make_project) -> Project:
    return make_project(FILES)


class TestWhatIsTold:
    def test_nothing_without_a_change(self, project) -> None:
        assert told(project, project) == []

    def test_a_step_that_is_deleted(self, project) -> None:
        assert told(project, after(project, plan=None)) == [
            ("build.md", "step/unknown-dependency", [("deleted", "plan.md")])
        ]

    def test_a_file_that_is_renamed_with_its_name(self, project) -> None:
        now = after(project, plan__scheme=step("scheme"))
        assert told(project, now) == [("build.md", "step/unknown-dependency", [("renamed", "scheme.md")])]
        (change,) = changed(project, now)
        assert change.before is project.documents[f"{PRE}plan.md"]
        assert {"plan", "scheme"} <= change.names

    def test_another_file_is_no_rename(self, project) -> None:
        now = after(project, plan=None, other="---\nname: other\n---\nquite\nanother\ntext\n")
        assert [change.word for change in changed(project, now)] == ["added", "deleted"]

    def test_a_name_that_changes_in_its_file(self, project) -> None:
        now = after(project, plan=step("scheme"))
        assert told(project, now) == [("build.md", "step/unknown-dependency", [("changed", "plan.md")])]

    def test_an_order_that_is_no_longer_right(self, project) -> None:
        now = after(project, plan=step("plan", 125))
        assert told(project, now)[0] == ("build.md", "step/later-dependency", [("changed", "plan.md")])

    def test_a_cycle_that_is_best_cut_in_a_file_without_the_name(self, make_project) -> None:
        before = make_project({**FILES, f"{PRE}build.md": step("build", 900, "plan")})
        now = after(before, plan=step("plan", dependencies="ship"))
        assert told(before, now) == [("ship.md", "step/dependency-cycle", [("changed", "plan.md")])]

    def test_a_new_file_that_shadows_another(self, project) -> None:
        found = told(project, after(project, zenith=step("plan", 115)))
        assert found == [("plan.md", "step/duplicate-name", [("added", "zenith.md")])]

    def test_a_preset_that_no_longer_has_a_step(self, make_project) -> None:
        """Neither names the other one's file, and the step is named before and after."""
        preset = "name: Deep\ndescription: x\ndefault_depth: 5\nsteps:\n  plan: { enabled: true }\n  build: { enabled: true }\n"
        path = "content/methodology/deep.yml"
        before = make_project({**FILES, path: preset})
        now = before.with_document(parse(path, preset.replace("true }\n  build", "false }\n  build"), before.layout))
        found = told(before, now, Config())
        assert found
        assert all(changes == [("changed", path)] for *_, changes in found)

    def test_a_name_that_appears_has_none(self, make_project) -> None:
        before = make_project({f"{PRE}build.md": step("build", 120, "plan")})
        assert told(before, after(before, plan=step("plan"))) == []


class TestWhatIsNotTold:
    def test_what_was_there_before(self, make_project) -> None:
        before = make_project({**FILES, f"{PRE}old.md": step("old", 140, "plan, gone")})
        found = told(before, after(before, plan=None))
        assert [(path, rule) for path, rule, _ in found] == [
            ("build.md", "step/unknown-dependency"),
            ("old.md", "step/unknown-dependency"),
        ]

    def test_what_the_changed_files_have_themselves(self, project) -> None:
        assert told(project, after(project, plan=step("plan", dependencies="gone"))) == []

    def test_what_its_author_silences(self, make_project) -> None:
        silent = step("build", 120, "plan  # scaffold-lint: ignore[step/unknown-dependency]\n")
        silent = silent.replace("[plan  #", "[plan] #").replace("\n]", "")
        before = make_project({**FILES, f"{PRE}build.md": silent})
        assert told(before, after(before, plan=None)) == []

    def test_what_is_ignored(self, project) -> None:
        assert told(project, after(project, plan=None), Config(ignore=("step",))) == []

    def test_prose_looks_at_nobody(self, project, monkeypatch) -> None:
        monkeypatch.setattr(tested, "found", lambda *_, **__: pytest.fail("nobody can be touched"))
        path = "content/knowledge/core/craft.md"
        text = project.documents[path].text.replace("A.", "B.")
        now = project.with_document(parse(path, text, project.layout))
        assert list(consequences(project, now, Config())) == []


def mutated(project: Project, chance: random.Random) -> Project:
    """The project after a random change of one document."""
    path, document = chance.choice(sorted(project.documents.items()))
    documents = dict(project.documents)
    lines = document.text.split("\n")
    at = chance.randrange(len(lines))
    match chance.choice(["delete", "rename", "name", "order", "line", "lines", "list"]):
        case "delete":
            del documents[path]
            return replace(project, documents=documents)
        case "rename":
            del documents[path]
            folder, _, name = path.rpartition("/")
            path = f"{folder}/x-{name}"
        case "name":
            lines = document.text.replace("\nname: ", "\nname: x-", 1).split("\n")
        case "order":
            lines = document.text.replace("\norder: ", "\norder: 1", 1).split("\n")
        case "line":
            del lines[at]
        case "lines":
            del lines[at : at + 15]
        case "list":
            lists = [i for i, line in enumerate(lines) if line.startswith(("dependencies:", "reads:", "outputs:"))]
            for number in lists[:1]:
                lines[number] = f"{lines[number].partition(':')[0]}: [{chance.choice(sorted(project.steps))}]"
    changed = parse(path, "\n".join(lines), project.layout)
    return replace(project, documents=documents if changed is None else {**documents, path: changed})


@pytest.mark.parametrize("seed", range(2))
def test_who_is_out_of_reach_has_nothing_new(corpus, seed, monkeypatch) -> None:
    """Looking only at the documents within reach finds what looking at all of them finds."""
    from scaffold_server.files import find_roots, read_project

    project = read_project(find_roots(corpus)[0])
    config = Config(options={"knowledge/overdue-review": {"today": "2026-06-01"}})
    chance = random.Random(seed)
    for _ in range(6):
        now = mutated(project, chance)
        found = list(consequences(project, now, config))
        with monkeypatch.context() as everywhere:
            everywhere.setattr(tested, "_within_reach", _everywhere)
            assert found == list(consequences(project, now, config))


def _everywhere(before: Project, now: Project, changes: object):
    return (document for path, document in sorted(now.documents.items()) if before.documents.get(path) is document)
