"""Real content: it parses without a problem, and a half-typed line costs only that line."""

from __future__ import annotations

import random

import pytest

from scaffold_rules.documents.yaml import Dialect, Mapping, Scalar, Sequence, parse_yaml
from scaffold_rules.text import Span

STATES_OF_A_FILE = 12


def sources(folder):
    """Text, span and dialect of everything that is YAML in a release of the content."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".yml", ".yaml"}:
            text = path.read_bytes().decode()
            yield text, Span(0, len(text)), Dialect.DEFAULT
        elif path.suffix == ".md":
            text = path.read_bytes().decode()
            close = text.find("\n---\n", 3)
            if text.startswith("---\n") and close != -1:
                step = {"pipeline", "tools"} & set(path.parts)
                yield text, Span(4, close + 1), Dialect.FAILSAFE if step else Dialect.JSON


def scalars(node):
    if isinstance(node, Scalar) and node.text:
        yield node
    for item in node.items if isinstance(node, Sequence) else ():
        yield from scalars(item)
    for entry in node.entries if isinstance(node, Mapping) else ():
        yield from scalars(entry.key)
        yield from scalars(entry.value)


def test_real_content_has_no_problems(corpus):
    count = 0
    for text, span, dialect in sources(corpus):
        tree = parse_yaml(text, dialect, span)
        assert tree.problems == ()
        assert tree.repaired == ()
        assert isinstance(tree.root, Mapping)
        count += 1
    assert count > 50


def typing_states(text, choose):
    """Some states of the text with one line typed only in part: the text, the line's start, the cut and its end."""
    states, start = [], 0
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip(" "))
        states += [(start, start + cut, start + len(line)) for cut in range(indent + 1, len(line))]
        start += len(line) + 1
    for start, cut, end in choose.sample(states, min(STATES_OF_A_FILE, len(states))):
        yield text[:cut] + text[end:], start, cut, end


def test_a_half_typed_line_leaves_the_scalars_of_the_other_lines(newest):
    choose = random.Random(7)
    total, good, bad = 0, 0, []
    strange = 0
    for host, span, dialect in sources(newest):
        text = span.of(host)
        whole = list(scalars(parse_yaml(text, dialect).root))
        for typed, start, cut, end in typing_states(text, choose):
            tree = parse_yaml(typed, dialect, edited=cut)
            found = {(node.span.start, node.text) for node in scalars(tree.root)}
            want = [
                (node.span.start - (end - cut if node.span.start > start else 0), node.text)
                for node in whole
                if node.span.end < start or node.span.start > end
            ]
            total += 1
            if sum(scalar in found for scalar in want) >= 0.9 * len(want):
                good += 1
            else:
                bad.append(typed)
            strange += any(not start - 1 <= problem.span.start <= cut for problem in tree.problems)
    assert total > 3000
    assert good >= 0.99 * total, bad[:3]
    # Nothing is said about lines that are as they were.
    assert strange <= 0.01 * total


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_change_nothing(newest, end):
    for host, span, dialect in sources(newest):
        text = span.of(host)
        one, other = parse_yaml(text, dialect), parse_yaml(text.replace("\n", end), dialect)
        assert [node.text for node in scalars(one.root)] == [node.text for node in scalars(other.root)]
        assert other.problems == ()
