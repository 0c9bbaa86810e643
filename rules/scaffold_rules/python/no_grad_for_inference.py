"""A snippet runs a model for its answers under `torch.no_grad()` instead of `torch.inference_mode()`.

`ml/ml-serving-patterns.md` preaches it: inference mode does all that `no_grad` does and also drops version counters and
view tracking. What is made in it can never again take part in training, so the rule is silent where anything speaks of
training: a `backward()` or `step()` in the same function, weights read or written in the block, a teacher, a moving
average, an optimizer, a loss computed on the outputs, an attack, an export.

The fix is safe where only plain values (`.item()`, `.tolist()`, assertions) leave the function, else it is for you to judge;
there is none where the outputs are changed in place outside of the block, which inference mode forbids. Functions that
give tensors to somebody who may train on them (`encode`, `generate`, `score`; a class that also trains) are only mentioned.
A snippet that names both is taken for a comparison and only gets a hint.

## Bad

````markdown content/knowledge/ml/serving.md
```python
import torch


class Predictor:
    def predict(self, features: torch.Tensor) -> list[float]:
        with torch.no_grad():
            return self.model(features).softmax(-1).tolist()
```
````

## Good

````markdown content/knowledge/ml/serving.md
```python
import torch


class Predictor:
    def predict(self, features: torch.Tensor) -> list[float]:
        with torch.inference_mode():
            return self.model(features).softmax(-1).tolist()
```
````
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Fix, Severity
from scaffold_rules.python.code import Function
from scaffold_rules.python.gradients import (
    NoGrad,
    changes_weights,
    is_certain,
    is_inference,
    is_other_training,
    last,
    switches,
    trains,
)
from scaffold_rules.python.inference_tensors import changed_in_place, feeds_training, tensors_leave
from scaffold_rules.python.source import PythonSnippet, has_python, python_snippets
from scaffold_rules.rule import rule
from scaffold_rules.text import Span

MESSAGE = "this is inference: `torch.inference_mode()` also drops version counting; keep `no_grad` if the result is trained on"
CHANGED = "this is inference, for `torch.inference_mode()`; what is changed in place outside of it has to move inside"
ASYNC = "a decorator does not reach into `async def`: gradients stay on; write `with torch.inference_mode():` inside"


@rule(on=MarkdownDocument, where=has_python, severity=Severity.WARNING, fixable=True)
def no_grad_for_inference(document: MarkdownDocument) -> Iterator[Finding]:
    """Blocks and functions under `no_grad` that are inference beyond doubt."""
    for snippet in python_snippets(document, "no_grad"):
        compares = "inference_mode" in snippet.text
        for use in switches(snippet):
            if (
                trains(snippet, use.scope)
                or changes_weights(snippet, use.body)
                or is_other_training(snippet, use)
                or feeds_training(snippet, use)
                or not is_inference(snippet, use)
            ):
                continue
            if isinstance(use.statement, ast.AsyncFunctionDef):
                yield from snippet.report(use.name, ASYNC)
                continue
            changed = changed_in_place(use)
            leave = changed or tensors_leave(snippet, use)
            if leave and _is_called_in_training(snippet, use):
                continue
            severity = Severity.HINT if compares else None if not leave or is_certain(snippet, use) else Severity.INFO
            fixes = () if changed else _fixes(snippet, use, safe=not leave)
            yield from snippet.report(use.name, CHANGED if changed else MESSAGE, severity=severity, fixes=fixes)


def _is_called_in_training(snippet: PythonSnippet, use: NoGrad) -> bool:
    """Whether the function around a block is called where the snippet trains, or is a method beside training."""
    if not isinstance(use.scope, Function):
        return False
    name = use.scope.name
    for call in snippet.of(ast.Call):
        scope = snippet.scope(call)
        if last(call.func) == name and scope is not None and scope is not use.scope and trains(snippet, scope):
            return True
    owner = snippet.class_of(use.scope)
    methods = {node.name for node in owner.body if isinstance(node, Function)} if owner else set()
    return bool(methods & {"training_step", "train_step", "configure_optimizers", "compute_loss"})


def _fixes(snippet: PythonSnippet, use: NoGrad, *, safe: bool) -> tuple[Fix, ...]:
    """The one word replaced, and the import where the word was imported."""
    edits: list[tuple[Span, str]] = [(snippet.last_word(use.name), "inference_mode")]
    if isinstance(use.name, ast.Name):
        imported = _import_edit(snippet, use.name.id)
        if imported is None:
            return ()
        edits += imported
        safe = False
    return snippet.fix("Use `inference_mode`", *edits, safe=safe)


def _import_edit(snippet: PythonSnippet, name: str) -> list[tuple[Span, str]] | None:
    """What imports ``inference_mode`` beside or, when nothing else uses it, in place of ``no_grad``."""
    if "inference_mode" in snippet.code.imports:
        return []
    uses = sum(node.id == name for node in snippet.of(ast.Name))
    for statement in snippet.of(ast.ImportFrom):
        for alias in statement.names:
            if alias.name == name and alias.asname is None:
                return [(snippet.span(alias), "inference_mode" if uses == 1 else "inference_mode, no_grad")]
    return None
