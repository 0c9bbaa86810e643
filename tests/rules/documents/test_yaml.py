"""YAML trees: spans, paths, anchors, merges, duplicates, and what is accepted or refused."""

from __future__ import annotations

import pytest

from scaffold_rules.documents.yaml import (
    Dialect,
    Entry,
    Mapping,
    Scalar,
    Sequence,
    entry_at,
    follow,
    node_at,
    parse_yaml,
    value_of,
)
from scaffold_rules.text import Span

FAILSAFE, JSON, DEFAULT = Dialect.FAILSAFE, Dialect.JSON, Dialect.DEFAULT

STEP = """\
---
name: tech-stack
dependencies: [create-vision, "create-prd"]
reads:
  - create-vision
  - name: 'x'
    as: y
empty:
text: >-
  one
  two
---

# Body: not YAML
"""


def frontmatter(text):
    return Span(4, text.index("---\n\n"))


def scalars(node):
    if isinstance(node, Scalar):
        yield node
    for child in node.items if isinstance(node, Sequence) else ():
        yield from scalars(child)
    for entry in node.entries if isinstance(node, Mapping) else ():
        yield entry.key
        yield from scalars(entry.value)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_spans_are_into_the_whole_text(end):
    text = STEP.replace("\n", end)
    span = Span(3 + len(end), text.index("---" + end + end))
    tree = parse_yaml(text, FAILSAFE, span)
    assert not tree.problems
    found = {node.span.of(text) for node in scalars(tree.root)}
    assert found == {
        "name", "tech-stack", "dependencies", "create-vision", '"create-prd"', "reads", "'x'", "as", "y", "empty", "",
        "text", f">-{end}  one{end}  two",
    }  # fmt: skip
    assert follow(tree.root, ["dependencies"]).span.of(text) == '[create-vision, "create-prd"]'
    assert follow(tree.root, ["reads", 1]).span.of(text) == f"name: 'x'{end}    as: y"
    assert tree.root.span.of(text).startswith("name: tech-stack")


def test_a_byte_order_mark_counts_as_a_character_of_the_text():
    tree = parse_yaml("\ufeffa: b\n", JSON)
    assert [node.span for node in scalars(tree.root)] == [(1, 2), (4, 5)]


def test_the_text_outside_the_span_is_not_read():
    assert value_of(parse_yaml('"[{\n@a: b\n---\n: :', JSON, Span(5, 10)).root) == {"a": "b"}


def test_follow_and_entry_at():
    root = parse_yaml(STEP, FAILSAFE, frontmatter(STEP)).root
    assert follow(root, ["reads", 1, "as"]).text == "y"
    assert follow(root, ["reads", 2]) is None
    assert follow(root, ["reads", "x"]) is None
    assert follow(root, ["name", "x"]) is None
    assert follow(root, []) is root
    assert follow(None, ["x"]) is None
    assert entry_at(root, ["reads", 1, "name"]).key.text == "name"
    assert entry_at(root, ["name"]) is root.entries[0]
    assert entry_at(root, ["none"]) is None
    assert entry_at(root, ["reads", 0]) is None
    assert entry_at(root, []) is None


def test_mappings_are_looked_up_by_the_text_of_the_key():
    root = parse_yaml("01: a\n'x': b\n", DEFAULT).root
    assert root.value("01").text == "a"
    assert root.value("1") is None
    assert "x" in root
    assert "y" not in root
    assert 1 not in root
    assert [entry.key.text for entry in root] == ["01", "x"]


def test_an_empty_mapping_is_true_so_that_nobody_takes_it_for_none():
    assert parse_yaml("{}", JSON).root


def names(path):
    return [type(node).__name__ + ":" + (node.key.text if isinstance(node, Entry) else "") for node in path]


def test_node_at():
    tree = parse_yaml(STEP, FAILSAFE, frontmatter(STEP))
    at = STEP.index("as: y")
    assert names(node_at(tree, at + 4)) == ["Mapping:", "Entry:reads", "Sequence:", "Mapping:", "Entry:as", "Scalar:"]
    assert node_at(tree, at + 4)[-1].text == "y"
    assert node_at(tree, at)[-1].text == "as"
    assert node_at(tree, STEP.index("create-prd") + 2)[-1].text == "create-prd"
    assert names(node_at(tree, STEP.index("empty:") + 6)) == ["Mapping:", "Entry:empty", "Scalar:"]
    assert node_at(tree, len(STEP)) == ()
    assert node_at(parse_yaml("", JSON), 0) == ()


def test_anchors_and_aliases():
    text = "a: &x [b, c]\nd: *x\ne: &y\n  f: *x\ng: *y\n"
    tree = parse_yaml(text, FAILSAFE)
    assert not tree.problems
    assert value_of(tree.root) == {"a": ["b", "c"], "d": ["b", "c"], "e": {"f": ["b", "c"]}, "g": {"f": ["b", "c"]}}
    assert tree.root.value("d").span.of(text) == "*x"
    assert tree.root.value("a").span.of(text) == "[b, c]"


def test_an_alias_of_a_scalar_has_its_value_and_its_own_place():
    text = "a: &x 1\nb: *x\n*x : c\n"
    tree = parse_yaml(text, JSON)
    assert value_of(tree.root) == {"a": 1, "b": 1, "1": "c"}
    assert [node.span.of(text) for node in scalars(tree.root)] == ["a", "1", "b", "*x", "*x", "c"]


def test_an_anchor_can_be_given_again():
    assert value_of(parse_yaml("[&x a, *x, &x b, *x]", JSON).root) == ["a", "a", "b", "b"]
    assert value_of(parse_yaml("&x [&x a, *x]", JSON).root) == ["a", "a"]


def test_an_anchor_above_a_block_of_text_is_lost_as_in_js_yaml():
    assert value_of(parse_yaml("a: &x\n  |\n  b\nc: *x\n", JSON).root) == {"a": "b\n", "c": {}}


MERGES = [
    ("<<: {a: 1}\nb: 2\n", {"a": 1, "b": 2}),
    ("a: 0\n<<: {a: 1}\n", {"a": 0}),
    ("<<: {a: 1}\na: 0\n", {"a": 0}),
    ("<<: [{a: 1}, {a: 2, b: 3}]\n", {"a": 1, "b": 3}),
    ("<<: {a: 1}\n<<: {a: 2, c: 3}\n", {"a": 1, "c": 3}),
    (
        "x: &x {a: 1}\ny: &y {<<: *x, b: 2}\nz: {<<: *y}\n",
        {"x": {"a": 1}, "y": {"a": 1, "b": 2}, "z": {"a": 1, "b": 2}},
    ),
    ("<<: {}\n", {}),
    ("<<: [[a, b], {c: d}]\n", {"0": "a", "1": "b", "c": "d"}),
    ("'<<': {a: 1}\n", {"<<": {"a": 1}}),
    ("- <<\n", ["<<"]),
]


@pytest.mark.parametrize(("text", "value"), MERGES)
def test_merge_keys_are_applied_in_the_default_dialect(text, value):
    tree = parse_yaml(text, DEFAULT)
    assert (value_of(tree.root), tree.problems) == (value, ())


@pytest.mark.parametrize("dialect", [FAILSAFE, JSON])
def test_elsewhere_a_merge_key_is_a_key(dialect):
    assert value_of(parse_yaml("<<: {a: b}\n", dialect).root) == {"<<": {"a": "b"}}


def test_a_merged_entry_can_be_got_and_stands_where_it_was_written():
    text = "<<: {a: 1}\nb: 2\n"
    root = parse_yaml(text, DEFAULT).root
    assert root.get("a").span.of(text) == "a: 1"
    assert "a" in root
    assert [entry.key.text for entry in root] == ["<<", "b"]


DUPLICATES = [
    ("a: 1\na: 2\n", "a"),
    ("a: 1\nb: 2\n'a': 3\n", "'a'"),
    ("x:\n  - a: 1\n    a: 2\n", "a"),
    ("{a: 1, a: 2}", "a"),
    ("[a, {b: 1, b: 2}]", "b"),
    ("? a\n: 1\na: 2\n", "a"),
    ("a:\na:\n", "a"),
]


@pytest.mark.parametrize("dialect", Dialect)
@pytest.mark.parametrize(("text", "key"), DUPLICATES)
def test_duplicate_keys(dialect, text, key):
    tree = parse_yaml(text, dialect)
    (problem,) = tree.problems
    assert problem.name == "duplicate-key"
    assert problem.span == (text.rindex(key), text.rindex(key) + len(key))
    ((first, _),) = problem.related
    assert first.of(text).strip("'") == key.strip("'")
    assert first.end < problem.span.start


def test_both_entries_of_a_duplicate_key_are_in_the_tree_and_the_first_is_found():
    root = parse_yaml("a: 1\na: 2\n", JSON).root
    assert [entry.value.value for entry in root] == [1, 2]
    assert root.value("a").value == 1
    assert value_of(root) == {"a": 1}


@pytest.mark.parametrize("text", ["1: a\n01: b\n", "1: a\n'1': b\n", "true: a\nTrue: b\n", "~: a\nnull: b\n"])
def test_keys_that_become_the_same_string_are_duplicates_where_values_have_types(text):
    assert not parse_yaml(text, FAILSAFE).problems or "'1'" in text
    assert [problem.name for problem in parse_yaml(text, DEFAULT).problems] == ["duplicate-key"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("- a:\n    - \n- a: a\n- a", [{"a": [None, {"a": "a"}]}, "a"]),
        ("- a:\n    -\n- b: c\n- d: e\n", [{"a": [None, {"b": "c"}]}, {"d": "e"}]),
        ("a:\n    - \n- b\n", {"a": [None, "b"]}),
    ],
)
def test_an_empty_item_takes_the_dash_below_it_into_its_list_as_js_yaml_does(text, value):
    tree = parse_yaml(text, DEFAULT)
    assert (value_of(tree.root), tree.problems) == (value, ())


TAGS = [
    (FAILSAFE, "!foo a", "unknown-tag"),
    (JSON, "!foo a", "unknown-tag"),
    (DEFAULT, "!foo a", "unknown-tag"),
    (FAILSAFE, "!!int 1", "unknown-tag"),
    (FAILSAFE, "!!null ~", "unknown-tag"),
    (JSON, "!!timestamp 2026-01-01", "unknown-tag"),
    (JSON, "!!binary aGk=", "unknown-tag"),
    (DEFAULT, "!!python/object:os.system x", "unknown-tag"),
    (DEFAULT, "!!int a", "unknown-tag"),
    (DEFAULT, "!!str [a]", "unknown-tag"),
    (DEFAULT, "!!map\n  ~", "unknown-tag"),
    (DEFAULT, "!!bool yes", "unknown-tag"),
    (DEFAULT, "!!set {a: 1}", "unknown-tag"),
    (DEFAULT, "!!omap [a: 1, a: 2]", "unknown-tag"),
    (DEFAULT, "!!binary a", "unknown-tag"),
    (DEFAULT, "!e!str a", "syntax-error"),
    (DEFAULT, "!!str !!str a", "syntax-error"),
]


@pytest.mark.parametrize(("dialect", "text", "name"), TAGS)
def test_tags_that_are_not_known_or_do_not_fit(dialect, text, name):
    text = f"a: {text}\nb: c\n"
    tree = parse_yaml(text, dialect)
    (problem,) = tree.problems
    assert problem.name == name
    assert problem.span.of(text).startswith("!")
    assert tree.root.value("b").text == "c"
    assert tree.root.value("a") is not None


REFUSED = [
    "a: b: c", "a: @b", "a: `b`", "a: %b", "a: *b", "a: [b", "a: {b", "a: 'b", 'a: "b', "a: b]: c: d", "a: ]", "a: }",
    "a: ,b", "a: 'b' c", 'a: "b"c', "a: [b] c", "a: [b c: d: e]", "a: [b,,c]", "a: [,b]", "a: {b: c d: e}", "a: - b",
    "a:b\nc: d", "a\nb: c", "a: b\nc", "a: b\n  c: d", "a:\n  b: c\n d: e", "a:\n - b\n  - c: d\n - e", "- a\nb: c",
    "a: b\n- c", "a:\n\tb: c", "a: b\n\tc: d", "- a\n\t- b", "a: |b\n  c", "a: |0\n  b", "a: |++\n b", "a: |\n   b\n  c",
    'a: "\\q"', 'a: "\\x4"', "a: &", "a: *", "a: &b &c d", "&b *c", "a: \x07", "a: 'b\x01'", "a: \x7f", "a: b\x00c", "\x00",
    "a: b\n---\nc: d", "---\n---", "a\n...\nb", "%a\nb: c", "%YAML 2.0\n---\na", "? a\n? [[b]]\n: c", ": a", "a: b\n: c",
    "a: !<b\n", "\ufffe: a", "a: 'b\n---\n'", "<<<<<<< a\nb: c\n=======\nb: d\n>>>>>>> e", "[a]]", "{a: b}}", "a: >b",
    "[a: b\n, c\n: d]", "- - a\n - b: c", "-\n\t- a", "%YAML 1.2\n%YAML 1.2\n---\na", "%YAML\n---\na", "%TAG\n---\na",
    "%TAG e x\n---\na", "%TAG !e! ,\n---\na", "%TAG !e! a\n%TAG !e! b\n---\na", "%TAG !e! %ff\n---\na", "!%ff a", "% \n---\na",
]  # fmt: skip


@pytest.mark.parametrize("dialect", Dialect)
@pytest.mark.parametrize("text", REFUSED)
def test_what_js_yaml_refuses_is_a_problem(dialect, text):
    tree = parse_yaml(text, dialect)
    assert tree.problems
    for problem in tree.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(text)
        assert "\n" not in problem.span.of(text)
        assert problem.message


ACCEPTED = [
    "a: b#c", "a: 'b'#c", "a: b:c", "a: [b:c]", "a: -b", "a: b - c", "a: b ? c", "a: [-b, ?c]", "a: 'b\nc'", "a: [b\n]",
    "a: b\n\t# c\nd: e", "a: {b}", "a : b", "'a' : b", "? a", "-\n- a", "a: &b", "a: !!str", "---\na: b\n...", "a: |\n\n\n",
    "a: b\u2028:c", "a: \x85", "'a': 'b\x7f'", "# \x07\na: b", "a: b\n# c\n  # d\ne: f", "[a, b]: c", "{a: b}: c", "- - - a",
    "a:\n- b\nc: d", "a: [{b: c}, [d]]", '{"a":1}', "{a:1}", "a: 'b'\n", "a: b # c: d", "a: .", "a: '#'",
    "a: \U0001f600", "\n\n\na: b", "a: b\r\rc: d", "a: (b) [c]", "a: <b>", "a: b, c", "a: $b", "a: ~/b", "a: =", "a: -1 - 2",
    "%YAML 01.2 # a\n---\nb", "%a\n ---\nb: c", "a: &x b\n? *x\n: c", "? a\n\t: b", "a: !\n&x b: c", "a: !!str\n&x b: c",
    "a:\n- !\n&x b: c", "a: | # \x07\n  b",
]  # fmt: skip


@pytest.mark.parametrize("dialect", Dialect)
@pytest.mark.parametrize("text", ACCEPTED)
def test_what_js_yaml_accepts_is_none(dialect, text):
    assert parse_yaml(text, dialect).problems == ()
