"""A function that serves a PyTorch model runs it with gradients switched on.

Every call then records a graph that nobody uses: slower, and memory grows with the batch. `ml/ml-serving-patterns.md` wraps
every prediction in `torch.inference_mode()`. As a decorator of an `async def` that switches nothing off. Silent in tests,
in models themselves, in training, and where the caller switches gradients off.

## Bad

````markdown content/knowledge/ml/serving.md
```python
import torch


class Predictor:
    def predict(self, features: list[float]) -> list[float]:
        return self.model(torch.tensor(features)).softmax(-1).tolist()
```
````

## Good

````markdown content/knowledge/ml/serving.md
```python
import torch


class Predictor:
    @torch.inference_mode()
    def predict(self, features: list[float]) -> list[float]:
        return self.model(torch.tensor(features)).softmax(-1).tolist()
```
````
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.python.code import Function
from scaffold_rules.python.gradients import INFERENCE_MODE, NO_GRAD, last, model_calls, switches, trains, words
from scaffold_rules.python.source import PythonSnippet, has_python, python_snippets
from scaffold_rules.rule import rule

SWITCHES = NO_GRAD | INFERENCE_MODE
_SERVES = re.compile(r"(?:predict|infer|inference|serve|classify)$")


@rule(on=MarkdownDocument, where=has_python, severity=Severity.WARNING)
def missing_inference_mode(document: MarkdownDocument) -> Iterator[Finding]:
    """Serving functions that call a model with gradients on."""
    for snippet in python_snippets(document, "torch"):
        if snippet.is_test or re.search(r"\b(?:tensorflow|keras|jax|onnxruntime)\b", snippet.text):
            continue
        for function in snippet.functions:
            if _serves(snippet, function) and not _is_switched_off(snippet, function):
                message = f"`{function.name}` runs the model with gradients on; wrap it in `torch.inference_mode()`"
                if _vain_decorators(snippet, function):
                    message += " inside, for a decorator does not reach into `async def`"
                yield from snippet.report(snippet.name_span(function), message)


def _serves(snippet: PythonSnippet, function: Function) -> bool:
    """Whether a function answers with a model of PyTorch's, and does not train it."""
    owner = snippet.class_of(function)
    if owner and any(last(base).endswith(("Module", "Function")) for base in owner.bases):
        return False  # whoever calls the model decides
    parts = words(function.name)
    if not any(_SERVES.match(word) for word in parts) or "step" in parts or "test" in parts[:1]:
        return False
    direct = [
        call
        for call in model_calls(snippet, function.body)
        if last(call.func)
        not in {"predict", "encode", "infer", "classify", "embed", "self", "sample", "generate", "decode"}
    ]
    uses_torch = any(
        isinstance(node, ast.Attribute) and snippet.dotted(node).startswith("torch.") for node in ast.walk(function)
    )
    return bool(direct) and uses_torch and not trains(snippet, function)


def _is_switched_off(snippet: PythonSnippet, function: Function) -> bool:
    """Whether gradients are off in a function, around it, or where it is called; also by ways we do not follow."""
    if any("set_grad_enabled" in each or "_mode" in each or "no_grad" in each for each in _names(snippet, function)):
        return True
    for use in switches(snippet, SWITCHES):
        if use.name in _vain_decorators(snippet, function):
            continue
        if use.scope is function or use.scope in set(snippet.ancestors(function)):
            return True
        if any(isinstance(n, ast.Call) and last(n.func) == function.name for s in use.body for n in ast.walk(s)):
            return True
    return False


def _names(snippet: PythonSnippet, function: Function) -> Iterator[str]:
    vain = _vain_decorators(snippet, function)
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute | ast.Name) and node not in vain:
            yield snippet.dotted(node)


def _vain_decorators(snippet: PythonSnippet, function: Function) -> list[ast.expr]:
    """The decorators that do not reach into an ``async def``: its body runs when they are through."""
    if not isinstance(function, ast.AsyncFunctionDef):
        return []
    names = [each.func if isinstance(each, ast.Call) else each for each in function.decorator_list]
    return [each for each in names if snippet.dotted(each) in INFERENCE_MODE]
