"""Commands: the effective step and the pipeline as a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scaffold_rules.effective import Choice
from scaffold_server.answers.at import here
from scaffold_server.features import (
    effective_view,
)

if TYPE_CHECKING:
    from scaffold_server.lsp import Server
    from scaffold_server.workspace import Workspace


def show_effective_step(ls: Server, arguments: dict[str, Any]) -> str | None:
    """What a step receives for a choice, as Markdown. Arguments: ``step``, ``uri``, ``projectType``, ``domains``,
    ``services``, ``preset``, ``depth``.
    """
    for workspace in _workspaces(ls, str(arguments.get("uri", ""))):
        choice = Choice(
            arguments.get("projectType") or None,
            tuple(map(str, arguments.get("domains") or ())),
            bool(arguments.get("services")),
            str(arguments.get("preset") or "deep"),
        )
        depth = arguments.get("depth")
        page = effective_view.effective_page(
            workspace.project, str(arguments.get("step", "")), choice, depth if isinstance(depth, int) else None
        )
        if page:
            return page
    return None


def _workspaces(ls: Server, uri: str) -> list[Workspace]:
    at = here(ls, uri) if uri else None
    return [at.workspace] if at else list(ls.session.workspaces.values())


def pipeline_graph(ls: Server, arguments: dict[str, Any]) -> dict[str, Any] | None:
    """The step graph of a choice: steps with phase, order and worst finding, edges with their origin."""
    from scaffold_server.features.graph import step_graph

    for workspace in _workspaces(ls, str(arguments.get("uri", ""))):
        choice = Choice(
            arguments.get("projectType") or None,
            tuple(map(str, arguments.get("domains") or ())),
            bool(arguments.get("services")),
            str(arguments.get("preset") or "deep"),
        )
        graph = step_graph(workspace.project, choice)
        for node in graph["steps"]:
            path = node.pop("path")
            node["uri"] = ls.uri(workspace.absolute(path)) if path else None
            found = workspace.findings(path) if path else []
            node["severity"] = max((f.severity.word for f in found if f.severity is not None), default=None, key=_worst)
        return graph
    return None


def _worst(word: str) -> int:
    return ("hint", "info", "warning", "error").index(word)
