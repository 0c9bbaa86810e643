"""JSON as guides write it: comments, elisions, placeholders and members without their braces, each step keeping length."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import NamedTuple

_STRING = (
    r'"(?:\\.|[^"\\\n])*+(?:"|(?=\n|\Z)|\\)'  # one that is not closed ends with its line: no second look from inside
)
_ASIDE = re.compile(
    rf"(?P<string>{_STRING})|(?P<comment>//[^\n]*|/\*.*?(?:\*/|\Z)|\#[^\n]*)|(?P<elision>\.{{3}}|…)"
    r"|(?P<placeholder>\{\{[^{}\n]*\}\}|\$\{[^{}\n]*\}|<[^<>\n\"]{1,80}>)",
    re.DOTALL,
)
_COMMA = re.compile(rf"{_STRING}|(?P<comma>,)(?=\s*(?:[}}\],]|\Z))")
_DECODER = json.JSONDecoder(strict=False, parse_int=str, parse_float=str, parse_constant=str)
_NOT_BLANK = re.compile(r"[^\n]")


class Read(NamedTuple):
    """What came of some JSON: where and why it cannot be read (None when it can), and whether it holds comments as JSONC has."""

    error: tuple[int, str] | None
    commented: bool


@lru_cache(maxsize=1024)
def read(text: str) -> Read:
    """Read JSON strictly, then step by step more tolerantly; only what no step explains is an error."""
    error = _error(text)
    if error is None:
        return Read(None, commented=False)
    plain, commented = _plain(text)
    for opening, closing in (("", ""), ("{", "}"), ("[", "]")):
        found = _error(f"{opening}{plain}{closing}")
        if found is None:
            return Read(None, commented)
        if not opening:
            error = found
        elif opening == "{" and re.match(r"\s*\"[^\"\n]*\"\s*:", plain):
            error = (found[0] - 1, found[1])
    return Read(None, commented) if _several(plain) else Read(error, commented)


def _error(text: str) -> tuple[int, str] | None:
    try:
        _DECODER.decode(text)
    except json.JSONDecodeError as error:
        return error.pos, error.msg
    except RecursionError:
        return None
    return None


def _several(text: str) -> bool:
    """Whether a text is one value after another, commas between them or not."""
    at = 0
    try:
        while match := re.compile(r"[\s,]*").match(text, at):
            if match.end() == len(text):
                return True
            at = _DECODER.raw_decode(text, match.end())[1]
    except (json.JSONDecodeError, RecursionError):
        return False
    return False


def _plain(text: str) -> tuple[str, bool]:
    """The text without comments, elisions, placeholders and trailing commas, and whether there were comments of JSONC."""
    commented = False
    pieces: list[str] = []
    at = 0
    for match in _ASIDE.finditer(text):
        if match["string"] is not None:
            continue
        pieces.append(text[at : match.start()])
        at = match.end()
        blank = _NOT_BLANK.sub(" ", match.group())
        commented = commented or (match["comment"] or "#")[0] == "/"
        value = match["placeholder"] is not None or (
            match["elision"] is not None and "".join(pieces[-3:]).rstrip().endswith(":")
        )
        pieces.append(f"0{blank[1:]}" if value else blank)
    plain = "".join([*pieces, text[at:]])
    return _COMMA.sub(lambda match: " " if match["comma"] else match.group(), plain), commented
