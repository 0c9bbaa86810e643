"""The sources of knowledge entries: their addresses and days, and whether the allowlist covers them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from scaffold_rules.documents.knowledge import ContentEntry
from scaffold_rules.documents.project_files import Allowlist
from scaffold_rules.finding import Fix, replace_fix
from scaffold_rules.project import Project, once
from scaffold_rules.url import Url, parse_url

if TYPE_CHECKING:
    from scaffold_rules.documents.knowledge import Source
    from scaffold_rules.documents.yaml import Scalar

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")  # Python would also read a week of the calendar


class Allowed(NamedTuple):
    """What the allowlist lets sources come from; nothing at all when there is no list, or an empty one."""

    hosts: frozenset[str]
    below_hosts: tuple[str, ...]
    github_repos: tuple[str, ...]

    def covers(self, url: Url) -> bool:
        """Whether one of the items covers an address."""
        labels = url.host.split(".")
        return (
            any(".".join(labels[first:]) in self.hosts for first in range(len(labels)))
            or any(host_covers(item, url) for item in self.below_hosts)
            or any(repo_covers(item, url) for item in self.github_repos)
        )


@once
def allowed(project: Project) -> Allowed:
    """The allowlist of a project."""
    lists = project.of(Allowlist)
    hosts = [node.text for each in lists for node in each.hosts]
    return Allowed(
        frozenset(host for host in hosts if "/" not in host),
        tuple(host for host in hosts if "/" in host),
        tuple(node.text for each in lists for node in each.github_repos),
    )


@once
def addresses(project: Project) -> tuple[Url, ...]:
    """The addresses of all sources of the content's entries."""
    found = (address_of(source) for entry in project.of(ContentEntry) for source in entry.sources)
    return tuple(url for url in found if url is not None)


def host_covers(item: str, url: Url) -> bool:
    """Whether an item of ``hosts`` covers an address: that host or a subdomain of it, and the path's beginning."""
    host, slash, prefix = item.partition("/")
    return _is_below(url.host, host) and (not slash or url.path.startswith(f"/{prefix}"))


def repo_covers(item: str, url: Url) -> bool:
    """Whether an item of ``github_repos`` covers an address."""
    return _is_below(url.host, "github.com") and url.path.startswith(f"/{item}")


def _is_below(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")


def address_of(source: Source) -> Url | None:
    """The address of a source, None where it has none that can be opened."""
    return parse_url(source.url.text) if source.url else None


def day_of(node: Scalar | None) -> date | None:
    """The day a scalar says, None for what is no day of the calendar written ``YYYY-MM-DD``."""
    return day(node.text) if node and isinstance(node.value, str) else None


def day(text: str) -> date | None:
    """The day in a text ``YYYY-MM-DD``, else None."""
    if not _DAY.match(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def dated(entry: ContentEntry) -> Iterator[tuple[str, Scalar]]:
    """The days an entry gives, each with its key."""
    from scaffold_rules.documents.yaml import Scalar

    reviewed = entry.field("last-reviewed")
    if reviewed and isinstance(reviewed.value, Scalar):
        yield "last-reviewed", reviewed.value
    for source in entry.sources:
        if source.retrieved:
            yield "retrieved", source.retrieved


def reviewed_today(node: Scalar, today: date) -> tuple[Fix, ...]:
    """The fix that dates a review today: only who reviewed can say so."""
    if node.style in {"|", ">"}:
        return ()
    written = f"{node.style}{today.isoformat()}{node.style}"
    return (replace_fix(f"Reviewed today: {today.isoformat()}", node.span, written, safe=False),)
