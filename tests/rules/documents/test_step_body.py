"""Lines of Inputs, Expected Outputs and Quality Criteria: paths, statuses, gates, tags, each where it stands."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.documents.kind import Layout
from scaffold_rules.documents.parse import parse
from scaffold_rules.documents.step_body import criteria, expected_outputs, inputs, paths_in
from scaffold_rules.text import Span


def step(body: str) -> MarkdownDocument:
    document = parse("content/pipeline/pre/a.md", f"---\nname: a\n---\n\n{body}", Layout())
    assert isinstance(document, MarkdownDocument)
    return document


INPUTS = [
    ("- docs/plan.md (required) — why", "docs/plan.md", "required", True, False),
    ("- `docs/plan.md` (optional, forward-read) — why", "docs/plan.md", "optional, forward-read", False, True),
    ("- **`.beads/`** (required for materialization) — why", ".beads/", "required for materialization", False, False),
    ("- docs/a.md (required if exists) -- why", "docs/a.md", "required if exists", False, True),
    ("- docs/a.md (required at deep; optional — not available in MVP) — why", "docs/a.md",
     "required at deep; optional — not available in MVP", False, True),
    ("- Makefile or package.json (required) — why", "package.json", "required", True, False),
    ("- $ARGUMENTS (required) — the name (e.g., docs/x.md)", "", "required", True, False),
    ("- All artifacts (docs/plan.md,\n  docs/adrs/)", "", "", False, False),
    ("- Project idea — from docs/plan.md (required)", "", "", False, False),
    ("- docs/plan.md", "docs/plan.md", "", False, False),
]  # fmt: skip


@pytest.mark.parametrize(("line", "path", "status", "required", "optional"), INPUTS)
def test_an_input_is_path_status_and_reason(line, path, status, required, optional):
    document = step(f"## Inputs\n{line}\n\n## Purpose\n- docs/no.md (required)\n")
    (found,) = inputs(document)
    assert (found.path, found.status, found.required, found.optional) == (path, status, required, optional)
    assert not path or found.span.of(document.text) == path
    assert " ".join(found.status_span.of(document.text).split()) == status


OUTPUTS = [
    ("- docs/a.md — text", "docs/a.md", None, 1),
    ("- docs/a.md (depth 4+) — text", "docs/a.md", "depth 4+", 4),
    ("- docs/a.md (depth 4+, if available) — text", "docs/a.md", "depth 4+, if available", 4),
    ("- docs/a.md — coverage (depth 3+)", "docs/a.md", "depth 3+", 3),
    ("- docs/a.md (deep only) — text", "docs/a.md", "deep only", 4),
    ("- docs/a.md (deep analysis) — text", "docs/a.md", None, 1),
    ("- docs/a.md — text (depth 4+ adds more)", "docs/a.md", None, 1),
    ("- docs/a.md — text (depth 4+) and more", "docs/a.md", None, 1),
    ("- Updated `docs/a.md` with it", "docs/a.md", None, 1),
    ("- A remote named `origin`", "", None, 1),
]


@pytest.mark.parametrize(("line", "path", "gate", "least"), OUTPUTS)
def test_an_output_is_path_gate_and_reason(line, path, gate, least):
    document = step(f"## Expected Outputs\n{line}\n")
    (found,) = expected_outputs(document)
    assert (found.path, found.gate, found.least_depth) == (path, gate, least)
    assert gate is None or found.gate_span.of(document.text) == gate


def test_nested_outputs_count_nested_inputs_do_not_and_fences_never():
    items = "- docs/a.md — x\n  - docs/b.md — y\n\n```\n- docs/c.md — z\n```\n"
    document = step(f"## Inputs\n{items}\n## Expected Outputs\n{items}")
    assert [line.path for line in inputs(document)] == ["docs/a.md"]
    assert [(line.path, line.nested) for line in expected_outputs(document)] == [
        ("docs/a.md", False),
        ("docs/b.md", True),
    ]


def test_a_criterion_is_tag_and_text():
    document = step(
        "## Quality Criteria\n- (mvp) One\n- (depth 4+)  Two\n  lines\n- (web) (deep) Three\n- Four (mvp)\n- ()\n"
    )
    assert [(each.tag, each.text) for each in criteria(document)] == [
        ("mvp", "One"),
        ("depth 4+", "Two lines"),
        ("web", "(deep) Three"),
        (None, "Four (mvp)"),
        ("", ""),
    ]


PATHS = [
    ("docs/plan.md, docs/adrs/ and tests/x.test.*", ["docs/plan.md", "docs/adrs/", "tests/x.test.*"]),
    ("see https://example.org/a/b.md or /scaffold:run, and e.g. either/or", []),
    (".gitignore and .env.example.", [".gitignore", ".env.example"]),
    ("**AGENTS.md** <docs/x.md>", ["AGENTS.md", "docs/x.md"]),
    ("CI/CD, v1.2.3, Node, 3.5", []),
]


@pytest.mark.parametrize(("text", "paths"), PATHS)
def test_paths_are_told_from_words(text, paths):
    found = paths_in(text, Span(0, len(text)))
    assert [mention.path for mention in found] == paths
    assert all(mention.span.of(text) == mention.path for mention in found)


@given(st.text(alphabet="-# (depth 4+)docs/.a*`<>\n\r\t—[]é😀", max_size=200))
@example("- (" * 500)
def test_any_text_can_be_read(text):
    for title in ("Inputs", "Expected Outputs", "Quality Criteria"):
        document = step(f"## {title}\n{text}")
        for line in (*inputs(document), *expected_outputs(document)):
            assert line.span.of(document.text) == line.path or not line.path
        criteria(document)
