"""``scaffold-lint doctor``: facts for a bug report, and no word of what files say."""

from __future__ import annotations

from pathlib import Path

import tree

from scaffold_schemas.version import __version__


def test_what_a_report_needs(run, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    folder = tree.content(tmp_path / "here", {"scaffold-lint.toml": 'content-version = "3.54.0"\n'})
    result = run("doctor", folder)
    assert result.exit_code == 0
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    for expected in (
        f"version {__version__}",
        "is a content repository",
        "release unknown, judged by 3.54.0",
        "names its own",
        "settings ~/here/scaffold-lint.toml",
        "documents 2",
        "1 settings",
        "1 step",
    ):
        assert expected in lines
    words = {line.partition(" ")[0] for line in lines}
    assert {"python", "click", "pygls", "libcst", "ruff", "system", "encodings", "terminal"} <= words
    assert "nothing-there" not in result.stdout


def test_a_project_and_its_names(run, tmp_path) -> None:
    project = tree.written(tmp_path, {".scaffold/config.yml": "a: b\na: c\n"})
    text = run("doctor", project).stdout
    assert "the bundled catalogue of" in text
    assert "1 yaml/duplicate-key" in text


def test_wrong_settings(run, tmp_path) -> None:
    result = run("doctor", tree.content(tmp_path, {"scaffold-lint.toml": "\nsecret-thing = 1\n"}))
    assert result.exit_code == 2
    assert "wrong at 2:1" in result.stdout
    assert "secret-thing" not in result.stdout


def test_nothing_there(run, tmp_path) -> None:
    result = run("doctor", tmp_path)
    assert result.exit_code == 3
    assert "none" in result.stdout


def test_a_ruff_that_does_not_answer(run, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("scaffold_server.ruff.ruff_command", lambda: str(tmp_path / "gone"))
    assert "does not answer (FileNotFoundError)" in run("doctor", tmp_path).stdout
