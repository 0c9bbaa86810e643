"""The tables of libraries are well formed, agree with the libraries where they are installed, and respect pins."""

from __future__ import annotations

import datetime as dt
import importlib.util
import inspect

import pytest

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.documents.kind import Layout
from scaffold_rules.documents.parse import parse
from scaffold_rules.python.apis import DEPRECATED, DEPRECATED_TORCH, UNKNOWN, Api
from scaffold_rules.python.pins import OPEN, WORDS, pinned, pinned_since, speaks_of

ROWS = (*DEPRECATED, *DEPRECATED_TORCH, *UNKNOWN)


def entry(pin: str) -> MarkdownDocument:
    text = f"---\nname: x\ndescription: An entry\nversion-pin: {pin}\n---\n\nText\n"
    document = parse("content/knowledge/ml/x.md", text, Layout("content/"))
    assert isinstance(document, MarkdownDocument)
    return document


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.name} {row.keyword}".strip())
def test_a_row_says_where_and_when_it_was_looked_up(row: Api) -> None:
    assert row.source.startswith("https://")
    assert dt.date.fromisoformat(row.checked) <= dt.datetime.now(dt.UTC).date()
    assert row.since < row.until
    assert row.library in WORDS
    assert bool(row.old) is bool(row.replacement)
    assert not row.message.endswith(".")


def test_no_row_is_there_twice() -> None:
    keys = [(row.name, row.keyword, row.since) for row in ROWS]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("pin", "library", "versions"),
    [
        ("MLflow 2.x", "mlflow", ((2,), (3,))),
        ("mlflow 2.9.2", "mlflow", ((2, 9, 2), (2, 9, 3))),
        ("PyTorch 2.6+", "torch", ((2, 6), OPEN)),
        ("torch>=2.4,<2.9", "torch", ((2, 4), (2, 9))),
        ("torch ~=2.4", "torch", ((2, 4), (3,))),
        ("torch ^2.4", "torch", ((2, 4), (3,))),
        ("MCP spec 2025-11-25; mcp[cli] Python 1.2.0+", "mcp", ((1, 2, 0), OPEN)),
        ("MCP spec 2025-11-25", "mcp", None),
        ("null", "torch", None),
        ("PyTorch", "torch", None),
        ("scikit-learn 1.4", "torch", None),
        ("'PyTorch v2.3'", "torch", ((2, 3), (2, 4))),
        (f"torch {'9' * 5000}", "torch", ((999999999,), (1000000000,))),
        ("[torch, 2]", "torch", None),
        ("torch 2.3-2.6", "torch", ((2, 3), (2, 7))),
        ("PyTorch 2.4, 2.5 and 2.6", "torch", ((2, 4), (2, 7))),
        ("torch>=2.4,!=2.5", "torch", ((2, 4), OPEN)),
        ("torch 2.6.0+cu124", "torch", ((2, 6, 0), (2, 6, 1))),
        ("torchvision 0.19; PyTorch 2.4", "torch", ((2, 4), (2, 5))),
        ("torch-geometric 2.5", "torch", None),
    ],
)
def test_pin_is_a_range(pin: str, library: str, versions: object) -> None:
    assert pinned(entry(pin), library) == versions


def test_a_row_is_about_what_the_pin_can_mean() -> None:
    assert speaks_of(entry("null"), "mlflow", (3,))
    assert not speaks_of(entry("MLflow 2.x"), "mlflow", (3,))
    assert speaks_of(entry("MLflow 2.x"), "mlflow", (2, 9))
    assert not speaks_of(entry("MLflow 3"), "mlflow", (2,), (3,))
    assert pinned_since(entry("PyTorch 2.6+"), "torch", (2, 6))
    assert not pinned_since(entry("PyTorch 2.x"), "torch", (2, 6))
    assert not pinned_since(entry("null"), "torch", (2, 6))


@pytest.mark.parametrize(
    ("module", "name", "there"),
    [
        ("torch", "amp.GradScaler", True),
        ("torch", "amp.autocast", True),
        ("great_expectations", "core.ExpectColumnValuesToNotBeNull", False),
        ("great_expectations", "expectations.ExpectColumnValuesToNotBeNull", True),
        ("great_expectations", "Validator", False),
    ],
)
def test_the_installed_library_agrees(module: str, name: str, there: bool) -> None:
    value = pytest.importorskip(module)
    for part in name.split("."):
        value = getattr(value, part, None)
    assert (value is not None) is there


def test_mcp_has_moved_its_server() -> None:
    pytest.importorskip("mcp", minversion="2")
    assert importlib.util.find_spec("mcp.server.mcpserver") is not None


def test_captum_has_baselines() -> None:
    pytest.importorskip("captum")
    method = importlib.import_module("captum.attr").IntegratedGradients.attribute
    assert "baselines" in inspect.signature(method).parameters
