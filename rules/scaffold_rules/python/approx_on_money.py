"""A test of money allows a difference, where the content wants exact decimals.

`backend/backend-fintech-testing.md`: assert exact equality, never `assertAlmostEqual`; `backend/backend-fintech-data-modeling.md`:
money is never a float. A cent that a tolerance forgives is a cent that does not balance. Only entries about financial
technology are judged, and comparisons that hold a `Decimal`.

## Bad

````markdown content/knowledge/backend/backend-fintech-tests.md
```python
# tests/test_ledger.py
def test_balance() -> None:
    assert ledger.balance("alice") == pytest.approx(10.10)
```
````

## Good

````markdown content/knowledge/backend/backend-fintech-tests.md
```python
# tests/test_ledger.py
def test_balance() -> None:
    assert ledger.balance("alice") == Decimal("10.10")
```
````
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.python.comparisons import TOLERANT
from scaffold_rules.python.gradients import last
from scaffold_rules.python.money import is_money_document, money_name
from scaffold_rules.python.source import PythonSnippet, has_python, python_snippets
from scaffold_rules.rule import rule


@rule(on=MarkdownDocument, where=has_python, severity=Severity.WARNING)
def approx_on_money(document: MarkdownDocument) -> Iterator[Finding]:
    """Tolerant comparisons of amounts of money."""
    about_money = is_money_document(document.path)
    if not about_money and "Decimal" not in document.text:
        return
    for snippet in python_snippets(document):
        if not TOLERANT.search(snippet.text):
            continue
        for call in snippet.of(ast.Call):
            if TOLERANT.search(last(call.func)) and snippet.in_test(call):
                compared = _compared(snippet, call)
                name = next((name for side in compared if (name := money_name(side))), None)
                decimal = any(last(n) == "Decimal" for side in compared for n in ast.walk(side))
                if decimal or (name and about_money):
                    what = f"`{name}` is money" if name else "a `Decimal` is exact"
                    message = f"{what}; compare it exactly, for what `{last(call.func)}` forgives does not balance"
                    yield from snippet.report(call.func, message)


def _compared(snippet: PythonSnippet, call: ast.Call) -> list[ast.expr]:
    """What a tolerant call compares: its arguments, and the other sides of the comparison it stands in."""
    above = next(snippet.ancestors(call), None)
    others = [above.left, *above.comparators] if isinstance(above, ast.Compare) else []
    return [*call.args, *(each for each in others if each is not call)]
