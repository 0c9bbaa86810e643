"""A server builds a path from a parameter it has not checked.

A client that asks for `../../etc/passwd` gets it. `mcp-resource-design` has every address validated before it is read.
Looked at are functions that are tools or resources of an MCP server; silent as soon as the parameter is checked, resolved
or restricted by its type.

## Bad

````markdown content/knowledge/mcp-server/resources.md
---
name: resources
description: What resources is about
topics: [mcp-server]
---

```python
@mcp.resource("file://config/{name}")
def config(name: str) -> str:
    return Path(f"/etc/app/{name}.json").read_text()
```
````

## Good

````markdown content/knowledge/mcp-server/resources.md
---
name: resources
description: What resources is about
topics: [mcp-server]
---

```python
@mcp.resource("file://config/{name}")
def config(name: str) -> str:
    if name not in CONFIGS:
        raise ValueError(name)
    return Path(f"/etc/app/{name}.json").read_text()
```
````
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.python.chains import calls, chain, last_name, own_nodes, parameters, snippets_with_any
from scaffold_rules.python.code import Function
from scaffold_rules.python.source import PythonSnippet, has_python
from scaffold_rules.rule import rule

OPENING = ("open", "Path", "join")
_CHECK = re.compile(r"resolve|is_relative_to|commonpath|realpath|valid|sanitiz|safe|secure|allow|check|fullmatch|match")


@rule(on=MarkdownDocument, where=has_python, severity=Severity.WARNING)
def path_from_parameter(document: MarkdownDocument) -> Iterator[Finding]:
    """The outermost calls that such a parameter goes into."""
    for snippet in snippets_with_any(document, (".resource(", ".tool(", ".tool\n")):
        for function in snippet.functions:
            names = {each.arg for each in parameters(function) if _is_text(each)}
            if _is_served(function) and names and not _is_checked(function, names):
                yield from _reached(snippet, function, names)


def _reached(snippet: PythonSnippet, function: Function, names: set[str]) -> Iterator[Finding]:
    found: set[ast.AST] = set()
    for call, name in calls(snippet, *OPENING):
        if snippet.scope(call) is not function or name not in {"open", "pathlib.Path", "os.path.join"}:
            continue
        used = names & {n.id for arg in call.args for n in ast.walk(arg) if isinstance(n, ast.Name)}
        if used and found.isdisjoint(snippet.ancestors(call)):
            found.add(call)
            message = f"`{min(used)}` comes from the client and reaches any file; check it first"
            yield from snippet.report(call, message)


def _is_served(function: Function) -> bool:
    return any(
        chain(each).removesuffix("()").rpartition(".")[2] in {"resource", "tool"} and "." in chain(each)
        for each in function.decorator_list
    )


def _is_text(parameter: ast.arg) -> bool:
    return parameter.annotation is None or chain(parameter.annotation) in {"str", "Path"}


def _is_checked(function: Function, names: set[str]) -> bool:
    for node in own_nodes(function):
        if isinstance(node, ast.Call) and _CHECK.search(last_name(node.func).lower()):
            return True
        if isinstance(node, ast.Compare | ast.Match) and any(
            isinstance(part, ast.Name) and part.id in names for part in ast.walk(node)
        ):
            return True
    return False
