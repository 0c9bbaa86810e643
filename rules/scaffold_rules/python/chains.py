"""What rules ask of calls and names: full dotted names with assignments followed, arguments, what is around a node."""

from __future__ import annotations

import ast
from functools import lru_cache
from typing import TYPE_CHECKING

from scaffold_rules.python.code import Code, Function
from scaffold_rules.python.source import PythonSnippet, python_snippets

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from scaffold_rules.documents.document import MarkdownDocument

_DEEPEST = 20
_Loop = ast.For | ast.AsyncFor | ast.While | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


def snippets_with_any(document: MarkdownDocument, words: Collection[str]) -> Iterator[PythonSnippet]:
    """The Python snippets of a document that hold at least one of some words."""
    for snippet in python_snippets(document):
        text = snippet.text
        if any(word in text for word in words):
            yield snippet


def chain(node: ast.AST) -> str:
    """A chain of names, attributes and calls as it is written, ``a.b().c``; empty for anything else."""
    parts: list[str] = []
    while True:
        match node:
            case ast.Attribute():
                parts.append("." + node.attr)
                node = node.value
            case ast.Call():
                parts.append("()")
                node = node.func
            case ast.Name():
                return node.id + "".join(reversed(parts))
            case _:
                return ""


@lru_cache(maxsize=256)
def values(code: Code) -> dict[str, ast.expr | None]:
    """The values of the names and ``self`` attributes that are assigned; None for what is assigned more than once."""
    found: dict[str, ast.expr | None] = {}
    for node in code.of(ast.Assign):
        for target in node.targets:
            name = chain(target)
            names = [name] if name.count(".") == name.startswith("self.") else []
            if name and isinstance(next(code.ancestors(node), None), ast.ClassDef):
                names.append(f"self.{name}")
            for each in names:
                found[each] = None if each in found else node.value
    return found


def full_name(snippet: PythonSnippet, node: ast.AST) -> str:
    """The dotted name of an expression with ``()`` for calls, what is assigned once followed; empty for what is none.

    After ``props = torch.cuda.get_device_properties(0)`` the name of ``props.total_memory`` is
    ``torch.cuda.get_device_properties().total_memory``.
    """
    known = values(snippet.code)
    end = ""
    for _ in range(_DEEPEST):
        written = chain(node)
        if not written:
            return ""
        head, rest = _head(written)
        name = head.removesuffix("()")
        end = head[len(name) :] + rest + end
        value = known.get(name)
        if value is None or name in snippet.code.imports:
            return (snippet.dotted(ast.Name(name, ast.Load())) or name) + end
        node = value
    return ""


def _head(written: str) -> tuple[str, str]:
    """What is looked up, and what follows: ``self.model`` and ``.to()`` of ``self.model.to()``."""
    at = written.find(".", len("self.") if written.startswith("self.") else 0)
    return (written, "") if at < 0 else (written[:at], written[at:])


def calls(snippet: PythonSnippet, *endings: str) -> Iterator[tuple[ast.Call, str]]:
    """The calls, with their full names, of what has one of these as its last name; all calls without any."""
    for call in snippet.of(ast.Call):
        if not endings or last_name(call.func) in endings:
            yield call, full_name(snippet, call.func)


def last_name(node: ast.AST) -> str:
    """The last word of a chain of names: ``read`` of ``(a / b).read``; empty for anything else."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def argument(call: ast.Call, name: str) -> ast.keyword | None:
    """The keyword argument of a call."""
    return next((each for each in call.keywords if each.arg == name), None)


def starred(call: ast.Call) -> bool:
    """Whether a call passes on arguments that cannot be seen: ``*args`` or ``**kwargs``."""
    return any(each.arg is None for each in call.keywords) or any(isinstance(a, ast.Starred) for a in call.args)


def is_true(node: ast.AST | None) -> bool:
    """Whether a node is the literal ``True``."""
    return isinstance(node, ast.Constant) and node.value is True


def is_false(node: ast.AST | None) -> bool:
    """Whether a node is the literal ``False``."""
    return isinstance(node, ast.Constant) and node.value is False


def is_none(node: ast.AST | None) -> bool:
    """Whether a node is the literal ``None``."""
    return isinstance(node, ast.Constant) and node.value is None


def function_of(snippet: PythonSnippet, node: ast.AST) -> Function | None:
    """The innermost function around a node."""
    scope = snippet.scope(node)
    return scope if isinstance(scope, Function) else None


def scope_of(snippet: PythonSnippet, node: ast.AST) -> ast.AST:
    """The innermost function around a node, else the whole code."""
    return snippet.scope(node) or node


def in_loop(snippet: PythonSnippet, node: ast.AST) -> bool:
    """Whether a node stands in a loop or a comprehension."""
    return any(isinstance(each, _Loop) for each in snippet.ancestors(node))


def parameters(function: Function) -> list[ast.arg]:
    """All named parameters of a function."""
    args = function.args
    return [*args.posonlyargs, *args.args, *args.kwonlyargs]


def own_nodes(function: ast.AST) -> Iterator[ast.AST]:
    """What is in a function, without what is in functions and classes inside of it."""
    waiting = [function]
    while waiting:
        for child in ast.iter_child_nodes(waiting.pop()):
            if not isinstance(child, Function | ast.ClassDef | ast.Lambda):
                yield child
                waiting.append(child)
