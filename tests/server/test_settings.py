"""Settings files: which one counts, what it says, what is wrong with it, and who listens."""

from __future__ import annotations

import logging
import tomllib
from pathlib import Path

import jsonschema
import pytest
import tree
from hypothesis import given
from hypothesis import strategies as st

from scaffold_rules.config import Config
from scaffold_rules.finding import Severity
from scaffold_server.files import root_at
from scaffold_server.session import Session
from scaffold_server.settings import Settings, merged, settings_for
from scaffold_server.settings_schema import settings_schema
from scaffold_server.settings_values import KEYS
from scaffold_server.toml_places import places

RULE = "step/unknown-dependency"
GOOD = """\
select = ["prose"]
ignore = ["step/missing-summary"]
fail-on = "error"
content-version = "3.54.0"
project-types = ["space-ship"]

[severity]
overlay = "info"
"overlay/unknown-step" = "hint"

[options."step/knowledge-heavy"]
most = 10

[options."knowledge/short-entry"]
least = { core = 50 }

[options."step/unmentioned-output"]
exempt-steps = ["a"]

[[paths]]
glob = "content/knowledge/**"
ignore = ["knowledge"]
severity = { prose = "error" }
"""


def _said(folder: Path, text: str) -> Settings:
    return settings_for(tree.written(folder, {".git/HEAD": "", "scaffold-lint.toml": text}))


def _problems(folder: Path, text: str) -> list[tuple[int, int, str]]:
    return [tuple(problem) for problem in _said(folder, text).problems]


class TestSchema:
    SCHEMA = settings_schema()

    def test_it_has_the_keys_that_are_read(self) -> None:
        assert list(self.SCHEMA["properties"]) == list(KEYS)

    def test_what_is_right_is_valid(self) -> None:
        jsonschema.Draft202012Validator.check_schema(self.SCHEMA)
        jsonschema.validate(tomllib.loads(GOOD), self.SCHEMA)

    @pytest.mark.parametrize(
        "text",
        [
            'igonre = ["step"]',
            'ignore = ["step/nothing"]',
            'severity = { step = "loud" }',
            'options = { "step/knowledge-heavy" = { mots = 1 } }',
            'options = { "step/knowledge-heavy" = { most = "1" } }',
            'paths = [{ ignore = ["step"] }]',
            'content-version = "3"',
            'fail-on = "none"',
        ],
    )
    def test_what_is_wrong_is_not(self, tmp_path, text) -> None:
        assert _problems(tmp_path, text)
        assert not jsonschema.Draft202012Validator(self.SCHEMA).is_valid(tomllib.loads(text))


class TestWhichFile:
    def test_none(self, tmp_path) -> None:
        assert settings_for(tree.written(tmp_path, {".git/HEAD": ""})) == Settings()

    def test_the_nearest(self, tmp_path) -> None:
        tree.written(tmp_path, {".git/HEAD": "", "scaffold-lint.toml": "", "a/.scaffold/lint.toml": "", "a/b/c.md": ""})
        assert settings_for(tmp_path / "a/b").file == tmp_path / "a/.scaffold/lint.toml"
        assert settings_for(tmp_path).file == tmp_path / "scaffold-lint.toml"

    def test_in_one_folder(self, tmp_path) -> None:
        names = ["scaffold-lint.toml", ".scaffold/lint.toml", "pyproject.toml"]
        tree.written(tmp_path, {name: "[tool.scaffold-lint]\n" * (name == "pyproject.toml") for name in names})
        for name in names:
            assert settings_for(tmp_path).file == tmp_path / name
            (tmp_path / name).unlink()

    def test_not_beyond_the_repository(self, tmp_path) -> None:
        tree.written(tmp_path, {"scaffold-lint.toml": "", "a/.git": "gitdir: x", "a/b/c.md": ""})
        assert settings_for(tmp_path / "a/b").file is None

    @pytest.mark.parametrize(
        "text",
        [
            "",
            '[project.scripts]\nscaffold-lint = "x:y"\n',
            'dependencies = ["scaffold-lint"\n',
            "tool = 3 # scaffold-lint\n",
            f"scaffold-lint = {'1' * 5000}\n",
        ],
    )
    def test_a_pyproject_without_settings_is_passed_over(self, tmp_path, text) -> None:
        tree.written(tmp_path, {".git/HEAD": "", "scaffold-lint.toml": "", "a/pyproject.toml": text})
        assert settings_for(tmp_path / "a").file == tmp_path / "scaffold-lint.toml"

    def test_pyproject(self, tmp_path) -> None:
        text = '[project]\nname = "x"\n[tool.scaffold-lint]\nignore = ["prose"]\nselct = []\n'
        found = settings_for(tree.written(tmp_path, {"pyproject.toml": text}))
        assert found.config.ignore == ("prose",)
        assert [(p.line, p.column) for p in found.problems] == [(5, 1)]


class TestWhatItSays:
    def test_everything(self, tmp_path) -> None:
        found = _said(tmp_path, GOOD)
        assert found.problems == ()
        assert found.version == (3, 54, 0)
        assert found.project_types == ("space-ship",)
        assert found.fail_on == "error"
        config = found.config
        assert (config.select, config.ignore) == (("prose",), ("step/missing-summary",))
        assert config.severity == {"overlay": Severity.INFO, "overlay/unknown-step": Severity.HINT}
        assert config.options_of("step/knowledge-heavy") == {"most": 10}
        least = config.options_of("knowledge/short-entry")["least"]
        assert (least["core"], least["product"]) == (50, 200), "a table is laid over the default"
        assert config.options_of("step/unmentioned-output") == {"exempt_steps": ("a",)}
        assert config.severity_of("prose/x", "content/knowledge/a.md") is Severity.ERROR
        assert config.severity_of("prose/x", "content/pipeline/a.md") is None

    def test_origins(self, tmp_path, monkeypatch) -> None:
        monkeypatch.chdir(tmp_path)
        origins = _said(tmp_path, GOOD).origins
        assert origins["content-version"] == "scaffold-lint.toml:4"
        assert origins["severity.overlay/unknown-step"] == "scaffold-lint.toml:9"
        assert origins["options.step/unmentioned-output.exempt_steps"] == "scaffold-lint.toml:18"
        assert origins["paths.0"] == "scaffold-lint.toml:21"

    @pytest.mark.parametrize("file", ["scaffold-lint.toml", ".scaffold/lint.toml"])
    def test_the_package_is_relative_to_the_folder(self, tmp_path, file) -> None:
        tree.content(tmp_path / "there")
        found = settings_for(tree.written(tmp_path / "here", {file: 'package = "../there"\n'}))
        assert (found.package, found.problems) == (tmp_path / "there", ())

    @pytest.mark.parametrize("text", ["\ufeff" + GOOD, GOOD.replace("\n", "\r\n")])
    def test_mark_and_line_ends(self, tmp_path, text) -> None:
        found = _said(tmp_path, text)
        assert found.problems == ()
        assert found.origins["content-version"].endswith(":4")


class TestWhatIsWrong:
    @pytest.mark.parametrize(
        ("text", "line", "column", "part"),
        [
            ("\nselct = []\n", 2, 1, "unknown key `selct`; did you mean `select`?"),
            ("zebra = []\n", 1, 1, "unknown key `zebra`; there are `select`"),
            ('select = "prose"\n', 1, 1, "`select` must be a list of rules or families, not a string"),
            ('select = [\n  "prose",\n  3,\n]\n', 3, 3, "must be the name of a rule or family, not a whole number"),
            ('ignore = ["prose", "stepp"]\n', 1, 20, "unknown rule or family `stepp`; did you mean `step`"),
            ('ignore = ["unknown_dependency"]\n', 1, 11, f"did you mean `{RULE}`"),
            ('[severity]\nprose = "warn"\n', 2, 1, "`warn` is no severity"),
            ("[severity]\nprose = 3\n", 2, 1, "`prose` must be a severity, not a whole number"),
            ("severity = true\n", 1, 1, "must be a table of rules or families and their severities"),
            ('[severity]\n"steep/x" = "info"\n', 2, 1, "unknown rule or family `steep/x`"),
            ('[options."step/knowledge-heavi"]\n', 1, 10, "did you mean `step/knowledge-heavy`?"),
            ('[options."step/knowledge-heavy"]\nmots = 3\n', 2, 1, "did you mean `most`?"),
            ('options."step/knowledge-heavy".most = true\n', 1, 32, "must be a whole number, not true or false"),
            ('[options."step/unknown-dependency"]\nx = 1\n', 2, 1, "it has none"),
            ('[options."knowledge/overdue-review"]\ntoday = "soon"\n', 2, 1, "must be a date"),
            ('[options."knowledge/short-entry"]\nleast = { core = "x" }\n', 2, 11, "must be a whole number"),
            ('[paths]\nglob = "x"\n', 1, 2, "written as `[[paths]]`"),
            ('[[paths]]\nglob = "a"\n[[paths]]\nignore = ["prose"]\n', 3, 3, "`glob` is missing"),
            ('[[paths]]\nglob = "a"\n[[paths]]\nglob = "b"\nignroe = []\n', 5, 1, "did you mean `ignore`?"),
            ('[[paths]]\nglob = "a"\n[paths.severity]\nprose = "eror"\n', 4, 1, "did you mean `error`?"),
            ('content-version = "newest"\n', 1, 1, "`newest` is no release"),
            ("content-version = 3.54\n", 1, 1, "must be a string"),
            ('package = "nowhere"\n', 1, 1, "no scaffold package"),
            ('package = "a\\u0000b"\n', 1, 1, "no scaffold package"),
            ('project-types = ["a", "Web App"]\n', 1, 23, "`Web App` is no name"),
            ('fail-on = "eror"\n', 1, 1, "did you mean `error`?"),
            ("select = [\n", 2, 1, "no TOML"),
            ("a = 1\na = 2\n", 2, 6, "no TOML"),
            (f"a = {'1' * 5000}\n", 1, 1, "a number of too many digits"),
        ],
    )
    def test_one_problem_at_its_place(self, tmp_path, text, line, column, part) -> None:
        found = _problems(tmp_path, text)
        assert [(each[0], each[1]) for each in found] == [(line, column)], found
        assert part in found[0][2]

    def test_the_rest_applies(self, tmp_path) -> None:
        found = _said(tmp_path, 'ignore = ["prose", "nothing-such", 1]\nfail-on = "x"\n[severity]\nstep = "info"\n')
        assert found.config == Config(ignore=("prose",), severity={"step": Severity.INFO})
        assert found.fail_on == "warning"
        assert [problem.line for problem in found.problems] == [1, 1, 2]
        assert len(found.complaint.splitlines()) == 4

    @pytest.mark.parametrize("data", [b"\xff\xfea\x00", b"select = ['\xff']\n", b"a = " + b"[" * 100_000])
    def test_no_text_at_all(self, tmp_path, data) -> None:
        found = settings_for(tree.written(tmp_path, {"scaffold-lint.toml": data}))
        assert len(found.problems) == 1
        assert found.config == Config()

    @given(st.text(alphabet="[]{}=\"'.,#\n ab1\\", max_size=60))
    def test_places_of_any_text(self, text) -> None:
        try:
            value = tomllib.loads(text)
        except tomllib.TOMLDecodeError:
            return
        found = places(text)
        assert {(key,) for key in value} <= found.keys()
        assert all(0 <= offset < len(text) for offset in found.values())


class TestTheCommandLineWins:
    def test_selected_over_ignored(self) -> None:
        config = merged(Config(ignore=("step", "prose")), Config(select=(RULE,)))
        assert RULE not in config.ignore
        assert "step/missing-summary" in config.ignore

    def test_all_does_not_bring_back_what_is_ignored(self) -> None:
        assert merged(Config(ignore=("step",)), Config(select=("all",))).ignore == ("step",)

    def test_ignored_over_selected(self) -> None:
        assert merged(Config(select=("prose",)), Config(ignore=("prose",))).ignore == ("prose",)

    def test_fail_on(self, run, tmp_path) -> None:
        folder = tree.content(tmp_path, {"scaffold-lint.toml": 'fail-on = "never"\n'})
        assert run("check", folder, "--only", RULE).exit_code == 0
        assert run("check", folder, "--only", RULE, "--fail-on", "error").exit_code == 1


class TestWhoListens:
    def test_check(self, run, tmp_path) -> None:
        folder = tree.content(tmp_path)
        assert RULE in run("check", folder).stdout
        tree.written(folder, {"scaffold-lint.toml": f'ignore = ["{RULE}"]\n'})
        assert RULE not in run("check", folder).stdout
        assert RULE in run("check", folder, "--select", RULE).stdout

    def test_a_wrong_file(self, run, tmp_path) -> None:
        text = f'selct = []\n[severity]\n"{RULE}" = "hint"\nx = "y"\n'
        result = run("check", tree.content(tmp_path, {"scaffold-lint.toml": text}), "--output-format", "concise")
        assert result.exit_code == 2
        assert f"hint {RULE}" in result.stdout, "the valid rest applies"
        assert result.stderr.count("Error: ") == 1
        assert "scaffold-lint.toml:1:1: unknown key `selct`" in result.stderr
        assert "scaffold-lint.toml:4:1: unknown rule" in result.stderr

    def test_a_wrong_file_fixes_nothing(self, run, tmp_path) -> None:
        step = tree.step("a", dependencies="plan, plan")
        folder = tree.content(tmp_path, {"content/pipeline/pre/a.md": step, "scaffold-lint.toml": "x = 1\n"})
        file = folder / "content/pipeline/pre/a.md"
        assert run("check", folder, "--fix").exit_code == 2
        assert file.read_text() == step
        (folder / "scaffold-lint.toml").unlink()
        run("check", folder, "--fix")
        assert file.read_text() != step

    def test_fixes_leave_what_is_ignored(self, run, tmp_path) -> None:
        step = tree.step("a", dependencies="plan, plan")
        files = {"content/pipeline/pre/a.md": step, "scaffold-lint.toml": 'ignore = ["step/duplicate-item"]\n'}
        folder = tree.content(tmp_path, files)
        run("check", folder, "--fix")
        text = (folder / "content/pipeline/pre/a.md").read_text()
        assert "conditional: null" in text
        assert "plan, plan" in text

    def test_the_session(self, tmp_path, caplog) -> None:
        folder = tree.content(tmp_path, {"scaffold-lint.toml": f'selct = 1\nignore = ["{RULE}"]\n'})
        with caplog.at_level(logging.ERROR, "scaffold-lint"):
            workspace = Session().add_root(root_at(folder))
        assert workspace is not None
        assert "unknown key `selct`" in caplog.text
        assert RULE not in {finding.rule for finding in workspace.findings("content/pipeline/pre/plan.md")}

    @pytest.mark.parametrize("notice", ["sweep", "refresh"])
    def test_the_session_after_a_change(self, tmp_path, notice) -> None:
        folder, session = tree.content(tmp_path, {".git/HEAD": ""}), Session()
        plan = folder / "content/pipeline/pre/plan.md"
        session.add_folder(folder)
        session.edit("file:///plan.md", plan, plan.read_text().replace("nothing-there", "nor-this"), 1)

        def found() -> list[str]:
            workspace = session.workspace_of(plan)
            assert workspace is not None
            return [each.message for each in workspace.findings("content/pipeline/pre/plan.md") if each.rule == RULE]

        assert len(found()) == 1
        for text, count in ((f'ignore = ["{RULE}"]\n', 0), ("", 1)):
            tree.written(folder, {"scaffold-lint.toml": text})
            session.sweep() if notice == "sweep" else session.refresh(folder / "scaffold-lint.toml")
            assert len(found()) == count
        assert "nor-this" in found()[0], "what the editor has open still counts"

    def test_the_command(self, run, tmp_path) -> None:
        folder = tree.content(tmp_path, {"scaffold-lint.toml": GOOD})
        result = run("settings", folder)
        assert result.exit_code == 0
        rows = [line.split() for line in result.stdout.splitlines()]
        assert ["fail-on", '"error"', "scaffold-lint.toml:3"] in rows
        assert ["options.step/knowledge-heavy.most", "10", "scaffold-lint.toml:12"] in rows
        assert ["options.step/few-criteria.minimum", "3", "default"] in rows
        assert "paths.content/knowledge/**" in result.stdout
        assert "paths." not in run("settings", folder / "content/pipeline/pre/plan.md").stdout

    def test_the_command_on_a_wrong_file(self, run, tmp_path) -> None:
        result = run("settings", tree.content(tmp_path, {"scaffold-lint.toml": "selct = 1\n"}))
        assert result.exit_code == 2
        assert "did you mean `select`" in result.stderr
        assert "select" in result.stdout


@pytest.mark.repository
def test_the_documented_example_is_right(tmp_path) -> None:
    page = (Path(__file__).parents[2] / "docs/settings.md").read_text(encoding="utf-8")
    example = page.partition("```toml\n")[2].partition("```")[0]
    tree.content(tmp_path / "vendor/scaffold")
    found = _said(tmp_path, example)
    assert found.problems == ()
    assert found.package == tmp_path / "vendor/scaffold"
