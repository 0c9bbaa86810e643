"""``check --add-ignore`` silences what is left; what no comment can silence is said as settings."""

from __future__ import annotations

import tree

RULE = "step/unknown-dependency"
STEP = "content/pipeline/pre/plan.md"


def test_what_is_left_is_silenced(run, tmp_path) -> None:
    folder = tree.content(tmp_path)
    result = run("check", folder, "--only", f"{RULE},suppression", "--add-ignore")
    assert result.exit_code == 0
    assert "Silenced 1 finding in 1 file." in result.stderr
    assert f"dependencies: [nothing-there]  # scaffold-lint: ignore[{RULE}]\n" in (folder / STEP).read_text()
    before = (folder / STEP).read_bytes()
    assert "Silenced" not in run("check", folder, "--only", RULE, "--add-ignore").stderr
    assert (folder / STEP).read_bytes() == before


def test_what_can_be_fixed_is_fixed_first(run, tmp_path) -> None:
    step = tree.step("a", dependencies="plan, plan, nowhere-at-all")
    folder = tree.content(tmp_path, {"content/pipeline/pre/a.md": step})
    run("check", folder, "--only", "step/duplicate-item,step/unknown-dependency", "--fix", "--add-ignore")
    text = (folder / "content/pipeline/pre/a.md").read_text()
    assert f"dependencies: [plan, nowhere-at-all]  # scaffold-lint: ignore[{RULE}]\n" in text


def test_the_level_counts(run, tmp_path) -> None:
    folder = tree.content(
        tmp_path, {"scaffold-lint.toml": f'fail-on = "error"\nseverity = {{ "{RULE}" = "warning" }}\n'}
    )
    assert "Silenced" not in run("check", folder, "--only", RULE, "--add-ignore").stderr
    assert "Silenced" not in run("check", folder, "--only", RULE, "--add-ignore", "--fail-on", "never").stderr
    assert "Silenced 1" in run("check", folder, "--only", RULE, "--add-ignore", "--fail-on", "info").stderr


def test_diff_shows_and_writes_nothing(run, tmp_path) -> None:
    folder = tree.content(tmp_path)
    before = (folder / STEP).read_bytes()
    result = run("check", folder, "--only", RULE, "--add-ignore", "--diff")
    assert result.exit_code == 1
    assert f"+dependencies: [nothing-there]  # scaffold-lint: ignore[{RULE}]\n" in result.stdout
    assert (folder / STEP).read_bytes() == before


def test_what_no_comment_can_silence_is_said_as_settings(run, tmp_path) -> None:
    folder = tree.content(tmp_path, {".scaffold/state.json": '{ "schema-version": 1, "steps": 3 }\n'})
    result = run("check", folder, "--only", "schema", "--add-ignore")
    assert result.exit_code == 1
    told = result.stderr.partition("does it:\n")[2]
    assert 'glob = ".scaffold/state.json"' in told
    tree.written(folder, {"scaffold-lint.toml": told})
    assert run("check", folder, "--only", "schema").exit_code == 1, "--only wins over the file"
    assert ".scaffold/state.json" not in run("check", folder).stdout


def test_a_wrong_settings_file_silences_nothing(run, tmp_path) -> None:
    folder = tree.content(tmp_path, {"scaffold-lint.toml": "x = 1\n"})
    before = (folder / STEP).read_bytes()
    assert run("check", folder, "--add-ignore").exit_code == 2
    assert (folder / STEP).read_bytes() == before


def test_a_comment_about_ruff_is_needed_where_there_is_no_ruff(run, tmp_path, monkeypatch) -> None:
    body = "\n```python\nimport os  # scaffold-lint: ignore[python/unused-import]\nx = 1\n```\n"
    folder = tree.content(tmp_path, {STEP: tree.step("plan") + body})
    monkeypatch.setattr("scaffold_server.ruff.ruff_command", lambda: None)
    assert "suppression/unused" not in run("check", folder, "--select", "all").stdout
