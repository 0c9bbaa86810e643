"""Values as people write them in YAML, and what js-yaml makes of each in the three dialects of the scaffold tool.

Written down anew from the tool's documentation; nothing here asks our own reader.
"""

from __future__ import annotations

import math
import re
from typing import Any

Value = Any


class Date:
    """What the default dialect makes of a day: no string, and nothing else that anybody wants."""


DATE = Date()
TEXTLESS = object()
"""As the second member of a row: YAML that js-yaml does not read."""

WRITTEN: list[tuple[str, Value]] = [
    # nothing
    ("", None), ("~", None), ("null", None), ("Null", None), ("NULL", None), ("# a comment", None), ("#section", None),
    # booleans and what once were some
    ("true", True), ("True", True), ("TRUE", True), ("false", False), ("False", False), ("tRue", "tRue"),
    ("yes", "yes"), ("no", "no"), ("on", "on"), ("off", "off"), ("y", "y"), ("N", "N"),
    # numbers
    ("0", 0), ("1", 1), ("2", 2), ("3", 3), ("5", 5), ("6", 6), ("110", 110), ("1599", 1599), ("1600", 1600), ("-1", -1),
    ("+1", 1), ("01", 1), ("0777", 777), ("08", 8), ("0o17", 15), ("0x1F", 31), ("0b11", 3), ("1_000", 1000),
    ("1.5", 1.5), ("5.0", 5.0), ("110.5", 110.5), ("1e3", 1000.0), ("1e2", 100.0), (".5", 0.5), ("1.", 1.0),
    (".inf", math.inf), ("-.inf", -math.inf), (".NaN", math.nan),
    ("1_", "1_"), ("_1", "_1"), ("1:30", "1:30"), ("1.2.3", "1.2.3"), ("0x", "0x"),
    # days
    ("2026-05-24", DATE), ("2026-02-30", DATE), ("2026-05-24T10:00:00Z", DATE), ("2026-5-4", "2026-5-4"),
    # strings
    ('""', ""), ("''", ""), ('" "', " "), ("'null'", "null"), ('"~"', "~"), ('"true"', "true"), ("'no'", "no"), ('"5"', "5"),
    ("'110'", "110"), ("'2026-05-24'", "2026-05-24"), ("abc", "abc"), ("create-plan", "create-plan"), ("Create", "Create"),
    ("a--b", "a--b"), ("a-", "a-"), ("1a", "1a"), ("a b", "a b"), ("a_b", "a_b"), ("café", "café"), ("a # b", "a"),
    ("a#b", "a#b"), ("'it''s'", "it's"), ('"a\\tb"', "a\tb"), ("a:b", "a:b"), ("&x abc", "abc"), ("!!str abc", "abc"),
    ("|-\n      abc", "abc"), (">-\n      a\n      b", "a b"),
    ("x" * 200, "x" * 200), ("x" * 201, "x" * 201), ("x" * 501, "x" * 501),
    # collections
    ("[]", []), ("{}", {}), ("[abc]", ["abc"]), ("['abc', \"def\"]", ["abc", "def"]), ("[abc, Def]", ["abc", "Def"]),
    ("[5]", [5]), ("[~]", [None]), ("[true]", [True]), ("['']", [""]), ("[2026-05-24]", [DATE]), ("[[]]", [[]]), ("[{}]", [{}]),
    ("{ a: b }", {"a": "b"}), ("{ a: 5 }", {"a": 5}), ("\n      - abc", ["abc"]), ("\n      -", [None]),
    # what no dialect reads
    ("a: b", TEXTLESS), ("@abc", TEXTLESS), ("`abc`", TEXTLESS), ("%abc", TEXTLESS), ("[abc", TEXTLESS), ("'abc", TEXTLESS),
    ("*nobody", TEXTLESS), ("!local abc", TEXTLESS), ("{ a: 1, a: 2 }", TEXTLESS),
]  # fmt: skip

FAILSAFE, JSON, DEFAULT = "failsafe", "json", "default"


def read(text: str, value: Value, dialect: str) -> Value:
    """What a dialect makes of a text, from what the default one makes of it."""
    if isinstance(value, list) and dialect != DEFAULT and text.startswith("["):
        items = [part.strip() for part in text[1:-1].split(",")] if value else []
        return [read(part, item, dialect) for part, item in zip(items, value, strict=True)]
    if isinstance(value, dict) and value and dialect == FAILSAFE:
        return {"a": text.partition(":")[2].rstrip(" }").strip()}
    if value is DATE and dialect != DEFAULT:
        return text
    if isinstance(value, str | list | dict) or value is TEXTLESS or dialect != FAILSAFE:
        return value
    return None if not text or text.startswith("#") else text  # nothing but text


def words_of(source: str) -> Value:
    """The value of a further text of a row: plain words, lists and mappings of them, whole numbers."""
    source = source.strip()
    if source.startswith("- "):
        return [line.strip()[2:] for line in source.split("\n")]
    if source.startswith("["):
        return [words_of(part) for part in source[1:-1].split(",")]
    if source.startswith("{"):
        pairs = (part.split(":") for part in source[1:-1].split(","))
        return {key.strip(): words_of(value) for key, value in pairs}
    if re.match(r"[0-9]+\Z", source):
        return int(source)
    return None if source == "~" else source.strip("'\"")
