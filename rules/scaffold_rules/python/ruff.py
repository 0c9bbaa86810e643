"""ruff's findings as ours: what it is asked, and the way back from its rows and columns into the document.

Nothing here runs anything. The server room runs ruff once over all sources of ``ruff_sources`` and puts its answers
into ``Project.ruff``; without them the rules that rest on ruff find nothing, and everything else works.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Edit, Finding, Fix
from scaffold_rules.project import Project
from scaffold_rules.python.prelude import prelude, recovered
from scaffold_rules.python.source import LANGUAGES, has_python
from scaffold_rules.text import Span

if TYPE_CHECKING:
    from scaffold_rules.documents.snippet import Snippet

CODES: Mapping[str, tuple[str, ...]] = {
    "assert-as-validation": ("S101",),
    "blind-except": ("E722", "BLE001"),
    "broad-raises": ("B017", "PT011", "PT012", "PT017"),
    "call-in-default": ("B006", "B008"),
    "hardcoded-secret": ("S105", "S106"),
    "implicit-optional": ("RUF013",),
    "legacy-typing": ("UP006", "UP007", "UP035", "UP045"),
    "naive-datetime": ("DTZ001", "DTZ003", "DTZ004", "DTZ005", "DTZ006"),
    "placeholderless-f-string": ("F541",),
    "raise-without-from": ("B904",),
    "removed-airflow-api": ("AIR301", "AIR302"),
    "resource-leak": ("SIM115",),
    "unused-import": ("F401",),
    "unused-variable": ("F841",),
    "weak-hash": ("S324",),
    "ruff-other": (
        *("ASYNC210", "ASYNC220", "ASYNC221", "ASYNC222", "ASYNC230", "ASYNC251"),
        *("B012", "B015", "B018", "B023", "E711", "E712", "E713", "E714", "E721"),
        *("F402", "F502", "F503", "F504", "F506", "F507", "F509", "F601", "F632", "F702", "F706", "F707", "G010"),
        *("NPY001", "NPY003", "NPY201", "PLE", "PLR0124", "PLW0127", "PLW1508", "PLW1509"),
        *("PT014", "PT015", "PT022", "RUF008", "RUF009"),
        *("S102", "S113", "S301", "S306", "S307", "S501", "S506", "S602", "S604", "S605", "S608"),
    ),
}
"""The rules that rest on ruff, each with the codes (or their beginnings) that are its own."""

RESTING = frozenset(f"python/{name}" for name in CODES)
"""The full names of these rules."""

ARGUMENTS = (
    *("check", "--isolated", "--no-respect-gitignore", "--no-cache", "--quiet", "--exit-zero", "--no-fix"),
    *("--output-format", "json"),
    *("--target-version", "py311", "--select", ",".join(code for codes in CODES.values() for code in codes)),
    *("--ignore", "PLE1142"),  # a top-level await is natural in an excerpt
)
"""How ruff is called. No preview, so that what it finds is stable; no configuration of the workspace or around."""

_ONLY_IMPORTS = re.compile(
    r"(?>[ \t]*(?:\#[^\n]*)?\n|(?:from[ \t]+[\w.]+[ \t]+)?import[ \t]+(?>\([^)]*\)[^\n]*|[^\n]*)\n)*+"
    r"(?:(?:@[^\n]*\n)?(?:(?:async[ \t]+)?(?:def|class)[ \t][^\n]*:\s*)?(?:\.\.\.|pass)[ \t]*(?:\#[^\n]*)?\n)?\s*"
)

_CUT = re.compile(r"^[ \t]*(?:\#[ \t]*)?\.\.\.", re.MULTILINE)


class Asked(NamedTuple):
    """A snippet and the source that ruff gets for it; ``shift`` is how long the line of imports before it is."""

    snippet: Snippet
    source: str
    shift: int


@lru_cache(maxsize=4096)
def _source(text: str) -> tuple[str, int]:
    before = prelude(text)
    return f"{before}{recovered(text)}\n", len(before)


def asked(document: MarkdownDocument) -> Iterator[Asked]:
    """The Python snippets of a document, each with the source that ruff gets: imports filled in, elisions made syntax."""
    for snippet in document.snippets:
        if snippet.language in LANGUAGES and snippet.text.strip():
            yield Asked(snippet, *_source(snippet.text))


def ruff_sources(document: MarkdownDocument) -> tuple[str, ...]:
    """What ruff is to be asked about a document."""
    return tuple(each.source for each in _asked(document))


@lru_cache(maxsize=4)
def _asked(document: MarkdownDocument) -> tuple[Asked, ...]:
    """What ruff was asked about a document; the rules look one after the other at the same one."""
    return tuple(asked(document)) if has_python(document) else ()


def ruff_findings(document: MarkdownDocument, project: Project, name: str) -> Iterator[Finding]:
    """What ruff found in a document under the codes of one of our rules, where it is meant to be taken seriously."""
    if not project.ruff:
        return
    codes = CODES[name]
    for each in _asked(document):
        for raw in project.ruff.get(each.source, ()):
            code = str(raw.get("code") or "")
            if code.startswith(codes) and not _excused(each, code):
                yield from _finding(each, code, raw)


def _excused(each: Asked, code: str) -> bool:
    """Whether a whole snippet is exempt: a test may assert and make up passwords, a show of imports uses none of them."""
    if code in {"S101", "S105", "S106"}:
        return each.snippet.is_test
    if code == "F841":
        return _CUT.search(each.snippet.text) is not None
    return code == "F401" and _ONLY_IMPORTS.fullmatch(f"{each.snippet.text}\n") is not None


def _finding(each: Asked, code: str, raw: Mapping[str, Any]) -> Iterator[Finding]:
    span = _span(each, raw)
    if span is None or each.snippet.is_bad(span.start):
        return
    if code == "F841" and "\n" not in each.snippet.text[span.end :].rstrip():
        return  # the excerpt ends here, what uses the variable comes behind it
    fix = _fix(each, raw.get("fix"))
    yield Finding(
        each.snippet.host_span(span),
        f"{str(raw.get('message', '')).rstrip('.')} (ruff {code})",
        fixes=(fix,) if fix else (),
        tags=("unnecessary",) if code in {"F401", "F841"} else (),
        data={"ruff": code, "url": raw.get("url")},
    )


def _span(each: Asked, place: Mapping[str, Any]) -> Span | None:
    """A place of ruff's as a span in the snippet, None for one in the line of imports before it."""
    lines = _line_starts(each.source)
    ends = []
    for key in ("location", "end_location"):
        row, column = place[key]["row"], place[key]["column"]
        start = lines[min(row, len(lines)) - 1]
        ends.append(start + column - 1 - each.shift)
    if ends[0] < 0:
        return None
    size = len(each.snippet.text)
    return Span(min(ends[0], size), min(max(ends), size))


@lru_cache(maxsize=16)
def _line_starts(source: str) -> tuple[int, ...]:
    return (0, *(at + 1 for at, char in enumerate(source) if char == "\n"))


def _fix(each: Asked, raw: Mapping[str, Any] | None) -> Fix | None:
    """A fix of ruff's in the document, None where it would touch what is not there or break the line's prefix."""
    if not raw or raw.get("applicability") == "display":
        return None
    edits = []
    for edit in raw["edits"]:
        span = _span(each, edit)
        if span is None or recovered(each.snippet.text)[slice(*span)] != each.snippet.text[slice(*span)]:
            return None
        host = each.snippet.host_edit(span, edit["content"])
        if host is None:
            return None
        edits.append(Edit(*host))
    safe = raw.get("applicability") == "safe"
    return Fix(str(raw.get("message") or "Apply ruff's fix"), tuple(edits), safe) if edits else None
