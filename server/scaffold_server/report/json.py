"""One JSON object with everything about each finding.

Lines and columns count from 1, in code points; the end of a range is exclusive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scaffold_server.baseline import removable
from scaffold_server.lint import severity_of
from scaffold_server.pages import url_of
from scaffold_server.report.because import changes_of
from scaffold_server.report.escaping import json_of
from scaffold_server.report.places import fingerprinted, range_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold_rules.consequences import Change
    from scaffold_rules.documents.document import Document
    from scaffold_rules.finding import Fix, Related
    from scaffold_server.lint import Placed, Result, Run
    from scaffold_server.report import Look

START = {"line": 1, "column": 1}


def report(run: Run, look: Look) -> Iterator[str]:  # noqa: ARG001 - a machine reads it
    """The whole run as one object, a line for each finding: indented, it would take ten times as long to write."""
    yield '{"version": 1, "findings": ['
    before = "\n"
    for placed, fingerprint in fingerprinted(run.placed):
        yield before + json_of(finding_of(placed, fingerprint))
        before = ",\n"
    yield f'\n], "summary": {json_of(summary_of(run))}}}\n'


def finding_of(placed: Placed, fingerprint: str) -> dict[str, Any]:
    """One finding as JSON has it."""
    path, finding, document, result = placed
    return {
        "rule": finding.rule,
        "severity": severity_of(finding).word,
        "path": path,
        "range": range_of(document, finding.span),
        "message": finding.message,
        "fix": fix_of(document, finding.fix) if finding.fix else None,
        "related": [related_of(result, related) for related in finding.related],
        "url": url_of(finding.rule),
        "upstream": finding.upstream,
        "fingerprint": fingerprint,
        "because": [because_of(result, change) for change in changes_of(placed)],
    }


def fix_of(document: Document, fix: Fix) -> dict[str, Any]:
    """A fix with its edits, whose ranges are all in the text as it is now."""
    edits = [{"range": range_of(document, edit.span), "text": edit.text} for edit in fix.edits]
    return {"title": fix.title, "safe": fix.safe, "edits": edits}


def related_of(result: Result, related: Related) -> dict[str, Any]:
    """A related place; a file whose text is not at hand is named at its start."""
    document = result.project.documents.get(related.path)
    place = range_of(document, related.span) if document else {"start": START, "end": START}
    return {"path": result.shown(related.path), "range": place, "message": related.message}


def because_of(result: Result, change: Change) -> dict[str, str | None]:
    """What was done to a file, and the path it had before."""
    before = result.shown(change.before.path) if change.before else None
    return {"change": change.word, "path": result.shown(change.path), "before": before}


def summary_of(run: Run) -> dict[str, Any]:
    """The numbers of a run, and where the names of each root come from."""
    return {
        **{severity.word: count for severity, count in run.counts.items()},
        "fixable": run.fixable,
        "files": run.checked,
        "hidden": sum(len(result.hidden) for result in run.results),
        "removable": [
            {"baseline": baseline.shown, "path": entry.path, "rule": entry.rule, "line": entry.text}
            for baseline, entries in removable(run)
            for entry in entries
        ],
        "roots": [
            {"path": result.base, "kind": result.root.word, "names": result.names or None} for result in run.results
        ],
    }
