"""Which value a YAML scalar has: every way of writing one, in every position, in the three dialects.

The expected values are those of js-yaml 4.1, the scaffold tool's parser, written down by hand.
"""

from __future__ import annotations

import datetime as dt
import math

import pytest

from scaffold_rules.documents.yaml import Dialect, Mapping, Scalar, Sequence, parse_yaml, value_of

FAILSAFE, JSON, DEFAULT = Dialect.FAILSAFE, Dialect.JSON, Dialect.DEFAULT
SAME = object()
"""The text itself."""


def utc(*parts):
    return dt.datetime(*parts, tzinfo=dt.UTC)


# How it is written, then what it is for JSON and for DEFAULT; for FAILSAFE every plain scalar is its text.
PLAIN = [
    ("null", None, None),
    ("Null", None, None),
    ("NULL", None, None),
    ("~", None, None),
    ("nULL", SAME, SAME),
    ("nil", SAME, SAME),
    ("true", True, True),
    ("True", True, True),
    ("TRUE", True, True),
    ("false", False, False),
    ("False", False, False),
    ("FALSE", False, False),
    ("tRUE", SAME, SAME),
    ("yes", SAME, SAME),
    ("no", SAME, SAME),
    ("on", SAME, SAME),
    ("Off", SAME, SAME),
    ("y", SAME, SAME),
    ("0", 0, 0),
    ("-0", 0, 0),
    ("1", 1, 1),
    ("+12", 12, 12),
    ("-7", -7, -7),
    ("01", 1, 1),
    ("0777", 777, 777),
    ("08", 8, 8),
    ("1_000", 1000, 1000),
    ("0o17", 15, 15),
    ("0x1F", 31, 31),
    ("-0x1f", -31, -31),
    ("0b11", 3, 3),
    ("0b1_1", 3, 3),
    ("0b2", SAME, SAME),
    ("0xG", SAME, SAME),
    ("0x", SAME, SAME),
    ("1_", SAME, SAME),
    ("_1", SAME, SAME),
    ("9007199254740993", 9007199254740992, 9007199254740992),
    ("1.5", 1.5, 1.5),
    ("-1.5e3", -1500.0, -1500.0),
    ("1e3", 1000.0, 1000.0),
    ("1E+2", 100.0, 100.0),
    (".5", 0.5, 0.5),
    ("-.5", SAME, SAME),
    ("1.", 1.0, 1.0),
    ("1_0.5", 10.5, 10.5),
    ("1.5_", SAME, SAME),
    ("1e", SAME, SAME),
    ("1.2.3", SAME, SAME),
    (".inf", math.inf, math.inf),
    ("-.INF", -math.inf, -math.inf),
    ("+.Inf", math.inf, math.inf),
    (".iNF", SAME, SAME),
    (".nan", math.nan, math.nan),
    (".NaN", math.nan, math.nan),
    ("1e999", math.inf, math.inf),
    ("1:30", SAME, SAME),
    ("190:20:30", SAME, SAME),
    ("2026-05-24", SAME, dt.date(2026, 5, 24)),
    ("2026-5-24", SAME, SAME),
    ("2026-13-45", SAME, dt.date(2027, 2, 14)),
    ("0099-01-01", SAME, dt.date(1999, 1, 1)),
    ("2026-05-24T10:00:00Z", SAME, utc(2026, 5, 24, 10)),
    ("2026-05-24t10:00:00.5Z", SAME, utc(2026, 5, 24, 10, 0, 0, 500000)),
    ("2026-5-4 1:02:03", SAME, utc(2026, 5, 4, 1, 2, 3)),
    ("2026-05-24 10:00:00 +02:00", SAME, utc(2026, 5, 24, 8)),
    ("2026-05-24T10:00:00-0:30", SAME, utc(2026, 5, 24, 10, 30)),
    ("2026-05-24T25:00:00Z", SAME, utc(2026, 5, 25, 1)),
    ("2026-05-24T10:00", SAME, SAME),
    ("2026", 2026, 2026),
    ("v1.2", SAME, SAME),
    ("foo", SAME, SAME),
    ("foo bar", SAME, SAME),
    ("foo#bar", SAME, SAME),
    ("foo:bar", SAME, SAME),
    (":foo", SAME, SAME),
    ("-foo", SAME, SAME),
    ("?foo", SAME, SAME),
    ("--foo", SAME, SAME),
    ("a'b", SAME, SAME),
    ('a"b"', SAME, SAME),
    ("http://example.com/a", SAME, SAME),
    ("a\u2028b", SAME, SAME),
    ("a\x85b", SAME, SAME),
    ("é", SAME, SAME),
    ("😀", SAME, SAME),
    ("<", SAME, SAME),
    ("=", SAME, SAME),
]
# What is written the same in every dialect: quoted scalars, tags and flow collections.
WRITTEN = [
    ('""', ""),
    ("''", ""),
    ('"null"', "null"),
    ("'1'", "1"),
    ('"2026-05-24"', "2026-05-24"),
    ("'true'", "true"),
    ("'it''s'", "it's"),
    ("''''", "'"),
    ('"a\\nb"', "a\nb"),
    ('"\\t\\\\\\"\\/"', '\t\\"/'),
    ('"\\x41\\u00e9\\U0001F600"', "Aé😀"),
    ('"\\ud83d\\ude00"', "😀"),
    ('"\\N\\_\\L\\P\\e\\0"', "\x85\xa0\u2028\u2029\x1b\0"),
    ('"# : - ["', "# : - ["),
    ("'\\n'", "\\n"),
    ("' x '", " x "),
    ("! 12", "12"),
    ("!!str 12", "12"),
    ("!!seq []", []),
    ("!!map {}", {}),
    ("!<tag:yaml.org,2002:str> true", "true"),
    ("[]", []),
    ("[ ]", []),
    ("{}", {}),
    ("['a', \"b\"]", ["a", "b"]),
    ("[a-b, c/d , e.f]", ["a-b", "c/d", "e.f"]),
    ("[a,]", ["a"]),
    ("[[a], [b, c]]", [["a"], ["b", "c"]]),
    ("[a: b]", [{"a": "b"}]),
    ("{a: b, c: {d: e}}", {"a": "b", "c": {"d": "e"}}),
    ('{"a":b}', {"a": "b"}),
    ("{a, b: c}", {"a": None, "b": "c"}),
    ("{a: , b: c}", {"a": None, "b": "c"}),
    ("{? a : b}", {"a": "b"}),
    ("{{a: b}: c}", {"[object Object]": "c"}),
    ("{[a, b]: c}", {"a,b": "c"}),
    ("[a b, c  d]", ["a b", "c  d"]),
]
TYPED = [
    (JSON, "!!int '3'", 3),
    (JSON, "!!float 1", 1),
    (JSON, "!!bool 'true'", True),
    (JSON, "!!null ~", None),
    (DEFAULT, "!!timestamp 2026-05-24", dt.date(2026, 5, 24)),
    (DEFAULT, "!!binary aGk=", b"hi"),
    (DEFAULT, "!!set {a, b}", {"a": None, "b": None}),
    (DEFAULT, "!!omap [a: x, b: y]", [{"a": "x"}, {"b": "y"}]),
    (DEFAULT, "!!pairs [a: x, a: y]", [["a", "x"], ["a", "y"]]),
]


def cases():
    for text, json_value, default_value in PLAIN:
        for dialect, value in ((FAILSAFE, SAME), (JSON, json_value), (DEFAULT, default_value)):
            yield dialect, text, text if value is SAME else value
    for text, value in WRITTEN:
        for dialect in Dialect:
            yield dialect, text, value
    yield from TYPED


CONTEXTS = {
    "root": ("{}\n", lambda tree: tree),
    "root without a line end": ("{}", lambda tree: tree),
    "value": ("key: {}\n", lambda tree: tree["key"]),
    "value with a comment": ("key: {} # no: [part\nnext: x\n", lambda tree: tree["key"]),
    "value on its own line": ("key:\n  {}\nnext: x\n", lambda tree: tree["key"]),
    "value after CRLF": ("first: x\r\nkey:   {}  \r\nnext: x\r\n", lambda tree: tree["key"]),
    "item": ("- {}\n- z\n", lambda tree: tree[0]),
    "item below its key": ("key:\n- x\n- {}\nnext: x\n", lambda tree: tree["key"][1]),
    "deep": ("a:\n  - b:\n      - c: {}\n", lambda tree: tree["a"][0]["b"][0]["c"]),
    "flow item": ("[z, {}, z]", lambda tree: tree[1]),
    "flow value": ("{{z: z, key: {}}}", lambda tree: tree["key"]),
    "explicit value": ("? key\n: {}\n", lambda tree: tree["key"]),
}


def same(left, right):
    if isinstance(left, float) and isinstance(right, float) and math.isnan(left):
        return math.isnan(right)
    number = isinstance(left, int | float) and not isinstance(left, bool)
    return left == right and (type(left) is type(right) or (number and isinstance(right, int | float)))


@pytest.mark.parametrize("context", CONTEXTS)
def test_every_scalar_in_every_position(context):
    template, get = CONTEXTS[context]
    wrong, count = [], 0
    for dialect, text, value in cases():
        source = template.format(text)
        tree = parse_yaml(source, dialect)
        found = "no tree" if tree.problems else get(value_of(tree.root))
        count += 1
        if not same(found, value):
            wrong.append((dialect.name, source, value, found, tree.problems))
    assert not wrong
    assert count > 370


@pytest.mark.parametrize("dialect", Dialect)
def test_there_are_enough_cases(dialect):
    assert sum(case[0] is dialect for case in cases()) * len(CONTEXTS) >= 1300


@pytest.mark.parametrize(
    ("text", "failsafe", "typed"),
    [
        ("1", "1", "1"),
        ("01", "01", "1"),
        ("0x10", "0x10", "16"),
        ("1.0", "1.0", "1"),
        ("1.50", "1.50", "1.5"),
        ("1e21", "1e21", "1e+21"),
        ("1e-7", "1e-7", "1e-7"),
        ("0.00001", "0.00001", "0.00001"),
        ("null", "null", "null"),
        ("~", "~", "null"),
        ("True", "True", "true"),
        (".inf", ".inf", "Infinity"),
        ("'01'", "01", "01"),
        ('"a b"', "a b", "a b"),
        ("a b", "a b", "a b"),
        ("[a, b]", "a,b", "a,b"),
        ("[a, null]", "a,null", "a,"),
        ("{a: b}", "[object Object]", "[object Object]"),
    ],
)
def test_keys_are_strings_in_the_tools_object(text, failsafe, typed):
    for dialect, name in ((FAILSAFE, failsafe), (JSON, typed), (DEFAULT, typed)):
        for source in (f"{text}: x\n", f"{{{text}: x}}\n", f"? {text}\n: x\n"):
            tree = parse_yaml(source, dialect)
            assert (value_of(tree.root), tree.problems) == ({name: "x"}, ()), source


def test_a_date_as_a_key_is_javascripts_string_of_it():
    name = "Sun May 24 2026 00:00:00 GMT+0000 (Coordinated Universal Time)"
    assert value_of(parse_yaml("2026-05-24: x\n", DEFAULT).root) == {name: "x"}


@pytest.mark.parametrize("dialect", Dialect)
@pytest.mark.parametrize(
    "source",
    [
        "key:\n",
        "key: \n",
        "key:",
        "key: # x\n",
        "key:\n\n# x\n",
        "{key: }",
        "{key}",
        "? key\n",
        "? key\n:\n",
        "key:\nz: z",
    ],
)
def test_a_blank_value_is_null_everywhere(dialect, source):
    tree = parse_yaml(source, dialect)
    assert not tree.problems
    entry = tree.root.get("key")
    assert entry.value.value is None
    assert entry.value.text == ""
    assert entry.value.span.start == entry.value.span.end
    assert value_of(tree.root)["key"] is None


def test_a_blank_value_stands_right_behind_the_colon():
    root = parse_yaml("a:   # c\nb: x\nc:", JSON).root
    assert root.get("a").value.span == (2, 2)
    assert root.get("c").value.span == (16, 16)


def test_a_hash_after_a_blank_is_a_comment_and_the_value_null():
    assert value_of(parse_yaml("anchor: #section\n", FAILSAFE).root) == {"anchor": None}


BLOCKS = [
    ("|\n  a\n  b\n", "a\nb\n"),
    ("|-\n  a\n\n", "a"),
    ("|+\n  a\n\n", "a\n\n"),
    ("|\n\n  a\n", "\na\n"),
    ("|\n  a\n   b\n", "a\n b\n"),
    ("|2\n    a\n", "  a\n"),
    ("|2-\n    a\n", "  a"),
    ("|-2\n    a\n", "  a"),
    ("| # c\n  a # b\n", "a # b\n"),
    ("|\n  a: b\n  - c\n  ---\n", "a: b\n- c\n---\n"),
    ("|\n", ""),
    ("|+\n\n", "\n"),
    (">\n  a\n  b\n", "a b\n"),
    (">-\n  a\n  b\n\n", "a b"),
    (">\n  a\n\n  b\n", "a\nb\n"),
    (">\n  a\n\n\n  b\n", "a\n\nb\n"),
    (">\n  a\n    b\n  c\n", "a\n  b\nc\n"),
    (">\n  a\n    b\n\n  c\n", "a\n  b\n\nc\n"),
    (">+\n  a\n\n", "a\n\n"),
    (">\n\n  a\n", "\na\n"),
    ("|\n  \ta\n", "\ta\n"),
    ("a\n  b\n", "a b"),
    ("a\n  b\n\n  c\n", "a b\nc"),
    ("a\n  - b\n", "a - b"),
    ('"a\n  b"\n', "a b"),
    ('"a\n\n  b"\n', "a\nb"),
    ('"a\\\n  b"\n', "ab"),
    ('"a\\n\n  \\  b"\n', "a\n   b"),
    ("'a\n\n\n  b'\n", "a\n\nb"),
    ("[a,\n  b\n  c]\n", ["a", "b c"]),
    ("[a,\nb]\n", ["a", "b"]),
    ("{a: b,\n}\n", {"a": "b"}),
    ("\n  - a\n  -\n  - - b\n    - c\n", ["a", None, ["b", "c"]]),
    ("\n- a\n- b: c\n  d: e\n", ["a", {"b": "c", "d": "e"}]),
    ("\n  - a:\n    - b\n", [{"a": ["b"]}]),
    ("\n  -\n    a: b\n", [{"a": "b"}]),
    ("&x a\n", "a"),
    ("\n  &x\n  a: b\n", {"a": "b"}),
    ("!!map\n  a: b\n", {"a": "b"}),
    ("\n  ? a\n  ? b\n  : c\n", {"a": None, "b": "c"}),
    ("\n  ? - a\n    - b\n  : c\n", {"a,b": "c"}),
    ("\tx\n", "x"),
    ("!!str\n", ""),
]


@pytest.mark.parametrize("dialect", Dialect)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("text", "value"), BLOCKS)
def test_values_on_several_lines(dialect, end, text, value):
    source = f"key: {text}next: x\n".replace("\n", end)
    tree = parse_yaml(source, dialect)
    assert (value_of(tree.root), tree.problems) == ({"key": value, "next": "x"}, ())


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("", None),
        ("\n\n", None),
        ("# c\n", None),
        ("---\n", None),
        ("---\na: b\n", {"a": "b"}),
        ("--- a\n", "a"),
        ("a: b\n...\n", {"a": "b"}),
        ("a: b\n...\n# c\n", {"a": "b"}),
        ("%YAML 1.2\n---\na: b\n", {"a": "b"}),
        ("%TAG !e! tag:yaml.org,2002:\n---\n!e!str a\n", "a"),
        ("%FOO\n---\na: b\n", {"a": "b"}),
        ("%a\n ---\nb: c\n", {"b": "c"}),
        ("a: &x b\n? *x\n: c\n", {"a": "b", "b": "c"}),
        ("? a\n\t: b\n", {"a": "b"}),
        ("a: !!str\n&x b: c\n", {"a": "", "b": "c"}),
        ("\ufeffa: b\n", {"a": "b"}),
        ("\n  a: b\n  c: d\n", {"a": "b", "c": "d"}),
        ("a:  b\t\n", {"a": "b"}),
        ("a:\tb\n", {"a": "b"}),
        ("a: b\n\t\nc: d\n", {"a": "b", "c": "d"}),
        ("|\n a\n", "a\n"),
        ('{"a": 1.5e1, "b": [true, "x"]}', {"a": "1.5e1", "b": ["true", "x"]}),
    ],
)
def test_whole_texts(source, value):
    tree = parse_yaml(source, FAILSAFE)
    assert (value_of(tree.root), tree.problems) == (value, ())


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("!!str\n~", ""),
        ("!!map", {}),
        ("!!map\n...", None),
        ("!!map\n|\n a", "a\n"),
        ("!!pairs [true: a]", [["true", "a"]]),
        ("!!binary |", bytes(3)),
    ],
)
def test_tags_of_nothing(source, value):
    tree = parse_yaml(source, DEFAULT)
    assert (value_of(tree.root), tree.problems) == (value, ())


def test_what_the_nodes_are():
    root = parse_yaml("a: [b, 'c']\nd: |\n  e\n", DEFAULT).root
    assert root == Mapping(
        (0, 20),
        (
            entry(
                "a",
                (0, 1),
                Sequence((3, 11), (Scalar((4, 5), "b", "b", ""), Scalar((7, 10), "c", "c", "'")), flow=True),
            ),
            entry("d", (12, 13), Scalar((15, 20), "e\n", "e\n", "|")),
        ),
        flow=False,
    )


def entry(name, span, value):
    from scaffold_rules.documents.yaml import Entry

    return Entry(Scalar(span, name, name, ""), value)
