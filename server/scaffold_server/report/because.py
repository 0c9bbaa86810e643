"""Why a file is reported that nobody asked about: what was done to others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scaffold_rules.consequences import Change
    from scaffold_server.lint import Placed, Result

MOST = 3


def changes_of(placed: Placed) -> tuple[Change, ...]:
    """The changes that brought a finding about; none for a finding in a file that was asked for."""
    changes: Any = placed.finding.data.get("because", ())
    return tuple(changes)


def sentence(placed: Placed) -> str:
    """The changes in words, such as ``you deleted content/pipeline/pre/plan.md``; empty without any."""
    changes = changes_of(placed)
    said = [_clause(change, placed.result) for change in changes[:MOST]]
    if len(changes) > MOST:
        said.append(f"changed {len(changes) - MOST} more")
    return f"you {', '.join(said)}" if said else ""


def explained(placed: Placed) -> str:
    """The message of a finding, and what brought it about."""
    because = sentence(placed)
    return f"{placed.finding.message} (because {because})" if because else placed.finding.message


def _clause(change: Change, result: Result) -> str:
    path = result.shown(change.path)
    names = [d.definitions[0].name if d and d.definitions else "" for d in (change.before, change.after)]
    now = f" (`{names[0]}` is `{names[1]}` now)" if all(names) and names[0] != names[1] else ""
    if change.before and change.word == "renamed":
        return f"renamed {result.shown(change.before.path)} to {path}{now}"
    return f"{change.word} {path}{now}"
