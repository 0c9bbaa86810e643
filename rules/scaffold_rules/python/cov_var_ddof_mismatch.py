"""A covariance is divided by a variance with another `ddof`.

`np.cov` divides by n - 1 and `np.var` by n, so a beta computed from both is too large: by a ninth for ten samples.

## Bad

````markdown content/knowledge/research/beta.md
---
name: beta
description: What beta is about
topics: [research]
---

```python
beta = np.cov(returns, market)[0, 1] / np.var(market)
```
````

## Good

````markdown content/knowledge/research/beta.md
---
name: beta
description: What beta is about
topics: [research]
---

```python
beta = np.cov(returns, market)[0, 1] / np.var(market, ddof=1)
```
````
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.python.chains import argument, full_name, starred, values
from scaffold_rules.python.repair import add_argument
from scaffold_rules.python.source import PythonSnippet, has_python, python_snippets
from scaffold_rules.rule import rule


@rule(on=MarkdownDocument, where=has_python, severity=Severity.WARNING, fixable=True)
def cov_var_ddof_mismatch(document: MarkdownDocument) -> Iterator[Finding]:
    """The division of the one by the other."""
    for snippet in python_snippets(document, "cov("):
        for division in snippet.of(ast.BinOp):
            if not isinstance(division.op, ast.Div):
                continue
            covariance = _call(snippet, division.left, "numpy.cov")
            variance = _call(snippet, division.right, "numpy.var")
            if covariance is None or variance is None:
                continue
            fixes = snippet.fix("add `ddof=1`", add_argument(snippet, variance, "ddof=1"))
            message = "`np.cov` divides by n - 1 and `np.var` by n; give `np.var` a `ddof=1`"
            yield from snippet.report(division, message, fixes=fixes)


def _call(snippet: PythonSnippet, side: ast.expr, name: str) -> ast.Call | None:
    """The call on one side of the division, or in the name's only value, where it has no `ddof`."""
    if isinstance(side, ast.Subscript):
        side = side.value
    if isinstance(side, ast.Name):
        value = values(snippet.code).get(side.id)
        side = value.value if isinstance(value, ast.Subscript) else value or side
    if not isinstance(side, ast.Call) or full_name(snippet, side.func) != name or starred(side):
        return None
    return None if argument(side, "ddof") or argument(side, "bias") or len(side.args) > 2 else side
