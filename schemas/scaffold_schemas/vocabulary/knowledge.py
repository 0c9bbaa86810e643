"""Words of knowledge entries: categories, volatilities, body parts, sizes, hosts that are never fetched."""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple

from scaffold_schemas.release import Version, existed


class Category(NamedTuple):
    """A folder below ``knowledge/``."""

    name: str
    since: Version | None = None


CATEGORIES = (
    Category("backend"),
    Category("browser-extension"),
    Category("cli"),
    Category("core"),
    Category("data-pipeline"),
    Category("data-science", (3, 23, 0)),
    Category("execution"),
    Category("finalization"),
    Category("game"),
    Category("library"),
    Category("macos-native", (3, 35, 0)),
    Category("mcp-server", (3, 33, 0)),
    Category("ml"),
    Category("mobile-app"),
    Category("product"),
    Category("research", (3, 15, 0)),
    Category("review"),
    Category("tools"),
    Category("validation"),
    Category("web-app"),
    Category("web3", (3, 27, 0)),
)


def categories(version: Version | None = None) -> tuple[str, ...]:
    """The knowledge categories of a release."""
    return tuple(category.name for category in CATEGORIES if existed(category.since, None, version))


VOLATILITIES = ("stable", "evolving", "fast-moving")
DEFAULT_VOLATILITY = "evolving"
CADENCE_DAYS = MappingProxyType({"fast-moving": 14, "evolving": 60, "stable": 180})
"""How many days after its last review an entry with sources is due again."""

FRESHNESS_SINCE: Version = (3, 29, 0)
"""The release that brought volatility, last-reviewed, version-pin and sources, and the validator."""

KNOWLEDGE_KEYS = ("name", "description", "topics", "volatility", "last-reviewed", "version-pin", "sources")
"""Frontmatter keys in the order the audit writer uses."""

SOURCE_KEYS = ("url", "anchor", "retrieved", "hash")
SUMMARY, DEEP_GUIDANCE = "Summary", "Deep Guidance"
"""The two parts of an entry's body; ``run`` injects the second only."""

MINIMUM_LINES = MappingProxyType({"core": 200, "product": 200, "review": 150, "validation": 150, "finalization": 150})
"""The least number of lines the evals accept, by category."""
DEFAULT_MINIMUM_LINES = 100
MAXIMUM_SUMMARY_LINES = 80
MINIMUM_DEEP_SHARE = 60
"""Percent of an entry's body that has to be Deep Guidance."""

MAXIMUM_DESCRIPTION = 200
MAXIMUM_ENTRIES_OF_STEP = 8
ADOPTION_ENTRY = "brownfield-adoption"
"""The entry appended to every step's knowledge in adoption mode (since 3.50.0)."""

NORMATIVE_WORDS = ("must", "should", "never", "always")
"""Words that make an added line a claim in need of a source."""

BLOCKED_IPV4 = (
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
)
"""Networks a source's URL may not point into."""
