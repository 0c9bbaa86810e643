"""Ignore comments: which findings an author has silenced, and which comments silence nothing.

``scaffold-lint: ignore[rules]`` in a comment of its host (``#`` in YAML and Python, ``//``, ``--``, ``<!-- -->`` in
Markdown) silences rules or families on its own line, or on the next line when it stands alone (before a fence: in the
whole fence); ``ignore-file`` in the whole file, ``ignore-start`` up to ``ignore-end`` in a range.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from scaffold_rules.config import named
from scaffold_rules.documents.document import MarkdownDocument, YamlDocument
from scaffold_rules.documents.project_files import JsonDocument, JsonLines
from scaffold_rules.documents.yaml import Scalar, node_at
from scaffold_rules.finding import Finding, Fix, Severity, in_order, replace_fix
from scaffold_rules.suggest import did_you_mean, nearest
from scaffold_rules.text import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from scaffold_rules.config import Config
    from scaffold_rules.documents.blocks import Fence
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
        if not _is_comment(document, match.start(), match["open"]):
            continue
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
        fence = fence_at(document, document.lines.line_span(following).end)
        return line, following if fence is None else document.lines.line_of(fence.span.end - 1)
    return line, line


def fence_at(document: Document, offset: int) -> Fence | None:
    """The fenced code block that an offset is in, or None."""
    if not isinstance(document, MarkdownDocument):
        return None
    return next((fence for fence in document.body.fences if fence.span.covers(offset)), None)


def in_yaml(document: Document, offset: int) -> bool:
    """Whether an offset is in YAML that may have comments: the whole file, or its frontmatter."""
    if isinstance(document, MarkdownDocument):
        return document.frontmatter is not None and document.frontmatter.span.covers(offset)
    return isinstance(document, YamlDocument) and not isinstance(document, JsonDocument | JsonLines)


def _is_comment(document: Document, offset: int, mark: str) -> bool:
    """Whether what begins at an offset is a comment there, and not a text about comments."""
    if in_yaml(document, offset):
        assert isinstance(document, YamlDocument)
        inner = node_at(document.tree, offset)[-1:]
        return mark == "#" and not (inner and isinstance(inner[0], Scalar) and offset < inner[0].span.end)
    if isinstance(document, MarkdownDocument):
        fence = fence_at(document, offset)
        if fence is not None:
            return fence.language not in {"markdown", "md", "mdx"}
        return mark == "<!--" and not any(span.start <= offset < span.end for span in document.body.code_spans)
    return not isinstance(document, YamlDocument)


def suppress(
    document: Document,
    findings: list[Finding],
    config: Config,
    ran: Collection[str] = (),
    rested: Collection[str] = (),
    known: Collection[str] = (),
) -> list[Finding]:
    """The findings that are left, and one for each comment that silences nothing or names no rule.

    ``ran`` are the names of the rules that looked at the document, ``rested`` those that might have: a comment about them
    is never called unused. ``known`` are those of all rules and families.
    """
    comments = suppressions(document)
    if not comments:
        return findings
    used: set[tuple[Span, str]] = set()
    left = []
    for finding in findings:
        silencing = [comment for comment in comments if _silences(comment, finding, document)]
        used.update((c.span, word) for c in silencing for word in c.words or ("",) if _means(word, finding.rule))
        if not silencing:
            left.append(finding)
    if UNKNOWN in ran:
        left += [finding for comment in comments for finding in _unknown(document, comment, config, known)]
    if UNUSED in ran:
        words = {word for comment in comments for word in comment.words or ("",)}
        idle = {word for word in words if _means_any(word, ran) and not _means_any(word, rested)}
        left += [finding for comment in comments for finding in _unused(document, comment, config, used, idle)]
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


def _means(word: str, rule: str) -> bool:
    """Whether a word of a comment, or (empty) a comment without words, is about a rule."""
    return not word or named(rule, (word,))


def _means_any(word: str, rules: Collection[str]) -> bool:
    return any(_means(word, rule) for rule in rules)


def _unused(
    document: Document,
    comment: Suppression,
    config: Config,
    used: Collection[tuple[Span, str]],
    judged: Collection[str],
) -> Iterator[Finding]:
    """What in a comment silences nothing: all of it, or some of its names. Only words that can be judged are."""
    words = comment.words or ("",)
    idle = [word for word in words if word in judged and (comment.span, word) not in used]
    if len(idle) == len(words):
        yield _needless(document, config, comment.span, ", ".join(comment.words), removal(document, comment))
        return
    for index, (name, span) in enumerate(comment.names):
        if name in idle:
            start, end = (
                (span.start, comment.names[1][1].start) if not index else (comment.names[index - 1][1].end, span.end)
            )
            yield _needless(document, config, span, name, replace_fix(f"Remove `{name}`", Span(start, end), ""))


def _needless(document: Document, config: Config, span: Span, words: str, fix: Fix) -> Finding:
    return Finding(
        span,
        f"this comment silences nothing: `{words}` finds nothing here" if words else "this comment silences nothing",
        _severity(config, UNUSED, document),
        (fix,),
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
