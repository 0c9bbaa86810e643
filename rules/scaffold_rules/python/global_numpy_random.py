"""Random numbers come from NumPy's global state.

Whatever else draws from the global state changes the numbers. `data-science-testing` and `data-pipeline-testing` ask for a
seeded `np.random.default_rng` in fixtures, never the global state. Seeding helpers (`set_seed`, `seed_everything`,
`worker_init_fn`) may use it, and `np.random.seed` itself is what `ml-conventions` recommends. A warning in tests,
elsewhere only mentioned.

## Bad

````markdown content/knowledge/data-science/fixtures.md
---
name: fixtures
description: What fixtures is about
topics: [data-science]
---

```python
def test_roundtrip():
    X = np.random.rand(100, 5)
    assert decode(encode(X)).shape == X.shape
```
````

## Good

````markdown content/knowledge/data-science/fixtures.md
---
name: fixtures
description: What fixtures is about
topics: [data-science]
---

```python
def test_roundtrip():
    X = np.random.default_rng(42).random((100, 5))
    assert decode(encode(X)).shape == X.shape
```
````
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Fix, Severity
from scaffold_rules.python.chains import calls, function_of, snippets_with_any
from scaffold_rules.python.source import PythonSnippet, has_python
from scaffold_rules.rule import rule

SAME = {
    **{
        word: word
        for word in [
            "choice",
            "normal",
            "uniform",
            "shuffle",
            "permutation",
            "exponential",
            "poisson",
            "binomial",
            "beta",
            "gamma",
        ]
    },
    **{
        word: word
        for word in ["lognormal", "multivariate_normal", "dirichlet", "laplace", "geometric", "standard_normal"]
    },
    **dict.fromkeys(("random", "random_sample", "ranf", "sample"), "random"),
    "randint": "integers",
}
"""Functions of the global state, with the generator's method that takes the same arguments."""
BY_SHAPE = {"rand": "random", "randn": "standard_normal"}
"""Functions that take a shape as separate arguments; the generator's takes a tuple."""
_SEEDING = re.compile(r"^(?:set_|_)?(?:all_)?seed|_seed|worker_init")


@rule(on=MarkdownDocument, where=has_python, severity=Severity.INFO, fixable=True)
def global_numpy_random(document: MarkdownDocument) -> Iterator[Finding]:
    """Calls that draw from the global state."""
    for snippet in snippets_with_any(document, ("np.random", "numpy")):
        if "random" not in snippet.text:
            continue
        for call, name in calls(snippet, *SAME, *BY_SHAPE):
            module, _, word = name.rpartition(".")
            around = function_of(snippet, call)
            if module != "numpy.random" or (around and _SEEDING.search(around.name)):
                continue
            severity = Severity.WARNING if snippet.is_test else None
            message = f"`np.random.{word}` draws from the global state; use a seeded `np.random.default_rng`"
            yield from snippet.report(call.func, message, severity=severity, fixes=_fixes(snippet, call, word))


def _fixes(snippet: PythonSnippet, call: ast.Call, word: str) -> tuple[Fix, ...]:
    """The same draw from a generator; none in a loop, where every turn would draw the same numbers."""
    loops = (ast.For, ast.While, ast.ListComp, ast.GeneratorExp, ast.DictComp, ast.SetComp)
    if any(isinstance(above, loops) for above in snippet.ancestors(call)) or not isinstance(call.func, ast.Attribute):
        return ()
    generator = snippet.source(call.func.value) + ".default_rng(42)"
    if word in SAME:
        edit = (snippet.span(call.func), f"{generator}.{SAME[word]}")
    elif call.keywords or any(isinstance(arg, ast.Starred) for arg in call.args):
        return ()
    else:
        shape = ", ".join(snippet.source(arg) for arg in call.args)
        edit = (snippet.span(call), f"{generator}.{BY_SHAPE[word]}({f'({shape})' if len(call.args) > 1 else shape})")
    return snippet.fix("draw from a seeded generator", edit, safe=False)
