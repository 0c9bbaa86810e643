"""Whatever stands in a fence, the rules on snippets come to an end soon, crash nowhere and point into the text."""

from __future__ import annotations

import time

import pytest

from scaffold_rules.check import check
from scaffold_rules.config import Config
from scaffold_rules.documents.kind import Layout
from scaffold_rules.documents.parse import parse
from scaffold_rules.project import Project
from scaffold_rules.python.ruff import ruff_sources

LAYOUT = Layout("content/")
CONFIG = Config(only=("python", "fence", "claim"), select=("all",))
MOST_SECONDS = 10
"""Far more than any takes; each of them took minutes where it is named so."""


def lines(pattern: str, number: int) -> str:
    return "".join(pattern.replace("#", str(each)) for each in range(number))


PYTHON = {
    "brackets": "(" * 5000 + ")" * 5000,
    "unary operators": "x = " + "-" * 20000 + "1",
    "attributes": "x = a" + ".b" * 20000,
    "calls": "x = a" + ".f(1)" * 4000,
    "indentation": "".join(" " * each + "if x:\n" for each in range(95)) + " " * 95 + "pass",
    "f-strings": "x = " + 'f"{' * 50 + "1" + '}"' * 50,
    "one long word (minutes)": 'x = "' + "a" * 99_000 + '"',
    "dots": "x = " + "ab." * 30_000 + "c",
    "escaped quotes (minutes)": '"\\' * 40_000,
    "escaped long quotes (minutes)": '"""\\' * 20_000,
    "quotes": "'" * 50_001,
    "placeholders": "<a b c " * 10_000,
    "braces": "{{ a " * 20_000,
    "elisions": "f(a, ...)\n" * 3000,
    "questions": "a.b?\n" * 10_000,
    "changes": "- a\n" * 20_000 + "x x",
    "blocks without gradients (minutes)": "def predict(x):\n"
    + lines("    with torch.no_grad():\n        y# = model(x)\n", 800),
    "names after names (minutes)": (
        "def predict(x):\n    with torch.no_grad():\n        a0 = model(x)\n"
        + "".join(f"    a{each} = a{each - 1}\n" for each in range(2000, 0, -1))
    ),
    "assertions (minutes)": "def test_a():\n" + lines("    assert f(#) == 0.1\n    assert f(#) == 0.#\n", 1000),
    "assertions on names": "def test_a():\n    v = 0.1\n"
    + lines("    v# = 0.#\n    assert f(#) == v#\n    assert g(#) == v\n", 500),
    "sums": "def train():\n"
    + lines("    for b in l:\n        loss = m(b)\n        loss.backward()\n        t# += loss\n", 500),
    "null bytes": "x = 1\x00\nimport os",
    "lone surrogates": 'x = "\ud800"\ndef test_a():\n    assert f("\udfff") == 0.1\n\udc80 = 1',
    "other line ends": "import os\x0b\nx = 1\x0c\ry = '\x85\u2028'\r\ndatetime.utcnow()",
    "Python 2": 'print "a"\nraise E, "m"\nx = 0777\ny = `z`',
    "nothing": "\n \n",
}
OTHER = {
    "json": ["[" * 100_000, '"' + '\\"' * 50_000, '"\\' * 30_000, "${" * 50_000, "." * 100_000, "1 " * 50_000],
    "toml": ["a" + ".a" * 20_000 + " = 1", "a = " + "[" * 50_000, 'a = "\ud800\x00"'],
    "yaml": ["- " * 20_000, "{" * 20_000, "---\n" * 5000, "a: &a [1]\n" + lines("b#: &b# [*a,*a]\n", 2000)],
    "typescript": ["<a " * 30_000, "`" * 50_000 + "</a>", "/*" * 50_000 + "</a>"],
    "bash": ["'" * 50_001 + '\nimport x from "y"', "a." * 50_000 + "(", "mlflow server " + "\\\n" * 20_000],
    "text": ["Decimal and float " * 5000, "PYTHONHASHSEED\n" * 5000, "clip " * 20_000 + "unscaling"],
}
CASES = [("python", name, code) for name, code in PYTHON.items()] + [
    (language, code[:12], code) for language, codes in OTHER.items() for code in codes
]


@pytest.mark.parametrize(
    ("language", "code"), [(language, code) for language, _, code in CASES], ids=[n for _, n, _ in CASES]
)
def test_anything_is_judged_soon(language: str, code: str) -> None:
    text = f"```{language}\n{code}\n```\n"
    document = parse("content/knowledge/ml/snippets.md", text, LAYOUT)
    assert document is not None
    before = time.process_time()
    ruff_sources(document)  # type: ignore[arg-type]
    findings = check(document, Project({document.path: document}, LAYOUT), CONFIG)
    assert time.process_time() - before < MOST_SECONDS
    assert [each.message for each in findings if each.rule == "internal-error"] == []
    spans = [finding.span for finding in findings]
    spans += [edit.span for finding in findings for fix in finding.fixes for edit in fix.edits]
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)
