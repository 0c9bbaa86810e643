"""Applying fixes: no two edits overlap, the result is parsed, and a fix that breaks the file is left out alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from scaffold_rules.check import check, found
from scaffold_rules.config import Config
from scaffold_rules.documents.parse import parse
from scaffold_rules.finding import Edit
from scaffold_rules.project import Project
from scaffold_rules.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from scaffold_rules.documents.document import Document
    from scaffold_rules.finding import Finding

T = TypeVar("T")

MOST_ROUNDS = 100
"""How often a document is checked again after its fixes; a text that grows for ever ends here."""

SYNTAX = Config(
    only=(
        "yaml",
        "json",
        "frontmatter",
        "fence/json-error",
        "fence/toml-error",
        "fence/yaml-error",
        "prose/unclosed-fence",
        "python/snippet-syntax-error",
    )
)
"""The rules that say whether a file and its snippets can be read."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A document after its fixes. ``applied`` are the findings whose fix is in the text, ``refused`` those whose fix would
    have broken it; ``converged`` is False when fixing again would still change something.
    """

    document: Document
    applied: tuple[Finding, ...] = ()
    refused: tuple[Finding, ...] = ()
    converged: bool = True


def fix(
    document: Document,
    project: Project,
    config: Config,
    *,
    unsafe: bool = False,
    update: Callable[[Project, Document], Project] = Project.with_document,
) -> Fixed:
    """Apply every finding's one fix (the safe ones, or with ``unsafe`` all) until nothing changes.

    ``update`` puts the changed document into the project, and asks others about it where rules rest on their answers.
    """
    applied: list[Finding] = []
    refused: dict[tuple[str, str, Span], Finding] = {}
    texts = {document.text}
    for _ in range(MOST_ROUNDS):
        wanted = _wanted(check(document, project, config), unsafe=unsafe)
        chosen: list[Finding] = []
        while not chosen:
            tried = compatible(finding for finding in wanted if _key(finding) not in refused)
            if not tried:
                return Fixed(document, tuple(applied), tuple(refused.values()))
            chosen = holding(tried, partial(_hold, document, project))
            refused.update((_key(finding), finding) for finding in tried if finding not in chosen)
        after = _applied(document, project, chosen)
        if after is None or after.text in texts:  # one rule undoes what another does
            break
        texts.add(after.text)
        applied += chosen
        edits = _edits(document, chosen)
        refused = {(rule, message, _moved(span, edits)): f for (rule, message, span), f in refused.items()}
        document = after
        project = update(project, document)
    return Fixed(document, tuple(applied), tuple(refused.values()), converged=False)


def _wanted(findings: Iterable[Finding], *, unsafe: bool) -> list[Finding]:
    """The findings with one fix that may be applied."""
    return [finding for finding in findings if finding.fix and (unsafe or finding.fix.safe)]


def _key(finding: Finding) -> tuple[str, str, Span]:
    return finding.rule, finding.message, finding.span


def _moved(span: Span, edits: Iterable[Edit]) -> Span:
    """Where a span is after edits before it."""
    return span.moved(sum(len(e.text) - (e.span.end - e.span.start) for e in edits if e.span.end <= span.start))


def holding(items: Sequence[T], hold: Callable[[Sequence[T]], bool], held: Sequence[T] = ()) -> list[T]:
    """Which of some items hold together with those that do already: all, else what holds of their halves."""
    together = [*held, *items]
    if hold(together):
        return together
    if len(items) == 1:
        return [*held]
    middle = len(items) // 2
    return holding(items[middle:], hold, holding(items[:middle], hold, held))


def _applied(document: Document, project: Project, findings: Sequence[Finding]) -> Document | None:
    """The document with the fixes of some findings, or None when they change nothing or less of it can be read."""
    text = apply_edits(document.text, _edits(document, findings))
    if text == document.text:
        return None
    after = parse(document.path, text, project.layout)
    return after if after is not None and not _slips(after, project) - _slips(document, project) else None


def _hold(document: Document, project: Project, findings: Sequence[Finding]) -> bool:
    return _applied(document, project, findings) is not None


def _slips(document: Document, project: Project) -> Counter[str]:
    """How often each rule says that something in a document cannot be read."""
    return Counter(finding.rule for finding in found(document, project, SYNTAX))


def _edits(document: Document, findings: Iterable[Finding]) -> list[Edit]:
    """The edits that fix some findings; none begins before the byte order mark, which stays the first thing there is."""
    edits = [edit for finding in findings if finding.fix for edit in finding.fix.edits]
    start = len(document.text) - len(document.text.removeprefix("\ufeff"))
    return [Edit(Span(max(edit.span.start, start), max(edit.span.end, start)), edit.text) for edit in edits]


def compatible(findings: Iterable[Finding]) -> list[Finding]:
    """Those findings whose fixes can be applied together: earlier places win, equal edits count once."""
    chosen: list[Finding] = []
    taken: list[Edit] = []
    for finding in sorted(findings, key=lambda f: (f.span, f.rule)):
        edits = finding.fix.edits if finding.fix else ()
        if edits and not any(touching(edit, other) for edit in edits for other in taken):
            chosen.append(finding)
            taken += edits
    return chosen


def touching(one: Edit, other: Edit) -> bool:
    """Whether two edits cannot be made together: they share a code point, or insert at the same place."""
    return one.span.start <= other.span.end and other.span.start <= one.span.end


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """A text after edits that do not overlap."""
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text
