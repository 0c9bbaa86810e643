"""What the ast detector finds is what libcst sees at that place, in every snippet of the specs; safe fixes are proved safe."""

from __future__ import annotations

import re
from collections.abc import Iterator

import libcst
import pytest
import spec_files
from libcst.metadata import MetadataWrapper, PositionProvider

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.documents.kind import Layout
from scaffold_rules.documents.parse import parse
from scaffold_rules.finding import Severity
from scaffold_rules.python.float_equality_in_test import float_equality_in_test
from scaffold_rules.python.no_grad_for_inference import no_grad_for_inference
from scaffold_rules.python.source import PythonSnippet, python_snippets
from scaffold_rules.rule import Rule
from scaffold_rules.text import LineIndex

PATH = "content/knowledge/ml/snippets.md"


def document(text: str) -> MarkdownDocument:
    parsed = parse(PATH, text, Layout("content/"))
    assert isinstance(parsed, MarkdownDocument)
    return parsed


def snippets(name: str) -> list[PythonSnippet]:
    cases = spec_files.cases(spec_files.SPECS / "python" / f"{name}.md")
    return [snippet for case in cases for text in case.files.values() for snippet in python_snippets(document(text))]


def starts(snippet: PythonSnippet, kinds: tuple[type[libcst.CSTNode], ...]) -> dict[int, libcst.CSTNode]:
    """Where libcst says that nodes of some kinds begin, with its metadata, which the rules never use."""
    wrapper = MetadataWrapper(libcst.parse_module(snippet.text + "\n"), unsafe_skip_copy=True)
    lines = LineIndex(snippet.text)
    return {
        lines.offset(place.start.line - 1, place.start.column): node
        for node, place in wrapper.resolve(PositionProvider).items()
        if isinstance(node, kinds) and isinstance(place.start.line, int)
    }


def found(rule: Rule[MarkdownDocument], snippet: PythonSnippet) -> list[int]:
    """The offsets in a snippet of what a rule finds there."""
    fence = snippet.snippet.fence.span
    inside = [finding.span.start for finding in rule.find(snippet.document) if fence.covers(finding.span.start)]
    offsets = [snippet.snippet.snippet_offset(start) for start in inside]
    assert None not in offsets
    return [offset for offset in offsets if offset is not None]


@pytest.mark.parametrize("snippet", snippets("no-grad-for-inference"), ids=lambda s: s.text[:40])
def test_no_grad_is_where_libcst_sees_it(snippet: PythonSnippet) -> None:
    offsets = found(no_grad_for_inference, snippet)
    if not offsets:
        return
    seen = starts(snippet, (libcst.WithItem, libcst.Decorator))
    for offset in offsets:
        item = seen.get(offset) or seen[offset - 1]  # a decorator begins with its @
        expression = item.item if isinstance(item, libcst.WithItem) else item.decorator
        expression = expression.func if isinstance(expression, libcst.Call) else expression
        word = expression.attr if isinstance(expression, libcst.Attribute) else expression
        assert isinstance(word, libcst.Name)
        assert word.value == "no_grad"


@pytest.mark.parametrize("snippet", snippets("float-equality-in-test"), ids=lambda s: s.text[:40])
def test_float_comparison_is_where_libcst_sees_one(snippet: PythonSnippet) -> None:
    offsets = found(float_equality_in_test, snippet)
    if not offsets:
        return
    expressions = starts(snippet, (libcst.BaseExpression,))
    statements = starts(snippet, (libcst.Assert, libcst.Expr))
    for offset in offsets:
        assert offset in expressions
        statement = statements[max(start for start in statements if start <= offset)]
        names = {node.value for node in walk(statement) if isinstance(node, libcst.Name)}
        assert any(isinstance(node, libcst.Equal | libcst.NotEqual) for node in walk(statement)) or names & {
            "assertEqual",
            "assertNotEqual",
            "assert_equal",
        }


def walk(node: libcst.CSTNode) -> list[libcst.CSTNode]:
    return [node, *(inner for child in node.children for inner in walk(child))]


def fix_of(code: str, rule: Rule[MarkdownDocument]) -> tuple[bool, str]:
    """Whether the one fix is safe, and the code after it."""
    text = f"```python\n{code}\n```\n"
    (finding,) = rule.find(document(text))
    (fix,) = finding.fixes
    for edit in sorted(fix.edits, key=lambda each: each.span, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return fix.safe, text.removeprefix("```python\n").removesuffix("\n```\n")


OPENING = "```python\n"
APPROX = re.compile(r"(?P<function>[\w.]+)\((?P<number>.+)\)", re.DOTALL)


def edits_of(snippet: PythonSnippet, rule: Rule[MarkdownDocument]) -> Iterator[tuple[int, int, str]]:
    """Start, end and new text of every edit of a fix that is a single edit."""
    text = f"{OPENING}{snippet.text}\n```\n"
    for finding in rule.find(document(text)):
        for fix in finding.fixes:
            if len(fix.edits) == 1:
                ((span, new),) = ((edit.span, edit.text) for edit in fix.edits)
                yield span.start - len(OPENING), span.end - len(OPENING), new


def changed(node: libcst.CSTNode, new: str) -> libcst.CSTNode:
    """What libcst makes of a node: another name, or the node as the argument of a call."""
    call = APPROX.fullmatch(new)
    if call is None:
        return node.with_changes(value=new)
    return libcst.Call(libcst.parse_expression(call["function"]), [libcst.Arg(node)])


@pytest.mark.parametrize("rule", [no_grad_for_inference, float_equality_in_test], ids=lambda rule: rule.name)
def test_every_edit_is_the_one_that_libcst_makes(rule: Rule[MarkdownDocument]) -> None:
    compared = 0
    for snippet in snippets(rule.name.partition("/")[2]):
        for start, end, new in edits_of(snippet, rule):
            wrapper = MetadataWrapper(libcst.parse_module(snippet.text + "\n"), unsafe_skip_copy=True)
            lines = LineIndex(snippet.text)
            places = wrapper.resolve(PositionProvider)
            node = next(
                node
                for node, place in places.items()
                if isinstance(node, libcst.BaseExpression)
                and lines.offset(place.start.line - 1, place.start.column) == start
                and lines.offset(place.end.line - 1, place.end.column) == end
            )
            after = wrapper.module.deep_replace(node, changed(node, new))
            assert after.code == f"{snippet.text[:start]}{new}{snippet.text[end:]}\n"
            compared += 1
    assert compared > 40


PREDICT = "def predict(x):\n    with torch.no_grad():\n"


@pytest.mark.parametrize(
    ("body", "safe"),
    [
        ("        return model(x).tolist()", True),
        ("        y = model(x)\n    return y.argmax().item()", True),
        ("        y = model(x)\n    return [v.item() for v in y]", True),
        ("        y = model(x)\n    z = y + 1\n    return float(z)", True),
        ("        y = model(x)\n    assert torch.allclose(y, x)", True),
        ("        y = model(x)\n    print(y)", True),
        ("        out = []\n        out.append(model(x).item())\n    return out", True),
        ("        return sum(model(v).item() for v in x)", True),
        ("        y = model(x)\n    return y.shape", True),
        ("        return model(x)", False),
        ("        y = model(x)\n    return y", False),
        ("        y = model(x)\n    z = y * 2\n    return {'z': z}", False),
        ("        out = []\n        out.append(model(x))\n    return out", False),
        ("        self.last = model(x)", False),
        ("        cache['y'] = model(x)", False),
        ("        y = model(x)\n    store(y)", False),
        ("        metric.update(model(x))", False),
        ("        yield model(x)", False),
        ("        global y\n        y = model(x)", False),
    ],
)
def test_a_fix_is_safe_only_when_no_tensor_leaves(body: str, safe: bool) -> None:
    was_safe, after = fix_of(PREDICT + body, no_grad_for_inference)
    assert was_safe is safe
    assert after == (PREDICT + body).replace("no_grad", "inference_mode")


@pytest.mark.parametrize(
    ("code", "after"),
    [
        (
            "@torch.no_grad\ndef predict(x):\n    return model(x)",
            "@torch.inference_mode\ndef predict(x):\n    return model(x)",
        ),
        (
            "from torch import no_grad\n@no_grad()\ndef predict(x):\n    return model(x).item()",
            "from torch import inference_mode\n@inference_mode()\ndef predict(x):\n    return model(x).item()",
        ),
        (
            "from torch import no_grad\nold = no_grad\n@no_grad()\ndef predict(x):\n    return model(x)",
            "from torch import inference_mode, no_grad\nold = no_grad\n@inference_mode()\ndef predict(x):\n    return model(x)",
        ),
    ],
)
def test_the_word_and_its_import_are_replaced(code: str, after: str) -> None:
    assert fix_of(code, no_grad_for_inference) == (False, after)


@pytest.mark.parametrize(
    ("code", "after"),
    [
        ("def test_a():\n    assert f() == 0.1  # why", "def test_a():\n    assert f() == pytest.approx(0.1)  # why"),
        ("def test_a():\n    assert 0.1 == f()", "def test_a():\n    assert pytest.approx(0.1) == f()"),
        ("def test_a():\n    assert f() != -0.1", "def test_a():\n    assert f() != pytest.approx(-0.1)"),
        ("def test_a():\n    assert a == b == 0.5", "def test_a():\n    assert a == b == pytest.approx(0.5)"),
        (
            "from pytest import approx\n\ndef test_a():\n    assert f() == 0.1",
            "from pytest import approx\n\ndef test_a():\n    assert f() == approx(0.1)",
        ),
        (
            "# tests/test_a.py\nfrom a import f\n\ndef test_a():\n    assert f() == 0.1",
            "# tests/test_a.py\nfrom a import f\nimport pytest\n\ndef test_a():\n    assert f() == pytest.approx(0.1)",
        ),
        (
            "# tests/test_a.py\ndef test_a():\n    assert f() == 0.1",
            "# tests/test_a.py\nimport pytest\n\ndef test_a():\n    assert f() == pytest.approx(0.1)",
        ),
        (
            "class TestA(TestCase):\n    def test_a(self):\n        self.assertEqual(f(), 0.1)",
            "class TestA(TestCase):\n    def test_a(self):\n        self.assertAlmostEqual(f(), 0.1)",
        ),
        ("def test_a(): assert f() == 0.1", "def test_a(): assert f() == pytest.approx(0.1)"),
        (
            "def test_ä():\n    assert ('ä' and f()) == (0.1), (\n        'why'  # so\n    )",
            "def test_ä():\n    assert ('ä' and f()) == (pytest.approx(0.1)), (\n        'why'  # so\n    )",
        ),
    ],
)
def test_a_float_is_compared_with_a_tolerance(code: str, after: str) -> None:
    assert fix_of(code, float_equality_in_test) == (False, after)


@pytest.mark.parametrize(
    "code",
    [
        "def test_a():\n    assert cart.price == 0.1",
        "def test_a():\n    assert (xs == 0.1).all()",
        "def test_a():\n    assert torch.all(f(xs) == 0.1)",
        "from numpy.testing import assert_equal\n\ndef test_a():\n    assert_equal(f(), 0.1)",
        "class TestA(TestCase):\n    def test_a(self):\n        self.assertEqual(f(), 0.1, 'why')",
    ],
)
def test_no_fix_where_it_would_be_wrong(code: str) -> None:
    (finding,) = float_equality_in_test.find(document(f"```python\n{code}\n```\n"))
    assert finding.fixes == ()


@pytest.mark.parametrize(
    ("comparison", "severity"),
    [
        ("f() == 0.1", Severity.WARNING),
        ("f() == 20.0", Severity.INFO),
        ("f() != 0.1", Severity.INFO),
        ("xs.sum() == 1.0", Severity.WARNING),
        ("cfg.lr == 0.1", Severity.INFO),
        ("cart.price == 0.1", Severity.WARNING),
        ("Product(price=0.1).price == 0.1", Severity.INFO),
        ("not f() == 0.1", Severity.INFO),
        ("f(**kwargs) == 0.1", Severity.WARNING),
        ("decay(lr) == 0.1", Severity.WARNING),
        ("cfg.get('lr') == 0.1", Severity.INFO),
        ("get_timeout() == 0.1", Severity.INFO),
        ("clip(5, 0.1) == 0.1", Severity.INFO),
        ("mean([0.1, 0.1, 0.1]) == 0.1", Severity.WARNING),
        ("float(model(x)) == 0.1", Severity.WARNING),
    ],
)
def test_exactness_decides_how_bad_it_is(comparison: str, severity: Severity) -> None:
    (finding,) = float_equality_in_test.find(document(f"```python\ndef test_a():\n    assert {comparison}\n```\n"))
    assert finding.severity is severity


def test_a_comparison_of_both_is_only_a_hint() -> None:
    text = f"```python\n# inference_mode is better\n{PREDICT}        return model(x).tolist()\n```\n"
    (finding,) = no_grad_for_inference.find(document(text))
    assert finding.severity is Severity.HINT


LEARNER = """\
class A:
    def predict(self, x):
        with torch.no_grad():
            return self.net(x)

    def learn(self, x):
        self.loss(x).backward()
"""


@pytest.mark.parametrize(
    ("code", "severity"),
    [
        ("def predict(x):\n    with torch.no_grad():\n        return model(x)", None),
        ("def encode(x):\n    with torch.no_grad():\n        return model(x)", Severity.INFO),
        ("def encode(x):\n    with torch.no_grad():\n        return model(x).tolist()", None),
        ("# src/serving/encode.py\ndef encode(x):\n    with torch.no_grad():\n        return model(x)", None),
        ("@pytest.fixture\ndef y(x):\n    with torch.no_grad():\n        return model(x)", Severity.INFO),
        ("model.eval()\nwith torch.no_grad():\n    y = model(x)", None),
        (LEARNER, Severity.INFO),
    ],
)
def test_who_may_train_on_the_answer_decides_how_bad_it_is(code: str, severity: Severity | None) -> None:
    (finding,) = no_grad_for_inference.find(document(f"```python\n{code}\n```\n"))
    assert finding.severity is severity


def test_a_decorator_of_a_coroutine_switches_nothing_off() -> None:
    code = "@torch.no_grad()\nasync def predict(x):\n    return model(x).tolist()"
    (finding,) = no_grad_for_inference.find(document(f"```python\n{code}\n```\n"))
    assert "async def" in finding.message
    assert finding.fixes == ()
