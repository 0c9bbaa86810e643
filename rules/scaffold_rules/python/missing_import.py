"""A Python snippet uses a module or class that it does not import.

Whoever copies it gets a `NameError`. Snippets that claim to be a file, by a path comment or by importing something else,
are judged, and only names that mean one thing wherever they are written (`os`, `np`, `pytest`, `Path`): what an excerpt
takes from the code around it is left alone. `data-science/data-science-conventions.md` and
`research/research-conventions.md` ask for a linter that enforces defined names.

## Bad

````markdown content/knowledge/core/jobs.md
```python
import json


def load() -> dict:
    return json.loads(os.environ["JOB"])
```
````

## Good

````markdown content/knowledge/core/jobs.md
```python
import json
import os


def load() -> dict:
    return json.loads(os.environ["JOB"])
```
````
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Edit, Finding, Fix, Severity
from scaffold_rules.python.code import read_code
from scaffold_rules.python.prelude import missing
from scaffold_rules.python.source import LANGUAGES, has_python
from scaffold_rules.rule import rule
from scaffold_rules.text import Span

if TYPE_CHECKING:
    from scaffold_rules.documents.snippet import Snippet

_IMPORT = re.compile(r"^(?:from[ \t]+[\w.]+[ \t]+)?import[ \t]+(?>\([^)]*\)[^\n]*|[^\n]*)$", re.MULTILINE)

_AMBIGUOUS = {
    "copy": "copy deepcopy",
    "operator": "attrgetter itemgetter methodcaller",
    "platform": "machine python_version system",
    "queue": "Empty Full PriorityQueue Queue",
    "random": "Random choice choices gauss randint random sample seed shuffle uniform",
    "resource": "getrusage setrlimit",
    "secrets": "choice compare_digest randbelow token_bytes token_hex token_urlsafe",
    "select": "epoll poll select",
    "signal": "SIGALRM SIGINT SIGTERM alarm signal",
    "statistics": "mean median pstdev stdev variance",
    "string": "Template ascii_letters ascii_lowercase digits",
    "time": "monotonic monotonic_ns perf_counter perf_counter_ns process_time sleep strftime time time_ns",
    "types": "MappingProxyType ModuleType SimpleNamespace",
}
"""Modules whose names are words of everyday code, with what says that the module is meant."""

_ASIDE = re.compile(r"^[ \t]*#[^\n]*|\"{3}.*?\"{3}|'{3}.*?'{3}", re.MULTILINE | re.DOTALL)


@rule(on=MarkdownDocument, where=has_python, severity=Severity.WARNING, fixable=True)
def missing_import(document: MarkdownDocument) -> Iterator[Finding]:
    """Names of the table that a snippet uses and nowhere binds, at their first use."""
    for snippet in document.snippets:
        if snippet.language not in LANGUAGES:
            continue
        imports = _IMPORT.search(snippet.text)
        if imports is None and snippet.header is None:
            continue
        for name, statement, use in missing(snippet.text):
            if not snippet.is_bad(use.start) and _certain(snippet.text, name):
                fix = _fix(snippet, statement)
                message = f"`{name}` is used but not imported: `{statement}`"
                yield Finding(snippet.host_span(use), message, fixes=(fix,) if fix else ())


def _certain(text: str, name: str) -> bool:
    """Whether a name is used in the way of the module, class or function that is meant; a word that is merely passed on
    may be anything.
    """
    code = read_code(text)
    return any(_is_meant(node, next(code.ancestors(node), None)) for node in code.of(ast.Name) if node.id == name)


def _is_meant(name: ast.Name, parent: ast.AST | None) -> bool:
    match parent:
        case ast.Attribute(attr=attribute):
            return name.id not in _AMBIGUOUS or attribute in _AMBIGUOUS[name.id].split()
        case ast.Call(func=func) if func is not name:
            return not name.id.islower()
        case ast.Call() | ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return name.id not in _AMBIGUOUS
        case ast.arg() | ast.AnnAssign() | ast.Subscript() | ast.BinOp(op=ast.BitOr()):
            return name.id not in _AMBIGUOUS
        case _:
            return not name.id.islower()


def _fix(snippet: Snippet, statement: str) -> Fix | None:
    """The import after the imports at the top, else below the path comment; None where neither is."""
    imports = list(_leading(snippet.text))
    at = imports[-1] if imports else snippet.text.find("\n") if snippet.header and "\n" in snippet.text else -1
    if at < 0:
        return None
    crowded = not imports and snippet.text[at + 1 : at + 2] not in {"", "\n"}
    edit = snippet.host_edit(Span(at, at), f"\n{statement}\n" if crowded else f"\n{statement}")
    return Fix(f"Add `{statement}`", (Edit(*edit),)) if edit else None


def _leading(code: str) -> Iterator[int]:
    """Where the imports end that stand before all other code."""
    for match in _IMPORT.finditer(code):
        between = _ASIDE.sub("", code[: match.start()])
        if _IMPORT.sub("", between).strip():
            return
        yield match.end()
