"""Every rule there is, named in one place. A test compares the list with the folders and the specs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scaffold_rules.overlay.unknown_step import unknown_step as overlay_unknown_step

if TYPE_CHECKING:
    from scaffold_rules.rule import Rule

RULES: tuple[Rule[Any], ...] = (
    # overlay
    overlay_unknown_step,
)
