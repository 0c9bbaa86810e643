"""What the linter says: findings, and the fixes that come with them. Plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scaffold_rules.text import Span


class Severity(IntEnum):
    """What happens because of a finding; the higher the worse.

    error: the scaffold tool rejects the file, assembly breaks, or a project gets stuck. warning: something the author
    wrote is silently dropped, shadowed or never used, or a quality gate of the content fails. info: guidance the content
    itself preaches. hint: meant, but there is a simpler way.
    """

    HINT = 0
    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The severity as it is written in settings and reports."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Edit:
    """A replacement of a span by a text; an empty span inserts, an empty text deletes."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A repair of the document a finding is in. Safe: it cannot change what the author meant."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to a finding; ``path`` is relative to the content root."""

    path: str
    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, at one place.

    Rules leave ``rule``, ``path`` and usually ``severity`` to ``check``, which fills them in. ``fixes`` are alternatives,
    best first; only a single one is ever applied without asking. ``upstream`` is the scaffold tool's own code for it.
    ``tags`` are LSP's: ``unnecessary`` (fade it) and ``deprecated`` (strike it through).
    """

    span: Span
    message: str
    severity: Severity | None = None
    fixes: tuple[Fix, ...] = ()
    related: tuple[Related, ...] = ()
    upstream: str | None = None
    tags: tuple[str, ...] = ()
    rule: str = ""
    path: str = ""
    data: Mapping[str, object] = field(default_factory=dict)

    @property
    def fix(self) -> Fix | None:
        """The one obvious fix, or None when there is none or there are several to choose from."""
        return self.fixes[0] if len(self.fixes) == 1 else None


def replace_fix(title: str, span: Span, text: str, *, safe: bool = True) -> Fix:
    """A fix of a single edit."""
    return Fix(title, (Edit(span, text),), safe)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """The findings sorted by path, place and rule, each once."""
    unique = {(f.path, f.span, f.rule, f.message): f for f in findings}
    return sorted(unique.values(), key=lambda f: (f.path, f.span, f.rule, f.message))
