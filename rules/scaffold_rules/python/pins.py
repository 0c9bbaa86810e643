"""Which versions of a library an entry speaks of, as its ``version-pin`` says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from scaffold_rules.documents.document import MarkdownDocument

Number: TypeAlias = tuple[int, ...]

WORDS = {
    "torch": ("torch", "pytorch"),
    "mlflow": ("mlflow",),
    "great_expectations": ("great expectations", "great_expectations", "great-expectations", "gx"),
    "captum": ("captum",),
    "structlog": ("structlog",),
    "bentoml": ("bentoml",),
    "confluent_kafka": ("confluent-kafka", "confluent_kafka"),
    "mcp": ("mcp[cli]", "mcp python", "mcp sdk", "fastmcp"),
}
"""How people write the libraries in pins; "MCP spec 2025-11-25" is none of them."""
_NUMBER = re.compile(
    r"(?P<sign>>=|==|~=|!=|<=|<|>|\^|~)?\s*v?(?P<number>\d+(?:\.\d+)*)(?P<rest>\.[x*]|\+(?!\w)|\+\w+)?", re.IGNORECASE
)
OPEN: Number = (10**9,)


def pinned(document: MarkdownDocument, library: str) -> tuple[Number, Number] | None:
    """The versions an entry speaks of: the lowest, and the first it does not mean; None where it does not say.

    "MLflow 2.x" is from 2 to before 3, "1.2.0+" from 1.2.0 on, "2.8" all of 2.8, "2.8 - 2.10" all from one to the other.
    """
    for part in re.split(r"[;|]", document.string("version-pin") or ""):
        for word in WORDS.get(library, (library,)):
            rest = part.strip()[len(word) :]
            if part.strip().lower().startswith(word) and not re.match(r"[\w-]", rest):  # torchvision is another library
                return _range(rest)
    return None


def _range(text: str) -> tuple[Number, Number] | None:
    lowest: Number = ()
    behind = OPEN
    found = plain = False
    for match in _NUMBER.finditer(text):
        if match["sign"] == "!=":
            continue
        found = True
        number = tuple(int(digits[:9]) for digits in match["number"].split("."))
        match match["sign"]:
            case "<" | "<=":
                behind = number if match["sign"] == "<" else _next(number)
            case ">=" | ">":
                lowest = number
            case "~=":
                lowest, behind = number, _next(number[:-1] or number)
            case "^":
                lowest, behind = number, _next(number[:1])
            case _ if match["rest"] == "+":
                lowest = number
            case _ if plain:
                lowest, behind = min(lowest, number), max(behind, _next(number))
            case _:
                lowest, behind, plain = number, _next(number), True
    return (lowest, behind) if found else None


def _next(number: Number) -> Number:
    return (*number[:-1], number[-1] + 1)


def pinned_since(document: MarkdownDocument, library: str, version: Number) -> bool:
    """Whether the entry speaks of nothing older than a version."""
    versions = pinned(document, library)
    return versions is not None and versions[0] >= version


def speaks_of(document: MarkdownDocument, library: str, since: Number, until: Number = OPEN) -> bool:
    """Whether the entry can mean a version from ``since`` to before ``until``; it can where it does not say."""
    versions = pinned(document, library)
    return versions is None or (versions[1] > since and versions[0] < until)
