"""Skills, guides and the other Markdown files around the pipeline."""

from __future__ import annotations

from dataclasses import dataclass

from scaffold_rules.documents.document import Document, MarkdownDocument


@dataclass(frozen=True, eq=False)
class Skill(MarkdownDocument):
    """A skill as it is generated or written under ``skills/``."""


@dataclass(frozen=True, eq=False)
class CanonicalSkill(MarkdownDocument):
    """The source of generated skills, under ``agent-skills/``."""


@dataclass(frozen=True, eq=False)
class Guide(MarkdownDocument):
    """A reference page under ``guides/<topic>/index.md``."""


@dataclass(frozen=True, eq=False)
class Page(MarkdownDocument):
    """Markdown that is read by people alone: a README, an authoring document."""


@dataclass(frozen=True, eq=False)
class Mode(MarkdownDocument):
    """A preamble that is pasted into prompts of a mode."""


@dataclass(frozen=True, eq=False)
class Instruction(MarkdownDocument):
    """A project's own text for one step, tool or all prompts, under ``.scaffold/instructions``."""


@dataclass(frozen=True, eq=False)
class Template(Document):
    """A text with ``{{MARKERS}}`` that the scaffold tool fills in: agent-ops templates, generated skill forms."""


@dataclass(frozen=True, eq=False)
class VersionFile(Document):
    """``knowledge/VERSION``: one line ``X.Y.Z``."""


@dataclass(frozen=True, eq=False)
class DeadFile(Document):
    """A file in the right folder that the scaffold tool never loads."""
