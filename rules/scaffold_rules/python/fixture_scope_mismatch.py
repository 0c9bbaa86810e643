"""A fixture of a wide scope asks for one of a narrower scope.

pytest stops with `ScopeMismatch`: a fixture made once per class, module, package or session cannot have one that is made
anew for every test, as `tmp_path` and `monkeypatch` are. Fixtures that the snippet defines itself count with their own
scope.

## Bad

````markdown content/knowledge/research/fixtures.md
---
name: fixtures
description: What fixtures is about
topics: [research]
---

```python
@pytest.fixture(scope="session")
def dataset(tmp_path):
    return build_dataset()
```
````

## Good

````markdown content/knowledge/research/fixtures.md
---
name: fixtures
description: What fixtures is about
topics: [research]
---

```python
@pytest.fixture(scope="session")
def dataset(tmp_path_factory):
    return build_dataset()
```
````
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Fix, Severity
from scaffold_rules.python.chains import argument, chain, parameters, starred
from scaffold_rules.python.code import Function
from scaffold_rules.python.source import PythonSnippet, has_python, python_snippets
from scaffold_rules.rule import rule

ORDER = ("function", "class", "module", "package", "session")
BUILTIN = (
    *("tmp_path", "tmpdir", "monkeypatch", "capsys", "capfd", "capsysbinary", "capfdbinary", "caplog", "recwarn"),
    *("mocker", "request_mock", "requests_mock", "httpx_mock"),
)
"""Fixtures of pytest and its usual plugins that are made for every single test."""


@rule(on=MarkdownDocument, where=has_python, severity=Severity.ERROR, fixable=True)
def fixture_scope_mismatch(document: MarkdownDocument) -> Iterator[Finding]:
    """The parameters that stand for a narrower fixture."""
    for snippet in python_snippets(document, "fixture", "scope"):
        scopes = {
            name: scope for function in snippet.functions if (name := function.name) if (scope := _scope(function))
        }
        for function in snippet.functions:
            wide = _scope(function)
            if wide not in ORDER:
                continue
            for parameter in parameters(function):
                narrow = scopes.get(parameter.arg, "function" if parameter.arg in BUILTIN else wide)
                if narrow in ORDER and ORDER.index(narrow) < ORDER.index(wide) and parameter.arg != function.name:
                    message = f"a fixture of scope {wide} cannot have `{parameter.arg}`, which is of scope {narrow}"
                    yield from snippet.report(parameter, message, fixes=_fixes(snippet, function, parameter))


def _scope(function: Function) -> str | None:
    """The scope of a fixture; None for what is no fixture, and empty where the scope is no literal."""
    for decorator in function.decorator_list:
        if chain(decorator).removesuffix("()").rpartition(".")[2] != "fixture":
            continue
        scope = argument(decorator, "scope") if isinstance(decorator, ast.Call) else None
        if isinstance(decorator, ast.Call) and (decorator.args or starred(decorator)):
            return ""
        if scope is None:
            return "function"
        return str(scope.value.value) if isinstance(scope.value, ast.Constant) else ""
    return None


def _fixes(snippet: PythonSnippet, function: Function, parameter: ast.arg) -> tuple[Fix, ...]:
    """`tmp_path_factory` instead of `tmp_path`; the directory is made where it is used."""
    if parameter.arg != "tmp_path" or parameter.annotation is not None:
        return ()
    uses = [n for n in ast.walk(function) if isinstance(n, ast.Name) and n.id == "tmp_path"]
    if len(uses) > 1:
        return ()
    made = [(each, 'tmp_path_factory.mktemp("data")') for each in uses]
    return snippet.fix("take `tmp_path_factory`", (parameter, "tmp_path_factory"), *made, safe=False)
