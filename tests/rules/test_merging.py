"""Repairs of overlays and presets: what goes with an override, what stays, and where a missing step is put."""

from __future__ import annotations

import pytest

from scaffold_rules.check import check
from scaffold_rules.config import Config
from scaffold_rules.finding import Severity
from scaffold_rules.fix import apply_edits

STEP = "---\nname: {0}\ndescription: x\nphase: pre\norder: {1}\noutputs: [docs/{0}.md]\nknowledge-base: [{2}]\n---\n"
HEAD = "name: game\ndescription: x\nproject-type: game\n"


def step(name: str, order: int, knowledge: str = "") -> tuple[str, str]:
    return f"content/pipeline/pre/{name}.md", STEP.format(name, order, knowledge)


def fixed(project, path: str, rule: str) -> list[str]:
    """The text after each fix that a rule offers in a file, one fix at a time."""
    document = project.documents[path]
    findings = check(document, project, Config(only=(rule,)))
    assert findings
    return [apply_edits(document.text, fix.edits) for finding in findings for fix in finding.fixes]


OVERRIDES = {
    "one of two items": (
        "knowledge-overrides:\n  a: { append: [kb, other] }\n",
        "knowledge-overrides:\n  a: { append: [other] }\n",
    ),
    "the only item, beside another override": (
        "knowledge-overrides:\n  a:\n    append: [kb]\n  b: { append: [other] }\n",
        "knowledge-overrides:\n  b: { append: [other] }\n",
    ),
    "the only override, beside another section": (
        "knowledge-overrides:\n  a:\n    append:\n      - kb\nstep-overrides:\n  b: { enabled: true }\n",
        "step-overrides:\n  b: { enabled: true }\n",
    ),
    "the section at the end": ("knowledge-overrides:\n  a: { append: [kb] }\n", ""),
    "a comment inside": ("knowledge-overrides:\n  # the basics\n  a: { append: [kb] }\n", None),
    "a comment in the override": (
        "knowledge-overrides:\n  a:\n    # why\n    append: [kb]\n  b: { append: [x] }\n",
        None,
    ),
}


@pytest.mark.parametrize(("before", "after"), OVERRIDES.values(), ids=OVERRIDES)
def test_an_override_goes_with_its_last_item_but_no_comment_does(make_project, before, after):
    path = "content/methodology/game-overlay.yml"
    project = make_project(dict([step("a", 110, "kb"), step("b", 120), (path, HEAD + before)]))
    assert fixed(project, path, "overlay/already-present") == ([] if after is None else [HEAD + after])


def test_a_replacement_goes_and_what_is_appended_stays(make_project):
    path = "content/methodology/game-overlay.yml"
    before = f"{HEAD}reads-overrides:\n  a:\n    replace: {{ b: c }}\n    append: [c] # why\n"
    project = make_project(dict([step("a", 110), step("b", 120), step("c", 130), (path, before)]))
    after = f"{HEAD}reads-overrides:\n  a:\n    append: [c] # why\n"
    assert fixed(project, path, "overlay/unmatched-replace") == [after]


def test_a_missing_step_comes_where_its_order_puts_it_and_blocks_at_the_end_stay(make_project):
    path = "content/methodology/mvp.yml"
    text = (
        "name: x\ndescription: x\ndefault_depth: 1\nsteps:\n"
        "  a: { enabled: true }\n"
        "  d: { enabled: true } # the last\n"
        "  # games\n"
        "  b: { enabled: false }\n"
    )
    files = dict([step("a", 110), step("b", 120), step("c", 130), step("d", 140), step("e", 150), (path, text)])
    expected = text.replace("true }\n  d", "true }\n  c: { enabled: true }\n  d")
    expected = expected.replace("# the last\n", "# the last\n  e: { enabled: true }\n")
    assert fixed(make_project(files), path, "preset/missing-step") == [expected]


def test_a_missing_step_is_disabled_where_an_overlay_or_most_presets_say_so(make_project):
    def preset(stem: str, *entries: str) -> tuple[str, str]:
        head = "name: x\ndescription: x\ndefault_depth: 1\nsteps:\n"
        return f"content/methodology/{stem}.yml", head + "".join(f"  {entry}\n" for entry in entries)

    files = dict(
        [
            *(step(name, 110 + at) for at, name in enumerate("abc")),
            preset("mvp", "a: { enabled: true }"),
            preset("deep", "b: { enabled: false }", "c: { enabled: true }"),
            ("content/methodology/game-overlay.yml", f"{HEAD}step-overrides:\n  c: {{ enabled: true }}\n"),
        ]
    )
    (text,) = fixed(make_project(files), "content/methodology/mvp.yml", "preset/missing-step")
    assert text.endswith("  a: { enabled: true }\n  b: { enabled: false }\n  c: { enabled: false }\n")


def test_an_unknown_dependency_is_an_error_where_it_becomes_one(make_project):
    path = "content/methodology/game-overlay.yml"
    body = (
        "dependency-overrides:\n"
        "  a: { append: [no-one], replace: { b: nobody } }\n"
        "  nothing: { append: [nowhere] }\n"
        "reads-overrides:\n"
        "  a: { append: [no-thing] }\n"
    )
    project = make_project(dict([step("a", 110), step("b", 120), (path, HEAD + body)]))
    found = check(project.documents[path], project, Config(only=("overlay/unknown-step",)))
    assert [(finding.data["name"], finding.severity, finding.upstream) for finding in found] == [
        ("no-one", Severity.ERROR, "DEP_TARGET_MISSING"),
        ("nobody", Severity.WARNING, None),
        ("nothing", Severity.WARNING, None),
        ("nowhere", Severity.WARNING, None),
        ("no-thing", Severity.WARNING, None),
    ]
