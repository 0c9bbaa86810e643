"""A small project that the editor features are tried on."""

from __future__ import annotations

from pathlib import Path

from tree import written

from scaffold_rules.documents.kind import Layout
from scaffold_rules.documents.parse import parse
from scaffold_rules.project import Project

FILES = {
    "content/pipeline/pre/create-prd.md": """---
name: create-prd
description: Write the requirements
phase: "pre"
order: 110
dependencies: []
outputs: [docs/plan.md]
conditional: null
knowledge-base: [prd-craft]
---

## Purpose
Say what is wanted.
""",
    "content/pipeline/pre/design.md": """---
name: design
description: Design the game
phase: "pre"
order: 120
dependencies: [create-prd]
reads: [create-prd]
outputs: [docs/design.md]
conditional: null
knowledge-base: []
---

## Purpose
Design it.

## After This Step
Go on with `/scaffold:create-prd`.
""",
    "content/knowledge/core/prd-craft.md": """---
name: prd-craft
description: How requirements are written
topics: [requirements, writing]
---

## Summary
Short.

## Deep Guidance
Long — very.
""",
    "content/knowledge/game/design.md": """---
name: design
description: How games are designed
topics: [games]
---

## Summary
Short.

## Deep Guidance
Long.
""",
    "content/tools/spark.md": """---
name: spark
description: Explore an idea
category: tool
stateless: true
---

Spark.
""",
    "content/methodology/game-overlay.yml": """# games
name: game
description: Games
project-type: game

step-overrides:
  design: { enabled: true }

knowledge-overrides:
  design: { append: [design] }
  create-prd:
    append:
      - design

reads-overrides:
  design:
    replace: { create-prd: create-prd }
    append: []
""",
    "content/methodology/deep.yml": """name: Deep
description: Everything
default_depth: 5
steps:
  create-prd: { enabled: true }
  design: { enabled: false }
""",
}


def on_disk(folder: Path) -> Path:
    """The folder, with the small project in it."""
    return written(folder, FILES)


def small_project(**changed: str) -> Project:
    """The small project; keyword arguments replace a file by its stem."""
    layout = Layout("content/")
    texts = {
        path: changed.get(path.rpartition("/")[2].partition(".")[0].replace("-", "_"), text)
        for path, text in FILES.items()
    }
    documents = {path: parse(path, text, layout) for path, text in texts.items()}
    return Project(
        {path: document for path, document in documents.items() if document is not None}, layout, files=frozenset()
    )
