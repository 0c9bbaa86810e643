"""Answers about the step graph, as a call hierarchy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from scaffold_server.answers.at import here, locations
from scaffold_server.features import (
    call_hierarchy,
)

if TYPE_CHECKING:
    from scaffold_server.lsp import Server
    from scaffold_server.workspace import Workspace


def prepare_call_hierarchy(
    ls: Server, params: types.CallHierarchyPrepareParams
) -> list[types.CallHierarchyItem] | None:
    """The step that the hierarchy starts from."""
    at = here(ls, params.text_document.uri, params.position)
    item = call_hierarchy.prepare(at.project, at.path, at.offset) if at else None
    return [_call_item(ls, at.workspace, item)] if at and item else None


def _call_item(ls: Server, workspace: Workspace, item: call_hierarchy.StepItem) -> types.CallHierarchyItem:
    location = locations(ls, workspace, [item.place])[0]
    return types.CallHierarchyItem(
        item.name, types.SymbolKind.Function, location.uri, location.range, location.range, detail=item.detail
    )


def incoming_calls(
    ls: Server, params: types.CallHierarchyIncomingCallsParams
) -> list[types.CallHierarchyIncomingCall] | None:
    """Who depends on a step and reads it."""
    at = here(ls, params.item.uri)
    if at is None:
        return None
    return [
        types.CallHierarchyIncomingCall(_call_item(ls, at.workspace, edge.item), _ranges(ls, at.workspace, edge))
        for edge in call_hierarchy.incoming(at.project, params.item.name)
    ]


def outgoing_calls(
    ls: Server, params: types.CallHierarchyOutgoingCallsParams
) -> list[types.CallHierarchyOutgoingCall] | None:
    """What a step depends on and reads."""
    at = here(ls, params.item.uri)
    if at is None:
        return None
    return [
        types.CallHierarchyOutgoingCall(_call_item(ls, at.workspace, edge.item), _ranges(ls, at.workspace, edge))
        for edge in call_hierarchy.outgoing(at.project, params.item.name)
    ]


def _ranges(ls: Server, workspace: Workspace, edge: call_hierarchy.Edge) -> list[types.Range]:
    return [location.range for location in locations(ls, workspace, edge.places)]
