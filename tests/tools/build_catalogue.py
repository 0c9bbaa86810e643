"""Write the catalogue of a release from its content: names and references, no sentences.

    python tests/tools/build_catalogue.py CONTENT_ROOT VERSION OUTPUT

CONTENT_ROOT is the folder with ``pipeline/``, ``knowledge/`` and the rest; see ``schemas/README.md``.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import yaml

PHASE_LESS = {"", "null", None}


def frontmatter(path: Path) -> dict[str, Any]:
    """The frontmatter with every scalar as text, {} without any."""
    lines = path.read_text(encoding="utf-8").split("\n")
    if lines[0].strip() != "---":
        return {}
    end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() == "---"), 0)
    matter: dict[str, Any] = yaml.load("\n".join(lines[1:end]), yaml.BaseLoader) or {}
    return matter


def without_blanks(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts that say something; absent means empty, false or unknown."""
    return {name: value for name, value in facts.items() if value not in (None, False, [], {}, "")}


def prompt(matter: dict[str, Any]) -> dict[str, Any]:
    phase, order = matter.get("phase"), matter.get("order")
    return without_blanks(
        {
            "phase": None if phase in PHASE_LESS else phase,
            # a string here would be a surprise: orders of releases are decimal numbers
            "order": None if order in PHASE_LESS else int(order),
            "dependencies": matter.get("dependencies"),
            "reads": matter.get("reads"),
            "knowledge": matter.get("knowledge-base"),
            "outputs": matter.get("outputs"),
            "conditional": matter.get("conditional") == "if-needed",
            "stateless": matter.get("stateless") == "true",
        },
    )


def prompts(folder: Path) -> dict[str, Any]:
    matters = [frontmatter(path) for path in sorted(folder.rglob("*.md"))]
    facts = {matter["name"]: prompt(matter) for matter in matters if "name" in matter}
    # an order of 0 would have gone with the blanks
    assert all("order" in item or folder.name == "tools" for item in facts.values())
    return dict(sorted(facts.items()))


def entries(folder: Path) -> dict[str, Any]:
    found = {}
    for path in sorted(folder.rglob("*.md")):
        matter = frontmatter(path)
        if path.name != "README.md" and "name" in matter:
            found[matter["name"]] = without_blanks(
                {
                    "category": path.relative_to(folder).parts[0],
                    "topics": matter.get("topics"),
                    "volatility": matter.get("volatility"),
                },
            )
    return dict(sorted(found.items()))


def enablement(steps: dict[str, Any] | None) -> dict[str, Any]:
    return {
        step: without_blanks({"enabled": entry["enabled"] == "true", "conditional": entry.get("conditional")})
        for step, entry in (steps or {}).items()
    }


def overlay(stem: str, whole: dict[str, Any]) -> dict[str, Any]:
    project_type = whole.get("project-type")
    kind = "structural" if project_type is None else "project-type" if stem == f"{project_type}-overlay" else "sub"

    def section(name: str) -> dict[str, Any]:
        return whole.get(f"{name}-overrides") or {}

    return without_blanks(
        {
            "kind": kind,
            "project_type": project_type,
            "domain": stem.removeprefix(f"{project_type}-") if kind == "sub" else None,
            "steps": enablement(section("step")),
            "knowledge": {step: change["append"] for step, change in section("knowledge").items()},
            "reads": section("reads"),
            "dependencies": section("dependency"),
            "cross_reads": {
                step: [[item["service"], item["step"]] for item in change["append"]]
                for step, change in section("cross-reads").items()
            },
        },
    )


def methodology(folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """The presets and the overlays, by file stem."""
    files = {path.stem: yaml.load(path.read_text("utf-8"), yaml.BaseLoader) for path in sorted(folder.glob("*.yml"))}
    presets = {
        stem: {"default_depth": int(whole["default_depth"]), "steps": enablement(whole["steps"])}
        for stem, whole in files.items()
        if "steps" in whole
    }
    return presets, {stem: overlay(stem, whole) for stem, whole in files.items() if stem not in presets}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("content", type=Path)
    parser.add_argument("version")
    parser.add_argument("output", type=Path)
    wanted = parser.parse_args()
    presets, overlays = methodology(wanted.content / "methodology")
    facts = {
        "version": wanted.version,
        "steps": prompts(wanted.content / "pipeline"),
        "tools": prompts(wanted.content / "tools"),
        "knowledge": entries(wanted.content / "knowledge"),
        "presets": presets,
        "overlays": overlays,
    }
    # one line per name: small in the wheel, readable in a diff
    lines = [f'{{"version":{json.dumps(facts.pop("version"))}']
    for group, members in facts.items():
        lines.append(f',"{group}":{{')
        lines.append(
            ",\n".join(
                f"{json.dumps(name)}:{json.dumps(member, separators=(',', ':'))}" for name, member in members.items()
            )
        )
        lines.append("}")
    wanted.output.write_text("\n".join([*lines, "}"]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
