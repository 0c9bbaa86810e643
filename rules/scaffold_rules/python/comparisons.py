"""Comparisons for equality in tests with a float on one side, and what is known of that float and of the other side."""

from __future__ import annotations

import ast
import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from scaffold_rules.python.code import Function
from scaffold_rules.python.gradients import last
from scaffold_rules.python.handed_on import is_read
from scaffold_rules.python.scopes import names_in, values_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold_rules.python.source import PythonSnippet

ASSERTS = frozenset({"assertEqual", "assertEquals", "assertNotEqual", "assertNotEquals"})
NUMPY_ASSERTS = frozenset({"numpy.testing.assert_equal", "numpy.testing.assert_array_equal"})
TOLERANT = re.compile(r"approx|isclose|allclose|assert_close|almost_?equal", re.IGNORECASE)
_PASSES_ON = frozenset({"all", "any", "bool", "item", "assertTrue", "assertFalse"})
_EXACT_CALLS = frozenset(
    {
        *(
            "Decimal",
            "Fraction",
            "int",
            "len",
            "round",
            "str",
            "repr",
            "floor",
            "ceil",
            "trunc",
            "count",
            "hash",
            "ord",
        ),
        *("quantize", "index", "type", "id", "bool", "as_integer_ratio", "hex"),
    }
)
_EXACT_FIELDS = frozenset({"shape", "size", "dtype", "ndim", "count", "nnz", "call_count", "numerator", "denominator"})
_REDUCES = re.compile(
    r"(?:sum|mean|average|median|std|var|dot|softmax|norm|prod|cumsum|trapz|trapezoid|integrate\w*|matmul)$"
)


class Equality(NamedTuple):
    """One float compared exactly: ``number`` against ``other``, the ``operand``-th operand or argument of ``where``."""

    where: ast.Compare | ast.Call
    operand: int
    number: ast.expr
    other: ast.expr
    negated: bool
    literals: tuple[ast.expr, ...]


def equalities(snippet: PythonSnippet) -> Iterator[Equality]:
    """The comparisons that a test fails by, one side of them a float, the other neither a number nor exact."""
    for compare in snippet.of(ast.Compare):
        operands = [compare.left, *compare.comparators]
        for at, operator in enumerate(compare.ops):
            if isinstance(operator, ast.Eq | ast.NotEq):
                pair = operands[at], operands[at + 1]
                denied = isinstance(next(snippet.ancestors(compare), None), ast.UnaryOp)
                yield from _equality(snippet, compare, pair, at, isinstance(operator, ast.NotEq) is not denied)
    for call in snippet.of(ast.Call):
        asserts = isinstance(call.func, ast.Attribute) and call.func.attr in ASSERTS
        if len(call.args) >= 2 and (asserts or snippet.dotted(call.func) in NUMPY_ASSERTS):
            yield from _equality(snippet, call, (call.args[0], call.args[1]), 0, "Not" in last(call.func))


def _equality(
    snippet: PythonSnippet, where: ast.Compare | ast.Call, pair: tuple[ast.expr, ast.expr], first: int, negated: bool
) -> Iterator[Equality]:
    floats = [floats_of(snippet, side) for side in pair]
    if bool(floats[0]) == bool(floats[1]) or not snippet.in_test(where):
        return
    at = 0 if floats[0] else 1
    number, other = pair[at], pair[1 - at]
    if isinstance(where, ast.Compare) and not is_asserted(snippet, where):
        return
    if TOLERANT.search(snippet.source(other)) or is_exact(other) or is_read(other):
        return
    scope = snippet.scope(number)
    if isinstance(number, ast.Name) and scope is not None and _is_input(snippet, scope, number.id):
        return
    yield Equality(where, first + at, number, other, negated, floats[at])


def float_literal(node: ast.AST) -> float | None:
    """The value of a float literal, signed or not; None for anything else and for what is too large for a float."""
    sign = 1
    while isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
        sign *= -1 if isinstance(node.op, ast.USub) else 1
        node = node.operand
    value = node.value if isinstance(node, ast.Constant) and isinstance(node.value, float) else None
    return None if value is None or math.isinf(value) else sign * value


def floats_of(snippet: PythonSnippet, node: ast.expr) -> tuple[ast.expr, ...]:
    """The float literals that an expression is: itself, those of a parametrised name, that of a constant of the test."""
    if float_literal(node) is not None:
        return (node,)
    if not isinstance(node, ast.Name):
        return ()
    function = snippet.scope(node)
    if not isinstance(function, Function):
        return ()
    values = parametrised(snippet, function).get(node.id) or _constant(function, node.id)
    return tuple(value for value in values if float_literal(value) is not None)


def parametrised(snippet: PythonSnippet, function: Function) -> dict[str, list[ast.expr]]:
    """The values that ``pytest.mark.parametrize`` gives each parameter of a test, by its decorators or its class's."""
    owner = snippet.class_of(function)
    found: dict[str, list[ast.expr]] = {}
    for call in (*function.decorator_list, *(owner.decorator_list if owner else ())):
        if not isinstance(call, ast.Call) or last(call.func) != "parametrize":
            continue
        given = [*call.args, *(k.value for k in call.keywords if k.arg in {"argnames", "argvalues"})]
        if len(given) >= 2:
            names = _names(given[0])
            for row in _rows(snippet, given[1]):
                cells = _items(row) if len(names) > 1 else [row]
                for name, cell in zip(names, cells, strict=False):
                    found.setdefault(name, []).append(cell)
    return found


def _names(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [name.strip() for name in node.value.split(",") if name.strip()]
    return [item.value for item in _items(node) if isinstance(item, ast.Constant) and isinstance(item.value, str)]


def _rows(snippet: PythonSnippet, node: ast.expr) -> list[ast.expr]:
    """The rows of a parametrisation, ``pytest.param`` taken off; a name is looked up among the snippet's constants."""
    if isinstance(node, ast.Name):
        body = snippet.tree.body if snippet.tree else []
        node = next(
            (s.value for s in body if isinstance(s, ast.Assign) and [last(t) for t in s.targets] == [node.id]), node
        )
    rows = []
    for item in _items(node):
        if isinstance(item, ast.Call) and last(item.func) == "param":
            rows.append(item.args[0] if len(item.args) == 1 else ast.Tuple(item.args, ast.Load()))
        else:
            rows.append(item)
    return rows


def _items(node: ast.expr) -> list[ast.expr]:
    return list(node.elts) if isinstance(node, ast.List | ast.Tuple) else []


def _constant(function: Function, name: str) -> list[ast.expr]:
    """The only value that a function gives a name, in a list; nothing when it gives several or none."""
    bindings = [node for node in names_in(function).get(name, ()) if isinstance(node.ctx, ast.Store)]
    values = values_in(function).get(name, [])
    return values if len(bindings) == len(values) == 1 else []


@lru_cache(maxsize=64)
def _is_input(snippet: PythonSnippet, scope: ast.AST, name: str) -> bool:
    """Whether a named float also goes into what is tested: then the test says that it comes out as it went in."""
    for node in names_in(scope).get(name, ()):
        if not isinstance(node.ctx, ast.Load):
            continue
        for above in snippet.ancestors(node):
            if isinstance(above, ast.JoinedStr | ast.Compare) or above is scope:
                break
            if (
                isinstance(above, ast.Call)
                and last(above.func) not in ASSERTS | {"print"}
                and not TOLERANT.search(last(above.func))
            ):
                return True
            if isinstance(above, ast.Dict | ast.List | ast.BinOp):
                return True
    return False


def is_asserted(snippet: PythonSnippet, compare: ast.expr) -> bool:
    """Whether a test fails by a comparison: an ``assert`` or ``assertTrue`` of it, alone or under ``and``, ``all`` …"""
    child: ast.AST = compare
    for above in snippet.ancestors(compare):
        match above:
            case ast.Assert(test=test):
                return test is child
            case ast.BoolOp() | ast.UnaryOp(op=ast.Not()) | ast.NamedExpr():
                pass
            case ast.Attribute(attr=attr) if attr in _PASSES_ON:
                pass
            case ast.GeneratorExp(elt=elt) | ast.ListComp(elt=elt) if elt is child:
                pass
            case ast.Call(func=func, args=[first, *_]) if first is child and last(func) in _PASSES_ON:
                if last(func).startswith("assert"):
                    return True
            case ast.Call(func=func) if func is child and last(func) in _PASSES_ON:
                pass
            case _:
                return False
        child = above
    return False


def is_exact(node: ast.expr) -> bool:
    """Whether an expression is a whole number, a decimal or no number at all."""
    match node:
        case ast.Constant(value=value):
            return not isinstance(value, float)
        case ast.Call(func=func):
            name = last(func)
            return name in _EXACT_CALLS or any(_is_decimal(each) for each in ast.walk(node))
        case ast.Attribute(attr=attr, value=value):
            return attr in _EXACT_FIELDS or any(_is_decimal(each) for each in ast.walk(value))
        case ast.Subscript(value=value):
            return is_exact(value)
        case ast.BinOp(left=left, right=right):
            sides = (left, right)
            return any(_is_decimal(e) for e in ast.walk(node)) or all(is_exact(side) for side in sides)
        case ast.UnaryOp(operand=operand):
            return is_exact(operand)
        case ast.Dict() | ast.List() | ast.Tuple() | ast.Set() | ast.JoinedStr() | ast.ListComp() | ast.DictComp():
            return True
    return False


def _is_decimal(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and last(node.func) in {"Decimal", "Fraction"}


def is_reduced(node: ast.expr) -> bool:
    """Whether an expression visibly adds up floats."""
    return any(isinstance(n, ast.Call) and _REDUCES.match(last(n.func)) for n in ast.walk(node))


def is_representable(snippet: PythonSnippet, literal: ast.expr) -> bool:
    """Whether a float is exactly the number that is written."""
    from fractions import Fraction  # its import reaches far, and few snippets compare floats

    try:
        written = Fraction(snippet.source(literal).replace("_", "").replace(" ", ""))
    except (ValueError, ZeroDivisionError):
        return False
    return written == Fraction(float_literal(literal) or 0.0)
