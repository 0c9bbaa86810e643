"""``scaffold-lint check``: what it reads, what it says, how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import tree

from scaffold_rules.finding import Severity
from scaffold_rules.registry import RULES
from scaffold_rules.rule import Rule

RULE = "step/unknown-dependency"
ONLY = ("--only", RULE)
LINE = "content/pipeline/pre/plan.md:7:16: error step/unknown-dependency unknown step `nothing-there`\n"


class TestExitCodes:
    def test_findings(self, run, tmp_path) -> None:
        assert run("check", tree.content(tmp_path), *ONLY).exit_code == 1

    def test_none(self, run, tmp_path) -> None:
        assert run("check", tree.content(tmp_path), "--only", "yaml").exit_code == 0

    @pytest.mark.parametrize(("level", "code"), [("error", 1), ("warning", 1), ("hint", 1), ("never", 0)])
    def test_fail_on(self, run, tmp_path, level, code) -> None:
        assert run("check", tree.content(tmp_path), *ONLY, "--fail-on", level).exit_code == code

    def test_below_the_level(self, run, tmp_path) -> None:
        folder = tree.content(tmp_path, {"content/pipeline/pre/b.md": tree.step("b").replace("summary: What", "x: w")})
        assert run("check", folder, "--only", "step/missing-summary").exit_code == 0
        assert run("check", folder, "--only", "step/missing-summary", "--fail-on", "info").exit_code == 1

    @pytest.mark.parametrize(
        "arguments",
        [
            ("--only", "step/unknown-dependancy"),
            ("--ignore", "stepp"),
            ("--fail-on", "fatal"),
            ("--output-format", "xml"),
            ("--content-version", "newest"),
            ("--package", "."),
            ("--nothing",),
            ("missing-folder",),
        ],
    )
    def test_wrong_usage(self, run, tmp_path, arguments) -> None:
        tree.written(tmp_path, {"a.txt": ""})
        result = run("check", *arguments)
        assert result.exit_code == 2
        assert result.stdout == ""

    def test_a_misspelled_rule_is_told_the_nearest(self, run) -> None:
        assert f"did you mean `{RULE}`?" in run("check", "--only", "step/unknown-dependancy").stderr

    def test_nothing_to_lint(self, run, tmp_path) -> None:
        result = run("check", tree.written(tmp_path, {"notes.md": "# Notes\n"}))
        assert result.exit_code == 3
        assert "Nothing to lint" in result.stderr
        assert "`methodology`" in result.stderr, "what would be linted"

    def test_a_file_that_is_no_content(self, run, tmp_path) -> None:
        assert run("check", tree.content(tmp_path, {"README.md": "x"}) / "README.md").exit_code == 3

    def test_a_bug_of_ours(self, run, tmp_path, monkeypatch) -> None:
        _break_a_rule(monkeypatch)
        folder = tree.content(tmp_path, {f"content/pipeline/pre/{name}.md": tree.step(name) for name in "abc"})
        result = run("check", folder, "--output-format", "json", "--fail-on", "never")
        assert result.exit_code == 70
        found = [(f["rule"], f["message"]) for f in json.loads(result.stdout)["findings"]]
        broken = [message for rule, message in found if rule == "internal-error"]
        assert len(broken) == 1, "one finding for the rule, not one for each file"
        assert "step/self-dependency" in broken[0]
        assert "out of order" in broken[0]
        assert RULE in {rule for rule, _ in found}, "everything else goes on"

    def test_a_bug_of_ours_in_reading(self, run, tmp_path, monkeypatch) -> None:
        from scaffold_server import files

        def parse(path, *arguments):
            if path.endswith("b.md"):
                raise ValueError("out of order")
            return parsed(path, *arguments)

        parsed = files.parse
        monkeypatch.setattr(files, "parse", parse)
        folder = tree.content(tmp_path, {"content/pipeline/pre/b.md": tree.step("b", 120)})
        result = run("check", folder, "--output-format", "json")
        assert result.exit_code == 70
        found = {(f["path"].rpartition("/")[2], f["rule"]) for f in json.loads(result.stdout)["findings"]}
        assert {("b.md", "internal-error"), ("plan.md", RULE)} <= found

    def test_a_bug_of_ours_anywhere_else(self, monkeypatch, capsys) -> None:
        from scaffold_server import __main__, cli

        monkeypatch.setattr(sys, "argv", ["scaffold-lint", "check"])
        monkeypatch.setattr(cli, "cli", lambda: {}["nothing"])
        with pytest.raises(SystemExit) as ended:
            __main__.main()
        assert ended.value.code == 70
        assert "KeyError" in capsys.readouterr().err


def _break_a_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    def find(*_: object):
        raise ValueError("out of order")
        yield

    def breaks(rule: Rule) -> Rule:
        return replace(rule, find=find) if rule.name == "step/self-dependency" else rule

    from scaffold_rules import check

    monkeypatch.setattr(check, "RULES", tuple(map(breaks, RULES)))
    check._rules_for.cache_clear()
    monkeypatch.setattr(check, "_rules_for", check._rules_for.__wrapped__)


class TestPaths:
    def test_the_current_folder_is_the_default(self, run, tmp_path) -> None:
        tree.content(tmp_path)
        assert run("check", *ONLY, "--output-format", "concise").stdout == LINE

    def test_a_file_alone_is_judged_in_its_project(self, run, tmp_path) -> None:
        folder = tree.content(
            tmp_path,
            {
                "content/pipeline/pre/other.md": tree.step("other", 120, "plan"),
                "content/pipeline/pre/third.md": tree.step("third", 130, "gone"),
            },
        )
        assert run("check", folder / "content/pipeline/pre/other.md", *ONLY).exit_code == 0
        result = run("check", folder / "content/pipeline/pre/third.md", *ONLY, "--output-format", "concise")
        assert [line.split(":")[0] for line in result.stdout.splitlines()] == ["content/pipeline/pre/third.md"]

    def test_a_folder_inside_a_root(self, run, tmp_path) -> None:
        folder = tree.content(tmp_path)
        assert run("check", folder / "content/pipeline", *ONLY).exit_code == 1
        assert run("check", folder / "content/methodology", *ONLY).exit_code == 3

    def test_overlapping_paths_report_once(self, run, tmp_path) -> None:
        folder = tree.content(tmp_path)
        result = run(
            "check", folder, folder / "content", folder / "content/pipeline", *ONLY, "--output-format", "concise"
        )
        assert result.stdout == LINE

    def test_several_roots(self, run, tmp_path) -> None:
        tree.content(tmp_path / "one")
        tree.content(tmp_path / "deep" / "two")
        result = run("check", *ONLY, "--output-format", "concise")
        assert result.stdout == f"deep/two/{LINE}one/{LINE}"
        assert "in 2 of 2 files" in result.stderr

    def test_a_path_above_the_working_directory(self, run, tmp_path, monkeypatch) -> None:
        tree.content(tmp_path)
        (tmp_path / "elsewhere").mkdir()
        monkeypatch.chdir(tmp_path / "elsewhere")
        assert run("check", "..", *ONLY, "--output-format", "concise").stdout == f"../{LINE}"

    def test_the_older_layout_and_a_content_folder_alone(self, run, tmp_path) -> None:
        tree.written(
            tmp_path, {"pipeline/pre/plan.md": tree.step("plan", dependencies="x"), "knowledge/VERSION": "1\n"}
        )
        assert run("check", *ONLY).exit_code == 1


class TestProjects:
    CONFIG = "version: 2\nmethodology: deep\nplatforms: [claude-code]\n"
    OVERRIDE = "---\nname: {}\ndescription: Ours\n---\n\n## Deep Guidance\n\nOurs.\n"

    def test_names_come_from_the_bundled_catalogue(self, run, tmp_path) -> None:
        result = run("check", tree.written(tmp_path, {".scaffold/config.yml": self.CONFIG}))
        assert result.exit_code == 0
        assert result.stdout == "Nothing to report in 1 file (names from the bundled catalogue of 3.54.0).\n"

    def test_the_catalogue_is_that_of_the_version(self, run, tmp_path) -> None:
        tree.written(tmp_path, {".scaffold/config.yml": self.CONFIG})
        assert "of 3.9.0)" in run("check", "--content-version", "3.10.0").stdout

    def test_names_come_from_the_installed_package(self, run, tmp_path) -> None:
        package = "node_modules/@zigrivers/scaffold/"
        tree.content(
            tmp_path / package,
            {"package.json": json.dumps({"name": "@zigrivers/scaffold", "version": "3.40.1"})},
        )
        tree.written(tmp_path, {".scaffold/config.yml": self.CONFIG})
        result = run("check")
        assert f"(names from 3.40.1 in {package.rstrip('/')})" in result.stdout

    def test_names_come_from_the_package_that_is_named(self, run, tmp_path) -> None:
        tree.content(tmp_path / "elsewhere")
        tree.written(tmp_path, {"project/.scaffold/config.yml": self.CONFIG})
        assert "in elsewhere)" in run("check", "project", "--package", "elsewhere").stdout

    def test_names_come_from_behind_the_command(self, run, tmp_path, monkeypatch) -> None:
        package = tree.content(
            tmp_path / "lib/scaffold",
            {
                "package.json": '{"name": "@zigrivers/scaffold", "version": "3.40.1"}',
                "dist/cli.js": "#!/usr/bin/env node\n",
            },
        )
        (package / "dist/cli.js").chmod(0o755)
        (tmp_path / "bin").mkdir()
        (tmp_path / "bin/scaffold").symlink_to(package / "dist/cli.js")
        monkeypatch.setenv("PATH", str(tmp_path / "bin"))
        tree.written(tmp_path, {"project/.scaffold/config.yml": self.CONFIG})
        assert "(names from 3.40.1 in lib/scaffold)" in run("check", "project").stdout

    def test_content_has_names_of_its_own(self, run, tmp_path) -> None:
        assert "names from" not in run("check", tree.content(tmp_path)).stdout


class TestFull:
    def test_the_place_the_line_and_the_way_out(self, run, tmp_path) -> None:
        folder = tree.content(tmp_path, {"content/pipeline/pre/nothing-their.md": tree.step("nothing-their", 120)})
        assert run("check", folder, *ONLY).stdout == (
            "content/pipeline/pre/plan.md\n"
            "   7:16 error[step/unknown-dependency] unknown step `nothing-there`; did you mean `nothing-their`?\n"
            "     7 | dependencies: [nothing-there]\n"
            "       |                ^^^^^^^^^^^^^\n"
            "       = fix: Replace with `nothing-their`\n"
            "\n"
            "Found 1 error in 1 of 2 files; 1 can be fixed.\n"
        )

    def test_no_colour_in_a_pipe(self, run, tmp_path) -> None:
        assert "\x1b" not in run("check", tree.content(tmp_path)).stdout

    def test_colour_when_asked_for(self, run, tmp_path, monkeypatch) -> None:
        folder = tree.content(tmp_path)
        assert "\x1b[" in run("check", folder, "--color").stdout
        monkeypatch.setenv("FORCE_COLOR", "1")
        assert "\x1b[" in run("check", folder).stdout
        assert "\x1b" not in run("check", folder, "--no-color").stdout
        monkeypatch.setenv("NO_COLOR", "1")
        assert "\x1b" not in run("check", folder).stdout
        assert "\x1b[" in run("check", folder, "--color").stdout

    def test_what_a_terminal_would_obey_is_shown_and_not_sent(self, run, tmp_path) -> None:
        tree.content(tmp_path, {"content/pipeline/pre/b.md": tree.step("b", 120, "'x\x1b[2J\u202egnp', zz")})
        output = run("check", *ONLY).stdout
        assert "\x1b" not in output
        assert "\u202e" not in output

    def test_an_output_that_lacks_the_characters(self, tmp_path) -> None:
        tree.content(tmp_path, {"content/pipeline/pre/b.md": tree.step("b", 120, "zz, x, 'ü—字'")})
        done = _process("check", ".", *ONLY, cwd=tmp_path, PYTHONIOENCODING="ascii")
        assert done.returncode == 1
        assert "?" in done.stdout


class TestConcise:
    def test_one_line_each_and_the_summary_elsewhere(self, run, tmp_path) -> None:
        result = run("check", tree.content(tmp_path), *ONLY, "--output-format", "concise")
        assert result.stdout == LINE
        assert result.stderr == "Found 1 error in 1 of 1 file.\n"


class TestJson:
    def test_the_whole_object(self, run, tmp_path) -> None:
        folder = tree.content(tmp_path, {"content/pipeline/pre/nothing-their.md": tree.step("nothing-their", 120)})
        found = json.loads(run("check", folder, *ONLY, "--output-format", "json").stdout)
        place = {"start": {"line": 7, "column": 16}, "end": {"line": 7, "column": 29}}
        assert found == {
            "version": 1,
            "findings": [
                {
                    "rule": RULE,
                    "severity": "error",
                    "path": "content/pipeline/pre/plan.md",
                    "range": place,
                    "message": "unknown step `nothing-there`; did you mean `nothing-their`?",
                    "fix": {
                        "title": "Replace with `nothing-their`",
                        "safe": True,
                        "edits": [{"range": place, "text": "nothing-their"}],
                    },
                    "related": [],
                    "url": None,
                    "upstream": "DEP_TARGET_MISSING",
                    "fingerprint": "8ab36b7278576622aa57b6f9547bd6de",
                    "because": [],
                }
            ],
            "summary": {
                "error": 1,
                "warning": 0,
                "info": 0,
                "hint": 0,
                "fixable": 1,
                "files": 2,
                "hidden": 0,
                "removable": [],
                "roots": [{"path": ".", "kind": "content repository", "names": None}],
            },
        }

    def test_columns_are_code_points(self, run, tmp_path) -> None:
        tree.content(tmp_path, {"content/pipeline/pre/b.md": tree.step("b", 120, '"😀字", gone')})
        found = json.loads(run("check", *ONLY, "--output-format", "json").stdout)["findings"]
        ranges = {
            f["message"].split("`")[1]: f["range"]["start"]["column"] for f in found if f["path"].endswith("b.md")
        }
        assert ranges["gone"] == 22

    def test_related_places(self, run, tmp_path) -> None:
        tree.content(tmp_path, {"content/pipeline/pre/again.md": tree.step("plan", 120)})
        arguments = ("check", "--only", "step/duplicate-name", "--output-format", "json")
        (finding,) = json.loads(run(*arguments).stdout)["findings"]
        (related,) = finding["related"]
        assert {finding["path"], related["path"]} == {f"content/pipeline/pre/{name}.md" for name in ("plan", "again")}
        assert related["range"]["start"] == {"line": 2, "column": 7}
        assert related["message"]


class TestOddInput:
    """Bad input is normal input: nothing here may end in anything but findings."""

    def paths(self, run, *arguments: str) -> dict[str, list[str]]:
        result = run("check", "--output-format", "json", *arguments)
        assert result.exit_code in {0, 1}, result.output
        found: dict[str, list[str]] = {}
        for finding in json.loads(result.stdout)["findings"]:
            found.setdefault(finding["path"].rpartition("/")[2], []).append(finding["rule"])
        assert not [rules for rules in found.values() if "internal-error" in rules]
        return found

    def test_bytes(self, run, tmp_path) -> None:
        good = tree.step("a", 120)
        tree.content(
            tmp_path,
            {
                "content/pipeline/pre/binary.md": bytes(range(256)) * 50,
                "content/pipeline/pre/empty.md": b"",
                "content/pipeline/pre/utf16.md": good.encode("utf-16"),
                "content/pipeline/pre/latin.md": good.replace("A step", "Ä").encode("latin-1"),
                "content/pipeline/pre/large.md": b"x" * 50_000_000,
                "content/pipeline/pre/one-line.md": b"---\nname: " + b"[" * 300_000,
                "content/knowledge/x/nul.md": b"---\nname: nul\0\n---\n" + b"\0" * 1000,
            },
        )
        found = self.paths(run)
        assert found["utf16.md"] == ["file/not-utf8"]
        assert found["large.md"] == ["file/too-large"]
        assert "file/not-utf8" in found["latin.md"]
        assert "file/not-utf8" in found["binary.md"]
        assert found["empty.md"] == ["frontmatter/missing"]
        assert found["one-line.md"]

    @pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
    @pytest.mark.parametrize("mark", ["", "\ufeff"])
    def test_line_ends_and_marks(self, run, tmp_path, end, mark) -> None:
        text = mark + tree.step("b", 120, "gone").replace("\n", end)
        tree.content(tmp_path, {"content/pipeline/pre/b.md": text})
        arguments = ("check", "--output-format", "concise", *ONLY)
        lines = [line for line in run(*arguments).stdout.splitlines() if "/b.md" in line]
        if end != "\r":  # the scaffold tool splits at line feeds only: there is no frontmatter
            assert [line.split(" ")[0] for line in lines] == ["content/pipeline/pre/b.md:7:16:"]

    def test_links(self, run, tmp_path) -> None:
        folder = tree.content(tmp_path, {"outside/a.md": tree.step("a", 120)})
        pipeline = folder / "content/pipeline"
        (pipeline / "loop").symlink_to(pipeline)
        (pipeline / "pre/gone.md").symlink_to("nowhere.md")
        (pipeline / "pre/round.md").symlink_to("round.md")
        (pipeline / "pre/linked.md").symlink_to(folder / "outside/a.md")
        found = self.paths(run)
        assert found["gone.md"] == ["file/unreadable"]
        assert found["round.md"] == ["file/unreadable"]
        assert "step/name-mismatch" in found["linked.md"]

    def test_what_is_no_file(self, run, tmp_path) -> None:
        folder = tree.content(tmp_path)
        (folder / "content/pipeline/pre/folder.md").mkdir()
        os.mkfifo(folder / "content/pipeline/pre/pipe.md")
        assert not self.paths(run).keys() & {"folder.md", "pipe.md"}

    def test_a_file_that_may_not_be_read(self, run, tmp_path, monkeypatch) -> None:
        folder = tree.content(tmp_path, {"content/pipeline/pre/a.md": tree.step("a", 120)})
        (folder / "content/pipeline/pre/a.md").chmod(0)
        opened = Path.open

        def denied(path: Path, *arguments, **options):
            if path.name == "a.md":  # the super-user of a test machine may read everything
                raise PermissionError(13, "Permission denied")
            return opened(path, *arguments, **options)

        monkeypatch.setattr(Path, "open", denied)
        assert self.paths(run)["a.md"] == ["file/unreadable"]

    def test_a_name_that_is_no_text(self, run, tmp_path) -> None:
        folder = tree.content(tmp_path)
        try:
            Path(os.fsdecode(os.fsencode(folder) + b"/content/pipeline/pre/\xff\x1b.md")).write_text("x", "utf-8")
        except OSError:
            pytest.skip("this disk knows no such names")
        assert run("check").exit_code == 1
        assert run("check", "--output-format", "concise").exit_code == 1
        assert json.loads(run("check", "--output-format", "json").stdout)

    def test_a_package_file_that_is_none(self, run, tmp_path) -> None:
        for text in ("[]", "{", '{"name": 1, "version": []}', "[" * 100_000):
            tree.content(tmp_path, {"package.json": text})
            assert run("check", *ONLY).exit_code == 1


def _process(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scaffold_server", *arguments],
        capture_output=True,
        check=False,
        cwd=cwd,
        env={**os.environ, "GITHUB_ACTIONS": "", **environment},
        encoding="utf-8",
    )


class TestProcess:
    """What only a process of its own shows."""

    def test_version(self, tmp_path) -> None:
        from scaffold_schemas.version import __version__

        for arguments in (["--version"], ["-V"]):
            assert _process(*arguments, cwd=tmp_path).stdout == f"scaffold-lint {__version__}\n"

    def test_exit_code_and_streams(self, tmp_path) -> None:
        done = _process("check", ".", *ONLY, "--output-format", "concise", cwd=tree.content(tmp_path))
        assert (done.returncode, done.stdout) == (1, LINE)
        assert done.stderr == "Found 1 error in 1 of 1 file.\n"

    def test_a_reader_that_leaves(self, tmp_path) -> None:
        tree.content(tmp_path, {f"content/pipeline/pre/s{n}.md": tree.step(f"s{n}", n, "gone") for n in range(900)})
        with subprocess.Popen(
            [sys.executable, "-m", "scaffold_server", "check", "."],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            assert process.stdout
            assert process.stderr
            process.stdout.readline()
            process.stdout.close()
            assert b"Traceback" not in process.stderr.read()


def test_severities_are_told_apart_by_word() -> None:
    assert [severity.word for severity in sorted(Severity, reverse=True)] == ["error", "warning", "info", "hint"]
