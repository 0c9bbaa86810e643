"""The GitHub action and the recipes of ``docs/ci.md``: valid by their published schemas, and the action's steps run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import tree
import yaml
from repo import PATH, Repo

REPOSITORY = Path(__file__).parents[2]
FENCE = re.compile(r"^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
RECIPES = [
    match["text"]
    for match in FENCE.finditer((REPOSITORY / "docs/ci.md").read_text("utf-8"))
    if match["language"] == "yaml"
]
SCHEMAS = {".github/workflows/": "vendor.github-workflows", ".gitlab-ci.yml": "vendor.gitlab-ci"}

pytestmark = pytest.mark.repository


def validated(schema: str, file: Path) -> None:
    """Nothing when a file is valid by a schema that check-jsonschema carries."""
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, file],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_action_is_valid() -> None:
    validated("vendor.github-actions", REPOSITORY / "action.yml")


@pytest.mark.parametrize("text", RECIPES, ids=lambda text: text.partition("\n")[0])
def test_a_recipe_is_valid(tmp_path, text) -> None:
    name = text.partition("\n")[0].removeprefix("# ")
    file = tmp_path / Path(name).name
    file.write_text(text, "utf-8")
    for start, schema in SCHEMAS.items():
        if name.startswith(start):
            validated(schema, file)
            return
    assert name == ".pre-commit-config.yaml"
    checked = subprocess.run([sys.executable, "-m", "pre_commit", "validate-config", file], check=False)
    assert checked.returncode == 0


def test_the_recipes_use_inputs_and_hooks_that_there_are() -> None:
    inputs = yaml.safe_load((REPOSITORY / "action.yml").read_text("utf-8"))["inputs"].keys()
    hooks = {hook["id"] for hook in yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    page = (REPOSITORY / "docs/ci.md").read_text("utf-8")
    assert inputs <= set(re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE))
    assert hooks <= set(re.findall(r"`([\w-]+)`", page))
    for text in RECIPES:
        recipe = yaml.safe_load(text)
        steps = [step for job in recipe.get("jobs", {}).values() for step in job["steps"]] if "jobs" in recipe else []
        for step in steps:
            if "OWNER" in step["uses"]:
                assert step.get("with", {}).keys() <= inputs


def test_the_manifest_is_valid() -> None:
    manifest = REPOSITORY / ".pre-commit-hooks.yaml"
    assert (
        subprocess.run([sys.executable, "-m", "pre_commit", "validate-manifest", manifest], check=False).returncode == 0
    )


@pytest.fixture(scope="module")
def runner(tmp_path_factory) -> Path:
    """A runner's folder for temporary files, in which the first step has installed the linter."""
    temporary = tmp_path_factory.mktemp("runner")
    done = run_step(0, temporary, temporary, {"ruff": "false", "python": sys.executable})
    if done.returncode:
        if os.environ.get("CI"):
            pytest.fail(done.stdout + done.stderr)
        pytest.skip(f"nothing can be installed here: {done.stderr[-300:]}")
    assert done.stdout.startswith("scaffold-lint ")
    return temporary


@pytest.mark.index
@pytest.mark.skipif(shutil.which("bash") is None, reason="the steps are for bash")
class TestSteps:
    """The steps of the action, by a shell as GitHub starts it."""

    def test_findings_fail(self, runner, tmp_path) -> None:
        done = run_step(1, tree.content(tmp_path), runner, {})
        assert done.returncode == 1
        assert "nothing-there" in done.stdout

    def test_inputs(self, runner, tmp_path) -> None:
        tree.content(tmp_path, {"content/pipeline/two words/b.md": tree.step("b", 120, "gone")})
        paths = "content/pipeline/two words\ncontent/pipeline/p*/plan.md\n"
        args = "--only\nstep/unknown-dependency\n--output-format=concise\n"
        done = run_step(1, tmp_path, runner, {"paths": paths, "args": args, "fail-on": "never"})
        assert done.returncode == 0, done.stderr
        assert len(done.stdout.splitlines()) == 2

    def test_what_changed(self, runner, tmp_path) -> None:
        repo = Repo(tree.content(tmp_path))
        repo.git("add", "--all")
        repo.git("commit", "--quiet", "--message=first")
        assert run_step(1, tmp_path, runner, {"since": "main"}).returncode == 0
        repo.write({"content/pipeline/pre/new.md": tree.step("new", 120, "gone")})
        assert run_step(1, tmp_path, runner, {"since": "main"}).returncode == 1

    def test_inputs_are_no_code(self, runner, tmp_path) -> None:
        done = run_step(1, tree.content(tmp_path), runner, {"paths": '$(touch a) `touch b` "; touch c; "'})
        assert done.returncode == 2
        assert {path.name for path in tmp_path.iterdir()} == {"content"}


def run_step(number: int, folder: Path, temporary: Path, inputs: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """One step of the action, run in a folder."""
    action = yaml.safe_load((REPOSITORY / "action.yml").read_text("utf-8"))
    values = {f"inputs.{name}": inputs.get(name, each["default"]) for name, each in action["inputs"].items()}
    values |= {"github.action_path": str(REPOSITORY), "runner.temp": str(temporary)}
    step = action["runs"]["steps"][number]
    assert "${{" not in step["run"], "an expression in a script is a way to run what is in it"
    given = {name: re.sub(r"\$\{\{ (.*?) \}\}", lambda m: values[m[1]], text) for name, text in step["env"].items()}
    script = temporary / f"step{number}.sh"
    script.write_text(step["run"], "utf-8")
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", script],
        cwd=folder,
        env={**os.environ, "PATH": PATH, **given},
        capture_output=True,
        text=True,
        check=False,
    )
