"""Names that are about money: there the rule is exact decimals, and approximation is itself the mistake."""

from __future__ import annotations

import ast
import re

_WORDS = frozenset(
    [
        "amount",
        "amounts",
        "price",
        "prices",
        "balance",
        "balances",
        "fee",
        "fees",
        "cost",
        "costs",
        "usd",
        "eur",
        "gbp",
        "jpy",
        "cents",
        "dollars",
        "euros",
        "pnl",
        "money",
        "payment",
        "payments",
        "refund",
        "refunds",
        "salary",
        "revenue",
        "invoice",
        "subtotal",
        "cash",
        "payout",
        "payouts",
        "deposit",
        "withdrawal",
        "proceeds",
        "principal",
        "commission",
        "commissions",
    ]
)
_NO_MONEY = frozenset(
    ["ratio", "rate", "pct", "percent", "percentage", "share", "factor", "score", "index", "model", "function", "fn"]
)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_MONEY_FILE = re.compile(r"(?:^|[/-])fintech(?:[/-]|$)")


def money_name(node: ast.AST) -> str | None:
    """The first name, attribute or key in an expression that is about money, or None."""
    for each in ast.walk(node):
        name = _name_of(each)
        parts = {word.lower() for word in _WORD.findall(name or "")}
        if parts & _WORDS and not parts & _NO_MONEY:
            return name
    return None


def is_money_document(path: str) -> bool:
    """Whether a document as a whole is about money."""
    return _MONEY_FILE.search(path.removesuffix(".md")) is not None


def _name_of(node: ast.AST) -> str | None:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Subscript(slice=ast.Constant(value=str(name))):
            return name
    return None
