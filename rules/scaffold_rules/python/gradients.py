"""Where gradients are switched off in a snippet, and what there says that it is training or that it is inference."""

from __future__ import annotations

import ast
import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from scaffold_rules.python.code import Function, Scope
from scaffold_rules.python.scopes import nodes_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scaffold_rules.python.source import PythonSnippet

NO_GRAD = frozenset({"torch.no_grad", "torch.autograd.no_grad", "torch.autograd.grad_mode.no_grad"})
INFERENCE_MODE = frozenset({"torch.inference_mode", "torch.autograd.inference_mode"})

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_TRAINING_CALLS = frozenset({"backward", "manual_backward", "zero_grad", "requires_grad_", "retain_grad", "step"})
_TRAINING_NAMES = frozenset(
    {
        *("torch.autograd.grad", "torch.func.grad", "torch.func.vjp", "torch.func.jvp", "torch.compile"),
        *("torch.autograd.backward", "torch.autograd.gradcheck", "torch.func.grad_and_value", "torch.func.jacrev"),
        *("torch.enable_grad", "torch.set_grad_enabled", "copy.deepcopy", "torch.onnx.export", "torch.export.export"),
        *("torch.jit.trace", "torch.jit.script"),
    }
)
_WEIGHTS = frozenset(
    {
        *("parameters", "named_parameters", "buffers", "named_buffers", "state_dict", "load_state_dict"),
        *("register_buffer", "register_parameter"),
    }
)
_WEIGHT_FIELDS = frozenset({"data", "grad", "requires_grad", "weight", "bias"})
_TRAINS = re.compile(r"train|fit|fitting|distill|attack|adversar|perturb|finetune|pretrain|pseudo")
_CHANGES = re.compile(
    r"(?:step|forward|call|hook|teacher|target|rollout|collect|freeze|warmup|swap|sync|merge|prune)$"
    r"|update|init|reset|ema$|momentum|clip|quantiz|calibrat|load|optimi[sz]|average|copy|extract|cache|precompute|compute"
)
_INFERS = re.compile(
    r"predict|infer|serv(?:e|es|ing|er|ice)$|scor(?:e|es|ing|er)$|classif(?:y|ies|ying)|eval|validat|embed|encod|generat"
    r"|transcrib|translat|detect|segment|recogni|recommend|summari[sz]|caption|benchmark"
)
_MAY_TRAIN = re.compile(r"encod|embed|generat|scor")
"""What is done for an answer as often as for a frozen part, a reward or a sample of some training."""
_SERVES = re.compile(r"predict|infer|serv(?:er|ice|ing)$|evaluat|embedder|scor(?:er|ing)$|benchmark|pipeline$")
_MODEL = re.compile(
    r"(?:.*_)?(?:model|net|network|encoder|decoder|backbone|classifier|regressor|predictor|generator|unet|vae|autoencoder"
    r"|bert|gpt|llm|lm|transformer|module|extractor|detector|segmenter|embedder|ranker|scorer|resnet|cnn|rnn|lstm|mlp"
    r"|teacher|student|policy|actor|critic|discriminator|ensemble|compiled|scripted|pipe|agent|learner)(?:_?[a-z0-9]|_\w+)?$",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"(?:.*_)?(?:head|mlp|fc\d*|proj\w*|linear\d*|layers?\d*|classifier|student|decoder|adapter|predictor)$"
)
_RUNS = frozenset({"forward", "generate", "predict", "encode", "decode", "embed", "sample", "infer", "classify"})
_OTHER_MODEL = frozenset({"teacher", "target", "ema", "momentum", "reference", "ref", "frozen", "old", "swa"})
_LEARNER = frozenset({"policy", "actor", "critic", "value", "discriminator", "agent", "generator"})
_LOSS = re.compile(
    r"loss|criterion|mse|kl_?div|cross_entropy|nll|bce|distill|huber|smooth_l1|hinge|objective|contrastive",
    re.IGNORECASE,
)
_SERVING_PATH = re.compile(
    r"(?:^|/)(?:serving|serve|inference|infer|predict\w*|eval|evaluation|deploy\w*|api|tests?)(?:[/._]|$)|(?:^|/)test_"
)


MOST_SWITCHES = 30
"""Nobody writes more in one snippet, and each is followed through its function."""


class NoGrad(NamedTuple):
    """One place that switches gradients off: the ``at``-th item of a ``with`` or decorator of a function.

    ``name`` is the expression without its call, ``body`` what runs without gradients.
    """

    name: ast.expr
    statement: ast.With | ast.AsyncWith | Function
    at: int
    scope: Scope
    body: list[ast.stmt]


def switches(snippet: PythonSnippet, names: frozenset[str] = NO_GRAD) -> Iterator[NoGrad]:
    """The ``with`` items and decorators that are one of some names, called or, as a decorator, bare; at most 30."""
    return islice(_switches(snippet, names), MOST_SWITCHES)


def _switches(snippet: PythonSnippet, names: frozenset[str]) -> Iterator[NoGrad]:
    blocks: list[ast.With | ast.AsyncWith] = [*snippet.of(ast.With), *snippet.of(ast.AsyncWith)]
    for block in blocks:
        for index, item in enumerate(block.items):
            called = item.context_expr
            scope = snippet.scope(block)
            if isinstance(called, ast.Call) and snippet.dotted(called.func) in names and scope is not None:
                yield NoGrad(called.func, block, index, scope, block.body)
    for function in snippet.functions:
        for index, decorator in enumerate(function.decorator_list):
            name = decorator.func if isinstance(decorator, ast.Call) else decorator
            if snippet.dotted(name) in names:
                yield NoGrad(name, function, index, function, function.body)


def inside(nodes: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Some nodes and everything in them."""
    for node in nodes:
        yield from ast.walk(node)


def words(name: str) -> list[str]:
    """The words of a name, in lower case."""
    return [word.lower() for word in _WORD.findall(name)]


def is_inference_name(name: str) -> bool:
    """Whether a function's name says that it runs a model rather than trains one."""
    return any(_INFERS.match(word) for word in words(name)) and not any(_TRAINS.match(word) for word in words(name))


@lru_cache(maxsize=64)
def trains(snippet: PythonSnippet, scope: ast.AST) -> bool:
    """Whether something in a scope computes gradients, steps, or builds a model for later."""
    for node in nodes_in(scope):
        if isinstance(node, ast.Call):
            name = last(node.func)
            if name in _TRAINING_CALLS or re.fullmatch(r"register_\w*hook", name) or name == "deepcopy":
                return True
            if any(k.arg == "requires_grad" and getattr(k.value, "value", None) is True for k in node.keywords):
                return True
        if isinstance(node, ast.Attribute) and node.attr == "requires_grad" and isinstance(node.ctx, ast.Store):
            return True
        if isinstance(node, ast.Attribute | ast.Name) and snippet.dotted(node) in _TRAINING_NAMES:
            return True
    return False


def changes_weights(snippet: PythonSnippet, body: list[ast.stmt]) -> bool:
    """Whether a block reads or writes weights themselves: an average, an initialisation, a copy."""
    for node in inside(body):
        match node:
            case ast.Call(func=func):
                name, dotted = last(func), snippet.dotted(func)
                if name in _WEIGHTS and not _asks_for_one(snippet, node):
                    return True
                if re.fullmatch(r"[a-z]\w*[a-z0-9]_", name) or dotted.startswith("torch.nn.init."):
                    return True
                if re.fullmatch(r"torch\.nn\.(?:\w+\.)*[A-Z]\w*", dotted) and not dotted.endswith("Loss"):
                    return True
            case ast.Attribute(attr="grad") | ast.Attribute(attr="data", ctx=ast.Load()):
                return True
            case ast.Attribute(attr=attr, ctx=ast.Store()) if attr in _WEIGHT_FIELDS:
                return True
    return False


def _asks_for_one(snippet: PythonSnippet, call: ast.Call) -> bool:
    """``next(model.parameters())``: where the model is, not what it has learnt."""
    above = next(snippet.ancestors(call), None)
    return isinstance(above, ast.Call) and snippet.dotted(above.func) == "next"


def takes_for_training(snippet: PythonSnippet, call: ast.Call) -> bool:
    """Whether a call is of a loss, of a model or its head, or of what trains one with its arguments."""
    name = last(call.func)
    if _LOSS.search(snippet.source(call.func)) or _HEAD.match(name) or is_model_call(snippet, call):
        return True
    return any(_TRAINS.match(word) for word in words(name))


def last(node: ast.AST) -> str:
    """The last name of a chain, empty for what is none."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def is_model_call(snippet: PythonSnippet, call: ast.Call) -> bool:
    """Whether a call runs a model: ``model(x)``, ``self.encoder(x)``, ``self(x)``, ``model.generate(x)``."""
    name = last(call.func)
    if isinstance(call.func, ast.Attribute) and name in _RUNS:
        receiver = call.func.value
        return last(receiver) == "self" or bool(_MODEL.match(last(receiver)))
    if name == "self":
        return True
    return bool(_MODEL.match(name)) and not name[:1].isupper() and not snippet.dotted(call.func).startswith("torch.")


def model_calls(snippet: PythonSnippet, body: Iterable[ast.AST]) -> list[ast.Call]:
    """The calls in a block that run a model."""
    return [node for node in inside(body) if isinstance(node, ast.Call) and is_model_call(snippet, node)]


def is_other_training(snippet: PythonSnippet, use: NoGrad) -> bool:
    """Whether names say that the block serves training: an optimizer, a teacher, an average of weights."""
    owner = snippet.class_of(use.statement)
    if owner and any(re.search(r"Optimizer|Scheduler|Function$|Callback|Trainer", last(base)) for base in owner.bases):
        return True
    function = use.scope if isinstance(use.scope, Function) else None
    parts = words(function.name) if function else []
    answers = function is not None and function.name == "__call__" and is_server(owner)
    inference = function is not None and (
        answers or is_inference_name(function.name) or function.name.startswith("test")
    )
    if function and not function.name.startswith("test") and any(_TRAINS.match(word) for word in parts):
        return True
    if not inference and any(_CHANGES.match(word) for word in parts):
        return True
    if function and function.name in {"forward", "__call__", "__init__"} and not answers:
        return True
    called = {word for call in model_calls(snippet, use.body) for word in words(snippet.source(call.func))}
    return bool(called & _OTHER_MODEL) or (not inference and bool(called & _LEARNER))


def is_inference(snippet: PythonSnippet, use: NoGrad) -> bool:
    """Whether there is evidence that a block runs a model for its answers."""
    runs = bool(model_calls(snippet, use.body))
    function = use.scope if isinstance(use.scope, Function) else None
    owner = snippet.class_of(use.statement)
    if snippet.in_test(use.statement):
        return runs
    if function and is_inference_name(function.name):
        return runs or any(isinstance(node, ast.Call) and _is_own_call(snippet, node) for node in inside(use.body))
    if not runs:
        return False
    if (
        is_server(owner)
        or _calls_eval(use.scope)
        or (owner is not None and not _is_module(owner) and _calls_eval(owner))
    ):
        return True
    return _SERVING_PATH.search(snippet.header) is not None


def is_certain(snippet: PythonSnippet, use: NoGrad) -> bool:
    """Whether what leaves an inference as a tensor goes to whoever asked, never into some training."""
    function = use.scope
    if not isinstance(function, Function):
        return True  # the snippet shows what it is for
    owner = snippet.class_of(function)
    if snippet.in_test(function):
        return function.name.startswith("test")  # a fixture may be for tests of training
    if owner and any(isinstance(node, Function) and trains(snippet, node) for node in owner.body):
        return False
    if is_server(owner) or _SERVING_PATH.search(snippet.header):
        return True
    return is_inference_name(function.name) and not any(_MAY_TRAIN.match(word) for word in words(function.name))


def is_server(owner: ast.ClassDef | None) -> bool:
    """Whether a class answers with a model, by its name or by what deploys it."""
    if owner is None or _is_module(owner):
        return False
    deploys = {last(each.func if isinstance(each, ast.Call) else each) for each in owner.decorator_list}
    return any(_SERVES.match(word) for word in words(owner.name)) or bool(deploys & {"deployment", "service"})


def _is_module(owner: ast.ClassDef) -> bool:
    return any(last(base).endswith("Module") for base in owner.bases)


def _calls_eval(scope: ast.AST) -> bool:
    return any(
        isinstance(n, ast.Call) and last(n.func) == "eval" and not n.args and isinstance(n.func, ast.Attribute)
        for n in nodes_in(scope)
    )


def _is_own_call(snippet: PythonSnippet, call: ast.Call) -> bool:
    """Whether a call is of something the snippet got or made, not of a library or a builtin."""
    name = snippet.dotted(call.func)
    return bool(name) and (name.startswith("self.") or (isinstance(call.func, ast.Name) and name in snippet.code.bound))
