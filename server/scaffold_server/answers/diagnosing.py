"""Answers to clients that ask for findings themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from scaffold_server import convert

if TYPE_CHECKING:
    from scaffold_server.lsp import Server
    from scaffold_server.publish import Report

OPTIONS = types.DiagnosticOptions(inter_file_dependencies=True, workspace_diagnostics=True, identifier=convert.SOURCE)


def document_diagnostic(ls: Server, params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
    """What is wrong with one document."""
    path = convert.path_of(params.text_document.uri)
    if path is None:
        return types.RelatedFullDocumentDiagnosticReport([])
    report = ls.reports.answer(path, params.previous_result_id)
    if report is None:
        return types.RelatedUnchangedDocumentDiagnosticReport(params.previous_result_id or "")
    return types.RelatedFullDocumentDiagnosticReport(report.items, result_id=report.id)


async def workspace_diagnostic(ls: Server, params: types.WorkspaceDiagnosticParams) -> types.WorkspaceDiagnosticReport:
    """What is wrong with all files. A client that knows it already gets its answer once something has changed."""
    known = {previous.uri: previous.value for previous in params.previous_result_ids}
    while True:
        await ls.reports.settled.wait()
        changed = list(ls.reports.changed(known))
        if changed or not known:
            return types.WorkspaceDiagnosticReport([_full(uri, report) for uri, report in changed])
        await ls.reports.news()


def _full(uri: str, report: Report) -> types.WorkspaceFullDocumentDiagnosticReport:
    return types.WorkspaceFullDocumentDiagnosticReport(uri, report.items, report.version, result_id=report.id)


ANSWERS: dict[str, Callable[..., Any]] = {
    types.TEXT_DOCUMENT_DIAGNOSTIC: document_diagnostic,
    types.WORKSPACE_DIAGNOSTIC: workspace_diagnostic,
}
