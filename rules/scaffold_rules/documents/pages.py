"""Skills, guides and the other Markdown files around the pipeline."""

from __future__ import annotations

from scaffold_rules.documents.document import Document, MarkdownDocument


class Skill(MarkdownDocument):
    """A skill as it is generated or written under ``skills/``."""


class CanonicalSkill(MarkdownDocument):
    """The source of generated skills, under ``agent-skills/``."""


class Guide(MarkdownDocument):
    """A reference page under ``guides/<topic>/index.md``."""


class Page(MarkdownDocument):
    """Markdown that is read by people alone: a README, an authoring document."""


class Mode(MarkdownDocument):
    """A preamble that is pasted into prompts of a mode."""


class Instruction(MarkdownDocument):
    """A project's own text for one step, tool or all prompts, under ``.scaffold/instructions``."""


class Template(Document):
    """A text with ``{{MARKERS}}`` that the scaffold tool fills in: agent-ops templates, generated skill forms."""


class VersionFile(Document):
    """``knowledge/VERSION``: one line ``X.Y.Z``."""


class DeadFile(Document):
    """A file in the right folder that the scaffold tool never loads."""
