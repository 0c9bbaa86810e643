"""The graph of the steps: what each depends on, directly or not, where it goes in circles, who writes which path."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from scaffold_rules.project import Project, once

if TYPE_CHECKING:
    from scaffold_schemas.facts import StepFacts

Graph: TypeAlias = Mapping[str, Sequence[str]]

MOST_CYCLES = 20
"""After so many cycles the rest is not worth the time."""


class Cycle(NamedTuple):
    """Steps that wait for each other: each depends on the next, and the last on the first.

    The first one is where the cycle is best cut: its dependency on the second points the furthest against the order.
    """

    steps: tuple[str, ...]

    @property
    def edge(self) -> tuple[str, str]:
        """The step and its dependency that close the cycle."""
        return self.steps[0], self.steps[1]


@once
def edges(project: Project) -> Mapping[str, tuple[str, ...]]:
    """The dependencies of each step as its frontmatter has them, those on other steps only."""
    steps = project.steps
    return {
        name: tuple(each for each in facts.dependencies if each in steps and each != name)
        for name, facts in steps.items()
    }


@once
def ahead(project: Project, name: str) -> frozenset[str]:
    """All steps that must be done before a step, as frontmatter has it; the step itself when it is in a cycle."""
    return reachable(edges(project), name)


def reachable(graph: Graph, name: str) -> frozenset[str]:
    """All nodes that can be reached from one over at least one edge."""
    found: set[str] = set()
    waiting = list(graph.get(name, ()))
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting += graph.get(node, ())
    return frozenset(found)


@once
def cycles(project: Project) -> tuple[Cycle, ...]:
    """The cycles among the steps' dependencies, each once; without the first edge of each there are none."""
    orders = {name: facts.order or 0.0 for name, facts in project.steps.items()}
    return cycles_of(edges(project), orders)


def cycles_of(graph: Graph, orders: Mapping[str, float]) -> tuple[Cycle, ...]:
    """The cycles of a graph, one by one, until the edges where they are best cut leave none; at most a few."""
    left = {
        node: [each for each in targets if each != node and each in graph] for node, targets in sorted(graph.items())
    }
    found: list[Cycle] = []
    circular = _circular(left)
    while circular and len(found) < MOST_CYCLES:
        path = _shortest(left, min(circular, key=lambda node: (orders.get(node, 0.0), node)), circular)
        cut = max(
            range(len(path)),
            key=lambda at: orders.get(path[(at + 1) % len(path)], 0.0) - orders.get(path[at], 0.0),
        )
        cycle = Cycle((*path[cut:], *path[:cut]))
        found.append(cycle)
        step, dependency = cycle.edge
        left[step] = [each for each in left[step] if each != dependency]
        circular = _circular(left)
    return tuple(found)


def _circular(graph: Graph) -> frozenset[str]:
    """The nodes on some cycle: what is left when nodes without a way in or out are taken away again and again."""
    nodes = {node for node, targets in graph.items() if targets}
    while True:
        targets = {target for node in nodes for target in graph[node]}
        kept = {node for node in nodes if node in targets and any(target in nodes for target in graph[node])}
        if kept == nodes:
            return frozenset(node for node in nodes if node in reachable(graph, node))
        nodes = kept


def _shortest(graph: Graph, start: str, nodes: frozenset[str]) -> tuple[str, ...]:
    """The shortest way from a node on a cycle back to itself, the node named once, at its beginning."""
    came_from: dict[str, str] = {}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        for target in graph[node]:
            if target == start:
                way = [node]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return tuple(reversed(way))
            if target in nodes and target not in came_from:
                came_from[target] = node
                waiting.append(target)
    return (start,)


@once
def producers(project: Project) -> Mapping[str, tuple[StepFacts, ...]]:
    """The steps that list a path among their outputs, by path, in the order of their names."""
    found: dict[str, list[StepFacts]] = {}
    for _, facts in sorted(project.steps.items()):
        for path in dict.fromkeys(facts.outputs):
            found.setdefault(path, []).append(facts)
    return {path: tuple(steps) for path, steps in found.items()}


def producers_of(project: Project, path: str) -> tuple[StepFacts, ...]:
    """The steps that write a path, itself or the folder it lies in."""
    by_path = producers(project)
    found = list(by_path.get(path, ()))
    folder = path.rstrip("/").rpartition("/")[0]
    while folder:
        found += by_path.get(f"{folder}/", ())
        folder = folder.rpartition("/")[0]
    return tuple(dict.fromkeys(found))
