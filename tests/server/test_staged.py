"""What ``check`` sees of a commit in the making, and of what changed since another: in real repositories."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import tree
from repo import ALONE, PATH, STEPS, Repo

PRE = "content/pipeline/pre/"
ONLY = ("--only", "step/unknown-dependency,step/later-dependency,schema,yaml,file,frontmatter")


@pytest.fixture
def repo(run, tmp_path, monkeypatch) -> Repo:
    """A repository with three steps, in the working directory."""
    for name, value in {**ALONE, "PATH": PATH}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("PRE_COMMIT_FROM_REF", raising=False)
    return Repo(tmp_path, STEPS)


@pytest.fixture
def told(run):
    """The function that says what a check finds: file, name in the message, and what is to blame."""

    def find(*arguments: str) -> list[tuple[str, str, list[str]]]:
        result = run("check", *arguments, *ONLY, "--output-format", "json")
        assert result.exit_code in {0, 1}, result.output
        found = json.loads(result.stdout)["findings"] if result.stdout else []
        assert bool(found) == bool(result.exit_code)
        return [
            (
                f["path"].removeprefix(PRE),
                f["message"].split("`")[1] if "`" in f["message"] else f["rule"],
                [f"{c['change']} {c['path'].removeprefix(PRE)}" for c in f["because"]],
            )
            for f in found
        ]

    return find


class TestStaged:
    @pytest.mark.usefixtures("repo")
    def test_nothing(self, run) -> None:
        result = run("check", "--staged")
        assert (result.exit_code, result.stdout) == (0, "")
        assert "Nothing that is linted has changed" in result.stderr

    @pytest.mark.usefixtures("repo")
    def test_nothing_is_a_report_too(self, run, tmp_path) -> None:
        """For whoever uploads it."""
        result = run("check", "--since", "HEAD", "--output-format", "gitlab", "--output-file", "report.json")
        assert result.exit_code == 0
        assert json.loads((tmp_path / "report.json").read_text("utf-8")) == []

    def test_a_file_is_added(self, repo, told) -> None:
        repo.stage({f"{PRE}new.md": tree.step("new", 140, "ship, gone")})
        assert told("--staged") == [("new.md", "gone", [])]

    def test_what_it_needs_was_never_added(self, repo, told) -> None:
        repo.write({f"{PRE}base.md": tree.step("base", 100)})
        repo.stage({f"{PRE}new.md": tree.step("new", 140, "base")})
        assert told("--staged") == [("new.md", "base", [])]
        assert told(f"{PRE}new.md") == [], "on disk all is well"

    def test_what_it_needs_is_only_meant_to_be_added(self, repo, told) -> None:
        repo.write({f"{PRE}base.md": tree.step("base", 100)})
        repo.git("add", "--intent-to-add", f"{PRE}base.md")
        repo.stage({f"{PRE}new.md": tree.step("new", 140, "base")})
        assert told("--staged") == [("new.md", "base", [])]
        assert told("--staged", f"{PRE}base.md", f"{PRE}new.md") == [("new.md", "base", [])]

    def test_an_empty_file_that_is_really_added(self, repo, told) -> None:
        repo.stage({f"{PRE}empty.md": ""})
        assert [path for path, *_ in told("--staged")] == ["empty.md"]

    def test_a_step_is_deleted(self, repo, told) -> None:
        repo.git("rm", "--quiet", f"{PRE}plan.md")
        assert told("--staged") == [("build.md", "plan", ["deleted plan.md"])]

    def test_a_step_is_deleted_and_stays_on_disk(self, repo, told) -> None:
        repo.git("rm", "--quiet", "--cached", f"{PRE}plan.md")
        assert told("--staged") == [("build.md", "plan", ["deleted plan.md"])]

    def test_a_step_is_gone_from_disk_alone(self, repo, told) -> None:
        (repo.folder / PRE / "plan.md").unlink()
        repo.stage({f"{PRE}new.md": tree.step("new", 140, "plan")})
        assert told("--staged") == []

    def test_a_step_is_renamed(self, repo, told) -> None:
        repo.git("mv", f"{PRE}plan.md", f"{PRE}scheme.md")
        repo.edit(f"{PRE}scheme.md", "name: plan", "name: scheme")
        repo.git("add", "--all")
        assert told("--staged") == [("build.md", "plan", ["renamed scheme.md"])]

    def test_a_step_is_renamed_everywhere(self, repo, told) -> None:
        repo.git("mv", f"{PRE}plan.md", f"{PRE}scheme.md")
        repo.edit(f"{PRE}scheme.md", "name: plan", "name: scheme")
        repo.edit(f"{PRE}build.md", "[plan]", "[scheme]")
        repo.git("add", "--all")
        assert told("--staged") == []

    def test_part_of_a_file_is_staged(self, repo, told) -> None:
        repo.edit(f"{PRE}ship.md", "[build]", "[build, gone]")
        repo.git("add", "--all")
        repo.edit(f"{PRE}ship.md", "[build, gone]", "[build]")
        assert told("--staged") == [("ship.md", "gone", [])]
        repo.git("add", "--all")
        repo.edit(f"{PRE}ship.md", "A step", "Another step")
        repo.git("add", "--all")
        repo.edit(f"{PRE}ship.md", "[build]", "[build, gone]")
        assert told("--staged") == []

    def test_names_split_over_several_calls_change_nothing(self, repo, told) -> None:
        repo.git("rm", "--quiet", f"{PRE}plan.md")
        repo.stage({f"{PRE}{name}.md": tree.step(name, 140, "gone") for name in "abc"})
        repo.edit(f"{PRE}ship.md", "[build]", "[build, plan]")
        repo.git("add", "--all")
        names = [f"{PRE}{name}.md" for name in ("a", "b", "c", "ship")]
        together = told("--staged", *names)
        apart = [told("--staged", *part) for part in (names[:1], names[1:3], names[3:])]
        assert together == sorted({json.dumps(found): found for part in apart for found in part}.values())
        assert [path for path, *_ in together] == ["a.md", "b.md", "build.md", "c.md", "ship.md"]
        assert together == told("--staged"), "and it is what is found without any names"

    def test_files_that_are_named_are_linted_although_nothing_changed(self, repo, told) -> None:
        repo.commit({f"{PRE}old.md": tree.step("old", 140, "gone")})
        assert told("--staged") == []
        assert told("--staged", f"{PRE}old.md", f"{PRE}plan.md") == [("old.md", "gone", [])]

    def test_none_are_named(self, repo, told, run) -> None:
        """As pre-commit calls when its user excludes all that is staged."""
        repo.stage({f"{PRE}a.md": tree.step("a", 140, "gone")})
        assert told("--staged", "--named-only") == []
        assert told("--staged", "--named-only", f"{PRE}a.md") == [("a.md", "gone", [])]
        repo.git("rm", "--quiet", f"{PRE}plan.md")
        assert [path for path, *_ in told("--staged", "--named-only")] == ["build.md"]
        assert run("check", "--named-only").exit_code == 2

    def test_what_was_wrong_before_is_not_told(self, repo, told) -> None:
        repo.commit({f"{PRE}old.md": tree.step("old", 140, "gone")})
        repo.edit(f"{PRE}plan.md", "A step", "Another step")
        repo.git("add", "--all")
        assert told("--staged") == []

    @pytest.mark.usefixtures("repo")
    def test_the_first_commit(self, told, tmp_path, monkeypatch) -> None:
        first = Repo(tmp_path / "first")
        monkeypatch.chdir(first.folder)
        assert told("--staged") == []
        first.stage({**STEPS, f"{PRE}plan.md": tree.step("plan", dependencies="gone")})
        assert told("--staged") == [("plan.md", "gone", [])]

    def test_all_of_the_content_is_deleted(self, repo, told) -> None:
        repo.git("rm", "--quiet", "-r", "content")
        assert told("--staged") == []

    def test_below_a_folder(self, repo, told) -> None:
        repo.stage(
            {f"{PRE}a.md": tree.step("a", 140, "gone"), "content/pipeline/post/b.md": tree.step("b", 150, "gone")}
        )
        assert [path for path, *_ in told("--staged", "content/pipeline/pre")] == ["a.md"]

    def test_a_path_that_goes_over_a_link(self, repo, told, tmp_path_factory) -> None:
        repo.commit({f"{PRE}a.md": tree.step("a", 140, "gone")})
        link = tmp_path_factory.mktemp("elsewhere") / "link"
        link.symlink_to(repo.folder)
        assert [path for path, *_ in told("--staged", str(link / PRE / "a.md"))] == ["a.md"]

    def test_a_path_elsewhere(self, repo, run, tmp_path_factory) -> None:
        assert repo
        result = run("check", "--staged", tree.content(tmp_path_factory.mktemp("elsewhere")))
        assert result.exit_code == 2
        assert "not in the repository" in result.stderr

    def test_from_a_folder_below(self, repo, run, monkeypatch) -> None:
        repo.stage({f"{PRE}a.md": tree.step("a", 140, "gone")})
        monkeypatch.chdir(repo.folder / "content/pipeline")
        result = run("check", "--staged", *ONLY, "--output-format", "concise")
        assert "content/pipeline/pre/a.md:7:16" in result.stdout

    def test_settings_are_those_of_the_commit(self, repo, told) -> None:
        repo.stage({f"{PRE}a.md": tree.step("a", 140, "gone")})
        repo.write({"scaffold-lint.toml": 'ignore = ["step"]\n'})
        assert told("--staged") == [("a.md", "gone", [])]
        repo.git("add", "--all")
        assert told("--staged") == [("a.md", "gone", [])], "what is asked for by name wins"

    def test_a_merge_that_is_open(self, repo, told) -> None:
        repo.git("switch", "--quiet", "--create", "other")
        repo.edit(f"{PRE}plan.md", "A step", "Theirs")
        repo.git("commit", "--quiet", "--all", "--message=theirs")
        repo.git("switch", "--quiet", "main")
        repo.edit(f"{PRE}plan.md", "A step", "Ours")
        repo.git("commit", "--quiet", "--all", "--message=ours")
        assert "CONFLICT" in repo.git("merge", "other", check=False)
        assert {path for path, *_ in told("--staged", f"{PRE}plan.md")} == {"plan.md"}
        repo.git("add", "--all")
        found = told("--staged")
        assert {path for path, *_ in found} == {"plan.md"}, "the markers are no YAML"

    @pytest.mark.parametrize("name", ["größe 字.md", "two\nlines.md", "tab\tquote'\".md", "-dash.md", "$(x).md"])
    def test_odd_names(self, repo, told, name) -> None:
        repo.stage({f"{PRE}{name}": tree.step("odd", 140, "gone")})
        assert [path for path, *_ in told("--staged")] == [name]
        assert [path for path, *_ in told("--staged", f"{PRE}{name}")] == [name]
        assert [path for path, *_ in told("--since", "HEAD")] == [name]

    @pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are text")
    def test_a_name_that_is_no_text(self, repo, told) -> None:
        name = os.fsdecode(b"\xff.md")
        repo.stage({f"{PRE}{name}": tree.step("odd", 140, "gone")})
        assert len(told("--staged")) == 1

    def test_line_ends_that_git_converts(self, repo, told) -> None:
        repo.git("config", "core.autocrlf", "true")
        text = tree.step("new", 140, "gone").replace("\n", "\r\n")
        repo.stage({f"{PRE}new.md": text})
        repo.write({f"{PRE}plan.md": tree.step("plan").replace("\n", "\r\n")})
        assert told("--staged") == [("new.md", "gone", [])]
        assert told("--since", "HEAD") == [("new.md", "gone", [])]

    def test_links(self, repo, told) -> None:
        repo.write({"shared/base.md": tree.step("base", 140, "gone")})
        (repo.folder / PRE / "base.md").symlink_to("../../../shared/base.md")
        (repo.folder / PRE / "round.md").symlink_to("round.md")
        (repo.folder / PRE / "out.md").symlink_to("/etc/passwd")
        repo.git("add", "--all")
        assert [path for path, *_ in told("--staged")] == ["base.md", "out.md", "round.md"]

    def test_bytes(self, repo, told) -> None:
        repo.stage({f"{PRE}a.md": b"\xff\0" * 100, f"{PRE}b.md": b"x" * 5_000_001})
        repo.write({f"{PRE}a.md": "other", f"{PRE}b.md": "other"})
        assert {path for path, *_ in told("--staged")} == {"a.md", "b.md"}

    def test_a_pipe_in_the_place_of_a_file(self, repo, told) -> None:
        repo.stage({f"{PRE}a.md": tree.step("a", 140, "gone")})
        (repo.folder / PRE / "a.md").unlink()
        os.mkfifo(repo.folder / PRE / "a.md")
        assert told("--staged") == [("a.md", "gone", [])]

    def test_bytes_that_are_not_at_hand(self, repo, told) -> None:
        """As in a clone that fetches them when they are needed."""
        repo.stage({f"{PRE}a.md": tree.step("a", 140, "gone")})
        number = repo.git("rev-parse", f":{PRE}a.md").strip()
        (repo.folder / ".git/objects" / number[:2] / number[2:]).unlink()
        assert told("--staged") == [("a.md", "gone", [])], "the disk has them"
        repo.write({f"{PRE}a.md": "other"})
        assert [path for path, *_ in told("--staged")] == ["a.md"]


class TestBaseline:
    """A repository that has had findings for long."""

    @pytest.fixture
    def old(self, repo, run) -> Repo:
        repo.write({f"{PRE}old{n}.md": tree.step(f"old{n}", 200 + n, f"gone{n}, plan") for n in range(300)})
        repo.write({"scaffold-lint.toml": 'baseline = "known.jsonl"\n'})
        assert run("check", *ONLY, "--write-baseline").exit_code == 0
        repo.git("add", "--all")
        repo.git("commit", "--quiet", "--message=old")
        return repo

    def test_only_what_is_new_is_told(self, old, told) -> None:
        old.edit(f"{PRE}old7.md", "A step", "Another step")
        old.stage({f"{PRE}new.md": tree.step("new", 140, "gone0")})
        old.git("add", "--all")
        assert told("--staged") == [("new.md", "gone0", [])]

    def test_what_is_known_of_a_line_does_not_hide_what_a_change_does_to_it(self, old, told) -> None:
        old.git("rm", "--quiet", f"{PRE}plan.md")
        found = told("--staged")
        assert len(found) == 301
        assert {name for _, name, _ in found} == {"plan"}

    def test_it_is_that_of_the_commit(self, old, told) -> None:
        old.edit(f"{PRE}old7.md", "A step", "Another step")
        old.git("add", "--all")
        old.write({"known.jsonl": "no baseline at all"})
        assert told("--staged") == []


class TestPlaces:
    """Where git keeps what it knows."""

    def test_a_commit_of_named_files_alone(self, repo) -> None:
        """Git hands its hook an index of its own."""
        hook(repo)
        repo.write({f"{PRE}a.md": tree.step("a", 140, "gone"), f"{PRE}b.md": tree.step("b", 150, "gone")})
        repo.git("add", "--all")
        said = repo.git("commit", "--message=a", "--only", f"{PRE}a.md", check=False)
        assert "a.md:7:16" in said
        assert "b.md:7:16" not in said

    def test_a_commit_of_all(self, repo) -> None:
        hook(repo)
        repo.edit(f"{PRE}ship.md", "[build]", "[gone]")
        assert "ship.md:7:16" in repo.git("commit", "--message=a", "--all", check=False)

    def test_a_commit_that_is_amended(self, repo) -> None:
        repo.commit({f"{PRE}a.md": tree.step("a", 140, "gone")})
        hook(repo)
        repo.stage({f"{PRE}b.md": tree.step("b", 150, "gone")})
        said = repo.git("commit", "--message=a", "--amend", check=False)
        assert "b.md:7:16" in said

    def test_a_worktree(self, repo, tmp_path) -> None:
        hook(repo)
        repo.git("worktree", "add", "--quiet", "-b", "side", "side")
        side = Repo.__new__(Repo)
        side.folder = tmp_path / "side"
        side.git("rm", "--quiet", f"{PRE}plan.md")
        assert "build.md:7:16" in side.git("commit", "--message=a", check=False)

    def test_a_submodule(self, repo, tmp_path) -> None:
        part = Repo(tmp_path / "part", {"core/craft.md": "---\nname: craft\ndescription: x\n---\n\n## Summary\nA.\n"})
        repo.git(
            "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(part.folder), "content/knowledge"
        )
        new = tree.step("new", 140).replace("outputs:", "knowledge-base: [craft, gone]\noutputs:")
        repo.stage({f"{PRE}new.md": new})
        found = run_json("--staged", "--only", "step/unknown-knowledge")
        assert [f["message"].split("`")[1] for f in found] == ["gone"], "its files are known, as they are on disk"

    def test_no_repository(self, run, tmp_path, monkeypatch) -> None:
        monkeypatch.setenv("PATH", PATH)
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
        for option in (("--staged",), ("--since", "HEAD")):
            result = run("check", *option)
            assert result.exit_code == 2
            assert "not a git repository" in result.stderr

    def test_no_git(self, run) -> None:
        result = run("check", "--staged")
        assert result.exit_code == 2
        assert "there is no git" in result.stderr

    def test_the_inside_of_a_repository(self, run, repo, monkeypatch) -> None:
        monkeypatch.chdir(repo.folder / ".git")
        assert run("check", "--staged").exit_code == 2

    def test_no_program_of_a_repository_is_started(self, repo, run, tmp_path) -> None:
        program = tmp_path / "program"
        program.write_text(f"#!/bin/sh\ntouch {tmp_path}/started\ncat\n", "utf-8")
        program.chmod(0o755)
        for key in (
            "core.fsmonitor",
            "diff.external",
            "diff.x.textconv",
            "filter.x.clean",
            "filter.x.smudge",
            "core.pager",
        ):
            repo.git("config", key, str(program))
        repo.write({".gitattributes": "* diff=x filter=x\n", f"{PRE}plan.md": tree.step("plan", 125)})
        for arguments in ((), ("--staged",), ("--since", "HEAD"), ("--staged", f"{PRE}build.md")):
            run("check", *arguments)
        assert not (tmp_path / "started").exists()
        repo.git("status")
        assert (tmp_path / "started").exists(), "git itself does"


class TestSince:
    def test_what_changed_on_disk(self, repo, told) -> None:
        repo.write({f"{PRE}new.md": tree.step("new", 140, "gone") + "".join(f"Line {n}.\n" for n in range(30))})
        repo.edit(f"{PRE}ship.md", "[build]", "[build, away]")
        (repo.folder / PRE / "plan.md").unlink()
        assert told("--since", "HEAD") == [
            ("build.md", "plan", ["deleted plan.md"]),
            ("new.md", "gone", []),
            ("ship.md", "away", []),
        ]

    def test_a_branch_is_compared_with_where_it_began(self, repo, told) -> None:
        repo.git("switch", "--quiet", "--create", "topic")
        repo.commit({f"{PRE}a.md": tree.step("a", 140, "gone")})
        repo.git("switch", "--quiet", "main")
        repo.git("rm", "--quiet", f"{PRE}ship.md")
        repo.commit({f"{PRE}b.md": tree.step("b", 150, "away")})
        repo.git("switch", "--quiet", "topic")
        assert told("--since", "main") == [("a.md", "gone", [])]

    def test_without_a_common_commit(self, repo, told) -> None:
        repo.git("switch", "--quiet", "--orphan", "apart")
        repo.commit({**STEPS, f"{PRE}a.md": tree.step("a", 140, "gone")})
        assert told("--since", "main") == [("a.md", "gone", [])]

    def test_with_what_is_staged(self, repo, told) -> None:
        repo.git("switch", "--quiet", "--create", "topic")
        repo.commit({f"{PRE}a.md": tree.step("a", 140, "gone")})
        repo.write({f"{PRE}b.md": tree.step("b", 150, "away")})
        assert told("--since", "main", "--staged") == [("a.md", "gone", [])]
        assert told("--staged") == []

    def test_as_pre_commit_says_it_in_ci(self, repo, told, monkeypatch) -> None:
        repo.commit({f"{PRE}a.md": tree.step("a", 140, "gone")})
        monkeypatch.setenv("PRE_COMMIT_FROM_REF", "HEAD~1")
        assert told("--staged") == [("a.md", "gone", [])]
        monkeypatch.setenv("PRE_COMMIT_FROM_REF", "0" * 40)
        assert told("--staged") == []

    @pytest.mark.parametrize("name", ["nowhere", "-x", "--output=x", "HEAD:content", ""])
    @pytest.mark.usefixtures("repo")
    def test_what_is_no_commit(self, run, name) -> None:
        result = run("check", f"--since={name}")
        assert result.exit_code == 2
        assert "no commit is called" in result.stderr


class TestFix:
    def test_the_disk_is_repaired_and_the_rest_is_judged_as_repaired(self, repo, run) -> None:
        repo.stage({f"{PRE}new.md": tree.step("new", 140, "shipp")})
        result = run("check", "--staged", "--fix", *ONLY)
        assert (result.exit_code, "Fixed 1 finding" in result.stderr) == (0, True)
        assert "[ship]" in (repo.folder / PRE / "new.md").read_text("utf-8")
        assert "shipp" in repo.git("show", f":{PRE}new.md"), "staging is the author's"

    def test_what_is_not_staged_is_not_lost(self, repo, run) -> None:
        repo.stage({f"{PRE}new.md": tree.step("new", 140, "shipp")})
        repo.edit(f"{PRE}new.md", "A step", "A better step")
        result = run("check", "--staged", "--fix", *ONLY)
        assert result.exit_code == 1
        assert "not fixed" in result.stderr
        text = (repo.folder / PRE / "new.md").read_text("utf-8")
        assert "A better step" in text
        assert "shipp" in text

    def test_line_ends_that_git_converts_stay(self, repo, run) -> None:
        repo.git("config", "core.autocrlf", "true")
        text = tree.step("new", 140, "shipp").replace("\n", "\r\n")
        repo.stage({f"{PRE}new.md": text})
        assert run("check", "--staged", "--fix", *ONLY).exit_code == 0
        assert (repo.folder / PRE / "new.md").read_bytes().decode() == text.replace("shipp", "ship")

    def test_files_that_only_feel_the_change_stay_as_they_are(self, repo, run) -> None:
        repo.git("mv", f"{PRE}plan.md", f"{PRE}plans.md")
        repo.edit(f"{PRE}plans.md", "name: plan", "name: plans")
        repo.git("add", "--all")
        result = run("check", "--staged", "--fix", *ONLY)
        assert result.exit_code == 1
        assert "[plan]" in (repo.folder / PRE / "build.md").read_text("utf-8")


def hook(repo: Repo) -> None:
    """Git's own hook, without pre-commit."""
    file = repo.folder / ".git/hooks/pre-commit"
    file.parent.mkdir(exist_ok=True)
    program = Path(sys.executable).with_name("scaffold-lint")
    file.write_text(f"#!/bin/sh\nexec '{program}' check --staged {' '.join(ONLY)} --output-format concise\n", "utf-8")
    file.chmod(0o755)


def run_json(*arguments: str) -> list[dict]:
    """The findings of a check in a process of its own."""
    program = Path(sys.executable).with_name("scaffold-lint")
    done = subprocess.run(
        [program, "check", *arguments, "--output-format", "json"], capture_output=True, text=True, check=False
    )
    return json.loads(done.stdout)["findings"]


def test_the_commit_is_judged_as_the_disk_is(corpus, tmp_path, monkeypatch) -> None:
    """All of a release in its first commit: the same findings from git's index as from the disk."""
    for name, value in ALONE.items():
        monkeypatch.setenv(name, value)
    folder = tmp_path / "work"
    shutil.copytree(corpus, folder, copy_function=shutil.copyfile)
    monkeypatch.chdir(folder)
    repo = Repo(folder)
    repo.git("add", "--all")
    options = ("--ignore", "python")  # a part that knows no other files, and takes the longest
    on_disk, in_commit = run_json(*options), run_json("--staged", *options)
    assert len(on_disk) > 100
    assert in_commit == on_disk
