"""What a step really gets: every pass in its turn, on invented content and on real releases."""

from __future__ import annotations

from scaffold_rules.effective import (
    ADOPTION,
    CUSTOM,
    FRONTMATTER,
    Choice,
    Item,
    applied_overlays,
    choice_of,
    choices,
    effective,
    effective_step,
    global_steps,
)
from scaffold_rules.graph import cycles_of
from scaffold_schemas import vocabulary
from scaffold_server.files import read_project, root_at

GAME = """\
name: game
description: x
project-type: game
step-overrides:
  b: { enabled: true }
  c: { enabled: false }
knowledge-overrides:
  a: { append: [kb-one, kb-game] }
  spark: { append: [kb-game] }
  nobody: { append: [kb-game] }
reads-overrides:
  c:
    replace: { a: b, b: d, unread: e }
    append: [a, b, d]
dependency-overrides:
  c: { replace: { b: d } }
"""

STRUCTURAL = """\
name: multi-service
description: x
step-overrides:
  a: { enabled: true }
  c: { enabled: true }
  d: { enabled: false }
knowledge-overrides:
  a: { append: [kb-services] }
cross-reads-overrides:
  a: { append: [{ service: api, step: b }, { service: api, step: b }] }
"""

FINTECH = """\
name: backend-fintech
description: x
project-type: backend
step-overrides:
  a: { enabled: false }
knowledge-overrides:
  a: { append: [kb-money] }
reads-overrides:
  a: { append: [b] }
"""

PRESET = "name: x\ndescription: x\ndefault_depth: 3\nsteps:\n"


def step(name: str, order: int, *lines: str) -> tuple[str, str]:
    head = f"name: {name}\ndescription: x\nphase: pre\norder: {order}\noutputs: [docs/{name}.md]"
    return f"content/pipeline/pre/{name}.md", "\n".join(["---", head, *lines, "---", ""])


FILES = dict(
    [
        step("a", 101, "knowledge-base: [kb-one, kb-one]", "conditional: if-needed"),
        step("b", 102, "knowledge-base: [kb-two, kb-two]"),
        step("c", 103, "reads: [a, b, e]", "dependencies: [a, b]"),
        step("d", 104),
        ("content/tools/spark.md", "---\nname: spark\ndescription: x\ncategory: tool\nstateless: true\n---\n"),
        (
            "content/methodology/deep.yml",
            f"{PRESET}  a: {{ enabled: false }}\n  b: {{ enabled: false }}\n  c: {{ enabled: true }}\n",
        ),
        ("content/methodology/mvp.yml", f"{PRESET}  a: {{ enabled: true }}\n"),
        ("content/methodology/game-overlay.yml", GAME),
        ("content/methodology/multi-service-overlay.yml", STRUCTURAL),
        ("content/methodology/backend-fintech.yml", FINTECH),
    ]
)


def names(items: tuple[Item, ...]) -> list[str]:
    return [item.name for item in items]


def test_without_overlays_a_step_gets_what_its_frontmatter_says_duplicates_included(make_project):
    steps = effective(make_project(FILES), Choice())
    assert names(steps["b"].knowledge) == ["kb-two", "kb-two"]
    assert steps["c"].reads == (Item("a", FRONTMATTER), Item("b", FRONTMATTER), Item("e", FRONTMATTER))
    assert steps["a"].conditional
    assert not steps["b"].conditional


def test_the_last_to_speak_decides_and_what_nobody_mentions_is_enabled(make_project):
    project = make_project(FILES)

    def decided(name: str, choice: Choice) -> tuple[bool, str | None]:
        found = effective(project, choice)[name]
        return found.enabled, found.decided_by

    assert decided("a", Choice()) == (False, "deep")
    assert decided("d", Choice()) == (True, None)
    assert decided("a", Choice(custom=(("a", True),))) == (True, CUSTOM)
    assert decided("b", Choice("game")) == (True, "game-overlay")
    assert decided("c", Choice("game", custom=(("c", True),))) == (False, "game-overlay")
    assert decided("c", Choice("game", services=True)) == (True, "multi-service-overlay")
    assert decided("a", Choice(preset="mvp")) == (True, "mvp")
    assert decided("a", Choice(preset=None)) == (True, None)
    assert decided("spark", Choice(custom=(("spark", False),))) == (True, None)


def test_a_preset_that_is_not_there_is_the_default_one(make_project):
    found = effective(make_project(FILES), Choice(preset="brownfield"))["a"]
    assert (found.enabled, found.decided_by) == (False, "deep")


def test_items_are_exchanged_once_then_appended_then_deduplicated(make_project):
    found = effective(make_project(FILES), Choice("game"))["c"]
    assert found.reads == (
        Item("b", "game-overlay", "a"),
        Item("d", "game-overlay", "b"),
        Item("e"),
        Item("a", "game-overlay"),
    )
    assert found.dependencies == (Item("a"), Item("d", "game-overlay", "b"))


def test_knowledge_is_appended_to_steps_and_tools_and_the_first_of_equal_names_stays(make_project):
    steps = effective(make_project(FILES), Choice("game", services=True))
    assert steps["a"].knowledge == (
        Item("kb-one"),
        Item("kb-game", "game-overlay"),
        Item("kb-services", "multi-service-overlay"),
    )
    assert names(steps["spark"].knowledge) == ["kb-game"]
    assert "nobody" not in steps


def test_a_sub_overlay_changes_knowledge_alone(make_project):
    found = effective(make_project(FILES), Choice("backend", ("none", "fintech", "fintech")))["a"]
    assert names(found.knowledge) == ["kb-one", "kb-money"]
    assert found.reads == ()
    assert found.decided_by == "deep"


def test_cross_reads_come_from_the_structural_overlay(make_project):
    assert effective(make_project(FILES), Choice(services=True))["a"].cross_reads == (("api", "b"),)


def test_adoption_mode_adds_its_entry_to_steps_that_can_be_adopted(make_project):
    steps = effective(make_project(FILES), Choice(adoption=True))
    assert steps["c"].knowledge == (Item("brownfield-adoption", ADOPTION),)
    assert steps["spark"].knowledge == ()


def test_one_step_alone_is_the_same_as_among_all(make_project):
    project = make_project(FILES)
    for choice in choices(project, ("deep", "mvp")):
        everything = effective(project, choice)
        assert {name: effective_step(project, choice, name) for name in everything} == dict(everything)
    assert effective_step(project, Choice(), "nobody") is None


def test_an_overlay_is_for_what_its_file_s_name_says(make_project):
    files = {**FILES, "content/methodology/web-app-overlay.yml": GAME}
    made_for = {stem: choice_of(facts) for stem, facts in make_project(files).overlays.items()}
    assert made_for == {
        "web-app-overlay": Choice("web-app"),
        "game-overlay": Choice("game"),
        "backend-fintech": Choice("backend", ("fintech",)),
        "multi-service-overlay": Choice(services=True),
    }


def test_choices_are_each_type_and_none_with_each_domain_and_all(make_project):
    research = {
        f"content/methodology/research-{domain}.yml": "project-type: research\n"
        for domain in ("simulation", "ml-research")
    }
    found = list(choices(make_project({**FILES, **research})))
    assert len(found) == len(set(found)) == 2 * (len(["none", "game"]) + len(["backend", "fintech"]) + 4)
    assert Choice("research", ("ml-research", "simulation"), services=True) in found


def test_global_steps_are_what_the_structural_overlay_switches(make_project):
    assert global_steps(make_project(FILES)) == {"a", "c", "d"}
    assert global_steps(make_project({})) == frozenset()
    assert applied_overlays(make_project({}), Choice("game", services=True)) == ()


def test_no_choice_of_real_content_breaks_assembly(corpus):
    root = root_at(corpus)
    assert root is not None
    project = read_project(root)
    tried = list(choices(project, vocabulary.presets(root.layout.version)))
    assert len(tried) == (160 if root.layout.version == (3, 54, 0) else 60)
    for choice in tried:
        steps = {name: found for name, found in effective(project, choice).items() if not found.facts.tool}
        graph = {name: names(found.dependencies) for name, found in steps.items()}
        assert cycles_of(graph, {}) == (), choice
        assert {
            each for name, targets in graph.items() for each in targets if each not in steps or each == name
        } == set()
        assert {item.name for found in steps.values() for item in found.knowledge} <= set(project.knowledge)
