"""Edits of YAML: what they are to change changes, all else in the data and in the text stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold_rules.documents.document import YamlDocument
from scaffold_rules.documents.kind import Layout
from scaffold_rules.documents.parse import parse
from scaffold_rules.documents.yaml import Mapping, Scalar, Sequence, value_of
from scaffold_rules.edits import append_item, insert_entry, quoted, remove_entry, remove_item, replace_scalar
from scaffold_rules.finding import Edit
from scaffold_rules.fix import apply_edits

PATH = "content/methodology/deep.yml"


def _document(text: str) -> YamlDocument:
    document = parse(PATH, text, Layout("content/"))
    assert isinstance(document, YamlDocument)
    return document


def _list(document: YamlDocument) -> Sequence:
    entry = document.field("a")
    assert entry is not None
    assert isinstance(entry.value, Sequence)
    return entry.value


def _mapping(document: YamlDocument) -> Mapping:
    entry = document.field("a")
    assert entry is not None
    assert isinstance(entry.value, Mapping)
    return entry.value


def _after(document: YamlDocument, edits: tuple[Edit, ...] | None) -> str | None:
    return None if edits is None else apply_edits(document.text, edits)


@pytest.mark.parametrize(
    ("text", "index", "after"),
    [
        ("a: [x, y, z]\n", 0, "a: [y, z]\n"),
        ("a: [x, y, z]\n", 1, "a: [x, z]\n"),
        ("a: [x, y, z]\n", 2, "a: [x, y]\n"),
        ("a: [ x ] # why\n", 0, "a: [] # why\n"),
        ("a: [\n  x, # one\n  y,\n]\n", 0, "a: [\n  y,\n]\n"),
        ("a: [\n  x, # one\n  y # two\n]\n", 1, "a: [\n  x, # one\n   # two\n]\n"),
        ("a: [x # the only one\n]\n", 0, None),
        ("a:\n  - x\n  - y\n", 0, "a:\n  - y\n"),
        ("a:\n  - x # gone too\n  - y\nb: 1\n", 1, "a:\n  - x # gone too\nb: 1\n"),
        ("a: # all\n  - x\nb: 1\n", 0, "a: [] # all\nb: 1\n"),
        ("a:\r\n- x\r\n- y\r\n", 1, "a:\r\n- x\r\n"),
        ("a:\n  - x\n  - y", 1, "a:\n  - x\n"),
        ("a: ['x', \"y\"]\n", 1, "a: ['x']\n"),
    ],
)
def test_remove_item(text: str, index: int, after: str | None) -> None:
    document = _document(text)
    found = _list(document)
    assert _after(document, remove_item(document, found, found.items[index])) == after


@pytest.mark.parametrize(
    ("text", "index", "after"),
    [
        ("a: { x: 1, y: 2 }\n", 0, "a: { y: 2 }\n"),
        ("a: { x: 1, y: 2 }\n", 1, "a: { x: 1 }\n"),
        ("a: { x: 1 }\n", 0, "a: {}\n"),
        ("a:\n  x: 1 # one\n  y: 2\n", 0, "a:\n  y: 2\n"),
        ("a:\n  x:\n    - 1\n    - 2\n  y: 2\n", 0, "a:\n  y: 2\n"),
        ("a:\n  x: 1\nb: 1\n", 0, "a: {}\nb: 1\n"),
        ("\ufeffa:\n  x: 1\n  y: 2\n", 1, "\ufeffa:\n  x: 1\n"),
    ],
)
def test_remove_entry(text: str, index: int, after: str | None) -> None:
    document = _document(text)
    found = _mapping(document)
    assert _after(document, remove_entry(document, found, found.entries[index])) == after


@pytest.mark.parametrize(
    ("text", "word", "after"),
    [
        ("a: []\n", "x", "a: [x]\n"),
        ("a: [x]\n", "w", "a: [x, w]\n"),
        ("a: ['x'] # c\n", "w", "a: ['x', 'w'] # c\n"),
        ("a: [x]\n", "no", 'a: [x, "no"]\n'),
        ("a: [x]\n", "y: z", 'a: [x, "y: z"]\n'),
        ("a:\n  - x\nb: 1\n", "w", "a:\n  - x\n  - w\nb: 1\n"),
        ("a:\n  - x # c\n", "w", "a:\n  - x # c\n  - w\n"),
        ("a:\r\n  -   x\r\n", "w", "a:\r\n  -   x\r\n  -   w\r\n"),
        ("a:\n  - x", "w", "a:\n  - x\n  - w"),
    ],
)
def test_append_item(text: str, word: str, after: str | None) -> None:
    document = _document(text)
    assert _after(document, append_item(document, _list(document), word)) == after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("a: {}\n", "a: { n: 1 }\n"),
        ("a: { x: 1 } # c\n", "a: { x: 1, n: 1 } # c\n"),
        ("a:\n  x: 1 # c\nb: 2\n", "a:\n  x: 1 # c\n  n: 1\nb: 2\n"),
        ("a:\r\n    x:\r\n      - 1\r\n", "a:\r\n    x:\r\n      - 1\r\n    n: 1\r\n"),
    ],
)
def test_insert_entry(text: str, after: str | None) -> None:
    document = _document(text)
    assert _after(document, insert_entry(document, _mapping(document), "n: 1")) == after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("a: [&x y]\nb: [*x]\n", "a: [&x z]\nb: [*x]\n"),
        ("a: ['it''s']\n", "a: ['z']\n"),
        ('a: ["q"]\n', 'a: ["z"]\n'),
    ],
)
def test_replace_scalar(text: str, after: str) -> None:
    document = _document(text)
    item = _list(document).items[0]
    assert isinstance(item, Scalar)
    assert _after(document, replace_scalar(item, "z")) == after


def test_what_an_alias_brings_in_is_not_edited() -> None:
    document = _document("b: &x [one, two]\na: *x\n")
    found = _list(document)
    outside = _document("a: [one]\n")
    assert remove_item(document, found, _list(outside).items[0]) is None


WORDS = st.sampled_from(["x", "plan-it", "no", "1", "2026-01-01", "a: b", "it's", 'say "so"', "# no", "é", "- x", ""])


@given(st.sampled_from(["'", '"', ""]), st.text(min_size=1, max_size=12).filter(lambda t: t.isprintable()) | WORDS)
def test_a_quoted_word_is_the_word(style: str, word: str) -> None:
    document = _document(f"a: [{quoted(word, style)}]\n")
    assert document.problems == ()
    assert document.value("a") == [word]


@given(
    st.lists(WORDS, min_size=1, max_size=5),
    st.sampled_from(["flow", "block", "lines"]),
    st.sampled_from(["\n", "\r\n"]),
    st.integers(0, 4),
    WORDS,
    st.booleans(),
)
def test_lists_lose_and_get_what_they_should(words, style, end, index, word, commented) -> None:
    items = [quoted(each, '"') for each in words]
    note = " # c" if commented else ""
    texts = {
        "flow": f"a: [{', '.join(items)}]{note}{end}b: 1{end}",
        "block": f"a:{note}{end}" + "".join(f"  - {item}{note}{end}" for item in items) + f"b: 1{end}",
        "lines": f"a: [{end}" + "".join(f"  {item},{note}{end}" for item in items) + f"]{end}b: 1{end}",
    }
    document = _document(texts[style])
    found = _list(document)
    assert value_of(found) == words
    gone = _after(document, remove_item(document, found, found.items[index % len(words)]))
    if gone is not None:
        at = index % len(words)
        assert _document(gone).value("a") == [*words[:at], *words[at + 1 :]]
    more = _after(document, append_item(document, found, word))
    if more is not None:
        assert _document(more).value("a") == [*words, word]
    for text in (gone, more):
        if text is not None:
            assert _document(text).problems == ()
            assert _document(text).value("b") == 1
            assert text.count("\r") == (text.count("\n") if end == "\r\n" else 0)
            assert text.count("# c") >= document.text.count("# c") - 1
