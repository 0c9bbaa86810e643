"""What the fix of `no-grad-for-inference` calls safe is the same under inference mode: torch says so, where it is installed."""

from __future__ import annotations

from typing import Any

import pytest

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.documents.kind import Layout
from scaffold_rules.documents.parse import parse
from scaffold_rules.python.no_grad_for_inference import no_grad_for_inference

# The functions run a model called `model` on `x`; `weight` and `table` have gradients, `head` is another model.
SAME = [
    "with torch.no_grad():\n        n = x.shape[0] * 2\n        y = model(x)\n    return y.sum().item() / n",
    "with torch.no_grad():\n        return model(x).argmax(1).tolist()",
    "with torch.no_grad():\n        y = model(x)\n    return (y.softmax(-1) * 100).round().tolist()",
    "with torch.no_grad():\n        a = model(x)\n        b = model(x)\n    torch.testing.assert_close(a, b)",
    "total = torch.zeros(())\n    with torch.no_grad():\n        total += model(x).sum()\n    return total.item()",
    "out = []\n    with torch.no_grad():\n        for v in x:\n            out.append(model(v).sum().item())\n    return out",
    "with torch.no_grad():\n        y = model(x)\n    return (y + weight).argmax(1).tolist()",
    "with torch.no_grad():\n        y = model(x)\n    return (y > weight).all().item()",
    "with torch.no_grad():\n        return {'label': int(model(x).argmax()), 'shape': tuple(model(x).shape)}",
]
OTHER = [
    ("with torch.no_grad():\n        z = x / 2\n        model(z)\n    return z", "head(answer).sum().backward()"),
    ("with torch.no_grad():\n        z = x > 0\n        model(x)\n    return z", "answer.logical_not_()"),
    # (the function, what is done with its answer)
    ("with torch.no_grad():\n        return model(x)", "F.mse_loss(model(x), answer).backward()"),
    ("with torch.no_grad():\n        return model(x)", "F.mse_loss(model(x), answer.detach()).backward()"),
    ("with torch.no_grad():\n        return model(x).argmax(1)", "F.cross_entropy(model(x), answer).backward()"),
    ("with torch.no_grad():\n        return model(x).argmax(1)", "table(answer).sum().backward()"),
    ("with torch.no_grad():\n        return model(x)", "head(answer).sum().backward()"),
    ("with torch.no_grad():\n        return [row for row in model(x)]", "answer[0].add_(1)"),
    (
        "rows = []\n    with torch.no_grad():\n        for row in model(x):\n            rows.append(row)\n    return rows",
        "answer[0].add_(1)",
    ),
    ("with torch.no_grad():\n        seen.a, seen.b = model(x), 1", "seen.a.add_(1)"),
    ("with torch.no_grad():\n        seen.a: torch.Tensor = model(x)", "seen.a.requires_grad_()"),
    ("with torch.no_grad():\n        y = model(x)\n    return torch.matmul(y, weight).tolist()", ""),
    ("with torch.no_grad():\n        y = model(x)\n    return y.mul(weight).tolist()", ""),
    ("with torch.no_grad():\n        y = model(x)\n    return (y * weight).tolist()", ""),
    ("with torch.no_grad():\n        y = model(x)\n    return torch.maximum(y, weight).tolist()", ""),
    ("with torch.no_grad():\n        y = model(x)\n    y[:, 0] = 0\n    return y.tolist()", ""),
    ("with torch.no_grad():\n        y = model(x)\n    y /= 2\n    return y.tolist()", ""),
    ("with torch.no_grad():\n        y = model(x)\n    y.clamp_(0)\n    return y.tolist()", ""),
    ("for row in x:\n        with torch.no_grad():\n            yield model(row[None]).sum().item()", "leaks(answer)"),
]
"""What works under `no_grad` and raises under `inference_mode`."""
SILENT = [
    "with torch.no_grad():\n        y = model(x)\n    y.requires_grad = True\n    return y.tolist()",
    "with torch.no_grad():\n        y = model(x)\n    z = y.flatten(1)\n    return head(z).tolist()",
    "with torch.no_grad():\n        y = model(x)\n    return F.mse_loss(model(x), y).item()",
    "with torch.no_grad():\n        y = model(x)\n    return train(head, y)",
]
"""What trains on the outputs: there nothing is found."""


def fix_of(body: str) -> tuple[str, bool | None, str]:
    """The function with a body, whether the fix is safe (None without one), and the function after it."""
    code = f"def predict(x):\n    {body}"
    text = f"```python\n{code}\n```\n"
    document = parse("content/knowledge/ml/snippets.md", text, Layout("content/"))
    assert isinstance(document, MarkdownDocument)
    (finding,) = no_grad_for_inference.find(document)
    after = text
    for fix in finding.fixes:
        for edit in fix.edits:
            after = after[: edit.span.start] + edit.text + after[edit.span.end :]
    safe = finding.fixes[0].safe if finding.fixes else None
    return code, safe, after.removeprefix("```python\n").removesuffix("\n```\n")


def outcome(code: str, use: str = "") -> Any:
    """What the function answers, and what comes of using its answer."""
    torch = pytest.importorskip("torch")
    torch.manual_seed(0)
    model = torch.nn.Linear(4, 4)

    def leaks(values: Any) -> None:
        for _ in values:
            made = torch.ones(1, 4)
        model(made).sum().backward()

    names: dict[str, Any] = {
        "torch": torch,
        "F": torch.nn.functional,
        "model": model,
        "head": torch.nn.Linear(4, 2),
        "table": torch.nn.Embedding(4, 2),
        "weight": torch.nn.Parameter(torch.ones(4)),
        "seen": type("Seen", (), {}),
        "leaks": leaks,
        "x": torch.randn(3, 4),
    }
    exec(code, names)
    answer = names["answer"] = names["predict"](names["x"])
    exec(use, names)
    return answer


@pytest.mark.parametrize("body", SAME)
def test_what_is_called_safe_is_the_same(body: str) -> None:
    before, safe, after = fix_of(body)
    assert safe
    assert "inference_mode" in after
    assert outcome(before) == outcome(after)


@pytest.mark.parametrize(("body", "use"), OTHER)
def test_what_raises_is_not_called_safe(body: str, use: str) -> None:
    before, safe, _ = fix_of(body)
    assert not safe
    outcome(before, use)
    with pytest.raises(RuntimeError, match=r"[Ii]nference"):
        outcome(before.replace("no_grad", "inference_mode"), use)


@pytest.mark.parametrize("body", SILENT)
def test_nothing_is_found_where_the_outputs_are_trained_on(body: str) -> None:
    text = f"```python\ndef predict(x):\n    {body}\n```\n"
    document = parse("content/knowledge/ml/snippets.md", text, Layout("content/"))
    assert isinstance(document, MarkdownDocument)
    assert list(no_grad_for_inference.find(document)) == []


def test_a_decorator_does_not_reach_into_a_coroutine() -> None:
    torch = pytest.importorskip("torch")
    import asyncio

    for mode in (torch.no_grad, torch.inference_mode):

        @mode()
        async def enabled() -> bool:
            return torch.is_grad_enabled()  # type: ignore[no-any-return]

        assert asyncio.run(enabled())
