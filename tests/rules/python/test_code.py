"""Python code is read as it stands in prose: exactly placed, with gaps filled, in newer syntax, and never with a crash."""

from __future__ import annotations

import ast
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold_rules.python.code import MOST_CODE, Code, read_code
from scaffold_rules.python.cst import statements
from scaffold_rules.python.prelude import missing, prelude, recovered

NEWER = "type Vector = list[float]\n\n\ndef norm[T](x: T) -> T:\n    return x\n\n\nlast = 1"


def source(code: Code, node: ast.AST) -> str:
    return code.span(node).of(code.text)


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("f(a=1, ...)", ["..."]),
        ('x = {"a": 1, ...}', ["..."]),
        ("from <project>.a import b", ["<project>"]),
        ("from a import ...", ["..."]),
        ("f(<name>, b=2, ...)", ["<name>", "..."]),
        ("f(...)", []),
        ("x = [1, ...]", []),
        ("a < b and c > d", []),
        ('"<name> ..."  # <name>, ...', []),
        ("%matplotlib inline\nx = 1", []),
    ],
)
def test_gaps_are_filled_where_they_must_be(text: str, gaps: list[str]) -> None:
    code = read_code(text)
    assert code.tree is not None
    assert code.trouble is None
    assert [gap.span.of(text) for gap in code.gaps] == gaps
    assert len(code.readable) == len(text)


@pytest.mark.parametrize(
    "text", ["def f(", "x = = 1", "for x in y\n    pass", "a.b()\n  .c()", "class A:\ndef f(): pass"]
)
def test_what_is_no_python_says_where(text: str) -> None:
    code = read_code(text)
    assert code.tree is None
    assert code.trouble is not None
    assert 0 <= code.trouble.offset <= len(text)


def test_code_cut_out_of_a_class_is_read() -> None:
    code = read_code("    def f(self):\n        return self.x\n\n    def g(self):\n        return 1")
    assert [source(code, node) for node in code.of(ast.Return)] == ["return self.x", "return 1"]


def test_newer_syntax_is_no_mistake_and_the_rest_is_still_seen() -> None:
    code = read_code(NEWER)
    assert code.trouble is None
    assert [source(code, node) for node in code.of(ast.Assign)] == ["last = 1"]
    assert len(code.readable) == len(NEWER)


def test_statements_lose_nothing() -> None:
    for text in (NEWER, "# only\n\n", "import a\n\n\n# c\nx = 1\n# end", ""):
        pieces = statements(text)
        assert pieces is not None
        assert "".join(pieces).removesuffix("\n") == text.removesuffix("\n")


def test_spans_are_code_points() -> None:
    code = read_code('größe = "🎉"; call(größe)\nañb = call(1)')
    assert [source(code, node) for node in code.of(ast.Call)] == ["call(größe)", "call(1)"]


@pytest.mark.parametrize(
    "text", ['x = f"run_{hash(a)}"', 'x = f"é{hash(a)}"', 'x = f"""\n  {hash(a)}\n"""', 'x = (f"a"\n  f"{hash(a)}")']
)
def test_what_stands_in_an_f_string_is_placed_there_or_at_the_string(text: str) -> None:
    code = read_code(text)
    (call,) = code.of(ast.Call)
    assert source(code, call) == "hash(a)" or source(code, call).lstrip("(").startswith(("f'", 'f"'))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("torch.no_grad()", "torch.no_grad"),
        ("import torch as th\nth.no_grad()", "torch.no_grad"),
        ("from torch import no_grad as ng\nng()", "torch.no_grad"),
        ("np.cov(x)", "numpy.cov"),
        ("import numpy\nnumpy.cov(x)", "numpy.cov"),
        ("np = make\nnp.cov(x)", "np.cov"),
        ("import os.path\nos.path.join(x)", "os.path.join"),
        ("from . import a\na.f()", "..a.f"),
        ("f().g()", ""),
        ("self.model(x)", "self.model"),
    ],
)
def test_dotted_names(text: str, name: str) -> None:
    code = read_code(text)
    assert code.dotted(code.of(ast.Call)[0].func) == name


def test_prelude_is_one_line_of_what_is_missing() -> None:
    text = "x = np.array(os.listdir(Path(model)))"
    assert prelude(text) == "from pathlib import Path; import numpy as np; import os\n"
    assert [(each.name, each.use.of(text)) for each in missing(text)] == [("np", "np"), ("os", "os"), ("Path", "Path")]
    assert prelude("from __future__ import annotations\nos.x") == ""
    assert prelude("import os\nos.x") == ""
    assert recovered("f(a=1, ...)") == "f(a=1, **_)"


PIECES = [*"ab .,()[]{}<>=:'\"#\\\n\t%!é🎉…\x00\x0c\ud800", "...", "def ", "f'", "import ", "<a>", "    "]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_nothing_raises(text: str) -> None:
    code = read_code(text)
    assert len(code.readable) == len(text)
    for node in code.of(ast.Name):
        assert source(code, node) == "" or code.span(node).end <= len(text)
    assert prelude(text).count("\n") <= 1


BOMBS = {
    "open": "(" * 5000,
    "brackets": "[" * 3000 + "]" * 3000,
    "signs": "-" * 50_000 + "1",
    "not": "not " * 20_000 + "1",
    "fields": "x." * 30_000 + "x",
    "sum": "1+" * 30_000 + "1",
    "sum over lines": "(" + "1+\n" * 20_000 + "1)",
    "calls": "f" + "()" * 30_000,
    "strings": "'a' " * 20_000,
    "conditions": "a if b else " * 5000 + "c",
    "lambdas": "lambda:" * 10_000 + "1",
    "elif": "if a:\n x\n" + "elif b:\n x\n" * 5000,
    "blocks": "\n".join(" " * depth + "if 1:" for depth in range(400)),
    "gaps": "f(a=1, " + "..., " * 20_000 + ")",
    "quotes": "'" * 99_999,
    "placeholders": "<a" * 40_000,
    "digits": "1" * 90_000,
}


@pytest.mark.parametrize("newer", ["", "type X = int\n"], ids=["", "newer"])
@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS)
def test_bombs_are_read_in_bounded_time(text: str, newer: str) -> None:
    start = time.process_time()
    read_code(newer + text)
    assert time.process_time() - start < 5


def test_the_walk_misses_nothing_that_stands_somewhere() -> None:
    code = read_code(Path(ast.__file__).read_text("utf-8")[:MOST_CODE].rpartition("\n\n\n")[0])
    assert code.tree is not None
    nowhere = (ast.expr_context, ast.operator, ast.unaryop, ast.cmpop, ast.boolop)
    wanted = [node for node in ast.walk(code.tree) if not isinstance(node, nowhere)]
    assert {*wanted} == {node for kind in {type(node) for node in wanted} for node in code.of(kind)}
    assert all(code.tree in code.ancestors(node) for node in wanted if node is not code.tree)
