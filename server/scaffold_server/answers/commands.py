"""Commands: the effective step, the pipeline as a graph, a new knowledge entry."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from scaffold_rules.effective import Choice
from scaffold_server.answers.at import here
from scaffold_server.features import (
    effective_view,
)
from scaffold_server.lint import severity_of

if TYPE_CHECKING:
    from scaffold_server.lsp import Server
    from scaffold_server.workspace import Workspace


def show_effective_step(ls: Server, arguments: dict[str, Any]) -> str | None:
    """What a step receives for a choice, as Markdown. Arguments: ``step``, ``uri``, ``projectType``, ``domains``,
    ``services``, ``preset``, ``depth``.
    """
    depth = arguments.get("depth")
    for workspace in _workspaces(ls, arguments):
        page = effective_view.effective_page(
            workspace.project,
            str(arguments.get("step", "")),
            _choice(arguments),
            depth if isinstance(depth, int) else None,
        )
        if page:
            return page
    return None


def _workspaces(ls: Server, arguments: dict[str, Any]) -> list[Workspace]:
    """The workspace of ``uri``, or all of them."""
    uri = str(arguments.get("uri") or "")
    at = here(ls, uri) if uri else None
    return [at.workspace] if at else list(ls.session.workspaces.values())


def _choice(arguments: dict[str, Any]) -> Choice:
    return Choice(
        arguments.get("projectType") or None,
        tuple(map(str, arguments.get("domains") or ())),
        bool(arguments.get("services")),
        str(arguments.get("preset") or "deep"),
    )


def pipeline_graph(ls: Server, arguments: dict[str, Any]) -> dict[str, Any] | None:
    """The step graph of a choice: steps with phase, order and findings, edges with their origin, what can be chosen.

    Without a ``uri`` it is that of the first root that has steps; without a choice, that of the project's configuration.
    """
    from scaffold_server.features.graph import own_choice, step_graph

    for workspace in _workspaces(ls, arguments):
        chosen = arguments.keys() & {"projectType", "domains", "services", "preset"}
        choice = _choice(arguments) if chosen else own_choice(workspace.project)
        graph = step_graph(workspace.project, choice)
        if not graph["steps"]:
            continue
        graph["root"] = workspace.root.path.name
        for node in graph["steps"]:
            path = node.pop("path")
            node["uri"] = ls.uri(workspace.absolute(path)) if path else None
            node.update(_findings(workspace, path))
        return graph
    return None


def _findings(workspace: Workspace, path: str | None) -> dict[str, Any]:
    """How many findings of each severity a file has, the worst of them, and what they say, the worst first."""
    found = sorted(workspace.findings(path) if path else (), key=severity_of, reverse=True)
    return {
        "severity": severity_of(found[0]).word if found else None,
        "findings": dict(Counter(severity_of(finding).word for finding in found)),
        "messages": [finding.message for finding in found[:MOST_MESSAGES]],
    }


MOST_MESSAGES = 5


def new_knowledge_entry(ls: Server, arguments: dict[str, Any]) -> dict[str, Any]:
    """The file of a new entry, ``uri`` and ``text``, for a ``name`` and ``category``; or the ``problem`` with them.

    Without a name, the ``categories`` there are: none in a project, where entries lie in one folder.
    """
    from scaffold_server.features.new_file import categories, planned_entry

    for workspace in _workspaces(ls, arguments):
        name = str(arguments.get("name") or "")
        if not name:
            return {"categories": list(categories(workspace.project))}
        planned = planned_entry(workspace.project, name, str(arguments.get("category") or ""))
        if isinstance(planned, str):
            return {"problem": planned}
        return {"uri": ls.uri(workspace.absolute(planned.path)), "text": planned.text}
    return {"problem": "no scaffold content is open"}
