"""Where tensors made without gradients go: whether anything but plain values leaves the block and the checks after it.

A tensor made under inference mode can never again take part in training, be changed in place outside, or meet a weight in
a product. Only where none leaves and nothing of this happens is the change safe; each was tried with torch
(`tests/rules/python/test_inference_mode.py`).
"""

from __future__ import annotations

import ast
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from scaffold_rules.python.code import Function
from scaffold_rules.python.gradients import inside, last, takes_for_training, words
from scaffold_rules.python.scopes import names_in, nodes_in

if TYPE_CHECKING:
    from scaffold_rules.python.gradients import NoGrad
    from scaffold_rules.python.source import PythonSnippet

_BINDERS = (ast.Assign, ast.AnnAssign, ast.NamedExpr, ast.AugAssign, ast.For, ast.AsyncFor, ast.comprehension, ast.Call)
_PAUSES = (ast.Yield, ast.YieldFrom, ast.Await, ast.AsyncFor, ast.AsyncWith)
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
_GOING_THROUGH = frozenset(
    {"enumerate", "zip", "reversed", "sorted", "list", "iter", "islice", "tqdm", "trange", "track"}
)
_LOADER = re.compile(r"(?:.*_)?(?:data)?(?:loaders?|dl|iterator)$|.*[Ll]oader$")
"""What is gone through and makes its tensors on the way."""
_PRODUCT = re.compile(
    r"(?:mul|multiply|matmul|[bm]?mm|mv|v?dot|inner|outer|einsum|tensordot|(?:true_)?div(?:ide)?|pow|lerp|where|cdist|kron"
    r"|add(?:mm|mv|bmm|cmul|cdiv)|baddbmm|cross|hypot|atan2|maximum|minimum|linear|bilinear|embedding|conv\w*"
    r"|cosine_similarity|pairwise_distance|scaled_dot_product_attention)$"
)
"""What keeps its operands for the gradients of the others."""


MOST_ROUNDS = 20
"""How often what a function binds is gone through, one round for every step against its order."""


class Flow(NamedTuple):
    """What is in a block, and the names of its function that may hold one of its tensors."""

    block: set[ast.AST]
    names: set[str]


@lru_cache(maxsize=4)
def _flow(scope: ast.AST, statement: ast.With | ast.AsyncWith | Function) -> Flow:
    block = set(inside(statement.body))
    names: set[str] = set()
    binders = [node for node in nodes_in(scope) if isinstance(node, _BINDERS)]
    for _ in range(MOST_ROUNDS):
        before = len(names)
        for node in binders:
            names |= _bound_to_tensors(node, node in block, names)
        if len(names) == before:
            return Flow(block, names)
    return Flow(block, set(names_in(scope)))  # too long to follow: any may


def tensors_leave(snippet: PythonSnippet, use: NoGrad) -> bool:
    """Whether something that may be a tensor of the block gets out of its function, or to what inference mode forbids."""
    if not isinstance(use.scope, Function):
        return True  # what comes after the snippet is unknown
    block, names = _flow(use.scope, use.statement)
    if use.statement is not use.scope and any(isinstance(node, _PAUSES) for node in block):
        return True  # meanwhile others run in the mode of the block
    return any(_leaves(snippet, node, node in block, names) for node in nodes_in(use.scope))


def feeds_training(snippet: PythonSnippet, use: NoGrad) -> bool:
    """Whether what a block makes is, outside of it, an argument of a loss, of another model or of what trains one."""
    if use.scope is use.statement:
        return False
    block, names = _flow(use.scope, use.statement)
    return any(
        any(may_be_tensor(each, False, names) for each in (*call.args, *(k.value for k in call.keywords)))
        and takes_for_training(snippet, call)
        for call in nodes_in(use.scope)
        if isinstance(call, ast.Call) and call not in block
    )


def changed_in_place(use: NoGrad) -> bool:
    """Whether what a block makes is changed in place outside of it, which a tensor of inference mode does not allow."""
    block, names = _flow(use.scope, use.statement)
    for node in nodes_in(use.scope):
        match node:
            case ast.AugAssign(target=target) | ast.Subscript(value=target, ctx=ast.Store()):
                changed: ast.expr | None = target
            case ast.Call(func=ast.Attribute(attr=name, value=target)):
                changed = target if re.search(r"[a-z0-9]_$", name) else None
            case _:
                continue
        if node not in block and may_be_tensor(changed, False, names):
            return True
    return False


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
        case ast.BinOp() | ast.Compare() | ast.UnaryOp(op=ast.USub() | ast.Invert()) if within:
            return not _is_number(node)  # even of what was made elsewhere
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
            if within and _makes_on_the_way(value):
                return _stored(target)
            within = False  # what is gone through was made elsewhere
        case ast.Call(func=ast.Attribute(attr="append" | "extend", value=ast.Name(id=name)), args=[value]):
            return {name} if may_be_tensor(value, within, tainted) else set()
        case _:
            return set()
    if not may_be_tensor(source, within, tainted):
        return set()
    return {name for target in names for name in _stored(target)}


def _stored(target: ast.expr) -> set[str]:
    return {n.id for n in ast.walk(target) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}


def _makes_on_the_way(gone_through: ast.expr) -> bool:
    """Whether going through something in the block makes its elements there, as a loader's batches."""
    if isinstance(gone_through, ast.Call):
        name = last(gone_through.func)
        if name in _GOING_THROUGH:
            return any(_makes_on_the_way(each) for each in gone_through.args)
        return name not in _PLAIN_CALLS | {"items", "keys", "values"}
    return _LOADER.match(last(gone_through)) is not None


def _leaves(snippet: PythonSnippet, node: ast.AST, within: bool, tainted: set[str]) -> bool:
    match node:
        case ast.Return(value=value) | ast.Yield(value=value) | ast.YieldFrom(value=value):
            return may_be_tensor(value, within, tainted)
        case ast.Global() | ast.Nonlocal():
            return True
        case ast.Assign(targets=targets, value=value):
            return any(map(_is_kept, targets)) and may_be_tensor(value, within, tainted)
        case ast.AnnAssign(target=target, value=ast.expr() as value):
            return _is_kept(target) and may_be_tensor(value, within, tainted)
        case ast.BinOp(left=left, right=right, op=op) if not within and not isinstance(op, ast.Add | ast.Sub):
            return _mixes([left, right], tainted)
        case ast.AugAssign(target=target, value=value):
            return not isinstance(target, ast.Name) and may_be_tensor(value, within, tainted)
        case ast.Call(func=func, args=args, keywords=keywords):
            receiver = (
                [func.value]
                if isinstance(func, ast.Attribute) and not snippet.dotted(func).startswith("torch.")
                else []
            )
            if not within and _PRODUCT.match(last(func)) and _mixes([*receiver, *args], tainted):
                return True
            used = within and not isinstance(next(snippet.ancestors(node), None), ast.Expr)
            if used or _keeps_nothing(snippet, func):
                return False  # what it gives back is followed
            return any(may_be_tensor(each, within, tainted) for each in (*args, *(k.value for k in keywords)))
    return False


def _is_kept(target: ast.expr) -> bool:
    return any(isinstance(n, ast.Attribute | ast.Subscript) and isinstance(n.ctx, ast.Store) for n in ast.walk(target))


def _mixes(operands: list[ast.expr], tainted: set[str]) -> bool:
    """Whether a tensor of the block meets something else that may have gradients."""
    of_block = [may_be_tensor(each, False, tainted) for each in operands]
    others = [each for each, ours in zip(operands, of_block, strict=True) if not ours]
    return any(of_block) and any(not _is_number(each) for each in others)


def _is_number(node: ast.expr) -> bool:
    """Whether an operand is plain to see: constants, sizes, what calls give that make no tensors, and what is made of them."""
    match node:
        case ast.UnaryOp(operand=operand):
            return _is_number(operand)
        case ast.BinOp(left=left, right=right):
            return _is_number(left) and _is_number(right)
        case ast.Compare(left=left, comparators=others):
            return all(map(_is_number, (left, *others)))
        case ast.Attribute(attr=attr):
            return attr in _PLAIN_FIELDS
        case ast.Subscript(value=value):
            return _is_number(value)
        case ast.Call(func=ast.Name(id=name), args=[_, *_] as args) if name in _HANDING_ON:
            return all(map(_is_number, args))
        case ast.ListComp(elt=elt) | ast.SetComp(elt=elt) | ast.GeneratorExp(elt=elt):
            return _is_number(elt)
    return isinstance(node, ast.Constant) or (isinstance(node, ast.Call) and last(node.func) in _PLAIN_CALLS)


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
