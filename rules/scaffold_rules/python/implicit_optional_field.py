"""A field of a data class may be `None` although its type says otherwise.

`modules: list[str] = None` is what people write when a mutable default is not allowed; the type is then wrong for every
reader of the field. Say `list[str] | None`, or give it `field(default_factory=list)`. For parameters there is
`python/implicit-optional`.

## Bad

````markdown content/knowledge/research/jobs.md
---
name: jobs
description: What jobs is about
topics: [research]
---

```python
@dataclass
class Job:
    modules: list[str] = None
```
````

## Good

````markdown content/knowledge/research/jobs.md
---
name: jobs
description: What jobs is about
topics: [research]
---

```python
@dataclass
class Job:
    modules: list[str] | None = None
```
````
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.python.chains import chain, is_none, values
from scaffold_rules.python.source import PythonSnippet, has_python, python_snippets
from scaffold_rules.rule import rule

BASES = frozenset({"BaseModel", "BaseSettings", "NamedTuple", "SQLModel", "Struct"})
DECORATORS = frozenset({"dataclass", "define", "frozen", "attrs", "s", "mutable"})


@rule(on=MarkdownDocument, where=has_python, severity=Severity.WARNING, fixable=True)
def implicit_optional_field(document: MarkdownDocument) -> Iterator[Finding]:
    """The types of such fields."""
    for snippet in python_snippets(document, "= None", "class "):
        for field in snippet.of(ast.AnnAssign):
            parent = next(snippet.ancestors(field), None)
            if not isinstance(parent, ast.ClassDef) or not _holds_data(parent) or not is_none(field.value):
                continue
            if _takes_none(snippet, field.annotation):
                continue
            end = snippet.after(field.annotation)
            quoted = isinstance(field.annotation, ast.Constant)
            fixes = () if quoted else snippet.fix("add `| None`", (end, " | None"), safe=False)
            message = f"`{snippet.source(field.target)}` may be None, and its type does not say so"
            yield from snippet.report(field.annotation, message, fixes=fixes)


def _holds_data(owner: ast.ClassDef) -> bool:
    decorators = {chain(each).removesuffix("()").rpartition(".")[2] for each in owner.decorator_list}
    bases = {chain(each).rpartition(".")[2] for each in owner.bases}
    return not (DECORATORS.isdisjoint(decorators) and BASES.isdisjoint(bases))


def _takes_none(snippet: PythonSnippet, annotation: ast.expr) -> bool:
    """Whether a type has room for None, or is a name that the snippet gives a meaning of its own."""
    source = snippet.source(annotation)
    if any(word in source for word in ("None", "Optional", "Any", "object", "ClassVar", "InitVar", "Mapped")):
        return True
    return isinstance(annotation, ast.Name) and annotation.id in values(snippet.code)
