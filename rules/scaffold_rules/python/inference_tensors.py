"""Where tensors made without gradients go: whether anything but plain values leaves the block and the checks after it.

A tensor made under inference mode can never again take part in training. Only where none leaves is the change safe.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from scaffold_rules.python.code import Function
from scaffold_rules.python.gradients import inside, last, words

if TYPE_CHECKING:
    from scaffold_rules.python.gradients import NoGrad
    from scaffold_rules.python.source import PythonSnippet

_PLAIN_CALLS = frozenset(
    {"item", "tolist", "numpy", "float", "int", "bool", "str", "len", "range", "isinstance", "repr"}
)
_HANDING_ON = frozenset(
    [
        "sum",
        "max",
        "min",
        "sorted",
        "list",
        "tuple",
        "set",
        "dict",
        "zip",
        "enumerate",
        "round",
        "abs",
        "reversed",
        "next",
    ]
)
"""Builtins that give back what they get."""
_PLAIN_FIELDS = frozenset({"shape", "dtype", "device", "ndim", "requires_grad"})
_KEEPING_CALLS = frozenset(
    {
        "print",
        "allclose",
        "equal",
        "isclose",
        "all",
        "any",
        "isfinite",
        "isnan",
        "isinf",
        "append",
        "extend",
        "info",
        "debug",
    }
)
"""Calls that keep nothing of their arguments; ``append`` and ``extend`` are followed."""


def tensors_leave(snippet: PythonSnippet, use: NoGrad) -> bool:
    """Whether something that may be a tensor of the block gets out of its function, or into a call that may keep it."""
    if not isinstance(use.scope, Function):
        return True  # what comes after the snippet is unknown
    block = set(inside(use.body))
    tainted: set[str] = set()
    while True:
        before = len(tainted)
        for node in inside([use.scope]):
            tainted |= _bound_to_tensors(node, node in block, tainted)
        if len(tainted) == before:
            break
    return any(_leaves(snippet, node, node in block, tainted) for node in inside([use.scope]))


def may_be_tensor(node: ast.AST | None, within: bool, tainted: set[str]) -> bool:
    """Whether an expression may be, or hold, a tensor of the block; ``within`` it every call may make one."""
    match node:
        case (
            None | ast.Constant() | ast.JoinedStr() | ast.Compare(ops=[ast.Is() | ast.IsNot() | ast.In() | ast.NotIn()])
        ):
            return False
        case ast.Name(id=name):
            return name in tainted
        case ast.Attribute(attr=attr, value=value):
            return attr not in _PLAIN_FIELDS and may_be_tensor(value, within, tainted)
        case ast.Call(func=func, args=args, keywords=keywords):
            if last(func) in _PLAIN_CALLS:
                return False
            given = [
                *args,
                *(each.value for each in keywords),
                *([func.value] if isinstance(func, ast.Attribute) else []),
            ]
            makes = within and not (isinstance(func, ast.Name) and func.id in _HANDING_ON)
            return makes or any(may_be_tensor(each, within, tainted) for each in given)
        case ast.Lambda():
            return True
        case ast.ListComp(elt=elt) | ast.SetComp(elt=elt) | ast.GeneratorExp(elt=elt):
            return may_be_tensor(elt, within, tainted)
    return any(may_be_tensor(child, within, tainted) for child in ast.iter_child_nodes(node))


def _bound_to_tensors(node: ast.AST, within: bool, tainted: set[str]) -> set[str]:
    """The names that a statement binds to what may be a tensor."""
    match node:
        case ast.Assign(targets=targets, value=value):
            source, names = value, targets
        case ast.AnnAssign(target=target, value=ast.expr() as value) | ast.NamedExpr(target=target, value=value):
            source, names = value, [target]
        case ast.AugAssign(target=target, value=value):
            source, names = value, [target]
        case (
            ast.For(target=target, iter=value)
            | ast.AsyncFor(target=target, iter=value)
            | ast.comprehension(target=target, iter=value)
        ):
            source, names = value, [target]
            within = False  # what is gone through was made elsewhere
        case ast.Call(func=ast.Attribute(attr="append" | "extend", value=ast.Name(id=name)), args=[value]):
            return {name} if may_be_tensor(value, within, tainted) else set()
        case _:
            return set()
    if not may_be_tensor(source, within, tainted):
        return set()
    return {
        n.id for target in names for n in ast.walk(target) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    }


def _leaves(snippet: PythonSnippet, node: ast.AST, within: bool, tainted: set[str]) -> bool:
    match node:
        case ast.Return(value=value) | ast.Yield(value=value) | ast.YieldFrom(value=value):
            return may_be_tensor(value, within, tainted)
        case ast.Global() | ast.Nonlocal():
            return True
        case ast.Assign(targets=targets, value=value):
            stored = any(isinstance(target, ast.Attribute | ast.Subscript) for target in targets)
            return stored and may_be_tensor(value, within, tainted)
        case ast.AugAssign(target=target, value=value):
            elsewhere = not isinstance(target, ast.Name) or (not within and target.id in tainted)
            return elsewhere and (may_be_tensor(value, within, tainted) or may_be_tensor(target, within, tainted))
        case ast.Call(func=func, args=args, keywords=keywords):
            if not within and last(func).endswith("_") and may_be_tensor(func, within, tainted):
                return True  # changed in place
            used = within and not isinstance(next(snippet.ancestors(node), None), ast.Expr)
            if used or _keeps_nothing(snippet, func):
                return False  # what it gives back is followed
            return any(may_be_tensor(each, within, tainted) for each in (*args, *(k.value for k in keywords)))
    return False


def _keeps_nothing(snippet: PythonSnippet, func: ast.expr) -> bool:
    name = last(func)
    if name in {"append", "extend"}:
        return isinstance(func, ast.Attribute) and isinstance(func.value, ast.Name)
    return (
        name in _KEEPING_CALLS | _PLAIN_CALLS
        or words(name)[:1] == ["assert"]
        or snippet.dotted(func).startswith(("torch.", "numpy."))
        or (
            isinstance(func, ast.Attribute)
            and name
            in {"argmax", "softmax", "cpu", "detach", "sum", "mean", "max", "min", "squeeze", "all", "any", "eq"}
        )
    )
