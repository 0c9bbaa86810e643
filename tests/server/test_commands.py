"""The subcommands beside ``check``: help, rules, explain, schema."""

from __future__ import annotations

import io
import json
import sys
import time

import jsonschema
import pytest

from scaffold_rules.registry import RULES
from scaffold_schemas import KINDS
from scaffold_server.cli.main import COMMANDS
from scaffold_server.cli.progress import progress_on_terminal


class TestHelp:
    @pytest.mark.parametrize("command", COMMANDS)
    def test_every_command_says_what_it_does(self, run, command) -> None:
        result = run(command, "--help")
        assert result.exit_code == 0
        assert command in run("--help").stdout

    def test_a_misspelled_command(self, run) -> None:
        result = run("chekc", ".")
        assert result.exit_code == 2
        assert "did you mean `scaffold-lint check`?" in result.stderr

    def test_a_path_without_a_command(self, run, tmp_path) -> None:
        result = run(tmp_path)
        assert result.exit_code == 2
        assert f"did you mean `scaffold-lint check {tmp_path}`?" in result.stderr


class TestRules:
    def test_a_line_for_each(self, run) -> None:
        lines = run("rules").stdout.splitlines()
        assert [line.split()[0] for line in lines] == sorted(rule.name for rule in RULES)
        assert all(line.endswith(".") for line in lines)

    def test_those_of_a_family(self, run) -> None:
        lines = run("rules", "yaml", "overlay/unknown-step").stdout.splitlines()
        assert {line.split("/")[0] for line in lines} == {"yaml", "overlay"}
        assert len([line for line in lines if line.startswith("overlay")]) == 1

    def test_json(self, run) -> None:
        found = {facts["name"]: facts for facts in json.loads(run("rules", "--output-format", "json").stdout)}
        assert found.keys() == {rule.name for rule in RULES}
        assert found["overlay/unknown-step"]["severity"] == "warning"
        assert found["overlay/unknown-step"]["fixable"] is True

    def test_unknown(self, run) -> None:
        assert run("rules", "ovrelay").exit_code == 2


class TestExplain:
    def test_a_rule(self, run) -> None:
        text = run("explain", "overlay/unknown-step").stdout
        assert text.startswith("# overlay/unknown-step\n")
        assert "`content/methodology/game-overlay.yml`:\n\n```yaml\n" in text

    def test_a_family(self, run) -> None:
        text = run("explain", "yaml").stdout
        assert text.startswith("# yaml\n")
        assert text.count("\n## yaml/") == sum(rule.family == "yaml" for rule in RULES)
        assert "\n### Bad\n" in text

    def test_in_colour(self, run) -> None:
        assert "\x1b[" in run("explain", "yaml", "--color").stdout

    @pytest.mark.parametrize(
        ("name", "meant"),
        [("overlay/unknown-stpe", "overlay/unknown-step"), ("unknown_step", "overlay/unknown-step"), ("yml", "yaml")],
    )
    def test_a_misspelled_name(self, run, name, meant) -> None:
        result = run("explain", name)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert f"`{meant}`" in result.stderr


class TestSchema:
    @pytest.mark.parametrize("kind", [*KINDS, "settings"])
    def test_each_is_complete_in_itself(self, run, kind) -> None:
        schema = json.loads(run("schema", kind).stdout)
        jsonschema.Draft202012Validator.check_schema(schema)
        references = {value for key, value in _pairs(schema) if key == "$ref"}
        assert all(str(reference).startswith("#") for reference in references)
        assert schema["title"]

    def test_the_kinds(self, run) -> None:
        assert [line.split()[0] for line in run("schema").stdout.splitlines()] == [*KINDS, "settings"]

    def test_of_a_release(self, run) -> None:
        newest = json.loads(run("schema", "overlay").stdout)["properties"]["project-type"]["enum"]
        older = json.loads(run("schema", "overlay", "--content-version", "3.9.0").stdout)
        assert "macos-native" in newest
        assert "macos-native" not in older["properties"]["project-type"]["enum"]

    def test_a_misspelled_kind(self, run) -> None:
        result = run("schema", "overlays")
        assert result.exit_code == 2
        assert "`overlay`" in result.stderr


def _pairs(value: object):
    if isinstance(value, dict):
        yield from value.items()
        for item in value.values():
            yield from _pairs(item)
    elif isinstance(value, list):
        for item in value:
            yield from _pairs(item)


class Terminal(io.StringIO):
    """What a progress line is written to."""

    def isatty(self) -> bool:
        return True


class TestProgress:
    def test_nothing_within_the_first_second(self, monkeypatch) -> None:
        monkeypatch.setattr(sys, "stderr", terminal := Terminal())
        with progress_on_terminal() as progress:
            progress("checking", 1, 10)
        assert terminal.getvalue() == ""

    def test_a_line_that_is_gone_at_the_end(self, monkeypatch) -> None:
        monkeypatch.setattr(sys, "stderr", terminal := Terminal())
        clock = iter([0.0, 0.5, 1.2, 1.21, 2.0])
        monkeypatch.setattr(time, "monotonic", lambda: next(clock))
        with progress_on_terminal() as progress:
            for done in range(4):
                progress("checking", done, 10)
        assert terminal.getvalue() == "\r\x1b[Kchecking 1 of 10 files\r\x1b[Kchecking 3 of 10 files\r\x1b[K"

    def test_nothing_where_there_is_no_terminal(self, monkeypatch) -> None:
        monkeypatch.setattr(sys, "stderr", pipe := io.StringIO())
        with progress_on_terminal() as progress:
            monkeypatch.setattr(time, "monotonic", lambda: 1e9)
            progress("checking", 1, 10)
        assert pipe.getvalue() == ""


class TestEffective:
    @pytest.fixture
    def project(self, tmp_path):
        (tmp_path / ".scaffold").mkdir()
        (tmp_path / ".scaffold" / "config.yml").write_text(
            "version: 2\nmethodology: deep\nplatforms: [codex]\n", "utf-8"
        )
        return tmp_path

    def test_what_a_step_receives(self, run, project) -> None:
        result = run("effective", "tdd", project)
        assert result.exit_code == 0
        assert "coding-standards" in result.stdout

    def test_a_domain_is_one_of_its_project_type(self, run, project) -> None:
        chosen = ("effective", "tdd", project, "--project-type", "research")
        assert run(*chosen, "--domain", "ml-research", "--domain", "none").exit_code == 0
        result = run(*chosen, "--domain", "ml-reserch")
        assert result.exit_code == 2
        assert "did you mean `ml-research`?" in result.stderr
        assert run(*chosen, "--domain", "fintech").exit_code == 2

    def test_a_domain_without_a_project_type(self, run, project) -> None:
        result = run("effective", "tdd", project, "--domain", "ml-research")
        assert result.exit_code == 2
        assert "--project-type" in result.stderr

    def test_the_release_in_the_settings_counts(self, run, project) -> None:
        assert run("effective", "merge-throughput", project).exit_code == 0
        (project / ".scaffold" / "lint.toml").write_text('content-version = "3.9.0"\n', "utf-8")
        result = run("effective", "merge-throughput", project)
        assert result.exit_code == 2
        assert "nothing is called `merge-throughput`" in result.stderr

    def test_the_package_in_the_settings_counts(self, run, project) -> None:
        content = project / "vendor" / "content"
        step = "---\nname: launch\ndescription: Launch\nphase: pre\norder: 110\noutputs: [docs/a.md]\n---\n"
        for path, text in {"pipeline/pre/launch.md": step, "methodology/deep.yml": "", "package.json": ""}.items():
            (content / path).parent.mkdir(parents=True, exist_ok=True)
            (content / path).write_text(text, "utf-8")
        (project / ".scaffold" / "lint.toml").write_text('package = "vendor"\n', "utf-8")
        assert run("effective", "launch", project).exit_code == 0
