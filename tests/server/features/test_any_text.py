"""Whatever stands in a document, no feature breaks down on it."""

from __future__ import annotations

import contextlib

import pytest
import small
from hypothesis import given, settings
from hypothesis import strategies as st

from scaffold_rules.check import check
from scaffold_rules.config import Config
from scaffold_rules.text import Span
from scaffold_server.features import (
    call_hierarchy,
    code_action,
    completion,
    hover,
    lens,
    navigation,
    rename,
    structure,
    symbols,
)

PARTS = st.sampled_from(
    ["---\n", "name: design\n", "name:", "topics: [", "- a\n", "  - ", "append: ", "knowledge-overrides:\n", "design:", "{ ",
     "enabled: true", "]", "}", "\n", "\r\n", "\t", "# x", "'", '"', "&a ", "*a", "!t ", "<<: ", "|", ">", "```python\n", "```",
     "## Summary\n", "/scaffold:design", "[x](y)", "😀", "\u2028", "\ufeff", "\x00", "%", "@", "? ", ": ", "<<<<<<< a\n"]
)  # fmt: skip
TEXTS = st.lists(PARTS, max_size=14).map("".join)


@pytest.mark.parametrize("stem", ["game_overlay", "design", "deep", "prd_craft"])
@given(text=TEXTS, share=st.floats(0, 1))
@settings(max_examples=60, deadline=None)
def test_every_feature_answers(stem: str, text: str, share: float) -> None:
    project = small.small_project(**{stem: text})
    path = next(p for p in small.FILES if p.rpartition("/")[2].partition(".")[0].replace("-", "_") == stem)
    document = project.documents[path]
    offset = int(share * len(text))
    findings = check(document, project, Config())
    assert "internal-error" not in [finding.rule for finding in findings]
    assert all(0 <= f.span.start <= f.span.end <= len(text) for f in findings)
    hover.hover(project, path, offset)
    navigation.references(project, path, offset, definitions=True)
    items = completion.complete(project, path, offset).items
    assert all(item.span.start <= offset <= item.span.end for item in items)
    symbols.document_symbols(document)
    structure.folds(document)
    structure.links(project, path)
    lens.lenses(project, path)
    lens.hints(project, path, Span(0, len(text)))
    lens.tokens(project, document)
    code_action.actions(project, path, Span(offset, offset), findings)
    call_hierarchy.prepare(project, path, offset)
    assert all(span.covers(offset) for span in structure.selections(document, offset))
    with contextlib.suppress(rename.Refused):
        rename.rename(project, path, offset, "brand-new")
