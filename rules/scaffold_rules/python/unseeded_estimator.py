"""Something that draws random numbers gets no seed.

Without `random_state` or `seed` no run can be repeated. `data-science-reproducibility` passes it explicitly and
`data-science-requirements` asks for it. Only constructors and splits that really draw are in the table; `KFold` draws
with `shuffle=True` alone. Silent where the snippet seeds everything or passes its arguments on.

## Bad

````markdown content/knowledge/data-science/estimators.md
---
name: estimators
description: What estimators is about
topics: [data-science]
---

```python
model = RandomForestClassifier(n_estimators=100)
```
````

## Good

````markdown content/knowledge/data-science/estimators.md
---
name: estimators
description: What estimators is about
topics: [data-science]
---

```python
model = RandomForestClassifier(n_estimators=100, random_state=42)
```
````
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.python.chains import argument, calls, is_false, is_true, snippets_with_any, starred
from scaffold_rules.python.repair import add_argument
from scaffold_rules.python.source import has_python
from scaffold_rules.rule import rule

SEEDS = {
    **dict.fromkeys(
        [
            "RandomForestClassifier",
            "RandomForestRegressor",
            "ExtraTreesClassifier",
            "ExtraTreesRegressor",
            "MLPClassifier",
            "GradientBoostingClassifier",
            "GradientBoostingRegressor",
            "MLPRegressor",
            "SGDClassifier",
            "SGDRegressor",
            "KMeans",
            "MiniBatchKMeans",
            "IsolationForest",
            "ShuffleSplit",
            "StratifiedShuffleSplit",
            "GroupShuffleSplit",
            "RandomizedSearchCV",
            "RepeatedKFold",
            "RepeatedStratifiedKFold",
            "train_test_split",
            "KFold",
            "StratifiedKFold",
            "SMOTE",
            "RandomOverSampler",
            "RandomUnderSampler",
            "LimeTabularExplainer",
            "TSNE",
            "BaggingClassifier",
            "BaggingRegressor",
            "GaussianMixture",
        ],
        "random_state",
    ),
    **dict.fromkeys(("TPESampler", "CmaEsSampler", "NSGAIISampler", "create_study"), "seed"),
}
"""Constructors and functions that draw, with the argument that makes them repeatable."""
TRIGGERS = (
    *("Classifier", "Regressor", "KMeans", "IsolationForest", "Split", "_split", "KFold", "SearchCV", "SMOTE", "TSNE"),
    *("Sampler", "Explainer", "Mixture", "create_study"),
)
"""Parts of those names, one at least in each."""
_WHEN_SHUFFLED = {"KFold", "StratifiedKFold"}


@rule(on=MarkdownDocument, where=has_python, severity=Severity.INFO, fixable=True)
def unseeded_estimator(document: MarkdownDocument) -> Iterator[Finding]:
    """Calls that draw without a seed."""
    for snippet in snippets_with_any(document, TRIGGERS):
        if "seed" in snippet.text and any("seed" in name.rpartition(".")[2] for _, name in calls(snippet)):
            continue
        for call, name in calls(snippet, *SEEDS):
            word = (name or snippet.source(call.func)).rpartition(".")[2]
            seed = SEEDS.get(word, "random_state")
            if _is_repeatable(call, word, seed):
                continue
            new = "sampler=optuna.samplers.TPESampler(seed=42)" if word == "create_study" else f"{seed}=42"
            fixes = snippet.fix(f"add `{new}`", add_argument(snippet, call, new), safe=False)
            what = "a sampler with a seed" if word == "create_study" else f"`{seed}`"
            message = f"`{word}` without {what} gives another result in every run"
            yield from snippet.report(call, message, fixes=fixes)


def _is_repeatable(call: ast.Call, word: str, seed: str) -> bool:
    if starred(call) or argument(call, seed) is not None:
        return True
    shuffle = argument(call, "shuffle")
    if word in _WHEN_SHUFFLED:
        return shuffle is None or not is_true(shuffle.value)
    if word == "train_test_split":
        return shuffle is not None and is_false(shuffle.value)
    return word == "create_study" and argument(call, "sampler") is not None
