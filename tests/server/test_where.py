"""Which files ``check`` looks at: names, patterns, standard input, what git ignores."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import tree
from click.testing import CliRunner
from repo import PATH, STEPS, Repo

from scaffold_server.cli import cli

ONLY = ("--only", "step/unknown-dependency,step/later-dependency", "--output-format", "concise")


@pytest.fixture
def with_git(run, monkeypatch) -> None:  # after `run`, which takes it away
    monkeypatch.setenv("PATH", PATH)


def places(result) -> list[str]:
    """The files of a concise report, each once."""
    assert result.exit_code in {0, 1}, result.output
    return list(dict.fromkeys(line.split(":")[0].rpartition("/")[2] for line in result.stdout.splitlines()))


class TestNames:
    def test_a_file_brings_what_it_does_to_others(self, run, tmp_path) -> None:
        tree.written(tmp_path, {**STEPS, "content/pipeline/pre/plan.md": tree.step("plan", 125)})
        assert places(run("check", "content/pipeline/pre/plan.md", *ONLY)) == ["build.md"]
        assert places(run("check", "content/pipeline/pre/ship.md", *ONLY)) == []

    def test_because_of_what_is_said(self, run, tmp_path) -> None:
        tree.written(tmp_path, {**STEPS, "content/pipeline/pre/plan.md": tree.step("plan", 125)})
        result = run("check", "content/pipeline/pre/plan.md", *ONLY[:2], "--output-format", "json")
        (finding,) = json.loads(result.stdout)["findings"]
        path = "content/pipeline/pre/plan.md"
        assert finding["because"] == [{"change": "changed", "path": path, "before": path}]
        shown = run("check", "content/pipeline/pre/plan.md", *ONLY[:2]).stdout
        assert "= because: you changed content/pipeline/pre/plan.md" in shown
        assert "in 1 of 2 files" in shown

    @pytest.mark.parametrize("name", ["concise", "github", "gitlab", "sarif", "junit", "rdjson", "jsonl"])
    def test_every_format_says_why(self, run, tmp_path, name) -> None:
        tree.written(tmp_path, {**STEPS, "content/pipeline/pre/plan.md": tree.step("plan", 125)})
        said = run("check", "content/pipeline/pre/plan.md", *ONLY[:2], "--output-format", name).stdout
        assert ("because you changed content/pipeline/pre/plan.md" in said) or '"change": "changed"' in said

    def test_a_folder_brings_nothing_else(self, run, tmp_path) -> None:
        tree.written(tmp_path, {**STEPS, "content/pipeline/plan.md": tree.step("plan2", 125)})
        (tmp_path / "content/pipeline/pre/plan.md").write_text(tree.step("plan", 125), "utf-8")
        assert places(run("check", "content/pipeline", *ONLY)) == ["build.md"]
        assert places(run("check", "content/methodology", "content/pipeline/plan.md", *ONLY)) == []

    def test_fixes_stay_in_the_files_that_are_named(self, run, tmp_path) -> None:
        files = {
            "content/methodology/.keep": "",
            "content/pipeline/pre/plans.md": tree.step("plans"),
            "content/pipeline/pre/build.md": tree.step("build", 120, "plan"),
        }
        tree.written(tmp_path, files)
        run("check", "content/pipeline/pre/plans.md", "--fix")
        assert (tmp_path / "content/pipeline/pre/build.md").read_text("utf-8") == tree.step("build", 120, "plan")


class TestPatterns:
    def test_a_pattern_that_the_shell_left(self, run, tmp_path) -> None:
        tree.content(tmp_path, {"content/pipeline/post/b.md": tree.step("b", 120, "gone")})
        assert places(run("check", "content/pipeline/**/*.md", *ONLY)) == ["b.md", "plan.md"]
        assert places(run("check", "content/pipeline/p?e/*.md", *ONLY)) == ["plan.md"]
        assert places(run("check", "content/pipeline/[p]ost", *ONLY)) == ["b.md"]

    def test_a_pattern_that_matches_nothing(self, run, tmp_path) -> None:
        tree.content(tmp_path)
        result = run("check", "content/**/*.markdown")
        assert result.exit_code == 2
        assert "Nothing matches" in result.stderr

    def test_a_name_that_looks_like_a_pattern(self, run, tmp_path) -> None:
        tree.content(tmp_path, {"content/pipeline/pre/[a].md": tree.step("a", 120, "gone")})
        assert places(run("check", "content/pipeline/pre/[a].md", *ONLY)) == ["[a].md"]


class TestStandardInput:
    """The command line's own runner gives standard input no bytes, so these call it themselves."""

    def run(self, text: str | bytes, *arguments: str):
        given = text.encode() if isinstance(text, str) else text
        return CliRunner().invoke(cli, ["check", *arguments], input=given)

    @pytest.fixture(autouse=True)
    def _here(self, tmp_path, monkeypatch) -> None:
        monkeypatch.chdir(tree.written(tmp_path, STEPS))

    def test_it_is_judged_where_it_would_lie(self) -> None:
        new = "content/pipeline/pre/new.md"
        assert places(self.run(tree.step("new", 140, "ship"), "--stdin-filename", new, *ONLY)) == []
        result = self.run(tree.step("new", 140, "ship, gone"), "--stdin-filename", new, *ONLY, "-")
        assert result.stdout.startswith(f"{new}:7:22: error step/unknown-dependency")

    def test_it_stands_for_the_file_on_disk(self) -> None:
        plan = "content/pipeline/pre/plan.md"
        assert places(self.run(tree.step("plan", 110, "gone"), "--stdin-filename", plan, *ONLY)) == ["plan.md"]
        assert "gone" not in Path(plan).read_text("utf-8")

    def test_others_say_nothing(self) -> None:
        result = self.run(tree.step("other"), "--stdin-filename", "content/pipeline/pre/plan.md", *ONLY)
        assert places(result) == []

    @pytest.mark.parametrize("end", ["\n", "\r\n"])
    def test_the_fixed_text_comes_out(self, end) -> None:
        text = "\ufeff" + tree.step("new", 140, "biuld").replace("\n", end)
        result = self.run(text, "--stdin-filename", "content/pipeline/pre/new.md", *ONLY, "--fix")
        assert result.stdout_bytes.decode() == text.replace("biuld", "build")
        assert "Fixed 1 finding" in result.stderr
        assert result.exit_code == 0
        assert not Path("content/pipeline/pre/new.md").exists()

    def test_what_is_left_is_said_elsewhere(self) -> None:
        text = tree.step("new", 140, "zzzzzz")
        result = self.run(text, "--stdin-filename", "content/pipeline/pre/new.md", *ONLY, "--fix")
        assert result.stdout == text
        assert "unknown step `zzzzzz`" in result.stderr
        assert result.exit_code == 1

    def test_a_difference(self) -> None:
        text = tree.step("new", 140, "biuld")
        result = self.run(text, "--stdin-filename", "content/pipeline/pre/new.md", *ONLY, "--diff")
        assert "+dependencies: [build]" in result.stdout

    @pytest.mark.parametrize("path", ["notes.md", "content/pipeline/pre/x.txt", "/nowhere/at/all.md"])
    def test_what_is_none_of_ours_comes_out_as_it_was(self, path) -> None:
        data = b"\xff\xfe\0 anything \r\n"
        result = self.run(data, "--stdin-filename", path, "--fix")
        assert result.stdout_bytes == data
        assert result.exit_code == 3

    def test_bytes_that_are_no_text(self) -> None:
        data = b"---\nname: \xff\n---\n"
        result = self.run(data, "--stdin-filename", "content/pipeline/pre/new.md", "--fix")
        assert result.stdout_bytes == data
        assert "file/not-utf8" in result.stderr

    @pytest.mark.parametrize(
        "arguments",
        [("-",), ("--stdin-filename", "a.md", "b.md"), ("--stdin-filename", "a.md", "--staged"), ("-", "content")],
    )
    def test_wrong_usage(self, arguments) -> None:
        assert self.run("", *arguments).exit_code == 2


class TestIgnored:
    @pytest.fixture
    def repo(self, tmp_path, monkeypatch, with_git) -> Repo:  # noqa: ARG002 - wanted for its effect
        monkeypatch.chdir(tmp_path)
        return Repo(tmp_path, {**STEPS, ".gitignore": "drafts/\n*.tmp.md\n/old/\n"})

    @pytest.fixture
    def _drafts(self, repo) -> None:
        repo.write(
            {
                "content/pipeline/drafts/a.md": tree.step("a", 140, "gone"),
                "content/pipeline/pre/b.tmp.md": tree.step("b", 150, "gone"),
                "content/pipeline/pre/c.md": tree.step("c", 160, "a"),
            }
        )

    @pytest.mark.usefixtures("_drafts")
    def test_files_and_folders_are_no_part_of_the_project(self, run) -> None:
        assert places(self.check(run)) == ["c.md"], "the draft defines no name either"

    @pytest.mark.usefixtures("_drafts")
    def test_they_are_linted_when_they_are_named(self, run) -> None:
        assert places(self.check(run, "content/pipeline/pre/b.tmp.md")) == ["b.tmp.md"]
        assert places(self.check(run, "content/pipeline/drafts/a.md")) == ["a.md"]
        assert places(self.check(run, "content/pipeline/drafts")) == ["a.md"]

    def test_what_is_tracked_is_not_ignored(self, run, repo) -> None:
        repo.write({"content/pipeline/pre/b.tmp.md": tree.step("b", 150, "gone")})
        repo.git("add", "--force", ".")
        assert places(self.check(run)) == ["b.tmp.md"]

    def test_the_users_and_the_clones_own_patterns_count(self, run, repo) -> None:
        repo.write({"content/pipeline/pre/mine.md": tree.step("mine", 150, "gone")})
        assert places(self.check(run)) == ["mine.md"]
        repo.write({".git/info/exclude": "mine.md\n"})
        assert places(self.check(run)) == []

    def test_an_ignored_copy_is_no_root_unless_it_is_named(self, run, repo) -> None:
        repo.write({f"old/{path}": text for path, text in STEPS.items()})
        repo.write({"other/.keep": ""})
        assert self.check(run, "old").exit_code == 0
        repo.git("mv", "content", "other/content")
        assert "in 3 files" in self.check(run).stderr

    @pytest.mark.usefixtures("with_git")
    def test_outside_git_nothing_is_ignored(self, run, tmp_path) -> None:
        tree.written(tmp_path, {**STEPS, ".gitignore": "*.md\n"})
        assert "in 3 files" in self.check(run).stderr

    def test_where_there_is_no_git_nothing_is(self, run, repo, monkeypatch) -> None:
        repo.write({"content/pipeline/drafts/a.md": tree.step("a", 140)})
        monkeypatch.setenv("PATH", str(Path("nowhere").absolute()))
        assert "in 4 files" in self.check(run).stderr

    def test_an_ignored_package_serves_its_names(self, run, repo) -> None:
        package = "node_modules/@zigrivers/scaffold/"
        repo.write({package + path: text for path, text in STEPS.items()})
        repo.write(
            {
                ".gitignore": "node_modules\n",
                package + "package.json": '{"name": "@zigrivers/scaffold", "version": "3.40.1"}',
            }
        )
        repo.git("rm", "--quiet", "-r", "content")
        repo.write({".scaffold/config.yml": "version: 2\nmethodology: deep\nplatforms: [claude-code]\n"})
        assert "names from 3.40.1 in node_modules" in self.check(run).stderr

    def test_a_private_project_is_linted(self, run, repo) -> None:
        repo.git("rm", "--quiet", "-r", "content")
        repo.write({".gitignore": ".scaffold/\n", ".scaffold/config.yml": "version: 2\nmethodology: [\n"})
        assert "1 file" in run("check").stdout

    def test_a_hook_of_another_repository_asks_about_this_one(self, run, repo, tmp_path, monkeypatch) -> None:
        repo.write({"content/pipeline/drafts/a.md": tree.step("a", 140, "gone")})
        monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
        monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "elsewhere/index"))
        assert places(self.check(run)) == []

    def check(self, run, *arguments: str):
        return run("check", *arguments, *ONLY)
