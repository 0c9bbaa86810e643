"""Where the links of a document lead, and the anchors that a document has."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from scaffold_rules.documents.document import remembered
from scaffold_rules.documents.pages import Guide
from scaffold_rules.documents.slug import github_slugs, guide_slugs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold_rules.documents.document import Document, MarkdownDocument
    from scaffold_rules.documents.markdown import Link
    from scaffold_rules.project import Project

_ID = re.compile(r"<[a-zA-Z][^>]*\b(?:id|name)=[\"']([^\"']+)[\"']")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")


def relative_links(document: MarkdownDocument) -> Iterator[tuple[Link, str]]:
    """The links to files, each with the path below the root that it leads to; those that leave the root are left out."""
    for link in document.body.links:
        target = link.target.partition("#")[0]
        path = target_path(document, target) if target else None
        if path:
            yield link, path


def target_path(document: Document, target: str) -> str | None:
    """The path below the root of a relative target; None for addresses, absolute paths and what leaves the root."""
    target = unquote(target.partition("?")[0].partition("#")[0])
    if not target or target.startswith(("/", "\\")) or _SCHEME.match(target) or "{" in target or "<" in target:
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(document.path), target))
    return None if path.startswith("..") else path


def guide_index(project: Project, path: str) -> Document | None:
    """The document at a path; a guide is also found by its folder and by the page generated from it."""
    for candidate in (path, f"{path}/index.md", re.sub(r"index\.html\Z", "index.md", path)):
        if candidate in project.documents:
            return project.documents[candidate]
    return None


@remembered
def anchors(document: MarkdownDocument) -> tuple[str, ...]:
    """The anchors of a document's headings in order, by the slugs of its kind, and those written in HTML."""
    titles = [heading.title for heading in document.body.headings]
    slugs = guide_slugs(titles) if isinstance(document, Guide) else github_slugs(titles)
    written = _ID.findall(document.text) if "<" in document.text else ()
    return (*slugs, *written)
