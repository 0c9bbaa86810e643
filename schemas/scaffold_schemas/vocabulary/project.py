"""Words of a project: types, domains, methodologies, platforms, overlay files and their sections."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from scaffold_schemas.release import Version, existed

if TYPE_CHECKING:  # dataclasses cost more than all words together
    from scaffold_schemas.facts import OverlayKind


class ProjectType(NamedTuple):
    """A value of ``project.projectType``, and the key of its configuration object."""

    name: str
    config_key: str
    since: Version | None = None


PROJECT_TYPES = (
    ProjectType("web-app", "webAppConfig"),
    ProjectType("mobile-app", "mobileAppConfig"),
    ProjectType("backend", "backendConfig"),
    ProjectType("cli", "cliConfig"),
    ProjectType("library", "libraryConfig"),
    ProjectType("game", "gameConfig"),
    ProjectType("data-pipeline", "dataPipelineConfig"),
    ProjectType("ml", "mlConfig"),
    ProjectType("browser-extension", "browserExtensionConfig"),
    ProjectType("research", "researchConfig", (3, 15, 0)),
    ProjectType("data-science", "dataScienceConfig", (3, 23, 0)),
    ProjectType("web3", "web3Config", (3, 27, 0)),
    ProjectType("mcp-server", "mcpServerConfig", (3, 33, 0)),
    ProjectType("macos-native", "macosNativeConfig", (3, 35, 0)),
)


def project_types(version: Version | None = None) -> tuple[str, ...]:
    """The project types of a release, in the order the tool lists them."""
    return tuple(kind.name for kind in PROJECT_TYPES if existed(kind.since, None, version))


def config_keys(version: Version | None = None) -> dict[str, str]:
    """The key of each project type's configuration object, by project type."""
    return {kind.name: kind.config_key for kind in PROJECT_TYPES if existed(kind.since, None, version)}


class Domain(NamedTuple):
    """A specialisation of a project type, with a sub-overlay of its own."""

    name: str
    project_type: str
    since: Version | None = None


DOMAINS = (
    Domain("fintech", "backend", (3, 17, 0)),
    Domain("quant-finance", "research", (3, 15, 0)),
    Domain("ml-research", "research", (3, 15, 0)),
    Domain("simulation", "research", (3, 15, 0)),
)


def domains(version: Version | None = None) -> dict[str, tuple[str, ...]]:
    """The domains of a release by project type; most types have none and are not in it."""
    found: dict[str, tuple[str, ...]] = {}
    for domain in DOMAINS:
        if existed(domain.since, None, version):
            found[domain.project_type] = (*found.get(domain.project_type, ()), domain.name)
    return found


class Methodology(NamedTuple):
    """A value of ``methodology``, and the stem of its preset file."""

    name: str
    preset: str
    since: Version | None = None


METHODOLOGIES = (
    Methodology("deep", "deep"),
    Methodology("mvp", "mvp"),
    Methodology("custom", "custom-defaults"),
    Methodology("brownfield", "brownfield", (3, 48, 0)),
)
LEGACY_METHODOLOGIES = MappingProxyType({"classic": "deep", "classic-lite": "mvp"})
"""What the migration of a configuration without ``version: 2`` knows; every other name becomes ``custom``."""


def methodologies(version: Version | None = None) -> dict[str, str]:
    """The methodologies of a release, each with the stem of its preset file."""
    return {item.name: item.preset for item in METHODOLOGIES if existed(item.since, None, version)}


def presets(version: Version | None = None) -> tuple[str, ...]:
    """The stems of the preset files a release reads; any other preset is a dead file."""
    return tuple(methodologies(version).values())


class Platform(NamedTuple):
    """An agent platform; ``until`` is the first release that no longer knows it."""

    name: str
    since: Version | None = None
    until: Version | None = None


PLATFORMS = (Platform("claude-code"), Platform("codex"), Platform("gemini", until=(3, 39, 0)))
PROJECT_PLATFORMS = ("web", "mobile", "desktop")


def platforms(version: Version | None = None) -> tuple[str, ...]:
    """The agent platforms a release accepts."""
    return tuple(item.name for item in PLATFORMS if existed(item.since, item.until, version))


class OverlayFile(NamedTuple):
    """A file in ``methodology/`` that the loader looks for."""

    stem: str
    kind: OverlayKind
    project_type: str | None = None
    domain: str | None = None
    since: Version | None = None


STRUCTURAL_OVERLAY = "multi-service-overlay"
OVERLAY_SUFFIX = "-overlay"
OVERLAY_FILES = (
    *(OverlayFile(kind.name + OVERLAY_SUFFIX, "project-type", kind.name, since=kind.since) for kind in PROJECT_TYPES),
    *(
        OverlayFile(f"{domain.project_type}-{domain.name}", "sub", domain.project_type, domain.name, domain.since)
        for domain in DOMAINS
    ),
    OverlayFile(STRUCTURAL_OVERLAY, "structural", since=(3, 17, 0)),
)


def overlay_files(version: Version | None = None) -> tuple[OverlayFile, ...]:
    """The overlay files a release reads, by stem; any other is a dead file."""
    return tuple(item for item in OVERLAY_FILES if existed(item.since, None, version))


class OverlaySection(NamedTuple):
    """One of the ``*-overrides`` keys, and the overlay kinds that apply it; the others drop it with a warning."""

    name: str
    applied_by: tuple[OverlayKind, ...]
    since: Version | None = None


OVERLAY_SECTIONS = (
    OverlaySection("step-overrides", ("project-type", "structural")),
    OverlaySection("knowledge-overrides", ("project-type", "sub", "structural")),
    OverlaySection("reads-overrides", ("project-type", "structural")),
    OverlaySection("dependency-overrides", ("project-type", "structural")),
    OverlaySection("cross-reads-overrides", ("structural",), (3, 18, 0)),
)


def overlay_sections(kind: OverlayKind, version: Version | None = None) -> tuple[str, ...]:
    """The sections an overlay of this kind really applies in a release."""
    return tuple(
        section.name
        for section in OVERLAY_SECTIONS
        if kind in section.applied_by and existed(section.since, None, version)
    )


CONDITIONAL = "if-needed"
"""The only value of ``conditional``, in frontmatter, presets and overlays."""
