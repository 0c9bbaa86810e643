"""What stands in a function or snippet, gone through once for all that is asked about it."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

_KEPT = 16


@lru_cache(maxsize=_KEPT)
def nodes_in(scope: ast.AST) -> tuple[ast.AST, ...]:
    """A node and everything in it."""
    return tuple(ast.walk(scope))


@lru_cache(maxsize=_KEPT)
def names_in(scope: ast.AST) -> Mapping[str, list[ast.Name]]:
    """The names that stand in a scope, read or bound, by their text."""
    found: dict[str, list[ast.Name]] = defaultdict(list)
    for node in nodes_in(scope):
        if isinstance(node, ast.Name):
            found[node.id].append(node)
    return dict(found)


@lru_cache(maxsize=_KEPT)
def values_in(scope: ast.AST) -> Mapping[str, list[ast.expr]]:
    """What a scope assigns to each name on its own."""
    found: dict[str, list[ast.expr]] = defaultdict(list)
    for node in nodes_in(scope):
        match node:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=value)
                | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
            ):
                found[name].append(value)
    return dict(found)


@lru_cache(maxsize=_KEPT)
def floats_in(scope: ast.AST) -> Mapping[float, list[ast.Constant]]:
    """The float literals of a scope by their value, signs left aside."""
    found: dict[float, list[ast.Constant]] = defaultdict(list)
    for node in nodes_in(scope):
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            found[node.value].append(node)
    return dict(found)
