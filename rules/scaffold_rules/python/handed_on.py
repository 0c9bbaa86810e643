"""Floats in tests that nothing computes: read from a text, set and asked for, put in and taken out, a stub's own."""

from __future__ import annotations

import ast
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from scaffold_rules.python.gradients import last, words
from scaffold_rules.python.scopes import floats_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold_rules.python.source import PythonSnippet

_READS = re.compile(
    r"(?:float|loads?|parse\w*|from_\w+|deseriali[sz]e\w*|read\w*|to_float|literal_eval|safe_load|decode\w*|getenv|fromhex)$"
)
_TEXT = re.compile(r"(?:environ|getenv|group|groups|strip|split|text|stdout|readline|input)$")
"""What gives a text: a number read from it is the float nearest to it."""
_RECORDED = frozenset({"call_args", "call_args_list", "await_args", "await_args_list", "mock_calls"})
_PUTS = re.compile(r"(?:set|put|push|append|insert|store|save|write|record|log|register|enqueue|publish|emit)(?:_|$)")
_HANDING_ON = (ast.keyword, ast.Assign, ast.Dict, ast.Call, ast.Lambda, ast.Return)
_STUBS = frozenset({"return_value", "side_effect"})
_SETTINGS = frozenset(
    {
        *(
            "cfg",
            "config",
            "conf",
            "settings",
            "args",
            "opts",
            "options",
            "params",
            "hparams",
            "hyperparams",
            "defaults",
        ),
        *("kwargs", "lr", "timeout", "dropout", "momentum", "decay", "eps", "epsilon", "temperature", "threshold"),
        *("tolerance", "interval", "delay", "backoff", "jitter"),
    }
)


def is_read(node: ast.expr) -> bool:
    """Whether a value comes straight out of a text or out of what a mock was called with."""
    if any(name in _RECORDED for name in _spine(node)):
        return True
    while isinstance(node, ast.Subscript | ast.Attribute):
        node = node.value
    if not isinstance(node, ast.Call) or not _READS.match(last(node.func)):
        return False
    return last(node.func) != "float" or all(map(_is_text, node.args))


def _is_text(node: ast.expr) -> bool:
    if isinstance(node, ast.Constant):
        return not isinstance(node.value, float)
    return isinstance(node, ast.JoinedStr | ast.Name) or any(_TEXT.match(name) for name in _spine(node))


def is_setting(node: ast.expr) -> bool:
    """Whether a value is a setting by its name, handed on rather than computed."""
    names = list(_spine(node))
    if isinstance(node, ast.Call) and words(names[0] if names else "")[:1] != ["get"]:
        del names[:1]  # what is called computes
    return any(not _SETTINGS.isdisjoint(words(name)) for name in names)


def _spine(node: ast.expr) -> Iterator[str]:
    """The names that lead to a value, without those of arguments: ``lr``, ``load`` of ``load(x, y=z)["lr"]``."""
    while True:
        match node:
            case ast.Attribute(attr=name, value=value):
                yield name
                node = value
            case ast.Subscript(slice=key, value=value):
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    yield key.value
                node = value
            case ast.Call(func=value) | ast.Await(value=value):
                node = value
            case ast.Name(id=name):
                yield name
                return
            case _:
                return


def goes_in(snippet: PythonSnippet, literal: ast.expr, value: float, other: ast.expr) -> bool:
    """Whether a test gives the float that it compares under the same name, to a setter, a constructor or a stub."""
    scope = snippet.scope(literal)
    name = next(_spine(other), "").removeprefix("get_")
    taken_apart = isinstance(other, ast.Attribute)
    given = _given(snippet, scope, value) if scope else ()
    return any(_puts(above, node, name, taken_apart) for above, node in given if node is not literal)


@lru_cache(maxsize=64)
def _given(snippet: PythonSnippet, scope: ast.AST, value: float) -> tuple[tuple[ast.AST, ast.AST], ...]:
    """The places of a float in a scope that may hand it on, each with what it stands in."""
    found = []
    for node in floats_in(scope).get(abs(value), ()):
        given: ast.AST = node
        above = next(snippet.ancestors(given), None)
        minus = isinstance(above, ast.UnaryOp) and isinstance(above.op, ast.USub)
        if minus and above is not None:
            given, above = above, next(snippet.ancestors(above), None)
        if minus == (value < 0) and isinstance(above, _HANDING_ON):
            found.append((above, given))
    return tuple(found)


def _puts(above: ast.AST, literal: ast.AST, name: str, taken_apart: bool) -> bool:
    match above:
        case ast.keyword(arg=str(given)):
            return given == name or given in _STUBS
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript() as target]):
            return next(_spine(target), "") in {name, *_STUBS}
        case ast.Dict(keys=keys, values=values):
            key = keys[next(at for at, each in enumerate(values) if each is literal)] if literal in values else None
            return isinstance(key, ast.Constant) and key.value == name
        case ast.Call(func=func):
            called = last(func)
            return called == "setattr" or bool(_PUTS.match(called)) or (taken_apart and called[:1].isupper())
        case ast.Lambda() | ast.Return():
            return True  # a stub gives it back
    return False


def is_argument(value: float, other: ast.expr) -> bool:
    """Whether the very expression that is compared is given the float."""
    given = (node for node in ast.walk(other) if isinstance(node, ast.Constant) and isinstance(node.value, float))
    return any(node.value == abs(value) for node in given)
