"""YAML with slips in it: the problem is where the author slipped, and everything else is still known."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scaffold_rules.documents.yaml import Dialect, Mapping, Scalar, Sequence, node_at, parse_yaml, value_of
from scaffold_rules.text import Span

DEFAULT = Dialect.DEFAULT

# The text, what is known of it, and for each problem the text it points at and a part of what it says.
SLIPS = [
    # a key that is not finished
    ("a: b\ntech-st\nc: d\n", {"a": "b", "tech-st": None, "c": "d"}, [("tech-st", "colon is missing")]),
    ("reads\n  - a\nc: d\n", {"reads": ["a"], "c": "d"}, [("reads", "colon is missing")]),
    ("a:\n  b\n  c: d\ne: f\n", {"a": {"b": None, "c": "d"}, "e": "f"}, [("b", "colon is missing")]),
    ("a:\n  b\n  # x\n  c: d\n", {"a": {"b": None, "c": "d"}}, [("b", "colon is missing")]),
    ("- a\n  b: c\n- d\n", [{"a": None, "b": "c"}, "d"], [("a", "colon is missing")]),
    ("a: b\nc:d\ne: f\n", {"a": "b", "c": "d", "e": "f"}, [("c:", "space is missing")]),
    ("a: b\nsome words\nc: d\n", {"a": "b", "c": "d"}, [("some words", "colon is missing")]),
    (": a\nb: c\n", {"b": "c"}, [(":", "key is missing")]),
    ("'a\nb: c\n", {"b": "c"}, [("'a", "never closed")]),
    # values that cannot be plain
    ("a: b: c\nd: e\n", {"a": "b: c", "d": "e"}, [("b: c", "quotes")]),
    ("a: one two\n  b: c\nd: e\n", {"a": "one two b: c", "d": "e"}, [("b:", "quotes")]),
    ("a: @b\nc: d\n", {"a": "@b", "c": "d"}, [("@b", "cannot start with @")]),
    ("a: `b` c\nd: e\n", {"a": "`b` c", "d": "e"}, [("`b` c", "cannot start with `")]),
    ("a: %b # c\nd: e\n", {"a": "%b", "d": "e"}, [("%b # c", "cannot start with %")]),
    ("a: *b* c\nd: e\n", {"a": "*b* c", "d": "e"}, [("*b*", "quotes")]),
    ("a: - b\nc: d\n", {"a": "- b", "c": "d"}, [("-", "line of its own")]),
    ("a: ]\nb: c\n", {"a": "]", "b": "c"}, [("]", "no opening bracket")]),
    ("a: |b\n  c\nd: e\n", {"a": "c", "d": "e"}, [("b", "next line")]),
    # quotes
    ('a: "b\nc: d\n', {"a": "b", "c": "d"}, [('"b', 'closing "')]),
    ('a: "b\nc: "d"\ne: f\n', {"a": "b", "c": "d", "e": "f"}, [('"b', 'closing "')]),
    ("a: 'b\nc: d\ne: 'f'\n", {"a": "b", "c": "d", "e": "f"}, [("'b", "closing '")]),
    ('- "a\n- "b"\n- c\n', ["a", "b", "c"], [('"a', "never closed")]),
    ('k:\n- "a\n- "b"\nl: c\n', {"k": ["a", "b"], "l": "c"}, [('"a', "never closed")]),
    ('a: "b\n  c d\ne: f\n', {"a": "b c d", "e": "f"}, [('"b', "never closed")]),
    ("a: 'it's'\nb: c\n", {"a": "it", "b": "c"}, [("s'", "after the closing '")]),
    ('a: "b" c\nd: e\n', {"a": "b", "d": "e"}, [("c", 'after the closing "')]),
    ('a: "\\q"\nb: c\n', {"a": "\\q", "b": "c"}, [("\\q", "backslash")]),
    # brackets
    ("a: [b, c\nd: e\n", {"a": ["b", "c"], "d": "e"}, [("[", "closing ]")]),
    ("a: [b, [c\nd: e\n", {"a": ["b", ["c"]], "d": "e"}, [("[", "closing ]")]),
    ("a: {b: c, d: [e\nf: g\n", {"a": {"b": "c", "d": ["e"]}, "f": "g"}, [("[", "closing ]")]),
    ("a: {b: c, d\ne: f\n", {"a": {"b": "c", "d": None}, "e": "f"}, [("{", "closing }")]),
    ("a: [\n  b,\n  c\nd: e\n", {"a": ["b", "c"], "d": "e"}, [("[", "closing ]")]),
    ("a: [\n  b,\nc: d\n", {"a": ["b"], "c": "d"}, [("[", "closing ]")]),
    ("a: [b,\n  - c\n  - d\ne: f\n", {"a": ["c", "d"], "e": "f"}, [("[", "closing ]")]),
    ("a: [b, 'c]\nd: ['e']\n", {"a": ["b", "'c"], "d": ["e"]}, [("'c]", "closing '")]),
    ("a: [b,, c]\nd: e\n", {"a": ["b", "c"], "d": "e"}, [(",", "nothing stands before")]),
    ("a: ['b' 'c']\nd: e\n", {"a": ["b", "c"], "d": "e"}, [("'", "comma is missing")]),
    ("a: [b] c\nd: e\n", {"a": ["b"], "d": "e"}, [("c", "closing bracket")]),
    ("a: [@b, c]\nd: e\n", {"a": ["@b", "c"], "d": "e"}, [("@b, c]", "cannot start with @")]),
    ("a: {b: @c}\nd: e\n", {"a": {"b": "@c"}, "d": "e"}, [("@c}", "cannot start with @")]),
    ('{"a": 1,\n "b": 2\n "c": 3}\n', {"a": 1, "b": 2, "c": 3}, [('"c":', "comma is missing")]),
    ("a: b\n]\nc: d\n", {"a": "b", "c": "d"}, [("]", "no opening bracket")]),
    # indentation
    ("a: b\n  c: d\ne: f\n", {"a": {"c": "d"}, "e": "f"}, [("c:", "has a key")]),
    ("a:\n  b: c\n d: e\nf: g\n", {"a": {"b": "c", "d": "e"}, "f": "g"}, [("d: e", "indented by 1 spaces")]),
    ("a:\n    - b\n  - c\nd: e\n", {"a": ["b", "c"], "d": "e"}, [("- c", "indented by 2 spaces")]),
    ("a:\n    - b\n  - c\n  - d\n", {"a": ["b", "c", "d"]}, [("- c", "indented by 2 spaces")]),
    ("a:\n  - b\n - c\n  - d\n", {"a": ["b", "c", "d"]}, [("- c", "indented by 1 spaces")]),
    ("a:\n  b: c\n d: e\n  f: g\n", {"a": {"b": "c", "d": "e", "f": "g"}}, [("d: e", "indented by 1 spaces")]),
    (
        "a:\n    b:\n    c: d\n  e:\n    c: d\n  f:\n    c: d\ng: h\n",
        {"a": {"b": None, "c": "d", "e": {"c": "d"}, "f": {"c": "d"}}, "g": "h"},
        [("e:", "indented by 2 spaces")],
    ),
    (
        "a: b\n    c:\n  - d: e\n    f: g\n  - d: e\n    f: g\nh: i\n",
        {"a": {"c": None}, "h": "i"},
        [("c:", "has a key"), ("- d: e", "among keys")],
    ),
    ("  a: b\nc: d\n", {"a": "b", "c": "d"}, [("c: d", "does not belong")]),
    ("a:\n  - b\n  -c\n  - d\n", {"a": ["b", "c", "d"]}, [("-c", "dash and a space")]),
    ("a:\n  - b\n  c: d\ne: f\n", {"a": ["b"], "e": "f"}, [("c: d", "dash and a space")]),
    ("a: b\n- c\nd: e\n", {"a": "b", "d": "e"}, [("- c", "among keys")]),
    ("a: |\n    b\n  c\nd: e\n", {"a": "b\n", "d": "e"}, [("c", "indent both alike")]),
    ("a:\n\tb: c\n\td: e\nf: g\n", {"a": {"b": "c", "d": "e"}, "f": "g"}, [("\t", "use spaces")]),
    ("a: b\n\tc: d\n", {"a": {"c": "d"}}, [("\t", "use spaces"), ("c:", "has a key")]),
    ("a: 'b'\n  c\nd: e\n", {"a": "b", "d": "e"}, [("c", "after the closing '")]),
    # documents and directives
    ("a: b\n---\nc: d\n", {"a": "b"}, [("---", "second document")]),
    ("a: b\n...\nc: d\n", {"a": "b"}, [("c: d", "second document")]),
    ("%a b\nc: d\n", {"c": "d"}, [("%a b", "instruction")]),
    ("%YAML 2\n---\na: b\n", {"a": "b"}, [("%YAML 2", "directive")]),
    # conflicts
    (
        "a: b\n<<<<<<< ours\nc: d\n=======\nc: e\n>>>>>>> theirs\nf: g\n",
        {"a": "b", "c": "d", "f": "g"},
        [("<<<<<<< ours", "conflict")],
    ),
    (
        "a: b\r\n<<<<<<< ours\r\nc: d\r\n||||||| base\r\nc: x\r\n=======\r\n>>>>>>> theirs\r\n",
        {"a": "b", "c": "d"},
        [("<<<<<<< ours", "conflict")],
    ),
    # characters
    ("a: b\0c\nd: e\n", {"a": "b\ufffdc", "d": "e"}, [("\0", "null byte")]),
    ("a: b\x07c\nd: e\n", {"a": "b\x07c", "d": "e"}, [("\x07", "cannot be printed")]),
    ("a: 'b\x01c'\nd: e\n", {"a": "b\x01c", "d": "e"}, [("\x01", "control character")]),
    # anchors and tags
    ("a: &x [*x]\nb: c\n", {"a": ["*x"], "b": "c"}, [("*x", "cannot contain itself")]),
    ("a: & b\nc: d\n", {"a": "& b", "c": "d"}, [("&", "quotes")]),
    ("a: &x b: c\nd: *x\n", {"a": "b: c", "d": "b: c"}, [("b: c", "quotes")]),
    ("<<: a\nb: c\n", {"b": "c"}, [("<<", "can only merge")]),
    # several at once
    (
        "a: [b\nc: 'd\ne: @f\ng\nh: i: j\n",
        {"a": ["b"], "c": "d", "e": "@f", "g": None, "h": "i: j"},
        [("[", "closing"), ("'d", "closing"), ("@f", "@"), ("g", "colon"), ("i: j", "quotes")],
    ),
]


@pytest.mark.parametrize(("text", "value", "problems"), SLIPS)
def test_a_slip(text, value, problems):
    tree = parse_yaml(text, DEFAULT)
    assert value_of(tree.root) == value
    assert [problem.span.of(text) for problem in tree.problems] == [marked for marked, _ in problems]
    for problem, (_, part) in zip(tree.problems, problems, strict=True):
        assert part in problem.message


def means_the_same_when_indented(text):
    return not text.startswith(("%", "  ", "'a")) and not any(mark in text for mark in ("---", "...", "<<<", "\t"))


@pytest.mark.parametrize(
    ("text", "value", "problems"), [slip for slip in SLIPS if means_the_same_when_indented(slip[0])]
)
def test_a_slip_deep_inside_costs_nothing_around_it(text, value, problems):
    inner = "".join(f"    {line}" for line in text.splitlines(keepends=True))
    tree = parse_yaml(f"before: x\nouter:\n  inner:\n{inner}after: y\n", DEFAULT)
    assert value_of(tree.root) == {"before": "x", "outer": {"inner": value}, "after": "y"}
    assert len(tree.problems) == len(problems)


@pytest.mark.parametrize(("text", "_value", "problems"), SLIPS)
def test_repaired_lines_are_where_the_problems_are(text, _value, problems):
    tree = parse_yaml(text, DEFAULT)
    for line in tree.repaired:
        assert line.start == 0 or text[line.start - 1] in "\r\n"
        assert line.end == len(text) or text[line.end] in "\r\n"
    whole_lines = [
        problem for problem, (_, part) in zip(tree.problems, problems, strict=True) if part in {"colon", "@"}
    ]
    for problem in whole_lines:
        assert any(line.covers(problem.span.start) for line in tree.repaired)


def test_the_repaired_lines_are_told():
    text = "a: b\ntech-st\nc: 'd\ne: f\n"
    assert [line.of(text) for line in parse_yaml(text, DEFAULT).repaired] == ["tech-st", "c: 'd"]
    assert parse_yaml("a: b\n", DEFAULT).repaired == ()


def test_a_half_typed_key_is_no_duplicate():
    assert [problem.message for problem in parse_yaml("name: a\nname\n", DEFAULT).problems] == [
        "a colon is missing after this key"
    ]


def test_a_half_typed_word_is_in_the_tree_for_the_editor():
    text = "a:\n  b: c\n  tech-st\n"
    path = node_at(parse_yaml(text, DEFAULT), len(text) - 1)
    assert path[-1].text == "tech-st"
    assert isinstance(path[-3], Mapping)


def test_an_open_quote_on_the_edited_line_ends_there_even_if_js_yaml_would_read_on():
    text = "- a: '#b\n  c: d\n- a: '#e'\n"
    assert parse_yaml(text, DEFAULT).problems == ()
    tree = parse_yaml(text, DEFAULT, edited=text.index("#b") + 2)
    assert value_of(tree.root) == [{"a": "#b", "c": "d"}, {"a": "#e"}]
    assert [problem.span.of(text) for problem in tree.problems] == ["'#b"]


def test_conflict_markers_in_a_text_are_text():
    text = "a: |\n  <<<<<<< b\n  =======\n  >>>>>>> c\n"
    assert parse_yaml(text, DEFAULT).problems == ()


def nodes(node, depth=0):
    assert depth < 400
    if node is None:
        return
    yield node
    children = node.items if isinstance(node, Sequence) else ()
    if isinstance(node, Mapping):
        children = [part for entry in node.entries for part in (entry.key, entry.value)]
    for child in children:
        yield from nodes(child, depth + 1)


def check_tree(text, tree, span=None):
    """Every offset is in the text, every node stands in its parent, every scalar covers what it says."""
    start, end = span or (0, len(text))
    for node in nodes(tree.root):
        assert start <= node.span.start <= node.span.end <= end
        if isinstance(node, Scalar) and node.style in ("'", '"'):
            assert text[node.span.start] == node.style
        if isinstance(node, Scalar) and not node.style and node.text and node.text.isalnum() and node.text.isascii():
            assert (
                node.span.of(text) in (node.text, node.span.of(text)[:1] + node.text) or node.span.of(text)[:1] == "*"
            )
    for problem in tree.problems:
        assert start <= problem.span.start <= problem.span.end <= end
        assert problem.message
        assert problem.name in {"syntax-error", "duplicate-key", "second-document", "unknown-tag", "anchor-bomb"}
        for place, _ in problem.related:
            assert start <= place.start <= place.end <= end
    for line in tree.repaired:
        assert start <= line.start <= line.end <= end


CHARACTERS = " \n:-#'\"[]{},&*!|>%@`?\t\r.~<=\\0aé\0\x07\x85\ufeff\u2028\ud800"
TOKENS = (
    "\n  |: |- | #|\r\n|---\n|...|a: b\n|<<: |&a |*a|!!str |!!set |? |>-\n |null|{a: |<<<<<<< a\n|=======\n|>>>>>>> b\n"
)
PIECES = st.sampled_from([*CHARACTERS, *TOKENS.split("|"), "|\n "])
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=40).map("".join))


@settings(max_examples=1500, deadline=None)
@given(TEXTS, st.sampled_from(Dialect), st.integers(0, 80))
def test_any_text_gives_a_tree(text, dialect, edited):
    tree = parse_yaml(text, dialect, edited=edited)
    check_tree(text, tree)
    value_of(tree.root)
    for offset in range(len(text) + 1):
        node_at(tree, offset)


@settings(max_examples=300, deadline=None)
@example("0:\n{\n0\n0", Dialect.FAILSAFE, "", "")
@given(TEXTS, st.sampled_from(Dialect), TEXTS, TEXTS)
def test_any_part_of_a_text_is_read_like_the_part_alone(text, dialect, before, after):
    before += "\n"
    span = Span(len(before), len(before) + len(text))
    tree, alone = parse_yaml(before + text + after, dialect, span), parse_yaml(text, dialect)
    check_tree(before + text + after, tree, span)
    assert [problem.message for problem in tree.problems] == [problem.message for problem in alone.problems]
    assert [problem.span.moved(-span.start) for problem in tree.problems] == [
        problem.span for problem in alone.problems
    ]
    assert repr(value_of(tree.root)) == repr(value_of(alone.root))


WORD = st.sampled_from(["a", "tech-stack", "'q'", '"r s"', "two words", "1", "2026-01-01", "~", "it's", "a:b", "#"[:0]])
KEYS = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=4, unique=True)


def indented(text, by):
    return "\n".join(" " * by + line if line else line for line in text.split("\n"))


def mapping(values):
    return KEYS.flatmap(lambda keys: st.tuples(*[values] * len(keys)).map(lambda parts: (keys, parts))).map(
        lambda pair: "\n".join(f"{key}:{value}" for key, value in zip(*pair, strict=True))
    )


def below(block):
    return block.map(lambda text: "\n" + indented(text, 2))


INLINE = st.one_of(
    WORD.map(lambda word: f" {word}"),
    st.lists(st.sampled_from(["a", "b-c", "'d'"]), max_size=3).map(lambda words: f" [{', '.join(words)}]"),
    st.sampled_from([" {a: b, c: [d]}", " |\n  text: here\n  more", " >-\n  folded\n  text"]),
)
BLOCK = st.recursive(
    mapping(INLINE),
    lambda inner: st.one_of(
        mapping(st.one_of(INLINE, below(inner))),
        st.lists(st.one_of(WORD, inner), min_size=1, max_size=4).map(
            lambda items: "\n".join("- " + indented(item, 2).lstrip(" ") for item in items)
        ),
    ),
    max_leaves=6,
)


@settings(max_examples=200, deadline=None)
@example("- a:\n    - \n- a: a\n- a", Dialect.DEFAULT)
@given(BLOCK, st.sampled_from(Dialect))
def test_well_made_yaml_has_no_problems_and_any_prefix_of_it_a_tree(text, dialect):
    whole = parse_yaml(text, dialect)
    assert whole.problems == ()
    check_tree(text, whole)
    for end in range(len(text)):
        check_tree(text[:end], parse_yaml(text[:end], dialect, edited=end))


@settings(max_examples=150, deadline=None)
@given(mapping(st.one_of(INLINE, below(mapping(INLINE)))), st.data())
def test_a_line_typed_half_leaves_the_top_level_as_it_was(text, data):
    lines = text.split("\n")
    number = data.draw(st.integers(0, len(lines) - 1))
    cut = data.draw(st.integers(0, len(lines[number])))
    edited = sum(len(line) + 1 for line in lines[:number]) + cut
    typed = "\n".join([*lines[:number], lines[number][:cut], *lines[number + 1 :]])
    if not lines[number].startswith(" ") and cut == 0:
        return
    want = {entry.key.text for entry in parse_yaml(text, DEFAULT).root}
    root = parse_yaml(typed, DEFAULT, edited=edited).root
    found = {entry.key.text for entry in root} if isinstance(root, Mapping) else set()
    if lines[number].startswith(" "):
        assert want <= found
    else:
        assert want - {lines[number][:1]} <= found


BOMBS = {
    "brackets": "[" * 50_000,
    "braces": "a: {" * 20_000,
    "dashes": "- " * 20_000,
    "questions": "? " * 20_000,
    "ever deeper": "".join(" " * depth + "a:\n" for depth in range(600)),
    "ever deeper slips": "".join(" " * depth + "a: x\n" for depth in range(600)),
    "quotes": 'a: "x\n' * 20_000,
    "odd quotes": "a: '\n" * 20_001,
    "bad escapes": 'a: ["\\q, ' * 10_000,
    "open lists": "a: [\n" * 20_000,
    "words": "a: b\n" + "foo:x\n" * 20_000,
    "spaces": "a:" + " " * 300_000 + "x: y: z",
    "blank lines": ("a: b: c\n" + " " * 500 + "\n") * 500,
    "tabs": "a:\n\tb: c\n" * 20_000,
    "conflicts": "<<<<<<< a\n" * 20_000,
    "resolved conflicts": "<<<<<<< a\n=======\n>>>>>>> b\n" * 5_000,
    "documents": "---\n" * 20_000,
    "tags": "!x " * 20_000,
    "tags in a list": "[!x,y, " * 20_000,
    "duplicates": "a: b\n" * 20_000,
    "json": '[[1,{"a":' * 20_000,
    "null bytes": "\0" * 50_000,
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_hostile_text_takes_bounded_time(bomb):
    text = BOMBS[bomb]
    start = time.perf_counter()
    tree = parse_yaml(text, DEFAULT)
    value_of(tree.root)
    assert time.perf_counter() - start < 5
    assert len(tree.problems) <= 100
    check_tree(text, tree)


def test_laughs_are_counted():
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{name}: &{name} [{', '.join([f'*{last}'] * 10)}]" for last, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    text = "\n".join(lines)
    tree = parse_yaml(text, DEFAULT)
    assert {problem.name for problem in tree.problems} == {"anchor-bomb"}
    assert sum(1 for _ in nodes(tree.root)) < 400_000


def test_a_long_chain_of_aliases_is_not_a_deep_tree():
    text = "a0: &a0 [x]\n" + "".join(f"a{number}: &a{number} [*a{number - 1}]\n" for number in range(1, 1000))
    tree = parse_yaml(text, DEFAULT)
    assert {problem.name for problem in tree.problems} == {"anchor-bomb"}
    check_tree(text, tree)
    value_of(tree.root)


def test_many_uses_of_an_anchor_are_no_bomb():
    text = "base: &base {a: 1, b: 2}\n" + "".join(f"k{number}: {{<<: *base, c: {number}}}\n" for number in range(500))
    tree = parse_yaml(text, DEFAULT)
    assert tree.problems == ()
    assert value_of(tree.root)["k499"] == {"a": 1, "b": 2, "c": 499}
