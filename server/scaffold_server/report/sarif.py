"""SARIF 2.1.0, for code scanning: one run, with the rules' pages, the fixes, and fingerprints."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from scaffold_rules.explain import named_rules, page
from scaffold_rules.finding import Severity
from scaffold_rules.text import UTF16
from scaffold_schemas.version import __version__
from scaffold_server.lint import severity_of
from scaffold_server.pages import url_of
from scaffold_server.report.because import explained
from scaffold_server.report.escaping import json_of, whole
from scaffold_server.report.places import fingerprinted, in_checkout, prefix, range_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold_rules.documents.document import Document
    from scaffold_rules.finding import Fix, Related
    from scaffold_rules.text import Span
    from scaffold_server.lint import Placed, Run
    from scaffold_server.report import Look

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note", Severity.HINT: "note"}
CONCERNS = {**LEVELS, Severity.INFO: "recommendation", Severity.HINT: "recommendation"}
"""GitHub's words for severities, in a property of each rule."""
FINGERPRINT = "scaffoldLint/v1"
"""Not ``primaryLocationLineHash``: GitHub's upload computes that, and complains of any other value."""
_DRIVE = re.compile(r"[A-Za-z]:/")


def report(run: Run, look: Look) -> Iterator[str]:  # noqa: ARG001 - a machine reads it
    """The whole run as one log. Columns count UTF-16 code units: so do the viewers that pass over ``columnKind``."""
    before = prefix()
    rules = {rule: index for index, rule in enumerate(sorted({placed.finding.rule for placed in run.placed}))}
    driver = {"name": "scaffold-lint", "version": __version__, "rules": [_rule(name) for name in rules]}
    found = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": not run.crashed}],
        "columnKind": "utf16CodeUnits",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": [_result(placed, rules, fingerprint, before) for placed, fingerprint in fingerprinted(run.placed)],
    }
    yield json_of({"$schema": SCHEMA, "version": "2.1.0", "runs": [found]}, indent=2) + "\n"


def _rule(name: str) -> dict[str, Any]:
    """What a rule says about itself."""
    rule = next(iter(named_rules(name)), None)
    if rule is None:
        return {"id": name, "shortDescription": {"text": "a bug of ours"}, "help": {"text": "Please report it."}}
    text = page(rule)
    url = url_of(name)
    return {
        "id": name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": text, "markdown": text},
        **({"helpUri": url} if url else {}),
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [rule.family], "problem.severity": CONCERNS[rule.severity]},
    }


def _result(placed: Placed, rules: dict[str, int], fingerprint: str, before: str) -> dict[str, Any]:
    """One finding."""
    finding, document = placed.finding, placed.document
    uri = _uri(in_checkout(placed.path, before))
    found: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rules[finding.rule],
        "level": LEVELS[severity_of(finding)],
        "message": {"text": explained(placed)},
        "locations": [{"physicalLocation": {"artifactLocation": uri, "region": _region(document, finding.span)}}],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }
    if finding.related:
        found["relatedLocations"] = [
            _related(placed, related, number, before) for number, related in enumerate(finding.related, 1)
        ]
    fixes = [fix for fix in dict.fromkeys(finding.fixes) if fix.edits]  # SARIF allows neither twins nor empty ones
    if fixes:
        found["fixes"] = [_fix(document, fix, uri) for fix in fixes]
    return found


def _related(placed: Placed, related: Related, number: int, before: str) -> dict[str, Any]:
    """Another place; of a file whose text is not at hand, the file."""
    document = placed.result.project.documents.get(related.path)
    uri = _uri(in_checkout(placed.result.shown(related.path), before))
    place = {"artifactLocation": uri, **({"region": _region(document, related.span)} if document else {})}
    return {"id": number, "physicalLocation": place, "message": {"text": related.message}}


def _fix(document: Document, fix: Fix, uri: dict[str, str]) -> dict[str, Any]:
    """A fix; those that may change the meaning are marked, as SARIF has no word for it."""
    replacements = [
        {"deletedRegion": _region(document, edit.span), "insertedContent": {"text": edit.text}} for edit in fix.edits
    ]
    change = {"artifactLocation": uri, "replacements": replacements}
    return {"description": {"text": fix.title}, "artifactChanges": [change], "properties": {"safe": fix.safe}}


def _region(document: Document, span: Span) -> dict[str, int]:
    """A span; a byte order mark is no part of the text for SARIF."""
    place = range_of(document, span, UTF16)
    marked = document.text.startswith("\ufeff")
    lines = (place["start"], place["end"])
    start, end = (max(at["column"] - (marked and at["line"] == 1), 1) for at in lines)
    return {"startLine": lines[0]["line"], "startColumn": start, "endLine": lines[1]["line"], "endColumn": end}


def _uri(path: str) -> dict[str, str]:
    """A path as a URI below the checkout; one that is absolute as a ``file:`` URI."""
    quoted = quote(_bytes(path))
    if _DRIVE.match(path):
        return {"uri": f"file:///{path[0]}:{quoted.partition('%3A')[2]}"}
    if path.startswith("/"):
        return {"uri": f"file://{quoted}"}
    return {"uri": quoted, "uriBaseId": "%SRCROOT%"}


def _bytes(path: str) -> bytes:
    """A path as the disk spells it, where it can."""
    try:
        return os.fsencode(path)
    except UnicodeEncodeError:
        return whole(path).encode()
