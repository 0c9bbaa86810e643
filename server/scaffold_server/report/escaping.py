"""JSON and XML that every reader accepts, whatever is in a file's name or text."""

from __future__ import annotations

import json
import re
from xml.sax.saxutils import escape, quoteattr

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def json_of(value: object, indent: int | None = None) -> str:
    """A value as JSON in ASCII; half a surrogate pair, which strict readers refuse, becomes a replacement character."""
    text = json.dumps(value, indent=indent)
    if "\\ud" not in text:
        return text
    return json.dumps(json.loads(whole(json.dumps(value, ensure_ascii=False))), indent=indent)


def whole(text: str) -> str:
    """A text with a replacement character for each half of a surrogate pair: it has a UTF-8 form."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def xml_text(text: str) -> str:
    """A text between tags, in ASCII; what XML cannot hold becomes a replacement character."""
    return _ascii(escape(_allowed(text), {"\r": "&#13;"}))


def xml_attribute(text: str) -> str:
    """A text as the value of an attribute, with its quotes, in ASCII."""
    return _ascii(quoteattr(_allowed(text)))


def _allowed(text: str) -> str:
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _ascii(text: str) -> str:
    """XML that stays what it is in whatever encoding standard output has."""
    return text.encode("ascii", "xmlcharrefreplace").decode("ascii")
