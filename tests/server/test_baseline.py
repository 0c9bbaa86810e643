"""Baselines: what is known stays silent, what is new is told, what is fixed can go; in the terminal and in the editor."""

from __future__ import annotations

import json
import logging
import subprocess
from pathlib import Path

import pytest
import tree
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scaffold_rules.check import check
from scaffold_rules.fingerprint import Trait
from scaffold_server.baseline import FORMAT, Baseline, read_baseline, removable
from scaffold_server.files import root_at
from scaffold_server.lint import lint
from scaffold_server.session import Session

RULE = "step/unknown-dependency"
ONLY = ("--only", RULE)
PLAN = "content/pipeline/pre/plan.md"
ENTRY = {"path": PLAN, "rule": RULE, "line": "dependencies: [nothing-there]"}
HEADER = '{"scaffold-lint baseline": 1}\n'
NAMED = 'baseline = "known.jsonl"\n'


def entries(file: Path) -> list[dict[str, str]]:
    """What a baseline file holds, below its header."""
    header, *lines = file.read_text("utf-8").splitlines()
    assert f"{header}\n" == HEADER
    return [json.loads(line) for line in lines]


def edit(folder: Path, old: str, new: str, path: str = PLAN) -> None:
    text = (folder / path).read_text("utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def folder(run, tmp_path: Path) -> Path:
    """Content with a finding, which a baseline beside it knows."""
    folder = tree.content(tmp_path)
    result = run("check", *ONLY, "--baseline", "known.jsonl", "--write-baseline")
    assert (result.exit_code, result.stderr) == (0, "known.jsonl: 1 known finding, 1 added, 0 removed.\n")
    assert result.stdout == "Nothing to report in 1 file; 1 hidden by known.jsonl.\n"
    return folder


KNOWN = (*ONLY, "--baseline", "known.jsonl")


class TestWhatIsKnown:
    def test_the_file(self, folder) -> None:
        assert entries(folder / "known.jsonl") == [ENTRY]

    @pytest.mark.usefixtures("folder")
    def test_is_silent(self, run) -> None:
        result = run("check", *KNOWN)
        assert (result.exit_code, result.stdout) == (0, "Nothing to report in 1 file; 1 hidden by known.jsonl.\n")
        assert run("check", *ONLY).exit_code == 1

    @pytest.mark.usefixtures("folder")
    def test_is_silent_in_every_format(self, run) -> None:
        from scaffold_server.report import FORMATS

        for name in FORMATS:
            assert "nothing-there" not in run("check", *KNOWN, "--output-format", name).stdout
        summary = json.loads(run("check", *KNOWN, "--output-format", "json").stdout)["summary"]
        assert (summary["error"], summary["hidden"], summary["removable"]) == (0, 1, [])

    def test_survives_moved_lines(self, run, folder) -> None:
        edit(folder, "name: plan", "# a comment\nname: plan")
        edit(folder, "dependencies: [nothing", "dependencies:  [nothing")
        assert run("check", *KNOWN).exit_code == 0

    def test_a_new_finding_is_told(self, run, folder) -> None:
        tree.written(folder, {"content/pipeline/pre/b.md": tree.step("b", 120, "gone")})
        result = run("check", *KNOWN, "--output-format", "concise")
        assert result.exit_code == 1
        assert [line.split(":")[0] for line in result.stdout.splitlines()] == ["content/pipeline/pre/b.md"]

    def test_as_many_as_were_known(self, run, folder) -> None:
        edit(folder, "[nothing-there]", "[nothing-there, nor-here]")
        run("check", *KNOWN, "--write-baseline")
        assert len(entries(folder / "known.jsonl")) == 2
        assert run("check", *KNOWN).exit_code == 0
        edit(folder, "[nothing-there, nor-here]", "[nothing-there, nor-here]\nreads: [gone]")
        assert run("check", *KNOWN).exit_code == 0, "another rule, another line"

    def test_from_another_folder(self, run, folder, monkeypatch) -> None:
        monkeypatch.chdir(folder / "content")
        assert run("check", *ONLY, "--baseline", "../known.jsonl").exit_code == 0
        assert run("check", "pipeline", *ONLY, "--baseline", "../known.jsonl").exit_code == 0

    def test_a_file_below_the_root_and_one_elsewhere(self, run, folder) -> None:
        for file in (".scaffold/known.jsonl", "../elsewhere/known.jsonl"):
            run("check", *ONLY, "--baseline", file, "--write-baseline")
            assert entries(folder / file)[0]["path"].endswith(f"../{folder.name}/{PLAN}" if "e/k" in file else PLAN)
            assert run("check", *ONLY, "--baseline", file).exit_code == 0

    def test_through_a_link(self, run, folder, tmp_path_factory, monkeypatch) -> None:
        link = tmp_path_factory.mktemp("other") / "link"
        link.symlink_to(folder)
        monkeypatch.chdir(link)
        assert run("check", link, *ONLY, "--baseline", folder / "known.jsonl").exit_code == 0

    def test_fixing_leaves_it(self, run, folder) -> None:
        tree.written(folder, {"content/pipeline/pre/nothing-their.md": tree.step("nothing-their", 120, "plam")})
        run("check", *KNOWN, "--fix")
        assert "nothing-there]" in (folder / PLAN).read_text()
        assert "[plan]" in (folder / "content/pipeline/pre/nothing-their.md").read_text()

    def test_a_bug_of_ours_is_never_known(self, run, folder, monkeypatch) -> None:
        from scaffold_server import files

        def parse(*arguments):
            raise ValueError("out of order")

        monkeypatch.setattr(files, "parse", parse)
        assert run("check", "--baseline", "known.jsonl", "--write-baseline").exit_code == 70
        assert entries(folder / "known.jsonl") == [ENTRY], "and what was not looked at is kept"


class TestRemovable:
    def test_what_is_fixed(self, run, folder) -> None:
        edit(folder, "nothing-there", "")
        result = run("check", *KNOWN)
        assert result.exit_code == 0
        assert result.stdout == (
            "Nothing to report in 1 file.\n"
            "1 entry of known.jsonl is fixed and can be removed (`--write-baseline`):\n"
            f"  {PLAN}: {RULE}: dependencies: [nothing-there]\n"
        )
        found = json.loads(run("check", *KNOWN, "--output-format", "json").stdout)["summary"]["removable"]
        assert found == [{"baseline": "known.jsonl", **ENTRY}]
        result = run("check", *KNOWN, "--write-baseline")
        assert result.stderr == "known.jsonl: 0 known findings, 0 added, 1 removed.\n"
        assert entries(folder / "known.jsonl") == []

    def test_a_file_that_is_gone(self, run, folder) -> None:
        tree.written(folder, {"content/pipeline/pre/b.md": tree.step("b")})
        (folder / PLAN).unlink()
        assert "is fixed" in run("check", *KNOWN).stdout
        assert "is fixed" in run("check", "content/pipeline", *KNOWN).stdout
        assert "is fixed" not in run("check", "content/pipeline/pre/b.md", *KNOWN).stdout

    def test_a_root_that_is_gone(self, run, tmp_path) -> None:
        tree.content(tmp_path / "one")
        tree.content(tmp_path / "two")
        run("check", *KNOWN, "--write-baseline")
        assert [entry["path"] for entry in entries(tmp_path / "known.jsonl")] == [f"one/{PLAN}", f"two/{PLAN}"]
        (tmp_path / "two").rename(tmp_path / ".away")
        assert "is fixed" not in run("check", "one", *KNOWN).stdout
        assert "two/" in run("check", ".", *KNOWN).stdout.partition("is fixed")[2]

    @pytest.mark.parametrize(
        "arguments",
        [
            ("content/pipeline/pre/b.md",),
            ("--only", "step/missing-summary"),
            ("--ignore", "step"),
        ],
    )
    def test_only_what_was_looked_at(self, run, folder, arguments) -> None:
        tree.written(folder, {"content/pipeline/pre/b.md": tree.step("b", 120)})
        edit(folder, "nothing-there", "")
        result = run("check", *arguments, "--baseline", "known.jsonl", "--write-baseline")
        assert "is fixed" not in result.stdout
        assert ENTRY in entries(folder / "known.jsonl")

    def test_not_in_a_file_that_cannot_be_read(self, run, folder) -> None:
        (folder / PLAN).write_bytes(b"---\nname: [\n---\n")
        run("check", "--baseline", "known.jsonl", "--write-baseline")
        assert ENTRY in entries(folder / "known.jsonl")

    def test_not_what_only_ruff_finds_without_ruff(self, run, folder, monkeypatch) -> None:
        from scaffold_server import ruff

        entry = {"path": PLAN, "rule": "python/unused-import", "line": "import os"}
        (folder / PLAN).write_text(f"{tree.step('plan')}\n```python\nimport sys\n\nprint(sys.path)\n```\n", "utf-8")
        (folder / "known.jsonl").write_text(f"{HEADER}{json.dumps(entry)}\n", "utf-8")
        assert "is fixed" in run("check", "--baseline", "known.jsonl").stdout
        monkeypatch.setattr(ruff, "start", lambda *_: None)
        assert "is fixed" not in run("check", "--baseline", "known.jsonl").stdout

    def test_a_rule_that_there_is_no_more(self, run, folder) -> None:
        (folder / "known.jsonl").write_text(HEADER + json.dumps({**ENTRY, "rule": "step/retired"}) + "\n", "utf-8")
        assert "step/retired" in run("check", *KNOWN, "--fail-on", "never").stdout


class TestTheFile:
    @pytest.mark.parametrize(
        ("text", "place", "part"),
        [
            ("", "1:1", "no baseline: the first line must be"),
            ("[]\n", "1:1", "no baseline"),
            ('{"scaffold-lint baseline": 2}\n', "1:1", "newer scaffold-lint (format 2, this one knows 1)"),
            ('{"scaffold-lint baseline": true}\n', "1:1", "no baseline"),
            (f'{HEADER}{{"path": "a",\n', "2:14", "no JSON: "),
            (f'{HEADER}{{"count": {"1" * 5000}}}\n', "2:1", "a number of too many digits"),
            (f"{HEADER}\n[1]\n", "3:1", "an entry has `path`, `rule` and `line`"),
            (f'{HEADER}{{"path": "a", "rule": 1, "line": ""}}\n', "2:1", "all strings"),
            (f"{HEADER}{'[' * 100_000}\n", "2:1", ""),
            (f"{HEADER}<<<<<<< HEAD\n=======\n>>>>>>> main\n", "2:1", "merge conflict"),
        ],
    )
    def test_wrong(self, run, folder, text, place, part) -> None:
        (folder / "known.jsonl").write_text(text, "utf-8")
        result = run("check", *KNOWN)
        assert result.exit_code == 2
        assert result.stderr.startswith("Error: wrong baseline known.jsonl; what is right in it applies:\n")
        assert f"  known.jsonl:{place}: " in result.stderr
        assert part in result.stderr
        assert "nothing-there" in result.stdout
        before = (folder / "known.jsonl").read_bytes()
        assert run("check", *KNOWN, "--write-baseline").exit_code == 2
        assert (folder / "known.jsonl").read_bytes() == before, "what is not understood is not overwritten"

    def test_what_is_right_applies(self, run, folder) -> None:
        (folder / "known.jsonl").write_text(f"{HEADER}<<<<<<< a\n{json.dumps(ENTRY)}\r\n=======\n\nx\n", "utf-8")
        result = run("check", *KNOWN)
        assert result.exit_code == 2
        assert "nothing-there" not in result.stdout

    def test_bytes_that_are_no_text(self, run, folder) -> None:
        (folder / "known.jsonl").write_bytes(b"\xff\xfe\0")
        assert "known.jsonl:1:1: UTF-16" in run("check", *KNOWN).stderr

    @pytest.mark.usefixtures("folder")
    def test_a_folder(self, run) -> None:
        assert "content:1:1: cannot be read" in run("check", *ONLY, "--baseline", "content").stderr

    @pytest.mark.usefixtures("folder")
    def test_missing(self, run) -> None:
        result = run("check", *ONLY, "--baseline", "missing.jsonl")
        assert result.exit_code == 2
        assert result.stderr.startswith("Error: --baseline: there is no baseline missing.jsonl")

    def test_many_problems_are_cut(self, run, folder) -> None:
        (folder / "known.jsonl").write_text(HEADER + "x\n" * 30, "utf-8")
        assert "  and 20 more\n" in run("check", *KNOWN).stderr

    def test_that_cannot_be_written(self, run, folder) -> None:
        tree.written(folder, {"content/pipeline/pre/b.md": tree.step("b", 120, "gone")})
        result = run("check", *ONLY, "--baseline", "known.jsonl/below", "--write-baseline")
        assert result.exit_code == 2

    def test_sorted_and_a_line_each(self, run, folder) -> None:
        files = {f"content/pipeline/pre/{name}.md": tree.step(name, 120, "gone] # [ö") for name in "cab"}
        tree.written(folder, files)
        run("check", *KNOWN, "--write-baseline")
        lines = (folder / "known.jsonl").read_text("utf-8").splitlines()[1:]
        assert [json.loads(line)["path"][-4:-3] for line in lines] == ["a", "b", "c", "n"]
        assert "ö" in lines[0], "people read it"

    def test_a_merge_of_both_sides(self, run, folder) -> None:
        git = ("git", "-c", "user.name=a", "-c", "user.email=a@b", "-C", str(folder))

        def do(*arguments: str) -> None:
            subprocess.run([*git, *arguments], check=True, capture_output=True, env={"PATH": "/usr/bin:/bin"})

        do("init", "-b", "main")
        (folder / ".gitattributes").write_text("known.jsonl merge=union\n")
        do("add", ".")
        do("commit", "-m", "all")
        for branch, name in (("one", "b"), ("main", "c")):
            do("checkout", "-B", branch, *([] if branch == "one" else ["main"]))
            tree.written(folder, {f"content/pipeline/pre/{name}.md": tree.step(name, 120, "gone")})
            run("check", *KNOWN, "--write-baseline")
            do("add", ".")
            do("commit", "-m", name)
        do("merge", "one")
        result = run("check", *KNOWN)
        assert (result.exit_code, result.stdout) == (0, "Nothing to report in 3 files; 3 hidden by known.jsonl.\n")

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.binary(max_size=60), st.booleans())
    def test_any_bytes(self, tmp_path, data, headed) -> None:
        (tmp_path / "known.jsonl").write_bytes(HEADER.encode() * headed + data)
        assert read_baseline(tmp_path / "known.jsonl", "").file

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(st.builds(Trait, *[st.text(st.characters(exclude_categories=()), min_size=1)] * 3), max_size=4))
    def test_written_and_read(self, tmp_path, traits) -> None:
        from scaffold_server.baseline import _lines
        from scaffold_server.write import write_named

        write_named(tmp_path / "known.jsonl", "".join(_lines(traits)))
        baseline = read_baseline(tmp_path / "known.jsonl", "")
        assert (list(baseline.entries), baseline.problems) == (traits, ())


class TestUsage:
    @pytest.mark.parametrize(
        "arguments",
        [
            ("--write-baseline",),
            ("--write-baseline", "--no-baseline"),
            ("--write-baseline", "--diff", "--baseline", "x"),
            ("--baseline", "x", "--no-baseline"),
        ],
    )
    def test_wrong(self, run, folder, arguments) -> None:
        result = run("check", *ONLY, *arguments)
        assert result.exit_code == 2
        assert "Error: " in result.stderr
        assert not (folder / "x").exists()


class TestSettings:
    def test_named_there(self, run, folder) -> None:
        tree.written(folder, {"scaffold-lint.toml": NAMED})
        assert run("check", *ONLY).exit_code == 0
        assert run("check", "content/pipeline", *ONLY).exit_code == 0
        assert run("check", *ONLY, "--no-baseline").exit_code == 1
        rows = [line.split() for line in run("settings").stdout.splitlines()]
        assert ["baseline", '"known.jsonl"', "scaffold-lint.toml:1"] in rows

    def test_written_there(self, run, tmp_path) -> None:
        tree.content(tmp_path, {".scaffold/lint.toml": 'baseline = ".scaffold/known.jsonl"\n'})
        result = run("check", *ONLY)
        assert result.exit_code == 2
        assert ".scaffold/lint.toml:1: there is no baseline .scaffold/known.jsonl" in result.stderr
        assert run("check", *ONLY, "--write-baseline").exit_code == 0
        assert run("check", *ONLY).exit_code == 0

    @pytest.mark.parametrize("value", ["1", '""', '"."', '"\\u0000"', "[]"])
    def test_no_path(self, run, folder, value) -> None:
        tree.written(folder, {"scaffold-lint.toml": f"baseline = {value}\n"})
        result = run("check", *ONLY)
        assert result.exit_code == 2
        assert "scaffold-lint.toml:1:1: `" in result.stderr

    def test_two_roots_and_one_file(self, run, tmp_path) -> None:
        for name in ("one", "two"):
            tree.content(tmp_path / name, {"scaffold-lint.toml": 'baseline = "../known.jsonl"\n'})
        run("check", *ONLY, "--write-baseline")
        assert [entry["path"] for entry in entries(tmp_path / "known.jsonl")] == [f"one/{PLAN}", f"two/{PLAN}"]
        assert run("check", *ONLY).exit_code == 0
        edit(tmp_path / "two", "nothing-there", "")
        run("check", "one", *ONLY, "--write-baseline")
        assert len(entries(tmp_path / "known.jsonl")) == 2
        run("check", *ONLY, "--write-baseline")
        assert [entry["path"] for entry in entries(tmp_path / "known.jsonl")] == [f"one/{PLAN}"]


class TestEditor:
    def said(self, session: Session, folder: Path, path: str = PLAN) -> list[str]:
        workspace = session.workspace_of(folder / path)
        assert workspace is not None
        return [finding.message for finding in workspace.findings(path) if finding.rule == RULE]

    def test_the_same_as_the_terminal(self, folder) -> None:
        tree.written(folder, {"scaffold-lint.toml": NAMED, "content/pipeline/pre/b.md": tree.step("b", 120, "gone")})
        workspace = Session().add_root(root_at(folder))
        (result,) = lint([folder]).results
        assert workspace is not None
        in_editor = [finding for path in result.checked for finding in workspace.findings(path)]
        documents = result.project.documents
        checked = [
            finding for path in result.checked for finding in check(documents[path], result.project, result.config)
        ]
        key = [(finding.path, finding.span, finding.rule) for finding in result.findings]
        assert sorted((f.path, f.span, f.rule) for f in in_editor) == sorted(key)
        assert sorted((f.path, f.span, f.rule) for f in checked) == sorted(key)
        assert [finding.path for finding in result.hidden] == [PLAN]

    @pytest.mark.parametrize("notice", ["sweep", "refresh"])
    def test_a_change_counts_at_once(self, folder, notice, caplog) -> None:
        tree.written(folder, {"scaffold-lint.toml": NAMED})
        session = Session()
        session.add_folder(folder)
        assert self.said(session, folder) == []
        project = session.workspace_of(folder / PLAN).project
        text = (folder / "known.jsonl").read_bytes()
        for data, count in ((HEADER.encode(), 1), (text, 0), (b"x", 1)):
            (folder / "known.jsonl").write_bytes(data)
            with caplog.at_level(logging.ERROR, "scaffold-lint"):
                session.sweep() if notice == "sweep" else session.refresh(folder / "known.jsonl")
            assert PLAN in session.workspace_of(folder / PLAN).stale()
            assert len(self.said(session, folder)) == count
        assert caplog.text.count("wrong baseline") == 1
        assert session.workspace_of(folder / PLAN).project is project, "nothing is read again"

    def test_while_typing(self, folder) -> None:
        tree.written(folder, {"scaffold-lint.toml": NAMED})
        session = Session()
        session.add_folder(folder)
        text = (folder / PLAN).read_text("utf-8")
        session.edit("file:///plan.md", folder / PLAN, text.replace("name:", "# new\nname:"), 1)
        assert self.said(session, folder) == []
        session.edit("file:///plan.md", folder / PLAN, text.replace("nothing-there", "nothing-her"), 2)
        assert len(self.said(session, folder)) == 1

    def test_a_missing_one_is_logged(self, folder, caplog) -> None:
        tree.written(folder, {"scaffold-lint.toml": 'baseline = "gone.jsonl"\n'})
        with caplog.at_level(logging.ERROR, "scaffold-lint"):
            Session().add_folder(folder)
        assert "there is no baseline" in caplog.text


def test_real_content_survives_moved_lines(run, newest, tmp_path) -> None:
    import shutil

    folder = tmp_path / "copy"
    shutil.copytree(newest, folder)
    run("check", folder, "--baseline", "known.jsonl", "--write-baseline")
    known = read_baseline(tmp_path / "known.jsonl", "")
    assert len(known.entries) > 100
    for file in (folder / "content/knowledge").rglob("*.md"):
        lines = file.read_text("utf-8").split("\n")
        file.write_text("\n".join([*lines[:-1], "", "A last line.", *lines[-1:]]), "utf-8")
    found = lint([folder], baseline=known)
    assert sum(found.counts.values()) <= 5
    assert sum(len(entries) for _, entries in removable(found)) <= 5


def test_no_baseline_is_nothing() -> None:
    assert Baseline().below(Path("/x")) == {}
    assert FORMAT in HEADER
