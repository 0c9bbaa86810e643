"""What says of a snippet that it is wrong on purpose, and which file it is from: comments and labels, anchored."""

from __future__ import annotations

import re
from typing import Literal

Context = Literal["test", "config", "notebook", "script", "src", ""]

_BAD_WORDS = (
    r"(?:bad|wrong|incorrect|inefficient|vulnerable|dangerous|insecure|unsafe|broken|fragile|buggy|naive|anti-?pattern|before)"
    r"(?:\s+(?:pattern|example|code|approach|way|practice|query|design|version|usage))?"
    r"|(?:do\s+not|don['’]?t|never)(?:\s+(?:do|write|use)\s+(?:this|it))?|avoid(?:\s+this)?"
)
_GOOD_WORDS = (
    r"(?:good|correct|right|better|best|efficient|safe|secure|fixed|robust|preferred|recommended|after)"
    r"(?:\s+(?:pattern|example|code|approach|way|practice|query|design|version|usage))?"
    r"|do(?:\s+this)?(?:\s+instead)?|instead"
)
# One of these, in lower case, is in every marker: most snippets need no closer look.
_HINTS = (
    *("bad", "wrong", "correct", "efficient", "vulnerable", "danger", "secure", "unsafe", "broken", "fragile", "buggy"),
    *("naive", "pattern", "before", "not", "don", "never", "avoid", "❌"),
)
# A marker is a word on its own: before a colon, a bracket, a dash or the end. "Zero gradients BEFORE it" is none.
_ANCHOR = r"(?=\s*(?::|\(|[!.]?\s*(?:\*/|-->)?\s*$|[–—]|-+\s))"
_COMMENT = r"(?:\#+|//+|--|/\*+|<!--|;+|%+)[ \t]*"
_BAD_COMMENT = re.compile(rf"^[ \t]*{_COMMENT}(?:❌\W*|(?:{_BAD_WORDS}){_ANCHOR})", re.IGNORECASE)
_GOOD_COMMENT = re.compile(rf"^[ \t]*{_COMMENT}(?:✅\W*|(?:{_GOOD_WORDS}){_ANCHOR})", re.IGNORECASE)
# Behind code, a lower-case word alone may speak of the data in the line ("# bad"), so it needs more.
_BAD_TAIL = re.compile(
    rf"\S[ \t]+(?:\#|//|--)[ \t]*(?:❌|(?i:(?:{_BAD_WORDS})(?=\s*(?::|\(|[–—]|-+\s)))"
    r"|(?:Bad|BAD|Wrong|WRONG|Incorrect|INCORRECT|Vulnerable|VULNERABLE|Unsafe|UNSAFE|Insecure|INSECURE)(?=[!.]?\s*$))"
)
_BAD_LABEL = re.compile(rf"^[\s*_>]*(?:❌\W*|(?:{_BAD_WORDS})(?=[*_]*\s*(?::|\(|[–—]|-+\s|[*_]*$)))", re.IGNORECASE)

_HEADER = re.compile(
    r"^(?:\#|//|--|/\*+|<!--|;|%)[ \t]*(?:file:\s*)?"
    r"(?P<path>[\w.@~$<>{}\[\]+-]*(?:/[\w.@~$<>{}\[\]()+-]+)*)"
    r"(?=\s*(?:\*/|-->)?\s*$|:?\s+[(–—\#-]|:\s*$|\s*,)",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(r"(?:\.[a-z][\w-]*|[\w.@$<>{}\[\]()+-]*\.[a-z][a-z0-9]{0,9}|Dockerfile|Makefile|Justfile)$")
_TEST_FILE = re.compile(
    r"^(?:test_.*|.*_test\.\w+|.*[._-](?:test|spec)\.\w+|conftest\.py|.*Tests?\.(?:swift|kt|java|cs))$"
)
_TEST_CODE = re.compile(
    r"^\s*(?:async\s+)?def\s+test_|^\s*class\s+Test|^\s*@pytest\.|^(?:describe|it|test)(?:\.\w+)*\(", re.MULTILINE
)
_CONFIG_FILE = re.compile(
    r"\.(?:ya?ml|toml|ini|cfg|json[c5]?|env|properties|conf)$|^\.|\.config\.\w+$|^(?:Docker|Make|Just)file$"
)


def header_of(line: str) -> str | None:
    """The path in a snippet's first line (``# src/serving/predictor.py``), or None.

    A bare name must begin with a lower-case letter, so that "Node.js" is no file.
    """
    match = _HEADER.match(line)
    path = match["path"] if match else ""
    name = path.rpartition("/")[2]
    if not name or not _FILE_NAME.match(name):
        return None
    if "/" not in path and not (name[0].islower() or name[0] in "._<{[" or name.endswith("file")):
        return None
    return path


def context_of(path: str | None, code: str) -> Context:
    """What kind of file a snippet is from: by its path where it has one, else a test if the code says so."""
    if path is None:
        return "test" if _TEST_CODE.search(code) else ""
    *folders, name = path.split("/")
    if _TEST_FILE.match(name) or not {"test", "tests", "__tests__", "spec", "e2e"}.isdisjoint(folders):
        return "test"
    if name.endswith(".ipynb") or "notebooks" in folders:
        return "notebook"
    if _CONFIG_FILE.search(name):
        return "config"
    if not {"scripts", "bin", "tools"}.isdisjoint(folders):
        return "script"
    return "src"


def is_bad_label(label: str) -> bool:
    """Whether a label before a fence says that the fence is wrong on purpose."""
    return _BAD_LABEL.match(label) is not None


def bad_lines(code: str, labelled: bool) -> list[tuple[int, int]]:
    """The runs of lines (first, behind the last) that are wrong on purpose.

    A marker on a line of its own holds to the first blank line or a marker of the opposite; one behind code, for its
    line; a label before the fence, for the whole fence, a marker of the opposite aside.
    """
    if not labelled:
        lower = code.lower()
        if not any(word in lower for word in _HINTS):
            return []
    lines = code.split("\n")
    runs: list[tuple[int, int]] = []
    begin = 0 if labelled else -1
    by_label = labelled
    for number, line in enumerate(lines):
        good = _GOOD_COMMENT.match(line) is not None
        if begin >= 0 and (good or not (by_label or line.strip())):
            if begin < number:
                runs.append((begin, number))
            begin = -1
        if begin >= 0 or good:
            continue
        if _BAD_COMMENT.match(line):
            begin, by_label = number, False
        elif ("#" in line or "//" in line or "--" in line) and _BAD_TAIL.search(line):
            runs.append((number, number + 1))
    if begin >= 0:
        runs.append((begin, len(lines)))
    return runs
