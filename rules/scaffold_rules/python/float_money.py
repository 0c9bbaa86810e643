"""An amount of money is annotated as `float`.

"Money is never a float" (`backend-fintech-data-modeling`): binary fractions lose cents. Looked at are the entries on
financial software (`backend-fintech-…`) and ledgers alone; estimates of costs and simulated portfolios elsewhere may well
be floats.

## Bad

````markdown content/knowledge/backend/backend-fintech-accounts.md
---
name: backend-fintech-accounts
description: What backend-fintech-accounts is about
topics: [backend]
---

```python
class Account:
    def deposit(self, amount: float) -> None: ...
```
````

## Good

````markdown content/knowledge/backend/backend-fintech-accounts.md
---
name: backend-fintech-accounts
description: What backend-fintech-accounts is about
topics: [backend]
---

```python
class Account:
    def deposit(self, amount: Decimal) -> None: ...
```
````
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.python.chains import chain
from scaffold_rules.python.source import has_python, python_snippets
from scaffold_rules.rule import rule

_LEDGER = re.compile(r"fintech|ledger")
_MONEY = re.compile(
    r"(?:^|_)(?:amount|balance|price|equity|cash|pnl|notional|fees?|commission|principal|premium|payout|deposit|withdrawal|"
    r"proceeds|subtotal|total_due|cost_basis|margin|buying_power|salary|refund|payment)(?:_|$)"
)
_NO_MONEY = re.compile(r"pct|percent|ratio|rate|bps|factor|weight|multiplier|share|count|change|_ms$|_sec")


@rule(on=MarkdownDocument, where=has_python, severity=Severity.WARNING)
def float_money(document: MarkdownDocument) -> Iterator[Finding]:
    """The `float` in the type of such an amount."""
    for snippet in python_snippets(document, "float"):
        if not _LEDGER.search(document.path) and not _LEDGER.search(snippet.header):
            continue
        annotated: list[ast.arg | ast.AnnAssign] = [*snippet.of(ast.arg), *snippet.of(ast.AnnAssign)]
        for each in annotated:
            name = each.arg if isinstance(each, ast.arg) else chain(each.target).rpartition(".")[2]
            if each.annotation is None or not _MONEY.search(name) or _NO_MONEY.search(name):
                continue
            for node in ast.walk(each.annotation):
                if isinstance(node, ast.Name) and node.id == "float":
                    message = f"`{name}` is money, and money is never a float; use `Decimal` or whole minor units"
                    yield from snippet.report(node, message)
