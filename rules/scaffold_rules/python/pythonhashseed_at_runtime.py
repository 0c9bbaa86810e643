"""`PYTHONHASHSEED` is set in a process that is already running.

Python reads the variable once, when it starts; setting it later changes no hash. `data-science-reproducibility` has it
exported in the environment. Silent where the environment is prepared for another process.

## Bad

````markdown content/knowledge/data-science/seeds.md
---
name: seeds
description: What seeds is about
topics: [data-science]
---

```python
def set_seed(seed: int) -> None:
    os.environ["PYTHONHASHSEED"] = str(seed)
    random.seed(seed)
```
````

## Good

````markdown content/knowledge/data-science/seeds.md
---
name: seeds
description: What seeds is about
topics: [data-science]
---

```python
def set_seed(seed: int) -> None:
    random.seed(seed)
```
````
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.python.chains import calls, full_name
from scaffold_rules.python.repair import remove_statement
from scaffold_rules.python.source import PythonSnippet, has_python, python_snippets
from scaffold_rules.rule import rule

VARIABLE = "PYTHONHASHSEED"
STARTS = ("subprocess.", "os.exec", "os.spawn", "os.posix_spawn", "multiprocessing.", "asyncio.create_subprocess")


@rule(on=MarkdownDocument, where=has_python, severity=Severity.WARNING, fixable=True)
def pythonhashseed_at_runtime(document: MarkdownDocument) -> Iterator[Finding]:
    """Where the running process gets the variable."""
    for snippet in python_snippets(document, VARIABLE):
        for node in _settings(snippet):
            scope = snippet.scope(node)
            if any(name.startswith(STARTS) for call, name in calls(snippet) if snippet.scope(call) is scope):
                continue
            statement = node if isinstance(node, ast.stmt) else next(snippet.ancestors(node), None)
            edit = remove_statement(snippet, statement) if isinstance(statement, ast.stmt) else None
            message = f"`{VARIABLE}` is read when Python starts; setting it here changes no hash, export it instead"
            yield from snippet.report(node, message, fixes=snippet.fix("remove the line", edit, safe=False))


def _settings(snippet: PythonSnippet) -> Iterator[ast.AST]:
    for node in snippet.of(ast.Assign):
        for target in node.targets:
            match target:
                case ast.Subscript(value=mapping, slice=ast.Constant(value="PYTHONHASHSEED")):
                    if full_name(snippet, mapping) == "os.environ":
                        yield node
    for call, name in calls(snippet, "putenv", "setdefault"):
        match call.args:
            case [ast.Constant(value="PYTHONHASHSEED"), *_] if name in {"os.putenv", "os.environ.setdefault"}:
                yield call
