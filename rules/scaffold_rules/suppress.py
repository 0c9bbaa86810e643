"""Ignore comments: which findings an author has silenced, and which comments silence nothing.

``scaffold-lint: ignore[rules]`` in a comment of its host (``#`` in YAML and Python, ``//``, ``--``, ``<!-- -->`` in
Markdown) silences rules or families on its own line, or on the next line when it stands alone; ``ignore-file`` in the
whole file, ``ignore-start`` up to ``ignore-end`` in a range.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from scaffold_rules.config import named
from scaffold_rules.finding import Finding, Fix, Severity, in_order, replace_fix
from scaffold_rules.suggest import did_you_mean, nearest
from scaffold_rules.text import Span

if TYPE_CHECKING:
    from collections.abc import Collection

    from scaffold_rules.config import Config
    from scaffold_rules.documents.document import Document

MARK = "scaffold-lint:"
UNUSED = "suppression/unused"
UNKNOWN = "suppression/unknown-rule"

_COMMENT = re.compile(
    r"(?P<open><!--|/\*|\#|//|--|%)[ \t]*scaffold-lint:[ \t]*(?P<verb>ignore(?:-file|-start|-end|-next-line)?)\b"
    r"(?:[ \t]*\[(?P<rules>[^\]\r\n]*)\])?[^\r\n]*?(?P<close>[ \t]*(?:-->|\*/)|(?=[ \t]*(?:\r|\n|\Z)))"
)
_NAME = re.compile(r"[\w/-]+")


class Suppression(NamedTuple):
    """One ignore comment. ``names`` are rules or families with their places, ``lines`` what it covers (from 0, the last
    included), ``span`` the comment itself.
    """

    verb: str
    names: tuple[tuple[str, Span], ...]
    lines: tuple[int, int]
    span: Span
    alone: bool

    @property
    def words(self) -> tuple[str, ...]:
        """The rules and families it silences."""
        return tuple(name for name, _ in self.names)


def suppressions(document: Document) -> tuple[Suppression, ...]:
    """The ignore comments of a document, in order; an ``ignore-end`` is part of the range it ends."""
    if MARK not in document.text:
        return ()
    lines = document.lines
    found: list[Suppression] = []
    for match in _COMMENT.finditer(document.text):
        line = lines.line_of(match.start())
        whole = lines.line_span(line)
        alone = not (document.text[whole.start : match.start()] + document.text[match.end() : whole.end]).strip(" \t>-")
        verb = match["verb"]
        if verb == "ignore-end":
            found = _ended(found, line)
            continue
        names = tuple(
            (name.group(), Span(*name.span()).moved(match.start("rules")))
            for name in _NAME.finditer(match["rules"] or "")
        )
        found.append(Suppression(verb, names, _covered(document, verb, line, alone=alone), Span(*match.span()), alone))
    return tuple(found)


def _ended(found: list[Suppression], line: int) -> list[Suppression]:
    """The comments with the innermost open range closed at a line."""
    for index in range(len(found) - 1, -1, -1):
        if found[index].verb == "ignore-start" and found[index].lines[1] > line:
            first = found[index].lines[0]
            return [*found[:index], found[index]._replace(lines=(first, line)), *found[index + 1 :]]
    return found


def _covered(document: Document, verb: str, line: int, *, alone: bool) -> tuple[int, int]:
    """The first and last line that a comment on a line is about."""
    last = len(document.lines) - 1
    if verb == "ignore-file":
        return 0, last
    if verb == "ignore-start":
        return line, last + 1
    if verb == "ignore-next-line" or alone:
        following = line + 1
        while following < last and not document.lines.line_span(following).of(document.text).strip():
            following += 1
        return line, following
    return line, line


def suppress(
    document: Document, findings: list[Finding], config: Config, ran: Collection[str] = (), known: Collection[str] = ()
) -> list[Finding]:
    """The findings that are left, and one for each comment that silences nothing or names no rule.

    ``ran`` are the names of the rules that looked at the document, a comment about others is never called unused;
    ``known`` are those of all rules and families.
    """
    comments = suppressions(document)
    if not comments:
        return findings
    used: set[Span] = set()
    left = []
    for finding in findings:
        silencing = [comment for comment in comments if _silences(comment, finding, document)]
        used.update(comment.span for comment in silencing)
        if not silencing:
            left.append(finding)
    if UNKNOWN in ran:
        left += [finding for comment in comments for finding in _unknown(document, comment, config, known)]
    if UNUSED in ran:
        silent = [comment for comment in comments if comment.span not in used and _all_ran(comment, ran)]
        left += [_unused(document, comment, config) for comment in silent]
    return in_order(left)


def _severity(config: Config, rule: str, document: Document) -> Severity:
    wanted = config.severity_of(rule, document.path)
    return Severity.WARNING if wanted is None else wanted


def _unknown(document: Document, comment: Suppression, config: Config, known: Collection[str]) -> list[Finding]:
    """One finding for each name in a comment that is neither a rule nor a family."""
    found = []
    for name, span in comment.names:
        if name not in known and name != "all":
            suggestions = nearest(name, known)
            found.append(
                Finding(
                    span,
                    f"no rule is called `{name}`{did_you_mean(suggestions)}",
                    _severity(config, UNKNOWN, document),
                    tuple(replace_fix(f"Replace with `{word}`", span, word) for word in suggestions[:1]),
                    rule=UNKNOWN,
                    path=document.path,
                )
            )
    return found


def _silences(comment: Suppression, finding: Finding, document: Document) -> bool:
    first = document.lines.line_of(finding.span.start)
    last = document.lines.line_of(max(finding.span.start, finding.span.end - 1))
    touches = first <= comment.lines[1] and last >= comment.lines[0]
    return touches and (not comment.names or named(finding.rule, comment.words))


def _all_ran(comment: Suppression, ran: Collection[str]) -> bool:
    """Whether every rule a comment names did look at the document; a bare comment is judged when most rules ran."""
    if not comment.names:
        return len(ran) > 10
    return all(any(named(rule, (word,)) for rule in ran) for word in comment.words)


def _unused(document: Document, comment: Suppression, config: Config) -> Finding:
    what = f"`{', '.join(comment.words)}`" if comment.names else "anything"
    return Finding(
        comment.span,
        f"this comment silences nothing: {what} finds nothing here"
        if comment.names
        else "this comment silences nothing",
        _severity(config, UNUSED, document),
        (removal(document, comment),),
        rule=UNUSED,
        path=document.path,
        tags=("unnecessary",),
    )


def removal(document: Document, comment: Suppression) -> Fix:
    """The fix that takes a comment away, with its line when it stands alone."""
    line = document.lines.line_of(comment.span.start)
    if comment.alone:
        return replace_fix("Remove the comment", document.lines.full_line_span(line), "")
    start = comment.span.start
    while start and document.text[start - 1] in " \t":
        start -= 1
    return replace_fix("Remove the comment", Span(start, comment.span.end), "")


def ignoring(document: Document, finding: Finding) -> Fix:
    """The fix that silences one finding with a comment of its host, on the line before or behind the place."""
    line = document.lines.line_of(finding.span.start)
    span = document.lines.line_span(line)
    text = document.text
    words = f"scaffold-lint: ignore[{finding.rule}]"
    end = "\r\n" if "\r\n" in text else "\n"
    title = f"Ignore {finding.rule} here"
    body = getattr(document, "frontmatter", None)
    in_yaml = not hasattr(document, "body") or (body is not None and body.span.covers(finding.span.start))
    if in_yaml:
        return replace_fix(title, Span(span.end, span.end), f"  # {words}", safe=False)
    fence = next((f for f in getattr(document, "body").fences if f.span.covers(finding.span.start)), None)  # noqa: B009 - only Markdown has one
    indent = text[span.start : span.end][: len(span.of(text)) - len(span.of(text).lstrip(" \t>"))]
    if fence is not None and fence.info_span.end < finding.span.start:
        mark = "#" if fence.language in {"python", "py", "bash", "sh", "yaml", "toml", "ruby"} else "//"
        return replace_fix(title, Span(span.end, span.end), f"  {mark} {words}", safe=False)
    return replace_fix(title, Span(span.start, span.start), f"{indent}<!-- {words} -->{end}", safe=False)
