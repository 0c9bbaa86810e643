"""The hooks as their users run them: real repositories, a real pre-commit, installed from a clone of this repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import tree
from repo import STEPS, Repo

REPOSITORY = Path(__file__).parents[2]
PRE = "content/pipeline/pre/"
ONLY = "step/unknown-dependency,yaml,frontmatter"

pytestmark = [pytest.mark.repository, pytest.mark.index]


@pytest.fixture(scope="session")
def shared(tmp_path_factory) -> Path:
    """A folder that all workers of a test run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def clone(shared, tmp_path_factory) -> Path:
    """A repository with what is in the working tree here."""
    target = shared / "scaffold-lint-clone"
    if not target.exists():
        made = Repo(tmp_path_factory.mktemp("clone") / "made")
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=REPOSITORY,
            capture_output=True,
            check=True,
        ).stdout
        for name in filter(None, listed.decode().split("\0")):
            if (REPOSITORY / name).is_file():
                (made.folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(REPOSITORY / name, made.folder / name)
        made.git("add", "--all")
        made.git("commit", "--quiet", "--message=all")
        try:
            made.folder.rename(target)
        except OSError:
            assert target.exists(), "another worker was first"
    return target


class Hooked(Repo):
    """A repository whose commits go through pre-commit."""

    environment: Mapping[str, str]

    def pre_commit(self, *arguments: str, check: bool = True) -> str:
        """What a pre-commit command prints."""
        done = subprocess.run(
            [sys.executable, "-m", "pre_commit", *arguments],
            cwd=self.folder,
            env={**os.environ, **self.environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def try_commit(self, *arguments: str) -> str:
        """What a commit says that goes through its hooks; it may be refused."""
        return self.git("commit", "--message=x", *arguments, check=False, **self.environment)

    def configure(self, clone: Path, hook: str, *arguments: str) -> None:
        """Use one of the hooks."""
        revision = subprocess.run(
            ["git", "rev-parse", "HEAD"], cwd=clone, capture_output=True, text=True, check=True
        ).stdout.strip()
        used = (
            f"{{id: {hook}, args: [--output-format, concise, --only, '{ONLY}'{''.join(f', {a}' for a in arguments)}]}}"
        )
        self.commit({".pre-commit-config.yaml": f"repos:\n- repo: {clone}\n  rev: {revision}\n  hooks: [{used}]\n"})


@pytest.fixture
def repo(tmp_path, shared, clone) -> Iterator[Hooked]:
    """A repository with three steps and the hook ``scaffold-lint``; skipped where it cannot be installed, but in CI."""
    made = Hooked(tmp_path / "work", STEPS)
    made.environment = {"PRE_COMMIT_HOME": str(shared / "pre-commit"), "PRE_COMMIT_COLOR": "never"}
    made.configure(clone, "scaffold-lint")
    said = made.pre_commit("install", "--install-hooks", check=False)
    if "pre-commit installed at" not in said or "error" in said.lower():
        if os.environ.get("CI"):
            pytest.fail(said)
        pytest.skip(f"the hook cannot be installed here: {said[-300:]}")
    return made


def places(said: str) -> list[str]:
    """The files that a hook names."""
    return [
        line.split(":")[0].removeprefix(PRE) for line in said.splitlines() if ": error " in line or ": warning " in line
    ]


def test_a_good_commit(repo) -> None:
    repo.stage({f"{PRE}new.md": tree.step("new", 140, "ship")})
    said = repo.try_commit()
    assert "Passed" in said
    assert repo.git("log", "--format=%s", "-1").strip() == "x"


def test_a_file_is_added(repo) -> None:
    repo.stage({f"{PRE}new.md": tree.step("new", 140, "gone")})
    assert places(repo.try_commit()) == ["new.md"]
    assert repo.git("log", "--format=%s", "-1").strip() == "more", "there is no such commit"


def test_what_it_needs_was_never_added(repo) -> None:
    repo.write({f"{PRE}base.md": tree.step("base", 100)})
    repo.stage({f"{PRE}new.md": tree.step("new", 140, "base")})
    assert places(repo.try_commit()) == ["new.md"]
    repo.git("add", "--all")
    assert "Passed" in repo.try_commit()


def test_what_it_needs_is_only_meant_to_be_added(repo) -> None:
    repo.write({f"{PRE}base.md": tree.step("base", 100)})
    repo.git("add", "--intent-to-add", f"{PRE}base.md")
    repo.stage({f"{PRE}new.md": tree.step("new", 140, "base")})
    assert places(repo.try_commit()) == ["new.md"]


def test_a_step_is_deleted_and_nothing_else(repo) -> None:
    repo.git("rm", "--quiet", f"{PRE}plan.md")
    assert places(repo.try_commit()) == ["build.md"]


def test_a_step_is_renamed(repo) -> None:
    repo.git("mv", f"{PRE}plan.md", f"{PRE}scheme.md")
    repo.edit(f"{PRE}scheme.md", "name: plan", "name: scheme")
    repo.git("add", "--all")
    assert places(repo.try_commit()) == ["build.md"]
    repo.edit(f"{PRE}build.md", "[plan]", "[scheme]")
    repo.git("add", "--all")
    assert "Passed" in repo.try_commit()


def test_part_of_a_file_is_staged(repo) -> None:
    repo.edit(f"{PRE}ship.md", "[build]", "[build, gone]")
    repo.git("add", "--all")
    repo.edit(f"{PRE}ship.md", "[build, gone]", "[build, plan]")
    assert places(repo.try_commit()) == ["ship.md"]
    assert "[build, plan]" in (repo.folder / PRE / "ship.md").read_text("utf-8")


def test_a_commit_of_all_that_is_tracked(repo) -> None:
    repo.write({f"{PRE}base.md": tree.step("base", 100)})
    repo.edit(f"{PRE}ship.md", "[build]", "[build, base]")
    assert places(repo.try_commit("--all")) == ["ship.md"]


def test_names_that_fill_several_command_lines(repo) -> None:
    long = "n" * 180
    repo.stage({f"{PRE}{number:03}-{long}.md": tree.step(f"s{number}", 200 + number, "gone") for number in range(800)})
    repo.git("rm", "--quiet", f"{PRE}plan.md")
    said = repo.try_commit()
    assert said.count("Found ") > 1, "pre-commit called more than once"
    found = places(said)
    assert min(found, key=len) == "build.md"
    assert len(set(found)) == 801
    assert len(found) - found.count("build.md") == 800, "each file of the commit is judged once"


def test_a_merge_with_conflict_markers(repo) -> None:
    repo.git("switch", "--quiet", "--create", "other")
    repo.edit(f"{PRE}plan.md", "A step", "Theirs")
    repo.git("commit", "--quiet", "--no-verify", "--all", "--message=theirs")
    repo.git("switch", "--quiet", "main")
    repo.edit(f"{PRE}plan.md", "A step", "Ours")
    repo.git("commit", "--quiet", "--no-verify", "--all", "--message=ours")
    repo.git("merge", "other", check=False)
    assert "<<<<<<<" in (repo.folder / PRE / "plan.md").read_text("utf-8")
    assert set(places(repo.pre_commit("run", "--files", f"{PRE}plan.md", check=False))) <= {"plan.md"}
    repo.git("add", "--all")
    assert set(places(repo.try_commit())) == {"plan.md"}


def test_a_commit_of_other_files(repo) -> None:
    repo.commit({f"{PRE}old.md": tree.step("old", 140, "gone")})
    repo.stage({"README.md": "x\n"})
    assert "Passed" in repo.try_commit()


def test_files_that_the_user_excludes(repo) -> None:
    repo.edit(".pre-commit-config.yaml", "{id: scaffold-lint,", "{id: scaffold-lint, exclude: /new,")
    repo.stage({".pre-commit-config.yaml": (repo.folder / ".pre-commit-config.yaml").read_bytes()})
    repo.git("commit", "--quiet", "--no-verify", "--message=more")
    repo.stage({f"{PRE}new.md": tree.step("new", 140, "gone")})
    assert "Passed" in repo.try_commit()


def test_all_files_and_what_a_branch_changed(repo) -> None:
    """As CI calls it."""
    repo.commit({f"{PRE}old.md": tree.step("old", 140, "gone")})
    assert places(repo.pre_commit("run", "--all-files", check=False)) == ["old.md"]
    said = repo.pre_commit("run", "--from-ref", "HEAD~1", "--to-ref", "HEAD", check=False)
    assert places(said) == ["old.md"]
    repo.git("rm", "--quiet", f"{PRE}plan.md")
    repo.git("commit", "--quiet", "--no-verify", "--message=less")
    said = repo.pre_commit("run", "--from-ref", "HEAD~1", "--to-ref", "HEAD", check=False)
    assert places(said) == ["build.md"]


def test_three_hundred_findings_and_a_baseline(repo) -> None:
    repo.write({f"{PRE}old{n}.md": tree.step(f"old{n}", 200 + n, f"gone{n}, plan") for n in range(300)})
    repo.write({"scaffold-lint.toml": 'baseline = "known.jsonl"\n'})
    program = Path(sys.executable).with_name("scaffold-lint")
    written = [program, "check", "--only", ONLY, "--write-baseline"]
    subprocess.run(written, cwd=repo.folder, capture_output=True, check=True)
    repo.git("add", "--all")
    assert "Passed" in repo.try_commit()
    repo.edit(f"{PRE}old7.md", "A step", "Another step")
    repo.stage({f"{PRE}new.md": tree.step("new", 140, "gone0")})
    repo.git("add", "--all")
    assert places(repo.try_commit()) == ["new.md"]
    repo.edit(f"{PRE}new.md", "[gone0]", "[ship]")
    repo.git("add", "--all")
    assert "Passed" in repo.try_commit()


def test_the_hook_that_repairs(repo, clone) -> None:
    repo.configure(clone, "scaffold-lint-fix")
    repo.stage({f"{PRE}new.md": tree.step("new", 140, "shipp")})
    said = repo.try_commit()
    assert "files were modified by this hook" in said
    assert "[ship]" in (repo.folder / PRE / "new.md").read_text("utf-8")
    repo.git("add", "--all")
    assert "Passed" in repo.try_commit()


def test_the_hook_that_looks_at_everything(repo, clone) -> None:
    repo.configure(clone, "scaffold-lint-all")
    repo.commit({f"{PRE}old.md": tree.step("old", 140, "gone")})
    repo.stage({"README.md": "x\n"})
    assert places(repo.try_commit()) == ["old.md"]
