"""The graph of the steps: what lies ahead, where it goes in circles, who writes which path."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scaffold_rules.graph import ahead, cycles_of, edges, producers_of, reachable

NODES = st.sampled_from("abcdefg")
GRAPHS = st.dictionaries(NODES, st.lists(NODES, max_size=4), max_size=7)


def step(name: str, dependencies: str = "", outputs: str = "") -> tuple[str, str]:
    head = f"name: {name}\ndescription: x\nphase: pre\norder: 1"
    text = f"---\n{head}\ndependencies: [{dependencies}]\noutputs: [{outputs}]\n---\n"
    return f"content/pipeline/pre/{name}.md", text


def test_all_that_has_to_be_done_before_a_step_is_ahead_of_it(make_project):
    project = make_project(dict([step("a"), step("b", "a"), step("c", "b, nobody"), step("d", "d")]))
    assert ahead(project, "c") == {"a", "b"}
    assert ahead(project, "a") == frozenset()
    assert ahead(project, "nobody") == frozenset()
    assert edges(project)["d"] == ()


def test_a_folder_s_producer_produces_what_is_in_it(make_project):
    project = make_project(dict([step("a", outputs="docs/adrs/, docs/plan.md"), step("b", outputs="docs/plan.md")]))
    names = {
        path: [facts.name for facts in producers_of(project, path)] for path in ("docs/adrs/x/y.md", "docs/plan.md")
    }
    assert names == {"docs/adrs/x/y.md": ["a"], "docs/plan.md": ["a", "b"]}
    assert producers_of(project, "docs/adrs.md") == ()


def test_a_cycle_begins_where_it_goes_the_furthest_against_the_order():
    orders = {"a": 1.0, "b": 2.0, "c": 3.0}
    (cycle,) = cycles_of({"a": ["c"], "b": ["a"], "c": ["b"]}, orders)
    assert cycle.steps == ("a", "c", "b")
    assert cycle.edge == ("a", "c")


@given(GRAPHS)
def test_cycles_are_cycles_and_without_their_edges_there_is_none(graph):
    closed = {node: [each for each in targets if each != node] for node, targets in graph.items()}
    found = cycles_of(graph, {})
    for cycle in found:
        for step_, dependency in zip(cycle.steps, (*cycle.steps[1:], cycle.steps[0]), strict=True):
            assert dependency in closed[step_]
    cut = {cycle.edge for cycle in found}
    left = {node: [each for each in targets if (node, each) not in cut] for node, targets in closed.items()}
    assert not any(node in reachable(left, node) for node in left)
    assert bool(found) == any(node in reachable(closed, node) for node in closed)
