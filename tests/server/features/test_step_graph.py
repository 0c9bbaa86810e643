"""The call hierarchy of real content is what its frontmatter and overlays say, read by other means."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import frontmatter
import yaml

from scaffold_server.features.call_hierarchy import incoming, outgoing
from scaffold_server.files import find_roots, read_project


def edges_in(content: Path) -> dict[str, set[str]]:
    """What each step or tool waits for or reads, with what some overlay adds or puts in place of it."""
    posts = [
        frontmatter.load(str(file)).metadata
        for folder in ("pipeline", "tools")
        for file in (content / folder).rglob("*.md")
    ]
    steps = {post["name"]: post for post in posts if "name" in post}
    edges: dict[str, set[str]] = defaultdict(set)
    for name, post in steps.items():
        edges[name] |= {*(post.get("dependencies") or ()), *(post.get("reads") or ())}
    own = {name: {key: list(post.get(key) or ()) for key in ("dependencies", "reads")} for name, post in steps.items()}
    for file in (content / "methodology").glob("*-overlay.yml"):
        overlay = yaml.safe_load(file.read_text("utf-8"))
        for section, key in (("dependency-overrides", "dependencies"), ("reads-overrides", "reads")):
            for name, override in (overlay.get(section) or {}).items():
                if name in own:
                    exchanged = override.get("replace") or {}
                    edges[name] |= {exchanged[old] for old in own[name][key] if old in exchanged}
                    edges[name] |= set(override.get("append") or ())
    return {name: {other for other in others if other in steps} for name, others in edges.items()}


def test_outgoing_and_incoming_of_every_step(corpus: Path) -> None:
    (root,) = find_roots(corpus)
    project = read_project(root)
    expected = edges_in(corpus / (root.layout.content or "") if root.layout.content is not None else corpus)
    found = {name: {edge.item.name for edge in outgoing(project, name)} for name in project.prompts}
    assert {name: others for name, others in found.items() if others} == {n: o for n, o in expected.items() if o}
    back: dict[str, set[str]] = defaultdict(set)
    for name, others in expected.items():
        for other in others:
            back[other].add(name)
    for name in project.prompts:
        assert {edge.item.name for edge in incoming(project, name)} == back[name], name
