"""Another label is offered only where the code then is what it says."""

from __future__ import annotations

import pytest

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.documents.kind import Layout
from scaffold_rules.documents.parse import parse
from scaffold_rules.fence.label_mismatch import label_mismatch


@pytest.mark.parametrize(
    ("label", "code", "better"),
    [
        ("bash", "# buf.yaml\nversion: v1", ["yaml"]),
        ("bash", '# buf.yaml\nversion: v1\n\n# In CI:\nbuf breaking --against ".git#branch=main"', []),
        ("ini", '# pyproject.toml\n[project]\nname = "app"', ["toml"]),
        ("ini", "# pyproject.toml\n[project]\nname = app", []),
        ("typescript", '// package.json\n{"type": "module"}', ["jsonc"]),
        ("bash", '# package.json\n"test": "vitest run"\n"types": "tsd"', []),
        ("python", "# run.sh\necho 1", ["bash"]),
    ],
)
def test_label(label: str, code: str, better: list[str]) -> None:
    document = parse("content/knowledge/core/a.md", f"```{label}\n{code}\n```\n", Layout("content/"))
    assert isinstance(document, MarkdownDocument)
    (finding,) = label_mismatch.find(document)
    assert [edit.text for fix in finding.fixes for edit in fix.edits] == better
