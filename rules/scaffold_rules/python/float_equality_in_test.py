"""A test compares a float for exact equality.

`ml/ml-testing.md` and `data-science/data-science-testing.md` say never to. A number that no float is (`0.1`) is a warning:
the last bit decides. One that a float is exactly (`20.0`) is only mentioned: fine today, it breaks when the implementation
is reordered. Comparing with `!=` is mentioned, too, for it passes for the wrong reason. Silent where equality is the point: whole
numbers, decimals, values read from a text, what the test itself puts in (an attribute, an argument of the same name, what a
stub returns), containers, determinism.

The fix wraps the number in `pytest.approx`, or uses `assertAlmostEqual` or `assert_allclose`. There is none where the name speaks of money: there the
content wants `Decimal` and forbids approximation (`backend/backend-fintech-testing.md`).

## Bad

````markdown content/knowledge/ml/metrics.md
```python
# tests/test_metrics.py
import pytest


def test_mean_error() -> None:
    assert mean_error([0.1, 0.2], [0.2, 0.4]) == 0.15
```
````

## Good

````markdown content/knowledge/ml/metrics.md
```python
# tests/test_metrics.py
import pytest


def test_mean_error() -> None:
    assert mean_error([0.1, 0.2], [0.2, 0.4]) == pytest.approx(0.15)
```
````
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Fix, Severity
from scaffold_rules.python.comparisons import (
    NUMPY_ASSERTS,
    Equality,
    equalities,
    float_literal,
    is_reduced,
    is_representable,
)
from scaffold_rules.python.gradients import last
from scaffold_rules.python.handed_on import goes_in, is_argument, is_setting
from scaffold_rules.python.money import is_money_document, money_name
from scaffold_rules.python.source import Place, PythonSnippet, has_python, python_snippets
from scaffold_rules.rule import rule
from scaffold_rules.text import Span


@rule(on=MarkdownDocument, where=has_python, severity=Severity.WARNING, fixable=True)
def float_equality_in_test(document: MarkdownDocument) -> Iterator[Finding]:
    """Floats that a test compares with `==` or `!=`."""
    for snippet in python_snippets(document, "assert"):
        for equality in equalities(snippet):
            money = money_name(equality.other) or (is_money_document(document.path) and snippet.source(equality.other))
            severity = _severity(snippet, equality)
            if _is_handed_on(snippet, equality):
                if not money:
                    continue
                severity = Severity.INFO
            message = _message(snippet, equality, severity, money or "")
            fixes = () if money else _fixes(snippet, equality)
            yield from snippet.report(_place(snippet, equality), message, severity=severity, fixes=fixes)


def _is_handed_on(snippet: PythonSnippet, equality: Equality) -> bool:
    """Whether the test itself puts the number in, and nothing visibly computes with it."""
    value = float_literal(equality.number)
    return (
        value is not None
        and not is_reduced(equality.other)
        and goes_in(snippet, equality.number, value, equality.other)
    )


def _severity(snippet: PythonSnippet, equality: Equality) -> Severity:
    if equality.negated:
        return Severity.INFO
    if is_reduced(equality.other):
        return Severity.WARNING
    value = float_literal(equality.number)
    if is_setting(equality.other) or (value is not None and is_argument(value, equality.other)):
        return Severity.INFO
    exact = all(is_representable(snippet, literal) for literal in equality.literals)
    return Severity.INFO if exact else Severity.WARNING


def _message(snippet: PythonSnippet, equality: Equality, severity: Severity, money: str) -> str:
    number = snippet.source(equality.number)
    if money:
        return f"`{money}` is money and compared with the float `{number}`; make both a `Decimal` and compare exactly"
    if equality.negated:
        return f"`{number}` is a float: `!=` also holds when only the last bit differs"
    if severity is Severity.INFO:
        return f"`{number}` is a float compared exactly: it holds only as long as the computation stays the same"
    return f"`{number}` is a float compared exactly: the last bit decides; compare with a tolerance"


def _place(snippet: PythonSnippet, equality: Equality) -> Span:
    """The two sides and what is between them."""
    spans = sorted((snippet.span(equality.number), snippet.span(equality.other)))
    return Span(spans[0].start, spans[1].end)


def _fixes(snippet: PythonSnippet, equality: Equality) -> tuple[Fix, ...]:
    """The comparison with a tolerance."""
    if isinstance(equality.where, ast.Call):
        if len(equality.where.args) > 2:
            return ()
        if isinstance(equality.where.func, ast.Name):
            return ()
        better = "assertNotAlmostEqual" if equality.negated else "assertAlmostEqual"
        better = "assert_allclose" if snippet.dotted(equality.where.func) in NUMPY_ASSERTS else better
        return snippet.fix(f"Compare with `{better}`", (snippet.last_word(equality.where.func), better), safe=False)
    if _is_of_arrays(snippet, equality.where):
        return ()
    function = next((name for name, means in snippet.code.imports.items() if means == "pytest.approx"), "pytest.approx")
    imports: tuple[tuple[Place, str], ...] = ()
    if (
        function == "pytest.approx"
        and "pytest" not in snippet.code.imports
        and (snippet.code.imports or snippet.header)
    ):
        imports = snippet.import_edits("import pytest")
    number = snippet.span(equality.number)
    edit = (number, f"{function}({number.of(snippet.text)})")
    return snippet.fix(f"Compare with `{function}`", edit, *imports, safe=False)


def _is_of_arrays(snippet: PythonSnippet, compare: ast.Compare) -> bool:
    """Whether whole arrays are compared: ``(xs == 0.1).all()``, ``np.all(xs == 0.1)``."""
    above = next(snippet.ancestors(compare), None)
    if isinstance(above, ast.Call) and last(above.func) in {"all", "any"}:
        return True
    return any(isinstance(each, ast.Attribute) for each in snippet.ancestors(compare))
